// What a partnership may see, from each side: the one who wrote it, who says yes and takes it back, and the channel.
import { describe, expect, it } from 'vitest'
import { addMonths, plus } from '../../src/domain/calendar.ts'
import {
  agreedOf,
  agreedToCome,
  askAnew,
  type Choice,
  choose,
  decide,
  newAmong,
  optIn,
  optOut,
  postedAmong,
  previewOf,
  putForward,
  waitingForYes,
} from '../../src/domain/consent.ts'
import { type Instant, type Leader, type Reflection, UserId } from '../../src/domain/model.ts'
import { forgetTyped, recordTyped, recordWritten } from '../../src/domain/reflection.ts'
import { freeze, pull } from '../../src/domain/sharing.ts'
import { isSmall } from '../../src/domain/thresholds.ts'
import type { Edition, PartnershipSettings } from '../../src/domain/workspace.ts'
import type { Openness } from '../../src/domain/yes.ts'
import {
  aDelivery,
  aLeader,
  aPartnership,
  aReflection,
  at,
  canary,
  month,
  partnershipId,
  tsAt,
} from './given.ts'

const north = aPartnership()
const south = partnershipId('south')
const january = month('2026-01')
const written = at('2026-01-06 12:00')
const saidYes = at('2026-01-30 12:00')
const posted = at('2026-02-04 10:00')
const closed: Openness = { isPrivate: true, isShared: false }
const theme: Choice = { is: 'theme' }
const named: Choice = { is: 'words', named: true }
const unnamed: Choice = { is: 'words', named: false }

/** Someone who wrote one reply and keeps it to themselves. */
const writer = (name: string, rest: Partial<Omit<Reflection, 'id'>> = {}): Leader =>
  aLeader({ id: name, reflections: [aReflection(`${name}-1`, canary(name), rest)] })
const takingPart = (name: string, rest: Partial<Omit<Reflection, 'id'>> = {}) =>
  optIn(writer(name, rest), north.id, written)
const firstOf = (leader: Leader) => leader.reflections[0]!

const wishes = (leader: Leader, choice: Choice) => choose(leader, firstOf(leader).id, north.id, choice)
const offers = (leader: Leader, choice: Choice, when = january) => putForward(wishes(leader, choice), when)
type Shown = {
  words?: string
  audience?: Openness
  when?: Instant
  shown?: Reflection['about']
  shownAt?: Instant
  editions?: Edition[]
}
const answerOf = (
  leader: Leader,
  choice: Choice,
  { words = firstOf(leader).parts[0]!.text, audience = closed, shown, shownAt }: Shown = {},
) => ({
  seen: audience,
  shownAt,
  decisions: [
    { reflection: firstOf(leader).id, choice, words, about: shown ?? firstOf(leader).about, checked: false },
  ],
})
const answers = (leader: Leader, choice: Choice, how: Shown = {}) =>
  decide(leader, north, answerOf(leader, choice, how), how.editions ?? [], how.when ?? saidYes)
/** The whole way: a wish, a preview, a yes. */
const shares = (leader: Leader, choice: Choice, audience = closed) =>
  answers(offers(leader, choice), choice, { audience })

const silent = (n: number) => Array.from({ length: n }, (_, i) => aLeader({ id: `Silent${i}` }))
const many = (n: number, choice: Choice, about: Reflection['about'] = ['power'], prefix = 'Member') =>
  Array.from({ length: n }, (_, i) => shares(takingPart(`${prefix}${i}`, { about }), choice))

/** The digest as it is posted, and what it shows to the channel. */
const post = (
  members: Leader[],
  {
    before = [] as Edition[],
    audience = closed,
    settings = north as PartnershipSettings,
    when = posted,
  } = {},
) => {
  const frozen = { at: when, ...freeze(settings, members, before, audience) }
  const shows = (authors: Leader[], now = audience) => pull(settings, frozen, authors, now)
  return { frozen, shows, shown: shows(members) }
}
const words = (all: readonly { words: string }[]) => all.map((it) => it.words)

