// Every question about when: zones, weekdays, public holidays, pauses and quiet hours. Nothing else in Balcony
// may turn a local day and time into an instant, or count working days.
//
// Pure: it never asks what time it is now, and no answer depends on the zone of the machine. Zones are resolved
// by Temporal alone, by its "compatible" rule: a time that is skipped in spring moves on by the length of the
// gap, and a time that comes twice in autumn is the first of the two.
import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'
import type {
  Instant,
  LocalDate,
  LocalTime,
  Month,
  Nation,
  Quiet,
  SlackTs,
  Weekday,
  WeeklyTime,
  Zone,
} from './model.ts'

/** Days away. `until` is the first day back. */
export type Pause = { from: LocalDate; until: LocalDate }
/** Elapsed time, exact: a day is 24 hours, whatever the wall clocks do. Parts may be negative. */
export type Elapsed = { seconds?: number; minutes?: number; hours?: number; days?: number }

/** The first occurrence of a weekly local time strictly after an instant. */
export function nextWeekly(after: Instant, at: WeeklyTime, zone: Zone): Instant {
  // From the day before: a time that a gap moved past midnight belongs to the day that it was set for.
  const from = addDays(localDateOf(after, zone), -1)
  let date = addDays(from, (at.weekday - weekdayOf(from) + 7) % 7)
  let instant = instantOf(date, at.time, zone)
  while (instant <= after) {
    date = addDays(date, 7)
    instant = instantOf(date, at.time, zone)
  }
  return instant
}

/** The instant of a local day and time in a zone, by the "compatible" rule. */
export function instantOf(date: LocalDate, time: LocalTime, zone: Zone): Instant {
  return resolve(date, time, zone, 'compatible')
}

/** The day on the wall calendar of a zone. */
export function localDateOf(instant: Instant, zone: Zone): LocalDate {
  return wallOf(instant, zone).date
}

/** The time on the wall clock of a zone, its seconds left off. */
export function localTimeOf(instant: Instant, zone: Zone): LocalTime {
  return wallOf(instant, zone).time
}

/** The instant itself, or the end of the quiet hours that it falls in. Never earlier, never within quiet hours. */
export function afterQuiet(instant: Instant, quiet: Quiet | undefined, zone: Zone): Instant {
  if (quiet === undefined) return instant
  const { date, time } = wallOf(instant, zone)
  if (!isQuiet(time, quiet)) return instant
  const endsOn = time < quiet.until ? date : addDays(date, 1)
  const first = instantOf(endsOn, quiet.until, zone)
  // In the hour that comes twice, the first of the two ends may have passed already.
  const end = first > instant ? first : resolve(endsOn, quiet.until, zone, 'later')
  // An end that a gap moved on may land in the next quiet hours.
  return afterQuiet(end, quiet, zone)
}

/** The moment that the `ts` of a message in Slack stands for. */
export function instantOfTs(ts: SlackTs): Instant {
  return instantAt(Math.floor(Number(ts) * 1000))
}

/** An instant moved by elapsed time. */
export function plus(instant: Instant, { seconds = 0, minutes = 0, hours = 0, days = 0 }: Elapsed): Instant {
  return instantAt(Date.parse(instant) + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
}

/** The minute that an instant is in. */
export function startOfMinute(instant: Instant): Instant {
  return `${instant.slice(0, 16)}:00.000Z` as Instant
}

/** The same wall-clock time some calendar months on, or back where `months` is negative. */
export function plusMonths(instant: Instant, months: number, zone: Zone): Instant {
  return moved(`${instant} ${months} ${zone}`, () => {
    const then = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).add({ months })
    return instantAt(then.epochMilliseconds)
  })
}

/** The later of two instants. */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}

/** The earlier of two instants. */
export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b
}

/** The earliest of some instants, those that are undefined left out; undefined where none is left. */
export function earliest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce((a, b) => (a === undefined ? b : b === undefined ? a : earlier(a, b)), undefined)
}

