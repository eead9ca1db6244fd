// A practice Slack on this machine: the Web API, Socket Mode, people who talk and press, and the page that shows it.
// It listens on the loopback interface alone. It knows Slack, and nothing of what Balcony does with it.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { userShape } from './conversation-methods.ts'
import { bytesInFolder, bytesInMemory } from './file-bytes.ts'
import { intrusion, sendJson } from './http.ts'
import { createKeep, kept } from './keep.ts'
import { createLimits } from './limits.ts'
import { NotDone } from './not-done.ts'
import type { MessageShortcut, MoveClock, World } from './page-api.ts'
import { createPageRoutes } from './page-routes.ts'
import { eventEnvelope } from './payloads.ts'
import { atSeat, type PersonAtSeat } from './person.ts'
import { createResponses } from './responses.ts'
import * as seed from './seed.ts'
import { createSocketMode, type Patience, slacksPatience } from './socket-mode.ts'
import { createTriggers } from './triggers.ts'
import { takeUpload } from './uploads.ts'
import { type Call, createWebApi, type Failure } from './web-api.ts'
import {
  channelOf,
  createWorkspace,
  dmFor,
  type Held,
  newId,
  personOf,
  postsIn,
  removePost,
  setModals,
  shownPerson,
} from './workspace.ts'

export type SandboxOptions = {
  /** 0, the default, takes any that is free. */
  port?: number
  /** Milliseconds since 1970: messages are dated by it. */
  now(): number
  /** Where the workspace is kept; without one it is forgotten at the end. */
  folder?: string
  /** Who and what is in a new workspace; a kept one stays as it was. */
  team?: { id: string; name: string; domain: string }
  people?: readonly seed.Member[]
  channels?: readonly seed.Channel[]
  /** Moves the practice workspace's clock; without it the page is told that it cannot be moved. */
  clock?: { move(to: MoveClock['to']): Promise<void> }
  /** What the bot's token may do. */
  scopes?: readonly string[]
  /** Commands that the app has; any, where none are named. */
  commands?: readonly string[]
  /** Shortcuts that the app has in the menu of each message. */
  shortcuts?: readonly MessageShortcut[]
  /** Serves everything outside /api and /sandbox/api. */
  page?(request: IncomingMessage, response: ServerResponse): void
  /** How far the clock by which the Web API dates its answers is ahead of this machine's, in seconds. */
  skewSeconds?: number
  /** Slack's rate limits, from the start. */
  limits?: boolean
  patience?: Partial<Patience>
  /** Told of each call to the Web API once it is answered. */
  onCall?(call: Call): void
  /** Milliseconds that only ever rise, for limits and triggers. */
  monotonic?(): number
}

export type Sandbox = {
  /** `http://127.0.0.1:PORT/` */
  url: string
  /** The base address that a Slack client is given: `url` and `api/`. */
  apiUrl: string
  botToken: string
  appToken: string
  world(): World
  person(user: string): PersonAtSeat
  /** People for whom the page has said, pressed or written something since the start. */
  playedFromPage(): ReadonlySet<string>
  /** The last few thousand calls to the Web API, oldest first. */
  calls(): readonly Call[]
  setLimits(on: boolean): void
  /** Makes the next call of a method go wrong; asked twice, the next two. */
  failNext(method: string, how: Failure): void
  /** Slack brings a new kind of block to one workspace after another: this one has not had these yet. */
  refuseBlocks(types: readonly string[]): void
  /** Changes what Slack knows of someone, and tells the app (`user_change`). Throws NotDone where nobody or no zone is called so. */
  changePerson(user: string, change: Partial<Omit<seed.Member, 'id'>>): void
  /** Changes a channel: who is in it, its name, who can read it, whether it is archived. */
  changeChannel(channel: string, change: Partial<Omit<seed.Channel, 'id' | 'kind'>>): void
  addChannel(channel: seed.Channel): void
  /**
   * Lets go of every message before a moment (milliseconds since 1970), as a workspace does that keeps them for a short
   * time. The app is told of none.
   */
  letGo(before: number): void
  /** Someone new, with a conversation with the app unless they are of another organisation. */
  addPerson(person: seed.Member): void
  /** Closes the app's connections as Slack does when it recycles them; resolves once they are closed. */
  disconnect(): Promise<void>
  /** Gives up at once, as Slack does after minutes, what the app was to be told while it was not connected. */
  giveUp(): void
  /**
   * Keeps what the app would be told of events from now on, as a network may. What it returns tells it, arranged: in
   * another order, or some of it twice.
   */
  holdEvents(): (arrange: <T>(held: readonly T[]) => readonly T[]) => void
  /**
   * Resolves once every envelope that was sent has been acknowledged and no Web API call is under way, and it has
   * been so for a moment (`quietMs`, 40 unless told), since an app does some of its work between the two.
   */
  settle(quietMs?: number): Promise<void>
  close(): Promise<void>
}

