// What a document wants to have sent: each thing once, and nothing for ever.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import type { Instant, Intent } from '../../src/domain/model.ts'
import {
  claim,
  doubt,
  drop,
  fail,
  hold,
  intend,
  outboxWakeAt,
  reconcileAfterSeconds,
  release,
  sendable,
  settle,
  tidy,
  unresolved,
} from '../../src/domain/outbox.ts'
import { at, tsAt } from './given.ts'

const now = at('2026-01-06 10:00')
const anIntent = (key = 'one', rest: Partial<Omit<Intent, 'state'>> = {}): Omit<Intent, 'state'> => ({
  key,
  kind: 'prompt',
  about: 'tuesdays.2026-01-05',
  notBefore: now,
  expiresAt: plus(now, { hours: 12 }),
  ...rest,
})
type Outbox = { outbox: Intent[] }
const empty: Outbox = { outbox: [] }
const waiting = intend(empty, anIntent())
const claimed = claim(waiting, 'one', now)
const stateOf = ({ outbox }: Outbox, key = 'one') => outbox.find((it) => it.key === key)?.state.is
const keys = (intents: Intent[]) => intents.map(({ key }) => key)

describe('an intent', () => {
  it('waits once, however often it is wished for', () => {
    expect(stateOf(waiting)).toBe('waiting')
    expect(intend(waiting, anIntent('one', { about: 'something else' }))).toBe(waiting)
    expect(keys(intend(waiting, anIntent('two')).outbox)).toEqual(['one', 'two'])
  })

  it('may be sent from its hour on, until its window closes', () => {
    expect(keys(sendable(waiting, plus(now, { seconds: -1 })))).toEqual([])
    expect(keys(sendable(waiting, now))).toEqual(['one'])
    expect(keys(sendable(waiting, plus(now, { hours: 12, seconds: -1 })))).toEqual(['one'])
    expect(keys(sendable(waiting, plus(now, { hours: 12 })))).toEqual([])
  })

  it('is claimed by one only', () => {
    expect(stateOf(claimed)).toBe('claimed')
    expect(claim(claimed, 'one', now)).toBe(claimed)
    expect(sendable(claimed, now)).toEqual([])
  })

  it('that waits for a person waits as long as it takes, and its window with it', () => {
    const held = hold(claimed, 'one', now, plus(now, { hours: 1 }))
    expect(held.outbox[0]).toMatchObject({
      notBefore: plus(now, { hours: 1 }),
      expiresAt: plus(now, { hours: 13 }),
      state: { is: 'waiting' },
    })
    expect(hold(waiting, 'one', now, plus(now, { hours: 1 }))).toBe(waiting)
  })

  it('that was settled stays settled, with where it arrived', () => {
    const settled = settle(claimed, 'one', tsAt(now), now)
    expect(settled.outbox[0]?.state).toEqual({ is: 'settled', at: now, ts: tsAt(now) })
    for (const again of [
      claim(settled, 'one', now),
      settle(settled, 'one', tsAt(now, 1), now),
      release(settled, 'one', now),
      fail(settled, 'one', 'late', now),
      drop(settled, 'one', now),
      doubt(settled, 'one', now),
      tidy(settled, plus(now, { days: 1 })),
    ]) {
      expect(again).toBe(settled)
    }
  })

  it('that surely did not arrive waits again, for as long as it is told to', () => {
    const later = plus(now, { minutes: 5 })
    const released = release(claimed, 'one', later)
    expect(stateOf(released)).toBe('waiting')
    expect(sendable(released, now)).toEqual([])
    expect(keys(sendable(released, later))).toEqual(['one'])
  })

  it('that Slack refused says why, and is not tried again', () => {
    const failed = fail(claimed, 'one', 'channel_not_found', now)
    expect(failed.outbox[0]?.state).toEqual({ is: 'failed', at: now, reason: 'channel_not_found' })
    expect(claim(failed, 'one', now)).toBe(failed)
    expect(release(failed, 'one', now)).toBe(failed)
  })

  it('that is no longer wanted is dropped while it waits, but not once it is on its way', () => {
    expect(stateOf(drop(waiting, 'one', now))).toBe('dropped')
    expect(drop(claimed, 'one', now)).toBe(claimed)
  })

  it('in doubt can still be settled, or sent again where someone says that it did not appear', () => {
    const uncertain = doubt(claimed, 'one', now)
    expect(stateOf(uncertain)).toBe('uncertain')
    expect(doubt(waiting, 'one', now)).toBe(waiting)
    expect(stateOf(settle(uncertain, 'one', tsAt(now), now))).toBe('settled')
    expect(stateOf(release(uncertain, 'one', now))).toBe('waiting')
  })

  it('that waited past its window is over', () => {
    expect(tidy(waiting, plus(now, { hours: 11 }))).toBe(waiting)
    const expired = tidy(waiting, plus(now, { hours: 12 }))
    expect(expired.outbox[0]?.state).toEqual({ is: 'expired', at: plus(now, { hours: 12 }) })
    expect(claim(expired, 'one', now)).toBe(expired)
  })

  it('that nobody knows is nobody’s business', () => {
    for (const it of [claim(waiting, 'two', now), drop(waiting, 'two', now), release(waiting, 'two', now)]) {
      expect(it).toBe(waiting)
    }
  })
})

