// What each person has already seen, for as long as the page is open.
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { useWorkspace } from './workspace.tsx'

/** By person and conversation: the `ts` of the newest message that was on screen. */
type ReadTo = Record<string, string>
type Unread = { readTo: ReadTo; setReadTo: (change: (before: ReadTo) => ReadTo) => void }

const UnreadContext = createContext<Unread>({ readTo: {}, setReadTo: () => {} })

/** Stands outside the workspace, because it remembers while one changes seats. */
export const UnreadProvider = ({ children }: { children: ReactNode }) => {
  const [readTo, setReadTo] = useState<ReadTo>({})
  return <UnreadContext value={{ readTo, setReadTo }}>{children}</UnreadContext>
}

/** How many messages of others came since this person last looked at the conversation. */
export const useUnreadCount = (conversation: string): number => {
  const { seat, me } = useWorkspace()
  const seen = use(UnreadContext).readTo[`${me.id} ${conversation}`] ?? ''
  return (seat.messages[conversation] ?? []).filter((it) => it.user !== me.id && it.ts > seen).length
}

/** What is on screen counts as read. */
export const useReading = (conversation: string) => {
  const { seat, me } = useWorkspace()
  const { setReadTo } = use(UnreadContext)
  const newest = seat.messages[conversation]?.at(-1)?.ts
  useEffect(() => {
    if (newest) setReadTo((before) => ({ ...before, [`${me.id} ${conversation}`]: newest }))
  }, [setReadTo, me.id, conversation, newest])
}
