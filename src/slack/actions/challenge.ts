// The live challenge, opened from Home.
import { changeChallenge, readChallenge } from '../../flows/change-challenge.ts'
import { ids, modalIds } from '../action-ids.ts'
import { open } from '../guard.ts'
import { challengeModal, readChallengeForm } from '../modals/challenge.ts'
import type { Action, Submission } from '../register.ts'

export const challengeActions: Record<string, Action> = {
  [ids.openChallenge]: async (desk, { user, trigger }) => {
    const form = await readChallenge(desk.world, user)
    if (!form) return 'too-old'
    await open(desk, trigger, challengeModal(form, desk.say))
    return undefined
  },
}

export const challengeSubmissions: Record<string, Submission> = {
  [modalIds.challenge]: async ({ world, say }, { user, about, values, shown }) => {
    const { namedAt, said } = readChallengeForm(values, shown, about)
    return (await changeChallenge(world, user, namedAt, said)) ?? { errors: { name: say.challenge.another } }
  },
}
