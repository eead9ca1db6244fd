// The whole of a leader's time, in two pure functions: what is due for them now, and when something will be next.
// Everything that is late is simply due: an hour, a month or a jump of the clock make no difference here.

import {
  addDays,
  earliest,
  isPaused,
  later,
  localDateOf,
  mondayOf,
  nextWorkingDay,
  plus,
  weekdayOf,
} from './calendar.ts'
import { openWithPlan } from './commitment.ts'
import { putForward } from './consent.ts'
import { asAsked, bankOf, choosePrompt, themeOf, weekOfCycle } from './curriculum.ts'
import { reminderKey } from './delivery.ts'
import { showingDigestsAnew } from './digest-anew.ts'
import { takesPart } from './enrolment.ts'
import { forgetOld, forgetsAt } from './erasure.ts'
import { lookBackFor } from './look-back.ts'
import { type Delivery, DeliveryId, type Instant, type Leader, type Theme } from './model.ts'
import { intend, outboxWakeAt, tidy } from './outbox.ts'
import { isOnceAWeek } from './rhythm.ts'
import {
  hourOf,
  invitesBackAt,
  nextAsk,
  nextAskOf,
  nextDigest,
  programmesOf,
  quietly,
  type Slot,
  startOfDay,
  undisturbed,
} from './schedule.ts'
import { notingEnded } from './to-revise.ts'
import type { Context, Programme } from './workspace.ts'

/** Later than this after its hour, a prompt is not asked any more (hours). */
const promptWindow = 12

/** A monthly digest is still worth having for this long (hours). */
const digestWindow = 72

/** A reminder that is later than this after its hour is not sent (hours). */
const reminderWindow = 12

/** So many questions in a row without a word, and Balcony offers to leave someone alone. */
const unansweredInARow = 3

/** Of its own, Balcony sends one person no more than this in a week, unless a programme itself asks more often. */
const messagesPerWeek = 2

/** The leader with everything done that is due by now: prompts asked, reminded, closed; the month's digest intended. */
export const advance = (leader: Leader, now: Instant, context: Context): Leader => {
  let it = comeBack(settleLosses(tidy(forgotten(leader, now), now), now), now)
  it = close(it, now)
  if (it.closedAt) return it
  it = inviteBack(it, now, context)
  if (it.stage.is === 'active') it = ask(lookBackOnMonth(it, now, context), now, context)
  // Last, because it gives way to all the rest.
  return remind(it, now, context)
}

/** The next instant at which `advance` would do something; undefined where nothing will ever be due as things stand. */
export const wakeAt = (leader: Leader, context: Context): Instant | undefined => {
  const open = leader.deliveries.filter(({ state }) => state.is === 'open')
  return earliest([
    outboxWakeAt(leader),
    ...leader.outbox.map((it) => (it.state.is === 'waiting' ? it.expiresAt : undefined)),
    ...open.flatMap((it) => [it.closesAt, lostAt(leader, it)]),
    ...leader.digests.map((it) => digestLostAt(leader, it)),
    ...leader.toClear.map(({ notBefore }) => notBefore),
    ...leader.toRevise.map(({ since }) => since),
    forgetsAt(leader),
    leader.stage.is === 'paused' ? startOfDay(leader.stage.until, leader) : undefined,
    leader.closedAt ? undefined : invitesBackAt(leader, context),
    ...(leader.stage.is === 'active' && !leader.closedAt
      ? [nextAsk(leader, context)?.at, nextDigest(leader, context)?.at]
      : []),
    ...open.filter((it) => mayRemind(leader, it)).map(({ remindAt }) => remindAt),
  ])
}

