// The command line for whoever runs Balcony or writes its prompts. This file gathers the commands and says how to use
// them; each command is a file of its own in cli/, which says everything else about itself.
import { Command } from 'commander'
import { type Terminal, terminal } from './cli/terminal.ts'
import { takeEnvFile } from './env-file.ts'
import { ownVersion } from './version.ts'

const outside = { ...process.env }
// What is wrong with it is for the start and for `doctor` to say.
takeEnvFile('.env', process.env)

// Each is read only when it is asked for: what one of them needs, no other waits for.
const commands: Record<string, () => Promise<(terminal: Terminal) => Command>> = {
  doctor: async () => (await import('./cli/doctor.ts')).doctorCommand,
  status: async () => (await import('./cli/status.ts')).statusCommand,
  backup: async () => (await import('./cli/backup.ts')).backupCommand,
  restore: async () => (await import('./cli/restore.ts')).restoreCommand,
  export: async () => (await import('./cli/person.ts')).exportCommand,
  forget: async () => (await import('./cli/person.ts')).forgetCommand,
  configuration: async () => (await import('./cli/apply.ts')).configurationCommand,
  apply: async () => (await import('./cli/apply.ts')).applyCommand,
  check: async () => (await import('./cli/check.ts')).checkCommand,
  preview: async () => (await import('./cli/preview.ts')).previewCommand,
  simulate: async () => (await import('./cli/simulate.ts')).simulateCommand,
}

const program = new Command('npm run balcony --')
  .description(
    'Balcony from the command line: see how Balcony is, back it up, serve people’s requests, set it up from a file, and look after its questions.',
  )
  .usage('<command> [options]')
  .helpCommand('help [command]', 'say more about one command')
  .helpOption('-h, --help', 'say this')
  .version(ownVersion, '-V, --version', 'say which version this is')
  .addHelpText(
    'after',
    `
The two hyphens after \`npm run balcony\` belong there: what follows them is for Balcony.

Each command ends with 0 if it is done. 1 is a refusal, or something wrong, and the
message says what to do; 2, that the command or the settings were not understood.
“help” and a command says what else it may end with. docs/backups.md says how to run
it on a server, with Balcony’s own settings.`,
  )
  // What the command line does not understand ends with 2, so that a script can tell it from a refusal.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .showHelpAfterError('\nTo see what there is: npm run balcony -- help')
const here = terminal(process, outside)
// What it does not know by name may be a request for help, or misspelt: then all of them are there to choose from.
const asked = Object.hasOwn(commands, process.argv[2] ?? '') ? commands[process.argv[2] ?? ''] : undefined
for (const load of asked ? [asked] : Object.values(commands)) {
  const command = await load()
  program.addCommand(command(here).copyInheritedSettings(program))
}

await program.parseAsync()
