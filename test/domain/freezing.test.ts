// What a digest is frozen from, across months: words that come again, a cycle that ends, a digest that never appeared.
import { describe, expect, it } from 'vitest'
import { askAnew, optOut, previewOf } from '../../src/domain/consent.ts'
import { type Leader, type Placement, type Share, UserId } from '../../src/domain/model.ts'
import { claim, fail } from '../../src/domain/outbox.ts'
import { advance, editionKey, withDoubt, withoutAuthor } from '../../src/domain/partnership.ts'
import { freeze, pull } from '../../src/domain/sharing.ts'
import type { Edition } from '../../src/domain/workspace.ts'
import { aLeader, aPartnership, aReflection, at, emptyPartnership, month, partnershipId } from './given.ts'

const north = aPartnership()
const within = { isPrivate: true, isShared: false }
const [january, february] = [at('2026-02-04 10:00'), at('2026-03-04 10:00')]

const yes = (when: string, rest: { named?: boolean; placed?: Placement; words?: string } = {}): Share => ({
  choice: rest.words ? 'words' : 'theme',
  named: rest.named ?? false,
  stage: {
    is: 'approved',
    at: at(when),
    words: rest.words,
    placed: rest.placed,
    about: ['power'],
    audience: within,
  },
})
const sharing = (id: string, share: Share): Leader =>
  aLeader({
    id,
    optIns: { [partnershipId('north')]: at('2026-01-04 12:00') },
    reflections: [aReflection('one', 'As written.', { shares: { north: share }, about: ['power'] })],
  })
const edition = (of: string, frozenAt: typeof january, frozen: ReturnType<typeof freeze>): Edition => ({
  month: month(of),
  dueAt: frozenAt,
  missed: false,
  frozen: { at: frozenAt, concepts: [], ...frozen },
})
const people = (n: number, share: (i: number) => Share): Leader[] =>
  Array.from({ length: n }, (_, i) => sharing(`M${i}`, share(i)))

describe('words', () => {
  it('with a newer yes come again in a later digest, are not counted again, and leave the one before', () => {
    const before = [sharing('Lada', yes('2026-01-30 12:00', { named: true, words: 'First.' }))]
    const first = edition('2026-01', january, freeze(north, before, [], within, { people: 9 }))
    const now = [sharing('Lada', yes('2026-02-27 12:00', { named: true, words: 'Better.' }))]
    const second = edition('2026-02', february, freeze(north, now, [first], within, { people: 9 }))
    expect(pull(north, first.frozen!, now, within).named).toEqual([])
    expect(pull(north, second.frozen!, now, within).named.map(({ words }) => words)).toEqual(['Better.'])
    // The same yes is not another one.
    expect(freeze(north, now, [first, second], within, { people: 9 }).named).toEqual([])
  })

  it('of a yes to fewer people are put before their author anew, as they were worded, unless they were posted', () => {
    const lada = sharing('Lada', yes('2026-01-30 12:00', { named: true, words: 'As agreed.' }))
    const why = { by: UserId.parse('UADMIN'), at: at('2026-01-31 12:00'), why: 'All may read it.' }
    const explained = aPartnership({ override: why })
    const wide = { isPrivate: false, isShared: false }
    const asked = askAnew(lada, explained, [], wide, month('2026-01'))
    expect(previewOf(asked, north.id)).toMatchObject([{ words: 'As agreed.', anew: true, isLast: false }])
    expect(askAnew(asked, explained, [], wide, month('2026-01'))).toBe(asked)
    expect(askAnew(lada, explained, [], within, month('2026-01'))).toBe(lada)
    const posted = edition('2026-01', january, freeze(north, [lada], [], within, { people: 9 }))
    expect(askAnew(lada, explained, [posted], wide, month('2026-02'))).toBe(lada)
    const newer = sharing('Lada', yes('2026-02-10 12:00', { named: true, words: 'Better.' }))
    const again = { ...explained, override: { ...why, at: at('2026-02-11 12:00') } }
    const newerAsked = askAnew(newer, again, [posted], wide, month('2026-02'))
    expect(previewOf(newerAsked, north.id)).toMatchObject([{ words: 'Better.', anew: true }])
  })
})

