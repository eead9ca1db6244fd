// What bands promise, held against lives that nobody would write down: nothing of fewer than ten, nothing that moves with
// one person, and no person who could not have been another.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { LocalDate } from '../../src/domain/model.ts'
import {
  amountOf,
  bandOf,
  fewestLeftOut,
  fewestPeople,
  fewestWhoDiffer,
  type Shown,
  showWeek,
} from '../../src/domain/weekly-bands.ts'

const first = LocalDate.parse('2026-01-05')
const week = (n: number) => addDays(first, 7 * n)

/** Who was asked, week by week: mostly those of the week before, with a few who come or go. */
const lives = fc
  .record({
    people: fc.integer({ min: 5, max: 60 }),
    begin: fc.double({ min: 0, max: 1, noNaN: true }),
    changes: fc.array(fc.array(fc.nat(59), { maxLength: 8 }), { minLength: 1, maxLength: 12 }),
  })
  .map(({ people, begin, changes }) => {
    const who = new Set(Array.from({ length: Math.round(people * begin) }, (_, n) => `p${n}`))
    const weeks = changes.map((flips) => {
      for (const n of flips.map((it) => `p${it % people}`)) if (!who.delete(n)) who.add(n)
      return new Set(who)
    })
    return { people, weeks }
  })

/** What is shown of a whole life. */
const shownOf = (weeks: readonly ReadonlySet<string>[], outOf: number): Shown[] => {
  const all: Shown[] = []
  for (const [n, who] of weeks.entries()) {
    const last = all.at(-1)
    const before = weeks[weeks.findIndex((_, i) => week(i) === last?.since)] ?? new Set()
    all.push(showWeek(last, before, { weekOf: week(n), who, outOf }, fewestPeople))
  }
  return all
}

describe('what is shown of a life', () => {
  test('rests on ten people or more, near the number that it was, and leaves room for three who stayed out', () => {
    fc.assert(
      fc.property(lives, ({ people, weeks }) => {
        for (const [n, { band }] of shownOf(weeks, people).entries()) {
          if (!band) continue
          const count = weeks[n]?.size ?? 0
          expect(count).toBeGreaterThanOrEqual(fewestPeople)
          expect(count).toBeGreaterThan(band.from - fewestWhoDiffer)
          expect(count).toBeLessThan((band.to ?? Number.POSITIVE_INFINITY) + fewestWhoDiffer)
          expect(people - band.from).toBeGreaterThanOrEqual(fewestLeftOut)
        }
      }),
    )
  })

  test('moves only where five or more came or went', () => {
    fc.assert(
      fc.property(lives, ({ people, weeks }) => {
        const all = shownOf(weeks, people)
        for (let n = 1; n < all.length; n += 1) {
          const [last, now] = [all[n - 1], all[n]]
          if (JSON.stringify(last?.band) === JSON.stringify(now?.band)) continue
          const since = weeks[weeks.findIndex((_, i) => week(i) === last?.since)] ?? new Set()
          const moved = weeks[n]?.symmetricDifference(since).size ?? 0
          expect(moved).toBeGreaterThanOrEqual(fewestWhoDiffer)
        }
      }),
    )
  })

  test('is the same whatever one person did in a week, where what was shown before stays', () => {
    const steady = Array.from({ length: 30 }, (_, n) => `p${n}`)
    for (const one of steady) {
      const without = new Set(steady.filter((it) => it !== one))
      const life = [new Set(steady), without, new Set(steady), new Set([...without, 'new']), without]
      const bands = shownOf(life, 60).map(({ band }) => band)
      expect(bands).toEqual(bands.map(() => ({ from: 20, to: 49 })))
    }
  })

  test('is the same where two people change places: nobody is told from anybody else', () => {
    fc.assert(
      fc.property(lives, fc.nat(59), fc.nat(59), ({ people, weeks }, a, b) => {
        const [p, q] = [`p${a % people}`, `p${b % people}`]
        const swapped = weeks.map((who) => new Set([...who].map((it) => (it === p ? q : it === q ? p : it))))
        expect(shownOf(swapped, people)).toEqual(shownOf(weeks, people))
      }),
    )
  })

  test('counts those who deleted everything as gone', () => {
    const were = Array.from({ length: 20 }, (_, n) => `p${n}`)
    const last = showWeek(
      undefined,
      new Set(),
      { weekOf: week(0), who: new Set(were), outOf: 40 },
      fewestPeople,
    )
    const left = new Set(were.slice(0, 14))
    expect(showWeek(last, left, { weekOf: week(1), who: left, outOf: 40 }, fewestPeople)).toMatchObject({
      since: week(1),
      band: { from: 10, to: 19 },
    })
    const most = new Set(were.slice(0, 17))
    expect(showWeek(last, most, { weekOf: week(1), who: most, outOf: 40 }, fewestPeople)).toEqual(last)
  })
})

test('bands meet without a gap', () => {
  for (let n = 5; n < 12_000; n += 1) {
    const band = bandOf(n)
    expect(band && band.from <= n && n <= (band.to ?? n)).toBe(true)
  }
  expect([0, 1, 4].map(amountOf)).toEqual(['none', 'few', 'few'])
  expect([amountOf(5), amountOf(10_000)]).toEqual([{ from: 5, to: 9 }, { from: 10_000 }])
})
