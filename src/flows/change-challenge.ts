// A leader's challenges: what their form shows, and what it gives back.
import { type ChallengeSaid, challengeToRecall, liveChallenge, sayOfChallenge } from '../domain/challenge.ts'
import { takesPart } from '../domain/enrolment.ts'
import { forgetChallenge, showingNamesAnew } from '../domain/erasure.ts'
import type { Instant, Leader, Placement, ReflectionId } from '../domain/model.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { type Caution, cautionOf, type LookedAt, lookAt } from './mind.ts'
import { leaderOf, type World } from './world.ts'

export type ChallengeForm = {
  /** `namedAt` tells it from another one that may have taken its place by the time that the form comes back. */
  live?: { namedAt: Instant; name: string; placed?: Placement; setAside: boolean }
  /** Parked or done, the newest first. */
  earlier: { namedAt: Instant; name: string; is: 'parked' | 'closed' }[]
}

/** A name that must be looked at before it is kept, and the reply in whose form it was given, which is kept. */
export type NameForm = { reflection: ReflectionId; name: string; placed?: Placement }

type Changed = { help: LookedAt['help']; after: () => Promise<void> }
type Stopped = { stop: NonNullable<LookedAt['stop']>; help: LookedAt['help'] }

/** The challenge that someone is working on, and those before it; undefined where there is none at all. */
export const readChallenge = async (world: World, user: string): Promise<ChallengeForm | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader || leader.challenges.length === 0) return undefined
  const live = liveChallenge(leader)
  return {
    ...(live && {
      live: {
        namedAt: live.namedAt,
        name: live.name,
        placed: live.placed.at(-1)?.as,
        setAside: live.setAside === true,
      },
    }),
    earlier: leader.challenges
      .flatMap(({ namedAt, name, state }) => (state.is === 'live' ? [] : [{ namedAt, name, is: state.is }]))
      .toReversed(),
  }
}

/** Takes in what was said of it; undefined where it is no longer the one that they are working on. */
export const changeChallenge = async (
  world: World,
  user: string,
  namedAt: Instant,
  said: ChallengeSaid & { checked: boolean },
): Promise<Changed | Stopped | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const { stop, help } = lookAt(world, leader, said.name ?? '', said.checked)
  if (stop) return { stop, help }
  let isLive = false
  const { before, after } = await changeWords(world, leader.id, (it) => {
    isLive = liveChallenge(it)?.namedAt === namedAt
    if (!isLive) return it
    const changed = sayOfChallenge(it, said, world.clock.now())
    return challengeToRecall(changed)?.name === challengeToRecall(it)?.name
      ? changed
      : showingNamesAnew(changed, world.clock.now())
  })
  return isLive ? { help, after: () => afterChange(world, before, after) } : undefined
}

/**
 * Keeps a name that was held back when its reply was saved. `caution` is what there is to say of that reply; undefined
 * where it has gone.
 */
export const nameChallenge = async (
  world: World,
  user: string,
  reflection: ReflectionId,
  said: { name: string; placed?: Placement; checked: boolean },
): Promise<(Changed & { caution?: Caution }) | Stopped | undefined> => {
  const leader = await leaderOf(world, user)
  const isThere = (it: Leader) => takesPart(it) && it.reflections.some(({ id }) => id === reflection)
  if (!leader || !isThere(leader)) return undefined
  const { stop, help } = lookAt(world, leader, said.name, said.checked)
  if (stop) return { stop, help }
  const { before, after } = await changeWords(world, leader.id, (it) =>
    isThere(it) ? sayOfChallenge(it, said, world.clock.now(), reflection) : it,
  )
  const caution = cautionOf(world, after, reflection)
  return { help, ...(caution && { caution }), after: () => afterChange(world, before, after) }
}

/** Deletes a challenge, live or not; undefined where it has gone already. */
export const deleteChallenge = async (
  world: World,
  user: string,
  namedAt: Instant,
): Promise<{ after: () => Promise<void> } | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader?.challenges.some((it) => it.namedAt === namedAt)) return undefined
  const { before, after } = await changeWords(world, leader.id, (it) =>
    forgetChallenge(it, namedAt, world.clock.now()),
  )
  return { after: () => afterChange(world, before, after) }
}
