// What people typed, changed and took back while nobody listened.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { wordsOf } from '../../src/domain/consent.ts'
import { type Leader, LocalTime, type SlackTs, type UserId, Zone } from '../../src/domain/model.ts'
import { catchUp, catchUpWithDue, type Tell } from '../../src/flows/catch-up.ts'
import { doJobs } from '../../src/flows/do-jobs.ts'
import { recordTypedReply, recordWrittenReply } from '../../src/flows/record-reply.ts'
import { acceptInvitation, carryOn, leaveBalcony, pauseFor, showWords } from '../../src/flows/respond.ts'
import { wake } from '../../src/flows/wake.ts'
import type { World } from '../../src/flows/world.ts'
import {
  aPlace,
  dmOf,
  documentOf,
  everyoneTakesPart,
  livedUntil,
  makeOne,
  type Place,
  tuesdayNine,
  user,
  users,
} from './given.ts'

const me = user(0)

/** Everyone has been asked this Tuesday's question. */
const asked = async (people = [me]) => {
  const place = await aPlace()
  const { world } = await everyoneTakesPart(place, people)
  await livedUntil(place, world, plus(tuesdayNine, { minutes: 1 }))
  return { place, world }
}

const words = ({ reflections }: Leader): string[] => reflections.map(wordsOf)
const wordsBy = async (world: World, of: UserId = me): Promise<string[]> => words(await documentOf(world, of))
const threadOf = ({ slack }: Place, of: UserId = me) =>
  slack.arrived('prompt').find((it) => it.channel === dmOf(of))?.ts

