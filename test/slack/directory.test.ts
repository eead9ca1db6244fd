// What Slack says of people and channels, as Balcony reads it.
import nock from 'nock'
import { afterEach, describe, expect, test } from 'vitest'
import { ChannelId, SlackTs, UserId } from '../../src/domain/model.ts'
import { slackDirectory } from '../../src/slack/directory.ts'
import { noPace, slacksPace } from '../../src/slack/pacing.ts'
import { client } from './client.ts'

const user = UserId.parse('U07NF4TOMSZ')
const channel = ChannelId.parse('C07NFPARTNR')
const dm = ChannelId.parse('D07NF4TOMSZ')
const self = 'U07NFBALCNY'
const us = { team: 'T07NORTHFLD', self }
const directory = (until?: AbortSignal) => slackDirectory(client(), us, until)
const answers = (method: string, body: object, status = 200, headers = {}) =>
  nock('https://slack.com').post(`/api/${method}`).reply(status, body, headers)

afterEach(() => nock.cleanAll())

describe('someone', () => {
  test.each([
    [
      { tz: 'Asia/Kolkata' },
      {
        zone: 'Asia/Kolkata',
        isZoneAssumed: false,
        isAdmin: false,
        isOwner: false,
        isPerson: true,
        isActive: true,
      },
    ],
    [{ tz: 'Mars/Olympus' }, { zone: 'Europe/London', isZoneAssumed: true }],
    [{ tz: '+05:30' }, { zone: 'Europe/London' }],
    [{}, { zone: 'Europe/London' }],
    [{ is_admin: true }, { isAdmin: true, isOwner: false }],
    [{ is_owner: true }, { isAdmin: true, isOwner: true }],
    [{ is_primary_owner: true }, { isAdmin: true, isOwner: true }],
    [{ is_bot: true }, { isPerson: false }],
    [{ deleted: true }, { isActive: false }],
    [{ is_stranger: true }, { isPerson: false }],
    // In a channel that is shared with us, and of another organisation; or of ours, in another of its workspaces as well.
    [{ team_id: 'T0ELSEWHERE', is_stranger: false }, { isPerson: false }],
    [{ team_id: 'T0ELSEWHERE', enterprise_user: { teams: [us.team] } }, { isPerson: true }],
  ])('as Slack has it: %j', async (said, read) => {
    answers('users.info', { ok: true, user: { id: user, ...said } })
    expect(await directory().profile(user)).toMatchObject({ user, ...read })
  })

  test.each(['user_not_found', 'user_not_visible'])(
    'of whom Slack says %s has a closed account',
    async (error) => {
      answers('users.info', { ok: false, error })
      expect(await directory().profile(user)).toMatchObject({ user, isPerson: true, isActive: false })
      answers('users.info', { ok: false, error: 'internal_error' })
      await expect(directory().profile(user)).rejects.toThrow('internal_error')
    },
  )

  test('Slack’s own helper is nobody', async () => {
    answers('users.info', { ok: true, user: { id: 'USLACKBOT', is_bot: false } })
    expect(await directory().profile(UserId.parse('USLACKBOT'))).toMatchObject({ isPerson: false })
  })
})

