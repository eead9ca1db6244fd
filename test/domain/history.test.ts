// A leader's own history: every reply on one page, and found by any word of it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { HistoryWish, history } from '../../src/domain/history.ts'
import { type Concept, concepts, type Reflection } from '../../src/domain/model.ts'
import { anyCharacter } from '../any-character.ts'
import { aLeader, aPart, aReflection, at } from './given.ts'

const all = { search: '', concept: 'all', page: 0 } as const
const leaderWith = (reflections: readonly Reflection[]) => aLeader({ reflections: [...reflections] })
const saying = (...texts: readonly string[]) =>
  leaderWith(texts.map((text, i) => aReflection(`r${i}`, text, { at: daysOn(i) })))
const daysOn = (n: number) => plus(at('2026-01-06 12:00'), { days: n })
const search = (text: string, ...texts: readonly string[]) =>
  history(saying(...texts), { ...all, search: text })
const found = (text: string, ...texts: readonly string[]) => search(text, ...texts).found
const excerptOf = (text: string, wanted = '') => search(wanted, text).entries[0]?.excerpt

/** A reply with words of any script in any of its places. */
const part = fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), { nil: undefined })
const reflections = fc
  .array(
    fc.record({
      words: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 600 }),
      concept: fc.option(fc.constantFrom(...concepts), { nil: undefined }),
      asked: part,
      soWhat: part,
      nowWhat: part,
      day: fc.nat(50),
    }),
    { maxLength: 40 },
  )
  .map((drafts) =>
    drafts.map(({ words, concept, asked, soWhat, nowWhat, day }, i) =>
      aReflection(`r${i}`, words, {
        concept,
        asked,
        at: daysOn(day),
        soWhat: soWhat ? aPart(soWhat) : undefined,
        nowWhat: nowWhat ? aPart(nowWhat) : undefined,
      }),
    ),
  )
const wishes = fc.record({
  search: fc.string({ unit: anyCharacter, maxLength: 12 }),
  concept: fc.constantFrom<HistoryWish['concept']>('all', 'none', ...concepts),
  page: fc.integer(),
})
const textsOf = (it: Reflection) => [
  it.asked ?? '',
  ...it.parts.map(({ text }) => text),
  it.soWhat?.text ?? '',
  it.nowWhat?.text ?? '',
]
const everyPage = (given: readonly Reflection[], wish: HistoryWish) => {
  const leader = leaderWith(given)
  const { pages } = history(leader, wish)
  return Array.from({ length: pages }, (_, page) => history(leader, { ...wish, page }))
}

describe('the pages', () => {
  it('have every reply once, newest first, whatever is looked for', () => {
    fc.assert(
      fc.property(reflections, wishes, (given, wish) => {
        const pages = everyPage(given, wish)
        const entries = pages.flatMap((page) => page.entries)
        expect(new Set(entries.map(({ reflection }) => reflection)).size).toBe(entries.length)
        expect(entries.map((it) => it.at)).toEqual(
          entries
            .map((it) => it.at)
            .toSorted()
            .toReversed(),
        )
        for (const page of pages) expect(page.found).toBe(entries.length)
        for (const page of pages.slice(0, -1)) expect(page.entries).toHaveLength(8)
        if (!wish.search.trim() && wish.concept === 'all') expect(entries).toHaveLength(given.length)
      }),
    )
  })

  it('are never left, however far one asks', () => {
    const leader = saying(...Array.from({ length: 20 }, (_, i) => `Reply ${i}`))
    expect(history(leader, { ...all, page: 99 })).toMatchObject({ page: 2, pages: 3 })
    expect(history(leader, { ...all, page: -1 })).toMatchObject({ page: 0, pages: 3 })
    expect(history(leader, { ...all, search: 'nothing', page: 2 })).toMatchObject({
      page: 0,
      pages: 1,
      found: 0,
      entries: [],
    })
  })

  it('put what was taken in late where it belongs', () => {
    const [older, newer] = [
      aReflection('older', 'a', { at: daysOn(1) }),
      aReflection('newer', 'b', { at: daysOn(2) }),
    ]
    const ids = history(leaderWith([newer, older]), all).entries.map(({ reflection }) => reflection)
    expect(ids).toEqual(['newer', 'older'])
  })
})

