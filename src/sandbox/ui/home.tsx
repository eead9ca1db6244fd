// The app's Home tab. Slack tells the app whenever someone opens it, and so does this.
import { useEffect, useState } from 'react'
import type { OpenView } from '../page-api.ts'
import { Blocks } from './blocks.tsx'
import { useSurface } from './surface.ts'
import { useWorkspace } from './workspace.tsx'

export const Home = () => {
  const { seat, me, act, attempt, world } = useWorkspace()
  const [late, setLate] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: once each time it is shown to someone
  useEffect(() => {
    void attempt(act.openHome())
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [me.id])

  if (!seat.home) {
    return (
      <p className="messages-none">{late ? `${world.bot.name} has put nothing here.` : 'Opening Home…'}</p>
    )
  }
  return <HomeView key={seat.home.id} view={seat.home} />
}

const HomeView = ({ view }: { view: OpenView }) => {
  const surface = useSurface({ at: { view: view.id }, blocks: view.blocks, held: view.state?.values })
  return (
    <div className="home">
      <Blocks blocks={view.blocks} surface={surface} />
    </div>
  )
}

/** How long the app may take to fill its Home before one is told that it is empty. */
const patienceMs = 3_000
