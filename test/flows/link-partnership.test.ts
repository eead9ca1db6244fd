// A channel is linked, changed by two at once, and unlinked; each by whoever may.
import { beforeEach, describe, expect, it } from 'vitest'
import { fieldsOf, type PartnershipFields } from '../../src/domain/linking.ts'
import { ChannelId, LocalTime, type PartnershipId, ProgrammeId, Zone } from '../../src/domain/model.ts'
import type { Actor } from '../../src/domain/permissions.ts'
import { changeWorkspace } from '../../src/flows/change-workspace.ts'
import { identify } from '../../src/flows/identify.ts'
import {
  type ChangeWish,
  changePartnership,
  linkPartnership,
  unlinkPartnership,
} from '../../src/flows/link-partnership.ts'
import { meetReaders, watchChannels } from '../../src/flows/watch-channels.ts'
import type { World } from '../../src/flows/world.ts'
import { aPlace, channel, makeOne, type Place, type Process, user } from './given.ts'

const [admin, facilitator] = [user(90), user(91)]
const open = ChannelId.parse('COPEN')
const fields: PartnershipFields = {
  programmes: [ProgrammeId.parse('P1')],
  zone: Zone.parse('Europe/London'),
  nation: 'wales',
  digest: { workingDay: 4, time: LocalTime.parse('11:00') },
  thresholds: { contributors: 6, others: 3 },
  facilitators: [facilitator],
}

let place: Place
let world: Process
beforeEach(async () => {
  place = await aPlace()
  world = await place.begin()
  place.slack.profiles.set(admin, { isAdmin: true })
  place.slack.audiences.set(channel, {
    name: 'partners',
    isPrivate: true,
    isShared: false,
    teams: [],
    members: [],
  })
  place.slack.audiences.set(open, { name: 'open', isPrivate: false, isShared: false, teams: [], members: [] })
})

const linkedNow = () => world.workspace.current.partnerships
const actor = async (who: typeof admin): Promise<Actor> => (await identify(world, who)).actor
const linked = async (): Promise<PartnershipId> => {
  const outcome = await linkPartnership(world, admin, { ...fields, channel })
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.linked
}
const wish = (id: PartnershipId, changes: Partial<PartnershipFields>, revision = 0): ChangeWish => ({
  id,
  revision,
  shown: fields,
  wished: { ...fields, ...changes },
})

describe('linking', () => {
  it('keeps what was chosen, who did it, and invites nobody', async () => {
    const id = await linked()
    expect(linkedNow()).toMatchObject([{ ...fields, id, channel, name: '#partners', linkedBy: admin }])
    expect(linkedNow()[0]).not.toHaveProperty('override')
    expect(world.workspace.current.audit).toMatchObject([{ by: admin, act: 'partnership-link', on: id }])
    expect(world.workspace.current.jobs).toEqual([])
    expect(await world.partnerships.get(id)).toMatchObject({ editions: [] })
  })

  it('of a public channel asks why, and keeps who said so and when; the log has no reason in it', async () => {
    expect(await linkPartnership(world, admin, { ...fields, channel: open })).toEqual({
      refused: 'channel-public',
    })
    const why = 'The whole county reads along.'
    expect(await linkPartnership(world, admin, { ...fields, channel: open, why })).toHaveProperty('linked')
    expect(linkedNow()[0]?.override).toEqual({ by: admin, at: place.clock.now(), why })
    expect(JSON.stringify(world.workspace.current.audit)).not.toContain(why)
  })

  it('keeps no reason for a private channel, whatever was typed', async () => {
    await linkPartnership(world, admin, { ...fields, channel, why: 'Because I can.' })
    expect(linkedNow()[0]).not.toHaveProperty('override')
  })

  it('is refused where Balcony is not in the channel, where nobody is behind a name, and a second time', async () => {
    const elsewhere = ChannelId.parse('CELSEWHERE')
    expect(await linkPartnership(world, admin, { ...fields, channel: elsewhere })).toEqual({
      refused: 'channel-out-of-reach',
    })
    place.slack.profiles.set(facilitator, { isActive: false })
    expect(await linkPartnership(world, admin, { ...fields, channel })).toEqual({ refused: 'no-person' })
    place.slack.profiles.set(facilitator, {})
    const both = await Promise.all([
      linkPartnership(world, admin, { ...fields, channel }),
      linkPartnership(world, user(92), { ...fields, channel }),
    ])
    expect(both.filter((it) => 'linked' in it)).toHaveLength(1)
    expect(both).toContainEqual({ refused: 'channel-linked' })
    expect(linkedNow()).toHaveLength(1)
    expect(await world.partnerships.ids()).toHaveLength(1)
  })
})

