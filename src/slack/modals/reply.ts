// The reply: what, so what, now what, and who may see it. Parts that were there before have a field each, so that
// an old form cannot overwrite what came later.
import type { KnownBlock, ModalView } from '@slack/types'
import { longestName } from '../../domain/challenge.ts'
import type { Choice } from '../../domain/consent.ts'
import type { HistoryWish } from '../../domain/history.ts'
import {
  Component,
  components,
  LocalDate,
  type PartnershipId,
  Placement,
  placements,
  type ReflectionId,
} from '../../domain/model.ts'
import type { Stood, WrittenReply } from '../../domain/reflection.ts'
import type { ReplyForm } from '../../flows/read-forms.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import {
  actions,
  button,
  confirmation,
  context,
  input,
  inputLimit,
  option,
  ownText,
  plain,
  quoted,
  section,
  sections,
} from '../views/blocks.ts'
import { day } from '../views/dates.ts'
import { firstInView } from '../views/fitting.ts'
import { checked, chosen, date, type Values, written } from './values.ts'

/** Slack shows 100 blocks in a modal. Of what was added bit by bit, the latest can be changed here. */
const mostParts = 40

/** What such a form is about, and what stood in it when it was opened. */
export type AboutReply = ReplyForm['target'] & { stood?: Stood }

/** `history` is what was looked for where it was opened from there: it is shown anew once this is saved. */
export const replyModal = (form: ReplyForm, say: Strings, history?: HistoryWish): ModalView => {
  const it = say.reply
  const theme = form.concept && say.concepts[form.concept]
  const isNew = form.parts.length === 0
  const { soWhat, nowWhat } = form
  const stood: Stood = { soWhat: soWhat?.key, nowWhat: nowWhat?.key }
  const follow = [
    ...(soWhat && isLong(soWhat.text)
      ? anew('so-what', it.soWhat(form.soWhatAsked), soWhat.text, it.anewSoWhat, say)
      : [input('so-what', it.soWhat(form.soWhatAsked), text(soWhat?.text), { optional: true })]),
    ...(nowWhat && isLong(nowWhat.text)
      ? anew('now-what', it.nowWhat, nowWhat.text, it.anewNowWhat, say)
      : [input('now-what', it.nowWhat, text(nowWhat?.text), { optional: true, hint: it.nowWhatHint })]),
  ]
  const parts = firstInView(
    form.parts.map((part, i) => partFields(part, i, say)).toReversed(),
    mostParts,
    follow,
  ).toReversed()
  const hidden = form.parts.length - parts.length
  return {
    type: 'modal',
    callback_id: modalIds.reply,
    private_metadata: JSON.stringify({ ...form.target, stood, history }),
    title: plain(it.title),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      ...(form.setAside && 'reflection' in form.target
        ? setAside(form.target.reflection, form.setAside, say)
        : []),
      ...(form.stays ? [context(say.caution.stays[form.stays])] : []),
      ...(theme ? [context(theme)] : []),
      ...(form.asked ? [section(`*${ownText(form.asked)}*`)] : []),
      ...(form.lookBack
        ? [section(say.lookBack.words(day(form.lookBack.at))), ...sections(form.lookBack.words, quoted)]
        : []),
      ...(form.challenge?.use === 'recall' && form.challenge.name
        ? [context(it.recall(ownText(form.challenge.name)))]
        : []),
      ...(hidden > 0 ? [context(it.earlier(hidden))] : []),
      ...parts.flat(),
      ...(form.mayAdd
        ? [
            input(
              'added',
              isNew ? (form.lookBack ? say.lookBack.now : it.what) : it.more,
              {
                type: 'plain_text_input',
                action_id: 'text',
                multiline: true,
                max_length: inputLimit,
                focus_on_load: isNew,
              },
              {
                optional: !isNew,
                ...(isNew && { hint: form.partnerships.length > 0 ? it.whatHintSharing : it.whatHint }),
              },
            ),
          ]
        : []),
      ...challenge(form, say),
      ...follow,
      input(
        'by',
        it.by,
        { type: 'datepicker', action_id: 'date', initial_date: form.by ?? form.usualBy },
        { optional: true },
      ),
      ...(form.partnerships.length > 0 ? sharing(form, say) : []),
      ...('reflection' in form.target
        ? [
            actions(
              button(ids.deleteReply, say.erasing.reply, {
                value: form.target.reflection,
                style: 'danger',
                confirm: confirmation(deleteConfirm(form, say)),
              }),
            ),
          ]
        : []),
    ],
  }
}

const deleteConfirm = ({ named }: ReplyForm, { erasing, challenge }: Strings) => {
  const { replyConfirm: it } = erasing
  return named ? { ...it, text: `${challenge.goesToo} ${it.text}` } : it
}

const setAside = (
  id: ReflectionId,
  { always, lacksWords }: NonNullable<ReplyForm['setAside']>,
  say: Strings,
): KnownBlock[] => {
  const it = say.caution
  const banner = [it.banner, ...(lacksWords ? [it.bannerLacks] : [])].join(' ')
  return always
    ? [context(`${banner} ${it.bannerAlways}`)]
    : [context(banner), actions(button(ids.useAfterAll, it.bannerUse, { value: id }))]
}

