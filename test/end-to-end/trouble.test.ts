// When the process was away, when Slack breaks off, when Slack asks to wait: nothing is lost, nothing comes twice.
import { describe, expect, test } from 'vitest'
import { introductionsIn, type Person, postsIn, type Room, roomOf } from './practice-room.ts'

const stand = (room: Room, instant: string) => room.practice.clock.standAt(Date.parse(instant))
const minutesOf = (person: Person) => person.letters().map(({ at }) => at)
const named = 'Share these words, with my name'

describe('while the process was away', () => {
  test('what was typed, edited and deleted is taken in as if it had come then', async () => {
    const room = await roomOf(['Tomasz', 'Farah', 'Doreen'])
    const [tomasz, farah, doreen] = [room.person('Tomasz'), room.person('Farah'), room.person('Doreen')]
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const before = await farah.say('Farah wrote this, and regrets it.')
    const kept = await doreen.say('Doreen wrote this.')
    const [, question] = tomasz.letters()
    let typedAs = ''

    await room.practice.whileAway(async () => {
      stand(room, '2026-01-07T08:00:00.000Z')
      const typed = await tomasz.say('Typed while nobody listened.')
      typedAs = typed.ts
      const second = await tomasz.say('In its thread, with a typing mistkae.', question)
      await tomasz.edit(second, 'In its thread, mended.')
      const third = await tomasz.say('Said, and taken back.')
      await tomasz.remove(third)
      await farah.remove(before)
      await doreen.edit(kept, 'Doreen wrote that.')
      // The question has closed meanwhile, but what was typed came in time.
      stand(room, '2026-01-16T12:00:00.000Z')
      room.sandbox.giveUp()
    })

    const [, now, ...others] = tomasz.letters()
    const receipts = others.filter(({ buttons }) => buttons.includes('Open it'))
    expect(now?.says).toContain('Saved as your reply. Only you can see it.')
    expect(now?.says).not.toContain('after the question closed')
    expect(receipts.map(({ says, thread }) => [says.split('.')[0], thread])).toEqual([
      ['Saved as your reply', typedAs],
      ['Added to your reply', question?.ts],
    ])
    await tomasz.press('Read or change it')
    expect(tomasz.form()?.says).toContain('What you wrote\nTyped while nobody listened.')
    expect(tomasz.form()?.says).toContain('What you added (2)\nIn its thread, mended.')
    expect(tomasz.form()?.says).not.toContain('taken back')
    expect(await farah.home()).toContain('Nothing yet. Your replies will gather here')
    await doreen.press('Read or change it')
    expect(doreen.form()?.says).toContain('What you wrote\nDoreen wrote that.')
  })

  test('what Slack let go by its age is kept, and what its author deleted is not', async () => {
    const room = await roomOf(['Tomasz', 'Farah'])
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    await room.moveTo('2026-01-06T10:00:00.000Z')
    await tomasz.say('Kept, though Slack keeps it for two days.')
    await tomasz.say('In its thread.', tomasz.letters()[1])
    await room.moveTo('2026-01-08T08:00:00.000Z')
    const second = await farah.say('Deleted by Farah.')
    await room.practice.whileAway(async () => {
      stand(room, '2026-01-08T12:00:00.000Z')
      room.sandbox.letGo(Date.parse('2026-01-06T12:00:00.000Z'))
      await farah.remove(second)
      room.sandbox.giveUp()
    })
    expect(tomasz.letters()).toEqual([])
    expect(await farah.home()).toContain('Nothing yet. Your replies will gather here')
    await tomasz.home()
    await tomasz.pressAtHome('Your history')
    expect(tomasz.form()?.says).toContain('Kept, though Slack keeps it for two days.')
    expect(tomasz.form()?.says).toContain('In its thread.')
  })

  test('nobody is reminded of what they have answered, nor told that they wrote nothing', async () => {
    const room = await roomOf(['Tomasz', 'Farah'])
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    await room.moveTo('2026-01-13T10:00:00.000Z')
    await room.practice.whileAway(async () => {
      stand(room, '2026-01-14T10:00:00.000Z')
      await tomasz.say('Answered on Wednesday.')
      stand(room, '2026-01-15T10:00:00.000Z')
    })
    expect(
      tomasz
        .letters()
        .map(({ says }) => says)
        .join(),
    ).not.toContain('This is the only reminder.')
    expect(farah.lastLetter().says).toContain('This is the only reminder.')

    await room.moveTo('2026-01-27T10:00:00.000Z')
    await room.practice.whileAway(async () => {
      await farah.say('Answered before the month was out.')
      stand(room, '2026-01-30T12:00:00.000Z')
    })
    const digest = farah.letters().find(({ says }) => says.startsWith('Your January 2026'))
    expect(digest?.says).toContain('You wrote 1 reply.')
  })

  test('a digest does not post what its author deleted meanwhile', async () => {
    const room = await roomOf(['Tomasz'], { takingPart: ['Tomasz'] })
    const tomasz = room.person('Tomasz')
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const said = await tomasz.say('Deleted in time.')
    await tomasz.press('Open it')
    await tomasz.submit({ 'Share with': named })
    await room.moveTo('2026-01-30T10:00:00.000Z')
    await tomasz.press('Look and decide')
    await tomasz.submit()
    await room.practice.whileAway(async () => {
      await tomasz.remove(said)
      stand(room, '2026-02-04T12:00:00.000Z')
    })
    expect(postsIn(room)).toHaveLength(1)
    const everPosted = room.sandbox.calls().filter(({ arguments: it }) => it.channel === 'C07NFPARTNR')
    expect(JSON.stringify(everPosted)).not.toContain('Deleted in time.')
  })

  test('a question is asked late within half a day, and not at all after that', async () => {
    const room = await roomOf(['Tomasz'])
    await room.practice.whileAway(async () => stand(room, '2026-01-06T20:59:00.000Z'))
    const tomasz = room.person('Tomasz')
    expect(minutesOf(tomasz)).toEqual(['2026-01-05T08:00', '2026-01-06T20:59'])
    await room.practice.whileAway(async () => stand(room, '2026-01-13T21:01:00.000Z'))
    expect(minutesOf(tomasz)).toEqual(['2026-01-05T08:00', '2026-01-06T20:59'])
    await room.moveTo('2026-01-20T12:00:00.000Z')
    expect(minutesOf(tomasz).at(-1)).toBe('2026-01-20T09:00')
  })

  test('a restart keeps everything: who takes part, what was written, what comes next', async () => {
    const room = await roomOf(['Tomasz', 'Farah'], { takingPart: ['Tomasz'] })
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    await tomasz.press('Write a reply')
    await tomasz.submit({ 'Your answer': 'Kept.', 'So what?': 'Also kept.', 'Share with': named })
    const homes = async () => [
      await tomasz.home(),
      await room.person('Farah').home(),
      await room.person('Priya').home(),
    ]
    const seen = async () => ({
      homes: await homes(),
      letters: tomasz.letters(),
      introductions: introductionsIn(room),
    })
    const before = await seen()
    expect(before.introductions).toHaveLength(1)
    await room.practice.whileAway(async () => {})
    expect(await seen()).toEqual(before)
    await tomasz.press('Read or change it')
    for (const kept of ['Kept.', 'Also kept.']) expect(tomasz.form()?.says).toContain(kept)
    await room.moveTo('2026-01-30T10:00:00.000Z')
    expect(tomasz.lastLetter().buttons).toContain('Look and decide')
    expect(introductionsIn(room)).toEqual(before.introductions)
  })
})

