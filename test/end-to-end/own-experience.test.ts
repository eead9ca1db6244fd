// What a leader can do beside answering: undo each tap, keep and take back, set aside, choose, take away, delete.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HistoryFile } from '../../src/domain/export.ts'
import { chooseOn, pressIn, typeIn } from '../../src/sandbox/hands.ts'
import {
  approve,
  channel,
  choices,
  idOf,
  isQuestion,
  type Person,
  postsIn,
  type Room,
  reply,
  roomOf,
} from './practice-room.ts'

const asked = '2026-01-06T10:00:00.000Z'
const roomAsked = async (names: readonly string[] = ['Tomasz'], more: Parameters<typeof roomOf>[1] = {}) => {
  const room = await roomOf(names, more)
  await room.moveTo(asked)
  return room
}
const seatOf = (room: Room, person: Person) => room.sandbox.person(person.id)
const questionOf = (person: Person) => person.letters().findLast(isQuestion) ?? expect.fail('no question')
const later = async (room: Room, person: Person, words: string) => {
  await chooseOn(seatOf(room, person), { message: questionOf(person).message }, words)
  await room.practice.settled()
}
const command = async (room: Room, person: Person, text: string) => {
  const answer = await seatOf(room, person).command({ channel: person.dm, command: '/balcony', text })
  await room.practice.settled()
  return JSON.stringify(answer)
}
const pressInForm = async (room: Room, person: Person, label: string) => {
  const seat = seatOf(room, person)
  const view = seat.seat().modals.at(-1) ?? expect.fail('no window is open')
  expect(await pressIn(seat, view, label)).toBe(true)
  await room.practice.settled()
}
/** Everything that is kept of anyone, on Balcony's side. */
const kept = (room: Room) =>
  readdirSync(join(room.folder, 'documents'), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => readFileSync(join(it.parentPath, it.name), 'utf8'))
    .join('\n')

describe('one tap, and back again', () => {
  test('another question gives way to the first', async () => {
    const tomasz = (await roomAsked()).person('Tomasz')
    const first = questionOf(tomasz).text
    await tomasz.press('Another question')
    expect(questionOf(tomasz).text).not.toBe(first)
    await tomasz.press('The first question again')
    expect(questionOf(tomasz).text).toBe(first)
    expect(questionOf(tomasz).buttons).toContain('Another question')
  })

  test('a question left for this week is asked after all', async () => {
    const tomasz = (await roomAsked()).person('Tomasz')
    await tomasz.press('Not this week')
    await tomasz.press('Ask it after all')
    expect(questionOf(tomasz).buttons).toContain('Write a reply')
  })

  test('a reminder comes when it was asked for, in a pause as well, and as usual where that was taken back', async () => {
    const room = await roomAsked(['Tomasz', 'Farah'])
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    await room.moveTo('2026-01-13T10:00:00.000Z')
    const reminders = (person: Person) =>
      person
        .letters()
        .filter(({ says }) => says.startsWith('Open until'))
        .map(({ at }) => at)
    await later(room, tomasz, 'Remind me in an hour')
    await later(room, tomasz, 'Pause for two weeks')
    expect(questionOf(tomasz).says).toContain('Your reminder: 2026-01-13T11:00')
    await later(room, farah, 'Remind me in an hour')
    await farah.press('Take it back')
    await room.moveTo('2026-01-13T14:30:00.000Z')
    await later(room, farah, 'Remind me this afternoon')
    expect(farah.form()?.says).toContain('The afternoon is too far gone for that.')
    await farah.close()
    await room.moveTo('2026-01-18T12:00:00.000Z')
    await later(room, farah, 'Remind me in two days')
    expect(farah.form()?.says).toContain('This question closes before then.')
    await farah.close()
    expect(reminders(tomasz)).toEqual(['2026-01-13T11:00'])
    expect(reminders(farah)).toEqual(['2026-01-15T09:00'])

    await later(room, farah, 'Remind me at …')
    for (const [moment, says] of [
      ['2026-01-18T11:59:00.000Z', 'That has passed already.'],
      ['2026-01-19T09:00:00.000Z', 'This question closes before then.'],
    ] as const) {
      const errors = { at: expect.stringContaining(says) }
      expect(await farah.submit({ 'Remind me at': moment })).toEqual({ ok: false, errors })
    }
    expect(await farah.submit({ 'Remind me at': '2026-01-18T19:30:00.000Z' })).toEqual({ ok: true })
    expect(questionOf(farah).says).toContain('Your reminder: 2026-01-18T19:30')
    await room.moveTo('2026-01-18T20:00:00.000Z')
    expect(reminders(farah)).toEqual(['2026-01-15T09:00', '2026-01-18T19:30'])
  })

  test('who leaves sees so at the open question, and has it back when they start again', async () => {
    const tomasz = (await roomAsked()).person('Tomasz')
    await tomasz.home()
    await tomasz.pressAtHome('Leave')
    expect(questionOf(tomasz).says).toContain('You have left Balcony, so nothing is asked of you.')
    expect(questionOf(tomasz).buttons).toEqual([])
    await tomasz.pressAtHome('Start again')
    expect(questionOf(tomasz).buttons).toContain('Write a reply')
  })

  test('a pause says until when, and ends when they say so', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    await later(room, tomasz, 'Pause for two weeks')
    expect(questionOf(tomasz).says).toContain('You pause until 20 January 2026.')
    expect(await tomasz.home()).toContain('You pause until 20 January 2026.')
    await tomasz.press('Start again now')
    expect(questionOf(tomasz).says).not.toContain('You pause')
    await room.moveTo('2026-01-13T12:00:00.000Z')
    expect(questionOf(tomasz).at).toBe('2026-01-13T09:00')
  })
})

