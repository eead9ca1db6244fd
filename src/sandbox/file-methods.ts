// files.*: the app uploads a file in three steps, shares it with a message, and takes it away again.
// https://docs.slack.dev/messaging/working-with-files
import { z } from 'zod'
import { contentOf, destination, faultOfThread } from './chat-methods.ts'
import { takeAway } from './deletions.ts'
import type { Around, Method, Refused } from './method.ts'
import { checkedArgs, invalidArguments, jsonIn } from './method.ts'
import { changed, posted } from './payloads.ts'
import { bot, type Channel } from './seed.ts'
import { largestFile } from './uploads.ts'
import {
  addPost,
  newId,
  type Post,
  type PostedFile,
  postsIn,
  replacePost,
  type Workspace,
} from './workspace.ts'

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': {
    token: 'bot',
    perMinute: 100,
    scope: () => 'files:write',
    run(given, { workspace, uploadUrl }) {
      const checked = checkedArgs(Ask, given)
      if (checked.is === 'bad') return checked.refused
      const { filename: name, length: size } = checked.args
      if (size === 0) return { ok: false, error: 'missing_argument' }
      if (size > largestFile) return { ok: false, error: 'file_upload_size_restricted' }
      const [id, upload] = [newId('F'), newId('', 40)]
      workspace.held.files[id] = { name, size, upload }
      workspace.changed([])
      return { ok: true, upload_url: uploadUrl(upload), file_id: id }
    },
  },
  'files.completeUploadExternal': {
    token: 'bot',
    perMinute: 100,
    scope: () => 'files:write',
    run(given, around) {
      const checked = checkedArgs(Complete, given)
      if (checked.is === 'bad') return checked.refused
      const { args } = checked
      const { workspace } = around
      const files = uploadedFiles(workspace, args.files)
      if (files.is === 'refused') return files.refused
      // Without a channel the file stays the bot's own, as in Slack.
      const to = args.channel_id === undefined ? undefined : destination(workspace, args.channel_id)
      if (to?.is === 'refused') return to.refused
      const said = args.initial_comment?.trim()
        ? { text: args.initial_comment }
        : args.blocks === undefined
          ? undefined
          : { blocks: args.blocks }
      const content = said && contentOf(said)
      if (content?.is === 'refused') return content.refused
      const thread = to && args.thread_ts ? faultOfThread(workspace, to.channel, args.thread_ts) : undefined
      if (thread) return { ok: false, error: thread }
      for (const { id, name, size } of files.all) workspace.held.files[id] = { name, size, isComplete: true }
      workspace.changed([])
      if (to) {
        const post = addPost(workspace, to.channel, {
          ts: workspace.nextTs(),
          user: bot.user,
          text: content?.text ?? '',
          files: files.all,
          ...(content?.blocks?.length ? { blocks: content.blocks } : {}),
          ...(args.thread_ts ? { threadTs: args.thread_ts } : {}),
        })
        if (to.channel.kind === 'dm') around.tell(posted(workspace, to.channel, post))
      }
      return { ok: true, files: files.all.map(({ id, title }) => ({ id, title })) }
    },
  },
  'files.delete': {
    token: 'bot',
    perMinute: 50,
    scope: () => 'files:write',
    run(given, around) {
      const checked = checkedArgs(z.object({ file: z.string().min(1) }), given)
      if (checked.is === 'bad') return checked.refused
      const { file: id } = checked.args
      const { held, changed } = around.workspace
      if (held.files[id] === null) return { ok: false, error: 'file_deleted' }
      if (!Object.hasOwn(held.files, id)) return { ok: false, error: 'file_not_found' }
      held.files[id] = null
      around.fileBytes.remove(id)
      for (const channel of held.channels) {
        for (const post of postsIn(around.workspace, channel.id)) {
          if (post.files?.some((it) => it.id === id)) withoutFile(around, channel, post, id)
        }
      }
      changed([])
      return { ok: true }
    },
  },
}

const Ask = z.object({ filename: z.string().min(1), length: z.coerce.number().int().min(0) })
/** A person's id is refused here, though chat.postMessage takes one: https://github.com/slackapi/bolt-js/issues/2115 */
const ConversationId = z
  .string()
  .regex(/^[CGDZ][A-Z0-9]{8,}$/, 'input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$')
const Complete = z.object({
  files: z.unknown(),
  channel_id: ConversationId.optional(),
  thread_ts: z.string().optional(),
  initial_comment: z.string().optional(),
  blocks: z.unknown().optional(),
})
const Named = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)

/** Files whose bytes are here and that were not shared before. */
function uploadedFiles(
  { held }: Workspace,
  given: unknown,
): { is: 'found'; all: PostedFile[] } | { is: 'refused'; refused: Refused } {
  const json = jsonIn(given)
  const named = Named.safeParse(json.is === 'good' ? json.value : undefined)
  if (!named.success) {
    return { is: 'refused', refused: invalidArguments(['[ERROR] missing required field: files']) }
  }
  const all = named.data.flatMap(({ id, title }) => {
    const file = held.files[id]
    return file && file.upload === undefined && !file.isComplete
      ? [{ id, name: file.name, title: title || file.name, size: file.size }]
      : []
  })
  return all.length === named.data.length
    ? { is: 'found', all }
    : { is: 'refused', refused: { ok: false, error: 'file_not_found' } }
}

/** A message that was nothing but the file goes with it. */
function withoutFile({ workspace, tell }: Around, channel: Channel, before: Post, id: string): void {
  const { files = [], ...rest } = before
  const left = files.filter((it) => it.id !== id)
  const isNothing = left.length === 0 && before.text === '' && !before.blocks
  const event = isNothing
    ? takeAway(workspace, channel, before)
    : changed(workspace, channel, {
        now: replacePost(workspace, channel, left.length > 0 ? { ...rest, files: left } : rest),
        before,
        ts: workspace.nextTs(),
      })
  if (channel.kind === 'dm') tell(event)
}
