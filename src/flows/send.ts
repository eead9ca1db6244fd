// Sends what documents intend. A claim is on disk before the call; an unknown outcome is looked up before anything
// is posted again; consent is checked and words are rendered at the last moment.
import { plus } from '../domain/calendar.ts'
import type { Letter } from '../domain/letter.ts'
import type {
  Instant,
  Intent,
  Leader,
  LeaderId,
  Partnership,
  PartnershipId,
  SlackTs,
} from '../domain/model.ts'
import { claim, doubt, drop, fail, release, sendable, settle, unresolved } from '../domain/outbox.ts'
import type { Collection, Document, Posted } from '../ports.ts'
import { composeEdition } from './compose-edition.ts'
import { composeLetter } from './compose-letter.ts'
import { contextOf, type World } from './world.ts'

/** Sends what a leader's outbox has ready, and resolves what a crash left open. */
export const sendToLeader = async (world: World, id: LeaderId): Promise<void> => {
  await sendFrom(world, world.leaders, id, {
    compose: async (leader, intent) => composeLetter(leader, intent, contextOf(world)),
    to: (leader, intent) => ({ channel: leader.slack.dm, thread: threadOf(leader, intent) }),
    noteArrival: arrived,
    // What went out can be found in the person's own conversation with us.
    lookUp: (leader, intent, since) =>
      world.sender.find({ channel: leader.slack.dm, thread: threadOf(leader, intent) }, intent.key, since),
  })
}

/** Posts what a partnership's outbox has ready. In a channel we may not read history: a doubt is for a person. */
export const sendToPartnership = async (world: World, id: PartnershipId): Promise<void> => {
  const settings = world.workspace.current.partnerships.find((it) => it.id === id)
  if (!settings) return
  await sendFrom(world, world.partnerships, id, {
    compose: (_, intent) => composeEdition(world, settings, intent),
    to: () => ({ channel: settings.channel }),
    noteArrival: (partnership: Partnership, intent, ts) => ({
      ...partnership,
      editions: partnership.editions.map((it) => (it.month === intent.about ? { ...it, ts } : it)),
    }),
  })
}

type How<D> = {
  /** What to say; `not-wanted` drops it, `not-yet` tries again later. */
  compose: (document: D, intent: Intent) => Promise<Letter | 'not-wanted' | { notYet: string }>
  to: (document: D, intent: Intent) => Parameters<World['sender']['post']>[0]
  noteArrival: (document: D, intent: Intent, ts: SlackTs) => D
  lookUp?: (document: D, intent: Intent, since: Instant) => Promise<SlackTs | undefined>
}

const sendFrom = async <D extends Document & { outbox: Intent[] }>(
  world: World,
  documents: Collection<D>,
  id: D['id'],
  how: How<D>,
): Promise<void> => {
  const document = await documents.get(id)
  if (!document) return
  const now = world.clock.now()
  for (const intent of unresolved(document, now)) await resolve(world, documents, document, intent, how)
  for (const intent of sendable((await documents.get(id)) ?? document, now)) {
    await send(world, documents, id, intent, how)
  }
}

const send = async <D extends Document & { outbox: Intent[] }>(
  world: World,
  documents: Collection<D>,
  id: D['id'],
  intent: Intent,
  how: How<D>,
): Promise<void> => {
  const { key } = intent
  if (world.underWay.has(key)) return
  world.underWay.add(key)
  try {
    let isOurs = false
    const document = await documents.update(id, (it) => {
      const claimed = claim(it, key, world.clock.now())
      isOurs = claimed !== it
      return claimed
    })
    if (!isOurs) return
    const letter = await how.compose(document, intent)
    if (letter === 'not-wanted') {
      await documents.update(id, (it) => drop(release(it, key, world.clock.now()), key, world.clock.now()))
      return
    }
    if ('notYet' in letter) {
      world.log.warn({ id, key, reason: letter.notYet }, 'cannot post yet')
      await documents.update(id, (it) => release(it, key, plus(world.clock.now(), { hours: 1 })))
      return
    }
    const posted = await world.sender.post(how.to(document, intent), letter, key)
    await note(world, documents, id, intent, posted, how)
  } finally {
    world.underWay.delete(key)
  }
}

const note = async <D extends Document & { outbox: Intent[] }>(
  world: World,
  documents: Collection<D>,
  id: D['id'],
  intent: Intent,
  posted: Posted,
  how: How<D>,
): Promise<void> => {
  const { key } = intent
  const now = world.clock.now()
  switch (posted.is) {
    case 'sent':
      await documents.update(id, (it) => how.noteArrival(settle(it, key, posted.ts, now), intent, posted.ts))
      return
    case 'refused':
      world.log.warn({ id, key, reason: posted.error }, 'Slack refused a message')
      await documents.update(id, (it) => fail(it, key, posted.error, now))
      return
    case 'later':
      await documents.update(id, (it) => release(it, key, plus(now, { seconds: posted.afterSeconds })))
      return
    case 'unknown':
      world.log.warn({ id, key }, 'a message may or may not have arrived; it will be looked up')
      return
    default:
      return posted satisfies never
  }
}

const resolve = async <D extends Document & { outbox: Intent[] }>(
  world: World,
  documents: Collection<D>,
  document: D,
  intent: Intent,
  how: How<D>,
): Promise<void> => {
  const { key, state } = intent
  if (world.underWay.has(key) || state.is !== 'claimed') return
  const now = world.clock.now()
  if (!how.lookUp) {
    world.log.warn({ id: document.id, key }, 'a digest may or may not have appeared; an admin is asked')
    await documents.update(document.id, (it) => doubt(it, key, now))
    return
  }
  const ts = await how.lookUp(document, intent, plus(state.at, { minutes: -5 }))
  await documents.update(document.id, (it) =>
    ts ? how.noteArrival(settle(it, key, ts, now), intent, ts) : release(it, key, now),
  )
}

// Where a message of ours landed, for the things that are later changed or answered in its thread.
const arrived = (leader: Leader, intent: Intent, ts: SlackTs): Leader => {
  switch (intent.kind) {
    case 'prompt':
      return {
        ...leader,
        deliveries: leader.deliveries.map((it) => (it.id === intent.about ? { ...it, ts } : it)),
      }
    case 'digest':
      return {
        ...leader,
        digests: leader.digests.map((it) => (it.month === intent.about ? { ...it, ts } : it)),
      }
    case 'invitation':
      return { ...leader, invitation: { ts } }
    default:
      return leader
  }
}

const threadOf = (leader: Leader, { kind, about }: Intent): SlackTs | undefined => {
  if (kind !== 'receipt') return undefined
  const parts = leader.reflections.flatMap((it) => it.parts)
  const from = parts.find((it) => it.from.is === 'typed' && it.from.ts === about)?.from
  return from?.is === 'typed' ? from.thread : undefined
}
