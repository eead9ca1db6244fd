// Programmes as an admin makes, changes, ends and tries them in Home, and what their people then get.
import { expect, test } from 'vitest'
import { UserId } from '../../src/domain/model.ts'
import { settingsOf } from '../../src/domain/programme-change.ts'
import { makeProgramme as makeAnother } from '../../src/flows/configure-programme.ts'
import { chooseOn, pickOn, typeIn } from '../../src/sandbox/hands.ts'
import { bot } from '../../src/sandbox/seed.ts'
import { idOf, makeProgramme, type Person, practiceRoom, type Room, roomOf } from './practice-room.ts'

const top = (room: Room, person: Person) => {
  const seat = room.sandbox.person(person.id)
  const view = seat.seat().modals.at(-1)
  if (!view) throw new Error('No window is open.')
  return { seat, view }
}
const pickInForm = async (room: Room, person: Person, label: string, picked: string) => {
  const { seat, view } = top(room, person)
  expect(await pickOn(seat, { view }, label, picked)).toBe(true)
  await room.practice.settled()
  return person.form()?.says ?? ''
}
/** Chooses something in the window on top that is drawn anew for it. */
const chooseInForm = async (room: Room, person: Person, words: string) => {
  const { seat, view } = top(room, person)
  expect(await chooseOn(seat, { view }, words)).toBe(true)
  await room.practice.settled()
}
const promptsOf = (person: Person) =>
  person
    .letters()
    .filter(({ buttons, says }) => buttons.includes('Write a reply') && !says.includes('the only reminder'))
    .map(({ at }) => at)

test('an edit says what it changes and for how many before it is saved, and people are asked by it from then on', async () => {
  const room = await roomOf(['Tomasz'])
  const [priya, tomasz] = [room.person('Priya'), room.person('Tomasz')]
  await priya.home()
  await priya.pressAtHome('Edit')
  expect((await priya.submit()).ok).toBe(false)
  expect(await priya.submit({ Weekday: 'Thursday', Time: '11:30' })).toEqual({ ok: true })
  expect(priya.form()?.title).toBe('What changes')
  const says = priya.form()?.says ?? ''
  expect(says).toContain('Schedule: Every Tuesday at 09:00 → Every Thursday at 11:30')
  expect(says).toContain('This changes what 1 person invited to it are asked, or when.')
  expect(says).toContain('Thursday 8 January')
  expect(await priya.home()).toContain('Every Tuesday at 09:00')
  expect(await priya.submit()).toEqual({ ok: true })
  expect(priya.form()).toBeUndefined()
  expect(await priya.home()).toContain('Every Thursday at 11:30')
  await room.moveTo('2026-01-16T12:00:00.000Z')
  expect(promptsOf(tomasz)).toEqual(['2026-01-08T11:30', '2026-01-15T11:30'])

  await tomasz.press('Write a reply')
  expect(await tomasz.submit({ 'Your answer': 'A good talk.' })).toEqual({ ok: true })

  // All that is left of the form, at once.
  await priya.pressAtHome('Edit')
  for (const words of ['Every other week', 'One time zone for everyone', 'Each leader’s own balance']) {
    await chooseInForm(room, priya, words)
  }
  await chooseInForm(room, priya, 'Citizens, patients or carers take part')
  await priya.pressInForm('Add a pause')
  const all = await priya.submit({
    'Last day': '2026-06-30',
    Reminder: 'None',
    'A question closes': 'After 5 days',
    'Look back on the month': 'On working day 2',
    'Public holidays of': 'Wales',
    'Pause from': '2026-02-02',
    'First day back': '2026-02-16',
    Why: 'Half term',
    'What is paid': '£20 an hour, and travel',
    'Whom they can call': 'Ama, 01632 960123',
  })
  expect(all).toEqual({ ok: true })
  const lines = priya.form()?.says ?? ''
  for (const line of [
    'Schedule: Every Thursday at 11:30 → Every other Thursday at 11:30',
    'Whose clock: Each person’s own time zone → Europe/London time, for everyone',
    'Last day: none → 30 June 2026',
    'Public holidays: England → Wales',
    'Pauses: none → 2 February 2026 – 16 February 2026',
    'Themes: The 13-week cycle: everyone has the same theme → Each leader’s own balance',
    'Reminder: After 2 days → None',
    'Closing: After 6 days → After 5 days',
    'Look back on the month: On its last working day → On working day 2 of the next month',
    'For citizen leaders: changed',
  ]) {
    expect(lines).toContain(line)
  }
  await priya.submit()
  await room.moveTo('2026-02-04T12:00:00.000Z')
  expect(await priya.home()).toContain(
    'Its last day is 30 June 2026. Paused until 16 February 2026: Half term.',
  )
  // Its people read why nothing comes, as the form promised.
  const pause = 'pauses until 16 February 2026: “Half term”'
  expect(await tomasz.home()).toContain(pause)
  await room.moveTo('2026-02-20T12:00:00.000Z')
  // Of the fortnight that ended in the pause there is no question left; what he answered is a question no more.
  expect(promptsOf(tomasz).slice(1)).toEqual(['2026-01-22T11:30', '2026-02-19T11:30'])
  expect(await tomasz.home()).not.toContain(pause)

  // More people come from where its partnership is seen, and what is due is seen beside what went out.
  await priya.home()
  await priya.pressAtHome('Open partnerships')
  await priya.pressInForm('Change its people')
  expect(priya.form()?.title).toBe('Edit programme')
  await priya.submit({ People: ['Tomasz', 'Farah'].map(idOf) })
  expect(priya.form()?.says).toContain('1 person more gets an invitation.')
  await priya.submit()
  expect(room.person('Farah').lastLetter().says).toContain('£20 an hour, and travel')
  await priya.pressAtHome('See delivery')
  expect(priya.form()?.says).toContain('The next questions go out on Thursday 5 March 2026')
})

