// A leader's week: the question at their own 09:00, an answer in any of the ways there are, and nothing else.
import { describe, expect, test } from 'vitest'
import { idOf, makeProgramme, practiceRoom, roomOf } from './practice-room.ts'

const onlyYou = 'Only you can see it.'

describe('the question', () => {
  test('comes at each leader’s own 09:00, before and after their clocks change, and says what it belongs to', async () => {
    const room = await practiceRoom({ beginsAt: '2026-03-23T05:00:00.000Z' })
    const zones = {
      Tomasz: 'Europe/London',
      Farah: 'Asia/Kolkata',
      Doreen: 'America/St_Johns',
      Yusuf: 'Australia/Lord_Howe',
    }
    const names = Object.keys(zones)
    for (const [name, tz] of Object.entries(zones)) room.sandbox.changePerson(idOf(name), { tz })
    await makeProgramme(room, { People: names.map(idOf) })
    for (const name of names) await room.person(name).press('Yes, ask me')
    await room.moveTo('2026-04-08T00:00:00.000Z')

    const questions = (name: string) =>
      room
        .person(name)
        .letters()
        .filter(({ says }) => says.startsWith('This week · '))
    const times = (name: string) => questions(name).map(({ at }) => at)
    // London's clocks went forward on 29 March, St John's weeks before; Lord Howe's went back half an hour on 5 April.
    expect(times('Tomasz')).toEqual(['2026-03-24T09:00', '2026-03-31T08:00', '2026-04-07T08:00'])
    expect(times('Farah')).toEqual(['2026-03-24T03:30', '2026-03-31T03:30', '2026-04-07T03:30'])
    expect(times('Doreen')).toEqual(['2026-03-24T11:30', '2026-03-31T11:30', '2026-04-07T11:30'])
    expect(times('Yusuf')).toEqual(['2026-03-23T22:00', '2026-03-30T22:00', '2026-04-06T22:30'])
    for (const name of names) {
      expect(questions(name).map(({ says }) => says.split('\n')[0])).toEqual([
        'This week · Ways of feeling',
        'This week · Identify the challenge',
        'This week · Ways of perceiving',
      ])
    }
    // The notification says the question, for a screen reader too.
    const [first] = questions('Tomasz')
    expect(first?.text).toBe(`Balcony’s question: ${first?.says.split('\n')[1]}`)

    // The look back that ends a quarter asks whether their day, hour and clock are right, and opens the form to change them.
    const isRight = (zone: string) =>
      `Is this still right? You are asked on Tuesdays at 09:00. Your time zone: ${zone}.`
    for (const [name, zone] of Object.entries(zones)) {
      const [lookBack, ...others] = room
        .person(name)
        .letters()
        .filter(({ says }) => says.includes('Is this still right?'))
      expect(lookBack?.says).toContain(isRight(zone.replace('_', ' ')))
      expect(others).toEqual([])
    }
    const farah = room.person('Farah')
    await farah.press('Change it')
    expect(farah.form()?.says).toContain(`\nAs in Slack (${zones.Farah.replace('_', ' ')})\n`)
    expect(await farah.submit({ Hour: '14:30', 'Time zone': 'Europe/London' })).toEqual({ ok: true })
    // Slack's may be another than what they chose: none is named.
    await farah.press('Change it')
    expect(farah.form()?.says).toContain('\nAs in Slack\n')
    await farah.close()
    for (const name of ['Tomasz', 'Farah']) await room.person(name).say('I listened.')
    await room.moveTo('2026-04-15T00:00:00.000Z')
    expect(times('Farah').at(-1)).toBe('2026-04-14T13:30')
    expect(times('Tomasz').at(-1)).toBe('2026-04-14T08:00')
  })

  test('is asked on the next working day where a public holiday has taken its own', async () => {
    const room = await roomOf(['Tomasz'], {
      beginsAt: '2026-03-30T08:00:00.000Z',
      programme: { Weekday: 'Monday', Time: '10:15' },
    })
    await room.moveTo('2026-04-08T00:00:00.000Z')
    const questions = room
      .person('Tomasz')
      .letters()
      .filter(({ says }) => says.startsWith('This week'))
    // Monday 6 April 2026 is Easter Monday in England.
    expect(questions.map(({ at }) => at)).toEqual(['2026-03-30T09:15', '2026-04-07T09:15'])
  })

  test('gives way once to another of the same theme', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    const before = tomasz.lastLetter()
    await tomasz.press('Another question')
    const after = tomasz.lastLetter()
    expect(after.ts).toBe(before.ts)
    expect(after.says.split('\n')[0]).toBe('This week · Ways of feeling')
    expect(after.says.split('\n')[1]).not.toBe(before.says.split('\n')[1])
    expect(after.buttons).toEqual(['Write a reply', 'The first question again', 'Not this week'])
    // The old button, on a screen that has not caught up, changes nothing.
    await expect(tomasz.press('Another question', before)).rejects.toThrow('no longer there to press')
    await tomasz.press('Write a reply')
    expect(tomasz.form()?.says).toContain(after.says.split('\n')[1])
  })

  test('is left alone by “Not this week”: no reminder, and the next one comes', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    await tomasz.press('Not this week')
    expect(tomasz.lastLetter().says).toContain('Left out this time. The next question comes as usual.')
    expect(tomasz.lastLetter().buttons).toEqual(['Ask it after all'])
    await room.moveTo('2026-01-13T10:00:00.000Z')
    expect(tomasz.letters().map(({ at }) => at)).toEqual([
      '2026-01-05T08:00',
      '2026-01-06T09:00',
      '2026-01-13T09:00',
    ])
  })
})

