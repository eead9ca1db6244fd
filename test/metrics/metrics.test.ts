// What an operator's monitoring is told: how Balcony is, and nothing of anyone. In a small workspace nobody's single
// act may be seen in the figures, and nowhere may an id, a name or a word be read.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { startApp } from '../../src/app.ts'
import { Instant, Leader } from '../../src/domain/model.ts'
import { metered } from '../../src/metrics/collection.ts'
import { crowd, crowdSize } from '../../src/metrics/crowd.ts'
import { HealthPortTaken } from '../../src/metrics/health.ts'
import { createMeter } from '../../src/metrics/meter.ts'
import { startWatching } from '../../src/metrics/watching.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { people, team } from '../../src/sandbox/seed.ts'
import { noPace } from '../../src/slack/pacing.ts'
import { memoryCollection } from '../../src/store/memory.ts'
import { freePort } from '../end-to-end/signed.ts'
import { documents, keep } from '../process/documents.ts'
import { quietLog } from '../quiet-log.ts'

const at = (day: number) => Instant.parse(new Date(Date.UTC(2026, 0, day)).toISOString())
const asked = async (port: number, path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return { status: response.status, text: await response.text() }
}

describe('a crowd', () => {
  it('gives figures out only in batches of ten different people, however they come', () => {
    const person = fc.integer({ min: 1, max: 25 })
    fc.assert(
      fc.property(fc.array(person, { maxLength: 200 }), (acts) => {
        let given: string[] = []
        const figures = crowd<string>((who) => given.push(who))
        for (const who of acts) {
          figures.add(`U${who}`, `U${who}`, at(1))
          if (given.length > 0) expect(new Set(given).size).toBeGreaterThanOrEqual(crowdSize)
          given = []
        }
      }),
    )
  })

  it('loses nothing of what it gives out, and forgets after a week what it could not', () => {
    let given = 0
    const figures = crowd<void>(() => {
      given += 1
    })
    for (let who = 1; who <= 9; who++) figures.add(`U${who}`, undefined, at(1))
    figures.add('U10', undefined, at(9))
    expect(given).toBe(0)
    for (let who = 1; who <= 9; who++) figures.add(`U${who}`, undefined, at(9))
    expect(given).toBe(10)
  })
})

/** What changes by itself from one look to the next, whoever does what. */
const ofTheProcess = /^balcony_(memory_bytes|event_loop_lag_seconds|sockets|clock_skew_seconds)\b/
const figures = (text: string) =>
  text.split('\n').filter((line) => !ofTheProcess.test(line) && !line.startsWith('#'))

const running = async (users: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'balcony-metrics-'))
  const sandbox = await startSandbox({ now: Date.now })
  const port = await freePort()
  keep(
    folder,
    documents.workspace({ people: users }),
    users.map((user, n) => documents.leader(`L000${n}`, user)),
  )
  const app = await startApp({
    slack: {
      botToken: sandbox.botToken,
      connection: { mode: 'socket', appToken: sandbox.appToken },
      apiUrl: sandbox.apiUrl,
    },
    data: folder,
    admins: [],
    packs: [],
    clock: { now: () => Instant.parse(new Date().toISOString()) },
    log: quietLog,
    pace: noPace,
    ticks: false,
    health: { port, host: '127.0.0.1' },
  })
  let isStopped = false
  const stop = async () => {
    if (!isStopped) await app.stop()
    isStopped = true
  }
  onTestFinished(async () => {
    await stop()
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const settled = async () => {
    await sandbox.settle()
    await app.idle()
  }
  await settled()
  return { sandbox, app, port, settled, stop }
}

test('in a small workspace no figure moves with what someone does, and nothing tells who or what', async () => {
  const users = people.slice(1, 5).map(({ id }) => id)
  const { sandbox, port, settled, stop } = await running(users)
  expect(await asked(port, '/healthz')).toEqual({ status: 200, text: 'alive\n' })
  expect(await asked(port, '/readyz')).toEqual({
    status: 200,
    text: 'Store: open\nSlack: connected\nTick: alive\n',
  })
  const before = (await asked(port, '/metrics')).text
  expect(before).toContain('balcony_slack_connected 1')

  const [user = ''] = users
  const seat = sandbox.person(user)
  await seat.say({ channel: seat.dm, text: 'canary of my own' })
  await seat.openHome()
  await settled()
  expect(JSON.stringify(seat.seat().messages[seat.dm])).toContain('canary of my own')
  const after = (await asked(port, '/metrics')).text
  expect(figures(after)).toEqual(figures(before))

  const told = [
    ...new Set(
      [before, after]
        .join('\n')
        .matchAll(/\{([^}]*)\}/g)
        .map(([, labels]) => labels ?? ''),
    ),
  ]
  expect(told.length).toBeGreaterThan(0)
  for (const labels of told)
    expect(labels).toMatch(
      /^(version|node|le|heard|family|reason|error)="[\w.+-]*"(,(node|le|reason)="[\w.+-]*")*$/,
    )
  for (const canary of [
    'canary',
    'L000',
    team.id,
    'northfield',
    'Leaders',
    ...users,
    ...people.map(({ name }) => name),
  ])
    expect(after).not.toContain(canary)

  await sandbox.disconnect()
  expect(await asked(port, '/readyz')).toMatchObject({
    status: 503,
    text: expect.stringContaining('Slack: not connected'),
  })
  await stop()
  await expect(asked(port, '/healthz')).rejects.toThrow()
})

