// Figures that people's own acts would show in: held back until enough different people stand behind them, then given
// out together. So no figure between two looks is about fewer than ten people, alone or by subtraction, and what one
// person does is never seen (docs/decisions/0021). Who they are is kept for as long as they are waited for, and goes nowhere.
import type { Instant } from '../domain/model.ts'

/** How many different people a figure is about, at the least. */
export const crowdSize = 10

/** What has waited for a crowd for a week is forgotten, and nobody's act is kept for longer than that. */
const patienceMs = 7 * 24 * 60 * 60 * 1000
/** More is not kept: in a busy week a few people may do much. */
const mostKept = 10_000

/** Gives observations out once they are of ten people. `release` is told of each of them, in no order that means anything. */
export const crowd = <T>(release: (observation: T) => void) => {
  let people = new Set<string>()
  let waiting: T[] = []
  let since = 0
  return {
    /** `who` tells one person from another, and is never given out. */
    add(who: string, observation: T, now: Instant): void {
      const at = Date.parse(now)
      if (waiting.length === 0 || at - since > patienceMs) {
        people = new Set()
        waiting = []
        since = at
      }
      people.add(who)
      if (waiting.length < mostKept) waiting.push(observation)
      if (people.size < crowdSize) return
      const together = waiting
      people = new Set()
      waiting = []
      for (const it of together) release(it)
    },
  }
}
