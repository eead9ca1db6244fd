// The left rail: whose eyes one looks through, and their conversations.
import { useRef } from 'react'
import type { Person } from '../page-api.ts'
import { AccountMenu } from './account.tsx'
import { Avatar } from './avatar.tsx'
import { linkTo } from './route.ts'
import { useUnreadCount } from './unread.tsx'
import { useWorkspace } from './workspace.tsx'

type Props = { place: string; onChosen: () => void }

export const Rail = ({ place, onChosen }: Props) => {
  const { seat, world, me, dm } = useWorkspace()
  const channels = seat.conversations.filter((it) => it.kind === 'channel')
  return (
    <aside className="rail" id="rail" aria-label="People and conversations">
      <PersonSwitcher onChosen={onChosen} />
      <nav className="rail-scroll" aria-label="Conversations">
        <h2 className="rail-title">Apps</h2>
        <ul>
          {dm && (
            <Place id={dm.id} to="dm" current={place} onChosen={onChosen}>
              <Avatar user={world.bot.user} size="small" />
              <span className="rail-name">{world.bot.name}</span>
            </Place>
          )}
        </ul>
        <h2 className="rail-title">Channels</h2>
        {channels.length === 0 && <p className="rail-none">{me.name} is in no channel.</p>}
        <ul>
          {channels.map(({ id, name, isPrivate }) => (
            <Place key={id} id={id} to={id} current={place} onChosen={onChosen}>
              <ChannelSign isPrivate={isPrivate} />
              <span className="rail-name">{name}</span>
            </Place>
          ))}
        </ul>
      </nav>
    </aside>
  )
}

export const ChannelSign = ({ isPrivate }: { isPrivate: boolean }) =>
  isPrivate ? (
    <svg className="channel-sign" viewBox="0 0 16 16" role="img" aria-label="Private channel">
      <rect x="3" y="7" width="10" height="6.5" rx="1.2" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </svg>
  ) : (
    <svg className="channel-sign" viewBox="0 0 16 16" role="img" aria-label="Channel">
      <path d="M6.5 2.5 5 13.5M11 2.5 9.5 13.5M2.8 6h11M2.2 10h11" />
    </svg>
  )

type PlaceProps = { id: string; to: string; current: string; onChosen: () => void; children: React.ReactNode }

const Place = ({ id, to, current, onChosen, children }: PlaceProps) => {
  const { me } = useWorkspace()
  const unread = useUnreadCount(id)
  const here = to === current
  return (
    <li>
      <a
        className={unread > 0 && !here ? 'rail-place rail-unread' : 'rail-place'}
        href={linkTo({ person: me.id, place: to })}
        aria-current={here ? 'page' : undefined}
        onClick={onChosen}
      >
        {children}
        {unread > 0 && !here && (
          <span className="rail-count">
            {unread}
            <span className="unseen"> unread</span>
          </span>
        )}
      </a>
    </li>
  )
}

const PersonSwitcher = ({ onChosen }: { onChosen: () => void }) => {
  const { me, world, stirred } = useWorkspace()
  const people = useRef<HTMLUListElement>(null)
  const someoneElse = world.people.some((it) => stirred.has(it.id))
  const choose = () => {
    people.current?.hidePopover()
    onChosen()
  }
  return (
    <div className="switcher">
      <button type="button" className="switcher-button" popoverTarget="people">
        <Avatar user={me.id} />
        <span className="switcher-who">
          <span className="switcher-are">You are:</span> <PersonLine person={me} />
        </span>
        {someoneElse && <span className="switcher-dot" title="Something is new for someone else" />}
        <span className="switcher-arrow" aria-hidden="true" />
      </button>
      <AccountMenu />
      <ul className="people" id="people" popover="auto" aria-label="Be someone else" ref={people}>
        {world.people.map((person) => (
          <li key={person.id}>
            <a
              href={linkTo({ person: person.id, place: 'dm' })}
              aria-current={person.id === me.id ? 'true' : undefined}
              onClick={choose}
            >
              <Avatar user={person.id} />
              <span className="switcher-who">
                <PersonLine person={person} />
              </span>
              {stirred.has(person.id) && (
                <span className="people-new">
                  new<span className="unseen"> for them</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const PersonLine = ({ person }: { person: Person }) => (
  <>
    <span className="switcher-name">{person.name}</span>
    <span className="switcher-job">
      {person.isAdmin && <span className="tag">admin</span>}
      {person.isDeactivated && <span className="tag tag-off">deactivated</span>}
      {person.title}
    </span>
  </>
)
