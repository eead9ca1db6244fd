// What stands in the inputs of a message or a view: what the app put there, overlaid with what the person changed.
// In Slack's own shape, because it is sent back as it is. Pure.
import type {
  ActionsBlockElement,
  AnyBlock,
  Button,
  ImageElement,
  InputBlock,
  KnownBlock,
  Overflow,
  SectionBlock,
  WorkflowButton,
} from '@slack/types'
import type { StateValues } from '../page-api.ts'

/** An element that holds a value, wherever it stands. */
export type Control = Exclude<
  InputBlock['element'] | ActionsBlockElement | NonNullable<SectionBlock['accessory']>,
  Button | Overflow | WorkflowButton | ImageElement
>

/** An element's value in Slack's shape, without its type: `{ selected_date: '2026-11-24' }`. */
export type Chosen = Record<string, unknown>

/** Only what the person changed, in the shape of `StateValues`. */
export type Touched = Readonly<Record<string, Readonly<Record<string, Chosen>>>>

export const touch = (touched: Touched, blockId: string, actionId: string, chosen: Chosen): Touched => ({
  ...touched,
  [blockId]: { ...touched[blockId], [actionId]: chosen },
})

/** The state of all inputs, as Slack sends it. */
export const stateOf = (blocks: readonly AnyBlock[], touched: Touched): StateValues => {
  const state: StateValues = {}
  for (const { blockId, control } of controlsIn(blocks)) {
    const actionId = control.action_id ?? ''
    state[blockId] = {
      ...state[blockId],
      [actionId]: { ...chosenIn(control, blockId, touched), type: control.type },
    }
  }
  return state
}

/** What stands in one input now. */
export const chosenIn = (control: Control, blockId: string, touched: Touched): Chosen =>
  touched[blockId]?.[control.action_id ?? ''] ?? chosenAtFirst(control)

/** What a control's value is called, in the action and in the element: `selected_date`, `initial_date`. */
export const fieldOf = (control: Control): Field =>
  fields[control.type] ?? { chosen: 'value', initial: 'initial_value' }

export const isEmpty = (control: Control, chosen: Chosen): boolean => {
  const value = chosen[fieldOf(control).chosen]
  if (value === null || value === undefined || value === '') return true
  return Array.isArray(value) && value.length === 0
}

/** Input blocks that must be filled in and are not, or not as long as asked: block id → what to say, in Slack's words. */
export const faultsIn = (blocks: readonly AnyBlock[], touched: Touched): Record<string, string> => {
  const faults: Record<string, string> = {}
  for (const block of blocks as KnownBlock[]) {
    if (block.type !== 'input') continue
    const blockId = block.block_id ?? ''
    const chosen = chosenIn(block.element, blockId, touched)
    const fault = isEmpty(block.element, chosen)
      ? !block.optional && 'Please complete this required field.'
      : lengthFault(block.element, chosen)
    if (fault) faults[blockId] = fault
  }
  return faults
}

type Field = { chosen: string; initial: string; many?: boolean }

const fields: Partial<Record<Control['type'], Field>> = {
  static_select: { chosen: 'selected_option', initial: 'initial_option' },
  external_select: { chosen: 'selected_option', initial: 'initial_option' },
  radio_buttons: { chosen: 'selected_option', initial: 'initial_option' },
  multi_static_select: { chosen: 'selected_options', initial: 'initial_options', many: true },
  multi_external_select: { chosen: 'selected_options', initial: 'initial_options', many: true },
  checkboxes: { chosen: 'selected_options', initial: 'initial_options', many: true },
  datepicker: { chosen: 'selected_date', initial: 'initial_date' },
  timepicker: { chosen: 'selected_time', initial: 'initial_time' },
  datetimepicker: { chosen: 'selected_date_time', initial: 'initial_date_time' },
  users_select: { chosen: 'selected_user', initial: 'initial_user' },
  multi_users_select: { chosen: 'selected_users', initial: 'initial_users', many: true },
  conversations_select: { chosen: 'selected_conversation', initial: 'initial_conversation' },
  multi_conversations_select: {
    chosen: 'selected_conversations',
    initial: 'initial_conversations',
    many: true,
  },
  channels_select: { chosen: 'selected_channel', initial: 'initial_channel' },
  multi_channels_select: { chosen: 'selected_channels', initial: 'initial_channels', many: true },
  rich_text_input: { chosen: 'rich_text_value', initial: 'initial_value' },
}

const chosenAtFirst = (control: Control): Chosen => {
  const field = fieldOf(control)
  const initial = (control as unknown as Record<string, unknown>)[field.initial]
  return { [field.chosen]: initial ?? (field.many ? [] : null) }
}

const lengthFault = (control: Control, chosen: Chosen): string | undefined => {
  if (control.type !== 'plain_text_input') return undefined
  const length = String(chosen.value).length
  if (control.min_length && length < control.min_length)
    return `Must be at least ${control.min_length} characters.`
  if (control.max_length && length > control.max_length)
    return `Must be at most ${control.max_length} characters.`
  return undefined
}

/** Whether an element holds a value, rather than being pressed and forgotten. */
export const isControl = (element: { type: string } | undefined): element is Control =>
  element !== undefined && (element.type in fields || element.type.endsWith('_input'))

const controlsIn = (blocks: readonly AnyBlock[]): { blockId: string; control: Control }[] =>
  (blocks as KnownBlock[]).flatMap((block) =>
    elementsOf(block)
      .filter(isControl)
      .map((control) => ({ blockId: block.block_id ?? '', control })),
  )

const elementsOf = (block: KnownBlock): { type: string }[] => {
  if (block.type === 'input') return [block.element]
  if (block.type === 'actions') return block.elements
  if (block.type === 'section' && block.accessory) return [block.accessory]
  return []
}
