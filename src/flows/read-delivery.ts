// How delivery goes, for an admin's window and the operator's metrics. It reads the workspace's document alone. `figures`
// is numbers and bands only; accounts are named to admins alone.
import { current, type HealthWeek, type Trouble, type Unreachable } from '../domain/delivery-health.ts'
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
export type Delivery = Omit<DeliveryFigures, 'unreachable'> & { unreachable: readonly Unreachable[] }

export const readDelivery = (world: Pick<World, 'workspace' | 'clock'>): Delivery => ({
  ...readDeliveryFigures(world),
  unreachable: world.workspace.current.delivery.unreachable,
})
