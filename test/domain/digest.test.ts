// A month looked back on: numbers that agree with what was written, and words only for whoever opens them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { choose, decide, putForward } from '../../src/domain/consent.ts'
import { ownMonth, personalDigest, sinceLookBack } from '../../src/domain/digest.ts'
import { showingDigestsAnew } from '../../src/domain/digest-anew.ts'
import { forgetReflection } from '../../src/domain/erasure.ts'
import { history } from '../../src/domain/history.ts'
import { concepts, type Instant, type Leader, LocalTime, type Reflection } from '../../src/domain/model.ts'
import {
  aContext,
  aDelivery,
  aLeader,
  aPart,
  aPartnership,
  aProgramme,
  aReflection,
  at,
  canary,
  conceptIn,
  live,
  month,
  partnershipId,
  tsAt,
} from './given.ts'

const context = aContext({ partnerships: [aPartnership()] })
const january = month('2026-01')
const february = month('2026-02')
const digests: Leader['digests'] = [
  { month: january, at: at('2026-01-30 10:00'), missed: false, ts: tsAt(at('2026-01-30 10:00')) },
  { month: february, at: at('2026-02-27 10:00'), missed: false, ts: tsAt(at('2026-02-27 10:00')) },
]
const reply = (n: number, when: Instant, rest: Partial<Omit<Reflection, 'id'>> = {}) =>
  aReflection(`reply-${n}-${when}`, canary(String(n)), { at: when, concept: conceptIn(n), ...rest })
const month1 = (leader: Leader, withWords = false) => ownMonth(leader, january, withWords)
const month2 = (leader: Leader, withWords = false) => ownMonth(leader, february, withWords)

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

  it('counts replies, late ones and concepts, and those of none', () => {
    expect(month1(leader)).toMatchObject({ replies: 2, late: 1, other: 0, to: '2026-01-30' })
    expect(month1(leader)?.coverage.map(({ concept }) => concept)).toEqual([...concepts])
    expect(month1(leader)?.coverage.filter(({ replies }) => replies > 0)).toEqual([
      { concept: 'feeling', replies: 2 },
    ])
    expect(month2(leader)).toMatchObject({ replies: 2, other: 1 })
  })

  it('goes from one digest to the next: what is written after one comes with the next', () => {
    expect(month1(leader)?.since).toBeUndefined()
    expect(month2(leader)).toMatchObject({ since: '2026-01-30', to: '2026-02-27' })
    expect(month2(leader, true)?.words?.map(({ words }) => words)).toEqual([canary('1'), canary('2')])
  })

  it('has a reply of the very moment of a digest, and the next has it no more', () => {
    const onTime = aLeader({ digests, reflections: [reply(0, at('2026-01-30 10:00'))] })
    expect([month1(onTime)?.replies, month2(onTime)?.replies]).toEqual([1, 0])
  })

  it('that was missed gives its replies to the next, so that they come in one', () => {
    const missed = { ...leader, digests: [{ ...digests[0]!, missed: true }, digests[1]!] }
    expect(month1(missed)).toBeUndefined()
    expect(month2(missed)).toMatchObject({ replies: 4, since: undefined })
  })

  it('with no replies is quiet: noughts, and nothing offered', () => {
    expect(month1(aLeader({ digests }))).toMatchObject({ replies: 0, late: 0, plans: [], quiet: undefined })
  })

  it('tells how many replies wait for a yes, and where, with the latest digest alone', () => {
    const north = partnershipId('north')
    const optedIn = { ...leader, optIns: { [north]: at('2026-01-04 12:00') } }
    const wished = putForward(
      choose(optedIn, leader.reflections[0]!.id, north, { is: 'words', named: false }),
      january,
    )
    const waiting = [{ partnership: north, name: 'North', items: 1, agreed: 0 }]
    expect(personalDigest({ ...wished, digests: digests.slice(0, 1) }, january, context)?.previews).toEqual(
      waiting,
    )
    expect(personalDigest(wished, january, context)?.previews).toEqual([])

    const saysYes = (when: string) => {
      const decisions = [
        {
          reflection: leader.reflections[0]!.id,
          choice: { is: 'words' as const, named: false },
          words: 'Yes to this.',
          checked: false,
        },
      ]
      const seen = { isPrivate: true, isShared: false }
      const after = decide(wished, aPartnership({ id: north }), { seen, decisions }, [], at(when))
      return personalDigest({ ...after, digests: digests.slice(0, 1) }, january, context)?.previews
    }
    expect(saysYes('2026-01-31 12:00')).toEqual([{ ...waiting[0], items: 0, agreed: 1 }])
    // A yes of before that digest is no matter of its own.
    expect(saysYes('2026-01-30 09:00')).toEqual([])
  })

  it('asks once a quarter whether the day is still right', () => {
    const march = month('2026-03')
    const quarter = aLeader({
      digests: [...digests, { month: march, at: at('2026-03-31 10:00'), missed: false }],
    })
    expect(personalDigest(leader, february, context)?.stillRight).toBeUndefined()
    expect(personalDigest(quarter, march, context)?.stillRight).toMatchObject({ weekday: 2, time: '10:00' })
    const cron = {
      is: 'cron' as const,
      expression: '0 9 * * 5#L',
      time: LocalTime.parse('09:00'),
      days: { months: [1], daysOfMonth: [1], weekdays: [5] },
    }
    const byTheDay = aContext({ programmes: [aProgramme({ schedule: cron })] })
    const own = { ...quarter, settings: { ...quarter.settings, at: { time: LocalTime.parse('14:30') } } }
    expect(personalDigest(own, march, byTheDay)?.stillRight).toMatchObject({
      rhythm: { expression: '30 14 * * 5#L' },
      time: '14:30',
    })
  })
})

