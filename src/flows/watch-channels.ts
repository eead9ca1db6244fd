// Looks after the partnerships' channels: a new name is followed, and what keeps a digest away, or opens a channel to
// more people, is said to whoever set it up. Nothing is lost meanwhile: a digest waits, and words wait for a fresh yes.
import type { ChannelId, UserId } from '../domain/model.ts'
import { lastMissed, withMissedSaid } from '../domain/partnership.ts'
import type { ChannelTrouble, PartnershipSettings } from '../domain/workspace.ts'
import type { ChannelSeen } from '../ports.ts'
import { askLeadersAnew } from './ask-anew.ts'
import { changeWorkspace, isSame } from './change-workspace.ts'
import type { World } from './world.ts'

/** Looks at each channel; one that cannot be looked at is logged, and the others go on until `until` is aborted. */
export const watchChannels = async (world: World, until?: AbortSignal): Promise<void> => {
  for (const { id } of world.workspace.current.partnerships) {
    if (until?.aborted) return
    try {
      await watch(world, id)
    } catch (error) {
      world.log.warn({ partnership: id, err: error }, 'a channel could not be looked at')
    }
  }
}

/**
 * Asks who can read each channel, so that it is known already when a form asks for it. It takes its time, and is done by one
 * at a time.
 */
export const meetReaders = async (world: World, until?: AbortSignal): Promise<void> => {
  if (world.underWay.has(meeting)) return
  world.underWay.add(meeting)
  try {
    for (const { id, channel } of world.workspace.current.partnerships) {
      if (until?.aborted) return
      await world.directory.readers(channel, { unhurried: true }).catch((error: unknown) => {
        world.log.warn({ partnership: id, err: error }, 'who can read a channel could not be asked')
      })
    }
  } finally {
    world.underWay.delete(meeting)
  }
}

const meeting = 'readers'

const watch = async (world: World, id: PartnershipSettings['id']): Promise<void> => {
  const before = settingsOf(world, id)
  if (!before) return
  const seen = await world.directory.channel(before.channel)
  const asSeen = (it: PartnershipSettings) => seenAs(it, seen, world)
  if (!isSame(before, asSeen(before))) await keep(world, id, asSeen)
  const after = settingsOf(world, id)
  if (!after) return
  // Also where that is no trouble: a channel that an admin took although it is public may have been private meanwhile.
  if (seen.is === 'open') await askLeadersAnew(world, after, seen)
  await sayMissed(world, after)
  if (!after.trouble || after.trouble.told) return
  const admin = whoSetUp(world, after)
  if (!admin) return
  const { is, since } = after.trouble
  const posted = await world.sender.post(
    // Slack opens the conversation with whoever is named in place of one.
    { channel: admin as string as ChannelId },
    { kind: 'channel-trouble', name: after.name, channel: after.channel, trouble: is },
    `channel-trouble:${id}:${since}`,
  )
  // Their Home says it as well: one message is tried, and a second that says the same is not.
  if (posted.is === 'later') return
  await keep(world, id, (it) =>
    it.trouble?.is === is && it.trouble.since === since ? { ...it, trouble: { is, since, told: true } } : it,
  )
}

// A digest whose days passed: its words move on by themselves, and whoever set it up is told once.
const sayMissed = async (world: World, settings: PartnershipSettings): Promise<void> => {
  const partnership = await world.partnerships.get(settings.id)
  const edition = partnership && lastMissed(partnership)
  const admin = whoSetUp(world, settings)
  if (!edition || edition.saidMissed || !admin) return
  const { month } = edition
  const posted = await world.sender.post(
    { channel: admin as string as ChannelId },
    { kind: 'digest-missed', name: settings.name, month },
    `digest-missed:${settings.id}:${month}`,
  )
  if (posted.is === 'later') return
  await world.partnerships.update(settings.id, (it) => withMissedSaid(it, month))
}

const seenAs = (settings: PartnershipSettings, seen: ChannelSeen, world: World): PartnershipSettings => {
  const is = troubleOf(seen, settings)
  const { trouble: was, ...rest } = settings
  const named = { ...rest, name: seen.is === 'open' ? `#${seen.name}` : settings.name }
  if (!is) return named
  return { ...named, trouble: was?.is === is ? was : { is, since: world.clock.now(), told: false } }
}

const troubleOf = (seen: ChannelSeen, { override }: PartnershipSettings): ChannelTrouble | undefined => {
  if (seen.is !== 'open') return seen.is
  // Where an admin took a public channel all the same, it is what they meant.
  if (!seen.isPrivate && !override) return 'public'
  return seen.isShared ? 'shared' : undefined
}

// What an admin changed meanwhile stays as they changed it.
const keep = async (
  world: World,
  id: PartnershipSettings['id'],
  change: (it: PartnershipSettings) => PartnershipSettings,
): Promise<void> => {
  await changeWorkspace(world, (it) => ({
    ...it,
    partnerships: it.partnerships.map((one) => (one.id === id ? change(one) : one)),
  }))
}

const settingsOf = (world: World, id: PartnershipSettings['id']): PartnershipSettings | undefined =>
  world.workspace.current.partnerships.find((it) => it.id === id)

const whoSetUp = ({ workspace }: World, { programmes, linkedBy }: PartnershipSettings): UserId | undefined =>
  linkedBy ??
  workspace.current.audit.findLast(
    ({ act, on }) => act === 'make-programme' && programmes.some((id) => id === on),
  )?.by
