// What is taken out for good: one reply, everything, or what has been kept for as long as its author wished. What of
// it stands in Slack in our own messages and files is noted, so that it goes from there too.
import { earliest, plus, plusMonths } from './calendar.ts'
import { recallsChallenge } from './challenge.ts'
import { forgetPlans } from './commitment.ts'
import { reworded, withoutCallsOf } from './consent.ts'
import { digestsWith } from './digest.ts'
import {
  type Delivery,
  type Instant,
  type Leader,
  type Part,
  type Reflection,
  type ReflectionId,
  SlackTs,
  UserId,
  type Zone,
} from './model.ts'
import { drop } from './outbox.ts'
import { forgetTyped, forgetting, partTyped, receiptKey, reopen } from './reflection.ts'

/**
 * Questions are kept for this long, however soon replies go: none is to come twice within eighteen months
 * (../../docs/privacy.md says so).
 */
const leastMonthsOfQuestions = 19

/**
 * Something of ours in Slack: one of our messages to them, or a file. A question or a digest is written anew, a `receipt` too;
 * any other message goes.
 */
export type Thing = Leader['toClear'][number]['what']

/**
 * Takes out one reply, and with it its plan, the challenge that it named, its shares, its receipts and every file that
 * may hold it. Its question is open again while it can be answered, and shown as it then stands.
 */
export const forgetReflection = (leader: Leader, id: ReflectionId, now: Instant): Leader => {
  const reflection = leader.reflections.find((it) => it.id === id)
  if (!reflection) return leader
  const receipts = new Set(typedIn(reflection).map((ts) => receiptKey(leader, ts)))
  const asked = leader.deliveries.find((it) => it.id === reflection.delivery)
  const replies = withoutNames(withoutReflections(leader, [reflection], now), [id], now)
  const it = reopen(replies, reflection.delivery, now)
  const cleared = withoutReceipts(noting(it, now, messages([asked?.ts])), receipts, now)
  return withoutFilesSince(cleared, reflection.at, now)
}

/** Takes out what its author deleted in Slack, and with it its receipt and every file that may hold it. */
export const forgetMessage = (leader: Leader, ts: SlackTs, now: Instant): Leader =>
  withoutReceipts(takeBack(leader, ts, now), new Set([receiptKey(leader, ts)]), now)

/** Takes out what was no reply after all, and every file that may hold it. */
export const takeBack = (leader: Leader, ts: SlackTs, now: Instant): Leader => {
  const part = leader.reflections.map((it) => partTyped(it, ts)).find((it) => it !== undefined)
  const typed = showingNothingGone(forgetTyped(leader, ts, now), now)
  const there = new Set(typed.reflections.map(({ id }) => id))
  const gone = leader.reflections.map(({ id }) => id).filter((id) => !there.has(id))
  const it = withoutNames(typed, gone, now)
  return part ? withoutFilesSince(it, part.at, now) : it
}

/** Takes out one challenge, its name and every call of it, live or not, and every file that may hold it. */
export const forgetChallenge = (leader: Leader, namedAt: Instant, now: Instant): Leader =>
  withoutChallenges(
    leader,
    leader.challenges.filter((it) => it.namedAt === namedAt),
    now,
  )

/** The live challenge is called otherwise: messages that may show its name are shown anew. */
export const showingNamesAnew = (leader: Leader, now: Instant): Leader =>
  noting(leader, now, messages(leader.deliveries.filter(recallsChallenge).map(({ ts }) => ts)))

/**
 * Takes some stretches of writing out of a reply, as a restore must that knows only how they read before they were
 * changed. What was typed may be taken in again as it stands in the conversation today.
 */
export const takeOutWordings = (
  leader: Leader,
  id: ReflectionId,
  out: readonly Part[],
  now: Instant,
): Leader => {
  const reflection = leader.reflections.find((it) => it.id === id)
  if (!reflection) return leader
  const kept = (it: Part | undefined) => (it && out.includes(it) ? undefined : it)
  const parts = reflection.parts.filter(kept)
  const others = leader.reflections.filter((it) => it.id !== id)
  const typed = out.flatMap(({ from }) => (from.is === 'typed' ? from.ts : []))
  const seen = [leader.lastSeenTs, ...typed].reduce((a, b) => (b < a ? b : a))
  const left = reworded({
    ...reflection,
    parts,
    soWhat: kept(reflection.soWhat),
    nowWhat: kept(reflection.nowWhat),
  })
  const it = {
    ...leader,
    lastSeenTs: seen,
    reflections: parts.length > 0 ? leader.reflections.map((one) => (one.id === id ? left : one)) : others,
  }
  return showingNothingGone(forgetPlans(parts.length > 0 ? it : reopen(it, reflection.delivery, now)), now)
}

