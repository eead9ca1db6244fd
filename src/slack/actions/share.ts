// Taking part in a partnership's digest, and saying yes or no at a preview.
import type { ModalView } from '@slack/types'
import type { Answer } from '../../domain/consent.ts'
import { PartnershipId } from '../../domain/model.ts'
import { readConsent, readPreview } from '../../flows/read-forms.ts'
import { readHome } from '../../flows/read-home.ts'
import { answerPreview, mayTakePart, takePart } from '../../flows/share.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open, push, replace, troubleModal } from '../guard.ts'
import { previewModal, readAnswer } from '../modals/preview.ts'
import { sharingModal } from '../modals/sharing.ts'
import { takePartModal } from '../modals/take-part.ts'
import type { Action, Pressed, Submission } from '../register.ts'

export const shareActions: Record<string, Action> = {
  [ids.openSharing]: async (desk, { user, trigger }) => {
    const { leader } = await readHome(desk.world, user)
    if (!leader) return 'too-old'
    await open(desk, trigger, sharingModal(leader, desk.say))
    return 'unseen'
  },
  [ids.takePart]: async (desk, pressed) => {
    const partnership = PartnershipId.parse(pressed.value)
    if (!(await mayTakePart(desk.world, pressed.user, partnership)))
      return { refuse: desk.say.takePart.notOne }
    const consent = await readConsent(desk.world, partnership)
    if (!consent) return { refuse: desk.say.takePart.outOfReach }
    await show(desk, pressed, takePartModal(consent, desk.say))
    return undefined
  },
  [ids.stopTakingPart]: async (desk, { user, value, view }) => {
    if (!(await takePart(desk.world, user, PartnershipId.parse(value), false))) return 'too-old'
    const { leader } = view?.callback === modalIds.sharing ? await readHome(desk.world, user) : {}
    if (leader && view) await replace(desk, { id: view.id }, sharingModal(leader, desk.say))
    return undefined
  },
  [ids.openPreview]: async (desk, pressed) => {
    const preview = await readPreview(desk.world, pressed.user, PartnershipId.parse(pressed.value))
    if (!preview) return 'too-old'
    if (preview === 'out-of-reach') return { refuse: desk.say.preview.outOfReach }
    await show(desk, pressed, previewModal(preview, desk.say))
    return undefined
  },
}

// On top of the window that it was pressed in.
const show = (desk: Desk, { trigger, view }: Pressed, modal: ModalView): Promise<void> =>
  view?.callback === modalIds.sharing ? push(desk, trigger, modal) : open(desk, trigger, modal)

export const shareSubmissions: Record<string, Submission> = {
  [modalIds.takePart]: async ({ world, say }, { user, about }) =>
    (await takePart(world, user, partnershipIn(about), true))
      ? decidedOn
      : { instead: troubleModal(say.takePart.notOne, say) },
  [modalIds.preview]: async ({ world, say }, { user, about, values }) => {
    const answer = readAnswer(values, about, say)
    if ('errors' in answer) return answer
    const gone = { instead: troubleModal(say.trouble.old, say) }
    const decided = await answerPreview(world, user, partnershipIn(about), answer)
    if (decided === 'decided') return decidedOn
    if (decided === 'channel-out-of-reach') return outOfReach(answer, say)
    if (!decided) return gone
    if ('posted' in decided) {
      const errors = decided.posted.map((it) => [`choice:${it}`, say.preview.postedMeanwhile] as const)
      return { errors: Object.fromEntries(errors) }
    }
    const preview = await readPreview(world, user, partnershipIn(about))
    if (!preview) return gone
    if (preview === 'out-of-reach') return outOfReach(answer, say)
    return { instead: previewModal(preview, say, { decisions: answer.decisions, ...decided }) }
  },
}

// Said beside the first of what would be shared: a no needs no look at the channel.
const outOfReach = ({ decisions }: Answer, say: Strings) => ({
  errors: Object.fromEntries(
    decisions
      .filter(({ choice }) => choice.is !== 'private')
      .slice(0, 1)
      .map(({ reflection }) => [`choice:${reflection}`, say.preview.outOfReach]),
  ),
})

// What lies below would show it as it was before.
const decidedOn = { closesAll: true as const }

const partnershipIn = (about: string): PartnershipId => PartnershipId.parse(JSON.parse(about).partnership)
