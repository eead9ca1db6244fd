// The live challenge: named by its leader, placed as technical, adaptive or both, met again by the later moves under
// its own name, and closed, changed or parked when they say so.
import type { Challenge, Concept, Delivery, Instant, Leader, Placement, ReflectionId } from './model.ts'

/** Slack's forms and lines stay readable with a name of this many characters. */
export const longestName = 80

/** What a leader may say of their challenge; whatever is absent stays as it is. */
export type ChallengeSaid = {
  name?: string
  /** The name is a better one for the challenge that they are working on. */
  isSame?: boolean
  placed?: Placement
  state?: 'live' | 'parked' | 'closed'
  /** Whether its name is to be brought up again. */
  setAside?: boolean
}

/** The challenge that is being worked on, if any. */
export const liveChallenge = (leader: Leader): Challenge | undefined =>
  leader.challenges.find(({ state }) => state.is === 'live')

/**
 * Takes in what was said: another name is another challenge, and the one before is parked, unless it is the same by a
 * better name. `namedWith` is the reply in whose form it was said.
 */
export const sayOfChallenge = (
  leader: Leader,
  said: ChallengeSaid,
  now: Instant,
  namedWith?: ReflectionId,
): Leader => {
  const name = said.name
    ?.trim()
    .slice(0, longestName)
    .replace(/[\uD800-\uDBFF]$/, '')
  let it = leader
  const live = liveChallenge(it)
  if (name && live && said.isSame) {
    it = change(it, (one) => ({ ...one, name }))
  } else if (name && name !== live?.name) {
    it = change(it, (one) => ({ ...one, state: { is: 'parked', at: now } }))
    const named: Challenge = { name, namedAt: now, namedWith, placed: [], state: { is: 'live' } }
    it = { ...it, challenges: [...it.challenges, named] }
  }
  const { placed, state } = said
  if (placed && liveChallenge(it)?.placed.at(-1)?.as !== placed) {
    it = change(it, (one) => ({ ...one, placed: [...one.placed, { as: placed, at: now }] }))
  }
  if (said.setAside !== undefined) {
    it = change(it, (one) => ({ ...one, setAside: said.setAside ? true : undefined }))
  }
  return state && state !== 'live' ? change(it, (one) => ({ ...one, state: { is: state, at: now } })) : it
}

/** Whether a question is one to name or place a challenge at. */
export const asksForChallenge = ({ prompt }: Delivery): boolean => prompt.concept === 'identify'

/** The challenge that may be put before its leader by its name. */
export const challengeToRecall = (leader: Leader): Challenge | undefined => {
  const live = liveChallenge(leader)
  return live?.setAside ? undefined : live
}

/** Whether a question is best answered with the live challenge in mind: the moves after it was named. */
export const recallsChallenge = ({ prompt }: Delivery): boolean =>
  prompt.concept !== undefined && laterMoves.has(prompt.concept)

const laterMoves = new Set<Concept>(['balcony', 'regulate', 'attention', 'give-back'])

const change = (leader: Leader, how: (it: Challenge) => Challenge): Leader => ({
  ...leader,
  challenges: leader.challenges.map((it) => (it.state.is === 'live' ? how(it) : it)),
})