describe('after a time away', () => {
  it('what was typed is taken in, in order, and answered as if it had come then', async () => {
    const { place, world } = await asked()
    place.slack.type(me, 'First this.')
    place.clock.pass({ hours: 1 })
    place.slack.type(me, 'Then that.')
    place.clock.pass({ hours: 30 })
    await catchUp(world)
    const leader = await documentOf(world, me)
    expect(words(leader)).toEqual(['First this.\n\nThen that.'])
    expect(leader.reflections[0]).toMatchObject({ at: plus(tuesdayNine, { minutes: 1 }), late: false })
    expect(leader.deliveries[0]?.state.is).toBe('answered')
    expect(place.slack.arrived('receipt')).toHaveLength(2)
  })

  it('where to turn is told as it would have been then, and once', async () => {
    const { place, world } = await asked()
    const thread = threadOf(place)
    place.slack.type(me, 'I can’t cope.', { thread })
    place.clock.pass({ hours: 60 })
    const told: unknown[] = []
    const tell: Tell = async ({ user: to, channel, said }, { help }) => {
      if (help.length > 0) told.push([to, channel, said.thread, help.map(({ name }) => name)])
    }
    await catchUp(world, undefined, tell)
    await catchUp(world, undefined, tell)
    expect(told).toEqual([[me, dmOf(me), thread, ['Samaritans']]])
    expect((await documentOf(world, me)).reflections).toMatchObject([{ reuse: 'set-aside' }])
  })

  it('a telling that Slack does not take keeps nobody from anything, and the log does not say whose', async () => {
    const { place, world } = await asked()
    place.slack.type(me, 'I can’t cope.')
    place.slack.type(me, 'And then it eased.')
    await catchUp(world, undefined, async () => {
      throw new Error('user_not_in_channel')
    })
    expect(await wordsBy(world)).toEqual(['I can’t cope.\n\nAnd then it eased.'])
    const { id } = await documentOf(world, me)
    const warnings = world.logged.filter(({ message }) => message.includes('someone alone'))
    expect(warnings).toHaveLength(2)
    expect(JSON.stringify(warnings)).not.toContain(id)
  })

  it('what was typed in the question’s thread belongs to it, and is answered there', async () => {
    const { place, world } = await asked()
    const thread = threadOf(place)
    place.slack.type(me, 'In the thread.', { thread })
    await catchUp(world)
    expect((await documentOf(world, me)).reflections).toMatchObject([{ asked: 'What happened?' }])
    expect(place.slack.arrived('receipt')).toMatchObject([{ thread }])
  })

  it('what was typed in the thread of a question that was open for long is taken in', async () => {
    const place = await aPlace()
    const fortnightly = { is: 'fortnightly', weekday: 2, time: LocalTime.parse('09:00') } as const
    const { world } = await everyoneTakesPart(place, [me], { schedule: fortnightly, closesAfterDays: 13 })
    await livedUntil(place, world, plus(tuesdayNine, { days: 10 }))
    await catchUp(world)
    place.slack.type(me, 'After ten days.', { thread: threadOf(place) })
    place.clock.pass({ hours: 1 })
    await catchUp(world)
    expect((await documentOf(world, me)).reflections).toMatchObject([{ asked: 'What happened?' }])
  })

  it('what was edited is changed, and what was deleted is gone', async () => {
    const { place, world } = await asked()
    const [first, second] = [
      place.slack.type(me, 'I was angry.'),
      place.slack.type(me, 'And she was right.', { thread: threadOf(place) }),
    ]
    await catchUp(world)
    place.clock.pass({ hours: 2 })
    place.slack.edit(me, first, 'I was afraid.')
    place.slack.erase(me, second)
    await catchUp(world)
    expect(await wordsBy(world)).toEqual(['I was afraid.'])
  })

  it('what was typed, edited and deleted again before anyone looked was never there', async () => {
    const { place, world } = await asked()
    const ts = place.slack.type(me, 'Unsaid.')
    place.slack.edit(me, ts, 'Unsaid, twice.')
    place.slack.erase(me, ts)
    await catchUp(world)
    expect(await wordsBy(world)).toEqual([])
    expect(place.slack.arrived('receipt')).toEqual([])
  })

  it('looking twice changes nothing, and answers nothing twice', async () => {
    const { place, world } = await asked()
    place.slack.type(me, 'Once.')
    await catchUp(world)
    const before = await documentOf(world, me)
    const posted = place.slack.posts.length
    await catchUp(world)
    expect((await documentOf(world, me)).reflections).toEqual(before.reflections)
    expect(place.slack.posts).toHaveLength(posted)
  })

  it('takes in what was heard already no second time', async () => {
    const { place, world } = await asked()
    const ts = place.slack.type(me, 'Heard.')
    await recordTypedReply(world, me, { ts, text: 'Heard.' })
    await catchUp(world)
    expect(await wordsBy(world)).toEqual(['Heard.'])
    expect(place.slack.arrived('receipt')).toHaveLength(1)
  })

  it('of five weeks, nothing is lost, though the look at what was edited goes back one', async () => {
    const { place, world } = await asked()
    const [typed, inThread] = [
      place.slack.type(me, 'At once.'),
      place.slack.type(me, 'In the thread.', { thread: threadOf(place) }),
    ]
    place.clock.pass({ days: 35 })
    await catchUp(world)
    expect(await wordsBy(world)).toEqual(['At once.\n\nIn the thread.'])
    expect(typed < inThread).toBe(true)
  })

  it('what is no longer looked at does not count as deleted, though Slack may have let it go', async () => {
    const { place, world } = await asked()
    const old = place.slack.type(me, 'Old and kept.')
    await catchUp(world)
    place.clock.pass({ days: 8 })
    await catchUp(world)
    place.slack.erase(me, old)
    await catchUp(world)
    expect(await wordsBy(world)).toEqual(['Old and kept.'])
  })

  describe('where Slack keeps messages for a short time', () => {
    const hear = async ({ place, world }: { place: Place; world: World }, text: string, thread?: SlackTs) => {
      const ts = place.slack.type(me, text, { thread })
      await recordTypedReply(world, me, { ts, text, thread })
      return ts
    }

    it('what it let go is kept, wherever it was typed, and what came after that too', async () => {
      const { place, world } = await asked()
      await hear({ place, world }, 'Yesterday, in the thread.', threadOf(place))
      await hear({ place, world }, 'Yesterday.')
      place.clock.pass({ hours: 30 })
      await hear({ place, world }, 'Today.')
      const before = await wordsBy(world)
      place.slack.letGo(me, plus(place.clock.now(), { hours: -1 }))
      await catchUp(world)
      expect(await wordsBy(world)).toEqual(before)

      // The receipts as well: not a thing is left there.
      place.clock.pass({ days: 2 })
      place.slack.letGo(me, place.clock.now())
      await catchUp(world)
      expect(await wordsBy(world)).toEqual(before)
    })

    it('what they deleted is gone all the same: something older stands, or the receipt that came with it', async () => {
      const { place, world } = await asked()
      await hear({ place, world }, 'Let go.')
      place.clock.pass({ hours: 30 })
      const first = await hear({ place, world }, 'First.')
      place.slack.letGo(me, plus(place.clock.now(), { hours: -1 }))
      place.slack.erase(me, first)
      await catchUp(world)
      expect(await wordsBy(world)).toEqual(['Let go.'])

      place.clock.pass({ minutes: 5 })
      await hear({ place, world }, 'Second, which stays.')
      place.clock.pass({ minutes: 5 })
      const third = await hear({ place, world }, 'Third.')
      place.slack.erase(me, third)
      await catchUp(world)
      expect(await wordsBy(world)).toEqual(['Let go.\n\nSecond, which stays.'])
    })

    it('a receipt that came late says nothing: Slack may have stopped between the two', async () => {
      const { place, world } = await asked()
      place.slack.type(me, 'Typed while nobody listened.')
      place.clock.pass({ minutes: 5 })
      await catchUp(world)
      place.slack.letGo(me, plus(place.clock.now(), { minutes: -1 }))
      expect(place.slack.arrived('receipt')).toHaveLength(1)
      await catchUp(world)
      expect(await wordsBy(world)).toEqual(['Typed while nobody listened.'])
    })

    it('whoever deletes all that they typed is followed: what Balcony wrote still stands', async () => {
      const { place, world } = await asked()
      const all = [
        await hear({ place, world }, 'In the thread.', threadOf(place)),
        await hear({ place, world }, 'And beside it.'),
      ]
      for (const ts of all) place.slack.erase(me, ts)
      await catchUp(world)
      expect(await wordsBy(world)).toEqual([])
    })
  })

  it('what was typed before they said yes is not a reply', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, [me])
    await doJobs(world)
    place.slack.type(me, 'Who are you?')
    place.clock.pass({ minutes: 5 })
    await acceptInvitation(world, me)
    await catchUp(world)
    expect(await wordsBy(world)).toEqual([])
  })
})