describe('the meter', () => {
  const measured = async () => {
    const meter = createMeter(() => at(5), '0.0.0')
    onTestFinished(() => meter.close())
    const leaders = metered(
      memoryCollection({ schema: Leader, describe: () => ({ wakeAt: undefined, keys: [] }) }),
      {
        meter,
        now: () => at(5),
        beat: () => {},
      },
    )
    const text = () => meter.text({ lagSeconds: 47, isConnected: true, figures: { unreachable: 0 } })
    return { meter, leaders, text }
  }
  const intent = (state: Leader['outbox'][number]['state'], notBefore = at(5)): Leader['outbox'][number] => ({
    key: 'k',
    kind: 'prompt',
    about: 'D1',
    notBefore,
    expiresAt: at(6),
    state,
  })

  test.each<[string, Leader['outbox'][number], string]>([
    [
      'refused',
      intent({ is: 'failed', at: at(5), reason: 'channel_not_found' }),
      'messages_failed_total{family="question",reason="channel_not_found"} 1',
    ],
    [
      'refused with words',
      intent({ is: 'failed', at: at(5), reason: 'no canary here' }),
      'messages_failed_total{family="question",reason="other"} 1',
    ],
    ['past its time', intent({ is: 'expired', at: at(5) }), 'messages_missed_total{family="question"} 1'],
    ['late', intent({ is: 'settled', at: at(5), ts: '1.000001' as never }, at(4)), 'messages_late_total 1'],
    ['put off', intent({ is: 'waiting' }, at(6)), 'messages_put_off_total 1'],
    ['in doubt', intent({ is: 'uncertain', at: at(5) }), 'messages_unsure_total 1'],
  ])('counts a message that is %s at once, for that is nobody’s act', async (_, became, line) => {
    const { leaders, text } = await measured()
    await leaders.create({
      ...documents.leader('L1', 'U1'),
      outbox: [intent({ is: 'claimed', at: at(5) }, at(4))],
    })
    await leaders.update('L1' as never, (leader) => ({ ...leader, outbox: [became] }))
    expect(await text()).toContain(`balcony_${line}`)
    expect(await text()).not.toContain('canary')
  })

  it('counts what went out, and what was written, for ten people together', async () => {
    const { leaders, text } = await measured()
    for (let n = 1; n <= 10; n++) {
      const id = `L${n}`
      await leaders.create({
        ...documents.leader(id, `U${n}`),
        outbox: [intent({ is: 'claimed', at: at(5) })],
      })
      expect(await text()).toContain('balcony_messages_sent_total 0')
      await leaders.update(id as never, (leader) => ({
        ...leader,
        outbox: [intent({ is: 'settled', at: at(5), ts: '1.000001' as never })],
      }))
    }
    expect(await text()).toMatch(/messages_sent_total 10[\s\S]*store_write_seconds_count 10/)
    expect(await text()).toContain('balcony_due_lag_seconds 40')
  })

  it('never counts that something was dropped: that would say that someone had answered', async () => {
    const { leaders, text } = await measured()
    await leaders.create({ ...documents.leader('L1', 'U1'), outbox: [intent({ is: 'waiting' })] })
    const before = figures(await text())
    await leaders.update('L1' as never, (leader) => ({
      ...leader,
      outbox: [intent({ is: 'dropped', at: at(5) })],
    }))
    expect(figures(await text())).toEqual(before)
  })
})

test('a tick that gives no sign of life for two minutes is not ready, and a store that cannot write is not', async () => {
  let ms = 0
  const port = await freePort()
  const watching = await startWatching(
    { port, host: '127.0.0.1' },
    { now: () => at(1), version: '0.0.0', monotonic: () => ms },
  )
  onTestFinished(() => watching.close())
  expect(await asked(port, '/readyz')).toEqual({ status: 503, text: 'Balcony is starting.\n' })
  watching.storeIsOpen({ lagSeconds: async () => 0, figures: () => ({ unreachable: 0 }) })
  watching.connected(true)
  ms = 119_000
  expect((await asked(port, '/readyz')).status).toBe(200)
  ms = 130_000
  expect(await asked(port, '/readyz')).toMatchObject({
    status: 503,
    text: expect.stringContaining('Tick: no sign of life for 2 minutes'),
  })
  await watching.tick(async () => {})
  expect((await asked(port, '/readyz')).status).toBe(200)
  const full = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
  await watching.probe({ store: full, slack: async () => {} })
  expect(await asked(port, '/readyz')).toMatchObject({
    status: 503,
    text: expect.stringContaining('could not be made durable'),
  })
  expect((await asked(port, '/metrics')).text).toContain('balcony_store_faults_total{reason="ENOSPC"} 1')
  await watching.probe({ store: async () => {}, slack: async () => {} })
  expect((await asked(port, '/readyz')).status).toBe(200)
  watching.stopping()
  expect(await asked(port, '/readyz')).toEqual({ status: 503, text: 'Balcony is stopping.\n' })
})

test('a port that another program has is named, with what to do', async () => {
  const server = createServer()
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  onTestFinished(() => void server.close())
  const taken = startWatching({ port, host: '127.0.0.1' }, { now: () => at(1), version: '0.0.0' })
  await expect(taken).rejects.toThrow(HealthPortTaken)
  await expect(taken).rejects.toThrow(/already in use: stop the program .* HEALTH_PORT/)
})

test('an address that this machine does not have is named, with what to do', async () => {
  // Kept for examples: no machine has it.
  const elsewhere = { port: await freePort(), host: '192.0.2.1' }
  const taken = startWatching(elsewhere, { now: () => at(1), version: '0.0.0' })
  await expect(taken).rejects.toThrow(HealthPortTaken)
  await expect(taken).rejects.toThrow(/no address 192\.0\.2\.1: give HEALTH_HOST one that it has/)
})
