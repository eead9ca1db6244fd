// The index in memory: which documents wake when, and which has which key. It knows no documents and no files.
// An ordered array is enough: with 100,000 documents an insertion moves less than a megabyte, some 20 microseconds.
import type { Instant } from '../domain/model.ts'
import type { Described } from '../ports.ts'
import { KeyTaken } from './errors.ts'

type Waking<Id> = { wakeAt: Instant; id: Id }

/** An index of what `describe` said of each document. All of it is synchronous. */
export function describedIndex<Id extends string>(initial: Iterable<readonly [Id, Described]> = []) {
  const entries = new Map<Id, Described>(initial)
  const waking: Waking<Id>[] = []
  const holders = new Map<string, Id[]>()
  const claims = new Map<string, Id>()

  for (const [id, { wakeAt, keys }] of entries) {
    if (wakeAt !== undefined) waking.push({ wakeAt, id })
    for (const key of keys) hold(key, id)
  }
  waking.sort(compare)

  function set(id: Id, described: Described): void {
    remove(id)
    entries.set(id, described)
    const { wakeAt, keys } = described
    if (wakeAt !== undefined) waking.splice(placeOf(waking, { wakeAt, id }), 0, { wakeAt, id })
    for (const key of keys) hold(key, id)
  }

  function remove(id: Id): void {
    const before = entries.get(id)
    if (!before) return
    entries.delete(id)
    if (before.wakeAt !== undefined) waking.splice(placeOf(waking, { wakeAt: before.wakeAt, id }), 1)
    for (const key of before.keys) {
      const rest = holders.get(key)?.filter((holder) => holder !== id) ?? []
      if (rest.length === 0) holders.delete(key)
      else holders.set(key, rest)
    }
  }

  function hold(key: string, id: Id): void {
    const others = holders.get(key)
    if (others === undefined) holders.set(key, [id])
    else if (!others.includes(id)) holders.set(key, [...others, id].sort())
  }

  return {
    set,
    remove,
    get: (id: Id): Described | undefined => entries.get(id),
    ids: (): Id[] => [...entries.keys()],
    /** Where several documents have the key, the first by id. */
    find: (key: string): Id | undefined => holders.get(key)?.[0],
    nextWake: (): Instant | undefined => waking[0]?.wakeAt,
    due(before: Instant, limit: number): Id[] {
      const due: Id[] = []
      for (const { wakeAt, id } of waking) {
        if (due.length >= limit || wakeAt > before) break
        due.push(id)
      }
      return due
    },
    /**
     * Sets the keys apart for a document about to be saved; call what it returns once it was, or was not.
     * Throws `KeyTaken` where another document has one or is about to. A key that the document has already is not
     * questioned: files put there by hand may share one, and must still be able to change.
     */
    claim(id: Id, keys: readonly string[]): () => void {
      const had = entries.get(id)?.keys ?? []
      const wanted = keys.filter((key) => !had.includes(key))
      for (const key of wanted) {
        const other = holders.get(key)?.[0] ?? claims.get(key)
        if (other !== undefined && other !== id) throw new KeyTaken(id, other)
      }
      for (const key of wanted) claims.set(key, id)
      return () => {
        for (const key of wanted) claims.delete(key)
      }
    },
    /** Documents that have a key which another document, first by id, has too. */
    overshadowed(): { id: Id; by: Id }[] {
      return [...holders.values()].flatMap(([by, ...others]) =>
        by === undefined ? [] : others.map((id) => ({ id, by })),
      )
    },
  }
}

export type DescribedIndex<Id extends string> = ReturnType<typeof describedIndex<Id>>

function compare<Id extends string>(a: Waking<Id>, b: Waking<Id>): number {
  if (a.wakeAt !== b.wakeAt) return a.wakeAt < b.wakeAt ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Where it stands in the order, or would stand. */
function placeOf<Id extends string>(waking: Waking<Id>[], it: Waking<Id>): number {
  let low = 0
  let high = waking.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = waking[middle]
    if (there !== undefined && compare(there, it) < 0) low = middle + 1
    else high = middle
  }
  return low
}
