// What every method of the Web API is made of: its right, its arguments, its answer.
import { z } from 'zod'
import type { FileBytes } from './file-bytes.ts'
import type { Triggers } from './triggers.ts'
import type { Workspace } from './workspace.ts'

export type Args = Record<string, unknown>
export type Refused = { ok: false; error: string; [more: string]: unknown }
export type Answer = { ok: true; [more: string]: unknown } | Refused

/** What a method may use. */
export type Around = {
  workspace: Workspace
  triggers: Triggers
  /** Tells the app of an event. */
  tell(event: Record<string, unknown>): void
  /** An address where a new Socket Mode connection may be opened, once. */
  newSocketUrl(): string
  /** The address that a file's bytes may be sent to, once. */
  uploadUrl(key: string): string
  fileBytes: FileBytes
  apiUrl(): string
}

export type Method = {
  token: 'bot' | 'app'
  /** Calls a minute that Slack allows; see limits.ts. */
  perMinute: number
  /** The scope that this call needs, if any: it may depend on the conversation. */
  scope?(args: Args, around: Around): string | undefined
  run(args: Args, around: Around): Answer
}

/**
 * The arguments of one call as the method wants them, or Slack's refusal of them.
 * Everything arrives as a string: the schema says what is in it.
 */
export function checkedArgs<S extends z.ZodType>(
  schema: S,
  args: Args,
): { is: 'good'; args: z.infer<S> } | { is: 'bad'; refused: Refused } {
  const parsed = schema.safeParse(args)
  if (parsed.success) return { is: 'good', args: parsed.data }
  const messages = parsed.error.issues.map((issue) => {
    const name = issue.path.map(String).join('/')
    return args[name] === undefined
      ? `[ERROR] missing required field: ${name}`
      : `[ERROR] ${issue.message} [json-pointer:/${name}]`
  })
  return { is: 'bad', refused: invalidArguments(messages) }
}

export const invalidArguments = (messages: readonly string[]): Refused => ({
  ok: false,
  error: 'invalid_arguments',
  response_metadata: { messages },
})

/** An argument that is true or false, in any of the ways in which clients write that. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0', ''])])
  .optional()
  .transform((it) => it === true || it === 'true' || it === '1')

/** An argument that is JSON: a string of it in a form, or the thing itself in a JSON body. */
export function jsonIn(value: unknown): { is: 'good'; value: unknown } | { is: 'bad' } {
  if (typeof value !== 'string') return { is: 'good', value }
  try {
    return { is: 'good', value: JSON.parse(value) }
  } catch {
    return { is: 'bad' }
  }
}
