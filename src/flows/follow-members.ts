// A programme whose people are a channel's members is kept in step with it: who joins is invited, who leaves is asked
// no more. Whoever said no stays so. Bots and people of other organisations cannot be written to, and are left out.
import type { ProgrammeId, UserId } from '../domain/model.ts'
import { comingAndGoing } from '../domain/programme-change.ts'
import type { Job, Programme, Workspace } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import type { World } from './world.ts'

/** Looks at every channel that a programme follows; one that cannot be looked at keeps the others from nothing. */
export const followAllMembers = async (world: World, until?: AbortSignal): Promise<void> => {
  for (const { id } of world.workspace.current.programmes) {
    if (until?.aborted) return
    try {
      await followMembers(world, id)
    } catch (error) {
      world.log.warn({ programme: id, err: error }, 'the channel of a programme could not be looked at')
    }
  }
}

/** Brings one programme in step. Where its channel is out of reach, its people stay as they were last seen. */
export const followMembers = async (world: World, id: ProgrammeId): Promise<void> => {
  const programme = world.workspace.current.programmes.find((it) => it.id === id)
  if (!programme?.follows || programme.endedAt) return
  const audience = await world.directory.audience(programme.follows)
  await noteWhetherLost(world, programme, audience === undefined)
  if (!audience) {
    world.log.warn({ programme: id }, 'the channel that a programme follows is out of reach')
    return
  }
  const people: UserId[] = []
  for (const user of audience.members) {
    if (programme.people.includes(user) || (await mayBeAsked(world, user))) people.push(user)
  }
  const { coming, going } = comingAndGoing(programme.people, people)
  if (coming.length === 0 && going.length === 0) return
  await changeWorkspace(world, (it) => withPeople(it, programme, people))
}

// An admin sees in Home that its people are in step with nobody.
const noteWhetherLost = async (
  world: World,
  { id, followsLost }: Programme,
  isLost: boolean,
): Promise<void> => {
  if (isLost === (followsLost === true)) return
  const noted = ({ followsLost: _, ...it }: Programme): Programme =>
    isLost ? { ...it, followsLost: true } : it
  await changeWorkspace(world, (it) => ({
    ...it,
    programmes: it.programmes.map((one) => (one.id === id ? noted(one) : one)),
  }))
}

const mayBeAsked = async ({ directory }: World, user: UserId): Promise<boolean> => {
  const { isPerson, isActive } = await directory.profile(user, { unhurried: true })
  return isPerson && isActive
}

// Slack may have taken its time: an admin who ended it meanwhile, or chose its people otherwise, has their way.
const withPeople = (it: Workspace, { id: programme, follows }: Programme, people: UserId[]): Workspace => {
  const now = it.programmes.find(({ id }) => id === programme)
  if (!now || now.endedAt || now.follows !== follows) return it
  const { coming, going } = comingAndGoing(now.people, people)
  return {
    ...it,
    programmes: it.programmes.map((one) => (one.id === programme ? { ...one, people } : one)),
    jobs: [
      ...(coming.length > 0 ? [{ is: 'enrol' as const, programme, users: coming }] : []),
      ...(going.length > 0 ? [{ is: 'release' as const, programme, users: going }] : []),
    ].reduce<Job[]>((jobs, job) => withJob(jobs, job), it.jobs),
    revision: it.revision + 1,
  }
}
