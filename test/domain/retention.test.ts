// What has been kept for as long as its author wished is gone at its hour, in any life and any zone: with all that
// hangs on it, and with the messages of ours that may still show it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { earliest, plus, plusMonths } from '../../src/domain/calendar.ts'
import { ownMonth } from '../../src/domain/digest.ts'
import {
  cleared,
  forgetEverything,
  forgetReflection,
  forgetsAt,
  isForgotten,
  olderThan,
} from '../../src/domain/erasure.ts'
import { advance, wakeAt } from '../../src/domain/leader.ts'
import {
  Challenge,
  type Commitment,
  type DeliveryId,
  FileId,
  type Instant,
  keepMonthsChoices,
  type Leader,
  LocalDate,
  type Month,
  type Reflection,
  ReflectionId,
} from '../../src/domain/model.ts'
import { claim, intend, settle } from '../../src/domain/outbox.ts'
import { forgetTyped, recordTyped } from '../../src/domain/reflection.ts'
import { question } from '../../src/flows/compose-letter.ts'
import { aContext, aDelivery, aLeader, aPart, aReflection, at, live, tsAt, zone } from './given.ts'

const context = aContext()
const begins = at('2021-01-04 09:07')
/** Any moment in five years, the last days of months among them more often than by chance. */
const moment = fc
  .tuple(
    fc.integer({ min: 0, max: 59 }),
    fc.constantFrom(0, 12, 26, 27, 28, 29, 30),
    fc.integer({ min: 0, max: 1439 }),
  )
  .map(([month, days, minutes]) =>
    plus(plusMonths(at('2021-01-01 00:00'), month, zone('UTC')), { days, minutes }),
  )
const aPlan = (id: string, madeAt: Instant): Commitment => ({
  reflection: ReflectionId.parse(id),
  madeAt,
  dueOn: LocalDate.parse('2021-02-01'),
  carried: false,
  state: { is: 'live' },
})

/** Someone who is asked nothing any more, with what they left behind. */
const aPast = fc
  .record({
    wrote: fc.array(moment, { maxLength: 14 }),
    asked: fc.array(moment, { maxLength: 8 }),
    named: fc.array(fc.tuple(moment, fc.integer({ min: 0, max: 300 })), { maxLength: 3 }),
    digests: fc.array(moment, { maxLength: 6 }),
    keepMonths: fc.constantFrom(...keepMonthsChoices),
    where: fc
      .constantFrom('Europe/London', 'Pacific/Apia', 'America/St_Johns', 'Asia/Kathmandu')
      .map((it) => zone(it)),
  })
  .map(({ wrote, asked, named, digests, keepMonths, where }): Leader => {
    const leader = aLeader({
      stage: { is: 'left', since: begins },
      settings: { zone: where, keepMonths },
      reflections: wrote
        .toSorted()
        .map((one, i) =>
          aReflection(`free.${i}`, 'A canary', { at: one, nowWhat: aPart('When tea, I will sing') }),
        ),
      commitments: wrote.map((one, i) => aPlan(`free.${i}`, one)),
      deliveries: asked
        .toSorted()
        .map((one, i) =>
          aDelivery(one, { id: `tuesdays.${i}` as DeliveryId, state: { is: 'closed', at: one } }),
        ),
      challenges: named.map(([one, days], i) =>
        Challenge.parse({
          name: `A canary ${i}`,
          namedAt: one,
          placed: [],
          state: { is: 'closed', at: plus(one, { days }) },
        }),
      ),
      digests: digests
        .toSorted()
        .map((one, i) => ({ month: `2021-0${i + 1}` as Month, at: one, missed: false })),
    })
    return leader
  })

/** Everything that goes with age: the moment at which each has to be gone. */
const goingIn = ({ reflections, deliveries, challenges, digests, settings }: Leader): Instant[] => {
  const after = (months: number) => (one: Instant) => plusMonths(one, months, settings.zone)
  return [
    ...[
      ...reflections.map((it) => it.at),
      ...challenges.flatMap(({ state }) => (state.is === 'live' ? [] : state.at)),
      ...digests.slice(0, -1).map((it) => it.at),
    ].map(after(settings.keepMonths)),
    ...deliveries
      .filter(({ state }) => state.is !== 'open')
      .map((it) => it.askedAt)
      .map(after(Math.max(settings.keepMonths, 19))),
  ]
}
/** Nobody takes anything out of Slack here. */
const withNothingToClear = (leader: Leader): Leader => ({ ...leader, toClear: [] })
const messagesOf = (it: Leader) => it.toClear.map(({ what }) => (what.is === 'file' ? what.id : what.ts))

