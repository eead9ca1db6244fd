// What the modals show, as data, for the person they are about and nobody else.

import { addDays, localDateOf, plus, startOfMinute } from '../domain/calendar.ts'
import { asksForChallenge, challengeToRecall, liveChallenge, recallsChallenge } from '../domain/challenge.ts'
import { type Outcome, outcomes, usualDays } from '../domain/commitment.ts'
import { agreedOf, type Choice, previewOf, wasPosted } from '../domain/consent.ts'
import { type OwnMonth, ownMonth } from '../domain/digest.ts'
import { takesPart } from '../domain/enrolment.ts'
import { excerptOf, lookedBackOn } from '../domain/look-back.ts'
import type {
  Component,
  Concept,
  Delivery,
  DeliveryId,
  Instant,
  Leader,
  LocalDate,
  Month,
  Part,
  PartnershipId,
  Placement,
  Reflection,
  ReflectionId,
} from '../domain/model.ts'
import { nextEdition } from '../domain/partnership.ts'
import { partKey } from '../domain/reflection.ts'
import { partnershipsOf, type WhenAsked, whenAsked } from '../domain/schedule.ts'
import { lacksWords, type Stays, staysInSlack, toMind } from '../domain/set-aside.ts'
import { isSmall } from '../domain/thresholds.ts'
import type { Readers } from '../ports.ts'
import { contextOf, isMemberOf, leaderOf, peopleNamed, type World } from './world.ts'

export type ReplyForm = {
  target: { delivery: DeliveryId } | { reflection: ReflectionId }
  concept?: Concept
  asked?: string
  soWhatAsked?: string
  /** Whether more may be added: a reflection of its own is added to by editing it. */
  mayAdd: boolean
  parts: Keyed[]
  soWhat?: Keyed
  nowWhat?: Keyed
  /** When their plan will be asked about; undefined where there is none yet. */
  by?: LocalDate
  /** What a plan's date may be, and is unless they say otherwise. */
  usualBy: LocalDate
  /** The live challenge: to be named and placed here, placed anew, or just kept in mind. */
  challenge?: { use: 'name' | 'again' | 'recall'; name?: string; placed?: Placement }
  /** Their own words that the question looks back on. */
  lookBack?: { words: string; at: Instant }
  /** A challenge was named in its form, and goes with it. */
  named: boolean
  about: Component[]
  /** It is used for nothing until its author says so; or, with `always`, until something is taken out of it. */
  setAside?: { always: boolean; lacksWords: boolean }
  /** Where a message of theirs goes on saying what they should look at, or changed here. */
  stays?: Stays
  /** Partnerships whose digest they take part in, with what they wish for this reply. */
  partnerships: { id: PartnershipId; name: string; choice: Choice; agreed?: Agreed }[]
}

/** Words that stand in the form, and what they are known by once it is saved. */
type Keyed = { key: string; text: string }

const keyed = (part: Part): Keyed => ({ key: partKey(part), text: part.text })

/** A yes that a change would take back: to something that is still to be posted, or to words that were. */
export type Agreed = 'theme-to-come' | 'words-to-come' | 'posted-words'

export type Consent = {
  id: PartnershipId
  name: string
  readers: Readers
  /** Why an admin took a public channel all the same, in their words; only while it is public. */
  whyPublic?: string
  thresholds: { contributors: number; others: number }
  /** Too few people are named for it for any figure. */
  isSmall: boolean
}

export type Preview = {
  consent: Consent
  readAt: Instant
  /** When the next digest is posted. */
  postedAt?: Instant
  items: {
    reflection: ReflectionId
    concept?: Concept
    words: string
    choice: Choice
    placed?: Placement
    /** What they tapped that it was about; undefined where a partnership is too small to count anything. */
    about?: Component[]
    isLast: boolean
    anew: boolean
    /** When they said yes to it; and whether something is shown with it that their yes was not for. */
    agreed?: { at: Instant; isMore: boolean }
  }[]
}

