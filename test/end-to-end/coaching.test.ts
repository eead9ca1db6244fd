// What makes it coaching and not a quiz: small questions, plans that are followed up, a challenge that comes back, own
// words put before one again, and being left alone.
import { describe, expect, test } from 'vitest'
import { chooseOn } from '../../src/sandbox/hands.ts'
import { type Letter, type Room, roomOf } from './practice-room.ts'

const begins = { beginsAt: '2026-01-05T08:00:00.000Z' }

/** Chooses from a menu on the newest letter that has one with these words. */
const choose = async (room: Room, name: string, words: string, on?: Letter): Promise<void> => {
  const person = room.person(name)
  const seat = room.sandbox.person(person.id)
  for (const { message } of on ? [on] : person.letters().toReversed()) {
    if (await chooseOn(seat, { message }, words)) return room.practice.settled()
  }
  throw new Error(`${name} sees no menu with “${words}”.`)
}

describe('someone who types', () => {
  test('is asked two small questions in the thread, and no more; the second becomes a plan', async () => {
    const room = await roomOf(['Doreen'], begins)
    const doreen = room.person('Doreen')
    await room.moveTo('2026-01-06T10:00:00.000Z')
    const said = await doreen.say('They asked me last, and I was glad and cross at once.')

    const soWhat = doreen.lastLetter()
    expect(soWhat.thread).toBe(said.ts)
    expect(soWhat.says).toMatch(/^Saved as your reply\. Only you can see it\.\n.*\nSo what\? .*\?/)
    expect(soWhat.buttons).toContain('Done')
    const thread = { ...soWhat, ts: said.ts }
    await doreen.say('That I want to be asked first.', thread)
    const nowWhat = doreen.lastLetter()
    expect(nowWhat.thread).toBe(said.ts)
    expect(nowWhat.says).toContain('Now what? A small plan')
    await doreen.say('When the agenda comes, I will ring the chair.', thread)
    expect(doreen.lastLetter().says).toContain('Kept as your plan. Balcony will ask how it went.')
    expect(doreen.lastLetter().buttons).not.toContain('Done')

    await doreen.press('Read or change it')
    const { says } = doreen.form() ?? {}
    expect(says).toContain('They asked me last')
    expect(says).toContain('That I want to be asked first.')
    expect(says).toContain('When the agenda comes, I will ring the chair.')
  })

  test('presses Done, and the small question goes', async () => {
    const room = await roomOf(['Doreen'], begins)
    const doreen = room.person('Doreen')
    await room.moveTo('2026-01-06T10:00:00.000Z')
    await doreen.say('Nobody asked me anything.')
    await doreen.press('Done')
    expect(doreen.lastLetter().says).not.toContain('So what?')
    expect(doreen.lastLetter().buttons).toEqual(['Open it'])
  })
})

describe('a plan', () => {
  test('is asked about by the first question after its date, without its words; and its maker says how it went', async () => {
    const room = await roomOf(['Farah'], begins)
    const farah = room.person('Farah')
    await room.moveTo('2026-01-06T10:00:00.000Z')
    await farah.press('Write a reply')
    await farah.submit({
      'Your answer': 'I said yes too soon.',
      'Now what?': 'When they ask, I will count to five.',
      'Ask me about the plan after': '2026-01-14',
    })
    await room.moveTo('2026-01-13T10:00:00.000Z')
    expect(farah.lastLetter().says).not.toContain('You made a plan')
    await room.moveTo('2026-01-20T10:00:00.000Z')
    const asked = farah.lastLetter()
    expect(asked.says).toMatch(/^You made a plan for about now\. How did it go\?/)
    expect(asked.says).not.toContain('count to five')

    await farah.press('Read my plan')
    expect(farah.form()?.says).toContain('When they ask, I will count to five.')
    await farah.submit({ 'How did it go?': 'Partly', 'What helped': 'My watch has a second hand.' })
    expect(farah.letters().find(({ ts }) => ts === asked.ts)?.says).toMatch(/^Your plan: partly done\./)
    await room.moveTo('2026-01-27T10:00:00.000Z')
    expect(farah.lastLetter().says).not.toContain('plan')
  })

  test('that is not yet done is asked about once more, and then put down', async () => {
    const room = await roomOf(['Farah'], begins)
    const farah = room.person('Farah')
    await room.moveTo('2026-01-06T10:00:00.000Z')
    await farah.press('Write a reply')
    await farah.submit({
      'Your answer': 'I said yes too soon.',
      'Now what?': 'When they ask, I will count to five.',
      'Ask me about the plan after': '2026-01-12',
    })
    await room.moveTo('2026-01-13T10:00:00.000Z')
    await choose(room, 'Farah', 'Not yet')
    expect(farah.lastLetter().says).toMatch(
      /^Your plan: not yet\. Balcony asks once more, and then lets it be\./,
    )
    await farah.say('This week it was quiet.')
    await room.moveTo('2026-01-20T10:00:00.000Z')
    await choose(room, 'Farah', 'Not yet')
    const last = farah.letters().findLast(({ says }) => says.startsWith('Your plan'))
    expect(last?.says).toMatch(/^Your plan is put down\. Plans may end like that\./)
  })
})

