// Canaries: strings that stand nowhere else are written as replies, two months are lived, and every call to Slack,
// every line of the log, everyone's screen and every file name are searched for them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  channel,
  idOf,
  leaders,
  makeProgramme,
  type Person,
  postsIn,
  practiceRoom,
  type Room,
  roomOf,
} from './practice-room.ts'

const named = 'Share these words, with my name'
const unnamed = 'Share these words, without my name'

test('words are seen by their author alone, and by the channel only as their author said yes to', async () => {
  const room = await practiceRoom({ faultsExpected: true })
  const { sandbox, folder } = room
  const acts: { who: string; from: number; to: number }[] = []
  const as = async (name: string, work: (person: Person) => Promise<unknown>) => {
    const from = sandbox.calls().length
    await work(room.person(name))
    acts.push({ who: name, from, to: sandbox.calls().length })
  }
  let planted = 0
  const canary = (who: string, kind: 'private' | 'shared' = 'private') => {
    planted += 1
    return `canary${planted}x${idOf(who)}x${kind}`
  }
  const write = (name: string, share?: string) =>
    as(name, async (person) => {
      await person.press('Write a reply')
      const sent = await person.submit({
        'Your answer': canary(name),
        'So what?': canary(name),
        'Now what?': canary(name),
        ...(share && { 'Share with': share, 'What was this about?': ['Power'] }),
      })
      expect(sent).toEqual({ ok: true })
    })
  /** Says yes to other words than those first written. */
  const approve = (name: string) =>
    as(name, async (person) => {
      await person.press('Look and decide')
      expect(await person.submit({ 'Your words': canary(name, 'shared') })).toEqual({ ok: true })
    })

  await makeProgramme(room)
  const before = await room.person('Priya').home()
  const windows = await adminWindows(room)
  const [declining = '', ...taking] = leaders.toReversed()
  await as(declining, async (person) => {
    await person.press('No, thank you')
    await person.say(canary(declining))
  })
  for (const name of taking) await as(name, (person) => person.press('Yes, ask me'))
  for (const name of ['Tomasz', 'Farah', 'Doreen', 'Gareth', 'Adaeze', 'Shanelle']) {
    await as(name, async (person) => {
      await person.press('Take part')
      await person.submit()
    })
  }
  // Who accepted or takes part changes nothing of what an admin sees.
  expect(await room.person('Priya').home()).toBe(before)

  for (const month of [
    { week: '2026-01-06', previews: '2026-01-30', digest: '2026-02-04' },
    { week: '2026-02-10', previews: '2026-02-27', digest: '2026-03-04' },
  ]) {
    sandbox.failNext('chat.postMessage', { drop: 'after' })
    await room.moveTo(`${month.week}T10:00:00.000Z`)
    for (const name of ['Tomasz', 'Farah', 'Doreen']) await write(name, unnamed)
    await write('Gareth', named)
    await write('Adaeze', named)
    await write('Shanelle')
    await as('Callum', async (person) => {
      const said = await person.say(canary('Callum'))
      await person.edit(said, canary('Callum'))
      await person.remove(said)
      sandbox.failNext('chat.update', { status: 500 })
      await person.say(canary('Callum'))
      sandbox.failNext('views.open', { error: 'internal_error' })
      await person.press('Open it')
    })
    sandbox.failNext('chat.postMessage', { error: 'msg_blocks_too_long' })
    await room.moveTo(`${month.previews}T10:00:00.000Z`)
    for (const name of ['Tomasz', 'Farah', 'Doreen', 'Gareth']) await approve(name)
    await room.practice.whileAway(async () => {
      await room.person('Callum').say(canary('Callum'))
    })
    await room.moveTo(`${month.digest}T11:00:00.000Z`)
    await as('Shanelle', (person) => person.press('Open my words'))
  }
  await as('Gareth', async (person) => {
    await person.home()
    await person.pressAtHome('Stop taking part')
  })

  // Every window of an admin's is what it was before anybody had answered; what moves with time names no leader.
  await room.person('Priya').home()
  const windowsNow = await adminWindows(room)
  expect(windowsNow.still.filter((it) => !windows.still.includes(it))).toEqual([])
  for (const name of leaders) expect(windowsNow.moving.join('\n')).not.toContain(idOf(name))
  expect(windowsNow.moving.join('\n')).toContain('made the programme')

  const sightings = sandbox.calls().flatMap(({ method, arguments: given }, i) =>
    canariesIn(JSON.stringify(given)).map(({ whole, who, kind }) => ({
      whole,
      kind,
      isOwnView:
        method === 'views.open' && acts.some((it) => idOf(it.who) === who && it.from <= i && i < it.to),
      isInChannel: /^chat\.(postMessage|update)$/.test(method) && given.channel === channel,
    })),
  )
  // The search finds what it should …
  expect(sightings.filter(({ isOwnView }) => isOwnView).length).toBeGreaterThan(10)
  const shown = new Set(sightings.filter(({ isInChannel }) => isInChannel).map(({ whole }) => whole))
  expect(shown.size).toBe(8)
  // … and nothing else.
  expect(sightings.filter((it) => !it.isOwnView && !(it.isInChannel && it.kind === 'shared'))).toEqual([])

  // Unnamed words carry no name; named ones do; and who stopped taking part is in no digest any more.
  const calls = sandbox.calls().filter(({ arguments: it }) => it.channel === channel && 'blocks' in it)
  expect(calls.length).toBeGreaterThan(2)
  for (const { arguments: given } of calls) {
    const names = JSON.stringify(given).match(/<@\w+>/g) ?? []
    expect([...names, `<@${idOf('Gareth')}>`]).toContain(`<@${idOf('Gareth')}>`)
    expect(new Set(names).size).toBeLessThan(2)
  }
  expect(JSON.stringify(postsIn(room))).not.toContain(idOf('Gareth'))

  for (const name of [...leaders, 'Priya']) {
    const seen = canariesIn(JSON.stringify(sandbox.person(idOf(name)).seat()))
    expect(seen.filter(({ who, kind }) => who !== idOf(name) && kind !== 'shared')).toEqual([])
  }

  // The admin still sees what they saw, but for what Slack refused: no name, no word, no count that moved.
  const withoutDelivery = (home: string) => home.replace(/(?<=\nDelivery\n).*/, '')
  expect(withoutDelivery(await room.person('Priya').home())).toBe(withoutDelivery(before))
  for (const name of leaders) expect(before).not.toContain(name)

  // The log and the file names know nobody: neither words nor who.
  expect(room.log.length).toBeGreaterThan(5)
  const people = leaders.flatMap((name) => [name, idOf(name), sandbox.person(idOf(name)).dm])
  for (const name of people) {
    expect(room.log.filter((line) => line.includes(name))).toEqual([])
    expect(filesIn(folder).filter((file) => file.includes(name))).toEqual([])
  }
  expect(canariesIn(room.log.join('\n'))).toEqual([])

  // Who declined is not recorded at all; what was deleted is on no disk.
  const kept = filesIn(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
  expect(canariesIn(kept).filter(({ who }) => who === idOf(declining))).toEqual([])
  expect(canariesIn(kept).filter(({ who }) => who === idOf('Callum')).length).toBe(4)
})

test('small answers, plans, what helped, challenges and look-backs are in windows that their author opens alone', async () => {
  const room = await roomOf(['Tomasz', 'Farah'], { faultsExpected: true })
  const { sandbox } = room
  const [tomasz, farah] = [room.person('Tomasz'), room.person('Farah')]
  const opened: { from: number; to: number }[] = []
  const opening = async (work: () => Promise<unknown>) => {
    const from = sandbox.calls().length
    await work()
    opened.push({ from, to: sandbox.calls().length })
  }
  let planted = 0
  const canary = () => {
    planted += 1
    return `canary${planted}x${tomasz.id}xprivate`
  }
  const tuesday = (week: number) =>
    new Date(Date.parse('2026-01-06T10:00:00.000Z') + (week - 1) * 604_800_000)
  const toWeek = (week: number) => room.moveTo(tuesday(week).toISOString())

  await toWeek(1)
  const said = await tomasz.say(canary())
  await tomasz.edit(await tomasz.say(canary(), said), canary())
  sandbox.failNext('chat.postMessage', { drop: 'after' })
  await tomasz.say(canary(), said)
  await opening(async () => {
    await tomasz.press('Read or change it')
    await tomasz.submit({ 'Ask me about': '2026-01-09' })
  })
  await toWeek(2)
  await opening(async () => {
    await tomasz.press('Read my plan')
    await tomasz.submit({ 'How did it go?': 'Not yet', 'What helped': canary() })
    await tomasz.press('Write a reply')
    await tomasz.submit({
      'Your answer': canary(),
      'Give your challenge': canary(),
      'Is it': 'both',
    })
  })
  for (let week = 3; week < 8; week += 1) {
    await toWeek(week)
    if (week === 4) await opening(() => tomasz.press('Write a reply').then(() => tomasz.close()))
    await tomasz.press('Not this week')
  }
  await toWeek(8)
  sandbox.failNext('views.open', { error: 'internal_error' })
  await opening(() => tomasz.press('Read my words'))
  await opening(() => tomasz.press('Read my words').then(() => tomasz.close()))
  await tomasz.press('The same')
  await tomasz.home()
  await farah.home()
  await room.person('Priya').home()

  const sightings = sandbox.calls().flatMap(({ method, arguments: given }, i) =>
    canariesIn(JSON.stringify(given)).map(({ whole }) => ({
      whole,
      method,
      isOwnWindow: method === 'views.open' && opened.some((it) => it.from <= i && i < it.to),
    })),
  )
  expect(sightings.filter(({ isOwnWindow }) => isOwnWindow).length).toBeGreaterThan(6)
  expect(sightings.filter(({ isOwnWindow }) => !isOwnWindow)).toEqual([])
  expect(canariesIn(room.log.join('\n'))).toEqual([])
  for (const name of ['Farah', 'Priya']) {
    expect(canariesIn(JSON.stringify(sandbox.person(idOf(name)).seat()))).toEqual([])
  }
})

/**
 * All that Priya can open as an admin, as Slack was given it: `still` shows what is set up, `moving` what changes with time.
 */
const adminWindows = async (room: Room): Promise<{ still: string[]; moving: string[] }> => {
  const priya = room.person('Priya')
  const seat = room.sandbox.person(priya.id)
  // Without names that Slack makes up for blocks, and the dates to come.
  const shown = () =>
    `${priya.form()?.title}: ${JSON.stringify(seat.seat().modals.at(-1)?.blocks)}`
      .replaceAll(/"block_id":"[0-9A-Z]{5}"/g, '')
      .replaceAll(/next dates:[^"]*|"initial_date":"[^"]*"/g, '')
  const look = async (label: string, further?: string): Promise<string[]> => {
    await priya.pressAtHome(label)
    const seen = [shown()]
    if (further) {
      await priya.pressInForm(further)
      seen.push(shown())
    }
    while (priya.form()) await priya.close()
    return seen
  }
  const still = [
    await look('Edit'),
    await look('Copy'),
    await look('Open partnerships', 'Change'),
    await look('Open partnerships', 'Link a channel'),
    await look('See the questions', 'Packs and coverage'),
    await look('Choose admins'),
  ]
  const moving = [await look('Preview'), await look('See delivery'), await look('Open the log')]
  await priya.pressAtHome('Send me a test')
  return { still: still.flat(), moving: [...moving.flat(), JSON.stringify(priya.lastLetter())] }
}

const canariesIn = (text: string): { whole: string; who: string; kind: string }[] =>
  [...text.matchAll(/canary\d+x(U\w+?)x(private|shared)/g)].map(([whole, who = '', kind = '']) => ({
    whole,
    who,
    kind,
  }))

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name).slice(folder.length + 1))
    .filter((it) => it.startsWith('documents'))