/** A receipt has arrived. Where what it answers was deleted meanwhile, it goes again. */
export const receiptArrived = (leader: Leader, about: SlackTs, now: Instant): Leader =>
  leader.reflections.some((it) => partTyped(it, about))
    ? leader
    : withoutReceipts(leader, new Set([receiptKey(leader, about)]), now)

/**
 * Everything of theirs, and all that we know to stand of ours in their conversation. What is left belongs to nobody,
 * and nobody is found by it: it only says what is to be cleared away. What arrives meanwhile is noted when it is done
 * once more. The document goes next.
 */
export const forgetEverything = (leader: Leader, now: Instant): Leader =>
  isForgotten(leader)
    ? leader
    : noting(
        {
          ...leader,
          slack: { ...leader.slack, user: UserId.parse(`gone.${leader.id}`) },
          stage: { is: 'left', since: now },
          takesPartSince: undefined,
          settings: {
            ...leader.settings,
            title: undefined,
            level: undefined,
            at: undefined,
            quiet: undefined,
          },
          programmes: [],
          further: [],
          away: [],
          deliveries: [],
          missedWeeks: [],
          reflections: [],
          commitments: [],
          challenges: [],
          optIns: {},
          digests: [],
          invitation: undefined,
          // What is being posted at this moment can still arrive.
          outbox: leader.outbox.filter(isClaimed),
          files: [],
          toRevise: [],
          lastSeenTs: SlackTs.parse('0.000000'),
          forgottenTs: [],
        },
        now,
        [
          ...messages([
            leader.invitation?.ts,
            ...leader.further.map(({ ts }) => ts),
            ...leader.deliveries.map(({ ts }) => ts),
            ...leader.digests.map(({ ts }) => ts),
            ...arrivals(leader.outbox),
          ]),
          ...leader.files.map(fileOf),
        ],
      )

/** Nothing of theirs is left but what is to be cleared away, and what may still arrive. */
export const isForgotten = (it: Leader): boolean =>
  it.slack.user === `gone.${it.id}` &&
  [it.deliveries, it.reflections, it.challenges, it.digests, it.files].every((list) => list.length === 0) &&
  it.outbox.every(isClaimed)

/** Takes out what has been kept for long enough. Files that they had made are theirs, and stay. */
export const forgetOld = (leader: Leader, now: Instant): Leader => {
  const at = forgetsAt(leader)
  if (!at || now < at) return leader
  const isOld = isOlder(leader, leader.settings.keepMonths, now)
  const isOldQuestion = isOlder(leader, monthsOfQuestions(leader), now)
  const gone = leader.reflections.filter((it) => isOld(it.at))
  const kept = withoutReflections(leader, gone, now)
  const challenges = kept.challenges.filter(({ state }) => state.is !== 'live' && isOld(state.at))
  const named = challenges.map(({ state }) => (state.is === 'live' ? undefined : state.at))
  const questions = kept.deliveries.filter(
    ({ askedAt, state }) => state.is !== 'open' && isOldQuestion(askedAt),
  )
  // A month whose first reply goes is no longer whole: its message goes with it, and its record when that is old.
  const broken = new Set(digestsWith(leader, new Set(gone)).map(({ month }) => month))
  const isLeaving = ({ month, at }: Leader['digests'][number]) => broken.has(month) || isOld(at)
  const after: Leader = {
    ...kept,
    deliveries: kept.deliveries.filter((it) => !questions.includes(it)),
    challenges: kept.challenges.filter((it) => !challenges.includes(it)),
    digests: kept.digests
      .map((it, i) => {
        const before = kept.digests.slice(0, i).findLast(({ missed }) => !missed)
        return {
          ...it,
          ...(isLeaving(it) && { ts: undefined }),
          // It still says from when it looks back once that is no longer on record.
          ...(before && isOld(before.at) && { from: before.at }),
        }
      })
      // The last says which month comes next.
      .filter((it, i) => i === kept.digests.length - 1 || !isOld(it.at)),
  }
  return noting(
    after,
    now,
    messages([
      ...kept.deliveries
        .filter(recallsChallenge)
        // A question that may show a name goes with its record: later nothing would know of it.
        .filter((it) => questions.includes(it) || named.some((until) => until && it.askedAt <= until))
        .map(({ ts }) => ts),
      ...kept.digests.filter(isLeaving).map(({ ts }) => ts),
    ]),
  )
}

