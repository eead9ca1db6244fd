// Work that spans documents, kept in the workspace's document until it is done, so that a crash only delays it.
import type { Job } from '../domain/model.ts'
import { changeWorkspace } from './change-workspace.ts'
import { enrol } from './enrol.ts'
import { revise } from './revise.ts'
import type { World } from './world.ts'

/** Does what jobs there are; one that fails is logged, kept, and tried again at the next tick. */
export const doJobs = async (world: World): Promise<void> => {
  for (const job of world.workspace.current.jobs) {
    try {
      await doJob(world, job)
      await changeWorkspace(world, (it) => ({ ...it, jobs: it.jobs.filter((other) => !isSame(other, job)) }))
    } catch (error) {
      world.log.error({ job: job.is, err: error }, 'could not finish a job; it will be tried again')
    }
  }
}

/** Notes a job, unless the same is waiting already. */
export const withJob = (jobs: readonly Job[], job: Job): Job[] =>
  jobs.some((it) => isSame(it, job)) ? [...jobs] : [...jobs, job]

const doJob = (world: World, job: Job): Promise<void> => {
  switch (job.is) {
    case 'enrol':
      return enrol(world, job)
    case 'revise':
      return revise(world, job)
    default:
      return job satisfies never
  }
}

const isSame = (a: Job, b: Job): boolean => JSON.stringify(a) === JSON.stringify(b)
