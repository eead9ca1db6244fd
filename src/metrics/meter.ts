// The numbers for whoever watches over the process, as Prometheus reads them. Three sorts, and nothing else:
// what the process measures by itself each minute, whoever does what; what went wrong; and, only in crowds of ten
// different people, what people's acts cost (docs/decisions/0021). No label ever holds an id, a name or a word of anyone's.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Instant, Intent } from '../domain/model.ts'
import type { Band } from '../domain/weekly-bands.ts'
import { crowd } from './crowd.ts'

/** What a message is for, so roughly that it tells nothing of whoever it goes to: a reminder is for those who did not answer. */
const families: Record<Intent['kind'], 'question' | 'digest' | 'partnership' | 'other'> = {
  prompt: 'question',
  reminder: 'question',
  digest: 'digest',
  edition: 'partnership',
  introduction: 'partnership',
  invitation: 'other',
  receipt: 'other',
  'rest-offer': 'other',
  'invitation-back': 'other',
}

/** How something that a person did arrived, never what it was. */
export type Heard = 'press' | 'form' | 'command' | 'shortcut' | 'event'

/** What an admin is shown of people, too: bands of the last week that is fixed, where enough are in it. */
export type Figures = { asked?: Band; replied?: Band; unreachable: number }

/** Later than this after its time, a message counts as late (seconds). */
const late = 300

export type Meter = ReturnType<typeof createMeter>