describe('a claim whose outcome is unknown', () => {
  it('is looked up only after longer than a call can take', () => {
    const ready = plus(now, { seconds: reconcileAfterSeconds })
    expect(reconcileAfterSeconds).toBeGreaterThan(10)
    expect(unresolved(claimed, plus(ready, { seconds: -1 }))).toEqual([])
    expect(keys(unresolved(claimed, ready))).toEqual(['one'])
    expect(outboxWakeAt(claimed)).toBe(ready)
  })

  it('does not expire: it may have arrived', () => {
    expect(tidy(claimed, plus(now, { days: 100 }))).toBe(claimed)
  })
})

describe('an ended intent', () => {
  const settled = settle(claimed, 'one', tsAt(now), now)

  it('keeps its key from being used again for forty days, and then is forgotten', () => {
    const kept = tidy(settled, plus(now, { days: 40 }))
    expect(kept).toBe(settled)
    expect(intend(kept, anIntent())).toBe(kept)
    expect(tidy(settled, plus(now, { days: 40, seconds: 1 })).outbox).toEqual([])
  })

  it('wakes nobody', () => {
    expect(outboxWakeAt(settled)).toBeUndefined()
    expect(outboxWakeAt(doubt(claimed, 'one', now))).toBeUndefined()
  })
})

describe('whatever is done to an outbox, in any order', () => {
  const aKey = fc.constantFrom('one', 'two')
  const ended = new Set(['settled', 'failed', 'expired', 'dropped'])
  type Step = (it: Outbox, now: Instant) => Outbox
  const aStep: fc.Arbitrary<Step> = fc
    .tuple(
      fc.constantFrom('intend', 'claim', 'settle', 'release', 'fail', 'drop', 'doubt', 'tidy' as const),
      aKey,
    )
    .map(([verb, key]): Step => {
      switch (verb) {
        case 'intend':
          return (it, now) =>
            intend(it, anIntent(key, { notBefore: now, expiresAt: plus(now, { hours: 12 }) }))
        case 'claim':
          return (it, now) => claim(it, key, now)
        case 'settle':
          return (it, now) => settle(it, key, tsAt(now), now)
        case 'release':
          return (it, now) => release(it, key, now)
        case 'fail':
          return (it, now) => fail(it, key, 'no', now)
        case 'drop':
          return (it, now) => drop(it, key, now)
        case 'doubt':
          return (it, now) => doubt(it, key, now)
        default:
          return tidy
      }
    })

  it('what has ended stays as it ended, a key stands once, and it wakes for whatever is under way', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aStep, fc.integer({ min: 0, max: 20 })), { maxLength: 30 }), (steps) => {
        let it = empty
        let clock = now
        for (const [step, hours] of steps) {
          clock = plus(clock, { hours })
          const before = it
          it = step(it, clock)
          expect(new Set(keys(it.outbox)).size).toBe(it.outbox.length)
          for (const { key, state } of before.outbox) {
            const after = it.outbox.find((one) => one.key === key)
            if (ended.has(state.is) && after) expect(after.state).toEqual(state)
          }
          const isUnderWay = it.outbox.some(({ state }) => state.is === 'waiting' || state.is === 'claimed')
          expect(outboxWakeAt(it) !== undefined).toBe(isUnderWay)
          expect(tidy(tidy(it, clock), clock)).toEqual(tidy(it, clock))
        }
      }),
      { numRuns: 200 },
    )
  })
})
