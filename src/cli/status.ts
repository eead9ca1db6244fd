// `balcony status`: whether Balcony runs, since when, and how its data stands. Nothing in it tells who takes part.
import { relative } from 'node:path'
import Table from 'cli-table3'
import { Command } from 'commander'
import type { Status } from '../control/commands.ts'
import { statusOf } from '../control/handlers.ts'
import { askOrDo, dataFolder, exitCodesInWords, inWords, NoDocuments } from './data-folder.ts'
import { openOffline } from './offline.ts'
import { ageInWords, sizeInWords } from './sizes.ts'
import type { Terminal } from './terminal.ts'

const about =
  'Say whether Balcony runs, since when and in which version, what is due, how old the last backup is, how much room there is, and which documents are damaged. It works while Balcony runs, and while it does not. People come as a band, such as “20 to 49”, since an exact count would tell when someone left.'

const more = `
Examples:
  npm run balcony -- status
  npm run --silent balcony -- status --json    the same for machines

${exitCodesInWords}
That Balcony is not running is no fault: it then ends with 0 and says so.`

/** Backups are made daily; this old, somebody should look (hours). */
const backupIsOld = 48

export const statusCommand = (terminal: Terminal): Command =>
  new Command('status')
    .summary('say whether Balcony runs, and how its data stands')
    .description(about)
    .option('--json', 'print it as JSON, for machines')
    .addHelpText('after', more)
    .action((options: { json?: boolean }) => inWords(terminal, () => status(options, terminal)))

const status = async ({ json }: { json?: boolean }, terminal: Terminal): Promise<void> => {
  const at = dataFolder(terminal)
  const seen = await askOrDo(terminal, at, 'status', {}, async (kept) =>
    statusOf(at.folder, kept, await openOffline(kept, at), at.now()),
  ).catch((error) => {
    if (error instanceof NoDocuments) return undefined
    throw error
  })
  if (!seen) {
    return terminal.say(
      json
        ? JSON.stringify({ running: false, folder: at.folder }, null, 2)
        : `There are no documents yet in ${at.folder}, and no Balcony is running on it. If there should be: are the settings here those that Balcony runs with (BALCONY_DATA, the tokens)?`,
    )
  }
  terminal.say(
    json
      ? JSON.stringify({ running: seen.process !== undefined, ...seen }, null, 2)
      : described(seen, terminal),
  )
}

const described = (it: Status, { paint, folder }: Terminal): string => {
  const old = it.lastBackup && Date.parse(it.at) - Date.parse(it.lastBackup.at) > backupIsOld * 3_600_000
  const rows: [string, string][] = [
    [
      'Balcony',
      it.process
        ? `${paint('green', '✓ running')}, version ${it.process.balcony}, process ${it.process.pid}, Node ${it.process.node}`
        : 'not running',
    ],
    ...(it.process ? [['Since', it.process.since] as [string, string]] : []),
    ['Folder', it.folder],
    ['Workspace', it.workspace],
    [
      'Documents',
      `${it.documents.leaders} people, ${counted(it.documents.programmes, 'programme')}, ${counted(it.documents.partnerships, 'partnership')}`,
    ],
    ['Due now', it.due.now],
    ['Due next', it.due.next],
    [
      'Last backup',
      it.lastBackup
        ? `${old ? paint('red', '✗ ') : ''}${ageInWords(it.lastBackup.at, it.at)} ago, ${sizeInWords(it.lastBackup.bytes)}: ${shown(folder, it.lastBackup.file)}`
        : paint('red', '✗ none: npm run balcony -- backup'),
    ],
    [
      'Ledger',
      it.ledger.damagedLines === 0
        ? `in order: ${shown(folder, it.ledger.file)}`
        : paint(
            'red',
            `✗ ${counted(it.ledger.damagedLines, 'line')} cannot be read: ${it.ledger.file}. Take a backup now.`,
          ),
    ],
    ['Disk', `${sizeInWords(it.disk.freeBytes)} free of ${sizeInWords(it.disk.totalBytes)}`],
    [
      'Damaged',
      it.damaged.length === 0
        ? 'nothing'
        : paint('red', `✗ ${it.damaged.map((file) => shown(folder, file)).join(', ')}: see “doctor”`),
    ],
    ...(it.restored
      ? [
          [
            'Restored',
            `from a backup of ${it.restored.began}; until ${it.restored.until} each message is looked for before it is sent`,
          ] as [string, string],
        ]
      : []),
  ]
  const table = new Table({ chars: noLines, style: { 'padding-left': 0, 'padding-right': 2 } })
  for (const [name, value] of rows) table.push([paint('bold', name), value])
  return table.toString().replaceAll(/ +$/gm, '')
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

const shown = (here: string, file: string): string => {
  const near = relative(here, file)
  return near.startsWith('..') ? file : near
}

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
}