describe('when Slack breaks off', () => {
  test('a window with nothing to fill in says so in words, and what lies below it keeps what was chosen', async () => {
    const room = await roomOf(['Tomasz'], { faultsExpected: true })
    const priya = room.person('Priya')
    await priya.pressAtHome('Edit')
    await priya.submit({ Time: '11:30' })
    expect(priya.form()?.title).toBe('What changes')
    room.sandbox.failNext('users.info', { error: 'internal_error' })
    await priya.submit()
    expect(priya.form()).toEqual({
      title: 'Sorry',
      says: 'This could not be done just now. Please close this window, and try again in a minute.',
    })
    await priya.close()
    await priya.submit()
    await priya.submit()
    expect(await priya.home()).toContain('Every Tuesday at 11:30')
    expect(room.log.filter((line) => line.includes('"level":"error"'))).toHaveLength(1)
  })

  test.each(['after', 'before'] as const)('%s a message was posted, it is there once', async (drop) => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    room.sandbox.failNext('chat.postMessage', { drop })
    await room.moveTo('2026-01-06T09:05:00.000Z')
    expect(minutesOf(tomasz)).toEqual(['2026-01-05T08:00', '2026-01-06T09:00'])
    expect(room.log.join()).toContain('a message may or may not have arrived; it will be looked up')

    // A receipt in a thread is looked up in the thread.
    const question = tomasz.lastLetter()
    room.sandbox.failNext('chat.postMessage', { drop })
    await tomasz.say('An answer.', question)
    await room.moveTo('2026-01-06T09:10:00.000Z')
    expect(tomasz.letters().filter(({ thread }) => thread === question.ts)).toHaveLength(1)
    // The question knows where it stands: it could be changed in place.
    expect(tomasz.letters().find(({ ts }) => ts === question.ts)?.buttons).toEqual(['Read or change it'])
  })

  test('a digest that may have appeared is not repeated; an admin says whether it is there', async () => {
    const room = await roomOf(['Tomasz'])
    const priya = room.person('Priya')
    await room.moveTo('2026-02-04T12:00:00.000Z')
    expect(postsIn(room)).toHaveLength(1)
    expect(await priya.home()).not.toContain('Did the')

    await room.moveTo('2026-03-04T09:00:00.000Z')
    room.sandbox.failNext('chat.postMessage', { drop: 'before' })
    await room.moveTo('2026-03-04T12:00:00.000Z')
    expect(postsIn(room)).toHaveLength(1)
    expect(await priya.home()).toContain('Did the February 2026 digest appear in #northfield-partnership?')
    await priya.pressAtHome('No, post it')
    expect(postsIn(room).map(({ says }) => says.split('\n')[0])).toEqual([
      'Our January 2026',
      'Our February 2026',
    ])
    expect(await priya.home()).not.toContain('Did the')

    await room.moveTo('2026-04-07T08:30:00.000Z')
    room.sandbox.failNext('chat.postMessage', { drop: 'after' })
    await room.moveTo('2026-04-07T12:00:00.000Z')
    expect(postsIn(room)).toHaveLength(3)
    // Whoever looks after it may say so too.
    const gareth = room.person('Gareth')
    expect(await gareth.home()).not.toContain('Did the')
    await priya.home()
    await priya.pressAtHome('Open partnerships')
    await priya.pressInForm('Change')
    await priya.submit({ 'Looked after by': [gareth.id] })
    expect(await gareth.home()).toContain('Did the March 2026 digest appear')
    await gareth.pressAtHome('Yes, it is there')
    await room.moveTo('2026-04-12T12:00:00.000Z')
    expect(postsIn(room)).toHaveLength(3)
    expect(await priya.home()).not.toContain('Did the')
  })

  test('the line drops for a moment: what was said meanwhile is heard', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    await room.sandbox.disconnect()
    await tomasz.say('Said into the gap. I can’t cope any more.')
    const said = (words: string) => tomasz.letters().filter(({ says }) => says.includes(words))
    await expect.poll(() => said('Samaritans'), { timeout: 10_000 }).toHaveLength(1)
    await room.practice.settled()
    expect(tomasz.letters().filter(({ says }) => says.startsWith('Saved'))).toHaveLength(1)
    expect(said('Samaritans').map(({ message }) => message.ephemeral)).toEqual([true])
  })
})

