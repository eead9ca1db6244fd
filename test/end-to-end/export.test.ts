// Taking one's own history away: someone presses Export at their Home, says how and how far back, chooses what goes in,
// and reads the file that comes into their conversation.
import { describe, expect, test } from 'vitest'
import { HistoryFile } from '../../src/domain/export.ts'
import { pressIn } from '../../src/sandbox/hands.ts'
import { type Person, type Room, roomOf } from './practice-room.ts'

const toWeek = (room: Room, week: number) =>
  room.moveTo(new Date(Date.parse('2026-01-06T10:00:00.000Z') + (week - 1) * 7 * 86_400_000).toISOString())

/** Tomasz, who answered so many weeks by typing: `Reply 1.`, `Reply 2.` and so on; the first with so what and a plan. */
const written = async (weeks: number): Promise<{ room: Room; tomasz: Person }> => {
  const room = await roomOf(['Tomasz'])
  const tomasz = room.person('Tomasz')
  await toWeek(room, 1)
  await tomasz.press('Write a reply')
  const filled = {
    'Your answer': 'Reply 1. ``` שלום 🌧',
    'So what?': 'I had not asked.',
    'Now what?': 'When it rains, I will ask.',
    'Ask me about the plan after': '2026-01-12',
  }
  expect(await tomasz.submit(filled)).toEqual({ ok: true })
  for (let week = 2; week <= weeks; week += 1) {
    await toWeek(room, week)
    await tomasz.say(`Reply ${week}.`)
  }
  return { room, tomasz }
}
/** Says how the plan went, from the question of the second week. */
const settlePlan = async (tomasz: Person, helped: string) => {
  await tomasz.press('Read my plan')
  expect(await tomasz.submit({ 'How did it go?': 'Done', 'What helped': helped })).toEqual({ ok: true })
}
/** As it was kept by a Balcony that did not look at it yet. */
const helpedBefore = async ({ practice }: Room, helped: string) => {
  const { leaders } = practice.app.world
  for (const id of await leaders.ids()) {
    await leaders.update(id, (it) => ({
      ...it,
      commitments: it.commitments.map((plan) => ({ ...plan, state: { ...plan.state, helped } })),
    }))
  }
}
const openExport = async (tomasz: Person) => {
  await tomasz.home()
  await tomasz.pressAtHome('Export')
}
const openAgain = async (room: Room, tomasz: Person) => {
  await tomasz.close()
  const command = { channel: tomasz.dm, command: '/balcony', text: 'export' }
  await room.sandbox.person(tomasz.id).command(command)
  await room.practice.settled()
}
const pressInForm = async (room: Room, tomasz: Person, label: string, beside?: string) => {
  const seat = room.sandbox.person(tomasz.id)
  const view = seat.seat().modals.at(-1) ?? expect.fail('no window is open')
  expect(await pressIn(seat, view, label, { beside })).toBe(true)
  await room.practice.settled()
}
const filesOf = (tomasz: Person) => tomasz.letters().flatMap(({ message }) => message.files ?? [])
/** The newest file in their conversation. */
const fileOf = async (room: Room, tomasz: Person) => {
  const file = filesOf(tomasz).at(-1) ?? expect.fail('no file came')
  const { bytes } = await room.sandbox.person(tomasz.id).file(file.id)
  return { name: file.name, text: bytes.toString() }
}
/** How the options of the choice begin, newest first. */
const options = (room: Room, tomasz: Person): string[] => {
  const view = room.sandbox.person(tomasz.id).seat().modals.at(-1)
  return [...JSON.stringify(view?.blocks).matchAll(/"text":"(\d+ \w+ 20\d\d · [^"]*)"/g)].map(
    ([, it = '']) => it,
  )
}

