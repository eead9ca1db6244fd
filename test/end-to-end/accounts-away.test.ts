// Accounts that changed while the app was not there: Slack tells it nothing of that when it comes back.
import { expect, test } from 'vitest'
import { idOf, isQuestion, type Person, roomOf } from './practice-room.ts'

const stand = (room: Awaited<ReturnType<typeof roomOf>>, instant: string) =>
  room.practice.clock.standAt(Date.parse(instant))
const questionsOf = (person: Person) =>
  person
    .letters()
    .filter(isQuestion)
    .map(({ at }) => at)

test('one that was closed is left alone, one that is open again is asked without a backlog, one that moved is asked by its new clock', async () => {
  const room = await roomOf(['Tomasz', 'Farah', 'Doreen'])
  const [tomasz, farah, doreen] = [room.person('Tomasz'), room.person('Farah'), room.person('Doreen')]
  await room.moveTo('2026-01-06T10:00:00.000Z')

  await room.practice.whileAway(async () => {
    room.sandbox.changePerson(idOf('Tomasz'), { tz: 'America/New_York' })
    room.sandbox.changePerson(idOf('Farah'), { isDeactivated: true })
    stand(room, '2026-01-07T10:00:00.000Z')
    room.sandbox.giveUp()
  })
  await room.moveTo('2026-01-27T12:00:00.000Z')
  expect(questionsOf(farah)).toEqual(['2026-01-06T09:00'])
  expect(questionsOf(doreen)).toHaveLength(3)
  expect(questionsOf(tomasz).slice(0, 3)).toEqual([
    '2026-01-06T09:00',
    '2026-01-13T14:00',
    '2026-01-20T14:00',
  ])

  await room.practice.whileAway(async () => {
    room.sandbox.changePerson(idOf('Farah'), { isDeactivated: false })
    stand(room, '2026-01-28T10:00:00.000Z')
    room.sandbox.giveUp()
  })
  await room.moveTo('2026-02-03T12:00:00.000Z')
  expect(questionsOf(farah)).toEqual(['2026-01-06T09:00', '2026-02-03T09:00'])
})