describe('what was typed', () => {
  test('and was no reply is not kept, until its writer says that it was', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    await tomasz.say('Thanks, see you at ten.')
    expect(kept(room)).toContain('see you at ten')
    await tomasz.press('Not a reply')
    expect(kept(room)).not.toContain('see you at ten')
    expect(questionOf(tomasz).buttons).toContain('Write a reply')
    await tomasz.home()
    await tomasz.pressAtHome('Leave')
    await tomasz.press('It was a reply')
    expect(tomasz.form()?.says).toContain('Balcony keeps nothing for you just now.')
    expect(kept(room)).not.toContain('see you at ten')
    await tomasz.close()
    await tomasz.pressAtHome('Start again')
    await tomasz.press('It was a reply')
    expect(kept(room)).toContain('see you at ten')
    expect(questionOf(tomasz).buttons).toEqual(['Read or change it'])
  })

  test('elsewhere is kept from its menu, once, and only by its own writer', async () => {
    const room = await roomAsked(['Tomasz', 'Farah'])
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    const channel = 'C07NFPARTNR'
    const words = 'Line one <b>\n• 🌧 שלום & so on'
    const { ts } = await seatOf(room, tomasz).say({ channel, text: words })
    const save = async (who: Person) => {
      await seatOf(room, who).shortcut({ callbackId: 'save-as-reflection', channel, ts })
      await room.practice.settled()
    }
    await save(farah)
    expect(farah.form()?.says).toContain('Only your own messages can be saved')
    await save(tomasz)
    expect(tomasz.form()?.says).toContain(words)
    await tomasz.close()
    await save(tomasz)
    await tomasz.close()
    expect(await tomasz.home()).toContain('1 reply in all')

    const hard = await seatOf(room, tomasz).say({
      channel,
      text: 'I want to end my life. I rang 07700 900123.',
    })
    await seatOf(room, tomasz).shortcut({ callbackId: 'save-as-reflection', channel, ts: hard.ts })
    await room.practice.settled()
    expect(tomasz.form()?.title).toBe('Saved, just for you')
    expect(tomasz.form()?.says).toMatch(
      /Samaritans[\s\S]*there may be a phone number in it[\s\S]*Your message stays where you wrote it/,
    )
  })
})

