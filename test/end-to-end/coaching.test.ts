// What makes it coaching: from what to so what to now what, a plan that is asked about, a challenge that stays with
// its leader, their own words put before them again, and being left alone.
import { describe, expect, test } from 'vitest'
import { pressIn } from '../../src/sandbox/hands.ts'
import { leaders, type Person, type Room, roomOf } from './practice-room.ts'

/** The Tuesday of a week of the programme, from 1, an hour after the question. */
const tuesdayOf = (week: number): string => {
  const instant = Date.parse('2026-01-06T10:00:00.000Z') + (week - 1) * 7 * 86_400_000
  // The clocks go forward on 29 March 2026.
  return new Date(instant).toISOString()
}
const toWeek = (room: Room, week: number) => room.moveTo(tuesdayOf(week))
const questions = (person: Person) =>
  person.letters().filter(({ says }) => /^(You (had|made) a plan|Your plan|This week|>)/.test(says))
const lastQuestion = (person: Person) => questions(person).at(-1)?.says ?? ''
const since = (person: Person, instant: string) =>
  person.letters().filter(({ at }) => at >= instant.slice(0, 16))

/** All that Balcony ever posted or changed in conversations, with what notifications say. */
const everPosted = (room: Room): string =>
  JSON.stringify(
    room.sandbox
      .calls()
      .filter(({ method }) => method.startsWith('chat.'))
      .map((it) => it.arguments),
  )

describe('typing an answer', () => {
  test('is followed by so what and now what, in its thread, and by nothing more', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await toWeek(room, 1)
    const said = await tomasz.say('Tea with the porters.')
    const soWhat = tomasz.lastLetter()
    expect(soWhat).toMatchObject({ thread: said.ts, buttons: ['Done', 'Open it', 'Not a reply'] })
    expect(soWhat.text).toBe('Balcony has saved your reply, and has one small question.')
    expect(soWhat.says).toMatch(
      /^Saved as your reply\. Only you can see it\.\nSo what\? .+\? Answer in this thread, if you like\./,
    )

    await tomasz.say('It is where I hear the truth.', said)
    const nowWhat = tomasz.lastLetter()
    expect(nowWhat).toMatchObject({ thread: said.ts, buttons: ['Done', 'Open it', 'Not a reply'] })
    expect(nowWhat.says).toContain('Kept with your reply. Only you can see it.')
    expect(nowWhat.says).toContain('Now what? A small plan, if you have one: When …, I will …, by …')

    await tomasz.say('When Monday comes, I will go again.', said)
    expect(tomasz.lastLetter()).toMatchObject({ thread: said.ts, buttons: ['Open it', 'Not a reply'] })
    expect(tomasz.lastLetter().says).toContain('Kept as your plan. Balcony will ask how it went.')

    await tomasz.say('And bring biscuits.', said)
    expect(tomasz.lastLetter().says).toContain('Added to your reply.')
    expect(tomasz.lastLetter().buttons).toEqual(['Open it', 'Not a reply'])

    await tomasz.press('Read or change it')
    const { says = '' } = tomasz.form() ?? {}
    for (const kept of [
      'What you wrote\nTea with the porters.',
      'What you added (2)\nAnd bring biscuits.',
      'It is where I hear the truth.',
      'When Monday comes, I will go again.',
    ]) {
      expect(says).toContain(kept)
    }
    expect(await tomasz.home()).toContain('(1 reply in all)')
    for (const word of ['porters', 'truth', 'Monday comes', 'biscuits']) {
      expect(everPosted(room)).not.toContain(word)
    }
  })

  test('and Done is enough: the receipt stays, and what is typed then is more of the answer', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await toWeek(room, 1)
    const said = await tomasz.say('Tea with the porters.')
    const { ts } = tomasz.lastLetter()
    await tomasz.press('Done')
    expect(tomasz.lastLetter()).toMatchObject({ ts, buttons: ['Open it', 'Not a reply'] })
    expect(tomasz.lastLetter().says).not.toContain('So what?')
    await tomasz.say('And biscuits.', said)
    expect(tomasz.lastLetter().says).toContain('Added to your reply.')
    expect(tomasz.lastLetter().says).not.toMatch(/So what|Now what/)
  })

  test('an edit and a deletion in the thread are followed, to the plan itself', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await toWeek(room, 1)
    const said = await tomasz.say('Tea with the porters.')
    const soWhat = await tomasz.say('It is where I hear teh truth.', said)
    const plan = await tomasz.say('When Monday comes, I will go again.', said)
    await tomasz.edit(soWhat, 'It is where I hear the truth.')
    await tomasz.remove(plan)
    await tomasz.press('Read or change it')
    expect(tomasz.form()?.says).toContain('It is where I hear the truth.')
    expect(tomasz.form()?.says).not.toContain('When Monday comes')
    await toWeek(room, 4)
    expect(everPosted(room)).not.toContain('How did it go?')
  })
})

