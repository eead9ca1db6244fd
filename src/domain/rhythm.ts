// The days that a programme's schedule sets, before a leader's own day, holidays and pauses have their say (that is
// schedule.ts). A cron expression is kept as it was written and as it was read: node-cron reads it, once, when an
// admin saves it (flows/read-cron.ts); which days it names is decided here, on the wall calendar alone. As in
// node-cron, a day must fit both its day of the month and its day of the week.
import { z } from 'zod'
import { addDays, lastDayOf, monthOf, weekdayOf, weeksBetween } from './calendar.ts'
import { LocalDate, LocalTime, Weekday } from './model.ts'

/** A day of the month: its number; so many days before the last; or the working day nearest to one. */
const DayOfMonth = z.union([
  z.int().min(1).max(31),
  z.object({ beforeLast: z.int().min(0).max(30) }),
  z.object({ nearest: z.union([z.int().min(1).max(31), z.literal('last')]) }),
])
/** A day of the week: each, the nth, or the last of its month. */
const DayOfWeek = z.union([
  Weekday,
  z.object({ weekday: Weekday, nth: z.union([z.int().min(1).max(5), z.literal('last')]) }),
])

/** The days that a cron expression names. */
export const CronDays = z.object({
  months: z.array(z.int().min(1).max(12)).min(1),
  daysOfMonth: z.array(DayOfMonth).min(1),
  weekdays: z.array(DayOfWeek).min(1),
})
export type CronDays = z.infer<typeof CronDays>

export type CronPart = 'minute' | 'hour' | 'dayOfMonth' | 'month' | 'dayOfWeek'

/** Why an expression is no schedule; `value` is the part of it that is wrong, as it was written. */
export type CronFault =
  | { is: 'empty' }
  /** A time zone stands in it. */
  | { is: 'zone' }
  /** A word such as @reboot, which names no time of any day. */
  | { is: 'no-time'; value: string }
  | { is: 'fields'; got: number }
  | { is: 'part'; part: CronPart; value: string }
  /** So many times on one day, where a programme asks once at most. */
  | { is: 'too-often'; times: number }
  /** No day of the coming year fits it. */
  | { is: 'no-day' }

/** When a programme asks: never more than once a day. */
export const Schedule = z.discriminatedUnion('is', [
  z.object({ is: z.literal('weekly'), weekday: Weekday, time: LocalTime }),
  z.object({ is: z.literal('fortnightly'), weekday: Weekday, time: LocalTime }),
  /** On several days of each week, which share its theme. */
  z.object({ is: z.literal('weekdays'), weekdays: z.array(Weekday).min(1).max(7), time: LocalTime }),
  z.object({ is: z.literal('cron'), expression: z.string(), time: LocalTime, days: CronDays }),
])
export type Schedule = z.infer<typeof Schedule>

/** Days after which a question closes at the latest: it is not open any more when the next one comes. */
export const latestClosing = (kind: Schedule['is']): number =>
  kind === 'weekly' || kind === 'weekdays' ? 6 : 13

/** Whether a week has one question at most, so that a leader's own weekday can take the place of its day. */
export const isOnceAWeek = ({ is }: Schedule): boolean => is === 'weekly' || is === 'fortnightly'

/** The same days at another hour; a cron expression is then worded anew. */
export const atHour = (schedule: Schedule, time: LocalTime): Schedule => {
  if (schedule.is !== 'cron') return { ...schedule, time }
  const [hour, minute] = time.split(':').map(Number)
  const days = schedule.expression.split(' ').slice(-3)
  return { ...schedule, time, expression: [minute, hour, ...days].join(' ') }
}

/**
 * The days that a schedule sets in the week of a Monday, in order. Fortnights are counted from the week of
 * `startsOn`. `own` is a leader's own weekday, which holds where a week has one question at most.
 */
export const setDays = (
  { schedule, startsOn }: { schedule: Schedule; startsOn: LocalDate },
  monday: LocalDate,
  own?: Weekday,
): LocalDate[] => {
  const on = (weekday: Weekday) => addDays(monday, weekday - 1)
  switch (schedule.is) {
    case 'weekly':
      return [on(own ?? schedule.weekday)]
    case 'fortnightly':
      return weeksBetween(startsOn, monday) % 2 === 0 ? [on(own ?? schedule.weekday)] : []
    case 'weekdays':
      return [...new Set(schedule.weekdays)].toSorted((a, b) => a - b).map(on)
    case 'cron':
      return [1, 2, 3, 4, 5, 6, 7].map(on).filter((date) => isNamed(schedule.days, date))
    default:
      return schedule satisfies never
  }
}

/** Whether a cron expression names a day. */
export const isNamed = ({ months, daysOfMonth, weekdays }: CronDays, date: LocalDate): boolean => {
  const day = Number(date.slice(8))
  const last = Number(lastDayOf(monthOf(date)).slice(8))
  const weekday = weekdayOf(date)
  return (
    months.includes(Number(date.slice(5, 7))) &&
    daysOfMonth.some((it) =>
      typeof it === 'number'
        ? it === day
        : 'beforeLast' in it
          ? last - it.beforeLast === day
          : nearestWorkday(date, it.nearest === 'last' ? last : it.nearest, last) === day,
    ) &&
    weekdays.some((it) =>
      typeof it === 'number'
        ? it === weekday
        : it.weekday === weekday &&
          (it.nth === 'last' ? day + 7 > last : it.nth === Math.floor((day - 1) / 7) + 1),
    )
  )
}

// Monday to Friday, within the month: as cron has it, whatever the holidays.
const nearestWorkday = (date: LocalDate, target: number, last: number): number | undefined => {
  if (target > last) return undefined
  const weekday = weekdayOf(LocalDate.parse(`${monthOf(date)}-${String(target).padStart(2, '0')}`))
  if (weekday === 6) return target === 1 ? 3 : target - 1
  if (weekday === 7) return target === last ? target - 2 : target + 1
  return target
}
