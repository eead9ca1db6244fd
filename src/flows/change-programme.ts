// An admin changes a programme, ends it or starts it again. A change is looked at before it is saved, and two admins
// at once are shown each other's: nothing is overwritten unseen.
import { noted } from '../domain/audit.ts'
import { bankOf } from '../domain/curriculum.ts'
import type { Instant, ProgrammeId, UserId } from '../domain/model.ts'
import { upcoming } from '../domain/preview.ts'
import {
  changedFields,
  changesWhatIsTold,
  comingAndGoing,
  ended,
  type Field,
  startedAgain,
  withTouched,
} from '../domain/programme-change.ts'
import type { Programme, ProgrammeSettings, Workspace } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import type { World } from './world.ts'

/** `seen` is the revision that the admin looked at; `touched`, what they changed of it. */
export type ProgrammeEdit = {
  id: ProgrammeId
  seen: number
  mine: ProgrammeSettings
  touched: readonly Field[]
}

/** What an edit comes to, as things stand. */
export type Outlook = {
  before: Programme
  after: Programme
  changed: Field[]
  coming: number
  going: number
  /** Its people are a channel's from now on: those who come are its members, bots among them. */
  isFollowing: boolean
  /** When its questions come next. */
  next: Instant[]
  /** Who changed what since they looked. */
  meanwhile: { by: UserId; changed: string[] }[]
}

export type EditRefused = { refused: 'gone' | 'name-taken' | 'nothing' }

/** What would change, were it saved now. Slack is asked who is in a channel that it would follow. */
export const lookAtEdit = async (
  world: World,
  edit: ProgrammeEdit,
): Promise<Outlook | EditRefused | { refused: 'channel-out-of-reach' }> => {
  const { current } = world.workspace
  const before = current.programmes.find(({ id }) => id === edit.id)
  if (!before) return { refused: 'gone' }
  const after = withTouched(before, edit.mine, edit.touched, world.clock.now())
  if (after === before) return { refused: 'nothing' }
  if (isNameTaken(current, after)) return { refused: 'name-taken' }
  const isFollowing = after.follows !== undefined && after.follows !== before.follows
  const audience = after.follows && isFollowing && (await world.directory.audience(after.follows))
  if (isFollowing && !audience) return { refused: 'channel-out-of-reach' }
  const { coming, going } = comingAndGoing(before.people, audience ? audience.members : after.people)
  return {
    before,
    after,
    changed: changedFields(before, after),
    coming: coming.length,
    going: going.length,
    isFollowing,
    next: bankOf(after, world.bank).prompts.length > 0 ? upcoming(after, world.clock.now(), 3) : [],
    meanwhile: meanwhile(current, before, edit.seen),
  }
}

/** Saves it; where someone else was quicker, nothing is saved and `stale` says so. */
export const saveEdit = async (
  world: World,
  by: UserId,
  edit: ProgrammeEdit,
): Promise<'saved' | 'stale' | EditRefused> => {
  let outcome: 'saved' | 'stale' | EditRefused = { refused: 'gone' }
  await changeWorkspace(world, (it) => {
    const before = it.programmes.find(({ id }) => id === edit.id)
    if (!before) return it
    const now = world.clock.now()
    const after = withTouched(before, edit.mine, edit.touched, now)
    outcome =
      before.revision !== edit.seen
        ? 'stale'
        : after === before
          ? { refused: 'nothing' }
          : isNameTaken(it, after)
            ? { refused: 'name-taken' }
            : 'saved'
    if (outcome !== 'saved') return it
    return replaced(it, after, {
      at: now,
      by,
      act: 'programme-edit',
      on: after.id,
      name: after.name,
      changed: changedFields(before, after),
    })
  })
  return outcome
}

/** No more questions; undefined where it is gone or ended already. */
export const endProgramme = (world: World, by: UserId, id: ProgrammeId): Promise<Programme | undefined> =>
  changeOne(world, by, id, 'programme-end', ended)

/** Questions again; undefined where it is gone or was not ended. */
export const startProgrammeAgain = (
  world: World,
  by: UserId,
  id: ProgrammeId,
): Promise<Programme | undefined> => changeOne(world, by, id, 'programme-start-again', startedAgain)

const changeOne = async (
  world: World,
  by: UserId,
  id: ProgrammeId,
  act: string,
  change: (it: Programme, now: Instant) => Programme,
): Promise<Programme | undefined> => {
  let changed: Programme | undefined
  await changeWorkspace(world, (it) => {
    const before = it.programmes.find((one) => one.id === id)
    const now = world.clock.now()
    const after = before && change(before, now)
    if (!after || after === before) return it
    changed = after
    return replaced(it, after, { at: now, by, act, on: id, name: after.name })
  })
  return changed
}

// With the jobs that its people call for.
const replaced = (it: Workspace, after: Programme, entry: Workspace['audit'][number]): Workspace => {
  const before = it.programmes.find(({ id }) => id === after.id)
  const { coming, going } = comingAndGoing(before?.people ?? [], after.people)
  const programme = after.id
  const invited = coming.length > 0 ? withJob(it.jobs, { is: 'enrol', programme, users: coming }) : it.jobs
  const released = going.length > 0 ? withJob(invited, { is: 'release', programme, users: going }) : invited
  const isRetold = before !== undefined && changesWhatIsTold(changedFields(before, after))
  const jobs = isRetold ? withJob(released, { is: 'retell', programme, revision: after.revision }) : released
  const isFollowing = after.follows !== undefined && after.follows !== before?.follows
  return {
    ...it,
    programmes: it.programmes.map((one) => (one.id === after.id ? after : one)),
    jobs: isFollowing ? withJob(jobs, { is: 'follow', programme }) : jobs,
    audit: noted(it.audit, entry),
    revision: it.revision + 1,
  }
}

const isNameTaken = ({ programmes }: Workspace, { id, name }: Programme): boolean =>
  programmes.some((it) => it.id !== id && it.name.toLowerCase() === name.toLowerCase())

// Each revision has its entry.
const meanwhile = ({ audit }: Workspace, { id, revision }: Programme, seen: number): Outlook['meanwhile'] =>
  revision === seen
    ? []
    : audit
        .filter(({ on, act, refused }) => on === id && !refused && act !== 'make-programme')
        .slice(seen - revision)
        .map(({ by, changed = [] }) => ({ by, changed }))
