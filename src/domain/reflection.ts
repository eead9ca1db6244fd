// A listener's side of a leader: one pure function for each thing a person can do with a question. Whatever they
// wrote is kept exactly as they wrote it, and the same event twice is the same as once.

import { instantOfTs, later, plus } from './calendar.ts'
import { type ChallengeSaid, sayOfChallenge } from './challenge.ts'
import { followPlan, forgetPlans } from './commitment.ts'
import { type Choice, choose, reworded } from './consent.ts'
import { changeDelivery, openAgain } from './delivery.ts'
import {
  type Component,
  type Delivery,
  type DeliveryId,
  type Instant,
  type Intent,
  type Leader,
  type LocalDate,
  type Part,
  type PartnershipId,
  type Reflection,
  ReflectionId,
  SlackTs,
} from './model.ts'
import { drop, intend } from './outbox.ts'

/** Something typed to the bot: new, or edited since. */
export type TypedReply = { ts: SlackTs; thread?: SlackTs; text: string; edited?: SlackTs }

/**
 * What was changed in the modal; whatever is absent stays as it is. `parts` are new texts of parts that were there, by
 * their key; `added` is new.
 */
export type WrittenReply = {
  added?: string
  parts: Record<string, string>
  /** Empty where it is taken out. */
  soWhat?: string
  /** Empty where it is taken out. */
  nowWhat?: string
  /** What stood in these two when the form was opened, by its key; absent where nothing did. */
  stood?: Stood
  /** When to ask how the plan went. */
  by?: LocalDate
  challenge?: ChallengeSaid
  about?: Component[]
  shares: Record<PartnershipId, Choice>
}

/** The parts that are a *so what* and a *now what*, by their keys. */
export type Stood = { soWhat?: string; nowWhat?: string }

/** Names of deleted messages that are remembered: late and repeated events are never hundreds behind. */
const keepForgotten = 200

/** A moment as Slack writes it. */
export const tsOfInstant = (instant: Instant): SlackTs => {
  const ms = Date.parse(instant)
  return SlackTs.parse(`${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}000`)
}

/** What a part is known by in a modal that may be older than the document. */
export const partKey = ({ from, at }: Part): string => (from.is === 'typed' ? from.ts : at)

/** Takes in what was typed: an edit, the answer to a small question, a part of a reply, or a reflection of its own. */
export const recordTyped = (leader: Leader, said: TypedReply, now: Instant): Leader => {
  const it = said.ts > leader.lastSeenTs ? { ...leader, lastSeenTs: said.ts } : leader
  const known = it.reflections.find((reflection) => partTyped(reflection, said.ts))
  if (known) return editTyped(it, known, said)
  if (leader.forgottenTs.includes(said.ts) || said.text.trim() === '') return it

  const at = instantOfTs(said.ts)
  const part: Part = {
    text: said.text,
    at,
    from: { is: 'typed', ts: said.ts, thread: said.thread, edited: said.edited },
  }
  const coached = it.reflections.find((reflection) => isAnswerTo(it, reflection, said))
  const delivery = deliveryFor(it, said.thread, at)
  const recorded = coached
    ? answerSmall(it, coached, part, now)
    : delivery
      ? coach(answer(it, delivery, part, at), delivery.id)
      : addReflection(it, ofItsOwn(ReflectionId.parse(`free.${said.ts}`), part))
  return intend(back(recorded, at), receiptFor(leader, said.ts, now))
}

/**
 * Takes out what its author deleted in Slack. With the last of an answer goes what hangs on it, so-what and now-what;
 * the question is open again if it still can be answered.
 */
