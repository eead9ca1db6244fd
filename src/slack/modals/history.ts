// One's own history: searched, of one concept, a page at a time. What was searched for travels with the window.
import type { KnownBlock, ModalView } from '@slack/types'
import type { HistoryPage, HistoryWish } from '../../domain/history.ts'
import { concepts } from '../../domain/model.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import { actions, button, context, divider, input, option, ownText, plain, section } from '../views/blocks.ts'
import { day } from '../views/dates.ts'
import { chosen, type Values, written } from './values.ts'

/** Slack keeps 3,000 characters with a window. */
const longestSearch = 200

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
    private_metadata: JSON.stringify({ ...wish, page: found.page }),
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

/** What is asked for now, from what the window held and what its fields hold. */
export const readWish = (about: string, values: Values): HistoryWish => {
  const before: HistoryWish = JSON.parse(about)
  const concept = chosen(values, 'concept')
  return {
    search: (written(values, 'search') ?? '').slice(0, longestSearch),
    concept:
      concept === 'all' || concept === 'none'
        ? concept
        : (concepts.find((it) => it === concept) ?? before.concept),
    page: before.page,
  }
}

const entry = (
  { reflection, at, concept, asked, excerpt }: HistoryPage['entries'][number],
  say: Strings,
): KnownBlock[] => [
  context(
    [day(at), concept ? say.concepts[concept] : say.ownWords.free, asked && ownText(asked)]
      .filter(Boolean)
      .join(' · '),
  ),
  section(ownText(excerpt), button(ids.changeReply, say.receipt.open, { value: reflection })),
  divider,
]

const pages = ({ page, pages: all }: HistoryPage, { history }: Strings): KnownBlock[] => {
  const buttons = [
    ...(page > 0 ? [button(ids.newerHistory, history.newer)] : []),
    ...(page < all - 1 ? [button(ids.olderHistory, history.older)] : []),
  ]
  return buttons.length > 0 ? [actions(...buttons)] : []
}
