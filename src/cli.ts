// The command line for whoever runs Balcony or writes its prompts. This file gathers the commands and says how to use
// them; each command is a file of its own in cli/, which says everything else about itself.
import { Command } from 'commander'
import { applyCommand, configurationCommand } from './cli/apply.ts'
import { backupCommand } from './cli/backup.ts'
import { checkCommand } from './cli/check.ts'
import { doctorCommand } from './cli/doctor.ts'
import { exportCommand, forgetCommand } from './cli/person.ts'
import { previewCommand } from './cli/preview.ts'
import { restoreCommand } from './cli/restore.ts'
import { simulateCommand } from './cli/simulate.ts'
import { statusCommand } from './cli/status.ts'
import { terminal } from './cli/terminal.ts'
import { takeEnvFile } from './env-file.ts'

const outside = { ...process.env }
// What is wrong with it is for the start and for `doctor` to say.
takeEnvFile('.env', process.env)

const commands = [
  doctorCommand,
  statusCommand,
  backupCommand,
  restoreCommand,
  exportCommand,
  forgetCommand,
  configurationCommand,
  applyCommand,
  checkCommand,
  previewCommand,
  simulateCommand,
]

const program = new Command('npm run balcony --')
  .description('Balcony from the command line: look after its prompts, and see what people get.')
  .usage('<command> [options]')
  .helpCommand('help [command]', 'say more about one command')
  .helpOption('-h, --help', 'say this')
  .addHelpText(
    'after',
    '\nThe two hyphens after `npm run balcony` belong there: what follows them is for Balcony.',
  )
  // What the command line does not understand ends with 2, so that a script can tell it from a refusal.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .showHelpAfterError('\nTo see what there is: npm run balcony -- help')
const here = terminal(process, outside)
for (const command of commands) program.addCommand(command(here).copyInheritedSettings(program))

await program.parseAsync()
