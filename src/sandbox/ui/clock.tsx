// The top bar: what time it is in the practice workspace, the buttons that move it on, and how things stand.
import { useState } from 'react'
import type { MoveClock } from '../page-api.ts'
import { moveClock, setLimits } from './api.ts'
import { BalconySign } from './avatar.tsx'
import { dayAndTime } from './dates.ts'
import { askForIntro } from './intro.tsx'
import { useWorkspace } from './workspace.tsx'

type Props = { railOpen: boolean; onRail: () => void }

export const TopBar = ({ railOpen, onRail }: Props) => {
  const { world } = useWorkspace()
  return (
    <header className="top">
      <button
        type="button"
        className="icon-button top-rail"
        aria-label="People and conversations"
        aria-expanded={railOpen}
        aria-controls="rail"
        onClick={onRail}
      >
        <span aria-hidden="true">☰</span>
      </button>
      <h1 className="brand">
        <BalconySign />
        <span>
          {world.bot.name} <span className="brand-what">practice workspace</span>
        </span>
      </h1>
      <Clock />
      <Standing />
    </header>
  )
}

const moves: { to: Extract<MoveClock['to'], string>; label: string }[] = [
  { to: 'next-prompt', label: 'Next prompt' },
  { to: 'next-week', label: 'Next week' },
  { to: 'next-digest', label: 'Next digest' },
]

const Clock = () => {
  const { world, me, attempt } = useWorkspace()
  const [going, setGoing] = useState<MoveClock['to']>()
  const moving = going !== undefined || world.clock.moving
  const move = async (to: MoveClock['to']) => {
    if (moving) return
    setGoing(to)
    await attempt(moveClock({ to }))
    setGoing(undefined)
  }
  return (
    <section className="clock" aria-label="The practice workspace's clock" aria-busy={moving}>
      <p className="clock-now" title={`In ${me.name}'s time zone, ${me.tz}`}>
        <span className="unseen">It is </span>
        <time dateTime={world.clock.now}>{dayAndTime(new Date(world.clock.now), me.tz)}</time>
      </p>
      <div className="clock-moves" role="toolbar" aria-label="Move the clock to">
        {moves.map(({ to, label }) => (
          <button
            key={to}
            type="button"
            className="button button-small"
            aria-disabled={moving}
            aria-busy={going === to}
            onClick={() => void move(to)}
          >
            {label}
          </button>
        ))}
      </div>
      <span className="clock-busy" role="status">
        {moving && <span className="unseen">The clock is moving</span>}
      </span>
    </section>
  )
}

const Standing = () => {
  const { world, reachable, attempt } = useWorkspace()
  const connected = reachable && world.connected
  return (
    <div className="standing">
      <span className={connected ? 'standing-dot standing-on' : 'standing-dot'} aria-hidden="true" />
      <span role="status">
        {!reachable ? 'Looking for the workspace…' : connected ? 'Connected' : `${world.bot.name} is away`}
      </span>
      <label className="standing-limits" title="Apply Slack's own rate limits to the app">
        <input
          type="checkbox"
          checked={world.limits}
          onChange={({ target }) => void attempt(setLimits({ on: target.checked }))}
        />
        Slack's limits
      </label>
      <button type="button" className="icon-button" aria-label="What is this?" onClick={askForIntro}>
        <span aria-hidden="true">?</span>
      </button>
    </div>
  )
}