test('a button that has had its day says so, and does nothing', async () => {
  const room = await roomOf(['Tomasz'])
  await room.moveTo('2026-01-12T08:30:00.000Z')
  const tomasz = room.person('Tomasz')
  // Slack fails just when the question closes: it goes on looking open.
  room.sandbox.failNext('chat.update', { status: 500 })
  await room.moveTo('2026-01-12T09:02:00.000Z')
  await tomasz.press('Not this week')
  expect(tomasz.form()?.says).toContain('That button belongs to something that has moved on.')
  await tomasz.close()
  // By now the question shows how it stands.
  const [, question] = tomasz.letters()
  expect(question?.buttons).toEqual(['Write a reply'])
  await tomasz.press('Write a reply', question)
  await tomasz.submit({ 'Your answer': 'Late, and welcome.' })
  expect(await tomasz.home()).toContain('(1 reply in all)')
})

test('what Slack would not write anew is written some minutes later, as it stands by then', async () => {
  const room = await roomOf(['Tomasz'])
  const tomasz = room.person('Tomasz')
  await room.moveTo('2026-01-06T10:00:00.000Z')
  await tomasz.say('The porters knew.')
  room.sandbox.failNext('chat.update', { status: 500 })
  await tomasz.press('Done')
  expect(tomasz.lastLetter().buttons).toContain('Done')
  expect(room.log.filter((line) => line.includes('could not write a message anew yet'))).toHaveLength(1)
  await room.moveTo('2026-01-06T10:06:00.000Z')
  expect(tomasz.lastLetter().buttons).not.toContain('Done')
  expect(tomasz.lastLetter().buttons).toContain('Not a reply')

  // The question too, which is open again.
  room.sandbox.failNext('chat.update', { status: 500 })
  await tomasz.press('Not a reply')
  await room.moveTo('2026-01-06T10:12:00.000Z')
  const [, question, receipt] = tomasz.letters()
  expect(question?.buttons).toContain('Not this week')
  expect(receipt?.buttons).toEqual(['It was a reply'])
})

