// How delivery goes: what Slack would not take, whom no invitation reaches, and weeks that are fixed once.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { Instant, Leader, SlackTs } from '../../src/domain/model.ts'
import { changeWorkspace } from '../../src/flows/change-workspace.ts'
import { countWeeks } from '../../src/flows/count-weeks.ts'
import { followAccount } from '../../src/flows/follow-account.ts'
import { readDelivery, readDeliveryFigures } from '../../src/flows/read-delivery.ts'
import { wake } from '../../src/flows/wake.ts'
import { aDelivery, aLeader } from '../domain/given.ts'
import { aPlace, everyoneTakesPart, makeOne, monday, tuesdayNine, user, users } from './given.ts'

const afterTwoWeeks = Instant.parse('2026-01-19T00:01:00.000Z')

/** So many who were asked on the first Tuesday, of whom so many replied. */
const asked = (count: number, replied: number): Leader[] =>
  Array.from({ length: count }, (_, n) =>
    aLeader({
      id: `L${n}`,
      slack: { team: 'T1', user: user(n), dm: `D${n}` } as Leader['slack'],
      deliveries: [aDelivery(tuesdayNine, n < replied ? { state: { is: 'answered', at: tuesdayNine } } : {})],
    }),
  )

const aWeek = async (leaders: readonly Leader[], invited: number) => {
  const place = await aPlace()
  const world = await place.begin()
  await makeOne(place, world, [])
  await changeWorkspace(world, (it) => ({
    ...it,
    jobs: [],
    programmes: it.programmes.map((one) => ({ ...one, people: users(invited) })),
  }))
  for (const it of leaders) await world.leaders.create(it)
  place.clock.at(afterTwoWeeks)
  return { place, world, weeks: () => readDelivery(world).weeks }
}

describe('a week', () => {
  it('is fixed seven days after it ended, in bands', async () => {
    const { place, world, weeks } = await aWeek(asked(30, 15), 40)
    place.clock.at(Instant.parse('2026-01-18T23:59:00.000Z'))
    await countWeeks(world)
    expect(weeks()).toEqual([])
    place.clock.at(afterTwoWeeks)
    await countWeeks(world)
    expect(weeks()).toEqual([
      {
        weekOf: '2026-01-05',
        asked: { from: 20, to: 49 },
        replied: { from: 10, to: 19 },
        late: 'none',
        missed: 'none',
        failed: 'none',
      },
    ])
  })

  it('never changes once it is fixed, and is not counted again', async () => {
    const { place, world, weeks } = await aWeek(asked(30, 15), 40)
    await countWeeks(world)
    const fixed = weeks()
    for (const id of await world.leaders.ids()) await world.leaders.remove(id)
    let read = 0
    const get: typeof world.leaders.get = (id) => {
      read += 1
      return world.leaders.get(id)
    }
    await countWeeks({ ...world, leaders: { ...world.leaders, ids: world.leaders.ids, get } })
    place.clock.pass({ days: 3 })
    await wake(world)
    expect(weeks()).toEqual(fixed)
    expect(read).toBe(0)
  })

  it('of few people shows no figure, nor does one in which nearly all replied, nor where nearly all were invited', async () => {
    expect((await countedWeek(asked(9, 5), 40))?.asked).toBeUndefined()
    expect((await countedWeek(asked(30, 30), 60))?.replied).toBeDefined()
    expect((await countedWeek(asked(20, 20), 60))?.replied).toBeUndefined()
    expect((await countedWeek(asked(22, 9), 22))?.asked).toBeUndefined()
  })

  it('says what came late, was not sent or was refused, and of few people only that there was some', async () => {
    const trouble = (leader: Leader): Leader =>
      Leader.parse({
        ...leader,
        outbox: [
          intent('a', { is: 'failed', at: tuesdayNine, reason: 'is_archived' }),
          intent('b', { is: 'expired', at: tuesdayNine }),
          intent(leader.deliveries[0]?.id ?? '', {
            is: 'settled',
            at: plus(tuesdayNine, { hours: 2 }),
            ts: SlackTs.parse('1.000000'),
          }),
        ],
      })
    expect(await countedWeek(asked(30, 0).map(trouble), 40)).toMatchObject({
      late: { from: 20, to: 49 },
      missed: { from: 20, to: 49 },
      failed: { from: 20, to: 49 },
    })
    expect(await countedWeek(asked(9, 0).map(trouble), 40)).toMatchObject({
      late: 'few',
      missed: 'few',
      failed: 'few',
    })
  })

  it('where fewer than ten are named says nothing of how it went, which would be of someone who is asked', async () => {
    const late = asked(1, 0).map((leader) =>
      Leader.parse({
        ...leader,
        outbox: [intent(`${leader.deliveries[0]?.id}`, { is: 'expired', at: tuesdayNine })],
      }),
    )
    expect(await countedWeek(late, 9)).toEqual({ weekOf: '2026-01-05' })
    expect(await countedWeek(late, 10)).toEqual({
      weekOf: '2026-01-05',
      late: 'none',
      missed: 'few',
      failed: 'none',
    })
  })

  it('is there once wherever the process died, and two who count at once write one', async () => {
    const { place, weeks } = await aWeek(asked(30, 15), 40)
    for (let dieAt = 1; dieAt < 80; dieAt += 7) {
      const dying = await place.begin({ dieAt })
      await Promise.race([countWeeks(dying), dying.died])
    }
    const [one, other] = [await place.begin(), await place.begin()]
    await Promise.all([countWeeks(one), countWeeks(other)])
    expect(weeks().map(({ weekOf }) => weekOf)).toEqual(['2026-01-05'])
  })

  it('after a year away is made up for as far as outboxes remember', async () => {
    const { place, world, weeks } = await aWeek(asked(30, 15), 40)
    await countWeeks(world)
    place.clock.pass({ days: 365 })
    await countWeeks(world)
    expect(weeks()).toHaveLength(6)
  })
})

