// What people typed while nobody listened: read from their own conversation with us, and taken in as if it had
// come then. Those with a question open come first. History covers seven days back, for edits and deletions.
import { plus } from '../domain/calendar.ts'
import { type Leader, type LeaderId, SlackTs } from '../domain/model.ts'

import { forgetTypedReply, recordTypedReply } from './record-reply.ts'
import type { World } from './world.ts'

const lookBackDays = 7

/** Reads everyone's conversation; one that cannot be read is logged, and the others go on. */
export const catchUp = async (world: World): Promise<void> => {
  const leaders: Leader[] = []
  for (const id of await world.leaders.ids()) {
    const leader = await read(world, id)
    if (leader?.stage.is === 'active') leaders.push(leader)
  }
  const isWaiting = ({ deliveries }: Leader) => deliveries.some(({ state }) => state.is === 'open')
  for (const leader of [...leaders.filter(isWaiting), ...leaders.filter((it) => !isWaiting(it))]) {
    try {
      await catchUpWith(world, leader)
    } catch (error) {
      world.log.warn({ id: leader.id, err: error }, 'could not read what was typed while we were away')
    }
  }
}

const catchUpWith = async (world: World, leader: Leader): Promise<void> => {
  const { user, dm } = leader.slack
  const since = tsOf(plus(world.clock.now(), { days: -lookBackDays }))
  // Nothing that was typed before they accepted is a reply.
  const accepted = tsOf(leader.stage.since)
  const after = since > accepted ? since : accepted
  const threads = leader.deliveries.filter(({ ts }) => ts && ts >= after).map(({ ts }) => ts as SlackTs)
  const typed = await world.directory.typedSince(dm, user, after, threads)
  for (const message of typed) await recordTypedReply(world, user, message)

  const there = new Set(typed.map(({ ts }) => ts))
  const gone = leader.reflections
    .flatMap(({ parts }) => parts.map(({ from }) => from))
    .filter((from) => from.is === 'typed' && from.ts > after && !there.has(from.ts))
  for (const from of gone) {
    const isReadable = from.is === 'typed' && (!from.thread || threads.includes(from.thread))
    if (isReadable) await forgetTypedReply(world, user, from.ts)
  }
}

const read = async (world: World, id: LeaderId): Promise<Leader | undefined> => {
  try {
    return await world.leaders.get(id)
  } catch (error) {
    world.log.error({ id, err: error }, 'a document cannot be read')
    return undefined
  }
}

const tsOf = (instant: string): SlackTs => SlackTs.parse(`${Math.floor(Date.parse(instant) / 1000)}.000000`)
