// How delivery goes, as an admin and an operator may see it: what Slack would not take and why, which accounts cannot be
// reached, and weeks in bands. It is kept in the workspace's document, so that looking at it reads nobody's.
import { z } from 'zod'
import { addDays, instantOf, localDateOf, mondayOf, plus } from './calendar.ts'
import { Instant, type Leader, LocalDate, LocalTime, UserId, Zone } from './model.ts'
import { Amount, amountOf, Band, Shown } from './weekly-bands.ts'

/** A week that is over, as it stays. Its days are those of UTC. */
export const HealthWeek = z.object({
  weekOf: LocalDate,
  /** How many people were asked, and how many of them replied; absent where too few, or nearly all. */
  asked: Band.optional(),
  replied: Band.optional(),
  /**
   * Messages that came more than an hour late, not at all, or that Slack refused; absent where too few people are named:
   * of one of them, "some" would say that they are asked.
   */
  late: Amount.optional(),
  missed: Amount.optional(),
  failed: Amount.optional(),
})
export type HealthWeek = z.infer<typeof HealthWeek>

/** What Slack said when it took no message. */
export const Trouble = z.object({ reason: z.string(), first: Instant, last: Instant })
export type Trouble = z.infer<typeof Trouble>

/** Someone whom no invitation can reach, or whose account is closed. It says nothing of who takes part. */
export const Unreachable = z.object({ user: UserId, reason: z.string(), since: Instant })
export type Unreachable = z.infer<typeof Unreachable>

export const DeliveryHealth = z.object({
  troubles: z.array(Trouble),
  unreachable: z.array(Unreachable),
  /** Oldest first, each fixed once. */
  weeks: z.array(HealthWeek),
  /** What the newest week rests on. */
  basis: z.object({ asked: Shown, replied: Shown }).optional(),
})
export type DeliveryHealth = z.infer<typeof DeliveryHealth>

export const healthyDelivery: DeliveryHealth = { troubles: [], unreachable: [], weeks: [] }

/** The reason under which a closed account stands; none of Slack's own. */
export const closedAccount = 'account_closed'

/** A trouble is told for so long after it last came up. */
const troubleDays = 14
/** Writing down what goes on happening once an hour is enough. */
const troubleHours = 1
const mostTroubles = 20
const mostUnreachable = 200
/** Two years of weeks. */
const mostWeeks = 104
/** A week is fixed when so many days have passed since it ended: most of its replies have come by then. */
const daysToReply = 7
/** After a long time away no more weeks than this are made up for: outboxes remember no longer. */
const mostPending = 5

/** Notes what Slack said; the very same where it was said within the hour. What is no code of Slack's is not kept. */
export const troubled = (health: DeliveryHealth, said: string, now: Instant): DeliveryHealth => {
  const reason = /^[a-z_]{1,60}$/.test(said) ? said : 'unknown_error'
  const known = health.troubles.find((it) => it.reason === reason)
  if (known && now < plus(known.last, { hours: troubleHours })) return health
  const others = current(health, now).filter((it) => it.reason !== reason)
  const troubles = [...others.slice(1 - mostTroubles), { reason, first: known?.first ?? now, last: now }]
  return { ...health, troubles }
}

/** Troubles that are still worth telling. */
export const current = ({ troubles }: DeliveryHealth, now: Instant): Trouble[] =>
  troubles.filter(({ last }) => last >= plus(now, { days: -troubleDays }))

/** Notes that someone cannot be reached, or, without a reason, that they can; the very same where that is known. */
export const reached = (
  health: DeliveryHealth,
  user: UserId,
  reason: string | undefined,
  now: Instant,
): DeliveryHealth => {
  const known = health.unreachable.find((it) => it.user === user)
  if (known?.reason === reason) return health
  const others = health.unreachable.filter((it) => it.user !== user)
  const unreachable = reason
    ? [...others.slice(1 - mostUnreachable), { user, reason, since: known?.since ?? now }]
    : others
  return { ...health, unreachable }
}

/** The weeks that are over and not fixed yet, oldest first. `from`: nothing was asked before that day. */
export const pendingWeeks = ({ weeks }: DeliveryHealth, from: LocalDate, now: Instant): LocalDate[] => {
  const last = weeks.at(-1)?.weekOf
  const newest = addDays(mondayOf(addDays(localDateOf(now, utc), -daysToReply)), -7)
  const all: LocalDate[] = []
  for (let week = last ? addDays(last, 7) : mondayOf(from); week <= newest; week = addDays(week, 7)) {
    all.push(week)
  }
  return all.slice(-mostPending)
}

/** What one person's document says of some weeks: whether they were asked and replied, and how sending to them went. */
export const weeksOf = (leader: Leader, weeks: readonly LocalDate[]): Map<LocalDate, PersonsWeek> =>
  new Map(weeks.map((weekOf) => [weekOf, weekIn(leader, weekOf)]))

export type PersonsWeek = { asked: boolean; replied: boolean; late: number; missed: number; failed: number }

const weekIn = ({ deliveries, outbox, missedWeeks, reflections }: Leader, weekOf: LocalDate): PersonsWeek => {
  // By its two ends: to ask each moment for its day takes a tenth of a second for years of someone's.
  const begins = instantOf(weekOf, midnight, utc)
  const ends = plus(begins, { days: 7 })
  const isIn = (at: Instant) => begins <= at && at < ends
  const asked = deliveries.filter(({ askedAt, ts }) => ts !== undefined && isIn(askedAt))
  const answered = new Set(reflections.map(({ delivery }) => delivery))
  const ended = outbox.filter(({ state }) => 'at' in state && isIn(state.at))
  const isLate = (key: string) => {
    const { state, about } = ended.find((it) => it.key === key) ?? {}
    const delivery = deliveries.find(({ id }) => id === about)
    return state?.is === 'settled' && delivery && state.at > plus(delivery.askedAt, { hours: 1 })
  }
  return {
    asked: asked.length > 0,
    replied: asked.some(({ id, state }) => state.is === 'answered' || answered.has(id)),
    late: ended.filter(({ kind, key }) => kind === 'prompt' && isLate(key)).length,
    missed:
      missedWeeks.filter(({ at }) => isIn(at)).length +
      ended.filter(({ state }) => state.is === 'expired').length,
    failed: ended.filter(({ state }) => state.is === 'failed').length,
  }
}

/** The health with a week fixed for good; the very same where it is fixed already. */
export const withWeek = (
  health: DeliveryHealth,
  weekOf: LocalDate,
  counted: {
    asked: Shown
    replied: Shown
    /** Undefined where they are not to be shown. */
    amounts: Pick<PersonsWeek, 'late' | 'missed' | 'failed'> | undefined
  },
): DeliveryHealth => {
  const newest = health.weeks.at(-1)
  if (newest && newest.weekOf >= weekOf) return health
  const { asked, replied, amounts } = counted
  // Figures of replies stand only beside those of people, and amounts of few people's messages say "few" at most.
  const amount = (n: number): Amount => (asked.band ? amountOf(n) : n === 0 ? 'none' : 'few')
  const week: HealthWeek = {
    weekOf,
    ...(asked.band && { asked: asked.band }),
    ...(asked.band && replied.band && { replied: replied.band }),
    ...(amounts && {
      late: amount(amounts.late),
      missed: amount(amounts.missed),
      failed: amount(amounts.failed),
    }),
  }
  return { ...health, weeks: [...health.weeks, week].slice(-mostWeeks), basis: { asked, replied } }
}

const utc = Zone.parse('UTC')
const midnight = LocalTime.parse('00:00')
