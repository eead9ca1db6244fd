// One person, two devices: what is written on one is not undone by a form that was left open on the other.
import { expect, test } from 'vitest'
import { type Person, type Room, roomOf } from './practice-room.ts'

const asked = '2026-01-06T10:00:00.000Z'
const reflectionsOf = async (room: Room) => {
  const [id] = await room.practice.app.world.leaders.ids()
  return (id && (await room.practice.app.world.leaders.get(id))?.reflections) || []
}
const roomAsked = async (): Promise<{ room: Room; tomasz: Person; switchDevice(): void }> => {
  const room = await roomOf(['Tomasz'], { takingPart: ['Tomasz'] })
  await room.moveTo(asked)
  const tomasz = room.person('Tomasz')
  return { room, tomasz, switchDevice: () => room.sandbox.person(tomasz.id).switchDevice() }
}

test('a form that was left open changes only what was changed in it', async () => {
  const { room, tomasz, switchDevice } = await roomAsked()
  const typed = await tomasz.say('The rota, again.')
  await tomasz.press('Read or change it')
  switchDevice()
  await tomasz.edit(typed, 'The rota, and who wrote it.')
  await tomasz.say('That nobody was asked.', typed)
  await tomasz.press('Read or change it')
  expect(await tomasz.submit({ 'Share with': 'Add its theme' })).toEqual({ ok: true })
  switchDevice()
  expect(await tomasz.submit({ 'Now what?': 'When we meet, I will ask first.' })).toEqual({ ok: true })
  const [reflection] = await reflectionsOf(room)
  expect(reflection?.parts.map(({ text }) => text)).toEqual(['The rota, and who wrote it.'])
  expect(reflection?.soWhat?.text).toBe('That nobody was asked.')
  expect(reflection?.nowWhat?.text).toBe('When we meet, I will ask first.')
  expect(Object.values(reflection?.shares ?? {}).map(({ choice }) => choice)).toEqual(['theme'])
})

test('two answers that are written at once are both kept, in the order in which they were sent', async () => {
  const { room, tomasz, switchDevice } = await roomAsked()
  await tomasz.press('Write a reply')
  switchDevice()
  await tomasz.press('Write a reply')
  expect(
    await tomasz.submit({ 'Your answer': 'From the desk.', 'Now what?': 'When it rains, I will wait.' }),
  ).toEqual({
    ok: true,
  })
  switchDevice()
  expect(await tomasz.submit({ 'Your answer': 'From the bus.' })).toEqual({ ok: true })
  const [reflection, ...more] = await reflectionsOf(room)
  expect(more).toEqual([])
  expect(reflection?.parts.map(({ text }) => text)).toEqual(['From the desk.', 'From the bus.'])
  expect(reflection?.nowWhat?.text).toBe('When it rains, I will wait.')
})

test('a button that is pressed twice does once what it says, and nobody is told that they came too late', async () => {
  const { tomasz } = await roomAsked()
  await Promise.all([tomasz.press('Not this week'), tomasz.press('Not this week')])
  expect(tomasz.form()).toBeUndefined()
  expect(tomasz.lastLetter().buttons).toEqual(['Ask it after all'])
})

test('words that are changed in a form after they were deleted elsewhere are not lost in silence', async () => {
  const { tomasz, switchDevice } = await roomAsked()
  const typed = await tomasz.say('The rota, again.')
  await tomasz.say('And the rota after that.')
  await tomasz.press('Read or change it')
  switchDevice()
  await tomasz.remove(typed)
  switchDevice()
  const sent = await tomasz.submit({ 'What you wrote': 'The rota, and who wrote it.' })
  expect(JSON.stringify(sent)).toContain('These words were deleted elsewhere meanwhile')
  expect(tomasz.form()?.says).toContain('What you wrote')
})

test('a form of a reply of its own that was deleted elsewhere says so, and keeps what was written in it', async () => {
  const room = await roomOf(['Tomasz'])
  const tomasz = room.person('Tomasz')
  const typed = await tomasz.say('Before any question.')
  await tomasz.press('Open it')
  await tomasz.remove(typed)
  const sent = await tomasz.submit({ 'So what?': 'It was not nothing.' })
  expect(JSON.stringify(sent)).toContain('it was deleted meanwhile')
  expect(tomasz.form()?.title).toBe('Your reply')
})

test('what hangs on an answer that is deleted is no longer kept, and its receipt says so', async () => {
  const { room, tomasz } = await roomAsked()
  const answer = await tomasz.say('The rota, again.')
  await tomasz.say('That nobody was asked.', answer)
  const receiptFor = (words: string) => tomasz.letters().filter(({ says }) => says.includes(words))
  expect(receiptFor('Kept with your reply.')).toHaveLength(1)
  await tomasz.remove(answer)
  expect(await reflectionsOf(room)).toEqual([])
  expect(receiptFor('Kept with your reply.')).toEqual([])
  await tomasz.press('It was a reply')
  expect((await reflectionsOf(room)).flatMap(({ parts }) => parts.map(({ text }) => text))).toEqual([
    'That nobody was asked.',
  ])
})
