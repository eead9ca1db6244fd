// How many people were asked in a week, and how many replied, as an admin may see it: in bands, fixed once, and moved only
// where enough people came or went. docs/decisions says what this guarantees and what it does not.
import { z } from 'zod'
import { LocalDate } from './model.ts'

export const Band = z.object({ from: z.int(), to: z.int().optional() })
export type Band = z.infer<typeof Band>

/** No figure rests on fewer people than this. */
export const fewestPeople = 10
/** What is shown moves only where so many people came or went since it last moved. */
export const fewestWhoDiffer = 5
/** So many of those who were invited may always have stayed out, for all that is shown. */
export const fewestLeftOut = 3

const edges = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]

/** The band that a number falls in; undefined below five. */
export const bandOf = (n: number): Band | undefined => {
  const at = edges.findLastIndex((edge) => edge <= n)
  const from = edges[at]
  const next = edges[at + 1]
  return from === undefined ? undefined : { from, ...(next !== undefined && { to: next - 1 }) }
}

/** How often something happened, where it says nothing of anyone: by a band, as a few, or not at all. */
export const Amount = z.union([z.literal('none'), z.literal('few'), Band])
export type Amount = z.infer<typeof Amount>
export const amountOf = (n: number): Amount => (n === 0 ? 'none' : (bandOf(n) ?? 'few'))

/** What was last shown, and the week whose people it rests on. `people` is never shown. */
export const Shown = z.object({ band: Band.optional(), since: LocalDate, people: z.int() })
export type Shown = z.infer<typeof Shown>

/** A week as it was: who, by any name that stays. `outOf` is how many there could have been. */
export type Turnout = { weekOf: LocalDate; who: ReadonlySet<string>; outOf: number }

/**
 * What is shown of a week. `before` is who stood behind what was last shown, as far as they can still be found; those who
 * cannot (they deleted everything) count as gone. Where too few came or went, it stays as it was, though the number itself
 * may have left the band by as many.
 */
export const showWeek = (
  last: Shown | undefined,
  before: ReadonlySet<string>,
  { weekOf, who, outOf }: Turnout,
  fewest: number,
): Shown => {
  const isMoved = last === undefined || differing(before, who) + last.people - before.size >= fewestWhoDiffer
  const shown = isMoved ? { since: weekOf, people: who.size, band: fitting(who.size, fewest) } : last
  const { band, ...rest } = shown
  // How many there could have been is known to whoever looks: so to leave a figure out for it tells them nothing.
  return band && outOf - band.from >= fewestLeftOut ? shown : rest
}

// High enough that it holds for as long as it stays: fewer than `fewestWhoDiffer` may have gone meanwhile.
const fitting = (n: number, fewest: number): Band | undefined =>
  n >= fewest + fewestWhoDiffer - 1 ? bandOf(n) : undefined

const differing = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => a.symmetricDifference(b).size