describe('a search', () => {
  it('finds every reply that has the words, wherever they stand and in any case', () => {
    fc.assert(
      fc.property(reflections, fc.nat(), fc.nat(), fc.nat(), (given, which, place, length) => {
        fc.pre(given.length > 0)
        const one = given[which % given.length] as Reflection
        const texts = textsOf(one).filter(Boolean)
        const characters = [...(texts[place % texts.length] ?? '')]
        const start = place % characters.length
        const text = characters.slice(start, start + 1 + (length % 10)).join('')
        for (const written of [text, text.toUpperCase(), text.toLowerCase(), text.normalize('NFD')]) {
          const wish = { ...all, search: written }
          const ids = everyPage(given, wish).flatMap(({ entries }) => entries.map((it) => it.reflection))
          expect(ids).toContain(one.id)
        }
      }),
    )
  })

  it('finds nothing else', () => {
    fc.assert(
      fc.property(
        reflections,
        fc.constantFrom('QQXZ', 'éß9', '🧭🧭', 'שלוםQ'),
        fc.nat(),
        (given, word, n) => {
          const spread = given.map((it, i) =>
            i % 3 === n % 3 ? { ...it, soWhat: aPart(`so${word}so`) } : it,
          )
          const has = spread.filter((it) => textsOf(it).some((text) => text.includes(word)))
          const ids = everyPage(spread, { ...all, search: word }).flatMap(({ entries }) => entries)
          expect(ids.map((it) => it.reflection).toSorted()).toEqual(has.map(({ id }) => id).toSorted())
        },
      ),
    )
  })

  it('goes together with a filter', () => {
    fc.assert(
      fc.property(reflections, wishes, (given, wish) => {
        const ids = (it: HistoryWish) =>
          new Set(everyPage(given, it).flatMap(({ entries }) => entries.map(({ reflection }) => reflection)))
        const both = ids(wish)
        expect(both).toEqual(ids({ ...wish, concept: 'all' }).intersection(ids({ ...wish, search: '' })))
      }),
    )
  })

  it('looks past case, accents and bent quotation marks', () => {
    expect(found('cafe', 'Coffee at the CAFÉ Noir')).toBe(1)
    expect(found('CAFÉ', 'coffee at the cafe noir')).toBe(1)
    expect(found("didn't", 'We didn’t ask.')).toBe(1)
    expect(found('STRASSE', 'In der Straße')).toBe(1)
    expect(found('istanbul', 'İSTANBUL')).toBe(1)
    expect(found('ΟΔΟΣ', 'η οδός μας')).toBe(1)
    expect(found('ΤΩΙ', 'ἐν τῷ οἴκῳ')).toBe(1)
    expect(found('محمد', 'قال مُحَمَّد')).toBe(1)
    expect(found('שלום', 'שָׁלוֹם לכולם')).toBe(1)
    expect(found('👍', 'They liked it 👍🏽')).toBe(1)
    expect(found('meeting', 'It was soft: meet\u00ading')).toBe(1)
  })

  it('wants all of several words, in any order, and also within others', () => {
    expect(found('carer listen', 'I listened to a carer')).toBe(1)
    expect(found('carer listen', 'I listened to a nurse')).toBe(0)
    expect(found('  \n ', 'One', 'Two')).toBe(2)
  })

  it('is not thrown off by anything that someone can type', () => {
    for (const odd of ['\ud800', '.*(', '\\', '\0', '\u0301', '%', '[a-', '🧑🏽‍🤝‍']) {
      expect(() => search(odd, 'Reply', odd)).not.toThrow()
    }
    expect(HistoryWish.parse({ search: 7, concept: 'rank', page: 'x' })).toEqual(all)
    expect(HistoryWish.parse({ search: 'a'.repeat(999), concept: 'being', page: 2 })).toEqual({
      search: 'a'.repeat(200),
      concept: 'being',
      page: 2,
    })
  })
})

describe('a filter', () => {
  it('has one concept, or what belongs to none', () => {
    const of = (id: string, concept: Concept | undefined) => aReflection(id, id, { concept })
    const leader = leaderWith([of('a', 'being'), of('b', 'balcony'), of('c', undefined)])
    const only = (concept: HistoryWish['concept']) =>
      history(leader, { ...all, concept }).entries.map(({ reflection }) => reflection)
    expect(only('being')).toEqual(['a'])
    expect(only('none')).toEqual(['c'])
    expect(only('doing')).toEqual([])
  })
})

