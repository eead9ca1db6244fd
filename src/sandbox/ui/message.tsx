// One message: who, when, what; and what one may do with it.
import { useState } from 'react'
import type { Conversation, Message } from '../page-api.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks.tsx'
import { Composer } from './composer.tsx'
import { dayAndTime, dayName, momentOf, timeOfDay } from './dates.ts'
import { Files } from './files.tsx'
import { isStone, MessageMenu } from './message-menu.tsx'
import { Mrkdwn } from './static-blocks.tsx'
import { useSurface } from './surface.ts'
import { useWorkspace } from './workspace.tsx'

type Props = {
  message: Message
  conversation: Conversation
  /** Follows close on another by the same author: neither face nor name again. */
  joined?: boolean
  replies?: Message[]
  /** Absent in a thread, where there is none to open. */
  onThread?: () => void
}

export const MessageRow = ({ message, conversation, joined = false, replies = [], onThread }: Props) => {
  const { me, nameOf, act, attempt, world } = useWorkspace()
  const [editing, setEditing] = useState(false)
  const at = momentOf(message.ts)
  const stone = isStone(message)
  const who = nameOf(message.user)

  return (
    <article
      className={['message', joined && 'message-joined', stone && 'message-stone'].filter(Boolean).join(' ')}
      data-ts={message.ts}
      aria-label={`${who}, ${timeOfDay(at, me.tz)}`}
    >
      <div className="message-side">
        {joined ? <Time at={at} /> : stone ? null : <Avatar user={message.user} />}
      </div>
      <div className="message-main">
        {!joined && !stone && (
          <header className="message-head">
            <b>{who}</b>
            {message.user === world.bot.user && <span className="tag">app</span>}
            <Time at={at} />
          </header>
        )}
        {message.ephemeral && <p className="message-private">Only visible to you</p>}
        {editing ? (
          <Composer
            label="Edit your message"
            sendLabel="Save"
            initial={unescapeText(message.text)}
            focus
            onCancel={() => setEditing(false)}
            onSend={async (text) => {
              setEditing(false)
              await attempt(act.edit({ channel: conversation.id, ts: message.ts, text }))
              return true
            }}
          />
        ) : (
          <MessageBody message={message} conversation={conversation} />
        )}
        {onThread && replies.length > 0 && <RepliesLine replies={replies} onOpen={onThread} />}
      </div>
      {!editing && !message.ephemeral && (
        <MessageMenu
          message={message}
          conversation={conversation}
          onEdit={() => setEditing(true)}
          {...(onThread ? { onThread } : {})}
        />
      )}
    </article>
  )
}

const Time = ({ at }: { at: Date }) => {
  const { me } = useWorkspace()
  return (
    <time className="message-time" dateTime={at.toISOString()} title={dayAndTime(at, me.tz)}>
      {timeOfDay(at, me.tz)}
    </time>
  )
}

const MessageBody = ({ message, conversation }: { message: Message; conversation: Conversation }) => {
  const { blocks = [] } = message
  const at = { message: { channel: conversation.id, ts: message.ts } }
  const surface = useSurface({ at, blocks })
  return (
    <div className="message-body">
      {blocks.length > 0 && <Blocks blocks={blocks} surface={surface} />}
      {blocks.length === 0 && message.text !== '' && <Mrkdwn text={message.text} />}
      {message.files && <Files files={message.files} />}
      {message.edited && <span className="message-edited">(edited)</span>}
    </div>
  )
}

const RepliesLine = ({ replies, onOpen }: { replies: Message[]; onOpen: () => void }) => {
  const { me, world } = useWorkspace()
  const last = momentOf(replies.at(-1)?.ts ?? '0')
  const day = dayName(last, new Date(world.clock.now), me.tz)
  return (
    <button type="button" className="replies" onClick={onOpen}>
      <span className="replies-faces">
        {[...new Set(replies.map((it) => it.user))].slice(0, 4).map((user) => (
          <Avatar key={user} user={user} size="small" />
        ))}
      </span>
      <b>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</b>
      <span className="replies-last">
        Last reply {day.toLowerCase().match(/^(today|yesterday)$/) ? day.toLowerCase() : `on ${day}`} at{' '}
        {timeOfDay(last, me.tz)}
      </span>
    </button>
  )
}

/** Slack keeps these three characters escaped. */
const unescapeText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
