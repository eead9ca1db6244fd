// Reads a cron expression in node-cron's own syntax, and says what keeps it from being a programme's schedule. Only
// which days and time it names is taken from it: when that is on anyone's clock is for calendar.ts to say.
import { validateDetailed } from 'node-cron'
import { addDays, mondayOf } from '../domain/calendar.ts'
import { type LocalDate, LocalTime } from '../domain/model.ts'
import { CronDays, type CronFault, type CronPart, isNamed, type Schedule } from '../domain/rhythm.ts'

/** The schedule that an expression makes, as seen on a day. */
export const readCron = (
  written: string,
  today: LocalDate,
): { schedule: Extract<Schedule, { is: 'cron' }> } | { fault: CronFault } => {
  const expression = written.trim().replaceAll(/\s+/g, ' ')
  if (expression === '') return { fault: { is: 'empty' } }
  if (/^(CRON_)?TZ=/i.test(expression)) return { fault: { is: 'zone' } }
  const { fields, errors } = validateDetailed(expression)
  const [error] = errors
  if (!fields || error) return { fault: faultOf(expression, error) }
  const times = fields.second.length * fields.minute.length * fields.hour.length
  if (times > 1) return { fault: { is: 'too-often', times } }
  const days = CronDays.safeParse({
    months: fields.month,
    daysOfMonth: fields.dayOfMonth.map(dayOfMonth),
    weekdays: fields.dayOfWeek.map(dayOfWeek),
  })
  if (!days.success) {
    const part = days.error.issues[0]?.path[0] === 'weekdays' ? 'dayOfWeek' : 'dayOfMonth'
    return { fault: { is: 'part', part, value: partIn(expression, part) } }
  }
  if (!comesWithinAYear(days.data, today)) return { fault: { is: 'no-day' } }
  const time = LocalTime.parse([fields.hour[0], fields.minute[0]].map(twoFigures).join(':'))
  return { schedule: { is: 'cron', expression, time, days: days.data } }
}

const comesWithinAYear = (days: CronDays, today: LocalDate): boolean => {
  const from = mondayOf(today)
  return Array.from({ length: 373 }, (_, i) => addDays(from, i)).some(
    (day) => day >= today && isNamed(days, day),
  )
}

const faultOf = (
  expression: string,
  error?: { field: string; value?: string; message: string },
): CronFault => {
  const got = expression.split(' ').length
  if (expression.startsWith('@')) return { is: 'no-time', value: expression }
  if (!error || error.field === 'expression') return { is: 'fields', got }
  if (error.message.includes('impossible')) return { is: 'no-day' }
  const part = cronParts.find((it) => it === error.field)
  return part ? { is: 'part', part, value: error.value ?? partIn(expression, part) } : { is: 'fields', got }
}

const cronParts: readonly CronPart[] = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek']

// Six parts have seconds before them.
const partIn = (expression: string, part: CronPart): string => {
  const all = expression.split(' ')
  return all[cronParts.indexOf(part) + all.length - cronParts.length] ?? expression
}

// node-cron keeps what depends on the month as it was written: L, L-3, 15W, LW.
const dayOfMonth = (it: number | string): unknown => {
  if (typeof it === 'number') return it
  const nearest = /^(\d+|L)W$/i.exec(it)
  if (nearest) return { nearest: nearest[1]?.toUpperCase() === 'L' ? 'last' : Number(nearest[1]) }
  const last = /^L(?:-(\d+))?$/i.exec(it)
  return last ? { beforeLast: Number(last[1] ?? 0) } : it
}

// As well as 1#2, 5L; and its Sunday is 0, or 7.
const dayOfWeek = (it: number | string): unknown => {
  const [, day, last, nth] = /^([0-7])(?:(L)|#([1-5]))?$/i.exec(String(it)) ?? []
  if (day === undefined) return it
  const weekday = Number(day) || 7
  return last || nth ? { weekday, nth: last ? 'last' : Number(nth) } : weekday
}

const twoFigures = (n: number | undefined): string => String(n ?? 0).padStart(2, '0')
