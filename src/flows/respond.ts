// The taps by which a leader answers without writing: yes, no, not this week, another question, now please.

import { localDateOf, mondayOf } from '../domain/calendar.ts'
import { accept, decline, mayAskNow } from '../domain/enrolment.ts'
import { askNow as ask, programmesOf } from '../domain/leader.ts'
import type { DeliveryId, Leader, Level } from '../domain/model.ts'
import { skip, swap } from '../domain/reflection.ts'
import { afterChange } from './record-reply.ts'
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

/** *Not this week.* */
export const skipQuestion = (world: World, user: string, delivery: DeliveryId): Promise<Leader | undefined> =>
  respond(world, user, (it) => skip(it, delivery, world.clock.now()))

/** *Another question*, once for each. */
export const swapQuestion = (world: World, user: string, delivery: DeliveryId): Promise<Leader | undefined> =>
  respond(world, user, (it) => swap(it, delivery, contextOf(world)))

/** Whom questions are worded for: the leader's own choice, from the next question on. */
export const chooseLevel = (
  world: World,
  user: string,
  level: Level | undefined,
): Promise<Leader | undefined> =>
  respond(world, user, (it) => ({ ...it, settings: { ...it.settings, level } }))

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
