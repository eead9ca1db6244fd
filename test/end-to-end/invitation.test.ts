// From an admin's form to a yes or a no: one message to each person, and nothing else until they accept.
import { expect, test } from 'vitest'
import { invite, newLeader } from '../../src/domain/enrolment.ts'
import { ChannelId, LeaderId, ProgrammeId, UserId } from '../../src/domain/model.ts'
import { changeWorkspace } from '../../src/flows/change-workspace.ts'
import { idOf, isQuestion, leaders, makeProgramme, practiceRoom, roomOf } from './practice-room.ts'

test('an admin makes the programme in their Home, and is told beside the field what is not right', async () => {
  const room = await practiceRoom()
  const { sandbox } = room
  const priya = room.person('Priya')
  const people = [idOf('Tomasz')]
  const bot = sandbox.world().bot.user
  sandbox.addChannel({
    id: 'C07OPENDOOR',
    kind: 'channel',
    name: 'open-door',
    isPrivate: false,
    members: [bot],
  })
  sandbox.addChannel({
    id: 'C07NOTTHERE',
    kind: 'channel',
    name: 'not-there',
    isPrivate: true,
    members: [priya.id],
  })

  expect(await priya.home()).toContain('There is no programme yet.')
  await priya.pressAtHome('New programme')
  expect(priya.form()?.title).toBe('New programme')
  const filled = {
    Name: 'Northfield leaders',
    People: people,
    'Who answers': 'Us',
    'Privacy contact': 'privacy@us.example',
    'What is it for': 'To lead better together.',
    'Not for appraisal': 'What people write',
  }
  const wrong = async (change: Record<string, string>) => {
    const answer = await priya.submit({ ...filled, ...change })
    return answer.ok ? undefined : answer.errors
  }

  expect(await wrong({ 'Starts on': '2026-01-04' })).toEqual({
    'starts-on': 'That day has passed. Choose today or later.',
  })
  expect(await wrong({ 'Starts on': '2026-01-05', 'Partnership channel': 'C07OPENDOOR' })).toEqual({
    channel:
      'That channel is public: anyone in the workspace could read what people share. Choose a private channel. Or make the programme without one; then link this channel under Partnerships, with a reason.',
  })
  // General is public, and Balcony is not in it; the other is private, and Balcony is not in it either.
  for (const channel of ['C07NGENERAL', 'C07NOTTHERE']) {
    expect(await wrong({ 'Partnership channel': channel })).toEqual({
      channel: 'Balcony is not in that channel. Type /invite @Balcony there, then try again.',
    })
  }
  expect(room.person('Tomasz').letters()).toEqual([])

  expect(await priya.submit({ ...filled, 'Partnership channel': 'C07NFPARTNR' })).toEqual({ ok: true })
  expect(priya.form()).toBeUndefined()
  expect(await priya.home()).toContain(
    'Northfield leaders\nEvery Tuesday at 09:00, each in their own time zone. 1 person invited. Digest in <#C07NFPARTNR>.',
  )

  const taken = await makeProgramme(room, { Name: 'NORTHFIELD LEADERS' })
  expect(taken).toEqual({
    ok: false,
    errors: { name: 'There is a programme of this name already. Choose another name.' },
  })
  expect(room.person('Farah').letters()).toEqual([])
})

