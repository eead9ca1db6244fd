// A leader's own words of a month, for their eyes only.
import type { KnownBlock, ModalView } from '@slack/types'
import type { OwnWords } from '../../domain/digest.ts'
import { concepts, type Month } from '../../domain/model.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, divider, header, ownText, plain, section, sections } from '../views/blocks.ts'
import { day, monthName } from '../views/dates.ts'
import { firstInView } from '../views/fitting.ts'

/** Slack shows 100 blocks in a modal; two are kept for the month and for saying that there is more. */
const mostBlocks = 98

export const wordsModal = (month: Month, words: readonly OwnWords[], say: Strings): ModalView => {
  const it = say.ownWords
  const replies = [...concepts, undefined].flatMap((concept) =>
    words
      .filter((one) => one.concept === concept)
      .map((one, i) => [
        ...(i === 0 ? [header(concept ? say.concepts[concept] : it.free)] : []),
        ...oneReply(one, say),
      ]),
  )
  const shown = firstInView(replies, mostBlocks)
  const left = replies.length - shown.length
  return {
    type: 'modal',
    callback_id: modalIds.words,
    title: plain(it.title),
    close: plain(it.close),
    blocks: [
      context(monthName(month)),
      ...(words.length === 0 ? [section(it.none)] : shown.flat()),
      ...(left > 0 ? [context(it.more(left))] : []),
    ],
  }
}

const oneReply = ({ at, asked, words, soWhat, nowWhat }: OwnWords, say: Strings): KnownBlock[] => [
  context(asked ? `${day(at)} · ${ownText(asked)}` : day(at)),
  ...sections(words),
  ...(soWhat ? sections(soWhat, headed(say.ownWords.soWhat)) : []),
  ...(nowWhat ? sections(nowWhat, headed(say.ownWords.nowWhat)) : []),
  divider,
]

const headed =
  (head: (text: string) => string) =>
  (part: string, place: number): string =>
    place === 0 ? head(ownText(part)) : ownText(part)