describe('a reply is private', () => {
  it('where its writer does not take part, whatever they wish and whatever they are asked', () => {
    const lada = answers(offers(writer('Lada'), named), named)
    expect(firstOf(lada).shares).toEqual({})
    expect(previewOf(lada, north.id)).toEqual([])
    expect(post([lada, ...many(7, named)]).frozen.counted).toHaveLength(7)
    expect(JSON.stringify(post([lada, ...many(7, named)]))).not.toContain(canary('Lada'))
  })

  it('where its writer takes part but wishes nothing for it', () => {
    const lada = putForward(takingPart('Lada'), january)
    expect(previewOf(lada, north.id)).toEqual([])
    expect(answers(lada, named)).toBe(lada)
    expect(JSON.stringify(post([lada, ...many(7, named)]))).not.toContain(canary('Lada'))
  })

  it('until its preview was answered, words and counted theme alike', () => {
    for (const lada of [wishes(takingPart('Lada'), named), offers(takingPart('Lada'), named)]) {
      const { frozen, shown } = post([lada, ...many(7, named)])
      expect(frozen.counted).toHaveLength(7)
      expect(words(shown.named)).not.toContain(canary('Lada'))
    }
    const four = [...many(4, theme), offers(takingPart('Fifth', { about: ['power'] }), theme), ...silent(5)]
    expect(post(four).frozen.figures).toEqual({ band: undefined, about: [] })
  })

  it('where a yes is given to something that was not put forward: there was no preview of it', () => {
    const lada = answers(wishes(takingPart('Lada'), named), named)
    expect(firstOf(lada).shares[north.id]?.stage.is).toBe('offered')
    expect(post([lada, ...many(7, named)]).frozen.counted).toHaveLength(7)
  })

  it('in the eyes of every other partnership', () => {
    const lada = shares(optIn(takingPart('Lada'), south, written), named)
    expect(firstOf(lada).shares[south]).toBeUndefined()
    const elsewhere = aPartnership({ id: south })
    expect(post([lada, ...many(7, named)], { settings: elsewhere }).frozen.counted).toEqual([])
  })
})

describe('at a preview', () => {
  it('someone sees their own words as they stand, and how many wait', () => {
    const lada = offers(takingPart('Lada'), named)
    expect(previewOf(lada, north.id)).toMatchObject([{ words: canary('Lada'), share: { named: true } }])
    expect(waitingForYes(lada, north.id)).toBe(1)
  })

  it('yes is for the wording that they changed it to, not for what they wrote', () => {
    const lada = answers(offers(takingPart('Lada'), named), named, { words: 'Said with care' })
    const { shown } = post([lada, ...silent(8)])
    expect(shown.named).toEqual([{ leader: 'ULada', words: 'Said with care', concept: 'feeling' }])
    expect(JSON.stringify(shown)).not.toContain(canary('Lada'))
  })

  it('another way to share it can be chosen than the one wished for before', () => {
    const lada = answers(offers(takingPart('Lada'), named), theme)
    expect(firstOf(lada).shares[north.id]).toMatchObject({ choice: 'theme', named: false })
    expect(words(post([lada, ...silent(8)]).shown.named)).toEqual([])
  })

  it('another wish for it, in its own form, leaves it at its preview', () => {
    const lada = wishes(offers(takingPart('Lada'), named), unnamed)
    expect(previewOf(lada, north.id)).toMatchObject([{ share: { choice: 'words', named: false } }])
    expect(firstOf(wishes(lada, { is: 'private' })).shares).toEqual({})
  })

  it('no is no, and nothing more waits', () => {
    const lada = answers(offers(takingPart('Lada'), named), { is: 'private' })
    expect(firstOf(lada).shares).toEqual({})
    expect(waitingForYes(lada, north.id)).toBe(0)
    expect(putForward(lada, addMonths(january, 1))).toBe(lada)
  })

  it('no from a form that was open beside the one that said yes is still no', () => {
    const lada = shares(takingPart('Lada'), named)
    expect(firstOf(answers(lada, { is: 'private' })).shares).toEqual({})
  })

  it('a second yes, from a form that was open before the first, does not change the wording that the first was for', () => {
    const lada = shares(takingPart('Lada'), named)
    expect(answers(lada, named, { words: 'Something else' })).toBe(lada)
  })

  it('no answer is carried over once, and then it is private', () => {
    const once = offers(takingPart('Lada'), named)
    expect(firstOf(once).shares[north.id]?.stage).toEqual({ is: 'previewed', month: january, carried: false })
    const twice = putForward(once, addMonths(january, 1))
    expect(firstOf(twice).shares[north.id]?.stage).toEqual({
      is: 'previewed',
      month: '2026-02',
      carried: true,
    })
    expect(firstOf(putForward(twice, addMonths(january, 2))).shares).toEqual({})
  })

  it('what they did not take part in any more is not asked', () => {
    const lada = optOut(offers(takingPart('Lada'), named), north.id)
    expect(previewOf(lada, north.id)).toEqual([])
    expect(answers(lada, named)).toBe(lada)
  })
})

