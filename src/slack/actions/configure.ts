// What admins do with programmes in their Home.
import { localDateOf } from '../../domain/calendar.ts'
import { makeProgramme } from '../../flows/configure-programme.ts'
import { doJobs } from '../../flows/do-jobs.ts'
import { adminIds, adminModalIds } from '../action-ids.ts'
import type { AdminAction, AdminSubmission } from '../admin-guard.ts'
import { open } from '../guard.ts'
import { programmeModal, readProgramme, refusalAt } from '../modals/programme.ts'

export const configureActions: Record<string, AdminAction> = {
  [adminIds.newProgramme]: {
    act: 'programme-create',
    run: async (desk, { trigger }, { zone }) => {
      await open(desk, trigger, programmeModal(localDateOf(desk.world.clock.now(), zone), desk.say))
      return undefined
    },
  },
}

export const configureSubmissions: Record<string, AdminSubmission> = {
  [adminModalIds.programme]: {
    act: 'programme-create',
    run: async ({ world, say }, { values }, admin) => {
      const wish = readProgramme(values, admin.zone, localDateOf(world.clock.now(), admin.zone), say)
      if ('errors' in wish) return wish
      const outcome = await makeProgramme(world, admin.user, wish)
      // Inviting may take longer than Slack waits for an answer.
      return 'refused' in outcome ? { errors: refusalAt(outcome, say) } : { after: () => doJobs(world) }
    },
  },
}