/** The reply to a question, or one that is there already; undefined where it has gone. */
export const readReplyForm = async (
  world: World,
  user: string,
  target: ReplyForm['target'],
): Promise<ReplyForm | undefined> => {
  const leader = await leaderOf(world, user)
  // Who has left still reads and changes what is theirs; a question is only for who takes part.
  if (!leader || (!takesPart(leader) && 'delivery' in target)) return undefined
  const reflection =
    'reflection' in target
      ? leader.reflections.find(({ id }) => id === target.reflection)
      : leader.reflections.find(({ delivery }) => delivery === target.delivery)
  const delivery = leader.deliveries.find(({ id }) =>
    'delivery' in target ? id === target.delivery : id === reflection?.delivery,
  )
  if (!reflection && (!delivery || delivery.state.is === 'missed')) return undefined
  return {
    target: reflection ? { reflection: reflection.id } : target,
    concept: reflection?.concept ?? delivery?.prompt.concept,
    asked: reflection?.asked ?? delivery?.prompt.text,
    soWhatAsked: delivery?.prompt.soWhat,
    mayAdd: delivery !== undefined,
    parts: (reflection?.parts ?? []).map(keyed),
    soWhat: reflection?.soWhat && keyed(reflection.soWhat),
    nowWhat: reflection?.nowWhat && keyed(reflection.nowWhat),
    by: leader.commitments.find((it) => it.reflection === reflection?.id)?.dueOn,
    usualBy: addDays(localDateOf(world.clock.now(), leader.settings.zone), usualDays),
    challenge: challengeFor(leader, delivery),
    lookBack: lookBackFor(leader, delivery),
    named: leader.challenges.some(({ namedWith }) => namedWith && namedWith === reflection?.id),
    about: reflection?.about ?? [],
    ...(reflection?.reuse === 'set-aside' && {
      setAside: {
        always: toMind(reflection, world.safety).always,
        lacksWords: lacksWords(reflection),
      },
    }),
    stays: reflection && staysInSlack(reflection, world.safety),
    partnerships: await Promise.all(
      partnershipsOf(leader, contextOf(world))
        .filter(({ id }) => leader.optIns[id])
        .map(async ({ id, name }) => {
          const share = reflection?.shares[id]
          return {
            id,
            name,
            choice: share ? wish(share) : { is: 'private' as const },
            agreed: reflection && (await agreedTo(world, leader, reflection, id)),
          }
        }),
    ),
  }
}

const agreedTo = async (
  world: World,
  leader: Leader,
  { id, shares, reuse }: Reflection,
  partnership: PartnershipId,
): Promise<Agreed | undefined> => {
  const share = shares[partnership]
  if (share?.stage.is !== 'approved' || reuse === 'set-aside') return undefined
  const posting = await world.partnerships.get(partnership)
  if (!posting) return undefined
  if (!wasPosted(leader, partnership, id, posting.editions))
    return isMemberOf(world, leader, partnership) ? `${share.choice}-to-come` : undefined
  return share.choice === 'words' ? 'posted-words' : undefined
}

const challengeFor = (leader: Leader, delivery: Delivery | undefined): ReplyForm['challenge'] => {
  const live = liveChallenge(leader)
  if (!delivery) return undefined
  const placed = live?.placed.at(-1)?.as
  if (asksForChallenge(delivery)) return { use: 'name', name: live?.name, placed }
  const recalled = challengeToRecall(leader)
  if (recalled && delivery.lookBack) return { use: 'again', name: recalled.name, placed }
  return recalled && recallsChallenge(delivery) ? { use: 'recall', name: recalled.name } : undefined
}

const lookBackFor = (leader: Leader, delivery: Delivery | undefined): ReplyForm['lookBack'] => {
  const reflection = delivery && lookedBackOn(leader, delivery)
  return reflection && { words: excerptOf(reflection), at: reflection.at }
}

/** A plan that was due, for its maker. */
export type PlanForm = {
  reflection: ReflectionId
  words: string
  madeAt: Instant
  outcome?: Outcome
  helped?: string
}

