// `balcony.yml`: programmes and partnerships, for those who keep configuration in git. Every fault at once, each with its
// line and what to write instead, for someone who does not program.
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { isMap, isScalar, isSeq, stringify } from 'yaml'
import type { z } from 'zod'
import { Configuration, PartnershipEntry, ProgrammeEntry } from '../domain/configuration.ts'
import { mostOfProgramme } from '../domain/limits.ts'
import { concepts } from '../domain/model.ts'
import type { Fault } from './load-packs.ts'
import { didYouMean, listed, shown } from './pack-advice.ts'
import { type Page, placeOf, readPage } from './page.ts'

/** What the file asks for, and where each part of it stands; or everything that is wrong with it. */
export type BalconyFile =
  | { configuration: Configuration; faultAt: (path: Path, says: string) => Fault }
  | { faults: Fault[] }

type Path = readonly PropertyKey[]

const manner = {
  aligned: 'Line it up with the lines above and below that are of its kind, with spaces.',
  twice: 'This is here twice. Keep one of them.',
}

/** Reads the file at a path. One that is not there, or may not be read, is a fault like any other. */
export const readBalconyFile = async (path: string): Promise<BalconyFile> => {
  const at = { folder: dirname(path), file: basename(path) }
  const source = await readFile(path, 'utf8').catch(() => undefined)
  if (source === undefined) {
    const says =
      'There is no such file, or it may not be read. To begin with what is set up now: npm run --silent balcony -- configuration > balcony.yml'
    return { faults: [{ ...at, says }] }
  }
  const page = readPage(source, at, manner)
  if ('broken' in page) return { faults: page.broken.map((fault) => ({ ...at, ...fault })) }
  const written: unknown = page.document.toJS() ?? {}
  const checked = Configuration.safeParse(written)
  const faultAt = (where: Path, says: string) => faultOn(page, where, says)
  if (checked.success) return { configuration: checked.data, faultAt }
  return {
    faults: checked.error.issues
      .flatMap((issue) => findingsOf(issue, written))
      .map((it) => faultAt(it.path, it.says)),
  }
}

/** The file that asks for exactly this, with a line on top that says what it is. */
export const writeBalconyFile = (configuration: Configuration): string =>
  [
    '# What Balcony is set up to do. Change it, then: npm run balcony -- apply balcony.yml',
    '# The names below `programmes` and `partnerships` are this file’s own, and stay; `name` is what people are shown.',
    stringify(configuration, { lineWidth: 120 }),
  ].join('\n')

const faultOn = ({ at, document, lineAt }: Page, path: Path, says: string): Fault => {
  const [kind, name, ...deeper] = path
  const entry =
    name === undefined
      ? undefined
      : `${kind === 'partnerships' ? 'partnership' : 'programme'} ${String(name)}`
  const field = deeper.filter((it) => typeof it === 'string').join('.')
  return {
    ...at,
    line: lineAt(placeOf(document.contents, path) ?? startOf(document.contents)),
    ...(entry && { entry }),
    ...(field && { field }),
    says,
  }
}

type Issue = z.core.$ZodIssue

const findingsOf = (issue: Issue, whole: unknown): { path: Path; says: string }[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], says: onUnknown(issue.path, key) }))
  }
  if (issue.code === 'invalid_key') {
    const name = String(issue.path.at(-1))
    return [{ path: issue.path, says: `\`${name}\` ${inWords(issue.issues[0]?.message ?? 'file-name')}.` }]
  }
  const written = valueAt(issue.path, whole)
  if (issue.path.at(-1) === 'rotation' && Array.isArray(written)) {
    return onThemes(issue.path, written)
  }
  return [{ path: issue.path, says: advise(issue, written) }]
}

const themes: readonly string[] = [...concepts, 'look-back', 'review']

const onThemes = (path: Path, written: readonly unknown[]): { path: Path; says: string }[] => {
  const unknown = written.flatMap((it, index) =>
    themes.includes(String(it))
      ? []
      : [
          {
            path: [...path, index],
            says: `\`${shown(it)}\` is not a theme.${didYouMean(it, [...themes])} Choose from: ${listed([...themes])}.`,
          },
        ],
  )
  if (unknown.length > 0) return unknown
  const says =
    written.length === 0
      ? '`rotation` needs a theme at the least. Write one for each week, such as `rotation: [feeling, doing]`.'
      : `\`rotation\` is too long; ${mostOfProgramme.themes} themes are the most, a week each.`
  return [{ path, says }]
}

const missing: Record<string, string> = {
  name: 'Write what people are shown, such as `name: Northfield leaders`.',
  schedule: 'Write when it asks, such as `schedule: { weekly: Tuesday, time: 09:00 }`.',
  zone: 'Write its time zone, such as `zone: Europe/London`.',
  starts_on: 'Write the day on which it starts, such as `starts_on: 2027-01-05`.',
  nation: 'Write whose public holidays are left alone: england, wales, scotland, northern-ireland or none.',
  answers_for:
    'Write which organisations answer for what people write here. They read it before they accept.',
  privacy_contact:
    'Write how to reach whoever looks after privacy, such as an address. People read it first.',
  purpose: 'Write what the programme is for. People read it before they accept.',
  channel: 'Write the id of the partnership’s channel, such as `channel: C07NFPARTNR`.',
  programmes: 'Write which programmes its people are in, such as `programmes: [northfield]`.',
  from: 'Write the first day of the pause, such as `from: 2027-08-02`.',
  until: 'Write the first day back, such as `until: 2027-08-30`.',
  reason: 'Write why, in a few words that people will read.',
  paid: 'Write what is paid to citizen leaders, and how their costs are met.',
  support: 'Write whom citizen leaders can call for support.',
}