describe('a plan', () => {
  const words = 'When the round is over, I will thank the porters.'
  /** Each named leader makes a plan in the form, to be asked about after Friday. */
  const planned = async (names: readonly string[]): Promise<Room> => {
    const room = await roomOf(names)
    await toWeek(room, 1)
    for (const name of names) {
      await room.person(name).press('Write a reply')
      const filled = {
        'Your answer': 'Nobody thanks the porters.',
        'Now what?': words,
        'Ask me about the plan after': '2026-01-09',
      }
      expect(await room.person(name).submit(filled)).toEqual({ ok: true })
    }
    return room
  }

  test('opens the next question after its date, without a word of it, and is answered in one of five ways', async () => {
    const ways = {
      Tomasz: ['Done', 'Your plan: done.'],
      Farah: ['Partly', 'Your plan: partly done.'],
      Doreen: ['Not yet', 'Your plan: not yet. Balcony asks once more, and then lets it be.'],
      Yusuf: ['Changed my mind', 'Your plan: you changed your mind.'],
      Gareth: ['Drop it', 'Your plan: dropped.'],
    } as const
    const room = await planned(Object.keys(ways))
    await toWeek(room, 2)
    for (const [name, [way, says]] of Object.entries(ways)) {
      const person = room.person(name)
      expect(lastQuestion(person)).toContain('You made a plan for about now. How did it go?')
      expect(lastQuestion(person)).toContain('This week · Identify the challenge')
      expect(person.lastLetter().buttons).toContain('Read my plan')
      await person.choose(way)
      expect(lastQuestion(person).startsWith(says)).toBe(true)
      await person.press('Not this week')
    }
    expect(everPosted(room)).not.toContain('thank the porters')

    await toWeek(room, 3)
    for (const name of Object.keys(ways)) {
      expect([name, lastQuestion(room.person(name)).includes('How did it go?')]).toEqual([
        name,
        name === 'Doreen',
      ])
    }
    const doreen = room.person('Doreen')
    await doreen.choose('Not yet')
    expect(lastQuestion(doreen)).toContain('Your plan is put down. Plans may end like that.')
    await toWeek(room, 4)
    expect(lastQuestion(doreen)).not.toContain('plan')
  })

  test('that nobody answers for counts as not yet, and is put down after the second time', async () => {
    const room = await planned(['Tomasz'])
    const tomasz = room.person('Tomasz')
    for (const week of [2, 3, 4]) {
      await toWeek(room, week)
      await tomasz.press('Not this week')
    }
    expect(questions(tomasz).map(({ says }) => says.split('\n')[0])).toEqual([
      'This week · Ways of feeling',
      'Your plan is put down. Plans may end like that.',
      'Your plan is put down. Plans may end like that.',
      'This week · Get on the balcony',
    ])
  })

  test('is read and answered in its own window, with what helped', async () => {
    const room = await planned(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await toWeek(room, 2)
    await tomasz.press('Read my plan')
    expect(tomasz.form()).toMatchObject({ title: 'Your plan' })
    expect(tomasz.form()?.says).toContain(`>${words}`)
    expect(tomasz.form()?.says).toContain('Made: 2026-01-06T10:00')
    await tomasz.submit({ 'How did it go?': 'Not yet', 'What helped': 'Mrs Patel. I can’t cope any more.' })
    expect(tomasz.form()?.says).toMatch(/Samaritans[\s\S]*There may be someone’s name in these words\./)
    expect(lastQuestion(tomasz)).toContain('How did it go?')
    await tomasz.submit({ 'What helped': 'I can’t cope any more.' })
    expect(tomasz.form()).toMatchObject({ title: 'Saved, just for you' })
    expect(tomasz.form()?.says).toContain('Samaritans')
    await tomasz.close()
    expect(lastQuestion(tomasz)).toContain('Your plan: not yet.')
    await tomasz.press('Read my plan')
    const filled = { 'How did it go?': 'Not yet', 'What helped': 'The round never ended.' }
    expect(await tomasz.submit(filled)).toEqual({ ok: true })

    await tomasz.press('Read my plan')
    expect(tomasz.form()?.says).toContain('The round never ended.')
    expect(await tomasz.submit({ 'How did it go?': 'Done', 'What helped': '' })).toEqual({ ok: true })
    expect(lastQuestion(tomasz)).toContain('Your plan: done.')
    await tomasz.press('What helped?')
    expect(tomasz.form()?.says).not.toContain('The round never ended.')
    expect(everPosted(room)).not.toMatch(/thank the porters|never ended/)
  })

  test('is shown in the message to whoever chose so in their Home, and only from then to when they choose otherwise', async () => {
    const room = await planned(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await toWeek(room, 2)
    expect(lastQuestion(tomasz)).not.toContain(words)
    expect(await tomasz.home()).toContain('Your own words stand only in forms that you open.')
    await tomasz.pressAtHome('Show my words in messages')
    expect(lastQuestion(tomasz)).toMatch(
      new RegExp(`You had a plan\\. How did it go\\?\\n[\\s\\S]*>${words}`),
    )
    expect(tomasz.lastLetter().text).not.toContain(words)
    await tomasz.home()
    await tomasz.pressAtHome('Keep my words out of messages')
    expect(lastQuestion(tomasz)).not.toContain(words)
  })

  test('gets another date in the form of its reply', async () => {
    const room = await planned(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await tomasz.press('Read or change it')
    expect(await tomasz.submit({ 'Ask me about the plan after': '2026-01-16' })).toEqual({ ok: true })
    await toWeek(room, 2)
    expect(lastQuestion(tomasz)).not.toContain('plan')
    await toWeek(room, 3)
    expect(lastQuestion(tomasz)).toContain('You made a plan for about now.')
  })
})

describe('the live challenge', () => {
  /** In week two everyone named has called theirs by its name; then they skip on to a week. */
  const named = async (names: readonly string[], until: number): Promise<Room> => {
    const room = await roomOf(names)
    for (let week = 1; week < until; week += 1) {
      await toWeek(room, week)
      for (const name of names) {
        if (week !== 2) {
          await room.person(name).press('Not this week')
          continue
        }
        await room.person(name).press('Write a reply')
        const filled = {
          'Your answer': 'Nobody owns the night rota.',
          'Give your challenge a name': 'Night rota',
          'Is it technical': 'adaptive',
        }
        expect(await room.person(name).submit(filled)).toEqual({ ok: true })
      }
    }
    await toWeek(room, until)
    return room
  }

  test('is named and placed in the form, and stands in Home', async () => {
    const room = await named(['Tomasz'], 3)
    const tomasz = room.person('Tomasz')
    expect(await tomasz.home()).toContain('You are working on a challenge (adaptive)')
    expect(lastQuestion(tomasz)).not.toContain('challenge')
    await tomasz.press('Write a reply')
    expect(tomasz.form()?.says).not.toContain('Night rota')
  })

  test('is met by a later move under its own name, in the window and not in the message', async () => {
    const room = await named(['Tomasz'], 4)
    const tomasz = room.person('Tomasz')
    expect(lastQuestion(tomasz)).toContain('This week · Get on the balcony')
    expect(lastQuestion(tomasz)).toContain('You could think of it with your live challenge in mind.')
    await tomasz.press('Write a reply')
    expect(tomasz.form()?.says).toContain('Your challenge: Night rota')
    await tomasz.submit({ 'Your answer': 'I see us all waiting.' })
    expect(everPosted(room)).not.toContain('Night rota')

    await tomasz.home()
    await tomasz.pressAtHome('Show my words in messages')
    expect(lastQuestion(tomasz)).toContain('You could think of it with Night rota in mind.')
  })

  test('in week eight their own words come back, and each answer is heard', async () => {
    const names = ['Tomasz', 'Farah', 'Doreen', 'Yusuf']
    const room = await named(names, 8)
    const [tomasz, farah, doreen, yusuf] = names.map((name) => room.person(name)) as [
      Person,
      Person,
      Person,
      Person,
    ]
    for (const person of [tomasz, farah, doreen, yusuf]) {
      expect(lastQuestion(person)).toContain('This week · Looking back')
      expect(lastQuestion(person)).toContain('Your words from then are behind the first button')
      expect(person.lastLetter().buttons).toEqual([
        'Read my words',
        'The same',
        'Not today',
        'Not these words again',
      ])
    }
    expect(everPosted(room)).not.toContain('night rota')

    await tomasz.press('Read my words')
    const { says = '' } = tomasz.form() ?? {}
    expect(says).toMatch(/What you wrote · 2026-01-13T10:00[^\n]*\n>Nobody owns the night rota\./)
    expect(says).toContain('What do you see now?')
    expect(says).toContain('Looking at “Night rota” today, is it technical, adaptive, or both?')
    const seen = {
      'What do you see now?': 'I own a part of it.',
      'Looking at': 'some of both',
      'And from here?': 'Park',
    }
    expect(await tomasz.submit(seen)).toEqual({ ok: true })
    expect(lastQuestion(tomasz)).toContain('Saved as your reply.')
    expect(await tomasz.home()).not.toContain('a challenge')

    await farah.press('The same')
    expect(lastQuestion(farah)).toContain('You see it the same. That is worth knowing too.')
    expect(farah.lastLetter().buttons).toEqual(['Write a reply'])
    expect(await farah.home()).toContain('You are working on a challenge (adaptive)')

    await doreen.press('Not today')
    expect(lastQuestion(doreen)).toContain('Left out this time.')
    expect(doreen.lastLetter().buttons).toEqual(['Ask it after all'])

    await yusuf.home()
    await yusuf.pressAtHome('Show my words in messages')
    expect(lastQuestion(yusuf)).toContain('>Nobody owns the night rota.')
    expect(yusuf.lastLetter().buttons[0]).toBe('I see it differently')
    await yusuf.press('Not these words again')
    expect(lastQuestion(yusuf)).not.toContain('night rota')
    expect(yusuf.lastLetter().buttons).toEqual(['Ask it after all'])

    // Each of these can be taken back; words that were deleted meanwhile are not there to look back on.
    await yusuf.press('Ask it after all')
    expect(lastQuestion(yusuf)).toContain('>Nobody owns the night rota.')
    await yusuf.press('Not these words again')
    const answered = doreen.letters().find(({ at }) => at === '2026-01-13T09:00')
    await doreen.press('Read or change it', answered)
    const doreens = room.sandbox.person(doreen.id)
    await pressIn(doreens, doreens.seat().modals.at(-1) ?? expect.fail('no window'), 'Delete this reply')
    await room.practice.settled()
    await doreen.press('Ask it after all')
    expect(lastQuestion(doreen)).toContain('The words that this looks back on are no longer shown.')
    expect(doreen.lastLetter().buttons).toEqual(['Write a reply', 'Not this week'])
    await doreen.press('Not this week')

    // Nobody is reminded of a look back that they have answered in any way.
    await room.moveTo('2026-03-02T08:00:00.000Z')
    for (const person of [tomasz, farah, doreen, yusuf]) {
      expect(since(person, '2026-02-25').map((it) => it.says.split('\n')[0])).toEqual(['Your February 2026'])
    }
  })

  test('in week eight, who has no words to look back on is asked to name one', async () => {
    const room = await roomOf(['Tomasz'], { beginsAt: '2026-01-05T08:00:00.000Z' })
    const tomasz = room.person('Tomasz')
    for (let week = 1; week < 8; week += 1) {
      await toWeek(room, week)
      await tomasz.press('Not this week')
    }
    await toWeek(room, 8)
    expect(lastQuestion(tomasz)).toContain('This week · Identify the challenge')
    await tomasz.press('Write a reply')
    expect(tomasz.form()?.says).toContain('Give your challenge a name')
  })
})

describe('after three questions without a word', () => {
  const offered = '2026-01-27T10:00:00.000Z'
  /** At the hour of the fourth question, with the offer in its place. */
  const quiet = async (names: readonly string[]): Promise<Room> => {
    const room = await roomOf(names)
    await room.moveTo(offered)
    return room
  }
  const offer = (person: Person) => person.letters().find(({ text }) => text.includes('what would suit you'))
  const asked = (person: Person) =>
    questions(person)
      .map(({ at }) => at)
      .filter((at) => at > offered.slice(0, 16))

  test('one offer comes in place of the fourth, each button does what it says, and says so', async () => {
    const [weekly = '', fortnightly = '', pausing = '', moving = '', leaving = ''] = leaders
    const room = await quiet([weekly, fortnightly, pausing, moving, leaving])
    const at = (name: string) => room.person(name)
    expect(since(at(weekly), '2026-01-27').map(({ says }) => says.split('\n')[0])).toEqual([
      'Three questions have gone by. That happens, and nothing is wrong. What would suit you now?',
    ])
    expect(offer(at(weekly))).toMatchObject({
      at: '2026-01-27T09:00',
      buttons: [
        'Carry on weekly',
        'Every other week',
        'Pause for four weeks',
        'Another day or hour',
        'Leave',
      ],
    })

    await at(weekly).press('Carry on weekly')
    await at(fortnightly).press('Every other week')
    await at(pausing).press('Pause for four weeks')
    await at(moving).press('Another day or hour')
    expect(await at(moving).submit({ Day: 'Thursday', Hour: '14:30' })).toEqual({ ok: true })
    await at(leaving).press('Leave')

    for (const name of [weekly, fortnightly, moving]) {
      expect(offer(at(name))).toMatchObject({ says: 'Good. Balcony asks you again.', buttons: [] })
    }
    expect(offer(at(pausing))?.says).toContain('Balcony is quiet until your pause ends')
    expect(offer(at(leaving))?.says).toContain('You have left. Thank you for the time you gave it.')
    expect(await at(weekly).home()).toContain('You are asked on Tuesdays at 09:00.')
    expect(await at(fortnightly).home()).toContain('You are asked on Tuesdays at 09:00, every other week.')
    expect(await at(pausing).home()).toContain('You pause until 24 February 2026.')
    expect(await at(moving).home()).toContain('You are asked on Thursdays at 14:30.')
    expect(await at(leaving).home()).toContain('You have left Balcony. What you wrote is still yours, below.')

    for (const week of [5, 6, 7]) {
      await toWeek(room, week)
      for (const name of [weekly, fortnightly, moving]) {
        const open = at(name)
          .letters()
          .findLast(({ buttons }) => buttons.includes('Not this week'))
        if (open) await at(name).press('Not this week', open)
      }
    }
    await room.moveTo('2026-02-24T10:00:00.000Z')
    expect(asked(at(weekly))).toEqual([
      '2026-02-03T09:00',
      '2026-02-10T09:00',
      '2026-02-17T09:00',
      '2026-02-24T09:00',
    ])
    expect(asked(at(fortnightly))).toEqual(['2026-02-03T09:00', '2026-02-17T09:00'])
    expect(asked(at(pausing))).toEqual(['2026-02-24T09:00'])
    expect(asked(at(moving))).toEqual([
      '2026-01-29T14:30',
      '2026-02-05T14:30',
      '2026-02-12T14:30',
      '2026-02-19T14:30',
    ])
    expect(since(at(leaving), offered)).toEqual([])
    // Silent while they paused: no look back on January either.
    expect(since(at(pausing), offered).map((it) => it.at)).toEqual(['2026-02-24T09:00'])
  })

  test('Balcony is silent until one warm offer at the next cycle, from which they can start again', async () => {
    const room = await quiet(['Tomasz', 'Farah'])
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    expect(await tomasz.home()).toContain('Balcony is quiet, as nothing came back for a while.')
    await room.moveTo('2026-04-07T07:59:00.000Z')
    expect(since(tomasz, offered)).toEqual([])
    await room.moveTo('2026-04-07T09:00:00.000Z')
    expect(since(tomasz, offered)).toMatchObject([{ at: '2026-04-07T08:00' }])
    expect(tomasz.lastLetter().says).toContain('A new round of questions begins this week.')
    await tomasz.press('Start again')
    expect(tomasz.lastLetter().says).toBe('Good. Balcony asks you again.')
    await room.moveTo('2026-04-14T09:00:00.000Z')
    expect(asked(tomasz)).toEqual(['2026-04-14T08:00'])

    await room.moveTo('2026-07-20T09:00:00.000Z')
    expect(since(farah, offered)).toMatchObject([{ at: '2026-04-07T08:00' }])
  })

  test('an answer is enough to be asked again: late, typed or in the form, or a thought of one’s own', async () => {
    const room = await quiet(['Tomasz', 'Farah', 'Doreen'])
    const [tomasz, farah, doreen] = [room.person('Tomasz'), room.person('Farah'), room.person('Doreen')]
    await tomasz.say('I was on leave.', questions(tomasz).at(-1))
    await farah.press('Write a reply', questions(farah).at(-1))
    await farah.submit({ 'Your answer': 'I was on nights.' })
    await doreen.say('A thought of my own.')
    await room.moveTo('2026-02-03T10:00:00.000Z')
    for (const person of [tomasz, farah, doreen]) expect(asked(person)).toEqual(['2026-02-03T09:00'])
  })

  test('who pauses or left starts again from Home, as often as before, and by nothing else that was open', async () => {
    const room = await quiet(['Tomasz', 'Farah'])
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    await farah.home()
    await farah.pressAtHome('All settings')
    await farah.submit({ 'How often': 'Every other week' })
    for (const person of [tomasz, farah]) await person.press('Another day or hour')
    await farah.press('Pause for four weeks')
    expect(await farah.submit({ Hour: '09:00' })).toEqual({ ok: true })
    expect(await farah.home()).toContain('You pause until 24 February 2026.')

    await tomasz.home()
    await tomasz.pressAtHome('Leave')
    const errors = { time: expect.stringContaining('You have left Balcony, so nothing is asked of you.') }
    expect(await tomasz.submit({ Hour: '09:00' })).toEqual({ ok: false, errors })
    await tomasz.close()
    await tomasz.press('Take part')
    expect(tomasz.form()?.says).toContain('just now you are not one of them')
    await tomasz.close()
    expect(await tomasz.home()).toContain('You have left Balcony.')

    await room.moveTo('2026-02-03T08:00:00.000Z')
    for (const person of [tomasz, farah]) {
      await person.home()
      await person.pressAtHome('Start again')
    }
    await room.moveTo('2026-02-10T10:00:00.000Z')
    expect(asked(tomasz)).toEqual(['2026-02-03T09:00', '2026-02-10T09:00'])
    expect(asked(farah)).toEqual(['2026-02-03T09:00'])

    await tomasz.press('Take part')
    await tomasz.home()
    await tomasz.pressAtHome('Leave')
    await tomasz.submit()
    expect(tomasz.form()).toEqual({
      title: 'Sorry',
      says: expect.stringContaining('you are not one of them'),
    })
  })
})