describe('what is too long for a field', () => {
  test('is there to read, stays whole when nothing is put in its place, and is written anew', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    const long = (what: string) => `${what} begins. ${'All that was said. '.repeat(180)}${what} ends.`
    const said = await tomasz.say(long('The answer'))
    await tomasz.say(long('The so-what'), said)
    await tomasz.press('Read or change it')
    for (const word of [
      'The answer begins.',
      'The answer ends.',
      'The so-what begins.',
      'The so-what ends.',
    ]) {
      expect(tomasz.form()?.says).toContain(word)
    }
    const blank = { 'Anything to add?': 'And tea.', 'Write “So what?” anew': ' ' }
    expect(await tomasz.submit(blank)).toEqual({ ok: true })
    for (const what of ['The answer', 'The so-what']) expect(kept(room)).toContain(long(what))
    await tomasz.press('Read or change it')
    const anew = { 'Write it anew': 'The short answer.', 'Write “So what?” anew': 'Less.' }
    expect(await tomasz.submit(anew)).toEqual({ ok: true })
    await tomasz.press('Read or change it')
    expect(tomasz.form()?.says).toMatch(/What you wrote\nThe short answer\.[\s\S]+\nLess\.\n/)
    expect(kept(room)).not.toContain('All that was said.')
  })
})

