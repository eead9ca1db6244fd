// Sends what documents intend. A claim is on disk before the call; an unknown outcome is looked up before anything
// is posted again; consent is checked and words are rendered at the last moment.
import { earlier, plus } from '../domain/calendar.ts'
import { invitationArrived } from '../domain/enrolment.ts'
import { receiptArrived, toShowAnew } from '../domain/erasure.ts'
import type { Letter } from '../domain/letter.ts'
import type {
  Instant,
  Intent,
  Leader,
  LeaderId,
  Month,
  PartnershipId,
  ProgrammeId,
  SlackTs,
} from '../domain/model.ts'
import { claim, doubt, drop, fail, hold, release, sendable, settle, unresolved } from '../domain/outbox.ts'
import { partTyped } from '../domain/reflection.ts'
import type { Partnership, PartnershipSettings } from '../domain/workspace.ts'
import type { Collection, Document, Posted } from '../ports.ts'
import { writeAnew } from './clear-away.ts'
import { composeEdition, editionLetter } from './compose-edition.ts'
import { composeIntroduction } from './compose-introduction.ts'
import { type Awaits, composeLetter, digest, type NotBefore, question, receiptFor } from './compose-letter.ts'
import { noteReached, noteTrouble } from './note-delivery.ts'
import { contextOf, inTurn, type World } from './world.ts'

/** Sends what a leader's outbox has ready, and resolves what a crash left open. */
export const sendToLeader = async (world: World, id: LeaderId): Promise<void> => {
  await sendFrom(world, world.leaders, id, {
    compose: async (leader, intent) =>
      composeLetter(leader, intent, contextOf(world), world.safety, world.clock.now()),
    to: (leader, intent) => ({ channel: leader.slack.dm, thread: threadOf(leader, intent) }),
    noteArrival: arrived,
    heard: async ({ kind }, reason) => {
      const leader = kind === 'invitation' ? await world.leaders.get(id) : undefined
      // Only of who has not answered yet: to name anyone else would say that they take part.
      if (leader?.stage.is === 'invited') await noteReached(world, leader.slack.user, reason)
    },
    noteFound: (leader, intent, ts, now) =>
      intent.kind === 'digest' ? toShowAnew(leader, [ts], now) : leader,
    showAnew: (intent, sent, ts) => inTurn(world, id, () => showAsItStands(world, id, intent, sent, ts)),
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
    compose: (partnership, intent) =>
      intent.kind === 'introduction'
        ? composeIntroduction(world, settings, partnership)
        : composeEdition(world, settings, intent),
    to: () => ({ channel: settings.channel }),
    noteArrival: (partnership: Partnership, intent, ts) => ({
      ...partnership,
      editions: partnership.editions.map((it) => (it.month === intent.about ? { ...it, ts } : it)),
    }),
    // A channel's history is not ours to read: whether it was posted after the backup, a person must say.
    isInDoubt: ({ since, editions }, { kind, about, isMissing }) => {
      if (isMissing) return false
      const restored = restoredLately(world)
      const dueAt = kind === 'introduction' ? since : editions.find(({ month }) => month === about)?.dueAt
      return restored !== undefined && dueAt !== undefined && dueAt <= restored.startedAt
    },
    showAnew: (_, sent, ts) => withoutWhatLeft(world, settings, sent, ts),
  })
}

type How<D> = {
  /**
   * What to say; `not-wanted` drops it, `notYet` tries again later, `awaits` for as long as it takes, `notBefore` then.
   */
  compose: (
    document: D,
    intent: Intent,
  ) => Promise<Letter | 'not-wanted' | { notYet: string } | Awaits | NotBefore>
  to: (document: D, intent: Intent) => Parameters<World['sender']['post']>[0]
  noteArrival: (document: D, intent: Intent, ts: SlackTs, now: Instant) => D
  /** It was posted some time ago, by a process that did not live to see it or before a restore: what it says may have changed since. */
  noteFound?: (document: D, intent: Intent, ts: SlackTs, now: Instant) => D
  lookUp?: (document: D, intent: Intent, since: Instant) => Promise<SlackTs | undefined>
  /** It may have been posted already, where nobody here can look. */
  isInDoubt?: (document: D, intent: Intent) => boolean
  /** It arrived, or Slack refused it for that reason. */
  heard?: (intent: Intent, reason?: string) => Promise<void>
  /** What was said may have changed while it was on its way. */
  showAnew?: (intent: Intent, sent: Letter, ts: SlackTs) => Promise<void>
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
  for (const intent of unresolved(document, now)) {
    await byItself(world, id, intent, () => resolve(world, documents, document, intent, how))
  }
  for (const intent of sendable((await documents.get(id)) ?? document, now)) {
    await byItself(world, id, intent, () => send(world, documents, id, intent, how))
  }
}