describe('small questions, after a time away', () => {
  /** They typed an answer, which was heard, and were asked what it tells them, in its thread. */
  const heard = async (inThread: boolean) => {
    const { place, world } = await asked()
    const question = inThread ? threadOf(place) : undefined
    const ts = place.slack.type(me, 'I was angry.', { thread: question })
    await recordTypedReply(world, me, { ts, text: 'I was angry.', thread: question })
    place.clock.pass({ minutes: 5 })
    return { place, world, thread: question ?? ts }
  }
  const small = async (world: World) => {
    const [reflection, ...others] = (await documentOf(world, me)).reflections
    expect(others).toEqual([])
    return [reflection?.parts.map(({ text }) => text), reflection?.soWhat?.text, reflection?.nowWhat?.text]
  }

  it.each([
    ['the question’s thread', true],
    ['the thread of their own answer', false],
  ])('the answer to one, typed in %s, is taken in, and the next is asked there', async (_, inThread) => {
    const { place, world, thread } = await heard(inThread)
    place.slack.type(me, 'It mattered to me.', { thread })
    await catchUp(world)
    expect(await small(world)).toEqual([['I was angry.'], 'It mattered to me.', undefined])
    expect(place.slack.arrived('receipt').map((it) => it.thread)).toEqual([thread, thread])

    place.clock.pass({ minutes: 5 })
    const plan = place.slack.type(me, 'When we meet, I will say so.', { thread })
    await catchUp(world)
    expect((await documentOf(world, me)).commitments).toHaveLength(1)

    place.slack.edit(me, plan, 'When we meet, I will ask.')
    await catchUp(world)
    expect(await small(world)).toEqual([['I was angry.'], 'It mattered to me.', 'When we meet, I will ask.'])

    place.slack.erase(me, plan)
    await catchUp(world)
    expect(await small(world)).toEqual([['I was angry.'], 'It mattered to me.', undefined])
    expect((await documentOf(world, me)).commitments).toEqual([])
  })

  it('that nobody had asked yet have no answer: two things typed in a question’s thread are one reply', async () => {
    const { place, world } = await asked()
    const thread = threadOf(place)
    place.slack.type(me, 'I was angry.', { thread })
    place.slack.type(me, 'And she was right.', { thread })
    await catchUp(world)
    expect(await small(world)).toEqual([['I was angry.', 'And she was right.'], undefined, undefined])
  })
})

describe('after a rest or a pause', () => {
  it('what was typed before it and is deleted since is gone', async () => {
    const { place, world } = await asked()
    const said = place.slack.type(me, 'Said before.')
    await catchUp(world)
    await pauseFor(world, me, 1)
    place.clock.pass({ hours: 1 })
    await carryOn(world, me, 1)
    place.slack.erase(me, said)
    await catchUp(world)
    expect(await wordsBy(world)).toEqual([])
  })

  it('what was typed just before it is taken in', async () => {
    const { place, world } = await asked()
    place.slack.type(me, 'Said just before.')
    place.clock.pass({ minutes: 1 })
    await pauseFor(world, me, 1)
    await catchUp(world)
    expect(await wordsBy(world)).toEqual(['Said just before.'])
  })

  it('what was typed by someone who had left, and has come back since, is no reply', async () => {
    const { place, world } = await asked()
    await leaveBalcony(world, me)
    place.slack.type(me, 'To nobody.')
    await catchUp(world)
    place.clock.pass({ minutes: 1 })
    await carryOn(world, me, 1)
    await catchUp(world)
    expect(await wordsBy(world)).toEqual([])
  })
})

