// Builds the practice workspace's page and serves it. It is built once for each state of its sources, kept in one file
// in a folder that git ignores, and served from memory: what is not in the build cannot be asked for.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Answers GET and HEAD for the page's own files; anything else is 404 or 405. */
export type PageHandler = (req: IncomingMessage, res: ServerResponse) => void

/**
 * Builds the page unless it is there already, made of the same sources by the same tools, and answers what serves
 * it. `rebuild` builds it whatever was there. Throws when the page cannot be built.
 */
export const pageHandler = async ({ rebuild = false } = {}): Promise<PageHandler> => {
  const kept = join(cache, `${await fingerprint()}.json`)
  return serve((rebuild ? undefined : await read(kept)) ?? (await buildOnce(kept)))
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = fileURLToPath(new URL('./ui/', import.meta.url))
const cache = join(root, 'node_modules/.cache/balcony-page')

/** What the page is made with: another version of one of these makes another page. */
const tools = ['react', 'react-dom', 'slack-blocks-to-jsx', 'vite', '@vitejs/plugin-react']

/** By path from the page's root, with forward slashes and none in front. */
type Files = Map<string, Buffer>

const fingerprint = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const [path, content] of await filesIn(sources)) hash.update(`${path}\n`).update(content)
  for (const tool of tools) {
    const { version } = await readFile(join(root, 'node_modules', tool, 'package.json'), 'utf8')
      .then(JSON.parse)
      .catch((fault) => {
        throw new CannotBuildPage(fault)
      })
    hash.update(`${tool} ${version}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

const filesIn = async (folder: string): Promise<Files> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name))
  const files = paths.sort().map(async (path): Promise<[string, Buffer]> => {
    return [path.slice(folder.length).replaceAll(sep, '/'), await readFile(path)]
  })
  return new Map(await Promise.all(files))
}

/** Undefined where no page was kept, or none that can be read. */
const read = async (kept: string): Promise<Files | undefined> => {
  try {
    const written: Record<string, string> = JSON.parse(await readFile(kept, 'utf8'))
    return new Map(Object.entries(written).map(([name, content]) => [name, Buffer.from(content, 'base64')]))
  } catch {
    return undefined
  }
}

/** It is made by tools that came with Balcony: one of them is missing, or another version. */
export class CannotBuildPage extends Error {
  override readonly name = 'CannotBuildPage'
  constructor(cause: unknown) {
    super(
      `The page of the practice workspace could not be built: ${cause instanceof Error ? cause.message : cause}. Run “npm ci” in Balcony’s folder, and start again.`,
      { cause },
    )
  }
}

let building: Promise<Files> | undefined

/** Two who ask at once in this process wait for one build. */
const buildOnce = (kept: string): Promise<Files> => {
  building ??= build(kept).finally(() => {
    building = undefined
  })
  return building
}

const build = async (kept: string): Promise<Files> => {
  const files = await runVite()
  // Where it cannot be kept, as in a folder that is root's, it is built anew at each start.
  await keep(files, kept).catch(() => {})
  return files
}

const keep = async (files: Files, kept: string): Promise<void> => {
  await mkdir(cache, { recursive: true })
  // By one rename: nobody ever reads half a page, and another process that builds it too does no harm.
  const draft = `${kept}.${randomUUID()}.draft`
  const written = Object.fromEntries([...files].map(([name, content]) => [name, content.toString('base64')]))
  await writeFile(draft, JSON.stringify(written))
  await rename(draft, kept)
  const others = (await readdir(cache)).map((name) => join(cache, name))
  const older = others.filter((path) => path.endsWith('.json') && path !== kept)
  await Promise.all(older.map((path) => rm(path, { force: true })))
}

/** Vite takes `NODE_ENV` for its own and changes it for the whole process, so it is put back. */
const runVite = async (): Promise<Files> => {
  const vite = await import('vite')
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    const built = await vite.build({
      root: sources,
      configLoader: 'native',
      logLevel: 'silent',
      build: { write: false },
    })
    const outputs = [built].flat().flatMap((it) => ('output' in it ? it.output : []))
    return new Map(outputs.map((it) => [it.fileName, Buffer.from(it.type === 'chunk' ? it.code : it.source)]))
  } catch (fault) {
    throw new CannotBuildPage(fault)
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

const serve =
  (files: Files): PageHandler =>
  (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    const { pathname } = new URL(req.url ?? '/', 'http://page')
    const name = pathname === '/' ? 'index.html' : pathname.slice(1)
    const content = files.get(name)
    if (!content) {
      res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such page here.\n')
      return
    }
    res.writeHead(200, {
      ...guards,
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'content-length': content.length,
      // Vite puts a hash of their content into the names of everything under assets/.
      'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    res.end(req.method === 'HEAD' ? undefined : content)
  }

/** The page needs nothing from anywhere else, except a picture that a message may show. */
const guards = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}
