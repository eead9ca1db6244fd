// The talk about a digest: what a team writes down under it, for all in the channel to change, and what the next asks.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  channel,
  idOf,
  introductionsIn,
  makeProgramme,
  type Person,
  postsIn,
  practiceRoom,
  type Room,
  roomOf,
} from './practice-room.ts'

const posted = '2026-02-04T11:00:00.000Z'
const nextPosted = '2026-03-04T11:00:00.000Z'
const digest = (room: Room) => postsIn(room).at(-1)!
const plan = {
  'When …': 'someone is ready to go home on a Friday',
  '… we will …': 'ring home care before noon',
}

/** All that Balcony's documents say. */
const keptIn = (room: Room): string =>
  readdirSync(join(room.folder, 'documents'), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => readFileSync(join(it.parentPath, it.name), 'utf8'))
    .join('\n')

const press = (person: Person, room: Room, label: string) => person.press(label, digest(room))

describe('“We talked”', () => {
  test('is written down by anyone in the channel, stands under the digest without a name, and is asked about by the next', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo(posted)
    const [shanelle, priya] = [room.person('Shanelle'), room.person('Priya')]
    expect(digest(room).says).toContain('Had your fifteen minutes?')

    // Shanelle was never invited: she is in the channel, and that is enough.
    await press(shanelle, room, 'We talked')
    expect(shanelle.form()?.says).toContain('Nobody keeps who wrote it, who was there or who spoke.')
    expect(await shanelle.submit({ 'When …': 'only half' })).toMatchObject({
      ok: false,
      errors: { will: expect.stringContaining('both halves') },
    })
    expect(await shanelle.submit(plan)).toEqual({ ok: true })
    expect(digest(room).says).toContain(
      'We talked.\n>When someone is ready to go home on a Friday\n>we will ring home care before noon',
    )
    expect(digest(room).says).toContain('until 2026-02-06T11:00:00.000Z')
    expect(JSON.stringify(digest(room).message)).not.toContain(idOf('Shanelle'))

    // Priya changes it meanwhile; what Tomasz has written on the old one is not lost, and neither is hers.
    const tomasz = room.person('Tomasz')
    await press(tomasz, room, 'Change it')
    await press(priya, room, 'Change it')
    await priya.submit({ '… we will …': 'ring home care by ten' })
    expect(await tomasz.submit({ '… we will …': 'book the transport first' })).toEqual({ ok: true })
    expect(tomasz.form()?.says).toContain('Someone else saved this while you wrote.')
    expect(tomasz.form()?.says).toContain('we will ring home care by ten')
    expect(tomasz.form()?.says).toContain('book the transport first')
    await tomasz.close()
    expect(digest(room).says).toContain('ring home care by ten')

    // After two working days it is settled.
    await room.moveTo('2026-02-06T11:00:00.000Z')
    const gareth = room.person('Gareth')
    await press(gareth, room, 'Change it')
    expect(gareth.form()?.says).toContain('its two working days are over')
    await gareth.close()

    await room.moveTo(nextPosted)
    const [january] = postsIn(room)
    expect(digest(room).says).toContain(
      'Last time we said\n>When someone is ready to go home on a Friday\n>we will ring home care by ten',
    )
    const farah = room.person('Farah')
    await farah.press('Change it', january)
    expect(farah.form()?.says).toContain('There is a newer digest')
    await farah.close()
    await press(tomasz, room, 'What happened?')
    expect(tomasz.form()?.says).not.toContain('The next digest asks')
    await tomasz.submit({ 'How did it go?': 'Partly', 'In a few words': 'Two Fridays of four.' })
    expect(digest(room).says).toContain('What happened? Partly: Two Fridays of four.')

    await room.moveTo('2026-04-07T11:00:00.000Z')
    expect(digest(room).says).not.toContain('Last time we said')
    expect(room.log.join()).not.toContain('home care')
  })

  test('is looked at before all can read it, and what should not stand there is taken out by whoever looks after it', async () => {
    const room = await roomOf(['Tomasz'])
    await room.moveTo(posted)
    const tomasz = room.person('Tomasz')
    await press(tomasz, room, 'We talked')
    await tomasz.submit({ ...plan, '… we will …': 'ask about 943 476 5919' })
    expect(tomasz.form()?.says).toContain('There is an NHS number or a date of birth in these words.')
    await tomasz.submit({ ...plan, '… we will …': 'ask Mrs Okonkwo' })
    expect(tomasz.form()?.says).toContain('There may be someone’s name in these words.')
    expect(digest(room).says).toContain('Had your fifteen minutes?')
    await tomasz.submit({ 'Checked?': ['I have checked'] })
    expect(digest(room).says).toContain('we will ask Mrs Okonkwo')
    expect(digest(room).says).toContain('After that, an admin of Balcony can take it out.')

    // Its days are over, and the next digest would repeat it.
    await room.moveTo('2026-02-06T11:00:00.000Z')
    const [priya, gareth, farah] = [room.person('Priya'), room.person('Gareth'), room.person('Farah')]
    await press(farah, room, 'Change it')
    expect(farah.form()?.says).toContain('ask an admin of Balcony to take it out')
    await farah.close()
    await priya.home()
    await priya.pressAtHome('Open partnerships')
    await priya.pressInForm('Change')
    await priya.submit({ 'Looked after by': [gareth.id] })
    await gareth.home()
    await gareth.pressAtHome('Open partnerships')
    await gareth.pressInForm('What the team wrote')
    expect(gareth.form()?.says).toContain('January 2026')
    expect(gareth.form()?.says).not.toMatch(/Okonkwo|ready to go home/)
    await gareth.pressInForm('Take this out', 'January 2026')
    expect(gareth.form()?.says).toContain('Balcony keeps no word any more of what the team wrote')
    expect(digest(room).says).toContain('We talked.')
    expect(digest(room).says).not.toMatch(/Okonkwo|ready to go home/)
    expect(keptIn(room)).toContain('"talk"')
    expect(keptIn(room)).not.toMatch(/Okonkwo|ready to go home/)
    await priya.close()
    await priya.home()
    await priya.pressAtHome('Open the log')
    expect(priya.form()?.says).toContain(
      `<@${gareth.id}> took out what the team of #northfield-partnership wrote under a digest.`,
    )

    await room.moveTo(nextPosted)
    expect(digest(room).says).toContain('Had your fifteen minutes?')
    expect(digest(room).says).not.toMatch(/Okonkwo|Last time we said/)
    // Unlinked, the channel still shows what was posted, and an admin may still take it out.
    await press(tomasz, room, 'We talked')
    await tomasz.submit(plan)
    await priya.close()
    await priya.home()
    await priya.pressAtHome('Open partnerships')
    await priya.pressInForm('Change')
    await priya.pressInForm('Unlink this channel')
    await priya.close()
    expect(priya.form()?.says).toContain('#northfield-partnership is unlinked. It gets no more digests')
    await priya.pressInForm('What the team wrote')
    await priya.pressInForm('Take this out', 'February 2026')
    expect(digest(room).says).not.toContain('ring home care')
    expect(room.log.join()).not.toMatch(/Okonkwo|home care/)
  })

  test('takes in people of another organisation, who are told so at the start, sent nothing and asked nothing', async () => {
    const room = await practiceRoom()
    room.sandbox.addPerson({
      id: 'U0ELSEWHERE',
      name: 'Bronwen Rees',
      title: 'Housing association',
      isAdmin: false,
      tz: 'Europe/London',
      from: { id: 'T0HOUSING', name: 'Northfield Homes' },
    })
    const members = [
      ...room.sandbox
        .person(idOf('Priya'))
        .seat()
        .conversations.find(({ id }) => id === channel)!.members,
    ]
    room.sandbox.changeChannel(channel, { isShared: true, members: [...members, 'U0ELSEWHERE'] })
    expect(await makeProgramme(room, { People: [idOf('Tomasz'), 'U0ELSEWHERE'] })).toEqual({ ok: true })
    expect(introductionsIn(room).map(({ says }) => says)).toEqual([
      expect.stringMatching(
        /If you are from another organisation, or a guest, Balcony may not be able to write to you.* You are part of the talk all the same\. Under each digest, anyone here can press We talked/,
      ),
    ])
    await room.moveTo(posted)
    expect(introductionsIn(room)).toHaveLength(1)
    const bronwen = room.person('U0ELSEWHERE')
    await press(bronwen, room, 'We talked')
    expect(await bronwen.submit(plan)).toEqual({ ok: true })
    expect(digest(room).says).toContain('we will ring home care before noon')
    expect(bronwen.letters()).toEqual([])
    const calls = room.sandbox.calls().filter((it) => JSON.stringify(it).includes('U0ELSEWHERE'))
    for (const method of ['conversations.open', 'views.publish']) {
      expect(calls.map((it) => it.method)).not.toContain(method)
    }
  })
})
