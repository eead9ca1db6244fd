// chat.postMessage, chat.update, chat.delete and chat.postEphemeral: what the app says, and takes back.
import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { charactersIn, faultsOfBlocks } from './block-rules.ts'
import { takeAway } from './deletions.ts'
import { withIds } from './inputs.ts'
import type { Method, Refused } from './method.ts'
import { checkedArgs, flag, jsonIn } from './method.ts'
import { changed, messageShape, posted } from './payloads.ts'
import { bot, type Channel } from './seed.ts'
import {
  addPost,
  channelOf,
  dmIdOf,
  type Metadata,
  type Post,
  personOf,
  postAt,
  replacePost,
  type Workspace,
} from './workspace.ts'

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': {
    token: 'bot',
    perMinute: 300,
    scope: () => 'chat:write',
    run(given, around) {
      const checked = checkedArgs(PostMessage, given)
      if (checked.is === 'bad') return checked.refused
      const { args } = checked
      const { workspace } = around
      const to = destination(workspace, args.channel)
      if (to.is === 'refused') return to.refused
      const content = contentOf(args)
      if (content.is === 'refused') return content.refused
      const thread = args.thread_ts ? faultOfThread(workspace, to.channel, args.thread_ts) : undefined
      if (thread) return { ok: false, error: thread }
      const post = addPost(workspace, to.channel, {
        ts: workspace.nextTs(),
        user: bot.user,
        text: content.text ?? '',
        ...(content.blocks?.length ? { blocks: content.blocks } : {}),
        ...(content.metadata ? { metadata: content.metadata } : {}),
        ...(args.thread_ts ? { threadTs: args.thread_ts } : {}),
      })
      if (to.channel.kind === 'dm') around.tell(posted(workspace, to.channel, post))
      const message = messageShape(workspace, to.channel, post, true)
      return { ok: true, channel: to.channel.id, ts: post.ts, message }
    },
  },
  'chat.update': {
    token: 'bot',
    perMinute: 50,
    scope: () => 'chat:write',
    run(given, around) {
      const checked = checkedArgs(Update, given)
      if (checked.is === 'bad') return checked.refused
      const { args } = checked
      const { workspace } = around
      const channel = channelOf(workspace, args.channel)
      if (!channel?.members.includes(bot.user)) return { ok: false, error: 'channel_not_found' }
      const before = postAt(workspace, channel.id, args.ts)
      if (!before || before.only) return { ok: false, error: 'message_not_found' }
      if (before.user !== bot.user) return { ok: false, error: 'cant_update_message' }
      if (channel.isArchived) return { ok: false, error: 'is_inactive' }
      const content = contentOf(args)
      if (content.is === 'refused') return content.refused
      const post = replacePost(workspace, channel, updated(workspace, before, content))
      if (channel.kind === 'dm') {
        around.tell(changed(workspace, channel, { now: post, before, ts: workspace.nextTs() }))
      }
      const message = messageShape(workspace, channel, post, true)
      return { ok: true, channel: channel.id, ts: post.ts, text: post.text, message }
    },
  },
  'chat.delete': {
    token: 'bot',
    perMinute: 50,
    scope: () => 'chat:write',
    run(given, around) {
      const checked = checkedArgs(Delete, given)
      if (checked.is === 'bad') return checked.refused
      const { args } = checked
      const { workspace } = around
      const channel = channelOf(workspace, args.channel)
      if (!channel?.members.includes(bot.user)) return { ok: false, error: 'channel_not_found' }
      const post = postAt(workspace, channel.id, args.ts)
      if (!post || post.only || post.isTombstone) return { ok: false, error: 'message_not_found' }
      if (post.user !== bot.user) return { ok: false, error: 'cant_delete_message' }
      // Slack's reference names no error for it. Nothing in an archived channel can be changed, so the app must cope with no.
      if (channel.isArchived) return { ok: false, error: 'is_archived' }
      const event = takeAway(workspace, channel, post)
      if (channel.kind === 'dm') around.tell(event)
      return { ok: true, channel: channel.id, ts: post.ts }
    },
  },
  'chat.postEphemeral': {
    token: 'bot',
    perMinute: 100,
    scope: () => 'chat:write',
    run(given, { workspace }) {
      const checked = checkedArgs(PostEphemeral, given)
      if (checked.is === 'bad') return checked.refused
      const { args } = checked
      const to = destination(workspace, args.channel)
      if (to.is === 'refused') return to.refused
      if (!to.channel.members.includes(args.user)) return { ok: false, error: 'user_not_in_channel' }
      const content = contentOf(args)
      if (content.is === 'refused') return content.refused
      const post = addEphemeral(workspace, to.channel, args.user, content, args.thread_ts)
      return { ok: true, message_ts: post.ts }
    },
  },
}

const Content = {
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
}
const PostMessage = z.object({
  channel: z.string().min(1),
  thread_ts: z.string().optional(),
  unfurl_links: flag,
  ...Content,
})
const Update = z.object({ channel: z.string().min(1), ts: z.string().min(1), ...Content })
const Delete = z.object({ channel: z.string().min(1), ts: z.string().min(1) })
const PostEphemeral = z.object({
  channel: z.string().min(1),
  user: z.string().min(1),
  thread_ts: z.string().optional(),
  ...Content,
})

