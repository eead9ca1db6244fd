// Slack's message events, and what of them a person did.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escaped } from '../../src/sandbox/workspace.ts'
import { happenedIn, plainText } from '../../src/slack/typed-replies.ts'
import { ownText, quoted } from '../../src/slack/views/blocks.ts'
import { text } from './given.ts'

type Event = Parameters<typeof happenedIn>[0]
const user = 'U07NF4TOMSZ'
const ts = '1767690000.000002'
const typed = {
  type: 'message',
  channel_type: 'im',
  channel: 'D07NF4TOMSZ',
  user,
  ts,
  text: 'Tea &amp; &lt;cake&gt;',
}
const happened = (event: object) => happenedIn(event as Event)

describe('what a person does', () => {
  test('typing is a reply, in the words that they saw while they typed', () => {
    expect(happened(typed)).toEqual({ is: 'typed', user, said: { ts, text: 'Tea & <cake>' } })
  })

  test('a reply in a thread knows its thread; the message that began the thread is in none', () => {
    const thread = '1767600000.000001'
    expect(happened({ ...typed, thread_ts: thread })).toMatchObject({ said: { ts, thread } })
    expect(happened({ ...typed, thread_ts: ts })).toEqual(happened(typed))
    const broadcast = { ...typed, subtype: 'thread_broadcast', thread_ts: thread }
    expect(happened(broadcast)).toMatchObject({ is: 'typed', said: { thread } })
  })

  test('words with a file are a reply, and so are words after /me; a file alone has nothing to keep', () => {
    const files = [{ id: 'F07NFCLIP', subtype: 'slack_audio' }]
    expect(happened({ ...typed, subtype: 'file_share', files })).toEqual(happened(typed))
    expect(happened({ ...typed, subtype: 'me_message' })).toEqual(happened(typed))
    const clip = { ...typed, subtype: 'file_share', files, text: '' }
    expect(happened(clip)).toEqual({ is: 'wordless', user, said: {} })
    const thread = '1767600000.000001'
    expect(happened({ ...clip, thread_ts: thread })).toMatchObject({ is: 'wordless', said: { thread } })
    expect(happened({ ...clip, bot_id: 'B07NFBALCNY' })).toBeUndefined()
  })

  test('an edit is the same message with other words', () => {
    const message = { ...typed, text: 'Tea &gt; cake', edited: { user, ts: '1767690060.000000' } }
    const event = {
      type: 'message',
      channel_type: 'im',
      subtype: 'message_changed',
      message,
      ts: '1767690060.000100',
    }
    expect(happened(event)).toEqual({
      is: 'typed',
      user,
      said: { ts, text: 'Tea > cake', edited: '1767690060.000000' },
    })
  })

  test('a deletion names the message, whether or not a thread keeps its stone', () => {
    const gone = { is: 'deleted', user, ts }
    const event = { type: 'message', channel_type: 'im', ts: '1767690060.000100' }
    expect(
      happened({ ...event, subtype: 'message_deleted', deleted_ts: ts, previous_message: typed }),
    ).toEqual(gone)
    const stone = { subtype: 'tombstone', user: 'USLACKBOT', ts, text: 'This message was deleted.' }
    expect(
      happened({ ...event, subtype: 'message_changed', message: stone, previous_message: typed }),
    ).toEqual(gone)
  })
})

describe('what nobody did', () => {
  const bot = { ...typed, bot_id: 'B07NFBALCNY', user: 'U07NFBALCNY' }
  const changed = { type: 'message', channel_type: 'im', subtype: 'message_changed', ts: '1767690060.000100' }
  test.each([
    ['said by us', bot],
    ['said by another app', { ...typed, subtype: 'bot_message', bot_id: 'B1', user: undefined }],
    ['said in a channel', { ...typed, channel_type: 'channel' }],
    ['said in a private channel', { ...typed, channel_type: 'group' }],
    ['a note of Slack’s', { ...typed, subtype: 'channel_join' }],
    ['a message of ours that changed', { ...changed, message: { ...bot, edited: { ts } } }],
    ['a link that was unfurled', { ...changed, message: typed, previous_message: typed }],
    [
      'a message of ours that is gone',
      { ...changed, subtype: 'message_deleted', deleted_ts: ts, previous_message: bot },
    ],
    ['a deletion that names nobody', { ...changed, subtype: 'message_deleted', deleted_ts: ts }],
    ['a file and no words', { ...typed, text: undefined }],
  ])('%s is no reply', (_, event) => {
    expect(happened(event)).toBeUndefined()
  })
})

describe('words on their way through Slack and back', () => {
  test('are read as they were typed', () => {
    fc.assert(
      fc.property(text(12_000), (words) => {
        expect(plainText(escaped(words))).toBe(words)
      }),
      { numRuns: 200 },
    )
  })

  test('are shown as they were typed, and can call nobody who was not named', () => {
    fc.assert(
      fc.property(text(3000), (words) => {
        const shown = ownText(plainText(escaped(words)))
        expect(plainText(shown).replaceAll(/<[@#]\w+>/g, '')).toBe(words.replaceAll(/<[@#]\w+>/g, ''))
        expect(shown).not.toMatch(/<(?![@#][A-Z0-9]+>)/)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['<https://nhs.uk|nhs.uk> is down', 'nhs.uk is down'],
    ['<https://nhs.uk/?a=1&amp;b=2>', 'https://nhs.uk/?a=1&b=2'],
    ['<http://NHS.uk/|NHS.uk>, <https://nhs.uk/a|https://nhs.uk/a>', 'NHS.uk, https://nhs.uk/a'],
    ['<https://nhs.uk/a?b=1&amp;c=2|our plan>', 'our plan (https://nhs.uk/a?b=1&c=2)'],
    ['<tel:07700900123|07700 900123>', '07700 900123'],
    ['<mailto:a@b.uk|write to us>', 'write to us (mailto:a@b.uk)'],
    ['<mailto:a@b.uk|a@b.uk> and <tel:+44|+44>', 'a@b.uk and +44'],
    ['ask <@U07NF5FARAH> in <#C07NFPARTNR|north>', 'ask <@U07NF5FARAH> in <#C07NFPARTNR|north>'],
    ['&amp;lt; is how you write &lt;', '&lt; is how you write <'],
  ])('%s is read as it looked', (sent, looked) => {
    expect(plainText(sent)).toBe(looked)
  })

  test('mentions of people and channels stay mentions when they are shown', () => {
    expect(ownText('ask <@U07NF5FARAH> in <#C07NFPARTNR|north>')).toBe('ask <@U07NF5FARAH> in <#C07NFPARTNR>')
    expect(quoted('one\n<!here> & two')).toBe('>one\n>&lt;!here&gt; &amp; two')
  })
})
