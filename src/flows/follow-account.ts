// Slack says that someone's account changed: another time zone, closed, open again.
import { follow } from '../domain/enrolment.ts'
import type { Zone } from '../domain/model.ts'
import { afterChange } from './record-reply.ts'
import { leaderOf, type World } from './world.ts'

export const followAccount = async (
  world: World,
  user: string,
  account: { isActive: boolean; zone?: Zone },
): Promise<void> => {
  const before = await leaderOf(world, user)
  if (!before) return
  const after = await world.leaders.update(before.id, (it) => follow(it, account, world.clock.now()))
  await afterChange(world, before, after)
}