describe('safe to write', () => {
  test('a typed number is named, kept apart until it is fine to use, and said to stay in Slack', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    const said = await tomasz.say('I rang 07700 900123 for an hour.')
    expect(tomasz.lastLetter().text).toBe('Balcony has saved your reply.')
    expect(tomasz.lastLetter().says).toContain('there may be a phone number in it')
    expect(tomasz.lastLetter().says).toContain('The message that you typed stays in Slack')
    await tomasz.press('It is fine to use')
    expect(tomasz.lastLetter().says).toMatch(/nobody could be recognised[\s\S]*stays in Slack/)
    await tomasz.press('Set it aside again')
    expect(tomasz.lastLetter().says).toContain('there may be a phone number in it')

    // Set aside already, and written on: what is new is looked at all the same.
    await tomasz.press('Open it')
    await tomasz.submit({ 'Anything to add?': 'I can’t cope any more.' })
    expect(tomasz.form()?.says).toMatch(/Samaritans[\s\S]*phone number[\s\S]*stays in Slack/)
    await tomasz.close()
    await tomasz.press('Open it')
    await tomasz.submit({ 'What you wrote': 'I rang them for an hour.', 'What you added': 'A long day.' })
    expect(tomasz.form()).toBeUndefined()
    expect(tomasz.lastLetter().says).not.toContain('phone number')
    expect(tomasz.lastLetter().says).toContain('The message that you typed stays in Slack, as you typed it')
    await tomasz.press('Open it')
    expect(tomasz.form()?.says).toContain('stays in Slack, as you typed it')
    await tomasz.close()
    await room.moveTo('2026-01-06T10:05:00.000Z')
    await tomasz.edit(said, 'I rang them for an hour!')
    expect(tomasz.lastLetter().says).not.toContain('stays in Slack')
    expect(room.log.join('\n')).not.toContain('900123')
  })

  test('an NHS number cannot be waved through, and goes when the message is edited', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    const said = await tomasz.say('NHS number 943 476 5919 came up again.')
    expect(tomasz.lastLetter().says).toContain('Please take that out.')
    expect(tomasz.lastLetter().buttons).not.toContain('It is fine to use')
    await tomasz.edit(said, 'A number came up again.')
    await tomasz.press('Open it')
    expect(tomasz.form()?.says).not.toContain('set aside')
  })

  test('where to turn is shown to the writer alone, and in no message that stays', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    await tomasz.say('I can’t cope any more.')
    const told = tomasz.letters().filter(({ says }) => says.includes('Samaritans'))
    expect(told.map(({ message }) => message.ephemeral)).toEqual([true])
    expect(told[0]?.text).toBe('Balcony has something for you.')
    expect(await tomasz.home()).toContain('Where to turn on a hard day')

    // Whoever writes it: someone whom nobody asked, and someone who has left.
    const farah = room.person('Farah')
    await farah.say('I want to end my life, says Farah.')
    expect(farah.lastLetter().says).toMatch(/Samaritans[\s\S]*You are not part of a programme here/)
    await tomasz.pressAtHome('Leave')
    await tomasz.say('I want to end my life, says Tomasz.')
    expect(tomasz.lastLetter().says).toMatch(/Samaritans[\s\S]*You do not take part just now/)
    expect(tomasz.lastLetter().message.ephemeral).toBe(true)
    expect(kept(room)).not.toMatch(/says (Farah|Tomasz)/)
    expect(room.log.join('\n')).not.toMatch(/says (Farah|Tomasz)/)
  })

  test('the name of a challenge is looked at before it is kept; it goes with its reply, or by itself', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    await room.moveTo('2026-01-13T10:00:00.000Z')
    await tomasz.press('Write a reply')
    const name = 'Give your challenge a name'
    await tomasz.submit({ 'Your answer': 'Nobody owns it.', [name]: 'Mrs Patel 943 476 5919' })
    expect(tomasz.form()?.says).toMatch(/Your reply is saved\.[\s\S]*There is an NHS number/)
    await tomasz.submit({ 'What you call it': 'Mrs Patel and the rota', 'Is it': 'adaptive' })
    expect(tomasz.form()?.says).toContain('There may be someone’s name in these words.')
    expect(kept(room)).toContain('Nobody owns it.')
    expect(kept(room)).not.toContain('Patel')
    expect(await tomasz.submit({ 'Checked?': ['I have checked'] })).toEqual({ ok: true })
    expect(tomasz.form()).toBeUndefined()
    expect(kept(room)).toContain('Mrs Patel and the rota')

    const openChallenge = async () => {
      expect(await tomasz.home()).toMatch(/working on a challenge|Your challenge|parked or finished/)
      await tomasz.pressAtHome('Read or change it')
    }
    await openChallenge()
    await tomasz.submit({ 'What you call it': 'Dr Jones’s rota' })
    expect(tomasz.form()?.says).toContain('There may be someone’s name in these words.')
    expect(await tomasz.submit({ 'What you call it': 'Who owns the rota' })).toEqual({ ok: true })
    expect(kept(room)).not.toMatch(/Patel|Jones/)
    expect(await tomasz.home()).toContain('You are working on a challenge (adaptive)')

    await openChallenge()
    const other = { 'What you call it': 'I want to end my life', 'If you call it otherwise': 'It is another' }
    await tomasz.submit(other)
    expect(tomasz.form()?.says).toContain('Samaritans')
    await tomasz.close()
    // It is kept, and not brought up again until its leader wants that.
    expect(await tomasz.home()).toContain('You are working on a challenge')
    await tomasz.pressAtHome('Show my words in messages')
    expect(await tomasz.home()).not.toContain('end my life')
    await openChallenge()
    expect(tomasz.form()?.says).toMatch(/Parked or finished[\s\S]*Who owns the rota/)
    expect(await tomasz.submit({ 'Its name': [] })).toEqual({ ok: true })
    expect(await tomasz.home()).toContain('Your challenge: I want to end my life')

    await tomasz.press('Read or change it')
    const { blocks = [] } = seatOf(room, tomasz).seat().modals.at(-1) ?? {}
    expect(JSON.stringify(blocks)).toContain('The challenge that you named in it goes too.')
    await pressInForm(room, tomasz, 'Delete this reply')
    await tomasz.close()
    expect(kept(room)).not.toContain('Who owns the rota')
    await openChallenge()
    await pressInForm(room, tomasz, 'Delete this challenge')
    expect(tomasz.form()?.says).toContain('It is deleted.')
    expect(kept(room)).not.toContain('end my life')
    expect(await tomasz.home()).not.toMatch(/working on a challenge|Your challenge|parked or finished/)
    expect(room.log.join('\n')).not.toMatch(/Patel|Jones|943 476|end my life/)
  })

  test('words stop at the preview until they are changed or ticked', async () => {
    const room = await roomAsked(['Tomasz'], { takingPart: ['Tomasz'] })
    const tomasz = room.person('Tomasz')
    await reply(tomasz, 'We mended the rota.', choices.named)
    await room.moveTo('2026-02-03T12:00:00.000Z')
    await tomasz.press('Look and decide')
    await tomasz.submit({ 'Your words': 'I want to end my life.' })
    expect(tomasz.form()?.says).toMatch(/Samaritans[\s\S]*Please read these words once more/)
    await tomasz.submit({ 'Your words': 'We mended it with Mrs Patel.' })
    expect(tomasz.form()?.says).not.toContain('Samaritans')
    expect(tomasz.form()?.says).toContain('There may be someone’s name in these words.')
    expect(await tomasz.submit({ 'Checked?': ['I have checked'] })).toEqual({ ok: true })
    expect(tomasz.form()).toBeUndefined()
    await room.moveTo('2026-02-12T12:00:00.000Z')
    expect(postsIn(room).at(-1)?.says).toContain('We mended it with Mrs Patel.')
  })
})

