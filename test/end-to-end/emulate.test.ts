// The same core against a Slack that others made: `emulate`, with its scopes strict. The bot's token has the scopes of
// manifest.yml and no more. It speaks no Socket Mode, so the app listens over HTTP, and the events are signed here.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebClient } from '@slack/web-api'
import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { startApp } from '../../src/app.ts'
import { ChannelId, Instant, SlackTs, UserId } from '../../src/domain/model.ts'
import { en } from '../../src/locales/en.ts'
import { slackDirectory } from '../../src/slack/directory.ts'
import { noPace } from '../../src/slack/pacing.ts'
import { slackSender } from '../../src/slack/sender.ts'
import { client } from '../slack/client.ts'
import { freePort, slackSpeaking } from './signed.ts'

const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'))
const scopes: string[] = manifest.oauth_config.scopes.bot
const bot = { bot_id: 'B07BALCONY', bot_user_id: 'U07BALCONY' }
const admin = 'U000000001'
const withEverything = 'xoxp-with-everything'
const wide = ['chat:write', 'im:history', 'channels:read', 'groups:read', 'groups:write']

let slack: Emulator
let address = ''
beforeAll(async () => {
  const port = await freePort()
  slack = await createEmulator({
    service: 'slack',
    port,
    seed: {
      slack: {
        strict_scopes: true,
        users: [{ name: 'tomasz', real_name: 'Tomasz' }],
        channels: [{ name: 'north', is_private: true }, { name: 'open-door' }],
        oauth_apps: [
          {
            client_id: '1.2',
            client_secret: 'x',
            app_id: 'A07BALCONY',
            name: 'Balcony',
            redirect_uris: [],
            scopes,
            ...bot,
          },
        ],
        tokens: [
          { token: 'xoxb-manifest', type: 'bot', user_id: bot.bot_user_id, scopes, ...bot },
          ...scopes.map((left) => ({
            token: `xoxb-without-${left}`,
            type: 'bot',
            user_id: bot.bot_user_id,
            scopes: scopes.filter((it) => it !== left),
            ...bot,
          })),
          { token: withEverything, type: 'user', user_id: admin, scopes: wide },
          { token: 'xoxp-tomasz', type: 'user', user: 'tomasz', scopes: wide },
        ],
      },
    },
  })
  address = `${slack.url.replace('localhost', '127.0.0.1')}/api/`
})
afterAll(() => slack.close())

const as = (token: string): WebClient =>
  new WebClient(token, { slackApiUrl: address, retryConfig: { retries: 0 } })
const balcony = (token = 'xoxb-manifest') => {
  const it = client({ slackApiUrl: address }, token)
  return {
    sender: slackSender(it, en, noPace),
    directory: slackDirectory(it, { team: 'T0', self: bot.bot_user_id }),
  }
}
const tomaszId = async () => UserId.parse((await as('xoxp-tomasz').auth.test()).user_id)
const channelCalled = async (name: string) => {
  const { channels = [] } = await as(withEverything).conversations.list({
    types: 'public_channel,private_channel',
  })
  return ChannelId.parse(channels.find((it) => it.name === name)?.id)
}

const todayInLondon = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date())

