// What admins look after beside programmes, as they do it in their Home: who is one of them, and the log of their acts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { channel, idOf, introductionsIn, makeProgramme, practiceRoom, roomOf } from './practice-room.ts'

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
  await priya.pressInForm('Newer')
  expect(priya.form()?.says).toContain('Page 1 of 2')
  await priya.pressInForm('Older')
  await priya.chooseInForm('Admins')
  expect(priya.form()?.says).toContain('There is nothing of this kind yet.')
  await priya.chooseInForm('Programmes')
  expect(priya.form()?.says).not.toContain(idOf('Tomasz'))
})

test('a channel is linked, looked after by its facilitator alone, and unlinked', async () => {
  const room = await roomOf(['Tomasz'], { programme: { 'Partnership channel': '' } })
  const [priya, gareth] = [room.person('Priya'), room.person('Gareth')]
  await priya.home()
  await priya.pressAtHome('Open partnerships')
  await priya.pressInForm('Link a channel')
  expect(priya.form()?.says).toContain('Once it is linked, Balcony posts one message there for all to read')
  expect(await priya.submit({ Channel: 'C07NGENERAL' })).toEqual({
    ok: false,
    errors: { channel: expect.stringContaining('/invite @Balcony') },
  })
  await priya.submit({
    Channel: channel,
    'Leaders of': ['Northfield leaders'],
    'Looked after by': [gareth.id],
    'Fewest people behind': '6',
  })
  expect(priya.form()?.says).toContain(`Looked after by <@${gareth.id}>.`)
  const [introduction, ...others] = introductionsIn(room)
  expect(others).toEqual([])
  for (const said of [
    'You may be invited to get one question a week, in your direct messages.',
    'Nobody is told who said yes, who said no, or who answers: nobody here, and no admin.',
    'saw it word for word as it would be posted, and said yes',
    'On the third working day of a month a short digest comes here',
    'The first is due: 2026-02-04T10:00:00.000Z.',
    'If you are a guest here',
    'Questions about privacy: privacy@northfield.example',
  ]) {
    expect(introduction?.says).toContain(said)
  }
  // Ten can read it: of small groups there is nothing to say.
  expect(introduction?.says).not.toContain('In a group of fewer than')
  expect(introduction?.buttons).toEqual([])
  expect(await room.person('Tomasz').home()).toContain('#northfield-partnership')

  const home = await gareth.home()
  expect(home).toContain('For facilitators')
  expect(home).not.toMatch(/New programme|Open the log|Choose admins/)
  await gareth.pressAtHome('Open partnerships')
  expect(gareth.form()?.says).not.toContain('Link a channel')
  await gareth.pressInForm('Change')
  expect(gareth.form()?.says).not.toMatch(/Fewest people|Unlink/)

  // Priya has it open too, and saves first.
  await priya.pressInForm('Change')
  await priya.submit({ 'Digest comes on': 'The fifth working day' })
  await gareth.submit({ Hour: '08:30' })
  expect(gareth.form()?.says).toContain(
    `<@${priya.id}> changed this while you had it open: digest day and time.`,
  )
  await gareth.submit()
  expect(gareth.form()?.says).toContain('Posts on the third working day of a month at 08:30')

  await priya.pressInForm('Change')
  await priya.pressInForm('Unlink this channel')
  expect(priya.form()?.says).toContain('#northfield-partnership is unlinked.')
  expect(await gareth.home()).not.toContain('For facilitators')
})

test('a public channel is linked only with a reason, which everyone who manages it can read', async () => {
  const room = await practiceRoom()
  room.sandbox.changeChannel(channel, { isPrivate: false })
  const priya = room.person('Priya')
  await priya.home()
  await priya.pressAtHome('Open partnerships')
  await priya.pressInForm('Link a channel')
  await priya.submit({ Channel: channel })
  expect(priya.form()?.says).toContain('is public')
  expect(await priya.submit({})).toEqual({
    ok: false,
    errors: { why: expect.stringContaining('Say why') },
  })
  await priya.submit({ 'Why a public': 'The whole county wants to read along.' })
  expect(priya.form()?.says).toContain('A public channel, because: The whole county wants to read along.')
})

