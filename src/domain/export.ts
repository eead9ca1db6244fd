// A leader's own history, to take away: all of it as data, or of some time; to read, or as a draft for a portfolio.
import { z } from 'zod'
import { localDateOf, plusMonths } from './calendar.ts'
import { Instant, Leader, LocalDate, type Reflection, type ReflectionId, type Zone } from './model.ts'
import { type Activity, draftFormats } from './portfolio.ts'
import { isClear, type Safety, type Screened, screen } from './safe-to-write.ts'
import { toMind } from './set-aside.ts'

/** How someone may have their own history. */
export const exportFormats = ['json', 'markdown', ...draftFormats] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Days on the leader's own calendar, both included; a side that is left off has no end. */
export const Period = z.object({ from: LocalDate.optional(), to: LocalDate.optional() })
export type Period = z.infer<typeof Period>

/** A draft that somebody is choosing the replies of. */
export const DraftWish = z.object({ format: z.literal(draftFormats), period: Period })
export type DraftWish = z.infer<typeof DraftWish>

/** All that a leader wrote and chose, without Slack's names for it. */
export const History = Leader.pick({
  settings: true,
  deliveries: true,
  reflections: true,
  commitments: true,
  challenges: true,
  digests: true,
  optIns: true,
})
export type History = z.infer<typeof History>

/** What stands in the JSON file; reading it gives the same history again. With a period it is a part of it. */
export const HistoryFile = z.object({
  format: z.literal('balcony-history'),
  version: z.literal(1),
  madeAt: Instant,
  period: Period.optional(),
  history: History,
})
export type HistoryFile = z.infer<typeof HistoryFile>

/** A file as data: the Slack side gives it its words. `listed` are all replies of its period, chosen or not. */
export type ExportFile = {
  format: ExportFormat
  madeAt: Instant
  period: Period
  history: History
  listed: readonly Activity[]
}

/**
 * Something of theirs that its author must look at before it leaves. `always` cannot be confirmed away. Words that no
 * reply holds are given, since nothing but this shows them beside what they are.
 */
export type Stop =
  | { is: 'reply'; reflection: ReflectionId; asked?: string; always: boolean }
  /** What helped with a plan, or got in its way. */
  | { is: 'helped'; reflection: ReflectionId; words: string; always: boolean }
  | { is: 'challenge'; namedAt: Instant; words: string; always: boolean }
  /** What they call themselves. */
  | { is: 'title'; words: string; always: boolean }

/** The twelve months that end today. */
export const lastYear = (now: Instant, zone: Zone): Required<Period> => ({
  from: localDateOf(plusMonths(now, -12, zone), zone),
  to: localDateOf(now, zone),
})

/** The replies written within a period, oldest first. */
export const repliesWithin = (leader: Leader, period: Period): Reflection[] =>
  leader.reflections.filter(({ at }) => isWithin(at, period, leader.settings.zone))

/**
 * Their history within a period, and of some replies only where they are named. A reply's question and plan go with the
 * reply; whatever belongs to none, by its own date. All but the JSON file holds replies and their plans alone.
 */
export const taken = (
  leader: Leader,
  format: ExportFormat,
  period: Period,
  chosen?: readonly ReflectionId[],
): History => {
  const { settings, commitments } = leader
  const isTaken = (at: Instant) => isWithin(at, period, settings.zone)
  const reflections = repliesWithin(leader, period).filter(({ id }) => !chosen || chosen.includes(id))
  const there = new Set(reflections.map(({ id }) => id))
  const replies = { reflections, commitments: commitments.filter(({ reflection }) => there.has(reflection)) }
  if (format !== 'json') {
    const none = { deliveries: [], challenges: [], digests: [], optIns: {} }
    return { settings: { ...settings, title: undefined }, ...none, ...replies }
  }
  const answeredAt = new Map(leader.reflections.map(({ delivery, at }) => [delivery, at]))
  return {
    settings,
    ...replies,
    deliveries: leader.deliveries.filter(({ id, askedAt }) => isTaken(answeredAt.get(id) ?? askedAt)),
    challenges: leader.challenges.filter(({ namedAt }) => isTaken(namedAt)),
    digests: leader.digests.filter(({ at }) => isTaken(at)),
    optIns: Object.fromEntries(Object.entries(leader.optIns).filter(([, at]) => isTaken(at))),
  }
}

/**
 * Everything in a history that must be looked at before it leaves. A reply is confirmed where it stands; `checked` says
 * that its author looked at the rest, which no mark can be kept of.
 */
export const stopsIn = (history: History, safety: Safety, checked = false): Stop[] => {
  const stop = (words: string | undefined): { words: string; always: boolean }[] => {
    if (words === undefined) return []
    const found = screen(words, safety)
    return isClear(found) || (checked && !found.always) ? [] : [{ words, always: found.always }]
  }
  return [
    ...history.reflections.flatMap((it): Stop[] => {
      const always = alwaysStops(it, safety)
      const stops =
        always || it.reuse === 'set-aside' || (it.reuse === 'open' && !isClear(toMind(it, safety)))
      return stops ? [{ is: 'reply', reflection: it.id, asked: it.asked, always }] : []
    }),
    ...history.commitments.flatMap(({ reflection, state }) =>
      stop(state.helped).map((it): Stop => ({ is: 'helped', reflection, ...it })),
    ),
    ...history.challenges.flatMap(({ name, namedAt }) =>
      stop(name).map((it): Stop => ({ is: 'challenge', namedAt, ...it })),
    ),
    ...stop(history.settings.title).map((it): Stop => ({ is: 'title', ...it })),
  ]
}

/** A history without what stops it: replies with their plans, and of the rest the words alone. */
export const leavingOut = (history: History, stops: readonly Stop[]): History => {
  const replies = new Set(stops.flatMap((it) => (it.is === 'reply' ? [it.reflection] : [])))
  const helped = new Set(stops.flatMap((it) => (it.is === 'helped' ? [it.reflection] : [])))
  const names = new Set(stops.flatMap((it) => (it.is === 'challenge' ? [it.words] : [])))
  const isTitled = !stops.some(({ is }) => is === 'title')
  return {
    ...history,
    settings: isTitled ? history.settings : { ...history.settings, title: undefined },
    reflections: history.reflections.filter(({ id }) => !replies.has(id)),
    commitments: history.commitments
      .filter(({ reflection }) => !replies.has(reflection))
      .map((it) => (helped.has(it.reflection) ? { ...it, state: { ...it.state, helped: undefined } } : it)),
    challenges: history.challenges.filter(({ name }) => !names.has(name)),
  }
}

// The wording that was approved for a partnership is in the file too. Its author looked at it then.
const alwaysStops = (it: Reflection, safety: Safety): boolean => {
  const approved = Object.values(it.shares).flatMap(({ stage }) =>
    stage.is === 'approved' && stage.words !== undefined ? [screen(stage.words, safety)] : [],
  )
  return [toMind(it, safety), ...approved].some(({ always }: Screened) => always)
}

const isWithin = (at: Instant, { from, to }: Period, zone: Zone): boolean => {
  const date = localDateOf(at, zone)
  return (from === undefined || from <= date) && (to === undefined || date <= to)
}
