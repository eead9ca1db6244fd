// How far the practice workspace's clock is from the machine's own, kept beside it: so that a restart goes on at the same
// time, and that a command which works on its documents meanwhile goes by the same clock.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DamagedPractice } from './keep.ts'

const file = (folder: string): string => join(folder, 'clock.json')

/** In milliseconds; undefined where there is no practice workspace. Throws `DamagedPractice`. */
export const keptOffset = (folder: string): number | undefined => {
  const path = file(folder)
  if (!existsSync(path)) return undefined
  const offset = offsetIn(readFileSync(path, 'utf8'))
  if (offset === undefined) throw new DamagedPractice(path)
  return offset
}

export const keepOffset = (folder: string, offset: number): void => {
  const path = file(folder)
  // Whoever is interrupted here finds the clock as it was.
  writeFileSync(`${path}.new`, JSON.stringify({ offset }), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

const offsetIn = (json: string): number | undefined => {
  try {
    const { offset } = JSON.parse(json)
    return typeof offset === 'number' ? offset : undefined
  } catch {
    return undefined
  }
}