/** The question of a slot, asked now: at its hour, or at once when its leader wants it. */
export const askNow = (
  leader: Leader,
  programme: Programme,
  { weekOf, setFor }: Slot,
  now: Instant,
  context: Context,
  why: 'due' | 'wished',
): Leader => {
  const themeOfWeek = themeOf(programme, weekOf, leader)
  const lookBack = themeOfWeek?.kind === 'look-back' ? lookBackFor(leader, now) : undefined
  // Nothing to look back on: a newcomer, or someone who was away. Then the challenge is named or placed now.
  const theme: Theme | undefined =
    themeOfWeek?.kind === 'look-back' && !lookBack ? { kind: 'weekly', concept: 'identify' } : themeOfWeek
  const week = weekOfCycle(programme, weekOf) ?? 0
  const seen = leader.deliveries.filter(({ state }) => state.is !== 'missed')
  const prompt =
    theme &&
    choosePrompt({
      theme,
      weekOf,
      week,
      nextTheme: programme.rotation === 'balance' ? undefined : themeOf(programme, addDays(weekOf, 7)),
      level: leader.settings.level,
      history: seen,
      bank: bankOf(programme, context.bank),
    })
  const asked = prompt && asAsked(prompt)
  if (!asked) return leader
  const delivery: Delivery = {
    id: DeliveryId.parse([programme.id, weekOf, ...(setFor ? [weekdayOf(setFor)] : [])].join('.')),
    programme: programme.id,
    weekOf,
    ...(setFor && { setFor }),
    week,
    prompt: asked,
    lookBack: lookBack && { reflection: lookBack.id },
    swapped: [],
    askedAt: now,
    closesAt: plus(now, { days: programme.closesAfterDays }),
    remindAt: remindAtOf(leader, programme, now),
    remindWished: false,
    state: { is: 'open' },
  }
  const withPlan = openWithPlan({ ...leader, deliveries: [...leader.deliveries, delivery] }, delivery, now)
  // Whoever was to be asked while nobody could is not woken for it now.
  const notBefore = why === 'wished' ? now : quietly(leader, now)
  return intend(withPlan, {
    key: `prompt:${leader.id}:${delivery.id}`,
    kind: 'prompt',
    about: delivery.id,
    notBefore,
    expiresAt: plus(notBefore, { hours: promptWindow }),
  })
}

// Whole days keep to their own hour, on a working day; hours are counted from the question.
const remindAtOf = (leader: Leader, programme: Programme, now: Instant): Instant | undefined => {
  const { remindAfter } = programme
  if (remindAfter === 'none') return undefined
  if (remindAfter % 24 > 0) return quietly(leader, plus(now, { hours: remindAfter }))
  const { zone, nation } = leader.settings
  const day = addDays(localDateOf(now, zone), remindAfter / 24)
  return undisturbed(nextWorkingDay(day, nation), hourOf(leader, programme), leader)
}

const ask = (leader: Leader, now: Instant, context: Context): Leader => {
  let it = leader
  for (let next = nextAsk(it, context); next && next.at <= now; next = nextAsk(it, context)) {
    const { programme, weekOf, setFor, at } = next
    const isInTime = now < plus(at, { hours: promptWindow })
    if (isInTime && isLeftAlone(it)) return rest(it, now)
    const today = localDateOf(at, it.settings.zone)
    // Of years of questions only the newest can be of the same day; to ask each for its day takes long.
    const nearby = plus(at, { days: -2 })
    const isTaken = it.deliveries.some(
      ({ askedAt, state }) =>
        askedAt > nearby && state.is !== 'missed' && localDateOf(askedAt, it.settings.zone) === today,
    )
    const asked = isInTime && !isTaken ? askNow(it, programme, { weekOf, setFor }, now, context, 'due') : it
    // A holiday may move last week's question into this one, which has its own, and an invitation may have come: then
    // it may be one too many.
    const isLastWeeks = mondayOf(localDateOf(now, it.settings.zone)) > weekOf
    // Of several programmes the first comes first, and the others as far as the week has room.
    const programmes = programmesOf(it, context)
    const before = programmes.slice(0, programmes.indexOf(programme) + 1)
    const isTooMany =
      !asksByTheDay(programme) &&
      (isLastWeeks || before.length > 1 || wasInvitedInWeekOf(it, now)) &&
      messagesInWeekOf(withoutDaily(asked, context), now, context, before) > messagesPerWeek
    it = asked === it || isTooMany ? miss(it, programme, { weekOf, setFor }, now) : asked
  }
  return it
}

// Words that are old may stand beside newer ones in a digest of then and now.
const forgotten = (leader: Leader, now: Instant): Leader => {
  const after = forgetOld(leader, now)
  return after === leader ? leader : notingEnded(leader, showingDigestsAnew(leader, after, now), now)
}

// A week that could not be asked leaves a trace, so that it is not asked later and delivery health can tell.
const miss = (leader: Leader, programme: Programme, slot: Slot, now: Instant): Leader => ({
  ...leader,
  missedWeeks: [
    ...leader.missedWeeks.filter((it) => it.programme !== programme.id),
    { programme: programme.id, ...slot, at: now },
  ],
})

const close = (leader: Leader, now: Instant): Leader =>
  changeDeliveries(
    leader,
    ({ state, closesAt }) => state.is === 'open' && closesAt <= now,
    (it) => ({ ...it, remindAt: undefined, state: { is: 'closed', at: now } }),
  )

// A pause has an end date, and ends by itself.
const comeBack = (leader: Leader, now: Instant): Leader => {
  if (leader.stage.is !== 'paused') return leader
  const since = startOfDay(leader.stage.until, leader)
  return since <= now ? { ...leader, stage: { is: 'active', since } } : leader
}

