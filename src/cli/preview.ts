// `balcony preview`: the questions that a leader of a level would get, week by week, and when. It changes nothing.
import { Command, InvalidArgumentError, Option } from 'commander'
import { listed } from '../config.ts'
import { describeFaults, loadPacks, shippedPack } from '../content/load-packs.ts'
import { type Delivery, type Level, LocalDate, levels } from '../domain/model.ts'
import { questionsOf } from '../domain/preview.ts'
import { Programme } from '../domain/workspace.ts'
import { en } from '../locales/en.ts'
import type { Terminal } from './terminal.ts'

const about =
  'Print the questions that a leader would get, and when: the shipped prompts and those of BALCONY_PACKS, by the 13-week cycle, for someone who answers each of them.'

const more = `
Examples:
  npm run balcony -- preview                                  a cycle, worded for everyone
  npm run balcony -- preview --level citizen --weeks 26       half a year, for citizen leaders
  npm run --silent balcony -- preview --from 2026-09-07 --json

It ends with
  0  if it is done
  1  if a pack of questions has a fault: the message says where
  2  if the command was not understood`

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
  const loaded = await loadPacks([shippedPack, ...listed(terminal.environment.BALCONY_PACKS)])
  if ('faults' in loaded) {
    terminal.complain(describeFaults(loaded.faults))
    return terminal.fail()
  }
  const asked = questionsOf(programmeFrom(from), { level, from, weeks, bank: loaded.bank })
  if (json) return terminal.say(JSON.stringify(asked.map(forMachines), null, 2))
  terminal.say(asked.map((it) => described(it, terminal)).join('\n\n'))
}

const programmeFrom = (from: LocalDate): Programme =>
  Programme.parse({
    id: 'preview',
    name: 'Preview',
    madeAt: '2000-01-01T00:00:00.000Z',
    runsFrom: '2000-01-01T00:00:00.000Z',
    people: [],
    schedule: { is: 'weekly', weekday: 2, time: '09:00' },
    zone: 'Europe/London',
    startsOn: from,
    nation: 'england',
    answersFor: '',
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
