// One message each, whatever dies, is lost or goes unheard on the way.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { forgetReflection } from '../../src/domain/erasure.ts'
import { Instant, type Leader } from '../../src/domain/model.ts'
import { recordTypedReply } from '../../src/flows/record-reply.ts'
import { skipQuestion } from '../../src/flows/respond.ts'
import { sendToLeader } from '../../src/flows/send.ts'
import { wake } from '../../src/flows/wake.ts'
import type { World } from '../../src/flows/world.ts'
import {
  aPlace,
  documentOf,
  everyoneTakesPart,
  type Fate,
  livedUntil,
  type Place,
  stateOf,
  tuesdayNine,
  user,
  users,
} from './given.ts'

const me = user(0)

/** Tuesday, 09:00: one leader is about to be asked. */
const aboutToBeAsked = async (): Promise<{ place: Place; world: World; leader: () => Promise<Leader> }> => {
  const place = await aPlace()
  const { world } = await everyoneTakesPart(place, [me])
  place.clock.at(tuesdayNine)
  return { place, world, leader: () => documentOf(world, me) }
}

describe('a question', () => {
  it('is claimed on disk before Slack is called, and settled with what Slack named it', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    let during: string | undefined
    const post: World['sender']['post'] = async (...given) => {
      during = stateOf(await leader(), 'prompt')?.is
      return place.slack.sender.post(...given)
    }
    await wake({ ...world, sender: { ...world.sender, post } })
    const [message] = place.slack.arrived('prompt')
    expect(during).toBe('claimed')
    expect(stateOf(await leader(), 'prompt')).toEqual({ is: 'settled', at: tuesdayNine, ts: message?.ts })
    expect((await leader()).deliveries).toMatchObject([{ ts: message?.ts, state: { is: 'open' } }])
  })

  it('carries its key, and its words are nowhere in the outbox', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    await wake(world)
    const { outbox, deliveries } = await leader()
    expect(place.slack.arrived('prompt')[0]?.key).toBe(outbox.find(({ kind }) => kind === 'prompt')?.key)
    expect(JSON.stringify(outbox)).not.toContain(deliveries[0]?.prompt.text)
  })

  it('that got lost is sent again, but only after a look that waited until nothing can be under way', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    place.slack.fates.push('lost')
    await wake(world)
    expect(stateOf(await leader(), 'prompt')).toEqual({ is: 'claimed', at: tuesdayNine })

    place.clock.pass({ seconds: 29 })
    await wake(world)
    await sendToLeader(world, (await leader()).id)
    expect(place.slack.looked).toEqual([])
    expect(place.slack.arrived('prompt')).toEqual([])

    place.clock.pass({ seconds: 1 })
    await wake(world)
    expect(place.slack.looked).toHaveLength(1)
    expect(place.slack.arrived('prompt')).toHaveLength(1)
    expect(stateOf(await leader(), 'prompt')).toMatchObject({ is: 'settled' })
  })

  it('that arrived unheard is found and not sent again', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    place.slack.fates.push('unheard')
    await wake(world)
    place.clock.pass({ seconds: 30 })
    await wake(world)
    const [message, ...more] = place.slack.arrived('prompt')
    expect(more).toEqual([])
    expect(stateOf(await leader(), 'prompt')).toMatchObject({ is: 'settled', ts: message?.ts })
    expect((await leader()).deliveries[0]?.ts).toBe(message?.ts)
  })

  it('is tried again no sooner than Slack asks', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    place.slack.fates.push({ is: 'later', afterSeconds: 90 })
    await wake(world)
    place.clock.pass({ seconds: 89 })
    await wake(world)
    expect(place.slack.arrived('prompt')).toEqual([])
    place.clock.pass({ seconds: 1 })
    await wake(world)
    expect(place.slack.arrived('prompt')).toHaveLength(1)
    expect((await leader()).deliveries[0]?.state.is).toBe('open')
  })

  it('that Slack refuses has failed with Slack’s reason, and was not asked', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    place.slack.fates.push({ is: 'refused', error: 'user_disabled' })
    await wake(world)
    expect(stateOf(await leader(), 'prompt')).toEqual({
      is: 'failed',
      at: tuesdayNine,
      reason: 'user_disabled',
    })
    await livedUntil(place, world, plus(tuesdayNine, { days: 6 }))
    expect((await leader()).deliveries).toMatchObject([{ state: { is: 'missed' } }])
    expect(place.slack.posts.filter(({ letter }) => letter.kind !== 'invitation')).toEqual([])
  })

  it('expires after twelve hours, was not asked, and is not sent late', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    for (let i = 0; i < 12; i++) place.slack.fates.push({ is: 'later', afterSeconds: 3600 })
    await livedUntil(place, world, plus(tuesdayNine, { days: 6 }))
    expect(stateOf(await leader(), 'prompt')).toMatchObject({ is: 'expired' })
    expect((await leader()).deliveries).toMatchObject([{ state: { is: 'missed' } }])
    expect(place.slack.arrived('prompt')).toEqual([])
  })

  it('of a week that went by while nobody ran is not asked late', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    place.clock.at(plus(tuesdayNine, { hours: 12 }))
    await wake(world)
    expect((await leader()).missedWeeks).toMatchObject([{ weekOf: '2026-01-05' }])
    expect(place.slack.arrived('prompt')).toEqual([])
  })

  it('that is no longer wanted when Slack is ready is dropped', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    place.slack.fates.push({ is: 'later', afterSeconds: 60 })
    await wake(world)
    const [delivery] = (await leader()).deliveries
    await skipQuestion(world, me, delivery!.id)
    place.clock.pass({ minutes: 1 })
    await wake(world)
    expect(stateOf(await leader(), 'prompt')).toMatchObject({ is: 'dropped' })
    expect(place.slack.arrived('prompt')).toEqual([])
  })

  it('that cannot be rendered is told of, waits like one that got lost, and harms nobody else', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(3))
    place.clock.at(tuesdayNine)
    place.slack.fates.push('throws')
    await wake(world)
    expect(place.slack.arrived('prompt')).toHaveLength(2)
    place.clock.pass({ minutes: 1 })
    await wake(world)
    expect(new Set(place.slack.arrived('prompt').map((it) => it.channel)).size).toBe(3)
  })

  it('that two ask to send at once is sent once', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    const { id } = await leader()
    await Promise.all([wake(world), wake(world), sendToLeader(world, id)])
    await Promise.all([sendToLeader(world, id), sendToLeader(world, id)])
    expect(place.slack.arrived('prompt')).toHaveLength(1)
  })

  it('that another sent while we were busy with the one before it is not sent again', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    await wake(world)
    place.slack.fates.push({ is: 'later', afterSeconds: 60 }, { is: 'later', afterSeconds: 60 })
    for (const text of ['One.', 'Two.']) {
      await recordTypedReply(world, me, { ts: place.slack.nextTs(), text })
    }
    expect(place.slack.arrived('receipt')).toEqual([])
    place.clock.pass({ minutes: 1 })
    const { id } = await leader()
    let isFirst = true
    const post: World['sender']['post'] = async (...given) => {
      if (isFirst) {
        isFirst = false
        await sendToLeader(world, id)
      }
      return place.slack.sender.post(...given)
    }
    await sendToLeader({ ...world, sender: { ...world.sender, post } }, id)
    expect(place.slack.arrived('receipt')).toHaveLength(2)
  })

  it('that two look up at once, one slowly, is sent once', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    const { id } = await leader()
    place.slack.fates.push('lost')
    await wake(world)
    place.clock.pass({ seconds: 30 })
    let answer = () => {}
    const slowly = new Promise<void>((resolve) => {
      answer = resolve
    })
    const slow = {
      ...world.sender,
      find: async (...given: Parameters<World['sender']['find']>) => {
        const found = await world.sender.find(...given)
        await slowly
        return found
      },
    }
    const late = sendToLeader({ ...world, sender: slow }, id)
    // The slow look comes to its end while the quick one's message is on its way.
    const post: World['sender']['post'] = async (...given) => {
      answer()
      await late
      return world.sender.post(...given)
    }
    await sendToLeader({ ...world, sender: { ...world.sender, post } }, id)
    answer()
    await late
    await livedUntil(place, world, plus(place.clock.now(), { minutes: 3 }))
    expect(place.slack.arrived('prompt')).toHaveLength(1)
  })

  it('that can no longer be looked up is given up when its window ends, and keeps nothing else back', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    place.slack.fates.push('unheard')
    await wake(world)
    const find = async () => {
      throw new Error('thread_not_found')
    }
    const blind = { ...world, sender: { ...world.sender, find } }
    place.clock.pass({ hours: 1 })
    await recordTypedReply(blind, me, { ts: place.slack.nextTs(), text: 'a thought' })
    expect(place.slack.arrived('receipt')).toHaveLength(1)

    await livedUntil(place, blind, plus(tuesdayNine, { hours: 13 }))
    expect(stateOf(await leader(), 'prompt')).toMatchObject({ is: 'failed', reason: 'outcome_unknown' })
  })
})

