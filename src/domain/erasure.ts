// What is taken out for good: one reply, everything, or what has been kept for as long as its author wished. What of
// it stands in Slack in our own messages and files is noted, so that it goes from there too.
import { earliest, plusMonths } from './calendar.ts'
import { recallsChallenge } from './challenge.ts'
import { forgetPlans } from './commitment.ts'
import type { Delivery, Instant, Leader, Reflection, ReflectionId, SlackTs } from './model.ts'
import { drop } from './outbox.ts'
import { forgetting, receiptKey, reopen } from './reflection.ts'

/**
 * Questions are kept for this long, however soon replies go: none is to come twice within eighteen months
 * (../../docs/privacy.md says so).
 */
const leastMonthsOfQuestions = 19

/** Takes out one reply, and with it its plan, its shares and every file that may hold it. */
export const forgetReflection = (leader: Leader, id: ReflectionId, now: Instant): Leader => {
  const reflection = leader.reflections.find((it) => it.id === id)
  if (!reflection) return leader
  const it = reopen(takeOut(leader, [reflection], now), reflection.delivery, now)
  return {
    ...it,
    files: it.files.filter(({ at }) => at < reflection.at),
    toClear: [
      ...it.toClear,
      ...it.files.flatMap((file) =>
        file.at < reflection.at ? [] : [{ what: { is: 'file' as const, id: file.id }, notBefore: now }],
      ),
    ],
  }
}

/** Everything of theirs, and every message or file of ours that may hold words of theirs. Their document goes next. */
export const forgetEverything = (leader: Leader, now: Instant): Leader => ({
  ...leader,
  stage: { is: 'left', since: now },
  takesPartSince: undefined,
  settings: { ...leader.settings, title: undefined },
  deliveries: [],
  missedWeeks: [],
  reflections: [],
  commitments: [],
  challenges: [],
  optIns: {},
  digests: [],
  outbox: [],
  files: [],
  forgottenTs: [],
  toClear: [
    ...leader.toClear,
    ...[
      ...leader.deliveries.filter(mayHoldWords).flatMap(({ ts }) => ts ?? []),
      ...leader.digests.flatMap(({ ts }) => ts ?? []),
    ].map((ts) => ({ what: { is: 'message' as const, ts }, notBefore: now })),
    ...leader.files.map(({ id }) => ({ what: { is: 'file' as const, id }, notBefore: now })),
  ],
})

/** Takes out what has been kept for long enough. Files that they had made are theirs, and stay. */
export const forgetOld = (leader: Leader, now: Instant): Leader => {
  const at = forgetsAt(leader)
  if (!at || now < at) return leader
  const isOld = isOlder(leader, leader.settings.keepMonths, now)
  const isOldQuestion = isOlder(leader, monthsOfQuestions(leader), now)
  const it = takeOut(
    leader,
    leader.reflections.filter((one) => isOld(one.at)),
    now,
  )
  return {
    ...it,
    deliveries: it.deliveries.filter(({ askedAt, state }) => state.is === 'open' || !isOldQuestion(askedAt)),
    challenges: it.challenges.filter(({ state }) => state.is === 'live' || !isOld(state.at)),
    // The last says which month comes next.
    digests: it.digests.filter((one, i) => i === it.digests.length - 1 || !isOld(one.at)),
  }
}

/** When something has been kept for long enough. */
export const forgetsAt = (leader: Leader): Instant | undefined => {
  const { keepMonths, zone } = leader.settings
  const oldest = earliest([
    leader.reflections[0]?.at,
    earliest(leader.challenges.map(({ state }) => (state.is === 'live' ? undefined : state.at))),
    leader.digests.length > 1 ? leader.digests[0]?.at : undefined,
  ])
  const firstAsked = leader.deliveries.find(({ state }) => state.is !== 'open')?.askedAt
  return earliest([
    oldest && plusMonths(oldest, keepMonths, zone),
    firstAsked && plusMonths(firstAsked, monthsOfQuestions(leader), zone),
  ])
}

/** How many replies would go at once if they were kept for so many months only. */
export const olderThan = (leader: Leader, keepMonths: number, now: Instant): number =>
  leader.reflections.filter(({ at }) => isOlder(leader, keepMonths, now)(at)).length

/** It is out of Slack, or was not there any more. */
export const cleared = (leader: Leader, what: Leader['toClear'][number]['what']): Leader => ({
  ...leader,
  toClear: leader.toClear.filter((it) => !isSameThing(it.what, what)),
})

/** It could not be taken out of Slack just now. */
export const clearLater = (
  leader: Leader,
  what: Leader['toClear'][number]['what'],
  notBefore: Instant,
): Leader => ({
  ...leader,
  toClear: leader.toClear.map((it) => (isSameThing(it.what, what) ? { ...it, notBefore } : it)),
})

type Thing = Leader['toClear'][number]['what']
const isSameThing = (a: Thing, b: Thing): boolean =>
  a.is === 'file' ? b.is === 'file' && a.id === b.id : b.is === 'message' && a.ts === b.ts

const monthsOfQuestions = ({ settings }: Leader): number =>
  Math.max(settings.keepMonths, leastMonthsOfQuestions)

const isOlder =
  ({ settings }: Leader, months: number, now: Instant) =>
  (at: Instant): boolean =>
    plusMonths(at, months, settings.zone) <= now

const mayHoldWords = (delivery: Delivery): boolean =>
  delivery.followUp !== undefined || delivery.lookBack !== undefined || recallsChallenge(delivery)

const takeOut = (leader: Leader, gone: readonly Reflection[], now: Instant): Leader => {
  if (gone.length === 0) return leader
  const ids = new Set(gone.map(({ id }) => id))
  const typed = gone.flatMap(typedIn)
  const dropped = typed.reduce((it, ts) => drop(it, receiptKey(it, ts), now), leader)
  const shows = ({ followUp, lookBack }: Delivery) =>
    (followUp && ids.has(followUp)) || (lookBack && ids.has(lookBack.reflection))
  return forgetPlans({
    ...forgetting(dropped, typed),
    reflections: leader.reflections.filter(({ id }) => !ids.has(id)),
    // A question that put these words before them has nothing to ask any more.
    deliveries: leader.deliveries.map((it) =>
      it.lookBack && ids.has(it.lookBack.reflection) && it.state.is === 'open'
        ? { ...it, remindAt: undefined, state: { is: 'skipped', at: now } }
        : it,
    ),
    toClear: [
      ...leader.toClear,
      ...leader.deliveries
        .filter(shows)
        .flatMap(({ ts }) => (ts ? [{ what: { is: 'message' as const, ts }, notBefore: now }] : [])),
    ],
  })
}

const typedIn = ({ parts, soWhat, nowWhat }: Reflection): SlackTs[] =>
  [...parts, soWhat, nowWhat].flatMap((part) => (part?.from.is === 'typed' ? part.from.ts : []))