test('everyone gets one invitation that says who sees what, and nothing else until they accept', async () => {
  const room = await practiceRoom()
  await makeProgramme(room)
  const counts = () => leaders.map((name) => room.person(name).letters().length)

  expect(counts()).toEqual(leaders.map(() => 1))
  const invitation = room.person('Doreen').lastLetter()
  expect(invitation.text).toBe('Balcony has an invitation for you.')
  expect(invitation.buttons).toEqual(['Yes, ask me', 'No, thank you'])
  for (const said of [
    'You are invited to Northfield leaders.',
    'Only you. No admin, manager or facilitator can read it, or see whether you answer.',
    'the owners of this Slack workspace could still get at what is stored there. So could whoever runs the server',
    'What it is for: To lead better together across Northfield.',
    'Who answers for it: Northfield Partnership',
    'Questions about privacy: privacy@northfield.example',
    'not used to appraise anyone',
    'nobody is told which you gave',
  ]) {
    expect(invitation.says).toContain(said)
  }

  await room.person('Doreen').say('What is this about?')
  expect(room.person('Doreen').lastLetter()).toMatchObject({
    says: 'Nothing that you type here is kept until you say yes to your invitation. It is above, or will come here.',
    message: { ephemeral: true },
  })
  await room.moveTo('2026-03-05T12:00:00.000Z')
  expect(counts()).toEqual(leaders.map((name) => (name === 'Doreen' ? 2 : 1)))
  expect(await room.person('Doreen').home()).toContain('Nothing happens until you answer it.')
  // What was typed before a yes is no reply.
  await room.person('Doreen').press('Yes, ask me')
  expect(await room.person('Doreen').home()).toContain('Nothing yet. Your replies will gather here')
  expect(room.person('Priya').letters()).toEqual([])
})

test('who was taken out of a programme cannot say yes to its invitation, until they are put back', async () => {
  const room = await practiceRoom()
  await makeProgramme(room)
  const [priya, doreen] = [room.person('Priya'), room.person('Doreen')]
  const invite = async (names: readonly string[]) => {
    await priya.home()
    await priya.pressAtHome('Edit')
    await priya.submit({ People: names.map(idOf) })
    expect(await priya.submit()).toEqual({ ok: true })
  }
  const others = leaders.filter((name) => name !== 'Doreen')
  // One of them Slack knows no more: that keeps nobody waiting, and is not tried for ever.
  await invite([...others, 'U0NOBODY'])
  expect(room.practice.app.world.workspace.current.jobs).toEqual([])
  expect(await priya.home()).toContain('1 account cannot be reached')
  await doreen.press('Yes, ask me')
  expect(doreen.form()?.says).toContain('This invitation no longer holds')
  await doreen.close()
  expect(await doreen.home()).toContain('You are not part of a programme here yet.')
  await doreen.say('Am I in?')
  expect(doreen.lastLetter().says).toContain('You are not part of a programme here')
  await room.moveTo('2026-01-06T12:00:00.000Z')
  expect(doreen.letters().filter(({ message }) => !message.ephemeral)).toHaveLength(1)

  await invite([...others, 'Doreen'])
  expect(await doreen.home()).toContain('You are named for a programme here')
  await doreen.press('Yes, ask me')
  expect(doreen.letters()[0]?.says).toContain('Your next question: 2026-01-13T09:00:00.000Z')

  // A no may be taken back only while there is something to say yes to.
  const yusuf = room.person('Yusuf')
  await yusuf.press('No, thank you')
  await invite([...others.filter((name) => name !== 'Yusuf'), 'Doreen'])
  await yusuf.press('I have changed my mind')
  expect(yusuf.form()?.says).toContain('This invitation no longer holds')
  await yusuf.close()
  expect(await yusuf.home()).not.toContain('I have changed my mind')
})

