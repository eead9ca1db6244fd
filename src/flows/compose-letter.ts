// What an intent of a leader's says when it is sent: read from the document as it stands at that moment.

import { challengeToRecall, recallsChallenge } from '../domain/challenge.ts'
import { maySwap, offeredTimes, reminderKey } from '../domain/delivery.ts'
import { personalDigest } from '../domain/digest.ts'
import { mayAskNow, takesPart } from '../domain/enrolment.ts'
import { invitesFrom } from '../domain/leader.ts'
import type {
  FurtherInvitation,
  Letter,
  PersonalLetter,
  ProgrammeFacts,
  Question,
  Receipt,
  Seen,
  Welcome,
} from '../domain/letter.ts'
import { excerptOf, lookedBackOn } from '../domain/look-back.ts'
import {
  type Delivery,
  type Instant,
  type Intent,
  type Leader,
  Month,
  type Part,
  ProgrammeId,
  type Reflection,
  SlackTs,
} from '../domain/model.ts'
import { type Fact, missingFacts } from '../domain/programme-change.ts'
import { partTyped } from '../domain/reflection.ts'
import { type Safety, screen } from '../domain/safe-to-write.ts'
import { nextAsk, partnershipsOf, programmesOf } from '../domain/schedule.ts'
import type { Context, Programme } from '../domain/workspace.ts'

/** What a programme must say first, before anyone is invited to it. */
export type Awaits = { awaits: readonly Fact[] }
/** When there is room for it. */
export type NotBefore = { notBefore: Instant }

/** The letter, that it is no longer wanted, or what it waits for. */
export const composeLetter = (
  leader: Leader,
  intent: Intent,
  context: Context,
  safety: Safety,
  now: Instant,
): Letter | 'not-wanted' | Awaits | NotBefore => {
  if (leader.closedAt) return 'not-wanted'
  const isActive = leader.stage.is === 'active'
  const delivery = leader.deliveries.find(({ id }) => id === intent.about)
  switch (intent.kind) {
    case 'invitation':
      return leader.stage.is === 'invited'
        ? onceSaid(invitation(leader, context), programmesOf(leader, context))
        : further(leader, intent, context, now)
    case 'prompt':
      return isActive && delivery?.state.is === 'open' ? question(leader, delivery, context) : 'not-wanted'
    case 'rest-offer':
    case 'invitation-back':
      return leader.stage.is === 'resting'
        ? restOffer(leader, intent.kind === 'invitation-back', context)
        : 'not-wanted'
    case 'reminder':
      return delivery?.state.is === 'open' &&
        ((isActive && leader.programmes.includes(delivery.programme)) || isWished(leader, intent, delivery))
        ? { kind: 'reminder', delivery: delivery.id, text: delivery.prompt.text, closesAt: delivery.closesAt }
        : 'not-wanted'
    case 'receipt':
      return receiptFor(leader, SlackTs.parse(intent.about), context, safety) ?? 'not-wanted'
    case 'digest':
      // One that was due with the offer to be left alone comes with it.
      return isActive || (leader.stage.is === 'resting' && intent.notBefore <= leader.stage.since)
        ? (digest(leader, Month.parse(intent.about), context) ?? 'not-wanted')
        : 'not-wanted'
    case 'edition':
    case 'introduction':
      throw new Error('what a partnership posts is not for a leader to send')
    default:
      return intent.kind satisfies never
  }
}

// One that they asked for comes while they pause or rest as well.
const isWished = (leader: Leader, { key }: Intent, { id }: Delivery): boolean =>
  takesPart(leader) && key !== reminderKey(leader, id)

/** The invitation, naming what they are invited to and who answers for it. */
export const invitation = (leader: Leader, context: Context): Letter => ({
  kind: 'invitation',
  programme: invitedTo(leader, context)
    .map(({ name }) => name)
    .join(', '),
  facts: invitedTo(leader, context).map(factsOf),
  partnerships: partnershipsOf(leader, context).map(({ name }) => name),
})

// One that has ended since invites nobody, unless there is no other.
const invitedTo = (leader: Leader, context: Context): Programme[] => {
  const all = programmesOf(leader, context)
  const running = all.filter(({ endedAt }) => !endedAt)
  return running.length > 0 ? running : all
}

