// When a programme asks, held against a calendar that is read day by day with nothing of ours but the holidays.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { isHoliday } from '../../src/domain/calendar.ts'
import { skip } from '../../src/domain/delivery.ts'
import { advance } from '../../src/domain/leader.ts'
import { upcoming } from '../../src/domain/preview.ts'
import type { Schedule } from '../../src/domain/rhythm.ts'
import { nextAsk, nextDigest } from '../../src/domain/schedule.ts'
import type { Programme } from '../../src/domain/workspace.ts'
import { aContext, aLeader, aProgramme, at, live, on, weekly, zone } from './given.ts'

const time = '10:00' as never
const days = (...weekdays: number[]): Schedule => ({ is: 'weekdays', weekdays, time })
const fortnightly = (weekday: number): Schedule => ({ is: 'fortnightly', weekday, time })
const cron = (daysOfMonth: number[], weekdays = [1, 2, 3, 4, 5, 6, 7]): Schedule => ({
  is: 'cron',
  expression: '',
  time,
  days: { months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], daysOfMonth, weekdays },
})
const allDays = Array.from({ length: 31 }, (_, i) => i + 1)

/** The days of the next moments, as someone in London would see them. */
const datesOf = (programme: Partial<Programme>, count: number, from = '2026-01-04 12:00') =>
  upcoming(aProgramme(programme), at(from), count).map((it) => it.slice(0, 10))

describe('the days of a rhythm', () => {
  it('fortnightly, from the week in which it starts', () => {
    expect(datesOf({ schedule: fortnightly(4) }, 3)).toEqual(['2026-01-08', '2026-01-22', '2026-02-05'])
  })
  it('on chosen weekdays', () => {
    expect(datesOf({ schedule: days(4, 1) }, 4)).toEqual([
      '2026-01-05',
      '2026-01-08',
      '2026-01-12',
      '2026-01-15',
    ])
  })
  it('by cron, where a day must fit both its day of the month and its day of the week', () => {
    const firstMondays = cron([1, 2, 3, 4, 5, 6, 7], [1])
    expect(datesOf({ schedule: firstMondays }, 3)).toEqual(['2026-01-05', '2026-02-02', '2026-03-02'])
  })
  it('moves past a public holiday, but never to another question’s day or beyond it', () => {
    // Good Friday is 3 April and Easter Monday the 6th.
    const daily = datesOf({ schedule: days(1, 2, 3, 4, 5) }, 4, '2026-04-01 12:00')
    expect(daily).toEqual(['2026-04-02', '2026-04-07', '2026-04-08', '2026-04-09'])
    const mondays = datesOf({ schedule: days(1, 3) }, 2, '2026-04-02 12:00')
    expect(mondays).toEqual(['2026-04-07', '2026-04-08'])
  })
  it('leaves out what a pause would pile up, and moves the last of it to the first working day back', () => {
    const pauses = [{ from: on('2026-01-12'), until: on('2026-01-30'), reason: 'winter' }]
    expect(datesOf({ schedule: weekly('Tuesday 10:00'), pauses }, 3)).toEqual([
      '2026-01-06',
      '2026-01-30',
      '2026-02-03',
    ])
  })
  it('asks until the last day, and no longer', () => {
    expect(datesOf({ endsOn: on('2026-01-13') }, 5)).toEqual(['2026-01-06', '2026-01-13'])
    expect(datesOf({ endedAt: at('2026-01-02 09:00') }, 5)).toEqual([])
  })
  it('asks nothing that was due before it was changed', () => {
    expect(datesOf({ runsFrom: at('2026-01-06 10:00') }, 1)).toEqual(['2026-01-13'])
  })
  it('may be on a clock of its own', () => {
    const programme = aProgramme({ clock: 'programme', zone: zone('Europe/London') })
    const leader = (own: object) =>
      aLeader({ settings: { zone: zone('America/New_York'), nation: 'none', ...own } })
    const context = aContext({ programmes: [programme] })
    expect(nextAsk(leader({}), context)?.at).toBe(at('2026-01-06 10:00'))
    // Their own day and hour are on their own clock.
    const own = { at: { weekday: 3, time } }
    expect(nextAsk(leader(own), context)?.at).toBe(at('2026-01-07 15:00'))
  })
  it('keeps the programme’s days where it asks on several, at the leader’s own hour', () => {
    const context = aContext({ programmes: [aProgramme({ schedule: days(1, 3) })] })
    const leader = aLeader({ settings: { at: { weekday: 5, time: '14:00' as never } } })
    expect(nextAsk(leader, context)?.at).toBe(at('2026-01-05 14:00'))
  })
})

