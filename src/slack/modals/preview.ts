// The preview: exactly what would be posted, for its author to change, keep, or say yes to.
import type { KnownBlock, ModalView } from '@slack/types'
import type { Answer, Decision, Stop } from '../../domain/consent.ts'
import { components, type Instant, type Placement, type ReflectionId } from '../../domain/model.ts'
import type { Preview } from '../../flows/read-forms.ts'
import type { LookAgain } from '../../flows/share.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, divider, input, inputLimit, option, ownText, plain, section } from '../views/blocks.ts'
import { day, moment } from '../views/dates.ts'
import { firstInView } from '../views/fitting.ts'
import { helpBlocks } from './caution.ts'
import { choiceOf, choiceOptions, optionOf } from './reply.ts'
import { audienceOf } from './take-part.ts'
import { checked, chosen, type Values, written } from './values.ts'

/** Slack shows 100 blocks in a modal, and some say what it is; what does not fit waits for the next look. */
const mostBlocks = 92

/** What was filled in, what stopped it, and where to turn: the form is then shown again with all of it. */
type Again = LookAgain & { decisions: readonly Decision[] }

export const previewModal = (preview: Preview, say: Strings, again?: Again): ModalView => {
  const it = say.preview
  const { consent, items, postedAt } = preview
  const frame = {
    type: 'modal' as const,
    callback_id: modalIds.preview,
    private_metadata: metadataOf(preview),
    title: plain(it.title),
    close: plain(it.cancel),
  }
  const help = helpBlocks(again?.help ?? [], say)
  if (items.length === 0) return { ...frame, blocks: [section(it.nothing)] }
  const shown = firstInView(
    items.map((item) => itemBlocks(asLeft(item, again), stopOf(item, again), say)),
    mostBlocks - help.length,
  )
  const rest = items.length - shown.length
  return {
    ...frame,
    submit: plain(it.submit),
    blocks: [
      ...help,
      ...(again?.isMoreOpen ? [section(it.isMoreOpen)] : []),
      ...(again?.isExplained ? [section(it.isExplained)] : []),
      section(introOf(items, say)(ownText(consent.name))),
      ...(postedAt ? [section(it.posted(moment(postedAt)))] : []),
      context(audienceOf(consent, say)),
      ...(consent.isSmall
        ? [context(say.takePart.small(consent.thresholds.contributors + consent.thresholds.others))]
        : []),
      context(it.recognised),
      ...shown.flat(),
      ...(rest > 0 ? [context(it.more(rest))] : []),
    ],
  }
}

type Item = Preview['items'][number]

const introOf = (items: readonly Item[], { preview: it }: Strings) =>
  items.every(({ agreed }) => agreed)
    ? it.introAgreed
    : items.some(({ agreed }) => agreed)
      ? it.introBoth
      : it.intro

/** What the preview shows and takes a yes to, as it travels with the form. */
type Shown = {
  seen: { isPrivate: boolean; isShared: boolean; teams: string[] }
  shownAt?: Instant
  /** By reflection: its call of a challenge, and the places of what was tapped among `components`. */
  counted: Record<string, { placed?: Placement; about?: string }>
}

/** The form shows no more replies at once. */
const mostItems = 24
/** What Slack takes in the metadata of a form, in characters. */
const mostMetadata = 3_000

const metadataOf = (preview: Preview): string => {
  const { id, readers } = preview.consent
  const written = (teams: readonly string[]) =>
    JSON.stringify({ partnership: id, ...shownIn(preview, teams) })
  // Each of them with its two quotation marks and a comma. One that finds no room counts as one that joined meanwhile.
  let room = mostMetadata - written([]).length
  const fitting = readers.teams.filter((team) => {
    room -= team.length + 3
    return room >= 0
  })
  return written(fitting)
}

const shownIn = ({ consent: { readers }, items, readAt }: Preview, teams: readonly string[]): Shown => ({
  shownAt: readAt,
  seen: {
    isPrivate: readers.isPrivate,
    isShared: readers.isShared,
    teams: [...teams],
  },
  counted: Object.fromEntries(
    items
      .slice(0, mostItems)
      .map(({ reflection, placed, about }) => [
        reflection,
        { placed, ...(about && { about: about.map((it) => components.indexOf(it)).join('') }) },
      ]),
  ),
})

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
  { reflection, concept, words, choice, placed, about, isLast, anew, agreed }: Item,
  stop: Stop | undefined,
  say: Strings,
): KnownBlock[] => {
  const it = say.preview
  // Longer than a form can hold: its author may write a shorter one for others, and keeps what they wrote.
  const isLong = words.length > inputLimit
  return [
    divider,
    ...(concept ? [section(`*${say.concepts[concept]}*`)] : []),
    ...(agreed ? [section(it.agreed(day(agreed.at)))] : []),
    ...(anew ? [section(it.anew)] : []),
    ...(isLong ? [context(it.tooLong)] : []),
    input(
      `words:${reflection}`,
      isLong ? it.shortened : choice.is === 'theme' ? it.wordsKept : it.words,
      {
        type: 'plain_text_input',
        action_id: 'text',
        multiline: true,
        ...(!isLong && { initial_value: words }),
        max_length: inputLimit,
      },
      { optional: true, ...(choice.is === 'theme' && { hint: it.theme }) },
    ),
    ...(stop ? stopped(stop, say) : []),
    input(`choice:${reflection}`, it.choice, {
      type: 'static_select',
      action_id: 'choice',
      options: choiceOptions(say),
      initial_option: optionOf(choice, say),
    }),
    context(
      [
        ...(about ? [it.counted(about.map((one) => say.components[one]))] : []),
        ...(placed ? [it.placed(say.placements[placed])] : []),
        ...(agreed ? [...(agreed.isMore ? [it.newer] : []), it.stands] : [isLast ? it.last : it.silence]),
      ].join(' '),
    ),
  ]
}

/** The answer, or the field where words are missing. */
export const readAnswer = (
  values: Values,
  metadata: string,
  say: Strings,
): Answer | { errors: Record<string, string> } => {
  const { seen, shownAt, counted }: Shown = JSON.parse(metadata)
  const decisions = Object.keys(values)
    .filter((id) => id.startsWith('choice:'))
    .map((id) => {
      const reflection = id.slice('choice:'.length) as ReflectionId
      const { placed, about = '' } = counted[reflection] ?? {}
      return {
        reflection,
        choice: choiceOf(chosen(values, id)),
        words: (written(values, `words:${reflection}`) ?? '').trim(),
        placed,
        about: [...about].flatMap((place) => components[Number(place)] ?? []),
        checked: checked(values, `checked:${reflection}`).length > 0,
      }
    })
  const empty = decisions.find(({ choice, words }) => choice.is === 'words' && words === '')
  return empty
    ? { errors: { [`words:${empty.reflection}`]: say.preview.empty } }
    : { seen, shownAt, decisions }
}
