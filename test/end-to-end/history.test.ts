// A leader looks through their own history: opens it, searches, filters, turns pages, and changes what they find.
import { WebClient } from '@slack/web-api'
import { describe, expect, test } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { concepts, Instant, Reflection } from '../../src/domain/model.ts'
import { en } from '../../src/locales/en.ts'
import { chooseOn, pressIn, typeIn, type With } from '../../src/sandbox/hands.ts'
import { ids, modalIds } from '../../src/slack/action-ids.ts'
import { actions, submissions } from '../../src/slack/register.ts'
import { type Person, type Room, roomOf } from './practice-room.ts'

const today = Instant.parse('2026-01-06T10:00:00.000Z')
const theirs = async (room: Room, name: string) => {
  const { leaders } = room.practice.app.world
  const all = await Promise.all((await leaders.ids()).map((id) => leaders.get(id)))
  return all.find((it) => it?.slack.user === room.person(name).id) ?? expect.fail(`nothing of ${name}`)
}
/** They have written before: a reply a week, the last one a week ago. */
const wrote = async (room: Room, name: string, texts: readonly string[]): Promise<Reflection[]> => {
  const { id } = await theirs(room, name)
  const reflections = texts.map((text, i) => {
    const at = plus(today, { days: -7 * (texts.length - i) })
    return Reflection.parse({
      id: `${name}.${i}`,
      concept: concepts[i % concepts.length],
      asked: 'What was that week about?',
      at,
      late: false,
      parts: [{ text, at, from: { is: 'modal' } }],
      about: [],
      shares: {},
    })
  })
  await room.practice.app.world.leaders.update(id, (it) => ({
    ...it,
    settings: { ...it.settings, keepMonths: 60 },
    reflections: [...reflections, ...it.reflections],
  }))
  return reflections
}
const handsOf = (room: Room, person: Person) => {
  const seat = room.sandbox.person(person.id)
  const top = () => seat.seat().modals.at(-1) ?? expect.fail('no window is open')
  const done = async (acted: Promise<boolean>) => {
    expect(await acted).toBe(true)
    await room.practice.settled()
  }
  return {
    top,
    open: async () => {
      await person.home()
      await person.pressAtHome('Your history')
    },
    search: (text: string) => done(typeIn(seat, top(), 'Search', text)),
    show: (words: string) => done(chooseOn(seat, { view: top() }, words)),
    press: (label: string, more?: With) => done(pressIn(seat, top(), label, more)),
    says: () => person.form()?.says ?? '',
  }
}
const numbered = (n: number) => Array.from({ length: n }, (_, i) => `Reply number ${i}.`)
/** The same desk as the app's, for presses that no hand can make. */
const deskOf = ({ practice, sandbox }: Room) => ({
  world: practice.app.world,
  client: new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl }),
  say: en,
})

describe('looking through', () => {
  test('goes page by page, and back', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await wrote(room, 'Tomasz', numbered(20))
    const { open, press, says } = handsOf(room, tomasz)
    await open()
    expect(says()).toMatch(/20 replies, page 1 of 3[\s\S]+number 19\.[\s\S]+number 12\./)
    expect(says()).not.toContain('number 11.')
    await press('Older')
    expect(says()).toMatch(/page 2 of 3[\s\S]+number 11\.[\s\S]+number 4\./)
    await press('Older')
    expect(says()).toMatch(/page 3 of 3[\s\S]+number 3\.[\s\S]+number 0\./)
    await press('Newer')
    expect(says()).toContain('page 2 of 3')
  })

  test('searches and filters together, also by what was typed and not yet sent', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    const texts = numbered(22)
    await wrote(room, 'Tomasz', [...texts, 'Tea at the Café Noir', 'مرحبا يا صديقي 🧭'])
    const { open, search, show, press, says } = handsOf(room, tomasz)
    await open()
    await search('CAFE tea')
    expect(says()).toMatch(/1 reply\n[\s\S]*Café Noir/)
    await search('صديقي')
    expect(says()).toMatch(/1 reply\n[\s\S]*🧭/)
    await search('number')
    expect(says()).toContain('22 replies, page 1 of 3')
    await show(en.concepts.feeling)
    expect(says()).toMatch(/2 replies\n[\s\S]+number 11\.[\s\S]+number 0\./)
    await show('Look backs')
    expect(says()).toContain(en.history.nothing)
    await show('Everything')
    await press('Older', { filled: { Search: 'reply' } })
    expect(says()).toContain('22 replies, page 1 of 3')
    expect(await tomasz.submit({ Search: 'number 1' })).toEqual({ ok: true })
    expect(says()).toContain('12 replies, page 1 of 2')
  })

  test('says kindly that there is nothing yet', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    expect(await tomasz.home()).toContain(en.home.nothingYet)
    const seat = room.sandbox.person(tomasz.id)
    await seat.command({ channel: tomasz.dm, command: '/balcony', text: 'history' })
    await room.practice.settled()
    expect(tomasz.form()?.says).toContain(en.history.empty)
  })

  test('pays no heed to a press on what the window showed before', async () => {
    const room = await roomOf(['Tomasz'])
    await wrote(room, 'Tomasz', numbered(20))
    const { open, press, says, top } = handsOf(room, room.person('Tomasz'))
    await open()
    const { id, hash, private_metadata: about = '' } = top() as never as Record<string, string>
    await press('Older')
    const view = {
      id: id ?? '',
      hash: hash ?? '',
      root: id ?? '',
      callback: modalIds.history,
      about,
      values: {},
    }
    const pressed = { user: room.person('Tomasz').id, value: '', trigger: '', view }
    expect(await actions[ids.searchHistory]?.(deskOf(room), pressed)).toBeUndefined()
    expect(says()).toContain('page 2 of 3')
  })
})

