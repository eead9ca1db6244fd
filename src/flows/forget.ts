// A leader takes back one reply, or everything. Their words are gone once this resolves; what follows from it in Slack
// is done after, and again if need be.
import { forgetEverything, forgetReflection } from '../domain/erasure.ts'
import type { ReflectionId } from '../domain/model.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import { clearAway } from './clear-away.ts'
import { doJobs } from './do-jobs.ts'
import { leaderOf, type World } from './world.ts'

/** What is kept of someone who may want it deleted; undefined where nothing is. */
export const readForgetForm = async (
  world: World,
  user: string,
): Promise<{ hasDeclined: boolean } | undefined> => {
  const leader = await leaderOf(world, user)
  return leader && { hasDeclined: leader.stage.is === 'declined' }
}

/** Deletes one reply; undefined where it has gone already. */
export const deleteReply = async (
  world: World,
  user: string,
  id: ReflectionId,
): Promise<{ after: () => Promise<void> } | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader?.reflections.some((it) => it.id === id)) return undefined
  const { before, after } = await changeWords(world, leader.id, (it) =>
    forgetReflection(it, id, world.clock.now()),
  )
  return { after: () => afterChange(world, before, after) }
}

/**
 * Deletes everything; undefined where nothing is known of them. `after` tells whether all of it is done, or the rest
 * follows by itself.
 */
export const deleteEverything = async (
  world: World,
  user: string,
): Promise<{ after: () => Promise<'done' | 'more'> } | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const { id } = leader
  await changeWorkspace(world, (it) => ({ ...it, jobs: withJob(it.jobs, { is: 'forget', leader: id }) }))
  const left = await world.leaders.update(id, (it) => forgetEverything(it, world.clock.now()))
  return {
    after: async () => {
      await clearAway(world, left)
      await doJobs(world)
      return (await world.leaders.get(id)) ? 'more' : 'done'
    },
  }
}
