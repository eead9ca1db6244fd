// Where the control socket of a data folder is. A socket's path may be about a hundred bytes long (107 on Linux, 103 on
// macOS); a folder that is deeper has its socket in a short folder of its user's own, found by the folder's name.
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'

const longest = 100
const socketName = 'control.sock'

/** The short folder is not its user's alone, so that what is said over it could be heard. */
export class UnsafeSocketFolder extends Error {
  override readonly name = 'UnsafeSocketFolder'
}

/** The path, or on Windows the name of the pipe. The data folder must be there. Throws `UnsafeSocketFolder`. */
export const socketPathOf = (data: string): string => {
  const folder = realpathSync(resolve(data))
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\balcony-${name}`
  const path = join(folder, socketName)
  return Buffer.byteLength(path) <= longest ? path : join(shortFolder(), `${name}.sock`)
}

// Not the folder for temporary files that the environment names: the process and the command may have different ones.
const shortFolder = (): string => {
  const user = process.getuid?.() ?? 0
  const folder = `/tmp/balcony-${user}`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const seen = lstatSync(folder)
  if (!seen.isDirectory() || seen.uid !== user || (seen.mode & 0o077) !== 0) {
    throw new UnsafeSocketFolder(
      `${folder} is not this user’s alone, so commands cannot safely reach Balcony through it. Remove it, or give the data folder a shorter path.`,
    )
  }
  return folder
}
