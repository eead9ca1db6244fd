// Documents kept as files, one JSON document each: `<folder>/<id>.json`. Reads lazily, writes durably, and shows in
// memory only what is on disk. It holds no lock: open.ts does, and nothing else may write in the folder.
import { join } from 'node:path'
import type { z } from 'zod'
import type { Instant } from '../domain/model.ts'
import type { Collection, Described, Document } from '../ports.ts'
import { type DescribedIndex, describedIndex } from './described.ts'
import { asKept, checkId, takeTurns } from './document.ts'
import { absentPage, type Library, type Page, readPage, writePage } from './document-file.ts'
import {
  type Disk,
  makeFolder,
  realDisk,
  removeFile,
  type Stamp,
  syncFolder,
  temporaryFor,
} from './durable-file.ts'
import { DamagedDocument, IdTaken, NoSuchDocument, StoreClosed, StoreFault } from './errors.ts'
import {
  batches,
  type Indexed,
  indexFileOf,
  lateSaving,
  listFolder,
  namesIn,
  noStamp,
  readIndex,
  sameStamp,
  writeIndex,
} from './index-file.ts'
import type { MemoryOptions } from './memory.ts'
import { agedOriginals, type Migrations } from './migrations.ts'
import type { Standstill } from './standstill.ts'

export type Damage = { file: string; id: string; why: string }

export type JsonOptions<D extends Document> = {
  /** Made where it is not there, for its owner's eyes only. Keep it off network file systems. */
  folder: string
  schema: z.ZodType<D>
  describe: (document: D) => Described
  /** Names the rules and settings by which `describe` works. Where it differs from the last run's, all is described anew. */
  revision: () => string
  /** Told once of each file that cannot be used, at the start or when it is met. Everything else runs on. */
  onDamaged: (problem: Damage) => void
  now: () => Instant
  migrations?: Migrations
  /** How many documents are kept in memory; the others are read when asked for. */
  cached?: number
  disk?: Disk
  /** What every piece of writing goes through. */
  writing?: Standstill['writing']
} & Pick<MemoryOptions<D>, 'beforeSave'>

export type JsonCollection<D extends Document> = Collection<D> & {
  /** Removes what may be kept no longer: originals of migrated documents, after 35 days. Done at the start as well. */
  sweep(): Promise<void>
  /** Files that hold no document that can be used. */
  damaged(): string[]
  /** Waits for what is under way and writes the index. Nothing can be asked afterwards. */
  close(): Promise<void>
}

