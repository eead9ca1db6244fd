// All programmes in a window, in pages: for those that Home has no room for, with the same buttons.
import type { ModalView } from '@slack/types'
import type { ProgrammeSeen } from '../../flows/read-programmes.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, modalIds } from '../action-ids.ts'
import { plain } from '../views/blocks.ts'
import { inOrder, programmeBlocks } from '../views/home-programmes.ts'
import { nearest, turning } from './pages.ts'

const mostOnPage = 30

export const programmesModal = (all: readonly ProgrammeSeen[], asked: number, say: Strings): ModalView => {
  const pages = Math.max(1, Math.ceil(all.length / mostOnPage))
  const page = nearest(asked, pages)
  const turns = { back: adminIds.programmesBack, on: adminIds.programmesOn, value: String }
  return {
    type: 'modal',
    callback_id: modalIds.programmes,
    private_metadata: String(page),
    title: plain(say.programmes.area),
    close: plain(say.trouble.close),
    blocks: [
      ...inOrder(all)
        .slice(page * mostOnPage, (page + 1) * mostOnPage)
        .flatMap((one) => programmeBlocks(one, say)),
      ...turning(page, pages, turns, say),
    ],
  }
}
