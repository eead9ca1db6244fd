// "Until when?", in the words that people type.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { LocalDate } from '../../src/domain/model.ts'
import { pauseEndIn } from '../../src/slack/pause-words.ts'

const today = LocalDate.parse('2026-11-23')

describe('a pause', () => {
  it.each([
    ['', '2026-12-07'],
    ['3 weeks', '2026-12-14'],
    ['for 3 weeks', '2026-12-14'],
    ['1 week', '2026-11-30'],
    ['a week', '2026-11-30'],
    ['4', '2026-12-21'],
    ['until 2 March', '2027-03-02'],
    ['until 2nd March', '2027-03-02'],
    ['2 Mar', '2027-03-02'],
    ['24 November', '2026-11-24'],
    ['23 November', '2027-11-23'],
    ['till 2 March 2027', '2027-03-02'],
    ['2027-03-02', '2027-03-02'],
    ['2/3', '2027-03-02'],
    ['2/3/2027', '2027-03-02'],
    ['23 November 2026', '2026-11-23'],
  ])('“%s” ends on %s', (typed, until) => {
    expect(pauseEndIn(typed, today)).toBe(until)
  })

  it.each(['soon', 'until the cows come home', '31 February', '2 Mars', '-3 weeks', '3 months', 'until'])(
    '“%s” is not guessed at',
    (typed) => {
      expect(pauseEndIn(typed, today)).toBeUndefined()
    },
  )

  it('of so many weeks ends on the same weekday, whatever day it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 3000 }), (weeks, days) => {
        const day = addDays(today, days)
        expect(pauseEndIn(`${weeks} weeks`, day)).toBe(addDays(day, 7 * weeks))
      }),
    )
  })

  it('whatever is typed gives a day or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const until = pauseEndIn(typed, today)
        expect(until === undefined || LocalDate.safeParse(until).success).toBe(true)
      }),
    )
  })
})
