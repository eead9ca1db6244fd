// Someone deleted everything: their words leave what was posted, what stands in Slack goes, and last their document.
import { forgetEverything } from '../domain/erasure.ts'
import type { LeaderId, PartnershipId } from '../domain/model.ts'
import { editionKey, withoutAuthor } from '../domain/partnership.ts'
import type { Item, Job } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import type { World } from './world.ts'

/** `more` while something is still to be taken out of Slack, or on its way there: then it is taken up again. */
export const finishForgetting = async (
  world: World,
  { leader: id }: Extract<Job, { is: 'forget' }>,
): Promise<'done' | 'more'> => {
  let isOver = true
  if (await world.leaders.get(id)) {
    const left = await world.leaders.update(id, (it) => forgetEverything(it, world.clock.now()))
    const isBusy = [...world.underWay].some((key) => key.includes(id))
    isOver = !isBusy && left.toClear.length === 0 && left.outbox.length === 0
  }
  // What others can read does not wait for it.
  for (const partnership of await world.partnerships.ids()) {
    if (!(await strike(world, partnership, id))) isOver = false
  }
  if (isOver) await world.leaders.remove(id)
  return isOver ? 'done' : 'more'
}

// Their words leave what was posted. False while a digest with words of theirs is being posted.
const strike = async (world: World, partnership: PartnershipId, id: LeaderId): Promise<boolean> => {
  const isTheirs = (it: Item) => it.leader === id
  const editions = (await world.partnerships.get(partnership))?.editions ?? []
  const worded = editions.filter(({ frozen }) =>
    [...(frozen?.named ?? []), ...(frozen?.unnamed ?? [])].some(isTheirs),
  )
  if (worded.some(({ month }) => world.underWay.has(editionKey(partnership, month)))) return false
  const posted = worded.filter(({ ts }) => ts)
  if (posted.length > 0) {
    await changeWorkspace(world, (it) => ({
      ...it,
      jobs: posted.reduce(
        (jobs, { month }) => withJob(jobs, { is: 'revise', partnership, month, takesOut: true }),
        it.jobs,
      ),
    }))
  }
  if (editions.some(({ frozen }) => frozen?.counted.some(isTheirs))) {
    await world.partnerships.update(partnership, (it) => ({
      ...it,
      editions: withoutAuthor(it.editions, id),
    }))
  }
  return true
}
