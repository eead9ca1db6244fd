// What is known of the running process: whether it is ready, and its numbers. It is told of things as they happen, and
// tells whoever asks; without a port for health nothing of this is made.
import type { Instant } from '../domain/model.ts'
import type { Collection, Document } from '../ports.ts'
import { metered } from './collection.ts'
import { serveHealth } from './health.ts'
import { createMeter, type Figures, type Heard } from './meter.ts'
import { listenedTo } from './slack-calls.ts'

export type Watching = {
  /** For Slack's clients, in place of the machine's own. */
  fetch: typeof fetch
  measured<D extends Document>(collection: Collection<D>): Collection<D>
  /** The store is open: from now on it can be told how long the document that waits longest has been due, and of weeks. */
  storeIsOpen(ask: { lagSeconds: () => Promise<number>; figures: () => Figures }): void
  connected(is: boolean): void
  /** Something that a person did was dealt with. `who` tells one from another, and is given out to nobody. */
  heard(heard: Heard, who: string, seconds: number): void
  /** Runs a minute's work. */
  tick(work: () => Promise<void>): Promise<void>
  /** Tries what must work, whoever does what: each minute. A fault of theirs is counted, and thrown at nobody. */
  probe(probes: { store: () => Promise<void>; slack: () => Promise<unknown> }): Promise<void>
  stopping(): void
  close(): Promise<void>
}

/** How long the tick may be without a sign of life (ms). */
const tickPatience = 120_000

/** Serves health from now on. Rejects with `HealthPortTaken` where the port cannot be had. */
export const startWatching = async (
  at: { port: number; host: string },
  {
    now,
    version,
    monotonic = () => performance.now(),
  }: {
    now: () => Instant
    version: string
    /** Milliseconds that only ever rise. */
    monotonic?: () => number
  },
): Promise<Watching> => {
  const meter = createMeter(now, version)
  let phase: 'starting' | 'running' | 'stopping' = 'starting'
  let isConnected = false
  let isTicking = false
  let isStoreWell = true
  let lastSign = monotonic()
  let ask = { lagSeconds: async () => 0, figures: (): Figures => ({ unreachable: 0 }) }
  const beat = () => {
    // While nothing ticks, what people do is no sign that the tick is alive.
    if (isTicking) lastSign = monotonic()
  }

  const readiness = async () => {
    if (phase !== 'running') return { isReady: false, says: [`Balcony is ${phase}.`] }
    const silent = monotonic() - lastSign
    const parts: [isWell: boolean, says: string][] = [
      [
        isStoreWell,
        isStoreWell ? 'Store: open' : 'Store: a file could not be made durable in the last minute',
      ],
      [isConnected, isConnected ? 'Slack: connected' : 'Slack: not connected'],
      silent <= tickPatience
        ? [true, 'Tick: alive']
        : [false, `Tick: no sign of life for ${Math.floor(silent / 60_000)} minutes`],
    ]
    return { isReady: parts.every(([isWell]) => isWell), says: parts.map(([, says]) => says) }
  }

  const health = await serveHealth(at, {
    readiness,
    metrics: async () =>
      meter.text({ lagSeconds: await ask.lagSeconds(), isConnected, figures: ask.figures() }),
    contentType: meter.contentType,
  })

  return {
    fetch: listenedTo(meter),
    measured: (collection) => metered(collection, { meter, now, beat }),
    storeIsOpen: (given) => {
      ask = given
      phase = 'running'
      lastSign = monotonic()
    },
    connected: (is) => {
      isConnected = is
    },
    heard: meter.heard,
    tick: async (work) => {
      const began = monotonic()
      isTicking = true
      lastSign = began
      try {
        await work()
      } finally {
        lastSign = monotonic()
        isTicking = false
        meter.ticked((lastSign - began) / 1000)
      }
    },
    probe: async ({ store, slack }) => {
      const timed = async (work: () => Promise<unknown>) => {
        const began = monotonic()
        await work()
        return (monotonic() - began) / 1000
      }
      await Promise.all([
        timed(store).then(
          (seconds) => {
            isStoreWell = true
            meter.probed(seconds)
          },
          (error: { code?: string }) => {
            isStoreWell = false
            meter.storeFault(error.code ?? 'other')
          },
        ),
        // What goes wrong is counted where the call passes.
        timed(slack).then(meter.slackAnswered, () => {}),
      ])
    },
    stopping: () => {
      phase = 'stopping'
    },
    close: async () => {
      meter.close()
      await health.close()
    },
  }
}
