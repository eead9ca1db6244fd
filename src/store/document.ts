// What a document must be to be kept: an id that is safe as a file's name, a form that survives being written and
// read, and frozen through and through. Both adapters use this, so that neither keeps what the other refuses.
import type { z } from 'zod'
import type { Document } from '../ports.ts'
import { RefusedDocument, UnsafeId } from './errors.ts'

/**
 * The document as it will be read back from disk, frozen; it shares nothing with `value`.
 * Throws `RefusedDocument` where the schema would refuse what JSON makes of it, or where its id is not `id`.
 */
export function asKept<D extends Document>(schema: z.ZodType<D>, id: D['id'], value: D): D {
  // Through JSON first: a date or a map would be written without complaint, and be damaged when read.
  const text = JSON.stringify(value)
  const parsed = schema.safeParse(text === undefined ? undefined : JSON.parse(text))
  if (!parsed.success) throw new RefusedDocument(id, whyRefused(parsed.error))
  if (parsed.data.id !== id) throw new RefusedDocument(id, 'has another id than before')
  return deepFreeze(parsed.data)
}

/** Where the schema refused a document, and why: paths and expectations, never the values. */
export function whyRefused(error: z.ZodError): string {
  const first = error.issues[0]
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : ''
  return `does not fit its schema at ${first?.path.join('.') || 'its top'}: ${first?.code}${more}`
}

/** Throws `UnsafeId` where the id cannot be a file's name on every system that Balcony runs on. */
export function checkId(id: string): void {
  if (!isSafeId(id)) throw new UnsafeId()
}

/** No dots, so that `<id>.json.` begins the names of one document's own files and of no other's. */
export function isSafeId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(id) && !/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(id)
}

export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
  return value
}

/** Runs pieces of work of one id one after the other, in the order asked, and of different ids at once. */
export function takeTurns() {
  const tails = new Map<string, Promise<unknown>>()
  return {
    inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
      const mine = (tails.get(id) ?? Promise.resolve()).then(work)
      const tail = mine
        .catch(() => {})
        .then(() => {
          if (tails.get(id) === tail) tails.delete(id)
        })
      tails.set(id, tail)
      return mine
    },
    /** Resolves once all work asked for so far is done. */
    async idle(): Promise<void> {
      await Promise.all(tails.values())
    },
  }
}
