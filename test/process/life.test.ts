// A process from its start to its end: it answers, stops in good order with nothing lost, and ends plainly where
// Slack will have no more of it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fillIn, messageWith, pressOn } from '../../src/sandbox/hands.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { people, team } from '../../src/sandbox/seed.ts'
import { holdLock } from '../../src/store/lock.ts'
import { overRealSockets } from '../real-sockets.ts'
import { documents, keep } from './documents.ts'
import { aFolder, balcony, end, freePort } from './running.ts'

const farah = 'U07NF5FARAH'
const callum = 'U07NF7CALUM'
const shanelle = 'U07NF6SHANL'
const tomasz = 'U07NF4TOMSZ'

const soon = { timeout: 20_000 }

const startOn = async (data: string, options: Partial<Parameters<typeof startSandbox>[0]> = {}) => {
  overRealSockets()
  const sandbox = await startSandbox({ now: Date.now, ...options })
  onTestFinished(() => sandbox.close())
  const start = (more: Record<string, string> = {}) =>
    balcony({
      ...more,
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_APP_TOKEN: sandbox.appToken,
      BALCONY_DATA: data,
    })
  return { sandbox, start }
}

const questionFor = (sandbox: Sandbox, user: string) => messageWith(sandbox.person(user), 'Write a reply')

test('with damaged documents it runs on: errors name them, they stay as they are, and the others are served', async () => {
  const data = aFolder()
  const leaders = [
    documents.leader('L0001', farah),
    documents.leader('L0002', callum),
    documents.leader('L0003', shanelle, { zone: 'Mars/Olympus_Mons' }),
  ]
  const files = keep(
    data,
    documents.workspace({ people: [farah, callum, shanelle, tomasz], invited: [tomasz] }),
    leaders,
  )
  const damaged = { [files.L0002!]: '{"schema":1,"id":"L0002"', [files.L0003!]: JSON.stringify(leaders[2]) }
  writeFileSync(files.L0002!, damaged[files.L0002!]!)
  const { sandbox, start } = await startOn(data)
  // Slack may know a zone that this machine does not, or an offset where a zone belongs.
  sandbox.changePerson(tomasz, { tz: '+01:00' })
  const it = start()
  await it.says(/Balcony is running/)
  await expect.poll(() => questionFor(sandbox, farah), soon).toBeDefined()

  // Who is damaged is not asked, and not invited anew either; whose zone is unknown is invited all the same.
  await expect
    .poll(() => messageWith(sandbox.person(tomasz), 'Yes, ask me'), { timeout: 20_000 })
    .toBeDefined()
  for (const user of [callum, shanelle]) {
    const seat = sandbox.person(user)
    expect(seat.seat().messages[seat.dm] ?? []).toEqual([])
  }
  const errors = it.log().filter(({ level }) => level === 50)
  for (const file of Object.keys(damaged)) {
    expect(errors).toContainEqual(
      expect.objectContaining({ file, msg: 'a document is damaged and was set aside' }),
    )
    expect(readFileSync(file, 'utf8')).toBe(damaged[file])
  }
  const invited = readdirSync(join(data, team.id, 'leaders')).find((name) => !name.startsWith('L000'))
  const kept = JSON.parse(readFileSync(join(data, team.id, 'leaders', invited!), 'utf8'))
  expect(kept).toMatchObject({ slack: { user: tomasz }, settings: { zone: 'Europe/London' } })
  expect(it.log()).toContainEqual(expect.objectContaining({ level: 40, id: kept.id, zone: 'Europe/London' }))

  // What was answered just before the end is on disk, and the folder is free.
  const seat = sandbox.person(farah)
  await pressOn(seat, questionFor(sandbox, farah)!, 'Write a reply')
  await expect.poll(() => seat.seat().modals.length, soon).toBe(1)
  expect(await fillIn(seat, { 'Your answer': 'Said just before the end.' })).toEqual({ ok: true })
  const began = performance.now()
  it.signal('SIGTERM')
  const { code, stderr } = await end(it)
  expect(code).toBe(0)
  expect(stderr).toBe('')
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(readFileSync(files.L0001!, 'utf8')).toContain('Said just before the end.')
  expect(existsSync(join(data, 'lock.pid'))).toBe(false)
  await (await holdLock(data)).release()
  expect(it.stdout()).not.toContain('Said just before')
})

