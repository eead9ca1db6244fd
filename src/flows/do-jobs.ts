// Work that spans documents, kept in the workspace's document until it is done, so that a crash only delays it.
import type { Instant } from '../domain/model.ts'
import type { Job } from '../domain/workspace.ts'
import { changeWorkspace, isSame } from './change-workspace.ts'
import { enrol } from './enrol.ts'
import { finishForgetting } from './finish-forgetting.ts'
import { followMembers } from './follow-members.ts'
import { release } from './release.ts'
import { retell } from './retell.ts'
import { revise } from './revise.ts'
import { takeOut } from './take-out.ts'
import type { World } from './world.ts'

/** Does what jobs there are. One that fails is logged and kept, as is one with more to do: both go on at the next tick. */
export const doJobs = async (world: World): Promise<void> => {
  if (world.underWay.has(mark)) return
  world.underWay.add(mark)
  try {
    const left: Job[] = []
    const isDue = (job: Job) => job.is !== 'revise' || (job.notBefore ?? '') <= world.clock.now()
    const next = () =>
      world.workspace.current.jobs.find((job) => isDue(job) && !left.some((it) => isSame(it, job)))
    for (let job = next(); job; job = next()) {
      const current = job
      try {
        const outcome = await doJob(world, current)
        if (outcome === 'more') {
          left.push(current)
          continue
        }
        const after = outcome === 'done' ? [] : [{ ...current, ...outcome }]
        await changeWorkspace(world, (it) => ({
          ...it,
          jobs: it.jobs.flatMap((other) => (isSame(other, current) ? after : [other])),
        }))
      } catch (error) {
        left.push(current)
        world.log.error({ job: current.is, err: error }, 'could not finish a job; it will be tried again')
      }
    }
  } finally {
    world.underWay.delete(mark)
  }
}

/** Jobs are done by one at a time: whoever comes meanwhile leaves theirs to the one who is at it. */
const mark = 'jobs'

const doJob = async (world: World, job: Job): Promise<'done' | 'more' | { notBefore: Instant }> => {
  switch (job.is) {
    case 'enrol':
      return enrol(world, job)
    case 'follow':
      await followMembers(world, job.programme)
      return 'done'
    case 'release':
      await release(world, job)
      return 'done'
    case 'retell':
      await retell(world, job)
      return 'done'
    case 'forget':
      return finishForgetting(world, job)
    case 'revise':
      return revise(world, job)
    case 'take-out':
      await takeOut(world, job)
      return 'done'
    default:
      return job satisfies never
  }
}
