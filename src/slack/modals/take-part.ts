// Consent to take part in a partnership's digest: who reads it, what is posted, and how to change one's mind.
import type { ModalView } from '@slack/types'
import type { Consent } from '../../flows/read-forms.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { ownText, plain, section } from '../views/blocks.ts'

export const takePartModal = (consent: Consent, say: Strings): ModalView => {
  const it = say.takePart
  const { contributors, others } = consent.thresholds
  return {
    type: 'modal',
    callback_id: modalIds.takePart,
    private_metadata: JSON.stringify({ partnership: consent.id }),
    title: plain(it.title),
    submit: plain(it.submit),
    close: plain(it.cancel),
    blocks: [
      section(it.what(ownText(consent.name))),
      section(it.preview),
      section(
        [audienceOf(consent, say), it.figures(contributors, others), it.unnamed, it.later]
          .map((point) => `• ${point}`)
          .join('\n'),
      ),
    ],
  }
}

/** Who can read the channel, in a sentence or two. */
export const audienceOf = ({ people, isPrivate, isShared }: Consent, say: Strings): string =>
  [say.takePart.audience(people, isPrivate), ...(isShared ? [say.takePart.shared] : [])].join(' ')
