// A partnership's time: one digest a month, on its working day, and none where it could not be posted in time.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, plus } from '../../src/domain/calendar.ts'
import { LocalTime, type Nation, nations } from '../../src/domain/model.ts'
import { claim, settle } from '../../src/domain/outbox.ts'
import { advance, newPartnership, nextEdition, shows, wakeAt } from '../../src/domain/partnership.ts'
import { editionAt } from '../../src/domain/schedule.ts'
import type { Partnership } from '../../src/domain/workspace.ts'
import { aPartnership, at, emptyPartnership, month, tsAt, zone } from './given.ts'

const north = aPartnership()
const new2026 = emptyPartnership({ since: at('2026-01-10 09:00') })
const sent = (it: Partnership) =>
  it.outbox.reduce(
    (one, { key }) =>
      settle(
        claim(one, key, at('2026-02-04 10:00')),
        key,
        tsAt(at('2026-02-04 10:00')),
        at('2026-02-04 10:00'),
      ),
    it,
  )

describe('an introduction', () => {
  const linked = newPartnership(new2026.id, new2026.since)
  const key = 'introduction:north'

  it('is intended the moment that a channel is linked, and once', () => {
    expect(linked.outbox).toMatchObject([{ key, kind: 'introduction', notBefore: new2026.since }])
    expect(wakeAt(linked, north)).toBe(new2026.since)
    const said = settle(claim(linked, key, linked.since), key, tsAt(linked.since), linked.since)
    for (const day of ['2026-01-10 09:01', '2026-02-20 09:00', '2026-05-20 09:00']) {
      const later = advance(said, at(day), north)
      expect(
        later.outbox.filter(({ kind, state }) => kind === 'introduction' && state.is === 'waiting'),
      ).toEqual([])
    }
  })

  it('is for channels that are linked: a partnership of before gets none', () => {
    const kinds = advance(new2026, at('2026-02-04 10:00'), north).outbox.map(({ kind }) => kind)
    expect(kinds).toEqual(['edition'])
  })

  it('that could not be posted for a week is given up, and takes nothing from the digests', () => {
    const state = (text: string) =>
      advance(linked, at(text), north).outbox.find((it) => it.key === key)?.state.is
    expect(state('2026-01-17 08:59')).toBe('waiting')
    expect(wakeAt(advance(linked, at('2026-01-12 09:00'), north), north)).toBe(linked.since)
    expect(state('2026-01-17 09:00')).toBe('expired')
    expect(advance(linked, at('2026-02-04 10:00'), north).editions).toMatchObject([{ missed: false }])
  })
})

describe('a month’s digest', () => {
  it('is due on its working day of the next month, holidays left out', () => {
    expect(nextEdition(new2026, north)).toEqual({ month: '2026-01', at: at('2026-02-04 10:00') })
    // The 1st of January is a holiday, and in Scotland the 2nd as well.
    expect(editionAt(north, month('2026-12'))).toBe(at('2027-01-06 10:00'))
    expect(editionAt(aPartnership({ nation: 'scotland' }), month('2026-12'))).toBe(at('2027-01-07 10:00'))
  })

  it('is due at the hour of its own zone', () => {
    const away = aPartnership({ zone: zone('America/New_York'), nation: 'none' })
    expect(editionAt(away, month('2026-06'))).toBe(at('2026-07-03 14:00'))
  })

  it('is intended when it is due, and not a second time', () => {
    expect(advance(new2026, at('2026-02-04 09:59'), north)).toBe(new2026)
    const due = advance(new2026, at('2026-02-04 10:00'), north)
    expect(due.editions).toEqual([{ month: '2026-01', dueAt: at('2026-02-04 10:00'), missed: false }])
    expect(due.outbox).toMatchObject([
      { key: 'edition:north:2026-01', about: '2026-01', expiresAt: at('2026-02-07 10:00') },
    ])
    expect(advance(due, at('2026-02-04 10:00'), north)).toBe(due)
    expect(wakeAt(sent(due), north)).toBe(at('2026-03-04 10:00'))
  })

  it('may be posted up to three days late, and is left out after that', () => {
    const late = (text: string) => advance(new2026, at(text), north)
    expect(late('2026-02-07 09:59')).toMatchObject({ editions: [{ missed: false }], outbox: [{}] })
    expect(late('2026-02-07 10:00')).toMatchObject({ editions: [{ missed: true }], outbox: [] })
  })

  it('that could not be posted in its time is over', () => {
    const due = advance(new2026, at('2026-02-04 10:00'), north)
    expect(wakeAt(due, north)).toBe(at('2026-02-04 10:00'))
    expect(advance(due, at('2026-02-07 10:00'), north).outbox[0]?.state.is).toBe('expired')
  })

  it('comes for each month in its turn, after years away only for the last', () => {
    const back = advance(new2026, at('2028-05-04 12:00'), north)
    expect(back.editions.map(({ month }) => month)).toEqual(
      Array.from({ length: 28 }, (_, i) => addMonths(month('2026-01'), i)),
    )
    expect(back.editions.filter(({ missed }) => !missed).map(({ month }) => month)).toEqual(['2028-04'])
    expect(back.outbox).toHaveLength(1)
  })
})

