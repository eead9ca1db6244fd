// What the app hears of, how often, and what it only finds in the history.
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { clientOf, connected, doreen, eventually, partnership, practice, priya } from './practice.ts'

type Heard = Record<string, unknown> & { subtype?: string }

/** The app's side of Socket Mode by hand, so that it can leave things unacknowledged. */
async function line(sandbox: Sandbox, acknowledges: boolean) {
  const { url } = await clientOf(sandbox, sandbox.appToken).apps.connections.open({})
  const socket = new WebSocket(url ?? '')
  const said: Heard[] = []
  socket.on('message', (data) => {
    const envelope: Heard = JSON.parse(String(data))
    said.push(envelope)
    if (acknowledges && envelope.envelope_id) {
      socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, payload: {} }))
    }
  })
  await eventually(() =>
    expect(said[0]).toMatchObject({ type: 'hello', num_connections: expect.any(Number) }),
  )
  return { socket, envelopes: () => said.filter((it) => it.envelope_id) }
}

test('edits, deletions, threads and the bot itself arrive as Slack sends them', async () => {
  const sandbox = await practice()
  const heard: Heard[] = []
  const app = await connected(sandbox, (it) =>
    it.event('message', async ({ event }) => void heard.push({ ...event })),
  )
  const seat = sandbox.person(doreen)
  const channel = seat.dm

  const first = await seat.say({ channel, text: 'First' })
  await seat.edit({ channel, ts: first.ts, text: 'First, again' })
  await seat.say({ channel, text: 'In its thread', threadTs: first.ts })
  await seat.delete({ channel, ts: first.ts })
  const last = await seat.say({ channel, text: 'Never mind' })
  await seat.delete({ channel, ts: last.ts })
  await eventually(() => expect(heard).toHaveLength(6))

  expect(heard.map((it) => it.subtype)).toEqual([
    undefined,
    'message_changed',
    undefined,
    'message_changed',
    undefined,
    'message_deleted',
  ])
  expect(heard[1]).toMatchObject({
    message: { ts: first.ts, text: 'First, again', edited: { user: doreen, ts: '1767603600.000000' } },
    previous_message: { ts: first.ts, text: 'First' },
    channel,
    channel_type: 'im',
  })
  expect(heard[2]).toMatchObject({ thread_ts: first.ts, parent_user_id: doreen })
  // A thread outlives its first message: Slack leaves a stone where it was.
  expect(heard[3]).toMatchObject({ message: { subtype: 'tombstone', user: 'USLACKBOT' } })
  expect(heard[5]).toMatchObject({ deleted_ts: last.ts, previous_message: { text: 'Never mind' } })

  await app.client.chat.postMessage({ channel, text: 'Hello' })
  const bare = await line(sandbox, true)
  await sandbox.settle()
  expect(heard).toHaveLength(6)
  await app.stop()
  const { ts = '' } = await app.client.chat.postMessage({ channel, text: 'Hello again' })
  await eventually(() => expect(bare.envelopes()).toHaveLength(1))
  expect(bare.envelopes()[0]?.payload).toMatchObject({
    type: 'event_callback',
    authorizations: [{ is_bot: true }],
    event: { bot_id: expect.stringMatching(/^B/), text: 'Hello again' },
  })
  await app.client.chat.delete({ channel, ts })
  await eventually(() => expect(bare.envelopes()).toHaveLength(2))
  expect(bare.envelopes()[1]?.payload).toMatchObject({
    event: { subtype: 'message_deleted', deleted_ts: ts, previous_message: { text: 'Hello again' } },
  })
})

test('the app’s own file is shared, and deleted, in the events that Slack sends of it', async () => {
  const sandbox = await practice()
  const { envelopes } = await line(sandbox, true)
  const { files } = clientOf(sandbox)
  const { dm } = sandbox.person(doreen)
  await files.uploadV2({ channel_id: dm, filename: 'mine.json', content: '{}' })
  const file = sandbox.person(doreen).seat().messages[dm]?.[0]?.files?.[0]?.id ?? ''
  await files.delete({ file })
  await eventually(() => expect(envelopes()).toHaveLength(2))
  expect(envelopes().map((it) => (it.payload as { event: unknown }).event)).toMatchObject([
    { subtype: 'file_share', upload: true, files: [{ id: file, filetype: 'json' }], channel_type: 'im' },
    { subtype: 'message_deleted', previous_message: { files: [{ id: file }] } },
  ])
})

test('nothing is heard of channels, nor of the DM where the scope is missing', async () => {
  const sandbox = await practice({ scopes: ['chat:write'] })
  const { envelopes } = await line(sandbox, true)
  const seat = sandbox.person(doreen)
  await seat.say({ channel: partnership, text: 'Between us' })
  await seat.say({ channel: seat.dm, text: 'To the bot' })
  await seat.openHome()
  await eventually(() => expect(envelopes()).toHaveLength(1))
  expect(envelopes()[0]?.payload).toMatchObject({ event: { type: 'app_home_opened', tab: 'home' } })
})