test('two admins at once are shown each other’s changes, and neither overwrites the other', async () => {
  const room = await roomOf(['Tomasz'])
  const [priya, gareth] = [room.person('Priya'), room.person('Gareth')]
  room.sandbox.changePerson(gareth.id, { isAdmin: true })
  for (const admin of [priya, gareth]) {
    await admin.home()
    await admin.pressAtHome('Edit')
  }
  await gareth.submit({ Name: 'Leading together', 'Privacy contact': 'Ama, 01632 960123' })
  await gareth.submit()

  await priya.submit({ Weekday: 'Friday' })
  const says = priya.form()?.says ?? ''
  expect(says).toContain(`<@${gareth.id}> changed this meanwhile: Name, Privacy contact.`)
  expect(says).toContain('Every Friday at 09:00')
  expect(says).not.toContain('Name: Leading together')

  // While she looks, he saves once more.
  await gareth.pressAtHome('Edit')
  await gareth.submit({ Time: '15:00' })
  await gareth.submit()
  expect(await priya.submit()).toEqual({ ok: true })
  expect(priya.form()?.says).toContain('Someone saved a change while you looked.')
  expect(priya.form()?.says).toContain('Every Tuesday at 15:00 → Every Friday at 09:00')
  await priya.submit()
  const home = await gareth.home()
  expect(home).toContain('Leading together\nEvery Friday at 09:00')
  await gareth.pressAtHome('Edit')
  expect(gareth.form()?.says).toContain('Ama, 01632 960123')
})

