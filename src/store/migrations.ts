// Brings a document of an older schema to the newest, by pure functions, and keeps the original beside it until a
// month and some days after. What a newer Balcony wrote is refused: an older one would lose what it does not know.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, StoreFault } from './errors.ts'

/** For each schema N the function from N to N + 1, which sets `schema` to N + 1. The newest known is the last + 1. */
export type Migrations = Readonly<Record<number, (old: unknown) => unknown>>

export type Migrated =
  | { is: 'current'; value: unknown }
  | { is: 'migrated'; value: unknown; from: number }
  | { is: 'newer'; schema: number; known: number }
  | { is: 'stuck'; from: number }

/** Reads `schema` in a parsed document. One that has none is passed on as it is: its zod schema will judge it. */
export function migrate(value: unknown, steps: Migrations): Migrated {
  const known = newestKnown(steps)
  const from = schemaOf(value)
  if (from === undefined || from === known) return { is: 'current', value }
  if (from > known) return { is: 'newer', schema: from, known }
  let current = value
  for (let schema = from; schema < known; schema++) {
    try {
      current = steps[schema]?.(current)
    } catch {
      // What a step throws may quote the document, so it goes no further.
      return { is: 'stuck', from }
    }
    if (schemaOf(current) !== schema + 1) return { is: 'stuck', from }
  }
  return { is: 'migrated', value: current, from }
}

/** Kept originals age out as backups do, since they may hold words that their writer has deleted. */
export const originalsKeptDays = 35

/** The name under which the original of a document of schema N is kept. */
export function originalOf(file: string, schema: number): string {
  return `${file}.v${schema}`
}

/** The kept originals in a folder that are older than they may be, as paths. */
export async function agedOriginals(folder: string, now: Date): Promise<string[]> {
  const oldest = now.getTime() - originalsKeptDays * 24 * 60 * 60 * 1000
  const aged: string[] = []
  for (const name of await readdir(folder)) {
    if (!/\.json\.v\d+$/.test(name)) continue
    const file = join(folder, name)
    const mtimeMs = await stat(file).then(
      (found) => found.mtimeMs,
      (cause) => {
        if (codeOf(cause) === 'ENOENT') return Number.POSITIVE_INFINITY
        throw new StoreFault({ doing: 'look at', file, cause })
      },
    )
    if (mtimeMs < oldest) aged.push(file)
  }
  return aged
}

/** The schema that these lead to. */
export function newestKnown(steps: Migrations): number {
  return Math.max(0, ...Object.keys(steps).map(Number)) + 1
}

function schemaOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('schema' in value)) return undefined
  return typeof value.schema === 'number' && Number.isInteger(value.schema) && value.schema > 0
    ? value.schema
    : undefined
}