describe('the live challenge', () => {
  test('is named and placed when it is identified, met again by its own name, and looked at anew six weeks on', async () => {
    const room = await roomOf(['Gareth'], begins)
    const gareth = room.person('Gareth')
    await room.moveTo('2026-01-13T10:00:00.000Z')
    await gareth.press('Write a reply')
    await gareth.submit({
      'Your answer': 'Beds, again.',
      'Give your challenge a name': 'Who holds the risk',
      'Is it technical': 'technical',
    })
    expect(await gareth.home()).toContain('Your challenge: Who holds the risk (technical)')

    // Get on the balcony: in the form by its name, in the message without it.
    await room.moveTo('2026-01-27T10:00:00.000Z')
    expect(gareth.lastLetter().says).toContain('with your live challenge in mind')
    expect(gareth.lastLetter().says).not.toContain('Who holds the risk')
    await gareth.press('Write a reply')
    expect(gareth.form()?.says).toContain('Your challenge: Who holds the risk')
    await gareth.submit({ 'Your answer': 'I fill every silence.' })
    await room.moveTo('2026-02-10T10:00:00.000Z')
    await gareth.say('She told me to my face, and it helped.')

    await room.moveTo('2026-02-24T10:00:00.000Z')
    const looking = gareth.lastLetter()
    expect(looking.says).toMatch(/^This week · Looking back/)
    expect(looking.says).not.toContain('Beds, again.')
    await gareth.press('Read my words')
    expect(gareth.form()?.says).toContain('Beds, again.')
    await gareth.submit({
      'What do you see now?': 'It is us, not the beds.',
      'Looking at': 'adaptive',
      'And from here?': 'Park it',
    })
    expect(await gareth.home()).not.toContain('Who holds the risk')
  })

  test('words that are to be left alone are not shown again', async () => {
    const room = await roomOf(['Gareth'], begins)
    const gareth = room.person('Gareth')
    await room.moveTo('2026-01-13T10:00:00.000Z')
    await gareth.say('A hard week, and I would rather not.')
    await room.moveTo('2026-01-27T10:00:00.000Z')
    await gareth.say('Quieter.')
    await room.moveTo('2026-02-10T10:00:00.000Z')
    await gareth.say('Quieter still.')
    await room.moveTo('2026-02-24T10:00:00.000Z')
    const looking = gareth.lastLetter()
    await gareth.press('Not these words again')
    expect(gareth.letters().find(({ ts }) => ts === looking.ts)?.says).toContain('Left for this week.')
  })
})

describe('someone who does not answer', () => {
  test('is offered rest after three questions, gets nothing more, and is asked again when they say so', async () => {
    const room = await roomOf(['Yusuf'], begins)
    const yusuf = room.person('Yusuf')
    await room.moveTo('2026-01-27T12:00:00.000Z')
    const offer = yusuf.letters().findLast(({ says }) => says.startsWith('Three questions have gone by.'))
    expect(offer?.buttons).toEqual([
      'Carry on weekly',
      'Every other week',
      'Pause for four weeks',
      'Another day or hour',
      'Leave',
    ])
    const received = yusuf.letters().length
    await room.moveTo('2026-03-20T12:00:00.000Z')
    expect(yusuf.letters()).toHaveLength(received)

    await yusuf.press('Every other week', offer)
    expect(yusuf.letters().find(({ ts }) => ts === offer?.ts)?.says).toBe('Good. Balcony asks you again.')
    await room.moveTo('2026-04-15T12:00:00.000Z')
    const since = yusuf
      .letters()
      .slice(received)
      .filter(({ says }) => says.includes('This week'))
    expect(since.map(({ at }) => at.slice(0, 10))).toEqual(['2026-03-31', '2026-04-14'])
  })

  test('is invited back once, at the next cycle', async () => {
    const room = await roomOf(['Yusuf'], begins)
    const yusuf = room.person('Yusuf')
    await room.moveTo('2026-06-01T12:00:00.000Z')
    const offers = yusuf.letters().filter(({ buttons }) => buttons.includes('Start again'))
    // The cycle is thirteen weeks, from 5 January; London's clocks had gone forward.
    expect(offers.map(({ at }) => at)).toEqual(['2026-04-07T08:00'])
    expect(yusuf.lastLetter().ts).toBe(offers[0]?.ts)
  })
})
