// The practice workspace's page: built once for each state of its sources, and serving itself and nothing else.
import { readdir, stat } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageHandler } from '../../src/sandbox/build-page.ts'

type Answer = { status: number; type: string; cache: string; body: string }

let server: Server
beforeAll(async () => {
  const page = await pageHandler()
  server = createServer((req, res) => page(req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
})

/** Asks for exactly this path: fetch would tidy away the dots that an intruder sends. */
const ask = (path: string, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    const asked = request({ host: '127.0.0.1', port, path, method }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part) => {
        body += part
      })
      response.on('end', () => {
        const { 'content-type': type = '', 'cache-control': cache = '' } = response.headers
        resolve({ status: response.statusCode ?? 0, type, cache, body })
      })
    })
    asked.on('error', reject).end()
  })

const assetsOf = (html: string) =>
  [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map((it) => `/${it[1]}`)

describe('the page that is served', () => {
  test('is an HTML page at the root, asked for again each time, and the same with a query', async () => {
    const index = await ask('/')
    expect(index).toMatchObject({ status: 200, type: 'text/html; charset=utf-8', cache: 'no-cache' })
    expect(index.body).toContain('<div id="page">')
    expect(await ask('/?from=a-link')).toEqual(index)
  })

  test('brings its own script, style and sign, each with its type and for keeps', async () => {
    const assets = assetsOf((await ask('/')).body)
    const answers = await Promise.all(assets.map((path) => ask(path)))
    const types = answers.map((it) => it.type).sort()
    expect(types).toEqual(['image/svg+xml', 'text/css; charset=utf-8', 'text/javascript; charset=utf-8'])
    for (const { status, cache, body } of answers) {
      expect(status).toBe(200)
      expect(cache).toContain('immutable')
      expect(body).not.toBe('')
    }
  })

  test('asks nothing of any other host', async () => {
    const { body } = await ask('/')
    expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    const styles = await Promise.all(
      assetsOf(body)
        .filter((it) => it.endsWith('.css'))
        .map((it) => ask(it)),
    )
    for (const style of styles) expect(style.body).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//)
  })

  test('runs React as it is meant for people, although the tests run it otherwise', async () => {
    const script = assetsOf((await ask('/')).body).find((it) => it.endsWith('.js'))
    expect((await ask(script ?? '')).body).not.toContain('react-dom-client.development')
    expect(process.env.NODE_ENV).toBe('test')
  })

  test.each([
    '/../package.json',
    '/assets/../../../../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..\\..\\package.json',
    '//etc/passwd',
    '/assets',
    '/assets/',
    '/toString',
    '/main.tsx',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await ask(path)
    expect(status).toBe(404)
    expect(body).toBe('There is no such page here.\n')
  })

  test('can be asked about without its body, and takes nothing', async () => {
    expect(await ask('/', 'HEAD')).toMatchObject({ status: 200, body: '' })
    expect((await ask('/', 'POST')).status).toBe(405)
  })
})

describe('the build', () => {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/balcony-page', import.meta.url))
  const builtAt = async () => {
    const [only, ...others] = (await readdir(cache)).filter((name) => name.endsWith('.json'))
    expect(others, 'pages of older sources are cleared away').toEqual([])
    return (await stat(`${cache}/${only}`)).mtimeMs
  }

  test('is made once, kept, and made again only on request', async () => {
    await pageHandler({ rebuild: true })
    const first = await builtAt()
    await pageHandler()
    expect(await builtAt()).toBe(first)
    await pageHandler({ rebuild: true })
    expect(await builtAt()).toBeGreaterThan(first)
  })

  test('is made once for two who ask at once, and leaves the process as it was', async () => {
    const handlers = await Promise.all([pageHandler({ rebuild: true }), pageHandler({ rebuild: true })])
    expect(handlers).toHaveLength(2)
    expect(process.env.NODE_ENV).toBe('test')
    expect((await readdir(cache)).filter((name) => name.endsWith('.draft'))).toEqual([])
  })
})
