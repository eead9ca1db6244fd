// Intents: what a document wants to have sent. The order of writes makes sending happen once as nearly as Slack
// allows: a claim is durable before the call, and whatever a crash leaves claimed is looked up before it is posted
// again (docs/decisions/0004). Pure: nothing here sends.
import { earliest, plus } from './calendar.ts'
import type { Instant, Intent, SlackTs } from './model.ts'

/** A document with an outbox. */
type Sending = { outbox: Intent[] }

/**
 * How long a claim is left alone before its outcome is looked up. It must be longer than the HTTP time-out
 * (10 seconds, see `slack/sender.ts`) plus a margin: an answer may be under way when the process dies.
 */
export const reconcileAfterSeconds = 30

/** How long ended intents are kept, so that a key is not used twice and delivery health can be told. */
const keepDays = 40

/** Adds an intent, unless one with its key has been there already. */
export const intend = <D extends Sending>(document: D, intent: Omit<Intent, 'state'>): D =>
  document.outbox.some(({ key }) => key === intent.key)
    ? document
    : { ...document, outbox: [...document.outbox, { ...intent, state: { is: 'waiting' } }] }

/** Ends what has waited past its window, and forgets what ended long ago. */
export const tidy = <D extends Sending>(document: D, now: Instant): D => {
  const forgetBefore = plus(now, { days: -keepDays })
  const isStale = (it: Intent) => it.state.is === 'waiting' && it.expiresAt <= now
  const isForgotten = (it: Intent) =>
    it.state.is !== 'waiting' && it.state.is !== 'claimed' && it.state.at < forgetBefore
  if (!document.outbox.some((it) => isStale(it) || isForgotten(it))) return document
  return {
    ...document,
    outbox: document.outbox
      .filter((it) => !isForgotten(it))
      .map((it) => (isStale(it) ? { ...it, state: { is: 'expired', at: now } } : it)),
  }
}

/** Intents that may be claimed now. */
export const sendable = (document: Sending, now: Instant): Intent[] =>
  document.outbox.filter((it) => it.state.is === 'waiting' && it.notBefore <= now && now < it.expiresAt)

/** Claims that have been open for so long that their outcome must be looked up. */
export const unresolved = (document: Sending, now: Instant): Intent[] =>
  document.outbox.filter(
    (it) => it.state.is === 'claimed' && plus(it.state.at, { seconds: reconcileAfterSeconds }) <= now,
  )

/** When the outbox next wants attention. */
export const outboxWakeAt = (document: Sending): Instant | undefined =>
  earliest(
    document.outbox.map((it) =>
      it.state.is === 'waiting'
        ? it.notBefore
        : it.state.is === 'claimed'
          ? plus(it.state.at, { seconds: reconcileAfterSeconds })
          : undefined,
    ),
  )

export const claim = <D extends Sending>(document: D, key: string, now: Instant): D =>
  change(document, key, ['waiting'], (it) => ({ ...it, state: { is: 'claimed', at: now } }))

export const settle = <D extends Sending>(document: D, key: string, ts: SlackTs, now: Instant): D =>
  change(document, key, ['claimed', 'uncertain'], (it) => ({ ...it, state: { is: 'settled', at: now, ts } }))

/** Back to waiting: it surely did not arrive. */
export const release = <D extends Sending>(document: D, key: string, notBefore: Instant): D =>
  change(document, key, ['claimed', 'uncertain'], (it) => ({ ...it, notBefore, state: { is: 'waiting' } }))

/** Back to waiting until then, which is no fault of its own: its window waits as long. */
export const hold = <D extends Sending>(document: D, key: string, now: Instant, until: Instant): D =>
  change(document, key, ['claimed'], (it) => ({
    ...it,
    notBefore: until,
    expiresAt: plus(it.expiresAt, { seconds: (Date.parse(until) - Date.parse(now)) / 1000 }),
    state: { is: 'waiting' },
  }))

export const fail = <D extends Sending>(document: D, key: string, reason: string, now: Instant): D =>
  change(document, key, ['waiting', 'claimed'], (it) => ({ ...it, state: { is: 'failed', at: now, reason } }))

/** It is no longer wanted: answered, withdrawn, or its leader left. */
export const drop = <D extends Sending>(document: D, key: string, now: Instant): D =>
  change(document, key, ['waiting'], (it) => ({ ...it, state: { is: 'dropped', at: now } }))

/** It may have arrived in a place where we may not look: a person must say. */
export const doubt = <D extends Sending>(document: D, key: string, now: Instant): D =>
  change(document, key, ['claimed'], (it) => ({ ...it, state: { is: 'uncertain', at: now } }))

const change = <D extends Sending>(
  document: D,
  key: string,
  from: readonly Intent['state']['is'][],
  how: (it: Intent) => Intent,
): D =>
  document.outbox.some((it) => it.key === key && from.includes(it.state.is))
    ? {
        ...document,
        outbox: document.outbox.map((it) => (it.key === key && from.includes(it.state.is) ? how(it) : it)),
      }
    : document
