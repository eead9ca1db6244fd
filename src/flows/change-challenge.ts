// A leader's live challenge: what its form shows, and what it gives back.
import { type ChallengeSaid, liveChallenge, sayOfChallenge } from '../domain/challenge.ts'
import type { Instant, Placement } from '../domain/model.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { leaderOf, type World } from './world.ts'

/** `namedAt` tells it from another one that may have taken its place by the time that the form comes back. */
export type ChallengeForm = { namedAt: Instant; name: string; placed?: Placement }

/** The challenge that someone is working on; undefined where there is none. */
export const readChallenge = async (world: World, user: string): Promise<ChallengeForm | undefined> => {
  const leader = await leaderOf(world, user)
  const live = leader && liveChallenge(leader)
  return live && { namedAt: live.namedAt, name: live.name, placed: live.placed.at(-1)?.as }
}

/** Takes in what was said of it; undefined where it is no longer the one that they are working on. */
export const changeChallenge = async (
  world: World,
  user: string,
  namedAt: Instant,
  said: ChallengeSaid,
): Promise<{ after: () => Promise<void> } | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  let isLive = false
  const { before, after } = await changeWords(world, leader.id, (it) => {
    isLive = liveChallenge(it)?.namedAt === namedAt
    return isLive ? sayOfChallenge(it, said, world.clock.now()) : it
  })
  return isLive ? { after: () => afterChange(world, before, after) } : undefined
}
