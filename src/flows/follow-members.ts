// A programme whose people are a channel's members is kept in step with it: who joins is invited, who leaves is asked
// no more. Whoever said no stays so. Bots and people of other organisations cannot be written to, and are left out.
import type { ProgrammeId, UserId } from '../domain/model.ts'
import { comingAndGoing } from '../domain/programme-change.ts'
import type { Job, Programme, Workspace } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import type { World } from './world.ts'

/**
 * How many people Slack is asked about at one go, `left` of them still: that takes a second each, and questions wait for
 * it. Whoever is not reached is asked about at the next tick.
 */
export type Asking = { left: number }
export const asking = (): Asking => ({ left: 20 })

/**
 * Looks at every channel that a programme follows; one that cannot be looked at keeps the others from nothing. Whoever left
 * is asked no more; where somebody came, that is noted as a job.
 */
export const followAllMembers = async (world: World, until?: AbortSignal): Promise<void> => {
  for (const { id } of world.workspace.current.programmes) {
    if (until?.aborted) return
    try {
      if ((await followMembers(world, id, { left: 0 })) === 'more') {
        await changeWorkspace(world, (it) => ({
          ...it,
          jobs: withJob(it.jobs, { is: 'follow', programme: id }),
        }))
      }
    } catch (error) {
      world.log.warn({ programme: id, err: error }, 'the channel of a programme could not be looked at')
    }
  }
}

/**
 * Brings one programme in step, as far as that goes: `more` where there are people left to ask about. Where its channel is
 * out of reach, its people stay as they were last seen. Throws once nobody is left, where someone could not be asked about.
 */
export const followMembers = async (
  world: World,
  id: ProgrammeId,
  asks: Asking,
): Promise<'done' | 'more'> => {
  const programme = world.workspace.current.programmes.find((it) => it.id === id)
  if (!programme?.follows || programme.endedAt) return 'done'
  const audience = await world.directory.audience(programme.follows)
  await noteWhetherLost(world, programme, audience === undefined)
  if (!audience) {
    world.log.warn({ programme: id }, 'the channel that a programme follows is out of reach')
    return 'done'
  }
  const { members } = audience
  const [there, admitted] = [new Set(programme.people), new Set<UserId>()]
  const round = roundOf(world, `${id}/${programme.follows}`)
  const unknown = members.filter((user) => !there.has(user) && !round.isPast(user))
  const asked = unknown.slice(0, asks.left)
  asks.left -= asked.length
  for (const user of asked) {
    try {
      if (await mayBeAsked(world, user)) admitted.add(user)
      else round.staysOut.add(user)
    } catch (error) {
      round.failed.set(user, error)
    }
  }
  if (admitted.size > 0 || programme.people.some((user) => !members.includes(user))) {
    await changeWorkspace(world, (it) => inStep(it, programme, members, admitted))
  }
  if (asked.length < unknown.length) return 'more'
  const [trouble] = round.failed.values()
  if (trouble === undefined) round.end()
  round.failed.clear()
  if (trouble !== undefined) throw trouble
  return 'done'
}

// Who was asked about and does not come, until everyone was asked about: next time they may be others.
type Round = {
  staysOut: Set<UserId>
  failed: Map<UserId, unknown>
  isPast(user: UserId): boolean
  end(): void
}
const rounds = new WeakMap<World, Map<string, Round>>()
const roundOf = (world: World, of: string): Round => {
  const all = rounds.get(world) ?? new Map<string, Round>()
  rounds.set(world, all)
  const there = all.get(of)
  if (there) return there
  const [staysOut, failed] = [new Set<UserId>(), new Map<UserId, unknown>()]
  const round = {
    staysOut,
    failed,
    isPast: (user: UserId) => staysOut.has(user) || failed.has(user),
    end: () => void all.delete(of),
  }
  all.set(of, round)
  return round
}

// An admin sees in Home that its people are in step with nobody.
const noteWhetherLost = async (
  world: World,
  { id, followsLost }: Programme,
  isLost: boolean,
): Promise<void> => {
  if (isLost === (followsLost === true)) return
  const noted = ({ followsLost: _, ...it }: Programme): Programme =>
    isLost ? { ...it, followsLost: true } : it
  await changeWorkspace(world, (it) => ({
    ...it,
    programmes: it.programmes.map((one) => (one.id === id ? noted(one) : one)),
  }))
}

const mayBeAsked = async ({ directory }: World, user: UserId): Promise<boolean> => {
  const { isPerson, isActive } = await directory.profile(user, { unhurried: true })
  return isPerson && isActive
}

// Slack may have taken its time: an admin who ended it meanwhile, or chose its people otherwise, has their way; and whom
// another look let in meanwhile stays.
const inStep = (
  it: Workspace,
  { id: programme, follows }: Programme,
  members: readonly UserId[],
  admitted: ReadonlySet<UserId>,
): Workspace => {
  const now = it.programmes.find(({ id }) => id === programme)
  if (!now || now.endedAt || now.follows !== follows) return it
  const people = members.filter((user) => admitted.has(user) || now.people.includes(user))
  const { coming, going } = comingAndGoing(now.people, people)
  return {
    ...it,
    programmes: it.programmes.map((one) => (one.id === programme ? { ...one, people } : one)),
    jobs: [
      ...(coming.length > 0 ? [{ is: 'enrol' as const, programme, users: coming }] : []),
      ...(going.length > 0 ? [{ is: 'release' as const, programme, users: going }] : []),
    ].reduce<Job[]>((jobs, job) => withJob(jobs, job), it.jobs),
    revision: it.revision + 1,
  }
}
