// Someone deleted everything: what stands in Slack goes, what refers to them, and last their document.
import { forgetEverything } from '../domain/erasure.ts'
import type { Leader, LeaderId, PartnershipId } from '../domain/model.ts'
import type { Edition, Item, Job } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import { clearAway } from './clear-away.ts'
import type { World } from './world.ts'

/** Throws while something is left to do, so that it is taken up again. */
export const finishForgetting = async (
  world: World,
  { leader: id }: Extract<Job, { is: 'forget' }>,
): Promise<void> => {
  const there = await world.leaders.get(id)
  if (there) {
    if ([...world.underWay].some((key) => key.includes(id))) throw new Error('a message to them is under way')
    await clearAway(world, isEmptied(there) ? there : await empty(world, id))
    const left = (await world.leaders.get(id))?.toClear.length ?? 0
    if (left > 0) throw new Error(`${left} messages or files of ours could not be taken out of Slack yet`)
  }
  for (const partnership of await world.partnerships.ids()) await strike(world, partnership, id)
  await world.leaders.remove(id)
}

const isEmptied = ({ stage, reflections, deliveries }: Leader): boolean =>
  stage.is === 'left' && reflections.length === 0 && deliveries.length === 0

const empty = (world: World, id: LeaderId): Promise<Leader> =>
  world.leaders.update(id, (it) => forgetEverything(it, world.clock.now()))

// Their words leave what was posted. Figures stay as they were; who was behind them is no longer on record.
const strike = async (world: World, partnership: PartnershipId, id: LeaderId): Promise<void> => {
  const isTheirs = (it: Item) => it.leader === id
  const editions = (await world.partnerships.get(partnership))?.editions ?? []
  const worded = editions.filter(
    ({ ts, frozen }) => ts && frozen && [...frozen.named, ...frozen.unnamed].some(isTheirs),
  )
  await changeWorkspace(world, (it) => ({
    ...it,
    jobs: worded.reduce((jobs, { month }) => withJob(jobs, { is: 'revise', partnership, month }), it.jobs),
  }))
  const without = (edition: Edition): Edition =>
    edition.frozen?.counted.some(isTheirs)
      ? {
          ...edition,
          frozen: {
            ...edition.frozen,
            named: edition.frozen.named.filter((it) => !isTheirs(it)),
            unnamed: edition.frozen.unnamed.filter((it) => !isTheirs(it)),
            counted: edition.frozen.counted.filter((it) => !isTheirs(it)),
          },
        }
      : edition
  if (editions.some((it) => without(it) !== it)) {
    await world.partnerships.update(partnership, (it) => ({ ...it, editions: it.editions.map(without) }))
  }
}