const factsOf = ({ schedule, ...it }: Programme): ProgrammeFacts => ({
  often: schedule.is,
  name: it.name,
  answersFor: it.answersFor,
  privacyContact: it.privacyContact,
  purpose: it.purpose,
  citizens: it.citizens,
  lawfulBasis: it.lawfulBasis,
  processors: it.processors,
  assessedOn: it.assessedOn,
})

const further = (
  leader: Leader,
  { key, about }: Intent,
  context: Context,
  now: Instant,
): Letter | 'not-wanted' | Awaits | NotBefore => {
  const letter = takesPart(leader) ? furtherInvitation(leader, ProgrammeId.parse(about), context) : undefined
  if (letter?.state !== 'invited') return 'not-wanted'
  const notBefore = invitesFrom(leader, key, now, context)
  if (notBefore > now) return { notBefore }
  return onceSaid(
    letter,
    context.programmes.filter(({ id }) => id === letter.id),
  )
}

// It may be older than what people must be told by now. One that has ended asks nothing, and keeps nobody waiting.
const onceSaid = (letter: Letter, programmes: readonly Programme[]): Letter | Awaits => {
  const awaits = programmes.filter(({ endedAt }) => !endedAt).flatMap(missingFacts)
  return awaits.length > 0 ? { awaits } : letter
}

/** One more programme, for someone who takes part already; undefined where they were not named for it. */
export const furtherInvitation = (
  leader: Leader,
  id: ProgrammeId,
  context: Context,
): FurtherInvitation | undefined => {
  const programme = context.programmes.find((it) => it.id === id)
  const further = leader.further.find((it) => it.programme === id)
  const hasJoined = leader.programmes.includes(id)
  if (!programme || (!further && !hasJoined)) return undefined
  return {
    kind: 'further-invitation',
    id,
    programme: programme.name,
    facts: factsOf(programme),
    partnerships: context.partnerships
      .filter(({ programmes }) => programmes.includes(id))
      .map(({ name }) => name),
    state: hasJoined ? 'joined' : (further?.is ?? 'declined'),
  }
}

/** What the invitation turns into once it is accepted. */
export const welcome = (leader: Leader, context: Context): Welcome => ({
  kind: 'welcome',
  next: nextAsk(leader, context)?.at,
  partnerships: partnershipsOf(leader, context).map(({ id, name }) => ({
    id,
    name,
    optedIn: leader.optIns[id] !== undefined,
  })),
  mayAskNow: mayAskNow(leader, context),
})

/** A question as it stands: open, answered, closed. */
export const question = (leader: Leader, delivery: Delivery, context: Context): Question => {
  const reflection = leader.reflections.find((it) => it.delivery === delivery.id)
  return {
    kind: 'prompt',
    delivery: delivery.id,
    theme: { concept: delivery.prompt.concept, kind: delivery.prompt.kind },
    text: delivery.prompt.text,
    state: delivery.state.is,
    closesAt: delivery.closesAt,
    maySwap: maySwap(leader, delivery),
    maySwapBack: delivery.state.is === 'open' && delivery.swapped.length > 0,
    mayTakeUp: delivery.state.is === 'skipped' && delivery.state.at < delivery.closesAt,
    remindAt: delivery.remindWished ? delivery.remindAt : undefined,
    remindTimes: delivery.state.is === 'open' ? offeredTimes(leader, delivery, context) : [],
    hasLeft: leader.stage.is === 'left' && delivery.state.is === 'open',
    pausedUntil:
      leader.stage.is === 'paused' && delivery.state.is === 'open' ? leader.stage.until : undefined,
    reply: reflection && seen(reflection, context),
    plan: planOf(leader, delivery),
    lookBack: lookBackOf(leader, delivery),
    challenge: challengeOf(leader, delivery),
  }
}

/** The offer to be left alone, or asked otherwise, as it stands. */
export const restOffer = (leader: Leader, again: boolean, context: Context): Letter => {
  const { is } = leader.stage
  const isInNone = programmesOf(leader, context).length === 0
  return {
    kind: 'rest-offer',
    again,
    state:
      is === 'left' ? is : isInNone ? 'no-programme' : is === 'active' || is === 'paused' ? is : 'resting',
  }
}

