// When a leader's questions and digests come, as things stand: their own day and hour beat the programme's, public
// holidays and quiet hours are left alone. What happens then is leader.ts.

import {
  addDays,
  addMonths,
  addWorkingDays,
  afterQuiet,
  instantOf,
  instantOfTs,
  isHoliday,
  isPaused,
  lastWorkingDay,
  later,
  localDateOf,
  mondayOf,
  monthOf,
  nextWorkingDay,
  nthWorkingDay,
  plus,
  weekdayOf,
  weeksBetween,
} from './calendar.ts'
import { weekOfCycle } from './curriculum.ts'
import {
  type Instant,
  type Leader,
  type LocalDate,
  LocalTime,
  type Month,
  type Nation,
  type WeeklyTime,
  type Zone,
} from './model.ts'
import { atHour, isOnceAWeek, type Schedule, setDays } from './rhythm.ts'
import type { Context, PartnershipSettings, Programme } from './workspace.ts'

/** The time of day at which a programme asks a leader: their own choice beats the programme's. */
export const hourOf = ({ settings }: Leader, { schedule }: Programme): LocalTime =>
  settings.at?.time ?? schedule.time

/**
 * When a leader is asked, with their own choice in it: on one day of a week, or where each of their programmes sets its
 * days itself, on the days of the first one at their own hour.
 */
export type WhenAsked = (WeeklyTime & { everyWeeks: 1 | 2 }) | { rhythm: Schedule; time: LocalTime }

/** When a leader is asked as things stand; undefined where they have no programme. */
export const whenAsked = (leader: Leader, context: Context): WhenAsked | undefined => {
  const theirs = programmesOf(leader, context)
  const programme = theirs.find(({ schedule, endedAt }) => !endedAt && isOnceAWeek(schedule)) ?? theirs.at(0)
  if (!programme) return undefined
  const { schedule } = programme
  const time = hourOf(leader, programme)
  switch (schedule.is) {
    case 'weekly':
    case 'fortnightly': {
      const weekday = leader.settings.at?.weekday ?? schedule.weekday
      return { weekday, time, everyWeeks: schedule.is === 'fortnightly' ? 2 : leader.settings.everyWeeks }
    }
    case 'weekdays':
    case 'cron':
      return { rhythm: atHour(schedule, time), time }
    default:
      return schedule satisfies never
  }
}

/** A place in a programme's rhythm: its week, and where a week has several questions the day that was set for it. */
export type Slot = { weekOf: LocalDate; setFor?: LocalDate }

/** When the leader will next be asked, and for which programme and week. */
export const nextAsk = (
  leader: Leader,
  context: Context,
): (Slot & { programme: Programme; at: Instant }) | undefined => {
  const asks = programmesOf(leader, context).flatMap((programme) => nextAskOf(leader, programme) ?? [])
  return asks.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0]
}

/** When one programme will next ask the leader; undefined where it has ended, or its days never come. */
export const nextAskOf = (
  leader: Leader,
  programme: Programme,
): (Slot & { programme: Programme; at: Instant }) | undefined => {
  const since = later(leader.stage.since, programme.runsFrom)
  const { zone } = leader.settings
  for (const { slot, date } of slotsFrom(leader, programme, firstWeekToAsk(leader, programme))) {
    if (isOver(programme, date)) return undefined
    const at = askAt(leader, programme, date)
    if (!at || at <= since) continue
    const day = localDateOf(at, zone)
    if (day >= programme.startsOn && !isOver(programme, day)) return { programme, ...slot, at }
  }
  return undefined
}

/** The slot that a question takes which its leader wants today: the next one of this week, while there is one. */
export const slotOfToday = (leader: Leader, programme: Programme, today: LocalDate): Slot => {
  const weekOf = mondayOf(today)
  if (isOnceAWeek(programme.schedule)) return { weekOf }
  const next = nextAskOf(leader, programme)
  return next?.weekOf === weekOf ? { weekOf, setFor: next.setFor } : { weekOf, setFor: today }
}

/** The month that the leader's next digest looks back on, and when it comes. */
export const nextDigest = (leader: Leader, context: Context): { month: Month; at: Instant } | undefined => {
  const programmes = programmesOf(leader, context)
  if (programmes.length === 0) return undefined
  const last = leader.digests.at(-1)
  let month = last ? addMonths(last.month, 1) : monthOf(localDateOf(leader.stage.since, leader.settings.zone))
  let at = digestAt(leader, month, context)
  while (at <= leader.stage.since || isWeekOfInvitation(leader, at)) {
    month = addMonths(month, 1)
    at = digestAt(leader, month, context)
  }
  // The month in which the last of their programmes ended is looked back on, and no later one.
  const ends = programmes.map((it) => lastDayOfAsking(it) ?? 'never')
  return ends.every((it) => it !== 'never' && monthOf(it) < month) ? undefined : { month, at }
}