describe('after a yes, until a digest has had it', () => {
  const lada = shares(takingPart('Lada', { about: ['power'] }), named)
  const agreed = (leader: Leader, editions: Edition[] = [], audience = closed, settings = north) =>
    agreedOf(leader, settings, editions, audience)
  const lookedAt = plus(saidYes, { hours: 1 })
  const later = plus(saidYes, { hours: 2 })
  const editionOf = (members: Leader[], rest: Partial<Edition> = { ts: tsAt(posted) }): Edition => ({
    month: january,
    dueAt: posted,
    missed: false,
    frozen: { ...post(members).frozen, concepts: [] },
    ...rest,
  })

  it('someone sees what they agreed to, as they agreed to it, and how many there are', () => {
    const reworded = answers(offers(takingPart('Lada'), named), named, { words: 'Said with care' })
    expect(agreed(reworded)).toMatchObject([
      { words: 'Said with care', anew: false, agreed: { at: saidYes, isMore: false } },
    ])
    expect(agreedToCome(reworded, north.id, [])).toBe(1)
    expect(previewOf(reworded, north.id)).toEqual([])
    expect(agreed(optOut(reworded, north.id))).toEqual([])
    const aside: Leader = {
      ...lada,
      reflections: [{ ...firstOf(lada), reuse: 'set-aside' }],
    }
    expect([agreed(aside).length, agreedToCome(aside, north.id, [])]).toEqual([0, 0])
  })

  it('it is gone from there once a digest had it: not while one only may have had it', () => {
    const first = editionOf([lada, ...silent(8)])
    for (const stands of [first, { ...first, ts: undefined, doubted: true as const }]) {
      expect(agreed(lada, [stands])).toEqual([])
      expect(agreedToCome(lada, north.id, [stands])).toBe(0)
    }
    // Frozen, and under way: it is frozen anew when it is sent again.
    expect(agreed(lada, [{ ...first, ts: undefined }])).toHaveLength(1)
    // Words of whom the digest names wait for a later one when they have no name.
    const both = {
      ...lada,
      reflections: [
        ...lada.reflections,
        { ...firstOf(shares(takingPart('Lada'), unnamed)), id: 'other' as never },
      ],
    }
    expect(agreed(both, [editionOf([both, ...silent(8)])]).map(({ reflection }) => reflection.id)).toEqual([
      'other',
    ])
  })

  it('a look and a yes that change nothing leave the yes as it was given', () => {
    expect(answers(lada, named, { shownAt: lookedAt, when: later })).toBe(lada)
    const fewer: Leader = { ...lada, reflections: [{ ...firstOf(lada), about: [] }] }
    expect(answers(fewer, named, { shownAt: lookedAt, when: later })).toBe(fewer)
    expect(newAmong(lada, north, answerOf(lada, named))).toEqual([])
  })

  it('other words, another way to show them, or more that is counted are a new yes, to these readers', () => {
    const wide: Openness = { isPrivate: true, isShared: true, teams: ['T2'] }
    const again = answers(lada, named, {
      words: 'Better',
      audience: wide,
      shownAt: lookedAt,
      when: later,
    })
    expect(firstOf(again).shares[north.id]?.stage).toMatchObject({
      is: 'approved',
      at: later,
      words: 'Better',
      audience: wide,
    })
    const { shown } = post([again, ...silent(8)], { audience: wide })
    expect(words(shown.named)).toEqual(['Better'])

    const nameless = answers(lada, unnamed, { shownAt: lookedAt, when: later })
    expect(firstOf(nameless).shares[north.id]).toMatchObject({ named: false, stage: { at: later } })
    expect(words(post([nameless, ...silent(8)]).shown.named)).toEqual([])

    const tapped: Leader = { ...lada, reflections: [{ ...firstOf(lada), about: ['power', 'intent'] }] }
    expect(agreed(tapped)).toMatchObject([{ agreed: { isMore: true } }])
    const more = answers(tapped, named, { shownAt: lookedAt, when: later })
    expect(firstOf(more).shares[north.id]?.stage).toMatchObject({ at: later, about: ['power', 'intent'] })
    expect(agreed(more)).toMatchObject([{ agreed: { isMore: false } }])
  })

  it('no takes it back, also after a digest had it; then no other yes is taken', () => {
    const first = [editionOf([lada, ...silent(8)])]
    expect(firstOf(answers(lada, { is: 'private' })).shares).toEqual({})
    expect(firstOf(answers(lada, { is: 'private' }, { editions: first })).shares).toEqual({})
    const other = { words: 'Better', shownAt: lookedAt, when: plus(posted, { hours: 1 }), editions: first }
    expect(answers(lada, named, other)).toBe(lada)
    const { decisions } = answerOf(lada, named, other)
    expect(postedAmong(lada, north.id, decisions, first)).toEqual([firstOf(lada).id])
    expect(postedAmong(lada, north.id, decisions, [])).toEqual([])
    expect(postedAmong(lada, north.id, answerOf(lada, { is: 'private' }).decisions, first)).toEqual([])
  })

  it('for fewer readers than there are now it is asked for anew, and a yes is then one to all of them', () => {
    const shared: Openness = { isPrivate: true, isShared: true }
    const [asked] = agreed(lada, [], shared)
    expect(asked).toMatchObject({ anew: true, words: canary('Lada') })
    expect(asked?.agreed).toBeUndefined()
    const again = answers(lada, named, { audience: shared, shownAt: lookedAt, when: later })
    expect(firstOf(again).shares[north.id]?.stage).toMatchObject({ at: later, audience: shared })
    // A public channel that nobody has explained: there is nothing to ask about yet.
    expect(agreed(lada, [], { isPrivate: false, isShared: false })).toMatchObject([{ anew: false }])
    // So a look there that changes nothing is no yes to any of them.
    const everyone: Openness = { isPrivate: false, isShared: true, teams: ['TELSEWHERE'] }
    expect(answers(lada, named, { audience: everyone, shownAt: lookedAt, when: later })).toBe(lada)
  })

  it('how they called their challenge stays counted as they agreed, whatever became of it', () => {
    const called = (as?: 'technical' | 'adaptive'): Leader => ({
      ...lada,
      deliveries: [{ ...aDelivery(written), id: 'asked' as never, lookBack: { reflection: 'x' as never } }],
      challenges: as
        ? [{ name: 'Beds', namedAt: written, placed: [{ as, at: written }], state: { is: 'live' } }]
        : [],
      reflections: [
        {
          ...firstOf(lada),
          delivery: 'asked' as never,
          shares: {
            [north.id]: {
              ...firstOf(lada).shares[north.id]!,
              stage: { ...(firstOf(lada).shares[north.id]!.stage as object), placed: 'technical' } as never,
            },
          },
        },
      ],
    })
    const seen = (leader: Leader) => agreed(leader).map((it) => [it.placed, it.agreed?.isMore])
    expect([called('technical'), called('adaptive'), called()].map(seen)).toEqual([
      [['technical', false]],
      [['adaptive', true]],
      [['technical', false]],
    ])
    const reworded = (leader: Leader, placed: 'technical' | 'adaptive') => {
      const { seen, decisions } = answerOf(leader, named, { words: 'Better' })
      const its = decisions.map((it) => ({ ...it, placed }))
      const after = decide(leader, north, { seen, shownAt: lookedAt, decisions: its }, [], later)
      const stage = firstOf(after).shares[north.id]?.stage
      return stage?.is === 'approved' ? stage.placed : 'no yes'
    }
    expect(reworded(called(), 'technical')).toBe('technical')
    expect(reworded(called('adaptive'), 'adaptive')).toBe('adaptive')
    expect(reworded(called('technical'), 'adaptive')).toBeUndefined()
  })
})

