// Consent to take part in a partnership's digest: who reads it, what is posted, and how to change one's mind.
import type { ModalView } from '@slack/types'
import type { Consent } from '../../flows/read-forms.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { lined, ownText, plain, section } from '../views/blocks.ts'

/** A channel may be shared with 250 organisations: so many characters of their names leave room for the rest. */
const mostNames = 1_000

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
      ...lined(
        [
          audienceOf(consent, say),
          ...(consent.isSmall
            ? [it.small(contributors + others)]
            : [it.figures(contributors, others), it.unnamed]),
          it.silence,
          it.later,
        ].map((point) => `• ${point}`),
      ),
    ],
  }
}

/** Who can read the channel, in a few sentences. */
export const audienceOf = ({ readers, whyPublic }: Consent, { takePart: it }: Strings): string => {
  const { people, guests, organisations, isWhole, isPrivate, isShared } = readers
  const isAnyElsewhere = isShared || organisations.length > 0
  const names = organisations.filter(Boolean).map(ownText)
  const shown = names.filter((_, i) => names.slice(0, i + 1).join(', ').length <= mostNames)
  return [
    it.audience(people, isPrivate),
    ...(whyPublic ? [it.whyPublic(ownText(whyPublic))] : isPrivate ? [] : [it.unexplained]),
    ...(guests > 0 ? [it.guests(guests)] : []),
    ...(isWhole ? [] : [guests > 0 || isAnyElsewhere ? it.perhapsMore : it.unseen]),
    it.readBack,
    ...(shown.length > 0
      ? [it.sharedWith(shown.join(', '), names.length - shown.length)]
      : isAnyElsewhere
        ? [it.shared]
        : []),
  ].join(' ')
}
