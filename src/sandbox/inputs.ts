// What the inputs of a message, modal or Home tab hold, and the checks that a Slack client makes by itself before it
// submits a form. Pure.
import type { AnyBlock } from '@slack/types'
import type { StateValues } from './page-api.ts'
import { newId } from './workspace.ts'

/** An interactive element, with only the fields that matter here. */
export type Element = {
  type: string
  action_id: string
  options?: Option[]
  option_groups?: { options: Option[] }[]
  min_length?: number
  max_length?: number
  min_value?: string
  max_value?: string
  is_decimal_allowed?: boolean
  max_selected_items?: number
  [field: string]: unknown
}
export type Option = { text?: unknown; value?: string; description?: unknown }
export type Placed = { block: LooseBlock; element: Element }

type LooseBlock = {
  type: string
  block_id: string
  elements?: unknown[]
  accessory?: unknown
  element?: unknown
  actions?: unknown[]
  optional?: boolean
}

/** Every interactive element, with the block it stands in. */
export function elementsOf(blocks: readonly AnyBlock[]): Placed[] {
  return (blocks as readonly unknown[] as readonly LooseBlock[]).flatMap((block) =>
    holdersOf(block).flatMap((element) => (isInteractive(element) ? [{ block, element }] : [])),
  )
}

/** All that an element offers, in groups or not. */
export const optionsOf = (element: Element): Option[] => [
  ...(element.options ?? []),
  ...(element.option_groups ?? []).flatMap((group) => group.options),
]

/** The blocks with an id wherever Slack would have made one up. */
export function withIds<B extends AnyBlock>(blocks: readonly B[]): B[] {
  const named = <E>(element: E): E =>
    typeof element === 'object' &&
    element !== null &&
    'type' in element &&
    takesActionId(String(element.type))
      ? { action_id: newId('', 5), ...element }
      : element
  return blocks.map((block) => {
    const { elements, accessory, element, actions } = block as Partial<LooseBlock>
    return {
      ...block,
      block_id: block.block_id || newId('', 5),
      ...(block.type !== 'rich_text' && elements ? { elements: elements.map(named) } : {}),
      ...(accessory ? { accessory: named(accessory) } : {}),
      ...(element ? { element: named(element) } : {}),
      ...(actions ? { actions: actions.map(named) } : {}),
    }
  })
}

/** What the inputs hold: what was there before where the same input still stands, else what they begin with. */
export function stateOf(blocks: readonly AnyBlock[], before: StateValues = {}): StateValues {
  const state: StateValues = {}
  for (const { block, element } of elementsOf(blocks)) {
    const begun = beginning(element)
    if (!begun) continue
    const kept = before[block.block_id]?.[element.action_id] as { type?: string } | undefined
    state[block.block_id] = {
      ...state[block.block_id],
      [element.action_id]: kept?.type === element.type ? kept : begun,
    }
  }
  return state
}

/** The state with what someone entered. What they say of inputs that are not there is ignored. */
export function entered(blocks: readonly AnyBlock[], state: StateValues, given: StateValues): StateValues {
  const result = structuredClone(state)
  for (const { block, element } of elementsOf(blocks)) {
    const value = given[block.block_id]?.[element.action_id]
    const values = result[block.block_id]
    if (value === undefined || !values || !(element.action_id in values)) continue
    values[element.action_id] = {
      ...beginning(element),
      ...chosenOf(element, value as Chosen),
      type: element.type,
    }
  }
  return result
}

type Chosen = { value?: unknown; selected_option?: Option | null; selected_options?: Option[] }

/** What was chosen, with each option as the app wrote it: a page need only name its value. */
export function chosenOf(element: Element, chosen: Chosen): Record<string, unknown> {
  const options = optionsOf(element)
  const whole = (option: Option) => options.find((it) => it.value === option.value) ?? option
  return {
    ...chosen,
    ...(chosen.value === '' ? { value: null } : {}),
    ...(chosen.selected_option ? { selected_option: whole(chosen.selected_option) } : {}),
    ...(chosen.selected_options ? { selected_options: chosen.selected_options.map(whole) } : {}),
  }
}

