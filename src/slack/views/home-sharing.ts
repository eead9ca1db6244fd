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
    .toSorted((a, b) => urgency(b) - urgency(a))
    .map((it) => partnership(it, say))

type Partnership = LeaderHome['partnerships'][number]

const urgency = ({ waiting, agreed }: Partnership): number => (waiting > 0 ? 2 : agreed > 0 ? 1 : 0)

const partnership = (it: Partnership, say: Strings): KnownBlock[] => {
  const { id, name, optedIn } = it
  const { home } = say
  return [
    optedIn
      ? section(
          home.optedIn(ownText(name)),
          button(ids.stopTakingPart, home.stop, { value: id, confirm: confirmation(home.stopConfirm) }),
        )
      : section(home.optedOut(ownText(name)), button(ids.takePart, home.takePart, { value: id })),
    ...toLookAt(it, say),
  ]
}

// One button for all of it: what they agreed to is shown below what waits.
const toLookAt = ({ id, waiting, agreed }: Partnership, { home, digest }: Strings): KnownBlock[] => {
  if (waiting > 0) {
    const says = [home.waiting(waiting), ...(agreed > 0 ? [home.agreedToo(agreed)] : [])].join(' ')
    return [section(says, button(ids.openPreview, digest.openPreview, { value: id, style: 'primary' }))]
  }
  return agreed > 0
    ? [section(home.agreed(agreed), button(ids.openPreview, digest.openAgreed, { value: id }))]
    : []
}
