// Writes one whole file so that it is either the old or the new one, whatever happens meanwhile, and is on the disk
// when the promise resolves: temporary file, fdatasync, rename, fsync of the folder. lowdb's own adapters do not sync,
// and leave their temporary file behind when the disk is full. `Disk` is the seam at which tests make it fail.
import { type FileHandle, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { codeOf, StoreFault } from './errors.ts'

/** What is asked of the file system for one file. */
export type Disk = {
  read(path: string): Promise<Buffer>
  open(path: string, flags: 'w' | 'r', mode?: number): Promise<DiskFile>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
}
export type DiskFile = Pick<FileHandle, 'writeFile' | 'datasync' | 'sync' | 'close'> & {
  stat(): Promise<Stamp>
}

/** By which a file is known to be the one seen before. */
export type Stamp = { mtimeMs: number; size: number }

export const realDisk: Disk = { read: (path) => readFile(path), open, rename, unlink }

/**
 * Replaces the file's contents, or makes the file. `previous` gives what it held, undefined where it was not there.
 * Throws `StoreFault`, and then the file is as before and no temporary file is left; where even that cannot be
 * brought about the fault is `unsettled`.
 */
export async function writeDurably(
  disk: Disk,
  file: string,
  text: string,
  previous: () => string | undefined,
): Promise<Stamp> {
  const stamp = await replace(disk, file, text).catch((cause) => {
    throw new StoreFault({ doing: 'write', file, cause })
  })
  try {
    await syncFolder(disk, dirname(file))
  } catch (cause) {
    // The new file has the name by now, but a power cut may still undo that: the change has failed, so undo it.
    const unsettled = await putBack(disk, file, previous()).then(
      () => false,
      () => true,
    )
    throw new StoreFault({ doing: 'write', file, cause, unsettled })
  }
  return stamp
}

/** The name under which a file is written before it is whole. One writer per file at a time, so one name will do. */
export function temporaryFor(file: string): string {
  return `${file}.tmp`
}

async function replace(disk: Disk, file: string, text: string): Promise<Stamp> {
  const temporary = temporaryFor(file)
  try {
    const handle = await disk.open(temporary, 'w', 0o600)
    let stamp: Stamp
    try {
      await handle.writeFile(text)
      await handle.datasync()
      const { mtimeMs, size } = await handle.stat()
      stamp = { mtimeMs, size }
    } finally {
      await handle.close()
    }
    await disk.rename(temporary, file)
    return stamp
  } catch (error) {
    // If even this fails, the next start removes it.
    await disk.unlink(temporary).catch(() => {})
    throw error
  }
}

async function putBack(disk: Disk, file: string, previous: string | undefined): Promise<void> {
  if (previous === undefined) await disk.unlink(file)
  else await replace(disk, file, previous)
}

/** Makes the names in a folder durable: files that came, were replaced, or went. */
export async function syncFolder(disk: Disk, folder: string): Promise<void> {
  // Windows cannot sync a folder; its file systems write names in order.
  if (process.platform === 'win32') return
  const handle = await disk.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the folder and those above it, for their owner's eyes only, and durable. Throws `StoreFault`. */
export async function makeFolder(disk: Disk, folder: string): Promise<void> {
  try {
    for (const made of await madeFolders(resolve(folder))) await syncFolder(disk, dirname(made))
  } catch (error) {
    const cause =
      codeOf(error) === 'ENOENT' ? new Error('what is above it takes no new folder. Name another one') : error
    throw new StoreFault({ doing: 'make the folder', file: folder, cause })
  }
}

/**
 * Those that were not there, the lowest first. Step by step, since Node's own way of it never ends below a folder that
 * says of each new one that it is not there, as /proc does.
 */
async function madeFolders(folder: string): Promise<string[]> {
  const missing: string[] = []
  for (let it = folder; !(await isFolder(it)); it = dirname(it)) missing.push(it)
  for (const it of missing.toReversed()) {
    await mkdir(it, { mode: 0o700 }).catch(async (error) => {
      // Someone else may have made it just now.
      if (!(await isFolder(it))) throw error
    })
  }
  return missing
}

/** Throws where a file, or anything else, has the name. */
async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
  throw Object.assign(new Error('a file has this name'), { code: 'EEXIST' })
}

/** Removes a file; one that is not there is no error. Says whether there was one. */
export async function removeFile(disk: Disk, file: string): Promise<boolean> {
  try {
    await disk.unlink(file)
    return true
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return false
    throw new StoreFault({ doing: 'remove', file, cause })
  }
}