// One message's trouble keeps no other of the same document waiting.
const byItself = async (
  world: World,
  id: string,
  { key }: Intent,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await work()
  } catch (error) {
    world.log.error(
      { id, key, err: error },
      'could not send a message, or look it up; it will be tried again',
    )
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
    if (await wasSentBefore(world, documents, document, intent, how)) return
    const letter = await composed(world, documents, document, intent, how)
    if (letter === 'not-wanted') {
      await documents.update(id, (it) => drop(release(it, key, world.clock.now()), key, world.clock.now()))
      return
    }
    if ('notYet' in letter) {
      world.log.warn({ id, key, reason: letter.notYet }, 'cannot post yet')
      await documents.update(id, (it) => release(it, key, plus(world.clock.now(), { hours: 1 })))
      return
    }
    if ('awaits' in letter) {
      world.log.warn({ id, key, awaits: letter.awaits }, 'an invitation waits until its programme says more')
      const now = world.clock.now()
      await documents.update(id, (it) => hold(it, key, now, plus(now, { hours: 1 })))
      return
    }
    if ('notBefore' in letter) {
      await documents.update(id, (it) => hold(it, key, world.clock.now(), letter.notBefore))
      return
    }
    const posted = await world.sender.post(how.to(document, intent), letter, key)
    await note(world, documents, id, intent, posted, how)
    if (posted.is === 'sent') await how.showAnew?.(intent, letter, posted.ts)
  } finally {
    world.underWay.delete(key)
  }
}

// After a restore: what the backup does not know to have been sent may have been.
const wasSentBefore = async <D extends Document & { outbox: Intent[] }>(
  world: World,
  documents: Collection<D>,
  document: D,
  intent: Intent,
  how: How<D>,
): Promise<boolean> => {
  const restored = restoredLately(world)
  if (!restored) return false
  const { key } = intent
  const now = world.clock.now()
  if (how.isInDoubt?.(document, intent)) {
    world.log.warn(
      { id: document.id, key },
      'a post may have appeared in its channel before the restore; an admin is asked',
    )
    await documents.update(document.id, (it) => doubt(it, key, now))
    return true
  }
  const ts = await how.lookUp?.(document, intent, lookedFrom(world, now))
  if (!ts) return false
  await documents.update(document.id, (it) => foundAt(it, intent, ts, now, how))
  return true
}

const foundAt = <D extends Document & { outbox: Intent[] }>(
  document: D,
  intent: Intent,
  ts: SlackTs,
  now: Instant,
  how: How<D>,
): D => {
  const settled = how.noteArrival(settle(document, intent.key, ts, now), intent, ts, now)
  return how.noteFound?.(settled, intent, ts, now) ?? settled
}

const restoredLately = ({ restored, clock }: World): World['restored'] =>
  restored && clock.now() < restored.until ? restored : undefined

/** From when on a message is looked for that was claimed at a moment. */
const lookedFrom = (world: World, claimedAt: Instant): Instant =>
  plus(earlier(restoredLately(world)?.began ?? claimedAt, claimedAt), { minutes: -5 })

