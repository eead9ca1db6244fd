// A month looked back on: each leader's own digest, and the partnership's, made only of what people chose to share.
import { describe, expect, test } from 'vitest'
import type { Filled } from '../../src/sandbox/hands.ts'
import { bot } from '../../src/sandbox/seed.ts'
import {
  approve,
  channel,
  choices,
  idOf,
  leaders,
  postsIn,
  type Room,
  reply,
  roomOf,
} from './practice-room.ts'

const { theme, named, unnamed } = choices

const about: Filled = { 'What was this about?': ['Power', 'Learning'] }
const firstQuestion = '2026-01-06T10:00:00.000Z'
const previews = '2026-01-30T10:00:00.000Z'
const posting = '2026-02-04T11:00:00.000Z'
const posted = (room: Room): string => postsIn(room)[0]?.says ?? ''

describe('a leader’s own digest', () => {
  test('comes on the last working day with numbers and a question, and opens on their own words by concept', async () => {
    const room = await roomOf(['Tomasz'], { programme: { 'Partnership channel': '' } })
    const tomasz = room.person('Tomasz')
    await room.moveTo(firstQuestion)
    await tomasz.say('Tea with the porters.')
    await room.moveTo('2026-01-20T10:00:00.000Z')
    await tomasz.press('Write a reply')
    await tomasz.submit({
      'Your answer': 'A cleaner saw it first.',
      'Now what?': 'When I walk in, I will ask.',
    })
    await room.moveTo(previews)

    const digest = tomasz.lastLetter()
    expect(digest.at).toBe('2026-01-30T09:00')
    expect(digest.text).toBe('Balcony has your look back on January 2026. Only you can see it.')
    expect(digest.says).toContain('Your first look back, up to 30 January 2026. Only you can see this.')
    expect(digest.says).toContain('You wrote 2 replies.')
    expect(digest.says).toContain(
      'In words: Feeling 1, Perceiving 1. Nothing this time on: Thinking, Relating',
    )
    expect(digest.says).toContain('Your plans: 1 still open.')
    expect(digest.message.blocks?.map(({ type }) => type as string)).toContain('data_visualization')
    expect(digest.buttons).toEqual([
      'Open my words',
      'Share or delete a reply',
      'Export',
      'Delete everything',
      'Show them here',
    ])
    expect(digest.says).toContain('what pattern do you notice')
    // Discreet: no words in the message itself.
    expect(digest.says).not.toContain('porters')

    await tomasz.press('Open my words')
    expect(tomasz.form()?.title).toBe('Your own words')
    expect(tomasz.form()?.says).toMatch(
      /January 2026 · [\s\S]*Ways of feeling\n[\s\S]*Tea with the porters\.\nWays of perceiving\n[\s\S]*A cleaner saw it first\.\nNow what\? When I walk in, I will ask\./,
    )
    await tomasz.close()
    await tomasz.press('Share or delete a reply', digest)
    expect(tomasz.form()?.title).toBe('Your history')
    await tomasz.close()
    expect(await tomasz.home()).toContain('January 2026')
  })

  test('of a month in which nothing was written is two kind lines', async () => {
    const room = await roomOf(['Farah'], { beginsAt: '2026-01-19T08:00:00.000Z' })
    const farah = room.person('Farah')
    await room.moveTo(previews)
    expect(farah.lastLetter().says).toContain('You wrote nothing this month, and that is fine')
    expect(farah.lastLetter().buttons).toEqual([])
  })
})

