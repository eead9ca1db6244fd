// An admin's programme: saved first, then its people are invited one by one.

import { noted } from '../domain/audit.ts'
import { type ChannelId, LocalTime, PartnershipId, ProgrammeId, type UserId } from '../domain/model.ts'
import { newPartnership } from '../domain/partnership.ts'
import type { PartnershipSettings, Programme, ProgrammeSettings } from '../domain/workspace.ts'
import type { Audience } from '../ports.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import type { World } from './world.ts'

/** What the admin filled in; `channel` is where its partnership has its digest. */
export type ProgrammeWish = ProgrammeSettings & { channel?: ChannelId }

/** Why it was not made, by the field that it is about. */
export type Refused = {
  refused: 'channel-out-of-reach' | 'channel-public' | 'name-taken'
  at: 'name' | 'channel' | 'follows'
}

/** Makes the programme and its partnership, and notes the job of inviting its people (see `doJobs`). */
export const makeProgramme = async (
  world: World,
  by: UserId,
  wish: ProgrammeWish,
  act: 'make-programme' | 'programme-copy' = 'make-programme',
): Promise<{ made: Programme; partnership?: PartnershipId } | Refused> => {
  const { programmes } = world.workspace.current
  if (programmes.some(({ name }) => name.toLowerCase() === wish.name.toLowerCase())) {
    return { refused: 'name-taken', at: 'name' }
  }
  if (wish.follows && !(await world.directory.audience(wish.follows))) {
    return { refused: 'channel-out-of-reach', at: 'follows' }
  }
  const audience = wish.channel && (await world.directory.audience(wish.channel))
  if (wish.channel && !audience) return { refused: 'channel-out-of-reach', at: 'channel' }
  if (audience && !audience.isPrivate) return { refused: 'channel-public', at: 'channel' }

  const { channel: _, ...settings } = wish
  const now = world.clock.now()
  const id = ProgrammeId.parse(`P${world.newId()}`)
  const made: Programme = { ...settings, id, madeAt: now, runsFrom: now, revision: 0 }
  const partnership =
    wish.channel && audience ? await openPartnership(world, made, wish.channel, audience) : undefined
  await changeWorkspace(world, (it) => ({
    ...it,
    programmes: [...it.programmes, made],
    partnerships: partnership
      ? [...it.partnerships.filter((other) => other.id !== partnership.id), partnership]
      : it.partnerships,
    jobs: withJob(
      it.jobs,
      made.follows ? { is: 'follow', programme: id } : { is: 'enrol', programme: id, users: made.people },
    ),
    audit: noted(it.audit, { at: now, by, act, on: id, name: made.name }),
    revision: it.revision + 1,
  }))
  return { made, ...(partnership && { partnership: partnership.id }) }
}

// One partnership a channel: a second programme with the same channel joins it.
const openPartnership = async (
  world: World,
  programme: Programme,
  channel: ChannelId,
  audience: Audience,
): Promise<PartnershipSettings> => {
  const there = world.workspace.current.partnerships.find((it) => it.channel === channel)
  if (there) return { ...there, programmes: [...there.programmes, programme.id] }
  const id = PartnershipId.parse(`C${world.newId()}`)
  await world.partnerships.create(newPartnership(id, world.clock.now()))
  return {
    id,
    name: `#${audience.name}`,
    channel,
    programmes: [programme.id],
    zone: programme.zone,
    nation: programme.nation,
    digest: { workingDay: 3, time: LocalTime.parse('10:00') },
    thresholds: { contributors: 5, others: 3 },
    facilitators: [],
    revision: 0,
  }
}