describe('a reminder', () => {
  test('comes once, after 48 hours on a working day, and the question closes after six days', async () => {
    const room = await roomOf(['Tomasz', 'Farah'], { programme: { Weekday: 'Thursday' } })
    const tomasz = room.person('Tomasz')
    await room.moveTo('2026-01-13T12:00:00.000Z')
    const [, question, reminder, ...others] = tomasz.letters()
    expect(question?.at).toBe('2026-01-08T09:00')
    // Two days on is a Saturday, so Monday.
    expect(reminder?.at).toBe('2026-01-12T09:00')
    // A locked screen shows the question once more, and not that it waits.
    expect(reminder?.text).toBe(question?.text)
    expect(reminder?.text).toMatch(/^Balcony’s question: [^\n]+\?$/)
    expect(reminder?.says).toContain('This is the only reminder.')
    expect(reminder?.says).toContain('Open until 2026-01-14T09:00:00.000Z')
    expect(others).toEqual([])

    await room.moveTo('2026-01-14T09:00:00.000Z')
    expect(tomasz.letters()[1]?.says).toContain('This one has closed. You can still answer it if you like.')
    expect(tomasz.letters()).toHaveLength(3)

    await tomasz.press('Write a reply')
    expect(await tomasz.submit({ 'Your answer': 'Better late.' })).toEqual({ ok: true })
    expect(tomasz.letters()[1]?.says).toContain(
      `Saved as your reply. ${onlyYou} It came after the question closed, and it counts all the same.`,
    )
  })

  test('does not come to whoever has answered', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    await tomasz.say('I was glad to hear the night team laugh.')
    await room.moveTo('2026-01-12T12:00:00.000Z')
    expect(tomasz.letters().some(({ says }) => says.includes('reminder'))).toBe(false)
  })
})

