// What was typed and is no reply after all; and back again. The message itself is its writer's: what it says is read
// from their conversation once more.

import { plus } from '../domain/calendar.ts'
import { forgetMessage } from '../domain/erasure.ts'
import type { Letter } from '../domain/letter.ts'
import { SlackTs } from '../domain/model.ts'
import { instantOfTs, partTyped, recordTyped, remember } from '../domain/reflection.ts'
import { changeWords } from './change-words.ts'
import { receipt } from './compose-letter.ts'
import { afterChange } from './record-reply.ts'
import { contextOf, leaderOf, type World } from './world.ts'

/** *Not a reply*: it is not kept. What the receipt then says; undefined where it has gone already. */
export const notAReply = async (world: World, user: string, ts: SlackTs): Promise<Letter | undefined> => {
  const before = await leaderOf(world, user)
  if (!before) return undefined
  const after = await changeWords(world, before.id, (it) => forgetMessage(it, ts, world.clock.now()))
  await afterChange(world, before, after)
  return { kind: 'not-a-reply', ts }
}

/** It was a reply after all. The receipt again; undefined where the message is no longer there. */
export const replyAfterAll = async (
  world: World,
  user: string,
  ts: SlackTs,
  thread: SlackTs | undefined,
): Promise<Letter | undefined> => {
  const before = await leaderOf(world, user)
  if (!before) return undefined
  const typed = await world.directory.typedSince(
    before.slack.dm,
    before.slack.user,
    justBefore(ts),
    thread ? [thread] : [],
  )
  const message = typed.find((it) => it.ts === ts)
  if (!message) return undefined
  const after = await changeWords(world, before.id, (it) =>
    recordTyped(remember(it, ts), message, world.clock.now()),
  )
  await afterChange(world, before, after)
  const reflection = after.reflections.find((it) => partTyped(it, ts))
  return reflection && receipt(after, reflection, ts, contextOf(world), world.safety)
}

const justBefore = (ts: SlackTs): SlackTs => {
  const second = Math.floor(Date.parse(plus(instantOfTs(ts), { seconds: -1 })) / 1000)
  return SlackTs.parse(`${second}.000000`)
}
