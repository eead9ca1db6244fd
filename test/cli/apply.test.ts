// `configuration` and `apply` as an operator runs them, against a Balcony that runs: over its own socket, with people in
// the practice workspace who are invited, and an admin in Slack who changes things meanwhile.
import { expect, test } from 'vitest'
import { applyCommand, configurationCommand } from '../../src/cli/apply.ts'
import { idOf, practiceRoom, type Room, roomOf } from '../end-to-end/practice-room.ts'
import { operatorOf } from './operator.ts'

/** An operator who keeps a file of programmes. */
const keeperOf = (room: Room) => {
  const operator = operatorOf(room)
  return {
    write: (text: string) => operator.write('balcony.yml', text),
    configuration: () => operator.run(configurationCommand, []),
    apply: (...more: string[]) => operator.run(applyCommand, ['balcony.yml', ...more]),
  }
}

const file = ({ time = '09:00', people = ['Tomasz'], channel = 'C07NFPARTNR' } = {}) => `programmes:
  north:
    name: Northfield leaders
    people: [${people.map(idOf).join(', ')}]
    schedule: { weekly: Tuesday, time: ${time} }
    zone: Europe/London
    starts_on: 2026-01-05
    nation: england
    answers_for: Northfield Partnership
    privacy_contact: privacy@northfield.example
    purpose: To lead better together
partnerships:
  north:
    channel: ${channel}
    programmes: [north]
    zone: Europe/London
    nation: england
`

test('a file is shown, applied, and applied again; Slack’s own changes stay, and where both changed nothing is done', async () => {
  const room = await practiceRoom()
  const operator = keeperOf(room)
  operator.write(file())
  const shown = await operator.apply('--dry-run')
  expect(shown).toMatchObject({ code: 0, says: expect.stringContaining('This would be done:') })
  expect(room.person('Tomasz').letters()).toEqual([])

  expect(await operator.apply()).toMatchObject({
    code: 0,
    says: expect.stringContaining('programme north: made'),
  })
  expect(room.person('Tomasz').lastLetter().says).toContain('To lead better together')
  expect(await operator.apply()).toEqual({ code: 0, says: 'Nothing to change.' })
  const { says } = await operator.configuration()
  operator.write(says)
  expect(await operator.apply()).toEqual({ code: 0, says: 'Nothing to change.' })

  // Priya changes the hour in Slack: the file, unchanged, leaves it alone.
  const priya = room.person('Priya')
  await priya.home()
  await priya.pressAtHome('Edit')
  expect(await priya.submit({ Time: '10:30' })).toMatchObject({ ok: true })
  await priya.submit()
  const left = await operator.apply()
  expect(left.says).toContain('left so:\n  programme north: schedule')

  operator.write(file({ time: '11:00', people: ['Tomasz', 'Farah'] }))
  const stopped = await operator.apply()
  expect(stopped).toMatchObject({
    code: 1,
    says: expect.stringContaining('{"weekly":"Tuesday","time":"10:30"}'),
  })
  expect(room.person('Farah').letters()).toEqual([])
  expect(await operator.apply('--take', 'slack')).toMatchObject({
    code: 0,
    says: expect.stringContaining('programme north: changed (people)'),
  })
  expect(room.person('Farah').letters()).toHaveLength(1)
  // In another order they are the same people.
  const { says: now } = await operator.configuration()
  const [tomasz, farah] = ['Tomasz', 'Farah'].map(idOf)
  const turned = now.replace(`- ${tomasz}\n      - ${farah}`, `- ${farah}\n      - ${tomasz}`)
  expect(turned).not.toBe(now)
  operator.write(turned)
  expect(await operator.apply()).toEqual({ code: 0, says: 'Nothing to change.' })
})

test('what cannot be done is said at its line, and a Balcony that does not run is not reached', async () => {
  const room = await practiceRoom()
  const operator = keeperOf(room)
  operator.write(file({ channel: 'C0NOWHERE' }))
  const refused = await operator.apply()
  expect(refused.code).toBe(1)
  expect(refused.says).toContain('It was stopped on the way:')
  expect(refused.says).toMatch(
    /balcony\.yml:14 \(partnership north, channel\): Balcony is not in that channel/,
  )
  operator.write(file().replace('    nation', '    packs: [shiped]\n    nation'))
  const { says } = await operator.apply()
  expect(says).toMatch(
    /:8 \(programme north, packs\): There is no pack called `shiped`\. In use are: shipped\./,
  )
  operator.write(file().replace('england', 'englnd'))
  expect(await operator.apply()).toMatchObject({ code: 1, says: expect.stringMatching(/balcony\.yml:8 /) })
  await room.end()
  operator.write(file())
  expect(await operator.apply()).toMatchObject({
    code: 3,
    says: expect.stringMatching(/must be running.*BALCONY_DATA/),
  })
})

test('of what an admin made before there was a file, nobody is said to have changed it since', async () => {
  const operator = keeperOf(await roomOf(['Tomasz']))
  const { says } = await operator.configuration()
  const wished = says.replace('time: 09:00', 'time: 11:00')
  expect(wished).not.toBe(says)
  operator.write(wished)
  expect(await operator.apply()).toMatchObject({
    code: 1,
    says: expect.stringContaining('not applied before'),
  })
  const { code, says: left } = await operator.apply('--take', 'slack')
  expect({ code, left }).toMatchObject({
    code: 0,
    left: expect.stringMatching(
      /^Stands in Slack beside the file, and was left so:\n {2}programme .*: schedule\n/,
    ),
  })
  expect(left).not.toContain('Changed in Slack')
})
