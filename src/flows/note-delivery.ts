// What Slack said of a message, as far as an admin should know: why it took none, and whom no invitation reaches.
import { type DeliveryHealth, reached, troubled } from '../domain/delivery-health.ts'
import type { UserId } from '../domain/model.ts'
import { changeWorkspace } from './change-workspace.ts'
import type { World } from './world.ts'

/** Slack took no message, for this reason. */
export const noteTrouble = (world: World, reason: string): Promise<void> =>
  note(world, (it) => troubled(it, reason, world.clock.now()))

/** Someone can be reached, or, for this reason, cannot. */
export const noteReached = (world: World, user: UserId, reason?: string): Promise<void> =>
  note(world, (it) => reached(it, user, reason, world.clock.now()))

const note = async (world: World, change: (it: DeliveryHealth) => DeliveryHealth): Promise<void> => {
  if (change(world.workspace.current.delivery) === world.workspace.current.delivery) return
  await changeWorkspace(world, (it) => {
    const delivery = change(it.delivery)
    return delivery === it.delivery ? it : { ...it, delivery }
  })
}