/** The receipt for this message, as it stands; undefined where it is not kept. */
export const receiptFor = (
  leader: Leader,
  ts: SlackTs,
  context: Context,
  safety: Safety,
): Letter | undefined => {
  const reflection = leader.reflections.find((it) => partTyped(it, ts))
  return reflection && receipt(leader, reflection, ts, context, safety)
}

/** The receipt for something typed, as it stands: its small question goes once it was answered or declined. */
export const receipt = (
  leader: Leader,
  reflection: Reflection,
  ts: SlackTs,
  context: Context,
  safety: Safety,
): Letter => ({
  kind: 'receipt',
  ts,
  reply: seen(reflection, context),
  asked: reflection.delivery !== undefined,
  as: takenAs(reflection, ts),
  next: nextSmall(leader, reflection, ts),
  mind: mindIn(reflection, ts, safety),
  confirmed: reflection.reuse === 'confirmed',
  changedHere: isChangedHere(partTyped(reflection, ts)),
})

const isChangedHere = (part: Part | undefined): boolean =>
  part?.from.is === 'typed' && part.from.changedHere === true

// Of what was typed in this very message. What may trouble its writer is told to them alone, and never here.
const mindIn = (reflection: Reflection, ts: SlackTs, safety: Safety): Receipt['mind'] => {
  const { identifiers, always } = screen(partTyped(reflection, ts)?.text ?? '', safety)
  return reflection.reuse !== 'open' && identifiers.length > 0 ? { identifiers, always } : undefined
}

/** The digest of a month as it stands; undefined where none is kept. */
export const digest = (leader: Leader, month: Month, context: Context): PersonalLetter | undefined => {
  const it = personalDigest(leader, month, context)
  return it && { kind: 'digest', ...it }
}

const takenAs = ({ parts, soWhat, nowWhat }: Reflection, ts: string): Receipt['as'] => {
  const is = (part: Part | undefined) => part?.from.is === 'typed' && part.from.ts === ts
  if (is(soWhat)) return 'so-what'
  if (is(nowWhat)) return 'now-what'
  return is(parts[0]) ? 'answer' : 'added'
}

const nextSmall = (leader: Leader, reflection: Reflection, ts: string): Receipt['next'] => {
  const { coaching } = reflection
  if (coaching?.under !== ts || coaching.asks === 'nothing') return undefined
  if (coaching.asks === 'now-what') return { asks: 'now-what' }
  const question = leader.deliveries.find(({ id }) => id === reflection.delivery)?.prompt.soWhat
  return question ? { asks: 'so-what', question } : undefined
}

const shown = ({ settings }: Leader): boolean => settings.words === 'shown'

const planOf = (leader: Leader, { id, followUp }: Delivery): Question['plan'] => {
  const plan = leader.commitments.find(({ reflection }) => reflection === followUp)
  const words = leader.reflections.find((it) => it.id === followUp)?.nowWhat?.text
  if (!plan || words === undefined) return undefined
  return {
    reflection: plan.reflection,
    words: shown(leader) ? words : undefined,
    // Asked about again elsewhere since: here it was "not yet".
    outcome: plan.state.is,
    carried: plan.state.is === 'live' && plan.askedIn !== id,
  }
}

const lookBackOf = (leader: Leader, delivery: Delivery): Question['lookBack'] => {
  // A deleted reply leaves no trace of itself where it was looked back on.
  if (!delivery.lookBack && delivery.prompt.kind !== 'look-back') return undefined
  const reflection = lookedBackOn(leader, delivery)
  return {
    isGone: reflection === undefined,
    words: reflection && shown(leader) ? excerptOf(reflection) : undefined,
    saw: delivery.lookBack?.saw,
  }
}

const challengeOf = (leader: Leader, delivery: Delivery): Question['challenge'] => {
  const live = challengeToRecall(leader)
  return live && recallsChallenge(delivery) ? { name: shown(leader) ? live.name : undefined } : undefined
}

/** Who can see a reply. */
export const seen = (reflection: Reflection, context: Context): Seen => ({
  reflection: reflection.id,
  late: reflection.late,
  sharedWith: context.partnerships.flatMap(({ id, name }) => {
    const share = reflection.shares[id]
    return share
      ? [{ name, choice: share.choice, named: share.named, approved: share.stage.is === 'approved' }]
      : []
  }),
})
