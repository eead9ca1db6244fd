// What `balcony.yml` can ask for, in the words of the file: programmes and partnerships under names that are the file's
// own, so that what people are shown may be renamed. A wish and no more: what stands is the workspace's document. What is
// wrong with it is named by a short code, which content/balcony-file.ts says in words.
import { z } from 'zod'
import { mostOfPartnership, mostOfProgramme } from './limits.ts'
import {
  ChannelId,
  concepts,
  LocalDate,
  LocalTime,
  nations,
  type ProgrammeId,
  type Theme,
  UserId,
  Zone,
} from './model.ts'
import { latestClosing, type Schedule } from './rhythm.ts'
import type { PartnershipSettings, Programme, ProgrammeSettings } from './workspace.ts'

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const
const Day = z.enum(weekdays)

const words = (most: number) => z.string().regex(/\S/, 'empty').max(most, `longer-than-${most}`)
const userId = z.string().regex(/^[UW][A-Z0-9]+$/, 'user-id')
const channelId = z.string().regex(/^[CG][A-Z0-9]+$/, 'channel-id')
const date = z.iso.date('date')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time')
const zone = z.string().refine((it) => Zone.safeParse(it).success, 'zone')
const between = (least: number, most: number, needs: string) =>
  z.int(needs).refine((it) => least <= it && it <= most, needs)
const betweenOr = <Word extends string>(word: Word, least: number, most: number, needs: string) =>
  z.union([z.literal(word), between(least, most, needs)], needs)
const fileName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'file-name')

/** When a programme asks: one of the four, with a time beside all but `cron`. */
const ScheduleEntry = z
  .strictObject({
    weekly: Day.optional(),
    fortnightly: Day.optional(),
    weekdays: z.array(Day).min(1, 'no-days').optional(),
    cron: z.string().max(mostOfProgramme.cron, `longer-than-${mostOfProgramme.cron}`).optional(),
    time: time.optional(),
  })
  .superRefine((it, context) => {
    const named = (['weekly', 'fortnightly', 'weekdays', 'cron'] as const).filter((one) => it[one])
    const say = (message: string, path: string[] = []) => context.addIssue({ code: 'custom', path, message })
    if (named.length !== 1) {
      say('one-schedule')
    } else if (it.cron && it.time) {
      say('time-in-cron', ['time'])
    } else if (!it.cron && !it.time) {
      say('no-time')
    }
  })

const Rotation = z.union([
  z.enum(['cycle', 'balance']),
  z
    .array(z.enum([...concepts, 'look-back', 'review']))
    .min(1)
    .max(mostOfProgramme.themes),
])

export const ProgrammeEntry = z
  .strictObject({
    name: words(mostOfProgramme.name),
    people: z.array(userId).default([]),
    follows: channelId.optional(),
    schedule: ScheduleEntry,
    clock: z.enum(['leader', 'programme']).default('leader'),
    zone,
    starts_on: date,
    ends_on: date.optional(),
    nation: z.enum(nations),
    pauses: z
      .array(
        z
          .strictObject({ from: date, until: date, reason: words(mostOfProgramme.pauseReason) })
          .refine(({ from, until }) => from < until, {
            path: ['until'],
            message: 'pause-order',
          }),
      )
      .max(mostOfProgramme.pauses, 'too-many-pauses')
      .default([]),
    rotation: Rotation.default('cycle'),
    packs: z.array(words(mostOfProgramme.packName)).default([]),
    remind_after: betweenOr('none', 1, 312, 'remind-after').default(48),
    closes_after_days: between(1, 13, 'closes-after').default(6),
    digest_on: betweenOr('last-working-day', 1, 10, 'digest-on').default('last-working-day'),
    answers_for: words(mostOfProgramme.line),
    privacy_contact: words(mostOfProgramme.line),
    purpose: words(mostOfProgramme.paragraph),
    citizens: z
      .strictObject({ paid: words(mostOfProgramme.paragraph), support: words(mostOfProgramme.line) })
      .optional(),
    lawful_basis: words(mostOfProgramme.line).optional(),
    processors: words(mostOfProgramme.line).optional(),
    assessed_on: date.optional(),
  })
  .superRefine(({ people, follows, starts_on, ends_on, schedule, closes_after_days }, context) => {
    const say = (message: string, ...path: string[]) => context.addIssue({ code: 'custom', path, message })
    if (follows && people.length > 0) {
      say('people-and-channel', 'people')
    }
    if (!follows && people.length === 0) {
      say('nobody', 'people')
    }
    if (ends_on && ends_on < starts_on) say('ends-first', 'ends_on')
    const kind = (['weekly', 'weekdays', 'fortnightly', 'cron'] as const).find((it) => schedule[it])
    if (kind && closes_after_days > latestClosing(kind)) say('closes-late', 'closes_after_days')
  })
