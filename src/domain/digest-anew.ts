// A digest that was sent says what its month says now: where a change makes it say something else, its message is
// noted to be shown anew, in the same write. Then no crash can leave words in it that their author took out.
import { mayTell, monthTold, type Touched } from './digest.ts'
import { toShowAnew } from './erasure.ts'
import type { Instant, Leader, Month } from './model.ts'

/** After a change of a leader's document: the messages of digests that now stand differently are noted. */
export const showingDigestsAnew = (before: Leader, after: Leader, now: Instant): Leader => {
  const touched = touchedBy(before, after)
  // To compose them all takes long where there are years of them.
  const mayDiffer = (month: Month) =>
    touched === 'all' || mayTell(before, month, touched) || mayTell(after, month, touched)
  const differs = ({ month }: { month: Month }) =>
    mayDiffer(month) && !isSame(shown(before, month), shown(after, month))
  return toShowAnew(
    after,
    after.digests.filter((it) => it.ts !== undefined && differs(it)).map(({ ts }) => ts),
    now,
  )
}

// What a message says of its month. Which concept was quiet is as it was when it came.
const shown = (leader: Leader, month: Month) => monthTold(leader, month, leader.settings.words === 'shown')

const touchedBy = (before: Leader, after: Leader): Touched | 'all' => {
  const all = ({ settings, digests }: Leader) => [
    settings.words,
    settings.zone,
    digests.map(({ month, at, from, missed }) => [month, at, from, missed]),
  ]
  if (!isSame(all(before), all(after))) return 'all'
  const reflections = differing(before.reflections, after.reflections)
  const ids = new Set(reflections.map(({ id }) => id))
  // A plan stands in the words of its reply.
  const plansOf = ({ commitments }: Leader) => commitments.filter(({ reflection }) => ids.has(reflection))
  return {
    reflections,
    commitments: [...differing(before.commitments, after.commitments), ...plansOf(before), ...plansOf(after)],
    challenges: differing(before.challenges, after.challenges),
  }
}

// All between what both begin with and what both end with, of either: in another order they are others too.
const differing = <T>(before: readonly T[], after: readonly T[]): T[] => {
  const most = Math.min(before.length, after.length)
  let first = 0
  while (first < most && isSame(before[first], after[first])) first += 1
  let last = 0
  while (last < most - first && isSame(before.at(-1 - last), after.at(-1 - last))) last += 1
  return [...before.slice(first, before.length - last), ...after.slice(first, after.length - last)]
}

// Documents are copied as they are kept, so that only what they say can be compared.
const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
