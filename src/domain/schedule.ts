// When a leader's questions and digests come, as things stand: their own day and hour beat the programme's, public
// holidays and quiet hours are left alone. What happens then is leader.ts.

import {
  addDays,
  addMonths,
  addWorkingDays,
  afterQuiet,
  instantOf,
  lastWorkingDay,
  localDateOf,
  mondayOf,
  monthOf,
  nextWorkingDay,
  nthWorkingDay,
  shiftToWorkingDay,
  weeksBetween,
} from './calendar.ts'
import { weekOfCycle } from './curriculum.ts'
import { type Instant, type Leader, type LocalDate, LocalTime, type Month, type WeeklyTime } from './model.ts'
import type { Context, PartnershipSettings, Programme } from './workspace.ts'

/** The weekday and time at which a leader is asked, on their own wall clock: their own choice beats the programme's. */
export const scheduleOf = (leader: Leader, programme: Programme): WeeklyTime =>
  leader.settings.at ?? programme.at

/** When the leader will next be asked, and for which programme and week. */
export const nextAsk = (
  leader: Leader,
  context: Context,
): { programme: Programme; weekOf: LocalDate; at: Instant } | undefined => {
  const asks = programmesOf(leader, context).map((programme) => nextAskOf(leader, programme))
  return asks.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0]
}

export const nextAskOf = (leader: Leader, programme: Programme) => {
  let weekOf = firstWeekToAsk(leader, programme)
  let at = askAt(leader, programme, weekOf)
  const isTooEarly = () =>
    at <= leader.stage.since ||
    localDateOf(at, leader.settings.zone) < programme.startsOn ||
    !isTheirWeek(leader, programme, weekOf)
  while (isTooEarly()) {
    weekOf = addDays(weekOf, 7)
    at = askAt(leader, programme, weekOf)
  }
  return { programme, weekOf, at }
}

/** The month that the leader's next digest looks back on, and when it comes. */
export const nextDigest = (leader: Leader, context: Context): { month: Month; at: Instant } | undefined => {
  if (programmesOf(leader, context).length === 0) return undefined
  const last = leader.digests.at(-1)
  let month = last ? addMonths(last.month, 1) : monthOf(localDateOf(leader.stage.since, leader.settings.zone))
  let at = digestAt(leader, month, context)
  while (at <= leader.stage.since) {
    month = addMonths(month, 1)
    at = digestAt(leader, month, context)
  }
  return { month, at }
}

/**
 * A day and time of theirs, out of their quiet hours: at the end of those, or where that is another day, at their end
 * on the next working day.
 */
export const undisturbed = (date: LocalDate, time: LocalTime, { settings }: Leader): Instant => {
  const { zone, nation, quiet } = settings
  const at = instantOf(date, time, zone)
  const end = afterQuiet(at, quiet, zone)
  const day = localDateOf(end, zone)
  return !quiet || end === at || day === date
    ? end
    : afterQuiet(instantOf(nextWorkingDay(day, nation), quiet.until, zone), quiet, zone)
}

/** This moment, or the end of the quiet hours that it falls in. */
export const quietly = ({ settings }: Leader, now: Instant): Instant =>
  afterQuiet(now, settings.quiet, settings.zone)

export const programmesOf = (leader: Leader, context: Context): Programme[] =>
  context.programmes.filter(({ id }) => leader.programmes.includes(id))

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
  return askAt(leader, programme, weekOf)
}

export const startOfDay = (date: LocalDate, { settings }: Leader): Instant =>
  instantOf(date, LocalTime.parse('00:00'), settings.zone)

// Fortnightly takes every other week of the programme's own.
const isTheirWeek = ({ settings }: Leader, programme: Programme, weekOf: LocalDate): boolean =>
  weeksBetween(mondayOf(programme.startsOn), weekOf) % settings.everyWeeks === 0

/**
 * On the leader's own last working day of the month at their own hour; earlier where a partnership's digest would
 * otherwise leave them fewer than three of their working days for its preview, which comes with it.
 */
const digestAt = (leader: Leader, month: Month, context: Context): Instant => {
  const { nation } = leader.settings
  const [first] = programmesOf(leader, context)
  const time = first ? scheduleOf(leader, first).time : LocalTime.parse('09:00')
  const previews = partnershipsOf(leader, context)
    .filter(({ id }) => leader.optIns[id])
    .map((it) => addWorkingDays(editionDate(it, month), -3, nation))
  const date = previews.reduce((a, b) => (b < a ? b : a), lastWorkingDay(month, nation))
  return undisturbed(date, time, leader)
}

const firstWeekToAsk = (leader: Leader, programme: Programme): LocalDate => {
  const { zone } = leader.settings
  const done = [...leader.deliveries, ...leader.missedWeeks].filter((it) => it.programme === programme.id)
  const afterLast = done.map(({ weekOf }) => addDays(weekOf, 7))
  // A week back: a holiday may move a prompt of last week into this one.
  const entry = addDays(mondayOf(localDateOf(leader.stage.since, zone)), -7)
  return [mondayOf(programme.startsOn), entry, ...afterLast].reduce((a, b) => (b > a ? b : a))
}

const askAt = (leader: Leader, programme: Programme, weekOf: LocalDate): Instant => {
  const { weekday, time } = scheduleOf(leader, programme)
  const { nation } = leader.settings
  const date = addDays(weekOf, weekday - 1)
  const isAnothersDay = (day: LocalDate) => day !== date && addDays(mondayOf(day), weekday - 1) === day
  return undisturbed(shiftToWorkingDay(date, nation, isAnothersDay), time, leader)
}
