// The calendar's local time, judged by Intl's own wall clocks in forty zones (see calendar-oracle.ts): thousands of cases
// here, others each time, and a hundred thousand in `npm run calendar`.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterQuiet, instantOf, localDateOf, localTimeOf, nextWeekly } from '../../src/domain/calendar.ts'
import type { Instant, LocalDate, LocalTime, Zone } from '../../src/domain/model.ts'
import { type Change, changesOf, day, hour, instantShowing, minute, wallAt } from './calendar-oracle.ts'

const cases = Number(process.env.BALCONY_CALENDAR_CASES ?? 3_000)

const changing = [
  'Europe/London',
  'Europe/Dublin',
  'Europe/Lisbon',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Kyiv',
  'Europe/Chisinau',
  'Europe/Istanbul',
  'Europe/Volgograd',
  'Atlantic/Azores',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Tehran',
  'Asia/Amman',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Havana',
  'America/Sao_Paulo',
  'America/Asuncion',
  'America/Santiago',
  'America/Nuuk',
  'America/Scoresbysund',
  'America/Mexico_City',
  'Antarctica/Troll',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
]
const unchanging = [
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Pacific/Kiritimati',
  'America/Phoenix',
]
const from = Date.UTC(2015, 0, 1)
const until = Date.UTC(2036, 0, 1)
const changes = new Map<string, Change[]>(
  changing.map((zone) => [
    zone,
    changesOf(zone, zone === 'Pacific/Apia' ? Date.UTC(2011, 0, 1) : from, until),
  ]),
)
const changesIn = (zone: string) => changes.get(zone) ?? []

const zone = fc.constantFrom(...changing, ...unchanging)
/** Some wall time of a zone, in whole minutes: half of them within three hours (in Apia, a day) of a change. */
const place = fc
  .tuple(fc.constantFrom(...changing), fc.nat(), fc.boolean(), fc.integer({ min: -180, max: 180 }))
  .map(([zone, pick, wasBefore, minutes]) => {
    const all = changesIn(zone)
    const change = all[pick % all.length]!
    const near = change.at + (wasBefore ? change.before : change.after)
    const reach = Math.abs(change.after - change.before) === day ? 8 : 1
    return { zone, wall: near + minutes * reach * minute }
  })
const anyPlace = fc.oneof(
  place,
  fc.record({
    zone,
    wall: fc.integer({ min: from / minute, max: until / minute - 1 }).map((it) => it * minute),
  }),
)

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()
const dateOf = (wall: number) => iso(wall).slice(0, 10) as LocalDate
const timeOf = (wall: number) => iso(wall).slice(11, 16) as LocalTime

describe('forty zones of the world', () => {
  it('are forty, and the changes of their clocks are found', () => {
    expect(changing.length + unchanging.length).toBe(40)
    for (const zone of changing) expect(changesIn(zone).length, zone).toBeGreaterThan(0)
    for (const zone of unchanging) expect(changesOf(zone, from, until), zone).toEqual([])
    const apia = changesIn('Pacific/Apia').find((it) => it.after - it.before === day)
    expect(apia && iso(apia.at)).toBe('2011-12-30T10:00:00.000Z')
  })

  it('give the instant that Intl finds for a local day and time', () => {
    fc.assert(
      fc.property(anyPlace, ({ zone, wall }) => {
        const found = instantOf(dateOf(wall), timeOf(wall), zone as Zone)
        expect(found).toBe(iso(instantShowing(wall, zone, changesIn(zone))))
      }),
      { numRuns: cases },
    )
  })

  it('show the day and time that Intl shows', () => {
    fc.assert(
      fc.property(anyPlace, ({ zone, wall }) => {
        const instant = iso(wall) as Instant
        const shown = wallAt(wall, zone)
        expect(localDateOf(instant, zone as Zone)).toBe(dateOf(shown))
        expect(localTimeOf(instant, zone as Zone)).toBe(timeOf(shown))
      }),
      { numRuns: cases },
    )
  })
})

describe('the next of a weekly time', () => {
  it('is strictly later, shows the weekday and time asked for, and nothing comes before it', () => {
    fc.assert(
      fc.property(
        anyPlace,
        fc.integer({ min: 0, max: 9 * 24 * 60 }),
        fc.integer({ min: -1, max: 1 }),
        ({ zone, wall: asked }, earlierBy, nudge) => {
          const all = changesIn(zone)
          // Ask from the very occurrence, a millisecond around it, or up to nine days before.
          const occurrence = instantShowing(asked, zone, all)
          const after = occurrence - (earlierBy % 3 === 0 ? 0 : earlierBy * minute) + nudge
          const weekday = new Date(asked).getUTCDay() || 7
          const next = nextWeekly(iso(after) as Instant, { weekday, time: timeOf(asked) }, zone as Zone)
          const occurrences = [-3, -2, -1, 0, 1, 2].map((weeks) =>
            instantShowing(asked + weeks * 7 * day, zone, all),
          )
          expect(next).toBe(iso(Math.min(...occurrences.filter((it) => it > after))))

          const shown = wallAt(Date.parse(next), zone)
          const isMoved = all.some((it) => it.after > it.before && Math.abs(Date.parse(next) - it.at) <= day)
          if (!isMoved) {
            expect(timeOf(shown)).toBe(timeOf(asked))
            expect(new Date(shown).getUTCDay() || 7).toBe(weekday)
          }
        },
      ),
      { numRuns: cases / 5 },
    )
  })
})

describe('quiet hours', () => {
  const clock = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => timeOf(minutes * minute))
  const isQuiet = (time: string, quiet: { from: string; until: string }) =>
    quiet.from <= quiet.until
      ? quiet.from <= time && time < quiet.until
      : time >= quiet.from || time < quiet.until

  it('leave alone what falls outside them, and hold back the rest to the end of theirs', () => {
    fc.assert(
      fc.property(anyPlace, clock, clock, ({ zone, wall: instant }, start, end) => {
        const quiet = { from: start, until: end }
        const moved = Date.parse(afterQuiet(iso(instant) as Instant, quiet, zone as Zone))
        if (!isQuiet(timeOf(wallAt(instant, zone)), quiet)) {
          expect(moved).toBe(instant)
          return
        }
        expect(moved).toBeGreaterThan(instant)
        expect(isQuiet(timeOf(wallAt(moved, zone)), quiet)).toBe(false)
        const isNearChange = changesIn(zone).some((it) => it.at > instant - 2 * day && it.at < moved + day)
        if (isNearChange) {
          expect(moved - instant).toBeLessThanOrEqual(2 * day + 3 * hour)
        } else {
          expect(timeOf(wallAt(moved, zone))).toBe(end)
          expect(moved - instant).toBeLessThanOrEqual(day)
        }
      }),
      { numRuns: cases / 3 },
    )
  })
})
