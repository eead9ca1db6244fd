// Brings people into a programme: one direct message each, and nothing else until they accept.
import { closedAccount } from '../domain/delivery-health.ts'
import { decline, invite, newLeader } from '../domain/enrolment.ts'
import { LeaderId, type UserId } from '../domain/model.ts'
import { saidNo } from '../domain/withdrawal.ts'
import type { Job, Programme } from '../domain/workspace.ts'
import { noteReached } from './note-delivery.ts'
import { sendToLeader } from './send.ts'
import { showStage } from './show-stage.ts'
import { userKey, type World } from './world.ts'

/**
 * Invites everyone named; whoever was dealt with before is passed over, so that it can be taken up again. Trouble
 * with one keeps no other waiting; it throws the first trouble at the end, and is then not done.
 */
export const enrol = async (world: World, job: Extract<Job, { is: 'enrol' }>): Promise<void> => {
  const programme = world.workspace.current.programmes.find(({ id }) => id === job.programme)
  if (!programme) return
  const troubles: unknown[] = []
  for (const user of job.users) {
    try {
      await enrolOne(world, user, programme)
    } catch (error) {
      troubles.push(error)
    }
  }
  if (troubles.length > 0) throw troubles[0]
}

const enrolOne = async (world: World, user: UserId, programme: Programme): Promise<void> => {
  const id = await documentOf(world, user, programme)
  if (!id) return
  const named = await world.leaders.update(id, (it) => invite(it, programme.id, world.clock.now()))
  await sendToLeader(world, id)
  // An invitation that was not answered yet names this programme too.
  if (named.stage.is === 'invited' && named.programmes.length > 1) await showStage(world, named)
}

const documentOf = async (
  world: World,
  user: UserId,
  programme: Programme,
): Promise<LeaderId | undefined> => {
  const team = world.workspace.current.id
  const there = await world.leaders.find(userKey(team, user))
  if (there) return there
  const profile = await world.directory.profile(user)
  if (!profile.isActive) await noteReached(world, user, closedAccount)
  if (!profile.isPerson || !profile.isActive) return undefined
  const dm = await world.directory.openDm(user)
  const invited = newLeader(
    LeaderId.parse(`L${world.newId()}`),
    { team, user, dm },
    { zone: profile.zone, nation: programme.nation },
    world.clock.now(),
  )
  // They said no after the backup that all came from was made: a no is final, whatever is lost.
  const isNo = saidNo(world.noted, team, user) === 'declined'
  const { id } = await world.leaders.create(isNo ? decline(invited, world.clock.now()) : invited)
  if (profile.isZoneAssumed) {
    world.log.warn(
      { id, zone: profile.zone },
      'Slack knows no time zone for them that is known here; assumed one',
    )
  }
  return id
}
