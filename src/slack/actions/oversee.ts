// What admins look after beside programmes and partnerships: who is one of them, and the log of what they did.
import { pageOfAudit } from '../../domain/audit.ts'
import { appoint } from '../../flows/appoint.ts'
import { readDelivery } from '../../flows/read-delivery.ts'
import { adminIds, adminModalIds } from '../action-ids.ts'
import type { AdminAction, AdminSubmission } from '../admin-guard.ts'
import { open, replace } from '../guard.ts'
import { adminsModal, readAdmins } from '../modals/admins.ts'
import { auditModal, readAuditWish, wholeAudit } from '../modals/audit.ts'
import { deliveryModal } from '../modals/delivery.ts'
import type { Submitted } from '../register.ts'

const turningAudit = (turn: number): AdminAction => ({
  act: 'audit-view',
  run: async (desk, { view }) => {
    if (!view) return 'too-old'
    const wish = readAuditWish(view.about, view.values, turn)
    const found = pageOfAudit(desk.world.workspace.current.audit, wish)
    await replace(desk, view, auditModal(found, wish, desk.say))
    return undefined
  },
})

export const overseeActions: Record<string, AdminAction> = {
  [adminIds.openAudit]: {
    act: 'audit-view',
    run: async (desk, { trigger }) => {
      const found = pageOfAudit(desk.world.workspace.current.audit, wholeAudit)
      await open(desk, trigger, auditModal(found, wholeAudit, desk.say))
      return undefined
    },
  },
  [adminIds.filterAudit]: turningAudit(0),
  [adminIds.newerAudit]: turningAudit(-1),
  [adminIds.olderAudit]: turningAudit(1),
  [adminIds.openDelivery]: {
    act: 'delivery-view',
    run: async (desk, { trigger }) => {
      await open(desk, trigger, deliveryModal(readDelivery(desk.world), desk.say))
      return undefined
    },
  },
  [adminIds.openAdmins]: {
    act: 'appoint',
    run: async (desk, { trigger }) => {
      const { workspace, namedAdmins } = desk.world
      const appointed = workspace.current.appointed.map(({ user }) => user)
      await open(desk, trigger, adminsModal({ appointed, named: namedAdmins }, desk.say))
      return undefined
    },
  },
}

export const overseeSubmissions: Record<string, AdminSubmission> = {
  [adminModalIds.admins]: {
    act: 'appoint',
    run: async ({ world, say }, { about, values }, admin) => {
      const outcome = await appoint(world, admin.user, readAdmins(about, values))
      const done: Submitted = outcome ? { errors: { admins: say.adminAdmins.noPerson } } : {}
      return done
    },
  },
}
