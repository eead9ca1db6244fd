// Applies `balcony.yml`: what the file, the last applied and what stands now come to is planned first (domain/plan.ts),
// and carried out by the same flows as an admin's own acts in Slack, one thing after the other.
import { operator } from '../domain/audit.ts'
import { localDateOf } from '../domain/calendar.ts'
import {
  type Configuration,
  type PartnershipEntry,
  ProgrammeEntry,
  programmeSettings,
  scheduleNamed,
} from '../domain/configuration.ts'
import { fieldsOf } from '../domain/linking.ts'
import { ChannelId, LocalTime, type ProgrammeId, UserId, Zone } from '../domain/model.ts'
import type { Actor } from '../domain/permissions.ts'
import { asFields, type Kind, type Plan, planOf, type Step } from '../domain/plan.ts'
import { changedFields } from '../domain/programme-change.ts'
import type { Take } from '../domain/reconcile.ts'
import type { CronFault, Schedule } from '../domain/rhythm.ts'
import type { Applied } from '../domain/workspace.ts'
import { endProgramme, saveEdit, startProgrammeAgain } from './change-programme.ts'
import { changeWorkspace, isSame } from './change-workspace.ts'
import { makeProgramme } from './configure-programme.ts'
import { changePartnership, linkPartnership, unlinkPartnership } from './link-partnership.ts'
import { readCron } from './read-cron.ts'
import { packsInUse } from './read-programmes.ts'
import type { World } from './world.ts'

/** Why a thing of the file cannot be as it asks, and at which of its fields. */
export type ApplyRefused = { kind: Kind; name: string; field: string } & (
  | { why: 'cron'; fault: CronFault }
  /** It names a pack that is not here; `inUse` are those that are. */
  | { why: 'pack'; pack: string; inUse: string[] }
  | {
      why:
        | 'channel-out-of-reach'
        | 'channel-public'
        | 'channel-linked'
        | 'channel-stays'
        | 'name-taken'
        | 'no-person'
        | 'not-running'
        /** What the file changed and what Slack changed do not go together. */
        | 'together'
        /** An admin changed it in Slack at this very moment. */
        | 'meanwhile'
    }
)

export type Applying = {
  plan: Plan
  /** Undefined where all was done, or where nothing was to be tried. */
  refused?: ApplyRefused
  /** What was done: all of the plan's steps, unless it was refused on the way. */
  done: Step[]
}

/**
 * Applies the file; with `isTrial` it only says what would be done. A conflict that `take` does not decide stops it before
 * anything is done. A refusal stops it where it is: what was done before stays, and is on record as applied.
 */
export const apply = async (
  world: World,
  file: Configuration,
  { take, isTrial }: { take?: Take | undefined; isTrial: boolean },
): Promise<Applying> => {
  const plan = planOf(world.workspace.current, file, take)
  const done: Step[] = []
  if (plan.conflicts.length > 0) return { plan, done }
  const impossible = plan.steps.flatMap((step) => impossibleOf(world, step))[0]
  if (impossible || isTrial) return { plan, done, ...(impossible && { refused: impossible }) }
  const ids = { programmes: new Map(plan.programmes), partnerships: new Map(plan.partnerships) }
  for (const step of plan.steps) {
    const refused = await carryOut(world, step, ids.programmes)
    if (refused) {
      await keepApplied(world, file, done)
      return { plan, done, refused: { kind: step.kind, name: step.name, ...refused } }
    }
    done.push(step)
  }
  await keepApplied(world, file, 'all')
  return { plan, done }
}

type Refusal = { field: string } & (
  | { why: 'cron'; fault: CronFault }
  | { why: Exclude<ApplyRefused['why'], 'cron' | 'pack'> }
)

// What can be told without trying: nothing of a file that asks for it is done.
const impossibleOf = (world: World, step: Step): ApplyRefused[] => {
  const { kind, name } = step
  if (step.kind === 'partnerships') {
    const isMoved = step.does === 'change' && step.after.channel !== step.before.channel
    return isMoved ? [{ kind, name, field: 'channel', why: 'channel-stays' }] : []
  }
  if (step.does === 'end') return []
  const [issue] = ProgrammeEntry.safeParse(step.after).error?.issues ?? []
  if (issue) return [{ kind, name, field: String(issue.path[0] ?? 'name'), why: 'together' }]
  const inUse = packsInUse(world)
  const pack = step.after.packs.find((it) => !inUse.includes(it))
  if (pack !== undefined) return [{ kind, name, field: 'packs', why: 'pack', pack, inUse }]
  const read = scheduleOf(world, step.after)
  return 'fault' in read ? [{ kind, name, field: 'schedule', why: 'cron', fault: read.fault }] : []
}

const scheduleOf = (world: World, entry: ProgrammeEntry): Schedule | { fault: CronFault } => {
  const today = localDateOf(world.clock.now(), Zone.parse(entry.zone))
  return scheduleNamed(entry, (expression) => {
    const read = readCron(expression, today)
    return 'fault' in read ? { fault: read.fault } : read.schedule
  })
}

