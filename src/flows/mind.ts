// What someone should look at in what they wrote, and where to turn: for its writer alone, read anew each time.
import type { Letter } from '../domain/letter.ts'
import type { Leader, ReflectionId, SlackTs } from '../domain/model.ts'
import { partTyped } from '../domain/reflection.ts'
import { type Help, helpFor, type IdentifierKind, screen } from '../domain/safe-to-write.ts'
import { confirmReply, setAsideAgain, toMind } from '../domain/set-aside.ts'
import { changeWords } from './change-words.ts'
import { receipt } from './compose-letter.ts'
import { afterChange } from './record-reply.ts'
import { contextOf, leaderOf, type World } from './world.ts'

export type Caution = {
  reflection: ReflectionId
  identifiers: readonly IdentifierKind[]
  /** There is something in it that nobody can confirm away. */
  always: boolean
  /** Where to turn, if what they wrote sounds as if they might want to. */
  help: readonly Help[]
  confirmed: boolean
}

/** What to tell someone about a reply that was just set aside, or confirmed; undefined where there is nothing. */
export const cautionOf = (world: World, leader: Leader, id: ReflectionId): Caution | undefined => {
  const reflection = leader.reflections.find((it) => it.id === id)
  if (!reflection || reflection.reuse === 'open') return undefined
  const { identifiers, always, distress } = toMind(reflection, world.safety)
  return {
    reflection: id,
    identifiers,
    always,
    help: distress ? helpFor(world.safety, leader.settings.nation, distress) : [],
    confirmed: reflection.reuse === 'confirmed',
  }
}

/** Where to turn, for someone who has just typed something that sounds as if they might want to. */
export const helpAfter = (world: World, leader: Leader, ts: SlackTs): readonly Help[] => {
  const part = leader.reflections.map((it) => partTyped(it, ts)).find((it) => it !== undefined)
  const { distress } = screen(part?.text ?? '', world.safety)
  return distress ? helpFor(world.safety, leader.settings.nation, distress) : []
}

/** Its author has looked at it, or wants it set aside after all. */
export const markReply = async (
  world: World,
  user: string,
  id: ReflectionId,
  as: 'usable' | 'set-aside',
): Promise<Leader | undefined> => {
  const before = await leaderOf(world, user)
  if (!before) return undefined
  const after = await changeWords(world, before.id, (it) => {
    const reflection = it.reflections.find((one) => one.id === id)
    if (as === 'set-aside') return setAsideAgain(it, id)
    return reflection && !toMind(reflection, world.safety).always ? confirmReply(it, id) : it
  })
  await afterChange(world, before, after)
  return after
}

/** The receipt that stands at a message of ours, as it now is. */
export const receiptAt = (world: World, leader: Leader, at: SlackTs | undefined): Letter | undefined => {
  const sent = leader.outbox.find(
    ({ kind, state }) => kind === 'receipt' && state.is === 'settled' && state.ts === at,
  )
  const ts = sent?.about as SlackTs | undefined
  const reflection = ts && leader.reflections.find((it) => partTyped(it, ts))
  return ts && reflection && receipt(leader, reflection, ts, contextOf(world), world.safety)
}