/** The weekday of a date: Monday is 1, Sunday is 7. */
export function weekdayOf(date: LocalDate): Weekday {
  // Day 0, the first of January 1970, was a Thursday.
  return (((((dayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday
}

/** The date some days on, or back where `days` is negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return instantAt((dayNumber(date) + days) * msOfDay).slice(0, 10) as LocalDate
}

/** Days from one date to another; negative where the second is the earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** The Monday of a date's week. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date))
}

/** Calendar weeks, Monday to Sunday, from the week of one date to the week of another. */
export function weeksBetween(from: LocalDate, to: LocalDate): number {
  return daysBetween(mondayOf(from), mondayOf(to)) / 7
}

/** The month of a date. */
export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7) as Month
}

/** The month some months on, or back where `months` is negative. */
export function addMonths(month: Month, months: number): Month {
  const [year = 0, of = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, of - 1 + months)).toISOString().slice(0, 7) as Month
}

/** The first day of a month. */
export function firstDayOf(month: Month): LocalDate {
  return `${month}-01` as LocalDate
}

/** The last day of a month. */
export function lastDayOf(month: Month): LocalDate {
  return addDays(firstDayOf(addMonths(month, 1)), -1)
}

/** Whether a date falls in one of the pauses. */
export function isPaused(date: LocalDate, pauses: readonly Pause[]): boolean {
  return pauses.some((pause) => pause.from <= date && date < pause.until)
}

/**
 * Whether a date is a public holiday in a nation. Where a feast falls on a weekend both its own date and the
 * weekday kept in its place are holidays.
 */
export function isHoliday(date: LocalDate, nation: Nation): boolean {
  return nation !== 'none' && holidaysOf(nation, date.slice(0, 4)).has(date)
}

/** Monday to Friday, and no public holiday. */
export function isWorkingDay(date: LocalDate, nation: Nation): boolean {
  return weekdayOf(date) <= 5 && !isHoliday(date, nation)
}

/** The date itself where it is a working day, or else the next one. */
export function nextWorkingDay(date: LocalDate, nation: Nation): LocalDate {
  return isWorkingDay(date, nation) ? date : addWorkingDays(date, 1, nation)
}

/** The nth working day after a date, or before it where `n` is negative; the date itself where `n` is 0. */
export function addWorkingDays(date: LocalDate, n: number, nation: Nation): LocalDate {
  let day = date
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n))
    if (isWorkingDay(day, nation)) left -= 1
  }
  return day
}

/** The nth working day of a month, the first being 1. Throws where the month has fewer. */
export function nthWorkingDay(month: Month, n: number, nation: Nation): LocalDate {
  const day = addWorkingDays(addDays(firstDayOf(month), -1), n, nation)
  if (n < 1 || monthOf(day) !== month) throw new RangeError(`${month} has no working day number ${n}`)
  return day
}

/** The last working day of a month. */
export function lastWorkingDay(month: Month, nation: Nation): LocalDate {
  return addWorkingDays(firstDayOf(addMonths(month, 1)), -1, nation)
}

/** The codes of the nations in the data of date-holidays, under GB. */
const regions = { england: 'ENG', wales: 'WLS', scotland: 'SCT', 'northern-ireland': 'NIR' } as const

/**
 * Bank holidays that date-holidays 3.37 does not know.
 * 15 June 2026, Scotland only: the World Cup, by the Royal Proclamation of 3 February 2026
 * (https://www.gov.scot/news/world-cup-bank-holiday-confirmed/, https://www.gov.uk/bank-holidays).
 */
const missing: Partial<Record<Nation, readonly string[]>> = { scotland: ['2026-06-15'] }

const known = new Map<string, ReadonlySet<string>>()

/** The holidays of one nation and year. Remembered: the library takes some 3 ms to work out a year. */
function holidaysOf(nation: keyof typeof regions, year: string): ReadonlySet<string> {
  const key = `${nation} ${year}`
  const before = known.get(key)
  if (before) return before
  const listed = new Holidays('GB', regions[nation], { types: ['public', 'bank'] }).getHolidays(Number(year))
  // The library gives dates as local text, "2026-12-25 00:00:00", and that text alone is free of the machine's zone.
  const holidays = new Set([...listed.map((it) => it.date.slice(0, 10)), ...(missing[nation] ?? [])])
  known.set(key, holidays)
  return holidays
}

function isQuiet(time: LocalTime, { from, until }: Quiet): boolean {
  return from <= until ? from <= time && time < until : from <= time || time < until
}

/** So many answers are remembered at the most; then all are forgotten, and it begins anew. */
const mostRemembered = 20_000

// Of one leader the same few days are asked for again and again, and of many in one zone as well.
const resolved = remembered<Instant>()
const walls = remembered<Readonly<{ date: LocalDate; time: LocalTime }>>()
const moved = remembered<Instant>()

/** Answers by what was asked: each is worked out once, as long as it is remembered. */
function remembered<T>(): (asked: string, find: () => T) => T {
  const answers = new Map<string, T>()
  return (asked, find) => {
    const before = answers.get(asked)
    if (before !== undefined) return before
    const found = find()
    if (answers.size >= mostRemembered) answers.clear()
    answers.set(asked, found)
    return found
  }
}

function resolve(
  date: LocalDate,
  time: LocalTime,
  zone: Zone,
  disambiguation: 'compatible' | 'later',
): Instant {
  return resolved(`${date} ${time} ${zone} ${disambiguation}`, () => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    const wall = new Temporal.PlainDateTime(year, month, day, hour, minute)
    return instantAt(wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds)
  })
}

function wallOf(instant: Instant, zone: Zone): Readonly<{ date: LocalDate; time: LocalTime }> {
  return walls(`${instant} ${zone}`, () => {
    const at = Date.parse(instant)
    const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const wall = instantAt(at + offsetNanoseconds / 1_000_000)
    return { date: wall.slice(0, 10) as LocalDate, time: wall.slice(11, 16) as LocalTime }
  })
}

// Days by themselves know nothing of zones, so they are counted, which is much quicker than a calendar of objects.
const msOfDay = 86_400_000

function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00.000Z`) / msOfDay
}

function instantAt(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant
}
