// Balcony behind a web address instead of a socket: what Slack signs is handled, and nothing else is.

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from '../../src/app.ts'
import { CannotStart } from '../../src/cannot-start.ts'
import { Instant, UserId } from '../../src/domain/model.ts'
import { ProgrammeSettings } from '../../src/domain/workspace.ts'
import { makeProgramme } from '../../src/flows/configure-programme.ts'
import { doJobs } from '../../src/flows/do-jobs.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { noPace } from '../../src/slack/pacing.ts'
import { idOf } from './practice-room.ts'
import { freePort, slackSpeaking } from './signed.ts'

const secret = 'a-secret-of-the-signing-sort'
const tomasz = idOf('Tomasz')
const nothing = () => undefined

const open = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'balcony-http-'))
  const sandbox = await startSandbox({ now: () => Date.parse('2026-01-05T08:00:00.000Z') })
  const port = await freePort()
  const options = {
    slack: {
      botToken: sandbox.botToken,
      connection: { mode: 'http' as const, signingSecret: secret, port, host: '127.0.0.1' },
      apiUrl: sandbox.apiUrl,
    },
    data: folder,
    admins: [],
    packs: [],
    clock: { now: () => Instant.parse('2026-01-05T08:00:00.000Z') },
    log: { info: nothing, warn: nothing, error: nothing },
    pace: noPace,
    ticks: false,
  }
  onTestFinished(async () => {
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { sandbox, port, options, slack: slackSpeaking({ port, secret, team: sandbox.world().team.id }) }
}

const started = async () => {
  const { sandbox, options, slack } = await open()
  const app = await startApp(options)
  onTestFinished(() => app.stop())
  const seat = sandbox.person(tomasz)
  const letters = async () => {
    await app.idle()
    return JSON.stringify(seat.seat().messages[seat.dm] ?? [])
  }
  return { app, sandbox, slack, seat, letters }
}

const invited = async () => {
  const it = await started()
  const { world } = it.app
  const made = await makeProgramme(
    world,
    UserId.parse(idOf('Priya')),
    ProgrammeSettings.parse({
      name: 'Northfield leaders',
      people: [tomasz],
      schedule: { is: 'weekly', weekday: 2, time: '09:00' },
      startsOn: '2026-01-05',
      zone: 'Europe/London',
      nation: 'england',
      answersFor: 'Us',
      privacyContact: 'privacy@north.example',
      purpose: 'Learning together',
    }),
  )
  expect(made).toHaveProperty('made')
  await doJobs(world)
  return it
}

test('a press, a typed reply and a command are handled, and the same event twice is once', async () => {
  const { slack, seat, letters } = await invited()
  expect(await slack.press({ user: tomasz, action: 'accept' })).toEqual({ status: 200, body: '' })
  expect(await letters()).toContain('You are in')
  await slack.press({ user: tomasz, action: 'ask-now' })
  expect(await letters()).toContain('Ways of feeling')

  const { ts, text } = await seat.say({ channel: seat.dm, text: 'Typed & sent.' })
  const event = { type: 'message', channel_type: 'im', channel: seat.dm, user: tomasz, ts, text }
  expect((await slack.event(event)).status).toBe(200)
  expect((await slack.event(event)).status).toBe(200)
  expect((await letters()).match(/Balcony has saved your reply/g)).toHaveLength(1)

  const clip = {
    ...event,
    ts: `${Math.floor(Number(ts)) + 1}.000000`,
    subtype: 'file_share',
    text: '',
    files: [{ id: 'F1' }],
  }
  expect((await slack.event(clip)).status).toBe(200)
  expect(await letters()).toContain('Balcony keeps words only. Type a line about it, if you like.')

  const help = await slack.command({ command: '/balcony', text: 'help', user_id: tomasz, trigger_id: '1' })
  expect(help.status).toBe(200)
  expect(JSON.parse(help.body)).toMatchObject({ response_type: 'ephemeral' })
})

test('what is not signed by Slack, or was signed too long ago, is refused and changes nothing', async () => {
  const { slack, letters } = await invited()
  const before = await letters()
  for (const how of [{ signedWith: 'another-secret' }, { secondsAgo: 6 * 60 }]) {
    expect((await slack.press({ user: tomasz, action: 'accept' }, how)).status).toBe(401)
    expect((await slack.event({ type: 'app_home_opened', user: tomasz, tab: 'home' }, how)).status).toBe(401)
    expect((await slack.command({ command: '/balcony', text: '' }, how)).status).toBe(401)
  }
  const unsigned = await fetch(slack.address, { method: 'POST', body: '{}' })
  expect(unsigned.status).toBe(401)
  expect(await letters()).toBe(before)
  // Signed a moment ago is soon enough.
  expect((await slack.press({ user: tomasz, action: 'accept' }, { secondsAgo: 60 })).status).toBe(200)
  expect(await letters()).not.toBe(before)
})

test('a forged press of an admin’s button, and a forged form, make nothing', async () => {
  const { app, sandbox, slack } = await started()
  await slack.press({ user: tomasz, action: 'new-programme', trigger: 'forged' })
  await app.idle()
  const opened = sandbox.calls().filter(({ method }) => method === 'views.open')
  expect(JSON.stringify(opened[0])).toContain('Only an admin of this workspace can do that.')

  const values = {
    name: { text: { value: 'Mine' } },
    people: { people: { selected_users: [tomasz] } },
    weekday: { choice: { selected_option: { value: '2' } } },
    time: { time: { selected_time: '09:00' } },
    'starts-on': { date: { selected_date: '2026-01-06' } },
    channel: { channel: { selected_conversation: null } },
    nation: { choice: { selected_option: { value: 'england' } } },
    'answers-for': { text: { value: 'Me' } },
    'privacy-contact': { text: { value: 'privacy@example.org' } },
    purpose: { text: { value: 'To learn together.' } },
    promise: { choice: { selected_options: [{ value: 'yes' }] } },
  }
  const about = JSON.stringify({ is: 'create', zone: 'Europe/London', pauses: 0 })
  const view = { type: 'modal', callback_id: 'programme', private_metadata: about, state: { values } }
  const sent = await slack.submit({ user: tomasz, view })
  expect(JSON.parse(sent.body)).toEqual({
    response_action: 'errors',
    errors: { name: expect.stringContaining('Only an admin of this workspace can do that.') },
  })
  expect(app.world.workspace.current.programmes).toEqual([])
  // An admin whose form says nothing of what it is for, as one of an older Balcony, is asked to open it again.
  const old = await slack.submit({ user: idOf('Priya'), view: { ...view, private_metadata: '' } })
  expect(JSON.parse(old.body).errors.name).toContain('open it again')
  const byPriya = await slack.submit({ user: idOf('Priya'), view })
  expect(byPriya).toEqual({ status: 200, body: '' })
  expect(app.world.workspace.current.programmes).toHaveLength(1)
})

test('Slack’s first question to a new address is answered', async () => {
  const { slack } = await started()
  const answer = await slack.raw({ type: 'url_verification', challenge: 'are-you-there' })
  expect(JSON.parse(answer.body)).toEqual({ challenge: 'are-you-there' })
})

test('a port that another program holds is named, with what to do', async () => {
  const { options, port } = await open()
  const other = createServer().listen(port, '127.0.0.1')
  onTestFinished(() => void other.close())
  const start = startApp(options)
  await expect(start).rejects.toThrow(CannotStart)
  await expect(start).rejects.toThrow(`Port ${port} is already in use`)
  // The folder is let go again.
  await new Promise((resolve) => other.close(resolve))
  const app = await startApp(options)
  await app.stop()
})

test('tokens that Slack does not know are named, with where to find them', async () => {
  const { sandbox, options } = await open()
  const { slack } = options
  await expect(startApp({ ...options, slack: { ...slack, botToken: 'xoxb-wrong' } })).rejects.toThrow(
    /Slack refused SLACK_BOT_TOKEN \(invalid_auth\)/,
  )
  const connection = { mode: 'socket' as const, appToken: 'xapp-wrong' }
  await expect(startApp({ ...options, slack: { ...slack, connection } })).rejects.toThrow(
    /Slack refused SLACK_APP_TOKEN \(invalid_auth\)/,
  )
  sandbox.failNext('apps.connections.open', { error: 'missing_scope' })
  const unable = { mode: 'socket' as const, appToken: sandbox.appToken }
  await expect(startApp({ ...options, slack: { ...slack, connection: unable } })).rejects.toThrow(
    /Slack refused SLACK_APP_TOKEN \(missing_scope\).* connections:write/,
  )
  await sandbox.close()
  await expect(startApp(options)).rejects.toThrow(/Slack could not be reached/)
})
