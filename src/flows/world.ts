// What every flow is given. It is wired once, in app.ts.
import { addMonths, firstDayOf, localDateOf, monthOf } from '../domain/calendar.ts'
import { takesPart } from '../domain/enrolment.ts'
import type { Instant, Leader, LeaderId, PartnershipId } from '../domain/model.ts'
import type { Bank } from '../domain/prompt.ts'
import { withoutOff } from '../domain/prompts-in-use.ts'
import type { Safety } from '../domain/safe-to-write.ts'
import { lastDayOfAsking, partnershipsOf } from '../domain/schedule.ts'
import type { Noted } from '../domain/withdrawal.ts'
import type { Context, Partnership, PartnershipSettings, Programme, Workspace } from '../domain/workspace.ts'
import type { Clock, Collection, Directory, Log, Packs, Sender } from '../ports.ts'

export type World = {
  leaders: Collection<Leader>
  partnerships: Collection<Partnership>
  workspaces: Collection<Workspace>
  /** The workspace's document as it stands; only `changeWorkspace` moves it on. */
  workspace: { current: Workspace }
  /** All questions there are; `contextOf` leaves out those that are switched off. */
  bank: Bank
  packs: Packs
  /** What is not safe to use, and where to turn. */
  safety: Safety
  sender: Sender
  directory: Directory
  clock: Clock
  log: Log
  newId: () => string
  /** What people took back lately, by subject: a document that came out of a backup may know nothing of it. */
  noted: Noted
  /** The documents came out of a backup that was `began` then; until then, messages may have been sent already. */
  restored?: { began: Instant; startedAt: Instant; until: Instant }
  /** People whom the operator named as admins, beside the workspace's own. */
  namedAdmins: readonly string[]
  /** Keys of posts that are under way in this process. */
  underWay: Set<string>
  /** The last of what each leader's messages wait for, so that they are shown anew one after the other. */
  turns: Map<LeaderId, Promise<unknown>>
}

/** Does something once all that was begun before it for the same leader has ended, whichever way it did. */
export const inTurn = <T>({ turns }: World, id: LeaderId, work: () => Promise<T>): Promise<T> => {
  const mine = (turns.get(id) ?? Promise.resolve()).then(work, work)
  turns.set(id, mine)
  const leave = () => void (turns.get(id) === mine && turns.delete(id))
  mine.then(leave, leave)
  return mine
}

/** What documents may read when they decide what is due. */
export const contextOf = ({ workspace, bank }: Pick<World, 'workspace' | 'bank'>): Context => ({
  programmes: workspace.current.programmes,
  partnerships: workspace.current.partnerships,
  bank: withoutOff(bank, workspace.current.promptsOff),
})

/** The key under which a person's document is found. */
export const userKey = (team: string, user: string): string => `user:${team}:${user}`

/** The document of someone whom Slack names, if we know them. */
export const leaderOf = async (world: World, user: string): Promise<Leader | undefined> => {
  const id = await world.leaders.find(userKey(world.workspace.current.id, user))
  return id ? world.leaders.get(id) : undefined
}

/**
 * A leader whose file may be damaged: then undefined, and an error in the log, so that one file does not keep
 * everybody else from their digest.
 */
export const readable = async (world: World, id: LeaderId): Promise<Leader | undefined> => {
  try {
    return await world.leaders.get(id)
  } catch (error) {
    if (!(error instanceof Error && error.name === 'DamagedDocument')) throw error
    world.log.error({ id, err: error }, 'a document cannot be read, so it is left out')
    return undefined
  }
}

/** The leaders of a partnership, those who said yes and have not left, as far as their documents can be read. */
export const membersOf = async (world: World, settings: PartnershipSettings): Promise<Leader[]> => {
  const { programmes } = world.workspace.current
  const users = new Set(
    programmes.filter(({ id }) => settings.programmes.includes(id)).flatMap((it) => it.people),
  )
  const team = world.workspace.current.id
  const ids = await Promise.all([...users].map((user) => world.leaders.find(userKey(team, user))))
  const leaders = await Promise.all(ids.filter((id) => id !== undefined).map((id) => readable(world, id)))
  const isIn = (it: Leader) => it.programmes.some((id) => settings.programmes.includes(id))
  return leaders.filter((it) => it !== undefined).filter((it) => takesPart(it) && isIn(it))
}

/** Whether someone is asked for a programme of a partnership: whatever they agreed to goes into its digest. */
export const isMemberOf = (world: World, leader: Leader, partnership: PartnershipId): boolean =>
  takesPart(leader) && partnershipsOf(leader, contextOf(world)).some(({ id }) => id === partnership)

/**
 * How many people are named for a partnership, whether or not they said yes to being asked: everyone knows as much, so
 * nothing that follows from it tells who said yes. Those of whom everyone knows that they added nothing are left out: they
 * hide nobody. Their account is closed, no invitation reaches them, or their programme has not begun or was over before
 * the month that is looked back on.
 */
export const peopleNamed = async (world: World, settings: PartnershipSettings): Promise<number> => {
  const { programmes, delivery } = world.workspace.current
  const today = localDateOf(world.clock.now(), settings.zone)
  const monthBefore = firstDayOf(addMonths(monthOf(today), -1))
  const isOn = (it: Programme) => it.startsOn <= today && (lastDayOfAsking(it) ?? monthBefore) >= monthBefore
  const away = new Set(delivery.unreachable.map(({ user }) => user))
  const users = new Set(
    programmes
      .filter((it) => settings.programmes.includes(it.id) && isOn(it))
      .flatMap((it) => it.people)
      .filter((user) => !away.has(user)),
  )
  const documents = await Promise.all([...users].map((user) => leaderOf(world, user).catch(() => undefined)))
  return documents.filter((it) => !it?.closedAt).length
}

/** Where a leader is known by the id alone: the document, which must be there. */
export const known = async (world: World, id: LeaderId): Promise<Leader> => {
  const leader = await world.leaders.get(id)
  if (!leader) throw new Error(`there is no leader ${id}`)
  return leader
}
