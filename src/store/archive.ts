// A backup's file: a tar.gz that any tar can open. First a manifest with each document's checksum, then the key of the
// ledger of erasures, then the documents. Reading it trusts nothing: not its names, its sizes, or its kinds of entries.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Header, Parser, type ReadEntry } from 'tar'
import { z } from 'zod'
import { Instant } from '../domain/model.ts'
import { isSafeId } from './document.ts'
import { understand } from './document-file.ts'
import { isKey, keyFile, LedgerPlace } from './erasure-ledger.ts'
import { codeOf, StoreFault } from './errors.ts'
import { type CollectionName, kindNames, kinds } from './kinds.ts'
import { newestKnown } from './migrations.ts'
import type { Place } from './snapshot.ts'

const Entry = z.object({
  path: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** It could not be read when the backup was made: it is kept as it was found. */
  damaged: z.boolean().default(false),
})
type Entry = z.infer<typeof Entry>

export const Manifest = z.object({
  format: z.literal('balcony-backup'),
  version: z.literal(1),
  /** The Balcony that made it. */
  balcony: z.string(),
  /** Every reply that was acknowledged by then is in it. */
  began: Instant,
  schemas: z.record(z.string(), z.int()),
  /** Whatever was taken back after this place of the ledger is still in the backup. */
  ledger: LedgerPlace,
  files: z.array(Entry),
})
export type Manifest = z.infer<typeof Manifest>

/** An archive that cannot be trusted or understood, in words for whoever asked to have it read. */
export class BadArchive extends Error {
  override readonly name = 'BadArchive'
  constructor(file: string, why: string, remedy = 'Take another backup; this one was left as it is.') {
    super(`${file} ${why}. ${remedy}`)
  }
}

/** One document as it stands in an archive; `document` is undefined where it was damaged already. */
export type Archived = { place: Place; document: unknown; bytes: Buffer }

export type Reading = {
  /** Told of each document, in order, once its checksum and its schema have been found to be right. */
  document?: (it: Archived) => void
  progress?: (done: number, of: number) => void
  until?: AbortSignal
}

const manifestName = 'manifest.json'
/** A manifest has about 150 bytes a document; a document of five years about 300 kB. */
const mostManifestBytes = 256 * 1024 * 1024
const mostBytes = 64 * 1024 * 1024

/** The schemas that this Balcony writes. */
export const schemasNow = (): Manifest['schemas'] =>
  Object.fromEntries(kindNames.map((kind) => [kind, newestKnown(kinds[kind].migrations)]))

export const pathOf = ({ workspace, kind, id }: Place): string => `documents/${workspace}/${kind}/${id}.json`

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Reads one document; throws `DamagedDocument`. */
export const documentFrom = ({ kind, id }: Place, file: string, text: string): unknown => {
  const { schema, migrations } = kinds[kind]
  return understand<{ id: string }>(
    { schema: schema as z.ZodType<{ id: string }>, migrations },
    id,
    file,
    text,
  ).document
}

/** Writes a new file for its owner's eyes only, and resolves once it is on the disk. Throws `StoreFault`. */
export async function writeArchive(
  file: string,
  {
    manifest,
    key,
    documents,
  }: { manifest: Manifest; key: string; documents: AsyncIterable<[string, Buffer]> },
  until?: AbortSignal,
): Promise<void> {
  const mtime = new Date(manifest.began)
  async function* blocks() {
    yield* entry(manifestName, Buffer.from(JSON.stringify(manifest)), mtime)
    yield* entry(keyFile, Buffer.from(`${key}\n`), mtime)
    for await (const [path, bytes] of documents) yield* entry(path, bytes, mtime)
    // A tar ends with two empty blocks.
    yield Buffer.alloc(1024)
  }
  try {
    const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
    await pipeline(Readable.from(blocks(), { objectMode: false }), createGzip(), out, { signal: until })
    const handle = await open(file, 'r+')
    await handle.sync().finally(() => handle.close())
  } catch (cause) {
    if (until?.aborted) throw cause
    if (cause instanceof StoreFault) throw cause
    throw new StoreFault({ doing: 'write', file, cause })
  }
}

function* entry(path: string, bytes: Buffer, mtime: Date): Generator<Buffer> {
  const block = Buffer.alloc(512)
  const header = new Header({ path, mode: 0o600, size: bytes.length, mtime, type: 'File' })
  // A name of more than a hundred bytes may not fit a plain header; ids are never so long that it would not.
  if (header.encode(block, 0)) throw new Error(`the name ${path} is too long for an archive`)
  yield block
  yield bytes
  const rest = bytes.length % 512
  if (rest > 0) yield Buffer.alloc(512 - rest)
}

/**
 * Reads an archive from its first byte to its last. Resolves only where all of it is as its manifest says, and every
 * document is one that this Balcony understands. Throws `BadArchive`, or `StoreFault` where the file cannot be read.
 */
