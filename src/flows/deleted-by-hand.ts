// Whether a message that is not there any more was deleted by its author, or let go by Slack, which deletes what is older
// than a workspace or a person chose to keep. Slack goes by age alone, and lets our messages go with theirs; of ours
// nobody but us deletes one. So what stands and is older says that Slack did not get that far.
import { instantOfTs } from '../domain/calendar.ts'
import type { Leader, Part, SlackTs } from '../domain/model.ts'
import { receiptKey } from '../domain/reflection.ts'
import { threadOf } from './send.ts'
import type { World } from './world.ts'

type Typed = Extract<Part['from'], { is: 'typed' }>

/** A receipt comes within seconds: where it came later, Slack may have stopped between the two. */
const soonSeconds = 60

/** Of messages that are not in someone's conversation with us any more, those that they deleted themselves. */
export const deletedByHand = async (
  world: World,
  leader: Leader,
  missing: readonly Typed[],
): Promise<Typed[]> => {
  const deleted: Typed[] = []
  let left = missing.toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
  while (left[0]) {
    const stands = await world.directory.newestUpTo(leader.slack.dm, placeOf(left[0]))
    if (stands === undefined) break
    deleted.push(...left.filter((it) => placeOf(it) >= stands))
    left = left.filter((it) => placeOf(it) < stands)
  }
  // Where little is kept nothing older may stand, but the receipt that came right behind it.
  for (const it of left) if (await hasItsReceipt(world, leader, it)) deleted.push(it)
  return deleted
}

// A thread may be taken for as old as its first message.
const placeOf = ({ ts, thread }: Typed): SlackTs => thread ?? ts

const hasItsReceipt = async (world: World, leader: Leader, { ts }: Typed): Promise<boolean> => {
  const receipt = leader.outbox.find(({ key }) => key === receiptKey(leader, ts))
  if (receipt?.state.is !== 'settled') return false
  const typedAt = instantOfTs(ts)
  if (Date.parse(instantOfTs(receipt.state.ts)) - Date.parse(typedAt) > soonSeconds * 1000) return false
  const where = { channel: leader.slack.dm, thread: threadOf(leader, receipt) }
  return (await world.sender.find(where, receipt.key, typedAt)) !== undefined
}