describe('a process that dies', () => {
  /** What is there after a process died at its so-many-th step and another one went on for some minutes. */
  const lifeThat = async (deaths: readonly number[], fates: readonly Fate[] = []) => {
    const place = await aPlace()
    await everyoneTakesPart(place, users(2))
    place.clock.at(tuesdayNine)
    place.slack.fates.push(...fates)
    let steps = 0
    for (const dieAt of deaths) {
      const mortal = await place.begin({ dieAt })
      await Promise.race([wake(mortal), mortal.died])
      steps = mortal.steps()
      place.clock.pass({ minutes: 1 })
    }
    const world = await place.begin()
    await livedUntil(place, world, plus(place.clock.now(), { minutes: 10 }))
    const leaders = await Promise.all(users(2).map((it) => documentOf(world, it)))
    return { steps, channels: place.slack.arrived('prompt').map((it) => it.channel), leaders }
  }
  const isRight = ({ channels, leaders }: Awaited<ReturnType<typeof lifeThat>>) => {
    expect(channels.toSorted()).toEqual(['D0', 'D1'])
    for (const it of leaders) {
      expect(stateOf(it, 'prompt')).toMatchObject({ is: 'settled' })
      expect(it.deliveries).toMatchObject([{ state: { is: 'open' }, ts: expect.anything() }])
    }
  }

  it('at any step leaves it to the next one to ask everyone exactly once', async () => {
    const { steps } = await lifeThat([Number.POSITIVE_INFINITY])
    expect(steps).toBeGreaterThan(12)
    for (let dieAt = 1; dieAt <= steps; dieAt++) isRight(await lifeThat([dieAt]))
  })

  it('several times over, with a Slack that loses and does not answer, still asks exactly once', async () => {
    const fate = fc.constantFrom<Fate>('lost', 'unheard', { is: 'later', afterSeconds: 20 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
        fc.array(fate, { maxLength: 4 }),
        async (deaths, fates) => isRight(await lifeThat(deaths, fates)),
      ),
      { numRuns: 60 },
    )
  })
})