/** Starts a practice workspace. Rejects, in one sentence, where the port is taken or what was kept is damaged. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const held = (options.folder ? kept(options.folder) : undefined) ?? fresh(options)
  const keep = options.folder ? createKeep(options.folder, held) : undefined
  const fileBytes = options.folder ? bytesInFolder(options.folder) : bytesInMemory()
  const monotonic = options.monotonic ?? (() => performance.now())
  const scopes = options.scopes ?? seed.coreScopes
  const tickets = new Set<string>()
  let url = ''
  let isMoving = false
  let callsUnderWay = 0

  const workspace = createWorkspace(held, options.now, (users) => {
    keep?.touch()
    routes.announce(users)
  })
  const patience = { ...slacksPatience, ...options.patience }
  const socketMode = createSocketMode({
    app: seed.bot.app,
    patience,
    connectionChanged: () => routes.announce('all'),
  })
  const limits = createLimits(monotonic, options.limits ?? false)
  const triggers = createTriggers(monotonic, patience.triggerMs)
  let heldBack: ReturnType<typeof eventEnvelope>[] | undefined
  const tell = (event: Record<string, unknown>) => {
    if (!maybeTold(event, scopes)) return
    const envelope = eventEnvelope(workspace, event)
    if (heldBack) heldBack.push(envelope)
    else socketMode.tell(envelope)
  }
  const responses = createResponses(workspace, { base: () => `${url}api/hooks/`, monotonic, tell })
  const newSocketUrl = () => {
    const ticket = randomBytes(16).toString('hex')
    tickets.add(ticket)
    return `${url.replace('http:', 'ws:')}sandbox/socket?ticket=${ticket}&app_id=${seed.bot.app}`
  }
  const webApi = createWebApi(
    {
      workspace,
      triggers,
      tell,
      newSocketUrl,
      uploadUrl: (key) => `${url}api/upload/${key}`,
      fileBytes,
      apiUrl: () => `${url}api/`,
    },
    limits,
    scopes,
    options.onCall,
  )
  const around = { workspace, socketMode, triggers, responses, fileBytes, tell }
  const person = (user: string) => atSeat({ ...around, faultOfCommand, faultOfShortcut }, user)
  const faultOfCommand = (command: string) =>
    scopes.includes('commands') && /^\/\S+$/.test(command) && (options.commands?.includes(command) ?? true)
      ? undefined
      : `${command} is not a valid command.`

  // A shortcut, too, takes the scope of commands.
  const shortcuts = scopes.includes('commands') ? [...(options.shortcuts ?? [])] : []
  const faultOfShortcut = (callbackId: string) =>
    shortcuts.some((it) => it.callbackId === callbackId)
      ? undefined
      : `${seed.bot.name} has no shortcut ${callbackId}.`

  const world = (): World => ({
    team: { id: held.team.id, name: held.team.name },
    bot: { user: seed.bot.user, name: seed.bot.name },
    people: held.people.map(shownPerson),
    shortcuts,
    clock: { now: new Date(options.now()).toISOString(), moving: isMoving },
    limits: limits.isOn(),
    connected: socketMode.isConnected(),
  })
  const setLimits = (on: boolean) => {
    limits.set(on)
    routes.announce('all')
  }
  const moveClock = async (to: MoveClock['to']) => {
    if (!options.clock) throw new NotDone('The clock of this practice workspace cannot be moved.', 409)
    if (isMoving) throw new NotDone('The clock is being moved already.', 409)
    isMoving = true
    routes.announce('all')
    try {
      await options.clock.move(to)
    } finally {
      isMoving = false
      routes.announce('all')
    }
  }
  const changePerson: Sandbox['changePerson'] = (user, change) => {
    if (!personOf(workspace, user)) throw new NotDone(`Nobody here has the id ${user}.`, 404)
    if (change.tz !== undefined && !isZone(change.tz)) {
      throw new NotDone(`No time zone is called ${change.tz}.`)
    }
    held.people = held.people.map((it) => (it.id === user ? { ...it, ...change } : it))
    // Whoever is signed out has nothing open any more.
    if (change.isDeactivated) setModals(workspace, user, [])
    workspace.changed('all')
    tell({ type: 'user_change', user: userShape(workspace, user), cache_ts: 0, event_ts: workspace.nextTs() })
  }
  const played = new Set<string>()
  const routes = createPageRoutes({
    world,
    person,
    setLimits,
    moveClock,
    changePerson,
    played: (user) => played.add(user),
  })

  const calledByApp = async (request: IncomingMessage, response: ServerResponse, what: string) => {
    callsUnderWay += 1
    if (options.skewSeconds) {
      response.setHeader('date', new Date(Date.now() + options.skewSeconds * 1000).toUTCString())
    }
    try {
      if (what.startsWith('hooks/')) await responses.handle(request, response, what.slice(6))
      else if (what.startsWith('upload/'))
        await takeUpload(workspace, fileBytes, request, response, what.slice(7))
      else await webApi.handle(request, response, what)
    } finally {
      callsUnderWay -= 1
    }
  }

  const route = async (request: IncomingMessage, response: ServerResponse) => {
    const why = intrusion(request)
    if (why) return sendJson(response, 403, { error: why })
    const pathname = addressOf(request)?.pathname
    if (!pathname) return sendJson(response, 404, { error: 'There is nothing here.' })
    if (pathname.startsWith('/api/')) return calledByApp(request, response, pathname.slice(5))
    if (pathname.startsWith('/sandbox/api/')) return routes.handle(request, response, pathname.slice(13))
    if (options.page) return options.page(request, response)
    sendJson(response, 404, { error: 'This practice workspace has no page.' })
  }

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      // A client that hung up has nothing to be told; anything else is a fault of the sandbox's own.
      if (request.destroyed && response.destroyed) return
      sendJson(response, 500, { ok: false, error: 'fatal_error', fault: String(error) })
    })
  })
  // A client that calls just as its idle connection is closed would not know what became of its call.
  server.keepAliveTimeout = 0
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    // Whoever asked may go away at any moment.
    socket.on('error', () => {})
    const address = addressOf(request)
    const isLetIn =
      !intrusion(request) &&
      address?.pathname === '/sandbox/socket' &&
      tickets.delete(address.searchParams.get('ticket') ?? '')
    if (!isLetIn) return socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (line) => socketMode.accept(line))
  })
  const port = await listening(server, options.port ?? 0)
  url = `http://127.0.0.1:${port}/`
  keep?.touch()

  return {
    url,
    apiUrl: `${url}api/`,
    botToken: held.tokens.bot,
    appToken: held.tokens.app,
    world,
    person(user) {
      if (!personOf(workspace, user)) throw new NotDone(`Nobody here has the id ${user}.`, 404)
      return person(user)
    },
    playedFromPage: () => played,
    calls: webApi.calls,
    setLimits,
    failNext: webApi.failNext,
    refuseBlocks: webApi.refuseBlocks,
    changePerson,
    changeChannel(channel, change) {
      if (!channelOf(workspace, channel)) throw new Error(`There is no channel ${channel}.`)
      held.channels = held.channels.map((it) => (it.id === channel ? { ...it, ...change } : it))
      workspace.changed('all')
    },
    addChannel(channel) {
      if (channelOf(workspace, channel.id)) throw new Error(`There is already a channel ${channel.id}.`)
      held.channels = [...held.channels, channel]
      workspace.changed('all')
    },
    letGo(before) {
      for (const channel of held.channels) {
        const old = postsIn(workspace, channel.id).filter(({ ts }) => Number(ts) * 1000 < before)
        for (const { ts } of old) removePost(workspace, channel, ts)
      }
    },
    addPerson(person) {
      if (personOf(workspace, person.id)) throw new Error(`There is already someone called ${person.id}.`)
      held.people = [...held.people, person]
      if (!person.from) held.channels = [...held.channels, dmFor(person)]
      workspace.changed('all')
    },
    disconnect: socketMode.disconnect,
    giveUp: socketMode.giveUp,
    holdEvents() {
      const held: typeof heldBack = []
      heldBack = held
      return (arrange) => {
        heldBack = undefined
        for (const envelope of arrange(held)) socketMode.tell(envelope)
      }
    },
    async settle(quietMs = 40) {
      const isQuiet = () => socketMode.underWay() === 0 && callsUnderWay === 0
      let quietSince = monotonicNow()
      // Looked at more than once, however long that took: on a busy machine a moment may pass in which nothing ran.
      for (let looks = 0; looks < 3 || monotonicNow() - quietSince < quietMs; looks += 1) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        if (isQuiet()) continue
        looks = 0
        quietSince = monotonicNow()
      }
    },
    async close() {
      routes.close()
      socketMode.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      keep?.flush()
    },
  }
}

/** Where a request is for; undefined where that is no address at all, as “//” is none. */
const addressOf = ({ url = '/' }: IncomingMessage): URL | undefined =>
  URL.parse(url, 'http://practice') ?? undefined

const isZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const monotonicNow = (): number => performance.now()

/** Slack tells an app only what its scopes let it read. */
const maybeTold = (event: Record<string, unknown>, scopes: readonly string[]): boolean => {
  if (event.type === 'message') return scopes.includes('im:history')
  if (event.type === 'user_change') return scopes.includes('users:read')
  return true
}

function fresh(options: SandboxOptions): Held {
  const people = (options.people ?? seed.people).map((it) => ({ ...it }))
  return {
    schema: 1,
    team: options.team ?? seed.team,
    tokens: {
      bot: `xoxb-practice-${randomBytes(16).toString('hex')}`,
      app: `xapp-1-${seed.bot.app}-${newId('', 12)}-${randomBytes(16).toString('hex')}`,
    },
    lastTs: 0,
    people,
    channels: [
      ...people.filter((it) => !it.from).map(dmFor),
      ...(options.channels ?? seed.channels).map((it) => ({ ...it })),
    ],
    posts: {},
    files: {},
    homes: {},
    modals: {},
  }
}

/** The port that was asked for belongs to another program. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse'
}

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const cannot = (error: NodeJS.ErrnoException) => {
      const inUse = `Port ${port} is already in use: stop the program that holds it, or choose another port with PORT.`
      reject(error.code === 'EADDRINUSE' ? new PortInUse(inUse) : error)
    }
    server.once('error', cannot)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', cannot)
      // Such as too many open files: whoever asked is not answered, and nothing else stops for it.
      server.on('error', () => {})
      resolve((server.address() as AddressInfo).port)
    })
  })