test('a form follows what is chosen: other fields, the next dates, and a cron expression in words', async () => {
  const room = await practiceRoom()
  const priya = room.person('Priya')
  await priya.home()
  await priya.pressAtHome('New programme')
  expect(priya.form()?.says).toContain(
    'The next dates: Tuesday 6 January 2026 · Tuesday 13 January 2026 · Tuesday 20 January 2026 ·',
  )
  await chooseInForm(room, priya, 'By a cron expression')
  // The clock is everyone's own, or one for all.
  await chooseInForm(room, priya, 'One time zone for everyone')
  await chooseInForm(room, priya, 'America/New York')
  const type = async (text: string) => {
    const { seat, view } = top(room, priya)
    expect(await typeIn(seat, view, 'Cron expression', text)).toBe(true)
    await room.practice.settled()
    return priya.form()?.says ?? ''
  }
  expect(await type('0 9 1-7 * 1')).toContain('between day 1 and 7 of the month, only on Monday')
  expect(priya.form()?.says).toContain('Monday 2 February 2026 · Monday 2 March 2026')
  expect(await type('0 25 * * 1')).toContain('“25” is no hour. Write a number from 0 to 23.')
  expect(await type('*/5 * * * *')).toContain('That is 288 times on one day.')
  const sent = await priya.submit({
    Name: 'Now and then',
    People: [idOf('Tomasz')],
    'Who answers': 'Us',
    'Privacy contact': 'Us',
    'What is it for': 'To learn.',
  })
  expect(sent).toMatchObject({
    ok: false,
    errors: {
      cron: expect.stringContaining('288 times'),
      promise: expect.stringContaining('Tick it'),
    },
  })
  await chooseInForm(room, priya, 'On chosen weekdays')
  expect(
    await priya.submit({ Weekdays: ['Monday', 'Wednesday'], 'Not for appraisal': 'What people' }),
  ).toEqual({
    ok: true,
  })
  expect(await priya.home()).toContain('Every Monday and Wednesday at 09:00, America/New York time.')
  await priya.pressAtHome('Edit')
  await chooseInForm(room, priya, 'Europe/Lisbon')
  await priya.submit()
  expect(priya.form()?.says).toContain('Time zone: America/New York → Europe/Lisbon')
  await priya.submit()
  await priya.pressAtHome('Preview')
  expect(priya.form()?.says).toContain('Questions 1 to 13 of 26')
  await priya.pressInForm('Later weeks')
  expect(priya.form()?.says).toContain('Questions 14 to 26 of 26')
  expect(priya.form()?.says).toContain('Week 13 · Wednesday 1 April')
  await priya.pressInForm('Earlier weeks')
  expect(priya.form()?.says).toContain('Week 1 · Monday 5 January')
  await priya.close()
  const tomasz = room.person('Tomasz')
  await tomasz.press('Yes, ask me')
  await room.moveTo('2026-01-13T12:00:00.000Z')
  expect(promptsOf(tomasz)).toEqual(['2026-01-05T09:00', '2026-01-07T09:00', '2026-01-12T09:00'])

  // The days are the programme's; the hour is his.
  await tomasz.home()
  await tomasz.pressAtHome('All settings')
  expect(tomasz.form()?.says).toContain(
    'Your programme sets the days: Every Monday and Wednesday at 09:00.\nThe hour is yours to choose.',
  )
  expect(await tomasz.submit({ Hour: '14:30' })).toEqual({ ok: true })
  expect(await tomasz.home()).toContain('When you are asked: Every Monday and Wednesday at 14:30.')
  await room.moveTo('2026-01-21T12:00:00.000Z')
  expect(promptsOf(tomasz).slice(3)).toEqual(['2026-01-14T14:30'])
  await tomasz.press('Another day or hour')
  expect(tomasz.form()?.title).toBe('Your hour')
  expect(await tomasz.submit({ Hour: '16:00' })).toEqual({ ok: true })
  await room.moveTo('2026-01-21T17:00:00.000Z')
  expect(promptsOf(tomasz).slice(4)).toEqual(['2026-01-21T16:00'])
})

