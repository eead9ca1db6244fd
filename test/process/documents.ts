// Documents as an earlier run would have left them, for processes that are to start on them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localDateOf, monthOf, plus } from '../../src/domain/calendar.ts'
import { accept, invite, newLeader } from '../../src/domain/enrolment.ts'
import {
  ChannelId,
  Instant,
  type Leader,
  LeaderId,
  LocalDate,
  ProgrammeId,
  TeamId,
  UserId,
  Zone,
} from '../../src/domain/model.ts'
import { Programme, type Workspace } from '../../src/domain/workspace.ts'
import { team } from '../../src/sandbox/seed.ts'

const now = () => Instant.parse(new Date().toISOString())
const programmeId = ProgrammeId.parse('P0001')

export const documents = {
  /** A workspace with one programme, whose question was due two minutes ago, by UTC. */
  workspace: ({
    people = [],
    invited = [],
    zone = 'UTC',
  }: {
    people?: readonly string[]
    /** Those of them who are still to be invited. */
    invited?: readonly string[]
    zone?: string
  } = {}): Workspace => {
    const due = plus(now(), { minutes: -2 })
    const day = new Date(due).getUTCDay()
    const programme = Programme.parse({
      id: programmeId,
      name: 'Leaders',
      madeAt: plus(now(), { days: -30 }),
      people: people.map((it) => UserId.parse(it)),
      schedule: { is: 'weekly', weekday: day === 0 ? 7 : day, time: due.slice(11, 16) },
      runsFrom: plus(now(), { days: -30 }),
      zone: 'Europe/London',
      startsOn: LocalDate.parse(plus(due, { days: -1 }).slice(0, 10)),
      nation: 'none',
      rotation: 'cycle',
      answersFor: 'the partnership',
      privacyContact: 'privacy@example.org',
      purpose: 'To learn together.',
    })
    return {
      schema: 2,
      id: TeamId.parse(team.id),
      // A document may have been written by another machine, which knew other zones.
      programmes: [{ ...programme, zone: zone as Zone }],
      partnerships: [],
      jobs:
        invited.length > 0
          ? [{ is: 'enrol', programme: programmeId, users: invited.map((it) => UserId.parse(it)) }]
          : [],
      audit: [],
      appointed: [],
      promptsOff: [],
      delivery: { troubles: [], unreachable: [], weeks: [] },
      unlinked: [],
      revision: 1,
    }
  },

  /** Someone who takes part since a month ago, and whose invitation went out then. */
  leader: (id: string, user: string, more: { zone?: string } = {}): Leader => {
    const before = plus(now(), { days: -30 })
    const invited = invite(
      newLeader(
        LeaderId.parse(id),
        {
          team: TeamId.parse(team.id),
          user: UserId.parse(user),
          dm: ChannelId.parse(`D${user.slice(1)}`),
        },
        { zone: Zone.parse('UTC'), nation: 'none' },
        before,
      ),
      programmeId,
      before,
    )
    const leader = accept({ ...invited, outbox: [] }, before)
    return {
      ...leader,
      settings: { ...leader.settings, zone: (more.zone ?? 'UTC') as Zone },
      // This month has been looked back on: whatever day these tests are run on, only the question is due.
      digests: [{ month: monthOf(localDateOf(now(), Zone.parse('UTC'))), at: before, missed: true }],
    }
  },
}

/** Writes documents where a process will look for them; returns the leaders' files by id. */
export const keep = (
  data: string,
  workspace: Workspace,
  leaders: readonly Leader[],
): Record<string, string> => {
  const folder = join(data, team.id)
  for (const kind of ['workspaces', 'leaders']) mkdirSync(join(folder, kind), { recursive: true })
  writeFileSync(join(folder, 'workspaces', `${workspace.id}.json`), JSON.stringify(workspace))
  return Object.fromEntries(
    leaders.map((it) => {
      const file = join(folder, 'leaders', `${it.id}.json`)
      writeFileSync(file, JSON.stringify(it))
      return [it.id, file]
    }),
  )
}
