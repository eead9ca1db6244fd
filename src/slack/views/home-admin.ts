// An admin's part of the App Home: what is set up, and what only a person can say. Nothing of anyone's.
import type { KnownBlock } from '@slack/types'
import type { AdminHome } from '../../flows/read-home.ts'
import type { Strings } from '../../locales/en.ts'
import { ids } from '../action-ids.ts'
import { actions, button, context, header, ownText, section } from './blocks.ts'
import { monthName } from './dates.ts'
import { programmesArea } from './home-programmes.ts'

/** Slack shows 100 blocks in a Home, and most of them are needed for programmes. */
const mostDoubts = 4

export const forAdmin = (
  { programmes, doubts, troubles, missed, opens }: AdminHome,
  say: Strings,
): KnownBlock[] => {
  const { admin } = say
  const hidden = [troubles, missed, doubts].reduce((n, { length }) => n + Math.max(0, length - mostDoubts), 0)
  return [
    header(programmes ? admin.title : admin.facilitatorTitle),
    context(programmes ? admin.intro : admin.facilitatorIntro),
    ...troubles
      .slice(0, mostDoubts)
      .map(({ name, channel, is }) => section(admin.trouble.is[is](ownText(name), channel))),
    ...missed
      .slice(0, mostDoubts)
      .map(({ name, month }) => section(admin.trouble.missed(ownText(name), monthName(month)))),
    ...doubts
      .slice(0, mostDoubts)
      .flatMap(({ partnership, name, month, key }) => [
        section(
          month ? admin.doubt(ownText(name), monthName(month)) : admin.introductionDoubt(ownText(name)),
        ),
        actions(
          button(ids.digestAppeared, admin.appeared, { value: JSON.stringify({ partnership, key }) }),
          button(ids.digestPostAgain, admin.postAgain, { value: JSON.stringify({ partnership, key }) }),
        ),
      ]),
    ...(hidden > 0 ? [context(admin.more(hidden))] : []),
    ...(programmes ? programmesArea(programmes, say) : []),
    section(
      say.adminPartnerships.area(opens.partnerships),
      button(ids.openPartnerships, say.adminPartnerships.open),
    ),
    ...(opens.prompts
      ? [
          section(
            say.adminPrompts.area(opens.prompts.on, opens.prompts.off),
            button(ids.openPrompts, say.adminPrompts.open),
          ),
        ]
      : []),
    ...(opens.delivery
      ? [
          section(
            say.adminDelivery.area(opens.delivery.troubles, opens.delivery.unreachable),
            button(ids.openDelivery, say.adminDelivery.open),
          ),
        ]
      : []),
    ...(opens.audit ? [section(say.adminAudit.area, button(ids.openAudit, say.adminAudit.open))] : []),
    ...(opens.admins ? [section(say.adminAdmins.area, button(ids.openAdmins, say.adminAdmins.open))] : []),
  ]
}
