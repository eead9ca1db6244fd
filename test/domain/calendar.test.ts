// The calendar in plain words: known changes of the clocks, pauses, quiet hours, plain dates; the same on any machine.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  afterQuiet,
  daysBetween,
  earlier,
  earliest,
  firstDayOf,
  instantOf,
  instantOfTs,
  isPaused,
  lastDayOf,
  later,
  localDateOf,
  localTimeOf,
  mondayOf,
  monthOf,
  nextWeekly,
  plus,
  weekdayOf,
  weeksBetween,
} from '../../src/domain/calendar.ts'
import { Instant, LocalDate, LocalTime, Month, SlackTs, Zone } from '../../src/domain/model.ts'
import { compiled } from '../compiled.ts'
import { answers } from './calendar-answers.ts'

const on = (text: string) => LocalDate.parse(text)
const at = (text: string) => LocalTime.parse(text)
const instant = (text: string) => Instant.parse(text)
const month = (text: string) => Month.parse(text)
const london = Zone.parse('Europe/London')

describe('a local day and time', () => {
  it('at ten in London is ten in UTC in winter and nine in summer', () => {
    expect(instantOf(on('2026-01-13'), at('10:00'), london)).toBe('2026-01-13T10:00:00.000Z')
    expect(instantOf(on('2026-07-14'), at('10:00'), london)).toBe('2026-07-14T09:00:00.000Z')
  })

  it('that London skips in spring moves on by the hour that is left out', () => {
    const moved = instantOf(on('2026-03-29'), at('01:30'), london)
    expect(moved).toBe('2026-03-29T01:30:00.000Z')
    expect(localTimeOf(moved, london)).toBe('02:30')
  })

  it('that comes twice in London in autumn is the first of the two', () => {
    expect(instantOf(on('2026-10-25'), at('01:30'), london)).toBe('2026-10-25T00:30:00.000Z')
  })

  it('on the day that Samoa left out is the same time on the day after', () => {
    const moved = instantOf(on('2011-12-30'), at('09:00'), Zone.parse('Pacific/Apia'))
    expect(localDateOf(moved, Zone.parse('Pacific/Apia'))).toBe('2011-12-31')
    expect(localTimeOf(moved, Zone.parse('Pacific/Apia'))).toBe('09:00')
  })

  it('is another day east and west of here', () => {
    const evening = instant('2026-06-30T12:30:00.000Z')
    expect(localDateOf(evening, Zone.parse('Pacific/Kiritimati'))).toBe('2026-07-01')
    expect(localDateOf(evening, Zone.parse('Pacific/Pago_Pago'))).toBe('2026-06-30')
    expect(localTimeOf(evening, Zone.parse('Asia/Kathmandu'))).toBe('18:15')
  })
})

describe('the next Tuesday at ten in London', () => {
  const tuesdayAtTen = { weekday: 2, time: at('10:00') }
  it.each([
    ['from the Monday before', '2026-07-13T20:00:00.000Z', '2026-07-14T09:00:00.000Z'],
    ['from one millisecond before', '2026-07-14T08:59:59.999Z', '2026-07-14T09:00:00.000Z'],
    ['from that very moment, a week later', '2026-07-14T09:00:00.000Z', '2026-07-21T09:00:00.000Z'],
    [
      'over the end of summer time, an hour later in UTC',
      '2026-10-20T09:00:00.000Z',
      '2026-10-27T10:00:00.000Z',
    ],
  ])('%s', (_, after, next) => {
    expect(nextWeekly(instant(after), tuesdayAtTen, london)).toBe(next)
  })

  it('never comes twice where the clocks give its hour twice', () => {
    const sundayAtHalfPastOne = { weekday: 7, time: at('01:30') }
    const first = nextWeekly(instant('2026-10-24T12:00:00.000Z'), sundayAtHalfPastOne, london)
    expect(first).toBe('2026-10-25T00:30:00.000Z')
    expect(nextWeekly(first, sundayAtHalfPastOne, london)).toBe('2026-11-01T01:30:00.000Z')
  })

  it('is not lost where a gap moves it past midnight', () => {
    // In 2024 Nuuk's clocks went from 23:00 on Saturday to 00:00 on Sunday.
    const late = nextWeekly(
      instant('2024-03-31T01:10:00.000Z'),
      { weekday: 6, time: at('23:30') },
      Zone.parse('America/Nuuk'),
    )
    expect(late).toBe('2024-03-31T01:30:00.000Z')
  })
})

