// The tick: everyone whose time has come, whoever else is in trouble.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { type Instant, LocalTime, Zone } from '../../src/domain/model.ts'
import type { Workspace } from '../../src/domain/workspace.ts'
import { changeWorkspace } from '../../src/flows/change-workspace.ts'
import { wake } from '../../src/flows/wake.ts'
import type { World } from '../../src/flows/world.ts'
import { DamagedDocument } from '../../src/store/errors.ts'
import {
  aPlace,
  channel,
  dmOf,
  documentOf,
  editionOfJanuary,
  everyoneTakesPart,
  livedUntil,
  type Place,
  stateOf,
  tuesdayNine,
  user,
  users,
} from './given.ts'

const asked = ({ slack }: Place) => slack.arrived('prompt').map((it) => it.channel)

describe('when many are due at once', () => {
  it('asks more leaders than it takes up at once, each of them once, in one go', async () => {
    const place = await aPlace()
    const everyone = users(420)
    const { world } = await everyoneTakesPart(place, everyone)
    place.clock.at(tuesdayNine)
    await wake(world)
    expect(asked(place).toSorted()).toEqual(everyone.map(dmOf).toSorted())
    expect(await world.leaders.due(tuesdayNine, 1)).toEqual([])
    await wake(world)
    expect(asked(place)).toHaveLength(420)
  })

  it('works on several at a time, so that a slow conversation does not keep the others waiting', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(20))
    place.clock.at(tuesdayNine)
    let answer = () => {}
    const slowly = new Promise<void>((resolve) => {
      answer = resolve
    })
    const post: World['sender']['post'] = async (to, ...rest) => {
      if (to.channel === dmOf(user(0))) await slowly
      return place.slack.sender.post(to, ...rest)
    }
    const woken = wake({ ...world, sender: { ...world.sender, post } })
    await expect.poll(() => asked(place).length).toBe(19)
    answer()
    await woken
    expect(asked(place)).toHaveLength(20)
  })
})

describe('when one is in trouble', () => {
  const trouble: [string, (world: World, id: string) => World][] = [
    [
      'a damaged document',
      (world, broken) => ({
        ...world,
        leaders: {
          ...world.leaders,
          update: async (id, change) => {
            if (id === broken)
              throw new DamagedDocument({ id, file: `leaders/${id}.json`, why: 'is not JSON' })
            return world.leaders.update(id, change)
          },
        },
      }),
    ],
    [
      'a rule that trips over it',
      (world, broken) => ({
        ...world,
        leaders: {
          ...world.leaders,
          update: (id, change) =>
            world.leaders.update(id, (it) => {
              if (id === broken) throw new RangeError('no such day')
              return change(it)
            }),
        },
      }),
    ],
  ]
  it.each(trouble)('asks the others, and names it in the log: %s', async (_, troubled) => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(3))
    const { id } = await documentOf(world, user(1))
    place.clock.at(tuesdayNine)
    await wake(troubled(world, id))
    expect(asked(place).toSorted()).toEqual(['D0', 'D2'])
    expect(world.logged).toMatchObject([{ level: 'error', fields: { id } }])

    place.clock.pass({ hours: 3 })
    await wake(world)
    expect(asked(place)).toContain('D1')
  })

  it('still posts the partnership’s digest', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(2), { channel })
    place.clock.at(editionOfJanuary)
    const update: World['leaders']['update'] = async () => {
      throw new Error('the disk is full')
    }
    await wake({ ...world, leaders: { ...world.leaders, update } })
    expect(place.slack.arrived('edition')).toHaveLength(1)
  })
})

describe('after a long time away', () => {
  it('sends nothing that has gone stale, and the next question on its day', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(2))
    place.clock.at(plus(tuesdayNine, { days: 29 }))
    const before = place.slack.posts.length
    await wake(world)
    expect(place.slack.posts).toHaveLength(before)
    await livedUntil(place, world, plus(tuesdayNine, { days: 35, minutes: 1 }))
    expect(asked(place).toSorted()).toEqual(['D0', 'D1'])
  })

  it('begins nothing more once it is to stop; what is left is done next time', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(40))
    place.clock.at(tuesdayNine)
    const leaving = new AbortController()
    const post: World['sender']['post'] = (...given) => {
      leaving.abort()
      return place.slack.sender.post(...given)
    }
    await wake({ ...world, sender: { ...world.sender, post } }, leaving.signal)
    expect(asked(place).length).toBeLessThan(20)
    await wake(world)
    expect(asked(place)).toHaveLength(40)
  })
})