describe('changing', () => {
  it('is for a facilitator to do with the day, and not with the thresholds, programmes or facilitators', async () => {
    const id = await linked()
    const who = await actor(facilitator)
    const digest = { workingDay: 7, time: LocalTime.parse('09:00') }
    expect(await changePartnership(world, who, wish(id, { digest }))).toEqual({ is: 'saved' })
    for (const more of [
      { thresholds: { contributors: 9, others: 3 } },
      { programmes: [] },
      { facilitators: [] },
    ]) {
      expect(await changePartnership(world, who, wish(id, more, 1))).toEqual({ is: 'not-allowed' })
    }
    expect(linkedNow()[0]).toMatchObject({ ...fields, digest, revision: 1 })
    expect(world.workspace.current.audit.filter(({ refused }) => refused)).toHaveLength(2)
  })

  it('takes a reason where the channel has become public, from an admin alone; the log has no reason in it', async () => {
    const id = await linked()
    const why = 'The whole county reads along.'
    await changePartnership(world, await actor(admin), { ...wish(id, {}), why })
    expect(linkedNow()[0]).not.toHaveProperty('override')
    await changeWorkspace(world, (it) => ({
      ...it,
      partnerships: it.partnerships.map((one) => ({
        ...one,
        trouble: { is: 'public', since: place.clock.now(), told: true },
      })),
    }))
    const [theirs, ours] = [await actor(facilitator), await actor(admin)]
    expect(await changePartnership(world, theirs, { ...wish(id, {}), why })).toEqual({ is: 'not-allowed' })
    expect(linkedNow()[0]).not.toHaveProperty('override')
    expect(await changePartnership(world, ours, { ...wish(id, {}), why })).toEqual({ is: 'saved' })
    expect(linkedNow()[0]).toMatchObject({ override: { by: admin, at: place.clock.now(), why }, revision: 1 })
    expect(linkedNow()[0]?.trouble).toBeUndefined()
    expect(world.workspace.current.audit.at(-1)).toMatchObject({
      act: 'partnership-edit',
      changed: ['override'],
    })
    expect(JSON.stringify(world.workspace.current.audit)).not.toContain(why)
  })

  it('of two at once saves the first, shows the second what it was, and keeps what both did', async () => {
    const id = await linked()
    const who = await actor(admin)
    const first = wish(id, { nation: 'scotland', thresholds: { contributors: 8, others: 4 } })
    const second = wish(id, { nation: 'england', digest: { workingDay: 9, time: LocalTime.parse('10:00') } })
    expect(await changePartnership(world, who, first)).toEqual({ is: 'saved' })
    const told = await changePartnership(world, who, second)
    expect(told).toMatchObject({ is: 'meanwhile', by: admin, fields: ['nation', 'thresholds'], revision: 1 })
    if (told.is !== 'meanwhile') return
    expect(linkedNow()[0]).toMatchObject({ nation: 'scotland' })
    const again = { id, revision: told.revision, shown: told.now, wished: told.offered }
    expect(await changePartnership(world, who, again)).toEqual({ is: 'saved' })
    expect(linkedNow()[0] && fieldsOf(linkedNow()[0] as PartnershipFields)).toEqual({
      ...second.wished,
      thresholds: first.wished.thresholds,
    })
    expect(world.workspace.current.audit.at(-1)).toMatchObject({ changed: ['nation', 'digest'] })
  })

  it('that changes nothing writes nothing', async () => {
    const id = await linked()
    const { audit } = world.workspace.current
    expect(await changePartnership(world, await actor(admin), wish(id, {}))).toEqual({ is: 'saved' })
    expect(world.workspace.current.audit).toEqual(audit)
  })
})

describe('looking after a channel', () => {
  it('takes back nothing that an admin does while somebody is told of trouble', async () => {
    const id = await linked()
    const mayDoAll = await actor(admin)
    place.slack.audiences.set(channel, { ...place.slack.audiences.get(channel)!, isPrivate: false })
    const explained = () => changePartnership(world, mayDoAll, { ...wish(id, {}), why: 'All may read it.' })
    const slow: World = {
      ...world,
      sender: {
        ...world.sender,
        post: async (...said) => {
          await explained()
          return place.slack.sender.post(...said)
        },
      },
    }
    await watchChannels(slow)
    expect(place.slack.arrived('channel-trouble')).toHaveLength(1)
    expect(linkedNow()[0]).toMatchObject({ override: { why: 'All may read it.' } })
    expect(linkedNow()[0]).not.toHaveProperty('trouble')
  })
})

