// A question as it would come, for an admin alone: the same message, whose buttons only say what they would do.
import type { KnownBlock } from '@slack/types'
import type { TestQuestion } from '../../domain/letter.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, ids } from '../action-ids.ts'
import { ownText, section } from './blocks.ts'

const harmless: Record<string, string> = {
  [ids.writeReply]: adminIds.triedReply,
  [ids.anotherQuestion]: adminIds.triedAnother,
  [ids.notThisWeek]: adminIds.triedSkip,
  [ids.later]: adminIds.triedLater,
}

/** `asked` is the question's own message. */
export const testQuestion = (
  { programme, question }: TestQuestion,
  asked: readonly KnownBlock[],
  { programmeTest: it }: Strings,
): { text: string; blocks: KnownBlock[] } => ({
  text: it.text(ownText(question.text)),
  blocks: [
    section(it.marked(ownText(programme))),
    ...asked.map((block) =>
      block.type === 'actions'
        ? {
            ...block,
            elements: block.elements.map((element) => ({
              ...element,
              action_id: harmless[element.action_id ?? ''] ?? adminIds.triedReply,
            })),
          }
        : block,
    ),
  ],
})