describe('a digest with words', () => {
  const withWords = async () => {
    const room = await roomOf(['Tomasz'], { programme: { 'Partnership channel': '' } })
    const tomasz = room.person('Tomasz')
    await room.moveTo(firstQuestion)
    const said = await tomasz.say('Tea with the porters. Nobody had asked them.')
    await room.moveTo(previews)
    const digest = () =>
      tomasz.letters().find(({ says }) => says.startsWith('Your January')) ?? tomasz.lastLetter()
    return { room, tomasz, said, digest }
  }

  test('is one tap away, says whatever its words say now, and loses them with the reply, or by one more tap', async () => {
    const { tomasz, said, digest } = await withWords()
    expect(digest().says).not.toContain('porters')
    await tomasz.press('Show them here')
    expect(digest().says).toContain('>Tea with the porters. Nobody had asked them.')
    expect(digest().text).not.toContain('porters')
    await tomasz.edit(said, 'Coffee with the cleaners.')
    expect(digest().says).toContain('>Coffee with the cleaners.')
    expect(digest().says).not.toContain('porters')
    await tomasz.press('Take them out')
    expect(digest().says).not.toContain('cleaners')
    await tomasz.press('Show them here')
    expect(digest().says).toContain('cleaners')
    await tomasz.remove(said)
    expect(digest().says).not.toContain('cleaners')
    expect(digest().says).toContain('You wrote nothing this month')
  })

  test('comes as a table, once, where Slack does not take the picture yet', async () => {
    const room = await roomOf(['Tomasz'], { programme: { 'Partnership channel': '' } })
    const tomasz = room.person('Tomasz')
    room.sandbox.refuseBlocks(['data_visualization'])
    await room.moveTo(firstQuestion)
    await tomasz.say('Tea with the porters.')
    await room.moveTo('2026-02-02T10:00:00.000Z')
    const digests = tomasz.letters().filter(({ says }) => says.startsWith('Your January'))
    expect(digests).toHaveLength(1)
    expect(digests[0]?.message.blocks?.map(({ type }) => type as string)).toContain('table')
    expect(digests[0]?.says).toContain('Idea\nReplies\nFeeling\n1\nPerceiving\n0')
    const posts = room.sandbox
      .calls()
      .filter(
        ({ method, arguments: args }) =>
          method === 'chat.postMessage' && String(args.text).includes('look back on'),
      )
    expect(posts.map(({ response }) => response?.ok)).toEqual([false, true])
    // What is shown anew takes the same form.
    await tomasz.press('Show them here')
    expect(tomasz.lastLetter().says).toContain('>Tea with the porters.')
  })
})

describe('taking part', () => {
  test('is asked for in words that name the audience, and each reply is private until its author says otherwise', async () => {
    // All nine are named for it; who else says yes makes no difference to what Tomasz is told.
    const room = await roomOf(['Tomasz'], { programme: { People: leaders.map(idOf) } })
    const tomasz = room.person('Tomasz')
    await tomasz.press('Take part')
    expect(tomasz.form()?.title).toBe('Take part')
    for (const said of [
      '10 people can read this private channel. People who join later can read back.',
      'Themes are counted only where at least 5 people added to them and at least 3 did not',
      'Words without your name appear only beside those of at least two others.',
      'You can change your mind at any time.',
      'If you say nothing, it is not posted.',
    ]) {
      expect(tomasz.form()?.says).toContain(said)
    }
    await tomasz.close()
    expect(await tomasz.home()).toContain('You do not take part in the digest of #northfield-partnership.')

    // A guest is let in, of whom Slack says nothing at first.
    const guest = {
      id: 'U0GUEST',
      name: 'Ada',
      title: '',
      isAdmin: false,
      isGuest: true,
      tz: 'Europe/London',
    }
    room.sandbox.addPerson(guest)
    room.sandbox.changeChannel(channel, {
      members: [...leaders, 'Priya'].map(idOf).concat(bot.user, guest.id),
    })
    room.sandbox.failNext('users.info', { error: 'internal_error' })
    await tomasz.press('Take part')
    expect(tomasz.form()?.says).toContain(
      '11 people can read this private channel. Balcony could not look up just now whether guests or people of other organisations are among them.',
    )
    await tomasz.close()
    await tomasz.press('Take part')
    expect(tomasz.form()?.says).toContain(
      '11 people can read this private channel. 1 of them is a guest. People who join later',
    )
    await tomasz.close()

    await tomasz.press('Take part')
    await tomasz.submit()
    expect(await tomasz.home()).toContain('You take part in the digest of #northfield-partnership.')
    expect(tomasz.lastLetter().buttons).toEqual(['Ask me one now', 'Choose day, hour and more'])
    await room.moveTo(firstQuestion)
    await tomasz.press('Write a reply')
    expect(tomasz.form()?.says).toContain('Share with #northfield-partnership?\nPrivate: only me')
    await tomasz.submit({ 'Your answer': 'Mine alone.' })
    expect(tomasz.lastLetter().says).toContain('Only you can see it.')
    await room.moveTo(posting)
    expect(tomasz.letters().some(({ buttons }) => buttons.includes('Look and decide'))).toBe(false)
    expect(posted(room)).not.toContain('Mine alone.')
  })

  test('says so at the start where a partnership is too small for figures', async () => {
    const room = await roomOf(['Tomasz'])
    await room.person('Tomasz').press('Take part')
    expect(room.person('Tomasz').form()?.says).toContain('Fewer than 8 people are invited to take part here.')
    expect(room.person('Tomasz').form()?.says).not.toContain('Themes are counted')
  })

  test('in more partnerships than Home has room for is said, and taken back, in a window of its own', async () => {
    const room = await roomOf(['Tomasz'])
    const [priya, tomasz] = [room.person('Priya'), room.person('Tomasz')]
    await priya.home()
    await priya.pressAtHome('Open partnerships')
    for (let n = 2; n <= 7; n += 1) {
      const id = `C07NFMORE${n}`
      const members = [bot.user, priya.id, tomasz.id]
      room.sandbox.addChannel({ id, kind: 'channel', name: `north-${n}`, isPrivate: true, members })
      await priya.pressInForm('Link a channel')
      expect(await priya.submit({ Channel: id, 'Leaders of': ['Northfield leaders'] })).toEqual({ ok: true })
    }
    const home = await tomasz.home()
    expect(home).toContain('You do not take part in the digest of #north-6.')
    expect(home).not.toContain('the digest of #north-7')
    expect(home).toContain('1 more partnership of yours is in a window of its own.')

    await tomasz.pressAtHome('See all')
    const last = () =>
      tomasz
        .form()
        ?.says.split('\n')
        .find((line) => line.includes('#north-7'))
    expect(last()).toBe('You do not take part in the digest of #north-7.')
    await tomasz.pressInForm('Take part', 'You do not take part in the digest of *#north-7*')
    expect(tomasz.form()?.title).toBe('Take part')
    expect(tomasz.form()?.says).toContain('Once a month #north-7 gets a short digest')
    expect(await tomasz.submit()).toEqual({ ok: true })
    expect(tomasz.form()).toBeUndefined()

    await tomasz.pressAtHome('See all')
    expect(last()).toContain('You take part in the digest of #north-7.')
    await tomasz.pressInForm('Stop taking part')
    expect(last()).toBe('You do not take part in the digest of #north-7.')
  })

  test('cannot be asked for while Balcony cannot see who is in the channel', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    room.sandbox.changeChannel(channel, { members: [tomasz.id] })
    await tomasz.press('Take part')
    expect(tomasz.form()).toMatchObject({ title: 'Sorry' })
    expect(tomasz.form()?.says).toContain('Balcony cannot see who is in that channel just now')
  })
})

