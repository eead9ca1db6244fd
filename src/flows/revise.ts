// Rewrites a posted digest with the words that are still its authors' wish. Figures stay as they were frozen.
import type { Job } from '../domain/workspace.ts'
import { editionLetter } from './compose-edition.ts'
import type { World } from './world.ts'

export const revise = async (world: World, job: Extract<Job, { is: 'revise' }>): Promise<void> => {
  const { partnerships, unlinked } = world.workspace.current
  const settings = [...partnerships, ...unlinked].find(({ id }) => id === job.partnership)
  const partnership = await world.partnerships.get(job.partnership)
  const edition = partnership?.editions.find(({ month }) => month === job.month)
  if (!settings || !partnership || !edition?.ts) return
  // Without the channel we cannot say who reads it: then no words at all.
  const audience = (await world.directory.audience(settings.channel)) ?? {
    name: '',
    isPrivate: false,
    isShared: true,
    members: [],
  }
  const letter = await editionLetter(world, settings, partnership, edition, audience)
  if (letter === 'not-wanted') return
  const updated = await world.sender.update({ channel: settings.channel, ts: edition.ts }, letter)
  if (updated.is === 'refused' && gone.has(updated.error)) return
  if (updated.is !== 'sent')
    throw new Error(`the digest of ${job.month} could not be rewritten: ${updated.is}`)
}

/** Slack's words for a message that is no longer there to be changed. */
const gone = new Set(['message_not_found', 'channel_not_found', 'is_archived', 'not_in_channel'])
