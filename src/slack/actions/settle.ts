// "Did it appear?", answered by an admin or by whoever looks after that partnership.
import { PartnershipId } from '../../domain/model.ts'
import { settleDoubt } from '../../flows/settle-doubt.ts'
import { adminIds } from '../action-ids.ts'
import type { AdminAction } from '../admin-guard.ts'

const settling = (appeared: boolean): AdminAction => ({
  act: 'settle-doubt',
  on: ({ value }) => doubtIn(value).partnership,
  run: async ({ world }, { value }, admin) => {
    const { partnership, key } = doubtIn(value)
    await settleDoubt(world, admin.user, partnership, key, appeared)
    return undefined
  },
})

const doubtIn = (value: string): { partnership: PartnershipId; key: string } => {
  const { partnership, key } = JSON.parse(value)
  return { partnership: PartnershipId.parse(partnership), key: String(key) }
}

export const settleActions: Record<string, AdminAction> = {
  [adminIds.digestAppeared]: settling(true),
  [adminIds.digestPostAgain]: settling(false),
}
