// Public holidays in the four nations, and the working days between them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addWorkingDays,
  firstDayOf,
  isHoliday,
  isWorkingDay,
  lastDayOf,
  lastWorkingDay,
  monthOf,
  nextWorkingDay,
  nthWorkingDay,
  weekdayOf,
} from '../../src/domain/calendar.ts'
import { LocalDate, Month, type Nation } from '../../src/domain/model.ts'

const on = (text: string) => LocalDate.parse(text)
const month = (text: string) => Month.parse(text)
const four = ['england', 'wales', 'scotland', 'northern-ireland'] as const

// https://www.gov.uk/bank-holidays, as published on 25 February 2026; the weekdays only.
const englandAndWales = `
  2020: 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
  2021: 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
  2022: 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
  2023: 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
  2024: 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
  2025: 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
  2026: 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
  2027: 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
  2028: 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26`
const scotland = `
  2020: 01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28
  2021: 01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28
  2022: 01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27
  2023: 01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26
  2024: 01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26
  2025: 01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26
  2026: 01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28
  2027: 01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28
  2028: 01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26`
const northernIreland = `
  2020: 01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28
  2021: 01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28
  2022: 01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27
  2023: 01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26
  2024: 01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26
  2025: 01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26
  2026: 01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28
  2027: 01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28
  2028: 01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26`

describe('public holidays', () => {
  it.each([
    ['england', englandAndWales],
    ['wales', englandAndWales],
    ['scotland', scotland],
    ['northern-ireland', northernIreland],
  ] as const)('of %s fall on the weekdays that gov.uk lists for 2020 to 2028', (nation, list) => {
    const weekdaysOff = datesFrom('2020-01-01', '2028-12-31').filter(
      (date) => weekdayOf(date) <= 5 && isHoliday(date, nation),
    )
    const byYear = Object.groupBy(weekdaysOff, (date) => date.slice(0, 4))
    const found = Object.entries(byYear).map(
      ([year, dates = []]) => `\n  ${year}: ${dates.map((date) => date.slice(5)).join(' ')}`,
    )
    expect(found.join('')).toBe(list)
  })

  it.each([
    [
      'Easter Monday is kept in three nations and not in Scotland',
      '2026-04-06',
      ['england', 'wales', 'northern-ireland'],
    ],
    ['St Patrick’s Day is kept in Northern Ireland', '2026-03-17', ['northern-ireland']],
    ['12 July 2026 is a Sunday, and the Monday is kept in its place', '2026-07-13', ['northern-ireland']],
    ['St Andrew’s Day is kept in Scotland', '2026-11-30', ['scotland']],
    ['2 January is kept in Scotland', '2026-01-02', ['scotland']],
    ['The summer holiday is early in Scotland', '2026-08-03', ['scotland']],
    ['and late elsewhere', '2026-08-31', ['england', 'wales', 'northern-ireland']],
    ['The day of the World Cup is Scotland’s alone', '2026-06-15', ['scotland']],
    ['The late Queen’s funeral is kept everywhere', '2022-09-19', four],
    ['The coronation is kept everywhere', '2023-05-08', four],
    ['The spring holiday of 2022 is not where it would have been', '2022-05-30', []],
    ['Christmas Day is a holiday on a Saturday too', '2027-12-25', four],
    ['Easter Sunday is a Sunday and no more', '2026-04-05', []],
    ['Mothering Sunday is no public holiday', '2026-03-15', []],
  ] as const)('%s (%s)', (_, date, kept) => {
    expect(four.filter((nation) => isHoliday(on(date), nation))).toEqual(kept)
  })

  it('are none for someone of no nation that is known here', () => {
    expect(isHoliday(on('2026-12-25'), 'none')).toBe(false)
    expect(isWorkingDay(on('2026-12-25'), 'none')).toBe(true)
    expect(isWorkingDay(on('2026-12-26'), 'none')).toBe(false)
  })
})

describe('working days', () => {
  it('stop at Christmas and start again after it', () => {
    expect(nextWorkingDay(on('2026-12-24'), 'england')).toBe('2026-12-24')
    expect(nextWorkingDay(on('2026-12-25'), 'england')).toBe('2026-12-29')
  })

  it('three before the Tuesday after Easter is the Tuesday of Holy Week in England, its Wednesday in Scotland', () => {
    expect(addWorkingDays(on('2026-04-07'), -3, 'england')).toBe('2026-03-31')
    expect(addWorkingDays(on('2026-04-07'), -3, 'scotland')).toBe('2026-04-01')
  })

  it('number none is the day itself, even a Sunday', () => {
    expect(addWorkingDays(on('2026-04-05'), 0, 'england')).toBe('2026-04-05')
  })

  it('first, third and last of a month', () => {
    expect(nthWorkingDay(month('2026-01'), 1, 'england')).toBe('2026-01-02')
    expect(nthWorkingDay(month('2026-01'), 1, 'scotland')).toBe('2026-01-05')
    expect(nthWorkingDay(month('2026-05'), 3, 'wales')).toBe('2026-05-06')
    expect(lastWorkingDay(month('2026-05'), 'england')).toBe('2026-05-29')
    expect(lastWorkingDay(month('2026-11'), 'scotland')).toBe('2026-11-27')
  })

  it('number twenty-five, or nought, of a month is a mistake, and said to be one', () => {
    expect(() => nthWorkingDay(month('2026-02'), 25, 'england')).toThrow(
      '2026-02 has no working day number 25',
    )
    expect(() => nthWorkingDay(month('2026-02'), 0, 'england')).toThrow('2026-02 has no working day number 0')
  })

  const someDate = fc.integer({ min: 0, max: 365 * 12 }).map((days) => addDays(on('2019-01-01'), days))
  const someNation = fc.constantFrom<Nation[]>(...four, 'none')

  it('can be counted one by one', () => {
    fc.assert(
      fc.property(someDate, someNation, (date, nation) => {
        const here = monthOf(date)
        const listed = datesFrom(firstDayOf(here), lastDayOf(here)).filter((it) => isWorkingDay(it, nation))
        expect(listed.map((_, index) => nthWorkingDay(here, index + 1, nation))).toEqual(listed)
        expect(lastWorkingDay(here, nation)).toBe(listed.at(-1))
      }),
    )
  })

  it('counted on and back again lead home', () => {
    fc.assert(
      fc.property(someDate, someNation, fc.integer({ min: -30, max: 30 }), (date, nation, n) => {
        const start = nextWorkingDay(date, nation)
        const end = addWorkingDays(start, n, nation)
        expect(isWorkingDay(end, nation)).toBe(true)
        expect(addWorkingDays(end, -n, nation)).toBe(start)
        const between = datesFrom(...(n < 0 ? ([end, start] as const) : ([start, end] as const)))
        expect(between.filter((it) => isWorkingDay(it, nation)).length).toBe(Math.abs(n) + 1)
      }),
    )
  })
})

function datesFrom(from: string, until: string): LocalDate[] {
  const dates: LocalDate[] = []
  for (let date = on(from); date <= until; date = addDays(date, 1)) dates.push(date)
  return dates
}
