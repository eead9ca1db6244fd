// Work that spans documents, kept in the workspace's document until it is done, so that a crash only delays it.
import type { Job } from '../domain/workspace.ts'
import { changeWorkspace, isSame, type Unfinished } from './change-workspace.ts'
import { enrol } from './enrol.ts'
import { finishForgetting } from './finish-forgetting.ts'
import { type Asking, asking, followMembers } from './follow-members.ts'
import { release } from './release.ts'
import { retell } from './retell.ts'
import { revise } from './revise.ts'
import { takeOut } from './take-out.ts'
import type { World } from './world.ts'

/**
 * Does what jobs there are, first those by which words leave what others can read. One that fails is logged and kept, as is
 * one with more to do: both go on at the next tick.
 */
export const doJobs = async (world: World): Promise<void> => {
  if (world.underWay.has(mark)) return
  world.underWay.add(mark)
  try {
    const left: Job[] = []
    const asks = asking()
    const isDue = (job: Job) => job.is !== 'revise' || (job.notBefore ?? '') <= world.clock.now()
    const waiting = () =>
      world.workspace.current.jobs.filter((job) => isDue(job) && !left.some((it) => isSame(it, job)))
    const next = () => waiting().find(isUrgent) ?? waiting()[0]
    for (let job = next(); job; job = next()) {
      const current = job
      try {
        const outcome = await doJob(world, current, () => waiting().some(isUrgent), asks)
        const { still, rests, trouble } = outcome === 'done' ? {} : outcome
        const after = outcome === 'done' ? [] : [still ?? current]
        if (rests) left.push(...after)
        if (!after.some((it) => isSame(it, current))) {
          await changeWorkspace(world, (it) => ({
            ...it,
            jobs: it.jobs.flatMap((other) => (isSame(other, current) ? after : [other])),
          }))
        }
        if (trouble) noteTrouble(world, current, trouble)
      } catch (error) {
        left.push(current)
        noteTrouble(world, current, error)
      }
    }
  } finally {
    world.underWay.delete(mark)
  }
}

/** Jobs are done by one at a time: whoever comes meanwhile leaves theirs to the one who is at it. */
const mark = 'jobs'

const isUrgent = ({ is }: Job): boolean => is === 'revise' || is === 'take-out' || is === 'forget'

const noteTrouble = ({ log }: World, { is }: Job, err: unknown): void =>
  log.error({ job: is, err }, 'could not finish a job; it will be tried again')

const doJob = async (
  world: World,
  job: Job,
  isUrgentWaiting: () => boolean,
  asks: Asking,
): Promise<'done' | Unfinished> => {
  switch (job.is) {
    case 'enrol':
      return enrol(world, job, isUrgentWaiting)
    case 'follow':
      return (await followMembers(world, job.programme, asks)) === 'done' ? 'done' : { rests: true }
    case 'release':
      await release(world, job)
      return 'done'
    case 'retell':
      await retell(world, job)
      return 'done'
    case 'forget':
      return (await finishForgetting(world, job)) === 'done' ? 'done' : { rests: true }
    case 'revise':
      return revise(world, job)
    case 'take-out':
      await takeOut(world, job)
      return 'done'
    default:
      return job satisfies never
  }
}