describe('pauses and quiet hours', () => {
  it('a pause begins on its first day and is over on the first day back', () => {
    const pauses = [
      { from: on('2026-08-03'), until: on('2026-08-10') },
      { from: on('2026-12-21'), until: on('2027-01-04') },
    ]
    const paused = ['2026-08-02', '2026-08-03', '2026-08-09', '2026-08-10', '2027-01-03', '2027-01-04']
    expect(paused.map((date) => isPaused(on(date), pauses))).toEqual([false, true, true, false, true, false])
    expect(isPaused(on('2026-08-03'), [])).toBe(false)
  })

  const night = { from: at('20:00'), until: at('07:30') }
  it.each([
    ['before the night begins', '2026-07-14T18:59:00.000Z', '2026-07-14T18:59:00.000Z'],
    ['as it begins, to the next morning', '2026-07-14T19:00:00.000Z', '2026-07-15T06:30:00.000Z'],
    ['after midnight, to the same morning', '2026-07-14T23:30:00.000Z', '2026-07-15T06:30:00.000Z'],
    ['as it ends', '2026-07-15T06:30:00.000Z', '2026-07-15T06:30:00.000Z'],
    [
      'over the end of summer time, to half past seven by the new clock',
      '2026-10-24T21:00:00.000Z',
      '2026-10-25T07:30:00.000Z',
    ],
  ])('something due %s', (_, due, sent) => {
    expect(afterQuiet(instant(due), night, london)).toBe(sent)
  })

  it('quiet hours within one day end on that day', () => {
    const lunch = { from: at('12:00'), until: at('14:00') }
    expect(afterQuiet(instant('2026-01-14T12:30:00.000Z'), lunch, london)).toBe('2026-01-14T14:00:00.000Z')
    expect(afterQuiet(instant('2026-01-14T11:30:00.000Z'), lunch, london)).toBe('2026-01-14T11:30:00.000Z')
  })

  it('in the hour that comes twice nothing is sent before it is due', () => {
    const early = { from: at('00:30'), until: at('01:30') }
    // A quarter past one for the second time: the first half past one has passed.
    expect(afterQuiet(instant('2026-10-25T01:15:00.000Z'), early, london)).toBe('2026-10-25T01:30:00.000Z')
  })

  it('an end that summer time moves into the next quiet hours waits for the end of those', () => {
    // Only from half past one to a quarter past two is not quiet, and on 29 March half past one becomes half past two.
    const nearlyAlways = { from: at('02:15'), until: at('01:30') }
    expect(afterQuiet(instant('2026-03-28T12:00:00.000Z'), nearlyAlways, london)).toBe(
      '2026-03-30T00:30:00.000Z',
    )
  })

  it('no quiet hours, or quiet hours of no length, hold nothing back', () => {
    const due = instant('2026-07-14T23:30:00.000Z')
    expect(afterQuiet(due, undefined, london)).toBe(due)
    expect(afterQuiet(due, { from: at('00:30'), until: at('00:30') }, london)).toBe(due)
  })
})

describe('plain dates', () => {
  const number = fc.integer({ min: 0, max: 60_000 })
  const dateOf = (days: number) => on(new Date(days * 86_400_000).toISOString().slice(0, 10))

  it('agree with a count of days since 1970', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(addDays(dateOf(a), b - a)).toBe(dateOf(b))
        expect(daysBetween(dateOf(a), dateOf(b))).toBe(b - a)
        // 5 January 1970 was a Monday.
        expect(weekdayOf(dateOf(a))).toBe(((a + 3) % 7) + 1)
        expect(mondayOf(dateOf(a))).toBe(dateOf(a - ((a + 3) % 7)))
        expect(weeksBetween(dateOf(a), dateOf(b))).toBe(Math.floor((b + 3) / 7) - Math.floor((a + 3) / 7))
      }),
      { numRuns: 1_000 },
    )
  })

  it('have months with a first and a last day, and months before and after', () => {
    expect(monthOf(on('2028-02-29'))).toBe('2028-02')
    expect(firstDayOf(month('2028-02'))).toBe('2028-02-01')
    expect(['2027-02', '2028-02', '2026-12'].map((it) => lastDayOf(month(it)))).toEqual([
      '2027-02-28',
      '2028-02-29',
      '2026-12-31',
    ])
    expect([1, 13, -1, -12, 0].map((months) => addMonths(month('2026-12'), months))).toEqual([
      '2027-01',
      '2028-01',
      '2026-11',
      '2025-12',
      '2026-12',
    ])
  })
})

describe('elapsed time', () => {
  it('is exact where the wall clock is not: a day after is another time of day', () => {
    const beforeTheChange = instantOf(on('2026-03-28'), at('10:00'), london)
    expect(localTimeOf(plus(beforeTheChange, { days: 1 }), london)).toBe('11:00')
  })

  it('adds up its parts, and goes back', () => {
    const start = instant('2026-07-14T09:00:00.000Z')
    expect(plus(start, { hours: 48 })).toBe('2026-07-16T09:00:00.000Z')
    expect(plus(start, { days: 1, hours: 1, minutes: 1, seconds: 1 })).toBe('2026-07-15T10:01:01.000Z')
    expect(plus(start, { days: -6 })).toBe('2026-07-08T09:00:00.000Z')
    expect(plus(start, {})).toBe(start)
  })

  it('tells the earlier, the later, and the earliest that there is', () => {
    const [first, second] = [instant('2026-07-14T09:00:00.000Z'), instant('2026-07-14T09:00:00.001Z')]
    expect([earlier(first, second), earlier(second, first)]).toEqual([first, first])
    expect([later(first, second), later(second, first)]).toEqual([second, second])
    expect(earliest([undefined, second, undefined, first])).toBe(first)
    expect(earliest([undefined])).toBeUndefined()
    expect(earliest([])).toBeUndefined()
  })
})

describe('a machine elsewhere', () => {
  it('gives the same answers under any zone of its own', async () => {
    const here = answers()
    const hosts = ['UTC', 'Europe/London', 'Australia/Lord_Howe', 'America/Santiago', 'Pacific/Apia']
    const there = await Promise.all(hosts.map(answersUnder))
    expect(
      new Set(there.map((it) => String(it.host))).size,
      'the processes did run in zones of their own',
    ).toBe(5)
    for (const [index, host] of hosts.entries()) {
      expect({ ...there[index], host: here.host }, `under TZ=${host}`).toEqual(here)
    }
  })
})

async function answersUnder(zone: string): Promise<ReturnType<typeof answers>> {
  const program = fileURLToPath(new URL('calendar-answers.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [program], {
    env: { ...process.env, TZ: zone, NODE_COMPILE_CACHE: compiled },
    maxBuffer: 4_000_000,
  })
  return JSON.parse(stdout)
}

describe('the name of a message', () => {
  it('tells its moment, to the millisecond', () => {
    expect(instantOfTs(SlackTs.parse('1767607200.123999'))).toBe('2026-01-05T10:00:00.123Z')
  })
})
