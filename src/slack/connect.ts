// The Bolt app: Socket Mode by default, HTTP where a signing secret says so. It counts what is being handled, so
// that a stop can wait for it.
import {
  App,
  HTTPReceiver,
  type Logger,
  LogLevel,
  type Receiver,
  type ReceiverEvent,
  SocketModeReceiver,
} from '@slack/bolt'
import type { Log } from '../ports.ts'
import { carefulClient } from './sender.ts'

export type Connection =
  | { mode: 'socket'; appToken: string }
  /** Listens on every interface, as behind a proxy on another machine it must, unless `host` names one. */
  | { mode: 'http'; signingSecret: string; port: number; host?: string }

export type Connected = {
  app: App
  start(): Promise<void>
  /** No more events; resolves once what was under way is done. */
  stop(): Promise<void>
  /** Resolves when nothing is being handled. */
  idle(): Promise<void>
}

/** How something that a person did arrived, who did it, and how long it took to deal with it. */
export type Handled = {
  heard: 'press' | 'form' | 'command' | 'shortcut' | 'event'
  who: string
  seconds: number
}

/** `onConnected` is called each time that the line to Slack is there (again), `onDisconnected` when it is gone. */
export const connect = (options: {
  connection: Connection
  botToken: string
  apiUrl?: string
  /** For calls to Slack, in place of the machine's own. */
  fetch?: typeof fetch
  log: Log
  onConnected: () => void
  onDisconnected?: () => void
  onHandled?: (handled: Handled) => void
}): Connected => {
  const { connection, botToken, apiUrl, log, onConnected, onDisconnected = () => {} } = options
  const logger = boltLogger(log)
  const calls = { ...(apiUrl && { slackApiUrl: apiUrl }), ...(options.fetch && { fetch: options.fetch }) }
  const clientOptions = { ...carefulClient, ...calls }
  const receiver = receiverFor(connection, calls, logger, { onConnected, onDisconnected })
  const app = new App({ token: botToken, receiver, clientOptions, logger, logLevel: LogLevel.WARN })
  const handling = count(app, options.onHandled)
  // Listeners are guarded; what arrives here came from outside them.
  app.error(async (error) => log.error({ err: error }, 'Bolt could not handle something'))
  return {
    app,
    idle: handling.idle,
    start: async () => {
      await (connection.mode === 'http'
        ? app.start({ port: connection.port, host: connection.host })
        : app.start())
      if (connection.mode === 'http') onConnected()
    },
    stop: async () => {
      await app.stop()
      await handling.idle()
    },
  }
}

const receiverFor = (
  connection: Connection,
  clientOptions: { slackApiUrl?: string; fetch?: typeof fetch },
  logger: Logger,
  { onConnected, onDisconnected }: { onConnected: () => void; onDisconnected: () => void },
): Receiver => {
  if (connection.mode === 'http') {
    return new HTTPReceiver({ signingSecret: connection.signingSecret, logger, logLevel: LogLevel.WARN })
  }
  const receiver = new SocketModeReceiver({
    appToken: connection.appToken,
    logger,
    logLevel: LogLevel.WARN,
    installerOptions: { clientOptions },
  })
  receiver.client.on('connected', onConnected)
  receiver.client.on('close', onDisconnected)
  return receiver
}

// `app.stop()` returns while listeners still run, and an event is acknowledged before its listener: so count from
// the moment that the receiver hands something over.
const count = (app: App, onHandled?: (handled: Handled) => void): { idle(): Promise<void> } => {
  let underWay = 0
  let waiting: (() => void)[] = []
  const process = app.processEvent.bind(app)
  app.processEvent = async (event: ReceiverEvent) => {
    underWay += 1
    const began = performance.now()
    try {
      await process(event)
    } finally {
      underWay -= 1
      onHandled?.({ ...whoAndHow(event.body), seconds: (performance.now() - began) / 1000 })
      if (underWay === 0) {
        for (const resolve of waiting) resolve()
        waiting = []
      }
    }
  }
  return {
    idle: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}

type Body = {
  type?: string
  command?: string
  user?: { id?: string }
  user_id?: string
  event?: { user?: string | { id?: string }; message?: { user?: string } }
}

const whoAndHow = (body: Body): Omit<Handled, 'seconds'> => {
  const { type, user, user_id, event } = body
  const inEvent = typeof event?.user === 'object' ? event.user.id : (event?.user ?? event?.message?.user)
  const who = user?.id ?? user_id ?? inEvent ?? ''
  if (body.command) return { heard: 'command', who }
  if (type === 'block_actions') return { heard: 'press', who }
  if (type === 'view_submission') return { heard: 'form', who }
  return { heard: type === 'message_action' ? 'shortcut' : 'event', who }
}

// Bolt's and the clients' own words, never a payload: only strings pass, and nothing below a warning.
const boltLogger = (log: Log): Logger => {
  const words = (said: unknown[]) =>
    said
      .filter((it) => typeof it === 'string')
      .join(' ')
      .slice(0, 500)
  return {
    debug: () => {},
    info: () => {},
    warn: (...said) => log.warn({ from: 'bolt' }, words(said)),
    error: (...said) => log.error({ from: 'bolt' }, words(said)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