// Where it could not even be written, nothing was posted: so there is nothing to look up, and no doubt.
const composed = async <D extends Document & { outbox: Intent[] }>(
  world: World,
  documents: Collection<D>,
  document: D,
  intent: Intent,
  how: How<D>,
): ReturnType<How<D>['compose']> => {
  try {
    return await how.compose(document, intent)
  } catch (error) {
    const later = plus(world.clock.now(), { minutes: 5 })
    await documents.update(document.id, (it) => release(it, intent.key, later))
    throw error
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
      await documents.update(id, (it) =>
        how.noteArrival(settle(it, key, posted.ts, now), intent, posted.ts, now),
      )
      await how.heard?.(intent)
      return
    case 'refused':
      world.log.warn({ id, key, reason: posted.error }, 'Slack refused a message')
      await documents.update(id, (it) => fail(it, key, posted.error, now))
      await noteTrouble(world, posted.error)
      await how.heard?.(intent, posted.error)
      return
    case 'later':
      await documents.update(id, (it) => release(it, key, plus(now, { seconds: posted.afterSeconds })))
      if (posted.reason) await noteTrouble(world, posted.reason)
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
  // Another look may have been quicker and have sent it again: that claim is not ours to end.
  const change = (next: (it: D) => D) =>
    documents.update(document.id, (it) => (hasClaim(it, key, state.at) ? next(it) : it))
  if (!how.lookUp) {
    world.log.warn(
      { id: document.id, key },
      'a post may or may not have appeared in its channel; an admin is asked',
    )
    await change((it) => doubt(it, key, now))
    return
  }
  let ts: SlackTs | undefined
  try {
    ts = await how.lookUp(document, intent, lookedFrom(world, state.at))
  } catch (error) {
    // A conversation or thread that has gone can never be looked at: it is given up with its window.
    if (now >= intent.expiresAt) await change((it) => fail(it, key, 'outcome_unknown', now))
    throw error
  }
  const found = ts
  await change((it) => (found ? foundAt(it, intent, found, now, how) : release(it, key, now)))
}

const hasClaim = ({ outbox }: { outbox: Intent[] }, key: string, at: Instant): boolean =>
  outbox.some((it) => it.key === key && it.state.is === 'claimed' && it.state.at === at)

// Where a message of ours landed, for the things that are later changed or answered in its thread.
const arrived = (leader: Leader, intent: Intent, ts: SlackTs, now: Instant): Leader => {
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
      return invitationArrived(leader, intent.about as ProgrammeId, ts)
    case 'receipt':
      // What it answers was deleted while it was on its way: then it follows.
      return receiptArrived(leader, intent.about as SlackTs, now)
    default:
      return leader
  }
}

const showAsItStands = async (
  world: World,
  id: LeaderId,
  intent: Intent,
  sent: Letter,
  ts: SlackTs,
): Promise<void> => {
  const leader = await world.leaders.get(id)
  const delivery = leader?.deliveries.find((it) => intent.kind === 'prompt' && it.id === intent.about)
  const context = contextOf(world)
  const letter =
    leader && delivery
      ? question(leader, delivery, context)
      : leader && intent.kind === 'receipt'
        ? receiptFor(leader, intent.about as SlackTs, context, world.safety)
        : leader && intent.kind === 'digest'
          ? digest(leader, intent.about as Month, context)
          : undefined
  if (leader && letter && JSON.stringify(letter) !== JSON.stringify(sent)) {
    await writeAnew(world, leader, { is: intent.kind === 'receipt' ? 'receipt' : 'message', ts }, letter)
  }
}

// Words may have been withdrawn while they were on their way.
const withoutWhatLeft = async (
  world: World,
  settings: PartnershipSettings,
  sent: Letter,
  ts: SlackTs,
): Promise<void> => {
  const partnership = await world.partnerships.get(settings.id)
  const edition = partnership?.editions.find((it) => it.ts === ts)
  const audience = edition && (await world.directory.audience(settings.channel))
  if (!partnership || !audience) return
  const letter = await editionLetter(world, settings, partnership, edition, audience)
  if (letter !== 'not-wanted' && JSON.stringify(letter) !== JSON.stringify(sent)) {
    await world.sender.update({ channel: settings.channel, ts }, letter)
  }
}

/** The thread that a message to someone belongs in, if it is to stand in one. */
export const threadOf = (leader: Leader, { kind, about }: Intent): SlackTs | undefined => {
  if (kind !== 'receipt') return undefined
  const reflection = leader.reflections.find((it) => partTyped(it, about as SlackTs))
  const from = reflection && partTyped(reflection, about as SlackTs)?.from
  if (from?.is !== 'typed') return undefined
  // A small question is asked in a thread, so that what is typed there is known to answer it.
  return from.thread ?? (reflection?.coaching?.thread === from.ts ? from.ts : undefined)
}
