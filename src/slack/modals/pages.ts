// Words that take more than one view of Slack's: the page that is shown, and the way to the others.
import type { KnownBlock } from '@slack/types'
import type { Strings } from '../../locales/en.ts'
import { actions, button, context } from '../views/blocks.ts'

/** Slack shows 100 blocks in a modal; some are kept for what it is called, and for turning pages. */
export const mostBlocksOfPage = 96

/** The page that there is, counted from 0, where another was asked for. */
export const nearest = (page: number, pages: number): number =>
  Math.min(Math.max(page, 0), Math.max(pages - 1, 0))

/** The ids of the two buttons, and what they carry for a page. */
export type Turns = { back: string; on: string; value: (page: number) => string }

/** Nothing where there is one page. */
export const turning = (
  page: number,
  pages: number,
  { back, on, value }: Turns,
  { ownWords: it }: Strings,
): KnownBlock[] =>
  pages <= 1
    ? []
    : [
        context(it.page(page + 1, pages)),
        actions(
          ...(page > 0 ? [button(back, it.back, { value: value(page - 1) })] : []),
          ...(page < pages - 1 ? [button(on, it.on, { value: value(page + 1) })] : []),
        ),
      ]