const carryOut = async (
  world: World,
  step: Step,
  programmes: Map<string, ProgrammeId>,
): Promise<Refusal | undefined> => {
  if (step.kind === 'partnerships') return await carryOutPartnership(world, step, programmes)
  switch (step.does) {
    case 'make': {
      const outcome = await makeProgramme(world, operator, settingsFor(world, step.after, []))
      if ('refused' in outcome) return { field: outcome.at, why: outcome.refused }
      programmes.set(step.name, outcome.made.id)
      return undefined
    }
    case 'end':
      await endProgramme(world, operator, step.before.id)
      return undefined
    case 'start-again': {
      await startProgrammeAgain(world, operator, step.before.id)
      programmes.set(step.name, step.before.id)
      return await changeProgramme(world, step.before.id, step.after)
    }
    case 'change':
      return await changeProgramme(world, step.before.id, step.after)
    default:
      return step satisfies never
  }
}

const changeProgramme = async (
  world: World,
  id: ProgrammeId,
  entry: ProgrammeEntry,
): Promise<Refusal | undefined> => {
  const before = world.workspace.current.programmes.find((it) => it.id === id)
  if (!before) return { field: 'name', why: 'meanwhile' }
  if (entry.follows && !(await world.directory.audience(ChannelId.parse(entry.follows)))) {
    return { field: 'follows', why: 'channel-out-of-reach' }
  }
  const mine = settingsFor(world, entry, before.people)
  const outcome = await saveEdit(world, operator, {
    id,
    seen: before.revision,
    mine,
    touched: changedFields(before, mine),
  })
  if (outcome === 'saved') return undefined
  if (outcome === 'stale') return { field: 'name', why: 'meanwhile' }
  return outcome.refused === 'name-taken' ? { field: 'name', why: 'name-taken' } : undefined
}

const settingsFor = (world: World, entry: ProgrammeEntry, members: readonly UserId[]) => {
  const schedule = scheduleOf(world, entry)
  if ('fault' in schedule) throw new Error('a schedule that cannot be read was let through')
  return programmeSettings(entry, schedule, members)
}

const carryOutPartnership = async (
  world: World,
  step: Extract<Step, { kind: 'partnerships' }>,
  programmes: ReadonlyMap<string, ProgrammeId>,
): Promise<Refusal | undefined> => {
  if (step.does === 'unlink') {
    await unlinkPartnership(world, operator, step.before.id)
    return undefined
  }
  const { after } = step
  const missing = after.programmes.find((name) => !programmes.has(name))
  if (missing) return { field: 'programmes', why: 'not-running' }
  const wish = partnershipFields(after, programmes)
  if (step.does === 'link') {
    const outcome = await linkPartnership(world, operator, {
      ...wish,
      channel: ChannelId.parse(after.channel),
      ...(after.public_because && { why: after.public_because }),
    })
    return 'refused' in outcome
      ? { field: outcome.refused === 'no-person' ? 'facilitators' : 'channel', why: outcome.refused }
      : undefined
  }
  const { before } = step
  // Programmes that the file does not know stay with it.
  const known = new Set<ProgrammeId>(programmes.values())
  const others = before.programmes.filter((id) => !known.has(id))
  const outcome = await changePartnership(world, operatorActs, {
    id: before.id,
    revision: before.revision,
    shown: fieldsOf(before),
    wished: { ...wish, programmes: [...wish.programmes, ...others] },
  })
  if (outcome.is === 'saved') return undefined
  return outcome.is === 'no-person'
    ? { field: 'facilitators', why: 'no-person' }
    : { field: 'channel', why: 'meanwhile' }
}

const partnershipFields = (it: PartnershipEntry, programmes: ReadonlyMap<string, ProgrammeId>) => ({
  programmes: it.programmes.flatMap((name) => programmes.get(name) ?? []),
  zone: Zone.parse(it.zone),
  nation: it.nation,
  digest: { workingDay: it.digest_working_day, time: LocalTime.parse(it.digest_time) },
  thresholds: { contributors: it.contributors, others: it.others },
  facilitators: it.facilitators.map((user) => UserId.parse(user)),
})

/** Whoever can write to the process's own socket may do what an admin may. */
const operatorActs: Actor = {
  user: operator,
  isOwner: false,
  isWorkspaceAdmin: false,
  isNamed: true,
  isAppointed: false,
  facilitates: [],
  isLeader: false,
}

// What the file asked for is what the next time is held against, whatever stands by then.
const keepApplied = async (
  world: World,
  file: Configuration,
  done: readonly Step[] | 'all',
): Promise<void> => {
  await changeWorkspace(world, (it) => {
    const { programmes, partnerships } = planOf(it, file)
    const isDone = (kind: Kind, name: string) =>
      done === 'all' || done.some((step) => step.kind === kind && step.name === name)
    const kept = <Id>(kind: Kind, ids: ReadonlyMap<string, Id>, before: Record<string, { id: Id }> = {}) => ({
      ...Object.fromEntries(
        Object.entries(before).filter(([name]) => name in file[kind] || !isDone(kind, name)),
      ),
      ...Object.fromEntries(
        Object.entries(file[kind]).flatMap(([name, entry]) => {
          const id = ids.get(name) ?? before[name]?.id
          return id && isDone(kind, name) ? [[name, { id, asked: asFields(entry) }]] : []
        }),
      ),
    })
    const applied = {
      programmes: kept('programmes', programmes, it.applied?.programmes),
      partnerships: kept('partnerships', partnerships, it.applied?.partnerships),
    } as Applied
    return it.applied && isSame(it.applied, applied) ? it : { ...it, applied }
  })
}