describe('a draft for a portfolio', () => {
  test.each([
    ['Draft for doctors', 'gmc', 'So what?'],
    ['Draft for nurses', 'nmc', '- [ ] Promote professionalism and trust'],
    ['Draft for social workers', 'swe', 'Talked over with a peer'],
    ['Draft of a plain portfolio', 'citizen', 'What I did next'],
  ])('is chosen, and read: %s', async (label, format, says) => {
    const { room, tomasz } = await written(2)
    await settlePlan(tomasz, 'Tea.')
    await openExport(tomasz)
    await tomasz.submit({ As: label })
    expect(tomasz.form()).toMatchObject({ title: 'Choose replies' })
    expect(options(room, tomasz).map((it) => it.slice(0, 15))).toEqual(['13 January 2026', '6 January 2026 '])
    expect(JSON.stringify(tomasz.form())).not.toContain('Reply 1')
    await tomasz.submit({ 'Which replies?': ['6 January 2026'] })
    expect(tomasz.form()?.says).toContain('Your file is on its way')
    const { name, text } = await fileOf(room, tomasz)
    expect(name).toBe(`balcony-${format}-2026-01-13.md`)
    expect(text).toContain('````text\nReply 1. ``` שלום 🌧\n````\n')
    expect(text).toContain('```text\nI had not asked.\n```\n')
    expect(text).toContain(
      'My plan:\n\n```text\nWhen it rains, I will ask.\n```\n\nHow it went: done, 13 January 2026.',
    )
    expect(text).toContain(says)
    expect(text).not.toContain('Reply 2.')
    expect(room.log.join('\n')).not.toMatch(/Reply \d|I had not asked/)
  })

  test('of a CPD profile takes four to six of many, and lists them all', async () => {
    const { room, tomasz } = await written(7)
    await openExport(tomasz)
    await tomasz.submit({ As: 'Draft of a CPD profile' })
    const all = options(room, tomasz)
    expect(all).toHaveLength(7)
    expect(all.every((it) => it.length <= 75)).toBe(true)
    const refused = await tomasz.submit({ 'Which replies?': all.slice(0, 3) })
    expect(refused.ok).toBe(false)
    expect(filesOf(tomasz)).toEqual([])
    await tomasz.submit({ 'Which replies?': all.slice(0, 4) })
    const { name, text } = await fileOf(room, tomasz)
    expect(name).toBe('balcony-hcpc-2026-02-17.md')
    expect(text.match(/^- \d+ (January|February) 2026: Written reflection\./gm)).toHaveLength(7)
    expect(text.match(/Reply \d/g)).toEqual(['Reply 4', 'Reply 5', 'Reply 6', 'Reply 7'])
  })

  test('of a CPD profile with few replies is made of what there is, and says so kindly', async () => {
    const { room, tomasz } = await written(2)
    await openExport(tomasz)
    await tomasz.submit({ As: 'Draft of a CPD profile' })
    expect(tomasz.form()?.says).toContain('It has 2 replies in it.')
    const { text } = await fileOf(room, tomasz)
    expect(text).toContain('Here are 2, and that is a good place to begin.')
    expect(text.match(/Reply \d/g)).toEqual(['Reply 1', 'Reply 2'])
  })

  test('holds all of its time where none is chosen', async () => {
    const { room, tomasz } = await written(3)
    await openExport(tomasz)
    await tomasz.submit({ As: 'Draft for doctors' })
    await tomasz.submit()
    expect((await fileOf(room, tomasz)).text.match(/Reply \d/g)).toEqual(['Reply 1', 'Reply 2', 'Reply 3'])
  })

  test('chosen of a reply that was deleted meanwhile is chosen anew', async () => {
    const { room, tomasz } = await written(1)
    await toWeek(room, 2)
    const said = await tomasz.say('Reply 2.')
    await toWeek(room, 3)
    await tomasz.say('Reply 3.')
    await openExport(tomasz)
    await tomasz.submit({ As: 'Draft for doctors' })
    await tomasz.remove(said)
    await tomasz.submit({ 'Which replies?': ['13 January 2026'] })
    expect(tomasz.form()?.says).toContain('Some of these are no longer here.')
    expect(options(room, tomasz)).toHaveLength(2)
    expect(filesOf(tomasz)).toEqual([])
  })
})

describe('a period', () => {
  test('of some days is what is in the file, and a day after the other is asked for', async () => {
    const { room, tomasz } = await written(4)
    await openExport(tomasz)
    const dates = { 'How far back': 'Only the days below', From: '2026-01-13', To: '2026-01-20' }
    const backwards = { ...dates, To: '2026-01-12' }
    expect((await tomasz.submit(backwards)).ok).toBe(false)
    await tomasz.submit(dates)
    const { history, period } = HistoryFile.parse(JSON.parse((await fileOf(room, tomasz)).text))
    expect(period).toEqual({ from: '2026-01-13', to: '2026-01-20' })
    expect(history.reflections.map(({ at }) => at.slice(0, 10))).toEqual(['2026-01-13', '2026-01-20'])
    await openAgain(room, tomasz)
    expect((await tomasz.submit({ ...dates, From: '2026-01-14', To: '2026-01-15' })).ok).toBe(false)
    await tomasz.submit({ ...dates, As: 'To read' })
    expect((await fileOf(room, tomasz)).text.match(/Reply \d/g)).toEqual(['Reply 2', 'Reply 3'])
  })

  test('is as usual the last twelve months for a draft, and everything as data', async () => {
    const { room, tomasz } = await written(1)
    await tomasz.home()
    await tomasz.pressAtHome('All settings')
    expect(await tomasz.submit({ 'Keep my replies for': '2 years' })).toEqual({ ok: true })
    await room.moveTo('2026-12-30T10:00:00.000Z')
    await tomasz.say('Reply of the year’s end.')
    await room.moveTo('2027-01-06T23:00:00.000Z')
    await openExport(tomasz)
    await tomasz.submit({ As: 'Draft for doctors', 'How far back': 'As usual' })
    await tomasz.submit()
    expect((await fileOf(room, tomasz)).text).toContain('Reply 1.')
    await room.moveTo('2027-01-07T00:30:00.000Z')
    await openAgain(room, tomasz)
    await tomasz.submit({ As: 'Draft for doctors' })
    const { text } = await fileOf(room, tomasz)
    expect(text).toContain('From 7 January 2026 to 7 January 2027.')
    expect(text).not.toContain('Reply 1.')
    expect(text).toContain('Reply of the year’s end.')
  })
})