/** When something has been kept for long enough, or stands in Slack although it is gone here. */
export const forgetsAt = (leader: Leader): Instant | undefined => {
  const { keepMonths, zone } = leader.settings
  return earliest([
    firstGone(
      [
        ...leader.reflections.map(({ at }) => at),
        ...leader.challenges.flatMap(({ state }) => (state.is === 'live' ? [] : state.at)),
        ...leader.digests.slice(0, -1).map(({ at }) => at),
      ],
      keepMonths,
      zone,
    ),
    firstGone(
      leader.deliveries.flatMap(({ state, askedAt }) => (state.is === 'open' ? [] : askedAt)),
      monthsOfQuestions(leader),
      zone,
    ),
    ...leader.deliveries.filter(showsWhatIsGone(leader)).map(({ askedAt }) => askedAt),
  ])
}

/** How many replies would go at once if they were kept for so many months only. */
export const olderThan = (leader: Leader, keepMonths: number, now: Instant): number =>
  leader.reflections.filter(({ at }) => isOlder(leader, keepMonths, now)(at)).length

/** Messages of ours that say something else by now. */
export const toShowAnew = (leader: Leader, all: readonly (SlackTs | undefined)[], now: Instant): Leader =>
  noting(leader, now, messages(all))

/** Slack would not write it anew just now. */
export const showLater = (leader: Leader, what: Thing, notBefore: Instant): Leader =>
  noting(leader, notBefore, [what])

/** It is out of Slack, or was not there any more. */
export const cleared = (leader: Leader, what: Thing): Leader => ({
  ...leader,
  toClear: leader.toClear.filter((it) => !isSame(it.what, what)),
})

/** It could not be taken out of Slack just now. */
export const clearLater = (leader: Leader, what: Thing, notBefore: Instant): Leader => ({
  ...leader,
  toClear: leader.toClear.map((it) => (isSame(it.what, what) ? { ...it, notBefore } : it)),
})

// What was named in the form of a reply goes with it.
const withoutNames = (leader: Leader, gone: readonly ReflectionId[], now: Instant): Leader =>
  withoutChallenges(
    leader,
    leader.challenges.filter(({ namedWith }) => namedWith && gone.includes(namedWith)),
    now,
  )

const withoutChallenges = (leader: Leader, gone: Leader['challenges'], now: Instant): Leader => {
  const since = earliest(gone.map(({ namedAt }) => namedAt))
  if (!since) return leader
  const challenges = leader.challenges.filter((it) => !gone.includes(it))
  const it = { ...withoutCallsOf(leader, gone), challenges }
  return withoutFilesSince(showingNamesAnew(it, now), since, now)
}

const withoutFilesSince = (leader: Leader, at: Instant, now: Instant): Leader => {
  const since = leader.files.filter((it) => it.at >= at)
  return since.length === 0
    ? leader
    : noting({ ...leader, files: leader.files.filter((it) => it.at < at) }, now, since.map(fileOf))
}

const noting = (leader: Leader, notBefore: Instant, things: readonly Thing[]): Leader => {
  const all = [...leader.toClear]
  for (const what of things) {
    if (!all.some((it) => isSame(it.what, what))) all.push({ what, notBefore })
  }
  return all.length === leader.toClear.length ? leader : { ...leader, toClear: all }
}

// They leave the outbox too: should the same words be kept once more, they get another.
const withoutReceipts = (leader: Leader, keys: ReadonlySet<string>, now: Instant): Leader => {
  const theirs = leader.outbox.filter(({ key, state }) => keys.has(key) && state.is === 'settled')
  if (theirs.length === 0) return leader
  const outbox = leader.outbox.filter((it) => !theirs.includes(it))
  return noting({ ...leader, outbox }, now, messages(arrivals(theirs)))
}

