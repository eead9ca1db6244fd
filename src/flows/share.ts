// A leader's own decisions about what their partnership sees.
import type { Leader, PartnershipId } from '../domain/model.ts'
import { shows } from '../domain/partnership.ts'
import { type Decision, decide, optIn, optOut, type Stop, stopsAmong } from '../domain/sharing.ts'
import type { Item } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import { doJobs } from './do-jobs.ts'
import { showStage } from './show-stage.ts'
import { leaderOf, type World } from './world.ts'

/** Takes part in a partnership's digest, or no longer; then what was posted loses their words. */
export const takePart = async (
  world: World,
  user: string,
  partnership: PartnershipId,
  isIn: boolean,
): Promise<Leader | undefined> => {
  const before = await leaderOf(world, user)
  if (!before) return undefined
  const after = await world.leaders.update(before.id, (it) =>
    isIn ? optIn(it, partnership, world.clock.now()) : optOut(it, partnership),
  )
  await reviseWhatShows(world, before, after)
  await showStage(world, after)
  return after
}

/**
 * The answer to a preview, given with the channel's audience as it is now. Where words must be looked at first, nothing
 * is decided, and it says which.
 */
export const answerPreview = async (
  world: World,
  user: string,
  partnership: PartnershipId,
  decisions: readonly Decision[],
): Promise<'decided' | 'channel-out-of-reach' | { stops: Stop[] } | undefined> => {
  const stops = stopsAmong(decisions, world.safety)
  if (stops.length > 0) return { stops }
  const leader = await leaderOf(world, user)
  const settings = world.workspace.current.partnerships.find(({ id }) => id === partnership)
  if (!leader || !settings) return undefined
  const audience = await world.directory.audience(settings.channel)
  if (!audience) return 'channel-out-of-reach'
  const after = await world.leaders.update(leader.id, (it) =>
    decide(it, partnership, decisions, audience, world.clock.now()),
  )
  await reviseWhatShows(world, leader, after)
  return 'decided'
}

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
