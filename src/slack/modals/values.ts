// What people put into a modal's fields, read from Slack's state by block id. One action in each input block.

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
export const time = (values: Values, block: string): string | undefined =>
  field(values, block).selected_time ?? undefined
