// What people took back, on record outside every backup: so that a restore takes it back once more. A line is on the
// disk before the document changes. It names nobody: a subject (../domain/withdrawal.ts) stands in it as a keyed hash,
// and the key is kept apart, with the documents and in their backups, so that the ledger alone tells nothing of anyone.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { type FileHandle, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Instant } from '../domain/model.ts'
import type { Noted, Withdrawal } from '../domain/withdrawal.ts'
import { makeFolder, realDisk, writeDurably } from './durable-file.ts'
import { codeOf, StoreFault } from './errors.ts'
import { originalsKeptDays } from './migrations.ts'

/** Where it is unless told, inside the data folder; no backup takes it along. */
export const ledgerFolder = 'erasures'
export const ledgerFile = 'erasures.jsonl'
/** Beside the documents, and in every backup of them. */
export const keyFile = 'erasures.key'

/** No backup is older than this by the time that it is pruned (see backup.ts), and a week to notice (days). */
export const ledgerKeptDays = originalsKeptDays + 7

const Head = z.object({
  ledger: z.literal(1),
  /** Random: another ledger is another one, whatever is in it. */
  id: z.string(),
  /** Names the key, and tells nothing of it. */
  key: z.string(),
  /** Every entry after this one is here. */
  from: z.int(),
})
type Head = z.infer<typeof Head>
const Entry = z.object({ n: z.int(), at: Instant, h: z.string(), says: z.string() })
type Entry = z.infer<typeof Entry>

/** A place in a ledger: all that was noted until then. */
export const LedgerPlace = z.object({ id: z.string(), n: z.int() })
export type LedgerPlace = z.infer<typeof LedgerPlace>

export type ErasureLedger = {
  /** It was not there and was begun just now. */
  isNew: boolean
  file: string
  key: string
  /** Lines that cannot be read, and were left as they are. */
  damagedLines: number
  place(): LedgerPlace
  /** Whether everything since a place is here; otherwise why not. */
  reachesBackTo(place: LedgerPlace): true | 'another-ledger' | 'pruned'
  /** Resolves once it is on the disk. */
  note(withdrawals: readonly Withdrawal[]): Promise<void>
  /** What was noted last of a subject, after a place where one is given. */
  since(place?: LedgerPlace): Noted
  /** A name for a person that only whoever has the key can tell from another's. */
  nameFor(user: string): string
  /** Lets go of what no backup can be older than. */
  prune(): Promise<void>
  close(): Promise<void>
}

export type LedgerOptions = {
  folder: string
  key: string
  now: () => Instant
  /** Of a folder that is not ours to write in. */
  readOnly?: boolean
}