export const forgetTyped = (leader: Leader, ts: SlackTs, now: Instant): Leader => {
  if (leader.forgottenTs.includes(ts)) return leader
  const it = drop(forgetting(leader, [ts]), receiptKey(leader, ts), now)
  const reflection = leader.reflections.find((one) => partTyped(one, ts))
  if (!reflection) return it
  const isThis = (part: Part | undefined) => part?.from.is === 'typed' && part.from.ts === ts
  const left: Reflection = {
    ...reflection,
    parts: reflection.parts.filter((part) => !isThis(part)),
    soWhat: isThis(reflection.soWhat) ? undefined : reflection.soWhat,
    nowWhat: isThis(reflection.nowWhat) ? undefined : reflection.nowWhat,
    // What was taken back may be said anew.
    coaching:
      reflection.coaching && isThis(reflection.nowWhat)
        ? { ...reflection.coaching, asks: 'now-what' }
        : reflection.coaching,
  }
  if (left.parts.length > 0) {
    const kept = left.parts.length < reflection.parts.length ? withParts(it, left, left.parts) : left
    return forgetPlans(coach(replace(it, kept), reflection.delivery))
  }
  const hanging = [left.soWhat, left.nowWhat].flatMap((part) =>
    part?.from.is === 'typed' ? part.from.ts : [],
  )
  const without = { ...it, reflections: it.reflections.filter(({ id }) => id !== reflection.id) }
  return forgetPlans(reopen(forgetting(without, hanging), reflection.delivery, now))
}

/** It was a reply after all: the same message may be taken in once more, with a receipt where none has come yet. */
export const remember = (leader: Leader, ts: SlackTs): Leader => ({
  ...leader,
  forgottenTs: leader.forgottenTs.filter((it) => it !== ts),
  outbox: leader.outbox.filter(
    ({ key, state }) => key !== receiptKey(leader, ts) || !neverCame.includes(state.is),
  ),
})

const neverCame: Intent['state']['is'][] = ['dropped', 'expired', 'failed']

/**
 * The receipt for this message stands in the conversation already, as that message of ours: no other one is sent. One
 * that came so long ago that nothing knew of it any more is known again.
 */
export const receiptStandsAs = (leader: Leader, ts: SlackTs, receipt: SlackTs, now: Instant): Leader => {
  const it = intend(leader, receiptFor(leader, ts, now))
  return {
    ...it,
    outbox: it.outbox.map((one) =>
      one.key === receiptKey(leader, ts) && one.state.is === 'waiting'
        ? { ...one, state: { is: 'settled', at: now, ts: receipt } }
        : one,
    ),
  }
}

/**
 * *Save as reflection*: takes in a message of theirs from elsewhere, by a name that is always the same for the same
 * message. Saved twice, it is there once.
 */
export const recordSaved = (leader: Leader, id: ReflectionId, text: string, now: Instant): Leader =>
  leader.reflections.some((it) => it.id === id)
    ? leader
    : addReflection(back(leader, now), ofItsOwn(id, { text, at: now, from: { is: 'saved' } }))

/** Takes in the modal: an answer, or changes to one. Parts that the modal did not know are left as they are. */
export const recordWritten = (
  leader: Leader,
  target: { delivery: DeliveryId } | { reflection: ReflectionId },
  said: WrittenReply,
  now: Instant,
): Leader => {
  const known =
    'reflection' in target
      ? leader.reflections.find(({ id }) => id === target.reflection)
      : leader.reflections.find(({ delivery }) => delivery === target.delivery)
  const delivery = leader.deliveries.find(({ id }) =>
    'delivery' in target ? id === target.delivery : id === known?.delivery,
  )
  // A form whose answer was slow is sent again: the same words are then there already.
  const isThere = known?.parts.some(({ text, from }) => from.is === 'modal' && text === said.added)
  const added: Part | undefined =
    said.added?.trim() && !isThere ? { text: said.added, at: now, from: { is: 'modal' } } : undefined

  let it = back(leader, now)
  if (known) it = replace(it, rewrite(known, said.parts, now))
  if (added && delivery) it = answer(it, delivery, added, now)
  const reflection = it.reflections.find(({ id, delivery: of }) =>
    known ? id === known.id : of !== undefined && of === delivery?.id,
  )
  if (!reflection) return leader
  const { part: soWhat, beside: besideSo } = amended(reflection.soWhat, said.soWhat, said.stood?.soWhat, now)
  const { part: nowWhat, beside: besideNow } = amended(
    reflection.nowWhat,
    said.nowWhat,
    said.stood?.nowWhat,
    now,
  )
  const beside = [besideSo, besideNow].filter((part) => part !== undefined)
  const after = { ...reflection, soWhat, nowWhat, about: said.about ?? reflection.about }
  it = replace(it, beside.length > 0 ? withParts(it, after, beside.reduce(withPart, after.parts)) : after)
  // What was typed and is taken out here stands in Slack still: whoever reads it there again must not bring it back.
  const takenOut = [!soWhat && reflection.soWhat, !nowWhat && reflection.nowWhat]
  it = forgetting(
    it,
    takenOut.flatMap((part) => (part && part.from.is === 'typed' ? part.from.ts : [])),
  )
  // What is written in the form is not asked for again, nor written over.
  if (said.soWhat?.trim() || said.nowWhat?.trim()) it = enoughAsked(it, reflection.id)
  it = followPlan(it, reflection.id, said.by, now)
  if (said.challenge) it = sayOfChallenge(it, said.challenge, now, reflection.id)
  return Object.entries(said.shares).reduce(
    (one, [partnership, choice]) => choose(one, reflection.id, partnership as PartnershipId, choice),
    it,
  )
}

