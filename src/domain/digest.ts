// A leader's month, for its reader alone, as data. No wording here; a partnership's month is edition.ts. What it says
// of a month is as things stood at its end, so that a digest that was sent changes only with the words in it.
import { localDateOf, plus } from './calendar.ts'
import { agreedSince, waitingForYes, wordsOf } from './consent.ts'
import {
  type Challenge,
  type Commitment,
  type Concept,
  concepts,
  type Instant,
  type Leader,
  type Level,
  type LocalDate,
  type Month,
  type Placement,
  type Reflection,
  type ReflectionId,
  type Zone,
} from './model.ts'
import { type WhenAsked, whenAsked } from './schedule.ts'
import type { Context } from './workspace.ts'

/** What is asked and offered beside a month, as things stand now. */
export type Beside = {
  /** Replies that wait for their yes, and those that they have said yes to since this digest came. */
  previews: { partnership: string; name: string; items: number; agreed: number }[]
  /** Once a quarter: is this still their day, hour and zone? */
  stillRight?: WhenAsked & { zone: Zone }
}

/** A month looked back on. Whatever is somebody's words in it is there only `withWords`. */
export type OwnMonth = {
  month: Month
  /** Whom its question is worded for. */
  level?: Level
  /** The day of the digest before, from whose moment on it looks back; none where this is the first. */
  since?: LocalDate
  to: LocalDate
  replies: number
  late: number
  /** All eleven concepts, in the order of the cycle, with how many replies each had. */
  coverage: { concept: Concept; replies: number }[]
  /** Replies that belong to none of them: looking back, and one's own. With these the numbers add up. */
  other: number
  plans: PlanSeen[]
  challenges: ChallengeSeen[]
  thenAndNow?: ThenAndNow
  /** A concept that they were asked about and that has been quiet for longest. */
  quiet?: Concept
  /** In the order in which they were written. */
  words?: OwnWords[]
}

export type PersonalDigest = OwnMonth & Beside

/** A plan that came to its end in this month, or was live at the end of it. */
export type PlanSeen = { reflection: ReflectionId; is: Commitment['state']['is']; words?: string }

/** The challenge that was live at the end of the month, or one that was parked or closed in it. */
export type ChallengeSeen = {
  is: Challenge['state']['is']
  name?: string
  placed?: Placement
  /** What they called it before this month, where that has changed. */
  before?: Placement
}

/** Two replies about one concept, so many months apart. */
export type ThenAndNow = {
  concept: Concept
  monthsAgo: 1 | 3 | 12
  earlier: { on: LocalDate; words?: string }
  now: { on: LocalDate; words?: string }
}

/** One of the leader's own replies. */
export type OwnWords = {
  on: LocalDate
  asked?: string
  concept?: Concept
  words: string
  soWhat?: string
  nowWhat?: string
  /** It is shown where they open it, and in no message. */
  isSetAside: boolean
}

/** A month of theirs; undefined where none is kept. */
export const ownMonth = (leader: Leader, month: Month, withWords: boolean): OwnMonth | undefined => {
  const span = spanOf(leader, month)
  const told = span && monthTold(leader, month, withWords)
  return told && { ...told, quiet: told.replies > 0 ? quietest(leader, span) : undefined }
}

/** All but what was quiet: what a message says of its month for as long as it stands. */
export const monthTold = (
  leader: Leader,
  month: Month,
  withWords: boolean,
): Omit<OwnMonth, 'quiet'> | undefined => {
  const span = spanOf(leader, month)
  if (!span) return undefined
  const { zone } = leader.settings
  const written = writtenIn(leader, span)
  const count = (concept?: Concept) => written.filter((it) => it.concept === concept).length
  return {
    month,
    level: leader.settings.level,
    since: span.from && localDateOf(span.from, zone),
    to: localDateOf(span.until, zone),
    replies: written.length,
    late: written.filter(({ late }) => late).length,
    coverage: concepts.map((concept) => ({ concept, replies: count(concept) })),
    other: count(),
    plans: plansIn(leader, span, withWords),
    challenges: challengesIn(leader, span, withWords),
    thenAndNow: thenAndNow(leader, written, withWords),
    words: withWords ? written.map((it) => ownWords(it, zone)) : undefined,
  }
}