describe('one’s own settings', () => {
  test('are all in one form, and the next question keeps to them', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    await tomasz.home()
    await tomasz.pressAtHome('All settings')
    const wish = { 'Quiet from': '08:00', 'Quiet until': '10:00' }
    const refused = await tomasz.submit(wish)
    expect(JSON.stringify(refused)).toContain('Your own hour falls in your quiet hours')
    const other = { ...wish, Day: 'Thursday', Hour: '14:30' }
    await tomasz.submit({ ...other, 'What do you call': 'Carer of Mrs Patel' })
    expect(tomasz.form()?.says).toMatch(/Nothing is saved yet\.[\s\S]*There may be someone’s name/)
    expect(kept(room)).not.toContain('Patel')
    expect(await tomasz.submit({ 'What do you call': 'Ward sister' })).toEqual({ ok: true })
    expect(kept(room)).toContain('Ward sister')
    await room.moveTo('2026-01-16T12:00:00.000Z')
    expect(questionOf(tomasz).at).toBe('2026-01-15T14:30')
  })

  test('let replies go sooner only after a tick, and from then on by themselves', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    await tomasz.say('A canary of January.')
    await room.moveTo('2026-05-20T12:00:00.000Z')
    await command(room, tomasz, 'settings')
    await tomasz.submit({ 'Keep my replies': '3 months' })
    expect(tomasz.form()?.says).toContain('1 reply is older than that.')
    expect(kept(room)).toContain('A canary of January.')
    await tomasz.submit({ 'Delete them?': ['Yes, delete'] })
    expect(kept(room)).not.toContain('A canary of January.')
    // Its receipt is too old to be known; but that never had a word of it.
    expect(tomasz.letters().some(({ text }) => text.startsWith('Balcony has saved your reply'))).toBe(true)
    expect(JSON.stringify(tomasz.letters().map(({ message }) => message))).not.toContain('canary')

    await tomasz.say('A canary of May.')
    await room.moveTo('2026-08-19T12:00:00.000Z')
    expect(kept(room)).toContain('A canary of May.')
    expect(await tomasz.home()).toContain('(1 reply in all)')
    await room.moveTo('2026-08-21T12:00:00.000Z')
    expect(kept(room)).not.toContain('canary')
    expect(await tomasz.home()).toContain('Nothing yet.')
    await command(room, tomasz, 'history')
    expect(tomasz.form()?.says).toContain('Your replies will gather here.')
  })
})

