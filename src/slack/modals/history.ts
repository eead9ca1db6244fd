// One's own history: searched, of one concept, a page at a time. What was searched for travels with the window, and
// with those that are opened from it.
import type { KnownBlock, ModalView } from '@slack/types'
import { type HistoryPage, HistoryWish, longestSearch } from '../../domain/history.ts'
import { concepts } from '../../domain/model.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import { actions, button, context, divider, input, option, ownText, plain, section } from '../views/blocks.ts'
import { day } from '../views/dates.ts'
import { chosen, type Values, written } from './values.ts'

export const everything: HistoryWish = { search: '', concept: 'all', page: 0 }

export const historyModal = (found: HistoryPage, wish: HistoryWish, say: Strings): ModalView => {
  const it = say.history
  const options = [
    option('all', it.all),
    ...concepts.map((one) => option(one, say.concepts[one])),
    option('none', it.none),
  ]
  const isAll = wish.search === '' && wish.concept === 'all'
  return {
    type: 'modal',
    callback_id: modalIds.history,
    private_metadata: JSON.stringify({ history: { ...wish, page: found.page } }),
    title: plain(it.title),
    submit: plain(it.show),
    close: plain(it.close),
    blocks: [
      {
        ...input(
          'search',
          it.search,
          {
            type: 'plain_text_input',
            action_id: ids.searchHistory,
            max_length: longestSearch,
            ...(wish.search && { initial_value: wish.search }),
          },
          { optional: true },
        ),
        dispatch_action: true,
      },
      {
        ...section(it.concept, {
          type: 'static_select',
          action_id: ids.filterHistory,
          options,
          initial_option: options.find(({ value }) => value === wish.concept),
        }),
        block_id: 'concept',
      },
      ...(found.found === 0
        ? [section(isAll ? it.empty : it.nothing)]
        : [
            context(it.found(found.found, found.page + 1, found.pages)),
            ...found.entries.flatMap((one) => entry(one, say)),
            ...pages(found, say),
          ]),
    ],
  }
}

/** What was looked for in the history that this window is, or was opened from; undefined where it was not. */
export const wishIn = (about: string): HistoryWish | undefined => {
  const { history } = JSON.parse(about || '{}')
  return history && HistoryWish.parse(history)
}

/**
 * What is asked for now: so many pages further, or the first page of something else, since what stands in the fields
 * counts whatever is pressed.
 */
export const readWish = (about: string, values: Values, turn = 0): HistoryWish => {
  const before = wishIn(about) ?? everything
  const now = HistoryWish.parse({
    search: written(values, 'search')?.trim(),
    concept: chosen(values, 'concept'),
    page: before.page + turn,
  })
  return now.search === before.search && now.concept === before.concept ? now : { ...now, page: 0 }
}

const entry = (
  {
    reflection,
    at,
    concept,
    asked,
    excerpt,
    isShared,
    isSetAside,
    lacksWords,
  }: HistoryPage['entries'][number],
  say: Strings,
): KnownBlock[] => {
  const head = [
    day(at),
    concept ? say.concepts[concept] : say.ownWords.free,
    isShared && say.history.shared,
    isSetAside && say.history.setAside,
    lacksWords && say.history.lacksWords,
  ]
  return [
    context(head.filter(Boolean).join(' · '), ...(asked ? [ownText(asked)] : [])),
    section(ownText(excerpt) || '…', button(ids.changeReply, say.receipt.open, { value: reflection })),
    divider,
  ]
}

const pages = ({ page, pages: all }: HistoryPage, { history }: Strings): KnownBlock[] => {
  const buttons = [
    ...(page > 0 ? [button(ids.newerHistory, history.newer)] : []),
    ...(page < all - 1 ? [button(ids.olderHistory, history.older)] : []),
  ]
  return buttons.length > 0 ? [actions(...buttons)] : []
}