describe('an excerpt', () => {
  const sentence = 'We talked for an hour and nobody asked the carer. '
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

  it('is the whole of a short reply, in one line', () => {
    expect(excerptOf('First.\n\nThen this.')).toBe('First. Then this.')
  })

  it('shows where the first match is, whole words of it, however far in', () => {
    const text = `${sentence.repeat(150)}Then the Café Noir closed. ${sentence.repeat(80)}`
    expect(excerptOf(text, 'café')).toMatch(
      /^… \w.*Then the Café Noir closed\..*\w… $|^… .*Café Noir closed\. .+ …$/,
    )
    const odd = `${'ﬁﬃ — żółć 👩‍⚕️ ß '.repeat(400)}Then the Café Noir closed. ${sentence}${sentence.repeat(9)}`
    expect(excerptOf(odd, 'CAFE noir')).toContain('the Café Noir closed.')
    expect(excerptOf(`${sentence.repeat(20)}END`, 'end')).toMatch(/END$/)
  })

  it('shows what was found, wherever in a long reply it is', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aeioubcé'), minLength: 1, maxLength: 29 })
    const some = fc.array(word, { maxLength: 60 }).map((it) => it.join(' '))
    fc.assert(
      fc.property(some, some, (earlier, later) => {
        expect(excerptOf(`${earlier} Marker-257 ${later}`, 'MARKER-257')).toContain('Marker-257')
      }),
    )
  })

  it('shows the so what or the now what where the match is there', () => {
    const leader = leaderWith([
      aReflection('r', sentence, {
        soWhat: aPart('It matters to Amina.'),
        nowWhat: aPart('When we meet, I will ask.'),
      }),
    ])
    const shown = (wanted: string) => history(leader, { ...all, search: wanted }).entries[0]?.excerpt
    expect(shown('amina')).toBe('It matters to Amina.')
    expect(shown('I WILL')).toBe('When we meet, I will ask.')
    expect(shown('')).toBe(sentence.trim())
  })

  it('is never longer than there is room for, and never cuts through a character', () => {
    const long = fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 20 })
      .map((it) => `${it.join(' ')} ${sentence.repeat(4)}${it.join('')}`)
    fc.assert(
      fc.property(long, fc.nat(), (text, n) => {
        const line = text.replaceAll(/\s+/g, ' ').trim()
        const characters = [...graphemes.segment(line)]
        const wanted = characters[n % characters.length]?.segment ?? ''
        const shown = excerptOf(text, wanted) ?? ''
        const bare = shown.replace(/^… /, '').replace(/ …$/, '')
        expect(shown.length).toBeLessThanOrEqual(234)
        const edges = new Set([...characters.map(({ index }) => index), line.length])
        const isWhole = [...allPlaces(line, bare)].some(
          (start) => edges.has(start) && edges.has(start + bare.length),
        )
        expect(isWhole).toBe(true)
      }),
    )
  })

  it('cuts no word, unless it has no end', () => {
    expect(excerptOf('reflection '.repeat(60))).toMatch(/^(reflection ){18}…$/)
    expect(excerptOf(`${'reflection '.repeat(60)}END. ${'reflection '.repeat(60)}`, 'end')).toMatch(
      /^… (reflection )+END\. (reflection )+…$/,
    )
    for (const one of ['a', 'e\u0301\u0323', '👩‍👩‍👧‍👦', '한']) {
      const shown = excerptOf(`https://example.org/w${one.repeat(3000)}`) ?? ''
      const drawn = shown.slice('https://example.org/w'.length, -' …'.length)
      expect(drawn).toBe(one.repeat(Math.floor(179 / one.length)))
    }
  })
})

describe('an entry', () => {
  it('says what else there is to know of it', () => {
    const leader = leaderWith([
      aReflection('plain', 'a', { at: daysOn(1) }),
      aReflection('shared', 'b', {
        at: daysOn(2),
        asked: 'What of it?',
        shares: { north: { choice: 'theme', named: false, stage: { is: 'offered' } } },
      }),
      aReflection('aside', 'c', { at: daysOn(3), reuse: 'set-aside' }),
    ])
    expect(history(leader, all).entries).toEqual([
      expect.objectContaining({ reflection: 'aside', isSetAside: true, isShared: false }),
      expect.objectContaining({
        reflection: 'shared',
        asked: 'What of it?',
        isSetAside: false,
        isShared: true,
      }),
      expect.objectContaining({ reflection: 'plain', isSetAside: false, isShared: false }),
    ])
  })
})

function* allPlaces(text: string, part: string): Generator<number> {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) yield at
}
