// `/balcony` and a word: what each of them answers, to whom, in which state.
import { describe, expect, test } from 'vitest'
import { pickOn, pressIn } from '../../src/sandbox/hands.ts'
import { isQuestion, type Person, type Room, roomOf } from './practice-room.ts'

const seatOf = (room: Room, person: Person) => room.sandbox.person(person.id)
const command = async (room: Room, person: Person, text: string) => {
  const answer = await seatOf(room, person).command({ channel: person.dm, command: '/balcony', text })
  await room.practice.settled()
  return JSON.stringify(answer)
}
/** What only this person sees, newest last. */
const toThemAlone = (room: Room, person: Person) =>
  (seatOf(room, person).seat().messages[person.dm] ?? []).filter(({ ephemeral }) => ephemeral)
const questions = (person: Person) => person.letters().filter((it) => isQuestion(it) && !it.message.ephemeral)

describe('/balcony now', () => {
  test('asks this week’s question before its hour, and it does not come again', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    expect(await command(room, tomasz, 'now')).toContain('your question for this week')
    expect(questions(tomasz).map(({ at }) => at)).toEqual(['2026-01-05T08:00'])
    await room.moveTo('2026-01-12T12:00:00.000Z')
    expect(questions(tomasz)).toHaveLength(1)
    await room.moveTo('2026-01-13T12:00:00.000Z')
    expect(questions(tomasz)).toHaveLength(2)
  })

  test('shows the one that is open, with its button; then says that it was answered', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    expect(await command(room, tomasz, 'NOW')).toContain('This one is open')
    await tomasz.press('Write a reply')
    expect(await tomasz.submit({ 'Your answer': 'The rota.' })).toEqual({ ok: true })
    expect(await command(room, tomasz, 'now')).toContain('You have answered the latest question.')
    expect(questions(tomasz)).toHaveLength(1)
  })

  test('offers a question that was left for this week, and starts again after a pause', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    await tomasz.press('Not this week')
    expect(await command(room, tomasz, 'now')).toContain('Ask it after all')
    await command(room, tomasz, 'pause')
    expect(await command(room, tomasz, 'now')).toContain('Shall it start again?')
    await tomasz.press('Start again')
    expect(await tomasz.home()).toContain('Next question')
  })

  test('says kindly that there is none for who has not accepted, and before the programme starts', async () => {
    const room = await roomOf(['Tomasz'], {
      programme: { 'Starts on': '2026-02-02', People: ['U07NF4TOMSZ', 'U07NF5FARAH'] },
    })
    expect(await command(room, room.person('Farah'), 'now')).toContain('You do not take part just now.')
    expect(await command(room, room.person('Priya'), 'now')).toContain('You do not take part just now.')
    expect(await command(room, room.person('Tomasz'), 'now')).toContain('no question to be had just now')
  })

  test('pressed for twice at once is one question', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await Promise.all([command(room, tomasz, 'now'), command(room, tomasz, 'now')])
    await room.practice.settled()
    expect(questions(tomasz)).toHaveLength(1)
  })
})

describe('/balcony digest', () => {
  test('says when the first comes; then opens the latest in one’s own words', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    expect(await command(room, tomasz, 'digest')).toContain('Your first look back:*')
    await tomasz.say('A canary of the rota.')
    await room.moveTo('2026-02-01T10:00:00.000Z')
    await command(room, tomasz, 'digest')
    expect(tomasz.form()).toMatchObject({
      title: 'Your own words',
      says: expect.stringMatching(/January 2026[\s\S]*A canary of the rota\./),
    })
    expect(await command(room, room.person('Farah'), 'digest')).toContain('You do not take part')
  })
})