// A week that began with the invitation has too little to look back on, and messages enough.
const isWeekOfInvitation = ({ invitation, settings: { zone } }: Leader, at: Instant): boolean => {
  if (!invitation) return false
  const came = instantOfTs(invitation.ts)
  return at < plus(came, { days: 8 }) && mondayOf(localDateOf(at, zone)) === mondayOf(localDateOf(came, zone))
}

/**
 * A day and time, on their own clock unless told, out of their quiet hours: at the end of those, or where that is
 * another day, at their end on the next working day.
 */
export const undisturbed = (
  date: LocalDate,
  time: LocalTime,
  { settings }: Leader,
  clock: Zone = settings.zone,
): Instant => {
  const { zone, nation, quiet } = settings
  const at = instantOf(date, time, clock)
  const end = afterQuiet(at, quiet, zone)
  const day = localDateOf(end, zone)
  const set = clock === zone ? date : localDateOf(at, zone)
  return !quiet || end === at || day === set
    ? end
    : afterQuiet(instantOf(nextWorkingDay(day, nation), quiet.until, zone), quiet, zone)
}

/** This moment, or the end of the quiet hours that it falls in. */
export const quietly = ({ settings }: Leader, now: Instant): Instant =>
  afterQuiet(now, settings.quiet, settings.zone)

/** A leader's programmes, those that were ended last. */
export const programmesOf = (leader: Leader, context: Context): Programme[] => {
  const theirs = context.programmes.filter(({ id }) => leader.programmes.includes(id))
  return [...theirs.filter(({ endedAt }) => !endedAt), ...theirs.filter(({ endedAt }) => endedAt)]
}

export const partnershipsOf = (leader: Leader, context: Context): PartnershipSettings[] =>
  context.partnerships.filter(({ programmes }) => programmes.some((id) => leader.programmes.includes(id)))

/** When a partnership's digest of a month is posted. */
export const editionAt = (partnership: PartnershipSettings, month: Month): Instant =>
  instantOf(editionDate(partnership, month), partnership.digest.time, partnership.zone)

const editionDate = ({ digest, nation }: PartnershipSettings, month: Month): LocalDate =>
  nthWorkingDay(addMonths(month, 1), digest.workingDay, nation)

// One warm offer to start again, at their own hour in the first week of the next cycle.
export const invitesBackAt = (leader: Leader, context: Context): Instant | undefined => {
  const [programme] = programmesOf(leader, context)
  if (leader.stage.is !== 'resting' || leader.stage.invitedBack || !programme) return undefined
  let weekOf = addDays(mondayOf(localDateOf(leader.stage.since, leader.settings.zone)), 7)
  while (weekOfCycle(programme, weekOf) !== 0) weekOf = addDays(weekOf, 7)
  for (const { date } of slotsFrom(leader, programme, weekOf)) {
    if (isOver(programme, date)) return undefined
    const at = askAt(leader, programme, date)
    if (at) return at
  }
  return undefined
}

export const startOfDay = (date: LocalDate, { settings }: Leader): Instant =>
  instantOf(date, LocalTime.parse('00:00'), settings.zone)

/** The last day on which a programme asks, where it has one: by its own zone, where an admin ended it. */
export const lastDayOfAsking = ({ endsOn, endedAt, zone }: Programme): LocalDate | undefined => {
  const ended = endedAt && localDateOf(endedAt, zone)
  return ended && endsOn ? (ended < endsOn ? ended : endsOn) : (ended ?? endsOn)
}

/** Whether a programme asks nothing more on a day. */
export const isOver = ({ endsOn, endedAt }: Programme, date: LocalDate): boolean =>
  endedAt !== undefined || (endsOn !== undefined && endsOn < date)

/**
 * On their programme's digest day at their own hour; earlier where a partnership's digest would otherwise leave them
 * fewer than three of their working days for its preview, which comes with it.
 */
const digestAt = (leader: Leader, month: Month, context: Context): Instant => {
  const { nation } = leader.settings
  const [first] = programmesOf(leader, context)
  const time = first ? hourOf(leader, first) : LocalTime.parse('09:00')
  const previews = partnershipsOf(leader, context)
    .filter(({ id }) => leader.optIns[id])
    .map((it) => addWorkingDays(editionDate(it, month), -3, nation))
  const date = previews.reduce((a, b) => (b < a ? b : a), digestDate(month, first, nation))
  return undisturbed(date, time, leader)
}

const digestDate = (month: Month, programme: Programme | undefined, nation: Nation): LocalDate => {
  const digestOn = programme?.digestOn ?? 'last-working-day'
  return digestOn === 'last-working-day'
    ? lastWorkingDay(month, nation)
    : nthWorkingDay(addMonths(month, 1), digestOn, nation)
}