/** What a Slack client says by itself of a form that cannot be sent, by block id. */
export function faultsOfInputs(blocks: readonly AnyBlock[], state: StateValues): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const { block, element } of elementsOf(blocks)) {
    if (block.type !== 'input') continue
    const value = state[block.block_id]?.[element.action_id] as Record<string, unknown> | undefined
    const fault = isEmpty(value)
      ? block.optional
        ? undefined
        : 'Please complete this required field.'
      : faultOf(element, value ?? {})
    if (fault) faults[block.block_id] = fault
  }
  return faults
}

function faultOf(element: Element, given: Record<string, unknown>): string | undefined {
  const value = typeof given.value === 'string' ? given.value : ''
  switch (element.type) {
    case 'plain_text_input': {
      const { min_length: least = 0, max_length: most = 3000 } = element
      if (value.length < least) return `Please enter at least ${least} characters.`
      if (value.length > most) return `Please enter no more than ${most} characters.`
      return undefined
    }
    case 'number_input': {
      const number = Number(value)
      if (!Number.isFinite(number)) return 'Please enter a number.'
      if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Please enter a whole number.'
      if (element.min_value !== undefined && number < Number(element.min_value)) {
        return `Please enter a number that is at least ${element.min_value}.`
      }
      if (element.max_value !== undefined && number > Number(element.max_value)) {
        return `Please enter a number that is at most ${element.max_value}.`
      }
      return undefined
    }
    case 'email_text_input':
      return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? undefined : 'Please enter a valid email address.'
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Please enter a valid URL.'
    default: {
      const several = Object.values(given).find(Array.isArray)
      const { max_selected_items: most } = element
      return most !== undefined && several && several.length > most
        ? `Please choose no more than ${most}.`
        : undefined
    }
  }
}

const isEmpty = (given: Record<string, unknown> | undefined): boolean =>
  Object.entries(given ?? {}).every(
    ([key, value]) =>
      key === 'type' ||
      value === null ||
      value === undefined ||
      (typeof value === 'string' && value.trim() === '') ||
      (Array.isArray(value) && value.length === 0),
  )

/** What an element holds before anyone touches it; undefined of one that holds nothing, such as a button. */
function beginning(element: Element): Record<string, unknown> | undefined {
  const { type } = element
  const field = fieldOf[type]
  if (!field) return undefined
  const initial = element[field.initial]
  return { type, [field.name]: initial ?? (field.name.endsWith('s') ? [] : null) }
}

const typed = { name: 'value', initial: 'initial_value' }
const fieldOf: Record<string, { name: string; initial: string }> = {
  plain_text_input: typed,
  number_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  rich_text_input: { name: 'rich_text_value', initial: 'initial_value' },
  checkboxes: { name: 'selected_options', initial: 'initial_options' },
  radio_buttons: { name: 'selected_option', initial: 'initial_option' },
  static_select: { name: 'selected_option', initial: 'initial_option' },
  multi_static_select: { name: 'selected_options', initial: 'initial_options' },
  datepicker: { name: 'selected_date', initial: 'initial_date' },
  timepicker: { name: 'selected_time', initial: 'initial_time' },
  datetimepicker: { name: 'selected_date_time', initial: 'initial_date_time' },
  users_select: { name: 'selected_user', initial: 'initial_user' },
  multi_users_select: { name: 'selected_users', initial: 'initial_users' },
  conversations_select: { name: 'selected_conversation', initial: 'initial_conversation' },
  multi_conversations_select: { name: 'selected_conversations', initial: 'initial_conversations' },
  channels_select: { name: 'selected_channel', initial: 'initial_channel' },
  multi_channels_select: { name: 'selected_channels', initial: 'initial_channels' },
}

const holdersOf = (block: LooseBlock): unknown[] => {
  const cards = block.type === 'carousel' ? ((block.elements ?? []) as LooseBlock[]) : []
  return [
    ...(block.type === 'rich_text' || block.type === 'carousel' ? [] : (block.elements ?? [])),
    ...(block.accessory ? [block.accessory] : []),
    ...(block.element ? [block.element] : []),
    ...(block.actions ?? []),
    ...cards.flatMap((card) => card.actions ?? []),
  ]
}

const takesActionId = (type: string): boolean =>
  type in fieldOf || ['button', 'overflow', 'feedback_buttons', 'icon_button'].includes(type)

const isInteractive = (element: unknown): element is Element =>
  typeof element === 'object' && element !== null && 'action_id' in element && 'type' in element
