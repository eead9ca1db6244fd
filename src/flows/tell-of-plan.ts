// How a plan went, in someone's own words: looked at before they are kept, as they carry no mark of their own.
import type { Outcome } from '../domain/commitment.ts'
import type { ReflectionId } from '../domain/model.ts'
import { type LookedAt, lookAt } from './mind.ts'
import { sayHowItWent } from './respond.ts'
import { leaderOf, type World } from './world.ts'

/** Undefined where the plan is not theirs or has gone; with `stop` nothing is kept yet. */
export const tellOfPlan = async (
  world: World,
  user: string,
  reflection: ReflectionId,
  { outcome, helped, checked }: { outcome: Outcome; helped: string; checked: boolean },
): Promise<LookedAt | undefined> => {
  const leader = await leaderOf(world, user)
  const plan = leader?.commitments.find((it) => it.reflection === reflection)
  if (!leader || !plan) return undefined
  const looked: LookedAt =
    helped === plan.state.helped ? { help: [] } : lookAt(world, leader, helped, checked)
  if (!looked.stop) await sayHowItWent(world, user, reflection, outcome, helped)
  return looked
}
