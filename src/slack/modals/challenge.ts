// A leader's challenges: the live one's name, how they place it today, and whether they go on with it; and those before.
import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import { type ChallengeSaid, longestName } from '../../domain/challenge.ts'
import { Instant, Placement, placements, ReflectionId } from '../../domain/model.ts'
import type { ChallengeForm, NameForm } from '../../flows/change-challenge.ts'
import type { LookedAt } from '../../flows/mind.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import {
  actions,
  button,
  confirmation,
  context,
  divider,
  input,
  option,
  ownText,
  plain,
  section,
} from '../views/blocks.ts'
import { day } from '../views/dates.ts'
import { helpBlocks, toCheck } from './caution.ts'
import { checked, chosen, type Values, written } from './values.ts'

/** Slack shows 100 blocks in a modal. Of challenges from long ago, the newest are shown. */
const mostEarlier = 40

/** What was filled in, and why it was not saved: the form is shown again with both. */
type Again = { said: ChallengeSaid } & LookedAt

export const challengeModal = ({ live, earlier }: ChallengeForm, say: Strings, again?: Again): ModalView => {
  const { challenge: it } = say
  return {
    type: 'modal',
    callback_id: modalIds.challenge,
    title: plain(it.title),
    close: plain(it.cancel),
    ...(live && {
      private_metadata: JSON.stringify(live),
      submit: plain(it.save),
    }),
    blocks: [
      ...(live && again ? [...helpBlocks(again.help, say), ...toCheck(again.stop, say)] : []),
      ...(live ? forLive(live, say, again?.said) : []),
      ...(live && earlier.length > 0 ? [divider] : []),
      ...(earlier.length > 0 ? [section(it.earlier)] : []),
      ...earlier
        .slice(0, mostEarlier)
        .map(({ namedAt, name, is }) =>
          section(it.one(ownText(name), day(namedAt), it.is[is]), deleting(namedAt, say)),
        ),
    ],
  }
}

const forLive = (
  { namedAt, name, placed, setAside }: NonNullable<ChallengeForm['live']>,
  say: Strings,
  said: ChallengeSaid = {},
): KnownBlock[] => {
  const { challenge: it, reply } = say
  const sames = [option('same', it.same), option('another', it.notSame)]
  const asides = [option('aside', it.setAside)]
  const thens = (['live', 'parked', 'closed'] as const).map((one) => option(one, reply.challengeThens[one]))
  return [
    input('name', it.name, {
      type: 'plain_text_input',
      action_id: 'text',
      max_length: longestName,
      initial_value: said.name ?? name,
    }),
    input('same', it.renamed, {
      type: 'radio_buttons',
      action_id: 'choice',
      options: sames,
      ...initially(sames, said.isSame === false ? 'another' : 'same'),
    }),
    context(it.since(day(namedAt))),
    place(said.placed ?? placed, say),
    input('then', reply.challengeThen, {
      type: 'radio_buttons',
      action_id: 'choice',
      options: thens,
      ...initially(thens, said.state ?? 'live'),
    }),
    input(
      'aside',
      it.aside,
      {
        type: 'checkboxes',
        action_id: 'choice',
        options: asides,
        ...((said.setAside ?? setAside) && { initial_options: asides }),
      },
      { optional: true },
    ),
    actions(deleting(namedAt, say)),
  ]
}

/** The name that was given to a challenge in the form of a reply, to be looked at before it is kept. */
export const nameModal = (
  { reflection, name, placed }: NameForm,
  say: Strings,
  { stop, help }: LookedAt,
): ModalView => ({
  type: 'modal',
  callback_id: modalIds.nameChallenge,
  private_metadata: JSON.stringify({ reflection }),
  title: plain(say.challenge.title),
  submit: plain(say.challenge.save),
  close: plain(say.challenge.without),
  blocks: [
    section(say.challenge.held),
    ...helpBlocks(help, say),
    ...toCheck(stop, say),
    input('name', say.challenge.name, {
      type: 'plain_text_input',
      action_id: 'text',
      max_length: longestName,
      initial_value: name,
    }),
    place(placed, say),
  ],
})

const place = (placed: string | undefined, say: Strings): KnownBlock => {
  const options = placements.map((one) => option(one, say.placements[one]))
  return input(
    'placed',
    say.reply.challengePlaced,
    { type: 'radio_buttons', action_id: 'choice', options, ...initially(options, placed) },
    { optional: true, hint: say.reply.challengeHint },
  )
}

const initially = (options: PlainTextOption[], value: string | undefined) => {
  const initial = options.find((it) => it.value === value)
  return initial ? { initial_option: initial } : {}
}

const deleting = (namedAt: Instant, say: Strings) =>
  button(ids.deleteChallenge, say.challenge.delete, {
    value: namedAt,
    style: 'danger',
    confirm: confirmation(say.challenge.deleteConfirm),
  })

/**
 * Which challenge it was, and what was changed of it: the form may have been open for days, or be shown again with what
 * was filled in.
 */
export const readChallengeForm = (
  values: Values,
  about: string,
): { namedAt: Instant; said: ChallengeSaid & { checked: boolean } } => {
  const was: { namedAt: string; name: string; placed?: string; setAside: boolean } = JSON.parse(about)
  const entered = written(values, 'name')?.trim()
  const name = entered === was.name ? undefined : entered
  const isSame = chosen(values, 'same') !== 'another'
  const placed = chosen(values, 'placed')
  const state = chosen(values, 'then')
  const setAside = checked(values, 'aside').length > 0
  return {
    namedAt: Instant.parse(was.namedAt),
    said: {
      ...(name && { name, isSame }),
      // Where another one stands is said with its name.
      ...(placed && (placed !== was.placed || (name && !isSame)) && { placed: Placement.parse(placed) }),
      ...((state === 'parked' || state === 'closed') && { state }),
      ...(setAside !== was.setAside && { setAside }),
      checked: checked(values, 'checked').length > 0,
    },
  }
}

export const readName = (
  values: Values,
  about: string,
): { reflection: ReflectionId; said: { name: string; placed?: Placement; checked: boolean } } => {
  const placed = chosen(values, 'placed')
  return {
    reflection: ReflectionId.parse(JSON.parse(about).reflection),
    said: {
      name: (written(values, 'name') ?? '').trim(),
      ...(placed && { placed: Placement.parse(placed) }),
      checked: checked(values, 'checked').length > 0,
    },
  }
}
