// The one way in which what someone wrote is changed: whatever is not safe to use is set aside in the same write.
import type { Leader, LeaderId } from '../domain/model.ts'
import { screened } from '../domain/set-aside.ts'
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
    return screened(it, change(it), world.safety)
  })
  return { before: before ?? after, after }
}
