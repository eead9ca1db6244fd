// `balcony simulate`: lets invented leaders live weeks or years with Balcony, through the real app and the practice
// workspace's Slack, and prints what they would have received. It leaves nothing behind.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KnownBlock } from '@slack/types'
import { Command, InvalidArgumentError } from 'commander'
import { describeFaults, loadPacks, shippedPack } from '../content/load-packs.ts'
import { Instant } from '../domain/model.ts'
import type { Bank } from '../domain/prompt.ts'
import { makeLog } from '../log.ts'
import type { Practice } from '../practice.ts'
import { type Member, people } from '../sandbox/seed.ts'
import type { Call } from '../sandbox/web-api.ts'
import type { Terminal } from './terminal.ts'
import { type Entry, linesOf, transcript } from './transcript.ts'

const about =
  'Let invented leaders live with Balcony for some weeks, through the real app and a practice Slack on this machine, and say what they received.'

const more = `
The first four leaders are of four levels: senior, service, team, citizen. They
answer most questions, leave some alone, make plans and look back. The same
command gives much the same lives: a busy machine may shift a minute or lose an
answer in a thread. Nothing is kept.

Examples:
  npm run balcony -- simulate                                       a cycle, in numbers
  npm run --silent balcony -- simulate --weeks 52 --transcript > a-year.md

It ends with
  0  if it is done
  1  if a pack of questions has a fault: the message says where
  2  if the command was not understood`

type Options = { leaders: number; weeks: number; transcript?: boolean; json?: boolean }

/** A Monday; the first question comes the day after. */
const begins = Instant.parse('2026-01-05T09:00:00.000Z')

/** One of each level first, then the others. */
const casting = ['U07NF2GARTH', 'U07NF5FARAH', 'U07NF6SHANL', 'U07NF9DOREN']

export const simulateCommand = (terminal: Terminal): Command =>
  new Command('simulate')
    .summary('let invented leaders live with Balcony, and read what they got')
    .description(about)
    .option('--leaders <n>', 'how many leaders, from 1 to 9', between(1, 9), 4)
    .option('--weeks <n>', 'how many weeks', between(1, 260), 13)
    .option('--transcript', 'print every message, in order, with dates, as Markdown')
    .option('--json', 'print the numbers as JSON, for machines')
    .addHelpText('after', more)
    .action((options: Options) => simulate(options, terminal))

const simulate = async (options: Options, terminal: Terminal): Promise<void> => {
  const loaded = await loadPacks([shippedPack])
  if ('faults' in loaded) {
    terminal.complain(describeFaults(loaded.faults))
    return terminal.fail()
  }
  const cast = castOf(options.leaders)
  const folder = mkdtempSync(join(tmpdir(), 'balcony-simulation-'))
  const leaveNothing = () => rmSync(folder, { recursive: true, force: true })
  const interrupted = () => {
    leaveNothing()
    process.exit(130)
  }
  process.once('SIGINT', interrupted)
  const written: { user: string; entry: Entry }[] = []
  const posts: Post[] = []
  const now = { ms: () => 0 }
  try {
    // The whole app is read only here, so that no other command waits for it.
    const { startPractice } = await import('../practice.ts')
    const practice = await startPractice({
      folder,
      log: makeLog('error', false),
      beginsAt: begins,
      people: cast,
      weeksOfHistory: options.weeks,
      answerTo: exampleIn(loaded.bank),
      wrote: (user, filled) => {
        const said = Object.entries(filled).filter(([, value]) => String(value).trim() !== '')
        const lines = said.map(([label, value]) => `_${label}_ ${[value].flat().join('; ')}`)
        if (lines.length > 0) written.push({ user, entry: { at: now.ms() / 1000, who: nameOf(user), lines } })
      },
      started: ({ clock }) => {
        now.ms = clock.now
      },
      // As they come: the workspace remembers only the last few thousand, and changes many of them in place.
      onCall: (call) => posts.push(...postsIn(call)),
      onProgress: (week, of) => terminal.progress(`Week ${week} of ${of}`),
    })
    terminal.progress('')
    const leaders = cast.filter(({ isAdmin }) => !isAdmin)
    if (options.transcript) {
      const lives = leaders.map((it) =>
        transcript(`${it.name}, ${it.title}`, lifeOf(it, practice, posts, written)),
      )
      const channel = transcript('The partnership’s channel', channelOf(practice, posts))
      terminal.say([title(options), ...lives, channel].join('\n\n'))
    } else {
      const counts = leaders.map((it) => countsOf(it, practice, posts))
      terminal.say(options.json ? JSON.stringify(counts, null, 2) : counts.map(described).join('\n'))
    }
    await practice.stop()
  } finally {
    process.off('SIGINT', interrupted)
    leaveNothing()
  }
}

