// A leader's partnerships in their Home: whether they take part, what waits for their yes. Of many, the first few stand
// there, those with something waiting before the others, and all of them in a window.
import type { KnownBlock } from '@slack/types'
import type { LeaderHome } from '../../flows/read-home.ts'
import type { Strings } from '../../locales/en.ts'
import { ids } from '../action-ids.ts'
import { button, confirmation, divider, ownText, section } from './blocks.ts'

/** Slack shows 100 blocks in a Home, and a partnership takes two of them. */
const mostPartnerships = 6

export const sharing = (leader: LeaderHome, say: Strings): KnownBlock[] => {
  const { home } = say
  const all = partnershipsOf(leader, say)
  if (all.length === 0) return []
  const others = all.length - mostPartnerships
  return [
    divider,
    section(`*${home.partnerships}*`),
    ...all.slice(0, mostPartnerships).flat(),
    ...(others > 0
      ? [section(home.morePartnerships(others), button(ids.openSharing, home.allPartnerships))]
      : []),
  ]
}

/** Each partnership with what its leader can do there. Who has left can still stop what they began, and begins nothing new. */
export const partnershipsOf = (
  { stage, partnerships }: Pick<LeaderHome, 'stage' | 'partnerships'>,
  say: Strings,
): KnownBlock[][] =>
  partnerships
    .filter(({ optedIn }) => optedIn || stage !== 'left')
    .toSorted((a, b) => Number(b.waiting > 0) - Number(a.waiting > 0))
    .map((it) => partnership(it, say))

const partnership = (
  { id, name, optedIn, waiting }: LeaderHome['partnerships'][number],
  say: Strings,
): KnownBlock[] => {
  const { home } = say
  return [
    optedIn
      ? section(
          home.optedIn(ownText(name)),
          button(ids.stopTakingPart, home.stop, { value: id, confirm: confirmation(home.stopConfirm) }),
        )
      : section(home.optedOut(ownText(name)), button(ids.takePart, home.takePart, { value: id })),
    ...(waiting > 0
      ? [
          section(
            home.waiting(waiting),
            button(ids.openPreview, say.digest.openPreview, { value: id, style: 'primary' }),
          ),
        ]
      : []),
  ]
}
