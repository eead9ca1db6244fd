// `balcony preview`: the questions that a leader of a level would get, week by week, and when. It changes nothing.
import { Command, InvalidArgumentError, Option } from 'commander'
import { describeFaults, loadPacks, shippedPack } from '../content/load-packs.ts'
import { addDays, mondayOf } from '../domain/calendar.ts'
import { newLeader } from '../domain/enrolment.ts'
import { advance, wakeAt } from '../domain/leader.ts'
import {
  ChannelId,
  type Delivery,
  Instant,
  type Leader,
  LeaderId,
  type Level,
  LocalDate,
  levels,
  SlackTs,
  TeamId,
  UserId,
  Zone,
} from '../domain/model.ts'
import type { Bank } from '../domain/prompt.ts'
import { Programme } from '../domain/workspace.ts'
import { en } from '../locales/en.ts'
import type { Terminal } from './terminal.ts'

const about =
  'Print the questions that a leader would get, and when: the shipped prompts and those of BALCONY_PACKS, by the 13-week cycle, for someone who answers each of them.'

const more = `
Examples:
  npm run balcony -- preview                                  a cycle, worded for everyone
  npm run balcony -- preview --level citizen --weeks 26       half a year, for citizen leaders
  npm run --silent balcony -- preview --from 2026-09-07 --json`

type Options = { level?: Level; weeks: number; from: LocalDate; json?: boolean }

export const previewCommand = (terminal: Terminal): Command =>
  new Command('preview')
    .summary('see what a leader would be asked, week by week')
    .description(about)
    .addOption(new Option('--level <level>', 'whom the questions are worded for').choices(levels))
    .option('--weeks <n>', 'how many weeks', wholeNumber, 13)
    .option('--from <date>', 'the day on which the programme starts, as YYYY-MM-DD', aDate, defaultStart)
    .option('--json', 'print it as JSON, for machines')
    .addHelpText('after', more)
    .action((options: Options) => preview(options, terminal))

const preview = async ({ level, weeks, from, json }: Options, terminal: Terminal): Promise<void> => {
  const packs = (terminal.environment.BALCONY_PACKS ?? '')
    .split(',')
    .map((it) => it.trim())
    .filter(Boolean)
  const loaded = await loadPacks([shippedPack, ...packs])
  if ('faults' in loaded) {
    terminal.complain(describeFaults(loaded.faults))
    return terminal.fail()
  }
  const asked = liveThrough(level, weeks, from, loaded.bank)
  if (json) return terminal.say(JSON.stringify(asked.map(forMachines), null, 2))
  terminal.say(asked.map((it) => described(it, terminal)).join('\n\n'))
}

// The real functions of time and choice, with someone who answers each question a day later.
const liveThrough = (level: Level | undefined, weeks: number, from: LocalDate, bank: Bank): Delivery[] => {
  const programme = Programme.parse({
    id: 'preview',
    name: 'Preview',
    madeAt: `${from}T00:00:00.000Z`,
    people: [],
    runsFrom: `${from}T00:00:00.000Z`,
    schedule: { is: 'weekly', weekday: 2, time: '09:00' },
    zone: 'Europe/London',
    startsOn: from,
    nation: 'england',
    answersFor: '',
  })
  const context = { programmes: [programme], partnerships: [], bank }
  const since = Instant.parse(`${addDays(mondayOf(from), -1)}T12:00:00.000Z`)
  const end = Instant.parse(`${addDays(mondayOf(from), 7 * weeks)}T00:00:00.000Z`)
  const ids = {
    team: TeamId.parse('T'),
    user: UserId.parse('U'),
    dm: ChannelId.parse('D'),
  }
  const settings = { zone: Zone.parse('Europe/London'), nation: 'england' as const }
  let leader: Leader = newLeader(LeaderId.parse('preview'), ids, settings, since)
  leader = {
    ...leader,
    stage: { is: 'active', since },
    settings: { ...leader.settings, level },
    programmes: [programme.id],
  }
  for (let now = wakeAt(leader, context); now && now < end; now = wakeAt(leader, context)) {
    leader = answered(advance(leader, now, context), now)
  }
  return leader.deliveries
}

const answered = (leader: Leader, now: Instant): Leader => ({
  ...leader,
  outbox: [],
  deliveries: leader.deliveries.map((it) =>
    it.state.is === 'open'
      ? { ...it, ts: SlackTs.parse('1.000000'), remindAt: undefined, state: { is: 'answered', at: now } }
      : it,
  ),
})

const themeNameOf = ({ prompt }: Delivery): string =>
  prompt.concept ? en.concepts[prompt.concept] : en.themes[prompt.kind]

const described = (it: Delivery, { paint }: Terminal): string =>
  [
    `${paint('bold', `Week ${it.week + 1}`)}  ${it.askedAt.slice(0, 10)}  ${paint('cyan', themeNameOf(it))}`,
    `  ${it.prompt.text}`,
    ...(it.prompt.soWhat ? [paint('dim', `  So what? ${it.prompt.soWhat}`)] : []),
  ].join('\n')

const forMachines = ({ week, askedAt, prompt }: Delivery) => ({ week: week + 1, askedAt, ...prompt })

const defaultStart = LocalDate.parse('2026-01-05')

const wholeNumber = (value: string): number => {
  const n = Number(value)
  if (!Number.isInteger(n) || n < 1 || n > 520)
    throw new InvalidArgumentError('It takes a whole number from 1 to 520.')
  return n
}

const aDate = (value: string): LocalDate => {
  const date = LocalDate.safeParse(value)
  if (!date.success) throw new InvalidArgumentError('It takes a day such as 2026-09-07.')
  return date.data
}