test('a stop waits for the messages that are on their way, and begins no others', async () => {
  const data = aFolder()
  const many = Array.from({ length: 30 }, (_, n) => ({ ...people[1]!, id: `U0${n + 10}` }))
  const users = many.map(({ id }) => id)
  const leaders = users.map((user) => documents.leader(`L${user}`, user))
  const files = keep(data, documents.workspace({ people: users }), leaders)
  const { sandbox, start } = await startOn(data, { people: many, channels: [] })
  const it = start()
  await it.says(/Balcony is running/)
  const posted = () => sandbox.calls().filter(({ method }) => method === 'chat.postMessage').length
  await expect.poll(posted, soon).toBeGreaterThan(0)
  it.signal('SIGTERM')
  expect((await end(it)).code).toBe(0)

  const states = Object.values(files).map((file) => {
    const { outbox } = JSON.parse(readFileSync(file, 'utf8'))
    return outbox[0]?.state.is ?? 'not begun'
  })
  expect(states.filter((state) => state === 'settled')).toHaveLength(posted())
  // Five messages a second may go out, and eight leaders are asked at a time: so some were on their way.
  expect(posted()).toBeGreaterThan(1)
  expect(states).toContain('not begun')
  expect(states).not.toContain('claimed')
})

test('stopped while people write, it loses nothing and says nothing twice; a second signal ends it at once', async () => {
  const data = aFolder()
  const users = [farah, callum, shanelle, tomasz]
  const files = keep(
    data,
    documents.workspace({ people: users }),
    users.map((user, n) => documents.leader(`L000${n}`, user)),
  )
  const { sandbox, start } = await startOn(data)
  const first = start()
  await expect.poll(() => users.every((user) => questionFor(sandbox, user)), soon).toBe(true)
  for (const user of users) {
    const seat = sandbox.person(user)
    await seat.say({ channel: seat.dm, text: `What ${user} wrote.` })
  }
  first.signal('SIGTERM')
  expect((await end(first)).code).toBe(0)

  const port = await freePort()
  const again = start({ HEALTH_PORT: `${port}` })
  const receipts = (user: string) => {
    const seat = sandbox.person(user)
    return JSON.stringify(seat.seat()).split('Balcony has saved your reply').length - 1
  }
  await again.says(/Balcony is running/)
  await expect.poll(() => users.map(receipts), soon).toEqual([1, 1, 1, 1])
  await sandbox.settle()
  const posts = sandbox.calls().filter(({ method }) => method === 'chat.postMessage')
  expect(posts).toHaveLength(2 * users.length)
  for (const [n, user] of users.entries()) {
    expect(readFileSync(files[`L000${n}`]!, 'utf8').split(`What ${user} wrote.`)).toHaveLength(2)
  }
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`)
  expect([ready.status, await ready.text()]).toEqual([200, expect.stringContaining('Slack: connected')])
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  expect(metrics).toMatch(/^balcony_slack_connected 1$/m)
  expect(metrics).not.toMatch(/What U0|U07NF|L000/)
  // Two signals at once may come in either order.
  again.signal('SIGTERM')
  again.signal('SIGINT')
  expect([130, 143]).toContain((await end(again)).code)
  expect((await (await holdLock(data)).release()) ?? 'free').toBe('free')
})

test('before there is a programme it says what to do next; where Slack no longer takes the app’s token it says so plainly, and ends with a code', async () => {
  const data = aFolder()
  const files = keep(data, { ...documents.workspace(), programmes: [] }, [documents.leader('L0001', farah)])
  const { sandbox, start } = await startOn(data)
  const it = start()
  await it.says(/Balcony is running.*\n.*there is no programme yet: in Slack, .* BALCONY_ADMINS names/)
  sandbox.failNext('apps.connections.open', { error: 'invalid_auth' })
  await sandbox.disconnect()
  const { code } = await end(it)
  expect(code).toBe(1)
  expect(it.log().at(-1)).toMatchObject({
    level: 50,
    err: { slack: 'invalid_auth' },
    msg: expect.stringMatching(
      /Slack no longer accepts SLACK_APP_TOKEN.*Make a new one.*start Balcony again/,
    ),
  })
  expect(JSON.parse(readFileSync(files.L0001!, 'utf8')).id).toBe('L0001')
  await (await holdLock(data)).release()
})
