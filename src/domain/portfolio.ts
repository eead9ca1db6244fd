// Replies as accounts for a portfolio: what, so what, now what, in their author's own words and no others. What a
// regulator asks for beside them is left for its author to write: nothing is guessed, nothing said anew.
import type { History } from './export.ts'
import type { Commitment, Concept, Instant } from './model.ts'

/**
 * Drafts for the portfolios of doctors (GMC), of nurses, midwives and nursing associates (NMC), of the professions of
 * the HCPC, of social workers in England (SWE), and of citizen leaders, whom nobody regulates.
 */
export const draftFormats = ['gmc', 'nmc', 'hcpc', 'swe', 'citizen'] as const
export type DraftFormat = (typeof draftFormats)[number]

/** A CPD profile of the HCPC writes out so many activities, and lists all of them. */
export const fewestWrittenOut = 4
export const mostWrittenOut = 6

/** A reply for a portfolio. `wrote` holds each stretch of writing as it stands, in the order in which it came. */
export type Account = {
  at: Instant
  concept?: Concept
  asked?: string
  late: boolean
  wrote: string[]
  soWhat?: string
  /** Its "now what", and what became of it where that is known. */
  plan?: { words: string; state?: Commitment['state'] }
}

/** A reply as a line of a list: none of its author's words. */
export type Activity = Pick<Account, 'at' | 'concept' | 'asked'>

/** All replies in a history as accounts, in its order. */
export const accountsOf = ({ reflections, commitments }: Pick<History, 'reflections' | 'commitments'>) =>
  reflections.map(({ id, at, concept, asked, late, parts, soWhat, nowWhat }): Account => {
    const state = commitments.find(({ reflection }) => reflection === id)?.state
    return {
      at,
      concept,
      asked,
      late,
      wrote: parts.map(({ text }) => text),
      soWhat: soWhat?.text,
      plan: nowWhat && { words: nowWhat.text, state },
    }
  })

/** How a draft's accounts are chosen from so many replies. With none chosen it holds all, where it may. */
export type Choosing =
  | { is: 'all' }
  | { is: 'any' }
  | { is: 'some'; least: number; most: number; mayBeAll: boolean }

export const choosing = (format: DraftFormat, replies: number): Choosing => {
  if (format !== 'hcpc') return replies > 1 ? { is: 'any' } : { is: 'all' }
  if (replies <= fewestWrittenOut) return { is: 'all' }
  return { is: 'some', least: fewestWrittenOut, most: mostWrittenOut, mayBeAll: replies <= mostWrittenOut }
}

/** Whether so many may be chosen. */
export const mayChoose = (how: Choosing, chosen: number): boolean => {
  if (how.is !== 'some') return true
  return chosen === 0 ? how.mayBeAll : how.least <= chosen && chosen <= how.most
}
