// The data folder at one instant: every document's file gets a second name in a folder of its own. A document is never
// changed in place, so what the second name leads to stays as it was, however long the archive takes to be written.
import { copyFileSync, type Dirent, linkSync, mkdirSync } from 'node:fs'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isSafeId } from './document.ts'
import { codeOf, StoreFault } from './errors.ts'
import { type CollectionName, kindNames } from './kinds.ts'

/** A document's place under the data folder. */
export type Place = { workspace: string; kind: CollectionName; id: string }

export type Snapshot = { folder: string; documents: Place[]; remove(): Promise<void> }

const snapshotPrefix = '.snapshot-'

export const fileOfPlace = ({ workspace, kind, id }: Place): string => join(workspace, kind, `${id}.json`)

/** Every document's file, the workspaces' own last. */
export async function documentsIn(folder: string): Promise<Place[]> {
  const places: Place[] = []
  for (const workspace of await workspacesIn(folder)) {
    for (const kind of kindNames) {
      const names = (await entriesOf(join(folder, workspace, kind))).map(({ name }) => name)
      for (const name of names.sort()) {
        const id = name.slice(0, -'.json'.length)
        if (name.endsWith('.json') && isSafeId(id)) places.push({ workspace, kind, id })
      }
    }
  }
  return places
}

/** Folders of workspaces: those that have the document of one. */
export async function workspacesIn(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await entriesOf(folder)) {
    if (!entry.isDirectory() || !isSafeId(entry.name)) continue
    const own = await stat(join(folder, entry.name, 'workspaces')).catch(() => undefined)
    if (own?.isDirectory()) found.push(entry.name)
  }
  return found
}

/** Takes it. Nothing may be written meanwhile: ask for it while all stands still. Throws `StoreFault`. */
export async function takeSnapshot(folder: string, name: string): Promise<Snapshot> {
  const into = join(folder, `${snapshotPrefix}${name}`)
  const documents = await documentsIn(folder)
  const remove = () => rm(into, { recursive: true, force: true })
  try {
    for (const { workspace, kind } of documents)
      mkdirSync(join(into, workspace, kind), { recursive: true, mode: 0o700 })
    for (const place of documents)
      linkOrCopy(join(folder, fileOfPlace(place)), join(into, fileOfPlace(place)))
    mkdirSync(into, { recursive: true, mode: 0o700 })
  } catch (cause) {
    await remove().catch(() => {})
    throw new StoreFault({ doing: 'take a snapshot in', file: into, cause })
  }
  return { folder: into, documents, remove }
}

/** Removes what a backup left that was cut short. */
export async function removeSnapshots(folder: string): Promise<void> {
  for (const { name } of await entriesOf(folder)) {
    if (name.startsWith(snapshotPrefix)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

export const readDocumentFile = (snapshot: Snapshot, place: Place): Promise<Buffer> =>
  readFile(join(snapshot.folder, fileOfPlace(place)))

// Some file systems know no second names.
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(codeOf(error) ?? ''))
      throw error
    copyFileSync(from, to)
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return await readdir(folder, { withFileTypes: true }).catch((cause) => {
    if (codeOf(cause) === 'ENOENT') return []
    throw new StoreFault({ doing: 'list', file: folder, cause })
  })
}