test('an ended programme asks no more, keeps its open question, and can be started again or copied', async () => {
  const room = await roomOf(['Tomasz'])
  const [priya, tomasz] = [room.person('Priya'), room.person('Tomasz')]
  await room.moveTo('2026-01-06T10:00:00.000Z')
  await priya.home()
  expect(await priya.home()).toContain('1 person invited to it is asked no more.')
  await priya.pressAtHome('End')
  expect(await priya.home()).toContain('It ended on 6 January 2026')
  await tomasz.press('Write a reply')
  expect(await tomasz.submit({ 'Your answer': 'A good day.' })).toEqual({ ok: true })
  await room.moveTo('2026-01-20T12:00:00.000Z')
  expect(tomasz.letters().filter(({ text }) => text.includes('?')).length).toBe(1)

  expect(await priya.home()).toContain(
    '1 person invited to it is asked again. The next questions go out on Tuesday 27 January 2026.',
  )
  await priya.pressAtHome('Start again')
  await room.moveTo('2026-01-27T12:00:00.000Z')
  expect(promptsOf(tomasz)).toEqual(['2026-01-27T09:00'])

  await priya.home()
  await priya.pressAtHome('Copy')
  expect(priya.form()?.title).toBe('Copy programme')
  expect(await priya.submit({ Name: 'Hospital to home', People: [idOf('Farah')] })).toEqual({ ok: true })
  expect(room.person('Farah').lastLetter().says).toContain('You are invited to Hospital to home.')
  expect(room.person('Farah').lastLetter().says).toContain('To lead better together across Northfield.')

  // Of more programmes than Home has room for, the rest are in a window, with the same buttons.
  const { world } = room.practice.app
  const [first] = world.workspace.current.programmes
  if (!first) throw new Error('no programme')
  for (let n = 1; n <= 11; n++) {
    await makeAnother(world, UserId.parse(priya.id), { ...settingsOf(first), name: `Team ${n}`, people: [] })
  }
  expect(await priya.home()).not.toContain('Northfield leaders\n')
  await priya.pressAtHome('See all')
  await priya.pressInForm('Edit', 'Northfield leaders')
  expect(priya.form()?.title).toBe('Edit programme')
  await priya.close()
  await priya.pressInForm('End', 'Northfield leaders')
  expect(priya.form()?.says).toContain('It ended on 27 January 2026')
  expect(first.id).toBe(world.workspace.current.programmes.find(({ endedAt }) => endedAt)?.id)
})

test('a preview shows the real questions, and a test comes to the admin alone and does nothing', async () => {
  const room = await roomOf(['Tomasz'])
  const [priya, tomasz] = [room.person('Priya'), room.person('Tomasz')]
  await priya.home()
  await priya.pressAtHome('Preview')
  const all = priya.form()?.says ?? ''
  expect(all).toContain('Week 1 · Tuesday 6 January')
  expect(all).toContain('Week 13 · Tuesday 31 March')
  await chooseInForm(room, priya, 'Citizen')
  expect(priya.form()?.says).not.toBe(all)
  await priya.close()

  const before = tomasz.letters().length
  await priya.pressAtHome('Send me a test')
  expect(priya.form()?.says).toContain('The test is in your messages with Balcony.')
  await priya.close()
  expect(priya.lastLetter().says).toContain('A test of Northfield leaders, for you alone.')
  await priya.press('Write a reply')
  expect(priya.form()?.says).toContain('This is a test: nothing is kept.')
  await priya.close()
  expect(tomasz.letters().length).toBe(before)
  expect(await room.practice.app.world.leaders.ids()).toHaveLength(1)
  await tomasz.press('Ask me one now')
  const question = (says: string) => says.split('\n').find((line) => line.includes('?'))
  expect(question(tomasz.lastLetter().says)).toBe(question(priya.lastLetter().says))

  // A button that was kept from better days.
  room.sandbox.changePerson(priya.id, { isAdmin: false })
  await priya.pressAtHome('End')
  expect(priya.form()?.says).toContain('Only an admin of this workspace can do that')
  expect(room.practice.app.world.workspace.current.programmes[0]?.endedAt).toBeUndefined()
  expect(room.practice.app.world.workspace.current.audit.at(-1)).toMatchObject({
    act: 'programme-end',
    refused: true,
  })
})