describe('a quiet concept', () => {
  const asked = (n: number, when: string) =>
    aDelivery(at(when), { prompt: { ...aDelivery(at(when)).prompt, concept: conceptIn(n) } })

  it('is one that they were asked about and left, and never one that was not reached yet', () => {
    const leader = aLeader({
      digests,
      deliveries: [asked(0, '2026-01-06 10:00'), asked(3, '2026-01-13 10:00')],
      reflections: [reply(0, at('2026-01-06 12:00'))],
    })
    expect(month1(leader)?.quiet).toBe('relating')
    const all = { ...leader, deliveries: leader.deliveries.slice(0, 1) }
    expect(month1(all)?.quiet).toBeUndefined()
  })

  it('is not one that this month has, and of several the one left for longest', () => {
    const leader = aLeader({
      digests,
      deliveries: [asked(0, '2026-01-06 10:00'), asked(1, '2026-01-13 10:00'), asked(2, '2026-02-03 10:00')],
      reflections: [0, 1]
        .map((n) => reply(n, plus(at('2026-01-06 12:00'), { days: 7 * n })))
        .concat(reply(2, at('2026-02-03 12:00'))),
    })
    expect(month2(leader)?.quiet).toBe('feeling')
  })
})

describe('plans and the challenge', () => {
  const made = (id: string, state: Leader['commitments'][number]['state'], when = '2026-01-06 12:00') => ({
    reflection: id,
    madeAt: at(when),
    dueOn: '2026-01-20',
    carried: false,
    state,
  })
  const ids = ['a', 'b', 'c', 'd']
  const leader = aLeader({
    digests,
    reflections: ids.map((id) => aReflection(id, 'x', { nowWhat: aPart(`Plan ${id}`) })),
    commitments: [
      made('a', { is: 'done', at: at('2026-01-20 10:00') }),
      made('b', { is: 'put-down', at: at('2026-02-10 10:00') }),
      made('c', { is: 'live' }),
      made('d', { is: 'live' }, '2026-02-03 12:00'),
    ] as Leader['commitments'],
    challenges: [
      {
        name: 'Who owns the list',
        namedAt: at('2026-01-13 10:00'),
        placed: [
          { as: 'technical', at: at('2026-01-13 10:00') },
          { as: 'adaptive', at: at('2026-02-24 10:00') },
        ],
        state: { is: 'live' },
      },
    ],
  })

  it('are told as they stood at the end of the month, however they went since', () => {
    const plans = (it: ReturnType<typeof month1>) =>
      it?.plans.map(({ reflection, is }) => `${reflection} ${is}`)
    expect(plans(month1(leader))).toEqual(['a done', 'b live', 'c live'])
    expect(plans(month2(leader))).toEqual(['b put-down', 'c live', 'd live'])
    expect(month1(leader)?.challenges).toMatchObject([{ is: 'live', placed: 'technical', before: undefined }])
    expect(month2(leader)?.challenges).toMatchObject([
      { is: 'live', placed: 'adaptive', before: 'technical' },
    ])
  })

  it('have their words only where words may stand, and never what was set aside', () => {
    expect(JSON.stringify([month1(leader), month2(leader)])).not.toMatch(/Plan|owns/)
    expect(month1(leader, true)?.plans[0]?.words).toBe('Plan a')
    expect(month1(leader, true)?.challenges[0]?.name).toBe('Who owns the list')
    const set = leader.reflections.map((it) => ({ ...it, reuse: 'set-aside' as const }))
    expect(month1({ ...leader, reflections: set }, true)?.plans[0]?.words).toBeUndefined()
  })

  it('a challenge that was closed is told of once', () => {
    const closed = { ...leader.challenges[0]!, state: { is: 'closed' as const, at: at('2026-02-26 10:00') } }
    const march = { month: month('2026-03'), at: at('2026-03-31 10:00'), missed: false }
    const it = { ...leader, challenges: [closed], digests: [...digests, march] }
    expect(
      [january, february, march.month].map((one) => ownMonth(it, one, false)?.challenges.map(({ is }) => is)),
    ).toEqual([['live'], ['closed'], []])
  })
})

