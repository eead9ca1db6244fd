// What a person writes, edits or deletes: recorded first, answered after.
import { takesPart } from '../domain/enrolment.ts'
import type { Delivery, DeliveryId, Leader, ReflectionId, SlackTs } from '../domain/model.ts'
import {
  forgetTyped,
  recordTyped,
  recordWritten,
  type TypedReply,
  type WrittenReply,
} from '../domain/reflection.ts'
import { question } from './compose-letter.ts'
import { sendToLeader } from './send.ts'
import { reviseWhatShows } from './share.ts'
import { contextOf, leaderOf, type World } from './world.ts'

/** Typed in the conversation, or edited there. Someone who has not accepted is not recorded. */
export const recordTypedReply = async (world: World, user: string, said: TypedReply): Promise<void> => {
  const leader = await leaderOf(world, user)
  if (!leader || !takesPart(leader)) return
  await record(world, leader, (it) => recordTyped(it, said, world.clock.now()))
}

/** Deleted in the conversation by the person who wrote it. */
export const forgetTypedReply = async (world: World, user: string, ts: SlackTs): Promise<void> => {
  const leader = await leaderOf(world, user)
  if (!leader) return
  await record(world, leader, (it) => forgetTyped(it, ts, world.clock.now()))
}

/** Submitted in the modal; undefined where the person is not known. Durable when it resolves. */
export const recordWrittenReply = async (
  world: World,
  user: string,
  target: { delivery: DeliveryId } | { reflection: ReflectionId },
  said: WrittenReply,
): Promise<Leader | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  return world.leaders.update(leader.id, (it) => recordWritten(it, target, said, world.clock.now()))
}

/** Questions older than this many are history: their messages are not rewritten. */
const shownDeliveries = 13

/** What follows a change once it is on disk: the receipt, questions that now stand differently, posted digests. */
export const afterChange = async (world: World, before: Leader, after: Leader): Promise<void> => {
  await sendToLeader(world, after.id)
  const context = contextOf(world)
  for (const delivery of after.deliveries.slice(-shownDeliveries)) {
    const was = before.deliveries.find(({ id }) => id === delivery.id)
    if (was && shown(before, was, context) !== shown(after, delivery, context)) {
      await showQuestion(world, after, delivery)
    }
  }
  await reviseWhatShows(world, before, after)
}

/** Shows a question as it stands, where it was asked; harmless to repeat. */
export const showQuestion = async (world: World, leader: Leader, delivery: Delivery): Promise<void> => {
  if (!delivery.ts) return
  const at = { channel: leader.slack.dm, ts: delivery.ts }
  await world.sender.update(at, question(leader, delivery, contextOf(world)))
}

// Documents are copied as they are kept, so that only what they say can be compared.
const shown = (...of: Parameters<typeof question>): string => JSON.stringify(question(...of))

const record = async (world: World, before: Leader, change: (it: Leader) => Leader): Promise<void> => {
  const after = await world.leaders.update(before.id, change)
  if (after !== before) await afterChange(world, before, after)
}
