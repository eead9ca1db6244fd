// Brings people into a programme: one direct message each, and nothing else until they accept.
import { plus } from '../domain/calendar.ts'
import { closedAccount } from '../domain/delivery-health.ts'
import { decline, invite, newLeader } from '../domain/enrolment.ts'
import { type Instant, type Leader, LeaderId, type UserId } from '../domain/model.ts'
import { mayInvite } from '../domain/programme-change.ts'
import { saidNo } from '../domain/withdrawal.ts'
import type { Job, Programme } from '../domain/workspace.ts'
import type { Unfinished } from './change-workspace.ts'
import { noteReached } from './note-delivery.ts'
import { sendToLeader } from './send.ts'
import { showStage } from './show-stage.ts'
import { userKey, type World } from './world.ts'

/**
 * Invites everyone named; whoever was dealt with is passed over by whoever takes it up again. Nobody is invited while the
 * programme does not say what they must know: they wait, as does whom trouble met a moment ago, and keep no other
 * waiting. It makes way for what is urgent.
 */
export const enrol = async (
  world: World,
  job: Extract<Job, { is: 'enrol' }>,
  isUrgentWaiting: () => boolean,
): Promise<'done' | Unfinished> => {
  const troubles: unknown[] = []
  const waits = waitsOf(world)
  const left: UserId[] = []
  for (const [at, user] of job.users.entries()) {
    const programme = world.workspace.current.programmes.find(({ id }) => id === job.programme)
    if (!programme) return 'done'
    const makesWay = isUrgentWaiting()
    if (makesWay || !mayInvite(programme)) {
      const users = [...left, ...job.users.slice(at)]
      return { still: { ...job, users }, rests: !makesWay, trouble: troubles[0] }
    }
    // They were taken off again before they heard of it.
    if (!programme.people.includes(user)) continue
    const wait = waits.get(user)
    if (wait && world.clock.now() < wait.until) {
      left.push(user)
      continue
    }
    try {
      await enrolOne(world, user, programme)
      waits.delete(user)
    } catch (error) {
      troubles.push(error)
      left.push(user)
      waits.set(user, longer(wait, world.clock.now()))
    }
  }
  return left.length > 0 ? { still: { ...job, users: left }, rests: true, trouble: troubles[0] } : 'done'
}

/** Whom trouble met, how often, and until when they are left alone. A new process tries everyone at once. */
type Wait = { times: number; until: Instant }
const waiting = new WeakMap<World, Map<UserId, Wait>>()
const waitsOf = (world: World): Map<UserId, Wait> => {
  const there = waiting.get(world) ?? new Map<UserId, Wait>()
  waiting.set(world, there)
  return there
}

/** A minute, then twice as long each time, up to about an hour. */
const mostDoublings = 6
const longer = (wait: Wait | undefined, now: Instant): Wait => {
  const times = (wait?.times ?? 0) + 1
  return { times, until: plus(now, { minutes: 2 ** Math.min(times - 1, mostDoublings) }) }
}

const enrolOne = async (world: World, user: UserId, programme: Programme): Promise<void> => {
  const id = await documentOf(world, user, programme)
  if (!id) return
  let before: Leader | undefined
  const named = await world.leaders.update(id, (it) => {
    before = it
    return invite(it, programme.id, world.clock.now())
  })
  await sendToLeader(world, id)
  // An invitation that came before this and was not answered yet names this programme too, or now.
  const isNews = (named !== before && before?.invitation) || named.programmes.length > 1
  if (named.stage.is === 'invited' && isNews) await showStage(world, named)
}

const documentOf = async (
  world: World,
  user: UserId,
  programme: Programme,
): Promise<LeaderId | undefined> => {
  const team = world.workspace.current.id
  const there = await world.leaders.find(userKey(team, user))
  if (there) return there
  const profile = await world.directory.profile(user)
  if (!profile.isActive) await noteReached(world, user, closedAccount)
  if (!profile.isPerson || !profile.isActive) return undefined
  const dm = await world.directory.openDm(user)
  if (typeof dm !== 'string') {
    await noteReached(world, user, dm.refused)
    return undefined
  }
  const invited = newLeader(
    LeaderId.parse(`L${world.newId()}`),
    { team, user, dm },
    { zone: profile.zone, nation: programme.nation },
    world.clock.now(),
  )
  // They said no after the backup that all came from was made: a no is final, whatever is lost.
  const isNo = saidNo(world.noted, team, user) === 'declined'
  const { id } = await world.leaders.create(isNo ? decline(invited, world.clock.now()) : invited)
  if (profile.isZoneAssumed) {
    world.log.warn(
      { id, zone: profile.zone },
      'Slack knows no time zone for them that is known here; assumed one',
    )
  }
  return id
}