test('every rhythm asks on the days that a calendar read day by day gives', () => {
  const oneToSeven = fc.integer({ min: 1, max: 7 })
  const schedules = fc.oneof(
    fc.record({ is: fc.constant('weekly' as const), weekday: oneToSeven, time: fc.constant(time) }),
    fc.record({ is: fc.constant('fortnightly' as const), weekday: oneToSeven, time: fc.constant(time) }),
    fc.uniqueArray(oneToSeven, { minLength: 1 }).map((it) => days(...it)),
    fc
      .tuple(fc.subarray(allDays, { minLength: 1 }), fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }))
      .map(([months, weekdays]) => cron(months, weekdays)),
  )
  const pauses = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 1, max: 40 })).map(([from, length]) => ({
      from: on(dateAt(from)),
      until: on(dateAt(from + length)),
      reason: '',
    })),
    { maxLength: 2 },
  )
  fc.assert(
    fc.property(schedules, pauses, (schedule, pauses) => {
      const programme = aProgramme({ schedule, pauses, startsOn: on('2026-01-05') })
      const found = upcoming(programme, at('2026-01-04 12:00'), 25).map((it) => it.slice(0, 10))
      const expected = dayByDay(programme)
      const until = Math.min(found.length, expected.length)
      expect(found.slice(0, until)).toEqual(expected.slice(0, until))
      expect(until).toBeGreaterThan(0)
    }),
    // The next day that cron sets is 30 days on, and a question waits four weeks at most.
    {
      numRuns: 40,
      examples: [
        [cron([11, 12, 31], [1, 3]), [{ from: on('2026-01-12'), until: on('2026-02-07'), reason: '' }]],
      ],
    },
  )
})

test('nobody has two questions on one day, nor any on a public holiday or in a pause, whatever the rhythm', () => {
  const someDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
  fc.assert(
    fc.property(someDays, fc.integer({ min: 1, max: 7 }), fc.boolean(), (weekdays, other, ownHour) => {
      const pauses = [{ from: on('2026-02-10'), until: on('2026-02-19'), reason: '' }]
      const programmes = [
        aProgramme({ schedule: days(...weekdays), pauses }),
        aProgramme({ id: 'other' as never, schedule: { is: 'weekly', weekday: other, time }, pauses }),
      ]
      const context = aContext({ programmes })
      const leader = aLeader({
        programmes: programmes.map(({ id }) => id),
        settings: ownHour ? { at: { weekday: 2, time: '07:30' as never } } : {},
      })
      const { sent } = live(leader, {
        from: at('2026-01-04 12:00'),
        until: at('2026-04-20 00:00'),
        context,
        answersAfter: () => 2,
      })
      const asked = sent.filter(({ kind }) => kind === 'prompt').map((it) => it.at.slice(0, 10))
      expect(new Set(asked).size).toBe(asked.length)
      expect(asked.filter((day) => isHoliday(on(day), 'england'))).toEqual([])
      expect(asked.filter((day) => day >= '2026-02-10' && day < '2026-02-19')).toEqual([])
      expect(asked.length).toBeGreaterThan(5)
    }),
    { numRuns: 8 },
  )
})

test('a fortnight has one question at most, whatever pauses, holidays and quiet hours do to its day', () => {
  const pause = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 25 }))
    .map(([from, length]) => ({ from: on(dateAt(from)), until: on(dateAt(from + length)), reason: '' }))
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.array(pause, { maxLength: 4 }),
      fc.boolean(),
      fc.option(fc.constantFrom('09:00', '20:00'), { nil: undefined }),
      (weekday, pauses, isOwn, until) => {
        // Of the programme, or as someone chose for themselves.
        const schedule: Schedule = isOwn
          ? { is: 'weekly', weekday, time }
          : { is: 'fortnightly', weekday, time }
        const programme = aProgramme({ schedule, pauses, startsOn: on('2026-01-05') })
        const quiet = until && { from: '08:00' as never, until: until as never }
        const leader = aLeader({ settings: { everyWeeks: isOwn ? 2 : 1, quiet } })
        const { sent } = live(leader, {
          from: at('2026-01-04 12:00'),
          until: at('2026-05-20 00:00'),
          context: aContext({ programmes: [programme] }),
          answersAfter: () => 2,
        })
        const fortnights = sent
          .filter(({ kind }) => kind === 'prompt')
          .map((it) => Math.floor((Date.parse(it.at) - Date.parse('2026-01-05')) / (14 * 86_400_000)))
        expect(new Set(fortnights).size).toBe(fortnights.length)
      },
    ),
    { numRuns: 60 },
  )
})

