// What someone's Home shows, as data: their own part for a leader, set-up for an admin, and for an admin nothing
// of who takes part or what anyone wrote.
import { localDateOf } from '../domain/calendar.ts'
import { liveChallenge } from '../domain/challenge.ts'
import { agreedToCome, waitingForYes } from '../domain/consent.ts'
import { sinceLookBack } from '../domain/digest.ts'
import { hasTakenPart, mayAccept, mayAskNow, takesPart } from '../domain/enrolment.ts'
import type {
  ChannelId,
  Concept,
  DeliveryId,
  Instant,
  Leader,
  Level,
  LocalDate,
  PartnershipId,
  Placement,
  ReflectionId,
} from '../domain/model.ts'
import { concepts, Month } from '../domain/model.ts'
import { lastMissed } from '../domain/partnership.ts'
import { type Actor, may, seesAdminArea } from '../domain/permissions.ts'
import { withoutOff } from '../domain/prompts-in-use.ts'
import type { Help } from '../domain/safe-to-write.ts'
import {
  nextAsk,
  nextDigest,
  partnershipsOf,
  programmesOf,
  type WhenAsked,
  whenAsked,
} from '../domain/schedule.ts'
import { lacksWords } from '../domain/set-aside.ts'
import type { ChannelTrouble, PartnershipSettings } from '../domain/workspace.ts'
import { identify } from './identify.ts'
import { helpHere } from './mind.ts'
import { type DeliveryFigures, readDeliveryFigures } from './read-delivery.ts'
import { type ProgrammeSeen, readProgrammes } from './read-programmes.ts'
import { contextOf, isMemberOf, leaderOf, type World } from './world.ts'

export type Home = {
  leader: LeaderHome | undefined
  admin: AdminHome | undefined
  /** Where to turn, in their nation; for someone whom we do not know, in that of the first programme here. */
  help: readonly Help[]
}

export type LeaderHome = {
  stage: Leader['stage']['is']
  /** The first day on which they are asked again, while they pause. */
  pausedUntil?: LocalDate
  next?: Instant
  nextDigest?: Instant
  /** Programmes of theirs that pause now, until their first day back, and why. */
  programmePauses: { name: string; until: LocalDate; reason: string }[]
  open?: { delivery: DeliveryId; text: string; closesAt: Instant }
  mayAskNow: boolean
  /** Whether there is a programme that could ask them anything. */
  hasProgramme: boolean
  /** An invitation of theirs, or a no to it, can still be answered with a yes. */
  mayAccept: boolean
  level?: Level
  words: Leader['settings']['words']
  asked?: WhenAsked
  /** Its name as plans: where they want their words outside of forms. */
  challenge?: { name?: string; placed?: Placement }
  /** Challenges that are parked or done. */
  earlierChallenges: number
  /** What they wrote since their last look back, as the next will count it; without `at` there was none yet. */
  sinceLookBack: { at?: Instant; replies: number; concepts: Concept[] }
  /** Plans that are still open, the soonest first; in their words where they want those outside of forms. */
  plans: { reflection: ReflectionId; madeAt: Instant; dueOn: LocalDate; words?: string }[]
  replies: number
  /** Of these, how many lost words with a backup that had to be put back. */
  lackingWords: number
  coverage: { concept: Concept; replies: number }[]
  digests: { month: Month; at: Instant }[]
  /** `waiting` for their yes or no; `agreed`: they said yes, and no digest has had it yet. */
  partnerships: { id: PartnershipId; name: string; optedIn: boolean; waiting: number; agreed: number }[]
}

export type AdminHome = {
  /** Undefined for who may not see them. */
  programmes?: ProgrammeSeen[]
  troubles: { name: string; channel: ChannelId; is: ChannelTrouble }[]
  /** The newest digest of a partnership never appeared. */
  missed: { name: string; month: Month }[]
  /** What may have appeared in a channel: the digest of a month, or else the introduction. */
  doubts: { partnership: PartnershipId; name: string; month?: Month; key: string }[]
  /** Which of the areas below they may open. */
  opens: {
    partnerships: number
    prompts?: { on: number; off: number }
    delivery?: { troubles: number; unreachable: number }
    audit: boolean
    admins: boolean
  }
}

export const readHome = async (world: World, user: string): Promise<Home> => {
  const leader = await leaderOf(world, user)
  const { actor } = await identify(world, user)
  return {
    leader: leader && (await leaderHome(world, leader)),
    admin: seesAdminArea(actor) ? await adminHome(world, actor) : undefined,
    help: helpHere(world, leader),
  }
}

/** The latest look back that someone has had, and when the next comes to who takes part; undefined where nobody is known. */
export const readDigests = async (
  world: World,
  user: string,
): Promise<{ latest?: Month; next?: Instant; takesPart: boolean } | undefined> => {
  const leader = await leaderOf(world, user)
  return (
    leader && {
      latest: leader.digests.findLast(({ missed }) => !missed)?.month,
      next: takesPart(leader) ? nextDigest(leader, contextOf(world))?.at : undefined,
      takesPart: takesPart(leader),
    }
  )
}

/** Someone who said yes once, and was taken out of all their programmes since: nothing can be asked of them. */
export const isInNoProgramme = async (world: World, user: string): Promise<boolean> => {
  const leader = await leaderOf(world, user)
  return leader !== undefined && hasTakenPart(leader) && programmesOf(leader, contextOf(world)).length === 0
}

/** The day by their own clock, of someone who takes part. */
export const todayOf = async (world: World, user: string): Promise<LocalDate | undefined> => {
  const leader = await leaderOf(world, user)
  return leader && takesPart(leader) ? localDateOf(world.clock.now(), leader.settings.zone) : undefined
}

