// What the operator does when a person asks them for it: everything that is kept of someone, into their own
// conversation or, with a reason and their knowledge, into a file; and deleting all of it. Nothing that comes back tells
// whether they wrote.
import { noted, operator } from '../domain/audit.ts'
import { newLeader } from '../domain/enrolment.ts'
import { HistoryFile, taken } from '../domain/export.ts'
import { type Instant, type Leader, LeaderId, type UserId } from '../domain/model.ts'
import { changeWorkspace } from './change-workspace.ts'
import { exportHistory } from './export-history.ts'
import { deleteEverything } from './forget.ts'
import { leaderOf, type World } from './world.ts'

/** Puts everything of theirs into their own conversation, with a word on why it comes. */
export const exportToThem = async (world: World, user: UserId): Promise<void> => {
  const leader = await leaderOf(world, user)
  if (!leader) return
  let isWhole = true
  const made = await exportHistory(world, user, {
    format: 'json',
    period: 'all',
    // What is not safe to leave stays behind, and they are told: they may look at it and take it themselves.
    looked: (stops) => {
      isWhole = stops.length === 0
      return { checked: false, leaveOut: true }
    },
  })
  // There is always such a file, unless they have deleted everything meanwhile.
  if (made?.is !== 'made') return
  await tell(world, leader, { is: isWhole ? 'sent' : 'sent-in-part' })
  await made.send()
}

/**
 * Everything of theirs as the text of a file, once they have been told of it and it is in the audit log; `untold` where
 * they could not be told, and then nothing is given. Of whom nothing is kept there is a file too, with nothing in it: else
 * whether anything is kept could be learned of anyone, unseen.
 */
export const exportForFile = async (
  world: World,
  user: UserId,
  { reason, person }: { reason: string; person: string },
): Promise<{ is: 'told'; text: string } | { is: 'untold' }> => {
  const known = await leaderOf(world, user)
  const leader = known ?? (await strangerOf(world, user))
  if (!leader || !(await tell(world, leader, { is: 'filed', reason }))) return { is: 'untold' }
  // Only what is given is in the log, and nothing is given before it is.
  const at = world.clock.now()
  await changeWorkspace(world, (it) => ({
    ...it,
    audit: noted(it.audit, { at, by: operator, act: 'export', on: person, reason }),
  }))
  // As it stands by now: being told, they may have deleted something, or everything.
  const left = known ? ((await leaderOf(world, user)) ?? nothingOf(known, at)) : leader
  const file: HistoryFile = {
    format: 'balcony-history',
    version: 1,
    madeAt: at,
    history: taken(left, 'json', {}),
  }
  return { is: 'told', text: `${JSON.stringify(HistoryFile.parse(file), null, 2)}\n` }
}

const nothingOf = ({ id, slack, settings }: Leader, at: Instant): Leader =>
  newLeader(id, slack, { zone: settings.zone, nation: settings.nation }, at)

// Someone of whom nothing is kept, as a newcomer would be; undefined where nobody could be told.
const strangerOf = async (world: World, user: UserId): Promise<Leader | undefined> => {
  const { isPerson, isActive, zone } = await world.directory.profile(user)
  const dm = isPerson && isActive ? await world.directory.openDm(user) : undefined
  if (typeof dm !== 'string') return undefined
  const { current } = world.workspace
  const nation = current.programmes.at(0)?.nation ?? 'none'
  const id = LeaderId.parse(`L${world.newId()}`)
  return newLeader(id, { team: current.id, user, dm }, { zone, nation }, world.clock.now())
}

/** Deletes everything of theirs; `after` is what follows from it in Slack. */
export const forgetForThem = async (
  world: World,
  user: UserId,
  person: string,
): Promise<{ after: () => Promise<void> }> => {
  const forgotten = await deleteEverything(world, user)
  await changeWorkspace(world, (it) => ({
    ...it,
    audit: noted(it.audit, { at: world.clock.now(), by: operator, act: 'forget', on: person }),
  }))
  return {
    after: async () => {
      await forgotten?.after()
    },
  }
}

type Told = { is: 'sent' | 'sent-in-part' } | { is: 'filed'; reason: string }

const tell = async (world: World, { id, slack }: Leader, told: Told): Promise<boolean> => {
  const key = `request:${id}:${world.newId()}`
  const posted = await world.sender.post({ channel: slack.dm }, { kind: 'on-request', ...told }, key)
  return posted.is === 'sent'
}
