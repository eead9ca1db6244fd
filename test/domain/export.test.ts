// What is in a file that someone takes away, and what stops it first.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  exportFormats,
  type History,
  lastYear,
  leavingOut,
  type Period,
  repliesWithin,
  type Stop,
  stopsIn,
  taken,
} from '../../src/domain/export.ts'
import { Instant, type Leader, LocalDate, type Reflection } from '../../src/domain/model.ts'
import { choosing, draftFormats, mayChoose } from '../../src/domain/portfolio.ts'
import { aDelivery, aLeader, aPart, aReflection, at, on, partnershipId, safety, zone } from './given.ts'

const nhsNumber = 'NHS number 943 476 5919'
const aPlan = (reflection: string, helped?: string, rest: Partial<Leader['commitments'][number]> = {}) =>
  ({
    reflection: reflection as Reflection['id'],
    madeAt: at('2026-01-06 12:00'),
    dueOn: on('2026-01-20'),
    carried: false,
    state: { is: 'done', at: at('2026-01-21 12:00'), helped },
    ...rest,
  }) satisfies Leader['commitments'][number]
const aChallenge = (name: string, namedAt = at('2026-01-06 12:00')): Leader['challenges'][number] => ({
  name,
  namedAt,
  placed: [],
  state: { is: 'live' },
})
const idsIn = ({ reflections }: History) => reflections.map(({ id }) => id)
const whole = (leader: Leader) => taken(leader, 'json', {})

describe('a period', () => {
  const zones = ['Europe/London', 'Pacific/Apia', 'Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu']
  const moments = fc
    .date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    .map((it) => Instant.parse(it.toISOString()))
  /** The date on a wall calendar, worked out without Balcony's own. */
  const wallDate = (instant: string, timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
      new Date(instant),
    )

  it('holds exactly what lies within, both its days included, in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(moments, { minLength: 1, maxLength: 12 }),
        fc.tuple(fc.nat(11), fc.nat(11), fc.constantFrom('both', 'from', 'to', 'none')),
        fc.constantFrom(...exportFormats),
        (name, written, [a, b, sides], format) => {
          const leader = aLeader({
            settings: { zone: zone(name) },
            reflections: written.map((when, i) => aReflection(`r${i}`, `Reply ${i}.`, { at: when })),
            challenges: written.map((when, i) => aChallenge(`Challenge ${i}`, when)),
          })
          // Its ends are days on which something was written, so that its edges are always tried.
          const [from, to] = [a, b]
            .map((i) => wallDate(written[i % written.length] ?? '', name))
            .toSorted()
            .map(on)
          const period: Period = {
            ...((sides === 'both' || sides === 'from') && { from }),
            ...((sides === 'both' || sides === 'to') && { to }),
          }
          const expected = written.flatMap((when, i) => {
            const day = wallDate(when, name)
            return (!period.from || period.from <= day) && (!period.to || day <= period.to) ? [`r${i}`] : []
          })
          const history = taken(leader, format, period)
          expect(idsIn(history)).toEqual(expected)
          expect(repliesWithin(leader, period).map(({ id }) => id)).toEqual(expected)
          if (format === 'json') {
            expect(history.challenges.map((it) => it.name.replace('Challenge ', 'r'))).toEqual(expected)
          }
        },
      ),
    )
  })

  it('keeps a reply’s question and plan with the reply, and takes the rest by its own date', () => {
    const asked = aDelivery(at('2026-01-06 10:00'))
    const unanswered = aDelivery(at('2026-01-13 10:00'))
    const leader = aLeader({
      deliveries: [asked, unanswered],
      reflections: [
        aReflection('late', 'Late.', { delivery: asked.id, at: at('2026-02-03 10:00') }),
        aReflection('early', 'Early.', { at: at('2026-01-07 10:00') }),
      ],
      commitments: [aPlan('late'), aPlan('early')],
      digests: [{ month: '2026-01' as never, at: at('2026-02-04 10:00'), missed: false }],
      optIns: { [partnershipId('north')]: at('2026-01-08 10:00') },
    })
    const january = taken(leader, 'json', { from: on('2026-01-01'), to: on('2026-01-31') })
    expect(idsIn(january)).toEqual(['early'])
    expect(january.deliveries).toEqual([unanswered])
    expect(january.commitments.map(({ reflection }) => reflection)).toEqual(['early'])
    expect([january.digests, Object.keys(january.optIns)]).toEqual([[], ['north']])
    const february = taken(leader, 'json', { from: on('2026-02-01') })
    expect(idsIn(february)).toEqual(['late'])
    expect(february.deliveries).toEqual([asked])
    expect(february.digests).toHaveLength(1)
    expect(february.optIns).toEqual({})
  })

  it('of twelve months ends today, where they are', () => {
    const now = at('2026-03-01 11:30')
    expect(lastYear(now, zone('Europe/London'))).toEqual({ from: '2025-03-01', to: '2026-03-01' })
    expect(lastYear(now, zone('Pacific/Kiritimati'))).toEqual({ from: '2025-03-02', to: '2026-03-02' })
    expect(LocalDate.parse(lastYear(at('2028-02-29 12:00'), zone('Europe/London')).from)).toBe('2027-02-28')
  })
})