describe('/balcony pause', () => {
  test.each([
    ['pause', '20 January 2026'],
    ['pause 3 weeks', '27 January 2026'],
    ['Pause until 2 March', '2 March 2026'],
  ])('%s says until when, and one tap ends it', async (typed, until) => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    expect(await command(room, tomasz, typed)).toContain(`You pause until ${until}.`)
    expect(await tomasz.home()).toContain(`You pause until ${until}.`)
    await tomasz.press('Start again now')
    expect(await tomasz.home()).toContain('Next question')
  })

  test('until a day that cannot be is not guessed at; a picker takes the right one', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    expect(await command(room, tomasz, 'pause until I feel better')).toContain(
      'did not understand until when',
    )
    expect(await command(room, tomasz, 'pause until 2020-01-01')).toContain('A pause can end on any day')
    expect(await tomasz.home()).not.toContain('You pause until')
    const message = toThemAlone(room, tomasz).at(-1) ?? expect.fail('nothing was said')
    expect(await pickOn(seatOf(room, tomasz), { message }, 'Pause until', '2026-03-02')).toBe(true)
    await room.practice.settled()
    expect(await tomasz.home()).toContain('You pause until 2 March 2026.')
    const home = seatOf(room, tomasz).seat().home ?? expect.fail('no Home')
    expect(await pickOn(seatOf(room, tomasz), { view: home }, 'Pause until', '2031-03-02')).toBe(true)
    await room.practice.settled()
    expect(tomasz.form()?.says).toContain('up to a year away')
  })
})

describe('anything else', () => {
  test('is answered with the nearest word, and with more behind a word nothing is done', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    expect(await command(room, tomasz, 'nwo')).toContain('Did you mean */balcony now*?')
    expect(await command(room, tomasz, 'forget it')).toContain('Did you mean */balcony forget*?')
    expect(tomasz.form()).toBeUndefined()
    expect(await command(room, tomasz, '')).toContain('asks you one question a week')
    expect(await command(room, tomasz, 'constructor')).toContain('does not know')
  })
})

