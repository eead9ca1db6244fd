// A leader's own settings: what the form shows, and what it gives back.
import { hasTakenPart, takesPart } from '../domain/enrolment.ts'
import { olderThan } from '../domain/erasure.ts'
import { advance } from '../domain/leader.ts'
import { type WhenAsked, whenAsked } from '../domain/schedule.ts'
import { type Chosen, choose } from '../domain/settings.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { type LookedAt, lookAt } from './mind.ts'
import { contextOf, leaderOf, type World } from './world.ts'

/**
 * `usual` is when their programme asks, which holds until they choose otherwise; undefined where nothing is asked of
 * them: they are in no programme, or have left.
 */
export type SettingsForm = { chosen: Chosen; usual?: WhenAsked }

/** Someone's settings as they stand; undefined where they never said yes. */
export const readSettings = async (world: World, user: string): Promise<SettingsForm | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader || !hasTakenPart(leader)) return undefined
  const usual = takesPart(leader)
    ? whenAsked({ ...leader, settings: { ...leader.settings, at: undefined } }, contextOf(world))
    : undefined
  const { level, title, at, everyWeeks, zone, zoneFrom, nation, quiet, words, keepMonths } = leader.settings
  return { chosen: { level, title, at, everyWeeks, zone, zoneFrom, nation, quiet, words, keepMonths }, usual }
}

/** How many replies would be deleted at once, were they kept for so long only. */
export const wouldDelete = async (world: World, user: string, keepMonths: number): Promise<number> => {
  const leader = await leaderOf(world, user)
  return leader ? olderThan(leader, keepMonths, world.clock.now()) : 0
}

/**
 * Saves what was chosen; undefined where nobody is known. Shorter keeping acts at once. What they newly call themselves
 * is looked at first: where it stops, nothing is saved.
 */
export const changeSettings = async (
  world: World,
  user: string,
  shown: Chosen,
  chosen: Chosen,
  checked: boolean,
): Promise<
  (LookedAt & { after?: never }) | { help: LookedAt['help']; after: () => Promise<void> } | undefined
> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const isCalledAnew = chosen.title !== shown.title
  const { stop, help } = lookAt(world, leader, (isCalledAnew && chosen.title) || '', checked)
  if (stop) return { stop, help }
  // Back to Slack's own zone: which is it now?
  const isBack = chosen.zoneFrom === 'slack' && shown.zoneFrom === 'own'
  const zone = isBack ? (await world.directory.profile(leader.slack.user)).zone : chosen.zone
  const { before, after } = await changeWords(world, leader.id, (it) =>
    advance(choose(it, shown, { ...chosen, zone }), world.clock.now(), contextOf(world)),
  )
  return { help, after: () => afterChange(world, before, after) }
}
