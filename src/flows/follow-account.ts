// Slack says that someone's account changed: another time zone, closed, open again.
import { follow } from '../domain/enrolment.ts'
import type { Zone } from '../domain/model.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { leaderOf, type World } from './world.ts'

export const followAccount = async (
  world: World,
  user: string,
  account: { isActive: boolean; zone?: Zone },
): Promise<void> => {
  const leader = await leaderOf(world, user)
  if (!leader) return
  const { before, after } = await changeWords(world, leader.id, (it) =>
    follow(it, account, world.clock.now()),
  )
  await afterChange(world, before, after)
}
