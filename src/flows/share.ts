// A leader's own decisions about what their partnership sees.

import {
  type Answer,
  decide,
  newAmong,
  optIn,
  optOut,
  postedAmong,
  type Stop,
  stopsAmong,
} from '../domain/consent.ts'
import type { Leader, PartnershipId, ReflectionId } from '../domain/model.ts'
import type { Help } from '../domain/safe-to-write.ts'
import type { Edition, PartnershipSettings } from '../domain/workspace.ts'
import { isExplainedSince, isMoreOpen } from '../domain/yes.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { helpAfter } from './mind.ts'
import { showStage } from './show-stage.ts'
import { isMemberOf, leaderOf, type World } from './world.ts'

/** Whether someone may take part in a partnership's digest: while Balcony asks them for a programme of it. */
export const mayTakePart = async (
  world: World,
  user: string,
  partnership: PartnershipId,
): Promise<boolean> => {
  const leader = await leaderOf(world, user)
  return leader !== undefined && isMemberOf(world, leader, partnership)
}

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
      : isMemberOf(world, it, partnership)
        ? optIn(it, partnership, world.clock.now())
        : it,
  )
  await afterChange(world, before, after)
  await showStage(world, after)
  return (after.optIns[partnership] !== undefined) === isIn ? after : undefined
}

/**
 * What must be looked at before a yes is taken: words, that others can read the channel by now, or why an admin says that
 * it is public.
 */
export type LookAgain = { stops: Stop[]; help: readonly Help[]; isMoreOpen: boolean; isExplained: boolean }

/** These went into a digest meanwhile, as they were agreed to: they can be taken back, and no more. */
export type PostedMeanwhile = { posted: ReflectionId[] }

type Before = 'channel-out-of-reach' | LookAgain | PostedMeanwhile

/**
 * The answer to a preview: a yes is for whom it said could read the channel, and for nobody else. Where something must be
 * looked at first, no yes is taken, and it says what, and where to turn; a no is taken all the same. A yes that is left as
 * it was stands.
 */
export const answerPreview = async (
  world: World,
  user: string,
  partnership: PartnershipId,
  answer: Answer,
): Promise<'decided' | Before | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader || !settingsOf(world, partnership)) return undefined
  const editions = (await world.partnerships.get(partnership))?.editions ?? []
  const before = await beforeYes(world, leader, partnership, answer, editions)
  const taken = before
    ? { ...answer, decisions: answer.decisions.filter(({ choice }) => choice.is === 'private') }
    : answer
  if (taken.decisions.length > 0) {
    const changed = await changeWords(world, leader.id, (it) => {
      const settings = settingsOf(world, partnership)
      return settings ? decide(it, settings, taken, editions, world.clock.now()) : it
    })
    await afterChange(world, changed.before, changed.after)
  }
  return before ?? 'decided'
}

// What keeps a yes from being taken as it was given.
const beforeYes = async (
  world: World,
  leader: Leader,
  partnership: PartnershipId,
  answer: Answer,
  editions: readonly Edition[],
): Promise<Before | undefined> => {
  const settings = settingsOf(world, partnership)
  if (!settings) return undefined
  const fresh = newAmong(leader, settings, answer)
  const again = { stops: [], help: [], isMoreOpen: false, isExplained: false }
  const stops = stopsAmong(fresh, world.safety)
  if (stops.length > 0) {
    const stopped = fresh.filter(({ reflection }) => stops.some((it) => it.reflection === reflection))
    const help = helpAfter(world, leader, stopped.map(({ words }) => words).join('\n\n'))
    return { ...again, stops, help }
  }
  const posted = postedAmong(leader, partnership, fresh, editions)
  if (posted.length > 0) return { posted }
  if (fresh.every(({ choice }) => choice.is === 'private')) return undefined
  const now = await world.directory.channel(settings.channel)
  if (now.is !== 'open') return 'channel-out-of-reach'
  if (isMoreOpen(now, answer.seen)) return { ...again, isMoreOpen: true }
  const explained = settingsOf(world, partnership) ?? settings
  return isExplainedSince(explained, answer.seen, answer.shownAt)
    ? { ...again, isExplained: true }
    : undefined
}

const settingsOf = ({ workspace }: World, partnership: PartnershipId): PartnershipSettings | undefined =>
  workspace.current.partnerships.find(({ id }) => id === partnership)
