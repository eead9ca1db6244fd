// The index on disk: what was said of each document, and by which time and size of its file that is still true.
// Losing it costs only a rebuild, so it is written late, and anything odd about it means "read the documents".
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { Instant } from '../domain/model.ts'
import type { Described } from '../ports.ts'
import { isSafeId } from './document.ts'
import { type Disk, type Stamp, temporaryFor, writeDurably } from './durable-file.ts'
import { codeOf, StoreFault } from './errors.ts'

/** Of one document. A stamp that fits no file means: read it at the next start. */
export type Indexed = { described: Described; stamp: Stamp }

export const noStamp: Stamp = { mtimeMs: 0, size: -1 }

const IndexFile = z.strictObject({
  format: z.literal(1),
  revision: z.string(),
  documents: z.record(z.string(), z.tuple([Instant.nullable(), z.array(z.string()), z.number(), z.number()])),
})

/** What the index says of documents; nothing where it is missing, damaged or of another revision than is asked for. */
export async function readIndex(
  file: string,
  revision?: string,
): Promise<{ keys: Map<string, readonly string[]>; fresh: Map<string, Indexed> }> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'EISDIR') return ''
    throw new StoreFault({ doing: 'read', file, cause })
  })
  const found = IndexFile.safeParse(parsed(text))
  const keys = new Map<string, readonly string[]>()
  const fresh = new Map<string, Indexed>()
  for (const [id, [wakeAt, held, mtimeMs, size]] of Object.entries(found.data?.documents ?? {})) {
    keys.set(id, held)
    if (revision !== undefined && found.data?.revision !== revision) continue
    fresh.set(id, { described: { wakeAt: wakeAt ?? undefined, keys: held }, stamp: { mtimeMs, size } })
  }
  return { keys, fresh }
}

/** Writes the index whole. Throws `StoreFault`. */
export async function writeIndex(
  disk: Disk,
  file: string,
  revision: string,
  entries: Iterable<readonly [string, Indexed]>,
): Promise<void> {
  const documents: z.input<typeof IndexFile>['documents'] = {}
  const young = Date.now() - 1_000
  for (const [id, { described, stamp }] of entries) {
    // A file written in the last moment could be written again within the same tick of the file system's clock, with
    // the same size. So its stamp proves nothing yet, and the next start reads it.
    const { mtimeMs, size } = stamp.mtimeMs > young ? noStamp : stamp
    documents[id] = [described.wakeAt ?? null, [...described.keys], mtimeMs, size]
  }
  const text = JSON.stringify({ format: 1, revision, documents } satisfies z.input<typeof IndexFile>)
  // Nothing to put back: after a failure either form is as good, since each document is checked against it.
  await writeDurably(disk, file, text, () => text)
}

/** What lies in a collection's folder: ids with their files' stamps, and names that are neither ours nor ids. */
export async function listFolder(
  folder: string,
): Promise<{ found: [string, Stamp][]; stale: string[]; strange: string[] }> {
  const names = await namesIn(folder)
  const stale = names.filter((name) => name.endsWith(temporaryFor('')))
  const documents = names.filter((name) => name.endsWith('.json'))
  const strange = documents.filter((name) => !isSafeId(idOf(name)))
  const found: [string, Stamp][] = []
  for (const batch of batches(
    documents.filter((name) => isSafeId(idOf(name))),
    64,
  )) {
    found.push(
      ...(await Promise.all(
        batch.map(async (name) => [idOf(name), await stampOf(join(folder, name))] as [string, Stamp]),
      )),
    )
  }
  return { found, stale, strange }
}

export async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch((cause) => {
    throw new StoreFault({ doing: 'list', file: folder, cause })
  })
}

/** The stamp of a file as it is now; none where it cannot be seen, so that reading it says why. */
async function stampOf(file: string): Promise<Stamp> {
  return await stat(file).then(
    ({ mtimeMs, size }) => ({ mtimeMs, size }),
    () => noStamp,
  )
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.size >= 0 && a.mtimeMs === b.mtimeMs && a.size === b.size
}

/** Beside the collection's folder, so that everything in the folder is a document. */
export function indexFileOf(folder: string): string {
  return join(dirname(folder), `${basename(folder)}.index.json`)
}

/**
 * Saves late and together: `soon` within half a minute, `now` at once. One at a time, and a save that was asked for
 * while another ran covers everyone who asked.
 */
export function lateSaving(save: () => Promise<void>) {
  let wanted = false
  let queue: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  async function saveIfWanted(): Promise<void> {
    if (!wanted) return
    wanted = false
    try {
      await save()
    } catch (error) {
      wanted = true
      throw error
    }
  }

  function now(): Promise<void> {
    wanted = true
    clearTimeout(timer)
    timer = undefined
    queue = queue.catch(() => {}).then(saveIfWanted)
    return queue
  }

  return {
    now,
    soon(): void {
      wanted = true
      // A failure is left for the next save: the index can be made again, and a full disk speaks up elsewhere.
      timer ??= setTimeout(() => now().catch(() => {}), 30_000).unref()
    },
    /** Saves what is not saved yet, and lets no timer run on. */
    async finish(): Promise<void> {
      clearTimeout(timer)
      timer = undefined
      await queue.catch(() => {})
      await saveIfWanted()
    },
  }
}

export function* batches<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

function idOf(name: string): string {
  return name.slice(0, -'.json'.length)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
