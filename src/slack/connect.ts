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

/** `onConnected` is called each time that the line to Slack is there (again); `onFatal` where it cannot be had. */
export const connect = (options: {
  connection: Connection
  botToken: string
  apiUrl?: string
  log: Log
  onConnected: () => void
}): Connected => {
  const { connection, botToken, apiUrl, log, onConnected } = options
  const logger = boltLogger(log)
  const clientOptions = { ...carefulClient, ...(apiUrl && { slackApiUrl: apiUrl }) }
  const receiver = receiverFor(connection, apiUrl, logger, onConnected)
  const app = new App({ token: botToken, receiver, clientOptions, logger, logLevel: LogLevel.WARN })
  const handling = count(app)
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
  apiUrl: string | undefined,
  logger: Logger,
  onConnected: () => void,
): Receiver => {
  if (connection.mode === 'http') {
    return new HTTPReceiver({ signingSecret: connection.signingSecret, logger, logLevel: LogLevel.WARN })
  }
  const receiver = new SocketModeReceiver({
    appToken: connection.appToken,
    logger,
    logLevel: LogLevel.WARN,
    installerOptions: { clientOptions: apiUrl ? { slackApiUrl: apiUrl } : {} },
  })
  receiver.client.on('connected', onConnected)
  return receiver
}

// `app.stop()` returns while listeners still run, and an event is acknowledged before its listener: so count from
// the moment that the receiver hands something over.
const count = (app: App): { idle(): Promise<void> } => {
  let underWay = 0
  let waiting: (() => void)[] = []
  const process = app.processEvent.bind(app)
  app.processEvent = async (event: ReceiverEvent) => {
    underWay += 1
    try {
      await process(event)
    } finally {
      underWay -= 1
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
