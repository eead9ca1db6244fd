// The Web API of the practice workspace: what it answers, what it refuses and in which words.
import type { KnownBlock, MessageMetadata } from '@slack/types'
import { expect, test } from 'vitest'
import { clientOf, doreen, farah, partnership, practice, priya, refusal } from './practice.ts'

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } })

test('tokens and scopes are asked for as Slack asks for them', async () => {
  const sandbox = await practice({ scopes: ['chat:write', 'im:history'] })
  const client = clientOf(sandbox)
  expect(await client.auth.test()).toMatchObject({ ok: true, team: 'Northfield Practice Workspace' })
  expect(await refusal(client.users.info({ user: farah }))).toMatchObject({
    error: 'missing_scope',
    needed: 'users:read',
    provided: 'chat:write,im:history',
  })
  expect(await refusal(client.conversations.history({ channel: partnership }))).toMatchObject({
    error: 'missing_scope',
    needed: 'groups:history',
  })
  expect(await refusal(clientOf(sandbox, 'xoxb-other').auth.test())).toMatchObject({ error: 'invalid_auth' })
  expect(await refusal(clientOf(sandbox, '').auth.test())).toMatchObject({ error: 'not_authed' })
  expect(await refusal(client.apps.connections.open({}))).toMatchObject({ error: 'not_allowed_token_type' })
  expect(await refusal(client.users.list({}))).toMatchObject({ error: 'unknown_method' })
})

test('a message goes where the bot is, and nowhere else', async () => {
  const sandbox = await practice()
  const { chat, conversations } = clientOf(sandbox)
  const post = (channel: string, more = {}) => chat.postMessage({ channel, text: 'Hello', ...more })

  const dm = await post(farah)
  expect(dm.channel).toBe(sandbox.person(farah).dm)
  const { channel } = await conversations.open({ users: farah })
  expect(channel?.id).toBe(dm.channel)
  expect((await post(partnership)).ok).toBe(true)
  expect(await refusal(post('C07NGENERAL'))).toMatchObject({ error: 'not_in_channel' })
  expect(await refusal(post('C0NOWHERE'))).toMatchObject({ error: 'channel_not_found' })
  expect(await refusal(post(farah, { text: '' }))).toMatchObject({ error: 'no_text' })
  expect(await refusal(post(farah, { text: 'x'.repeat(40_001) }))).toMatchObject({ error: 'msg_too_long' })
  expect(await refusal(post(farah, { thread_ts: '1.000000' }))).toMatchObject({ error: 'thread_not_found' })
  const reply = await post(farah, { thread_ts: dm.ts })
  expect(await refusal(post(farah, { thread_ts: reply.ts }))).toMatchObject({
    error: 'cannot_reply_to_message',
  })
})