describe('then and now', () => {
  const now = reply(0, at('2026-02-10 12:00'))
  const ago = (days: number, rest: Partial<Omit<Reflection, 'id'>> = {}) =>
    reply(0, plus(now.at, { days: -days }), rest)
  const pair = (...earlier: Reflection[]) =>
    month2(aLeader({ digests, reflections: [...earlier, now] }), true)?.thenAndNow

  it('puts the furthest back beside the latest: a year, three months, or one', () => {
    expect(pair(ago(364), ago(91), ago(28))).toMatchObject({
      monthsAgo: 12,
      concept: 'feeling',
      earlier: { on: '2025-02-11' },
      now: { on: '2026-02-10' },
    })
    expect(pair(ago(91), ago(28))).toMatchObject({ monthsAgo: 3 })
    expect(pair(ago(28))).toMatchObject({ monthsAgo: 1 })
    expect(pair(ago(7), ago(56), ago(200))).toBeUndefined()
  })

  it('never shows what they asked to be left alone, on either side', () => {
    for (const alone of [{ notAgain: true }, { reuse: 'set-aside' as const }]) {
      expect(pair(ago(91, alone), ago(28))).toMatchObject({ monthsAgo: 1 })
      const leader = aLeader({ digests, reflections: [ago(91), { ...now, ...alone }] })
      expect(month2(leader, true)?.thenAndNow).toBeUndefined()
    }
    expect(pair(ago(91, { concept: 'being' }))).toBeUndefined()
  })

  it('names no words where they are not wanted', () => {
    const leader = aLeader({ digests, reflections: [ago(91), now] })
    expect(month2(leader)?.thenAndNow).toEqual({
      concept: 'feeling',
      monthsAgo: 3,
      earlier: { on: '2025-11-11' },
      now: { on: '2026-02-10' },
    })
  })
})

describe('words', () => {
  const answered = aLeader({
    digests,
    reflections: [
      reply(0, at('2026-01-06 12:00'), {
        asked: 'As it was asked?',
        soWhat: aPart('So'),
        nowWhat: aPart('Now'),
      }),
    ],
  })

  it('are in no digest unless its leader wants them there; Open brings them, with the question as it was asked', () => {
    expect(JSON.stringify(personalDigest(answered, january, context))).not.toMatch(/canary|So"|Now"/)
    const shown = { ...answered, settings: { ...answered.settings, words: 'shown' as const } }
    expect(personalDigest(shown, january, context)?.words).toEqual(month1(answered, true)?.words)
    expect(month1(answered, true)?.words).toEqual([
      {
        on: '2026-01-06',
        asked: 'As it was asked?',
        concept: 'feeling',
        words: canary('0'),
        soWhat: 'So',
        nowWhat: 'Now',
        isSetAside: false,
      },
    ])
  })
})

