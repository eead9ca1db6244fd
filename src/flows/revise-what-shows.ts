// Whatever was posted and is no longer its author's wish leaves what was posted.
import type { Leader, PartnershipId } from '../domain/model.ts'
import { shows } from '../domain/partnership.ts'
import type { Item } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import { doJobs } from './do-jobs.ts'
import type { World } from './world.ts'

/** Rewrites posted digests that show something which its author has since withdrawn, changed or erased. */
export const reviseWhatShows = async (world: World, before: Leader, after: Leader): Promise<void> => {
  const withdrawn = before.reflections.flatMap((reflection) =>
    (Object.keys(reflection.shares) as PartnershipId[]).flatMap((partnership) => {
      const now = after.reflections.find(({ id }) => id === reflection.id)?.shares[partnership]?.stage
      const then = reflection.shares[partnership]?.stage
      // A yes that was given anew is another yes: what was posted stood on the one before.
      const isStill =
        now?.is === 'approved' && then?.is === 'approved' && now.at === then.at && after.optIns[partnership]
      const item: Item = { leader: before.id, reflection: reflection.id }
      return reflection.shares[partnership]?.stage.is === 'approved' && !isStill
        ? [{ partnership, item }]
        : []
    }),
  )
  for (const { partnership, item } of withdrawn) {
    const editions = (await world.partnerships.get(partnership))?.editions ?? []
    for (const { month } of editions.filter((it) => it.ts && shows(it, item))) {
      await changeWorkspace(world, (it) => ({
        ...it,
        jobs: withJob(it.jobs, { is: 'revise', partnership, month }),
      }))
    }
  }
  if (withdrawn.length > 0) await doJobs(world)
}
