// A programme as it stands in its form: whole, half filled in or wrong. It comes from a programme or from the fields,
// and becomes settings, or errors beside the fields that they are about.
import { createHash } from 'node:crypto'
import { mostOfProgramme } from '../../domain/limits.ts'
import { ChannelId, concepts, type LocalDate, Nation, type Theme, UserId, Zone } from '../../domain/model.ts'
import { type Fact, type Field, programmeFields } from '../../domain/programme-change.ts'
import { type CronFault, latestClosing, type Schedule } from '../../domain/rhythm.ts'
import { ProgrammeSettings } from '../../domain/workspace.ts'
import { readCron } from '../../flows/read-cron.ts'
import { cronFaultInWords } from '../../locales/cron-fault.ts'
import type { Strings } from '../../locales/en.ts'
import { checked, chosen, conversation, date, people, time, type Values, written } from './values.ts'

export type Draft = {
  name: string
  source: 'named' | 'channel'
  people: string[]
  follows?: string
  kind: Schedule['is']
  weekday: string
  weekdays: string[]
  time?: string
  cron: string
  clock: 'leader' | 'programme'
  zone: Zone
  startsOn?: string
  endsOn?: string
  rotation: 'cycle' | 'balance' | 'own'
  own: string
  packs: string[]
  remindAfter: string
  closesAfterDays: string
  digestOn: string
  nation: string
  pauses: { from?: string; until?: string; reason: string }[]
  answersFor: string
  privacyContact: string
  purpose: string
  promised: boolean
  citizens: boolean
  paid: string
  support: string
  lawfulBasis: string
  processors: string
  assessedOn?: string
}

/** What a form knows beside its fields. `base` has a print of each setting as it was when the form was opened. */
export type FormAbout = {
  is: 'create' | 'edit' | 'copy'
  zone: Zone
  pauses: number
  id?: string
  seen?: number
  base?: string[]
  /** The first of the facts that it lacked when it was opened: the form opens at it. */
  missing?: Fact
  /** How many are in the channel that was chosen; `people` is undefined where Balcony is not in it. */
  members?: { channel: string; people?: number | undefined } | undefined
}

