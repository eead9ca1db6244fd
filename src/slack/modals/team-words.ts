// What a team wrote under its partnership's digests, to be taken out by month. It shows no word of it, and the same
// months whether or not there is any: whoever looks after a partnership learns nothing of how its team talks.
import type { ModalView } from '@slack/types'
import type { Month, PartnershipId } from '../../domain/model.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, modalIds } from '../action-ids.ts'
import { button, confirmation, context, ownText, plain, section } from '../views/blocks.ts'
import { monthName } from '../views/dates.ts'

/** Years of digests, and few enough for a window. */
const mostMonths = 60

export const teamWordsModal = (
  { partnership, name, months }: { partnership: PartnershipId; name: string; months: readonly Month[] },
  say: Strings,
): ModalView => {
  const it = say.adminPartnerships.teamWords
  return {
    type: 'modal',
    callback_id: modalIds.teamWords,
    title: plain(it.title),
    close: plain(say.trouble.close),
    blocks: [
      section(it.intro(ownText(name))),
      context(months.length > 0 ? it.private : it.none),
      ...months.slice(0, mostMonths).map((month) =>
        section(
          `*${monthName(month)}*`,
          button(adminIds.takeTeamWordsOut, it.takeOut, {
            value: JSON.stringify({ partnership, month }),
            style: 'danger',
            confirm: confirmation({ ...it.confirm, text: it.confirm.text(monthName(month)) }),
          }),
        ),
      ),
    ],
  }
}
