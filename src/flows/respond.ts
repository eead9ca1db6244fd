// The taps by which a leader answers without writing: yes, no, not this week, another question, now please.

import { addDays, localDateOf } from '../domain/calendar.ts'
import { answerPlan, type Outcome } from '../domain/commitment.ts'
import {
  dontRemind,
  type NoReminder,
  type RemindTime,
  reminderAt,
  remindMe,
  skip,
  swap,
  swapBack,
  takeUp,
} from '../domain/delivery.ts'
import {
  accept,
  decline,
  leave,
  mayAccept,
  mayAskNow,
  mayPauseUntil,
  namedFor,
  pause,
  resume,
  takesPart,
} from '../domain/enrolment.ts'
import { askNow as ask } from '../domain/leader.ts'
import type { Letter } from '../domain/letter.ts'
import { leaveAlone, leaveAloneNoMore, lookedBack } from '../domain/look-back.ts'
import type { DeliveryId, Instant, Leader, LocalDate, OwnTime, ReflectionId } from '../domain/model.ts'
import { enoughAsked } from '../domain/reflection.ts'
import { programmesOf, slotOfToday } from '../domain/schedule.ts'
import { afterChange, showQuestion } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { restOffer } from './compose-letter.ts'
import { showStage } from './show-stage.ts'
import { contextOf, leaderOf, type World } from './world.ts'

/**
 * Accepts; the invitation turns into a welcome. `no-longer` where they are not among the people of anything that they
 * were invited to: it works again if they are put back.
 */
export const acceptInvitation = async (
  world: World,
  user: string,
): Promise<Leader | 'no-longer' | undefined> => {
  const leader = await respond(world, user, (it) => {
    const context = contextOf(world)
    return mayAccept(it, context)
      ? accept({ ...it, programmes: namedFor(it, context) }, world.clock.now())
      : it
  })
  return leader?.stage.is === 'invited' || leader?.stage.is === 'declined' ? 'no-longer' : leader
}

/** Declines; the invitation says so, and nothing more is sent. */
export const declineInvitation = (world: World, user: string): Promise<Leader | undefined> =>
  respond(world, user, (it) => decline(it, world.clock.now()))

/** Asks this week's question at once, for someone who has just started; `nothing-to-ask` before the programme has. */
export const askNow = async (world: World, user: string): Promise<Leader | 'nothing-to-ask' | undefined> => {
  let isAsked = false
  const leader = await respond(world, user, (it) => {
    const context = contextOf(world)
    const now = world.clock.now()
    const today = localDateOf(now, it.settings.zone)
    const [programme] = programmesOf(it, context)
    if (!programme || !mayAskNow(it, context) || programme.startsOn > today) return it
    const asked = ask(it, programme, slotOfToday(it, programme, today), now, context, 'wished')
    isAsked = asked !== it
    return asked
  })
  if (!leader || isAsked) return leader
  // The button was older than that.
  await showStage(world, leader)
  return 'nothing-to-ask'
}

/** *Not this week*; undefined where the question is no longer open. */
export const skipQuestion = (world: World, user: string, delivery: DeliveryId): Promise<Leader | undefined> =>
  respondTo(world, user, delivery, (it) => skip(it, delivery, world.clock.now()))

/** *Another question*, once for each; undefined where it is no longer to be had. */
export const swapQuestion = (world: World, user: string, delivery: DeliveryId): Promise<Leader | undefined> =>
  respondTo(world, user, delivery, (it) => swap(it, delivery, contextOf(world)))

/** The first question again, after another one. */
export const swapQuestionBack = (
  world: World,
  user: string,
  delivery: DeliveryId,
): Promise<Leader | undefined> =>
  respondTo(world, user, delivery, (it) => swapBack(it, delivery, contextOf(world)))

/** Not left for this week after all; nor are the words that it looks back on left alone. */
export const takeUpQuestion = (
  world: World,
  user: string,
  delivery: DeliveryId,
): Promise<Leader | undefined> =>
  respondTo(world, user, delivery, (it) => {
    const question = it.deliveries.find(({ id }) => id === delivery)
    const taken = takeUp(it, delivery, world.clock.now())
    return question?.lookBack && question.state.is === 'skipped'
      ? leaveAloneNoMore(taken, question.lookBack.reflection)
      : taken
  })

/**
 * *Remind me*, at a time that they chose, or why that is not to be had; undefined where the question is no longer open,
 * or they have left.
 */
export const remindOfQuestion = async (
  world: World,
  user: string,
  delivery: DeliveryId,
  when: RemindTime,
): Promise<Leader | NoReminder | undefined> => {
  let whyNot: NoReminder | undefined
  const leader = await respondTo(world, user, delivery, (it) => {
    const question = it.deliveries.find(({ id, state }) => id === delivery && state.is === 'open')
    if (!question || !takesPart(it)) return it
    const chosen = reminderAt(it, question, when, world.clock.now(), contextOf(world))
    if ('at' in chosen) return remindMe(it, delivery, chosen.at)
    whyNot = chosen.whyNot
    return it
  })
  return leader ?? whyNot
}

/** *Remind me* at a moment of their own; or why that is not to be had. */
export const remindOfQuestionAt = async (
  world: World,
  user: string,
  delivery: DeliveryId,
  at: Instant,
): Promise<Leader | 'closes-before' | 'passed' | undefined> => {
  let whyNot: 'closes-before' | 'passed' | undefined
  const leader = await respondTo(world, user, delivery, (it) => {
    const question = it.deliveries.find(({ id, state }) => id === delivery && state.is === 'open')
    if (!question || !takesPart(it)) return it
    whyNot = at <= world.clock.now() ? 'passed' : at >= question.closesAt ? 'closes-before' : undefined
    return whyNot ? it : remindMe(it, delivery, at)
  })
  return leader ?? whyNot
}

