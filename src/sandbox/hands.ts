// Hands for people in the practice workspace: they find what to press and fill in by what it says on the screen,
// as a person does, and know nothing of the app's inner names.
import type { KnownBlock } from '@slack/types'
import { type Element, elementsOf, type Option, optionsOf } from './inputs.ts'
import type { Message, OpenView, Press, StateValues, Submitted } from './page-api.ts'
import type { PersonAtSeat } from './person.ts'

/**
 * What to put into a form, by the label of the field, or by how it begins: text or a number as it is typed, the words
 * of an option (or of several), ids, a date (2026-01-31), a time (09:30), a moment (2026-01-31T09:30:00Z).
 */
export type Filled = Record<string, string | readonly string[]>

/** Where someone acts. */
export type On = { message: Message } | { view: OpenView }

export type With = {
  /** Where several are alike: how the section or header begins that it stands in or below. */
  beside?: string
  /** What they have put into the fields around it by then: it travels with the press, as in Slack. */
  filled?: Filled
}

/** The newest message of the app that has a button with these words. */
export const messageWith = (person: PersonAtSeat, label: string): Message | undefined =>
  (person.seat().messages[person.dm] ?? []).findLast((it) => findButton({ message: it }, label, {}))

/** Presses the button with these words on a message; false where there is none. */
export const pressOn = (
  person: PersonAtSeat,
  message: Message,
  label: string,
  more: With = {},
): Promise<boolean> => pressButton(person, { message }, label, more)

/** Presses the button with these words on a view; false where there is none. */
export const pressIn = (
  person: PersonAtSeat,
  view: OpenView,
  label: string,
  more: With = {},
): Promise<boolean> => pressButton(person, { view }, label, more)

const pressButton = async (person: PersonAtSeat, on: On, label: string, more: With): Promise<boolean> => {
  const found = findButton(on, label, more)
  if (!found) return false
  await press(person, on, found, { value: found.element.value }, more)
  return true
}

/**
 * Chooses what begins with these words from a menu, an overflow menu, or a row of radio buttons or boxes, on a message or a
 * view; false where there is none. In a form only where the choice tells the app at once.
 */
export const chooseOn = async (
  person: PersonAtSeat,
  on: On,
  words: string,
  more: With = {},
): Promise<boolean> => {
  for (const found of telling(on, more)) {
    if (!['static_select', 'overflow', 'radio_buttons', 'checkboxes'].includes(found.element.type)) continue
    const option = optionNamed(found.element, words)
    if (!option) continue
    const chosen =
      found.element.type === 'checkboxes' ? { selected_options: [option] } : { selected_option: option }
    await press(person, on, found, chosen, more)
    return true
  }
  return false
}

/** Picks a date (2026-01-31), or a conversation by its id, in the picker that its label, placeholder or section calls so; false where there is none. */
export const pickOn = async (
  person: PersonAtSeat,
  on: On,
  label: string,
  picked: string,
  more: With = {},
): Promise<boolean> => {
  const found = telling(on, more).find(
    (it) =>
      ['datepicker', 'conversations_select'].includes(it.element.type) &&
      it.called.some((name) => name.startsWith(label)),
  )
  if (!found) return false
  await press(person, on, found, entryOf(found.element, picked), more)
  return true
}

/** Types into a field that tells the app at once, and presses Enter; false where there is none with this label. */
export const typeIn = async (
  person: PersonAtSeat,
  view: OpenView,
  label: string,
  text: string,
  more: With = {},
): Promise<boolean> => {
  const on = { view }
  const found = telling(on, more).find(
    (it) => it.element.type.endsWith('_input') && it.called.some((name) => name.startsWith(label)),
  )
  if (!found) return false
  await press(person, on, found, { value: text }, more)
  return true
}

/** Fills in the topmost modal and submits it. Fields that are not named keep what they show. */
export const fillIn = (person: PersonAtSeat, filled: Filled): Promise<Submitted> => {
  const view = person.seat().modals.at(-1)
  if (!view) throw new Error('There is no form on the screen.')
  return person.submit({ view: view.id, state: stateWith(view.blocks as KnownBlock[], filled) })
}

type Found = {
  blockId: string
  element: Element
  /** Whatever on the screen names it. */
  called: string[]
  /** What the section or header says that it stands in or below. */
  section: string
}

