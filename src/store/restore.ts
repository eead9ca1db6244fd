// Puts a backup into an empty folder: read whole before anything is written, what people took back since taken back
// once more, and given its name only when all of it is on the disk.
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { copyFile, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { isForgotten } from '../domain/erasure.ts'
import { Instant, type Leader } from '../domain/model.ts'
import { restoredWorkspace, type TakenBack, takenBack } from '../domain/restored.ts'
import { everythingSubject, type Noted, withdrawAgain } from '../domain/withdrawal.ts'
import type { Partnership, Workspace } from '../domain/workspace.ts'
import { type Archived, type Manifest, readArchive } from './archive.ts'
import { backupFolder, lastBackupFile } from './backup.ts'
import { makeFolder, realDisk, syncFolder, writeDurably } from './durable-file.ts'
import {
  hasLedger,
  keyFile,
  LedgerPlace,
  ledgerFile,
  ledgerFolder,
  openLedger,
  writeKey,
} from './erasure-ledger.ts'
import { codeOf, StoreFault } from './errors.ts'
import { lockFiles } from './lock.ts'
import { fileOfPlace, type Place } from './snapshot.ts'

export type RestoreWish = {
  archive: string
  /** The data folder. The caller holds its lock, but for a dry run. */
  data: string
  /** Where the ledger is that knows what was taken back since. */
  ledger: string
  /** Where this folder's own ledger is to be from now on. */
  ownLedger: string
  /** Goes on although it is not known what was taken back since. */
  withoutLedger: boolean
  /** Reads and checks everything, and writes nothing. */
  dryRun: boolean
  now: () => Instant
  progress?: (step: 'checking' | 'restoring', done: number, of: number) => void
}

export type Restored = {
  began: Instant
  balcony: string
  documents: number
  damaged: string[]
  /** Documents that something was taken out of again. */
  changed: number
  ledger: 'whole' | LedgerTrouble
}

export type LedgerTrouble = 'missing' | 'another-ledger' | 'pruned'

/** Why nothing was restored, in words for whoever asked. */
export class CannotRestore extends Error {
  override readonly name = 'CannotRestore'
}

/** Throws `BadArchive`, `CannotRestore`, `StoreFault`. Then the folder is as it was. */
export async function restoreBackup(wish: RestoreWish): Promise<Restored> {
  const { archive, data, now, progress = () => {} } = wish
  await refuseUnlessEmpty(data)
  const { manifest, key } = await readArchive(archive, {
    progress: (done, of) => progress('checking', done, of),
  })
  const ledger = await ledgerFor(wish, manifest, key)
  const damaged = manifest.files.filter((it) => it.damaged).map(({ path }) => path)
  const { began, balcony } = manifest
  const summary = { began, balcony, documents: manifest.files.length, damaged, ledger: ledger.is }
  const staging = join(data, stagingName)
  if (!wish.dryRun) await rm(staging, { recursive: true, force: true })
  const put = wish.dryRun ? () => {} : putter(staging)
  try {
    const changed = await replay(archive, ledger.noted, now(), put, (done, of) =>
      progress('restoring', done, of),
    )
    if (!wish.dryRun) {
      await keepLedger(wish, ledger.is, now())
      await writeKey(data, key)
      await markRestored(data, { began, at: now(), archive: basename(archive), ledger: ledger.place })
      for (const name of await readdir(staging)) await rename(join(staging, name), join(data, name))
      await syncFolder(realDisk, data)
    }
    return { ...summary, changed }
  } finally {
    await ledger.close()
    if (!wish.dryRun) await rm(staging, { recursive: true, force: true }).catch(() => {})
  }
}

const Marker = z.object({
  began: Instant,
  at: Instant,
  archive: z.string(),
  /** How far the ledger of erasures went then; undefined where there was none. */
  ledger: LedgerPlace.optional(),
  /** When Balcony first ran on it. */
  startedAt: Instant.optional(),
})
/** That a folder came out of a backup: what was sent since may have been sent before. */
export type Marker = z.infer<typeof Marker>

const markerFile = 'restored.json'

/** Whether the folder came out of a backup, and which. */
export async function restoredFrom(data: string): Promise<Marker | undefined> {
  const text = await readFile(join(data, markerFile), 'utf8').catch((cause) => {
    if (codeOf(cause) === 'ENOENT') return undefined
    throw new StoreFault({ doing: 'read', file: join(data, markerFile), cause })
  })
  if (text === undefined) return undefined
  const parsed = Marker.safeParse(asJson(text))
  if (parsed.success) return parsed.data
  const cause = new Error('it does not say what was restored. Restore the backup anew')
  throw new StoreFault({ doing: 'use', file: join(data, markerFile), cause })
}

export async function markRestored(data: string, marker: Marker): Promise<void> {
  await writeDurably(realDisk, join(data, markerFile), `${JSON.stringify(marker)}\n`, () => undefined)
}

export async function unmarkRestored(data: string): Promise<void> {
  await rm(join(data, markerFile), { force: true })
}

const stagingName = '.restoring'

/** What may be in a folder that is empty of documents. */
const harmless = new Set<string>([
  ...lockFiles,
  backupFolder,
  ledgerFolder,
  stagingName,
  // Of a restore that was cut short; of documents that were moved away.
  markerFile,
  keyFile,
  lastBackupFile,
  'README.md',
  'sandbox',
  'lost+found',
  '.DS_Store',
])

async function refuseUnlessEmpty(data: string): Promise<void> {
  const names = await readdir(data).catch((cause) => {
    if (codeOf(cause) === 'ENOENT') return []
    throw new StoreFault({ doing: 'list', file: data, cause })
  })
  const found = names.filter((name) => !harmless.has(name) && !/^control\./.test(name))
  if (found.length === 0) return
  throw new CannotRestore(
    `${data} is not empty: there is ${found.slice(0, 3).join(', ')}. A backup is restored into an empty folder only. Move what is there away, all but the folders ${ledgerFolder} and ${backupFolder}; or name another folder with --to.`,
  )
}

type Ledger = {
  is: Restored['ledger']
  noted: Noted
  place: LedgerPlace | undefined
  close(): Promise<void>
}

async function ledgerFor(
  { ledger: folder, withoutLedger, now }: RestoreWish,
  manifest: Manifest,
  key: string,
): Promise<Ledger> {
  const none: Noted = () => undefined
  if (!(await hasLedger(folder))) {
    if (!withoutLedger) throw new CannotRestore(withoutWords('missing', folder))
    return { is: 'missing', noted: none, place: undefined, close: async () => {} }
  }
  const ledger = await openLedger({ folder, key, now, readOnly: true })
  const reach = ledger.reachesBackTo(manifest.ledger)
  const is = reach === true ? 'whole' : reach
  if (is !== 'whole' && !withoutLedger) {
    await ledger.close()
    throw new CannotRestore(withoutWords(is, folder))
  }
  // Of another ledger nothing can be told apart: all that it has may be since.
  const noted = is === 'another-ledger' ? ledger.since() : ledger.since(manifest.ledger)
  return { is, noted, place: ledger.place(), close: ledger.close }
}

const withoutWords = (trouble: LedgerTrouble, folder: string): string => {
  const what = {
    missing: `There is no ledger of erasures in ${folder}`,
    'another-ledger': `The ledger of erasures in ${folder} is not the one that this backup goes with`,
    pruned: `This backup is older than the ledger of erasures in ${folder} reaches back`,
  }[trouble]
  return `${what}. Without it, what people deleted or took back since the backup would be there again, and nobody could tell. Name its folder with --ledger: it is the folder “${ledgerFolder}” of the data folder that you restore, or where BALCONY_LEDGER pointed. If it is lost for good, go on with --without-ledger, and tell the people concerned.`
}

async function keepLedger(
  { ledger, ownLedger }: RestoreWish,
  is: Restored['ledger'],
  at: Instant,
): Promise<void> {
  if (is === 'missing' || ledger === ownLedger) return
  await makeFolder(realDisk, ownLedger)
  const own = join(ownLedger, ledgerFile)
  // One that was there may know what the copy does not.
  if (await hasLedger(ownLedger)) await rename(own, `${own}.before-${at.replaceAll(':', '-')}`)
  await copyFile(join(ledger, ledgerFile), own)
}

type Put = (place: Place, bytes: string | Buffer) => void

/** Writes each document durably, into a folder that has no name yet. */
function putter(staging: string): Put {
  return (place, bytes) => {
    mkdirSync(join(staging, place.workspace, place.kind), { recursive: true, mode: 0o700 })
    const file = openSync(join(staging, fileOfPlace(place)), 'wx', 0o600)
    try {
      writeSync(file, bytes as string)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  }
}

// Leaders one by one; what they took back is then looked for in what was posted, and asked of the workspace.
async function replay(
  archive: string,
  noted: Noted,
  now: Instant,
  put: Put,
  progress: (done: number, of: number) => void,
): Promise<number> {
  const back: TakenBack[] = []
  const forgotten: Leader['id'][] = []
  const known = new Set<string>()
  const partnerships: Partnership[] = []
  const workspaces: { place: Place; workspace: Workspace }[] = []
  let changed = 0
  const leader = (place: Place, before: Leader) => {
    const after = withdrawAgain(before, noted, now)
    known.add(before.slack.user)
    back.push(...takenBack(before, after))
    if (isForgotten(after)) forgotten.push(after.id)
    if (JSON.stringify(after) !== JSON.stringify(before)) changed += 1
    put(place, textOf(after))
  }
  await readArchive(archive, {
    progress,
    document: ({ place, document, bytes }: Archived) => {
      if (document === undefined) {
        const isErased = place.kind === 'leaders' && noted(everythingSubject(place.id)) !== undefined
        return isErased ? undefined : put(place, bytes)
      }
      if (place.kind === 'leaders') return leader(place, document as Leader)
      if (place.kind === 'workspaces') {
        workspaces.push({ place, workspace: document as Workspace })
        return
      }
      partnerships.push(document as Partnership)
      put(place, textOf(document))
    },
  })
  const again = { partnerships, back, forgotten, known, withdrawn: noted }
  for (const { place, workspace } of workspaces) {
    put(place, textOf(restoredWorkspace(workspace, again, now)))
  }
  return changed
}

const textOf = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