/** Not at that time after all. */
export const dropReminder = (world: World, user: string, delivery: DeliveryId): Promise<Leader | undefined> =>
  respondTo(world, user, delivery, (it) => dontRemind(it, delivery, world.clock.now()))

/** No questions for some weeks, chosen at a question, which says so. */
export const pauseAtQuestion = (world: World, user: string, weeks: number): Promise<Leader | undefined> =>
  respond(world, user, (it) => pausedFor(world, it, weeks))

/** No questions until a day that they chose; undefined where that is not a day to pause until. */
export const pauseUntil = async (
  world: World,
  user: string,
  until: LocalDate,
): Promise<Leader | undefined> => {
  const leader = await respond(world, user, (it) =>
    mayPauseUntil(it, until, world.clock.now()) ? pause(it, until, world.clock.now()) : it,
  )
  return leader?.stage.is === 'paused' && leader.stage.until === until ? leader : undefined
}

/** A pause ends now. */
export const endPause = (world: World, user: string): Promise<Leader | undefined> =>
  respond(world, user, (it) => resume(it, world.clock.now()))

/** *Same*: the look-back is answered. */
export const sawTheSame = (world: World, user: string, delivery: DeliveryId): Promise<Leader | undefined> =>
  respond(world, user, (it) => lookedBack(it, delivery, 'same', world.clock.now()))

/** "Don't show this again", of the words that a question looks back on. */
export const leaveWordsAlone = (
  world: World,
  user: string,
  delivery: DeliveryId,
): Promise<Leader | undefined> =>
  respond(world, user, (it) => {
    const reflection = it.deliveries.find(({ id }) => id === delivery)?.lookBack?.reflection
    return reflection ? leaveAlone(skip(it, delivery, world.clock.now()), reflection) : it
  })

/** How a plan went. */
export const sayHowItWent = (
  world: World,
  user: string,
  reflection: ReflectionId,
  outcome: Outcome,
  helped?: string,
): Promise<Leader | undefined> =>
  respond(world, user, (it) => answerPlan(it, reflection, outcome, world.clock.now(), helped))

/** *Done*: no more small questions about a reply that was typed. */
export const enough = (world: World, user: string, id: ReflectionId): Promise<Leader | undefined> =>
  respond(world, user, (it) => enoughAsked(it, id))

/** Asked again as often as before, after a rest, a pause, or having left. What an offer then says. */
export const startAgain = (world: World, user: string): Promise<Letter | undefined> =>
  offer(world, user, (it) => resume(it, world.clock.now()))

/** Asked again, every week or every other week. What the offer then says. */
export const carryOn = (world: World, user: string, everyWeeks: 1 | 2): Promise<Letter | undefined> =>
  offer(world, user, (it) => {
    const back = resume(it, world.clock.now())
    return { ...back, settings: { ...back.settings, everyWeeks } }
  })

/** No questions for some weeks. What the offer then says. */
export const pauseFor = (world: World, user: string, weeks: number): Promise<Letter | undefined> =>
  offer(world, user, (it) => pausedFor(world, it, weeks))

const pausedFor = (world: World, leader: Leader, weeks: number): Leader => {
  const now = world.clock.now()
  return pause(leader, addDays(localDateOf(now, leader.settings.zone), 7 * weeks), now)
}

/** Nothing more is sent. What the offer then says. */
export const leaveBalcony = (world: World, user: string): Promise<Letter | undefined> =>
  offer(world, user, (it) => leave(it, world.clock.now()))

/**
 * Another day or hour, or hour alone, from the next question on: a rest ends with it, and a pause does not. What the
 * offer then says; undefined where they take no part, which a form that was open meanwhile does not change.
 */
export const askAt = async (world: World, user: string, at: OwnTime): Promise<Letter | undefined> => {
  const leader = await respond(world, user, (it) => {
    if (!takesPart(it)) return it
    const here = it.stage.is === 'resting' ? resume(it, world.clock.now()) : it
    return { ...here, settings: { ...here.settings, at: { ...here.settings.at, ...at } } }
  })
  return leader && takesPart(leader) ? restOffer(leader, false, contextOf(world)) : undefined
}

/** Whether messages may carry the leader's own words. */
export const showWords = (
  world: World,
  user: string,
  words: Leader['settings']['words'],
): Promise<Leader | undefined> =>
  respond(world, user, (it) => ({ ...it, settings: { ...it.settings, words } }))

const offer = async (
  world: World,
  user: string,
  change: (it: Leader) => Leader,
): Promise<Letter | undefined> => {
  const leader = await respond(world, user, change)
  return leader && restOffer(leader, false, contextOf(world))
}

// A button may be older than what became of its question: then it does nothing but show how that stands.
const respondTo = async (
  world: World,
  user: string,
  id: DeliveryId,
  change: (it: Leader) => Leader,
): Promise<Leader | undefined> => {
  const questionIn = ({ deliveries }: Leader) => deliveries.find((it) => it.id === id)
  let isChanged = false
  const leader = await respond(world, user, (it) => {
    const after = change(it)
    isChanged = questionIn(after) !== questionIn(it)
    return after
  })
  if (isChanged || !leader) return leader
  const question = questionIn(leader)
  if (question) await showQuestion(world, leader, question)
  return undefined
}

const respond = async (
  world: World,
  user: string,
  change: (it: Leader) => Leader,
): Promise<Leader | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const { before, after } = await changeWords(world, leader.id, change)
  await afterChange(world, before, after)
  if (after.stage.is !== before.stage.is || after.deliveries.length !== before.deliveries.length) {
    await showStage(world, after)
  }
  return after
}