const leaderHome = async (world: World, leader: Leader): Promise<LeaderHome> => {
  const context = contextOf(world)
  const isActive = leader.stage.is === 'active'
  const open = leader.deliveries.findLast(({ state, ts }) => state.is === 'open' && ts)
  const live = liveChallenge(leader)
  const theirs = partnershipsOf(leader, context)
  return {
    stage: leader.stage.is,
    pausedUntil: leader.stage.is === 'paused' ? leader.stage.until : undefined,
    next: isActive ? nextAsk(leader, context)?.at : undefined,
    nextDigest: isActive ? nextDigest(leader, context)?.at : undefined,
    programmePauses: isActive ? programmePauses(world, leader) : [],
    open: open && { delivery: open.id, text: open.prompt.text, closesAt: open.closesAt },
    mayAskNow: mayAskNow(leader, context),
    hasProgramme: programmesOf(leader, context).length > 0,
    mayAccept: mayAccept(leader, context),
    level: leader.settings.level,
    words: leader.settings.words,
    asked: whenAsked(leader, context),
    challenge: live && {
      placed: live.placed.at(-1)?.as,
      ...(leader.settings.words === 'shown' && !live.setAside && { name: live.name }),
    },
    earlierChallenges: leader.challenges.filter((it) => it !== live).length,
    sinceLookBack: sinceLookBack(leader, world.clock.now()),
    plans: openPlans(leader),
    replies: leader.reflections.length,
    lackingWords: leader.reflections.filter(lacksWords).length,
    coverage: concepts.map((concept) => ({
      concept,
      replies: leader.reflections.filter((it) => it.concept === concept).length,
    })),
    digests: leader.digests.filter(({ missed }) => !missed).map(({ month, at }) => ({ month, at })),
    partnerships: [
      ...(await Promise.all(
        theirs.map(async ({ id, name }) => ({
          id,
          name,
          optedIn: leader.optIns[id] !== undefined,
          waiting: waitingForYes(leader, id),
          agreed: await agreedIn(world, leader, id),
        })),
      )),
      ...agreedElsewhere(world, leader, theirs).map(({ id, name }) => ({
        id,
        name,
        optedIn: true,
        waiting: 0,
        agreed: 0,
      })),
    ],
  }
}

const programmePauses = (world: World, leader: Leader): LeaderHome['programmePauses'] => {
  const today = localDateOf(world.clock.now(), leader.settings.zone)
  return programmesOf(leader, contextOf(world))
    .filter(({ endedAt }) => !endedAt)
    .flatMap(({ name, pauses }) =>
      pauses
        .filter(({ from, until }) => from <= today && today < until)
        .slice(0, 1)
        .map(({ until, reason }) => ({ name, until, reason })),
    )
}

// A file that cannot be read keeps nobody from their Home.
const agreedIn = async (world: World, leader: Leader, partnership: PartnershipId): Promise<number> => {
  if (!leader.optIns[partnership] || !isMemberOf(world, leader, partnership)) return 0
  const posting = await world.partnerships.get(partnership).catch(() => undefined)
  return posting ? agreedToCome(leader, partnership, posting.editions) : 0
}

// What was posted stays when a channel is unlinked or someone leaves its programme, and so does the way to take it back.
const agreedElsewhere = (
  { workspace }: World,
  { optIns }: Leader,
  theirs: readonly PartnershipSettings[],
): PartnershipSettings[] =>
  [...workspace.current.partnerships, ...workspace.current.unlinked].filter(
    ({ id }) => optIns[id] && !theirs.some((it) => it.id === id),
  )

const openPlans = ({ commitments, reflections, settings }: Leader): LeaderHome['plans'] =>
  commitments
    .flatMap(({ reflection, madeAt, dueOn, state }) => {
      const words = reflections.find(({ id }) => id === reflection)?.nowWhat?.text
      if (state.is !== 'live' || words === undefined) return []
      return [{ reflection, madeAt, dueOn, ...(settings.words === 'shown' && { words }) }]
    })
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))

const adminHome = async (world: World, actor: Actor): Promise<AdminHome> => {
  const { partnerships } = world.workspace.current
  const own = partnerships.filter(({ id }) => may(actor, 'partnership-view', id))
  const posted = await Promise.all(
    own.map(async ({ id, name }) => ({ id, name, partnership: await world.partnerships.get(id) })),
  )
  return {
    programmes: may(actor, 'programmes-view') ? readProgrammes(world) : undefined,
    troubles: own.flatMap(({ name, channel, trouble }) =>
      trouble ? [{ name, channel, is: trouble.is }] : [],
    ),
    missed: posted.flatMap(({ name, partnership }) => {
      const edition = partnership && lastMissed(partnership)
      return edition ? [{ name, month: edition.month }] : []
    }),
    doubts: posted.flatMap(({ id, name, partnership }) =>
      (partnership?.outbox ?? [])
        .filter(({ state }) => state.is === 'uncertain')
        .map(({ kind, key, about }) => ({
          partnership: id,
          name,
          ...(kind === 'edition' && { month: Month.parse(about) }),
          key,
        })),
    ),
    opens: {
      partnerships: own.length,
      prompts: may(actor, 'prompts-view') ? inUse(world) : undefined,
      delivery: may(actor, 'delivery-view') ? counted(readDeliveryFigures(world)) : undefined,
      audit: may(actor, 'audit-view'),
      admins: may(actor, 'appoint'),
    },
  }
}

const counted = ({ troubles, unreachable }: DeliveryFigures) => ({ troubles: troubles.length, unreachable })

const inUse = ({ bank, workspace }: World) => {
  const on = withoutOff(bank, workspace.current.promptsOff).prompts.length
  return { on, off: bank.prompts.length - on }
}
