// The one way in which what someone wrote is changed: in the same write whatever is not safe to use is set aside, and
// digests, the partnerships' too, and older questions that now say something else are noted.
import { showingDigestsAnew } from '../domain/digest-anew.ts'
import type { Leader, LeaderId } from '../domain/model.ts'
import { screened } from '../domain/set-aside.ts'
import { notingEnded } from '../domain/to-revise.ts'
import { showingWordsAnew } from '../domain/words-anew.ts'
import type { World } from './world.ts'

/**
 * Changes a leader's document; durable when it resolves. `before` is what it was at that moment, and not when somebody
 * looked last: of two changes at once, what follows from each is what it changed itself.
 */
export const changeWords = async (
  world: World,
  id: LeaderId,
  change: (it: Leader) => Leader,
): Promise<{ before: Leader; after: Leader }> => {
  let before: Leader | undefined
  const after = await world.leaders.update(id, (it) => {
    before = it
    const now = world.clock.now()
    const changed = showingDigestsAnew(it, screened(it, change(it), world.safety), now)
    return notingEnded(it, showingWordsAnew(it, changed, now), now)
  })
  return { before: before ?? after, after }
}