describe('one’s own data', () => {
  test('is kept and exported exactly as it was written, and reading it back gives the same history', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    const seat = seatOf(room, tomasz)
    const long = `From the beginning ${'æ 🌱\n'.repeat(3_000)}`.slice(0, 11_997).padEnd(12_000, '…')
    const typed = [
      '.',
      '  Line one\n``` and # a fence 🌧\n\n• a list\n\t1. within it  ',
      'كانت جلسة صعبة، لكننا تحدثنا (RTL) ‏ثم ضحكنا‎.',
      '👩🏽‍⚕️🏴󠁧󠁢󠁷󠁬󠁳󠁿 and :slightly_smiling_face:, cafe\u0301 and caf\u00e9',
      'a < b & c > d &amp; *bold* <https://example.org/a?b=1&c=2|a link> `__proto__`',
      `<@${idOf('Priya')}> asked <#${channel}> about it`,
      long,
    ]
    for (const text of typed) await tomasz.say(text)
    const [added, soWhat] = ['From the form:\n\u2028\u00a0', 'ß'.repeat(3_000)]
    await tomasz.press('Read or change it')
    expect(await tomasz.submit({ 'Anything to add?': added, 'So what?': soWhat })).toEqual({
      ok: true,
    })

    await command(room, tomasz, 'history')
    await pressInForm(room, tomasz, 'Open it')
    // A field of a form holds 3,000 characters; what is longer is read above one in which it may be written anew.
    const fields = JSON.stringify(seat.seat().modals.at(-1)?.blocks)
    for (const text of [...typed, added, soWhat].filter(({ length }) => length <= 3_000)) {
      expect(fields).toContain(`"initial_value":${JSON.stringify(text)}`)
    }
    const bare = (text: string) => text.replaceAll(/[\s>]/g, '')
    expect(bare(tomasz.form()?.says ?? '')).toContain(bare(long))

    await command(room, tomasz, 'export')
    // A mention may tell who someone is: its writer looks at it first.
    await tomasz.press('It is fine to use')
    await tomasz.submit()
    const file = tomasz.lastLetter().message.files?.[0] ?? expect.fail('no file came')
    const { bytes } = await seat.file(file.id)
    const read = HistoryFile.parse(JSON.parse(bytes.toString()))
    const [reflection] = read.history.reflections
    expect(reflection?.parts.map(({ text }) => text)).toEqual([...typed, added])
    expect(reflection?.soWhat?.text).toBe(soWhat)
    const id = (await room.practice.app.world.leaders.ids())[0] ?? expect.fail('nobody')
    expect(read.history.reflections).toEqual((await room.practice.app.world.leaders.get(id))?.reflections)
    expect(file.name).toBe('balcony-2026-01-06.json')
  })

  test('does not leave with an NHS number in it', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    await tomasz.say('NHS number 943 476 5919 came up again.')
    await command(room, tomasz, 'export')
    await tomasz.submit({ As: 'To read' })
    expect(tomasz.form()?.says).toContain('1 reply needs another look first.')
    expect(tomasz.letters().some(({ message }) => message.files)).toBe(false)
    await tomasz.submit({ 'Leave out?': ['Leave these'] })
    const file = tomasz.lastLetter().message.files?.[0] ?? expect.fail('no file came')
    expect((await seatOf(room, tomasz).file(file.id)).bytes.toString()).not.toContain('943 476 5919')
  })

  test('loses one reply, wherever it stood', async () => {
    const room = await roomAsked(['Tomasz'], { takingPart: ['Tomasz'] })
    const tomasz = room.person('Tomasz')
    await reply(tomasz, 'A canary of the rota.', choices.named)
    await room.moveTo('2026-02-03T12:00:00.000Z')
    await approve(tomasz)
    await room.moveTo('2026-02-12T12:00:00.000Z')
    expect(postsIn(room).at(-1)?.says).toContain('A canary of the rota.')
    await command(room, tomasz, 'export')
    await tomasz.submit()
    await tomasz.close()
    await tomasz.press(
      'Read or change it',
      tomasz.letters().find(({ at }) => at === '2026-01-06T09:00'),
    )
    await pressInForm(room, tomasz, 'Delete this reply')
    expect(tomasz.form()?.says).toContain('It is deleted.')
    expect(postsIn(room).at(-1)?.says).not.toContain('A canary of the rota.')
    expect(kept(room)).not.toContain('A canary of the rota.')
    expect(tomasz.letters().some(({ message }) => message.files)).toBe(false)
  })

  test('is deleted whole: no document, no file, nothing posted, and Home knows nobody', async () => {
    const room = await roomAsked(['Tomasz', 'Farah'], { takingPart: ['Tomasz'] })
    const tomasz = room.person('Tomasz')
    await reply(tomasz, 'A canary of everything.', choices.named, { 'Now what?': 'When tea, I will canary.' })
    await command(room, tomasz, 'export')
    await tomasz.submit()
    await tomasz.close()
    await room.moveTo('2026-02-03T12:00:00.000Z')
    await approve(tomasz)
    await room.moveTo('2026-02-12T12:00:00.000Z')
    await command(room, tomasz, 'forget')
    expect((await tomasz.submit()).ok).toBe(false)
    await tomasz.submit({ 'Are you sure?': ['Yes, delete'] })
    expect(tomasz.form()?.says).toContain('It is done.')
    expect(kept(room)).not.toMatch(/canary/i)
    expect(await room.practice.app.world.leaders.ids()).toHaveLength(1)
    expect(postsIn(room).at(-1)?.says).not.toContain('canary')
    expect(
      tomasz
        .letters()
        .map(({ says }) => says)
        .join('\n'),
    ).not.toContain('canary')
    expect(tomasz.letters().some(({ message }) => message.files)).toBe(false)
    expect(await tomasz.home()).toContain('You are not part of a programme here yet.')
    expect(room.log.join('\n')).not.toContain('canary')
  })
})

