// The command line for whoever runs Balcony or writes its prompts. This file gathers the commands and says how to use
// them; each command is a file of its own in cli/, which says everything else about itself.
import { Command } from 'commander'
import { checkCommand } from './cli/check.ts'
import { doctorCommand } from './cli/doctor.ts'
import { previewCommand } from './cli/preview.ts'
import { simulateCommand } from './cli/simulate.ts'
import { terminal } from './cli/terminal.ts'
import { takeEnvFile } from './env-file.ts'

const outside = { ...process.env }
// What is wrong with it is for the start and for `doctor` to say.
takeEnvFile('.env', process.env)

const commands = [doctorCommand, checkCommand, previewCommand, simulateCommand]

const program = new Command('npm run balcony --')
  .description('Balcony from the command line: look after its prompts, and see what people get.')
  .usage('<command> [options]')
  .helpCommand('help [command]', 'say more about one command')
  .helpOption('-h, --help', 'say this')
  .addHelpText(
    'after',
    '\nThe two hyphens after `npm run balcony` belong there: what follows them is for Balcony.',
  )
  .showHelpAfterError('\nTo see what there is: npm run balcony -- help')
for (const command of commands)
  program.addCommand(command(terminal(process, outside)).copyInheritedSettings(program))

await program.parseAsync()