export type Written = { text?: string; blocks?: KnownBlock[]; metadata?: Metadata | null }

/** Shows something to one person alone; it stays until the app replaces it through its response address. */
export function addEphemeral(
  workspace: Workspace,
  channel: Channel,
  user: string,
  content: Written,
  threadTs?: string,
): Post {
  return addPost(workspace, channel, {
    ts: workspace.nextTs(),
    user: bot.user,
    text: content.text ?? '',
    only: user,
    ...(content.blocks?.length ? { blocks: content.blocks } : {}),
    ...(threadTs ? { threadTs } : {}),
  })
}

/**
 * The message after an update. Text without blocks takes the blocks away, and only then does Slack show "(edited)".
 */
export function updated({ now }: Workspace, before: Post, content: Written): Post {
  const { blocks: _blocks, metadata: _metadata, edited: _edited, ...rest } = before
  const blocks = content.blocks ?? (content.text === undefined ? before.blocks : undefined)
  const metadata = content.metadata === undefined ? before.metadata : content.metadata
  const edited = content.blocks ? before.edited : { user: before.user, ts: editedTs(now(), before) }
  return {
    ...rest,
    text: content.text ?? before.text,
    ...(blocks?.length ? { blocks } : {}),
    ...(metadata ? { metadata } : {}),
    ...(edited ? { edited } : {}),
  }
}

/** Slack counts edits in whole seconds; a second edit here never shares its second with the first. */
export function editedTs(nowMs: number, before: Post): string {
  const last = before.edited ? Number.parseInt(before.edited.ts, 10) : 0
  return `${Math.max(Math.floor(nowMs / 1000), last + 1)}.000000`
}

/** What is said, once it keeps Slack's rules. */
export function contentOf(args: {
  text?: string | undefined
  blocks?: unknown
  metadata?: unknown
}): ({ is: 'good' } & Written) | { is: 'refused'; refused: Refused } {
  const refused = (error: string, messages: readonly string[] = []) => ({
    is: 'refused' as const,
    refused: {
      ok: false as const,
      error,
      ...(messages.length > 0
        ? { errors: messages, response_metadata: { messages: messages.map((it) => `[ERROR] ${it}`) } }
        : {}),
    },
  })
  const { text } = args
  const blocks = jsonIn(args.blocks)
  if (blocks.is === 'bad') return refused('invalid_blocks_format')
  if (blocks.value !== undefined) {
    const faults = faultsOfBlocks(blocks.value, 'message', '/blocks')
    if (faults.length > 0) return refused('invalid_blocks', faults)
    if (charactersIn(blocks.value) > 13_000) return refused('msg_blocks_too_long')
  }
  const isBlank = !Array.isArray(blocks.value) || blocks.value.length === 0
  if (isBlank && !text?.trim()) return refused('no_text')
  if (text && text.length > 40_000) return refused('msg_too_long')
  const metadata = jsonIn(args.metadata)
  const fault = metadata.is === 'bad' ? 'invalid_metadata_format' : faultOfMetadata(metadata.value)
  if (fault) return refused(fault)
  return {
    is: 'good',
    ...(text === undefined ? {} : { text: text.replaceAll(/&(?!(amp|lt|gt);)/g, '&amp;') }),
    ...(Array.isArray(blocks.value) ? { blocks: withIds(blocks.value as KnownBlock[]) } : {}),
    ...(metadata.is === 'good' && metadata.value !== undefined
      ? { metadata: metadataIn(metadata.value) }
      : {}),
  }
}

const SoundMetadata = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
})

function faultOfMetadata(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'invalid_metadata_format'
  if (Object.keys(value).length === 0) return undefined
  if (!SoundMetadata.safeParse(value).success) return 'invalid_metadata_schema'
  return JSON.stringify(value).length > 16_000 ? 'metadata_too_large' : undefined
}

/** An empty object takes a message's metadata away. */
const metadataIn = (value: unknown): Metadata | null => SoundMetadata.safeParse(value).data ?? null

/** Where the bot may say something: a conversation it is in, or the DM of the person whose id it gives. */
export function destination(
  workspace: Workspace,
  to: string,
): { is: 'found'; channel: Channel } | { is: 'refused'; refused: Refused } {
  const refused = (error: string) => ({ is: 'refused' as const, refused: { ok: false as const, error } })
  // Someone whose account is off still has a conversation, and Slack takes what is posted there, though nobody reads
  // it: only conversations.open says `user_disabled`. https://github.com/slackapi/python-slack-sdk/issues/1156
  const person = personOf(workspace, to)
  const channel = channelOf(workspace, person ? dmIdOf(person.id) : to.replace(/^#/, ''))
  if (!channel) return refused('channel_not_found')
  if (channel.isArchived) return refused('is_archived')
  if (channel.members.includes(bot.user)) return { is: 'found', channel }
  return refused(channel.isPrivate ? 'channel_not_found' : 'not_in_channel')
}

export function faultOfThread(workspace: Workspace, channel: Channel, ts: string): string | undefined {
  const starter = postAt(workspace, channel.id, ts)
  if (!starter || starter.only) return 'thread_not_found'
  return starter.threadTs ? 'cannot_reply_to_message' : undefined
}
