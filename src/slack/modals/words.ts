// A leader's own words of a month, for their eyes only.
import type { KnownBlock, ModalView } from '@slack/types'
import type { OwnWords } from '../../domain/digest.ts'
import { concepts, type Month } from '../../domain/model.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, divider, header, ownText, plain, section, sections } from '../views/blocks.ts'
import { day, monthName } from '../views/dates.ts'

/** Slack shows 100 blocks in a modal; two are kept for the month and for saying that there is more. */
const mostBlocks = 98

export const wordsModal = (month: Month, words: readonly OwnWords[], say: Strings): ModalView => {
  const it = say.ownWords
  const groups = [...concepts, undefined].flatMap((concept) => {
    const own = words.filter((one) => one.concept === concept)
    return own.length > 0 ? [{ name: concept ? say.concepts[concept] : it.free, own }] : []
  })
  const blocks: KnownBlock[] = []
  let left = words.length
  for (const { name, own } of groups) {
    for (const [i, one] of own.entries()) {
      const shown: KnownBlock[] = [...(i === 0 ? [header(name)] : []), ...oneReply(one, say)]
      if (blocks.length + shown.length > mostBlocks) continue
      blocks.push(...shown)
      left -= 1
    }
  }
  return {
    type: 'modal',
    callback_id: modalIds.words,
    title: plain(it.title),
    close: plain(it.close),
    blocks: [
      context(monthName(month)),
      ...(words.length === 0 ? [section(it.none)] : blocks),
      ...(left > 0 ? [context(it.more(left))] : []),
    ],
  }
}

const oneReply = ({ at, asked, words, soWhat, nowWhat }: OwnWords, say: Strings): KnownBlock[] => [
  context(asked ? `${day(at)} · ${ownText(asked)}` : day(at)),
  ...sections(ownText(words)),
  ...(soWhat ? sections(say.ownWords.soWhat(ownText(soWhat))) : []),
  ...(nowWhat ? sections(say.ownWords.nowWhat(ownText(nowWhat))) : []),
  divider,
]