describe('in what order', () => {
  it('those with an open question come first', async () => {
    const { place, world } = await asked(users(4))
    for (const it of [user(0), user(2)]) {
      await recordTypedReply(world, it, { ts: place.slack.nextTs(), text: 'Answered.' })
    }
    // Whose document changed last must make no difference.
    for (const it of [user(1), user(3)]) await showWords(world, it, 'shown')
    await catchUp(world)
    expect(place.slack.read).toEqual([user(1), user(3), user(0), user(2)].map(dmOf))
  })

  it('a conversation that cannot be read keeps no other waiting, and is named in the log by its id', async () => {
    const { place, world } = await asked(users(3))
    for (const it of users(3)) place.slack.type(it, 'Mine.')
    const typedSince: World['directory']['typedSince'] = async (dm, ...rest) => {
      if (dm === dmOf(user(1))) throw new Error('channel_not_found')
      return place.slack.directory.typedSince(dm, ...rest)
    }
    await catchUp({ ...world, directory: { ...world.directory, typedSince } })
    expect(await wordsBy(world, user(0))).toEqual(['Mine.'])
    expect(await wordsBy(world, user(2))).toEqual(['Mine.'])
    const { id } = await documentOf(world, user(1))
    expect(world.logged).toMatchObject([{ level: 'warn', fields: { id } }])
    expect(JSON.stringify(world.logged)).not.toContain('Mine.')

    await catchUp(world)
    expect(await wordsBy(world, user(1))).toEqual(['Mine.'])
  })

  it('nobody is read who has not said yes', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(2))
    await doJobs(world)
    await catchUp(world)
    expect(place.slack.read).toEqual([])
  })
})

describe('an account that changed meanwhile', () => {
  const closed = { isActive: false }
  const lisbon = Zone.parse('Europe/Lisbon')
  const asks = ({ slack }: Place, of: UserId) =>
    slack.arrived('prompt').filter(({ channel }) => channel === dmOf(of)).length

  it('and is closed is left alone, with what was written before it', async () => {
    const { place, world } = await asked(users(2))
    place.slack.type(user(0), 'My last words here.')
    place.slack.profiles.set(user(0), closed)
    await catchUp(world)
    expect(await wordsBy(world, user(0))).toEqual(['My last words here.'])
    await livedUntil(place, world, plus(tuesdayNine, { days: 22 }))
    expect([asks(place, user(0)), asks(place, user(1))]).toEqual([1, 3])
    expect(place.slack.arrived('reminder').map(({ channel }) => channel)).toContain(dmOf(user(1)))
    expect(place.slack.arrived('reminder').map(({ channel }) => channel)).not.toContain(dmOf(user(0)))
  })

  it('and is open again is asked again, without a backlog, and read at once', async () => {
    const { place, world } = await asked()
    place.slack.profiles.set(me, closed)
    await catchUp(world)
    await livedUntil(place, world, plus(tuesdayNine, { days: 15 }))
    await catchUp(world)
    expect(place.slack.read).toEqual([dmOf(me)])
    place.slack.profiles.set(me, {})
    place.slack.type(me, 'I am back.')
    await catchUp(world)
    expect(await wordsBy(world)).toEqual(['I am back.'])
    expect(asks(place, me)).toBe(1)
    await livedUntil(place, world, plus(tuesdayNine, { days: 22 }))
    expect(asks(place, me)).toBe(2)
    expect((await documentOf(world, me)).stage.is).toBe('active')
  })

  it('and has moved is asked by its new clock; a zone that Slack does not know moves nobody', async () => {
    const { place, world } = await asked(users(2))
    place.slack.profiles.set(user(0), { zone: lisbon })
    place.slack.profiles.set(user(1), { zone: lisbon, isZoneAssumed: true })
    await catchUp(world)
    expect((await documentOf(world, user(0))).settings.zone).toBe(lisbon)
    expect((await documentOf(world, user(1))).settings.zone).toBe('Europe/London')
  })

  it('is looked at too where someone was invited and has not answered', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, [me])
    await doJobs(world)
    place.slack.profiles.set(me, closed)
    await catchUp(world)
    expect((await documentOf(world, me)).closedAt).toBe(place.clock.now())
  })

  it('is asked about in turn, and where none has changed nothing is', async () => {
    const { place, world } = await asked(users(2))
    await catchUp(world)
    const before = [await documentOf(world, user(0)), await documentOf(world, user(1))]
    const [posted, edited] = [place.slack.posts.length, place.slack.edits.length]
    const hows: unknown[] = []
    const profile: World['directory']['profile'] = async (of, how) => {
      hows.push([of, how])
      return place.slack.directory.profile(of)
    }
    await catchUp({ ...world, directory: { ...world.directory, profile } })
    expect(hows).toEqual(users(2).map((it) => [it, { unhurried: true }]))
    expect([await documentOf(world, user(0)), await documentOf(world, user(1))]).toEqual(before)
    expect([place.slack.posts.length, place.slack.edits.length]).toEqual([posted, edited])
  })

  it('and cannot be asked about keeps no other waiting, and is named in the log by its id alone', async () => {
    const { place, world } = await asked(users(3))
    place.slack.profiles.set(user(1), new Error('user_not_found'))
    for (const it of [user(0), user(2)]) place.slack.profiles.set(it, closed)
    await catchUp(world)
    const [first, second, third] = await Promise.all(users(3).map((it) => documentOf(world, it)))
    expect([first?.closedAt, third?.closedAt]).not.toContain(undefined)
    expect(second?.closedAt).toBeUndefined()
    expect(world.logged).toMatchObject([{ level: 'warn', fields: { id: second?.id } }])
    expect(JSON.stringify(world.logged)).not.toContain(user(1))
  })

  it('is not asked about once there is no more time, and that is no trouble', async () => {
    const { place, world } = await asked(users(3))
    const leaving = new AbortController()
    const asksOf: UserId[] = []
    const profile: World['directory']['profile'] = async (of) => {
      asksOf.push(of)
      leaving.abort()
      throw new Error('aborted')
    }
    await catchUp({ ...world, directory: { ...place.slack.directory, profile } }, leaving.signal)
    expect(asksOf).toHaveLength(1)
    expect(world.logged).toEqual([])
  })

  it('waits where only what is due is looked at', async () => {
    const { place, world } = await asked()
    place.slack.profiles.set(me, new Error('not to be asked'))
    place.clock.at(plus(tuesdayNine, { days: 2 }))
    await catchUpWithDue(world)
    expect(place.slack.read).toEqual([dmOf(me)])
    expect(world.logged).toEqual([])
  })
})

