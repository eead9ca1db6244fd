// The page: a rail of people and conversations, the conversation one looks at, and what opens beside or above it.
import { useCallback, useEffect, useState } from 'react'
import type { World } from '../page-api.ts'
import { TopBar } from './clock.tsx'
import { ConfirmProvider } from './confirm.tsx'
import { ConversationPane } from './conversation.tsx'
import { Modals } from './modal.tsx'
import { Rail } from './rail.tsx'
import { goTo, type Route, replaceWith, useRoute } from './route.ts'
import { ThreadPane } from './thread.tsx'
import { ToastProvider, Toasts, useToast } from './toast.tsx'
import { UnreadProvider } from './unread.tsx'
import { useWorkspace, WorkspaceProvider } from './workspace.tsx'

export const App = () => (
  <ToastProvider>
    <UnreadProvider>
      <Seated />
    </UnreadProvider>
  </ToastProvider>
)

const Seated = () => {
  const route = useRoute()
  const toast = useToast()
  const sitSomewhere = useCallback((world: World) => {
    const [first] = world.people.filter((it) => !it.isAdmin)
    if (first) replaceWith({ person: first.id, place: 'dm' })
  }, [])
  return (
    <WorkspaceProvider person={route.person} onSentence={toast} onNobody={sitSomewhere} waiting={<Waiting />}>
      <ConfirmProvider>
        <Shell route={route} />
      </ConfirmProvider>
    </WorkspaceProvider>
  )
}

const Shell = ({ route }: { route: Route }) => {
  const { seat, dm, me, world } = useWorkspace()
  const [railOpen, setRailOpen] = useState(false)
  const inDm = route.place === 'dm' || route.place === 'home' || route.place === dm?.id
  const conversation = inDm ? dm : seat.conversations.find((it) => it.id === route.place)
  const thread = conversation && seat.messages[conversation.id]?.find((it) => it.ts === route.thread)

  useEffect(() => {
    document.title = `${conversation?.kind === 'channel' ? `#${conversation.name}` : world.bot.name}, as ${me.name}`
  }, [conversation, world.bot.name, me.name])

  return (
    <div className="shell" data-rail={railOpen ? 'open' : 'closed'} data-thread={thread ? 'open' : 'closed'}>
      <TopBar railOpen={railOpen} onRail={() => setRailOpen(!railOpen)} />
      <Rail place={inDm ? 'dm' : route.place} onChosen={() => setRailOpen(false)} />
      {railOpen && <div className="rail-veil" onClick={() => setRailOpen(false)} aria-hidden="true" />}
      {conversation ? (
        <ConversationPane
          key={`${me.id} ${conversation.id}`}
          conversation={conversation}
          tab={route.place === 'home' ? 'home' : 'messages'}
        />
      ) : (
        <main className="pane pane-empty">
          <p>This conversation is not one of {me.name}'s. Choose another on the left.</p>
        </main>
      )}
      {thread && (
        <ThreadPane
          key={`${me.id} ${thread.ts}`}
          conversation={conversation}
          root={thread}
          onClose={() => goTo({ person: me.id, place: route.place })}
        />
      )}
      <Modals />
      {seat.modals.length === 0 && <Toasts />}
    </div>
  )
}

const Waiting = () => (
  <main className="waiting" aria-busy="true">
    <p>Opening the practice workspace…</p>
  </main>
)
