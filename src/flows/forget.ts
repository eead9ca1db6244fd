// A leader takes back one reply, or everything. Their words are gone once this resolves; what follows from it in Slack
// is done after, and again if need be.
import { forgetEverything, forgetReflection } from '../domain/erasure.ts'
import type { ReflectionId } from '../domain/model.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import { doJobs } from './do-jobs.ts'
import { afterChange } from './record-reply.ts'
import { leaderOf, type World } from './world.ts'

/** Deletes one reply; undefined where it has gone already. */
export const deleteReply = async (
  world: World,
  user: string,
  id: ReflectionId,
): Promise<{ after: () => Promise<void> } | undefined> => {
  const before = await leaderOf(world, user)
  if (!before?.reflections.some((it) => it.id === id)) return undefined
  const after = await world.leaders.update(before.id, (it) => forgetReflection(it, id, world.clock.now()))
  return { after: () => afterChange(world, before, after) }
}

/** Deletes everything; undefined where nothing is known of them. */
export const deleteEverything = async (
  world: World,
  user: string,
): Promise<{ after: () => Promise<void> } | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  // On record first, so that a crash leaves it to be finished.
  await changeWorkspace(world, (it) => ({
    ...it,
    jobs: withJob(it.jobs, { is: 'forget', leader: leader.id }),
  }))
  await world.leaders.update(leader.id, (it) => forgetEverything(it, world.clock.now()))
  return { after: () => doJobs(world) }
}

/** Whether anything is kept of someone. */
export const hasAnything = async (world: World, user: string): Promise<boolean> =>
  (await leaderOf(world, user)) !== undefined
