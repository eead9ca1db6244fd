// Whatever Slack answers, or does not: what the sender makes of it decides whether a message is lost, sent or doubled.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import nock from 'nock'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { ChannelId, Instant, SlackTs } from '../../src/domain/model.ts'
import { en } from '../../src/locales/en.ts'
import { noPace } from '../../src/slack/pacing.ts'
import { carefulClient, slackSender } from '../../src/slack/sender.ts'
import { freePort } from '../end-to-end/signed.ts'
import { client } from './client.ts'

const channel = ChannelId.parse('D07NF4TOMSZ')
const ts = SlackTs.parse('1767690000.000002')
const letter = { kind: 'declined' as const }
const slack = () => nock('https://slack.com')
const post = (it = client()) => slackSender(it, en, noPace).post({ channel }, letter, 'key:1')

afterEach(() => {
  const left = nock.pendingMocks()
  nock.cleanAll()
  expect(left).toEqual([])
})

test('a message that Slack took is sent, with its key in the metadata and its words in blocks', async () => {
  let sent: Record<string, string> = {}
  slack()
    .post('/api/chat.postMessage', (body) => {
      sent = body
      return true
    })
    .reply(200, { ok: true, ts })
  expect(await post()).toEqual({ is: 'sent', ts })
  expect(sent).toMatchObject({
    channel,
    text: en.declined.text,
    unfurl_links: 'false',
    unfurl_media: 'false',
  })
  expect(JSON.parse(sent.metadata ?? '')).toEqual({
    event_type: 'balcony_message',
    event_payload: { key: 'key:1' },
  })
  expect(JSON.parse(sent.blocks ?? '')).toHaveLength(2)
  expect(sent).not.toHaveProperty('thread_ts')
})

describe('what Slack answers', () => {
  test.each([
    // Surely not posted, and to be tried again: by its own wish, or once an operator has mended what is wrong.
    [
      'asks to wait',
      429,
      { ok: false, error: 'ratelimited' },
      { 'retry-after': '7' },
      { is: 'later', afterSeconds: 7 },
    ],
    [
      'asks to wait, not for how long',
      429,
      { ok: false, error: 'ratelimited' },
      {},
      { is: 'later', afterSeconds: 30 },
    ],
    [
      'misses a scope',
      200,
      { ok: false, error: 'missing_scope' },
      {},
      { is: 'later', afterSeconds: 300, reason: 'missing_scope' },
    ],
    [
      'knows no such token',
      200,
      { ok: false, error: 'invalid_auth' },
      {},
      { is: 'later', afterSeconds: 300, reason: 'invalid_auth' },
    ],
    [
      'has us in no such channel',
      200,
      { ok: false, error: 'not_in_channel' },
      {},
      { is: 'later', afterSeconds: 300, reason: 'not_in_channel' },
    ],
    // Surely not posted, and never will be.
    [
      'finds it too long',
      200,
      { ok: false, error: 'msg_blocks_too_long' },
      {},
      { is: 'refused', error: 'msg_blocks_too_long' },
    ],
    [
      'has switched the account off',
      200,
      { ok: false, error: 'user_disabled' },
      {},
      { is: 'refused', error: 'user_disabled' },
    ],
    // Perhaps posted: to be looked up before anything is posted again.
    ['broke inside', 200, { ok: false, error: 'internal_error' }, {}, { is: 'unknown' }],
    ['broke', 500, 'Internal Server Error', {}, { is: 'unknown' }],
    ['was not to be had', 503, '', {}, { is: 'unknown' }],
    ['was a proxy in between', 200, '<html>Please sign in</html>', {}, { is: 'unknown' }],
  ] as const)('it %s', async (_, status, body, headers, outcome) => {
    slack().post('/api/chat.postMessage').reply(status, body, headers)
    expect(await post()).toEqual(outcome)
  })

  test.each([
    ['nobody of that name', 'ENOTFOUND', { is: 'later', afterSeconds: 60 }],
    ['a name server that is away', 'EAI_AGAIN', { is: 'later', afterSeconds: 60 }],
    ['a line cut in the middle', 'ECONNRESET', { is: 'unknown' }],
  ])('or nothing: %s', async (_, code, outcome) => {
    slack()
      .post('/api/chat.postMessage')
      .replyWithError(Object.assign(new Error('no'), { code }))
    expect(await post()).toEqual(outcome)
  })

  test('or nobody at the door', async () => {
    const slackApiUrl = `http://127.0.0.1:${await freePort()}/api/`
    expect(await post(client({ slackApiUrl }))).toEqual({ is: 'later', afterSeconds: 60 })
  })

  test('or somebody who listens and says nothing', async () => {
    let heard = 0
    const server = createServer((request) => request.on('data', () => (heard += 1)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const slackApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
    expect(await post(client({ slackApiUrl, timeout: 1_000 }))).toEqual({ is: 'unknown' })
    expect(heard).toBe(1)
  })

  test('nothing is tried again by the client itself', () => {
    expect(carefulClient).toEqual({
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10_000,
    })
  })
})

test('a message of ours is changed in place', async () => {
  slack()
    .post('/api/chat.update', (body) => body.ts === ts && body.text === en.declined.text)
    .reply(200, { ok: true, ts })
  expect(await slackSender(client(), en, noPace).update({ channel, ts }, letter)).toEqual({ is: 'sent', ts })
  slack().post('/api/chat.update').reply(200, { ok: false, error: 'message_not_found' })
  const gone = await slackSender(client(), en, noPace).update({ channel, ts }, letter)
  expect(gone).toEqual({ is: 'refused', error: 'message_not_found' })
})

describe('a message is found again', () => {
  const message = (key: string, at: string, type = 'balcony_message') => ({
    ts: at,
    metadata: { event_type: type, event_payload: { key } },
  })
  const since = Instant.parse('2026-01-06T09:00:30.500Z')
  const found = [
    { ts: '1767690003.000000', text: 'typed by a person' },
    message('key:1', '1767690002.000000', 'somebody_else'),
    message('key:2', '1767690001.000000'),
    message('key:1', ts),
  ]

  test('by its key, in the conversation, among other things', async () => {
    slack()
      .post(
        '/api/conversations.history',
        (body) => body.oldest === '1767690030.000000' && body.include_all_metadata === 'true',
      )
      .times(2)
      .reply(200, { ok: true, messages: found })
    const sender = slackSender(client(), en, noPace)
    expect(await sender.find({ channel }, 'key:1', since)).toBe(ts)
    expect(await sender.find({ channel }, 'key:3', since)).toBeUndefined()
  })

  test('or in its thread', async () => {
    slack()
      .post('/api/conversations.replies', (body) => body.ts === '1767600000.000001')
      .reply(200, { ok: true, messages: found })
    const where = { channel, thread: SlackTs.parse('1767600000.000001') }
    expect(await slackSender(client(), en, noPace).find(where, 'key:1', since)).toBe(ts)
  })
})
