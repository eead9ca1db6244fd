// A partnership's channel is renamed, archived, opened, or Balcony is taken out of it: whoever set it up is told, nothing
// is lost, and it goes on once it is mended.
import { describe, expect, test } from 'vitest'
import { UserId } from '../../src/domain/model.ts'
import { changeWorkspace } from '../../src/flows/change-workspace.ts'
import { bot } from '../../src/sandbox/seed.ts'
import { approve, channel, choices, idOf, postsIn, type Room, reply, roomOf } from './practice-room.ts'

const previews = '2026-01-30T10:00:00.000Z'
/** The digest of January is posted at ten. */
const posting = '2026-02-04T11:00:00.000Z'
const words = 'We moved the meeting to where the nurses are.'

/** Tomasz has said yes to his words with his name; it is the day before the digest. */
const agreed = async (): Promise<Room> => {
  const room = await roomOf(['Tomasz', 'Farah'], { takingPart: ['Tomasz'] })
  await room.moveTo('2026-01-06T10:00:00.000Z')
  await reply(room.person('Tomasz'), words, choices.named)
  await room.moveTo(previews)
  await approve(room.person('Tomasz'))
  return room
}
const elsewhere = {
  id: 'U0ELSEWHERE',
  name: 'Bronwen Rees',
  title: 'Housing association',
  isAdmin: false,
  tz: 'Europe/London',
  from: { id: 'T0HOUSING', name: 'Northfield Homes' },
}
const membersOf = ({ sandbox }: Room): string[] =>
  sandbox
    .person('U07NF1PRIYA')
    .seat()
    .conversations.find(({ id }) => id === channel)?.members ?? []
const toPriya = (room: Room) =>
  room
    .person('Priya')
    .letters()
    .filter(({ text }) => text.startsWith('Balcony has something to tell you'))
    .map(({ says }) => says)
const posted = (room: Room) => postsIn(room).map(({ says }) => says)

