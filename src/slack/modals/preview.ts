// The preview: exactly what would be posted, for its author to change, keep, or say yes to.
import type { KnownBlock, ModalView } from '@slack/types'
import type { ReflectionId } from '../../domain/model.ts'
import type { Decision, Stop } from '../../domain/sharing.ts'
import type { Preview } from '../../flows/read-forms.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, divider, input, inputLimit, option, ownText, plain, section } from '../views/blocks.ts'
import { firstInView } from '../views/fitting.ts'
import { choiceOf, choiceOptions, optionOf } from './reply.ts'
import { audienceOf } from './take-part.ts'
import { checked, chosen, type Values, written } from './values.ts'

/** Slack shows 100 blocks in a modal, and three say what it is; what does not fit waits for the next look. */
const mostBlocks = 97

/** What was filled in, and what stopped it: the form is then shown again with both. */
type Again = { decisions: readonly Decision[]; stops: readonly Stop[] }

export const previewModal = ({ consent, items }: Preview, say: Strings, again?: Again): ModalView => {
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
        items.map((item) => itemBlocks(asLeft(item, again), stopOf(item, again), say)),
        mostBlocks,
      ).flat(),
    ],
  }
}

type Item = Preview['items'][number]

const asLeft = (item: Item, again: Again | undefined): Item => {
  const left = again?.decisions.find(({ reflection }) => reflection === item.reflection)
  return left ? { ...item, choice: left.choice, words: left.words || item.words } : item
}

const stopOf = ({ reflection }: Item, again: Again | undefined): Stop | undefined =>
  again?.stops.find((it) => it.reflection === reflection)

// The words to look at, and the tick that says that they were; there is none for what nobody may confirm.
const stopped = ({ reflection, identifiers, always }: Stop, { caution }: Strings): KnownBlock[] => {
  const why = always
    ? caution.stopAlways
    : identifiers.length > 0
      ? caution.stop(identifiers.map((kind) => caution.kinds[kind]))
      : caution.stopNeutral
  if (always) return [section(why)]
  const ticked = option('checked', caution.tick)
  return [
    section(why),
    input(
      `checked:${reflection}`,
      caution.tickLabel,
      { type: 'checkboxes', action_id: 'choice', options: [ticked] },
      { optional: true },
    ),
  ]
}

const itemBlocks = (
  { reflection, concept, words, choice }: Item,
  stop: Stop | undefined,
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
    ...(stop ? stopped(stop, say) : []),
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
        checked: checked(values, `checked:${reflection}`).length > 0,
      }
    })
  const empty = decisions.find(({ choice, words }) => choice.is === 'words' && words === '')
  return empty ? { errors: { [`words:${empty.reflection}`]: say.preview.empty } } : decisions
}
