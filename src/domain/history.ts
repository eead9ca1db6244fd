// A leader's own replies, newest first, for the leader: searched, of one concept, a page at a time.
import { z } from 'zod'
import { wordsOf } from './consent.ts'
import { Concept, type Instant, type Leader, type Reflection, type ReflectionId } from './model.ts'
import { lacksWords } from './set-aside.ts'

export type HistoryEntry = {
  reflection: ReflectionId
  at: Instant
  concept?: Concept
  asked?: string
  /** Around the first match, if something was searched for; else how it begins. In one line. */
  excerpt: string
  /** Their partnership may have something of it, or will once they have said yes at the preview. */
  isShared: boolean
  isSetAside: boolean
  /** Words of it were lost with a backup that had to be put back. */
  lacksWords: boolean
}
/** `page` counts from 0, and is the nearest that there is. */
export type HistoryPage = { entries: HistoryEntry[]; page: number; pages: number; found: number }

/** As much as may be searched for (characters). */
export const longestSearch = 200
/** What someone looks for; whatever makes no sense in it is as if it were not there. */
export const HistoryWish = z.object({
  search: z
    .string()
    .transform((it) => it.slice(0, longestSearch))
    .catch(''),
  /** `none` is what belongs to no concept: looking back, and one's own. */
  concept: z.union([Concept, z.literal(['all', 'none'])]).catch('all'),
  page: z.int().catch(0),
})
export type HistoryWish = z.infer<typeof HistoryWish>

const onOnePage = 8
/** As much of a reply as is shown in the list (characters, or a word more), and as much of that as stands before what was found. */
const longestExcerpt = 200
const before = 60

/**
 * One page of someone's history. A reply is found where each word of the search is somewhere in it, be it within
 * another word: in the question, what they wrote, so what or now what.
 */
export const history = (leader: Leader, { search, concept, page }: HistoryWish): HistoryPage => {
  const wanted = folded(search).split(/\s+/).filter(Boolean)
  const found = leader.reflections
    .filter((it) => concept === 'all' || (concept === 'none' ? !it.concept : it.concept === concept))
    .filter((it) => wanted.length === 0 || hasAll(it, wanted))
    .toReversed()
    // What was typed while we were away was taken in later than it was written.
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const pages = Math.max(1, Math.ceil(found.length / onOnePage))
  const shown = Math.min(Math.max(page, 0), pages - 1)
  return {
    page: shown,
    pages,
    found: found.length,
    entries: found.slice(shown * onOnePage, (shown + 1) * onOnePage).map((it) => ({
      reflection: it.id,
      at: it.at,
      concept: it.concept,
      asked: it.asked,
      excerpt: excerptFor(it, wanted),
      isShared: Object.keys(it.shares).length > 0,
      isSetAside: it.reuse === 'set-aside',
      lacksWords: lacksWords(it),
    })),
  }
}

const hasAll = (it: Reflection, wanted: readonly string[]): boolean => {
  const text = folded([it.asked ?? '', ...writtenIn(it)].join('\n'))
  return wanted.every((word) => text.includes(word))
}

const writtenIn = (it: Reflection): string[] => [
  wordsOf(it),
  ...[it.soWhat, it.nowWhat].flatMap((part) => part?.text ?? []),
]

/**
 * As letters are compared: without case, accents, marks that nobody sees, and whether a quotation mark is bent.
 * Each character is folded by itself, so that a place in what is folded can be traced back.
 */
const folded = (text: string): string =>
  isPlain.test(text)
    ? text.toUpperCase()
    : // Up and down and up: only so are ß, ẞ and SS the same, or the two forms of a Greek sigma.
      text
        .toUpperCase()
        .toLowerCase()
        .normalize('NFKD')
        .replaceAll(/[\p{M}\p{Cf}]/gu, '')
        .replaceAll(/[‘’]/g, "'")
        .replaceAll(/[“”]/g, '"')
        .toUpperCase()

const isPlain = /^[\n\r\t -~]*$/

const excerptFor = (it: Reflection, wanted: readonly string[]): string => {
  const texts = writtenIn(it).map((text) => text.replaceAll(/\s+/g, ' ').trim())
  // The longest word tells most.
  for (const word of wanted.toSorted((a, b) => b.length - a.length)) {
    for (const text of texts) {
      const place = firstPlace(text, word)
      if (place !== undefined) return cut(text, place)
    }
  }
  return cut(texts[0] ?? '', 0)
}

/** Where in the text as it was written this word begins first. */
const firstPlace = (text: string, word: string): number | undefined => {
  const place = folded(text).indexOf(word)
  if (place < 0) return undefined
  if (isPlain.test(text)) return place
  let passed = 0
  let at = 0
  for (const character of text) {
    passed += folded(character).length
    if (passed > place) break
    at += character.length
  }
  return at
}

const words = new Intl.Segmenter('en', { granularity: 'word' })
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** A word longer than this (characters) may be divided: there are scripts and links without any space. */
const longestWord = 30

const cut = (text: string, place: number): string => {
  if (text.length <= longestExcerpt) return text
  const start = edgeBefore(text, Math.max(0, Math.min(place - before, text.length - longestExcerpt)))
  const isLast = text.length - start <= longestExcerpt + longestWord
  const end = isLast ? text.length : edgeBefore(text, start + longestExcerpt)
  return [start > 0 && '…', text.slice(start, end).trim(), end < text.length && '…'].filter(Boolean).join(' ')
}

/** The nearest place, here or before, that lies neither within a word nor within what a reader sees as one character. */
const edgeBefore = (text: string, at: number): number => {
  const word = words.segment(text).containing(at)
  const edge = word && at - word.index <= longestWord ? word.index : at
  return characters.segment(text).containing(edge)?.index ?? text.length
}
