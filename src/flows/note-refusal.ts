// Somebody tried what they may not do: who and which act is noted, and nothing of what they sent.
import { notedRefusal } from '../domain/audit.ts'
import type { UserId } from '../domain/model.ts'
import type { Act } from '../domain/permissions.ts'
import { changeWorkspace } from './change-workspace.ts'
import type { World } from './world.ts'

export const noteRefusal = async (world: World, by: UserId, act: Act): Promise<void> => {
  const at = world.clock.now()
  await changeWorkspace(world, (it) => {
    const audit = notedRefusal(it.audit, { at, by, act })
    return audit === it.audit ? it : { ...it, audit: [...audit] }
  })
}