/** What was written since the last look back, as the next will count it; since the beginning where there was none. */
export const sinceLookBack = (
  leader: Leader,
  now: Instant,
): { at?: Instant; replies: number; concepts: Concept[] } => {
  const had = lookedBack(leader)
  const span = spanAfter(had, had.length, now)
  const written = writtenIn(leader, span)
  return {
    at: span.from,
    replies: written.length,
    concepts: concepts.filter((concept) => written.some((it) => it.concept === concept)),
  }
}

/** The digest of a month as it is sent: with words where their leader wants those in messages. */
export const personalDigest = (
  leader: Leader,
  month: Month,
  context: Context,
): PersonalDigest | undefined => {
  const it = ownMonth(leader, month, leader.settings.words === 'shown')
  return it && { ...it, ...beside(leader, month, context) }
}

/** What the latest digest asks and offers beside its month; nothing in those before. */
export const beside = (leader: Leader, month: Month, context: Context): Beside => {
  const latest = leader.digests.findLast(({ missed }) => !missed)
  if (latest?.month !== month) return { previews: [] }
  const asked = Number(month.slice(5)) % 3 === 0 ? whenAsked(leader, context) : undefined
  return {
    // An unlinked partnership has no digest that a yes could be for.
    previews: context.partnerships.flatMap(({ id, name }) => {
      const items = waitingForYes(leader, id)
      const agreed = agreedSince(leader, id, latest.at)
      return items + agreed > 0 ? [{ partnership: id, name, items, agreed }] : []
    }),
    stillRight: asked && { ...asked, zone: leader.settings.zone },
  }
}

/** The months whose digests have a reply in them, by the messages in which they stand. */
export const digestsWith = (leader: Leader, replies: ReadonlySet<Reflection>): Leader['digests'] =>
  leader.digests.filter(({ month }) => {
    const span = spanOf(leader, month)
    return span && writtenIn(leader, span).some((it) => replies.has(it))
  })

/** How far apart two replies may be to count as so many months apart (days), and what is nearest to it. */
const distances = [
  { monthsAgo: 12, least: 335, most: 395, best: 365 },
  { monthsAgo: 3, least: 75, most: 110, best: 91 },
  { monthsAgo: 1, least: 21, most: 45, best: 30 },
] as const

/** What a change touched, as it was and as it is. */
export type Touched = Pick<Leader, 'reflections' | 'commitments' | 'challenges'>

/**
 * Whether what is told of a month may depend on any of these: they are of that month, go on into it, or may stand in it
 * as what was written so many months before.
 */
export const mayTell = (leader: Leader, month: Month, touched: Touched): boolean => {
  const span = spanOf(leader, month)
  if (!span) return false
  const goesInto = (since: Instant, { is, at }: { is: string; at?: Instant }) =>
    since <= span.until && (is === 'live' || at === undefined || !span.from || at > span.from)
  return (
    touched.reflections.some(
      ({ at }) => isIn(span, at) || distances.some((it) => isLookedBackOn(span, at, it)),
    ) ||
    touched.commitments.some(({ madeAt, state }) => goesInto(madeAt, state)) ||
    touched.challenges.some(({ namedAt, state }) => goesInto(namedAt, state))
  )
}

const isLookedBackOn = (
  { from, until }: Span,
  at: Instant,
  { least, most }: (typeof distances)[number],
): boolean => plus(at, { days: least }) <= until && (!from || plus(at, { days: most }) >= from)

/** From the digest before, whose moment is not in it, to this one's. */
type Span = { from?: Instant; until: Instant }

// A month runs from one digest to the next, so that every reply is in exactly one; one that was missed gives its own
// to the next.
const spanOf = (leader: Leader, month: Month): Span | undefined => {
  const had = lookedBack(leader)
  const index = had.findIndex((it) => it.month === month)
  const it = had[index]
  return it && spanAfter(had, index, it.at)
}

const lookedBack = ({ digests }: Leader): Leader['digests'] => digests.filter(({ missed }) => !missed)

const spanAfter = (had: Leader['digests'], index: number, until: Instant): Span => ({
  from: had[index]?.from ?? had[index - 1]?.at,
  until,
})

const isIn = ({ from, until }: Span, at: Instant): boolean => (!from || from < at) && at <= until