/** Undefined where it came from no form of today's: kept on a screen since an older Balcony, or forged. */
export const readAbout = (metadata: string): FormAbout | undefined => {
  const about = jsonIn(metadata) as FormAbout | undefined | null
  const isOurs = Zone.safeParse(about?.zone).success && Number.isInteger(about?.pauses)
  return about && isOurs && about.pauses <= mostOfProgramme.pauses ? about : undefined
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The ids that themes are written by, a line each, in a cycle of an admin's own. */
export const themeIds = [...concepts, 'look-back', 'review'] as const

export const emptyDraft = (zone: Zone, today: LocalDate): Draft => ({
  name: '',
  source: 'named',
  people: [],
  kind: 'weekly',
  weekday: '2',
  weekdays: ['2', '4'],
  time: '09:00',
  cron: '',
  clock: 'leader',
  zone,
  startsOn: today,
  rotation: 'cycle',
  own: '',
  packs: [],
  remindAfter: '48',
  closesAfterDays: '6',
  digestOn: 'last-working-day',
  nation: 'england',
  pauses: [],
  answersFor: '',
  privacyContact: '',
  purpose: '',
  promised: false,
  citizens: false,
  paid: '',
  support: '',
  lawfulBasis: '',
  processors: '',
})

/** A programme that is there, for changing or copying it. */
export const draftOf = (it: ProgrammeSettings): Draft => ({
  ...emptyDraft(it.zone, it.startsOn),
  name: it.name,
  source: it.follows ? 'channel' : 'named',
  people: it.follows ? [] : it.people,
  follows: it.follows,
  kind: it.schedule.is,
  ...('weekday' in it.schedule && { weekday: String(it.schedule.weekday) }),
  ...('weekdays' in it.schedule && { weekdays: it.schedule.weekdays.map(String) }),
  ...('expression' in it.schedule && { cron: it.schedule.expression }),
  time: it.schedule.time,
  clock: it.clock,
  endsOn: it.endsOn,
  rotation: typeof it.rotation === 'string' ? it.rotation : 'own',
  own: typeof it.rotation === 'string' ? '' : it.rotation.map(themeId).join('\n'),
  packs: it.packs,
  remindAfter: String(it.remindAfter),
  closesAfterDays: String(it.closesAfterDays),
  digestOn: String(it.digestOn),
  nation: it.nation,
  pauses: it.pauses,
  answersFor: it.answersFor,
  privacyContact: it.privacyContact,
  purpose: it.purpose,
  promised: it.purpose !== '',
  citizens: it.citizens !== undefined,
  paid: it.citizens?.paid ?? '',
  support: it.citizens?.support ?? '',
  lawfulBasis: it.lawfulBasis ?? '',
  processors: it.processors ?? '',
  assessedOn: it.assessedOn,
})

/** The zone that was chosen, or else the one that the form was opened with. */
export const zoneIn = (values: Values, { zone }: Pick<FormAbout, 'zone'>): Zone =>
  Zone.safeParse(chosen(values, 'zone')).data ?? zone

/** What the fields hold now; fields that are not on the screen are as in a form that nobody touched. */
export const draftIn = (values: Values, about: FormAbout, today: LocalDate): Draft => {
  const { pauses } = about
  const zone = zoneIn(values, about)
  const none = emptyDraft(zone, today)
  const text = (block: string) => (written(values, block) ?? '').trim()
  return {
    name: text('name'),
    source: chosen(values, 'source') === 'channel' ? 'channel' : 'named',
    people: people(values, 'people'),
    follows: conversation(values, 'follows'),
    kind: (chosen(values, 'kind') as Draft['kind'] | undefined) ?? none.kind,
    weekday: chosen(values, 'weekday') ?? none.weekday,
    weekdays: 'weekdays' in values ? checked(values, 'weekdays') : none.weekdays,
    time: 'time' in values ? time(values, 'time') : none.time,
    cron: text('cron'),
    clock: chosen(values, 'clock') === 'programme' ? 'programme' : 'leader',
    zone,
    startsOn: date(values, 'starts-on'),
    endsOn: date(values, 'ends-on'),
    rotation: (chosen(values, 'rotation') as Draft['rotation'] | undefined) ?? none.rotation,
    own: text('own'),
    packs: checked(values, 'packs'),
    remindAfter: chosen(values, 'remind-after') ?? none.remindAfter,
    closesAfterDays: chosen(values, 'closes') ?? none.closesAfterDays,
    digestOn: chosen(values, 'digest-on') ?? none.digestOn,
    nation: chosen(values, 'nation') ?? none.nation,
    pauses: Array.from({ length: pauses }, (_, i) => ({
      from: date(values, `pause-from-${i}`),
      until: date(values, `pause-until-${i}`),
      reason: text(`pause-reason-${i}`),
    })),
    answersFor: text('answers-for'),
    privacyContact: text('privacy-contact'),
    purpose: text('purpose'),
    promised: checked(values, 'promise').length > 0,
    citizens: checked(values, 'citizens').length > 0,
    paid: text('paid'),
    support: text('support'),
    lawfulBasis: text('lawful-basis'),
    processors: text('processors'),
    assessedOn: date(values, 'assessed-on'),
  }
}

/** Its schedule, where it makes one. */
export const scheduleIn = (
  draft: Draft,
  today: LocalDate,
): { schedule: Schedule } | { fault: CronFault } | { missing: 'weekdays' | 'time' } => {
  const { kind, time } = draft
  if (kind === 'cron') return readCron(draft.cron, today)
  if (!time) return { missing: 'time' }
  const parse = ProgrammeSettings.shape.schedule.parse
  if (kind !== 'weekdays') return { schedule: parse({ is: kind, weekday: Number(draft.weekday), time }) }
  if (draft.weekdays.length === 0) return { missing: 'weekdays' }
  const weekdays = draft.weekdays.map(Number).toSorted((a, b) => a - b)
  return { schedule: parse({ is: kind, weekdays, time }) }
}

/** The settings that it makes, or what is wrong by field. `was` is what is being changed: its days may have passed. */
export const settingsIn = (
  draft: Draft,
  today: LocalDate,
  say: Strings,
  was?: ProgrammeSettings,
): ProgrammeSettings | { errors: Record<string, string> } => {
  const { errors: words } = say.programmeForm
  const read = scheduleIn(draft, today)
  const own = draft.rotation === 'own' ? themesIn(draft.own) : undefined
  const pauses = draft.pauses.filter(({ from, until }) => from || until)
  const isMoved = draft.startsOn !== was?.startsOn
  const errors: Record<string, string> = {
    ...(draft.source === 'named' && draft.people.length === 0 && { people: words.nobody }),
    ...(draft.source === 'channel' && !draft.follows && { follows: words.noChannel }),
    ...('fault' in read && { cron: cronFaultInWords(read.fault, say) }),
    ...('missing' in read && { [read.missing]: read.missing === 'time' ? words.noTime : words.noWeekday }),
    ...((!draft.startsOn || (isMoved && draft.startsOn < today)) && { 'starts-on': words.past }),
    ...(draft.endsOn && draft.endsOn < (draft.startsOn ?? '') && { 'ends-on': words.endsBeforeStart }),
    ...(own && 'unknown' in own && { own: own.unknown ? words.theme(own.unknown) : words.noTheme }),
    ...(Number(draft.closesAfterDays) > latestClosing(draft.kind) && { closes: words.closesLate }),
    ...pauseErrors(draft, say),
    ...(!draft.answersFor && { 'answers-for': words.required }),
    ...(!draft.privacyContact && { 'privacy-contact': words.required }),
    ...(!draft.purpose && { purpose: words.required }),
    ...(!draft.promised && { promise: words.promise }),
    ...(draft.citizens && !draft.paid && { paid: words.required }),
    ...(draft.citizens && !draft.support && { support: words.required }),
  }
  if (Object.keys(errors).length > 0 || !('schedule' in read)) return { errors }
  return ProgrammeSettings.parse({
    name: draft.name,
    people: draft.source === 'channel' ? (was?.people ?? []) : draft.people.map((it) => UserId.parse(it)),
    ...(draft.source === 'channel' && { follows: ChannelId.parse(draft.follows) }),
    schedule: read.schedule,
    clock: draft.clock,
    zone: draft.zone,
    startsOn: draft.startsOn,
    ...(draft.endsOn && { endsOn: draft.endsOn }),
    nation: Nation.parse(draft.nation),
    pauses,
    rotation: own && 'themes' in own ? own.themes : draft.rotation,
    packs: isSameSet(draft.packs, was?.packs ?? []) ? (was?.packs ?? []) : draft.packs,
    remindAfter: draft.remindAfter === 'none' ? 'none' : Number(draft.remindAfter),
    closesAfterDays: Number(draft.closesAfterDays),
    digestOn: draft.digestOn === 'last-working-day' ? draft.digestOn : Number(draft.digestOn),
    answersFor: draft.answersFor,
    privacyContact: draft.privacyContact,
    purpose: draft.purpose,
    ...(draft.citizens && { citizens: { paid: draft.paid, support: draft.support } }),
    ...(draft.lawfulBasis && { lawfulBasis: draft.lawfulBasis }),
    ...(draft.processors && { processors: draft.processors }),
    ...(draft.assessedOn && { assessedOn: draft.assessedOn }),
  })
}

/** A short print of each setting, by which a form can tell later what was touched in it. */
export const printsOf = (settings: ProgrammeSettings): string[] =>
  programmeFields.map((field) =>
    createHash('sha256')
      .update(JSON.stringify(settings[field]) ?? '')
      .digest('base64')
      .slice(0, 8),
  )

/** The settings that differ from those whose prints these are. */
export const touchedSince = (base: readonly string[], mine: ProgrammeSettings): Field[] => {
  const now = printsOf(mine)
  return programmeFields.filter((_, i) => base[i] !== now[i])
}

// Slack gives what was chosen in the order of its menu.
const isSameSet = (some: readonly string[], others: readonly string[]): boolean =>
  JSON.stringify(some.toSorted()) === JSON.stringify(others.toSorted())

const pauseErrors = ({ pauses }: Draft, say: Strings): Record<string, string> => {
  const { errors: words } = say.programmeForm
  return Object.fromEntries(
    pauses.flatMap(({ from, until, reason }, i): [string, string][] => {
      if (!from && !until) return []
      if (!from || !until) return [[from ? `pause-until-${i}` : `pause-from-${i}`, words.pauseHalf]]
      if (until <= from) return [[`pause-until-${i}`, words.pauseOrder]]
      return reason ? [] : [[`pause-reason-${i}`, words.pauseReason]]
    }),
  )
}

const themesIn = (own: string): { themes: Theme[] } | { unknown: string } => {
  const lines = own
    .split(/[\n,]/)
    .map((it) => it.trim())
    .filter(Boolean)
  const unknown = lines.find((it) => themeNamed(it) === undefined)
  return lines.length === 0 || unknown !== undefined
    ? { unknown: unknown ?? '' }
    : { themes: lines.flatMap((it) => themeNamed(it) ?? []) }
}

const themeNamed = (line: string): Theme | undefined => {
  const id = line.toLowerCase().replaceAll(' ', '-')
  if (id === 'look-back' || id === 'review') return { kind: id }
  const concept = concepts.find((it) => it === id)
  return concept && { kind: 'weekly', concept }
}

const themeId = (theme: Theme): string => (theme.kind === 'weekly' ? theme.concept : theme.kind)
