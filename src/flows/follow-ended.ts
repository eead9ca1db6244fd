// Whatever was posted and is no longer its author's wish leaves what was posted.
import type { Leader } from '../domain/model.ts'
import { isOnItsWay, shows } from '../domain/partnership.ts'
import { withFollowed } from '../domain/to-revise.ts'
import type { Job } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import type { World } from './world.ts'

/**
 * Notes that posted digests are to be rewritten which show something that its author has since withdrawn, changed or
 * erased; true where there are any. What cannot be noted now is logged, and stays due.
 */
export const followEnded = async (world: World, { id, toRevise }: Leader): Promise<boolean> => {
  if (toRevise.length === 0) return false
  try {
    const jobs: Job[] = []
    const followed: Leader['toRevise'] = []
    for (const ended of toRevise) {
      const { partnership, reflection } = ended
      const posting = await world.partnerships.get(partnership)
      const showing = posting?.editions.filter((it) => shows(it, { leader: id, reflection })) ?? []
      for (const { ts, month } of showing)
        if (ts) jobs.push({ is: 'revise', partnership, month, takesOut: true })
      // One that is on its way at this moment can be rewritten once it is known where it stands. One that waits, or of
      // which nobody knows whether it appeared, is made anew from what is everyone's wish by then.
      if (!posting || !showing.some((it) => isOnItsWay(posting, it))) followed.push(ended)
    }
    if (jobs.length > 0) {
      await changeWorkspace(world, (it) => ({ ...it, jobs: jobs.reduce(withJob, it.jobs) }))
    }
    await world.leaders.update(id, (it) => withFollowed(it, followed))
    return jobs.length > 0
  } catch (error) {
    world.log.error({ id, err: error }, 'could not note what is to leave a digest; it will be tried again')
    return false
  }
}
