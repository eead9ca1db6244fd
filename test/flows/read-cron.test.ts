// A cron expression is read by node-cron and resolved by us: held against node-cron's own matching at UTC, which is
// the one zone where it is right about every day.
import fc from 'fast-check'
import { createTask } from 'node-cron'
import { describe, expect, it, test } from 'vitest'
import { LocalDate } from '../../src/domain/model.ts'
import { type CronFault, isNamed } from '../../src/domain/rhythm.ts'
import { readCron } from '../../src/flows/read-cron.ts'
import { cronFaultInWords } from '../../src/locales/cron-fault.ts'
import { en } from '../../src/locales/en.ts'

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
    [
      '',
      { is: 'empty' },
      'Write five parts: minute, hour, day of the month, month, day of the week. 0 9 * * 1,4',
    ],
    ['   ', { is: 'empty' }, 'Write five parts'],
    ['9 * *', { is: 'fields', got: 3 }, 'A cron expression has five parts; this has 3. Minute, hour,'],
    ['every Monday', { is: 'fields', got: 2 }, 'A cron expression has five parts; this has 2.'],
    [
      '0 25 * * 1',
      { is: 'part', part: 'hour', value: '25' },
      '“25” is no hour. Write a number from 0 to 23.',
    ],
    [
      '61 9 * * 1',
      { is: 'part', part: 'minute', value: '61' },
      '“61” is no minute. Write a number from 0 to 59.',
    ],
    [
      '0 9 32 * *',
      { is: 'part', part: 'dayOfMonth', value: '32' },
      '“32” is no day of the month. Write 1 to 31, L for the last, or * for every day.',
    ],
    [
      '0 9 * 13 *',
      { is: 'part', part: 'month', value: '13' },
      '“13” is no month. Write 1 to 12, jan to dec, or * for every month.',
    ],
    [
      '0 9 * * 9',
      { is: 'part', part: 'dayOfWeek', value: '9' },
      '“9” is no day of the week. Write 0 to 7 (Sunday is 0 and 7), mon to sun, or * for every day.',
    ],
    [
      '*/5 * * * *',
      { is: 'too-often', times: 288 },
      'That is 288 times on one day. One question a day is the most: give one minute and one hour.',
    ],
    ['0 9,15 * * 1', { is: 'too-often', times: 2 }, 'That is 2 times on one day.'],
    ['*/30 0 9 * * 1', { is: 'too-often', times: 2 }, 'That is 2 times on one day.'],
    ['@hourly', { is: 'too-often', times: 24 }, 'That is 24 times on one day.'],
    [
      '0 9 30 2 *',
      { is: 'no-day' },
      'No day of the coming year fits it. Check the day of the month against the month and the weekday.',
    ],
    ['0 9 31 4 *', { is: 'no-day' }, 'No day of the coming year fits it.'],
    [
      '@reboot',
      { is: 'no-time', value: '@reboot' },
      '“@reboot” names no time of day. Write five parts: minute,',
    ],
    [
      'TZ=Europe/London 0 9 * * 1',
      { is: 'zone' },
      'Leave the time zone out: a programme has a field of its own for it.',
    ],
    ['CRON_TZ=UTC 0 9 * * 1', { is: 'zone' }, 'Leave the time zone out'],
  ] as [string, CronFault, string][])('%s', (written, fault, says) => {
    expect(readCron(written, today)).toEqual({ fault })
    expect(cronFaultInWords(fault, en).slice(0, says.length)).toBe(says)
  })

  it.each(['0 9 * * 1,3', '0 0 9 * * 1', '@weekly', '0  9 * *  tue'])('but %s is one', (written) => {
    expect(readCron(written, today)).toHaveProperty('schedule')
  })
})