test('the Home tab is told of with the view it shows', async () => {
  const sandbox = await practice()
  const heard: unknown[] = []
  await connected(sandbox, (app) =>
    app.event('app_home_opened', async ({ event, client }) => {
      heard.push(event.view)
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [{ type: 'divider' }] },
      })
    }),
  )
  const seat = sandbox.person(priya)
  await seat.openHome()
  await eventually(() => expect(seat.seat().home).toMatchObject({ type: 'home' }))
  await seat.openHome()
  await eventually(() => expect(heard).toHaveLength(2))
  expect(heard).toEqual([undefined, expect.objectContaining({ id: seat.seat().home?.id })])
})

test('an event that is not acknowledged comes again, three times, then never', async () => {
  const sandbox = await practice({ patience: { ackMs: 30, retryMs: [0, 30, 60] } })
  const { envelopes } = await line(sandbox, false)
  const seat = sandbox.person(doreen)
  await seat.say({ channel: seat.dm, text: 'Hello?' })
  await eventually(() => expect(envelopes()).toHaveLength(4))
  expect(envelopes().map((it) => [it.retry_attempt, it.retry_reason])).toEqual([
    [0, ''],
    [1, 'timeout'],
    [2, 'timeout'],
    [3, 'timeout'],
  ])
  const ids = envelopes().map((it) => (it.payload as { event_id: string }).event_id)
  expect(new Set(ids).size).toBe(1)
})

test('what was said while the app was away is only in the history', async () => {
  const sandbox = await practice()
  const seat = sandbox.person(doreen)
  await seat.say({ channel: seat.dm, text: 'Anyone there?' })
  sandbox.giveUp()
  const { envelopes } = await line(sandbox, true)
  await sandbox.settle()
  expect(envelopes()).toEqual([])
  const { messages } = await clientOf(sandbox).conversations.history({ channel: seat.dm })
  expect(messages).toMatchObject([{ user: doreen, text: 'Anyone there?' }])
})

test('an event waits a moment for a connection to come back', async () => {
  const sandbox = await practice()
  const heard: unknown[] = []
  await connected(sandbox, (app) => app.message(async ({ message }) => void heard.push(message.ts)), 300)
  const seat = sandbox.person(doreen)
  await sandbox.disconnect()
  expect(sandbox.world().connected).toBe(false)
  const { ts } = await seat.say({ channel: seat.dm, text: 'Still here' })
  await eventually(() => expect(heard).toEqual([ts]))
  expect(sandbox.world().connected).toBe(true)
})

test('only one of several connections is given each envelope', async () => {
  const sandbox = await practice()
  const lines = [await line(sandbox, true), await line(sandbox, true)]
  const seat = sandbox.person(doreen)
  for (const text of ['one', 'two', 'three', 'four']) await seat.say({ channel: seat.dm, text })
  await eventually(() => expect(lines.flatMap((it) => it.envelopes())).toHaveLength(4))
  expect(lines.map((it) => it.envelopes().length)).toEqual([2, 2])
})

test('a connection is opened once with each address, and never without one', async () => {
  const sandbox = await practice()
  const { url } = await clientOf(sandbox, sandbox.appToken).apps.connections.open({})
  const refused = (address: string) =>
    new Promise((resolve) =>
      new WebSocket(address).once('open', () => resolve('open')).once('error', resolve),
    )
  expect(await refused(url ?? '')).toBe('open')
  expect(String(await refused(url ?? ''))).toContain('401')
  expect(String(await refused(`${sandbox.url.replace('http', 'ws')}sandbox/socket`))).toContain('401')
})

test('what is held back arrives as it was arranged: in another order, or twice', async () => {
  const sandbox = await practice()
  const heard: Heard[] = []
  await connected(sandbox, (it) => it.event('message', async ({ event }) => void heard.push({ ...event })))
  const seat = sandbox.person(doreen)
  const release = sandbox.holdEvents()
  const first = await seat.say({ channel: seat.dm, text: 'First' })
  await seat.delete({ channel: seat.dm, ts: first.ts })
  await sandbox.settle()
  expect(heard).toEqual([])
  release((held) => [...held.toReversed(), ...held.slice(0, 1)])
  await eventually(() => expect(heard).toHaveLength(3))
  expect(heard.map((it) => it.subtype)).toEqual(['message_deleted', undefined, undefined])
  await seat.say({ channel: seat.dm, text: 'At once' })
  await eventually(() => expect(heard.at(-1)).toMatchObject({ text: 'At once' }))
})