describe('a yes is taken back', () => {
  const delivery = aDelivery(at('2026-01-06 10:00'))
  const typedAt = at('2026-01-06 11:00')
  const typed = recordTyped(
    optIn(aLeader({ id: 'Lada', deliveries: [delivery] }), north.id, written),
    { text: canary('Lada'), ts: tsAt(typedAt) },
    typedAt,
  )
  const lada = shares(typed, named)
  const shows = (leader: Leader) => words(post([lada, ...silent(8)]).shows([leader]).named)

  it('by an edit in Slack, a further part, a deleted part and a change in the form', () => {
    expect(shows(lada)).toEqual([canary('Lada')])
    const later = plus(saidYes, { days: 1 })
    const edit = { text: 'Changed', ts: tsAt(typedAt), edited: tsAt(later) }
    expect(shows(recordTyped(lada, edit, later))).toEqual([])
    const more = recordTyped(lada, { text: 'More', ts: tsAt(later), thread: delivery.ts }, later)
    expect(shows(more)).toEqual([])
    expect(shows(forgetTyped(lada, tsAt(typedAt), later))).toEqual([])
    const said = { parts: { [tsAt(typedAt)]: 'Changed' }, about: [], shares: {} }
    expect(shows(recordWritten(lada, { delivery: delivery.id }, said, later))).toEqual([])
  })

  it('by another wish for it, but not by the same wish once more', () => {
    expect(wishes(lada, named)).toBe(lada)
    for (const choice of [theme, unnamed, { is: 'private' } as const]) {
      expect(shows(wishes(lada, choice))).toEqual([])
    }
  })

  it('by no longer taking part, for good: coming back does not bring it back', () => {
    const left = optOut(lada, north.id)
    expect(shows(left)).toEqual([])
    expect(shows(optIn(left, north.id, posted))).toEqual([])
  })

  it('by erasing everything', () => {
    expect(words(post([lada, ...silent(8)]).shows([]).named)).toEqual([])
  })

  it('and given again for another wording holds for a later digest, not for the one that was posted', () => {
    const { shows } = post([lada, ...silent(8)])
    const edited = recordTyped(
      lada,
      { text: 'In other words', ts: tsAt(typedAt), edited: tsAt(plus(posted, { hours: 1 })) },
      plus(posted, { hours: 1 }),
    )
    const again = decide(
      putForward(edited, addMonths(january, 1)),
      north,
      {
        seen: closed,
        decisions: [
          { reflection: firstOf(edited).id, choice: named, words: 'In other words', checked: false },
        ],
      },
      [],
      at('2026-02-27 12:00'),
    )
    expect(firstOf(again).shares[north.id]?.stage.is).toBe('approved')
    expect(words(shows([again]).named)).toEqual([])
  })

  it('and given again without their name does not show it with their name', () => {
    const { shows } = post([lada, ...silent(8)])
    const again = answers(putForward(wishes(lada, unnamed), january), unnamed, { when: posted })
    expect(firstOf(again).shares[north.id]).toMatchObject({ named: false, stage: { is: 'approved' } })
    expect(shows([again]).named).toEqual([])
  })

  it('without changing a figure that was posted', () => {
    const members = [...many(6, theme), ...silent(4)]
    const { frozen } = post(members)
    const before = structuredClone(frozen)
    const gone = members.map((it) => optOut(it, north.id))
    pull(north, frozen, gone, closed)
    expect(frozen).toEqual(before)
    expect(frozen.figures).toEqual({ band: { from: 5, to: 9 }, about: ['power'] })
  })
})