const messages = (all: readonly (SlackTs | undefined)[]): Thing[] =>
  all.flatMap((ts) => (ts ? [{ is: 'message' as const, ts }] : []))
const fileOf = ({ id }: Leader['files'][number]): Thing => ({ is: 'file', id })
const isSame = (a: Thing, b: Thing): boolean =>
  a.is === 'file' ? b.is === 'file' && a.id === b.id : a.is === b.is && a.ts === b.ts

const arrivals = (outbox: Leader['outbox']): SlackTs[] =>
  outbox.flatMap(({ state }) => (state.is === 'settled' ? state.ts : []))
const isClaimed = ({ state }: Leader['outbox'][number]): boolean => state.is === 'claimed'

const monthsOfQuestions = ({ settings }: Leader): number =>
  Math.max(settings.keepMonths, leastMonthsOfQuestions)

const isOlder =
  ({ settings }: Leader, months: number, now: Instant) =>
  (at: Instant): boolean =>
    plusMonths(at, months, settings.zone) <= now

// What is a little later may go a little sooner: from the 29th, the 30th and the 31st the month may lead to one and
// the same 28th. So the first few are looked at, and not the first alone.
const firstGone = (all: readonly Instant[], months: number, zone: Zone): Instant | undefined => {
  const first = earliest(all)
  const few = first && plus(first, { days: 5 })
  return few && earliest(all.filter((at) => at < few).map((at) => plusMonths(at, months, zone)))
}

const withoutReflections = (leader: Leader, gone: readonly Reflection[], now: Instant): Leader => {
  const ids = new Set(gone.map(({ id }) => id))
  const typed = gone.flatMap(typedIn)
  const dropped = typed.reduce((it, ts) => drop(it, receiptKey(it, ts), now), leader)
  return showingNothingGone(
    forgetPlans({
      ...(typed.length > 0 ? forgetting(dropped, typed) : dropped),
      reflections: ids.size > 0 ? leader.reflections.filter(({ id }) => !ids.has(id)) : leader.reflections,
    }),
    now,
  )
}

const hasGone = (leader: Leader): { plan: (it: Delivery) => boolean; words: (it: Delivery) => boolean } => {
  const there = new Set(leader.reflections.map(({ id }) => id))
  const planned = new Set(leader.commitments.map(({ reflection }) => reflection))
  return {
    plan: ({ followUp }) => followUp !== undefined && !planned.has(followUp),
    words: ({ lookBack }) => lookBack !== undefined && !there.has(lookBack.reflection),
  }
}

// A message that is still on its way keeps what it refers to until it has arrived: then it is seen to.
const showsWhatIsGone = (leader: Leader): ((it: Delivery) => boolean) => {
  const gone = hasGone(leader)
  return (it) => it.ts !== undefined && (gone.plan(it) || gone.words(it))
}

// Questions let go of plans and words that are gone, and their messages are shown anew. One that put these words before
// their author has nothing to ask any more.
const showingNothingGone = (leader: Leader, now: Instant): Leader => {
  const gone = hasGone(leader)
  const shows = showsWhatIsGone(leader)
  const isIdle = (it: Delivery) => it.state.is === 'open' && gone.words(it)
  if (!leader.deliveries.some((it) => shows(it) || isIdle(it))) return leader
  const deliveries = leader.deliveries.map((it): Delivery => {
    const idle: Delivery = isIdle(it) ? { ...it, remindAt: undefined, state: { is: 'skipped', at: now } } : it
    if (!shows(it)) return idle
    return {
      ...idle,
      followUp: gone.plan(it) ? undefined : it.followUp,
      lookBack: gone.words(it) ? undefined : it.lookBack,
    }
  })
  return noting({ ...leader, deliveries }, now, messages(leader.deliveries.filter(shows).map(({ ts }) => ts)))
}

const typedIn = ({ parts, soWhat, nowWhat }: Reflection): SlackTs[] =>
  [...parts, soWhat, nowWhat].flatMap((part) => (part?.from.is === 'typed' ? part.from.ts : []))
