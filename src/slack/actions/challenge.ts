// A leader's challenges, opened from Home; and a name that waits to be looked at.
import { Instant } from '../../domain/model.ts'
import {
  changeChallenge,
  deleteChallenge,
  nameChallenge,
  readChallenge,
} from '../../flows/change-challenge.ts'
import { ids, modalIds } from '../action-ids.ts'
import { open, push, replace } from '../guard.ts'
import { cautionModal, helpModal } from '../modals/caution.ts'
import { challengeModal, nameModal, readChallengeForm, readName } from '../modals/challenge.ts'
import { doneModal } from '../modals/own-data.ts'
import type { Action, Submission } from '../register.ts'

export const challengeActions: Record<string, Action> = {
  [ids.openChallenge]: async (desk, { user, trigger, view }) => {
    const form = await readChallenge(desk.world, user)
    if (!form) return 'too-old'
    await (view ? push : open)(desk, trigger, challengeModal(form, desk.say))
    return undefined
  },
  [ids.deleteChallenge]: async (desk, { user, value, view }) => {
    const { erasing } = desk.say
    const deleted = await deleteChallenge(desk.world, user, Instant.parse(value))
    if (!deleted) return 'too-old'
    if (view) await replace(desk, view, doneModal(erasing.replyGone, erasing.title, desk.say))
    await deleted.after()
    return undefined
  },
}

export const challengeSubmissions: Record<string, Submission> = {
  [modalIds.challenge]: async ({ world, say }, { user, about, values }) => {
    const { namedAt, said } = readChallengeForm(values, about)
    const changed = await changeChallenge(world, user, namedAt, said)
    if (!changed) return { errors: { name: say.challenge.another } }
    if ('after' in changed) {
      const { help, after } = changed
      return { ...(help.length > 0 && { instead: helpModal(help, say) }), after }
    }
    const form = await readChallenge(world, user)
    return form?.live
      ? { instead: challengeModal(form, say, { said, ...changed }) }
      : { errors: { name: say.challenge.another } }
  },
  [modalIds.nameChallenge]: async ({ world, say }, { user, about, values }) => {
    const { reflection, said } = readName(values, about)
    if (!said.name) return { errors: { name: say.challenge.nameless } }
    const named = await nameChallenge(world, user, reflection, said)
    if (!named) return { errors: { name: say.reply.gone } }
    if ('stop' in named) return { instead: nameModal({ reflection, ...said }, say, named) }
    const { caution, help, after } = named
    const isCautioned = caution && !caution.confirmed
    return {
      ...(isCautioned
        ? { instead: cautionModal(caution, say) }
        : help.length > 0 && { instead: helpModal(help, say) }),
      after,
    }
  },
}
