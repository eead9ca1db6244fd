// `balcony backup`: all documents as they are at one instant, in one file that was read back and checked.
import { resolve } from 'node:path'
import { Command } from 'commander'
import { backUp } from '../control/handlers.ts'
import { ownVersion } from '../version.ts'
import { askOrDo, dataFolder, exitCodesInWords, inWords } from './data-folder.ts'
import { sizeInWords } from './sizes.ts'
import type { Terminal } from './terminal.ts'

const about = [
  'Put all documents into one file, as they are at one instant, and read it back to see that it is whole. Balcony may run meanwhile: every reply that it has acknowledged by then is in it.',
  'The file is its owner’s alone, and has everything that people wrote: keep it as you keep the data folder, and copy it to another machine. Backups older than 35 days are removed from its folder. The ledger of erasures is not in it; copy that too, but not to the same place.',
].join('\n\n')

const more = `
Examples:
  npm run balcony -- backup                       into the folder backups of the data
  npm run balcony -- backup --to /mnt/backups     onto another disk
  npm run --silent balcony -- backup --json       what was made, for machines

${exitCodesInWords}`

type Options = { to?: string; json?: boolean }

export const backupCommand = (terminal: Terminal): Command =>
  new Command('backup')
    .summary('put all documents into one checked file')
    .description(about)
    .option('--to <folder>', 'where to put it')
    .option('--json', 'print what was made as JSON, for machines')
    .addHelpText('after', more)
    .action((options: Options) => inWords(terminal, () => backup(options, terminal)))

const backup = async ({ to, json }: Options, terminal: Terminal): Promise<void> => {
  const at = dataFolder(terminal)
  const folder = to === undefined ? undefined : resolve(terminal.folder, to)
  const made = await askOrDo(terminal, at, 'backup', { to: folder }, (kept, way) =>
    backUp(
      {
        data: at.folder,
        to: folder,
        version: ownVersion,
        kept,
        now: at.now,
      },
      way,
    ),
  )
  if (json) return terminal.say(JSON.stringify(made, null, 2))
  terminal.say(
    `${terminal.paint('green', '✓')} ${made.file}, ${sizeInWords(made.bytes)}, read back and whole.`,
  )
  if (made.pruned.length > 0) terminal.say(`Removed, being older than 35 days: ${made.pruned.join(', ')}.`)
  if (made.damaged.length > 0) {
    terminal.complain(
      `Damaged before, and in it as they are: ${made.damaged.join(', ')}. See what “doctor” says of them.`,
    )
  }
}