describe('a channel that is more open than when the yes was given', () => {
  const yes = (audience: Openness) => shares(takingPart('Lada'), named, audience)
  const why = { by: UserId.parse('UADMIN'), why: 'All of us may read it.' }
  const explained = (when: string) => aPartnership({ override: { ...why, at: at(when) } })
  const visible = (given: Openness, now: Openness, settings = explained('2026-01-02 12:00')) =>
    words(post([yes(given), ...silent(8)], { audience: given, settings }).shows([yes(given)], now).named)
  const open = { isPrivate: false, isShared: false }
  const shared = { isPrivate: true, isShared: true }

  it('holds the words: public, or shared with another organisation', () => {
    expect(visible(closed, open)).toEqual([])
    expect(visible(closed, shared)).toEqual([])
    expect(visible(open, shared)).toEqual([])
    expect(visible(shared, open)).toEqual([])
  })

  it('holds the words: connected to one organisation more, and also where its yes is older than that is known of', () => {
    const two = { ...shared, teams: ['T2', 'T3'] }
    expect(visible({ ...shared, teams: ['T2'] }, two)).toEqual([])
    expect(visible(shared, two)).toEqual([])
    expect(visible(closed, { ...closed, teams: ['T2'] })).toEqual([])
    expect(visible(two, { ...shared, teams: ['T3'] })).toEqual([canary('Lada')])
    expect(visible(two, closed)).toEqual([canary('Lada')])
  })

  it('holds all of it while it is public and no admin has said why; and a yes of before the reason is asked for anew', () => {
    const [unexplained, since] = [aPartnership(), explained('2026-01-31 12:00')]
    const lada = yes(open)
    const asked = (settings: PartnershipSettings) =>
      previewOf(askAnew(lada, settings, [], open, january), settings.id).map((it) => it.anew)
    for (const settings of [unexplained, since]) {
      expect(visible(open, open, settings)).toEqual([])
      const open6 = Array.from({ length: 6 }, (_, i) => shares(takingPart(`Six${i}`), theme, open))
      const { frozen } = post([...open6, ...silent(4)], { audience: open, settings })
      expect(frozen).toMatchObject({ figures: { band: undefined, about: [] }, counted: [] })
    }
    expect(asked(unexplained)).toEqual([])
    expect(asked(since)).toEqual([true])
    expect(asked(explained('2026-01-02 12:00'))).toEqual([])
    // Private again, there is nothing to explain.
    expect(visible(closed, closed, unexplained)).toEqual([canary('Lada')])
  })

  it('or less open shows them', () => {
    for (const given of [closed, open, shared]) expect(visible(given, given)).toEqual([canary('Lada')])
    for (const given of [open, shared]) expect(visible(given, closed)).toEqual([canary('Lada')])
  })

  it('holds counted themes as well', () => {
    const { frozen } = post([...many(6, theme), ...silent(4)], { audience: open })
    expect(frozen).toMatchObject({ figures: { band: undefined, about: [] }, counted: [] })
  })
})