export async function readArchive(
  file: string,
  { document = () => {}, progress = () => {}, until }: Reading = {},
): Promise<{ manifest: Manifest; key: string }> {
  const name = basename(file)
  const bad = (why: string, remedy?: string) => new BadArchive(name, why, remedy)
  let manifest: Manifest | undefined
  let key: string | undefined
  const wanted = new Map<string, Entry>()
  let all = 0

  const take = (path: string, bytes: Buffer): void => {
    if (!manifest) {
      if (path !== manifestName) throw bad('does not begin with a manifest, so it is no backup of Balcony’s')
      manifest = manifestFrom(bytes, bad)
      for (const it of manifest.files) {
        if (!placeOf(it.path)) throw bad('lists a file that is no document of Balcony’s')
        if (wanted.has(it.path)) throw bad('lists a document twice')
        wanted.set(it.path, it)
      }
      all = wanted.size
      return
    }
    if (path === keyFile) {
      const text = bytes.toString('utf8').trim()
      if (key || !isKey(text)) throw bad('holds a key that is none')
      key = text
      return
    }
    const place = placeOf(path)
    const entry = wanted.get(path)
    if (!place || !entry) throw bad('holds a file that its manifest does not name, or has one twice')
    wanted.delete(path)
    if (bytes.length !== entry.bytes || sha256(bytes) !== entry.sha256)
      throw bad(`is damaged: ${path} is not what it was when the backup was made`)
    document({ place, bytes, document: entry.damaged ? undefined : understood(place, path, bytes, bad) })
    progress(all - wanted.size, all)
  }

  let fault: unknown
  const parser = new Parser({
    strict: true,
    onReadEntry: (it: ReadEntry) => {
      const chunks: Buffer[] = []
      const most = it.path === manifestName ? mostManifestBytes : mostBytes
      if (it.type !== 'File' && it.type !== 'OldFile')
        fault ??= bad('holds a link, a folder or a device, and a backup has only files')
      else if (it.path !== manifestName && it.path !== keyFile && !placeOf(it.path))
        fault ??= bad('holds a file with a name that no document has')
      else if (it.size > most) fault ??= bad('holds a file that is larger than any document')
      it.on('data', (chunk) => void (fault ? undefined : chunks.push(Buffer.from(chunk))))
      it.on('end', () => {
        if (fault) return
        try {
          take(it.path, Buffer.concat(chunks))
        } catch (error) {
          fault = error
        }
      })
      it.resume()
    },
  })
  parser.on('error', (error: unknown) => {
    fault ??= bad('is damaged: it is not a whole tar file', undefined)
    void error
  })
  try {
    const source = createReadStream(file)
    const gunzip = createGunzip()
    source.on('error', (error) => gunzip.destroy(error))
    for await (const chunk of source.pipe(gunzip)) {
      until?.throwIfAborted()
      parser.write(chunk)
      if (fault) throw fault
    }
    await new Promise<void>((resolve) => {
      parser.on('end', resolve)
      parser.on('error', () => resolve())
      parser.end()
    })
  } catch (cause) {
    if (fault) throw fault
    if (until?.aborted) throw cause
    const code = codeOf(cause) ?? ''
    if (code.startsWith('Z_')) throw bad('is damaged: it was cut short, or is no gzip file')
    if (code === 'ENOENT') throw new BadArchive(file, 'is not there', 'Check its name.')
    if (code === 'EISDIR') throw new BadArchive(file, 'is a folder', 'Name the backup’s file in it.')
    throw new StoreFault({ doing: 'read', file, cause })
  }
  if (fault) throw fault
  if (!manifest) throw bad('is empty: there is no manifest in it')
  if (!key) throw bad('lacks the key of the ledger of erasures')
  if (wanted.size > 0) throw bad(`is not whole: ${wanted.size} of its ${all} documents are missing`)
  return { manifest, key }
}

type Bad = (why: string, remedy?: string) => BadArchive

const manifestFrom = (bytes: Buffer, bad: Bad): Manifest => {
  const value = json(bytes)
  const version = z.object({ format: z.literal('balcony-backup'), version: z.int() }).safeParse(value)
  if (!version.success) throw bad('has a manifest that is none of Balcony’s')
  if (version.data.version !== 1)
    throw bad(`is in format ${version.data.version}, and this Balcony knows format 1`, newer)
  const manifest = Manifest.safeParse(value)
  if (!manifest.success) throw bad('has a manifest that cannot be understood')
  for (const [kind, schema] of Object.entries(manifest.data.schemas)) {
    const known = schemasNow()[kind]
    if (known === undefined || schema > known)
      throw bad(`holds ${kind} of schema ${schema}, and this Balcony knows ${known ?? 'none'} at most`, newer)
  }
  return manifest.data
}

const newer = 'Restore it with the Balcony that made it, or a newer one.'

const understood = (place: Place, path: string, bytes: Buffer, bad: Bad): unknown => {
  try {
    return documentFrom(place, path, new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw bad(`holds a document that this Balcony cannot read: ${path}`)
  }
}

const placeOf = (path: string): Place | undefined => {
  const [top, workspace = '', kind = '', name = '', ...more] = path.split('/')
  const id = name.slice(0, -'.json'.length)
  const isPlace =
    top === 'documents' && more.length === 0 && name.endsWith('.json') && isSafeId(workspace) && isSafeId(id)
  const known = kindNames.find((it): it is CollectionName => it === kind)
  return isPlace && known ? { workspace, kind: known, id } : undefined
}

const json = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
