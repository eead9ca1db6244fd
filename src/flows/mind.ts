import type { Leader, ReflectionId } from '../domain/model.ts'
import {
  type DistressTier,
  type Help,
  helpFor,
  type IdentifierKind,
  type Screened,
  screen,
} from '../domain/safe-to-write.ts'
import { confirmReply, type Stays, setAsideAgain, staysInSlack, toMind } from '../domain/set-aside.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { leaderOf, type World } from './world.ts'

export type Caution = {
  reflection: ReflectionId
  identifiers: readonly IdentifierKind[]
  /** There is something in it that nobody can confirm away. */
  always: boolean
  /** Where to turn, if what they wrote sounds as if they might want to. */
  help: readonly Help[]
  confirmed: boolean
  /** Where a message of theirs goes on saying it. */
  stays?: Stays
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
    help: distress ? helpHere(world, leader, distress) : [],
    confirmed: reflection.reuse === 'confirmed',
    stays: staysInSlack(reflection, world.safety),
  }
}

/** Where to turn, for someone who wrote words that sound as if they might want to. Nothing is kept of it. */
export const helpAfter = (world: World, leader: Leader | undefined, words: string): readonly Help[] => {
  const { distress } = screen(words, world.safety)
  return distress ? helpHere(world, leader, distress) : []
}

/** Where to turn in someone's nation: for one tier, or all there is. Of someone whom we do not know, the first programme's. */
export const helpHere = (world: World, leader: Leader | undefined, tier?: DistressTier): readonly Help[] => {
  const { programmes } = world.workspace.current
  return helpFor(world.safety, leader?.settings.nation ?? programmes.at(0)?.nation ?? 'none', tier)
}

/**
 * Words that carry no mark of their own, before they are kept. `stop`: their writer must look at them first; what is
 * `always` must come out. `help` is for them whether or not it stops.
 */
export type LookedAt = { stop?: Pick<Screened, 'identifiers' | 'always'>; help: readonly Help[] }

/** `checked`: their writer has looked, and nobody could be recognised. */
export const lookAt = (world: World, leader: Leader, words: string, checked: boolean): LookedAt => {
  const { identifiers, always } = screen(words, world.safety)
  const stops = always || (!checked && identifiers.length > 0)
  return { help: helpAfter(world, leader, words), ...(stops && { stop: { identifiers, always } }) }
}

/** Its author has looked at it, or wants it set aside after all. */
export const markReply = async (
  world: World,
  user: string,
  id: ReflectionId,
  as: 'usable' | 'set-aside',
): Promise<Leader | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const { before, after } = await changeWords(world, leader.id, (it) => {
    const reflection = it.reflections.find((one) => one.id === id)
    if (as === 'set-aside') return setAsideAgain(it, id)
    return reflection && !toMind(reflection, world.safety).always ? confirmReply(it, id) : it
  })
  await afterChange(world, before, after)
  return after
}
