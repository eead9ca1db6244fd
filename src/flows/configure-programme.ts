// An admin's programme: saved first, then its people are invited one by one.

import { type AuditEntry, noted } from '../domain/audit.ts'
import { type ChannelId, LocalTime, PartnershipId, ProgrammeId, type UserId } from '../domain/model.ts'
import { newPartnership } from '../domain/partnership.ts'
import type { PartnershipSettings, Programme, ProgrammeSettings, Workspace } from '../domain/workspace.ts'
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
  const isTaken = ({ programmes }: Workspace) =>
    programmes.some(({ name }) => name.toLowerCase() === wish.name.toLowerCase())
  if (isTaken(world.workspace.current)) return nameTaken
  if (wish.follows && !(await world.directory.audience(wish.follows))) {
    return { refused: 'channel-out-of-reach', at: 'follows' }
  }
  const audience = wish.channel && (await world.directory.audience(wish.channel))
  if (wish.channel && !audience) return { refused: 'channel-out-of-reach', at: 'channel' }
  if (audience && !audience.isPrivate) return { refused: 'channel-public', at: 'channel' }

  const { channel, ...settings } = wish
  const now = world.clock.now()
  const id = ProgrammeId.parse(`P${world.newId()}`)
  const made: Programme = { ...settings, id, madeAt: now, runsFrom: now, revision: 0 }
  const fresh =
    channel && audience && !theOneOf(world.workspace.current, channel)
      ? await openPartnership(world, by, made, channel, audience)
      : undefined
  let outcome: { made: Programme; partnership?: PartnershipId } | Refused | undefined
  await changeWorkspace(world, (it) => {
    // As it stands by now: another admin may have been quicker.
    const there = channel && theOneOf(it, channel)
    const partnership = there ? joinedBy(made, there) : fresh
    if (isTaken(it)) outcome = nameTaken
    // Where it was unlinked just now, all is done once more.
    if (isTaken(it) || (channel && !partnership)) return it
    outcome = { made, ...(partnership && { partnership: partnership.id }) }
    const entries: AuditEntry[] = [
      ...(partnership ? [entryOf(partnership, there !== undefined, { at: now, by })] : []),
      { at: now, by, act, on: id, name: made.name },
    ]
    return {
      ...it,
      programmes: [...it.programmes, made],
      partnerships: partnership
        ? [...it.partnerships.filter((other) => other.id !== partnership.id), partnership]
        : it.partnerships,
      jobs: withJob(
        it.jobs,
        made.follows ? { is: 'follow', programme: id } : { is: 'enrol', programme: id, users: made.people },
      ),
      audit: entries.reduce(noted, it.audit),
      revision: it.revision + 1,
    }
  })
  const isUsed = outcome && 'made' in outcome && outcome.partnership === fresh?.id
  if (fresh && !isUsed) await world.partnerships.remove(fresh.id)
  return outcome ?? (await makeProgramme(world, by, wish, act))
}

const nameTaken: Refused = { refused: 'name-taken', at: 'name' }

// One partnership a channel: a second programme with the same channel joins it.
const theOneOf = ({ partnerships }: Workspace, channel: ChannelId): PartnershipSettings | undefined =>
  partnerships.find((it) => it.channel === channel)

const joinedBy = ({ id }: Programme, it: PartnershipSettings): PartnershipSettings => ({
  ...it,
  programmes: [...it.programmes, id],
  revision: it.revision + 1,
})

const openPartnership = async (
  world: World,
  by: UserId,
  programme: Programme,
  channel: ChannelId,
  audience: Audience,
): Promise<PartnershipSettings> => {
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
    linkedBy: by,
    revision: 0,
  }
}

const entryOf = (
  { id: on, name }: PartnershipSettings,
  isJoined: boolean,
  done: Pick<AuditEntry, 'at' | 'by'>,
): AuditEntry =>
  isJoined
    ? { ...done, act: 'partnership-edit', on, name, changed: ['programmes'] }
    : { ...done, act: 'partnership-link', on, name }