describe('in any life', () => {
  it('nothing is left that is older than its author wished, and nothing else goes, whenever it is looked at', () => {
    fc.assert(
      fc.property(aPast, moment, (leader, now) => {
        const after = advance(leader, now, context)
        expect(goingIn(after).filter((going) => going <= now)).toEqual([])
        const { keepMonths, zone: where } = leader.settings
        const isYoung = (one: Reflection) => plusMonths(one.at, keepMonths, where) > now
        expect(after.reflections).toEqual(leader.reflections.filter(isYoung))
        const last = leader.digests.at(-1)
        expect(after.digests.at(-1)).toEqual(last && { ...last, from: after.digests.at(-1)?.from })
        const left = after.reflections.map(({ id }) => id)
        expect(after.commitments.map(({ reflection }) => reflection).toSorted()).toEqual(left.toSorted())
      }),
      { numRuns: 200 },
    )
  })

  it('it wakes at the very moment, from each to the next, until all of it is gone', () => {
    fc.assert(
      fc.property(aPast, (past) => {
        let leader = advance(past, begins, context)
        for (let turns = 0; ; turns += 1) {
          const next = earliest(goingIn(leader))
          expect(forgetsAt(leader)).toBe(next)
          if (!next) break
          expect(wakeAt(leader, context)! <= next).toBe(true)
          expect(advance(leader, plus(next, { seconds: -1 }), context).reflections).toBe(leader.reflections)
          leader = advance(leader, next, context)
          expect(advance(leader, next, context)).toBe(leader)
          expect(turns).toBeLessThan(40)
        }
        const { reflections, commitments, challenges, deliveries, digests } = leader
        expect([reflections, commitments, challenges, deliveries, digests.slice(1)]).toEqual([
          [],
          [],
          [],
          [],
          [],
        ])
      }),
      { numRuns: 60 },
    )
  })

  it('the 30th may go before the 29th does, where both lead to the last of February', () => {
    const leader = aLeader({
      stage: { is: 'left', since: begins },
      settings: { keepMonths: 3 },
      reflections: ['2021-11-29 21:00', '2021-11-30 09:00'].map((one, i) =>
        aReflection(`free.${i}`, 'x', { at: at(one) }),
      ),
    })
    expect(forgetsAt(leader)).toBe(at('2022-02-28 09:00'))
    const left = advance(leader, at('2022-02-28 09:00'), context)
    expect(left.reflections.map(({ id }) => id)).toEqual(['free.0'])
  })

  it('a shorter time acts at the next look, and says before how much would go', () => {
    fc.assert(
      fc.property(aPast, moment, fc.constantFrom(...keepMonthsChoices), (past, now, keepMonths) => {
        const leader = advance(past, now, context)
        const told = olderThan(leader, keepMonths, now)
        const shorter = { ...leader, settings: { ...leader.settings, keepMonths } }
        const after = advance(shorter, now, context)
        expect(leader.reflections.length - after.reflections.length).toBe(told)
        expect(goingIn(after).filter((going) => going <= now)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('lived week by week with three months, no word is ever older, and questions and months go on', () => {
    let looks = 0
    const life = { from: at('2026-01-05 00:00'), until: at('2026-09-01 00:00'), context }
    const start = aLeader({ since: at('2026-01-04 12:00'), settings: { keepMonths: 3 } })
    const { leader } = live(start, {
      ...life,
      answersAfter: (id) => (id.endsWith('2') ? undefined : 5),
      looksAt: (now, it) => {
        expect(goingIn(it).filter((going) => going <= now)).toEqual([])
        looks += 1
        return wakeAt(withNothingToClear(it), context)
      },
    })
    expect(looks).toBeGreaterThan(50)
    expect(leader.reflections.length).toBeGreaterThan(8)
    expect(leader.reflections.length).toBeLessThan(15)
    expect(leader.deliveries.length).toBeGreaterThan(30)
    expect(leader.digests.at(-1)?.month).toBe('2026-08')
    expect(leader.digests.length).toBeLessThan(5)
    // The one before it is forgotten, and it is no first month for that.
    const [first] = leader.digests
    expect(first && ownMonth(leader, first.month, false)?.since).toBeDefined()
  })
})

describe('what of it stands in Slack', () => {
  const now = at('2026-04-06 12:00')
  const was = aReflection('tuesdays.2026-01-06', 'A canary', {
    delivery: 'tuesdays.2026-01-06' as DeliveryId,
    nowWhat: aPart('When tea, I will sing'),
  })
  const closed = { is: 'closed' as const, at: now }
  const asked = aDelivery(at('2026-01-06 10:00'), { state: { is: 'answered', at: was.at } })
  const withPlan = aDelivery(at('2026-01-27 10:00'), { followUp: was.id, state: closed })
  const lookingBack = aDelivery(at('2026-02-24 10:00'), { lookBack: { reflection: was.id }, state: closed })
  const leader = aLeader({
    settings: { words: 'shown' },
    reflections: [was],
    commitments: [aPlan(was.id, was.at)],
    deliveries: [asked, withPlan, lookingBack],
  })
  const showing = (it: Leader) => JSON.stringify(it.deliveries.map((one) => question(it, one, context)))

  it('is shown anew, once, where a plan or words of long ago stood', () => {
    const then = at('2027-01-06 12:00')
    expect(showing(leader)).toMatch(/sing[\s\S]*A canary/)
    const old = advance({ ...leader, stage: { is: 'left', since: now } }, then, context)
    expect(old.reflections).toEqual([])
    expect(messagesOf(old)).toEqual([withPlan.ts, lookingBack.ts])
    expect(showing(old)).not.toMatch(/canary|sing/)
    const done = old.toClear.reduce((it, { what }) => cleared(it, what), old)
    expect(advance(done, then, context)).toBe(done)
  })

  it('of a reply that was deleted: its own question too, its receipts, and every file made since', () => {
    const wrote = at('2026-04-06 11:00')
    const said = { text: 'A canary', ts: tsAt(wrote) }
    const typed = recordTyped(aLeader({ deliveries: [aDelivery(at('2026-04-06 10:00'))] }), said, wrote)
    const { key } = typed.outbox[0]!
    const files = ['2026-04-06 10:59', '2026-04-06 11:00', '2026-04-06 11:30'].map((one, i) => ({
      id: FileId.parse(`F${i}`),
      at: at(one),
    }))
    const sent = { ...settle(claim(typed, key, now), key, tsAt(now), now), files }
    const after = forgetReflection(sent, typed.reflections[0]!.id, now)
    expect(messagesOf(after)).toEqual([tsAt(at('2026-04-06 10:00')), tsAt(now), 'F1', 'F2'])
    expect(after.files.map(({ id }) => id)).toEqual(['F0'])
    expect(after.deliveries[0]?.state).toEqual({ is: 'open' })
    // The message that they typed still stands in Slack: to hear of it once more brings nothing back.
    expect(recordTyped(after, { ...said, edited: tsAt(now) }, now).reflections).toEqual([])
  })

  it('has nothing left to ask where it looked back on what was deleted', () => {
    const open = { ...lookingBack, state: { is: 'open' as const }, closesAt: plus(now, { days: 2 }) }
    const after = forgetReflection({ ...leader, deliveries: [asked, withPlan, open] }, was.id, now)
    expect(after.deliveries.at(-1)).toMatchObject({ state: { is: 'skipped' }, lookBack: undefined })
  })

  it('goes as well where it was on its way at that moment, as soon as it has arrived', () => {
    const onItsWay = { ...lookingBack, ts: undefined }
    const before = { ...leader, stage: { is: 'left' as const, since: now }, deliveries: [asked, onItsWay] }
    const after = forgetReflection(before, was.id, now)
    expect(advance(after, now, context)).toBe(after)
    const arrive = (it: Leader['deliveries'][number]) => ({ ...it, ts: it.ts ?? lookingBack.ts })
    const arrived = withNothingToClear({ ...after, deliveries: after.deliveries.map(arrive) })
    expect(wakeAt(arrived, context)! <= now).toBe(true)
    expect(messagesOf(advance(arrived, now, context))).toEqual([lookingBack.ts])
  })

  it('goes where its author deleted what they had typed, however long ago', () => {
    const ts = tsAt(was.at)
    const typed = { ...was, parts: [{ text: 'A canary', at: was.at, from: { is: 'typed' as const, ts } }] }
    const after = advance(forgetTyped({ ...leader, reflections: [typed] }, ts, now), now, context)
    expect(messagesOf(after)).toEqual([withPlan.ts, lookingBack.ts])
  })

  it('of a challenge that was closed long ago: every question that may have shown its name', () => {
    const recalling = (one: string) =>
      aDelivery(at(one), {
        prompt: { ...asked.prompt, concept: 'balcony' },
        state: { is: 'closed', at: at(one) },
      })
    const [during, since] = [recalling('2026-02-10 10:00'), recalling('2026-05-12 10:00')]
    const challenge = Challenge.parse({
      name: 'A canary',
      namedAt: at('2026-01-13 12:00'),
      placed: [],
      state: { is: 'closed', at: at('2026-04-01 12:00') },
    })
    const before = aLeader({
      stage: { is: 'left', since: begins },
      deliveries: [during, since],
      challenges: [challenge],
    })
    const after = advance(before, at('2027-04-01 12:00'), context)
    expect(after.challenges).toEqual([])
    expect(messagesOf(after)).toEqual([during.ts])
    // A name that is live still stands in a message of which there is soon no record: it goes with the record.
    const live = { ...before, challenges: [{ ...challenge, state: { is: 'live' as const } }] }
    const old = advance(live, at('2027-09-11 12:00'), context)
    expect(old.deliveries).toEqual([since])
    expect(old.challenges).toHaveLength(1)
    expect(messagesOf(old)).toEqual([during.ts])
  })
})

describe('everything', () => {
  const now = at('2026-04-06 12:00')
  const someMonths = live(aLeader({ since: at('2026-01-04 12:00'), settings: { words: 'shown' } }), {
    from: at('2026-01-05 00:00'),
    until: now,
    context,
    answersAfter: () => 4,
  }).leader
  const sending = { kind: 'receipt' as const, about: '9', notBefore: now, expiresAt: plus(now, { hours: 1 }) }
  const key = 'receipt:Lada:9'
  const before: Leader = {
    ...claim(intend(someMonths, { ...sending, key }), key, now),
    challenges: [Challenge.parse({ name: 'A canary', namedAt: now, placed: [], state: { is: 'live' } })],
  }
  const after = forgetEverything(before, now)

  it('leaves nothing of theirs, not even who they are, and each message that we know of is to go', () => {
    expect(before.reflections.length).toBeGreaterThan(10)
    expect(isForgotten(after)).toBe(true)
    expect(forgetEverything(after, now)).toBe(after)
    const known = [
      ...[...before.deliveries, ...before.digests].map(({ ts }) => ts),
      ...before.outbox.flatMap(({ state }) => (state.is === 'settled' ? state.ts : [])),
    ].filter((ts) => ts !== undefined)
    expect(known.length).toBeGreaterThan(25)
    expect(messagesOf(after).toSorted()).toEqual([...new Set(known)].toSorted())
    const { toClear: _, outbox, ...rest } = after
    expect(JSON.stringify(rest)).not.toMatch(/canary|tuesdays|feeling|ULada/)
    expect(outbox.map((it) => it.key)).toEqual([key])
  })

  it('what was being posted at that moment goes too, once it has arrived', () => {
    const arrived = settle(after, key, tsAt(now, 7), now)
    expect(isForgotten(arrived)).toBe(false)
    const again = forgetEverything(arrived, now)
    expect(messagesOf(again)).toEqual([...messagesOf(after), tsAt(now, 7)])
    expect(again.outbox).toEqual([])
    expect(forgetEverything(again, now)).toBe(again)
  })
})
