// Trigger ids: the right to open one modal for one person, soon after what they did.
import { randomBytes } from 'node:crypto'

export type Triggers = {
  issue(user: string): string
  /** Uses a trigger up: whose it was, or Slack's code for why it is of no use. */
  exchange(id: string): { is: 'good'; user: string } | { is: 'refused'; error: string }
}

/** `monotonic` gives milliseconds that no change of the wall clock touches; a trigger is good for `goodForMs`. */
export function createTriggers(monotonic: () => number, goodForMs: number): Triggers {
  const issued = new Map<string, { user: string; at: number; isUsed: boolean }>()
  return {
    issue(user) {
      const at = monotonic()
      for (const [id, trigger] of issued) if (at - trigger.at > 60_000) issued.delete(id)
      const id = `${Math.floor(at)}.${issued.size}.${randomBytes(16).toString('hex')}`
      issued.set(id, { user, at, isUsed: false })
      return id
    },
    exchange(id) {
      const trigger = issued.get(id)
      if (!trigger) return { is: 'refused', error: 'invalid_trigger_id' }
      if (trigger.isUsed) return { is: 'refused', error: 'exchanged_trigger_id' }
      if (monotonic() - trigger.at > goodForMs) return { is: 'refused', error: 'expired_trigger_id' }
      trigger.isUsed = true
      return { is: 'good', user: trigger.user }
    },
  }
}
