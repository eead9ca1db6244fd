// The page's side of the practice workspace, over HTTP as a browser uses it, and what a restart finds again.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { MoveClock } from '../../src/sandbox/page-api.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { clientOf, doreen, farah, practice } from './practice.ts'

/** A request with whatever headers a browser might send. */
function ask(
  sandbox: Sandbox,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
) {
  const method = options.body === undefined ? 'GET' : 'POST'
  return new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    const asked = request(
      `${sandbox.url}sandbox/api/${path}`,
      { method, headers: options.headers },
      async (response) => {
        let text = ''
        for await (const part of response) text += part
        resolve({ status: response.statusCode, body: JSON.parse(text) })
      },
    )
    asked.on('error', reject)
    asked.end(options.body === undefined ? undefined : JSON.stringify(options.body))
  })
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'practice-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

test('the page sees the workspace, and acts from a seat', async () => {
  const sandbox = await practice()
  const { body } = await ask(sandbox, 'world')
  expect(body).toMatchObject({
    team: { name: 'Northfield Practice Workspace' },
    clock: { now: '2026-01-05T09:00:00.000Z', moving: false },
    limits: false,
    connected: false,
  })
  expect((body as { people: unknown[] }).people).toHaveLength(10)
  const { dm } = sandbox.person(doreen)
  const said = await ask(sandbox, `as/${doreen}/say`, { body: { channel: dm, text: 'Hello' } })
  expect(said).toMatchObject({ status: 200, body: { user: doreen, text: 'Hello', edited: false } })
  expect((await ask(sandbox, `as/${doreen}`)).body).toMatchObject({
    person: { id: doreen, title: 'Carer and patient leader' },
    conversations: [{ id: dm, kind: 'dm' }, { name: 'northfield-partnership' }, { name: 'general' }],
    messages: { [dm]: [{ text: 'Hello' }] },
    modals: [],
  })
  const refused = async (path: string, body: unknown) => (await ask(sandbox, path, { body })).status
  expect(await refused('as/%E0%A4%A/say', { channel: dm, text: 'Hello' })).toBe(404)
  sandbox.changeChannel('C07NGENERAL', { isArchived: true })
  expect(await refused(`as/${doreen}/say`, { channel: 'C07NGENERAL', text: 'Hello' })).toBe(403)
  expect(await refused(`as/${farah}/say`, { channel: dm, text: 'Hello' })).toBe(404)
  expect(await refused(`as/${doreen}/say`, { channel: dm })).toBe(400)
  expect(await refused('as/U0NOBODY/open-home', {})).toBe(404)
  expect(await refused(`as/${doreen}/vanish`, {})).toBe(404)
})

test('no page elsewhere reaches it, by a name of its own or from its own address', async () => {
  const sandbox = await practice()
  const status = async (headers: Record<string, string>) => (await ask(sandbox, 'world', { headers })).status
  const port = new URL(sandbox.url).port
  expect(await status({ host: 'evil.example' })).toBe(403)
  expect(await status({ host: `127.0.0.1.evil.example:${port}` })).toBe(403)
  expect(await status({ origin: 'https://evil.example' })).toBe(403)
  expect(await status({ origin: 'http://127.0.0.1:1' })).toBe(403)
  expect(await status({ origin: 'null' })).toBe(403)
  expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await status({ host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(200)
})

test('every change is announced to who can see it', async () => {
  const sandbox = await practice()
  const stream = await fetch(`${sandbox.url}sandbox/api/events`)
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  await reader?.read()
  await clientOf(sandbox).chat.postMessage({ channel: farah, text: 'x' })
  const { value } = (await reader?.read()) ?? {}
  expect(value).toMatch(/^event: changed\ndata: \{"users":\[.*U07NF5FARAH/)
  await reader?.cancel()
})

test('the clock moves where someone has wired it, and not elsewhere', async () => {
  const moves: MoveClock['to'][] = []
  const still = await practice()
  expect(await ask(still, 'clock', { body: { to: 'next-week' } })).toMatchObject({
    status: 409,
    body: { error: 'The clock of this practice workspace cannot be moved.' },
  })
  const sandbox = await practice({ clock: { move: async (to) => void moves.push(to) } })
  await ask(sandbox, 'clock', { body: { to: { instant: '2026-02-01T09:00:00.000Z' } } })
  expect(moves).toEqual([{ instant: '2026-02-01T09:00:00.000Z' }])
  expect((await ask(sandbox, 'clock', { body: { to: 'yesterday' } })).status).toBe(400)
  await ask(sandbox, 'limits', { body: { on: true } })
  expect(sandbox.world().limits).toBe(true)
})

test('a restart finds the same workspace, tokens and all but what was for one session, and dates go on from there', async () => {
  const path = await folder()
  const first = await startSandbox({ now: () => 2_000_000_000_000, folder: path })
  const { dm } = first.person(doreen)
  const said = await first.person(doreen).say({ channel: dm, text: 'Remember this' })
  await clientOf(first).views.publish({
    user_id: doreen,
    view: { type: 'home', blocks: [{ type: 'divider' }] },
  })
  const before = first.person(doreen).seat()
  await clientOf(first).chat.postEphemeral({ channel: dm, user: doreen, text: 'For now' })
  await first.close()
  expect((await stat(join(path, 'workspace.json'))).mode & 0o777).toBe(0o600)

  const second = await practice({ now: () => 1_000_000_000_000, folder: path })
  expect(second.person(doreen).seat()).toEqual(before)
  expect([second.botToken, second.appToken]).toEqual([first.botToken, first.appToken])
  const next = await second.person(doreen).say({ channel: dm, text: 'And this' })
  expect(next.ts > said.ts).toBe(true)
})

test('a damaged workspace is named and left alone, and a port in use is named with what to do', async () => {
  const path = await folder()
  await writeFile(join(path, 'workspace.json'), '{"schema":1')
  await expect(practice({ folder: path })).rejects.toThrow(
    'workspace.json cannot be read, and was left as it is',
  )
  expect(await readFile(join(path, 'workspace.json'), 'utf8')).toBe('{"schema":1')

  const port = Number(new URL((await practice()).url).port)
  await expect(practice({ port })).rejects.toThrow(
    `Port ${port} is already in use: stop the program that holds it`,
  )
})

test('what is no address at all is turned away, and the workspace goes on', async () => {
  const sandbox = await practice()
  const { host, port } = new URL(sandbox.url)
  const answerTo = (more: string) =>
    new Promise<string>((resolve, reject) => {
      let heard = ''
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(`GET // HTTP/1.1\r\nhost: ${host}\r\n${more}\r\n`),
      )
      socket.on('data', (it) => {
        heard += String(it)
      })
      socket.on('error', reject)
      socket.on('close', () => resolve(heard))
    })
  expect(await answerTo('connection: close\r\n')).toContain('HTTP/1.1 404')
  const upgrade =
    'connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAA\r\n'
  expect(await answerTo(upgrade)).toContain('HTTP/1.1 401')
  expect((await ask(sandbox, 'world')).status).toBe(200)
})
