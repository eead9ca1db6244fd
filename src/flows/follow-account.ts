// Slack says that someone's account changed: another time zone, closed, open again.
import { closedAccount } from '../domain/delivery-health.ts'
import { follow } from '../domain/enrolment.ts'
import { UserId, type Zone } from '../domain/model.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { noteReached } from './note-delivery.ts'
import { leaderOf, type World } from './world.ts'

export const followAccount = async (
  world: World,
  user: string,
  account: { isActive: boolean; zone?: Zone },
): Promise<void> => {
  // Of everyone who was named, whether or not there is anything of theirs: it says nothing of who takes part.
  const isNamed = world.workspace.current.programmes.some(({ people }) => people.some((it) => it === user))
  const isNoted = world.workspace.current.delivery.unreachable.some((it) => it.user === user)
  if (isNamed && !account.isActive) await noteReached(world, UserId.parse(user), closedAccount)
  else if (isNoted && account.isActive) await noteReached(world, UserId.parse(user))
  const leader = await leaderOf(world, user)
  if (!leader) return
  const { before, after } = await changeWords(world, leader.id, (it) =>
    follow(it, account, world.clock.now()),
  )
  await afterChange(world, before, after)
}
