// How hard a sentence is to read. English only: the measure and the counting of syllables are made for it.
import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import { sentencesIn, wordsIn } from './pack.ts'

/** The Flesch-Kincaid grade: the year of an American school by which one reads this with ease. Below 0 is possible. */
export function gradeOf(text: string): number {
  const words = wordsIn(text)
  if (words.length === 0) return 0
  return fleschKincaid({ sentence: sentencesIn(text), word: words.length, syllable: syllable(text) })
}

/** The words that make a text hard: those of three syllables or more, the longest first. */
export function hardWords(text: string): string[] {
  const words = new Set(wordsIn(text).map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')))
  return [...words]
    .map((word) => ({ word, syllables: syllable(word) }))
    .filter(({ syllables }) => syllables >= 3)
    .sort((a, b) => b.syllables - a.syllables)
    .map(({ word }) => word)
}