describe('a channel', () => {
  test('that was taken although it is public, and is so again, asks anew for what was said to fewer', async () => {
    const room = await agreed()
    const { world } = room.practice.app
    const why = 'Everyone here may read it.'
    const override = { by: UserId.parse(idOf('Priya')), at: world.clock.now(), why }
    await changeWorkspace(world, (it) => ({
      ...it,
      partnerships: it.partnerships.map((one) => ({ ...one, override })),
    }))
    room.sandbox.changeChannel(channel, { isPrivate: false })
    await room.moveTo('2026-01-31T18:00:00.000Z')
    expect(toPriya(room)).toEqual([])
    const tomasz = room.person('Tomasz')
    await tomasz.home()
    await tomasz.pressAtHome('Look and decide')
    expect(tomasz.form()?.says).toContain('The channel is open to more people now')
    expect(tomasz.form()?.says).toContain(why)
    expect(await tomasz.submit()).toEqual({ ok: true })
    await room.moveTo(posting)
    expect(posted(room)).toEqual([expect.stringContaining(words)])
  })

  test('that is renamed is called by its new name', async () => {
    const room = await agreed()
    room.sandbox.changeChannel(channel, { name: 'northfield-together' })
    await room.moveTo('2026-02-01T10:00:00.000Z')
    await room.moveTo('2026-02-03T11:00:00.000Z')
    expect(await room.person('Tomasz').home()).toContain('#northfield-together')
    expect(toPriya(room)).toEqual([])
  })

  test('that is archived keeps its digest waiting; its admin is told once, and it is posted when it is open again', async () => {
    const room = await agreed()
    room.sandbox.changeChannel(channel, { isArchived: true })
    await room.moveTo('2026-02-03T11:00:00.000Z')
    expect(toPriya(room)).toEqual([expect.stringContaining('#northfield-partnership is archived')])
    expect(toPriya(room)[0]).toContain('Nothing is lost')
    expect(await room.person('Priya').home()).toContain('#northfield-partnership is archived')
    await room.moveTo(posting)
    expect(posted(room)).toEqual([])
    expect(toPriya(room)).toHaveLength(1)
    room.sandbox.changeChannel(channel, { isArchived: false })
    await room.moveTo('2026-02-04T17:30:00.000Z')
    expect(posted(room)).toEqual([expect.stringContaining(words)])
    expect(await room.person('Priya').home()).not.toContain('is archived')

    room.sandbox.changeChannel(channel, { isArchived: true })
    await room.person('Tomasz').home()
    await room.person('Tomasz').pressAtHome('Stop taking part')
    expect(posted(room).join()).toContain(words)
    room.sandbox.changeChannel(channel, { isArchived: false })
    await room.moveTo('2026-02-04T18:31:00.000Z')
    expect(posted(room).join()).not.toContain(words)
  })

  test('that stays archived for the whole month loses nothing: the words come in the next digest', async () => {
    const room = await agreed()
    room.sandbox.changeChannel(channel, { isArchived: true })
    await room.moveTo('2026-02-20T11:00:00.000Z')
    const missed = 'The January 2026 digest of #northfield-partnership did not appear'
    expect(toPriya(room).filter((it) => it.includes(missed))).toHaveLength(1)
    expect(toPriya(room).at(-1)).toContain('moves on to the next digest')
    expect(await room.person('Priya').home()).toContain(missed)
    room.sandbox.changeChannel(channel, { isArchived: false })
    await room.moveTo('2026-03-05T11:00:00.000Z')
    expect(posted(room)).toEqual([expect.stringContaining(words)])
    expect(await room.person('Priya').home()).not.toContain(missed)
  })

  test('from which Balcony was taken out is said to its admin, and goes on once it is invited again', async () => {
    const room = await agreed()
    const members = membersOf(room)
    room.sandbox.changeChannel(channel, { members: members.filter((id) => id !== bot.user) })
    await room.moveTo(posting)
    expect(toPriya(room)).toEqual([expect.stringContaining('Balcony cannot get at #northfield-partnership')])
    expect(posted(room)).toEqual([])
    room.sandbox.changeChannel(channel, { members })
    await room.moveTo('2026-02-04T17:30:00.000Z')
    expect(posted(room)).toEqual([expect.stringContaining(words)])

    // Words that are taken back while it is out of there leave as soon as it can reach them.
    room.sandbox.changeChannel(channel, { members: members.filter((id) => id !== bot.user) })
    await room.person('Tomasz').home()
    await room.person('Tomasz').pressAtHome('Stop taking part')
    await room.moveTo('2026-02-06T11:00:00.000Z')
    expect(posted(room).join()).toContain(words)
    room.sandbox.changeChannel(channel, { members })
    await room.moveTo('2026-02-06T12:01:00.000Z')
    expect(posted(room).join()).not.toContain(words)
  })

  test('that opens while someone looks at the preview shows it to them anew before it takes their yes, but takes a no', async () => {
    const names = ['Tomasz', 'Farah']
    const room = await roomOf(names, { takingPart: names })
    await room.moveTo('2026-01-06T10:00:00.000Z')
    await reply(room.person('Tomasz'), words, choices.named)
    await reply(room.person('Farah'), 'Never to be read.', choices.named)
    await room.moveTo(previews)
    const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
    await tomasz.press('Look and decide')
    await farah.press('Look and decide')
    expect(tomasz.form()?.says).toContain('can read this private channel')
    room.sandbox.changeChannel(channel, { isShared: true })
    await tomasz.submit()
    expect(tomasz.form()?.says).toContain('The channel has opened to more people since you opened this.')
    expect(tomasz.form()?.says).toContain('It is shared with another organisation.')
    expect(await farah.submit({ 'What may be shared': 'Private' })).toEqual({ ok: true })
    expect(farah.form()).toBeUndefined()
    expect(await tomasz.submit()).toEqual({ ok: true })
    // One organisation more, and his yes was not for it.
    room.sandbox.addPerson(elsewhere)
    room.sandbox.changeChannel(channel, { members: [...membersOf(room), elsewhere.id] })
    await room.moveTo(posting)
    expect(posted(room)).toHaveLength(1)
    expect(posted(room).join()).not.toMatch(/We moved|Never to be read/)
    await tomasz.home()
    await tomasz.pressAtHome('Look and decide')
    expect(tomasz.form()?.says).toContain('The channel is open to more people now')
    expect(tomasz.form()?.says).toContain('It is shared with Northfield Homes.')
  })

  test('that was made public after a yes posts nothing of anyone’s until an admin says why, and then asks anew', async () => {
    const room = await agreed()
    const [tomasz, priya] = [room.person('Tomasz'), room.person('Priya')]
    room.sandbox.changeChannel(channel, { isPrivate: false })
    await room.moveTo(posting)
    expect(toPriya(room)).toEqual([expect.stringContaining('is public now')])
    expect(posted(room)).toHaveLength(1)
    expect(posted(room).join()).not.toContain(words)
    expect(room.log.join()).not.toContain(words)
    await tomasz.home()
    await expect(tomasz.pressAtHome('Look and decide')).rejects.toThrow('no “Look and decide”')
    await tomasz.pressAtHome('See what you agreed to')
    expect(tomasz.form()?.says).not.toContain('gave this reason')

    // As the message says: in Home.
    await priya.home()
    await priya.pressAtHome('Open partnerships')
    await priya.pressInForm('Change')
    expect(priya.form()?.says).toContain('This channel is public now.')
    expect(await priya.submit({ 'Why a public channel?': 'The whole county reads along.' })).toMatchObject({
      ok: true,
    })
    // He opened his window before there was a reason to read: a yes in it is none to that reason.
    await tomasz.submit()
    expect(tomasz.form()?.says).toContain(
      'An admin has said why the channel is public since you opened this.',
    )
    expect(tomasz.form()?.says).toContain('gave this reason: “The whole county reads along.”')
    await room.moveTo('2026-02-04T17:30:00.000Z')
    expect(await priya.home()).not.toContain('is public now')
    await tomasz.home()
    await tomasz.pressAtHome('Look and decide')
    expect(tomasz.form()?.says).toContain('The channel is open to more people now')
    expect(tomasz.form()?.says).toContain('gave this reason: “The whole county reads along.”')
    expect(tomasz.form()?.says).toContain(words)
    expect(await tomasz.submit()).toEqual({ ok: true })
    await room.moveTo('2026-03-05T11:00:00.000Z')
    expect(posted(room).at(-1)).toContain(words)
  })

  test('that was shared with another organisation after a yes holds the words, and says so to its admin', async () => {
    const room = await agreed()
    room.sandbox.changeChannel(channel, { isShared: true })
    await room.moveTo(posting)
    expect(toPriya(room)).toEqual([expect.stringContaining('is shared with another organisation')])
    expect(posted(room)).toHaveLength(1)
    expect(posted(room).join()).not.toContain(words)

    // He is asked anew, for exactly the words that he said yes to, and told why.
    const tomasz = room.person('Tomasz')
    await tomasz.home()
    await tomasz.pressAtHome('Look and decide')
    expect(tomasz.form()?.says).toContain('The channel is open to more people now')
    expect(tomasz.form()?.says).toContain(words)
    expect(await tomasz.submit()).toEqual({ ok: true })
    await room.moveTo('2026-03-05T11:00:00.000Z')
    expect(posted(room).at(-1)).toContain(words)
  })
})