describe('what Slack would not take', () => {
  it('is told with its reason for a fortnight, and written down once an hour', async () => {
    const place = await aPlace()
    const world = await place.begin()
    place.slack.fates.push({ is: 'refused', error: 'messages_tab_disabled' }, { is: 'refused', error: 'a b' })
    await everyoneTakesPart(place, users(2))
    expect(readDeliveryFigures(world).troubles.map(({ reason }) => reason)).toEqual([
      'messages_tab_disabled',
      'unknown_error',
    ])
    place.clock.pass({ days: 15 })
    expect(readDeliveryFigures(world).troubles).toEqual([])
  })

  it('names an account that no invitation reaches, and nobody who has answered', async () => {
    const place = await aPlace()
    const world = await place.begin()
    place.slack.fates.push({ is: 'refused', error: 'user_not_found' })
    await makeOne(place, world, users(2))
    await wake(world)
    expect(readDelivery(world).unreachable).toMatchObject([{ user: user(0), reason: 'user_not_found' }])
    expect(readDeliveryFigures(world).unreachable).toBe(1)
    expect(JSON.stringify(readDeliveryFigures(world))).not.toContain(user(0))
  })

  it('never names someone who takes part, whatever their messages meet', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await everyoneTakesPart(place, users(2))
    place.slack.fates.push({ is: 'refused', error: 'channel_not_found' })
    place.clock.at(tuesdayNine)
    await wake(world)
    expect(readDelivery(world).troubles).toMatchObject([{ reason: 'channel_not_found' }])
    expect(readDelivery(world).unreachable).toEqual([])
  })

  it('names a closed account of anyone who was invited, whether or not anything is kept of them, until it is open', async () => {
    const place = await aPlace(monday)
    const world = await place.begin()
    await makeOne(place, world, users(2))
    await followAccount(world, user(0), { isActive: false })
    await followAccount(world, user(7), { isActive: false })
    expect(readDelivery(world).unreachable).toMatchObject([{ user: user(0), reason: 'account_closed' }])
    await followAccount(world, user(0), { isActive: true })
    expect(readDelivery(world).unreachable).toEqual([])
  })
})

const intent = (about: string, state: object) => ({
  key: `prompt:${about}`,
  kind: 'prompt',
  about,
  notBefore: tuesdayNine,
  expiresAt: plus(tuesdayNine, { hours: 12 }),
  state,
})

const countedWeek = async (leaders: readonly Leader[], invited: number) => {
  const { world, weeks } = await aWeek(leaders, invited)
  await countWeeks(world)
  return weeks()[0]
}