test('an invitation from before people had to be told so much waits until Home has been told what is missing', async () => {
  const room = await roomOf(['Tomasz'])
  const { world } = room.practice.app
  const [priya, farah] = [room.person('Priya'), room.person('Farah')]
  const [programme] = world.workspace.current.programmes
  if (!programme) expect.fail('there is no programme')
  // As documents of an older Balcony are: the programme says less than it must by now, and an invitation waits.
  const now = world.clock.now()
  const user = UserId.parse(farah.id)
  const lastYears = ProgrammeId.parse('last-year')
  await changeWorkspace(world, (it) => ({
    ...it,
    programmes: [
      { ...programme, people: [...programme.people, user], purpose: '', privacyContact: '' },
      // One that has ended keeps nobody waiting.
      { ...programme, id: lastYears, name: 'Last year', people: [user], purpose: '', endedAt: now },
    ],
    revision: it.revision + 1,
  }))
  const slack = { team: world.workspace.current.id, user, dm: ChannelId.parse(farah.dm) }
  const { zone, nation } = programme
  const newcomer = newLeader(LeaderId.parse('L0123'), slack, { zone, nation }, now)
  await world.leaders.create(invite(invite(newcomer, programme.id, now), lastYears, now))
  await room.moveTo('2026-01-05T12:00:00.000Z')
  expect(farah.letters()).toEqual([])
  // Whether it has come or waits still, what they read of it is true.
  expect(await farah.home()).toContain('Its invitation is in Messages, or will come there.')
  await farah.say('Is anyone there?')
  expect(JSON.stringify(room.sandbox.person(farah.id).seat().messages[farah.dm])).toContain(
    'It is above, or will come here.',
  )

  // What is over asks nobody to say anything more.
  const missing = 'Nobody new is invited until it says who looks after privacy and what it is for.'
  const before = await priya.home()
  expect(before.split(missing)).toHaveLength(2)
  expect(before.split('Say what is missing')).toHaveLength(2)
  await priya.pressAtHome('Say what is missing')
  await priya.submit({
    'Privacy contact': 'Ama, 01632 960123',
    'What is it for': 'To learn from each other.',
    'Not for appraisal': 'What people write',
  })
  expect(await priya.submit()).toEqual({ ok: true })
  const home = await priya.home()
  expect(home).toContain('Northfield leaders')
  expect(home).not.toContain(missing)
  await room.moveTo('2026-01-05T14:00:00.000Z')
  expect(farah.lastLetter().says).toContain('Questions about privacy: Ama, 01632 960123')
  expect(farah.lastLetter().says).not.toContain('Last year')
})

test('a no is final and quiet, and theirs to change', async () => {
  const room = await practiceRoom()
  await makeProgramme(room)
  const yusuf = room.person('Yusuf')
  await yusuf.press('No, thank you')

  const [answer, ...others] = yusuf.letters()
  expect(answer?.says).toContain('Balcony will not write to you again.')
  expect(others).toEqual([])
  await makeProgramme(room, { Name: 'Another one', 'Partnership channel': '' })
  await room.moveTo('2026-02-12T12:00:00.000Z')
  expect(yusuf.letters()).toHaveLength(1)
  expect(await yusuf.home()).toContain('Balcony leaves you alone')
  await yusuf.pressAtHome('Delete everything')
  expect(yusuf.form()?.says).toContain('Balcony then no longer knows that you said no')
  await yusuf.close()

  await yusuf.press('I have changed my mind')
  expect(yusuf.lastLetter().says).toContain('Your next question: 2026-02-17T09:00:00.000Z')
  await room.moveTo('2026-02-17T12:00:00.000Z')
  expect(yusuf.letters()).toHaveLength(2)
})

test('a yes turns the invitation into a welcome that says what comes when', async () => {
  const room = await roomOf(['Tomasz'])
  const tomasz = room.person('Tomasz')
  const [welcome, ...others] = tomasz.letters()
  expect(others).toEqual([])
  expect(welcome?.says).toContain('You are in\nYour next question: 2026-01-06T09:00:00.000Z.')
  expect(welcome?.buttons).toEqual(['Ask me one now', 'Choose day, hour and more', 'Take part'])

  await tomasz.press('Ask me one now')
  const question = tomasz.lastLetter()
  expect(question.at).toBe('2026-01-05T08:00')
  expect(question.says).toMatch(/^This week · Ways of feeling\n/)
  expect(tomasz.letters()[0]?.buttons).toEqual(['Choose day, hour and more', 'Take part'])
  // This week's question has been asked, so Tuesday brings no other.
  await room.moveTo('2026-01-06T12:00:00.000Z')
  expect(tomasz.letters()).toHaveLength(2)
})

test('before the programme starts there is nothing to ask, and the button says so', async () => {
  const room = await roomOf(['Tomasz'], { programme: { 'Starts on': '2026-01-19' } })
  const tomasz = room.person('Tomasz')
  expect(tomasz.lastLetter().says).toContain('Your next question: 2026-01-20T09:00:00.000Z.')
  await tomasz.press('Ask me one now')
  expect(tomasz.form()?.says).toContain('There is no question to be had just now.')
  await room.moveTo('2026-01-20T12:00:00.000Z')
  expect(tomasz.letters().map(({ at }) => at)).toEqual(['2026-01-05T08:00', '2026-01-20T09:00'])
})

