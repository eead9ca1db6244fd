// At the first start after a restore: what people took back after the backup was put in place, and before Balcony ran on
// it, is taken back in the restored documents too. The ledger may have been another process's until now.
import { isForgotten } from '../domain/erasure.ts'
import type { Instant, Leader } from '../domain/model.ts'
import { type TakenBack, takenBack, workspaceAgain } from '../domain/restored.ts'
import { type Noted, withdrawAgain } from '../domain/withdrawal.ts'
import type { Partnership } from '../domain/workspace.ts'
import type { World } from './world.ts'

type Kept = Pick<World, 'leaders' | 'partnerships' | 'workspaces' | 'workspace'>

export const takeBackAgain = async (
  { leaders, partnerships, workspaces, workspace }: Kept,
  withdrawn: Noted,
  now: Instant,
): Promise<void> => {
  const back: TakenBack[] = []
  const forgotten: Leader['id'][] = []
  const known = new Set<string>()
  for (const id of await leaders.ids()) {
    const before = await leaders.get(id)
    if (!before) continue
    known.add(before.slack.user)
    const after = withdrawAgain(before, withdrawn, now)
    if (JSON.stringify(after) === JSON.stringify(before)) continue
    back.push(...takenBack(before, after))
    if (isForgotten(after)) forgotten.push(id)
    await leaders.update(id, () => after)
  }
  const editions: Partnership[] = []
  for (const id of await partnerships.ids()) {
    const partnership = await partnerships.get(id)
    if (partnership) editions.push(partnership)
  }
  const again = { partnerships: editions, back, forgotten, known, withdrawn }
  workspace.current = await workspaces.update(workspace.current.id, (it) => {
    const after = workspaceAgain(it, again)
    return JSON.stringify(after) === JSON.stringify(it) ? it : after
  })
}
