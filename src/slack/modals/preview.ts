// The preview: exactly what would be posted, for its author to change, keep, or say yes to.
import type { KnownBlock, ModalView } from '@slack/types'
import type { ReflectionId } from '../../domain/model.ts'
import type { Decision } from '../../domain/sharing.ts'
import type { Preview } from '../../flows/read-forms.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, divider, input, inputLimit, ownText, plain, section } from '../views/blocks.ts'
import { firstInView } from '../views/fitting.ts'
import { choiceOf, choiceOptions, optionOf } from './reply.ts'
import { audienceOf } from './take-part.ts'
import { chosen, type Values, written } from './values.ts'

/** Slack shows 100 blocks in a modal, and three say what it is; what does not fit waits for the next look. */
const mostBlocks = 97

export const previewModal = ({ consent, items }: Preview, say: Strings): ModalView => {
  const it = say.preview
  const frame = {
    type: 'modal' as const,
    callback_id: modalIds.preview,
    private_metadata: JSON.stringify({ partnership: consent.id }),
    title: plain(it.title),
    close: plain(it.cancel),
  }
  if (items.length === 0) return { ...frame, blocks: [section(it.nothing)] }
  return {
    ...frame,
    submit: plain(it.submit),
    blocks: [
      section(it.intro(ownText(consent.name))),
      context(audienceOf(consent, say)),
      context(it.recognised),
      ...firstInView(
        items.map((item) => itemBlocks(item, say)),
        mostBlocks,
      ).flat(),
    ],
  }
}

const itemBlocks = (
  { reflection, concept, words, choice }: Preview['items'][number],
  say: Strings,
): KnownBlock[] => {
  const it = say.preview
  const isLong = words.length > inputLimit
  const options = choiceOptions(say).filter(
    ({ value }) => !isLong || value === 'private' || value === 'theme',
  )
  const initial = optionOf(isLong && choice.is === 'words' ? { is: 'private' } : choice, say)
  return [
    divider,
    ...(concept ? [section(`*${say.concepts[concept]}*`)] : []),
    ...(isLong
      ? [context(it.tooLong)]
      : [
          input(
            `words:${reflection}`,
            it.words,
            {
              type: 'plain_text_input',
              action_id: 'text',
              multiline: true,
              initial_value: words,
              max_length: inputLimit,
            },
            { optional: true, ...(choice.is === 'theme' && { hint: it.theme }) },
          ),
        ]),
    input(`choice:${reflection}`, it.choice, {
      type: 'static_select',
      action_id: 'choice',
      options,
      initial_option: initial,
    }),
  ]
}

/** The decisions, or the field where words are missing. */
export const readDecisions = (
  values: Values,
  say: Strings,
): Decision[] | { errors: Record<string, string> } => {
  const decisions = Object.keys(values)
    .filter((id) => id.startsWith('choice:'))
    .map((id) => {
      const reflection = id.slice('choice:'.length) as ReflectionId
      return {
        reflection,
        choice: choiceOf(chosen(values, id)),
        words: (written(values, `words:${reflection}`) ?? '').trim(),
      }
    })
  const empty = decisions.find(({ choice, words }) => choice.is === 'words' && words === '')
  return empty ? { errors: { [`words:${empty.reflection}`]: say.preview.empty } } : decisions
}
