// Until when someone wants to pause, in what they typed after `/balcony pause`. Not guessed: what it cannot read, it says.
import { addDays } from '../domain/calendar.ts'
import { LocalDate } from '../domain/model.ts'
import { dates } from '../locales/en/dates.ts'
import { enGB, isValid, parse } from './date-fns.ts'

/** What *pause* pauses for where nothing else is said (weeks). */
const usualPause = 2

/** The first day on which they may be asked again; undefined where the words are none of: nothing, weeks, a date. */
export const pauseEndIn = (typed: string, today: LocalDate): LocalDate | undefined => {
  const { before, ordinal, weeks: inWeeks, oneWeek, withYear, withoutYear } = dates.typed
  const words = typed.trim().replace(before, '').replace(ordinal, '$1')
  if (words === '') return addDays(today, 7 * usualPause)
  const weeks = inWeeks.exec(words)?.[1] ?? (oneWeek.test(words) ? '1' : undefined)
  if (weeks !== undefined) return addDays(today, 7 * Number(weeks))
  const exact = withYear.map((shape) => dayIn(words, shape, today)).find((it) => it !== undefined)
  if (exact) return exact
  const day = withoutYear.map((shape) => dayIn(words, shape, today)).find((it) => it !== undefined)
  // A day without a year is the next one that comes.
  return day && day <= today ? withNextYear(day) : day
}

const dayIn = (words: string, shape: string, today: LocalDate): LocalDate | undefined => {
  const read = parse(words, shape, new Date(`${today}T12:00:00Z`), { locale: enGB })
  return isValid(read) ? LocalDate.parse(isoOf(read)) : undefined
}

// The process runs in UTC, so that no zone moves a day.
const isoOf = (date: Date): string => date.toISOString().slice(0, 10)

const withNextYear = (day: LocalDate): LocalDate | undefined =>
  LocalDate.safeParse(`${Number(day.slice(0, 4)) + 1}${day.slice(4)}`).data
