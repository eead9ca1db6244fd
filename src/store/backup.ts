// A backup: the data folder as it was at one instant, in one file, read back and checked before it has its name. It
// leaves out the lock's files (closing one would give the lock up), the index files, which are rebuilt, what older
// schemas left, and the ledger of erasures, which is of use only outside.
import { randomBytes } from 'node:crypto'
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { Instant } from '../domain/model.ts'
import {
  documentFrom,
  type Manifest,
  pathOf,
  readArchive,
  schemasNow,
  sha256,
  writeArchive,
} from './archive.ts'
import { makeFolder, realDisk, removeFile, syncFolder, writeDurably } from './durable-file.ts'
import type { ErasureLedger } from './erasure-ledger.ts'
import { codeOf, DamagedDocument, StoreFault } from './errors.ts'
import { originalsKeptDays } from './migrations.ts'
import { fileOfPlace, readDocumentFile, removeSnapshots, type Snapshot, takeSnapshot } from './snapshot.ts'
import type { Standstill } from './standstill.ts'

/** Where backups go unless told, inside the data folder. */
export const backupFolder = 'backups'
/** The last backup that was made of a folder, wherever it went. */
export const lastBackupFile = 'last-backup.json'

/** What people delete may be in a backup for so long, and no longer (days). */
export const backupsKeptDays = originalsKeptDays

export type BackupStep = 'reading' | 'writing' | 'checking'

export type BackupWish = {
  /** The data folder, whose lock the caller holds. */
  data: string
  /** A folder for the backup, made where it is not there. */
  to: string
  /** Of the Balcony that makes it. */
  version: string
  key: string
  ledger: Pick<ErasureLedger, 'place'>
  whileStill: Standstill['whileStill']
  now: () => Instant
  progress?: (step: BackupStep, done: number, of: number) => void
  until?: AbortSignal
}

export type Backup = {
  file: string
  began: Instant
  bytes: number
  documents: number
  /** Documents that could not be read: they are in it as they were found. */
  damaged: string[]
  /** Backups that were removed because they had become too old. */
  pruned: string[]
}

/** Makes a backup, checks it, and removes those in its folder that are too old. Throws `StoreFault`. */
export async function takeBackup(wish: BackupWish): Promise<Backup> {
  const { data, to, version, key, ledger, now, progress = () => {}, until } = wish
  await makeFolder(realDisk, to)
  const name = randomBytes(4).toString('hex')
  const { snapshot, began, place } = await wish.whileStill(async () => ({
    began: now(),
    place: ledger.place(),
    snapshot: await takeSnapshot(data, name),
  }))
  const file = join(to, nameFor(began))
  const part = `${file}.part`
  try {
    const files = await looked(
      snapshot,
      (done) => progress('reading', done, snapshot.documents.length),
      until,
    )
    const manifest: Manifest = {
      format: 'balcony-backup',
      version: 1,
      balcony: version,
      began,
      schemas: schemasNow(),
      ledger: place,
      files,
    }
    const documents = bytesOf(snapshot, (done) => progress('writing', done, files.length))
    await rm(part, { force: true })
    await writeArchive(part, { manifest, key, documents }, until)
    await readArchive(part, { until, progress: (done, of) => progress('checking', done, of) })
    await rename(part, file)
    await syncFolder(realDisk, to)
    const { size: bytes } = await stat(file)
    await noteLast(data, { at: began, file, bytes })
    const pruned = await pruneBackups(to, now())
    const damaged = files.filter((it) => it.damaged).map(({ path }) => path)
    return { file, began, bytes, documents: files.length, damaged, pruned }
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    throw error
  } finally {
    await snapshot.remove()
  }
}

/** Removes the backups in a folder that are older than they may be; says which. */
export async function pruneBackups(folder: string, now: Instant): Promise<string[]> {
  const oldest = Date.parse(now) - backupsKeptDays * 24 * 60 * 60 * 1000
  const names = await readdir(folder).catch((cause) => {
    if (codeOf(cause) === 'ENOENT') return []
    throw new StoreFault({ doing: 'list', file: folder, cause })
  })
  const pruned: string[] = []
  for (const name of names) {
    const at = instantIn(name)
    if (at === undefined || at >= oldest) continue
    await removeFile(realDisk, join(folder, name))
    pruned.push(name)
  }
  if (pruned.length > 0) await syncFolder(realDisk, folder)
  return pruned
}

/** Removes what a backup that was cut short left in the data folder, and backups there that are too old. */
export async function sweepBackups(data: string, now: Instant): Promise<void> {
  await removeSnapshots(data)
  await pruneBackups(join(data, backupFolder), now)
}

const Last = z.object({ at: Instant, file: z.string(), bytes: z.int() })
export type LastBackup = z.infer<typeof Last>

/** The last backup of a folder, as far as is known. */
export async function lastBackup(data: string): Promise<LastBackup | undefined> {
  const text = await readFile(join(data, lastBackupFile), 'utf8').catch(() => '')
  try {
    return Last.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const noteLast = async (data: string, last: LastBackup): Promise<void> => {
  const text = `${JSON.stringify(last)}\n`
  await writeDurably(realDisk, join(data, lastBackupFile), text, () => text)
}

const looked = async (
  snapshot: Snapshot,
  progress: (done: number) => void,
  until: AbortSignal | undefined,
): Promise<Manifest['files']> => {
  const files: Manifest['files'] = []
  for (const place of snapshot.documents) {
    until?.throwIfAborted()
    const bytes = await readDocumentFile(snapshot, place)
    let damaged = false
    try {
      documentFrom(place, fileOfPlace(place), new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    } catch (error) {
      if (!(error instanceof DamagedDocument || error instanceof TypeError)) throw error
      damaged = true
    }
    files.push({ path: pathOf(place), bytes: bytes.length, sha256: sha256(bytes), damaged })
    progress(files.length)
  }
  return files
}

async function* bytesOf(
  snapshot: Snapshot,
  progress: (done: number) => void,
): AsyncGenerator<[string, Buffer]> {
  for (const [i, place] of snapshot.documents.entries()) {
    yield [pathOf(place), await readDocumentFile(snapshot, place)]
    progress(i + 1)
  }
}

/** `balcony-2026-11-29T17-40-12.345Z.tar.gz`: no colons, which some systems do not take in a name. */
const nameFor = (began: Instant): string => `balcony-${began.replaceAll(':', '-')}.tar.gz`

const instantIn = (name: string): number | undefined => {
  const found = /^balcony-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.tar\.gz(\.part)?$/.exec(
    basename(name),
  )
  const at = found ? Date.parse(`${found[1]}${found[2]}:${found[3]}:${found[4]}`) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}
