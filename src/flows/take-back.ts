// What was typed and is no reply after all; and back again. The message itself is its writer's: what it says is read
// from their conversation once more.

import { instantOfTs, plus } from '../domain/calendar.ts'
import { takesPart } from '../domain/enrolment.ts'
import { takeBack } from '../domain/erasure.ts'
import { type LeaderId, SlackTs } from '../domain/model.ts'
import { partTyped, receiptStandsAs, recordTyped, remember } from '../domain/reflection.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { writeAnew } from './clear-away.ts'
import { receiptFor } from './compose-letter.ts'
import { contextOf, inTurn, leaderOf, type World } from './world.ts'

/** Where the receipt stands that was pressed. */
type Place = { ts: SlackTs }

/** *Not a reply*: it is not kept, and its receipt says so; false where nobody is known. */
export const notAReply = async (
  world: World,
  user: string,
  ts: SlackTs,
  receipt?: Place,
): Promise<boolean> => {
  const leader = await leaderOf(world, user)
  if (!leader) return false
  const { before, after } = await changeWords(world, leader.id, (it) => {
    const now = world.clock.now()
    const isKept = it.reflections.some((one) => partTyped(one, ts))
    const without = takeBack(it, ts, now)
    // Should it be kept again some other way, this is the receipt that says so.
    return receipt && isKept ? receiptStandsAs(without, ts, receipt.ts, now) : without
  })
  await afterChange(world, before, after)
  if (receipt) await showReceipt(world, leader.id, ts, receipt)
  return true
}

/**
 * It was a reply after all, and its receipt says so. `gone` where the message is no longer there, `away` where they take
 * no part by now: then nothing is kept.
 */
export const replyAfterAll = async (
  world: World,
  user: string,
  ts: SlackTs,
  receipt?: Place & { thread?: SlackTs },
): Promise<'kept' | 'gone' | 'away'> => {
  const leader = await leaderOf(world, user)
  if (!leader || !takesPart(leader)) return 'away'
  const typed = await world.directory.typedSince(
    leader.slack.dm,
    leader.slack.user,
    justBefore(ts),
    receipt?.thread ? [receipt.thread] : [],
  )
  const message = typed.find((it) => it.ts === ts)
  if (!message) return 'gone'
  const { before, after } = await changeWords(world, leader.id, (it) => {
    if (!takesPart(it)) return it
    const recorded = recordTyped(remember(it, ts), message, world.clock.now())
    return receipt ? receiptStandsAs(recorded, ts, receipt.ts, world.clock.now()) : recorded
  })
  await afterChange(world, before, after)
  if (receipt) await showReceipt(world, leader.id, ts, receipt)
  return takesPart(after) ? 'kept' : 'away'
}

// However old it is: of receipts that came long ago, nothing else knows where they stand.
const showReceipt = (world: World, id: LeaderId, ts: SlackTs, at: Place): Promise<void> =>
  inTurn(world, id, async () => {
    const leader = await world.leaders.get(id)
    if (!leader) return
    const letter = receiptFor(leader, ts, contextOf(world), world.safety)
    await writeAnew(world, leader, { is: 'receipt', ts: at.ts }, letter ?? { kind: 'not-a-reply', ts })
  })

const justBefore = (ts: SlackTs): SlackTs => {
  const second = Math.floor(Date.parse(plus(instantOfTs(ts), { seconds: -1 })) / 1000)
  return SlackTs.parse(`${second}.000000`)
}
