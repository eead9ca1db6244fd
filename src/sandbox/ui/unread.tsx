// What each person has already seen, for as long as the page is open.
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'
import { useWorkspace } from './workspace.tsx'

type Unread = { countIn: (conversation: string) => number; markRead: (conversation: string) => void }

const UnreadContext = createContext<Unread>({ countIn: () => 0, markRead: () => {} })

export const UnreadProvider = ({ children }: { children: ReactNode }) => {
  const { seat, me } = useWorkspace()
  const [readTo, setReadTo] = useState<Record<string, string>>({})

  const countIn = (conversation: string) => {
    const seen = readTo[`${me.id} ${conversation}`] ?? ''
    return (seat.messages[conversation] ?? []).filter((it) => it.user !== me.id && it.ts > seen).length
  }
  const markRead = useCallback(
    (conversation: string) => {
      const newest = seat.messages[conversation]?.at(-1)?.ts
      if (newest) setReadTo((before) => ({ ...before, [`${me.id} ${conversation}`]: newest }))
    },
    [seat, me.id],
  )
  return <UnreadContext value={{ countIn, markRead }}>{children}</UnreadContext>
}

export const useUnreadCount = () => use(UnreadContext).countIn

/** What is on screen counts as read. */
export const useReading = (conversation: string) => {
  const { markRead } = use(UnreadContext)
  useEffect(() => markRead(conversation), [markRead, conversation])
}
