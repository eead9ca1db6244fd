// How delivery goes, for an admin's window and the operator's metrics. It reads the workspace's document alone. `figures`
// is numbers and bands only; accounts are named to admins alone.
import { current, type HealthWeek, type Trouble, type Unreachable } from '../domain/delivery-health.ts'
import type { LocalDate } from '../domain/model.ts'
import { nextQuestion } from './read-programmes.ts'
import type { World } from './world.ts'

export type DeliveryFigures = {
  /** What Slack would not take in the last fortnight, newest last. */
  troubles: Trouble[]
  /** How many accounts cannot be reached. */
  unreachable: number
  /** Weeks that are over, oldest first. */
  weeks: readonly HealthWeek[]
}

export const readDeliveryFigures = ({
  workspace,
  clock,
}: Pick<World, 'workspace' | 'clock'>): DeliveryFigures => {
  const { delivery } = workspace.current
  return {
    troubles: current(delivery, clock.now()),
    unreachable: delivery.unreachable.length,
    weeks: delivery.weeks,
  }
}

/** The same for an admin, with the accounts that cannot be reached. */
export type Delivery = Omit<DeliveryFigures, 'unreachable'> & {
  unreachable: readonly Unreachable[]
  /** The day on which a programme's questions come next, by its own days. */
  due?: LocalDate | undefined
}

export const readDelivery = (world: Pick<World, 'workspace' | 'clock' | 'bank'>): Delivery => ({
  due: world.workspace.current.programmes.flatMap((it) => nextQuestion(it, world) ?? []).toSorted()[0],
  ...readDeliveryFigures(world),
  unreachable: world.workspace.current.delivery.unreachable,
})
