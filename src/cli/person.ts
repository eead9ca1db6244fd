// `balcony export` and `balcony forget`: what a person asked the operator to do for them. Neither tells whether they
// take part, or wrote anything.

import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Command, InvalidArgumentError } from 'commander'
import { Refused } from '../control/commands.ts'
import { askOrDo, askRunning, dataFolder, exitCodesInWords, inWords } from './data-folder.ts'
import { forgetOffline } from './offline.ts'
import type { Terminal } from './terminal.ts'

const whoIs = `The person is named by their Slack user id: open their profile in Slack, and
choose “Copy member ID” from its menu.`

const aboutExport = [
  'Send someone everything that Balcony keeps of them, because they asked you for it. It goes into their own conversation with Balcony, and nowhere else. They can do this themselves at any time, in Balcony’s Home.',
  'With --to-file it is written to a file that you can read. That needs a reason, which is written in the audit log and told to them in their conversation, before the file is made. Do not name anyone in the reason.',
].join('\n\n')

const moreExport = `
${whoIs}

Examples:
  npm run balcony -- export U07NF5FARAH
  npm run balcony -- export U07NF5FARAH --to-file request.json --reason "Subject access request 41, account closed soon"

${exitCodesInWords}`

type ExportOptions = { toFile?: string; reason?: string }

export const exportCommand = (terminal: Terminal): Command =>
  new Command('export')
    .summary('send someone what is kept of them, on their request')
    .description(aboutExport)
    .argument('<user>', 'their Slack user id', userId)
    .option('--to-file <file>', 'write it to a file instead: audited, and told to them')
    .option('--reason <text>', 'why it is written to a file')
    .addHelpText('after', moreExport)
    .action((user: string, options: ExportOptions) =>
      inWords(terminal, () => exportFor(user, options, terminal)),
    )

const exportFor = async (
  user: string,
  { toFile, reason }: ExportOptions,
  terminal: Terminal,
): Promise<void> => {
  const at = dataFolder(terminal)
  if (toFile === undefined) {
    if (reason !== undefined)
      return usage(terminal, '--reason goes with --to-file: what goes to themselves needs none.')
    await askRunning(at, 'export', { user })
    return terminal.say(
      `If anything is kept of ${user}, it is on its way into their own conversation. Whether it is, only they can tell.`,
    )
  }
  if (!reason?.trim()) {
    return usage(
      terminal,
      '--to-file needs --reason "…": it is audited, and told to the person whose data it is.',
    )
  }
  const { file } = await askRunning(at, 'export-to-file', {
    user,
    file: resolve(terminal.folder, toFile),
    reason,
  })
  terminal.say(
    `They were told, and it is in the audit log. Written to ${file}; remove it once it is handed over.`,
  )
}

const aboutForget = [
  'Delete everything that Balcony keeps of someone, because they asked you for it: their document, what they shared in posted digests, and the messages and files of Balcony that hold their words. It cannot be undone, and no backup brings it back.',
  'They can do this themselves at any time, in Balcony’s Home. What they typed stays in Slack until it is deleted there. It is written in the audit log that it was done, and for nobody by name.',
].join('\n\n')

const moreForget = `
${whoIs}

Examples:
  npm run balcony -- forget U07NF5FARAH          asks you to type the id once more
  npm run balcony -- forget U07NF5FARAH --yes    does not ask

${exitCodesInWords}`

export const forgetCommand = (terminal: Terminal): Command =>
  new Command('forget')
    .summary('delete everything of someone, on their request')
    .description(aboutForget)
    .argument('<user>', 'their Slack user id', userId)
    .option('--yes', 'do not ask')
    .addHelpText('after', moreForget)
    .action((user: string, options: { yes?: boolean }) =>
      inWords(terminal, () => forget(user, options, terminal)),
    )

const forget = async (user: string, { yes }: { yes?: boolean }, terminal: Terminal): Promise<void> => {
  const at = dataFolder(terminal)
  if (!yes && !(await isSure(user))) throw new Refused('That was another id, so nothing was deleted.')
  await askOrDo(terminal, at, 'forget', { user }, (kept) => forgetOffline(kept, at, user))
  terminal.say(
    `Whatever was kept of ${user} is deleted. What stands in Slack follows within minutes, or at Balcony’s next start.`,
  )
}

const isSure = async (user: string): Promise<boolean> => {
  const ask = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<string>((resolve) => ask.once('close', () => resolve('')))
  const typed = ask.question(`Everything of ${user} goes, for good. Type the id once more: `)
  const answer = await Promise.race([typed, ended])
  ask.close()
  return answer.trim() === user
}

const usage = (terminal: Terminal, words: string): void => {
  terminal.complain(words)
  terminal.fail(2)
}

function userId(value: string): string {
  if (/^[UW][A-Z0-9]+$/.test(value)) return value
  throw new InvalidArgumentError('It takes a Slack user id, such as U07NF5FARAH.')
}