describe('a figure', () => {
  const figures = (members: Leader[]) => post(members).frozen.figures
  const band = { from: 5, to: 9 }

  it('stands on five who are not named and leaves three out, exactly', () => {
    expect(figures([...many(5, theme), ...silent(3)])).toEqual({ band, about: ['power'] })
    expect(figures([...many(4, theme), ...silent(4)])).toEqual({ band: undefined, about: [] })
    expect(figures([...many(6, theme), ...silent(2)])).toEqual({ band: undefined, about: [] })
    expect(figures([...many(6, theme), ...silent(3)])).toEqual({ band, about: ['power'] })
  })

  it('counts of what someone tapped what their yes was for, and what they still stand by', () => {
    const tapping = (n: number, shown: Reflection['about'], later: Reflection['about']) =>
      Array.from({ length: n }, (_, i) => {
        const before = offers(takingPart(`Tapping${i}`, { about: ['power', 'intent'] }), theme)
        const said = answers(before, theme, { shown })
        return { ...said, reflections: said.reflections.map((it) => ({ ...it, about: later })) }
      })
    const five = (shown: Reflection['about'], later: Reflection['about']) =>
      figures([...tapping(5, shown, later), ...silent(3)])
    expect(five(['power', 'intent'], ['power', 'intent'])).toEqual({ band, about: ['intent', 'power'] })
    expect(five(['power'], ['power', 'intent', 'learning'])).toEqual({ band, about: ['power'] })
    expect(five(['power', 'intent'], ['intent'])).toEqual({ band, about: ['intent'] })
    // A yes of before the preview said it.
    expect(five([], ['power', 'intent'])).toEqual({ band, about: [] })
  })

  it('does not count towards the five who is named, nor one person twice', () => {
    const name = shares(takingPart('Named', { about: ['power'] }), named)
    expect(figures([...many(4, theme), name, ...silent(5)])).toEqual({ band: undefined, about: [] })
    const twice = { ...many(1, theme)[0]!, reflections: [] as Reflection[] }
    twice.reflections = [
      ...many(1, theme)[0]!.reflections,
      ...many(1, theme, ['power'], 'Again')[0]!.reflections,
    ]
    expect(figures([twice, ...many(3, theme, ['power'], 'Other'), ...silent(6)]).band).toBeUndefined()
  })

  it('of a component stands on those who tapped it', () => {
    const members = [
      ...many(5, theme, ['power', 'intent']),
      ...many(4, unnamed, ['learning', 'intent'], 'Other'),
      ...silent(3),
    ]
    expect(figures(members)).toEqual({ band, about: ['intent', 'power'] })
  })

  it('says no more than a band of how many there were', () => {
    const bandOf = (n: number) => figures([...many(n, theme), ...silent(3)]).band
    expect([5, 9, 10, 19, 20, 49, 50, 60].map(bandOf)).toEqual([
      { from: 5, to: 9 },
      { from: 5, to: 9 },
      { from: 10, to: 19 },
      { from: 10, to: 19 },
      { from: 20, to: 49 },
      { from: 20, to: 49 },
      { from: 50 },
      { from: 50 },
    ])
  })

  it('needs more where an admin asks for more', () => {
    const careful = aPartnership({ thresholds: { contributors: 7, others: 4 } })
    const shown = (n: number, others: number) =>
      post([...many(n, theme), ...silent(others)], { settings: careful }).frozen.figures.band !== undefined
    expect([shown(7, 4), shown(6, 5), shown(8, 3)]).toEqual([true, false, false])
    expect(isSmall({ thresholds: careful.thresholds, people: 10 })).toBe(true)
  })

  it('does not tell whether someone who is named tapped it', () => {
    // Of eight, five unnamed tapped power. Were it shown only where the named one did not, it would tell on them.
    const withNamed = (about: Reflection['about']) =>
      figures([...many(5, theme), shares(takingPart('Named', { about }), named), ...silent(2)])
    expect(withNamed(['power'])).toEqual(withNamed(['intent']))
  })

  it('is not helped by what was counted the month before, though it showed nothing then', () => {
    const four = many(4, theme)
    const before = post([...four, ...silent(6)])
    const edition: Edition = {
      month: january,
      dueAt: posted,
      missed: false,
      frozen: { ...before.frozen, concepts: [] },
    }
    const fifth = many(1, theme, ['power'], 'Fifth')
    const next = post([...four, ...fifth, ...silent(5)], { before: [edition] })
    expect(next.frozen.counted).toEqual([{ leader: 'Fifth0', reflection: 'Fifth0-1' }])
    expect(next.frozen.figures).toEqual({ band: undefined, about: [] })
  })
})

