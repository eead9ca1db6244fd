// The practice workspace as a newcomer starts it: one command, an address, and everything still there tomorrow.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test, vi } from 'vitest'
import { startPractice } from '../../src/practice.ts'
import { DamagedPractice } from '../../src/sandbox/keep.ts'
import type { Seat, World } from '../../src/sandbox/page-api.ts'
import { quietLog } from '../quiet-log.ts'
import { aFolder, balcony, end, freePort, type Running } from './running.ts'

// Each start takes a second or two, and much longer where the machine is busy.
vi.setConfig({ testTimeout: 120_000 })

const tomasz = 'U07NF4TOMSZ'
const dm = 'D07NF4TOMSZ'
const day = 86_400_000
const soon = { timeout: 20_000, interval: 10 }
const isReady = /Open (http:\/\/127\.0\.0\.1:\d+\/)/

/** The practice workspace in a folder, at a port of its own. */
const inFolder = async (folder: string) => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/sandbox/api/`
  const read = async <T>(path: string): Promise<T> => (await (await fetch(`${url}${path}`)).json()) as T
  return {
    folder,
    address: `http://127.0.0.1:${port}/`,
    start: (...args: string[]): Running => balcony({ PORT: `${port}`, HEALTH_PORT: '9' }, { folder, args }),
    world: () => read<World>('world'),
    seat: () => read<Seat>(`as/${tomasz}`),
    leaders: join(folder, 'data/sandbox/documents/T07NORTHFLD/leaders'),
    clock: join(folder, 'data/sandbox/clock.json'),
    workspace: join(folder, 'data/sandbox/slack/workspace.json'),
    post: async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      expect(answer.ok).toBe(true)
    },
  }
}

const stopped = async (it: Running): Promise<void> => {
  it.signal('SIGINT')
  expect(await it.ended).toBe(0)
}

const refused = async (it: Running): Promise<string> => {
  const { code, stderr } = await end(it)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^Balcony cannot start\.\n/)
  expect(stderr).not.toMatch(/^\s+at /m)
  return stderr
}

test('says where it is and what to try, goes on where it was, and starts over only when told', async () => {
  const place = await inFolder(aFolder())
  const first = place.start()
  const said = await first.says(/starts over/)
  expect(said).toMatch(/three weeks of history/)
  expect(said).toContain('HEALTH_PORT is not used here')
  expect(said.match(isReady)?.[1]).toBe(place.address)
  expect(said.split(place.address)[1]?.trim().split('\n')).toHaveLength(3)
  expect(await (await fetch(place.address)).text()).toMatch(/<title>/)

  await place.post(`as/${tomasz}/say`, { channel: dm, text: 'Mine, and still here tomorrow.' })
  const began = Date.parse((await place.world()).clock.now)
  await place.post('clock', { to: 'next-prompt' })
  const [before, there] = [await place.world(), await place.seat()]
  expect(Date.parse(before.clock.now)).toBeGreaterThan(began + day)
  await stopped(first)

  const second = place.start()
  expect(await second.says(isReady)).not.toMatch(/three weeks of history/)
  const after = await place.world()
  const passed = Date.parse(after.clock.now) - Date.parse(before.clock.now)
  expect(passed).toBeGreaterThanOrEqual(0)
  expect(passed).toBeLessThan(5 * 60_000)
  const texts = ({ messages }: Seat) => messages[dm]?.map(({ text }) => text)
  expect(texts(await place.seat())).toEqual(texts(there))
  expect(texts(there)).toContain('Mine, and still here tomorrow.')
  // Starting over is not done under another process.
  expect(await refused(place.start('--fresh'))).toMatch(`in use by another Balcony (process ${second.pid})`)
  expect(texts(await place.seat())).toEqual(texts(there))
  await stopped(second)

  const half = async (file: string, start: () => Promise<string>) => {
    const whole = readFileSync(file, 'utf8')
    const cut = whole.slice(0, whole.length / 2)
    writeFileSync(file, cut)
    const why = await start()
    expect(why).toContain(relative(place.folder, file))
    expect(why).toMatch(/npm start -- --fresh/)
    expect(readFileSync(file, 'utf8')).toBe(cut)
    writeFileSync(file, whole)
  }
  await half(place.workspace, () => refused(place.start()))
  // The clock is refused in the same way, which takes no process of its own to see.
  await half(place.clock, () =>
    startPractice({ folder: dirname(place.clock), log: quietLog }).then(
      () => 'started',
      (it) => (it instanceof DamagedPractice ? it.message : String(it)),
    ),
  )

  // Stopped while it is being made ready, it is made ready anew at the next start.
  const hasty = place.start('--fresh')
  await hasty.says(/three weeks of history/)
  await expect.poll(() => existsSync(place.leaders) && readdirSync(place.leaders).length, soon).toBe(10)
  hasty.signal('SIGINT')
  await hasty.ended

  const fresh = place.start()
  await fresh.says(/three weeks of history/)
  fresh.signal('SIGINT')
  await fresh.ended
  expect(readFileSync(place.workspace, 'utf8')).not.toContain('Mine, and still here tomorrow.')
})

test('helps without starting anything', async () => {
  const folder = aFolder()
  const { code, stdout } = await end(balcony({ PORT: 'nonsense' }, { folder, args: ['--help'] }))
  expect(code).toBe(0)
  expect(stdout).toMatch(/npm start -- --fresh/)
  expect(existsSync(join(folder, 'data'))).toBe(false)
})
