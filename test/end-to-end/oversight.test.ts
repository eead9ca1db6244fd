// What admins look after beside programmes, as they do it in their Home: who is one of them, and the log of their acts.
import { expect, test } from 'vitest'
import { idOf, makeProgramme, practiceRoom, roomOf } from './practice-room.ts'

test('an admin makes someone an admin and takes it back; both are in the log, and what that one kept is refused', async () => {
  const room = await practiceRoom()
  const [priya, gareth] = [room.person('Priya'), room.person('Gareth')]
  expect(await gareth.home()).not.toContain('For admins')
  await priya.home()
  await priya.pressAtHome('Choose admins')
  expect(priya.form()?.says).toContain('admins here too, whatever stands below')
  expect(await priya.submit({ 'Admins here': [gareth.id] })).toEqual({ ok: true })

  const home = await gareth.home()
  expect(home).toContain('For admins')
  // Rank comes from Slack or the operator: who was appointed appoints no one.
  expect(home).not.toContain('Choose admins')
  expect(await makeProgramme(room)).toEqual({ ok: true })
  await gareth.pressAtHome('Open the log')
  expect(gareth.form()?.says).toMatch(
    new RegExp(
      `<@${priya.id}> made the programme Northfield leaders[\\s\\S]*<@${priya.id}> made <@${gareth.id}> an admin here`,
    ),
  )
  await gareth.close()

  await priya.pressAtHome('Choose admins')
  expect(await priya.submit({ 'Admins here': [] })).toEqual({ ok: true })
  await gareth.pressAtHome('New programme')
  expect(gareth.form()?.says).toContain('Only an admin of this workspace can do that')
  expect(await gareth.home()).not.toContain('For admins')
  await priya.pressAtHome('Open the log')
  const log = priya.form()?.says ?? ''
  expect(log).toContain(`<@${gareth.id}> tried to make a programme. It was not allowed, and did not happen.`)
  expect(log).toContain(`took back that <@${gareth.id}> is an admin here`)
  expect(await priya.home()).toContain('For admins')
})

test('a log of many entries is read by kind and by page, and holds nothing that a leader did', async () => {
  const room = await roomOf(['Tomasz'])
  const priya = room.person('Priya')
  for (let n = 0; n < 13; n += 1) {
    await makeProgramme(room, { Name: `Programme ${n}`, People: [idOf('Farah')], 'Partnership channel': '' })
  }
  await room.person('Tomasz').press('Ask me one now')
  await priya.pressAtHome('Open the log')
  expect(priya.form()?.says).toContain('Page 1 of 2')
  expect(priya.form()?.says).not.toContain('Northfield leaders')
  await priya.pressInForm('Older')
  expect(priya.form()?.says).toContain('Northfield leaders')
  await priya.chooseInForm('Admins')
  expect(priya.form()?.says).toContain('There is nothing of this kind yet.')
  await priya.chooseInForm('Programmes')
  expect(priya.form()?.says).not.toContain(idOf('Tomasz'))
})