const firstWeekToAsk = (leader: Leader, programme: Programme): LocalDate => {
  const { zone } = leader.settings
  const done = [...leader.deliveries, ...leader.missedWeeks].filter((it) => it.programme === programme.id)
  const step = isOnceAWeek(programme.schedule) ? 7 : 0
  const afterLast = done.map(({ weekOf }) => addDays(weekOf, step))
  const since = later(leader.stage.since, programme.runsFrom)
  // Weeks back: a holiday or a pause may move a question of theirs into this one.
  const entry = addDays(mondayOf(localDateOf(since, zone)), -7 * weeksMoved(programme))
  return [mondayOf(programme.startsOn), entry, ...afterLast].reduce((a, b) => (b > a ? b : a))
}

// A question is never moved past the day of the next one, nor out of its fortnight.
const weeksMoved = ({ schedule }: Programme): number =>
  schedule.is === 'cron' ? longestWait : schedule.is === 'fortnightly' ? 2 : 1

/** A day that cron names is moved no further than this (weeks). */
const longestWait = 4
/** How far ahead days are looked for (weeks): five years, for 29 February. */
const farthest = 5 * 53

/** A leader's slots from a week on, in order, those that are done left out. */
function* slotsFrom(
  leader: Leader,
  programme: Programme,
  from: LocalDate,
): Generator<{ slot: Slot; date: LocalDate }> {
  const isWeekly = isOnceAWeek(programme.schedule)
  const done = isWeekly ? undefined : lastDayDone(leader, programme)
  let weekOf = from
  for (let week = 0; week < farthest; week++, weekOf = addDays(weekOf, 7)) {
    for (const date of daysFor(leader, programme, weekOf)) {
      if (done && date <= done) continue
      yield { slot: isWeekly ? { weekOf } : { weekOf, setFor: date }, date }
    }
  }
}

// Every other week is theirs by the programme's own weeks, so that whoever goes fortnightly has the same ones.
const daysFor = ({ settings }: Leader, programme: Programme, weekOf: LocalDate): LocalDate[] =>
  weeksBetween(programme.startsOn, weekOf) % settings.everyWeeks === 0
    ? setDays(programme, weekOf, settings.at?.weekday)
    : []

const lastDayDone = (
  { deliveries, missedWeeks, settings }: Leader,
  { id }: Programme,
): LocalDate | undefined =>
  [...deliveries.map((it) => ({ ...it, at: it.askedAt })), ...missedWeeks]
    .filter(({ programme }) => programme === id)
    .map(({ setFor, at }) => setFor ?? localDateOf(at, settings.zone))
    .reduce<LocalDate | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined)

/**
 * When the question that is set for a day comes: then, or where that day is a public holiday of theirs or paused, on
 * the next working day; undefined where none is left before the next question's own day, so that nothing piles up.
 */
const askAt = (leader: Leader, programme: Programme, date: LocalDate): Instant | undefined => {
  const { zone, nation, at } = leader.settings
  const { pauses } = programme
  const time = hourOf(leader, programme)
  const clock = at || programme.clock === 'leader' ? zone : programme.zone
  // Their own day, which a time on a clock far away may move.
  const dayThere = (day: LocalDate) => (clock === zone ? day : localDateOf(instantOf(day, time, clock), zone))
  const isFree = (day: LocalDate) => !isHoliday(day, nation) && !isPaused(day, pauses)
  const until = (day: LocalDate) => {
    const instant = undisturbed(day, time, leader, clock)
    return isPaused(localDateOf(instant, zone), pauses) ? undefined : instant
  }
  const asSet = isFree(dayThere(date)) ? until(date) : undefined
  if (asSet) return asSet
  const next = dayAfter(leader, programme, date)
  for (let day = addDays(date, 1); day < next; day = addDays(day, 1)) {
    const there = dayThere(day)
    const moved = weekdayOf(there) <= 5 && isFree(there) ? until(day) : undefined
    // Quiet hours may end on the day after.
    if (moved && localDateOf(moved, zone) < dayThere(next)) return moved
  }
  return undefined
}

// The next day that is set, as far as a question may wait.
const dayAfter = (leader: Leader, programme: Programme, date: LocalDate): LocalDate => {
  const weekOf = mondayOf(date)
  // Of two weeks that share a question, the next two have their own.
  if (programme.schedule.is === 'fortnightly') return addDays(weekOf, 14)
  const latest = addDays(date, 7 * weeksMoved(programme))
  for (let week = 0; week < weeksMoved(programme) + 1; week++) {
    const next = daysFor(leader, programme, addDays(weekOf, 7 * week)).find((it) => it > date)
    if (next) return next < latest ? next : latest
  }
  return latest
}
