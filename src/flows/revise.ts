// Rewrites a posted digest with the words that are still its authors' wish. Figures stay as they were frozen. Where Slack
// does not let us rewrite it, words that are to leave take the whole message with them; where it does not let us into the
// channel, people there can still read it, so it is tried again for as long as it takes.
import { plus } from '../domain/calendar.ts'
import { isOnItsWay } from '../domain/partnership.ts'
import type { Job } from '../domain/workspace.ts'
import type { Posted } from '../ports.ts'
import type { Unfinished } from './change-workspace.ts'
import { editionLetter } from './compose-edition.ts'
import type { World } from './world.ts'

/** When a channel is looked at again that cannot be reached, or a message that nothing can be done about (seconds). */
const anHour = 60 * 60
/** When Slack gave no answer, or the digest is being posted (seconds). */
const soon = 5 * 60

type Revise = Extract<Job, { is: 'revise' }>

export const revise = async (world: World, job: Revise): Promise<'done' | Unfinished> => {
  const { partnerships, unlinked } = world.workspace.current
  const settings = [...partnerships, ...unlinked].find(({ id }) => id === job.partnership)
  const partnership = await world.partnerships.get(job.partnership)
  const edition = partnership?.editions.find(({ month }) => month === job.month)
  if (!settings || !partnership || !edition) return 'done'
  if (!edition.ts) {
    // What is being posted just now can be rewritten once it is known where it stands. Nothing goes to an unlinked channel.
    const isPosting = partnerships.includes(settings) && isOnItsWay(partnership, edition)
    return isPosting ? again(world, job, soon) : 'done'
  }
  // Without the channel we cannot say who reads it: then no words at all.
  const audience = (await world.directory.audience(settings.channel)) ?? {
    name: '',
    isPrivate: false,
    isShared: true,
    teams: [],
    members: [],
  }
  const letter = await editionLetter(world, settings, partnership, edition, audience)
  if (letter === 'not-wanted') return 'done'
  const at = { channel: settings.channel, ts: edition.ts }
  const updated = await world.sender.update(at, letter)
  if (updated.is !== 'refused' || away.has(updated.error)) return outcomeOf(world, job, updated)
  if (updated.error === 'message_not_found') return 'done'
  const about = { partnership: job.partnership, month: job.month, reason: updated.error }
  if (!job.takesOut) {
    world.log.warn(about, 'a digest cannot be rewritten, so it stays as it was')
    return 'done'
  }
  world.log.warn(
    about,
    'a digest cannot be rewritten, so it is taken away with the words that are to leave it',
  )
  return outcomeOf(world, job, await world.sender.remove(at))
}

const again = ({ clock }: World, job: Revise, seconds: number): Unfinished => ({
  still: { ...job, notBefore: plus(clock.now(), { seconds }) },
  rests: true,
})

const outcomeOf = (world: World, job: Revise, posted: Posted): 'done' | Unfinished => {
  switch (posted.is) {
    case 'sent':
      return 'done'
    case 'later':
      return again(world, job, posted.reason ? anHour : posted.afterSeconds)
    case 'unknown':
      return again(world, job, soon)
    case 'refused':
      world.log.warn(
        { reason: posted.error },
        'a digest that must lose words cannot be reached; it is tried each hour',
      )
      return again(world, job, anHour)
    default:
      return posted satisfies never
  }
}

/** Slack's words for a channel that is closed to us for now: its people may read on. */
const away = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'external_channel_migrating',
])
