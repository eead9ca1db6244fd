// The one way in which what someone wrote is changed: whatever is not safe to use is set aside in the same write.
import type { Leader, LeaderId } from '../domain/model.ts'
import { screened } from '../domain/set-aside.ts'
import type { World } from './world.ts'

/** Changes a leader's document; durable when it resolves. */
export const changeWords = (world: World, id: LeaderId, change: (it: Leader) => Leader): Promise<Leader> =>
  world.leaders.update(id, (it) => screened(it, change(it), world.safety))
