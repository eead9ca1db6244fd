// A leader's own month with its words, for their eyes only: all of it, on as many pages as it takes.
import type { KnownBlock, ModalView } from '@slack/types'
import type { OwnMonth, OwnWords, ThenAndNow } from '../../domain/digest.ts'
import type { Month } from '../../domain/model.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import { context, divider, header, lined, ownText, plain, section, sections } from '../views/blocks.ts'
import { dayOfMonth, monthName } from '../views/dates.ts'
import { aboutChallenge, howMany, howPlansWent, inOrder, inWords, spanOf } from '../views/digest.ts'
import { pagesOf } from '../views/fitting.ts'
import { mostBlocksOfPage, nearest, turning } from './pages.ts'

/** `page` counts from 0, and is the nearest that there is; without a month none is kept. */
export const wordsModal = (month: Month, it: OwnMonth | undefined, say: Strings, page = 0): ModalView => {
  const pages = pagesOf(
    it && it.replies > 0 ? [...inShort(it, say), ...replies(it, say)] : [],
    mostBlocksOfPage,
  )
  const at = nearest(page, pages.length)
  const shown = pages[at]
  return {
    type: 'modal',
    callback_id: modalIds.words,
    title: plain(say.ownWords.title),
    close: plain(say.ownWords.close),
    blocks: [
      context(it ? `*${monthName(month)}* · ${spanOf(it, say)}` : monthName(month)),
      ...(shown?.flat() ?? [section(say.ownWords.none)]),
      ...turning(at, pages.length, { ...turns, value: (page) => `${month}/${page}` }, say),
    ],
  }
}

/** Which page a button asks for: `2026-01/2`. */
export const pageIn = (value: string): { month: string; page: number } => {
  const [month = '', page] = value.split('/')
  return { month, page: Number(page) || 0 }
}

const turns = { back: ids.wordsBack, on: ids.wordsOn }

const inShort = (it: OwnMonth, say: Strings): KnownBlock[][] => [
  [section(`${howMany(it, say)} ${inWords(it, say)}`)],
  ...(it.plans.length > 0
    ? [
        [
          section(howPlansWent(it.plans, say)),
          ...it.plans.flatMap(({ words, is }) =>
            words
              ? sections(
                  words,
                  first((text) => say.ownWords.plan(text, say.digest.planIs[is])),
                )
              : [],
          ),
        ],
      ]
    : []),
  lined(it.challenges.map((one) => aboutChallenge(one, say))),
  ...(it.thenAndNow ? [sideBySide(it.thenAndNow, say)] : []),
  [section(say.digest.question(it.replies, it.level === 'citizen')), divider],
]

const sideBySide = ({ concept, monthsAgo, earlier, now }: ThenAndNow, say: Strings): KnownBlock[] => {
  const it = say.digest.thenAndNow
  return [
    section(it.title(say.concepts[concept])),
    context(it.earlier(dayOfMonth(earlier.on), it.ago[monthsAgo])),
    ...sections(earlier.words ?? ''),
    context(it.now(dayOfMonth(now.on))),
    ...sections(now.words ?? ''),
  ]
}

const replies = ({ words = [] }: OwnMonth, say: Strings): KnownBlock[][] =>
  inOrder(words).flatMap(({ concept, its }) =>
    its.map((one, i) => [
      ...(i === 0 ? [header(concept ? say.concepts[concept] : say.ownWords.free)] : []),
      ...oneReply(one, say),
    ]),
  )

const oneReply = ({ on, asked, words, soWhat, nowWhat }: OwnWords, say: Strings): KnownBlock[] => [
  context(asked ? `${dayOfMonth(on)} · ${ownText(asked)}` : dayOfMonth(on)),
  ...sections(words),
  ...(soWhat ? sections(soWhat, first(say.ownWords.soWhat)) : []),
  ...(nowWhat ? sections(nowWhat, first(say.ownWords.nowWhat)) : []),
  divider,
]

const first =
  (head: (text: string) => string) =>
  (part: string, place: number): string =>
    place === 0 ? head(ownText(part)) : ownText(part)