describe('a digest that was sent after the backup that was restored', () => {
  it('is found, not sent again, and shows what its author left of it since', async () => {
    const { place, world, leader } = await aboutToBeAsked()
    await wake(world)
    const typed = place.slack.type(me, 'What I would rather not have said')
    await recordTypedReply(world, me, { ts: typed, text: 'What I would rather not have said' })
    const lastFriday = Instant.parse('2026-01-30T09:00:00.000Z')
    await livedUntil(place, world, plus(lastFriday, { hours: -1 }))
    const backup = await leader()
    await livedUntil(place, world, plus(lastFriday, { minutes: 5 }))
    const [sent, ...more] = place.slack.arrived('digest')
    expect(more).toEqual([])
    const edits = place.slack.edits.length

    // The document of the backup, in which what was taken back since is taken back once more.
    const { id, reflections } = backup
    const now = place.clock.now()
    await world.leaders.update(id, () => forgetReflection(backup, reflections[0]!.id, now))
    const restored = { began: plus(lastFriday, { hours: -1 }), startedAt: now, until: plus(now, { days: 7 }) }
    await livedUntil(place, { ...world, restored }, plus(now, { minutes: 5 }))
    expect(place.slack.arrived('digest')).toEqual([sent])
    expect(stateOf(await leader(), 'digest')).toMatchObject({ is: 'settled', ts: sent?.ts })
    const shown = place.slack.edits.slice(edits).findLast(({ ts }) => ts === sent?.ts)
    expect(shown).toMatchObject({ letter: { kind: 'digest', replies: 0 } })
    expect(sent?.letter).toMatchObject({ kind: 'digest', replies: 1 })
  })
})