export type ProgrammeEntry = z.infer<typeof ProgrammeEntry>

export const PartnershipEntry = z.strictObject({
  channel: channelId,
  programmes: z.array(fileName).min(1, 'no-programme'),
  facilitators: z.array(userId).max(mostOfPartnership.facilitators, 'too-many-people').default([]),
  zone,
  nation: z.enum(nations),
  digest_working_day: between(3, 10, 'digest-day').default(3),
  digest_time: time.default('10:00'),
  contributors: between(5, mostOfPartnership.threshold, 'contributors').default(5),
  others: between(3, mostOfPartnership.threshold, 'others').default(3),
  public_because: words(mostOfPartnership.why).optional(),
})
export type PartnershipEntry = z.infer<typeof PartnershipEntry>

/** The whole file. */
export const Configuration = z
  .strictObject({
    programmes: z.record(fileName, ProgrammeEntry).default({}),
    partnerships: z.record(fileName, PartnershipEntry).default({}),
  })
  .superRefine(({ programmes, partnerships }, context) => {
    const say = (message: string, ...path: string[]) => context.addIssue({ code: 'custom', path, message })
    for (const [key] of twice(programmes, ({ name }) => name.toLowerCase())) {
      say('name-twice', 'programmes', key, 'name')
    }
    for (const [key] of twice(partnerships, ({ channel }) => channel)) {
      say('channel-twice', 'partnerships', key, 'channel')
    }
    for (const [key, it] of Object.entries(partnerships)) {
      if (it.programmes.some((name) => !(name in programmes))) {
        say('unknown-programme', 'partnerships', key, 'programmes')
      }
    }
  })
export type Configuration = z.infer<typeof Configuration>

/** Which fields have members that come and go one by one. */
export const memberFields = ['people', 'facilitators'] as const

const twice = <T>(entries: Record<string, T>, by: (entry: T) => string): [string, T][] => {
  const all = Object.entries(entries)
  return all.filter(([, entry], index) => all.findIndex(([, other]) => by(other) === by(entry)) !== index)
}

/** A programme as the file would ask for it. People who are a channel's members are not named. */
export const programmeEntry = (it: Programme): ProgrammeEntry => ({
  name: it.name,
  people: it.follows ? [] : [...it.people],
  ...(it.follows && { follows: it.follows }),
  schedule: scheduleEntry(it.schedule),
  clock: it.clock,
  zone: it.zone,
  starts_on: it.startsOn,
  ...(it.endsOn && { ends_on: it.endsOn }),
  nation: it.nation,
  pauses: it.pauses.map((one) => ({ ...one })),
  rotation: Array.isArray(it.rotation) ? it.rotation.map(themeName) : it.rotation,
  packs: [...it.packs],
  remind_after: it.remindAfter,
  closes_after_days: it.closesAfterDays,
  digest_on: it.digestOn,
  answers_for: it.answersFor,
  privacy_contact: it.privacyContact,
  purpose: it.purpose,
  ...(it.citizens && { citizens: { ...it.citizens } }),
  ...(it.lawfulBasis && { lawful_basis: it.lawfulBasis }),
  ...(it.processors && { processors: it.processors }),
  ...(it.assessedOn && { assessed_on: it.assessedOn }),
})

