// Changes what admins set up, and describes anew whoever may now wake at another time.
import type { Job, Programme, Workspace } from '../domain/workspace.ts'
import { userKey, type World } from './world.ts'

/** Saves a change of the workspace's document; resolves once everyone it touches wakes at the right time. */
export const changeWorkspace = async (
  world: World,
  change: (current: Workspace) => Workspace,
): Promise<Workspace> => {
  const before = world.workspace.current
  const after = await world.workspaces.update(before.id, change)
  world.workspace.current = after
  if (after.revision !== before.revision) await describeAnew(world, touched(before, after))
  return after
}

const describeAnew = async (world: World, programmes: readonly Programme[]): Promise<void> => {
  const users = new Set(programmes.flatMap(({ people }) => people))
  const ids = await Promise.all(
    [...users].map((user) => world.leaders.find(userKey(world.workspace.current.id, user))),
  )
  await world.leaders.reindex(ids.filter((id) => id !== undefined))
  await world.partnerships.reindex(await world.partnerships.ids())
}

const touched = (before: Workspace, after: Workspace): Programme[] =>
  isSame(after.partnerships, before.partnerships)
    ? after.programmes.filter((it) => !before.programmes.some((was) => isSame(was, it)))
    : after.programmes

/**
 * A job with more to do: what is still to be done, where that is less than it was, and what went wrong. Where it `rests` it
 * goes on at the next tick, else once what is urgent is done.
 */
export type Unfinished = { still?: Job; rests: boolean; trouble?: unknown }

/** Notes a job, unless the same is waiting already. */
export const withJob = (jobs: readonly Job[], job: Job): Job[] => {
  if (job.is !== 'revise') return jobs.some((it) => isSame(it, job)) ? [...jobs] : [...jobs, job]
  // Of one that is being done at this moment nobody knows whether it has seen what there is to see: so it is another.
  const isIt = (it: Job): it is typeof job =>
    it.is === 'revise' && it.partnership === job.partnership && it.month === job.month
  return jobs.some(isIt)
    ? jobs.map((it) =>
        isIt(it)
          ? {
              ...it,
              ...job,
              takesOut: it.takesOut ?? job.takesOut,
              asked: (it.asked ?? 1) + 1,
              notBefore: undefined,
            }
          : it,
      )
    : [...jobs, job]
}

/** By content: what the store gives back is a copy, whatever changed in it. */
export const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)
