// Asks the calendar a fixed set of questions. Run as a program it prints the answers, so that a test can compare what
// processes say that run in different time zones.
import * as calendar from '../../src/domain/calendar.ts'
import type { Instant, LocalDate, LocalTime, Zone } from '../../src/domain/model.ts'

const zones = [
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Pacific/Apia',
  'Asia/Kathmandu',
] as Zone[]
/** Days on and around which one of these zones, or a host, changes its clocks or leaves a day out. */
const days = [
  '2011-12-29',
  '2011-12-30',
  '2011-12-31',
  '2024-02-29',
  '2026-03-29',
  '2026-04-05',
  '2026-09-06',
  '2026-10-04',
  '2026-10-25',
  '2026-12-31',
] as LocalDate[]
const times = ['00:00', '00:30', '01:30', '02:15', '12:00', '23:30'] as LocalTime[]
const instants = days.flatMap((day) => [`${day}T00:30:00.000Z`, `${day}T15:15:00.000Z`]) as Instant[]

/** Every answer, and how far the host's own zone is from UTC in January and July, in minutes. */
export function answers() {
  return {
    host: [0, 6].map((month) => new Date(2026, month, 1).getTimezoneOffset()),
    instants: zones.flatMap((zone) =>
      days.flatMap((day) => times.map((time) => calendar.instantOf(day, time, zone))),
    ),
    local: zones.flatMap((zone) =>
      instants.map((it) => `${calendar.localDateOf(it, zone)} ${calendar.localTimeOf(it, zone)}`),
    ),
    weekly: zones.flatMap((zone) =>
      instants.map((it) => calendar.nextWeekly(it, { weekday: 7, time: '01:30' as LocalTime }, zone)),
    ),
    quiet: zones.flatMap((zone) =>
      instants.map((it) =>
        calendar.afterQuiet(it, { from: '22:00' as LocalTime, until: '07:30' as LocalTime }, zone),
      ),
    ),
    elapsed: instants.map((it) => calendar.plus(it, { days: 1, hours: -2, minutes: 5, seconds: 1 })),
    dates: days.map((day) => [
      calendar.weekdayOf(day),
      calendar.addDays(day, 1),
      calendar.mondayOf(day),
      calendar.lastDayOf(calendar.addMonths(calendar.monthOf(day), 1)),
      calendar.daysBetween(day, '2026-10-25' as LocalDate),
    ]),
    holidays: (['england', 'wales', 'scotland', 'northern-ireland', 'none'] as const).map((nation) => {
      let day = '2022-01-01' as LocalDate
      const found: LocalDate[] = []
      for (; day < '2027-01-01'; day = calendar.addDays(day, 1)) {
        if (calendar.isHoliday(day, nation)) found.push(day)
      }
      return found
    }),
  }
}

if (import.meta.main) process.stdout.write(JSON.stringify(answers()))