describe('a digest that was sent is shown anew', () => {
  const now = at('2026-03-02 12:00')
  const leader = aLeader({
    digests,
    reflections: [reply(0, at('2026-01-06 12:00')), reply(1, at('2026-02-03 12:00'))],
  })
  const shown: Leader = { ...leader, settings: { ...leader.settings, words: 'shown' } }
  const anew = (before: Leader, after: Leader) =>
    showingDigestsAnew(before, after, now).toClear.map(({ what }) =>
      digests.findIndex(({ ts }) => what.is === 'message' && ts === what.ts),
    )
  const edited = (it: Leader): Leader => ({
    ...it,
    reflections: it.reflections.map((one, i) => (i === 0 ? { ...one, parts: [aPart('Otherwise')] } : one)),
  })

  it('where its words were edited and stand in it, and not where they never did', () => {
    expect(anew(shown, edited(shown))).toEqual([0])
    expect(anew(leader, edited(leader))).toEqual([])
  })

  it('where one of its replies was deleted, with words or without, since its numbers are others', () => {
    for (const one of [leader, shown]) {
      expect(anew(one, forgetReflection(one, one.reflections[1]!.id, now))).toEqual([1])
    }
  })

  it('where words are wanted in messages from now on, or no more', () => {
    expect(anew(leader, shown)).toEqual([0, 1])
    expect(anew(shown, leader)).toEqual([0, 1])
  })

  it('where a reply that was typed in time came in late; not where one is of the month that runs', () => {
    const came = (when: string) => ({ ...leader, reflections: [...leader.reflections, reply(2, at(when))] })
    expect(anew(leader, came('2026-02-26 12:00'))).toEqual([1])
    expect(anew(leader, came('2026-02-28 12:00'))).toEqual([])
  })
})

