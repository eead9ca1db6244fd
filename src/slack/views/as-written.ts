// Pieces of a Markdown file: someone's words as they stand, and days on their own calendar.
import { localDateOf } from '../../domain/calendar.ts'
import type { Instant, Zone } from '../../domain/model.ts'
import { dateName } from './dates.ts'

/** In a fence that is longer than any in the words, so that they stand as they were written and end nothing. */
export const quote = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

/** `6 January 2026`, as it was where they were. */
export const dayAt = (at: Instant, zone: Zone): string => dateName(localDateOf(at, zone))

/** A file of pieces, with a line between any two. */
export const pieced = (pieces: readonly string[]): string => `${pieces.join('\n\n')}\n`
