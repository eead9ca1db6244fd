// What one may do with a message: answer it, change one's own, and whatever the app offers on every message.
import { useId } from 'react'
import type { Conversation, Message } from '../page-api.ts'
import { useConfirm } from './confirm.tsx'
import { useWorkspace } from './workspace.tsx'

type Props = {
  message: Message
  conversation: Conversation
  onEdit: () => void
  /** Absent in a thread, where there is none to open. */
  onThread?: () => void
}

export const MessageMenu = ({ message, conversation, onEdit, onThread }: Props) => {
  const { act, attempt, me, world } = useWorkspace()
  const confirm = useConfirm()
  const mine = message.user === me.id
  const at = { channel: conversation.id, ts: message.ts }
  const offersShortcuts = world.shortcuts.length > 0 && !isStone(message)
  const remove = async () => {
    if (await confirm(deletion)) await attempt(act.delete(at))
  }
  if (me.isDeactivated || (!mine && !onThread && !offersShortcuts)) return null
  return (
    <div className="message-menu" role="toolbar" aria-label="What to do with this message">
      {onThread && (
        <button type="button" onClick={onThread}>
          Reply in thread
        </button>
      )}
      {mine && (
        <button type="button" onClick={onEdit}>
          Edit
        </button>
      )}
      {mine && (
        <button type="button" onClick={() => void remove()}>
          Delete
        </button>
      )}
      {offersShortcuts && <Shortcuts at={at} />}
    </div>
  )
}

/** What is left of a message that was deleted although others had answered it. */
export const isStone = ({ user }: Message): boolean => user === 'USLACKBOT'

const Shortcuts = ({ at }: { at: { channel: string; ts: string } }) => {
  const { act, attempt, world } = useWorkspace()
  const id = useId()
  return (
    <>
      <button type="button" aria-label="More to do with this message" popoverTarget={id}>
        <span aria-hidden="true">⋯</span>
      </button>
      <ul className="menu" id={id} popover="auto">
        {world.shortcuts.map(({ callbackId, name }) => (
          <li key={callbackId}>
            <button
              type="button"
              popoverTarget={id}
              popoverTargetAction="hide"
              onClick={() => void attempt(act.shortcut({ callbackId, ...at }))}
            >
              {name} <span className="menu-app">{world.bot.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

const deletion = {
  title: { type: 'plain_text', text: 'Delete message' },
  text: { type: 'plain_text', text: 'Delete this message? It cannot be undone.' },
  confirm: { type: 'plain_text', text: 'Delete' },
  deny: { type: 'plain_text', text: 'Cancel' },
  style: 'danger',
} as const
