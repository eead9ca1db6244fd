// One process per data folder: two would lose and corrupt each other's documents. An exclusive transaction held open
// in SQLite is a lock that nobody can steal from a slow holder, and that the system frees the moment the holder dies.
// It cannot be trusted on network file systems. Nothing else in this process may open lock.sqlite, not even to copy it:
// on POSIX systems closing a file gives up every lock the process has on it. So backups leave it out.
import { existsSync } from 'node:fs'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeFolder, realDisk } from './durable-file.ts'
import { codeOf, FolderInUse, StoreFault } from './errors.ts'

/** Kept reachable: a database that the garbage collector finds is closed, and its lock let go without a word. */
const held = new Map<DatabaseSync, string>()

export type Lock = { release(): Promise<void> }

/** The files that the lock consists of, which belong in no backup. */
export const lockFiles = ['lock.sqlite', 'lock.sqlite-journal', 'lock.pid'] as const

/**
 * Holds the folder until `release`, or until this process ends in whatever way.
 * Throws `FolderInUse` where another holder has it, `StoreFault` where the lock's file cannot be used.
 */
export async function holdLock(folder: string): Promise<Lock> {
  await makeFolder(realDisk, resolve(folder))
  const file = join(folder, 'lock.sqlite')
  // SQLite gives its journal the rights of its file. Only where there is none yet: one that is there is not touched.
  await writeFile(file, '', { mode: 0o600, flag: 'wx' }).catch((cause) => {
    if (codeOf(cause) !== 'EEXIST') throw new StoreFault({ doing: 'write', file, cause })
  })
  const pidFile = join(folder, 'lock.pid')
  const database = await begin(folder, file, pidFile)
  try {
    await chmod(file, 0o600)
    await writeFile(pidFile, `${process.pid}\n`, { mode: 0o600 })
  } catch (cause) {
    database.close()
    throw new StoreFault({ doing: 'write', file: pidFile, cause })
  }
  held.set(database, resolve(folder))
  return {
    async release() {
      if (!held.delete(database)) return
      // The lock goes last, so that the next holder's pid cannot be the one removed.
      await rm(pidFile, { force: true }).catch(() => {})
      database.close()
    },
  }
}

/**
 * Whether someone holds the folder just now, without holding it: for looking on while Balcony runs. `pid` is what the
 * holder wrote down. Throws `StoreFault` where the lock's file is no lock.
 */
export async function seeLock(folder: string): Promise<{ isHeld: boolean; pid: number | undefined }> {
  const file = join(folder, 'lock.sqlite')
  if ([...held.values()].includes(resolve(folder))) return { isHeld: true, pid: process.pid }
  if (!existsSync(file)) return { isHeld: false, pid: undefined }
  let database: DatabaseSync | undefined
  try {
    // Reading asks for a share of the lock, for a moment, which a holder refuses.
    database = new DatabaseSync(file, { readOnly: true })
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return { isHeld: false, pid: undefined }
  } catch (cause) {
    if (sqliteCode(cause) !== busy) throw new StoreFault({ doing: 'look at', file, cause: inWords(cause) })
    return { isHeld: true, pid: await writtenPid(join(folder, 'lock.pid')) }
  } finally {
    database?.close()
  }
}

async function begin(folder: string, file: string, pidFile: string): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file)
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return database
  } catch (cause) {
    database?.close()
    if (sqliteCode(cause) === busy) throw new FolderInUse(folder, await writtenPid(pidFile))
    throw new StoreFault({ doing: 'lock', file, cause: inWords(cause) })
  }
}

const busy = 5

function sqliteCode(error: unknown): number | undefined {
  // Extended codes keep the plain one in their lowest byte.
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined
}

/** SQLite's own words say what happened, in a form that `StoreFault` passes on. */
function inWords(error: unknown): Error {
  const notSqlite = 26
  if (sqliteCode(error) === notSqlite) {
    return new Error('it holds something that is no lock. Where no Balcony is running, delete it', {
      cause: error,
    })
  }
  return new Error(error instanceof Error ? error.message : 'unknown fault', { cause: error })
}

/** Who wrote that they hold it. Only information: a holder of a moment ago may not have written yet. */
async function writtenPid(pidFile: string): Promise<number | undefined> {
  const text = await readFile(pidFile, 'utf8').catch(() => '')
  return /^\d+\n$/.test(text) ? Number(text) : undefined
}
