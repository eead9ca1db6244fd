// What is deleted, or has been kept for long enough, is gone: in any life, with all that hangs on it.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDateOf, mondayOf, plus, plusMonths } from '../../src/domain/calendar.ts'
import { forgetChallenge, forgetEverything, forgetReflection, forgetsAt } from '../../src/domain/erasure.ts'
import { advance, wakeAt } from '../../src/domain/leader.ts'
import {
  FileId,
  type Instant,
  keepMonthsChoices,
  type Leader,
  LocalTime,
  ProgrammeId,
  type Reflection,
  type ReflectionId,
} from '../../src/domain/model.ts'
import { nextAsk } from '../../src/domain/schedule.ts'
import { withdrawAgain, withdrawals } from '../../src/domain/withdrawal.ts'
import {
  aContext,
  aDelivery,
  aLeader,
  aProgramme,
  aReflection,
  at,
  live,
  partnershipId,
  tsAt,
  weekly,
} from './given.ts'

const begins = at('2021-01-04 09:00')
const moment = fc.integer({ min: 0, max: 5 * 365 }).map((days) => plus(begins, { days }))
const wroteAt = (moments: readonly Instant[]): Leader['reflections'] =>
  moments.toSorted().map((it, i) => aReflection(`free.${i}`, 'A canary', { at: it }))

describe('retention', () => {
  it('leaves nothing that is older than its writer wished, and wakes no later than the next is due', () => {
    fc.assert(
      fc.property(
        fc.array(moment, { maxLength: 12 }),
        moment,
        fc.constantFrom(...keepMonthsChoices),
        (moments, now, keepMonths) => {
          const asleep = aLeader()
          const leader: Leader = {
            ...asleep,
            settings: { ...asleep.settings, keepMonths },
            stage: { is: 'left', since: begins },
            reflections: wroteAt(moments),
          }
          const after = advance(leader, now, aContext())
          const { zone } = leader.settings
          const isOld = (it: { at: Instant }) => plusMonths(it.at, keepMonths, zone) <= now
          expect(after.reflections).toEqual(leader.reflections.filter((one) => !isOld(one)))
          const [oldest] = after.reflections
          const due = oldest && plusMonths(oldest.at, keepMonths, zone)
          expect(forgetsAt(after)).toBe(due)
          if (due) expect(wakeAt(after, aContext())! <= due).toBe(true)
        },
      ),
    )
  })
})

describe('one reply', () => {
  const leader: Leader = {
    ...aLeader(),
    reflections: wroteAt([begins, plus(begins, { days: 9 })]),
    files: [
      { id: FileId.parse('F1'), at: plus(begins, { days: 1 }) },
      { id: FileId.parse('F2'), at: plus(begins, { days: 10 }) },
    ],
  }

  it('goes with the challenge that it named, and with the messages that may show it', () => {
    const [first, second] = leader.reflections
    const named = (namedAt: Instant, namedWith: ReflectionId): Leader['challenges'][number] => ({
      name: 'A canary',
      namedAt,
      namedWith,
      placed: [],
      state: { is: 'live' },
    })
    const asked = aDelivery(plus(begins, { days: 12 }), { ts: tsAt(begins, 5) })
    const recalls = { ...asked, prompt: { ...asked.prompt, concept: 'balcony' as const } }
    const it = {
      ...leader,
      deliveries: [recalls],
      challenges: [named(first!.at, first!.id), named(second!.at, second!.id)],
    }
    const after = forgetReflection(it, second!.id, plus(begins, { days: 20 }))
    expect(after.challenges).toEqual([it.challenges[0]])
    expect(after.toClear).toContainEqual(expect.objectContaining({ what: { is: 'message', ts: recalls.ts } }))
    const alone = forgetChallenge(it, first!.at, plus(begins, { days: 20 }))
    expect(alone.challenges).toEqual([it.challenges[1]])
    expect(alone.reflections).toEqual(it.reflections)
    expect(alone.files).toEqual([])
  })

  it('that named a challenge takes with it how that was called, where a yes had it counted; in a backup too', () => {
    const [first, second] = leader.reflections
    const calls = (namedAt: Instant, until?: Instant): Leader['challenges'][number] => ({
      name: `A canary of ${namedAt}`,
      namedAt,
      placed: [{ as: 'adaptive', at: namedAt }],
      state: until ? { is: 'parked', at: until } : { is: 'live' },
    })
    const counted = (when: Instant): Reflection['shares'] => ({
      [partnershipId('north')]: {
        choice: 'theme',
        named: false,
        stage: {
          is: 'approved',
          at: when,
          placed: 'adaptive',
          audience: { isPrivate: true, isShared: false },
        },
      },
    })
    const [early, late] = [plus(begins, { days: 5 }), plus(begins, { days: 15 })]
    const it: Leader = {
      ...leader,
      challenges: [calls(begins, plus(begins, { days: 10 })), calls(plus(begins, { days: 10 }))],
      reflections: [
        { ...first!, shares: counted(early) },
        { ...second!, shares: counted(late) },
      ],
    }
    const now = plus(begins, { days: 20 })
    const after = forgetChallenge(it, begins, now)
    const calledIn = ({ reflections }: Leader) =>
      reflections.flatMap(({ shares }) =>
        Object.values(shares).map(({ stage }) => stage.is === 'approved' && stage.placed),
      )
    expect(calledIn(after)).toEqual([undefined, 'adaptive'])
    const said = new Map(
      withdrawals(it, after).map(({ subject, says }) => [subject, { at: now, n: 0, says }]),
    )
    const restored = withdrawAgain(it, (subject) => said.get(subject), now)
    expect(calledIn(restored)).toEqual([undefined, 'adaptive'])
    expect(restored.challenges).toEqual(after.challenges)

    // A yes that was given again beside a newer challenge, which was not called anything yet, has the call of the first.
    const [older, newer] = it.challenges
    const uncalled = { ...it, challenges: [older!, { ...newer!, placed: [] }] }
    expect(calledIn(forgetChallenge(uncalled, begins, now))).toEqual([undefined, undefined])
  })

  it('goes with the files that may hold it, and no other goes with it', () => {
    const [first, second] = leader.reflections
    const now = plus(begins, { days: 20 })
    const after = forgetReflection(leader, second!.id, now)
    expect(after.reflections).toEqual([first])
    expect(after.files.map(({ id }) => id)).toEqual(['F1'])
    expect(after.toClear).toEqual([{ what: { is: 'file', id: 'F2' }, notBefore: now }])
    expect(wakeAt(after, aContext({ programmes: [] }))).toBe(now)
  })

  it('deleted twice is deleted once', () => {
    const once = forgetReflection(leader, leader.reflections[0]!.id, begins)
    expect(forgetReflection(once, leader.reflections[0]!.id, begins)).toBe(once)
  })
})