describe('Home', () => {
  test('has what was written since the last look back, and open plans that are answered there', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    await tomasz.press('Write a reply')
    await tomasz.submit({ 'Your answer': 'The rota.', 'Now what?': 'When we meet, I will ask first.' })
    expect(await tomasz.home()).toMatch(
      /Your open plans\nA plan · 2026-01-06[^\n]*\nAsked about after 20 January 2026[\s\S]*Before your first look back\nYou wrote 1 reply\.\nWays of feeling/,
    )
    await tomasz.pressAtHome('Show my words in messages')
    expect(await tomasz.home()).toContain('When we meet, I will ask first.\nAsked about')
    await tomasz.pressAtHome('Read my plan')
    expect(tomasz.form()?.says).toContain('When we meet, I will ask first.')
    expect(await tomasz.submit({ 'How did it go?': 'Done' })).toEqual({ ok: true })
    expect(await tomasz.home()).not.toContain('Your open plans')
    await room.moveTo('2026-02-01T10:00:00.000Z')
    expect(await tomasz.home()).toMatch(
      /Since your last look back \(2026-01-30[^\n]*\)\nNothing so far, and that is fine\./,
    )
  })

  test('has the live challenge, which is called otherwise and parked there', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await room.moveTo('2026-01-13T10:00:00.000Z')
    await tomasz.press('Write a reply')
    await tomasz.submit({ 'Your answer': 'Nobody owns it.', 'Give your challenge a name': 'Night rota' })
    expect(await tomasz.home()).not.toContain('Night rota')
    expect(await tomasz.home()).toContain('You are working on a challenge')
    await tomasz.pressAtHome('Read or change it')
    expect(tomasz.form()?.says).toContain('What you call it\nNight rota')
    expect(await tomasz.submit({ 'What you call it': 'Who owns the rota', 'Is it': 'adaptive' })).toEqual({
      ok: true,
    })
    await tomasz.pressAtHome('Show my words in messages')
    expect(await tomasz.home()).toContain('Your challenge: Who owns the rota (adaptive)')
    await tomasz.pressAtHome('Read or change it')
    const seat = seatOf(room, tomasz)
    await seat.switchDevice()
    await tomasz.pressAtHome('Read or change it')
    expect(await tomasz.submit({ 'And from here?': 'Park it' })).toEqual({ ok: true })
    expect(await tomasz.home()).not.toContain('Who owns the rota')
    await seat.switchDevice()
    const late = await tomasz.submit({ 'Is it': 'technical' })
    expect(JSON.stringify(late)).toContain('You have moved on from this challenge meanwhile.')
  })

  test('lets someone leave at any time and start again, and keeps what they wrote', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const said = await tomasz.say('Mine, still.')
    await tomasz.home()
    await tomasz.pressAtHome('Leave')
    // What is kept follows its author's edits; what they write now is not kept.
    await tomasz.edit(said, 'Mine, reworded.')
    await tomasz.say('Not for Balcony.')
    await command(room, tomasz, 'history')
    expect(tomasz.form()?.says).toContain('Mine, reworded.')
    expect(tomasz.form()?.says).not.toMatch(/still|Not for Balcony/)
    await tomasz.close()
    expect(await tomasz.home()).toMatch(/You have left Balcony\.[\s\S]*1 reply in all/)
    expect(tomasz.letters().map(({ buttons }) => buttons)).not.toContainEqual([
      'Yes, ask me',
      'No, thank you',
    ])
    await room.moveTo('2026-01-21T10:00:00.000Z')
    expect(tomasz.letters().filter(({ at }) => at > '2026-01-07')).toEqual([])
    await tomasz.home()
    await tomasz.pressAtHome('Start again')
    await room.moveTo('2026-01-27T10:00:00.000Z')
    expect(tomasz.lastLetter().buttons).toContain('Write a reply')
  })

  test('tells the truth to someone who is in no programme any more, and lets them and who left choose for what is theirs', async () => {
    const room = await roomOf(['Tomasz', 'Farah'])
    const [tomasz, farah, priya] = [room.person('Tomasz'), room.person('Farah'), room.person('Priya')]
    await room.moveTo('2026-01-06T10:00:00.000Z')
    await tomasz.say('A canary of January.')
    await priya.home()
    await priya.pressAtHome('Edit')
    await priya.submit({ People: [farah.id] })
    expect(await priya.submit()).toEqual({ ok: true })

    const none = 'You are in no programme now, so nothing is asked of you.'
    const home = await tomasz.home()
    expect(home).toContain(none)
    expect(home).not.toMatch(/Next question|You are asked on/)
    for (const word of ['now', 'digest', 'pause', 'resume']) {
      expect(await command(room, tomasz, word), word).toContain(none)
    }
    await farah.home()
    await farah.pressAtHome('Leave')
    expect(await command(room, farah, 'digest')).toContain('You do not take part just now.')

    await room.moveTo('2026-05-20T12:00:00.000Z')
    await command(room, tomasz, 'settings')
    expect(tomasz.form()?.says).toContain('Nothing is asked of you just now, so there is no day or hour')
    await tomasz.submit({ 'Keep my replies': '3 months' })
    expect(tomasz.form()?.says).toContain('1 reply is older than that.')
    expect(await tomasz.submit({ 'Delete them?': ['Yes, delete'] })).toEqual({ ok: true })
    expect(await tomasz.home()).toContain('Nothing yet. Your replies will gather here')
    await farah.home()
    await farah.pressAtHome('All settings')
    expect(await farah.submit({ 'My own words': 'Yes, show them' })).toEqual({ ok: true })
    expect(await farah.home()).toMatch(/You have left Balcony\.[\s\S]*messages may show your own words/)
    await farah.pressAtHome('Start again')
    expect(await farah.home()).toContain('You are asked on Tuesdays at 09:00.')
  })

  test('says where to turn to everyone, and gives what is theirs to whoever has left', async () => {
    const room = await roomOf(['Tomasz'], { programme: { People: ['U07NF4TOMSZ', 'U07NF5FARAH'] } })
    for (const name of ['Tomasz', 'Farah', 'Priya', 'Doreen']) {
      expect(await room.person(name).home()).toMatch(/Where to turn on a hard day[\s\S]*Samaritans/)
    }
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    await room.moveTo('2026-01-06T10:00:00.000Z')
    await tomasz.say('Mine, still.')
    for (let week = 2; week <= 5; week += 1) {
      await room.moveTo(new Date(Date.UTC(2026, 0, 6 + 7 * (week - 1), 10)).toISOString())
    }
    await tomasz.press('Leave')
    expect(await tomasz.home()).toContain('You have left Balcony.')
    await tomasz.pressAtHome('Your history')
    expect(tomasz.form()?.says).toContain('Mine, still.')
    await command(room, tomasz, 'history')
    const view = seatOf(room, tomasz).seat().modals.at(-1) ?? expect.fail('no window')
    expect(await pressIn(seatOf(room, tomasz), view, 'Open it')).toBe(true)
    await room.practice.settled()
    expect(tomasz.form()?.says).toContain('What you wrote\nMine, still.')
    expect(await farah.home()).toContain('You are named for a programme here')
  })
})
