// The right pane: one thread, from the message that started it.
import { useEffect } from 'react'
import type { Conversation, Message } from '../page-api.ts'
import { AccountOff } from './account.tsx'
import { Composer } from './composer.tsx'
import { MessageList } from './conversation.tsx'
import { MessageRow } from './message.tsx'
import { useWorkspace } from './workspace.tsx'

type Props = { conversation: Conversation; root: Message; onClose: () => void }

export const ThreadPane = ({ conversation, root, onClose }: Props) => {
  const { me, seat, world, act, attempt, say } = useWorkspace()
  const replies = (seat.messages[conversation.id] ?? []).filter(
    (it) => it.threadTs === root.ts && it.ts !== root.ts,
  )
  const place = conversation.kind === 'dm' ? world.bot.name : `#${conversation.name}`

  useEffect(() => {
    const closeOnEsc = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]'))
        onClose()
    }
    document.addEventListener('keydown', closeOnEsc)
    return () => document.removeEventListener('keydown', closeOnEsc)
  }, [onClose])

  const send = async (text: string): Promise<boolean> => {
    if (/^\/[a-z]/i.test(text)) {
      say('Slack takes commands in a conversation, not in a thread.')
      return false
    }
    return (await attempt(act.say({ channel: conversation.id, text, threadTs: root.ts }))) !== undefined
  }

  return (
    <aside className="pane thread" aria-label="Thread">
      <header className="pane-head">
        <h2>Thread</h2>
        <span className="pane-members">{place}</span>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={onClose}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      <MessageList
        messages={[root, ...replies]}
        label="Messages in this thread"
        row={(message, joined) => (
          <>
            <MessageRow message={message} conversation={conversation} joined={joined && message !== root} />
            {message === root && replies.length > 0 && (
              <p className="thread-count">{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</p>
            )}
          </>
        )}
      />
      {me.isDeactivated ? <AccountOff /> : <Composer label="Reply in thread" onSend={send} focus />}
    </aside>
  )
}
