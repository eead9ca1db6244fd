// Takes out of Slack what our own messages and files still hold of words that their author deleted, and writes anew what
// stands differently by now. What cannot be done now is tried again, for as long as it takes.
import { plus } from '../domain/calendar.ts'
import { cleared, clearLater, showLater, type Thing } from '../domain/erasure.ts'
import type { Letter } from '../domain/letter.ts'
import type { Instant, Leader, LeaderId, SlackTs } from '../domain/model.ts'
import type { Posted } from '../ports.ts'
import { digest, question, receiptFor } from './compose-letter.ts'
import { contextOf, type World } from './world.ts'

/** So much is cleared in one go, so that nobody else's minute waits for years of someone's; the rest comes next. */
const mostAtOnce = 20

/** Slack gave no answer, or a reason that may pass; or one that will hardly pass by itself (seconds). */
const soon = 300
const tomorrow = 24 * 60 * 60

/** The mark of a file of theirs that is being made: what Slack does not have yet cannot be taken away. */
export const makingFile = (id: LeaderId): string => `file:${id}`

/** A question or a digest of ours is shown anew, as it now stands; every other message and file goes. */
export const clearAway = async (world: World, leader: Leader): Promise<void> => {
  const mark = `clear:${leader.id}`
  if (nextToClear(world, leader) === undefined || world.underWay.has(mark)) return
  world.underWay.add(mark)
  try {
    // As it stands by now: what another change had noted may have been seen to meanwhile.
    let it = await world.leaders.get(leader.id)
    for (let done = 0; it && done < mostAtOnce; done += 1) {
      const what = nextToClear(world, it)
      if (!what) return
      const later = whenAgain(await clear(world, it, what), world.clock.now())
      if (later) world.log.warn({ id: it.id, what: what.is, until: later }, 'could not clear away yet')
      // More may have been deleted meanwhile.
      it = await world.leaders.update(it.id, (now) =>
        later ? clearLater(now, what, later) : cleared(now, what),
      )
    }
  } finally {
    world.underWay.delete(mark)
  }
}

/** One of our messages as it stands by now. Where Slack does not take it just now it is tried again, as it then stands. */
export const writeAnew = async (
  world: World,
  leader: Leader,
  what: Exclude<Thing, { is: 'file' }>,
  letter: Letter,
): Promise<void> => {
  const posted = await world.sender.update({ channel: leader.slack.dm, ts: what.ts }, letter)
  // What Slack refuses would be refused again.
  const again = posted.is === 'refused' ? undefined : whenAgain(posted, world.clock.now())
  if (!again) return
  world.log.warn({ id: leader.id, what: what.is, until: again }, 'could not write a message anew yet')
  await world.leaders.update(leader.id, (it) => showLater(it, what, again))
}

const nextToClear = ({ clock, underWay }: World, { id, toClear }: Leader): Thing | undefined => {
  const now = clock.now()
  return toClear.find(
    ({ what, notBefore }) => notBefore <= now && !(what.is === 'file' && underWay.has(makingFile(id))),
  )?.what
}

const clear = async (world: World, leader: Leader, what: Thing): Promise<Posted> => {
  if (what.is === 'file') return world.sender.removeFile(what.id)
  const at = { channel: leader.slack.dm, ts: what.ts }
  if (what.is === 'receipt') {
    const letter = receiptAt(world, leader, what.ts)
    const posted = letter && (await world.sender.update(at, letter))
    return !posted || posted.is === 'refused' ? { is: 'sent', ts: what.ts } : posted
  }
  const delivery = leader.deliveries.find(({ ts }) => ts === what.ts)
  if (delivery) return world.sender.update(at, question(leader, delivery, contextOf(world)))
  const month = leader.digests.find(({ ts }) => ts === what.ts)?.month
  const letter = month && digest(leader, month, contextOf(world))
  return letter ? world.sender.update(at, letter) : world.sender.remove(at)
}

// Undefined where it left Slack with what it was for.
const receiptAt = (world: World, leader: Leader, at: SlackTs): Letter | undefined => {
  const receipt = leader.outbox.find(
    ({ kind, state }) => kind === 'receipt' && state.is === 'settled' && state.ts === at,
  )
  if (!receipt) return undefined
  const ts = receipt.about as SlackTs
  return receiptFor(leader, ts, contextOf(world), world.safety) ?? { kind: 'not-a-reply', ts }
}

/** When it is tried again; undefined where it is out of Slack. */
const whenAgain = (posted: Posted, now: Instant): Instant | undefined => {
  switch (posted.is) {
    case 'sent':
      return undefined
    case 'refused':
      return gone.has(posted.error) ? undefined : plus(now, { seconds: tomorrow })
    case 'later':
      return plus(now, { seconds: posted.afterSeconds })
    case 'unknown':
      return plus(now, { seconds: soon })
    default:
      return posted satisfies never
  }
}

/** Slack's words for something that is no longer there. */
const gone = new Set(['message_not_found', 'file_not_found', 'file_deleted', 'channel_not_found'])
