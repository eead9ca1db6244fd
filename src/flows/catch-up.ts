// What happened while nobody listened. What people typed is read from their own conversation with us, and taken in as
// if it had come then; those with a question open come first. History is read from seven days before the last look, or
// the last message that was taken in, for edits and deletions. Then accounts: closed, open again, in another time zone.
import { earlier, instantOfTs, plus } from '../domain/calendar.ts'
import { follow, takesPart } from '../domain/enrolment.ts'
import { type Instant, type Leader, type LeaderId, type Reflection, SlackTs } from '../domain/model.ts'
import { typedSubject } from '../domain/withdrawal.ts'
import { deletedByHand } from './deleted-by-hand.ts'
import { followAccount } from './follow-account.ts'
import { type AfterTyping, forgetTypedReply, recordTypedReply } from './record-reply.ts'
import { membersOf, type World } from './world.ts'

const lookBackDays = 7

/** Says to someone alone what there is to say after something that they typed. */
export type Tell = (
  to: { user: string; channel: string; said: { thread?: string } },
  after: AfterTyping,
) => Promise<void>

/**
 * Reads everyone's conversation, and then everyone's account; one that cannot be read is logged, and the others go on
 * until `until` is aborted. Where to turn is told as it would have been then, however late.
 */
export const catchUp = async (world: World, until?: AbortSignal, tell?: Tell): Promise<void> => {
  const ids = await world.leaders.ids()
  // What someone wrote or deleted before their account was closed counts; so conversations come first.
  await catchUpWithAll(world, ids, until, tell)
  await followAccounts(world, ids, until, tell)
}

/**
 * Reads the conversations that something due now depends on: of whoever would be reminded or sent their digest,
 * and of everyone in a partnership whose digest is to be posted. Accounts wait for the full look: a message to a closed
 * one is refused by Slack, which harms nobody, and asking about each would keep every question waiting.
 */
export const catchUpWithDue = async (world: World, until?: AbortSignal, tell?: Tell): Promise<void> => {
  const now = world.clock.now()
  const due = new Set(await world.leaders.due(now, Number.MAX_SAFE_INTEGER))
  for (const id of await world.partnerships.due(now, Number.MAX_SAFE_INTEGER)) {
    const settings = world.workspace.current.partnerships.find((it) => it.id === id)
    for (const member of settings ? await membersOf(world, settings) : []) due.add(member.id)
  }
  await catchUpWithAll(world, [...due], until, tell)
}

const catchUpWithAll = async (
  world: World,
  ids: readonly LeaderId[],
  until: AbortSignal | undefined,
  tell: Tell | undefined,
): Promise<void> => {
  const leaders: Leader[] = []
  for (const id of ids) {
    const leader = await read(world, id)
    if (leader && takesPart(leader)) leaders.push(leader)
  }
  const isWaiting = ({ deliveries }: Leader) => deliveries.some(({ state }) => state.is === 'open')
  for (const leader of [...leaders.filter(isWaiting), ...leaders.filter((it) => !isWaiting(it))]) {
    try {
      await catchUpWith(world, leader, tell)
    } catch (error) {
      if (until?.aborted) return
      world.log.warn({ id: leader.id, err: error }, 'could not read what was typed while we were away')
    }
    if (until?.aborted) return
  }
}

const followAccounts = async (
  world: World,
  ids: readonly LeaderId[],
  until: AbortSignal | undefined,
  tell: Tell | undefined,
): Promise<void> => {
  for (const id of ids) {
    if (until?.aborted) return
    try {
      await followAccountOf(world, id, tell)
    } catch (error) {
      if (until?.aborted) return
      world.log.warn({ id, err: error }, 'could not ask how their account stands')
    }
  }
}

const followAccountOf = async (world: World, id: LeaderId, tell: Tell | undefined): Promise<void> => {
  // Also of someone whose account was closed: it may be open again.
  const user = (await read(world, id))?.slack.user
  if (!user) return
  const { isActive, zone, isZoneAssumed } = await world.directory.profile(user, { unhurried: true })
  const account = { isActive, zone: isZoneAssumed ? undefined : zone }
  const before = await read(world, id)
  if (!before || follow(before, account, world.clock.now()) === before) return
  await followAccount(world, user, account)
  const after = await read(world, id)
  if (before.closedAt && after && takesPart(after)) await catchUpWith(world, after, tell)
}

const catchUpWith = async (world: World, leader: Leader, tell: Tell | undefined): Promise<void> => {
  const { user, dm } = leader.slack
  const seen = tsOf(world.clock.now())
  // However long we were away: what they last said to us may have been edited or deleted since.
  const since = tsOf(
    plus(earlier(instantOfTs(leader.lastSeenTs), world.clock.now()), { days: -lookBackDays }),
  )
  // Nothing that was typed before they accepted is a reply.
  const accepted = tsOf(leader.takesPartSince ?? leader.stage.since)
  const after = since > accepted ? since : accepted
  const threads = threadsOf(leader, instantOfTs(after))
  const typed = await world.directory.typedSince(dm, user, after, threads)
  for (const message of typed) {
    // Taken back after the backup that this document came from, which does not remember it.
    if (world.noted(typedSubject(leader, message.ts))?.says === 'gone') continue
    const after = await recordTypedReply(world, user, message)
    try {
      await tell?.({ user, channel: dm, said: message }, after)
    } catch (error) {
      // Without saying whom: that there was something to tell is nobody's business.
      world.log.warn({ err: error }, 'could not say something to someone alone')
    }
  }

  const there = new Set(typed.map(({ ts }) => ts))
  const missing = leader.reflections
    .flatMap(({ parts, soWhat, nowWhat }) => [...parts, soWhat, nowWhat])
    .flatMap((part) => (part?.from.is === 'typed' ? part.from : []))
    .filter(({ ts, thread }) => ts > after && !there.has(ts) && (!thread || threads.includes(thread)))
  for (const { ts } of await deletedByHand(world, leader, missing)) await forgetTypedReply(world, user, ts)
  // Who writes in the form alone would otherwise be read from their first day each time.
  await world.leaders.update(leader.id, (it) => (it.lastSeenTs < seen ? { ...it, lastSeenTs: seen } : it))
}

// The questions' own, of those that were open then or since; and those in which small questions are answered, of these
// and of whatever was written since.
const threadsOf = ({ deliveries, reflections }: Leader, since: Instant): SlackTs[] => {
  const open = deliveries.filter(({ closesAt }) => closesAt >= since)
  const isLately = ({ delivery, at }: Reflection) => at >= since || open.some(({ id }) => id === delivery)
  return [
    ...new Set([
      ...open.flatMap(({ ts }) => ts ?? []),
      ...reflections.filter(isLately).flatMap(({ coaching }) => coaching?.thread ?? []),
    ]),
  ]
}

const read = async (world: World, id: LeaderId): Promise<Leader | undefined> => {
  try {
    return await world.leaders.get(id)
  } catch (error) {
    world.log.error({ id, err: error }, 'a document cannot be read')
    return undefined
  }
}

const tsOf = (instant: string): SlackTs =>
  SlackTs.parse(`${Math.max(0, Math.floor(Date.parse(instant) / 1000))}.000000`)