describe('a reply', () => {
  test('is written in the form with what, so what and now what, and read and changed there later', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    const question = tomasz.lastLetter().says.split('\n')[1] ?? ''
    await tomasz.press('Write a reply')
    expect(tomasz.form()?.title).toBe('Your reply')
    expect(tomasz.form()?.says).toContain(question)
    expect(tomasz.form()?.says).not.toContain('Share with')
    expect(
      await tomasz.submit({
        'Your answer': 'The ward round <at 7> & *after* it.\nTwice.',
        'So what?': 'I like being useful.',
        'Now what?': 'When Monday comes, I will go again, by noon.',
      }),
    ).toEqual({ ok: true })

    expect(tomasz.letters()).toHaveLength(2)
    expect(tomasz.lastLetter().says).toContain(`Saved as your reply. ${onlyYou}`)
    expect(tomasz.lastLetter().buttons).toEqual(['Read or change it'])

    await tomasz.press('Read or change it')
    for (const kept of [
      'The ward round <at 7> & *after* it.\nTwice.',
      'I like being useful.',
      'When Monday comes, I will go again, by noon.',
    ]) {
      expect(tomasz.form()?.says).toContain(kept.replaceAll('*', ''))
    }
    const empty = await tomasz.submit({ 'What you wrote': '   ' })
    expect(empty).toMatchObject({ ok: false })
    expect(await tomasz.submit({ 'What you wrote': 'The ward round.', 'So what?': '' })).toEqual({ ok: true })
    await tomasz.press('Read or change it')
    expect(tomasz.form()?.says).not.toContain('<at 7>')
    expect(tomasz.form()?.says).not.toContain('I like being useful.')
    expect(tomasz.form()?.says).toContain('When Monday comes')
  })

  test('is typed in the conversation, and a second answer becomes a second part', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    const question = tomasz.lastLetter()
    const tea = await tomasz.say('Tea with the porters.')
    expect(tomasz.letters()[1]?.ts).toBe(question.ts)
    expect(tomasz.letters()[1]?.says).toContain(`Saved as your reply. ${onlyYou}`)
    // The receipt has a small question, so it stands in a thread in which that can be answered.
    expect(tomasz.lastLetter()).toMatchObject({
      text: 'Balcony has saved your reply, and has one small question.',
      buttons: ['Done', 'Open it', 'Not a reply'],
      thread: tea.ts,
    })
    expect(tomasz.lastLetter().says).toContain(`Saved as your reply. ${onlyYou}`)

    await tomasz.say('And a call from a carer’s son.')
    expect(tomasz.lastLetter()).toMatchObject({
      text: 'Balcony has saved your reply.',
      buttons: ['Open it', 'Not a reply'],
    })
    expect(tomasz.lastLetter().says).toContain(`Added to your reply. ${onlyYou}`)
    expect(tomasz.lastLetter().thread).toBeUndefined()
    await tomasz.press('Open it')
    const { says = '' } = tomasz.form() ?? {}
    expect(says).toContain('What you wrote\nTea with the porters.')
    expect(says).toContain('What you added (2)\nAnd a call from a carer’s son.')
    await tomasz.submit({ 'Anything to add?': 'A third thing.' })
    await tomasz.press('Read or change it')
    expect(tomasz.form()?.says).toContain('What you added (3)\nA third thing.')
    expect(await tomasz.home()).toContain('(1 reply in all)')
  })

  test('typed in a question’s own thread answers that question, and the receipt is in the thread', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-13T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    const [older, newer] = tomasz.letters().filter(({ says }) => says.startsWith('This week'))
    await tomasz.say('About last week, late.', older)
    expect(tomasz.lastLetter()).toMatchObject({ thread: older?.ts })
    expect(tomasz.lastLetter().says).toContain('It came after the question closed')
    expect(tomasz.letters().find(({ ts }) => ts === older?.ts)?.says).toContain('Saved as your reply.')
    expect(tomasz.letters().find(({ ts }) => ts === newer?.ts)?.buttons).toContain('Not this week')

    await tomasz.say('About this one.', newer)
    expect(tomasz.lastLetter()).toMatchObject({ thread: newer?.ts })
    expect(tomasz.letters().find(({ ts }) => ts === newer?.ts)?.buttons).toEqual(['Read or change it'])
  })

  test('changes when its message is edited in Slack', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    const said = await tomasz.say('Tea with teh porters.')
    await tomasz.edit(said, 'Tea with the porters & <nurses>.')
    const letters = tomasz.letters().length
    await tomasz.press('Open it')
    expect(tomasz.form()?.says).toContain('What you wrote\nTea with the porters & <nurses>.')
    expect(tomasz.letters()).toHaveLength(letters)
  })

  test('goes when its message is deleted, and the question is open again', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    const said = await tomasz.say('I should not have said that.')
    await tomasz.remove(said)
    expect(tomasz.letters()[1]?.buttons).toEqual(['Write a reply', 'Another question', 'Not this week'])
    expect(await tomasz.home()).toContain('Nothing yet. Your replies will gather here')

    // Its receipt goes with it.
    expect(tomasz.letters().flatMap(({ buttons }) => buttons)).not.toContain('Open it')
  })

  test('redraws the question that it answers, and none of those before it', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-20T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    const calls = async (act: () => Promise<unknown>) => {
      const before = room.sandbox.calls().length
      await act()
      return room.sandbox
        .calls()
        .slice(before)
        .map(({ method }) => method)
    }
    expect(await calls(() => tomasz.say('An answer.'))).toEqual([
      'chat.postMessage',
      'chat.update',
      'users.info',
      'views.publish',
    ])
    expect(await calls(() => tomasz.say('And more.'))).toEqual([
      'chat.postMessage',
      'users.info',
      'views.publish',
    ])
    await room.moveTo('2026-01-27T10:00:00.000Z')
    expect(await calls(() => tomasz.press('Not this week'))).toEqual([
      'chat.update',
      'users.info',
      'views.publish',
    ])
  })

  test('given before the question came is a reflection of its own', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await tomasz.say('A thought on the bus.')
    expect(tomasz.lastLetter().says).toContain(`Saved as a reflection of its own. ${onlyYou}`)
    await room.moveTo('2026-01-06T10:00:00.000Z')
    expect(tomasz.lastLetter().buttons).toContain('Write a reply')
  })

  test('can be opened from an old reminder after it was given', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo('2026-01-15T10:00:00.000Z')
    const tomasz = room.person('Tomasz')
    // The week before had its two messages: the invitation and the question.
    expect(tomasz.letters().filter(({ says }) => says.includes('only reminder'))).toHaveLength(1)
    const reminder = tomasz.lastLetter()
    expect(reminder.says).toContain('This is the only reminder.')
    await tomasz.say('Here it is.')
    await tomasz.press('Write a reply', reminder)
    expect(tomasz.form()?.says).toContain('What you wrote\nHere it is.')
  })
})