// Three in a row that closed without a word; what came of those that are open still, nobody knows yet.
const isLeftAlone = ({ deliveries, stage }: Leader): boolean => {
  const asked = deliveries
    .filter(({ state }) => state.is !== 'missed' && state.is !== 'open')
    .slice(-unansweredInARow)
  return (
    asked.length === unansweredInARow &&
    asked.every(({ state, askedAt }) => state.is === 'closed' && askedAt >= stage.since)
  )
}

// In place of the next question, at its hour: an offer, and then silence.
const rest = (leader: Leader, now: Instant): Leader =>
  intend(
    { ...leader, stage: { is: 'resting', since: now, invitedBack: false } },
    {
      key: `rest-offer:${leader.id}:${leader.deliveries.at(-1)?.id}`,
      kind: 'rest-offer',
      about: leader.id,
      notBefore: quietly(leader, now),
      expiresAt: plus(now, { hours: digestWindow }),
    },
  )

const inviteBack = (leader: Leader, now: Instant, context: Context): Leader => {
  const at = invitesBackAt(leader, context)
  if (leader.stage.is !== 'resting' || !at || now < at) return leader
  // Too late for this cycle: then at the next.
  if (now >= plus(at, { hours: digestWindow })) {
    return inviteBack({ ...leader, stage: { ...leader.stage, since: at } }, now, context)
  }
  return intend(
    { ...leader, stage: { ...leader.stage, invitedBack: true } },
    {
      key: `invitation-back:${leader.id}:${leader.stage.since}`,
      kind: 'invitation-back',
      about: leader.id,
      notBefore: quietly(leader, now),
      expiresAt: plus(at, { hours: digestWindow }),
    },
  )
}

// What they asked for comes while they pause or rest as well: they were told that it would.
const mayRemind = (leader: Leader, { remindWished }: Delivery): boolean =>
  leader.stage.is === 'active' ? !leader.closedAt : remindWished && takesPart(leader)

const remind = (leader: Leader, now: Instant, context: Context): Leader => {
  const due = leader.deliveries.filter(
    (it) => it.state.is === 'open' && it.remindAt && it.remindAt <= now && mayRemind(leader, it),
  )
  let it = changeDeliveries(
    leader,
    (delivery) => due.includes(delivery),
    (delivery) => ({ ...delivery, remindAt: undefined, remindWished: false, remindElseAt: undefined }),
  )
  for (const { id, programme, ts, remindAt, remindWished } of due) {
    if (!ts || !remindAt || now >= plus(remindAt, { hours: reminderWindow })) continue
    if (!remindWished && isPausedFor(it, programme, now, context)) continue
    // Whoever was taken out of a programme is asked no more by it. What is open may be answered all the same.
    if (!remindWished && !it.programmes.includes(programme)) continue
    const isTooMany = messagesInWeekOf(it, now, context, programmesOf(it, context)) >= messagesPerWeek
    if (isTooMany && !remindWished) continue
    it = intend(it, {
      key: reminderKey(it, id, remindWished ? remindAt : undefined),
      kind: 'reminder',
      about: id,
      notBefore: remindWished ? now : quietly(it, now),
      expiresAt: plus(remindWished ? remindAt : quietly(it, remindAt), { hours: reminderWindow }),
    })
  }
  return it
}

const isPausedFor = (
  { settings }: Leader,
  programme: Delivery['programme'],
  now: Instant,
  context: Context,
): boolean => {
  const pauses = context.programmes.find(({ id }) => id === programme)?.pauses ?? []
  return isPaused(localDateOf(now, settings.zone), pauses)
}

// Several questions a week are what their programme is, and leave another programme its room; not a reminder.
const asksByTheDay = ({ schedule }: Programme): boolean => !isOnceAWeek(schedule)

const withoutDaily = (leader: Leader, context: Context): Leader => {
  const daily = context.programmes.filter(asksByTheDay).map(({ id }) => id)
  const theirs = new Set<string>(
    leader.deliveries.filter(({ programme }) => daily.includes(programme)).map(({ id }) => id),
  )
  return {
    ...leader,
    programmes: leader.programmes.filter((id) => !daily.includes(id)),
    outbox: leader.outbox.filter(({ kind, about }) => kind !== 'prompt' || !theirs.has(about)),
  }
}

