// The one door to an admin's acts. Each listener names its act, and is only reached by someone who may: who that is,
// Slack is asked each time. A button that was forged, or kept from better days, is refused kindly, and noted.
import type { PartnershipId } from '../domain/model.ts'
import { type Act, type Actor, may } from '../domain/permissions.ts'
import { identify } from '../flows/identify.ts'
import { noteRefusal } from '../flows/note-refusal.ts'
import type { Profile } from '../ports.ts'
import { troubleModal } from './guard.ts'
import type { Action, Submission } from './register.ts'

/** Someone who may do what they are about to do. */
export type Admin = Actor & Pick<Profile, 'zone'>

/** `on` finds the partnership that it is about, for acts on one. */
export type AdminAction = {
  act: Act
  on?: (pressed: Parameters<Action>[1]) => PartnershipId | undefined
  run: (...given: [...Parameters<Action>, Admin]) => ReturnType<Action>
}
export type AdminSubmission = {
  act: Act
  on?: (submitted: Parameters<Submission>[1]) => PartnershipId | undefined
  run: (...given: [...Parameters<Submission>, Admin]) => ReturnType<Submission>
}

/** Listeners that only those reach who may. */
export const guardedActions = (all: Record<string, AdminAction>): Record<string, Action> =>
  Object.fromEntries(
    Object.entries(all).map(([id, { act, on, run }]): [string, Action] => [
      id,
      async (desk, pressed) => {
        const admin = await allowed(desk.world, pressed.user, act, () => on?.(pressed))
        return admin ? run(desk, pressed, admin) : { refuse: desk.say.admin.notAllowed }
      },
    ]),
  )

/** Forms that only those submit who may. What someone else filled in stays on their screen. */
export const guardedSubmissions = (all: Record<string, AdminSubmission>): Record<string, Submission> =>
  Object.fromEntries(
    Object.entries(all).map(([id, { act, on, run }]): [string, Submission] => [
      id,
      async (desk, submitted) => {
        const admin = await allowed(desk.world, submitted.user, act, () => on?.(submitted))
        if (admin) return run(desk, submitted, admin)
        const words = desk.say.admin.notAllowed
        const [first] = Object.keys(submitted.values)
        return first ? { errors: { [first]: words } } : { instead: troubleModal(words, desk.say) }
      },
    ]),
  )

type World = Parameters<typeof identify>[0]

const allowed = async (
  world: World,
  user: string,
  act: Act,
  on: () => PartnershipId | undefined,
): Promise<Admin | undefined> => {
  const { actor, profile } = await identify(world, user)
  if (may(actor, act, partnershipOr(on))) return { ...actor, zone: profile.zone }
  await noteRefusal(world, actor.user, act)
  return undefined
}

// What was forged may name nothing that can be read.
const partnershipOr = (on: () => PartnershipId | undefined): PartnershipId | undefined => {
  try {
    return on()
  } catch {
    return undefined
  }
}
