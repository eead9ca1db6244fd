// One document's file, as a lowdb adapter: reads it without ever taking damage for absence, and writes it durably.
// lowdb itself reads null, 0 or an empty file as "no data" and the next write overwrites what was there; here a file
// that is there holds a document or throws.
import { type Adapter, Low } from 'lowdb'
import type { z } from 'zod'
import type { Document } from '../ports.ts'
import { deepFreeze, whyRefused } from './document.ts'
import { type Disk, type Stamp, writeDurably } from './durable-file.ts'
import { codeOf, DamagedDocument, StoreFault } from './errors.ts'
import { type Migrations, migrate, originalOf } from './migrations.ts'

/** A document as it is on disk. `low.data` is null where there is none, and never ahead of the file. */
export type Page<D> = { low: Low<D | null>; migratedFrom: number | undefined }

export type Library<D extends Document> = {
  disk: Disk
  schema: z.ZodType<D>
  migrations: Migrations
}

/** Reads a document. Throws `DamagedDocument` for a file that holds none, `StoreFault` for one that cannot be read. */
export async function readPage<D extends Document>(
  library: Library<D>,
  id: D['id'],
  file: string,
): Promise<Page<D>> {
  let migratedFrom: number | undefined
  const adapter: Adapter<D | null> = {
    async read() {
      const text = await readText(library.disk, id, file)
      if (text === undefined) return null
      const understood = understand(library, id, file, text)
      migratedFrom = understood.migratedFrom
      return understood.document
    },
    write: neverWritten,
  }
  const low = new Low<D | null>(adapter, null)
  await low.read()
  return { low, migratedFrom }
}

/**
 * Writes a document that was validated and frozen, and gives the page that takes the place of `before` now that it is
 * on disk. `Low.update` changes memory first and writes after; so each form of a document gets a `Low` of its own.
 */
export async function writePage<D extends Document>(
  { disk }: Pick<Library<D>, 'disk'>,
  { file, before, next }: { file: string; before: Page<D>; next: D },
): Promise<{ page: Page<D>; stamp: Stamp }> {
  let stamp: Stamp = { mtimeMs: 0, size: 0 }
  const adapter: Adapter<D | null> = {
    read: async () => next,
    async write(document) {
      const old = before.low.data
      stamp = await writeDurably(disk, file, asText(document), () => (old === null ? undefined : asText(old)))
    },
  }
  if (before.migratedFrom !== undefined) await keepOriginal(disk, file, before.migratedFrom)
  const low = new Low<D | null>(adapter, next)
  await low.write()
  return { page: { low, migratedFrom: undefined }, stamp }
}

/** The page of a document that is not there. */
export function absentPage<D>(): Page<D> {
  return {
    low: new Low<D | null>({ read: async () => null, write: neverWritten }, null),
    migratedFrom: undefined,
  }
}

async function neverWritten(): Promise<void> {
  throw new Error('A page that was read is not written: writePage makes the next one.')
}

/** Indented, so that a person can open it and read. */
function asText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

/** What a document's text says. Throws `DamagedDocument`. */
export function understand<D extends Document>(
  { schema, migrations }: Pick<Library<D>, 'schema' | 'migrations'>,
  id: D['id'],
  file: string,
  text: string,
): { document: D; migratedFrom: number | undefined } {
  const damaged = (why: string, remedy?: string) =>
    new DamagedDocument({ id, file, why, ...(remedy ? { remedy } : {}) })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, which may be someone's words.
    throw damaged(text.length === 0 ? 'is empty' : 'is not JSON: it may have been cut short')
  }
  const migrated = migrate(value, migrations)
  if (migrated.is === 'newer') {
    throw damaged(
      `is of schema ${migrated.schema}, and this Balcony knows ${migrated.known} at most`,
      'Start the newer Balcony again, or restore a backup made before the upgrade.',
    )
  }
  if (migrated.is === 'stuck')
    throw damaged(`is of schema ${migrated.from} and could not be brought up to date`)
  const parsed = schema.safeParse(migrated.value)
  if (!parsed.success) throw damaged(whyRefused(parsed.error))
  if (parsed.data.id !== id) throw damaged('holds a document of another id')
  return {
    document: deepFreeze(parsed.data),
    migratedFrom: migrated.is === 'migrated' ? migrated.from : undefined,
  }
}

async function readText(disk: Disk, id: string, file: string): Promise<string | undefined> {
  const bytes = await readBytes(disk, file)
  if (bytes === undefined) return undefined
  try {
    // Fatal: otherwise a broken character would be replaced on reading, and the damage made lasting by the next write.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new DamagedDocument({ id, file, why: 'is not text in UTF-8' })
  }
}

async function readBytes(disk: Disk, file: string): Promise<Buffer | undefined> {
  try {
    return await disk.read(file)
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined
    throw new StoreFault({ doing: 'read', file, cause })
  }
}

/** The document as an older Balcony wrote it, before the first write of the newer form. It was readable a moment ago. */
async function keepOriginal(disk: Disk, file: string, schema: number): Promise<void> {
  const bytes = await readBytes(disk, file)
  if (bytes === undefined) return
  const original = originalOf(file, schema)
  const kept = await readBytes(disk, original)
  await writeDurably(disk, original, bytes.toString('utf8'), () => kept?.toString('utf8'))
}
