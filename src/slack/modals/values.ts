// What people put into a modal's fields, read from Slack's state by block id. One action in each input block.
import type { KnownBlock } from '@slack/types'

/** `view.state.values`, as Slack sends it. */
export type Values = Record<string, Record<string, Field>>

type Field = {
  value?: string | null
  selected_option?: { value: string } | null
  selected_options?: { value: string }[]
  selected_users?: string[]
  selected_conversation?: string | null
  selected_date?: string | null
  selected_time?: string | null
  selected_date_time?: number | null
}

/** What the fields held when the form was shown, for telling what somebody changed in it. */
export const shownIn = (blocks: readonly KnownBlock[] = []): Values =>
  Object.fromEntries(
    blocks.flatMap((block) => {
      if (block.type !== 'input' || !block.block_id) return []
      const { action_id = '', ...it } = block.element as Initially & { action_id?: string }
      const shown: Field = {
        value: it.initial_value,
        selected_option: it.initial_option,
        selected_options: it.initial_options,
        selected_date: it.initial_date,
      }
      return [[block.block_id, { [action_id]: shown }]]
    }),
  )

type Initially = {
  initial_value?: string
  initial_option?: { value: string }
  initial_options?: { value: string }[]
  initial_date?: string
}

const field = (values: Values, block: string): Field => Object.values(values[block] ?? {})[0] ?? {}

export const written = (values: Values, block: string): string | undefined =>
  field(values, block).value ?? undefined
export const chosen = (values: Values, block: string): string | undefined =>
  field(values, block).selected_option?.value
export const checked = (values: Values, block: string): string[] =>
  (field(values, block).selected_options ?? []).map(({ value }) => value)
export const people = (values: Values, block: string): string[] => field(values, block).selected_users ?? []
export const conversation = (values: Values, block: string): string | undefined =>
  field(values, block).selected_conversation ?? undefined
export const date = (values: Values, block: string): string | undefined =>
  field(values, block).selected_date ?? undefined
/** In seconds since 1970. */
export const dateTime = (values: Values, block: string): number | undefined =>
  field(values, block).selected_date_time ?? undefined
export const time = (values: Values, block: string): string | undefined =>
  field(values, block).selected_time ?? undefined
