// Response addresses: where an app answers a command or an interaction for half an hour, up to five times.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { addEphemeral, contentOf, updated } from './chat-methods.ts'
import { bodyOf, sendJson } from './http.ts'
import { flag, jsonIn } from './method.ts'
import { posted } from './payloads.ts'
import { bot, type Channel } from './seed.ts'
import { addPost, newId, postAt, removePost, replacePost, type Workspace } from './workspace.ts'

/** Where an answer goes: to whom, and which message was acted on, if any. */
export type Origin = { channel: Channel; user: string; ts?: string; threadTs?: string }

export type Responses = {
  /** A new address. */
  urlFor(origin: Origin): string
  handle(request: IncomingMessage, response: ServerResponse, id: string): Promise<void>
}

const halfAnHour = 30 * 60_000

export function createResponses(
  workspace: Workspace,
  options: { base(): string; monotonic(): number; tell(event: Record<string, unknown>): void },
): Responses {
  const origins = new Map<string, Origin & { at: number; left: number }>()

  const respond = (origin: Origin, body: z.infer<typeof Answered>): string | undefined => {
    const { channel, user, ts } = origin
    const source = ts ? postAt(workspace, channel.id, ts) : undefined
    if (body.delete_original) {
      if (!source || !ts) return 'message_not_found'
      removePost(workspace, channel, ts)
      return undefined
    }
    const content = contentOf(body)
    if (content.is === 'refused') return content.refused.error
    if (body.replace_original) {
      if (!source) return 'message_not_found'
      replacePost(workspace, channel, updated(workspace, source, content))
      return undefined
    }
    const threadTs = body.thread_ts ?? origin.threadTs
    if (body.response_type !== 'in_channel') {
      addEphemeral(workspace, channel, user, content, threadTs)
      return undefined
    }
    const post = addPost(workspace, channel, {
      ts: workspace.nextTs(),
      user: bot.user,
      text: content.text ?? '',
      ...(content.blocks ? { blocks: content.blocks } : {}),
      ...(threadTs ? { threadTs } : {}),
    })
    if (channel.kind === 'dm') options.tell(posted(workspace, channel, post))
    return undefined
  }

  return {
    urlFor(origin) {
      const id = newId('', 24)
      origins.set(id, { ...origin, at: options.monotonic(), left: 5 })
      return `${options.base()}${id}`
    },
    async handle(request, response, id) {
      const body = jsonIn((await bodyOf(request)) ?? '')
      const origin = origins.get(id)
      if (!origin || origin.left === 0 || options.monotonic() - origin.at > halfAnHour) {
        return sendJson(response, 404, { ok: false, error: origin?.left === 0 ? 'used_url' : 'expired_url' })
      }
      const parsed = body.is === 'good' ? Answered.safeParse(body.value) : undefined
      if (!parsed?.success) return sendJson(response, 400, { ok: false, error: 'invalid_payload' })
      origin.left -= 1
      const error = respond(origin, parsed.data)
      sendJson(response, error ? 400 : 200, error ? { ok: false, error } : { ok: true })
    },
  }
}

/** What may be said to a response address, or in the acknowledgement of a command. */
export const Answered = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: flag,
  delete_original: flag,
  thread_ts: z.string().optional(),
})
