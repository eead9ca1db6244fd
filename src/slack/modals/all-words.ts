// All the words of a partnership's digest, for whoever can read its channel, on as many pages as they take.
import type { ModalView } from '@slack/types'
import type { AllWords } from '../../flows/read-all-words.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import { context, ownText, plain, section } from '../views/blocks.ts'
import { monthName } from '../views/dates.ts'
import { piecesOf } from '../views/edition.ts'
import { pagesOf } from '../views/fitting.ts'
import { mostBlocksOfPage, nearest, turning } from './pages.ts'

/** `page` counts from 0, and is the nearest that there is. */
export const allWordsModal = (
  { partnership, name, month, shared }: AllWords,
  say: Strings,
  page = 0,
): ModalView => {
  const it = say.edition.allWords
  const groups = piecesOf(shared, say).map(({ blocks }) => blocks)
  const pages = pagesOf(groups, mostBlocksOfPage)
  const at = nearest(page, pages.length)
  const value = (of: number) => JSON.stringify({ partnership, month, page: of })
  return {
    type: 'modal',
    callback_id: modalIds.allWords,
    title: plain(it.title),
    close: plain(it.close),
    blocks: [
      context(it.intro(ownText(name), monthName(month))),
      ...(pages[at]?.flat() ?? [section(it.none)]),
      ...turning(at, pages.length, { back: ids.allWordsBack, on: ids.allWordsOn, value }, say),
    ],
  }
}
