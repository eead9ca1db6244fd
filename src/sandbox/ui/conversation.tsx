// The middle pane: a conversation's messages by day and its composer; for the app's own, its Home tab as well.
import { Fragment, type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import type { Conversation, Message } from '../page-api.ts'
import { AccountOff } from './account.tsx'
import { Avatar } from './avatar.tsx'
import { Composer } from './composer.tsx'
import { dayName, dayOf, momentOf } from './dates.ts'
import { Home } from './home.tsx'
import { Intro } from './intro.tsx'
import { MessageRow } from './message.tsx'
import { ChannelSign } from './rail.tsx'
import { goTo } from './route.ts'
import { useReading } from './unread.tsx'
import { useWorkspace } from './workspace.tsx'

type Tab = 'messages' | 'home'
type Props = { conversation: Conversation; tab: Tab }

export const ConversationPane = ({ conversation, tab }: Props) => {
  const { me, world } = useWorkspace()
  const isDm = conversation.kind === 'dm'
  const name = isDm ? world.bot.name : `#${conversation.name}`
  return (
    <main className="pane" aria-label={name}>
      <header className="pane-head">
        {isDm ? (
          <Avatar user={world.bot.user} size="small" />
        ) : (
          <ChannelSign isPrivate={conversation.isPrivate} />
        )}
        <h2>{isDm ? world.bot.name : conversation.name}</h2>
        {isDm ? <Tabs tab={tab} /> : <Members conversation={conversation} />}
      </header>
      {tab === 'home' ? (
        <div className="pane-scroll" role="tabpanel" id="tabpanel" aria-labelledby="tab-home">
          {me.isDeactivated ? <AccountOff /> : <Home />}
        </div>
      ) : (
        <Messages conversation={conversation} name={name} />
      )}
    </main>
  )
}

const tabs: { id: Tab; label: string; place: string }[] = [
  { id: 'home', label: 'Home', place: 'home' },
  { id: 'messages', label: 'Messages', place: 'dm' },
]

const Tabs = ({ tab }: { tab: Tab }) => {
  const { me } = useWorkspace()
  const list = useRef<HTMLDivElement>(null)
  const open = (place: string) => goTo({ person: me.id, place })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const other = tabs.find((it) => it.id !== tab)
    if (!other) return
    open(other.place)
    list.current?.querySelector<HTMLElement>(`#tab-${other.id}`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label, place }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={tab === id}
          aria-controls={tab === id ? 'tabpanel' : undefined}
          tabIndex={tab === id ? 0 : -1}
          onClick={() => open(place)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

const Members = ({ conversation }: { conversation: Conversation }) => {
  const { nameOf } = useWorkspace()
  const { members } = conversation
  return (
    <span className="pane-members" title={members.map(nameOf).join(', ')}>
      {members.length} members
    </span>
  )
}

const Messages = ({ conversation, name }: { conversation: Conversation; name: string }) => {
  const { seat, me, act, attempt } = useWorkspace()
  const all = seat.messages[conversation.id] ?? []
  useReading(conversation.id)
  const isDm = conversation.kind === 'dm'

  // biome-ignore lint/correctness/useExhaustiveDependencies: Slack tells the app each time this tab is opened
  useEffect(() => {
    if (isDm && !me.isDeactivated) void act.openMessages()
  }, [conversation.id])

  const send = async (text: string): Promise<boolean> => {
    const channel = conversation.id
    const [, command, rest = ''] = text.match(/^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i) ?? []
    const answer = command
      ? await attempt(act.command({ channel, command, text: rest }))
      : await attempt(act.say({ channel, text }))
    return answer !== undefined
  }

  return (
    <div
      className="pane-talk"
      {...(isDm ? { role: 'tabpanel', id: 'tabpanel', 'aria-labelledby': 'tab-messages' } : {})}
    >
      {isDm && <Intro />}
      <MessageList
        messages={all.filter((it) => !it.threadTs || it.threadTs === it.ts)}
        label={`Messages with ${name}`}
        empty={`No messages yet. Say something, or move the clock on.`}
        row={(message, joined) => (
          <MessageRow
            message={message}
            conversation={conversation}
            joined={joined}
            replies={all.filter((it) => it.threadTs === message.ts && it.ts !== message.ts)}
            onThread={() => goTo({ person: me.id, place: isDm ? 'dm' : conversation.id, thread: message.ts })}
          />
        )}
      />
      {me.isDeactivated ? (
        <AccountOff />
      ) : (
        <Composer label={`Message ${name}`} onSend={send} hint={commandHint} />
      )}
    </div>
  )
}

const commandHint = (text: string) =>
  text.startsWith('/') ? 'A command: only you will see its answer' : undefined

type ListProps = {
  messages: Message[]
  label: string
  empty?: string
  row: (message: Message, joined: boolean) => React.ReactNode
}

/** Messages by day. It stays at the newest unless one has scrolled up to read. */
export const MessageList = ({ messages, label, empty, row }: ListProps) => {
  const { me, world } = useWorkspace()
  const scroll = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new may have made the list longer
  useLayoutEffect(() => {
    const element = scroll.current
    if (element && atEnd.current) element.scrollTop = element.scrollHeight
  }, [messages])

  const now = new Date(world.clock.now)
  return (
    <div
      className="pane-scroll"
      ref={scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one scrolls it with the keyboard
      tabIndex={0}
      role="log"
      aria-label={label}
      onScroll={({ currentTarget: it }) => {
        atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < 60
      }}
    >
      <div className="messages">
        {messages.length === 0 && empty && <p className="messages-none">{empty}</p>}
        {messages.map((message, index) => {
          const at = momentOf(message.ts)
          const last = messages[index - 1]
          const newDay = !last || dayOf(momentOf(last.ts), me.tz) !== dayOf(at, me.tz)
          return (
            <Fragment key={message.ts}>
              {newDay && (
                <h3 className="day">
                  <span>{dayName(at, now, me.tz)}</span>
                </h3>
              )}
              {row(message, !newDay && followsClosely(message, last))}
            </Fragment>
          )
        })}
      </div>
    </div>
  )
}

const followsClosely = (message: Message, last: Message): boolean =>
  message.user === last.user &&
  Boolean(message.ephemeral) === Boolean(last.ephemeral) &&
  Number(message.ts) - Number(last.ts) < 5 * 60