describe('changing what is found', () => {
  test('shows it changed, in the list that was being looked at', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await wrote(room, 'Tomasz', [...numbered(12), 'Tea with a nurse', ...numbered(8)])
    const { open, search, press, says } = handsOf(room, tomasz)
    await open()
    await search('number 3')
    await press('Open it', { beside: 'Reply number 3' })
    expect(tomasz.form()?.title).toBe(en.reply.title)
    expect(await tomasz.submit({ 'What you wrote': 'Number 3, seen anew.' })).toEqual({ ok: true })
    expect(tomasz.form()?.title).toBe(en.history.title)
    expect(says()).toContain('2 replies')
    expect(says()).toContain('Number 3, seen anew.')
    await search('')
    await press('Older')
    await press('Open it', { beside: 'Tea with a nurse' })
    await tomasz.submit({ 'What you wrote': 'Tea with a carer' })
    expect(says()).toMatch(/page 2 of 3[\s\S]+Tea with a carer/)
  })

  test('takes what is deleted off the list', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await wrote(room, 'Tomasz', ['A canary', 'A wren'])
    const { open, press, says } = handsOf(room, tomasz)
    await open()
    await press('Open it', { beside: 'A canary' })
    await press(en.erasing.reply)
    await tomasz.close()
    expect(says()).toMatch(/1 reply\n[\s\S]+A wren/)
    expect(says()).not.toContain('canary')
  })

  test('goes by way of a caution, and back to the history', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await wrote(room, 'Tomasz', ['A talk that went well'])
    const { open, press, says } = handsOf(room, tomasz)
    await open()
    await press('Open it')
    await tomasz.submit({ 'What you wrote': 'I wrote to nurse@example.org afterwards' })
    expect(tomasz.form()?.title).toBe(en.caution.title)
    await press(en.caution.change)
    await tomasz.submit({ 'What you wrote': 'I wrote to a nurse afterwards' })
    expect(tomasz.form()?.title).toBe(en.history.title)
    expect(says()).toContain('I wrote to a nurse afterwards')
  })

  test('shows that a reply is set aside until its author says that it is fine', async () => {
    const room = await roomOf(['Tomasz'])
    const tomasz = room.person('Tomasz')
    await wrote(room, 'Tomasz', ['A talk that went well'])
    const { open, press, says } = handsOf(room, tomasz)
    await open()
    await press('Open it')
    await tomasz.submit({ 'What you wrote': 'I wrote to nurse@example.org afterwards' })
    await tomasz.close()
    expect(says()).toContain(en.history.setAside)
    await press('Open it')
    await press(en.caution.bannerUse)
    await tomasz.close()
    expect(says()).not.toContain(en.history.setAside)
  })
})

test('whoever presses gets their own, whatever the window claims', async () => {
  const room = await roomOf(['Tomasz', 'Farah'])
  const farah = room.person('Farah')
  const [secret] = await wrote(room, 'Tomasz', ['A canary of Tomasz'])
  await wrote(room, 'Farah', ['A wren of Farah'])
  const { open, says, top } = handsOf(room, farah)
  await open()
  const history = {
    search: 'canary',
    concept: 'all',
    page: 0,
    leader: 'Tomasz',
    user: room.person('Tomasz').id,
  }
  const { id, hash } = top()
  const view = {
    id,
    hash,
    root: id,
    callback: modalIds.history,
    about: JSON.stringify({ history, reflection: secret?.id }),
    values: { search: { it: { value: 'canary' } } },
  }
  const desk = deskOf(room)
  const pressed = { user: farah.id, value: '', trigger: '', view }
  for (const action of [ids.searchHistory, ids.filterHistory, ids.newerHistory, ids.olderHistory]) {
    await actions[action]?.(desk, { ...pressed, view: { ...view, hash: top().hash } })
    expect(says()).toContain(en.history.nothing)
  }
  expect(await actions[ids.changeReply]?.(desk, { ...pressed, value: secret?.id ?? '' })).toBe('too-old')
  for (const form of [modalIds.history, modalIds.reply]) {
    const sent = { user: farah.id, about: view.about, values: view.values, shown: {}, root: id }
    expect(JSON.stringify(await submissions[form]?.(desk, sent))).not.toContain('A canary of Tomasz')
  }
  const toFarah = room.sandbox.calls().filter(({ method }) => method.startsWith('views.'))
  expect(JSON.stringify(toFarah)).toContain('A wren of Farah')
  expect(JSON.stringify(toFarah)).not.toContain('A canary of Tomasz')
  expect((await theirs(room, 'Tomasz')).reflections[0]).toEqual(secret)
})

test('five years of long replies open and are searched while Slack waits, from a cold start', async () => {
  const room = await roomOf(['Tomasz'])
  const tomasz = room.person('Tomasz')
  const long = 'Ég sá það þá: the carer’s café – “naïve”, they said. '.repeat(230).slice(0, 12_000)
  await wrote(
    room,
    'Tomasz',
    Array.from({ length: 260 }, (_, i) => `${long} week-${i}`),
  )
  await room.practice.whileAway(async () => {})
  // Slack refuses a trigger that is older than three seconds.
  const seat = room.sandbox.person(tomasz.id)
  await seat.command({ channel: tomasz.dm, command: '/balcony', text: 'history' })
  await room.practice.settled()
  const { search, says } = handsOf(room, tomasz)
  expect(says()).toContain('260 replies, page 1 of 33')
  await search('CAFE WEEK-259')
  expect(says()).toMatch(/1 reply\n[\s\S]+week-259/)
})