/** The plan that was made with a reflection; undefined where it has gone. */
export const readPlan = async (
  world: World,
  user: string,
  reflection: ReflectionId,
): Promise<PlanForm | undefined> => {
  const leader = await leaderOf(world, user)
  const plan = leader?.commitments.find((it) => it.reflection === reflection)
  const words = leader?.reflections.find(({ id }) => id === reflection)?.nowWhat?.text
  if (!plan || words === undefined) return undefined
  const { state } = plan
  const outcome = outcomes.find((it) => it === state.is) ?? (plan.carried ? 'not-yet' : undefined)
  return { reflection, words, madeAt: plan.madeAt, outcome, helped: state.helped }
}

/** A question that is open, and a moment at which its leader may wish to be reminded of it. */
export type ReminderForm = { delivery: DeliveryId; closesAt: Instant; at: Instant }

/** For choosing when to be reminded; undefined where the question is not open, or they have left. */
export const readReminder = async (
  world: World,
  user: string,
  delivery: DeliveryId,
): Promise<ReminderForm | undefined> => {
  const leader = await leaderOf(world, user)
  const question = leader?.deliveries.find(({ id, state }) => id === delivery && state.is === 'open')
  if (!leader || !takesPart(leader) || !question) return undefined
  const { remindAt, remindWished, closesAt } = question
  const inAnHour = plus(startOfMinute(world.clock.now()), { hours: 1 })
  return { delivery, closesAt, at: remindWished && remindAt ? remindAt : inAnHour }
}

/** When someone is asked, for changing it; undefined where nothing is asked of them. */
export const readSchedule = async (world: World, user: string): Promise<WhenAsked | undefined> => {
  const leader = await leaderOf(world, user)
  return leader && takesPart(leader) ? whenAsked(leader, contextOf(world)) : undefined
}

/** What someone should know before they take part; undefined where the channel cannot be seen. */
export const readConsent = async (world: World, id: PartnershipId): Promise<Consent | undefined> => {
  const settings = world.workspace.current.partnerships.find((it) => it.id === id)
  if (!settings) return undefined
  const [readers, people] = await Promise.all([
    world.directory.readers(settings.channel),
    peopleNamed(world, settings),
  ])
  if (!readers) return undefined
  const { name, thresholds, override } = settings
  return {
    id,
    name,
    readers,
    thresholds,
    isSmall: isSmall({ thresholds, people }),
    ...(!readers.isPrivate && { whyPublic: override?.why }),
  }
}

/**
 * What waits for someone's yes, what has it and is not posted yet, and who would read it; undefined where there is no such
 * partnership any more.
 */
export const readPreview = async (
  world: World,
  user: string,
  partnership: PartnershipId,
): Promise<Preview | 'out-of-reach' | undefined> => {
  // Before all that it shows: what came while it was read is not known to be in it.
  const readAt = world.clock.now()
  const [leader, consent, posting] = await Promise.all([
    leaderOf(world, user),
    readConsent(world, partnership),
    world.partnerships.get(partnership),
  ])
  const settings = world.workspace.current.partnerships.find(({ id }) => id === partnership)
  if (!leader || !settings || !posting) return undefined
  if (!consent) return 'out-of-reach'
  const agreed = isMemberOf(world, leader, partnership)
    ? agreedOf(leader, settings, posting.editions, consent.readers)
    : []
  return {
    consent,
    readAt,
    postedAt: nextEdition(posting, settings).at,
    items: [...previewOf(leader, partnership), ...agreed].map((it) => ({
      ...(!consent.isSmall && { placed: it.placed, about: it.reflection.about }),
      isLast: it.isLast,
      anew: it.anew,
      agreed: it.agreed && { ...it.agreed, isMore: it.agreed.isMore && !consent.isSmall },
      reflection: it.reflection.id,
      concept: it.reflection.concept,
      words: it.words,
      choice: wish(it.share),
    })),
  }
}

/** Someone's own month with its words; undefined where none is kept. */
export const readOwnWords = async (
  world: World,
  user: string,
  month: Month,
): Promise<OwnMonth | undefined> => {
  const leader = await leaderOf(world, user)
  return leader && ownMonth(leader, month, true)
}

const wish = ({ choice, named }: { choice: 'theme' | 'words'; named: boolean }): Choice =>
  choice === 'theme' ? { is: 'theme' } : { is: 'words', named }