export const createMeter = (now: () => Instant, version: string) => {
  const registry = new Registry()
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `balcony_${name}`, help, labelNames, registers })
  const gauge = (name: string, help: string) => new Gauge({ name: `balcony_${name}`, help, registers })
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: L[] = []) =>
    new Histogram({ name: `balcony_${name}`, help, buckets, labelNames, registers })

  new Gauge({
    name: 'balcony_info',
    help: 'The version that runs.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.versions.node }, 1)
  gauge('start_time_seconds', 'When the process began, in seconds since 1970.').set(
    Math.round(Date.now() / 1000 - process.uptime()),
  )

  const sent = counter(
    'messages_sent_total',
    'Messages that went out. In steps of ten different recipients or more.',
  )
  const lateOnes = counter(
    'messages_late_total',
    'Messages that went out more than five minutes after their time.',
  )
  const putOff = counter(
    'messages_put_off_total',
    'Times that a message was put off: Slack asked to wait, or was not there.',
  )
  const failed = counter('messages_failed_total', 'Messages that Slack refused for good, by its reason.', [
    'family',
    'reason',
  ])
  const missed = counter('messages_missed_total', 'Messages whose time passed before they could be sent.', [
    'family',
  ])
  const unsure = counter(
    'messages_unsure_total',
    'Digests of which only an admin can say whether they appeared.',
  )
  const troubles = counter(
    'slack_errors_total',
    'Calls that Slack refused or did not answer, by its word for it.',
    ['error'],
  )
  const answerSeconds = histogram(
    'slack_answer_seconds',
    'How long Slack took to answer a call that is made each minute.',
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  )
  const skew = gauge('clock_skew_seconds', 'Slack’s clock less this machine’s, to the second.')
  const probeSeconds = histogram(
    'store_probe_seconds',
    'How long it took to make a small file durable, once a minute.',
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  )
  const writeSeconds = histogram(
    'store_write_seconds',
    'How long a document took to be durable. In steps of ten different documents or more.',
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  )
  const storeFaults = counter('store_faults_total', 'Documents that could not be read or written.', [
    'reason',
  ])
  const tickSeconds = gauge('tick_seconds', 'How long the last minute’s work took, in whole seconds.')
  const ticks = counter('ticks_total', 'Minutes whose work was done.')
  const heardSeconds = histogram(
    'listener_seconds',
    'How long it took to deal with something that a person did. In steps of ten different people or more.',
    [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10],
    ['heard'],
  )

  const inCrowds = {
    sent: crowd<void>(() => sent.inc()),
    written: crowd<number>((seconds) => writeSeconds.observe(seconds)),
    heard: new Map<Heard, ReturnType<typeof crowd<number>>>(),
  }
  const heardOf = (heard: Heard) => {
    const known = inCrowds.heard.get(heard)
    if (known) return known
    const made = crowd<number>((seconds) => heardSeconds.observe({ heard }, seconds))
    inCrowds.heard.set(heard, made)
    return made
  }

  const lag = gauge(
    'due_lag_seconds',
    'For how long the document that has waited longest has been due, in tens of seconds.',
  )
  const week = new Gauge({
    name: 'balcony_last_week_people',
    help: 'How many people were asked in the last week that is fixed, and how many of them replied: a band, once ten are in it.',
    labelNames: ['did', 'bound'],
    registers,
  })
  const unreachable = gauge('accounts_unreachable', 'Accounts that Slack lets no message through to.')
  const connected = gauge('slack_connected', '1 while the line to Slack is there, 0 while it is not.')
  const loop = monitorEventLoopDelay({ resolution: 10 })
  loop.enable()
  const ownGauges = {
    loop: gauge(
      'event_loop_lag_seconds',
      'The longest that anything waited for its turn since the last look.',
    ),
    memory: gauge('memory_bytes', 'Memory that the process holds, in steps of ten million.'),
    sockets: gauge('sockets', 'Open connections, rounded up to tens.'),
  }

  return {
    sent: (who: string, afterSeconds: number) => {
      if (afterSeconds > late) lateOnes.inc()
      inCrowds.sent.add(who, undefined, now())
    },
    putOff: () => putOff.inc(),
    failed: (kind: Intent['kind'], reason: string) =>
      failed.inc({ family: families[kind], reason: asCode(reason) }),
    missed: (kind: Intent['kind']) => missed.inc({ family: families[kind] }),
    unsure: () => unsure.inc(),
    written: (who: string, seconds: number) => inCrowds.written.add(who, seconds, now()),
    storeFault: (reason: string) => storeFaults.inc({ reason: asCode(reason) }),
    slackTrouble: (error: string) => troubles.inc({ error: asCode(error) }),
    slackAnswered: (seconds: number) => answerSeconds.observe(seconds),
    clockSkew: (seconds: number) => skew.set(seconds),
    probed: (seconds: number) => probeSeconds.observe(seconds),
    ticked: (seconds: number) => {
      ticks.inc()
      tickSeconds.set(Math.round(seconds))
    },
    heard: (heard: Heard, who: string, seconds: number) => heardOf(heard).add(who, seconds, now()),

    /** All of it, as Prometheus reads it. */
    async text({
      lagSeconds,
      isConnected,
      figures,
    }: {
      lagSeconds: number
      isConnected: boolean
      figures: Figures
    }): Promise<string> {
      week.reset()
      for (const did of ['asked', 'replied'] as const) {
        const { from, to } = figures[did] ?? {}
        if (from !== undefined) week.set({ did, bound: 'from' }, from)
        if (to !== undefined) week.set({ did, bound: 'to' }, to)
      }
      unreachable.set(figures.unreachable)
      // Coarse, so that what one person's press costs is not seen in them.
      ownGauges.loop.set(Math.round((loop.max || 0) / 1e7) / 100)
      loop.reset()
      ownGauges.memory.set(Math.round(process.memoryUsage.rss() / 1e7) * 1e7)
      const sockets = process.getActiveResourcesInfo().filter((it) => it === 'TCPSocketWrap').length
      ownGauges.sockets.set(Math.ceil(sockets / 10) * 10)
      lag.set(Math.floor(Math.max(0, lagSeconds) / 10) * 10)
      connected.set(isConnected ? 1 : 0)
      return await registry.metrics()
    },
    contentType: registry.contentType,
    close: () => void loop.disable(),
  }
}

/** A word such as a system or Slack has for what went wrong; anything else may be anyone's words. */
const asCode = (reason: string): string => (/^[A-Za-z][A-Za-z_]{0,39}$/.test(reason) ? reason : 'other')