describe('whatever is changed in years of replies', () => {
  const begins = at('2024-01-02 10:00')
  const day = (n: number): Instant => plus(begins, { days: n })
  const months = (missed: readonly number[]): Leader['digests'] =>
    Array.from({ length: 20 }, (_, i) => {
      const when = plus(day(31 * (i + 1)), { hours: 1 })
      return { month: month(when.slice(0, 7)), at: when, missed: missed.includes(i), ts: tsAt(when) }
    })
  const aWriting = fc.record({
    on: fc.integer({ min: 0, max: 640 }),
    about: fc.integer({ min: 0, max: 2 }),
    plan: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
    challenge: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
  })
  type Writing = typeof aWriting extends fc.Arbitrary<infer T> ? T : never
  const ended = (on: number, after: number) =>
    after > 150 ? { is: 'live' as const } : { is: 'done' as const, at: day(on + after) }
  const aPast = (all: Writing[], missed: number[], words: 'shown' | 'discreet'): Leader => {
    const given = all.toSorted((a, b) => a.on - b.on).map((it, i) => ({ ...it, id: `reply-${i}` }))
    return aLeader({
      settings: { words },
      digests: months(missed),
      reflections: given.map(({ id, on, about, plan }) =>
        aReflection(id, `On ${on}`, {
          at: day(on),
          concept: conceptIn(about),
          ...(plan !== undefined && { nowWhat: aPart(`Plan of ${on}`) }),
        }),
      ),
      commitments: given.flatMap(({ id, on, plan }) =>
        plan === undefined
          ? []
          : [
              {
                reflection: id,
                madeAt: day(on),
                dueOn: '2024-02-01',
                carried: false,
                state: ended(on, plan),
              },
            ],
      ) as Leader['commitments'],
      challenges: given.flatMap(({ on, challenge }) => {
        if (challenge === undefined) return []
        const state = ended(on, challenge)
        return [
          {
            name: `Named ${on}`,
            namedAt: day(on),
            placed: [{ as: 'both' as const, at: day(on) }],
            state: state.is === 'live' ? state : { is: 'closed' as const, at: state.at },
          },
        ]
      }),
    })
  }
  const one = <T>(all: readonly T[], n: number, change: (it: T) => T): T[] =>
    all.map((it, i) => (i === n % all.length ? change(it) : it))
  const changes: Record<string, (it: Leader, n: number) => Leader> = {
    words: (it, n) => ({
      ...it,
      reflections: one(it.reflections, n, (r) => ({ ...r, parts: [aPart('Otherwise')] })),
    }),
    plan: (it, n) => ({
      ...it,
      reflections: one(it.reflections, n, (r) => ({ ...r, nowWhat: aPart('Another plan') })),
    }),
    theme: (it, n) => ({
      ...it,
      reflections: one(it.reflections, n, (r) => ({ ...r, concept: conceptIn(n % 3) })),
    }),
    leftAlone: (it, n) => ({
      ...it,
      reflections: one(it.reflections, n, (r) => ({ ...r, notAgain: true })),
    }),
    setAside: (it, n) => ({
      ...it,
      reflections: one(it.reflections, n, (r) => ({ ...r, reuse: 'set-aside' })),
    }),
    gone: (it, n) => ({
      ...it,
      reflections: it.reflections.filter((_, i) => i !== n % it.reflections.length),
    }),
    cameLate: (it, n) => ({ ...it, reflections: [...it.reflections, reply(n % 3, day(n % 640))] }),
    otherOrder: (it) => ({ ...it, reflections: it.reflections.toReversed() }),
    planEnds: (it, n) => ({
      ...it,
      commitments: one(it.commitments, n, (c) => ({ ...c, state: { is: 'dropped', at: day(n % 640) } })),
    }),
    planGone: (it) => ({ ...it, commitments: it.commitments.slice(1) }),
    renamed: (it, n) => ({
      ...it,
      challenges: one(it.challenges, n, (c) => ({
        ...c,
        name: 'Otherwise',
        setAside: n % 2 ? true : undefined,
      })),
    }),
    shown: (it) => ({ ...it, settings: { ...it.settings, words: 'shown' } }),
    nothing: (it) => structuredClone(it),
  }

  it('just those months are shown anew that read otherwise, as composing every one of them would have it', () => {
    const aChange = fc.record({
      how: fc.constantFrom(...Object.keys(changes)),
      n: fc.nat({ max: 5_000 }),
    })
    let seen = 0
    fc.assert(
      fc.property(
        fc.array(aWriting, { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat({ max: 19 }), { maxLength: 3 }),
        fc.constantFrom('shown' as const, 'discreet' as const),
        fc.array(aChange, { minLength: 1, maxLength: 2 }),
        (all, missed, words, made) => {
          const before = aPast(all, missed, words)
          const after = made.reduce((it, { how, n }) => changes[how]!(it, n), before)
          const told = (it: Leader, which: Leader['digests'][number]) => {
            const { quiet, ...rest } = ownMonth(it, which.month, it.settings.words === 'shown') ?? {}
            return JSON.stringify(rest)
          }
          const otherwise = after.digests.filter((it) => told(before, it) !== told(after, it))
          seen += otherwise.length
          const noted = showingDigestsAnew(before, after, day(700)).toClear.map(({ what }) => what)
          expect(noted).toEqual(otherwise.map(({ ts }) => ({ is: 'message', ts })))
        },
      ),
      { numRuns: 200 },
    )
    expect(seen).toBeGreaterThan(50)
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
        const had = leader.digests.filter(({ missed }) => !missed)
        const last = had.at(-1)
        if (!last) return
        // All of the history, as its reader sees it, page by page.
        const pages = (concept: 'all' | (typeof concepts)[number]) => {
          const first = history(leader, { search: '', concept, page: 0 })
          return Array.from({ length: first.pages }, (_, page) =>
            history(leader, { search: '', concept, page }),
          ).flatMap(({ entries }) => entries)
        }
        const seen = new Map<string, number>()
        had.forEach(({ month: one, at: until }, i) => {
          const since = had[i - 1]?.at ?? ''
          const its = ({ at: when }: { at: string }) => since < when && when <= until
          const digest = ownMonth(leader, one, true)
          const entries = pages('all').filter(its)
          expect(digest?.replies).toBe(entries.length)
          expect(digest?.words).toHaveLength(entries.length)
          for (const { concept, replies } of digest?.coverage ?? []) {
            expect(replies).toBe(pages(concept).filter(its).length)
          }
          const covered = digest?.coverage.reduce((n, { replies }) => n + replies, 0) ?? 0
          expect(covered + (digest?.other ?? 0)).toBe(entries.length)
          const late = leader.reflections.filter((it) => its(it) && it.late).length
          expect(digest?.late).toBe(late)
          for (const { reflection } of entries) seen.set(reflection, (seen.get(reflection) ?? 0) + 1)
        })
        // What Home says at any moment is what the next look back says, were it sent then.
        for (const moment of [...had.map(({ at: when }) => when), plus(from, { days })]) {
          const then = {
            ...leader,
            reflections: leader.reflections.filter(({ at: when }) => when <= moment),
            digests: leader.digests.filter(({ at: when }) => when < moment),
          }
          const next = { month: month('2030-01'), at: moment, missed: false }
          const digest = ownMonth({ ...then, digests: [...then.digests, next] }, next.month, false)
          const home = sinceLookBack(then, moment)
          expect(home.replies).toBe(digest?.replies)
          expect(home.concepts).toEqual(
            digest?.coverage.filter(({ replies }) => replies > 0).map(({ concept }) => concept),
          )
          expect(home.at).toBe(then.digests.findLast(({ missed }) => !missed)?.at)
        }
        const soFar = leader.reflections.filter(({ at: when }) => when <= last.at)
        expect([...seen.keys()].toSorted()).toEqual(soFar.map(({ id }) => id).toSorted())
        expect([...seen.values()].every((n) => n === 1)).toBe(true)
      }),
      { numRuns: 12 },
    )
  })
})