const blocksOf = (on: On): KnownBlock[] =>
  ('message' in on ? on.message.blocks : (on.view.blocks as KnownBlock[])) ?? []

/** Everything on the screen that tells the app at once when it is pressed or chosen. */
const telling = (on: On, { beside }: With): Found[] => {
  let section = ''
  return blocksOf(on)
    .flatMap((block) => {
      if (block.type === 'section' || block.type === 'header') section = bare(block.text?.text ?? '')
      if (block.type === 'input' && !block.dispatch_action) return []
      const label = block.type === 'input' ? [block.label.text] : block.type === 'section' ? [section] : []
      return elementsOf([block]).map(({ element }) => ({
        blockId: block.block_id ?? '',
        element,
        called: [...label, ...wordsOn(element)],
        section,
      }))
    })
    .filter((it) => beside === undefined || it.section.startsWith(bare(beside)))
}

const findButton = (on: On, label: string, more: With): Found | undefined =>
  telling(on, more).find(({ element }) => element.type === 'button' && wordsOn(element)[0] === label)

/** A button's words, or a picker's placeholder. */
const wordsOn = ({ text, placeholder }: Element): string[] =>
  [text, placeholder].flatMap((it) => (it as { text?: string } | undefined)?.text ?? [])

/** Without the marks that make it bold or slanted. */
const bare = (mrkdwn: string): string => mrkdwn.replaceAll(/[*_~]/g, '')

const press = (
  person: PersonAtSeat,
  on: On,
  { blockId, element }: Found,
  chosen: NonNullable<Press['chosen']>,
  { filled }: With,
): Promise<void> =>
  person.press({
    at: 'view' in on ? { view: on.view.id } : { message: placeOf(person, on.message) },
    blockId,
    actionId: element.action_id,
    chosen,
    ...(filled ? { state: stateWith(blocksOf(on), filled) } : {}),
  })

/** Which of their conversations a message stands in: no two messages of the workspace share a `ts`. */
const placeOf = (person: PersonAtSeat, { ts }: Message): { channel: string; ts: string } => {
  const [channel] =
    Object.entries(person.seat().messages).find(([, messages]) => messages.some((it) => it.ts === ts)) ?? []
  return { channel: channel ?? person.dm, ts }
}

/** The fields that are named, by their label or, where none is called just so, by how it begins, with what is put into them. */
const stateWith = (blocks: readonly KnownBlock[], filled: Filled): StateValues => {
  const state: StateValues = {}
  const labels = new Set(blocks.flatMap((it) => (it.type === 'input' ? it.label.text : [])))
  for (const block of blocks) {
    if (block.type !== 'input') continue
    const label = Object.keys(filled).find((it) =>
      labels.has(it) ? block.label.text === it : block.label.text.startsWith(it),
    )
    const wanted = label === undefined ? undefined : filled[label]
    if (wanted === undefined) continue
    const element = block.element as unknown as Element
    state[block.block_id ?? ''] = { [element.action_id]: { type: element.type, ...entryOf(element, wanted) } }
  }
  return state
}

const entryOf = (element: Element, wanted: string | readonly string[]): Record<string, unknown> => {
  const many = typeof wanted === 'string' ? [wanted] : wanted
  const [one] = many
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { value: one ?? null }
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: (one ? optionNamed(element, one) : undefined) ?? null }
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: many.flatMap((it) => optionNamed(element, it) ?? []) }
    case 'users_select':
      return { selected_user: one || null }
    case 'multi_users_select':
      return { selected_users: many }
    case 'channels_select':
      return { selected_channel: one || null }
    case 'conversations_select':
      return { selected_conversation: one || null }
    case 'multi_conversations_select':
      return { selected_conversations: many }
    case 'datepicker':
      return { selected_date: one || null }
    case 'timepicker':
      return { selected_time: one || null }
    case 'datetimepicker':
      return { selected_date_time: one ? Date.parse(one) / 1000 : null }
    default:
      throw new Error(`Nobody here knows how to fill in a ${element.type}.`)
  }
}

const optionNamed = (element: Element, words: string): Option | undefined =>
  optionsOf(element).find(({ text }) => (text as { text: string }).text.startsWith(words))
