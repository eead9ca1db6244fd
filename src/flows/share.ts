// A leader's own decisions about what their partnership sees.
import { takesPart } from '../domain/enrolment.ts'
import type { Leader, PartnershipId } from '../domain/model.ts'
import type { Help } from '../domain/safe-to-write.ts'
import { partnershipsOf } from '../domain/schedule.ts'
import {
  type Decision,
  decide,
  isMoreOpen,
  type Openness,
  optIn,
  optOut,
  type Stop,
  stopsAmong,
} from '../domain/sharing.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { helpAfter } from './mind.ts'
import { showStage } from './show-stage.ts'
import { contextOf, leaderOf, type World } from './world.ts'

/** Whether someone may take part in a partnership's digest: while Balcony asks them for a programme of it. */
export const mayTakePart = async (
  world: World,
  user: string,
  partnership: PartnershipId,
): Promise<boolean> => {
  const leader = await leaderOf(world, user)
  return leader !== undefined && isOneOf(world, leader, partnership)
}

const isOneOf = (world: World, leader: Leader, partnership: PartnershipId): boolean =>
  takesPart(leader) && partnershipsOf(leader, contextOf(world)).some(({ id }) => id === partnership)

/**
 * Takes part in a partnership's digest, or no longer; then what was posted loses their words. Undefined where nobody is
 * known, or they are not one of its leaders: a button may be older than that.
 */
export const takePart = async (
  world: World,
  user: string,
  partnership: PartnershipId,
  isIn: boolean,
): Promise<Leader | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const { before, after } = await changeWords(world, leader.id, (it) =>
    !isIn
      ? optOut(it, partnership)
      : isOneOf(world, it, partnership)
        ? optIn(it, partnership, world.clock.now())
        : it,
  )
  await afterChange(world, before, after)
  await showStage(world, after)
  return (after.optIns[partnership] !== undefined) === isIn ? after : undefined
}

/** Who could read the channel as the preview told them, and what they made of it. */
export type Answer = { seen: Openness; decisions: readonly Decision[] }

/** What must be looked at before a yes is taken: words, or that others can read the channel by now. */
export type LookAgain = { stops: Stop[]; help: readonly Help[]; isMoreOpen: boolean }

/**
 * The answer to a preview: a yes is for whom it said could read the channel, and for nobody else. Where something must be
 * looked at first, nothing is decided, and it says what, and where to turn.
 */
export const answerPreview = async (
  world: World,
  user: string,
  partnership: PartnershipId,
  { seen, decisions }: Answer,
): Promise<'decided' | 'channel-out-of-reach' | LookAgain | undefined> => {
  const leader = await leaderOf(world, user)
  const stops = stopsAmong(decisions, world.safety)
  if (stops.length > 0) {
    const stopped = decisions.filter(({ reflection }) => stops.some((it) => it.reflection === reflection))
    const help = helpAfter(world, leader, stopped.map(({ words }) => words).join('\n\n'))
    return { stops, help, isMoreOpen: false }
  }
  const settings = world.workspace.current.partnerships.find(({ id }) => id === partnership)
  if (!leader || !settings) return undefined
  // A no is taken wherever the channel is by now.
  if (decisions.some(({ choice }) => choice.is !== 'private')) {
    const now = await world.directory.channel(settings.channel)
    if (now.is !== 'open') return 'channel-out-of-reach'
    if (isMoreOpen(now, seen)) return { stops: [], help: [], isMoreOpen: true }
  }
  const { before, after } = await changeWords(world, leader.id, (it) =>
    decide(it, partnership, decisions, seen, world.clock.now()),
  )
  await afterChange(world, before, after)
  return 'decided'
}