describe('whether people said yes to being asked', () => {
  it('changes nothing that is shown: it goes by those who are named', () => {
    const five = people(5, () => yes('2026-01-30 12:00'))
    const silent = Array.from({ length: 3 }, (_, i) => aLeader({ id: `S${i}` }))
    expect(freeze(north, five, [], within, { people: 8 })).toEqual(
      freeze(north, [...five, ...silent], [], within, { people: 8 }),
    )
    expect(freeze(north, five, [], within, { people: 7 })).toMatchObject({
      figures: { band: undefined, about: [] },
    })
  })
})

describe('a band', () => {
  it('counts whoever is named for words that come again, whether or not they gave more', () => {
    const lada = (when: string) => sharing('Lada', yes(when, { named: true, words: 'By name.' }))
    const first = edition('2026-01', january, freeze(north, [lada('2026-01-30 12:00')], [], within))
    const again = lada('2026-02-27 12:00')
    const more = aReflection('two', 'More.', { shares: { north: yes('2026-02-27 12:00') } })
    const nine = people(9, () => yes('2026-02-27 12:00'))
    for (const it of [again, { ...again, reflections: [...again.reflections, more] }])
      expect(freeze(north, [it, ...nine], [first], within, { people: 20 }).figures.band).toEqual({
        from: 10,
        to: 19,
      })
  })
})

