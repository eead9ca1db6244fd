// A leader's own replies, newest first, for the leader: searched, of one concept, a page at a time.
import type { Concept, Instant, Leader, Reflection, ReflectionId } from './model.ts'
import { wordsOf } from './sharing.ts'

export type HistoryEntry = {
  reflection: ReflectionId
  at: Instant
  concept?: Concept
  asked?: string
  excerpt: string
}
/** `page` counts from 0, and is the last where so many were not found. */
export type HistoryPage = { entries: HistoryEntry[]; page: number; pages: number; found: number }
/** `none` is what belongs to no concept: looking back, and one's own. */
export type HistoryWish = { search: string; concept: Concept | 'all' | 'none'; page: number }

const onOnePage = 8
/** As much of a reply as is shown in the list (characters). */
const longestExcerpt = 200

export const historyOf = (leader: Leader, { search, concept, page }: HistoryWish): HistoryPage => {
  const wanted = folded(search).split(/\s+/).filter(Boolean)
  const found = leader.reflections
    .filter((it) => concept === 'all' || (concept === 'none' ? !it.concept : it.concept === concept))
    .filter((it) => {
      const text = folded(allOf(it))
      return wanted.every((word) => text.includes(word))
    })
    .toReversed()
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
      excerpt: beginningOf(wordsOf(it)),
    })),
  }
}

const allOf = (it: Reflection): string =>
  [it.asked, wordsOf(it), it.soWhat?.text, it.nowWhat?.text].filter(Boolean).join('\n')

// Without case and accents: "café" is found by "cafe", and the other way round.
const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

// Never within what a reader sees as one character.
const beginningOf = (words: string): string => {
  const text = words.trim()
  if (text.length <= longestExcerpt) return text
  let end = 0
  for (const { index, segment } of characters.segment(text.slice(0, longestExcerpt + 50))) {
    if (index + segment.length > longestExcerpt) break
    end = index + segment.length
  }
  return `${text.slice(0, end)} …`
}