test('broken blocks are refused with where and why', async () => {
  const { chat } = clientOf(await practice())
  const faults = async (blocks: unknown): Promise<unknown> => {
    const refused = await refusal(
      chat.postMessage({ channel: farah, text: 'x', blocks: blocks as KnownBlock[] }),
    )
    return refused.error === 'invalid_blocks' ? refused.errors : refused.error
  }
  const button = (more: object) => ({
    type: 'actions',
    elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' }, ...more }],
  })
  const options = [{ text: { type: 'plain_text', text: 'One' }, value: '1' }]

  expect(await faults([section('x'.repeat(3001))])).toEqual([
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ])
  expect(await faults(Array(51).fill({ type: 'divider' }))).toEqual([
    'no more than 50 items allowed [json-pointer:/blocks]',
  ])
  expect(await faults([{ type: 'header' }])).toEqual([
    'missing required field: text [json-pointer:/blocks/0]',
  ])
  expect(await faults([{ type: 'section' }])).toEqual([
    'missing required field: text or fields [json-pointer:/blocks/0]',
  ])
  expect(await faults([{ type: 'data_visualization' }])).toEqual([
    'missing required field: title [json-pointer:/blocks/0]',
    'missing required field: chart [json-pointer:/blocks/0]',
  ])
  expect(await faults([{ type: 'divider', colour: 'red' }])).toEqual([
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ])
  expect(await faults([button({ value: 'v'.repeat(2001) })])).toEqual([
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ])
  expect(await faults([button({ type: 'lever' })])).toEqual([
    'unsupported type: lever [json-pointer:/blocks/0/elements/0/type]',
  ])
  expect(await faults([button({ action_id: '' })])).toEqual([
    'must be more than 0 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ])
  expect(
    await faults([
      { ...section('a'), block_id: 'b' },
      { type: 'divider', block_id: 'b' },
    ]),
  ).toEqual(['`block_id` b already exists [json-pointer:/blocks/1/block_id]'])
  const [go] = button({ action_id: 'a' }).elements
  expect(await faults([{ type: 'actions', elements: [go, go] }])).toEqual([
    '`action_id` a already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ])
  expect(
    await faults([
      {
        type: 'actions',
        elements: [{ type: 'radio_buttons', options, initial_option: { ...options[0], value: '2' } }],
      },
    ]),
  ).toEqual(['initial options must be among the options [json-pointer:/blocks/0]'])
  expect(await faults(Array(5).fill(section('x'.repeat(2700))))).toBe('msg_blocks_too_long')
  const refused = chat.postMessage({ channel: farah, text: 'x', blocks: [section('')] })
  expect((await refusal(refused)).response_metadata).toMatchObject({
    messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  })
})

test('an update changes what the bot said, and only that', async () => {
  const sandbox = await practice()
  const { chat } = clientOf(sandbox)
  const seat = sandbox.person(farah)
  const { ts = '' } = await chat.postMessage({
    channel: seat.dm,
    text: 'Which week?',
    blocks: [section('Which week?')],
  })
  const shown = () => seat.seat().messages[seat.dm]?.find((it) => it.ts === ts)

  await chat.update({ channel: seat.dm, ts, text: 'Saved', blocks: [section('Saved')] })
  expect(shown()).toMatchObject({ text: 'Saved', blocks: [{ text: { text: 'Saved' } }], edited: false })
  await chat.update({ channel: seat.dm, ts, text: 'Done & dusted' })
  expect(shown()).toEqual({ ts, user: expect.any(String), text: 'Done &amp; dusted', edited: true })

  const theirs = await seat.say({ channel: seat.dm, text: 'Mine' })
  const update = (at: { channel: string; ts: string }) => refusal(chat.update({ ...at, text: 'x' }))
  expect(await update({ channel: seat.dm, ts: theirs.ts })).toMatchObject({ error: 'cant_update_message' })
  expect(await update({ channel: seat.dm, ts: '1.000000' })).toMatchObject({ error: 'message_not_found' })
  expect(await update({ channel: farah, ts })).toMatchObject({ error: 'channel_not_found' })
})

test('the bot takes back what it said, and only that', async () => {
  const sandbox = await practice()
  const { chat, conversations } = clientOf(sandbox)
  const seat = sandbox.person(farah)
  const texts = () => seat.seat().messages[seat.dm]?.map((it) => it.text)
  const { ts = '' } = await chat.postMessage({ channel: farah, text: 'Never mind' })
  const asked = await chat.postMessage({ channel: farah, text: 'How was it?' })
  const theirs = await seat.say({ channel: seat.dm, text: 'Good', threadTs: asked.ts ?? '' })

  expect(await chat.delete({ channel: seat.dm, ts })).toMatchObject({ ok: true, channel: seat.dm, ts })
  expect(texts()).toEqual(['How was it?', 'Good'])
  // What was answered keeps its place, under a stone.
  await chat.delete({ channel: seat.dm, ts: asked.ts ?? '' })
  expect(texts()).toEqual(['This message was deleted.', 'Good'])
  const { messages } = await conversations.history({ channel: seat.dm })
  expect(messages).toMatchObject([{ subtype: 'tombstone', user: 'USLACKBOT', reply_count: 1 }])

  const refused = async (channel: string, at = '') => (await refusal(chat.delete({ channel, ts: at }))).error
  expect(await refused(seat.dm, ts)).toBe('message_not_found')
  expect(await refused(seat.dm, asked.ts)).toBe('message_not_found')
  expect(await refused(seat.dm, theirs.ts)).toBe('cant_delete_message')
  expect(await refused(farah, ts)).toBe('channel_not_found')
  expect(await refused(seat.dm)).toBe('invalid_arguments')
  // Nothing in a channel that is archived can be changed.
  const posted = await chat.postMessage({ channel: 'C07NFPARTNR', text: 'For all' })
  sandbox.changeChannel('C07NFPARTNR', { isArchived: true })
  expect(await refused('C07NFPARTNR', posted.ts)).toBe('is_archived')
})

test('history is paged, newest first, and returns metadata only when asked', async () => {
  const sandbox = await practice()
  const { chat, conversations } = clientOf(sandbox)
  const seat = sandbox.person(farah)
  const metadata = { event_type: 'prompt', event_payload: { key: 'k1' } }
  const first = await chat.postMessage({ channel: farah, text: 'one', metadata })
  for (const text of ['two', 'three', 'four', 'five']) await seat.say({ channel: seat.dm, text })
  await seat.say({ channel: seat.dm, text: 'a reply', threadTs: first.ts ?? '' })

  const page = await conversations.history({ channel: seat.dm, limit: 2 })
  expect(page.messages?.map((it) => it.text)).toEqual(['five', 'four'])
  const cursor = page.response_metadata?.next_cursor ?? ''
  const rest = await conversations.history({ channel: seat.dm, limit: 10, cursor })
  expect(rest.messages?.map((it) => it.text)).toEqual(['three', 'two', 'one'])
  expect(rest).toMatchObject({ has_more: false })
  expect(rest.messages?.at(-1)).toMatchObject({ reply_count: 1, thread_ts: first.ts })
  expect(rest.messages?.at(-1)).not.toHaveProperty('metadata')

  const [, , two] = rest.messages ?? []
  expect(two?.text).toBe('one')
  const since = { channel: seat.dm, oldest: first.ts ?? '', include_all_metadata: true }
  expect((await conversations.history(since)).messages).toHaveLength(4)
  const inclusive = await conversations.history({ ...since, inclusive: true })
  expect(inclusive.messages?.at(-1)).toMatchObject({ metadata })

  const thread = await conversations.replies({ channel: seat.dm, ts: first.ts ?? '' })
  expect(thread.messages?.map((it) => it.text)).toEqual(['one', 'a reply'])
  const none = conversations.replies({ channel: seat.dm, ts: '1.000000' })
  expect(await refusal(none)).toMatchObject({ error: 'thread_not_found' })
})

test('metadata has to be well formed', async () => {
  const { chat } = clientOf(await practice())
  const post = (metadata: unknown) =>
    refusal(
      chat.postMessage({
        channel: farah,
        text: 'x',
        metadata: metadata as MessageMetadata,
      }),
    )
  expect(await post('{')).toMatchObject({ error: 'invalid_metadata_format' })
  expect(await post([])).toMatchObject({ error: 'invalid_metadata_format' })
  expect(await post({ event_type: 'a' })).toMatchObject({ error: 'invalid_metadata_schema' })
  const large = { event_type: 'a', event_payload: { text: 'x'.repeat(16_001) } }
  expect(await post(large)).toMatchObject({ error: 'metadata_too_large' })
})

test('people and channels are as Slack describes them', async () => {
  const sandbox = await practice()
  const { users, conversations } = clientOf(sandbox)
  expect((await users.info({ user: priya })).user).toMatchObject({
    real_name: 'Priya Raghunathan',
    tz: 'Europe/London',
    tz_offset: 0,
    is_admin: true,
    is_bot: false,
    deleted: false,
  })
  expect(await refusal(users.info({ user: 'U0NOBODY' }))).toMatchObject({ error: 'user_not_found' })
  expect(
    (await conversations.info({ channel: partnership, include_num_members: true })).channel,
  ).toMatchObject({
    name: 'northfield-partnership',
    is_private: true,
    is_member: true,
    num_members: 11,
  })
  const page = await conversations.members({ channel: partnership, limit: 6 })
  const cursor = page.response_metadata?.next_cursor ?? ''
  const rest = await conversations.members({ channel: partnership, limit: 6, cursor })
  expect([...(page.members ?? []), ...(rest.members ?? [])]).toHaveLength(11)
  sandbox.changeChannel(partnership, { members: [farah] })
  expect(await refusal(conversations.members({ channel: partnership }))).toMatchObject({
    error: 'channel_not_found',
  })
})

test('something said to one person alone is seen by them alone, and is in no history', async () => {
  const sandbox = await practice()
  const { chat, conversations } = clientOf(sandbox)
  await chat.postEphemeral({ channel: partnership, user: farah, text: 'Only you' })
  const seen = (user: string) => sandbox.person(user).seat().messages[partnership]
  expect(seen(farah)).toMatchObject([{ text: 'Only you', ephemeral: true }])
  expect(seen(doreen)).toEqual([])
  const dm = sandbox.person(doreen).dm
  const stranger = chat.postEphemeral({ channel: dm, user: farah, text: 'x' })
  expect(await refusal(stranger)).toMatchObject({ error: 'user_not_in_channel' })
  expect((await conversations.history({ channel: dm })).messages).toEqual([])
})

test('rate limits answer 429 with the seconds to wait, per channel and per method, once they are on', async () => {
  let ms = 0
  const sandbox = await practice({ monotonic: () => ms })
  const client = clientOf(sandbox)
  const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' })
  const limited = async (call: Promise<unknown>) => {
    await expect(call).rejects.toMatchObject({
      code: 'slack_webapi_rate_limited_error',
      retryAfter: expect.any(Number),
    })
  }

  await post(farah)
  await post(farah)
  sandbox.setLimits(true)
  await post(farah)
  await limited(post(farah))
  await post(doreen)
  ms += 1000
  await post(farah)
  const history = () => client.conversations.history({ channel: sandbox.person(farah).dm })
  for (let call = 0; call < 50; call++) await history()
  await limited(history())
  ms += 2000
  await history()
})

test('calls can be made to go wrong, before or after their effect', async () => {
  const sandbox = await practice()
  const post = () => clientOf(sandbox).chat.postMessage({ channel: farah, text: 'x' })
  const count = () => sandbox.person(farah).seat().messages[sandbox.person(farah).dm]?.length ?? 0

  sandbox.failNext('chat.postMessage', { error: 'fatal_error' })
  sandbox.failNext('chat.postMessage', { status: 500 })
  sandbox.failNext('chat.postMessage', { retryAfterSeconds: 7 })
  sandbox.failNext('chat.postMessage', { drop: 'before' })
  await expect(post()).rejects.toMatchObject({ data: { error: 'fatal_error' } })
  await expect(post()).rejects.toMatchObject({ statusCode: 500 })
  await expect(post()).rejects.toMatchObject({ retryAfter: 7 })
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
  expect(count()).toBe(0)
  sandbox.failNext('chat.postMessage', { drop: 'after' })
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
  expect(count()).toBe(1)
  await post()
  expect(count()).toBe(2)
  expect(sandbox.calls().map((call) => [call.method, call.status, call.response?.ok])).toEqual([
    ['chat.postMessage', 200, false],
    ['chat.postMessage', 500, undefined],
    ['chat.postMessage', 429, false],
    ['chat.postMessage', 0, undefined],
    ['chat.postMessage', 0, true],
    ['chat.postMessage', 200, true],
  ])
})
