// What a person writes, edits or deletes: recorded first, answered after.

import { mayAccept, takesPart } from '../domain/enrolment.ts'
import { forgetMessage } from '../domain/erasure.ts'
import type { DeliveryId, Leader, ReflectionId, SlackTs } from '../domain/model.ts'
import {
  partTyped,
  recordTyped,
  recordWritten,
  type TypedReply,
  type WrittenReply,
} from '../domain/reflection.ts'
import type { Help } from '../domain/safe-to-write.ts'
import { readsOtherwise } from '../domain/set-aside.ts'
import { afterChange } from './after-change.ts'
import type { NameForm } from './change-challenge.ts'
import { changeWords } from './change-words.ts'
import { type LostYes, lostYeses } from './lost-yeses.ts'
import { type Caution, cautionOf, helpAfter, type LookedAt, lookAt } from './mind.ts'
import { contextOf, leaderOf, type World } from './world.ts'

/** What someone who typed should be told at once, and alone: why it is not kept, and where to turn. */
export type AfterTyping = {
  notKept?: NotKept | 'wordless'
  help: readonly Help[]
  /** Their change took a yes back. */
  lostYeses?: readonly LostYes[]
}
type NotKept = 'invited' | 'away' | 'stranger'

/**
 * Typed in the conversation, or edited there. What someone types who does not take part is not recorded, and they are
 * told so; but what is kept of theirs follows their edits, whatever they have become. Where to turn is for everyone.
 */
export const recordTypedReply = async (
  world: World,
  user: string,
  said: TypedReply,
): Promise<AfterTyping> => {
  const leader = await leaderOf(world, user)
  const help = helpAfter(world, leader, said.text)
  if (!leader) return { notKept: 'stranger', help }
  const isKept = leader.reflections.some((it) => partTyped(it, said.ts))
  if (!takesPart(leader) && !isKept) return { notKept: whyNot(world, leader), help }
  const { before, after } = await record(world, leader, (it) => recordTyped(it, said, world.clock.now()))
  const text = textTyped(after, said.ts)
  return {
    help: text !== undefined && text !== textTyped(before, said.ts) ? help : [],
    lostYeses: await lostYeses(world, before, after),
  }
}

/** A file that came without a word: there is nothing of it to keep. */
export const afterNoWords = async (world: World, user: string): Promise<AfterTyping> => {
  const leader = await leaderOf(world, user)
  const notKept = !leader ? 'stranger' : takesPart(leader) ? 'wordless' : whyNot(world, leader)
  return { notKept, help: [] }
}

const whyNot = (world: World, leader: Leader): NotKept =>
  leader.stage.is !== 'invited' ? 'away' : mayAccept(leader, contextOf(world)) ? 'invited' : 'stranger'

const textTyped = ({ reflections }: Leader, ts: SlackTs): string | undefined =>
  reflections.map((it) => partTyped(it, ts)).find((it) => it !== undefined)?.text

/** Deleted in the conversation by the person who wrote it. */
export const forgetTypedReply = async (world: World, user: string, ts: SlackTs): Promise<void> => {
  const leader = await leaderOf(world, user)
  if (!leader) return
  await record(world, leader, (it) => forgetMessage(it, ts, world.clock.now()))
}

/** A reply that was saved from its form. */
export type Written = {
  caution?: Caution
  held?: NameForm & { stop: NonNullable<LookedAt['stop']> }
  help: readonly Help[]
  /** Yeses that this change took back. */
  lostYeses: readonly LostYes[]
  after: () => Promise<void>
}

/**
 * Submitted in the modal; undefined where the person or what they answer is not known. Durable when it resolves.
 * `caution` and `help` are what to tell its writer at once; `held` is the name of a challenge that they must look at
 * before it is kept. What else follows from it is `after`.
 */
export const recordWrittenReply = async (
  world: World,
  user: string,
  target: { delivery: DeliveryId } | { reflection: ReflectionId },
  said: WrittenReply,
): Promise<Written | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const { name, placed } = said.challenge ?? {}
  const { stop, help } = lookAt(world, leader, name ?? '', false)
  const { before, after } = await changeWords(world, leader.id, (it) =>
    recordWritten(it, target, stop ? { ...said, challenge: undefined } : said, world.clock.now()),
  )
  const written = ({ reflections }: Leader) =>
    reflections.find((it) =>
      'reflection' in target ? it.id === target.reflection : it.delivery === target.delivery,
    )
  const saved = written(after)
  if (!saved) return undefined
  const isNews = saved.reuse === 'set-aside' && readsOtherwise(written(before), saved)
  return {
    ...(isNews && { caution: cautionOf(world, after, saved.id) }),
    ...(stop && name && { held: { reflection: saved.id, name, placed, stop } }),
    help,
    lostYeses: await lostYeses(world, before, after),
    after: () => afterChange(world, before, after),
  }
}

const record = async (
  world: World,
  leader: Leader,
  change: (it: Leader) => Leader,
): Promise<{ before: Leader; after: Leader }> => {
  const { before, after } = await changeWords(world, leader.id, change)
  if (after !== before) await afterChange(world, before, after)
  return { before, after }
}
