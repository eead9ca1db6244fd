// What admins do in their Home. Who acts is asked of Slack each time: a forged press is refused.
import { localDateOf } from '../../domain/calendar.ts'
import { PartnershipId, UserId } from '../../domain/model.ts'
import { mayConfigure } from '../../domain/permissions.ts'
import { makeProgramme } from '../../flows/configure-programme.ts'
import { doJobs } from '../../flows/do-jobs.ts'
import { settleDoubt } from '../../flows/settle-doubt.ts'
import type { World } from '../../flows/world.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open } from '../guard.ts'
import { programmeModal, readProgramme, refusalAt } from '../modals/programme.ts'
import type { Action, Pressed, Submission } from '../register.ts'

export const configureActions: Record<string, Action> = {
  [ids.newProgramme]: async (desk, { user, trigger }) => {
    const { actor, zone } = await actorOf(desk.world, user)
    if (!mayConfigure(actor)) return { refuse: desk.say.admin.notAllowed }
    await open(desk, trigger, programmeModal(localDateOf(desk.world.clock.now(), zone), desk.say))
    return undefined
  },
  [ids.digestAppeared]: (desk, pressed) => settle(desk, pressed, true),
  [ids.digestPostAgain]: (desk, pressed) => settle(desk, pressed, false),
}

export const configureSubmissions: Record<string, Submission> = {
  [modalIds.programme]: async ({ world, say }, { user, values }) => {
    const { actor, zone } = await actorOf(world, user)
    const wish = readProgramme(values, zone, localDateOf(world.clock.now(), zone), say)
    if ('errors' in wish) return wish
    const outcome = await makeProgramme(world, actor, wish)
    // Inviting may take longer than Slack waits for an answer.
    return 'refused' in outcome ? { errors: refusalAt(outcome, say) } : { after: () => doJobs(world) }
  },
}

const settle = async ({ world, say }: Desk, { user, value }: Pressed, appeared: boolean) => {
  const { actor } = await actorOf(world, user)
  const { partnership, key } = JSON.parse(value)
  const done = await settleDoubt(world, actor, PartnershipId.parse(partnership), String(key), appeared)
  return done ? undefined : { refuse: say.admin.notAllowed }
}

const actorOf = async (world: World, user: string) => {
  const profile = await world.directory.profile(UserId.parse(user))
  const actor = {
    user: profile.user,
    isWorkspaceAdmin: profile.isAdmin,
    isNamedAdmin: world.namedAdmins.includes(user),
  }
  return { actor, zone: profile.zone }
}
