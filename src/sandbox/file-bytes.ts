// What is in the files that the app uploaded: one file each in the workspace's folder, under its id and no other
// name; in memory where the workspace is not kept. What they are called and where they were posted is in workspace.ts.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type FileBytes = {
  write(id: string, bytes: Buffer): void
  /** Undefined where nothing is kept under this id. */
  read(id: string): Buffer | undefined
  remove(id: string): void
}

export const bytesInMemory = (): FileBytes => {
  const all = new Map<string, Buffer>()
  return {
    write: (id, bytes) => void all.set(id, bytes),
    read: (id) => all.get(id),
    remove: (id) => void all.delete(id),
  }
}

/** Ids are of the sandbox's own making, so that none leads out of the folder. */
export const bytesInFolder = (folder: string): FileBytes => {
  const files = join(folder, 'files')
  return {
    write(id, bytes) {
      mkdirSync(files, { recursive: true, mode: 0o700 })
      writeFileSync(join(files, id), bytes, { mode: 0o600 })
    },
    read(id) {
      try {
        return readFileSync(join(files, id))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    remove: (id) => rmSync(join(files, id), { force: true }),
  }
}