/** What an admin would have chosen. `schedule` is the entry's, read; `members` are a followed channel's, as last seen. */
export const programmeSettings = (
  it: ProgrammeEntry,
  schedule: Schedule,
  members: readonly UserId[],
): ProgrammeSettings => ({
  name: it.name.trim(),
  people: it.follows ? [...members] : [...new Set(it.people.map((user) => UserId.parse(user)))],
  ...(it.follows && { follows: ChannelId.parse(it.follows) }),
  schedule,
  clock: it.clock,
  zone: Zone.parse(it.zone),
  startsOn: LocalDate.parse(it.starts_on),
  ...(it.ends_on && { endsOn: LocalDate.parse(it.ends_on) }),
  nation: it.nation,
  pauses: it.pauses.map(({ from, until, reason }) => ({
    from: LocalDate.parse(from),
    until: LocalDate.parse(until),
    reason,
  })),
  rotation: Array.isArray(it.rotation) ? it.rotation.map(themeNamed) : it.rotation,
  packs: [...it.packs],
  remindAfter: it.remind_after,
  closesAfterDays: it.closes_after_days,
  digestOn: it.digest_on,
  answersFor: it.answers_for.trim(),
  privacyContact: it.privacy_contact.trim(),
  purpose: it.purpose.trim(),
  ...(it.citizens && { citizens: it.citizens }),
  ...(it.lawful_basis && { lawfulBasis: it.lawful_basis }),
  ...(it.processors && { processors: it.processors }),
  ...(it.assessed_on && { assessedOn: LocalDate.parse(it.assessed_on) }),
})

/** The schedule that an entry names; a cron expression is `read` by whoever knows its syntax. */
export const scheduleNamed = <Refused>(
  { schedule: { weekly, fortnightly, weekdays: several, cron, time: at = '' } }: ProgrammeEntry,
  read: (expression: string) => Schedule | Refused,
): Schedule | Refused => {
  if (cron) return read(cron)
  const time = LocalTime.parse(at)
  if (several) {
    const weekdays = [...new Set(several.map(numberOf))].toSorted((a, b) => a - b)
    return { is: 'weekdays', weekdays, time }
  }
  return fortnightly
    ? { is: 'fortnightly', weekday: numberOf(fortnightly), time }
    : { is: 'weekly', weekday: numberOf(weekly ?? 'Monday'), time }
}

/** A partnership as the file would ask for it; `nameOf` is a programme's name in the file. */
export const partnershipEntry = (
  it: PartnershipSettings,
  nameOf: (id: ProgrammeId) => string | undefined,
): PartnershipEntry => ({
  channel: it.channel,
  programmes: it.programmes.flatMap((id) => nameOf(id) ?? []),
  facilitators: [...it.facilitators],
  zone: it.zone,
  nation: it.nation,
  digest_working_day: it.digest.workingDay,
  digest_time: it.digest.time,
  contributors: it.thresholds.contributors,
  others: it.thresholds.others,
  ...(it.override && { public_because: it.override.why }),
})

/** A name for the file, made from what people are shown; one that no other thing in it has. */
export const nameInFile = (shown: string, taken: (name: string) => boolean): string => {
  const plain = shown
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
  const base = plain || 'programme'
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!taken(name)) return name
  }
}

const scheduleEntry = (it: Schedule): ProgrammeEntry['schedule'] => {
  switch (it.is) {
    case 'weekly':
      return { weekly: dayOf(it.weekday), time: it.time }
    case 'fortnightly':
      return { fortnightly: dayOf(it.weekday), time: it.time }
    case 'weekdays':
      return { weekdays: it.weekdays.toSorted((a, b) => a - b).map(dayOf), time: it.time }
    case 'cron':
      return { cron: it.expression }
    default:
      return it satisfies never
  }
}

const dayOf = (weekday: number): (typeof weekdays)[number] => weekdays[weekday - 1] ?? 'Monday'
const numberOf = (day: (typeof weekdays)[number]): number => weekdays.indexOf(day) + 1

type ThemeName = Exclude<ProgrammeEntry['rotation'], string>[number]
const themeName = (theme: Theme): ThemeName => (theme.kind === 'weekly' ? theme.concept : theme.kind)
const themeNamed = (name: ThemeName): Theme =>
  name === 'look-back' || name === 'review' ? { kind: name } : { kind: 'weekly', concept: name }