describe('in any nation, on any working day, whenever it is looked at', () => {
  const someSettings = fc
    .tuple(
      fc.integer({ min: 3, max: 10 }),
      fc.constantFrom<Nation>(...nations),
      fc.constantFrom('Europe/London', 'Pacific/Auckland', 'America/New_York').map(zone),
    )
    .map(([workingDay, nation, zone]) =>
      aPartnership({ nation, zone, digest: { workingDay, time: LocalTime.parse('16:30') } }),
    )
  /** Housekeeping that nobody sees: ended intents are forgotten in time. */
  const visible = (it: Partnership) => ({
    ...it,
    outbox: it.outbox.filter(({ state }) => state.is === 'waiting'),
  })
  const someHours = fc.array(fc.integer({ min: 0, max: 24 * 50 }), { maxLength: 8 })

  it('each month comes once, looking twice is looking once, and it never wakes too late', () => {
    fc.assert(
      fc.property(someSettings, someHours, (settings, pauses) => {
        let it = new2026
        let now = it.since
        for (const hours of pauses) {
          const wake = wakeAt(it, settings)!
          now = plus(now, { hours })
          const after = advance(it, now, settings)
          if (now < wake) expect(visible(after), `${now} is before ${wake}`).toEqual(visible(it))
          else if (it.outbox.every(({ state }) => state.is !== 'waiting')) expect(after).not.toBe(it)
          expect(advance(after, now, settings)).toBe(after)
          it = after
          expect(nextEdition(it, settings).at > now).toBe(true)
          const months = it.editions.map(({ month }) => month)
          expect(months).toEqual(months.map((_, i) => addMonths(month('2026-01'), i)))
        }
      }),
      { numRuns: 100 },
    )
  })

  it('a clock that goes back changes nothing', () => {
    const due = advance(new2026, at('2026-02-04 10:00'), north)
    expect(advance(due, at('2026-01-04 10:00'), north)).toBe(due)
  })
})

describe('what a posted digest shows', () => {
  it('is told by reference, named and unnamed alike', () => {
    const item = (leader: string, reflection: string) => ({ leader, reflection }) as never
    const [edition] = emptyPartnership({
      editions: [
        {
          month: month('2026-01'),
          dueAt: at('2026-02-04 10:00'),
          missed: false,
          frozen: {
            at: at('2026-02-04 10:00'),
            figures: { about: [] },
            concepts: [],
            named: [item('Lada', 'one')],
            unnamed: [item('Gareth', 'two')],
            counted: [item('Lada', 'one'), item('Gareth', 'two'), item('Farah', 'three')],
          },
        },
      ],
    }).editions
    expect(shows(edition!, item('Lada', 'one'))).toBe(true)
    expect(shows(edition!, item('Gareth', 'two'))).toBe(true)
    expect(shows(edition!, item('Lada', 'two'))).toBe(false)
    expect(shows(edition!, item('Farah', 'three'))).toBe(false)
    const { frozen: _, ...notYet } = edition!
    expect(shows(notYet, item('Lada', 'one'))).toBe(false)
  })
})
