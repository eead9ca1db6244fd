// "Did it appear?" Where we may not read a channel's history, an admin says whether a digest or an introduction arrived.
import { noted } from '../domain/audit.ts'
import { plus } from '../domain/calendar.ts'
import type { PartnershipId, UserId } from '../domain/model.ts'
import { release } from '../domain/outbox.ts'
import { withDoubt } from '../domain/partnership.ts'
import { changeWorkspace } from './change-workspace.ts'
import { sendToPartnership } from './send.ts'
import type { World } from './world.ts'

/** Yes: it is left alone. No: it is posted. Where that was settled already, nothing is done, and nothing noted. */
export const settleDoubt = async (
  world: World,
  by: UserId,
  partnership: PartnershipId,
  key: string,
  appeared: boolean,
): Promise<void> => {
  const now = world.clock.now()
  let isSettled = false
  await world.partnerships.update(partnership, (it) => {
    const isInDoubt = it.outbox.some((intent) => intent.key === key && intent.state.is === 'uncertain')
    if (!isInDoubt) return it
    isSettled = true
    const waiting = release(withDoubt(it, key), key, now)
    return {
      ...waiting,
      outbox: waiting.outbox.map((intent) =>
        intent.key !== key
          ? intent
          : appeared
            ? { ...intent, state: { is: 'dropped' as const, at: now } }
            : { ...intent, expiresAt: plus(now, { hours: 24 }), isMissing: true as const },
      ),
    }
  })
  if (!isSettled) return
  const name = world.workspace.current.partnerships.find(({ id }) => id === partnership)?.name
  const act = appeared ? 'digest-appeared' : 'digest-post-again'
  await changeWorkspace(world, (it) => ({
    ...it,
    audit: noted(it.audit, { at: now, by, act, on: partnership, name }),
  }))
  await sendToPartnership(world, partnership)
}
