// The document that the store's tests keep: small, and with all that a described document has.
import { z } from 'zod'
import { Instant } from '../../src/domain/model.ts'
import type { Described } from '../../src/ports.ts'

export const Note = z.strictObject({
  schema: z.literal(1),
  id: z.string(),
  count: z.int(),
  wakes: Instant.optional(),
  key: z.string().optional(),
  words: z.array(z.strictObject({ text: z.string() })),
})
export type Note = z.infer<typeof Note>

export function note(id: string, rest: Partial<Note> = {}): Note {
  return { schema: 1, id, count: 0, words: [], ...rest }
}

export function describeNote({ wakes, key }: Note): Described {
  return { wakeAt: wakes, keys: key === undefined ? [] : [key] }
}

/** The nth minute of the tests' day. */
export function minute(n: number): Instant {
  return Instant.parse(new Date(Date.UTC(2026, 0, 5, 0, n)).toISOString())
}

export const addOne = (it: Note): Note => ({ ...it, count: it.count + 1 })