// What this week has brought, is about to send, or is still to bring; of questions still to come, these programmes'.
// What they asked for themselves counts as well: it is a message all the same.
const messagesInWeekOf = (
  leader: Leader,
  now: Instant,
  context: Context,
  programmes: readonly Programme[],
): number => {
  const digest = nextDigest(leader, context)
  const toCome = [
    ...programmes
      .filter(({ id }) => leader.programmes.includes(id))
      .flatMap((programme) => nextAskOf(leader, programme)?.at ?? []),
    ...(digest ? [digest.at] : []),
  ]
  return [...sendingTimes(leader, now), ...(leader.stage.is === 'active' ? toCome : [])].filter((at) =>
    isInWeekOf(leader, now, at),
  ).length
}

const sendingTimes = ({ outbox }: Pick<Leader, 'outbox'>, now: Instant): Instant[] =>
  outbox
    .filter(({ kind }) => kind !== 'receipt')
    .flatMap(({ state, notBefore }) =>
      state.is === 'waiting'
        ? [later(now, notBefore)]
        : state.is === 'claimed' || state.is === 'settled'
          ? [state.at]
          : [],
    )

const isInWeekOf = ({ settings }: Leader, now: Instant, at: Instant): boolean =>
  mondayOf(localDateOf(at, settings.zone)) === mondayOf(localDateOf(now, settings.zone))

const wasInvitedInWeekOf = (leader: Leader, now: Instant): boolean =>
  sendingTimes({ outbox: leader.outbox.filter(({ kind }) => kind === 'invitation') }, now).some((at) =>
    isInWeekOf(leader, now, at),
  )

/**
 * When someone who takes part may be invited to one more programme: now, or where this week has its messages already
 * or will have, at their own hour on the first working day of the next. Their first programme's question comes before
 * it, and any other's after.
 */
export const invitesFrom = (leader: Leader, key: string, now: Instant, context: Context): Instant => {
  const others = withoutDaily({ ...leader, outbox: leader.outbox.filter((it) => it.key !== key) }, context)
  const [first] = programmesOf(others, context)
  if (messagesInWeekOf(others, now, context, first ? [first] : []) < messagesPerWeek) return now
  const { zone, nation } = leader.settings
  const monday = addDays(mondayOf(localDateOf(now, zone)), 7)
  const [programme] = programmesOf(leader, context)
  return programme
    ? undisturbed(nextWorkingDay(monday, nation), hourOf(leader, programme), leader)
    : quietly(leader, startOfDay(monday, leader))
}

const lookBackOnMonth = (leader: Leader, now: Instant, context: Context): Leader => {
  let it = leader
  for (let next = nextDigest(it, context); next && next.at <= now; next = nextDigest(it, context)) {
    const { month, at } = next
    const missed = now >= plus(at, { hours: digestWindow })
    it = { ...it, digests: [...it.digests, { month, at: now, missed }] }
    if (missed) continue
    it = putForward(it, month)
    it = intend(it, {
      key: `digest:${it.id}:${month}`,
      kind: 'digest',
      about: month,
      notBefore: quietly(it, now),
      expiresAt: plus(at, { hours: digestWindow }),
    })
  }
  return it
}

// A prompt that never reached its leader was not asked. A look back that did not gives its month to the next.
const settleLosses = (leader: Leader, now: Instant): Leader => {
  const it = changeDeliveries(
    leader,
    (one) => one.state.is === 'open' && lostAt(leader, one) !== undefined,
    (one) => ({ ...one, remindAt: undefined, state: { is: 'missed', at: now } }),
  )
  return it.digests.some((one) => digestLostAt(it, one))
    ? { ...it, digests: it.digests.map((one) => (digestLostAt(it, one) ? { ...one, missed: true } : one)) }
    : it
}

// When a prompt turned out not to reach its leader.
const lostAt = (leader: Leader, { id, ts }: Delivery): Instant | undefined => {
  if (ts) return undefined
  const state = leader.outbox.find(({ kind, about }) => kind === 'prompt' && about === id)?.state
  return state?.is === 'expired' || state?.is === 'failed' ? state.at : undefined
}

// When a look back turned out not to: neither does one that was not wanted any more when it could be sent.
const digestLostAt = (
  { outbox }: Leader,
  { month, ts, missed }: Leader['digests'][number],
): Instant | undefined => {
  if (ts || missed) return undefined
  const state = outbox.find(({ kind, about }) => kind === 'digest' && about === month)?.state
  return state?.is === 'expired' || state?.is === 'failed' || state?.is === 'dropped' ? state.at : undefined
}

const changeDeliveries = (
  leader: Leader,
  which: (it: Delivery) => boolean,
  how: (it: Delivery) => Delivery,
): Leader =>
  leader.deliveries.some(which)
    ? { ...leader, deliveries: leader.deliveries.map((it) => (which(it) ? how(it) : it)) }
    : leader