describe('everything', () => {
  it('leaves no word, and every message and file that may hold one is to be taken out of Slack', () => {
    const leader: Leader = {
      ...aLeader(),
      reflections: wroteAt([begins]),
      challenges: [{ name: 'A canary', namedAt: begins, placed: [], state: { is: 'live' } }],
      digests: [{ month: '2021-01' as never, at: begins, missed: false, ts: tsAt(begins) }],
      files: [{ id: FileId.parse('F1'), at: begins }],
      away: [ProgrammeId.parse('once-canary')],
    }
    const after = forgetEverything(leader, begins)
    expect(JSON.stringify(after)).not.toMatch(/canary|free\./)
    expect(after.toClear.map(({ what }) => what)).toEqual([
      { is: 'message', ts: tsAt(begins) },
      { is: 'file', id: 'F1' },
    ])
  })
})

describe('quiet hours', () => {
  const everyNight = { from: LocalTime.parse('18:00'), until: LocalTime.parse('09:30') }

  it('hold back a question until they end, and one that fell due in them too', () => {
    const leader = aLeader({
      settings: { quiet: everyNight, at: { weekday: 2, time: LocalTime.parse('09:00') } },
    })
    expect(nextAsk(leader, aContext())?.at).toBe(at('2026-01-06 09:30'))
    const late = advance(leader, at('2026-01-06 19:00'), aContext())
    expect(late.outbox.map(({ kind, notBefore }) => [kind, notBefore])).toEqual([
      ['prompt', at('2026-01-07 09:30')],
    ])
  })
})

describe('two programmes', () => {
  it('send one person no more than two messages in any week', () => {
    const second = aProgramme({ id: 'thursdays' as never, schedule: weekly('Thursday 10:00') })
    const third = aProgramme({ id: 'wednesdays' as never, schedule: weekly('Wednesday 10:00') })
    const context = aContext({ programmes: [aProgramme(), second, third] })
    const leader = aLeader({ programmes: [aProgramme().id, second.id, third.id] })
    const { sent } = live(leader, {
      from: at('2026-01-05 00:00'),
      until: at('2026-06-30 00:00'),
      context,
      answersAfter: (delivery) => (delivery.length % 2 === 0 ? 3 : undefined),
    })
    const own = sent.filter(({ kind }) => kind !== 'receipt')
    const weeks = Map.groupBy(own, (it) => mondayOf(localDateOf(it.at, leader.settings.zone)))
    expect(sent.length).toBeGreaterThan(20)
    expect(Math.max(...[...weeks.values()].map((it) => it.length))).toBe(2)
  })
})