test('who joins the channel that a programme follows is invited, who leaves is asked no more, and a no stays a no', async () => {
  const room = await practiceRoom()
  const inIt = (...names: string[]) => ({ members: [...names.map(idOf), bot.user] })
  const members = (...names: string[]) => room.sandbox.changeChannel('C07NFLEADER', inIt(...names))
  room.sandbox.addChannel({
    id: 'C07NFLEADER',
    kind: 'channel',
    name: 'leaders',
    isPrivate: true,
    ...inIt('Tomasz', 'Farah'),
  })
  const priya = room.person('Priya')
  await priya.home()
  await priya.pressAtHome('New programme')
  await chooseInForm(room, priya, 'The members of a channel')
  expect(await pickInForm(room, priya, 'Members of', 'C07NFPARTNR')).not.toContain('2 people are in it')
  expect(await pickInForm(room, priya, 'Members of', 'C07NFLEADER')).toContain(
    '2 people are in it now. Each gets an invitation.',
  )
  const made = await priya.submit({
    Name: 'Leaders',
    'Members of': 'C07NFLEADER',
    'Starts on': '2026-01-05',
    'Who answers': 'Us',
    'Privacy contact': 'Us',
    'What is it for': 'To learn.',
    'Not for appraisal': 'What people',
  })
  expect(made).toEqual({ ok: true })
  await room.person('Tomasz').press('Yes, ask me')
  await room.person('Farah').press('No, thank you')
  expect(await priya.home()).toContain('2 people invited.')

  members('Farah', 'Doreen')
  await room.moveTo('2026-01-06T08:00:00.000Z')
  expect(room.person('Doreen').lastLetter().says).toContain('You are invited to Leaders.')
  await room.moveTo('2026-01-12T08:00:00.000Z')
  expect(promptsOf(room.person('Tomasz'))).toEqual([])
  const declined = room.person('Farah').letters().length

  members('Tomasz', 'Farah', 'Doreen')
  await room.moveTo('2026-01-13T08:00:00.000Z')
  await room.moveTo('2026-01-13T12:00:00.000Z')
  expect(promptsOf(room.person('Tomasz'))).toEqual(['2026-01-13T09:00'])
  expect(room.person('Farah').letters().length).toBe(declined)

  // Balcony is taken out of the channel: its people stay, and Home says why, until it is back.
  const withoutBalcony = { members: ['Tomasz', 'Doreen'].map(idOf) }
  room.sandbox.changeChannel('C07NFLEADER', withoutBalcony)
  await room.moveTo('2026-01-14T08:00:00.000Z')
  expect(await priya.home()).toContain('Balcony cannot see who is in there any more')
  expect(await priya.home()).toContain('3 people invited.')
  members('Tomasz', 'Farah', 'Doreen')
  await room.moveTo('2026-01-15T08:00:00.000Z')
  expect(await priya.home()).toContain('Its people are the members of <#C07NFLEADER>.')

  // To people whom she names, and back to a channel: each time she reads for how many first.
  await priya.pressAtHome('Edit')
  await chooseInForm(room, priya, 'People whom I name')
  expect(await priya.submit({ People: [idOf('Tomasz')] })).toEqual({ ok: true })
  expect(priya.form()?.says).toContain('2 people are asked no more. What they wrote stays theirs.')
  await priya.submit()
  await priya.pressAtHome('Edit')
  await chooseInForm(room, priya, 'The members of a channel')
  room.sandbox.changeChannel('C07NFLEADER', withoutBalcony)
  expect(await priya.submit({ 'Members of': 'C07NFLEADER' })).toMatchObject({
    ok: false,
    errors: { follows: expect.stringContaining('Balcony is not in that channel.') },
  })
  members('Tomasz', 'Farah', 'Doreen')
  expect(await priya.submit()).toEqual({ ok: true })
  expect(priya.form()?.says).toContain('<#C07NFLEADER> has 2 people more. They get an invitation')
})

test('a programme of the same name is not made twice', async () => {
  const room = await roomOf(['Tomasz'])
  const again = await makeProgramme(room, { 'Partnership channel': '' })
  expect(again).toMatchObject({ ok: false, errors: { name: expect.stringContaining('already') } })
})
