// The Web API's front door: who calls, with what right, how often; then the method; then the answer as Slack gives
// it. What the methods do is in the files called …-methods.ts.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { chatMethods } from './chat-methods.ts'
import { conversationMethods } from './conversation-methods.ts'
import { fileMethods } from './file-methods.ts'
import { bodyOf, sendJson } from './http.ts'
import type { Limits } from './limits.ts'
import { type Answer, type Args, type Around, jsonIn, type Method } from './method.ts'
import { bot } from './seed.ts'
import { viewMethods } from './view-methods.ts'
import type { Workspace } from './workspace.ts'

/**
 * A call as it was made, for tests. `response` is what the method answered, though it may not have arrived; `shownTo`,
 * on whose screen a window or Home was shown by it.
 */
export type Call = { method: string; arguments: Args; response?: Answer; status: number; shownTo?: string }

/** How the next call of a method is to go wrong. `drop` hangs up before or after the method has had its effect. */
export type Failure =
  | { error: string }
  | { retryAfterSeconds: number }
  | { status: number }
  | { drop: 'before' | 'after' }

export type WebApi = {
  handle(request: IncomingMessage, response: ServerResponse, method: string): Promise<void>
  calls(): readonly Call[]
  failNext(method: string, how: Failure): void
  /** Refuses every message with a block of these types from now on. */
  refuseBlocks(types: readonly string[]): void
}

const keptCalls = 5000

export function createWebApi(
  around: Around,
  limits: Limits,
  granted: readonly string[],
  onCall: (call: Call) => void = () => {},
): WebApi {
  const calls: Call[] = []
  const failures = new Map<string, Failure[]>()
  let refused: ReadonlySet<string> = new Set()

  const record = (call: Call): Call => {
    onCall(call)
    calls.push(call)
    if (calls.length > keptCalls) calls.shift()
    return call
  }

  const answerOf = (name: string, method: Method | undefined, token: string, args: Args): Answer => {
    if (!method) return { ok: false, error: 'unknown_method', req_method: name }
    const unfit = faultOfToken(token, method.token, around.workspace)
    if (unfit) return { ok: false, error: unfit }
    const needed = method.scope?.(args, around)
    if (needed && !granted.includes(needed)) {
      return { ok: false, error: 'missing_scope', needed, provided: granted.join(',') }
    }
    const unknown = blocksIn(args).findIndex((type) => refused.has(type))
    if (unknown >= 0) {
      const errors = [`unsupported type: ${blocksIn(args)[unknown]} [json-pointer:/blocks/${unknown}/type]`]
      return { ok: false, error: 'invalid_blocks', errors }
    }
    return method.run(args, around)
  }

  const handle = async (request: IncomingMessage, response: ServerResponse, name: string) => {
    const body = await bodyOf(request)
    if (body === undefined) return sendJson(response, 200, { ok: false, error: 'request_too_large' })
    const { token, ...args } = argsOf(request, body)
    const method = methods[name]
    const failure = failures.get(name)?.shift()
    const retryAfter =
      failure && 'retryAfterSeconds' in failure
        ? failure.retryAfterSeconds
        : method && limits.take(name, method.perMinute, args)
    if (retryAfter) {
      const answer: Answer = { ok: false, error: 'ratelimited' }
      record({ method: name, arguments: args, response: answer, status: 429 })
      return sendJson(response, 429, answer, { 'retry-after': String(retryAfter) })
    }
    if (failure && 'status' in failure) {
      record({ method: name, arguments: args, status: failure.status })
      return sendJson(response, failure.status, { ok: false, error: 'internal_error' })
    }
    if (failure && 'drop' in failure && failure.drop === 'before') {
      record({ method: name, arguments: args, status: 0 })
      return void request.socket.destroy()
    }
    const answer: Answer =
      failure && 'error' in failure
        ? { ok: false, error: failure.error }
        : answerOf(name, method, bearerOf(request) ?? String(token ?? ''), args)
    if (failure && 'drop' in failure) {
      record({ method: name, arguments: args, response: answer, status: 0 })
      return void request.socket.destroy()
    }
    const shownTo = ownerOfView(answer, around.workspace)
    record({ method: name, arguments: args, response: answer, status: 200, ...(shownTo && { shownTo }) })
    sendJson(response, 200, answer, { 'x-oauth-scopes': granted.join(',') })
  }

  return {
    handle,
    calls: () => calls,
    refuseBlocks: (types) => {
      refused = new Set(types)
    },
    failNext: (method, how) => void failures.set(method, [...(failures.get(method) ?? []), how]),
  }
}

const blocksIn = ({ blocks }: Args): string[] => {
  const given = jsonIn(blocks)
  return given.is === 'good' && Array.isArray(given.value) ? given.value.map((it) => String(it?.type)) : []
}

const methods: Record<string, Method | undefined> = {
  'auth.test': {
    token: 'bot',
    perMinute: 600,
    run: (_args, { workspace: { held }, apiUrl }) => ({
      ok: true,
      url: apiUrl().replace(/api\/$/, ''),
      team: held.team.name,
      user: bot.name.toLowerCase(),
      team_id: held.team.id,
      user_id: bot.user,
      bot_id: bot.botId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    perMinute: 100,
    run: (_args, around) => ({ ok: true, url: around.newSocketUrl() }),
  },
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...viewMethods,
}

function faultOfToken(token: string, wanted: 'bot' | 'app', { held }: Workspace): string | undefined {
  if (token === '') return 'not_authed'
  if (token === held.tokens[wanted]) return undefined
  return Object.values(held.tokens).includes(token) ? 'not_allowed_token_type' : 'invalid_auth'
}

const ownerOfView = ({ view }: Answer, { held }: Workspace): string | undefined => {
  const { id } = (view ?? {}) as { id?: string }
  if (!id) return undefined
  const [user] =
    Object.entries(held.modals).find(([, modals]) => modals.some((it) => it.id === id)) ??
    Object.entries(held.homes).find(([, home]) => home.id === id) ??
    []
  return user
}

const bearerOf = (request: IncomingMessage): string | undefined =>
  request.headers.authorization?.match(/^Bearer (.+)$/i)?.[1]

function argsOf(request: IncomingMessage, body: string): Args {
  const query = new URL(request.url ?? '/', 'http://practice').searchParams
  const inQuery = Object.fromEntries(query)
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return { ...inQuery, ...Object.fromEntries(new URLSearchParams(body)) }
  }
  const parsed = jsonIn(body)
  const inBody = parsed.is === 'good' && typeof parsed.value === 'object' ? parsed.value : {}
  return { ...inQuery, ...inBody }
}
