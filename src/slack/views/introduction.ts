// What a channel is told when it is linked, as a message. It has no buttons: nobody is to say yes or no in front of all.
import type { KnownBlock } from '@slack/types'
import type { IntroductionLetter } from '../../domain/letter.ts'
import type { Strings } from '../../locales/en.ts'
import { header, lined, ownText, section } from './blocks.ts'
import { moment } from './dates.ts'

/** For each programme its people read their own contact in the invitation; here there is room for some. */
const mostContacts = 5

export const introduction = (
  { often, workingDay, firstAt, isShared, fewest, privacyContacts }: IntroductionLetter,
  say: Strings,
): { text: string; blocks: KnownBlock[] } => {
  const it = say.introduction
  return {
    text: it.text,
    blocks: [
      header(it.title),
      section(it.what),
      section(it.asked(it.often[often])),
      section(it.here),
      section(it.monthly(say.adminPartnerships.workingDay(workingDay), moment(firstAt))),
      section(isShared ? it.shared : it.guests),
      ...(fewest ? [section(it.small(fewest))] : []),
      ...lined(
        privacyContacts
          .slice(0, mostContacts)
          .map((contact) => say.invitation.privacyContact(ownText(contact))),
      ),
    ],
  }
}