describe('with the scopes of the manifest and no more', () => {
  test('a leader is invited, asked and answered, and the question is found again by its metadata', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'balcony-emulate-'))
    const [port, secret] = [await freePort(), 'signed-by-emulate']
    const errors: string[] = []
    const note = (fields: object, message: string) => void errors.push(`${message} ${JSON.stringify(fields)}`)
    const start = () =>
      startApp({
        slack: {
          botToken: 'xoxb-manifest',
          connection: { mode: 'http', signingSecret: secret, port, host: '127.0.0.1' },
          apiUrl: address,
        },
        data: folder,
        admins: [],
        packs: [],
        clock: { now: () => Instant.parse(new Date().toISOString()) },
        log: { info: () => undefined, warn: note, error: note },
        pace: noPace,
        ticks: false,
      })
    let app = await start()
    onTestFinished(async () => {
      await app.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    const user = await tomaszId()
    const speak = slackSpeaking({ port, secret, team: app.world.workspace.current.id })
    const settled = async (answer: Promise<{ status: number }>) => {
      expect((await answer).status).toBe(200)
      await app.idle()
    }
    const channel = await channelCalled('north')
    await as(withEverything).conversations.invite({ channel, users: bot.bot_user_id })

    const values = {
      name: { text: { value: 'Northern leaders' } },
      people: { people: { selected_users: [user] } },
      weekday: { choice: { selected_option: { value: '2' } } },
      time: { time: { selected_time: '09:00' } },
      'starts-on': { date: { selected_date: todayInLondon() } },
      channel: { channel: { selected_conversation: channel } },
      nation: { choice: { selected_option: { value: 'england' } } },
      'answers-for': { text: { value: 'Us' } },
      'privacy-contact': { text: { value: 'privacy@north.example' } },
      purpose: { text: { value: 'Learning together' } },
      promise: { choice: { selected_options: [{ value: 'yes' }] } },
    }
    const about = JSON.stringify({ is: 'create', zone: 'Europe/London', pauses: 0 })
    const view = { type: 'modal', callback_id: 'programme', private_metadata: about, state: { values } }
    await settled(speak.submit({ user: admin, view }))

    const [id = ''] = await app.world.leaders.ids()
    const leader = async () => (await app.world.leaders.get(id as never)) ?? expect.fail('nobody is known')
    const dm = (await leader()).slack.dm
    const inDm = async () => (await as('xoxp-tomasz').conversations.history({ channel: dm })).messages ?? []
    expect((await inDm()).map(({ text }) => text)).toEqual([en.invitation.text])

    await settled(speak.press({ user, action: 'accept' }))
    await settled(speak.press({ user, action: 'ask-now' }))
    const [question, welcome, ...others] = await inDm()
    expect(others).toEqual([])
    expect(welcome?.text).toBe(en.welcome.text)
    expect(question?.text).toMatch(/^Balcony’s question: /)
    expect(JSON.stringify(question?.blocks)).toContain('This week · Ways of feeling')

    // What was posted is found by the key of its intent, in history read with these scopes.
    const { outbox, deliveries, stage } = await leader()
    const intent = outbox.find(({ kind }) => kind === 'prompt')
    expect(intent?.state).toMatchObject({ is: 'settled', ts: question?.ts })
    expect(deliveries[0]?.ts).toBe(question?.ts)
    const { sender } = app.world
    expect(await sender.find({ channel: dm }, intent?.key ?? '', stage.since)).toBe(question?.ts)
    expect(await sender.find({ channel: dm }, 'no-such-key', stage.since)).toBeUndefined()

    // Typed in the question's thread, and told of; then typed while the app was away, and read from history.
    const thread_ts = question?.ts
    const typed = await as('xoxp-tomasz').chat.postMessage({
      channel: dm,
      thread_ts,
      text: 'Tea &amp; porters',
    })
    const event = {
      type: 'message',
      channel_type: 'im',
      channel: dm,
      user,
      ts: typed.ts,
      thread_ts,
      text: 'Tea &amp; porters',
    }
    await settled(speak.event(event))
    await app.stop()
    await as('xoxp-tomasz').chat.postMessage({ channel: dm, text: 'And a thought while nobody listened.' })
    app = await start()
    await app.idle()
    expect((await leader()).reflections.flatMap(({ parts }) => parts.map(({ text }) => text))).toEqual([
      'Tea & porters',
      'And a thought while nobody listened.',
    ])
    const { messages: inThread } = await as('xoxp-tomasz').conversations.replies({
      channel: dm,
      ts: question?.ts ?? '',
    })
    expect(inThread?.at(-1)?.text).toBe(en.receipt.textAsking)
    expect((await inDm())[0]?.text).toBe(en.receipt.text)
    expect(JSON.stringify((await inDm()).find(({ ts }) => ts === question?.ts))).toContain(en.receipt.answer)
    // It knows no time zones, and that is all there was to say.
    expect(errors).toEqual([expect.stringMatching(/^Slack knows no time zone/)])
  })

  test('a message is posted, changed and found in a channel and a conversation', async () => {
    const { sender, directory } = balcony()
    const dm = ChannelId.parse(await directory.openDm(await tomaszId()))
    const posted = await sender.post({ channel: dm }, { kind: 'declined' }, 'key:emulate')
    if (posted.is !== 'sent') expect.fail(JSON.stringify(posted))
    const since = Instant.parse(new Date(Date.now() - 60_000).toISOString())
    expect(await sender.find({ channel: dm }, 'key:emulate', since)).toBe(posted.ts)
    const changed = await sender.update({ channel: dm, ts: posted.ts }, { kind: 'declined' })
    expect(changed).toEqual({ is: 'sent', ts: posted.ts })
    const gone = await sender.update({ channel: dm, ts: SlackTs.parse('1.000001') }, { kind: 'declined' })
    expect(gone).toEqual({ is: 'refused', error: 'message_not_found' })
  })
})

describe('without one of them', () => {
  const lacking = (scope: string) => balcony(`xoxb-without-${scope}`)
  const refused = (call: Promise<unknown>) =>
    call.then(
      () => 'not refused',
      (error) => `${error.data?.error} ${error.data?.needed}`,
    )

  test('what needs it is refused, and says what is missing', async () => {
    const user = await tomaszId()
    const dm = ChannelId.parse(await balcony().directory.openDm(user))
    const after = SlackTs.parse('1.000000')
    expect(await refused(lacking('users:read').directory.profile(user))).toBe('missing_scope users:read')
    expect(await refused(lacking('im:write').directory.openDm(user))).toBe('missing_scope im:write')
    expect(await refused(lacking('im:history').directory.typedSince(dm, user, after, []))).toBe(
      'missing_scope im:history',
    )
    const open = await channelCalled('open-door')
    expect(await refused(lacking('channels:read').directory.audience(open))).toBe(
      'missing_scope channels:read',
    )
    const closed = await channelCalled('north')
    expect(await refused(lacking('groups:read').directory.audience(closed))).toBe('missing_scope groups:read')
    // A message waits until the operator has mended it; it is not lost.
    const post = lacking('chat:write').sender.post({ channel: dm }, { kind: 'declined' }, 'key:lacking')
    expect(await post).toEqual({ is: 'later', afterSeconds: 300, reason: 'missing_scope' })
  })
})
