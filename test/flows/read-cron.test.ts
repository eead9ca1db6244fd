// A cron expression is read by node-cron and resolved by us: held against node-cron's own matching at UTC, which is
// the one zone where it is right about every day.
import fc from 'fast-check'
import { createTask } from 'node-cron'
import { describe, expect, it, test } from 'vitest'
import { LocalDate } from '../../src/domain/model.ts'
import { isNamed } from '../../src/domain/rhythm.ts'
import { readCron } from '../../src/flows/read-cron.ts'

const today = LocalDate.parse('2026-01-05')
const numbers = (min: number, max: number) =>
  fc.oneof(
    fc.constantFrom('*', '?'),
    fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }).map((it) => it.join(',')),
    fc
      .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
      .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    fc.integer({ min: 2, max: 5 }).map((step) => `*/${step}`),
  )
const expressions = fc
  .tuple(
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 23 }),
    fc.oneof(numbers(1, 31), fc.constantFrom('L', 'L-3', '15W', '1W', 'LW', '31W')),
    fc.oneof(
      numbers(1, 12).filter((it) => it !== '?'),
      fc.constantFrom('jan-mar', 'APR,Oct'),
    ),
    fc.oneof(numbers(0, 7), fc.constantFrom('mon-fri', '5L', '1#2', '7#5', 'TUE,Thu')),
  )
  .map((parts) => parts.join(' '))

test('names the very days and time that node-cron would', () => {
  fc.assert(
    fc.property(
      expressions,
      fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 20 }),
      (written, days) => {
        const read = readCron(written, today)
        // That nothing in it is wrong, and no day of the year fits, is the one reason left.
        if ('fault' in read) {
          expect(read.fault.is).toBe('no-day')
          return
        }
        const task = createTask(written, () => {}, { timezone: 'UTC' })
        for (const after of days) {
          const date = new Date(Date.UTC(2026, 0, 5 + after)).toISOString().slice(0, 10)
          const matches = task.match(new Date(`${date}T${read.schedule.time}:00Z`))
          expect([written, date, isNamed(read.schedule.days, LocalDate.parse(date))]).toEqual([
            written,
            date,
            matches,
          ])
        }
      },
    ),
    { numRuns: 60 },
  )
})

describe('what is no schedule', () => {
  it.each([
    ['', { is: 'empty' }],
    ['   ', { is: 'empty' }],
    ['9 * *', { is: 'fields', got: 3 }],
    ['every Monday', { is: 'fields', got: 2 }],
    ['0 25 * * 1', { is: 'part', part: 'hour', value: '25' }],
    ['61 9 * * 1', { is: 'part', part: 'minute', value: '61' }],
    ['0 9 32 * *', { is: 'part', part: 'dayOfMonth', value: '32' }],
    ['0 9 * 13 *', { is: 'part', part: 'month', value: '13' }],
    ['0 9 * * 9', { is: 'part', part: 'dayOfWeek', value: '9' }],
    ['*/5 * * * *', { is: 'too-often', times: 288 }],
    ['0 9,15 * * 1', { is: 'too-often', times: 2 }],
    ['*/30 0 9 * * 1', { is: 'too-often', times: 2 }],
    ['0 9 30 2 *', { is: 'no-day' }],
    ['0 9 31 4 *', { is: 'no-day' }],
  ])('%s', (written, fault) => {
    expect(readCron(written, today)).toEqual({ fault })
  })

  it.each(['0 9 * * 1,3', '0 0 9 * * 1', '@weekly', '0  9 * *  tue'])('but %s is one', (written) => {
    expect(readCron(written, today)).toHaveProperty('schedule')
  })
})
