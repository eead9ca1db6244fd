// "Did it appear?" Where we may not read a channel's history, an admin says whether a digest arrived.
import { plus } from '../domain/calendar.ts'
import type { PartnershipId, UserId } from '../domain/model.ts'
import { release } from '../domain/outbox.ts'
import { type Actor, mayConfigure } from '../domain/permissions.ts'
import { changeWorkspace } from './change-workspace.ts'
import { sendToPartnership } from './send.ts'
import type { World } from './world.ts'

/** Yes: it is left alone. No: it is posted. Returns false where the person may not say. */
export const settleDoubt = async (
  world: World,
  actor: Actor & { user: UserId },
  partnership: PartnershipId,
  key: string,
  appeared: boolean,
): Promise<boolean> => {
  if (!mayConfigure(actor)) return false
  const now = world.clock.now()
  await world.partnerships.update(partnership, (it) => {
    const isInDoubt = it.outbox.some((intent) => intent.key === key && intent.state.is === 'uncertain')
    if (!isInDoubt) return it
    const waiting = release(it, key, now)
    return {
      ...waiting,
      outbox: waiting.outbox.map((intent) =>
        intent.key !== key
          ? intent
          : appeared
            ? { ...intent, state: { is: 'dropped' as const, at: now } }
            : { ...intent, expiresAt: plus(now, { hours: 24 }) },
      ),
    }
  })
  await changeWorkspace(world, (it) => ({
    ...it,
    audit: [
      ...it.audit,
      { at: now, by: actor.user, act: appeared ? 'digest-appeared' : 'digest-post-again', on: key },
    ],
  }))
  await sendToPartnership(world, partnership)
  return true
}