describe('a change by an admin', () => {
  const nineInstead = (time: string) => (it: Workspace) => ({
    ...it,
    revision: it.revision + 1,
    programmes: it.programmes.map((programme) => ({
      ...programme,
      schedule: { ...programme.schedule, time: LocalTime.parse(time) },
    })),
  })

  it.each([
    ['earlier', '07:30', '2026-01-06T07:30:00.000Z'],
    ['later', '16:45', '2026-01-06T16:45:00.000Z'],
  ])('to an hour that is %s wakes everyone then, and not at the old one', async (_, time, at) => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(3))
    expect(await world.leaders.nextWake()).toBe(tuesdayNine)
    await changeWorkspace(world, nineInstead(time))
    expect(await world.leaders.nextWake()).toBe(at)

    place.clock.at(plus(at as Instant, { minutes: -1 }))
    await wake(world)
    expect(asked(place)).toEqual([])
    place.clock.at(at as Instant)
    await wake(world)
    expect(asked(place)).toHaveLength(3)
  })

  it('to the partnership’s hour moves its digest', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(2), { channel })
    await wake(world)
    await changeWorkspace(world, (it) => ({
      ...it,
      revision: it.revision + 1,
      partnerships: it.partnerships.map((one) => ({
        ...one,
        zone: Zone.parse('America/New_York'),
        digest: { ...one.digest, workingDay: 4 },
      })),
    }))
    expect(await world.partnerships.nextWake()).toBe('2026-02-05T15:00:00.000Z')
  })

  it('to one programme leaves the people of another as they were', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, [user(0)])
    await everyoneTakesPart(place, [user(1)], { name: 'Others' })
    const described: string[][] = []
    const reindex: World['leaders']['reindex'] = async (ids) => {
      described.push([...ids])
      return world.leaders.reindex(ids)
    }
    await changeWorkspace({ ...world, leaders: { ...world.leaders, reindex } }, (it) => ({
      ...it,
      revision: it.revision + 1,
      programmes: it.programmes.map((one) => (one.name === 'Others' ? { ...one, name: 'The others' } : one)),
    }))
    expect(described).toEqual([[(await documentOf(world, user(1))).id]])
  })

  it('that died before everyone was told is made good by the next process', async () => {
    const place = await aPlace()
    await everyoneTakesPart(place, users(3))
    const whole = await place.begin()
    await changeWorkspace(whole, nineInstead('16:45'))
    for (let dieAt = 1; dieAt < whole.steps(); dieAt++) {
      const other = await aPlace()
      await everyoneTakesPart(other, users(3))
      const mortal = await other.begin({ dieAt })
      await Promise.race([changeWorkspace(mortal, nineInstead('16:45')), mortal.died])
      const next = await other.begin()
      const [programme] = next.workspace.current.programmes
      expect(await next.leaders.nextWake()).toBe(`2026-01-06T${programme?.schedule.time}:00.000Z`)
    }
  })
})

describe('a reminder', () => {
  it('comes once, two days after a question that nobody answered, and not in the week of the invitation', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, [user(0)])
    await livedUntil(place, world, plus(tuesdayNine, { days: 6, hours: 23 }))
    expect(place.slack.arrived('reminder')).toEqual([])
    await livedUntil(place, world, plus(tuesdayNine, { days: 13, hours: 23 }))
    expect(place.slack.arrived('reminder')).toHaveLength(1)
    const leader = await documentOf(world, user(0))
    expect(stateOf(leader, 'reminder')).toMatchObject({ is: 'settled', at: plus(tuesdayNine, { days: 9 }) })
    expect(leader.deliveries).toMatchObject([{ state: { is: 'closed' } }, { state: { is: 'closed' } }])
  })
})