/** *Done*: no more small questions about this one. */
export const enoughAsked = (leader: Leader, id: ReflectionId): Leader => {
  const reflection = leader.reflections.find((it) => it.id === id)
  return reflection?.coaching && reflection.coaching.asks !== 'nothing'
    ? replace(leader, { ...reflection, coaching: { ...reflection.coaching, asks: 'nothing' } })
    : leader
}

// Typing is coached: "so what" under the first of an answer, "now what" under what is said to that, and then no
// more. Until a question was asked, where it goes turns on what is there, in whatever order that came.
const coach = (leader: Leader, id: DeliveryId | undefined): Leader => {
  const reflection = leader.reflections.find(({ delivery }) => id && delivery === id)
  const delivery = leader.deliveries.find((it) => it.id === id)
  const [first] = reflection?.parts ?? []
  if (!reflection || !delivery?.prompt.soWhat || first?.from.is !== 'typed') return leader
  const { coaching, soWhat, reuse } = reflection
  if (
    soWhat ||
    reuse === 'set-aside' ||
    (coaching && (coaching.asks === 'nothing' || wasAsked(leader, coaching)))
  )
    return leader
  const { ts, thread = ts } = first.from
  return replace(leader, { ...reflection, coaching: { asks: 'so-what', under: ts, thread } })
}

const answerSmall = (leader: Leader, reflection: Reflection, part: Part, now: Instant): Leader => {
  const { coaching } = reflection
  if (!coaching || part.from.is !== 'typed') return leader
  if (coaching.asks === 'so-what') {
    const next = { ...coaching, asks: 'now-what', under: part.from.ts } as const
    return replace(leader, { ...reflection, soWhat: part, coaching: next })
  }
  const answered = { ...reflection, nowWhat: part, coaching: { ...coaching, asks: 'nothing' as const } }
  return followPlan(replace(leader, answered), reflection.id, undefined, now)
}

// What is typed in a small question's thread answers it, unless it was typed before the question was there.
const isAnswerTo = (leader: Leader, { coaching }: Reflection, { ts, thread }: TypedReply): boolean => {
  if (!coaching || coaching.asks === 'nothing' || coaching.thread !== thread) return false
  const state = askedWith(leader, coaching)
  if (state?.is === 'settled') return state.ts < ts
  return wasAsked(leader, coaching) && (state?.is !== 'claimed' || state.at < instantOfTs(ts))
}

// A receipt that the outbox no longer knows went out long ago.
const wasAsked = (leader: Leader, coaching: NonNullable<Reflection['coaching']>): boolean => {
  const state = askedWith(leader, coaching)
  return !state || state.is === 'settled' || state.is === 'claimed'
}