/** Opens the folder. Throws `StoreFault` where it cannot be used at all; one document's damage is told to `onDamaged`. */
export async function jsonCollection<D extends Document>(
  options: JsonOptions<D>,
): Promise<JsonCollection<D>> {
  type Id = D['id']
  const { folder, schema, describe, onDamaged, now, migrations = {}, cached = 500, disk = realDisk } = options
  const { writing = (work) => work(), beforeSave = async () => {} } = options
  const library: Library<D> = { disk, schema, migrations }
  const indexFile = indexFileOf(folder)
  // As it was at the start: had it changed since, some documents might be described by the old rules.
  const revision = options.revision()
  const fileOf = (id: Id) => join(folder, `${id}.json`)

  const { inTurn, idle } = takeTurns()
  const recent = new Map<Id, Page<D>>()
  const reading = new Map<Id, Promise<Page<D>>>()
  /** Pages shown while their file is being replaced, and after a failure that left the file newer than it may seem. */
  const shown = new Map<Id, Page<D>>()
  const damaged = new Set<Id>()
  const stamps = new Map<Id, Stamp>()
  let index: DescribedIndex<Id> = describedIndex<Id>()
  let closed = false

  await makeFolder(disk, folder)
  await sweep()
  const differs = await openIndex()
  const saving = lateSaving(() => writeIndex(disk, indexFile, revision, indexed()))
  if (differs) await saving.now()

  async function get(id: Id): Promise<D | undefined> {
    refuseIfClosed()
    return (await pageOf(id)).low.data ?? undefined
  }

  async function create(document: D): Promise<D> {
    refuseIfClosed()
    checkId(document.id)
    return await inTurn(document.id, async () => {
      // Throws where the file is there and damaged: that id is taken too.
      const page = await pageOf(document.id)
      if (page.low.data !== null) throw new IdTaken(document.id)
      return await save(page, asKept(schema, document.id, document))
    })
  }

  async function update(id: Id, change: (current: D) => D): Promise<D> {
    refuseIfClosed()
    checkId(id)
    return await inTurn(id, async () => {
      const page = await pageOf(id)
      const current = page.low.data
      if (current === null) throw new NoSuchDocument(id)
      const changed = change(current)
      return changed === current ? current : await save(page, asKept(schema, id, changed))
    })
  }

  async function save(before: Page<D>, next: D): Promise<D> {
    const id: Id = next.id
    const described = describe(next)
    const settle = index.claim(id, described.keys)
    shown.set(id, before)
    try {
      await quiet(id)
      const { page, stamp } = await writing(async () => {
        await beforeSave(before.low.data ?? undefined, next)
        return await writePage(library, { file: fileOf(id), before, next })
      })
      remember(id, page)
      index.set(id, described)
      stamps.set(id, stamp)
      shown.delete(id)
      saving.soon()
      return next
    } catch (error) {
      if (!(error instanceof StoreFault && error.unsettled)) shown.delete(id)
      throw error
    } finally {
      settle()
    }
  }

  /** Also removes what else there is of the document: temporary files, kept originals, copies set aside. */
  async function remove(id: Id): Promise<void> {
    refuseIfClosed()
    checkId(id)
    await inTurn(id, async () => {
      const page = await pageOf(id).catch(unlessUnusable)
      shown.set(id, absentPage())
      try {
        await quiet(id)
        await writing(async () => {
          if (page?.low.data) await beforeSave(page.low.data, undefined)
          const others = (await namesIn(folder)).filter((name) => name.startsWith(`${id}.json.`))
          for (const name of others) await removeFile(disk, join(folder, name))
          await removeFile(disk, fileOf(id))
          forget(id)
          await syncFolder(disk, folder).catch((cause) => {
            throw new StoreFault({ doing: 'remove', file: fileOf(id), cause })
          })
        })
      } finally {
        shown.delete(id)
      }
      // The index on disk names the erased document's keys, so it is not left for later.
      await saving.now()
    })
  }

  async function reindex(ids: readonly Id[]): Promise<void> {
    refuseIfClosed()
    for (const batch of batches(ids, 16)) {
      await Promise.all(
        batch.map((id) =>
          inTurn(id, async () => {
            const page = shown.get(id) ?? recent.get(id) ?? (await read(id).catch(unlessUnusable))
            if (page?.low.data) index.set(id, describe(page.low.data))
          }),
        ),
      )
    }
    // The documents' files have not changed, so nothing but the index on disk can tell the next start of this.
    await saving.now()
  }

  /** The document's page: from memory, or read once however many ask. Never ahead of what is durable. */
  async function pageOf(id: Id): Promise<Page<D>> {
    checkId(id)
    const known = shown.get(id) ?? recent.get(id)
    if (known) {
      if (recent.has(id)) remember(id, known)
      return known
    }
    const under = reading.get(id)
    if (under) return await under
    const mine = read(id)
      .then((page) => {
        if (page.low.data === null) forget(id)
        else remember(id, page)
        return page
      })
      .finally(() => reading.delete(id))
    reading.set(id, mine)
    return await mine
  }

  /** Waits for a reading that began before the file was to change. Whoever asks from now on is answered by `shown`. */
  async function quiet(id: Id): Promise<void> {
    await reading.get(id)?.catch(() => {})
  }

  /** Reads the file, and notes where it has become damaged or was repaired by hand. */
  async function read(id: Id): Promise<Page<D>> {
    try {
      const page = await readPage(library, id, fileOf(id))
      if (page.low.data !== null && damaged.delete(id)) {
        index.set(id, describe(page.low.data))
        stamps.set(id, noStamp)
      }
      return page
    } catch (error) {
      // A fault of the disk may pass, so the document stays due; damage will not mend itself.
      if (error instanceof DamagedDocument) noteDamage(id, error, index.get(id)?.keys ?? [])
      throw error
    }
  }

  /**
   * A damaged file stays where it is, under its own name: so nothing can be created over it, restoring or repairing it
   * is one step, and no list of moved files is needed. Its keys stay its own: whoever is found by them gets an error,
   * not a second, empty document.
   */
  function noteDamage(id: Id, error: DamagedDocument | StoreFault, keys: readonly string[]): void {
    index.set(id, { wakeAt: undefined, keys })
    stamps.set(id, noStamp)
    if (damaged.has(id)) return
    damaged.add(id)
    onDamaged({ file: error.file, id, why: error.message })
  }

  function remember(id: Id, page: Page<D>): void {
    recent.delete(id)
    recent.set(id, page)
    if (recent.size <= cached) return
    for (const oldest of recent.keys()) {
      recent.delete(oldest)
      break
    }
  }

  function forget(id: Id): void {
    for (const known of [recent, stamps, damaged]) known.delete(id)
    index.remove(id)
  }

  /** Describes what the index on disk cannot vouch for, and says whether that made any difference to it. */
  async function openIndex(): Promise<boolean> {
    const { keys, fresh } = await readIndex(indexFile, revision)
    const { found, stale, strange } = await listFolder(folder)
    await removeFile(disk, temporaryFor(indexFile))
    for (const name of stale) await removeFile(disk, join(folder, name))
    for (const name of strange) {
      const file = join(folder, name)
      onDamaged({ file, id: '', why: `${file} has a name that is no document's, and was left alone.` })
    }
    const entries: [Id, Described][] = []
    const unread: [Id, Stamp][] = []
    for (const [id, stamp] of found) {
      const known = fresh.get(id)
      if (known && sameStamp(known.stamp, stamp)) {
        entries.push([id, known.described])
        stamps.set(id, stamp)
      } else unread.push([id, stamp])
    }
    const unusable: [Id, DamagedDocument | StoreFault][] = []
    for (const batch of batches(unread, 16)) {
      await Promise.all(
        batch.map(async ([id, stamp]) => {
          const document = await readPage(library, id, fileOf(id)).then(
            (page) => page.low.data,
            (error) => {
              if (!isUnusable(error)) throw error
              unusable.push([id, error])
            },
          )
          if (!document) return
          try {
            entries.push([id, describe(document)])
            stamps.set(id, stamp)
          } catch {
            // One document that trips the rules keeps no other from waking. It is described again at the next start.
            entries.push([id, { wakeAt: undefined, keys: keys.get(id) ?? [] }])
            const why = `${fileOf(id)} could not be described, so it will not wake until it changes: a fault in Balcony.`
            onDamaged({ file: fileOf(id), id, why })
          }
        }),
      )
    }
    index = describedIndex(entries)
    for (const [id, error] of unusable) noteDamage(id, error, keys.get(id) ?? [])
    for (const { id, by } of index.overshadowed()) {
      const why = `${fileOf(id)} has a key that ${fileOf(by)} has too, so only that one is found by it. Remove one.`
      onDamaged({ file: fileOf(id), id, why })
    }
    return unread.length > 0 || keys.size !== found.length
  }

  function* indexed(): Generator<[string, Indexed]> {
    for (const id of index.ids()) {
      yield [
        id,
        { described: index.get(id) ?? { wakeAt: undefined, keys: [] }, stamp: stamps.get(id) ?? noStamp },
      ]
    }
  }

  async function sweep(): Promise<void> {
    const aged = await agedOriginals(folder, new Date(now()))
    for (const file of aged) await removeFile(disk, file)
    if (aged.length > 0) await syncFolder(disk, folder)
  }

  async function close(): Promise<void> {
    closed = true
    await idle()
    // Without it the next start reads the documents again, which is no reason to end in an error.
    await saving.finish().catch(() => {})
  }

  function refuseIfClosed(): void {
    if (closed) throw new StoreClosed()
  }

  return {
    get,
    create,
    update,
    remove,
    reindex,
    ids: async () => index.ids().filter((id) => !damaged.has(id)),
    find: async (key) => index.find(key),
    due: async (before, limit) => index.due(before, limit),
    nextWake: async () => index.nextWake(),
    sweep,
    damaged: () => [...damaged].map(fileOf),
    close,
  }
}

/** A document that cannot be used was told of already; the others are still to be described. */
function unlessUnusable(error: unknown): undefined {
  if (!isUnusable(error)) throw error
}

function isUnusable(error: unknown): error is DamagedDocument | StoreFault {
  return error instanceof DamagedDocument || error instanceof StoreFault
}
