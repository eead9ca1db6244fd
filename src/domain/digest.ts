// A leader's month, for its reader alone, as data. No wording here; a partnership's month is edition.ts.
import { type Concept, concepts, type Instant, type Leader, type Month } from './model.ts'
import { waitingForYes, wordsOf } from './sharing.ts'
import type { Context } from './workspace.ts'

/** A leader's month, for the leader. It holds no words of theirs: *Open* brings those. */
export type PersonalDigest = {
  month: Month
  replies: number
  late: number
  /** All eleven concepts, in the order of the cycle, with how many replies each had. */
  coverage: { concept: Concept; replies: number }[]
  /** A concept that has been quiet for longest, offered and not asked for. */
  quiet?: Concept
  plans: number
  previews: { partnership: string; name: string; items: number }[]
}

/** One of the leader's own replies, for *Open*. */
export type OwnWords = {
  at: Instant
  asked?: string
  concept?: Concept
  words: string
  soWhat?: string
  nowWhat?: string
}

export const personalDigest = (leader: Leader, month: Month, context: Context): PersonalDigest => {
  const written = writtenIn(leader, month)
  const count = (of: Leader['reflections'], concept: Concept) =>
    of.filter((it) => it.concept === concept).length
  const quietest = concepts.toSorted((a, b) => count(leader.reflections, a) - count(leader.reflections, b))[0]
  return {
    month,
    replies: written.length,
    late: written.filter(({ late }) => late).length,
    coverage: concepts.map((concept) => ({ concept, replies: count(written, concept) })),
    quiet: written.length > 0 ? quietest : undefined,
    plans: written.filter(({ nowWhat }) => nowWhat).length,
    // An unlinked partnership has no digest that a yes could be for.
    previews: waitingForYes(leader).flatMap(({ partnership, items }) => {
      const settings = context.partnerships.find(({ id }) => id === partnership)
      return settings ? [{ partnership, name: settings.name, items }] : []
    }),
  }
}

/** The leader's own words of a month, for the leader. */
export const ownWords = (leader: Leader, month: Month): OwnWords[] =>
  writtenIn(leader, month).map((it) => ({
    at: it.at,
    asked: it.asked,
    concept: it.concept,
    words: wordsOf(it),
    soWhat: it.soWhat?.text,
    nowWhat: it.nowWhat?.text,
  }))

// A month runs from one digest to the next, so that every reply is in exactly one.
const writtenIn = (leader: Leader, month: Month): Leader['reflections'] => {
  const index = leader.digests.findIndex((it) => it.month === month)
  const from = leader.digests.slice(0, Math.max(index, 0)).at(-1)?.at
  const until = leader.digests[index]?.at
  return leader.reflections.filter(({ at }) => (!from || from < at) && (!until || at <= until))
}
