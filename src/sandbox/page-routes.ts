// The page's side of the sandbox, as page-api.ts has it: JSON under /sandbox/api, and one stream of changes.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { bodyOf, sendFile, sendJson } from './http.ts'
import { NotDone } from './not-done.ts'
import type { ChangePerson, MoveClock, World } from './page-api.ts'
import type { PersonAtSeat } from './person.ts'

export type PageRoutes = {
  /** `path` is what follows /sandbox/api/. */
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>
  /** Announces to every open page that these people should look again. */
  announce(users: readonly string[] | 'all'): void
  close(): void
}

export function createPageRoutes(options: {
  world(): World
  person(user: string): PersonAtSeat
  setLimits(on: boolean): void
  moveClock(to: MoveClock['to']): Promise<void>
  changePerson(user: string, change: ChangePerson): void
  /** Told of everyone for whom the page does something. */
  played(user: string): void
}): PageRoutes {
  const pages = new Set<ServerResponse>()
  let waiting: Set<string> | 'all' | undefined
  let soon: NodeJS.Immediate | undefined

  const tellPages = () => {
    const users = waiting === 'all' ? 'all' : [...(waiting ?? [])]
    waiting = undefined
    soon = undefined
    for (const page of pages) page.write(`event: changed\ndata: ${JSON.stringify({ users })}\n\n`)
  }

  const listen = (response: ServerResponse) => {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    })
    response.write('retry: 1000\n\n')
    pages.add(response)
    response.on('close', () => pages.delete(response))
  }

  const answerTo = async (request: IncomingMessage, path: string): Promise<unknown> => {
    const [what, user, verb] = path.split('/').map(plainly)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isRead && path === 'world') return options.world()
    if (isRead && what === 'as' && user && !verb) return options.person(user).seat()
    if (request.method !== 'POST') throw new NotDone('There is nothing here.', 404)
    const body = await jsonBody(request)
    if (path === 'clock') return done(await options.moveClock(shaped(MoveClockBody, body).to))
    if (path === 'limits') return done(options.setLimits(shaped(z.object({ on: z.boolean() }), body).on))
    if (what === 'people' && user && !verb) {
      return done(options.changePerson(user, shaped(ChangePersonBody, body)))
    }
    if (what === 'as' && user && verb) {
      if (!looking.has(verb)) options.played(user)
      return act(options.person(user), verb, body)
    }
    throw new NotDone('There is nothing here.', 404)
  }

  return {
    async handle(request, response, path) {
      if (path === 'events' && request.method === 'GET') return listen(response)
      try {
        const [, user, id] = path.match(/^as\/([^/]+)\/file\/([^/]+)$/) ?? []
        if (user && id && request.method === 'GET') {
          return sendFile(response, await options.person(plainly(user)).file(plainly(id)))
        }
        sendJson(response, 200, await answerTo(request, path))
      } catch (error) {
        if (!(error instanceof NotDone)) throw error
        sendJson(response, error.status, { error: error.message })
      }
    },
    announce(users) {
      if (users === 'all' || waiting === 'all') waiting = 'all'
      else waiting = new Set([...(waiting ?? []), ...users])
      soon ??= setImmediate(tellPages)
    },
    close() {
      if (soon) clearImmediate(soon)
      for (const page of pages) page.end()
    },
  }
}

/** Verbs by which someone only looks around: until they write something, the person goes on living by themselves. */
const looking = new Set(['open-home', 'open-messages', 'press', 'shortcut', 'close', 'command'])

async function act(person: PersonAtSeat, verb: string, body: unknown): Promise<unknown> {
  switch (verb) {
    case 'say':
      return person.say(shaped(SayBody, body))
    case 'edit':
      return done(await person.edit(shaped(EditBody, body)))
    case 'delete':
      return done(await person.delete(shaped(DeleteBody, body)))
    case 'press':
      return done(await person.press(shaped(PressBody, body)))
    case 'shortcut':
      return done(await person.shortcut(shaped(ShortcutBody, body)))
    case 'submit':
      return person.submit(shaped(SubmitBody, body))
    case 'close':
      return done(await person.close(shaped(z.object({ view: z.string() }), body)))
    case 'command':
      return person.command(shaped(CommandBody, body))
    case 'open-home':
      return done(await person.openHome())
    case 'open-messages':
      return done(await person.openMessages())
    default:
      throw new NotDone(`Nobody can ${verb} here.`, 404)
  }
}

const State = z.record(z.string(), z.record(z.string(), z.unknown()))
const DeleteBody = z.object({ channel: z.string(), ts: z.string() })
const EditBody = z.object({ ...DeleteBody.shape, text: z.string() })
const SayBody = z.object({ channel: z.string(), text: z.string(), threadTs: z.string().optional() })
const PressBody = z.object({
  at: z.union([z.object({ message: DeleteBody }), z.object({ view: z.string() })]),
  blockId: z.string(),
  actionId: z.string(),
  chosen: z.record(z.string(), z.unknown()).optional(),
  state: State.optional(),
})
const ShortcutBody = z.object({ callbackId: z.string(), ...DeleteBody.shape })
const SubmitBody = z.object({ view: z.string(), state: State })
const CommandBody = z.object({ channel: z.string(), command: z.string(), text: z.string() })
const ChangePersonBody = z
  .strictObject({ tz: z.string(), isDeactivated: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Nothing is to be changed.')
const MoveClockBody = z.object({
  to: z.union([
    z.enum(['next-prompt', 'next-week', 'next-digest']),
    z.object({ instant: z.iso.datetime({ offset: true }) }),
  ]),
})

/** A part of a path without its %-signs; throws `NotDone` where they stand for nothing. */
const plainly = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new NotDone('There is nothing here.', 404)
  }
}

const done = (_nothing: unknown): { ok: true } => ({ ok: true })

function shaped<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new NotDone(`The page sent something that cannot be understood. ${z.prettifyError(parsed.error)}`)
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const body = await bodyOf(request)
  if (body === undefined) throw new NotDone('That is too long.', 413)
  try {
    return JSON.parse(body || '{}')
  } catch {
    throw new NotDone('The page sent something that is not JSON.')
  }
}
