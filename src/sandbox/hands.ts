// Hands for people in the practice workspace: they find what to press and fill in by what it says on the screen,
// as a person does, and know nothing of the app's inner names.
import type { KnownBlock } from '@slack/types'
import type { Message, OpenView, StateValues, Submitted } from './page-api.ts'
import type { PersonAtSeat } from './person.ts'

/** What to put into a form, by the label of the field: text, the words of an option (or several), ids, a date. */
export type Filled = Record<string, string | readonly string[]>

type Found = { blockId: string; action: { action_id: string; type: string } & Record<string, unknown> }

/** The newest message of the app that has a button with these words. */
export const messageWith = (person: PersonAtSeat, label: string): Message | undefined =>
  (person.seat().messages[person.dm] ?? []).findLast((it) => findControl(it.blocks ?? [], label))

/** Presses the button with these words on a message; false where there is none. */
export const pressOn = async (person: PersonAtSeat, message: Message, label: string): Promise<boolean> => {
  const found = findControl(message.blocks ?? [], label)
  if (!found) return false
  const at = { message: { channel: person.dm, ts: message.ts } }
  await person.press({
    at,
    blockId: found.blockId,
    actionId: found.action.action_id,
    chosen: { value: found.action.value },
  })
  return true
}

/** Presses the button with these words on a view; false where there is none. */
export const pressIn = async (person: PersonAtSeat, view: OpenView, label: string): Promise<boolean> => {
  const found = findControl(view.blocks as KnownBlock[], label)
  if (!found) return false
  await person.press({
    at: { view: view.id },
    blockId: found.blockId,
    actionId: found.action.action_id,
    chosen: { value: found.action.value },
  })
  return true
}

/** Chooses from a menu that has an option with these words, on a message or a view; false where there is none. */
export const chooseOn = async (
  person: PersonAtSeat,
  on: { message: Message } | { view: OpenView },
  words: string,
): Promise<boolean> => {
  const blocks = ('message' in on ? on.message.blocks : (on.view.blocks as KnownBlock[])) ?? []
  for (const block of blocks) {
    const menu = block.type === 'section' ? block.accessory : undefined
    if (menu?.type !== 'static_select') continue
    const selected = menu.options?.find(({ text }) => text.text.startsWith(words))
    if (!selected || !menu.action_id) continue
    await person.press({
      at: 'message' in on ? { message: { channel: person.dm, ts: on.message.ts } } : { view: on.view.id },
      blockId: block.block_id ?? '',
      actionId: menu.action_id,
      chosen: { selected_option: selected },
    })
    return true
  }
  return false
}

/** Fills in the topmost modal and submits it. Fields that are not named keep what they showed. */
export const fillIn = (person: PersonAtSeat, filled: Filled): Promise<Submitted> => {
  const view = person.seat().modals.at(-1)
  if (!view) throw new Error('There is no form on the screen.')
  const state: StateValues = {}
  for (const block of view.blocks as KnownBlock[]) {
    if (block.type !== 'input') continue
    const element = block.element as Found['action']
    const label = Object.keys(filled).find((it) => block.label.text.startsWith(it))
    state[block.block_id ?? ''] = {
      [element.action_id]: { type: element.type, ...stateOf(element, label ? filled[label] : undefined) },
    }
  }
  return person.submit({ view: view.id, state })
}

const findControl = (blocks: readonly KnownBlock[], label: string): Found | undefined => {
  for (const block of blocks) {
    const controls =
      block.type === 'actions'
        ? block.elements
        : block.type === 'section' && block.accessory
          ? [block.accessory]
          : []
    const action = controls.find((it) => it.type === 'button' && it.text.text === label)
    if (action) return { blockId: block.block_id ?? '', action: action as unknown as Found['action'] }
  }
  return undefined
}

const stateOf = (
  element: Found['action'],
  wanted: string | readonly string[] | undefined,
): Record<string, unknown> => {
  const options = (element.options ?? []) as { text: { text: string }; value: string }[]
  const named = (words: string) => options.find(({ text }) => text.text.startsWith(words))
  const many = typeof wanted === 'string' ? [wanted] : wanted
  switch (element.type) {
    case 'plain_text_input':
      return { value: wanted ?? element.initial_value ?? null }
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: (many?.[0] ? named(many[0]) : element.initial_option) ?? null }
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: many?.flatMap((it) => named(it) ?? []) ?? element.initial_options ?? [] }
    case 'multi_users_select':
      return { selected_users: many ?? element.initial_users ?? [] }
    case 'conversations_select':
      return { selected_conversation: wanted ?? element.initial_conversation ?? null }
    case 'datepicker':
      return { selected_date: wanted ?? element.initial_date ?? null }
    case 'timepicker':
      return { selected_time: wanted ?? element.initial_time ?? null }
    default:
      throw new Error(`Nobody here knows how to fill in a ${element.type}.`)
  }
}
