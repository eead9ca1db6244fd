// The tick: everything whose time has come is advanced, saved and sent. It is the same after a minute and after a
// month away.
import pMap from 'p-map'
import { advance as advanceLeader } from '../domain/leader.ts'
import type { Leader } from '../domain/model.ts'
import { advance as advancePartnership } from '../domain/partnership.ts'
import { afterChange } from './after-change.ts'
import { askLeadersAnew } from './ask-anew.ts'
import { countWeeks } from './count-weeks.ts'
import { doJobs } from './do-jobs.ts'
import { sendToPartnership } from './send.ts'
import { contextOf, type World } from './world.ts'

/** How many documents are read at a time, and how many of them are worked on at once. */
const batch = 200
const atOnce = 8

/**
 * Does all that is due by now. One document's fault is logged and does not keep the others waiting. Once `until` is
 * aborted no further document is begun: what is left stays due.
 */
export const wake = async (world: World, until?: AbortSignal): Promise<void> => {
  await doJobs(world)
  await forAllDue(world, world.leaders, until, async (id) => {
    let before: Leader | undefined
    const after = await world.leaders.update(id, (it) => {
      before = it
      return advanceLeader(it, world.clock.now(), contextOf(world))
    })
    await afterChange(world, before ?? after, after)
  })
  await forAllDue(world, world.partnerships, until, async (id) => {
    const settings = world.workspace.current.partnerships.find((it) => it.id === id)
    if (!settings) return
    await world.partnerships.update(id, (it) => advancePartnership(it, world.clock.now(), settings))
    await sendToPartnership(world, id)
    const openness = await world.directory.channel(settings.channel)
    if (openness.is === 'open') await askLeadersAnew(world, settings, openness)
  })
  await countWeeks(world, until)
}

const forAllDue = async <Id extends string>(
  world: World,
  documents: { due(before: ReturnType<World['clock']['now']>, limit: number): Promise<Id[]> },
  until: AbortSignal | undefined,
  work: (id: Id) => Promise<void>,
): Promise<void> => {
  const done = new Set<Id>()
  for (;;) {
    // What stays due after it was worked on (an outcome that is still unknown, say) waits for the next tick.
    const due = await documents.due(world.clock.now(), batch + done.size)
    const ids = due.filter((id) => !done.has(id))
    if (ids.length === 0 || until?.aborted) return
    await pMap(
      ids,
      async (id) => {
        if (until?.aborted) return
        done.add(id)
        try {
          await work(id)
        } catch (error) {
          world.log.error({ id, err: error }, 'could not do what was due')
        }
      },
      { concurrency: atOnce },
    )
  }
}
