// How many must stand behind a figure, or beside words without a name, and how many must have stayed out. It counts who
// gave something to a digest and never sees a word of it: what may leave is decided in sharing.ts.
import { type Component, components, type Instant, type LeaderId, type Placement } from './model.ts'
import type { Figures, PartnershipSettings } from './workspace.ts'

/** Unnamed words are shown only where at least so many people wrote some who are not named beside them. */
export const fewestUnnamed = 3

type Band = NonNullable<Figures['band']>

/** What one reply adds to the figures. `at` is when its author said yes to that. */
export type Gift = { leader: LeaderId; about: readonly Component[]; placed?: Placement; at: Instant }

/** Those among whom a digest's figures hide someone. */
export type Crowd = {
  thresholds: PartnershipSettings['thresholds']
  /** How many are named for the partnership. */
  people: number
  /** Those whom the digest names, or one that its figures are of too: nothing may turn on what they did. */
  known: ReadonlySet<LeaderId>
  /** How many more it named who have deleted everything since. */
  gone: number
  /** Of a cycle: for how many people who are not known its band must leave room. */
  room?: number
}

/** Whether a partnership is too small for any figure. */
export const isSmall = ({ thresholds, people }: Pick<Crowd, 'thresholds' | 'people'>): boolean =>
  people < thresholds.contributors + thresholds.others

/** Whether words of these authors, none of whom is known, may stand without a name: how many wrote can be counted. */
export const mayHide = (authors: ReadonlySet<LeaderId>, crowd: Crowd): boolean =>
  !isSmall(crowd) &&
  authors.size >= fewestUnnamed &&
  stayedOut(authors.size, crowd) >= crowd.thresholds.others

/** A month's figures. Its band counts all whom the month names as well: their names say that they added something. */
export const figuresOfMonth = (gifts: readonly Gift[], crowd: Crowd): Figures => {
  const all = peopleOf(gifts)
  return {
    band: isShown(all, crowd) ? bandOf(all.union(crowd.known).size) : undefined,
    about: aboutOf(gifts, crowd),
  }
}

/** Figures of a whole cycle. What was `said` in one of its months stands. */
export const figuresOfCycle = (gifts: readonly Gift[], crowd: Crowd, said: readonly Figures[]): Figures => {
  const own = aboutOf(gifts, crowd)
  return {
    band: atLeast([...bandsOfCycle(gifts, crowd), ...said.flatMap(({ band }) => band ?? [])]),
    about: components.filter((it) => own.includes(it) || said.some((one) => one.about.includes(it))),
    split: splitOf(gifts, crowd),
    ofCycle: true,
  }
}

/**
 * The bands that a review may say of people who are not known; none where it may say nothing. A band tells how many these
 * are at the most: so few that `others` stayed out, and fewer than the next band begins at, where that is not said. Where
 * those who wrote the words are as many as that already, whoever surely did not write them gave nothing, and where they are
 * more, some are by somebody who is known. So a band is said only where its limit leaves `room`.
 */
const bandsOfCycle = (gifts: readonly Gift[], crowd: Crowd): Band[] => {
  const { thresholds, known, room = 0 } = crowd
  const all = peopleOf(gifts)
  if (!isShown(all, crowd) || stayedOut(room, crowd) < thresholds.others) return []
  const hidden = all.difference(known).size
  return [lowest, ...higher.filter(({ from }) => from <= hidden && from > room)]
}

const aboutOf = (gifts: readonly Gift[], crowd: Crowd): Component[] =>
  components.filter((it) => isShown(peopleOf(about(gifts, it)), crowd))

const about = (gifts: readonly Gift[], component: Component): Gift[] =>
  gifts.filter((it) => it.about.includes(component))

const peopleOf = (gifts: readonly Gift[]): Set<LeaderId> => new Set(gifts.map(({ leader }) => leader))

const isShown = (by: ReadonlySet<LeaderId>, crowd: Crowd): boolean => {
  const hidden = by.difference(crowd.known).size
  // Among those who are not named: a figure must not turn on what someone who is named did.
  return hidden >= crowd.thresholds.contributors && stayedOut(hidden, crowd) >= crowd.thresholds.others
}

const stayedOut = (hidden: number, { people, known, gone }: Crowd): number =>
  people - known.size - gone - hidden

// Each person once, by their newest call. Both sides must be large enough, and so must those who made no call at all.
const splitOf = (gifts: readonly Gift[], crowd: Crowd): Figures['split'] => {
  const { contributors: fewest } = crowd.thresholds
  const calls = new Map<LeaderId, { as: Placement; at: Instant }>()
  for (const { leader, placed: as, at } of gifts) {
    if (!as || crowd.known.has(leader)) continue
    if ((calls.get(leader)?.at ?? '') <= at) calls.set(leader, { as, at })
  }
  const count = (placement: Placement) => [...calls.values()].filter(({ as }) => as === placement).length
  const [technical, adaptive, both] = [count('technical'), count('adaptive'), count('both')]
  if (technical < fewest || adaptive < fewest || !isShown(new Set(calls.keys()), crowd)) return undefined
  return {
    technical: bandOf(technical),
    adaptive: bandOf(adaptive),
    ...(both >= fewest && { both: bandOf(both) }),
  }
}

/** Bands rather than counts. */
const lowest: Band = { from: 5, to: 9 }
const higher: readonly Band[] = [{ from: 10, to: 19 }, { from: 20, to: 49 }, { from: 50 }]

const bandOf = (people: number): Band => higher.findLast(({ from }) => from <= people) ?? lowest

/** The highest of some bands, open above: how many there are by now may not be said. */
const atLeast = (bands: readonly Band[]): Figures['band'] =>
  bands.length > 0 ? { from: Math.max(...bands.map(({ from }) => from)) } : undefined