describe('a process that dies while it catches up', () => {
  it('at any step leaves nothing out and says nothing twice', async () => {
    const life = async (dieAt: number) => {
      const { place } = await asked(users(2))
      for (const it of users(2)) place.slack.type(it, 'One.')
      for (const it of users(2)) place.slack.type(it, 'Two.')
      const mortal = await place.begin({ dieAt })
      await Promise.race([catchUp(mortal), mortal.died])
      place.clock.pass({ minutes: 1 })
      const next = await place.begin()
      await catchUp(next)
      await livedUntil(place, next, plus(place.clock.now(), { minutes: 10 }))
      for (const it of users(2)) expect(await wordsBy(next, it)).toEqual(['One.\n\nTwo.'])
      expect(place.slack.arrived('receipt')).toHaveLength(4)
      return mortal.steps()
    }
    const steps = await life(Number.POSITIVE_INFINITY)
    expect(steps).toBeGreaterThan(30)
    for (let dieAt = 1; dieAt <= steps; dieAt += 3) await life(dieAt)
  })
})

describe('for someone who writes in the form alone', () => {
  it('no more is read each time than the weeks since the last look', async () => {
    const { place, world } = await asked()
    const looks: { after: string; threads: number }[] = []
    const typedSince: World['directory']['typedSince'] = async (dm, of, after, threads) => {
      looks.push({ after, threads: threads.length })
      return place.slack.directory.typedSince(dm, of, after, threads)
    }
    const looking = { ...world, directory: { ...world.directory, typedSince } }
    for (let week = 0; week < 12; week++) {
      const delivery = (await documentOf(world, me)).deliveries.at(-1)!
      await recordWrittenReply(
        world,
        me,
        { delivery: delivery.id },
        { added: 'By form.', parts: {}, about: [], shares: {} },
      )
      await livedUntil(place, world, plus(tuesdayNine, { days: 7 * (week + 1), minutes: 1 }))
      await catchUp(looking)
    }
    expect(Math.max(...looks.map(({ threads }) => threads))).toBeLessThanOrEqual(3)
    await wake(world)
    expect(await wordsBy(world)).toHaveLength(12)
  })
})