/** Opens the ledger of a folder, or begins one. Throws `StoreFault`. */
export async function openLedger({
  folder,
  key,
  now,
  readOnly = false,
}: LedgerOptions): Promise<ErasureLedger> {
  const file = join(folder, ledgerFile)
  if (!readOnly) await makeFolder(realDisk, folder)
  let found = await readLedger(file)
  // What another key wrote cannot be read with this one; and what this one writes must not be lost among it.
  if (found && found.head.key !== nameOfKey(key) && !readOnly) {
    await rename(file, `${file}.of-${found.head.id}`)
    found = undefined
  }
  const isNew = found === undefined
  let head: Head = found?.head ?? {
    ledger: 1,
    id: randomBytes(8).toString('hex'),
    key: nameOfKey(key),
    from: 0,
  }
  let entries: Entry[] = found?.entries ?? []
  const damagedLines = found?.damaged ?? 0
  const last = new Map<string, Entry>()
  for (const it of entries) last.set(it.h, it)
  let n = entries.at(-1)?.n ?? head.from
  let handle: FileHandle | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const hash = (subject: string) => createHmac('sha256', key).update(subject).digest('hex').slice(0, 32)
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work)
    queue = mine.catch(() => {})
    return mine
  }

  const rewrite = async (): Promise<void> => {
    await handle?.close()
    handle = undefined
    const text = [head, ...entries].map((it) => `${JSON.stringify(it)}\n`).join('')
    // Nothing to put back: either form has all that is needed.
    await writeDurably(realDisk, file, text, () => text)
  }
  // A line that was cut short was never acknowledged.
  if (!readOnly && (isNew || found?.isCut)) await rewrite()

  const append = async (added: readonly Entry[]): Promise<void> => {
    try {
      handle ??= await open(file, 'a', 0o600)
      await handle.appendFile(added.map((it) => `${JSON.stringify(it)}\n`).join(''))
      await handle.datasync()
    } catch (cause) {
      // What may stand there half must not run into the next line.
      await rewrite().catch(() => {})
      throw new StoreFault({ doing: 'write', file, cause })
    }
  }

  return {
    isNew,
    file,
    key: head.key,
    damagedLines,
    place: () => ({ id: head.id, n }),
    reachesBackTo: (place) =>
      place.id !== head.id || head.key !== nameOfKey(key)
        ? 'another-ledger'
        : place.n < head.from
          ? 'pruned'
          : true,
    async note(withdrawals) {
      if (withdrawals.length === 0) return
      await inTurn(async () => {
        const at = now()
        const added = withdrawals
          .map(({ subject, says, undoes }) => ({ h: hash(subject), says, undoes }))
          .filter(({ h, says, undoes }) => !undoes || (last.has(h) && last.get(h)?.says !== says))
          .map(({ h, says }, i): Entry => ({ n: n + i + 1, at, h, says }))
        if (added.length === 0) return
        await append(added)
        n += added.length
        entries.push(...added)
        for (const it of added) last.set(it.h, it)
      })
    },
    since: (place) => (subject) => {
      const found = last.get(hash(subject))
      return found && found.n > (place?.n ?? 0) ? { at: found.at, n: found.n, says: found.says } : undefined
    },
    nameFor: (user) => `person:${hash(`person/${user}`).slice(0, 12)}`,
    async prune() {
      await inTurn(async () => {
        const oldest = Date.parse(now()) - ledgerKeptDays * 24 * 60 * 60 * 1000
        const kept = entries.findIndex(({ at }) => Date.parse(at) >= oldest)
        const gone = kept < 0 ? entries : entries.slice(0, kept)
        const newest = gone.at(-1)
        if (!newest) return
        head = { ...head, from: newest.n }
        entries = entries.slice(gone.length)
        for (const it of gone) if (last.get(it.h) === it) last.delete(it.h)
        await rewrite()
      })
    },
    async close() {
      await queue
      await handle?.close()
      handle = undefined
    },
  }
}

/** The key of a data folder; made where there is none. */
export async function keyOf(folder: string): Promise<{ key: string; isNew: boolean }> {
  const file = join(folder, keyFile)
  const text = await readText(file)
  if (text !== undefined) {
    const key = text.trim()
    if (isKey(key)) return { key, isNew: false }
    const cause = new Error(
      'it holds no key. Take it from a backup; without it, what people took back cannot be taken back again after a restore',
    )
    throw new StoreFault({ doing: 'use', file, cause })
  }
  const key = randomBytes(32).toString('hex')
  await writeKey(folder, key)
  return { key, isNew: true }
}

export const isKey = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

export async function writeKey(folder: string, key: string): Promise<void> {
  await makeFolder(realDisk, folder)
  await writeDurably(realDisk, join(folder, keyFile), `${key}\n`, () => undefined)
}

const nameOfKey = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 12)

async function readLedger(
  file: string,
): Promise<{ head: Head; entries: Entry[]; damaged: number; isCut: boolean } | undefined> {
  const text = await readText(file)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  const isCut = lines.pop() !== ''
  const head = Head.safeParse(parsed(lines[0] ?? ''))
  if (!head.success) {
    const cause = new Error('its first line is not that of a ledger. Take it from a copy, or move it away')
    throw new StoreFault({ doing: 'use', file, cause })
  }
  const entries = lines.slice(1).map((line) => Entry.safeParse(parsed(line)))
  return {
    head: head.data,
    entries: entries.flatMap(({ data }) => data ?? []),
    damaged: entries.filter(({ success }) => !success).length,
    isCut,
  }
}

/** Whether there is a ledger in a folder. */
export async function hasLedger(folder: string): Promise<boolean> {
  return (await readText(join(folder, ledgerFile))) !== undefined
}

/**
 * What a folder has of a ledger, without opening it, whether Balcony runs or not: how many of its lines cannot be read;
 * undefined where there is none. Throws `StoreFault` where it is no ledger, or cannot be read.
 */
export async function inspectLedger(folder: string): Promise<{ damagedLines: number } | undefined> {
  const found = await readLedger(join(folder, ledgerFile))
  return found && { damagedLines: found.damaged }
}

async function readText(file: string): Promise<string | undefined> {
  return await readFile(file, 'utf8').catch((cause) => {
    if (codeOf(cause) === 'ENOENT') return undefined
    throw new StoreFault({ doing: 'read', file, cause })
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
