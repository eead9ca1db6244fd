// Whether a yes holds: for whoever can read the channel now, and until a digest has used it. Never the words that it is to.
import type { Instant, Leader, PartnershipId, Reflection, Share } from './model.ts'
import { standsAsFrozen } from './partnership.ts'
import type { Edition, Item, PartnershipSettings } from './workspace.ts'

/** Who can read a channel, as far as it matters to a yes. `teams` are the other workspaces that it is connected to, by id. */
export type Openness = { isPrivate: boolean; isShared: boolean; teams?: string[] }

/** What someone said yes to and still takes part with; nothing that is set aside. */
export const approved = (
  leader: Leader,
  partnership: PartnershipId,
): { reflection: Reflection; share: Share }[] =>
  leader.optIns[partnership]
    ? leader.reflections.flatMap((reflection) => {
        const share = reflection.shares[partnership]
        return share?.stage.is === 'approved' && reflection.reuse !== 'set-aside'
          ? [{ reflection, share }]
          : []
      })
    : []

/** A public channel for which no admin has given a reason: nothing of anyone's is posted there. */
export const isUnexplained = ({ override }: Pick<PartnershipSettings, 'override'>, now: Openness): boolean =>
  !now.isPrivate && !override

/** Whether a yes does not hold for who can read now. One to a public channel is for the reason that was read before it, too. */
export const isHeld = (settings: PartnershipSettings, now: Openness, { stage }: Share): boolean =>
  stage.is === 'approved' &&
  (isMoreOpen(now, stage.audience) ||
    isUnexplained(settings, now) ||
    (!now.isPrivate && settings.override !== undefined && stage.at < settings.override.at))

/** Whether a public channel had no reason yet, or another one, when a form was read: a yes in that form is not for it. */
export const isExplainedSince = (
  { override }: Pick<PartnershipSettings, 'override'>,
  seen: Openness,
  readAt: Instant | undefined,
): boolean => !seen.isPrivate && override !== undefined && (readAt === undefined || readAt < override.at)

/**
 * Whether a channel is open to others than it was: a yes that was given for a private one is no yes for a public one, or
 * for one shared with others or with more of them. Who joins it as a member, guests too, is no such change.
 */
export const isMoreOpen = (now: Openness, then: Openness): boolean =>
  (then.isPrivate && !now.isPrivate) ||
  (!then.isShared && now.isShared) ||
  (now.teams ?? []).some((team) => !then.teams?.includes(team))

/** When each reply was last counted or shown, by `keyOf`. */
export const spentIn = (editions: readonly Edition[]): Map<string, Instant> =>
  new Map(
    editions.flatMap(({ frozen }) =>
      (frozen?.counted ?? []).map((item) => [keyOf(item), frozen?.at as Instant]),
    ),
  )

/** The same of digests that appeared, or may have. */
export const postedIn = (editions: readonly Edition[]): Map<string, Instant> =>
  spentIn(editions.filter(standsAsFrozen))

/** Whether a yes is still to be used: nothing had it, or it is a yes to words that is newer than what had it. */
export const isToCome = ({ choice, stage }: Share, hadAt: Instant | undefined): boolean =>
  hadAt === undefined || (choice === 'words' && stage.is === 'approved' && stage.at > hadAt)

/** How a digest refers to a reply. */
export const itemOf = ({ id }: Leader, reflection: Reflection): Item => ({
  leader: id,
  reflection: reflection.id,
})

export const keyOf = ({ leader, reflection }: Item): string => `${leader}/${reflection}`