describe('what needs another look', () => {
  test('stops the file and is shown; it is changed, or looked at, or left out', async () => {
    const { room, tomasz } = await written(1)
    await toWeek(room, 2)
    await tomasz.press('Read my plan')
    await tomasz.submit({ 'How did it go?': 'Done', 'What helped': 'Dr Patel lent a hand.' })
    expect(await tomasz.submit({ 'Checked?': ['I have checked'] })).toEqual({ ok: true })
    await tomasz.press('Write a reply')
    const named = { 'Your answer': 'Reply 2.', 'Give your challenge a name': 'Mrs Jones and the rota' }
    await tomasz.submit(named)
    expect(await tomasz.submit({ 'Checked?': ['I have checked'] })).toEqual({ ok: true })
    await openExport(tomasz)
    await tomasz.submit()
    expect(tomasz.form()?.says).toContain('2 things that you wrote need another look first.')
    expect(tomasz.form()?.says).toMatch(
      /Dr Patel lent a hand\.[\s\S]*The name of a challenge[\s\S]*Mrs Jones and/,
    )
    expect(filesOf(tomasz)).toEqual([])

    await pressInForm(room, tomasz, 'Open it', 'What helped with a plan')
    expect(tomasz.form()?.title).toBe('Your plan')
    await tomasz.submit({ 'What helped': 'A colleague lent a hand.' })
    await tomasz.submit()
    expect(tomasz.form()?.says).toContain('1 thing that you wrote needs another look first.')
    // A tick below these is none for what comes to them meanwhile.
    await tomasz.say('Mr Smith was there.')
    await tomasz.submit({ 'Leave out?': ['Leave these'] })
    expect(tomasz.form()?.says).toContain('2 things that you wrote need another look first.')
    expect(filesOf(tomasz)).toEqual([])
    await tomasz.press('It is fine to use')
    await tomasz.submit()
    expect(tomasz.form()?.says).toContain('1 thing that you wrote needs another look first.')
    await tomasz.submit({ 'Checked?': ['I have checked'] })
    const first = (await fileOf(room, tomasz)).text
    expect(first).toContain('A colleague lent a hand.')
    expect(first).toContain('Mrs Jones and the rota')

    await openAgain(room, tomasz)
    await tomasz.submit()
    // On top of this form, which is still there when it closes.
    await pressInForm(room, tomasz, 'Open it', 'The name of a challenge')
    expect(tomasz.form()?.title).toBe('Your challenge')
    expect(tomasz.form()?.says).toContain('Mrs Jones and the rota')
    await tomasz.close()
    await tomasz.submit({ 'Leave out?': ['Leave these'] })
    const second = (await fileOf(room, tomasz)).text
    expect(second).not.toContain('Mrs Jones')
    expect(second).toContain('Reply 2.')
  })

  test('is an NHS number whatever is ticked, until it goes; in a draft another reply may stand for it', async () => {
    const { room, tomasz } = await written(2)
    await tomasz.press('Read my plan')
    await tomasz.submit({ 'How did it go?': 'Done', 'What helped': 'NHS number 943 476 5919 came up.' })
    expect(tomasz.form()?.says).toContain('There is an NHS number or a date of birth in these words.')
    expect(await tomasz.submit({ 'What helped': 'It came up.' })).toEqual({ ok: true })
    await helpedBefore(room, 'NHS number 943 476 5919 came up.')
    await openExport(tomasz)
    await tomasz.submit({ As: 'Draft for nurses' })
    await tomasz.submit({ 'Which replies?': ['6 January 2026'] })
    expect(tomasz.form()?.says).toContain('It holds an NHS number or a date of birth')
    expect(JSON.stringify(tomasz.form())).not.toContain('Checked?')
    await tomasz.submit({ 'Which replies?': ['13 January 2026'] })
    expect((await fileOf(room, tomasz)).text.match(/Reply \d/g)).toEqual(['Reply 2'])

    await openAgain(room, tomasz)
    await tomasz.submit()
    await tomasz.submit({ 'Leave out?': ['Leave these'] })
    const { text } = await fileOf(room, tomasz)
    expect(text).toContain('When it rains, I will ask.')
    expect(text).not.toContain('943 476 5919')
  })

  test('is what they call themselves too, where their settings go along', async () => {
    const { room, tomasz } = await written(1)
    await tomasz.home()
    await tomasz.pressAtHome('All settings')
    await tomasz.submit({ 'What do you call': 'Dr Nowak' })
    expect(await tomasz.submit({ 'Checked?': ['I have checked'] })).toEqual({ ok: true })
    expect(tomasz.form()).toBeUndefined()
    await openExport(tomasz)
    await tomasz.submit()
    expect(tomasz.form()?.says).toContain('Dr Nowak')
    await pressInForm(room, tomasz, 'Open it')
    expect(await tomasz.submit({ 'What do you call': 'Ward doctor' })).toEqual({ ok: true })
    await tomasz.submit()
    expect((await fileOf(room, tomasz)).text).toContain('Ward doctor')
  })
})
