// What the wall clocks of the world show, found by brute force through Intl alone: the independent opinion that the
// calendar is judged by. It may not use Temporal, nor anything of ours.

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a zone's wall clock shows, as milliseconds since 1970 of a clock that knows no zones; whole minutes. */
export function wallAt(instant: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB-u-ca-iso8601', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formats.set(zone, format)
  }
  // "2026-01-05, 09:00", which is had in a quarter of the time that its parts take.
  const shown = format.format(instant)
  return Date.parse(`${shown.slice(0, 10)}T${shown.slice(-5)}:00.000Z`)
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** A moment at which a zone's clocks were changed, and how far from UTC they were before and after it. */
export type Change = { at: number; before: number; after: number }

/** Every change of a zone's clocks in a span, found by halving the weeks in which the offset differs. */
export function changesOf(zone: string, from: number, until: number): Change[] {
  const offsetAt = (instant: number) => wallAt(instant, zone) - instant
  const changes: Change[] = []
  for (let start = from; start < until; start += 7 * day) {
    let [low, high] = [start, start + 7 * day]
    const [before, after] = [offsetAt(low), offsetAt(high)]
    if (before === after) continue
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / 2 / minute) * minute
      if (offsetAt(middle) === before) low = middle
      else high = middle
    }
    changes.push({ at: high, before, after })
  }
  return changes
}

/**
 * The instant at which a zone's wall clock shows `wall`: of every instant up to 15 hours around, a quarter of an hour
 * apart, the first that shows it. Where none does, the clocks were put forward over it, and it moves on by as much.
 */
export function instantShowing(wall: number, zone: string, changes: readonly Change[]): number {
  for (let instant = wall - 15 * hour; instant <= wall + 15 * hour; instant += 15 * minute) {
    if (wallAt(instant, zone) === wall) return instant
  }
  const gap = changes.find((it) => it.at + it.before <= wall && wall < it.at + it.after)
  if (!gap) throw new Error(`no instant and no gap for ${new Date(wall).toISOString()} in ${zone}`)
  return wall - gap.before
}
