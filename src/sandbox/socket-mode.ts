// Slack's Socket Mode: envelopes go out over one of the app's connections, acknowledgements come back within three
// seconds or count as none. It knows nothing of what an envelope holds. Its waits are on the real clock: they are
// about a computer's patience, not about the practice workspace's time.
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'

/** What came of an envelope. `wasSent` is false where no connection was open to send it on. */
export type Outcome = { is: 'acknowledged'; payload: unknown } | { is: 'unanswered'; wasSent: boolean }

/** How long Slack waits, in milliseconds. */
export type Patience = {
  /** For an acknowledgement, and for a connection to come back meanwhile. */
  ackMs: number
  /** Before each further attempt at an event; none is made after the last. */
  retryMs: readonly number[]
  /** For a window to be opened by what somebody pressed. */
  triggerMs: number
}

export const slacksPatience: Patience = { ackMs: 3000, retryMs: [0, 60_000, 300_000], triggerMs: 3000 }

export type SocketMode = {
  /** Takes a new connection of the app's. */
  accept(socket: WebSocket): void
  /** Sends something that a person waits for: one attempt. */
  ask(type: 'interactive' | 'slash_commands', payload: unknown): Promise<Outcome>
  /** Sends an event, again and again as Slack does, then gives it up. */
  tell(payload: unknown): void
  isConnected(): boolean
  /** Gives up at once, as Slack does after minutes, what found no connection, and every further attempt at an event. */
  giveUp(): void
  /** Envelopes that were sent and wait for their acknowledgement. */
  underWay(): number
  /** Sends Slack's `disconnect` frame and closes every connection; resolves once they are closed. */
  disconnect(): Promise<void>
  close(): void
}

type Envelope = { envelope_id: string; type: string; payload: unknown; [more: string]: unknown }
type Waiting = { envelope: Envelope; wasSent: boolean; settle(outcome: Outcome): void }

export function createSocketMode(options: {
  app: string
  patience: Patience
  /** Called when the first connection opens and when the last one closes. */
  connectionChanged(): void
}): SocketMode {
  const { patience } = options
  const lines = new Set<WebSocket>()
  const waiting = new Map<string, Waiting>()
  const retries = new Set<NodeJS.Timeout>()
  let turn = 0
  let isClosed = false
  let timesGivenUp = 0

  const send = (it: Waiting): boolean => {
    const open = [...lines].filter((line) => line.readyState === WebSocket.OPEN)
    const line = open[turn++ % Math.max(1, open.length)]
    if (!line) return false
    line.send(JSON.stringify(it.envelope))
    it.wasSent = true
    return true
  }

  const attempt = (envelope: Omit<Envelope, 'envelope_id'> & { type: string; payload: unknown }) =>
    new Promise<Outcome>((resolve) => {
      const id = randomUUID()
      const timer = setTimeout(() => it.settle({ is: 'unanswered', wasSent: it.wasSent }), patience.ackMs)
      timer.unref()
      const it: Waiting = {
        envelope: { envelope_id: id, ...envelope },
        wasSent: false,
        settle(outcome) {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(outcome)
        },
      }
      waiting.set(id, it)
      send(it)
    })

  const tellAgain = async (payload: unknown, attempts: number): Promise<void> => {
    const before = timesGivenUp
    const outcome = await attempt({
      type: 'events_api',
      payload,
      accepts_response_payload: false,
      retry_attempt: attempts,
      retry_reason: attempts === 0 ? '' : 'timeout',
    })
    const delay = patience.retryMs[attempts]
    if (outcome.is === 'acknowledged' || delay === undefined || isClosed || before !== timesGivenUp) return
    const timer = setTimeout(() => {
      retries.delete(timer)
      void tellAgain(payload, attempts + 1)
    }, delay)
    timer.unref()
    retries.add(timer)
  }

  const onMessage = (data: unknown) => {
    const said = parsed(String(data))
    if (said) waiting.get(said.envelope_id)?.settle({ is: 'acknowledged', payload: said.payload })
  }

  const accept = (socket: WebSocket) => {
    lines.add(socket)
    let isAlive = true
    const heartbeat = setInterval(() => {
      if (!isAlive) return socket.terminate()
      isAlive = false
      socket.ping()
    }, 10_000)
    heartbeat.unref()
    socket.on('pong', () => {
      isAlive = true
    })
    socket.on('message', onMessage)
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(heartbeat)
      lines.delete(socket)
      options.connectionChanged()
    })
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: lines.size,
        debug_info: { host: 'practice', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: options.app },
      }),
    )
    options.connectionChanged()
    for (const it of waiting.values()) if (!it.wasSent) send(it)
  }

  return {
    accept,
    ask: (type, payload) => attempt({ type, payload, accepts_response_payload: true }),
    tell: (payload) => void tellAgain(payload, 0),
    isConnected: () => lines.size > 0,
    giveUp() {
      timesGivenUp += 1
      for (const timer of retries) clearTimeout(timer)
      retries.clear()
      for (const it of waiting.values()) if (!it.wasSent) it.settle({ is: 'unanswered', wasSent: false })
    },
    underWay: () => [...waiting.values()].filter((it) => it.wasSent).length,
    async disconnect() {
      await Promise.all([...lines].map(dismissed))
    },
    close() {
      isClosed = true
      for (const timer of retries) clearTimeout(timer)
      for (const line of lines) line.terminate()
      for (const it of waiting.values()) it.settle({ is: 'unanswered', wasSent: it.wasSent })
    },
  }
}

/** Tells one connection to go, and closes it if it does not. */
const dismissed = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    socket.once('close', () => resolve())
    socket.send(
      JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'practice' } }),
    )
    const impatience = setTimeout(() => socket.close(1000), 200)
    socket.once('close', () => clearTimeout(impatience))
  })

function parsed(data: string): { envelope_id: string; payload: unknown } | undefined {
  try {
    const said: unknown = JSON.parse(data)
    if (typeof said !== 'object' || said === null || !('envelope_id' in said)) return undefined
    const { envelope_id: id } = said
    return typeof id === 'string'
      ? { envelope_id: id, payload: 'payload' in said ? said.payload : undefined }
      : undefined
  } catch {
    return undefined
  }
}