describe('one’s own history', () => {
  test('is searched, filtered and paged, and one of it is changed', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    await tomasz.say('Coffee at the Café Noir.')
    await room.moveTo('2026-01-13T10:00:00.000Z')
    for (let n = 1; n <= 9; n += 1) await tomasz.say(`Part ${n} of the second week.`, questionOf(tomasz))
    await room.moveTo('2026-01-20T10:00:00.000Z')
    await tomasz.say('The third week.')
    await command(room, tomasz, 'history')
    expect(tomasz.form()?.says).toMatch(/3 replies[\s\S]+third week[\s\S]+Part 1[\s\S]+Café Noir/)
    const seat = seatOf(room, tomasz)
    const top = () => seat.seat().modals.at(-1) ?? expect.fail('no window is open')
    await typeIn(seat, top(), 'Search', 'CAFE')
    await room.practice.settled()
    expect(tomasz.form()?.says).toMatch(/1 reply[\s\S]+Café Noir/)
    expect(tomasz.form()?.says).not.toContain('third week')
    await pressInForm(room, tomasz, 'Open it')
    expect(await tomasz.submit({ 'What you wrote': 'Tea at the Café Noir.' })).toEqual({ ok: true })
    expect(kept(room)).toContain('Tea at the Café Noir.')
    await typeIn(seat, top(), 'Search', 'nowhere')
    await room.practice.settled()
    expect(tomasz.form()?.says).toContain('Nothing is here that matches.')
  })
})

describe('/balcony', () => {
  test('pauses and starts again', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    expect(await command(room, tomasz, 'pause')).toContain('You pause until 20 January 2026.')
    expect(await command(room, tomasz, 'resume')).toContain('Balcony asks you again.')
  })

  test('answers a slip of the fingers with the nearest word', async () => {
    const room = await roomAsked()
    const tomasz = room.person('Tomasz')
    expect(await command(room, tomasz, 'setings')).toContain('Did you mean */balcony settings*?')
    expect(await command(room, tomasz, 'HELP')).toContain('asks you one question a week')
    expect(await command(room, tomasz, 'xylophone concerto')).toContain('does not know')
  })
})

describe('an account', () => {
  test('that moves is asked by its new clock; one that is closed is left alone, and comes back without a backlog', async () => {
    const room = await roomAsked(['Tomasz', 'Farah'])
    room.sandbox.changePerson(idOf('Tomasz'), { tz: 'America/New_York' })
    room.sandbox.changePerson(idOf('Farah'), { isDeactivated: true })
    await room.practice.settled()
    await room.moveTo('2026-01-14T12:00:00.000Z')
    expect(questionOf(room.person('Tomasz')).at).toBe('2026-01-13T14:00')
    await room.moveTo('2026-02-01T12:00:00.000Z')
    room.sandbox.changePerson(idOf('Farah'), { isDeactivated: false })
    await room.practice.settled()
    await room.moveTo('2026-02-03T12:00:00.000Z')
    const farah = room.person('Farah')
    expect(
      farah
        .letters()
        .filter(isQuestion)
        .map(({ at }) => at),
    ).toEqual(['2026-01-06T09:00', '2026-02-03T09:00'])
  })
})
