// `balcony restore`: puts a backup into an empty folder, with what people took back since taken back once more.
import { resolve } from 'node:path'
import { Command } from 'commander'
import { peopleInWords } from '../control/people-in-words.ts'
import { ledgerIn } from '../documents.ts'
import { holdLock } from '../store/lock.ts'
import { type Restored, restoreBackup } from '../store/restore.ts'
import { asOwner, dataFolder, exitCodesInWords, inWords } from './data-folder.ts'
import { progressBar } from './progress-bar.ts'
import type { Terminal } from './terminal.ts'

const about = [
  'Put a backup into an empty data folder. The whole of it is read and checked before anything is written. What people deleted or took back since it was made is taken back once more, from the ledger of erasures: without that it does not begin.',
  'Stop Balcony first. Then move what is in the data folder away, all but the folders “erasures” and “backups”. After the next start, for a week, Balcony looks in each conversation before it sends anything, whether it is there already. docs/backups.md says what may still come twice, or be missing.',
].join('\n\n')

const more = `
Examples:
  npm run balcony -- restore backups/balcony-2026-11-29T02-00-00.000Z.tar.gz --dry-run
  npm run balcony -- restore /mnt/backups/balcony-2026-11-29T02-00-00.000Z.tar.gz
  npm run balcony -- restore BACKUP --to /srv/balcony --ledger /srv/balcony-old/erasures

${exitCodesInWords}`

type Options = { to?: string; ledger?: string; withoutLedger?: boolean; dryRun?: boolean; json?: boolean }

export const restoreCommand = (terminal: Terminal): Command =>
  new Command('restore')
    .summary('put a backup into an empty folder')
    .description(about)
    .argument('<backup>', 'the backup’s file')
    .option('--to <folder>', 'the data folder, unless it is the one of the settings')
    .option('--ledger <folder>', 'where the ledger of erasures is')
    .option('--without-ledger', 'go on although what people took back since will be there again')
    .option('--dry-run', 'read and check all of it, and write nothing')
    .option('--json', 'print what was done as JSON, for machines')
    .addHelpText('after', more)
    .action((file: string, options: Options) => inWords(terminal, () => restore(file, options, terminal)))

const restore = async (file: string, options: Options, terminal: Terminal): Promise<void> => {
  const at = dataFolder(terminal)
  const data = options.to === undefined ? at.folder : resolve(terminal.folder, options.to)
  // What is put elsewhere has a ledger of its own, so that nobody's drill writes in the one that Balcony is using.
  const ownLedger = options.to === undefined ? (at.ledger ?? ledgerIn(data)) : ledgerIn(data)
  const ledger =
    options.ledger === undefined ? (at.ledger ?? ownLedger) : resolve(terminal.folder, options.ledger)
  const bar = progressBar()
  if (!options.dryRun) asOwner(data, terminal)
  // To hold the lock is to write it, and to make the folder where there is none.
  const lock = options.dryRun ? undefined : await holdLock(data)
  try {
    const restored = await restoreBackup({
      archive: resolve(terminal.folder, file),
      data,
      ledger,
      ownLedger,
      withoutLedger: options.withoutLedger ?? false,
      dryRun: options.dryRun ?? false,
      now: at.now,
      progress: (step, done, of) => bar.show({ step, done, of }),
    })
    bar.end()
    // Bands: how many take part, or took something back, is nobody's to know.
    const shown = {
      ...restored,
      documents: peopleInWords(restored.documents),
      changed: restored.changed === 0 ? 'none' : peopleInWords(restored.changed),
    }
    if (options.json)
      terminal.say(JSON.stringify({ folder: data, dryRun: options.dryRun ?? false, ...shown }, null, 2))
    else terminal.say(described(restored, data, options.dryRun ?? false, terminal))
    if (restored.ledger !== 'whole') terminal.complain(withoutWhole)
  } finally {
    bar.end()
    await lock?.release()
  }
}

const described = (it: Restored, data: string, isDry: boolean, { paint }: Terminal): string =>
  [
    isDry
      ? `${paint('green', '✓')} The backup is whole. Nothing was written.`
      : `${paint('green', '✓')} ${data} is as it was at ${it.began}.`,
    `  ${peopleInWords(it.documents)} documents, made by Balcony ${it.balcony}`,
    `  Taken back once more, since the backup: ${it.changed === 0 ? 'nothing' : `something in ${peopleInWords(it.changed)} documents`}`,
    ...(it.damaged.length > 0 ? [`  Damaged already when it was made: ${it.damaged.join(', ')}`] : []),
    ...(isDry
      ? []
      : [
          '',
          'What was changed after that moment is not in it. Start Balcony, and run “doctor” and “status”.',
        ]),
  ].join('\n')

const withoutWhole =
  'WITHOUT A WHOLE LEDGER: what people deleted or took back since the backup may be there again. Tell those who answer for the data, and the people concerned.'