const askedWith = (leader: Leader, { under }: NonNullable<Reflection['coaching']>) =>
  leader.outbox.find(({ key }) => key === receiptKey(leader, under))?.state

/** The key of the receipt for something typed. */
export const receiptKey = ({ id }: Leader, ts: SlackTs): string => `receipt:${id}:${ts}`

const receiptFor = (leader: Leader, ts: SlackTs, now: Instant): Omit<Intent, 'state'> => ({
  key: receiptKey(leader, ts),
  kind: 'receipt',
  about: ts,
  notBefore: now,
  expiresAt: plus(now, { hours: 24 }),
})

/** Remembers what was deleted, so that an event that comes late does not bring it back. */
export const forgetting = (leader: Leader, ts: readonly SlackTs[]): Leader =>
  ts.length === 0 ? leader : { ...leader, forgottenTs: [...leader.forgottenTs, ...ts].slice(-keepForgotten) }

// The thread decides: the question's own, or that of an answer to it. Else it is the newest question that is open, or
// where none is the newest that was answered or closed before its time. The look back on a month asks something of its own.
const deliveryFor = (leader: Leader, thread: SlackTs | undefined, at: Instant): Delivery | undefined => {
  if (thread && leader.digests.some(({ ts }) => ts === thread)) return undefined
  const asked = leader.deliveries.filter(({ ts }) => ts !== undefined)
  const begun = thread && leader.reflections.find((it) => partTyped(it, thread))?.delivery
  const inThread = thread && asked.find(({ id, ts }) => ts === thread || id === begun)
  const isCurrent = ({ state, askedAt, closesAt }: Delivery) =>
    askedAt <= at && at < closesAt && state.is !== 'skipped' && state.is !== 'missed'
  const current = asked.filter(isCurrent)
  return inThread ?? current.findLast(({ state }) => state.is === 'open') ?? current.at(-1)
}

const answer = (leader: Leader, delivery: Delivery, part: Part, at: Instant): Leader => {
  const known = leader.reflections.find((it) => it.delivery === delivery.id)
  const answered = changeDelivery(leader, delivery.id, (it) => ({
    ...it,
    // Whoever says what they see now, and not that it is the same, sees it differently.
    lookBack: it.lookBack && { ...it.lookBack, saw: it.lookBack.saw ?? 'differently' },
    state: it.state.is === 'answered' ? it.state : { is: 'answered', at },
  }))
  return known
    ? replace(answered, withParts(leader, known, [...known.parts, part]))
    : addReflection(answered, {
        id: ReflectionId.parse(delivery.id),
        delivery: delivery.id,
        concept: delivery.prompt.concept,
        asked: delivery.prompt.text,
        at,
        late: at >= delivery.closesAt,
        parts: [part],
        notAgain: false,
        reuse: 'open',
        about: [],
        shares: {},
      })
}

// Two that came with one form have one moment; each is known by its own.
const withPart = (parts: readonly Part[], part: Part): readonly Part[] => {
  const isTaken = parts.some((it) => partKey(it) === partKey(part))
  return isTaken ? withPart(parts, { ...part, at: plus(part.at, { seconds: 1 }) }) : [...parts, part]
}

// The earliest part says when it was written and whether that was late, in whatever order the parts came and went.
const withParts = (leader: Leader, reflection: Reflection, parts: readonly Part[]): Reflection => {
  const inOrder = parts.toSorted(byTime)
  const at = inOrder[0]?.at ?? reflection.at
  const delivery = leader.deliveries.find(({ id }) => id === reflection.delivery)
  const late = delivery ? at >= delivery.closesAt : reflection.late
  return reworded({ ...reflection, parts: inOrder, at, late })
}

