// Anything that `balcony.yml` may ask for, up to the limits.
import fc from 'fast-check'
import type { Configuration, PartnershipEntry, ProgrammeEntry } from '../../src/domain/configuration.ts'
import { mostOfPartnership, mostOfProgramme } from '../../src/domain/limits.ts'
import { concepts, nations } from '../../src/domain/model.ts'

const id = (first: string) => fc.stringMatching(/^[A-Z0-9]{4,10}$/).map((it) => `${first}${it}`)
const words = (most: number) =>
  fc
    .oneof(
      fc.stringMatching(/^[A-Za-z&:#'"*é0-9 -]{1,40}$/),
      // As many as there may be.
      fc.stringMatching(/^[A-Za-z&:#'"*é0-9-]{20}$/).map((it) => it.repeat(50).slice(0, most)),
    )
    .filter((it) => it.trim() === it)
const date = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2029-01-01'), noInvalidDate: true })
  .map((it) => it.toISOString().slice(0, 10))
const time = fc.constantFrom('00:00', '09:00', '23:59')
const pause = fc.record({
  from: fc.constant('2027-08-02'),
  until: fc.constantFrom('2027-08-03', '2027-09-01'),
  reason: words(mostOfProgramme.pauseReason),
})
const day = fc.constantFrom('Monday' as const, 'Friday' as const)
const schedule = fc.oneof(
  fc.record({ weekly: day, time }),
  fc.record({ fortnightly: day, time }),
  fc.record({ weekdays: fc.uniqueArray(day, { minLength: 1 }), time }),
  fc.constant({ cron: '0 9 * * 2' }),
)
const anyProgramme: fc.Arbitrary<ProgrammeEntry> = fc.record(
  {
    name: words(mostOfProgramme.name),
    people: fc.uniqueArray(id('U'), { minLength: 1, maxLength: 3 }),
    schedule,
    clock: fc.constantFrom('leader' as const, 'programme' as const),
    zone: fc.constantFrom('Europe/London', 'UTC', 'America/New_York'),
    starts_on: date,
    nation: fc.constantFrom(...nations),
    pauses: fc.array(pause, { maxLength: mostOfProgramme.pauses }),
    rotation: fc.oneof(
      fc.constantFrom('cycle' as const, 'balance' as const),
      fc.array(fc.constantFrom(...concepts, 'review' as const), {
        minLength: 1,
        maxLength: mostOfProgramme.themes,
      }),
    ),
    packs: fc.uniqueArray(words(mostOfProgramme.packName), { maxLength: 2 }),
    remind_after: fc.constantFrom(48, 1, 'none' as const),
    closes_after_days: fc.integer({ min: 1, max: 13 }),
    digest_on: fc.constantFrom('last-working-day' as const, 1, 10),
    answers_for: words(mostOfProgramme.line),
    privacy_contact: words(mostOfProgramme.line),
    purpose: words(mostOfProgramme.paragraph),
    citizens: fc.record({ paid: words(mostOfProgramme.paragraph), support: words(mostOfProgramme.line) }),
    lawful_basis: words(mostOfProgramme.line),
    processors: words(mostOfProgramme.line),
    assessed_on: date,
  },
  {
    requiredKeys: [
      'name',
      'people',
      'schedule',
      'clock',
      'zone',
      'starts_on',
      'nation',
      'pauses',
      'rotation',
      'packs',
      'remind_after',
      'closes_after_days',
      'digest_on',
      'answers_for',
      'privacy_contact',
      'purpose',
    ],
  },
)
/** Any programme that a file may ask for. */
export const programme = anyProgramme.map((it) => ({
  ...it,
  closes_after_days:
    it.schedule.fortnightly || it.schedule.cron ? it.closes_after_days : Math.min(it.closes_after_days, 6),
}))
/** Any partnership. */
export const partnership: fc.Arbitrary<PartnershipEntry> = fc.record({
  channel: id('C'),
  programmes: fc.constant(['one']),
  facilitators: fc.uniqueArray(id('U'), { maxLength: mostOfPartnership.facilitators }),
  zone: fc.constant('Europe/London'),
  nation: fc.constantFrom(...nations),
  digest_working_day: fc.integer({ min: 3, max: 10 }),
  digest_time: time,
  contributors: fc.integer({ min: 5, max: mostOfPartnership.threshold }),
  others: fc.integer({ min: 3, max: mostOfPartnership.threshold }),
})
export const configuration: fc.Arbitrary<Configuration> = fc.record({
  programmes: fc.record({ one: programme }),
  partnerships: fc.record({ first: partnership }),
})
