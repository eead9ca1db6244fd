// How many people, and when, for whoever may not know exactly: a count that goes down by one would tell that someone left,
// and a minute whose question it is.
import { plus } from '../domain/calendar.ts'
import type { Instant } from '../domain/model.ts'

/** In words, such as “fewer than 10” and “20 to 49”. */
export const peopleInWords = (count: number): string => {
  if (count < 10) return 'fewer than 10'
  const steps = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000]
  const from = steps.findLast((it) => it <= count) ?? 10
  const next = steps.find((it) => it > count)
  return next ? `${from} to ${next - 1}` : `${from} or more`
}

/** When something comes next: “within the hour”, “within a day”, “later” or “nothing”. */
export const soonInWords = (next: Instant | undefined, now: Instant): string => {
  if (next === undefined) return 'nothing'
  if (next <= plus(now, { hours: 1 })) return 'within the hour'
  return next <= plus(now, { hours: 24 }) ? 'within a day' : 'later'
}
