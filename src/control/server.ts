// The running process's side of the control socket. Only the user who runs Balcony can open it: who can open it can
// read the documents anyway, and nothing is promised to anyone else.
import { chmod, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import type { Log } from '../ports.ts'
import { StoreFault } from '../store/errors.ts'
import { type Command, commands, type Handlers, Refused } from './commands.ts'
import { type Hello, lines, protocol, type Reply, Request, said } from './protocol.ts'
import { socketPathOf } from './socket-path.ts'

export type Control = {
  path: string
  /** Nothing more is taken on; what is under way is told to stop, and waited for. */
  close(): Promise<void>
}

export type ControlOptions = { data: string; version: string; handlers: Handlers; log: Log }

/** Listens. The caller holds the folder's lock, so a socket that is there already is a dead one's. */
export const listenForCommands = async ({
  data,
  version,
  handlers,
  log,
}: ControlOptions): Promise<Control> => {
  const path = socketPathOf(data)
  const isFile = process.platform !== 'win32'
  if (isFile) await rm(path, { force: true })
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // Whoever asked may go away at any moment.
    socket.on('error', () => {})
    const hello: Hello = { balcony: 'control', protocol, version, pid: process.pid }
    tell(socket, hello)
    socket.setEncoding('utf8')
    let asked = false
    const hear = lines((line) => {
      if (asked) return
      asked = true
      const done = answer(line, socket, handlers, stopping.signal, log).finally(() => underWay.delete(done))
      underWay.add(done)
    })
    socket.on('data', (chunk) => {
      try {
        hear(String(chunk))
      } catch {
        socket.destroy()
      }
    })
  })
  await listening(server, path)
  // Such as too many open files: whoever asked is not answered, and nothing else stops for it.
  server.on('error', (error) => log.warn({ err: error }, 'a command could not be heard'))
  if (isFile) await chmod(path, 0o600)
  return {
    path,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      stopping.abort()
      await Promise.all(underWay)
      for (const socket of open) socket.end()
      await Promise.race([closed, afterwards(open)])
    },
  }
}

// Whoever does not close their side does not keep Balcony from stopping.
const afterwards = (open: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(() => {
      for (const socket of open) socket.destroy()
      resolve()
    }, 500).unref()
  })

const listening = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    // Nobody may open it in the moment before its rights are set.
    const mask = process.platform === 'win32' ? undefined : process.umask(0o177)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
    if (mask !== undefined) process.umask(mask)
  })

const answer = async (
  line: string,
  socket: Socket,
  handlers: Handlers,
  until: AbortSignal,
  log: Log,
): Promise<void> => {
  const reply = (it: Reply) => tell(socket, it)
  const request = Request.safeParse(said(line))
  const command = request.success ? commandNamed(request.data.command) : undefined
  if (!request.success || !command) {
    reply({
      is: 'refused',
      fault: false,
      message: request.success
        ? `The Balcony that runs does not know the command “${request.data.command}”: it is another version than this command line. Restart it after an upgrade.`
        : 'What was asked could not be understood.',
    })
    socket.end()
    return
  }
  const gone = new AbortController()
  socket.once('close', () => gone.abort())
  const way = {
    progress: (it: { step: string; done: number; of: number }) => reply({ is: 'progress', ...it }),
    // Work whose asker has gone is of use to nobody.
    until: AbortSignal.any([until, gone.signal]),
  }
  try {
    const output = await handle(handlers, command, request.data.input, way)
    reply({ is: 'done', output })
  } catch (error) {
    if (until.aborted) {
      reply({
        is: 'refused',
        fault: false,
        message: 'Balcony is stopping, and this was not done. Nothing half-made is left.',
      })
    } else if (error instanceof Refused || error instanceof StoreFault) {
      reply({ is: 'refused', fault: false, message: error.message })
    } else if (!gone.signal.aborted) {
      log.error({ command, err: error }, 'a command failed')
      reply({
        is: 'refused',
        fault: true,
        message: 'Something went wrong in Balcony, and its log says what.',
      })
    }
  }
  socket.end()
}

const commandNamed = (name: string): Command | undefined =>
  (Object.keys(commands) as Command[]).find((it) => it === name)

const handle = async <C extends Command>(
  handlers: Handlers,
  command: C,
  given: unknown,
  way: Parameters<Handlers[C]>[1],
): Promise<unknown> => {
  const input = commands[command].input.safeParse(given)
  if (!input.success) {
    const where = input.error.issues.map(({ path }) => path.join('.') || 'its input').join(', ')
    throw new Refused(`What was asked of “${command}” is not right at ${where}.`)
  }
  const handler = handlers[command] as (input: unknown, way: unknown) => Promise<unknown>
  return await handler(input.data, way)
}

const tell = (socket: Socket, it: Hello | Reply): void => {
  if (socket.writable) socket.write(`${JSON.stringify(it)}\n`)
}
