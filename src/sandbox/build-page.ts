// Builds the practice workspace's page and serves it. It is built once for each state of its sources, into a folder
// that git ignores, and then served from memory: what is not in the build cannot be asked for.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
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
  const built = join(cache, await fingerprint())
  if (rebuild || !(await exists(built))) await buildInto(built)
  return serve(await filesIn(built))
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = fileURLToPath(new URL('./ui/', import.meta.url))
const cache = join(root, 'node_modules/.cache/balcony-page')

/** What the page is made with: another version of one of these makes another page. */
const tools = ['react', 'react-dom', 'slack-blocks-to-jsx', 'vite', '@vitejs/plugin-react']

const fingerprint = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const [path, content] of await filesIn(sources)) hash.update(`${path}\n`).update(content)
  for (const tool of tools) {
    const { version } = JSON.parse(await readFile(join(root, 'node_modules', tool, 'package.json'), 'utf8'))
    hash.update(`${tool} ${version}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

/** Into a folder beside, then by one rename: nobody ever reads half a page, and two who build at once do no harm. */
const buildInto = async (built: string): Promise<void> => {
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(join(cache, 'draft-'))
  try {
    await runVite(draft)
    await rm(built, { recursive: true, force: true })
    await rename(draft, built).catch(async (fault) => {
      if (!(await exists(built))) throw fault
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  const others = (await readdir(cache))
    .map((name) => join(cache, name))
    .filter((it) => it !== built && !isDraft(it))
  await Promise.all(others.map((it) => rm(it, { recursive: true, force: true })))
}

const isDraft = (path: string) => path.includes(`${sep}draft-`)

/** Vite takes `NODE_ENV` for its own and changes it for the whole process, so it is put back. */
const runVite = async (outDir: string): Promise<void> => {
  const { build } = await import('vite')
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build({
      root: sources,
      configLoader: 'native',
      logLevel: 'silent',
      build: { outDir, emptyOutDir: true },
    })
  } catch (fault) {
    throw new Error('The practice workspace’s page could not be built.', { cause: fault })
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

type Files = Map<string, Buffer>

/** By path from the folder, with forward slashes, in a stable order. */
const filesIn = async (folder: string): Promise<Files> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name))
    .sort()
  const files = paths.map(async (path): Promise<[string, Buffer]> => {
    const name = path.slice(join(folder, sep).length).replaceAll(sep, '/')
    return [name, await readFile(path)]
  })
  return new Map(await Promise.all(files))
}

const exists = (path: string): Promise<boolean> => stat(path).then(Boolean, () => false)

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
