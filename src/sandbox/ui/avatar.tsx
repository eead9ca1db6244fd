// A person's initials on a colour that stays theirs; the app has a sign of its own.
import { useWorkspace } from './workspace.tsx'

type Props = { user: string; size?: 'small' | 'medium' }

export const Avatar = ({ user, size = 'medium' }: Props) => {
  const { world, nameOf } = useWorkspace()
  const look = `avatar avatar-${size}`
  if (user === world.bot.user) {
    return (
      <span className={`${look} avatar-app`} aria-hidden="true">
        <BalconySign />
      </span>
    )
  }
  const place = world.people.findIndex((it) => it.id === user)
  return (
    <span
      className={look}
      style={{ '--hue': (place * 47 + 20) % 360 } as React.CSSProperties}
      aria-hidden="true"
    >
      {initialsOf(nameOf(user))}
    </span>
  )
}

export const BalconySign = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M6.5 12.5V10a5.5 5.5 0 0 1 11 0v2.5" />
    <path d="M4.5 13h15M5.5 19.5h13M7.5 13v6.5M10.5 13v6.5M13.5 13v6.5M16.5 13v6.5" />
  </svg>
)

const initialsOf = (name: string): string => {
  const words = name.replace(/^(Dr|Mr|Mrs|Ms|Mx|Prof|Sir|Dame)\.?\s+/, '').split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((it) => it?.charAt(0) ?? '').join('')
}
