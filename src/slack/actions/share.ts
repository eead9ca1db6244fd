// Taking part in a partnership's digest, and saying yes or no at a preview.
import { PartnershipId } from '../../domain/model.ts'
import { readConsent, readPreview } from '../../flows/read-forms.ts'
import { answerPreview, takePart } from '../../flows/share.ts'
import { ids, modalIds } from '../action-ids.ts'
import { open } from '../guard.ts'
import { previewModal, readDecisions } from '../modals/preview.ts'
import { takePartModal } from '../modals/take-part.ts'
import type { Action, Submission } from '../register.ts'

export const shareActions: Record<string, Action> = {
  [ids.takePart]: async (desk, { trigger, value }) => {
    const consent = await readConsent(desk.world, PartnershipId.parse(value))
    if (!consent) return { refuse: desk.say.takePart.outOfReach }
    await open(desk, trigger, takePartModal(consent, desk.say))
    return undefined
  },
  [ids.stopTakingPart]: async ({ world }, { user, value }) =>
    (await takePart(world, user, PartnershipId.parse(value), false)) ? undefined : 'too-old',
  [ids.openPreview]: async (desk, { user, trigger, value }) => {
    const preview = await readPreview(desk.world, user, PartnershipId.parse(value))
    if (!preview) return { refuse: desk.say.takePart.outOfReach }
    await open(desk, trigger, previewModal(preview, desk.say))
    return undefined
  },
}

export const shareSubmissions: Record<string, Submission> = {
  [modalIds.takePart]: async ({ world }, { user, about }) => {
    await takePart(world, user, partnershipIn(about), true)
    return {}
  },
  [modalIds.preview]: async ({ world, say }, { user, about, values }) => {
    const decisions = readDecisions(values, about, say)
    if ('errors' in decisions) return decisions
    const decided = await answerPreview(world, user, partnershipIn(about), decisions)
    if (typeof decided === 'object') {
      const preview = await readPreview(world, user, partnershipIn(about))
      return preview ? { instead: previewModal(preview, say, { decisions, ...decided }) } : {}
    }
    const [first] = decisions
    if (decided === 'channel-out-of-reach' && first) {
      return { errors: { [`choice:${first.reflection}`]: say.takePart.outOfReach } }
    }
    return {}
  },
}

const partnershipIn = (about: string): PartnershipId => PartnershipId.parse(JSON.parse(about).partnership)