describe('the preview', () => {
  test('shows the exact wording; what is said yes to is posted, as it was changed there, with its author’s name', async () => {
    const names = ['Tomasz', 'Farah', 'Doreen', 'Callum']
    const room = await roomOf(names, { takingPart: names })
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    const [doreen, callum] = [room.person('Doreen'), room.person('Callum')]
    await room.moveTo(firstQuestion)
    await reply(tomasz, 'Bed 7 was <empty> & I laughed.', named)
    expect(tomasz.lastLetter().says).toContain(
      'Its words may be posted to #northfield-partnership with your name, once you say yes at the preview. Until then only you can see them.',
    )
    await reply(farah, 'Never said yes to.', named)
    await reply(doreen, 'Thought better of.', named)
    await reply(callum, 'I stand by it.', named)
    await room.moveTo(previews)
    expect(tomasz.lastLetter().says).toContain(
      '#northfield-partnership: 1 reply waits for your yes or no before the next digest.',
    )
    await tomasz.press('Look and decide')
    expect(tomasz.form()?.title).toBe('Your part in it')
    expect(tomasz.form()?.says).toContain('Bed 7 was <empty> & I laughed.')
    expect(tomasz.form()?.says).toContain('10 people can read this private channel.')
    expect(tomasz.form()?.says).toContain('Could anyone be recognised from this?')
    const empty = await tomasz.submit({ 'Your words': '' })
    expect(empty).toMatchObject({ ok: false, errors: expect.anything() })
    expect(await tomasz.submit({ 'Your words': 'A bed was <empty> & I smiled.' })).toEqual({ ok: true })
    await approve(doreen, { 'What may be shared': 'Private' })

    // What has a yes can be looked at again until it is posted, and only a new yes changes it.
    expect(await tomasz.home()).toContain('You said yes to 1 reply. It is not in a digest yet.')
    await tomasz.pressAtHome('See what you agreed to')
    for (const said of [
      'This is what you agreed that #northfield-partnership would see.',
      'You said yes to this: 2026-01-30T10:00:00.000Z.',
      'A bed was <empty> & I smiled.',
      '10 people can read this private channel.',
      'If you change nothing, your yes stands.',
    ]) {
      expect(tomasz.form()?.says).toContain(said)
    }
    expect(await tomasz.submit()).toEqual({ ok: true })
    expect(tomasz.lastLetter().says).toContain(
      '#northfield-partnership: you said yes to 1 reply. You can look at it again, change it or take it back.',
    )
    await tomasz.press('See what you agreed to')
    expect(await tomasz.submit({ 'Your words': 'A bed was <empty> & Dr Hale laughed.' })).toEqual({
      ok: true,
    })
    expect(tomasz.form()?.says).toContain('There may be someone’s name in these words.')
    expect(await tomasz.submit({ 'Your words': 'A bed was <empty> & I laughed.' })).toEqual({ ok: true })
    expect(tomasz.form()).toBeUndefined()
    expect(await doreen.home()).not.toContain('You said yes')

    // A window that is left open until it is too late for other words: what is posted can be taken back.
    await approve(callum)
    await callum.press('See what you agreed to')

    await room.moveTo(posting)
    const late = await callum.submit({ 'Your words': 'Too late to change.' })
    expect(JSON.stringify(late)).toContain('This went into a digest meanwhile, as you agreed.')
    expect(posted(room)).toContain('>I stand by it.')
    expect(await callum.submit({ 'What may be shared': 'Private' })).toEqual({ ok: true })
    expect(posted(room)).not.toContain('I stand by it.')
    expect(await tomasz.home()).not.toContain('You said yes')
    await tomasz.press('See what you agreed to')
    expect(tomasz.form()?.says).toContain('nothing that you said yes to is still to be posted')
    const [digest, ...others] = postsIn(room)
    expect(others).toEqual([])
    expect(digest?.at).toBe('2026-02-04T10:00')
    expect(digest?.text).toBe(
      'The January 2026 digest of #northfield-partnership, with one question to talk about.',
    )
    expect(digest?.says).toContain(
      '>A bed was &lt;empty&gt; &amp; I laughed.\n<@U07NF4TOMSZ> · Ways of feeling',
    )
    expect(digest?.says).toContain('A question for us')
    expect(digest?.says).toContain('Fifteen minutes together')
    for (const word of ['Bed 7', 'I smiled', 'Never said', 'Thought better', 'Too late'])
      expect(digest?.says).not.toContain(word)

    room.sandbox.changeChannel(channel, { members: [farah.id] })
    await farah.press('Look and decide')
    expect(farah.form()).toMatchObject({ title: 'Sorry' })
    expect(farah.form()?.says).toContain('To keep a reply private meanwhile, open it in your history.')
  })

  test('comes once more where it was not answered, then the reply stays private', async () => {
    const room = await roomOf(['Tomasz'], { takingPart: ['Tomasz'] })
    const tomasz = room.person('Tomasz')
    await room.moveTo(firstQuestion)
    await reply(tomasz, 'Never answered for.', named)
    const digests = () => tomasz.letters().filter(({ says }) => says.startsWith('Your '))
    // Whoever skips a week has said something: after three without a word Balcony would be silent.
    for (let week = 1; week < 13; week += 1) {
      await room.moveTo(new Date(Date.parse(firstQuestion) + week * 7 * 86_400_000).toISOString())
      await tomasz.press(week === 7 ? 'Not today' : 'Not this week')
    }
    await room.moveTo('2026-04-08T12:00:00.000Z')
    expect(digests().map(({ buttons }) => buttons.includes('Look and decide'))).toEqual([true, true, false])
    expect(postsIn(room).map(({ says }) => says.includes('Never answered'))).toEqual([false, false, false])
    // An old preview's button says that nothing waits.
    await tomasz.press('Look and decide')
    expect(tomasz.form()?.says).toBe(
      'There is nothing waiting for your yes, and nothing that you said yes to is still to be posted. To take back what was posted, open that reply in your history.',
    )
  })

  test('a yes holds for the wording it was given for: an edit takes it back', async () => {
    const names = ['Tomasz', 'Farah']
    const room = await roomOf(names, { takingPart: names })
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    await room.moveTo(firstQuestion)
    await reply(farah, 'As I said with my name.', named)
    const said = await tomasz.say('As I first put it.')
    await tomasz.press('Open it')
    await tomasz.submit({ 'Share with': named })
    await room.moveTo(previews)
    await approve(tomasz)
    await tomasz.edit(said, 'As I put it later.')
    // Whoever takes back a yes by a change is told so at once, and what follows.
    expect(tomasz.lastLetter().message.ephemeral).toBe(true)
    expect(tomasz.lastLetter().says).toMatch(
      /^You had said yes to sharing this with #northfield-partnership\. .* So the coming digest goes without it\. .* your next look back: 2026-02-27T09:00/,
    )
    await approve(farah)
    await farah.press('Read or change it')
    expect(farah.form()?.says).toContain('You said yes to it as it stands.')
    await farah.submit({ 'Share with': unnamed })
    expect(farah.form()?.title).toBe('Saved, just for you')
    expect(farah.form()?.says).toContain('So the coming digest goes without it.')
    await farah.close()
    expect(await farah.home()).not.toMatch(/waits for your yes|You said yes/)

    await room.moveTo(posting)
    expect(posted(room)).not.toContain('As I')
    expect(posted(room)).toContain('A quiet month on the page.')
  })
})

