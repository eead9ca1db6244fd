// A month looked back on: numbers that agree with what was written, and never a word.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { ownWords, personalDigest } from '../../src/domain/digest.ts'
import { concepts, type Instant, type Leader, type Reflection } from '../../src/domain/model.ts'
import { choose, putForward } from '../../src/domain/sharing.ts'
import {
  aContext,
  aDelivery,
  aLeader,
  aPart,
  aPartnership,
  aReflection,
  at,
  canary,
  conceptIn,
  live,
  month,
  partnershipId,
} from './given.ts'

const context = aContext({ partnerships: [aPartnership()] })
const january = month('2026-01')
const february = month('2026-02')
const digests: Leader['digests'] = [
  { month: january, at: at('2026-01-30 10:00'), missed: false },
  { month: february, at: at('2026-02-27 10:00'), missed: false },
]
const reply = (n: number, when: Instant, rest: Partial<Omit<Reflection, 'id'>> = {}) =>
  aReflection(`reply-${n}-${when}`, canary(String(n)), { at: when, concept: conceptIn(n), ...rest })

describe('a leader’s month', () => {
  const leader = aLeader({
    digests,
    reflections: [
      reply(0, at('2026-01-06 12:00'), { nowWhat: aPart('When X, I will Y') }),
      reply(0, at('2026-01-13 12:00'), { late: true }),
      reply(1, at('2026-01-31 12:00')),
      reply(2, at('2026-02-27 10:00'), { concept: undefined }),
    ],
  })

  it('counts replies, late ones, plans and concepts', () => {
    const digest = personalDigest(leader, january, context)
    expect(digest).toMatchObject({ month: january, replies: 2, late: 1, plans: 1, previews: [] })
    expect(digest.coverage.map(({ concept }) => concept)).toEqual([...concepts])
    expect(digest.coverage.filter(({ replies }) => replies > 0)).toEqual([{ concept: 'feeling', replies: 2 }])
  })

  it('goes from one digest to the next: what is written after one comes with the next', () => {
    const digest = personalDigest(leader, february, context)
    expect(digest).toMatchObject({ replies: 2, late: 0, plans: 0 })
    expect(ownWords(leader, february).map(({ words }) => words)).toEqual([canary('1'), canary('2')])
  })

  it('has a reply of the very moment of a digest, and the next has it no more', () => {
    const onTime = aLeader({ digests, reflections: [reply(0, at('2026-01-30 10:00'))] })
    expect([january, february].map((one) => personalDigest(onTime, one, context).replies)).toEqual([1, 0])
  })

  it('offers a concept of which least was written, where anything was', () => {
    const all = concepts
      .filter((concept) => concept !== 'relating')
      .map((concept, i) => reply(i, plus(at('2026-01-05 12:00'), { hours: i }), { concept }))
    expect(personalDigest(aLeader({ digests, reflections: all }), january, context).quiet).toBe('relating')
  })

  it('with no replies is quiet: noughts, and nothing offered', () => {
    const digest = personalDigest(aLeader({ digests }), january, context)
    expect(digest).toMatchObject({ replies: 0, late: 0, plans: 0, previews: [] })
    expect(digest.quiet).toBeUndefined()
    expect(digest.coverage.every(({ replies }) => replies === 0)).toBe(true)
  })

  it('with nothing but late replies counts them as replies', () => {
    const late = aLeader({ digests, reflections: [reply(0, at('2026-01-20 12:00'), { late: true })] })
    expect(personalDigest(late, january, context)).toMatchObject({ replies: 1, late: 1 })
  })

  it('tells how many replies wait for a yes, and where', () => {
    const north = partnershipId('north')
    const optedIn = { ...leader, optIns: { [north]: at('2026-01-04 12:00') } }
    const wished = choose(optedIn, leader.reflections[0]!.id, north, { is: 'words', named: false })
    expect(personalDigest(putForward(wished, january), january, context).previews).toEqual([
      { partnership: north, name: 'North', items: 1 },
    ])
  })

  it('holds no word that anyone wrote: Open brings those, with the question as it was asked', () => {
    expect(JSON.stringify(personalDigest(leader, january, context))).not.toMatch(/canary|When X/)
    const answered = aLeader({
      digests,
      deliveries: [aDelivery(at('2026-01-06 10:00'))],
      reflections: [
        reply(0, at('2026-01-06 12:00'), {
          asked: 'As it was asked?',
          soWhat: aPart('So'),
          nowWhat: aPart('Now'),
        }),
      ],
    })
    expect(ownWords(answered, january)).toEqual([
      {
        at: at('2026-01-06 12:00'),
        asked: 'As it was asked?',
        concept: 'feeling',
        words: canary('0'),
        soWhat: 'So',
        nowWhat: 'Now',
      },
    ])
  })
})

describe('in any life', () => {
  it('every reply is in exactly one month, and the numbers agree with the history', () => {
    const aHabit = fc.array(fc.option(fc.integer({ min: 0, max: 24 * 20 }), { nil: undefined }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(aHabit, fc.integer({ min: 60, max: 160 }), (habit, days) => {
        const from = at('2026-01-04 12:00')
        let asked = 0
        const { leader } = live(aLeader(), {
          from,
          until: plus(from, { days }),
          context,
          answersAfter: () => habit[asked++ % habit.length],
        })
        const months = leader.digests.map(({ month }) => month)
        // Months in which Balcony rests, since nothing came back, have none; the others have one each.
        expect(months).toEqual([...new Set(months)].toSorted())
        const last = leader.digests.at(-1)
        if (!last) return
        const soFar = leader.reflections.filter(({ at }) => at <= last.at)
        const all = months.map((one) => personalDigest(leader, one, context))
        const sum = (which: (it: (typeof all)[number]) => number) => all.reduce((n, it) => n + which(it), 0)
        expect(sum(({ replies }) => replies)).toBe(soFar.length)
        expect(sum(({ late }) => late)).toBe(soFar.filter(({ late }) => late).length)
        const covered = sum(({ coverage }) => coverage.reduce((n, { replies }) => n + replies, 0))
        expect(covered).toBe(soFar.filter(({ concept }) => concept).length)
        expect(months.flatMap((one) => ownWords(leader, one)).map(({ at }) => at)).toEqual(
          soFar.map(({ at }) => at),
        )
        for (const [i, digest] of all.entries())
          expect(digest.replies).toBe(ownWords(leader, months[i]!).length)
      }),
      { numRuns: 12 },
    )
  })

  it('a month that was missed keeps its replies to itself', () => {
    const leader = aLeader({
      digests: [{ ...digests[0]!, missed: true }, digests[1]!],
      reflections: [reply(0, at('2026-01-06 12:00')), reply(1, at('2026-02-03 12:00'))],
    })
    expect(personalDigest(leader, february, context).replies).toBe(1)
  })
})