test('who is no admin any more makes no programme, with a button or a form that they still have', async () => {
  const room = await practiceRoom()
  const priya = room.person('Priya')
  await priya.home()
  await priya.pressAtHome('New programme')
  room.sandbox.changePerson(priya.id, { isAdmin: false })

  const sent = await priya.submit({
    Name: 'Mine',
    People: [idOf('Tomasz')],
    'Who answers': 'Me',
    'Privacy contact': 'Me',
    'What is it for': 'Me',
  })
  expect(sent).toEqual({ ok: false, errors: { name: expect.stringContaining('Only an admin') } })
  await priya.close()
  await priya.pressAtHome('New programme')
  expect(priya.form()).toEqual({
    title: 'Sorry',
    says: expect.stringContaining('Only an admin of this workspace'),
  })
  expect(room.person('Tomasz').letters()).toEqual([])
  expect(await priya.home()).not.toContain('For admins')
})

test('/balcony says what it does, to the one who asked', async () => {
  const room = await practiceRoom()
  const seat = room.sandbox.person(idOf('Doreen'))
  for (const text of ['help', '', 'HELP ']) {
    const answer = await seat.command({ channel: seat.dm, command: '/balcony', text })
    expect(JSON.stringify(answer.blocks)).toContain('*Balcony* asks you one question a week')
    expect(JSON.stringify(answer.blocks)).not.toContain('does not know')
  }
  const lost = await seat.command({ channel: 'C07NFPARTNR', command: '/balcony', text: '<!channel> dance' })
  expect(JSON.stringify(lost.blocks)).toContain('Balcony does not know')
  expect(JSON.stringify(lost.blocks)).not.toContain('<!channel>')
  expect(seat.seat().messages.C07NFPARTNR?.every((it) => it.ephemeral)).toBe(true)
})

test('who takes part is asked before they are put into one more programme, and a no changes nothing else', async () => {
  const room = await roomOf(['Tomasz', 'Farah'])
  const made = await makeProgramme(room, {
    Name: 'Hospital to home',
    People: ['Tomasz', 'Farah'].map(idOf),
    Weekday: 'Thursday',
    'Partnership channel': '',
    'Who answers': 'The trust',
  })
  expect(made).toEqual({ ok: true })
  const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
  // This week has its invitation and its question: the next has room.
  await room.moveTo('2026-01-12T08:59:00.000Z')
  expect(tomasz.letters()).toHaveLength(2)
  await room.moveTo('2026-01-12T10:00:00.000Z')
  expect(tomasz.lastLetter().at).toBe('2026-01-12T09:00')
  expect(tomasz.lastLetter().says).toContain('You are invited to one more programme: Hospital to home.')
  expect(tomasz.lastLetter().says).toContain('Who answers for it: The trust')
  await tomasz.press('Yes, this one too')
  expect(tomasz.lastLetter().says).toContain('You are in Hospital to home too.')
  await farah.press('No, thank you')
  expect(farah.lastLetter().says).toContain('Hospital to home does not ask you')
  await room.moveTo('2026-01-23T12:00:00.000Z')
  const asked = (name: string) =>
    room
      .person(name)
      .letters()
      .filter(isQuestion)
      .map(({ at }) => at)
  expect(asked('Tomasz')).toEqual([
    '2026-01-06T09:00',
    '2026-01-13T09:00',
    '2026-01-20T09:00',
    '2026-01-22T09:00',
  ])
  expect(asked('Farah')).toEqual(['2026-01-06T09:00', '2026-01-13T09:00', '2026-01-20T09:00'])
  await farah.press('Yes, after all')
  expect(farah.letters().some(({ says }) => says.includes('You are in Hospital to home too.'))).toBe(true)
})