describe('the partnership’s digest', () => {
  test('has no figure from four contributors, no unnamed words from two, and a way to words that it has no room for', async () => {
    const contributors = ['Tomasz', 'Farah', 'Doreen', 'Yusuf']
    const writers = ['Doreen', 'Yusuf', 'Gareth', 'Callum']
    const room = await roomOf(leaders, { takingPart: [...contributors, 'Gareth', 'Callum'] })
    await room.moveTo(firstQuestion)
    for (const name of contributors) {
      await reply(room.person(name), `Words of ${name}.`, name === 'Yusuf' ? theme : unnamed, about)
    }
    await room.moveTo(previews)
    const doreen = room.person('Doreen')
    await doreen.press('Look and decide')
    expect(doreen.form()?.says).toMatch(
      /What you tapped would be counted, if enough others tapped it too: Power[^.]*; Learning[^.]*\. Your name is not with it\./,
    )
    await doreen.close()
    for (const name of contributors) await approve(room.person(name))
    await room.moveTo('2026-02-10T10:00:00.000Z')
    expect(posted(room)).not.toContain('of us added something')
    expect(posted(room)).not.toContain('What it was about')
    expect(posted(room)).toContain('>Words of Farah.\nOne of us')

    for (const name of ['Tomasz', 'Farah']) await reply(room.person(name), `More of ${name}.`, unnamed)
    const long = (name: string) => `${name} began. ${'And so it went on. '.repeat(130)}${name} ended.`
    for (const name of writers) await reply(room.person(name), long(name), named)
    await room.moveTo('2026-02-27T10:00:00.000Z')
    for (const name of ['Tomasz', 'Farah', ...writers]) await approve(room.person(name))
    await room.moveTo('2026-03-04T12:00:00.000Z')
    const [january, february] = postsIn(room)
    expect(january?.says).not.toContain('More of')
    expect(february?.says).not.toContain('Words of')
    expect(february?.says).not.toContain('More of')

    // Whole or not at all; whoever is in the channel reads the rest, as far as its authors let them have it now.
    expect(january?.buttons).not.toContain('Read all the words')
    expect(february?.says).toContain('There were more words than one message can hold.')
    expect(february?.says.match(/ began\. /g)).toHaveLength(3)
    expect(february?.says.match(/ ended\./g)).toHaveLength(3)
    const priya = room.person('Priya')
    await priya.press('Read all the words', february)
    expect(priya.form()?.title).toBe('In our own words')
    for (const name of writers) expect(priya.form()?.says).toContain(`>${long(name)}`)
    expect(priya.form()?.says).not.toMatch(/More of|Words of/)
    await priya.close()
    const yusuf = room.person('Yusuf')
    await yusuf.home()
    await yusuf.pressAtHome('Stop taking part')
    // One fewer, and there is room for the others.
    expect(postsIn(room)[1]?.says).not.toContain('Yusuf')
    for (const name of ['Doreen', 'Gareth', 'Callum']) expect(postsIn(room)[1]?.says).toContain(long(name))
    expect(postsIn(room)[1]?.buttons).not.toContain('Read all the words')
  })
})
