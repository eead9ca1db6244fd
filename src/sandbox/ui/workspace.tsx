// The practice workspace as this page knows it: read from the server, read again on every change, and
// offered to every component through one context. Nothing here is kept beyond the page's life.
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Conversation, Person, Seat, World } from '../page-api.ts'
import { type Answer, actAs, listen, readSeat, readWorld } from './api.ts'

export type Workspace = {
  world: World
  seat: Seat
  me: Person
  dm: Conversation | undefined
  act: ReturnType<typeof actAs>
  /** Awaits an action, shows its refusal as a toast, reads the seat again; answers the value, or undefined. */
  attempt: <T>(action: Promise<Answer<T>>) => Promise<T | undefined>
  refresh: () => Promise<void>
  say: (sentence: string) => void
  /** Others whose screens changed since one last sat in their seat. */
  stirred: ReadonlySet<string>
  reachable: boolean
  nameOf: (user: string) => string
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined)

export const useWorkspace = (): Workspace => {
  const workspace = use(WorkspaceContext)
  if (!workspace) throw new Error('useWorkspace is only for what stands inside WorkspaceProvider')
  return workspace
}

type Props = {
  person: string | undefined
  onSentence: (sentence: string) => void
  /** Called when the hash names nobody who lives here. */
  onNobody: (world: World) => void
  waiting: ReactNode
  children: ReactNode
}

export const WorkspaceProvider = ({ person, onSentence, onNobody, waiting, children }: Props) => {
  const { world, seat, openedAt, stirred, reachable, refresh } = useLive(person, onNobody)

  const attempt = useCallback(
    async <T,>(action: Promise<Answer<T>>): Promise<T | undefined> => {
      const answer = await action
      if (!answer.ok) onSentence(answer.error)
      await refresh()
      return answer.ok ? answer.value : undefined
    },
    [refresh, onSentence],
  )

  const workspace = useMemo((): Workspace | undefined => {
    if (!world || !seat || openedAt === undefined) return undefined
    const names = new Map([
      ...world.people.map((it) => [it.id, it.name] as const),
      [world.bot.user, world.bot.name],
      ['USLACKBOT', 'Slackbot'],
    ])
    return {
      world,
      seat: withoutOldEphemerals(seat, openedAt),
      me: seat.person,
      dm: seat.conversations.find((it) => it.kind === 'dm'),
      act: actAs(seat.person.id),
      attempt,
      refresh,
      say: onSentence,
      stirred,
      reachable,
      nameOf: (user) => names.get(user) ?? user,
    }
  }, [world, seat, openedAt, attempt, refresh, onSentence, stirred, reachable])

  if (!workspace) return waiting
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
}

/**
 * What only one person sees does not survive a reload of the page, nor a change of machine.
 * https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
const withoutOldEphemerals = (seat: Seat, openedAt: number): Seat => ({
  ...seat,
  messages: Object.fromEntries(
    Object.entries(seat.messages).map(([channel, messages]) => [
      channel,
      messages.filter((it) => !it.ephemeral || Number(it.ts) * 1000 >= openedAt),
    ]),
  ),
})

/** How long changes are gathered before they are read (ms): too short to be seen. */
const breath = 100

/** Reads world and seat now and on every change. While one reading runs, any number of changes ask for one more. */
const useLive = (person: string | undefined, onNobody: (world: World) => void) => {
  const [world, setWorld] = useState<World>()
  const [seat, setSeat] = useState<Seat>()
  // When the page was opened, by the practice workspace's own clock.
  const [openedAt, setOpenedAt] = useState<number>()
  const [stirred, setStirred] = useState<ReadonlySet<string>>(new Set())
  const [reachable, setReachable] = useState(true)
  const looking = useRef(person)
  looking.current = person

  const read = useCallback(async () => {
    const wanted = looking.current
    const [nextWorld, nextSeat] = await Promise.all([readWorld(), wanted ? readSeat(wanted) : undefined])
    if (!nextWorld.ok) return
    setWorld(nextWorld.value)
    setOpenedAt((before) => before ?? Date.parse(nextWorld.value.clock.now))
    if (looking.current !== wanted) return
    if (nextSeat?.ok) setSeat(nextSeat.value)
    else if (!nextWorld.value.people.some((it) => it.id === wanted)) onNobody(nextWorld.value)
  }, [onNobody])
  const refresh = useOneAtATime(read)

  useEffect(() => {
    const others = new Set<string>()
    let timer: number | undefined
    const look = () => {
      timer = undefined
      const seen = [...others].filter((it) => it !== looking.current)
      others.clear()
      if (seen.length > 0) setStirred((before) => new Set([...before, ...seen]))
      void refresh()
    }
    // A clock that moves on changes hundreds of things a second.
    const stop = listen(({ users }) => {
      if (users !== 'all') for (const user of users) others.add(user)
      timer ??= window.setTimeout(look, breath)
    }, setReachable)
    return () => {
      stop()
      window.clearTimeout(timer)
    }
  }, [refresh])
  useEffect(() => {
    setStirred((before) => new Set([...before].filter((it) => it !== person)))
    void refresh()
  }, [person, refresh])

  return { world, seat: seat?.person.id === person ? seat : undefined, openedAt, stirred, reachable, refresh }
}

/** Runs `work` never twice at once; a call made meanwhile resolves after one more run has seen what was new. */
const useOneAtATime = (work: () => Promise<void>) => {
  const running = useRef<Promise<void>>(undefined)
  const next = useRef<Promise<void>>(undefined)
  return useCallback((): Promise<void> => {
    const run = (): Promise<void> => {
      next.current = undefined
      running.current = work().finally(() => {
        running.current = undefined
      })
      return running.current
    }
    if (!running.current) return run()
    next.current ??= running.current.then(run, run)
    return next.current
  }, [work])
}
