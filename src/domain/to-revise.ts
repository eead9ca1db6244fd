// A yes that no longer stands is noted in the same write that ended it. Then no crash can leave words in a posted digest
// that their author took back, whichever way they did: by a tap, an edit, a deletion, or because the words grew old.
import type { Instant, Leader, PartnershipId, Reflection } from './model.ts'

/** A yes that ended, and is still to be followed in what was posted. */
type Ended = Leader['toRevise'][number]

/** After a change of a leader's document: what had a yes before, and has that yes no more, is noted. */
export const notingEnded = (before: Leader, after: Leader, now: Instant): Leader => {
  if (after.reflections === before.reflections && after.optIns === before.optIns) return after
  const ended = endedYeses(before, after).filter((it) => !after.toRevise.some((noted) => isSame(noted, it)))
  return ended.length === 0
    ? after
    : { ...after, toRevise: [...after.toRevise, ...ended.map((it) => ({ ...it, since: now }))] }
}

/** All that had a yes before, and has another one or none after. */
export const endedYeses = (before: Leader, after: Leader): Omit<Ended, 'since'>[] =>
  before.reflections.flatMap((reflection) =>
    (Object.keys(reflection.shares) as PartnershipId[])
      .filter((partnership) => saidAt(reflection, partnership) && !isStill(after, reflection, partnership))
      .map((partnership) => ({ partnership, reflection: reflection.id })),
  )

/** It is seen to from now on by others. */
export const withFollowed = (leader: Leader, followed: readonly Ended[]): Leader => {
  const toRevise = leader.toRevise.filter(
    (it) => !followed.some((one) => isSame(one, it) && one.since === it.since),
  )
  return toRevise.length === leader.toRevise.length ? leader : { ...leader, toRevise }
}

// A yes that was given anew is another yes: what was posted stood on the one before.
const isStill = ({ reflections, optIns }: Leader, was: Reflection, partnership: PartnershipId): boolean => {
  const is = reflections.find(({ id }) => id === was.id)
  return (
    is !== undefined &&
    optIns[partnership] !== undefined &&
    saidAt(is, partnership) === saidAt(was, partnership)
  )
}

// What is set aside is shown to nobody, whatever was said of it before.
const saidAt = ({ shares, reuse }: Reflection, partnership: PartnershipId): Instant | undefined => {
  const stage = shares[partnership]?.stage
  return stage?.is === 'approved' && reuse !== 'set-aside' ? stage.at : undefined
}

const isSame = (a: Omit<Ended, 'since'>, b: Omit<Ended, 'since'>): boolean =>
  a.partnership === b.partnership && a.reflection === b.reflection
