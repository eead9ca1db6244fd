// `balcony.yml` applied: it does what an admin would do in Slack, only what the file changed, and says what it cannot.
import { describe, expect, it } from 'vitest'
import { Configuration } from '../../src/domain/configuration.ts'
import { configurationOf } from '../../src/domain/plan.ts'
import { apply } from '../../src/flows/apply.ts'
import { endProgramme } from '../../src/flows/change-programme.ts'
import { doJobs } from '../../src/flows/do-jobs.ts'
import { readProgrammes } from '../../src/flows/read-programmes.ts'
import { wake } from '../../src/flows/wake.ts'
import type { World } from '../../src/flows/world.ts'
import { en } from '../../src/locales/en.ts'
import { programmesArea } from '../../src/slack/views/home-programmes.ts'
import { aPlace, channel, dmOf, makeOne, type Place, user, users } from './given.ts'

const file = (rest: object = {}, partnership: object = {}): Configuration =>
  Configuration.parse({
    programmes: {
      north: {
        name: 'North leaders',
        people: users(2),
        schedule: { weekly: 'Tuesday', time: '09:00' },
        zone: 'Europe/London',
        starts_on: '2026-01-05',
        nation: 'england',
        answers_for: 'North Partnership',
        privacy_contact: 'privacy@north.example',
        purpose: 'Learning together',
        ...rest,
      },
    },
    partnerships: {
      north: {
        channel,
        programmes: ['north'],
        zone: 'Europe/London',
        nation: 'england',
        ...partnership,
      },
    },
  })
const real = { isTrial: false }
const does = async (world: World, asked: Configuration, how: Parameters<typeof apply>[2] = real) => {
  const { done, refused, plan } = await apply(world, asked, how)
  return {
    done: done.map((it) => `${it.does} ${it.kind}`),
    ...(refused && { refused: `${refused.name}.${refused.field}: ${refused.why}` }),
    ...(plan.conflicts.length > 0 && { conflicts: plan.conflicts.map(({ field }) => field) }),
  }
}
const private_ = (place: Place, isPrivate = true) =>
  place.slack.audiences.set(channel, {
    name: 'north',
    isPrivate,
    isShared: false,
    members: users(9),
  } as never)
const begun = async () => {
  const place = await aPlace()
  private_(place)
  return { place, world: await place.begin() }
}
const programme = (world: World) => world.workspace.current.programmes[0]

describe('applying a file', () => {
  it('makes what it asks for, invites its people, and the second time does nothing', async () => {
    const { place, world } = await begun()
    expect(await does(world, file())).toEqual({ done: ['make programmes', 'link partnerships'] })
    await doJobs(world)
    expect(place.slack.arrived('invitation').map((it) => it.channel)).toEqual(users(2).map(dmOf))
    expect(world.workspace.current.partnerships).toMatchObject([
      { channel, programmes: [programme(world)?.id] },
    ])
    expect(world.workspace.current.audit.map(({ act, by }) => [act, by])).toEqual([
      ['make-programme', 'operator'],
      ['partnership-link', 'operator'],
    ])
    await wake(world)
    const before = world.workspace.current
    expect(await does(world, file())).toEqual({ done: [] })
    expect(world.workspace.current).toEqual(before)
    await wake(world)
    expect(place.slack.arrived('introduction').map((it) => it.channel)).toEqual([channel])
    expect(configurationOf(before)).toEqual(file())
  })

  it('only says what it would do, on trial', async () => {
    const { world } = await begun()
    const { plan, done } = await apply(world, file(), { isTrial: true })
    expect(plan.steps.map((it) => it.does)).toEqual(['make', 'link'])
    expect(done).toEqual([])
    expect(world.workspace.current.programmes).toEqual([])
  })

  it('changes, invites who is new, and ends what is no longer in it', async () => {
    const { place, world } = await begun()
    await does(world, file())
    await doJobs(world)
    const later = file({ people: users(3), schedule: { cron: '30 8 * * 1' } })
    expect(await does(world, later)).toEqual({ done: ['change programmes'] })
    await doJobs(world)
    expect(place.slack.arrived('invitation')).toHaveLength(3)
    expect(programme(world)?.schedule).toMatchObject({ is: 'cron', time: '08:30' })
    expect(await does(world, Configuration.parse({}))).toEqual({
      done: ['end programmes', 'unlink partnerships'],
    })
    expect(programme(world)?.endedAt).toBeDefined()
    expect(await does(world, Configuration.parse({}))).toEqual({ done: [] })
  })

  it('leaves what was ended in Slack ended, and starts it again where that is what the file is taken for', async () => {
    const { world } = await begun()
    await does(world, file())
    const id = programme(world)?.id
    if (id) await endProgramme(world, user(1), id)
    const later = file({ closes_after_days: 5 })
    expect((await does(world, later)).conflicts).toHaveLength(1)
    expect(await does(world, later, { take: 'slack', isTrial: false })).toEqual({
      done: [],
    })
    expect(programme(world)?.endedAt).toBeDefined()
    const again = file({ closes_after_days: 4 })
    expect((await does(world, again, { take: 'file', isTrial: false })).done).toContain(
      'start-again programmes',
    )
    expect(programme(world)).toMatchObject({ id, closesAfterDays: 4 })
    expect(programme(world)?.endedAt).toBeUndefined()
  })

  it('stops before anything is done where a cron expression cannot be read', async () => {
    const { world } = await begun()
    expect(await does(world, file({ schedule: { cron: '61 9 * * 2' } }))).toEqual({
      done: [],
      refused: 'north.schedule: cron',
    })
    expect(world.workspace.current.programmes).toEqual([])
  })

  it('stops before anything is done where a pack is not in use; one that leaves later is seen in Home', async () => {
    const { place, world } = await begun()
    const shipped = (pack: string): World => ({
      ...world,
      bank: { prompts: world.bank.prompts.map((it) => ({ ...it, pack })) },
    })
    expect(await does(shipped('shipped'), file({ packs: ['shiped'] }))).toEqual({
      done: [],
      refused: 'north.packs: pack',
    })
    await makeOne(place, shipped('ours'), users(1), { packs: ['ours'] })
    const inHome = (of: World) => JSON.stringify(programmesArea(readProgrammes(of), en))
    expect(inHome(shipped('ours'))).not.toContain('asks nothing')
    expect(inHome(shipped('shipped'))).toContain('It asks nothing: none of its packs is in use.')
  })

  it('takes no public channel without a reason, keeps what was done before, and goes on from there', async () => {
    const { place, world } = await begun()
    private_(place, false)
    expect(await does(world, file())).toEqual({
      done: ['make programmes'],
      refused: 'north.channel: channel-public',
    })
    const reason = file({}, { public_because: 'The whole town leads together.' })
    expect(await does(world, reason)).toEqual({ done: ['link partnerships'] })
    expect(world.workspace.current.partnerships[0]?.override).toMatchObject({
      by: 'operator',
      why: 'The whole town leads together.',
    })
  })

  it('keeps a partnership in its channel', async () => {
    const { world } = await begun()
    await does(world, file())
    expect(await does(world, file({}, { channel: 'COTHER' }))).toEqual({
      done: [],
      refused: 'north.channel: channel-stays',
    })
  })
})