describe('at the end of a cycle', () => {
  it('figures are of all its digests, of people named in none of them', () => {
    const early = people(3, () => yes('2026-01-30 12:00'))
    const first = edition('2026-01', january, freeze(north, early, [], within, { people: 9 }))
    expect(first.frozen?.figures.about).toEqual([])
    const late = Array.from({ length: 2 }, (_, i) => sharing(`L${i}`, yes('2026-02-27 12:00')))
    const all = [...early, ...late]
    expect(freeze(north, all, [first], within, { people: 9 }).figures.about).toEqual([])
    const figures = freeze(north, all, [first], within, { people: 9, cycle: [first] }).figures
    expect(figures).toMatchObject({ band: { from: 5 }, about: ['power'], ofCycle: true })
    const named = { ...first, frozen: { ...first.frozen!, named: [first.frozen!.counted[0]!] } }
    expect(freeze(north, all, [named], within, { people: 9, cycle: [named] }).figures.about).toEqual([])
  })

  it('someone who was named in it, and deleted everything, hides nobody: it would tell that all the others gave', () => {
    const first = edition('2026-01', january, freeze(north, [], [], within, { people: 8 }))
    const five = people(5, () => yes('2026-02-27 12:00'))
    const withGone = (namedAndGone?: number) => {
      const cycle = [{ ...first, frozen: { ...first.frozen!, namedAndGone } }]
      return freeze(north, five, cycle, within, { people: 8, cycle }).figures
    }
    expect(withGone()).toMatchObject({ band: { from: 5 }, about: ['power'] })
    expect(withGone(1)).toMatchObject({ band: undefined, about: [] })
  })

  it('what was said in one of its months stands, whoever left, withdrew or was named since', () => {
    const twelve = people(12, () => yes('2026-01-30 12:00'))
    const first = edition('2026-01', january, freeze(north, twelve, [], within, { people: 20 }))
    expect(first.frozen?.figures).toEqual({ band: { from: 10, to: 19 }, about: ['power'] })
    const nobodyLeft = freeze(north, twelve, [first], within, { people: 20, cycle: [first] }).figures
    expect(nobodyLeft).toMatchObject({ band: { from: 10 }, about: ['power'], ofCycle: true })
    const threeLeft = freeze(north, twelve.slice(3), [first], within, { people: 17, cycle: [first] })
    expect(threeLeft.figures).toEqual(nobodyLeft)
    const nineLeft = freeze(north, twelve.slice(9), [first], within, { people: 11, cycle: [first] })
    expect(nineLeft.figures).toEqual(nobodyLeft)
    const [one, ...rest] = twelve
    const again = {
      ...one!,
      reflections: [
        aReflection('two', 'Mine.', {
          shares: { north: yes('2026-02-27 12:00', { named: true, words: 'Mine.' }) },
        }),
        ...one!.reflections,
      ],
    }
    const oneNamed = freeze(north, [again, ...rest], [first], within, { people: 20, cycle: [first] })
    expect(oneNamed.named).toHaveLength(1)
    expect(oneNamed.figures).toEqual(nobodyLeft)
  })

  describe('where someone is named in one of its digests, and may have written words without a name in another', () => {
    const words = (n: number, when: string): Leader[] =>
      people(n, (i) => yes(when, { words: `Of ${String.fromCharCode(65 + i)}.` }))
    const given = (one: Leader, share: Share): Leader => ({
      ...one,
      reflections: [...one.reflections, aReflection('two', 'More.', { shares: { north: share } })],
    })
    const named = yes('2026-02-27 12:00', { named: true, words: 'By name.' })
    const theme = yes('2026-02-27 12:00')
    /** In January all but two gave something, so nothing was said of it; what these words stand beside was taken back. */
    const figuresOf = (first: Leader[], now: Leader[], of: number, authors = now) => {
      const back = Array.from({ length: of - 2 - first.length }, (_, i) =>
        sharing(`B${i}`, yes('2026-01-30 12:00')),
      )
      const january = edition(
        '2026-01',
        at('2026-02-04 10:00'),
        freeze(north, [...first, ...back], [], within, { people: of }),
      )
      expect(january.frozen?.figures.band).toBeUndefined()
      expect(pull(north, january.frozen!, authors, within).unnamed).toHaveLength(first.length)
      return freeze(north, now, [january], within, { people: of, cycle: [january], authors }).figures
    }

    it.each([
      [7, 10, undefined],
      [6, 10, undefined],
      [6, 11, undefined],
      [7, 12, undefined],
      [6, 12, { from: 5 }],
    ])('%i who wrote, of %i: no band tells that so many others cannot have written', (wrote, of, band) => {
      const [one, ...rest] = words(wrote, '2026-01-30 12:00')
      expect(figuresOf([one!, ...rest], [given(one!, named), ...rest], of).band).toEqual(band)
    })

    it('whoever was named for the partnership only later is not ruled out', () => {
      const early = [...words(5, '2026-02-27 12:00'), sharing('Reader', theme)]
      const february = edition(
        '2026-02',
        at('2026-03-04 10:00'),
        freeze(north, early, [], within, { people: 8 }),
      )
      expect(february.frozen?.figures.band).toBeUndefined()
      expect(february.frozen?.unnamed).toHaveLength(5)
      const march = (now: Leader[], people: number) =>
        freeze(north, now, [february], within, { people, cycle: [february], authors: now }).figures.band
      const newcomer = sharing('Newcomer', yes('2026-03-30 12:00'))
      expect([march(early, 9), march([...early, newcomer], 9)]).toEqual([undefined, undefined])
      expect([march(early, 10), march([...early, newcomer], 10)]).toEqual([{ from: 5 }, { from: 5 }])
    })

    it('goes by words that stand, also of someone who left', () => {
      const seven = words(7, '2026-01-30 12:00')
      const [one, gone, ...rest] = seven
      const now = [given(one!, named), ...rest]
      expect(figuresOf(seven, now, 10, [...now, gone!]).band).toBeUndefined()
    })

    it('goes by the words of the digest that ends it, too', () => {
      const first = [sharing('Lada', yes('2026-01-30 12:00', { named: true, words: 'By name.' }))]
      const cycle = [edition('2026-01', january, freeze(north, first, [], within, { people: 11 }))]
      const bandOf = (wrote: number) => {
        const late = [
          given(first[0]!, yes('2026-02-27 12:00', { words: 'Of Z.' })),
          ...words(wrote - 1, '2026-02-27 12:00'),
        ]
        const frozen = freeze(north, late, cycle, within, { people: 11, cycle })
        expect(frozen.unnamed).toHaveLength(wrote)
        return frozen.figures.band
      }
      expect(bandOf(7)).toBeUndefined()
      expect(bandOf(6)).toEqual({ from: 5 })
    })

    it('no higher band begins at so few that there being none would tell it', () => {
      const bandOf = (wrote: number) => {
        const first = words(wrote, '2026-02-27 12:00')
        const late = Array.from({ length: 12 - wrote }, (_, i) => sharing(`L${i}`, theme))
        const cycle = [
          edition(
            '2026-01',
            january,
            freeze(
              north,
              [sharing('Mina', yes('2026-01-30 12:00', { named: true, words: 'By name.' }))],
              [],
              within,
              {
                people: 20,
              },
            ),
          ),
        ]
        return freeze(north, [...first, ...late], cycle, within, { people: 20, cycle }).figures.band
      }
      expect(bandOf(8)).toEqual({ from: 10 })
      expect(bandOf(9)).toEqual({ from: 5 })
    })
  })

  describe('whether someone deleted everything, stopped, or took back the words with their name', () => {
    const byName = (when: string) => yes(when, { named: true, words: 'By name.' })
    /** Someone with a reply a month, by what they said of each; nobody takes part for whom nothing is said at all. */
    const member = (id: string, ...said: (Share | undefined)[]): Leader =>
      aLeader({
        id,
        optIns: { [partnershipId('north')]: at('2026-01-04 12:00') },
        reflections: said.flatMap((share, n) =>
          share
            ? [aReflection(`in-${n}`, 'As written.', { about: ['power'], shares: { north: share } })]
            : [],
        ),
      })
    const [inJanuary, inFebruary, inMarch] = [
      '2026-01-30 12:00',
      '2026-02-27 12:00',
      '2026-03-30 12:00',
    ] as const
    /**
     * The figures of March's review, by what became of those who go: they are named in January, February or both. Seven wrote
     * without a name in February, and all but two of the others gave a theme, so that the month had no band; these were taken back.
     */
    const reviewsOf = ({ goes, stays = [], wrote = 7, of }: Cast) => {
      const writers = Array.from({ length: wrote }, (_, i) =>
        member(`W${i}`, undefined, yes(inFebruary, { words: `Of ${String.fromCharCode(65 + i)}.` })),
      )
      const themes = Array.from(
        { length: of - wrote - 2 - [...goes, ...stays].filter((months) => months.includes('F')).length },
        (_, i) => member(`T${i}`, undefined, yes(inFebruary)),
      )
      const cast = (them: string[], prefix: string) =>
        them.map((months, i) =>
          member(
            `${prefix}${i}`,
            months.includes('J') ? byName(inJanuary) : undefined,
            months.includes('F') ? byName(inFebruary) : undefined,
            months.includes('M') ? byName(inMarch) : undefined,
          ),
        )
      const [going, staying] = [cast(goes, 'X'), cast(stays, 'S')]
      const all = [...going, ...staying, ...writers, ...themes]
      const until = (when: string) =>
        all.map((it) => ({
          ...it,
          reflections: it.reflections.filter(({ shares }) => {
            const { stage } = shares[north.id]!
            return stage.is === 'approved' && stage.at <= at(when)
          }),
        }))
      const first = edition('2026-01', january, freeze(north, until(inJanuary), [], within, { people: of }))
      const second = edition(
        '2026-02',
        february,
        freeze(north, until(inFebruary), [first], within, { people: of }),
      )
      expect(second.frozen?.figures.band).toBeUndefined()
      expect(second.frozen?.unnamed).toHaveLength(wrote)
      const left = [...staying, ...writers]
      const review = (cycle: Edition[], authors: Leader[]) =>
        freeze(north, left, cycle, within, { people: of, cycle, authors }).figures
      return {
        tookBack: review([first, second], [...left, ...going.map(({ id }) => member(id))]),
        stopped: review([first, second], [...left, ...going.map((it) => optOut(it, north.id))]),
        deleted: review(
          going.reduce((editions, { id }) => withoutAuthor(editions, id), [first, second]),
          left,
        ),
      }
    }
    type Cast = { goes: string[]; stays?: string[]; wrote?: number; of: number }

    it.each<[string, Cast, { from: number } | undefined]>([
      ['one, named where the words are not', { goes: ['J'], of: 11 }, undefined],
      ['one, named where the words are not, and fewer wrote', { goes: ['J'], wrote: 5, of: 11 }, { from: 5 }],
      ['one, named where the words are', { goes: ['F'], wrote: 6, of: 11 }, undefined],
      ['one, named where the words are, and fewer wrote', { goes: ['F'], wrote: 5, of: 11 }, { from: 5 }],
      ['one, named in both', { goes: ['JF'], wrote: 5, of: 11 }, { from: 5 }],
      ['two, each named in one of them', { goes: ['J', 'F'], of: 12 }, undefined],
      ['two, both named where the words are', { goes: ['F', 'JF'], wrote: 5, of: 12 }, { from: 5 }],
      ['two, both named in both', { goes: ['JF', 'JF'], wrote: 5, of: 12 }, { from: 5 }],
      [
        'one of two, and the other is named where the words are',
        { goes: ['J'], stays: ['F'], of: 12 },
        undefined,
      ],
      [
        'one of two, and the other is named where the words are not',
        { goes: ['F'], stays: ['J'], of: 12 },
        undefined,
      ],
      ['one of two, both named in both', { goes: ['JF'], stays: ['JF'], wrote: 5, of: 12 }, { from: 5 }],
      [
        'one of two, and the other is named by the review alone',
        { goes: ['JF'], stays: ['M'], of: 12 },
        undefined,
      ],
    ])('is not told by its band: %s', (_, cast, band) => {
      const { tookBack, stopped, deleted } = reviewsOf(cast)
      expect(tookBack.band).toEqual(band)
      expect(stopped).toEqual(tookBack)
      expect(deleted).toEqual(tookBack)
    })
  })

  it.each([
    [5, 5, 13, true],
    [4, 6, 13, false],
    [5, 4, 13, false],
    [5, 5, 12, false],
  ])('technical %i and adaptive %i of %i are a split: %s', (technical, adaptive, of, isShown) => {
    const calls = people(technical + adaptive, (i) =>
      yes('2026-01-30 12:00', { placed: i < technical ? 'technical' : 'adaptive' }),
    )
    const { split } = freeze(north, calls, [], within, { people: of, cycle: [] }).figures
    expect(split !== undefined).toBe(isShown)
    expect(freeze(north, calls, [], within, { people: of }).figures.split).toBeUndefined()
  })
})

describe('a digest', () => {
  it('that surely never appeared uses nothing up; one that may have appeared does', () => {
    const due = advance(emptyPartnership({ since: at('2026-01-10 09:00') }), january, north)
    const lada = sharing('Lada', yes('2026-01-30 12:00', { named: true, words: 'Mine.' }))
    const [first] = due.editions
    const frozen = { at: january, concepts: [], ...freeze(north, [lada], [], within, { people: 9 }) }
    const key = editionKey(north.id, month('2026-01'))
    const failed = fail(
      claim({ ...due, editions: [{ ...first!, frozen }] }, key, january),
      key,
      'msg_too_long',
      january,
    )
    const after = at('2026-02-08 10:00')
    expect(advance(failed, after, north).editions[0]).toMatchObject({ frozen: undefined, missed: true })
    expect(advance(withDoubt(failed, key), after, north).editions[0]?.frozen).toEqual(frozen)
  })
})
