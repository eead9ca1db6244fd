// Who someone is to an admin's acts, asked of Slack and of the workspace's document each time: a rank that was taken
// away is gone at once.

import { takesPart } from '../domain/enrolment.ts'
import { UserId } from '../domain/model.ts'
import type { Actor } from '../domain/permissions.ts'
import type { Profile } from '../ports.ts'
import { leaderOf, type World } from './world.ts'

export const identify = async (world: World, id: string): Promise<{ actor: Actor; profile: Profile }> => {
  const user = UserId.parse(id)
  const profile = await world.directory.profile(user)
  const { appointed, partnerships } = world.workspace.current
  const leader = await leaderOf(world, id)
  const { isActive } = profile
  return {
    profile,
    actor: {
      user,
      isOwner: isActive && profile.isOwner,
      isWorkspaceAdmin: isActive && profile.isAdmin,
      isNamed: isActive && world.namedAdmins.includes(id),
      isAppointed: isActive && appointed.some((it) => it.user === user),
      facilitates: isActive
        ? partnerships.filter(({ facilitators }) => facilitators.includes(user)).map((it) => it.id)
        : [],
      isLeader: leader !== undefined && takesPart(leader),
    },
  }
}