const castOf = (leaders: number): Member[] => {
  const rank = ({ id }: Member) => (casting.includes(id) ? casting.indexOf(id) : casting.length)
  const admin = people.filter(({ isAdmin }) => isAdmin)
  const others = people.filter(({ isAdmin }) => !isAdmin).toSorted((a, b) => rank(a) - rank(b))
  return [...admin, ...others.slice(0, leaders)]
}

const exampleIn =
  ({ prompts }: Bank) =>
  (question: string): string | undefined =>
    prompts.find(({ text }) => text.trim() === question)?.example

/** `as` is what kind of message it was posted as. */
type Post = { channel: string; ts: string; blocks: KnownBlock[]; as: string }

const postsIn = ({ method, arguments: sent, response }: Call): Post[] =>
  method === 'chat.postMessage' && response?.ok
    ? [
        {
          channel: String(response.channel),
          ts: String(response.ts),
          blocks:
            typeof sent.blocks === 'string' ? JSON.parse(sent.blocks) : ((sent.blocks ?? []) as KnownBlock[]),
          as: kindOf(sent.metadata),
        },
      ]
    : []

// Its key travels with each message, and begins with what it is: `reminder:…`. Its words may be those of another kind.
const kindOf = (metadata: unknown): string => {
  const { event_payload: payload } = typeof metadata === 'string' ? JSON.parse(metadata) : (metadata ?? {})
  return String(payload?.key ?? '').split(':')[0] ?? ''
}

const lifeOf = (
  { id }: Member,
  { sandbox }: Practice,
  posts: readonly Post[],
  written: readonly { user: string; entry: Entry }[],
): Entry[] => {
  const seat = sandbox.person(id)
  const typed = (seat.seat().messages[seat.dm] ?? []).filter(({ user }) => user === id)
  return [
    ...posts.filter(({ channel }) => channel === seat.dm).map(fromBalcony),
    ...typed.map(({ ts, text, threadTs }) => ({
      at: Number(ts),
      who: `${nameOf(id)}${threadTs ? ' (in the thread)' : ''}`,
      lines: [text],
    })),
    ...written
      .filter(({ user }) => user === id)
      .map(({ entry }) => ({ ...entry, who: `${entry.who} (in the form)` })),
  ]
}

const channelOf = (practice: Practice, posts: readonly Post[]): Entry[] => {
  const dms = new Set(people.map(({ id }) => id.replace(/^U/, 'D')))
  return posts.filter(({ channel }) => !dms.has(channel) && practice.sandbox.world().bot).map(fromBalcony)
}

const countsOf = ({ id, name, title: job }: Member, { sandbox }: Practice, posts: readonly Post[]) => {
  const seat = sandbox.person(id)
  const own = posts.filter(({ channel }) => channel === seat.dm)
  const sent = (kind: string) => own.filter((it) => it.as === kind).length
  return {
    name,
    title: job,
    questions: sent('prompt'),
    reminders: sent('reminder'),
    lookBacks: sent('digest'),
    messages: own.length,
  }
}

const described = (it: ReturnType<typeof countsOf>): string =>
  `${it.name}: ${it.questions} questions, ${it.reminders} reminders, ${it.lookBacks} monthly look backs; ${it.messages} messages in all, receipts included.`

const title = ({ leaders, weeks }: Options): string =>
  [
    `# ${weeks} weeks with Balcony`,
    `${leaders} invented leaders and their partnership’s channel: every message as it came, and what they wrote. Made by \`npm run --silent balcony -- simulate --leaders ${leaders} --weeks ${weeks} --transcript\`, through the real app. Buttons are in [brackets]. Nobody here exists.`,
  ].join('\n\n')

const fromBalcony = ({ ts, blocks }: Post): Entry => ({
  at: Number(ts),
  who: 'Balcony',
  lines: linesOf(blocks, nameOf),
})

const nameOf = (user: string): string => people.find(({ id }) => id === user)?.name ?? user

const between =
  (least: number, most: number) =>
  (value: string): number => {
    const n = Number(value)
    if (!Number.isInteger(n) || n < least || n > most) {
      throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`)
    }
    return n
  }