const editTyped = (leader: Leader, reflection: Reflection, { ts, text, edited }: TypedReply): Leader => {
  const part = partTyped(reflection, ts)
  if (part?.from.is !== 'typed' || !edited) return leader
  const { from } = part
  // Slack counts edits in whole seconds: of two in one second, the one that comes later says something else.
  const isNews = !from.edited || edited > from.edited || (edited === from.edited && text !== part.text)
  if (!isNews) return leader
  // The time of an edit back to the same words is kept as well: what was written between may come after it.
  const edit = (it: Part): Part =>
    it === part ? { ...it, text, from: { ...from, edited, changedHere: undefined }, lacks: undefined } : it
  const after: Reflection = {
    ...reflection,
    parts: reflection.parts.map(edit),
    soWhat: reflection.soWhat && edit(reflection.soWhat),
    nowWhat: reflection.nowWhat && edit(reflection.nowWhat),
  }
  // Only an answer's own words are ever shared.
  const isShareable = reflection.parts.includes(part) && text !== part.text
  return replace(leader, isShareable ? reworded(after) : after)
}

const rewrite = (reflection: Reflection, texts: Record<string, string>, now: Instant): Reflection => {
  const parts = reflection.parts.map((part): Part => {
    const text = texts[partKey(part)]
    if (text === undefined || text === part.text || text.trim() === '') return part
    return inOtherWords(part, text, now)
  })
  return parts.every((part, i) => part === reflection.parts[i])
    ? reflection
    : reworded({ ...reflection, parts })
}

/** A question that lost its answer: open again while it still can be answered. */
export const reopen = (leader: Leader, id: DeliveryId | undefined, now: Instant): Leader =>
  id
    ? changeDelivery(leader, id, (it) => ({
        ...openAgain(it, now),
        lookBack: it.lookBack && { ...it.lookBack, saw: undefined },
      }))
    : leader

/** The part of a reflection that came as this message. */
export const partTyped = ({ parts, soWhat, nowWhat }: Reflection, ts: SlackTs): Part | undefined =>
  [...parts, soWhat, nowWhat].find((it) => it?.from.is === 'typed' && it.from.ts === ts)

// The same words again are the part that was there: where it came from stays known. A form changes only what stood in it:
// what was said to a small question while it was open is no part of what it puts in other words. It stays beside that, as
// more of the answer, which is where it goes too when the form is saved first.
const amended = (
  part: Part | undefined,
  text: string | undefined,
  stood: string | undefined,
  now: Instant,
): { part?: Part; beside?: Part } => {
  if (text === undefined || text === part?.text) return { part }
  const isUnseen = part !== undefined && partKey(part) !== stood
  if (text.trim() === '') return isUnseen ? { part } : {}
  if (part && !isUnseen) return { part: inOtherWords(part, text, now) }
  return { part: { text, at: now, from: { is: 'modal' } }, beside: part }
}

// An edit like one in Slack, so that an earlier one there, when it comes again, is seen to be earlier.
const inOtherWords = (part: Part, text: string, now: Instant): Part => {
  const { from } = part
  const anew: Part = { ...part, text, lacks: undefined }
  switch (from.is) {
    case 'typed':
      return { ...anew, from: { ...from, edited: tsOfInstant(now), changedHere: true } }
    case 'saved':
      return { ...anew, from: { ...from, changedHere: true } }
    default:
      return anew
  }
}

// Whoever writes while Balcony rests is back, from the moment at which they wrote.
const back = (leader: Leader, at: Instant): Leader =>
  leader.stage.is === 'resting'
    ? { ...leader, stage: { is: 'active', since: later(at, leader.stage.since) } }
    : leader

const byTime = (a: { at: Instant }, b: { at: Instant }): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

const ofItsOwn = (id: ReflectionId, part: Part): Reflection => ({
  id,
  at: part.at,
  late: false,
  parts: [part],
  notAgain: false,
  reuse: 'open',
  about: [],
  shares: {},
})

const addReflection = (leader: Leader, reflection: Reflection): Leader => ({
  ...leader,
  reflections: [...leader.reflections, reflection].toSorted(byTime),
})

const replace = (leader: Leader, reflection: Reflection): Leader => ({
  ...leader,
  reflections: leader.reflections.map((it) => (it.id === reflection.id ? reflection : it)).toSorted(byTime),
})
