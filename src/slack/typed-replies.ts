// What people type, edit and delete in their conversation with us, out of Slack's message events.
import type { SlackEvent } from '@slack/types'
import { SlackTs } from '../domain/model.ts'
import type { TypedReply } from '../domain/reflection.ts'

/** What a message event says that a person did, or undefined where it is not for us. */
export type Happened =
  | { is: 'typed'; user: string; said: TypedReply }
  /** A picture, a voice clip or another file came, and no words with it. */
  | { is: 'wordless'; user: string; said: Pick<TypedReply, 'thread'> }
  | { is: 'deleted'; user: string; ts: SlackTs }

export const happenedIn = (event: Extract<SlackEvent, { type: 'message' }>): Happened | undefined => {
  if (event.channel_type !== 'im') return undefined
  switch (event.subtype) {
    case undefined:
    case 'file_share':
    case 'me_message':
    case 'thread_broadcast': {
      const { user, text, ts, thread_ts, files } = event as {
        user?: string
        text?: string
        ts: string
        thread_ts?: string
        files?: object[]
      }
      if (!user || ('bot_id' in event && event.bot_id)) return undefined
      if (text?.trim()) return { is: 'typed', user, said: said({ text, ts, thread_ts }) }
      const { thread } = said({ text: '', ts, thread_ts })
      return files ? { is: 'wordless', user, said: { ...(thread && { thread }) } } : undefined
    }
    case 'message_changed': {
      const message = event.message as {
        subtype?: string
        user?: string
        bot_id?: string
        text?: string
        ts: string
        thread_ts?: string
        edited?: { ts: string }
      }
      // A message with replies leaves a tombstone when it is deleted.
      if (message.subtype === 'tombstone') return deleted(event.previous_message, message.ts)
      if (!message.user || message.bot_id || !message.edited) return undefined
      return {
        is: 'typed',
        user: message.user,
        said: { ...said({ ...message, text: message.text ?? '' }), edited: SlackTs.parse(message.edited.ts) },
      }
    }
    case 'message_deleted':
      return deleted(event.previous_message, event.deleted_ts)
    default:
      return undefined
  }
}

const deleted = (message: object | undefined, ts: string): Happened | undefined => {
  const { user, bot_id } = (message ?? {}) as { user?: string; bot_id?: string }
  return user && !bot_id ? { is: 'deleted', user, ts: SlackTs.parse(ts) } : undefined
}

/**
 * A message's text as its author typed it: Slack escapes three characters and wraps links
 * (https://docs.slack.dev/messaging/formatting-message-text). A link that was given words of its own is followed by its
 * address. Mentions stay as they are, so that they can be shown.
 */
export const plainText = (text: string): string =>
  text
    .replaceAll(/<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>/g, (_, url: string, label?: string) =>
      label && !isAddress(label, url) ? `${label} (${url})` : (label ?? url),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** Whether a link is shown as it was typed: the scheme, and in a phone number the spaces, are Slack's business. */
const isAddress = (label: string, url: string): boolean => {
  const bare = (it: string) =>
    it
      .replace(/^(https?:\/\/|mailto:|tel:)/i, '')
      .replace(/\/$/, '')
      .toLowerCase()
  const digits = (it: string) => it.replaceAll(/[^\d+]/g, '')
  return bare(label) === bare(url) || (url.startsWith('tel:') && digits(label) === digits(url))
}

const said = ({ text, ts, thread_ts }: { text: string; ts: string; thread_ts?: string }): TypedReply => ({
  ts: SlackTs.parse(ts),
  text: plainText(text),
  ...(thread_ts && thread_ts !== ts && { thread: SlackTs.parse(thread_ts) }),
})