const partFields = (part: ReplyForm['parts'][number], i: number, say: Strings): KnownBlock[] => {
  const [id, label] = [`part:${part.key}`, say.reply.part(i + 1)]
  return isLong(part.text)
    ? anew(id, label, part.text, say.reply.anewPart(i + 1), say)
    : [input(id, label, text(part.text))]
}

const isLong = (words: string): boolean => words.length > inputLimit

/** Words that no field holds are shown whole, and may be written anew; the field is empty where they stay. */
const anew = (id: string, label: string, words: string, again: string, say: Strings): KnownBlock[] => [
  section(`*${ownText(label)}*`),
  ...sections(words, quoted),
  input(id, again, text(undefined), { optional: true, hint: say.reply.anewHint }),
]

/**
 * What was filled in, or the field that it cannot go on without. Only what somebody changed counts: the form may have
 * been open for days on another device, and what it showed then must not undo what was written since.
 */
export const readReply = (
  { values, shown, stood }: { values: Values; shown: Values; stood?: Stood },
  form: ReplyForm,
  say: Strings,
): WrittenReply | { errors: Record<string, string> } => {
  const changed = <T>(read: (from: Values, id: string) => T, id: string): T | undefined =>
    JSON.stringify(read(values, id)) === JSON.stringify(read(shown, id)) ? undefined : read(values, id)
  const text = (from: Values, id: string) => written(from, id) ?? ''
  const parts = Object.fromEntries(
    Object.keys(values)
      .filter((id) => id.startsWith('part:') && changed(text, id) !== undefined)
      .map((id) => [id.slice('part:'.length), text(values, id)]),
  )
  const added = written(values, 'added')
  const isNew = form.parts.length === 0
  if (isNew && !added?.trim()) return { errors: { added: say.reply.empty } }
  const lost = Object.keys(parts).find((key) => !form.parts.some((it) => it.key === key))
  if (lost !== undefined) return { errors: { [`part:${lost}`]: say.reply.partGone } }
  const emptied = Object.keys(parts).find((key) => parts[key]?.trim() === '')
  if (emptied !== undefined) return { errors: { [`part:${emptied}`]: say.reply.empty } }
  // A field that held nothing, and holds nothing but spaces now, takes no words away.
  const reworded = (id: string) => {
    const now = changed(text, id)
    return now?.trim() === '' && text(shown, id) === '' ? undefined : now
  }
  const nowWhat = reworded('now-what')
  // The date that was offered counts with a plan that is new.
  const by = nowWhat ? date(values, 'by') : changed(date, 'by')
  const name = changed(written, 'challenge-name')
  // Where it stood is said of one with another name as well.
  const placed = name ? chosen(values, 'challenge-placed') : changed(chosen, 'challenge-placed')
  const state = changed(chosen, 'challenge-then')
  return {
    added,
    parts,
    soWhat: reworded('so-what'),
    nowWhat,
    stood,
    ...(by && { by: LocalDate.parse(by) }),
    challenge: {
      name,
      ...(placed && { placed: Placement.parse(placed) }),
      ...((state === 'live' || state === 'parked' || state === 'closed') && { state }),
    },
    about: changed(checked, 'about')?.map((it) => Component.parse(it)),
    shares: Object.fromEntries(
      Object.keys(values)
        .filter((id) => id.startsWith('share:') && changed(chosen, id) !== undefined)
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
  ...(initial && { initial_value: initial }),
})

const challenge = ({ challenge: it }: ReplyForm, say: Strings): KnownBlock[] => {
  const words = say.reply
  if (!it || it.use === 'recall') return []
  const options = placements.map((one) => option(one, say.placements[one]))
  const initial = options.find(({ value }) => value === it.placed)
  const place = (label: string) =>
    input(
      'challenge-placed',
      label,
      { type: 'radio_buttons', action_id: 'choice', options, ...(initial && { initial_option: initial }) },
      { optional: true, hint: words.challengeHint },
    )
  if (it.use === 'name') {
    return [
      input(
        'challenge-name',
        words.challengeName,
        {
          type: 'plain_text_input',
          action_id: 'text',
          max_length: longestName,
          ...(it.name && { initial_value: it.name }),
        },
        { optional: true, hint: words.challengeNameHint },
      ),
      place(words.challengePlaced),
    ]
  }
  const thens = (['live', 'parked', 'closed'] as const).map((one) => option(one, words.challengeThens[one]))
  return [
    place(words.challengeAgain(it.name ?? '')),
    input('challenge-then', words.challengeThen, {
      type: 'radio_buttons',
      action_id: 'choice',
      options: thens,
      initial_option: thens[0],
    }),
  ]
}

const sharing = (form: ReplyForm, say: Strings): KnownBlock[] => {
  const options = components.map((it) => option(it, say.components[it]))
  const initial = options.filter(({ value }) => form.about.some((it) => it === value))
  return [
    ...form.partnerships.map(({ id, name, choice, agreed }) =>
      input(
        `share:${id}`,
        say.reply.share(name),
        {
          type: 'static_select',
          action_id: 'choice',
          options: choiceOptions(say),
          initial_option: optionOf(choice, say),
        },
        { hint: agreed ? say.reply.shareHintAgreed[agreed] : say.reply.shareHint },
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
