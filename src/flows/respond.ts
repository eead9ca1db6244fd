// The taps by which a leader answers without writing: yes, no, not this week, another question, now please.

import { localDateOf, mondayOf } from '../domain/calendar.ts'
import { accept, decline, mayAskNow } from '../domain/enrolment.ts'
import { askNow as ask, programmesOf } from '../domain/leader.ts'
import type { DeliveryId, Leader, Level } from '../domain/model.ts'
import { skip, swap } from '../domain/reflection.ts'
import { afterChange, showQuestion } from './record-reply.ts'
import { showStage } from './show-stage.ts'
import { contextOf, leaderOf, type World } from './world.ts'

/** Accepts; the invitation turns into a welcome. */
export const acceptInvitation = (world: World, user: string): Promise<Leader | undefined> =>
  respond(world, user, (it) => accept(it, world.clock.now()))

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
    const asked = ask(it, programme, mondayOf(today), now, context)
    isAsked = asked !== it
    return asked
  })
  return leader && !isAsked ? 'nothing-to-ask' : leader
}

/** *Not this week*; undefined where the question is no longer open. */
export const skipQuestion = (world: World, user: string, delivery: DeliveryId): Promise<Leader | undefined> =>
  respondTo(world, user, delivery, (it) => skip(it, delivery, world.clock.now()))

/** *Another question*, once for each; undefined where it is no longer to be had. */
export const swapQuestion = (world: World, user: string, delivery: DeliveryId): Promise<Leader | undefined> =>
  respondTo(world, user, delivery, (it) => swap(it, delivery, contextOf(world)))

/** Whom questions are worded for: the leader's own choice, from the next question on. */
export const chooseLevel = (
  world: World,
  user: string,
  level: Level | undefined,
): Promise<Leader | undefined> =>
  respond(world, user, (it) => ({ ...it, settings: { ...it.settings, level } }))

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
  const before = await leaderOf(world, user)
  if (!before) return undefined
  const after = await world.leaders.update(before.id, change)
  await afterChange(world, before, after)
  if (after.stage.is !== before.stage.is || after.deliveries.length !== before.deliveries.length) {
    await showStage(world, after)
  }
  return after
}