describe('words without a name', () => {
  const shown = (members: Leader[]) => words(post(members).shown.unnamed)

  it('stand beside those of two others, or not at all', () => {
    expect(shown([...many(3, unnamed), ...silent(5)])).toHaveLength(3)
    expect(shown([...many(2, unnamed), ...silent(6)])).toEqual([])
  })

  /** Someone with two replies: one with their name, and one without. */
  const both = (id: string) => {
    const [without] = many(1, unnamed, [], id)
    const [its] = many(1, named, [], id)
    return { ...without!, reflections: [firstOf(without!), { ...firstOf(its!), id: 'other' as never }] }
  }

  it('of someone who is named in the same digest cover nobody, and wait for a digest that does not name them', () => {
    expect(shown([both('Both'), ...many(2, unnamed), ...silent(6)])).toEqual([])
    const members = [both('Both'), ...many(3, unnamed), ...silent(5)]
    const first = post(members)
    expect(words(first.shown.named)).toEqual([canary('Both0')])
    expect(words(first.shown.unnamed)).toEqual(words(post(many(3, unnamed).concat(silent(6))).shown.unnamed))
    const before = [
      { month: january, dueAt: posted, missed: false, frozen: { ...first.frozen, concepts: [] } },
    ]
    const more = many(3, unnamed, [], 'More')
    const second = post([...members, ...more], { before, when: at('2026-03-04 10:00') }).shown
    expect(second.named).toEqual([])
    expect(words(second.unnamed)).toEqual([canary('Both0'), ...more.map((it) => firstOf(it).parts[0]!.text)])
  })

  it('that went do not come back where someone takes back the words with their name', () => {
    // As digests were frozen once: theirs stand beside the rest.
    const twice = both('Both')
    const { frozen } = post([twice, ...many(3, unnamed), ...silent(5)])
    const its = { leader: twice.id, reflection: firstOf(twice).id }
    const old = { ...frozen, unnamed: [...frozen.unnamed, its] }
    const nameless = { ...twice, reflections: [firstOf(twice)] }
    const two = many(3, unnamed).slice(1)
    expect(pull(north, old, [twice, ...two], closed).unnamed).toEqual([])
    expect(pull(north, old, [nameless, ...two], closed)).toEqual({ named: [], unnamed: [] })
    expect(pull(north, old, [nameless, ...many(3, unnamed)], closed).unnamed).toHaveLength(4)
  })

  it('come in an order that tells nothing of who wrote when', () => {
    const members = [...many(4, unnamed), ...silent(5)]
    expect(shown(members)).toEqual(shown(members.toReversed()))
  })

  it('go, all of them, when so many withdraw that fewer than three writers are left', () => {
    const members = [...many(4, unnamed), ...silent(5)]
    const { shows } = post(members)
    const without = (n: number) => words(shows(members.slice(n)).unnamed)
    expect([without(0).length, without(1).length, without(2).length]).toEqual([4, 3, 0])
  })

  it('do not tell that everyone who is not named wrote some', () => {
    // Five of eight are named: three unnamed writers could only be the other three.
    expect(shown([...many(5, named, [], 'Named'), ...many(3, unnamed)])).toEqual([])
    // Each concept comes once in a month: eight replies on one are eight people.
    expect(shown(many(8, unnamed))).toEqual([])
    expect(shown([...many(5, unnamed), ...silent(3)])).toHaveLength(5)
  })
})

describe('a partnership of fewer than eight', () => {
  it('has words with names, and nothing else', () => {
    const { frozen, shown } = post([...many(5, unnamed), ...many(2, named, [], 'Named')])
    expect(frozen).toMatchObject({ unnamed: [], figures: { band: undefined, about: [] } })
    expect(shown.unnamed).toEqual([])
    expect(words(shown.named)).toEqual([canary('Named0'), canary('Named1')])
  })

  it('is told apart by its members alone', () => {
    const { thresholds } = aPartnership()
    expect([7, 8].map((people) => isSmall({ thresholds, people }))).toEqual([true, false])
  })
})
