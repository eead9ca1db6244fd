// The reply: what, so what, now what, and who may see it. Parts that were there before have a field each, so that
// an old form cannot overwrite what came later.
import type { KnownBlock, ModalView } from '@slack/types'
import {
  Component,
  components,
  type DeliveryId,
  type PartnershipId,
  type ReflectionId,
} from '../../domain/model.ts'
import type { WrittenReply } from '../../domain/reflection.ts'
import type { Choice } from '../../domain/sharing.ts'
import type { ReplyForm } from '../../flows/read-forms.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, input, inputLimit, option, ownText, plain, section } from '../views/blocks.ts'
import { firstInView } from '../views/fitting.ts'
import { checked, chosen, type Values, written } from './values.ts'

/** Slack shows 100 blocks in a modal. Of what was added bit by bit, the latest can be changed here. */
const mostParts = 40

export type ReplyTarget = { delivery: DeliveryId } | { reflection: ReflectionId }

export const replyModal = (form: ReplyForm, say: Strings): ModalView => {
  const it = say.reply
  const theme = form.concept && say.concepts[form.concept]
  const isNew = form.parts.length === 0
  const parts = firstInView(
    form.parts.map((part, i) => [partField(part, i, say)]).toReversed(),
    mostParts,
  ).toReversed()
  const hidden = form.parts.length - parts.length
  return {
    type: 'modal',
    callback_id: modalIds.reply,
    private_metadata: JSON.stringify(form.target),
    title: plain(it.title),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      ...(theme ? [context(theme)] : []),
      ...(form.asked ? [section(`*${ownText(form.asked)}*`)] : []),
      ...(hidden > 0 ? [context(it.earlier(hidden))] : []),
      ...parts.flat(),
      ...(form.mayAdd
        ? [
            input(
              'added',
              isNew ? it.what : it.more,
              {
                type: 'plain_text_input',
                action_id: 'text',
                multiline: true,
                max_length: inputLimit,
                focus_on_load: isNew,
              },
              { optional: !isNew, ...(isNew && { hint: it.whatHint }) },
            ),
          ]
        : []),
      input('so-what', it.soWhat(form.soWhatAsked), text(form.soWhat), { optional: true }),
      input('now-what', it.nowWhat, text(form.nowWhat), { optional: true, hint: it.nowWhatHint }),
      ...(form.partnerships.length > 0 ? sharing(form, say) : []),
    ],
  }
}

const partField = ({ key, text }: ReplyForm['parts'][number], i: number, say: Strings): KnownBlock =>
  text.length <= inputLimit
    ? input(`part:${key}`, say.reply.part(i + 1), {
        type: 'plain_text_input',
        action_id: 'text',
        multiline: true,
        initial_value: text,
        max_length: inputLimit,
      })
    : context(say.reply.tooLong)

/** What was filled in, or the field that it cannot go on without. */
export const readReply = (
  values: Values,
  form: ReplyForm | undefined,
  say: Strings,
): WrittenReply | { errors: Record<string, string> } => {
  const parts = Object.fromEntries(
    Object.keys(values)
      .filter((id) => id.startsWith('part:'))
      .map((id) => [id.slice('part:'.length), written(values, id) ?? '']),
  )
  const added = written(values, 'added')
  const isNew = (form?.parts.length ?? 0) === 0
  if (isNew && !added?.trim()) return { errors: { added: say.reply.empty } }
  const emptied = Object.keys(parts).find((key) => parts[key]?.trim() === '')
  if (emptied !== undefined) return { errors: { [`part:${emptied}`]: say.reply.empty } }
  return {
    added,
    parts,
    soWhat: written(values, 'so-what'),
    nowWhat: written(values, 'now-what'),
    about: checked(values, 'about').map((it) => Component.parse(it)),
    shares: Object.fromEntries(
      Object.keys(values)
        .filter((id) => id.startsWith('share:'))
        .map((id) => [id.slice('share:'.length) as PartnershipId, choiceOf(chosen(values, id))]),
    ),
  }
}

/** The four ways to share a reply, in the order of how much they share. */
export const choiceOptions = (say: Strings) => [
  option('private', say.choices.private),
  option('theme', say.choices.theme),
  option('unnamed', say.choices.unnamed),
  option('named', say.choices.named),
]

export const choiceOf = (value: string | undefined): Choice => {
  switch (value) {
    case 'theme':
      return { is: 'theme' }
    case 'named':
      return { is: 'words', named: true }
    case 'unnamed':
      return { is: 'words', named: false }
    default:
      return { is: 'private' }
  }
}

export const optionOf = (choice: Choice, say: Strings) => {
  const value = choice.is === 'words' ? (choice.named ? 'named' : 'unnamed') : choice.is
  return choiceOptions(say).find((it) => it.value === value)
}

const text = (initial: string | undefined) => ({
  type: 'plain_text_input' as const,
  action_id: 'text',
  multiline: true,
  max_length: inputLimit,
  ...(initial && { initial_value: initial.slice(0, inputLimit) }),
})

const sharing = (form: ReplyForm, say: Strings): KnownBlock[] => {
  const options = components.map((it) => option(it, say.components[it]))
  const initial = options.filter(({ value }) => form.about.some((it) => it === value))
  return [
    ...form.partnerships.map(({ id, name, choice }) =>
      input(
        `share:${id}`,
        say.reply.share(name),
        {
          type: 'static_select',
          action_id: 'choice',
          options: choiceOptions(say),
          initial_option: optionOf(choice, say),
        },
        { hint: say.reply.shareHint },
      ),
    ),
    input(
      'about',
      say.reply.about,
      {
        type: 'checkboxes',
        action_id: 'choice',
        options,
        ...(initial.length > 0 && { initial_options: initial }),
      },
      { optional: true, hint: say.reply.aboutHint },
    ),
  ]
}
