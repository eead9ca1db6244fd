// Opens Balcony's documents: takes the folder's lock before anything is read, and chooses the adapter. What it gives
// does not tell which one it is.
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import type { Instant } from '../domain/model.ts'
import type { Collection, Described, Document } from '../ports.ts'
import { checkId } from './document.ts'
import { realDisk, removeFile, writeDurably } from './durable-file.ts'
import { type Damage, jsonCollection } from './json.ts'
import type { CollectionName } from './kinds.ts'
import { holdLock } from './lock.ts'
import { type MemoryOptions, memoryCollection } from './memory.ts'
import type { Migrations } from './migrations.ts'
import { type Standstill, standstill } from './standstill.ts'

/** `memory: true` keeps nothing; otherwise files go to `<folder>/<workspace>/<collection>/<id>.json`. */
export type StoreOptions = ({ memory: true } | { folder: string; memory?: false }) & {
  onDamaged: (problem: Damage) => void
  now: () => Instant
}

export type CollectionOptions<D extends Document> = {
  /** The workspace's id, safe as a folder's name. */
  workspace: string
  schema: z.ZodType<D>
  describe: (document: D) => Described
  /** Names the rules and settings by which `describe` works; see `JsonOptions`. */
  revision: () => string
  migrations?: Migrations
} & Pick<MemoryOptions<D>, 'beforeSave'>

export type Store = {
  /** Opens a collection; each can be opened once. Throws `StoreFault` where its folder cannot be used. */
  collection<D extends Document>(name: CollectionName, options: CollectionOptions<D>): Promise<Collection<D>>
  /** Removes what may be kept no longer. For a daily job. */
  sweep(): Promise<void>
  /** Does something while no document is being written, so that all can be seen as they are at one instant. */
  whileStill: Standstill['whileStill']
  /** Files that hold no document that can be used. */
  damaged(): Promise<string[]>
  /** Makes a small file durable and removes it, as a document would be. Throws `StoreFault` where that fails. */
  probe(): Promise<void>
  /** Waits for what is under way, then lets the folder go. */
  close(): Promise<void>
}

type Opened = { sweep?(): Promise<void>; damaged?(): string[]; close(): Promise<void> }

/** Throws `FolderInUse` where another process has the folder, `StoreFault` where it cannot be used. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const folder = options.memory ? undefined : resolve(options.folder)
  const lock = folder === undefined ? undefined : await holdLock(folder)
  const opened = new Map<string, Promise<Opened>>()
  const { writing, whileStill } = standstill()

  return {
    async collection<D extends Document>(name: CollectionName, wanted: CollectionOptions<D>) {
      checkId(wanted.workspace)
      const path = join(wanted.workspace, name)
      if (opened.has(path)) throw new Error(`The collection ${path} is open already: pass that one on.`)
      const opening =
        folder === undefined
          ? Promise.resolve(memoryCollection(wanted))
          : jsonCollection({ ...wanted, ...options, writing, folder: join(folder, path) })
      opened.set(path, opening)
      return await opening.catch((error) => {
        opened.delete(path)
        throw error
      })
    },
    async sweep() {
      for (const collection of opened.values()) await (await collection).sweep?.()
    },
    whileStill,
    async damaged() {
      const all = await Promise.all(opened.values())
      return all.flatMap((it) => it.damaged?.() ?? [])
    },
    async probe() {
      if (folder === undefined) return
      const file = join(folder, 'probe.tmp')
      await writeDurably(realDisk, file, 'probe\n', () => undefined)
      await removeFile(realDisk, file)
    },
    async close() {
      await Promise.allSettled([...opened.values()].map(async (collection) => (await collection).close()))
      await lock?.release()
    },
  }
}
