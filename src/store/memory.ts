// Documents kept in memory only: for the sandbox, and for tests of what stands on the store. It refuses, freezes and
// orders exactly as json.ts does; the contract suite holds both to it.
import type { z } from 'zod'
import type { Collection, Described, Document } from '../ports.ts'
import { describedIndex } from './described.ts'
import { asKept, checkId, takeTurns } from './document.ts'
import { IdTaken, NoSuchDocument, StoreClosed } from './errors.ts'

export type MemoryOptions<D extends Document> = {
  schema: z.ZodType<D>
  describe: (document: D) => Described
  /**
   * Told of every change just before it is kept, and of a removal, which leaves nothing; a removal of what cannot be
   * read is not told. Where it throws, nothing is changed.
   */
  beforeSave?: (before: D | undefined, after: D | undefined) => Promise<void>
}

/** A collection that ends with the process. */
export function memoryCollection<D extends Document>({
  schema,
  describe,
  beforeSave = async () => {},
}: MemoryOptions<D>): Collection<D> & { close(): Promise<void> } {
  const documents = new Map<string, D>()
  const index = describedIndex<D['id']>()
  const { inTurn, idle } = takeTurns()
  let closed = false

  function refuse(id: D['id']): void {
    checkId(id)
    if (closed) throw new StoreClosed()
  }

  function turn<T>(id: D['id'], work: () => T | Promise<T>): Promise<T> {
    refuse(id)
    return inTurn(id, async () => work())
  }

  async function save(id: D['id'], value: D): Promise<D> {
    const next = asKept(schema, id, value)
    const described = describe(next)
    const settle = index.claim(id, described.keys)
    try {
      await beforeSave(documents.get(id), next)
      documents.set(id, next)
      index.set(id, described)
      return next
    } finally {
      settle()
    }
  }

  return {
    async get(id) {
      refuse(id)
      return documents.get(id)
    },
    async create(document) {
      return await turn(document.id, () => {
        if (documents.has(document.id)) throw new IdTaken(document.id)
        return save(document.id, document)
      })
    },
    async update(id, change) {
      return await turn(id, () => {
        const current = documents.get(id)
        if (current === undefined) throw new NoSuchDocument(id)
        const changed = change(current)
        return changed === current ? current : save(id, changed)
      })
    },
    async remove(id) {
      await turn(id, async () => {
        const before = documents.get(id)
        if (before) await beforeSave(before, undefined)
        documents.delete(id)
        index.remove(id)
      })
    },
    ids: async () => index.ids(),
    find: async (key) => index.find(key),
    due: async (before, limit) => index.due(before, limit),
    nextWake: async () => index.nextWake(),
    async reindex(ids) {
      for (const id of ids) {
        await turn(id, () => {
          const document = documents.get(id)
          if (document !== undefined) index.set(id, describe(document))
        })
      }
    },
    async close() {
      closed = true
      await idle()
    },
  }
}