describe('someone whom nobody waits for', () => {
  const unhurried = { unhurried: true }
  const noted = () => {
    const asked: number[] = []
    nock('https://slack.com')
      .persist()
      .post('/api/users.info')
      .reply(200, () => {
        asked.push(performance.now())
        return { ok: true, user: { id: user, team_id: us.team, tz: 'Asia/Kolkata' } }
      })
    return asked
  }

  test('takes their turn, while who waits at a screen is answered at once', async () => {
    const asked = noted()
    const it = slackDirectory(client(), us, undefined, { ...slacksPace, accountsPerSecond: 5 })
    const began = performance.now()
    const all = Array.from({ length: 6 }, () => it.profile(user, unhurried))
    await it.profile(user)
    expect(performance.now() - began).toBeLessThan(900)
    await Promise.all(all)
    expect(asked).toHaveLength(7)
    expect(Math.max(...asked) - began).toBeGreaterThan(900)
  })

  test('waits while Slack asks to, and is asked about again', async () => {
    answers('users.info', { ok: false, error: 'ratelimited' }, 429, { 'retry-after': '0' })
    const asked = noted()
    const it = slackDirectory(client(), us, undefined, noPace)
    expect(await it.profile(user, unhurried)).toMatchObject({ user, zone: 'Asia/Kolkata' })
    expect(asked).toHaveLength(1)
  })

  test('is counted among a channel’s readers however long Slack takes', async () => {
    answers('conversations.info', {
      ok: true,
      channel: { id: channel, name: 'north', is_member: true, is_private: true },
    })
    answers('conversations.members', { ok: true, members: ['U1', 'U2'] })
    answers('users.info', { ok: false, error: 'ratelimited' }, 429, { 'retry-after': '0' })
    const asked = noted()
    const it = slackDirectory(client(), us, undefined, noPace)
    expect(await it.readers(channel, unhurried)).toMatchObject({ people: 2, isWhole: true })
    expect(asked).toHaveLength(2)
  })

  test.each(['a turn', 'Slack'])('waits for %s no longer than there is time', async (what) => {
    if (what === 'Slack') {
      answers('users.info', { ok: false, error: 'ratelimited' }, 429, { 'retry-after': '60' })
    } else noted()
    const leaving = new AbortController()
    const it = slackDirectory(client(), us, leaving.signal)
    const first = it.profile(user, unhurried)
    const last = what === 'Slack' ? first : it.profile(user, unhurried)
    setTimeout(() => leaving.abort(), 50)
    await expect(last).rejects.toThrow(/abort/i)
  })
})

describe('a channel', () => {
  const info = { name: 'north', is_member: true, is_private: true, is_ext_shared: true }

  test('has everyone in it for an audience, page after page, and not us', async () => {
    answers('conversations.info', { ok: true, channel: info })
    answers('conversations.members', {
      ok: true,
      members: ['U1', self],
      response_metadata: { next_cursor: 'more' },
    })
    answers('conversations.members', { ok: true, members: ['U2'], response_metadata: { next_cursor: '' } })
    const audience = await directory().audience(channel)
    expect(audience).toMatchObject({ name: 'north', isPrivate: true, isShared: true, members: ['U1', 'U2'] })
  })

  test('is counted for people’s eyes without bots, as far as Slack says who they are, and says where it does not', async () => {
    nock('https://slack.com')
      .persist()
      .post('/api/conversations.info')
      .reply(200, {
        ok: true,
        channel: { ...info, context_team_id: us.team, shared_team_ids: [us.team, 'T0HOMES', 'T0TRUST'] },
      })
    nock('https://slack.com')
      .persist()
      .post('/api/conversations.members')
      .reply(200, { ok: true, members: ['U1', 'U2', 'U3', 'U4', self] })
    const says = (user: string, it: object) =>
      nock('https://slack.com')
        .post('/api/users.info', { user })
        .reply(200, { ok: true, user: { id: user, ...it } })
    says('U1', { is_restricted: true, team_id: us.team })
    says('U2', { is_bot: true, team_id: us.team })
    says('U3', { team_id: 'T0HOMES' })
    nock('https://slack.com')
      .post('/api/users.info', { user: 'U4' })
      .reply(200, { ok: false, error: 'internal_error' })
    answers('team.info', { ok: true, team: { name: 'Northfield Homes' } })
    const it = directory()
    const seen = { people: 3, guests: 1, organisations: ['Northfield Homes'], teams: ['T0HOMES', 'T0TRUST'] }
    expect(await it.readers(channel)).toMatchObject({ ...seen, isWhole: false })
    says('U4', { team_id: us.team })
    expect(await it.readers(channel)).toMatchObject({ ...seen, isWhole: true })
  })

  test.each([
    { ok: true, channel: { ...info, is_member: false } },
    { ok: false, error: 'channel_not_found' },
    { ok: false, error: 'not_in_channel' },
    { ok: false, error: 'is_archived' },
  ])('is out of reach where we are not in it: %j', async (answer) => {
    answers('conversations.info', answer)
    expect(await directory().audience(channel)).toBeUndefined()
  })

  test('is not out of reach only because a scope is missing: that is a fault to be mended', async () => {
    answers('conversations.info', { ok: false, error: 'missing_scope' })
    await expect(directory().audience(channel)).rejects.toThrow('missing_scope')
  })
})