test('several questions a week share its theme, and none is reminded of, for that would be one more', () => {
  const context = aContext({ programmes: [aProgramme({ schedule: days(1, 3, 5) })] })
  const { leader, sent } = live(aLeader(), {
    from: at('2026-01-04 12:00'),
    until: at('2026-01-18 00:00'),
    context,
    // Nobody is left alone who says something.
    acts: [
      {
        at: at('2026-01-09 11:00'),
        act: (it) => skip(it, it.deliveries.at(-1)?.id ?? expect.fail(), at('2026-01-09 11:00')),
      },
    ],
  })
  expect(leader.deliveries.map(({ prompt }) => prompt.concept)).toEqual([
    'feeling',
    'feeling',
    'feeling',
    'identify',
    'identify',
    'identify',
  ])
  expect(new Set(leader.deliveries.map(({ prompt }) => prompt.id)).size).toBe(6)
  expect(new Set(leader.deliveries.map(({ id }) => id)).size).toBe(6)
  expect(sent.map(({ kind }) => kind)).not.toContain('reminder')
})

test('a reminder, a closing and a digest come when the programme says', () => {
  const programme = aProgramme({ remindAfter: 24, closesAfterDays: 3, digestOn: 2 })
  const context = aContext({ programmes: [programme] })
  const asked = advance(aLeader(), at('2026-01-06 10:00'), context)
  expect(asked.deliveries).toMatchObject([
    { remindAt: at('2026-01-07 10:00'), closesAt: at('2026-01-09 10:00') },
  ])
  expect(nextDigest(asked, context)).toEqual({ month: '2026-01', at: at('2026-02-03 10:00') })
  const none = aContext({ programmes: [aProgramme({ remindAfter: 'none' })] })
  expect(advance(aLeader(), at('2026-01-06 10:00'), none).deliveries[0]?.remindAt).toBeUndefined()
})

test('an ended programme leaves its open question to be answered, looks back on its last month, and then is still', () => {
  const context = aContext()
  const asked = live(aLeader(), {
    from: at('2026-01-04 12:00'),
    until: at('2026-01-13 11:00'),
    context,
  }).leader
  const ended = aContext({ programmes: [aProgramme({ endedAt: at('2026-01-13 12:00') })] })
  expect(asked.deliveries.at(-1)?.state.is).toBe('open')
  expect(nextAsk(asked, ended)).toBeUndefined()
  const { sent } = live(asked, {
    from: at('2026-01-13 12:00'),
    until: at('2026-06-01 00:00'),
    context: ended,
  })
  expect(sent.map(({ kind, about }) => `${kind} ${about}`)).toEqual([
    'reminder tuesdays.2026-01-12',
    'digest 2026-01',
  ])
})

/** Days after 5 January 2026. */
function dateAt(days: number): string {
  return new Date(Date.UTC(2026, 0, 5 + days)).toISOString().slice(0, 10)
}

// The independent reading: which days are set, and where each goes.
function dayByDay({ schedule, pauses }: Programme): string[] {
  const isSet = (n: number): boolean => {
    const date = new Date(Date.UTC(2026, 0, 5 + n))
    const weekday = date.getUTCDay() || 7
    switch (schedule.is) {
      case 'weekly':
        return schedule.weekday === weekday
      case 'fortnightly':
        return schedule.weekday === weekday && Math.floor(n / 7) % 2 === 0
      case 'weekdays':
        return schedule.weekdays.includes(weekday)
      default:
        return (
          schedule.days.daysOfMonth.includes(date.getUTCDate()) && schedule.days.weekdays.includes(weekday)
        )
    }
  }
  const isBarred = (n: number): boolean => {
    const day = dateAt(n)
    return isHoliday(on(day), 'england') || pauses.some(({ from, until }) => from <= day && day < until)
  }
  const isWeekend = (n: number) => n % 7 >= 5
  const waits = { weekly: 7, fortnightly: 14, weekdays: 7, cron: 28 }[schedule.is]
  const found: string[] = []
  for (let n = 0; n < 800; n++) {
    if (!isSet(n)) continue
    if (!isBarred(n)) {
      found.push(dateAt(n))
      continue
    }
    // A fortnight has one question, whose days are its own two weeks.
    const last = schedule.is === 'fortnightly' ? n - (n % 14) + 14 : n + waits
    for (let moved = n + 1; !isSet(moved) && moved < last; moved++) {
      if (isWeekend(moved) || isBarred(moved)) continue
      found.push(dateAt(moved))
      break
    }
  }
  return found
}
