// Looks at a data folder from outside, while Balcony runs or not: it reads, and neither locks nor mends anything. What
// it says carries file names and places in a schema, never anything from inside a document.
import { type Stats, statfsSync, statSync } from 'node:fs'
import { access, constants, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readPage } from './document-file.ts'
import { realDisk } from './durable-file.ts'
import { codeOf, DamagedDocument, StoreFault } from './errors.ts'
import { batches, indexFileOf, listFolder, readIndex, sameStamp } from './index-file.ts'
import { type CollectionName, kinds } from './kinds.ts'

export type FolderSeen =
  | { is: 'absent' }
  | { is: 'no-folder' }
  | {
      is: 'there'
      isWritable: boolean
      /** Free for this user, in bytes; undefined where the system does not say. */
      free: number | undefined
      /** The network file system that it is on, by name. */
      network: string | undefined
      /** Files and folders that others may read or change. */
      open: string[]
      /** Files and folders of another user than the folder's own. */
      foreign: string[]
    }

/** What the data folder is, without what is in its documents. Throws `StoreFault` where it cannot be listed. */
export async function inspectFolder(folder: string): Promise<FolderSeen> {
  let own: Stats
  try {
    own = statSync(folder)
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return { is: 'absent' }
    throw new StoreFault({ doing: 'look at', file: folder, cause })
  }
  if (!own.isDirectory()) return { is: 'no-folder' }
  const isWritable = await access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  const all = await everythingIn(folder)
  const seen = all.flatMap((path) => {
    try {
      const { mode, uid } = statSync(path)
      // What is in the folder is closed by itself; who may list its names matters less than who may put files there.
      return [{ path, isOpen: (mode & (path === folder ? 0o022 : 0o077)) !== 0, owner: uid }]
    } catch {
      // It went meanwhile: a temporary file, say.
      return []
    }
  })
  return {
    is: 'there',
    isWritable,
    ...spaceOf(folder),
    // Windows has other rights than these.
    open: process.platform === 'win32' ? [] : seen.filter(({ isOpen }) => isOpen).map(({ path }) => path),
    foreign: seen.filter(({ owner }) => owner !== own.uid).map(({ path }) => path),
  }
}

export type DocumentsSeen = {
  workspace: string
  collection: CollectionName
  documents: number
  /** Documents that cannot be used, with the whole sentence that says why and what to do. */
  damaged: { file: string; why: string }[]
  /** Documents that an older Balcony wrote, which are brought up to date when they are next written. */
  toMigrate: number
  /** Files in the folder whose names no document can have. */
  strange: string[]
  /** What a write that was cut short left behind; the next start removes it. */
  stale: string[]
  /** Whether the index vouches for each document as it is. A running Balcony writes it half a minute late. */
  isIndexed: boolean
}

/** Reads every document. Throws `StoreFault` where a folder cannot be listed. */
export async function inspectDocuments(folder: string): Promise<DocumentsSeen[]> {
  const workspaces = (await readdir(folder, { withFileTypes: true }).catch(() => []))
    .filter((it) => it.isDirectory() && /^[A-Z][A-Z0-9]+$/.test(it.name))
    .map(({ name }) => name)
  const seen: DocumentsSeen[] = []
  for (const workspace of workspaces.toSorted()) {
    for (const collection of Object.keys(kinds) as CollectionName[]) {
      const at = join(folder, workspace, collection)
      if (statSync(at, { throwIfNoEntry: false })?.isDirectory())
        seen.push(await inspectCollection(workspace, collection, at))
    }
  }
  return seen
}

async function inspectCollection(
  workspace: string,
  collection: CollectionName,
  folder: string,
): Promise<DocumentsSeen> {
  const { found, stale, strange } = await listFolder(folder)
  // Of whatever revision: what matters here is whether each document is known as it is.
  const { fresh } = await readIndex(indexFileOf(folder))
  const library = { disk: realDisk, ...kinds[collection] }
  const damaged: DocumentsSeen['damaged'] = []
  let toMigrate = 0
  for (const batch of batches(found, 16)) {
    await Promise.all(
      batch.map(async ([id]) => {
        const file = join(folder, `${id}.json`)
        try {
          const { migratedFrom } = await readPage<{ id: string }>(library, id, file)
          if (migratedFrom !== undefined) toMigrate += 1
        } catch (error) {
          if (!(error instanceof DamagedDocument || error instanceof StoreFault)) throw error
          damaged.push({ file, why: error.message })
        }
      }),
    )
  }
  const isKnown = ([id, stamp]: (typeof found)[number]) => {
    const known = fresh.get(id)
    return known !== undefined && sameStamp(known.stamp, stamp)
  }
  return {
    workspace,
    collection,
    documents: found.length,
    damaged: damaged.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    toMigrate,
    strange: strange.map((name) => join(folder, name)),
    stale: stale.map((name) => join(folder, name)),
    isIndexed: found.every(isKnown),
  }
}

async function everythingIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return [
      folder,
      ...entries
        .map((it) => join(it.parentPath, it.name))
        // The practice workspace, and what the repository says of the folder, hold nobody's words.
        .filter((it) => !it.startsWith(join(folder, 'sandbox')) && it !== join(folder, 'README.md')),
    ]
  } catch (cause) {
    throw new StoreFault({ doing: 'list', file: folder, cause })
  }
}

/** File systems over a network, by the numbers that Linux gives them (statfs(2)). A lock cannot be relied on there. */
const networks: Record<number, string> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB 2',
  1397113167: 'AFS',
  198183888: 'Lustre',
  12805120: 'Ceph',
  16914839: '9P',
}

function spaceOf(folder: string): { free: number | undefined; network: string | undefined } {
  try {
    const { bavail, bsize, type } = statfsSync(folder)
    return { free: bavail * bsize, network: process.platform === 'linux' ? networks[type] : undefined }
  } catch {
    return { free: undefined, network: undefined }
  }
}
