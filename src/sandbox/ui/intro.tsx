// What a newcomer is told, in the page and not in a message: what this is, and three things to try.
import { useSyncExternalStore } from 'react'
import { linkTo } from './route.ts'
import { useWorkspace } from './workspace.tsx'

export const Intro = () => {
  const { world, me } = useWorkspace()
  const dismissed = useSyncExternalStore(onAsked, isDismissed)
  if (dismissed) return null
  return (
    <section className="intro" aria-labelledby="intro-title">
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => remember(true)}>
        <span aria-hidden="true">×</span>
      </button>
      <h2 id="intro-title">A place to practise</h2>
      <p>
        This is a make-believe Slack on your own machine, where invented people meet {world.bot.name}, which
        asks each of them one good question a week. Nothing you do here reaches anyone, so be whoever you like
        and move time on as you please.
      </p>
      <ol>
        <li>Answer this week’s question below, with its button or just by typing.</li>
        <li>
          Press <b>Next digest</b> above for a look back at your month, and once more for the one that your
          partnership’s channel gets.
        </li>
        <li>
          Be someone else, top left: a colleague who shares, or the one who is{' '}
          <span className="tag">admin</span>, and see what their{' '}
          <a href={linkTo({ person: me.id, place: 'home' })}>Home</a> shows of you.
        </li>
      </ol>
    </section>
  )
}

export const askForIntro = () => remember(false)

const key = 'balcony-intro-dismissed'
const askers = new Set<() => void>()

const isDismissed = () => localStorage.getItem(key) === 'yes'

const remember = (dismissed: boolean) => {
  localStorage.setItem(key, dismissed ? 'yes' : 'no')
  for (const tell of askers) tell()
}

const onAsked = (tell: () => void) => {
  askers.add(tell)
  return () => {
    askers.delete(tell)
  }
}
