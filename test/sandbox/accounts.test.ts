// People move, leave and come back: what Slack knows of them, tells of them, and lets them do.
import type { KnownBlock } from '@slack/types'
import { expect, test } from 'vitest'
import { livelyPeople } from '../../src/sandbox/people.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { clientOf, connected, eventually, farah, partnership, practice, priya, refusal } from './practice.ts'

const go: KnownBlock = {
  type: 'actions',
  block_id: 'do',
  elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
}

test('a move to another zone is told of, whoever asks for it', async () => {
  const sandbox = await practice()
  const heard: unknown[] = []
  await connected(sandbox, (app) =>
    app.event('user_change', async ({ event }) => void heard.push(event.user)),
  )
  sandbox.changePerson(farah, { tz: 'Europe/Lisbon' })
  await eventually(() => expect(heard).toHaveLength(1))
  const moved = await fetch(`${sandbox.url}sandbox/api/people/${priya}`, {
    method: 'POST',
    body: JSON.stringify({ tz: 'Asia/Kolkata' }),
  })
  expect(moved.status).toBe(200)
  await eventually(() => expect(heard).toHaveLength(2))
  expect(heard).toMatchObject([
    { id: farah, tz: 'Europe/Lisbon', tz_offset: 0, deleted: false, is_admin: false },
    { id: priya, tz: 'Asia/Kolkata', tz_offset: 19_800, deleted: false, is_admin: true },
  ])
  expect(sandbox.person(priya).seat().person.tz).toBe('Asia/Kolkata')

  const refused = async (user: string, body: object) => {
    const path = `${sandbox.url}sandbox/api/people/${user}`
    const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) })
    return { status: answer.status, ...((await answer.json()) as object) }
  }
  expect(await refused(farah, { tz: 'Mars/Olympus' })).toMatchObject({
    status: 400,
    error: 'No time zone is called Mars/Olympus.',
  })
  expect(await refused('U0NOBODY', { tz: 'Asia/Kolkata' })).toMatchObject({ status: 404 })
  expect(await refused(farah, {})).toMatchObject({ status: 400 })
  expect(await refused(farah, { isAdmin: true })).toMatchObject({ status: 400 })
  expect(heard).toHaveLength(2)
})

test('whose account is off does nothing, is said to be gone, and comes back as they were', async () => {
  const sandbox = await practice({
    commands: ['/balcony'],
    shortcuts: [{ callbackId: 'keep', name: 'Keep' }],
  })
  const heard: unknown[] = []
  await connected(sandbox, (app) => {
    app.event('user_change', async ({ event }) => void heard.push(event.user))
    app.action('go', async ({ ack, body, client }) => {
      await ack()
      if (body.type !== 'block_actions') return
      const title = { type: 'plain_text' as const, text: 'A window' }
      await client.views.open({ trigger_id: body.trigger_id, view: { type: 'modal', title, blocks: [] } })
    })
  })
  const { chat, users, conversations, views } = clientOf(sandbox)
  const seat = sandbox.person(farah)
  const { ts = '' } = await chat.postMessage({ channel: farah, text: 'Go?', blocks: [go] })
  const at = { message: { channel: seat.dm, ts } }
  const press = () => seat.press({ at, blockId: 'do', actionId: 'go' })
  await press()
  await sandbox.settle()
  expect(seat.seat().modals).toHaveLength(1)

  sandbox.changePerson(farah, { isDeactivated: true })
  await eventually(() => expect(heard).toHaveLength(1))
  expect(heard[0]).toMatchObject({ id: farah, deleted: true })
  const { user } = await users.info({ user: farah })
  expect(user).toMatchObject({ id: farah, deleted: true, real_name: 'Farah Siddiqui' })
  // Of someone who is gone, Slack no longer says where they are.
  expect(user).not.toHaveProperty('tz')
  expect(sandbox.world().people.find(({ id }) => id === farah)).toMatchObject({ isDeactivated: true })
  expect(seat.seat().modals).toEqual([])

  const channel = seat.dm
  const doings = [
    press(),
    seat.say({ channel, text: 'Hello' }),
    seat.edit({ channel, ts, text: 'Hello' }),
    seat.delete({ channel, ts }),
    seat.command({ channel, command: '/balcony', text: '' }),
    seat.shortcut({ callbackId: 'keep', channel: partnership, ts }),
    seat.openHome(),
    seat.openMessages(),
    seat.file('F0'),
  ]
  for (const doing of doings)
    await expect(doing).rejects.toThrow("Farah Siddiqui's account has been deactivated.")

  // What is posted to them is taken, and waits; only a new conversation is refused.
  expect((await chat.postMessage({ channel: farah, text: 'Are you there?' })).channel).toBe(channel)
  expect((await chat.postMessage({ channel, text: 'Are you?' })).ok).toBe(true)
  expect(await refusal(conversations.open({ users: farah }))).toMatchObject({ error: 'user_disabled' })
  const home = { type: 'home' as const, blocks: [] }
  expect(await refusal(views.publish({ user_id: farah, view: home }))).toMatchObject({
    error: 'user_not_found',
  })

  sandbox.changePerson(farah, { isDeactivated: false })
  await eventually(() => expect(heard).toHaveLength(2))
  expect(heard[1]).toMatchObject({ deleted: false, tz: 'Europe/London', is_admin: false })
  await seat.say({ channel, text: 'Back again' })
  expect(seat.seat().messages[channel]?.map((it) => it.text)).toEqual([
    'Go?',
    'Are you there?',
    'Are you?',
    'Back again',
  ])
})

const asked = async (sandbox: Sandbox) =>
  clientOf(sandbox).chat.postMessage({
    channel: farah,
    text: 'May I ask you?',
    blocks: [
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'yes', text: { type: 'plain_text', text: 'Yes, ask me' } }],
      },
    ],
  })

test('whose account is off lives no further by themselves either', async () => {
  const sandbox = await practice()
  await asked(sandbox)
  const people = livelyPeople({
    people: sandbox.world().people,
    seatOf: sandbox.person,
    now: () => Date.UTC(2026, 0, 6),
    isPlayed: () => false,
    settled: () => sandbox.settle(),
  })
  expect(people.nextAct()).toBeGreaterThan(0)
  sandbox.changePerson(farah, { isDeactivated: true })
  expect(people.nextAct()).toBeUndefined()
})

test('whom the app leaves without an answer tries once more, and no oftener', async () => {
  const sandbox = await practice({ patience: { ackMs: 1_000 } })
  await asked(sandbox)
  const pressed: string[] = []
  let looks = 0
  const people = livelyPeople({
    people: sandbox.world().people,
    seatOf: sandbox.person,
    now: () => Date.UTC(2026, 0, 6),
    isPlayed: () => false,
    settled: async () => {
      looks += 1
      if (looks > 1) return
      await connected(sandbox, (app) =>
        app.action('yes', async ({ ack, body }) => {
          await ack()
          pressed.push(body.user.id)
        }),
      )
    },
  })
  await people.act()
  await eventually(() => expect(pressed).toEqual([farah]))
  expect(people.nextAct()).toBeUndefined()
})