/** What is said of each code of `configuration.ts`, after the field's name. */
const wrong: Record<string, string> = {
  'user-id': 'needs user ids such as U07NF1PRIYA; in a profile’s menu, choose “Copy member ID”',
  'channel-id': 'needs a channel id such as C07NFPARTNR; it stands below the channel’s details',
  date: 'needs a day such as 2027-01-05',
  time: 'needs a time such as 09:00',
  zone: 'needs a time zone such as Europe/London',
  'file-name': 'is a name for this file alone; write small letters, figures and hyphens',
  'no-days': 'needs a day at the least',
  'one-schedule':
    'needs one of weekly, fortnightly, weekdays and cron; write `weekly: Tuesday` and `time: 09:00`',
  'time-in-cron': 'is in the cron expression already; take this line away',
  'no-time': 'needs a time; write `time: 09:00` beside the day',
  'pause-order': 'is the first day back; it comes after `from`',
  'remind-after': 'needs hours from 1 to 312, or none',
  'closes-after': 'needs days from 1 to 13',
  'digest-on': 'needs last-working-day, or a working day of the next month from 1 to 10',
  'people-and-channel':
    'goes with no `follows`; keep the people, or the channel that they are the members of',
  nobody: 'needs someone; write their user ids, or `follows:` and a channel',
  'ends-first': 'comes before `starts_on`; write a later day',
  'no-programme': 'needs a programme at the least, by its name in this file',
  'digest-day': 'needs a working day from 3 to 10',
  contributors: 'needs a number from 5 to 50',
  others: 'needs a number from 3 to 50',
  'closes-late': 'would keep a question open when the next one comes; write 6 or fewer days for a weekly one',
  'too-many-pauses': 'has too many pauses; 12 are the most, so take out those that are over',
  'too-many-people': 'has too many people; 20 are the most',
  'name-twice': 'is another programme’s already; give one of the two its own',
  'channel-twice': 'is another partnership’s already; a channel has one',
  'unknown-programme': 'names a programme that is not in this file; write the name that it has here',
}

const inWords = (code: string): string =>
  wrong[code] ?? `is too long; ${code.replace('longer-than-', '')} characters are the most`

const advise = (issue: Issue, written: unknown): string => {
  const field = String(issue.path.findLast((it) => typeof it === 'string') ?? 'the file')
  if (written === undefined && issue.code !== 'custom') {
    return `\`${field}\` is missing. ${missing[field] ?? `Write \`${field}:\` and its value.`}`
  }
  if (written === null || issue.message === 'empty') {
    const otherwise = 'Write its value, or take the line away if it has none.'
    return `\`${field}\` is empty. ${missing[field] ?? otherwise}`
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    return `\`${shown(written)}\` is not known as ${field}.${didYouMean(written, allowed)} Choose from: ${listed(allowed)}.`
  }
  if (issue.code === 'invalid_union' && !wrong[issue.message]) {
    return `\`${shown(written)}\` is not known as ${field}. Write cycle, balance, or a list of themes in square brackets.`
  }
  if (issue.code === 'invalid_type') return ofType(issue.expected, issue.path, field, written)
  return `\`${field}\` ${inWords(issue.message)}.`
}

const ofType = (expected: string, path: Path, field: string, written: unknown): string => {
  if (expected === 'array' && field === 'pauses') {
    return `\`pauses\` is a list, even of one. Below it, begin each pause with a hyphen: ${examples.pauses}.`
  }
  if (expected === 'array' && typeof written === 'object') {
    return `\`${field}\` is a list, even of one: write it in square brackets, such as \`${field}: [one, two]\`.`
  }
  if (expected === 'array') {
    return `\`${field}\` is a list, even of one: write it in square brackets, such as \`${field}: [${shown(written)}]\`.`
  }
  if (expected === 'string') {
    return `\`${field}\` should be plain words. Put quotation marks round it: \`${field}: "${shown(written)}"\`.`
  }
  if (expected === 'number' || expected === 'int') return `\`${field}\` should be a whole number.`
  if (path.length === 0)
    return `The file holds \`programmes:\` and \`partnerships:\`, each with names below it.`
  const example = examples[field]
  if (example) return `\`${field}\` has fields of its own. Write them, such as ${example}.`
  return `\`${field}\` is not written as it should be. Below it stand fields, each as \`field: value\`.`
}

/** What has fields of its own, as it is written. */
const examples: Record<string, string> = {
  schedule: '`schedule: { weekly: Tuesday, time: 09:00 }`',
  citizens: '`citizens: { paid: "£20 an hour", support: "Ama Mensah, 01632 960123" }`',
  pauses: '`- { from: 2027-08-02, until: 2027-08-30, reason: Summer }`',
}

const onUnknown = (path: Path, key: string): string => {
  const known = fieldsAt(path)
  return `\`${key}\` is not known here.${didYouMean(key, known)} There are: ${listed(known)}.`
}

const fieldsAt = ([kind, , ...deeper]: Path): string[] => {
  if (kind === undefined) return Object.keys(Configuration.shape)
  if (kind === 'partnerships') return Object.keys(PartnershipEntry.shape)
  switch (deeper[0]) {
    case 'schedule':
      return Object.keys(ProgrammeEntry.shape.schedule.shape)
    case 'pauses':
      return ['from', 'until', 'reason']
    case 'citizens':
      return ['paid', 'support']
    default:
      return Object.keys(ProgrammeEntry.shape)
  }
}

const valueAt = (path: Path, whole: unknown): unknown =>
  path.reduce((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], whole)

const startOf = (node: unknown): number =>
  (isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined) ?? 0
