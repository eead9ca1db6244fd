// A partnership's channel: linked, changed by whoever may, unlinked. Nobody is invited by it: leaders come through
// programmes, whose own questions about who answers for their words are asked there.
import { noted } from '../domain/audit.ts'
import {
  actOf,
  changedFields,
  type Field,
  fieldsOf,
  merged,
  type PartnershipFields,
} from '../domain/linking.ts'
import { type ChannelId, PartnershipId, type UserId } from '../domain/model.ts'
import { newPartnership } from '../domain/partnership.ts'
import { type Act, type Actor, may } from '../domain/permissions.ts'
import type { PartnershipSettings } from '../domain/workspace.ts'
import { changeWorkspace } from './change-workspace.ts'
import { noteRefusal } from './note-refusal.ts'
import type { World } from './world.ts'

export type LinkWish = PartnershipFields & {
  channel: ChannelId
  /** Why a public channel is taken all the same. */
  why?: string
}

export type LinkRefused = 'channel-out-of-reach' | 'channel-linked' | 'channel-public' | 'no-person'

/** Links a channel. A public one only with the reason why, which is kept with who said it and when. */
export const linkPartnership = async (
  world: World,
  by: UserId,
  { channel, why, ...wish }: LinkWish,
): Promise<{ linked: PartnershipId } | { refused: LinkRefused }> => {
  const isLinked = () => world.workspace.current.partnerships.some((it) => it.channel === channel)
  if (isLinked()) return { refused: 'channel-linked' }
  const audience = await world.directory.audience(channel)
  if (!audience) return { refused: 'channel-out-of-reach' }
  if (!audience.isPrivate && !why) return { refused: 'channel-public' }
  if (!(await arePeople(world, wish.facilitators))) return { refused: 'no-person' }
  const at = world.clock.now()
  const id = PartnershipId.parse(`C${world.newId()}`)
  const settings: PartnershipSettings = {
    ...wish,
    id,
    name: `#${audience.name}`,
    channel,
    linkedBy: by,
    ...(!audience.isPrivate && why && { override: { by, at, why } }),
    revision: 0,
  }
  await world.partnerships.create(newPartnership(id, at))
  let isOurs = false
  await changeWorkspace(world, (it) => {
    isOurs = !it.partnerships.some((other) => other.channel === channel)
    return isOurs
      ? {
          ...it,
          partnerships: [...it.partnerships, settings],
          audit: noted(it.audit, {
            at,
            by,
            act: 'partnership-link',
            on: id,
            name: settings.name,
            ...(settings.override && { changed: ['override'] }),
          }),
          revision: it.revision + 1,
        }
      : it
  })
  if (isOurs) return { linked: id }
  // Another admin was quicker with the same channel.
  await world.partnerships.remove(id)
  return { refused: 'channel-linked' }
}

/** What an admin saw when they opened the form, and what they made of it. */
export type ChangeWish = {
  id: PartnershipId
  revision: number
  shown: PartnershipFields
  wished: PartnershipFields
  /** Why the channel may stay public, where it has become so. */
  why?: string
}

export type Changed =
  | { is: 'saved' | 'gone' | 'no-person' }
  | { is: 'not-allowed' }
  /** Somebody changed it meanwhile: nothing is saved until this one has seen what. */
  | {
      is: 'meanwhile'
      by: UserId | undefined
      fields: Field[]
      now: PartnershipFields
      offered: PartnershipFields
      revision: number
    }

/** Changes a partnership, field by field as far as this person may. */
export const changePartnership = async (
  world: World,
  actor: Actor,
  { id, revision, shown, wished, why }: ChangeWish,
): Promise<Changed> => {
  const mine = changedFields(shown, wished)
  const acts: Act[] = [...mine.map((field) => actOf[field]), ...(why ? ['partnership-link' as const] : [])]
  const forbidden = acts.find((act) => !may(actor, act, id))
  if (forbidden) {
    await noteRefusal(world, actor.user, forbidden)
    return { is: 'not-allowed' }
  }
  const joined = wished.facilitators.filter((it) => !shown.facilitators.includes(it))
  if (!(await arePeople(world, joined))) return { is: 'no-person' }
  const at = world.clock.now()
  let outcome: Changed = { is: 'gone' }
  await changeWorkspace(world, (it) => {
    const before = it.partnerships.find((one) => one.id === id)
    if (!before) return it
    const now = fieldsOf(before)
    const fields = changedFields(shown, now)
    if (before.revision !== revision && fields.length > 0) {
      const by = it.audit.findLast(({ on, refused }) => on === id && !refused)?.by
      outcome = {
        is: 'meanwhile',
        by,
        fields,
        now,
        offered: merged(shown, wished, now),
        revision: before.revision,
      }
      return it
    }
    outcome = { is: 'saved' }
    const isExplained = why !== undefined && before.trouble?.is === 'public'
    if (mine.length === 0 && !isExplained) return it
    const after: PartnershipSettings = {
      ...before,
      ...wished,
      ...(isExplained && { override: { by: actor.user, at, why }, trouble: undefined }),
      revision: before.revision + 1,
    }
    return {
      ...it,
      partnerships: it.partnerships.map((one) => (one.id === id ? after : one)),
      audit: noted(it.audit, {
        at,
        by: actor.user,
        act: 'partnership-edit',
        on: id,
        name: before.name,
        changed: [...mine, ...(isExplained ? ['override'] : [])],
      }),
      revision: it.revision + 1,
    }
  })
  return outcome
}

/**
 * Unlinks a channel: no further digest. What was posted stays, and can still lose words that their author takes back; so
 * its settings are kept aside.
 */
export const unlinkPartnership = async (world: World, by: UserId, id: PartnershipId): Promise<boolean> => {
  const at = world.clock.now()
  let isDone = false
  await changeWorkspace(world, (it) => {
    const settings = it.partnerships.find((one) => one.id === id)
    if (!settings) return it
    isDone = true
    return {
      ...it,
      partnerships: it.partnerships.filter((one) => one.id !== id),
      unlinked: [...it.unlinked, settings],
      audit: noted(it.audit, { at, by, act: 'partnership-unlink', on: id, name: settings.name }),
      revision: it.revision + 1,
    }
  })
  return isDone
}

const arePeople = async (world: World, users: readonly UserId[]): Promise<boolean> => {
  const profiles = await Promise.all(users.map((it) => world.directory.profile(it)))
  return profiles.every((it) => it.isPerson && it.isActive)
}
