// An admin makes others admins here, or takes it back. What Slack and the operator give stays whatever is done here.
import { type AuditEntry, noted } from '../domain/audit.ts'
import type { UserId } from '../domain/model.ts'
import { changeWorkspace } from './change-workspace.ts'
import type { World } from './world.ts'

/**
 * Leaves as admins who is wished for. `shown` is who stood in the form when it was opened: only what was changed in it is
 * changed, so that two admins at once undo nothing of one another. Accounts that are no person's, or closed, are refused.
 */
export const appoint = async (
  world: World,
  by: UserId,
  { shown, wished }: { shown: readonly UserId[]; wished: readonly UserId[] },
): Promise<{ refused: UserId[] } | undefined> => {
  const added = wished.filter((it) => !shown.includes(it))
  const withdrawn = shown.filter((it) => !wished.includes(it))
  const profiles = await Promise.all(added.map((it) => world.directory.profile(it)))
  const refused = profiles.filter((it) => !it.isPerson || !it.isActive).map(({ user }) => user)
  if (refused.length > 0) return { refused }
  const at = world.clock.now()
  await changeWorkspace(world, (it) => {
    const isAdmin = (user: UserId) => it.appointed.some((one) => one.user === user)
    const [joined, gone] = [added.filter((user) => !isAdmin(user)), withdrawn.filter(isAdmin)]
    if (joined.length + gone.length === 0) return it
    const entries: AuditEntry[] = [
      ...joined.map((on) => ({ at, by, act: 'appoint', on })),
      ...gone.map((on) => ({ at, by, act: 'withdraw', on })),
    ]
    return {
      ...it,
      appointed: [
        ...it.appointed.filter(({ user }) => !gone.includes(user)),
        ...joined.map((user) => ({ user, by, at })),
      ],
      audit: entries.reduce(noted, it.audit),
    }
  })
  return undefined
}
