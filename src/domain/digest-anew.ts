// A digest that was sent says what its month says now: where a change makes it say something else, its message is
// noted to be shown anew, in the same write. Then no crash can leave words in it that their author took out.
import { type OwnMonth, ownMonth } from './digest.ts'
import { toShowAnew } from './erasure.ts'
import type { Instant, Leader, Month } from './model.ts'

/** After a change of a leader's document: the messages of digests that now stand differently are noted. */
export const showingDigestsAnew = (before: Leader, after: Leader, now: Instant): Leader => {
  if (isSame(mattering(before), mattering(after))) return after
  const differs = ({ month }: { month: Month }) => !isSame(shown(before, month), shown(after, month))
  return toShowAnew(
    after,
    after.digests.filter((it) => it.ts !== undefined && differs(it)).map(({ ts }) => ts),
    now,
  )
}

// What a message says of its month. Which concept was quiet is as it was when it came.
const shown = (leader: Leader, month: Month): Omit<OwnMonth, 'quiet'> | undefined => {
  const { quiet, ...it } = ownMonth(leader, month, leader.settings.words === 'shown') ?? {}
  return it as Omit<OwnMonth, 'quiet'>
}

// Most changes touch no digest that was sent, which is quicker to tell than to compose them all.
const mattering = ({ reflections, commitments, challenges, digests, settings }: Leader) => {
  const last = digests.at(-1)?.at ?? ''
  return [
    settings.words,
    settings.zone,
    digests.length,
    reflections.filter(({ at }) => at <= last),
    commitments.filter(({ madeAt }) => madeAt <= last),
    challenges.filter(({ namedAt }) => namedAt <= last),
  ]
}

// Documents are copied as they are kept, so that only what they say can be compared.
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
