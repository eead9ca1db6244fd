// All partnerships of a leader's in a window, where their Home has no room for them.
import type { ModalView } from '@slack/types'
import type { LeaderHome } from '../../flows/read-home.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, plain, section } from '../views/blocks.ts'
import { firstInView } from '../views/fitting.ts'
import { partnershipsOf } from '../views/home-sharing.ts'

/** Slack shows 100 blocks in a window, and one may say that there are more. */
const mostBlocks = 99

export const sharingModal = (leader: Pick<LeaderHome, 'stage' | 'partnerships'>, say: Strings): ModalView => {
  const all = partnershipsOf(leader, say)
  const shown = firstInView(all, mostBlocks)
  const rest = all.length - shown.length
  return {
    type: 'modal',
    callback_id: modalIds.sharing,
    title: plain(say.home.sharingTitle),
    close: plain(say.trouble.close),
    // Whoever has left, and stopped the last of them, sees that it is done.
    blocks: [
      ...(all.length === 0 ? [section(say.home.noPartnership)] : []),
      ...shown.flat(),
      ...(rest > 0 ? [context(say.adminPartnerships.more(rest))] : []),
    ],
  }
}