describe('meeting those who read a channel', () => {
  it('asks about each, and one that cannot be seen keeps no other waiting', async () => {
    await linked()
    const why = 'All may read it.'
    await linkPartnership(world, admin, { ...fields, channel: open, why })
    place.slack.audiences.set(channel, new Error('Slack is out of reach'))
    const met: string[] = []
    const { directory } = world
    const readers: World['directory']['readers'] = async (of, how) => {
      met.push(`${of} ${how?.unhurried}`)
      return directory.readers(of, how)
    }
    const looking: World = { ...world, directory: { ...place.slack.directory, readers } }
    await Promise.all([meetReaders(looking), meetReaders(looking)])
    expect(met).toEqual([`${channel} true`, `${open} true`])
    expect(world.logged).toMatchObject([{ level: 'warn', fields: { partnership: linkedNow()[0]?.id } }])
    await meetReaders(looking)
    expect(met).toHaveLength(4)
  })
})

describe('unlinking', () => {
  it('ends the digests, is done once, and keeps what is needed to take words out of what was posted', async () => {
    const id = await linked()
    expect(await unlinkPartnership(world, admin, id)).toBe(true)
    expect(await unlinkPartnership(world, admin, id)).toBe(false)
    expect(linkedNow()).toEqual([])
    expect(world.workspace.current.unlinked).toMatchObject([{ id, channel }])
    expect(await world.partnerships.nextWake()).toBeUndefined()
    expect((await actor(facilitator)).facilitates).toEqual([])
  })

  it('and linking again is another partnership: nobody’s old yes counts for it', async () => {
    const id = await linked()
    await unlinkPartnership(world, admin, id)
    expect(await linked()).not.toBe(id)
  })
})

describe('a programme that is made for a channel', () => {
  /** What someone else does comes first, at the very last moment. */
  const justAfter = (other: () => Promise<unknown>): World => {
    let isDone = false
    return {
      ...world,
      workspaces: {
        ...world.workspaces,
        get: world.workspaces.get,
        update: async (id, change) => {
          if (!isDone) {
            isDone = true
            await other()
          }
          return world.workspaces.update(id, change)
        },
      },
    }
  }
  const named = (name: string) => ({ name, channel })
  const programmes = () => world.workspace.current.programmes.map(({ name }) => name)

  it('joins its partnership as another admin has just changed it', async () => {
    const id = await linked()
    const thresholds = { contributors: 9, others: 4 }
    const mayDoAll = await actor(admin)
    const raised = () => changePartnership(world, mayDoAll, wish(id, { thresholds }))
    const made = await makeOne(place, justAfter(raised), [user(1)], { channel })
    expect(linkedNow()).toMatchObject([{ id, thresholds, programmes: ['P1', made.id] }])
  })

  it('opens another partnership where that one was unlinked just before', async () => {
    const id = await linked()
    const made = await makeOne(
      place,
      justAfter(() => unlinkPartnership(world, admin, id)),
      [user(1)],
      {
        channel,
      },
    )
    const [now, ...others] = linkedNow()
    expect(others).toEqual([])
    expect(now).toMatchObject({ programmes: [made.id], linkedBy: 'UADMIN' })
    expect(now?.id).not.toBe(id)
    expect(await world.partnerships.get(now!.id)).toBeDefined()
  })

  it('shares one with another that is made for the same channel just before', async () => {
    const first = () => makeOne(place, world, [user(1)], named('First'))
    await makeOne(place, justAfter(first), [user(2)], named('Second'))
    expect(linkedNow().map((it) => it.programmes.length)).toEqual([2])
    expect(await world.partnerships.ids()).toEqual([linkedNow()[0]?.id])
  })

  it('is not made where another has just taken its name', async () => {
    const first = () => makeOne(place, world, [user(1)])
    await expect(makeOne(place, justAfter(first), [user(2)], { channel })).rejects.toThrow('name-taken')
    expect(programmes()).toEqual(['Leaders'])
    expect(await world.partnerships.ids()).toEqual([])
  })

  it('is not taken out of it by someone whose form knows nothing of it', async () => {
    const id = await linked()
    const { id: made } = await makeOne(place, world, [user(1)], { channel })
    const digest = { ...fields.digest, workingDay: 6 }
    expect(await changePartnership(world, await actor(admin), wish(id, { digest }))).toMatchObject({
      is: 'meanwhile',
      fields: ['programmes'],
    })
    expect(linkedNow()).toMatchObject([{ programmes: ['P1', made] }])
  })
})
