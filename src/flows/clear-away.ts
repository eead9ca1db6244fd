// Takes out of Slack what our own messages and files still hold of words that their author deleted. What cannot be
// done now is tried again, for as long as it takes.
import { plus } from '../domain/calendar.ts'
import { cleared, clearLater } from '../domain/erasure.ts'
import type { Leader } from '../domain/model.ts'
import type { Posted } from '../ports.ts'
import { question } from './compose-letter.ts'
import { contextOf, type World } from './world.ts'

/** A question of ours is shown anew, without the words; every other message and file goes. */
export const clearAway = async (world: World, leader: Leader): Promise<void> => {
  const now = world.clock.now()
  for (const { what } of leader.toClear.filter(({ notBefore }) => notBefore <= now)) {
    const posted = await clear(world, leader, what)
    const isOut = posted.is === 'sent' || (posted.is === 'refused' && gone.has(posted.error))
    if (!isOut) world.log.warn({ id: leader.id, what: what.is, outcome: posted.is }, 'could not clear away')
    const wait = posted.is === 'later' ? posted.afterSeconds : 300
    await world.leaders.update(leader.id, (it) =>
      isOut ? cleared(it, what) : clearLater(it, what, plus(now, { seconds: wait })),
    )
  }
}

const clear = (world: World, leader: Leader, what: Leader['toClear'][number]['what']): Promise<Posted> => {
  if (what.is === 'file') return world.sender.removeFile(what.id)
  const at = { channel: leader.slack.dm, ts: what.ts }
  const delivery = leader.deliveries.find(({ ts }) => ts === what.ts)
  return delivery
    ? world.sender.update(at, question(leader, delivery, contextOf(world)))
    : world.sender.remove(at)
}

/** Slack's words for something that is no longer there. */
const gone = new Set(['message_not_found', 'file_not_found', 'file_deleted', 'channel_not_found'])