describe('without a period, as data', () => {
  it('nothing is missing', () => {
    const leader = aLeader({
      settings: { title: 'Ward manager' },
      deliveries: [aDelivery(at('2026-01-06 10:00'))],
      reflections: [aReflection('r1', 'One.')],
      commitments: [aPlan('r1', 'Tea.')],
      challenges: [aChallenge('The rota')],
      optIns: { [partnershipId('north')]: at('2026-01-08 10:00') },
    })
    const { settings, deliveries, reflections, commitments, challenges, digests, optIns } = leader
    expect(whole(leader)).toEqual({
      settings,
      deliveries,
      reflections,
      commitments,
      challenges,
      digests,
      optIns,
    })
  })
})

describe('what stops a file', () => {
  const unsafe = aLeader({
    settings: { title: 'Dr Tomasz Nowak' },
    reflections: [
      aReflection('fine', 'The rota is a tangle.'),
      aReflection('named', 'Mrs Jones was kind.', { reuse: 'set-aside' }),
      aReflection('looked-at', 'Mr Smith said so in public.', { reuse: 'confirmed' }),
      aReflection('number', `${nhsNumber} came up.`, { reuse: 'confirmed' }),
      aReflection('planned', 'A plan.', { nowWhat: aPart('When tea, I will ask.') }),
    ],
    commitments: [aPlan('planned', 'Dr Patel helped.'), aPlan('fine', `I had ${nhsNumber}.`)],
    challenges: [aChallenge('The rota'), aChallenge('Working with Mrs Jones')],
  })
  const told = (stops: readonly Stop[]) =>
    stops.map((it) => [it.is, 'reflection' in it ? it.reflection : it.words, it.always])

  it('is everything that needs another look, and nothing is left out in silence', () => {
    expect(told(stopsIn(whole(unsafe), safety))).toEqual([
      ['reply', 'named', false],
      ['reply', 'number', true],
      ['helped', 'planned', false],
      ['helped', 'fine', true],
      ['challenge', 'Working with Mrs Jones', false],
      ['title', 'Dr Tomasz Nowak', false],
    ])
    expect(JSON.stringify(whole(unsafe))).toContain('Working with Mrs Jones')
  })

  it('is only what would be in it', () => {
    expect(told(stopsIn(taken(unsafe, 'gmc', {}), safety))).toEqual([
      ['reply', 'named', false],
      ['reply', 'number', true],
      ['helped', 'planned', false],
      ['helped', 'fine', true],
    ])
    expect(stopsIn(taken(unsafe, 'nmc', {}, ['looked-at' as never]), safety)).toEqual([])
  })

  it('gives way to a look, but for NHS numbers and dates of birth, and never confirms a reply from here', () => {
    expect(told(stopsIn(whole(unsafe), safety, true))).toEqual([
      ['reply', 'named', false],
      ['reply', 'number', true],
      ['helped', 'fine', true],
    ])
  })

  it('is also a wording that was approved before such numbers were known', () => {
    const stage = {
      is: 'approved' as const,
      at: at('2026-02-01 10:00'),
      words: nhsNumber,
      audience: { isPrivate: true, isShared: false },
    }
    const shares = { north: { choice: 'words' as const, named: false, stage } }
    const leader = aLeader({ reflections: [aReflection('r1', 'Fine words.', { shares })] })
    expect(told(stopsIn(whole(leader), safety))).toEqual([['reply', 'r1', true]])
  })

  it('is gone once it is left out, and all else stays', () => {
    const words = fc.constantFrom('Fine.', 'Mrs Jones.', `${nhsNumber}.`, 'I want to die.', undefined)
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            text: words.map((it) => it ?? 'Nothing.'),
            reuse: fc.constantFrom('open' as const, 'set-aside' as const, 'confirmed' as const),
            helped: words,
          }),
          { maxLength: 8 },
        ),
        fc.array(
          words.map((it) => it ?? 'The rota'),
          { maxLength: 3 },
        ),
        words,
        fc.boolean(),
        (replies, names, title, checked) => {
          const leader = aLeader({
            settings: { title },
            reflections: replies.map(({ text, reuse }, i) => aReflection(`r${i}`, text, { reuse })),
            commitments: replies.map(({ helped }, i) => aPlan(`r${i}`, helped)),
            challenges: names.map((name) => aChallenge(name)),
          })
          const history = whole(leader)
          const stops = stopsIn(history, safety, checked)
          const left = leavingOut(history, stops)
          expect(stopsIn(left, safety, checked)).toEqual([])
          expect(JSON.stringify(left)).not.toContain(nhsNumber)
          const gone = stops.flatMap((it) => (it.is === 'reply' ? [it.reflection] : []))
          expect(idsIn(left)).toEqual(idsIn(history).filter((id) => !gone.includes(id)))
          // Of what is no reply only the words go: how a plan went stays known.
          expect(left.commitments.map(({ reflection }) => reflection)).toEqual(idsIn(left))
          if (stops.length === 0) expect(left).toEqual(history)
        },
      ),
    )
  })
})

describe('the replies of a draft', () => {
  it('are all of them where there is nothing to choose, and four to six for a CPD profile', () => {
    for (const format of draftFormats) expect(choosing(format, 1)).toEqual({ is: 'all' })
    expect(choosing('nmc', 2)).toEqual({ is: 'any' })
    expect(choosing('hcpc', 4)).toEqual({ is: 'all' })
    const counts = (replies: number) =>
      [0, 1, 3, 4, 6, 7].filter((chosen) => mayChoose(choosing('hcpc', replies), chosen))
    expect(counts(6)).toEqual([0, 4, 6])
    expect(counts(7)).toEqual([4, 6])
    expect([0, 1, 50].every((chosen) => mayChoose(choosing('gmc', 60), chosen))).toBe(true)
  })
})