describe('when Slack asks to wait', () => {
  test('for one conversation, the others have their question on time', async () => {
    const names = ['Tomasz', 'Farah', 'Doreen', 'Yusuf']
    const room = await roomOf(names)
    room.sandbox.failNext('chat.postMessage', { retryAfterSeconds: 90 })
    await room.moveTo('2026-01-06T09:10:00.000Z')
    const minutes = names.map((name) => room.person(name).lastLetter().at).toSorted()
    expect(minutes).toEqual(['2026-01-06T09:00', '2026-01-06T09:00', '2026-01-06T09:00', '2026-01-06T09:01'])
    for (const name of names) expect(room.person(name).letters()).toHaveLength(2)
  })

  test('while conversations are read after an outage, everyone’s is read all the same', async () => {
    const room = await roomOf(['Tomasz', 'Farah'])
    const people = [room.person('Tomasz'), room.person('Farah')]
    await room.moveTo('2026-01-06T10:00:00.000Z')
    await room.practice.whileAway(async () => {
      for (const person of people) await person.say(`From ${person.id}.`)
      room.sandbox.giveUp()
      room.sandbox.failNext('conversations.history', { retryAfterSeconds: 1 })
    })
    for (const person of people) expect(person.lastLetter().says).toContain('Saved as your reply.')
  })
})