const writtenIn = ({ reflections }: Leader, span: Span): Reflection[] =>
  reflections.filter(({ at }) => isIn(span, at))

const ownWords = (it: Reflection, zone: Zone): OwnWords => ({
  on: localDateOf(it.at, zone),
  asked: it.asked,
  concept: it.concept,
  words: wordsOf(it),
  soWhat: it.soWhat?.text,
  nowWhat: it.nowWhat?.text,
  isSetAside: it.reuse === 'set-aside',
})

const plansIn = ({ commitments, reflections }: Leader, span: Span, withWords: boolean): PlanSeen[] =>
  commitments.flatMap(({ reflection: id, madeAt, state }) => {
    const hasEnded = state.is !== 'live' && state.at <= span.until
    if (madeAt > span.until || (hasEnded && !isIn(span, state.at))) return []
    const reflection = withWords ? reflections.find((it) => it.id === id) : undefined
    return [
      {
        reflection: id,
        is: hasEnded ? state.is : 'live',
        words: reflection?.reuse === 'set-aside' ? undefined : reflection?.nowWhat?.text,
      },
    ]
  })

const challengesIn = ({ challenges }: Leader, span: Span, withWords: boolean): ChallengeSeen[] =>
  challenges.flatMap(({ name, namedAt, placed, state, setAside }) => {
    const hasEnded = state.is !== 'live' && state.at <= span.until
    if (namedAt > span.until || (hasEnded && !isIn(span, state.at))) return []
    const calls = placed.filter(({ at }) => at <= span.until)
    const before = calls.findLast(({ at }) => !isIn(span, at)) ?? calls[0]
    const latest = calls.at(-1)?.as
    return [
      {
        is: hasEnded ? state.is : 'live',
        name: withWords && !setAside ? name : undefined,
        placed: latest,
        before: before?.as === latest ? undefined : before?.as,
      },
    ]
  })

// The furthest back that there is; of this month's, the latest. Never what they asked to be left alone.
const thenAndNow = (
  { reflections, settings: { zone } }: Leader,
  written: readonly Reflection[],
  withWords: boolean,
): ThenAndNow | undefined => {
  const mayShow = ({ notAgain, reuse }: Reflection) => !notAgain && reuse !== 'set-aside'
  const seen = (it: Reflection) => ({
    on: localDateOf(it.at, zone),
    words: withWords ? wordsOf(it) : undefined,
  })
  const isTold = new Set(written.map(({ concept }) => concept))
  const byConcept = Map.groupBy(
    reflections.filter((it) => isTold.has(it.concept) && mayShow(it)),
    ({ concept }) => concept,
  )
  for (const { monthsAgo, least, most, best } of distances) {
    for (const now of written.toReversed()) {
      if (!now.concept || !mayShow(now)) continue
      const [from, until] = [plus(now.at, { days: -most }), plus(now.at, { days: -least })]
      const days = (it: Reflection) => (Date.parse(now.at) - Date.parse(it.at)) / 86_400_000
      const [earlier] = (byConcept.get(now.concept) ?? [])
        .filter(({ at }) => from <= at && at <= until)
        .toSorted((a, b) => Math.abs(days(a) - best) - Math.abs(days(b) - best))
      if (earlier) return { concept: now.concept, monthsAgo, earlier: seen(earlier), now: seen(now) }
    }
  }
  return undefined
}

// Of what they were asked about so far, and wrote nothing on in this month: what they wrote least on, longest ago.
const quietest = ({ deliveries, reflections }: Leader, span: Span): Concept | undefined => {
  const asked = new Set(
    deliveries
      .filter(({ askedAt, state }) => askedAt <= span.until && state.is !== 'missed')
      .map(({ prompt }) => prompt.concept),
  )
  const soFar = reflections.filter(({ at }) => at <= span.until)
  return concepts
    .filter((concept) => asked.has(concept))
    .map((concept) => {
      const its = soFar.filter((it) => it.concept === concept)
      return { concept, replies: its.length, last: its.at(-1)?.at ?? '' }
    })
    .filter(({ last }) => last === '' || (span.from !== undefined && last <= span.from))
    .toSorted((a, b) => a.replies - b.replies || (a.last < b.last ? -1 : a.last > b.last ? 1 : 0))[0]?.concept
}
