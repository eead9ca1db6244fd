// A channel that is linked is told once what Balcony does there; where nobody can tell whether it was, a person is asked.
import { beforeEach, describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import type { PartnershipId } from '../../src/domain/model.ts'
import { linkPartnership, unlinkPartnership } from '../../src/flows/link-partnership.ts'
import { readHome } from '../../src/flows/read-home.ts'
import { settleDoubt } from '../../src/flows/settle-doubt.ts'
import { wake } from '../../src/flows/wake.ts'
import type { World } from '../../src/flows/world.ts'
import { aPartnership } from '../domain/given.ts'
import { admin, aPlace, channel, livedUntil, makeOne, monday, type Place, stateOf, users } from './given.ts'

let place: Place
let world: World
beforeEach(async () => {
  place = await aPlace()
  world = await place.begin()
  place.slack.audiences.set(channel, {
    name: 'partners',
    isPrivate: true,
    isShared: false,
    teams: [],
    members: users(9),
  })
})

const { id: _, name: __, channel: ___, revision: ____, ...fields } = aPartnership({ programmes: [] })
const link = async (): Promise<PartnershipId> => {
  const outcome = await linkPartnership(world, admin, { ...fields, channel })
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.linked
}
const introduced = () => place.slack.arrived('introduction').map((it) => it.channel)
const state = async (id: PartnershipId) => {
  const partnership = await world.partnerships.get(id)
  return partnership && stateOf(partnership, 'introduction')
}
const doubts = async () => (await readHome(world, admin)).admin?.doubts

describe('an introduction', () => {
  it('is posted once, whatever happens after: another tick, a process that begins anew, a programme that joins', async () => {
    await link()
    await wake(world)
    await wake(world)
    world = await place.begin()
    await makeOne(place, world, users(2), { channel })
    await livedUntil(place, world, plus(monday, { days: 20 }))
    expect(introduced()).toEqual([channel])
  })

  it('is posted in the channel of a programme that was made with one, and in no other', async () => {
    await makeOne(place, world, users(2), { channel })
    await makeOne(place, world, users(2), { name: 'Others' })
    await livedUntil(place, world, plus(monday, { minutes: 1 }))
    expect(introduced()).toEqual([channel])
    expect(place.slack.arrived('introduction')[0]?.letter).toMatchObject({
      often: 'weekly',
      privacyContacts: ['privacy@example.org'],
    })
  })

  it('waits while Balcony is not in the channel, for a week and no longer', async () => {
    const audience = place.slack.audiences.get(channel)!
    const first = await link()
    place.slack.audiences.delete(channel)
    await livedUntil(place, world, plus(monday, { days: 3 }))
    expect(introduced()).toEqual([])
    place.slack.audiences.set(channel, audience)
    await livedUntil(place, world, plus(monday, { days: 3, hours: 1, minutes: 1 }))
    expect(introduced()).toEqual([channel])

    await unlinkPartnership(world, admin, first)
    const second = await link()
    place.slack.audiences.delete(channel)
    await livedUntil(place, world, plus(place.clock.now(), { days: 8 }))
    place.slack.audiences.set(channel, audience)
    await livedUntil(place, world, plus(place.clock.now(), { days: 2 }))
    expect(introduced()).toEqual([channel])
    expect(await state(second)).toMatchObject({ is: 'expired' })
  })

  it('is not posted where the channel was unlinked before its turn came', async () => {
    const id = await link()
    await unlinkPartnership(world, admin, id)
    await livedUntil(place, world, plus(monday, { days: 1 }))
    expect(introduced()).toEqual([])
  })
})

describe('an introduction that may or may not have appeared', () => {
  it.each([
    ['lost', false, 'settled'],
    ['unheard', true, 'dropped'],
  ] as const)('is not repeated by itself; an admin is asked, and says: %s', async (fate, appeared, end) => {
    const id = await link()
    place.slack.fates.push(fate)
    await livedUntil(place, world, plus(monday, { days: 2 }))
    expect(await state(id)).toMatchObject({ is: 'uncertain' })
    const [doubt, ...others] = (await doubts()) ?? []
    expect(others).toEqual([])
    expect(doubt).toEqual({ partnership: id, name: '#partners', key: `introduction:${id}` })
    await settleDoubt(world, admin, id, doubt!.key, appeared)
    await livedUntil(place, world, plus(monday, { days: 4 }))
    expect(introduced()).toEqual([channel])
    expect(await state(id)).toMatchObject({ is: end })
    expect(await doubts()).toEqual([])
  })

  it('since a backup was restored, is asked about too; what is linked after that is introduced as ever', async () => {
    const before = await link()
    place.clock.pass({ hours: 1 })
    const startedAt = place.clock.now()
    world = { ...world, restored: { began: monday, startedAt, until: plus(startedAt, { days: 7 }) } }
    await wake(world)
    expect(introduced()).toEqual([])
    expect(await state(before)).toMatchObject({ is: 'uncertain' })

    await unlinkPartnership(world, admin, before)
    place.clock.pass({ hours: 1 })
    await link()
    await wake(world)
    expect(introduced()).toEqual([channel])
  })

  it('is never there twice, wherever the process died, and never lost without a word', async () => {
    const dyingAt = async (dieAt: number) => {
      place = await aPlace()
      place.slack.audiences.set(channel, {
        name: 'p',
        isPrivate: true,
        isShared: false,
        teams: [],
        members: [],
      })
      world = await place.begin()
      const id = await link()
      const mortal = await place.begin({ dieAt })
      await Promise.race([wake(mortal), mortal.died])
      place.clock.pass({ minutes: 1 })
      await livedUntil(place, await place.begin(), plus(monday, { hours: 1 }))
      return { steps: mortal.steps(), end: `${introduced().length} ${(await state(id))?.is}` }
    }
    const { steps } = await dyingAt(Number.POSITIVE_INFINITY)
    const ends = new Set<string>()
    for (let dieAt = 1; dieAt <= steps; dieAt++) ends.add((await dyingAt(dieAt)).end)
    expect([...ends].toSorted()).toEqual(['0 uncertain', '1 settled', '1 uncertain'])
  })
})