describe('what someone typed', () => {
  const after = SlackTs.parse('1767600000.000000')
  const question = SlackTs.parse('1767690000.000001')

  test('is read from the conversation and its threads, without ours, in the order in which it came', async () => {
    answers('conversations.history', {
      ok: true,
      messages: [
        { user, ts: '1767690009.000000', text: 'third', edited: { ts: '1767690010.000000' } },
        { user: self, bot_id: 'B1', ts: question, text: 'a question', thread_ts: question },
        { user: 'USLACKBOT', subtype: 'tombstone', ts: '1767690005.000000', text: 'deleted' },
      ],
      response_metadata: { next_cursor: 'more' },
    })
    answers('conversations.history', {
      ok: true,
      messages: [
        { user, ts: '1767690001.000000', text: 'with a file', subtype: 'file_share' },
        { user, ts: '1767690001.500000', text: 'a note of Slack’s', subtype: 'channel_topic' },
        { user, ts: '1767690002.000000', thread_ts: '1767690002.000000', text: 'first &amp; foremost' },
      ],
    })
    answers('conversations.replies', {
      ok: true,
      messages: [
        { user: self, bot_id: 'B1', ts: question, text: 'a question' },
        { user, ts: '1767690004.000000', thread_ts: question, text: 'second' },
      ],
    })
    expect(await directory().typedSince(dm, user, after, [question])).toEqual([
      { ts: '1767690001.000000', text: 'with a file' },
      { ts: '1767690002.000000', text: 'first & foremost' },
      { ts: '1767690004.000000', text: 'second', thread: question },
      { ts: '1767690009.000000', text: 'third', edited: '1767690010.000000' },
    ])
  })

  test('is read although a thread has gone with the message that began it', async () => {
    answers('conversations.history', {
      ok: true,
      messages: [{ user, ts: '1767690009.000000', text: 'here' }],
    })
    answers('conversations.replies', { ok: false, error: 'thread_not_found' })
    answers('conversations.replies', {
      ok: true,
      messages: [{ user, ts: '1767690004.000000', thread_ts: question, text: 'there' }],
    })
    const gone = SlackTs.parse('1767690003.000001')
    const typed = await directory().typedSince(dm, user, after, [gone, question])
    expect(typed.map(({ text }) => text)).toEqual(['there', 'here'])
  })

  test('says what stands there still, past stones that mark what was deleted', async () => {
    const stone = { user: 'USLACKBOT', subtype: 'tombstone', ts: '1767690005.000000' }
    const asked: unknown[] = []
    const page = (body: object) =>
      nock('https://slack.com')
        .post('/api/conversations.history', (it) => Boolean(asked.push(it)))
        .reply(200, { ok: true, ...body })
    page({ messages: [stone], response_metadata: { next_cursor: 'more' } })
    page({ messages: [stone, { user: self, bot_id: 'B1', ts: question, text: 'a question' }] })
    expect(await directory().newestUpTo(dm, SlackTs.parse('1767690005.000000'))).toBe(question)
    expect(asked).toMatchObject([
      { channel: dm, latest: '1767690005.000000', inclusive: 'true' },
      { cursor: 'more' },
    ])
    page({ messages: [] })
    expect(await directory().newestUpTo(dm, SlackTs.parse('1767690005.000000'))).toBeUndefined()
  })

  test('waits while Slack asks to, until there is no more time for it', async () => {
    answers('conversations.history', { ok: false, error: 'ratelimited' }, 429, { 'retry-after': '60' })
    const leaving = new AbortController()
    const reading = directory(leaving.signal).typedSince(dm, user, after, [])
    setTimeout(() => leaving.abort(), 50)
    await expect(reading).rejects.toThrow(/abort/i)
  })
})