test('what Slack would not take is said with what to do, and only an account that no invitation reached is named', async () => {
  const room = await practiceRoom()
  const priya = room.person('Priya')
  room.sandbox.failNext('chat.postMessage', { error: 'messages_tab_disabled' })
  await makeProgramme(room, { People: [idOf('Doreen')], 'Partnership channel': '' })
  expect(await priya.home()).toContain('1 account cannot be reached')
  await priya.pressAtHome('See delivery')
  const says = priya.form()?.says ?? ''
  expect(says).toContain('Balcony’s Messages tab is switched off')
  expect(says).toContain('App Home, Show Tabs, Messages Tab')
  expect(says).toContain(`<@${idOf('Doreen')}>: `)
  expect(says).toContain('The first week stands here a week after it has ended')
})

test('a question is switched off for everyone, an open one stays, and packs are read again', async () => {
  const own = mkdtempSync(join(tmpdir(), 'balcony-own-pack-'))
  onTestFinished(() => rmSync(own, { recursive: true, force: true }))
  const lists = (...lines: string[]) => writeFileSync(join(own, 'safe-to-write.yml'), lines.join('\n'))
  lists('shapes: [H9999999]')
  const room = await roomOf(['Tomasz'], { packs: [own] })
  const [priya, tomasz] = [room.person('Priya'), room.person('Tomasz')]
  await room.moveTo('2026-01-06T10:00:00.000Z')
  const asked = tomasz.lastLetter().says
  const words = asked.split('\n').find((line) => line.endsWith('?')) ?? ''
  await priya.home()
  await priya.pressAtHome('See the questions')
  const found = (says = '') => Number(/(\d+) questions?(, page|$)/m.exec(says)?.[1])
  const all = found(priya.form()?.says)
  expect(all).toBeGreaterThan(200)
  await priya.pressInForm('More')
  expect(priya.form()?.says).toContain(`${all} questions, page 2 of`)
  await priya.pressInForm('Back')
  expect(priya.form()?.says).toContain(`${all} questions, page 1 of`)
  // Each filter leaves fewer, and what was chosen before stays chosen.
  const left = [all]
  for (const words of ['Weekly', 'Ways of feeling', 'Citizen leader']) {
    await priya.chooseInForm(words)
    left.push(found(priya.form()?.says))
  }
  expect(left).toEqual([...new Set(left)].toSorted((a, b) => b - a))
  expect(left.at(-1)).toBeGreaterThan(0)
  for (const words of ['Every theme', 'Every kind', 'Any level']) await priya.chooseInForm(words)
  await priya.submit({ Search: words.slice(0, 50) })
  expect(priya.form()?.says).toContain('1 question')
  await priya.pressInForm('Switch off')
  expect(priya.form()?.says).toContain('Switched off.')
  expect(tomasz.lastLetter().says).toBe(asked)
  await tomasz.press('Write a reply')
  expect(tomasz.form()?.says).toContain(words)

  await priya.pressInForm('Packs and coverage')
  expect(priya.form()?.says).toContain('Balcony’s own: 225 questions, 1 switched off')
  await tomasz.close()
  // What the organisation itself looks for: its numbers, and what its people say on a hard day.
  await tomasz.say('H1234567 came up again, and I am done in.')
  const receipt = () => tomasz.letters().findLast(({ message }) => !message.ephemeral)?.says
  const privately = () => tomasz.letters().filter(({ message }) => message.ephemeral)
  expect(receipt()).toContain('a number that your organisation keeps private')
  expect(privately()).toEqual([])
  lists(
    'shapes: [AA/999-99]',
    'distress:',
    '  soon: [I am done in]',
    'help:',
    '  england:',
    '    - { tier: both, name: Our night line, says: One of us answers all night., contact: Call extension 4321 }',
  )
  await priya.pressInForm('Read the packs again')
  expect(priya.form()?.says).toContain('The packs were read again.')
  await tomasz.say('H1234567 again.')
  expect(receipt()).not.toContain('a number that your organisation keeps private')
  await tomasz.say('I’m done in, and AB/123-45 knows.')
  expect(receipt()).toContain('a number that your organisation keeps private')
  expect(privately()).toMatchObject([{ says: expect.stringContaining('Call extension 4321') }])
  expect(await tomasz.home()).toContain('Our night line: Call extension 4321')
  await priya.close()
  await priya.pressInForm('Switch on')
  expect(priya.form()?.says).not.toContain('Switched off.')
  await priya.close()
  await priya.pressAtHome('Open the log')
  expect(priya.form()?.says).toMatch(/had the packs read again[\s\S]*switched off the question feeling-/)
})
