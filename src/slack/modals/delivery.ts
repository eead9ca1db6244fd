// How delivery goes, in a window: what Slack would not take and what to do, who cannot be reached, and weeks in bands.
import type { KnownBlock, ModalView } from '@slack/types'
import type { HealthWeek } from '../../domain/delivery-health.ts'
import type { Amount, Band } from '../../domain/weekly-bands.ts'
import type { Delivery } from '../../flows/read-delivery.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, divider, ownText, plain, section } from '../views/blocks.ts'
import { dateName, dateWithDay, moment } from '../views/dates.ts'

/** As much as one looks at: Slack shows 100 blocks in a window. */
const mostTroubles = 10
const mostUnreachable = 20
const mostWeeks = 13

export const deliveryModal = ({ troubles, unreachable, weeks, due }: Delivery, say: Strings): ModalView => {
  const it = say.adminDelivery
  return {
    type: 'modal',
    callback_id: modalIds.delivery,
    title: plain(it.title),
    close: plain(say.trouble.close),
    blocks: [
      context(it.intro),
      section(due ? it.due(dateWithDay(due)) : it.nothingDue),
      section(troubles.length === 0 ? it.fine : it.troubles),
      ...troubles
        .slice(-mostTroubles)
        .toReversed()
        .map(({ reason, last }) => {
          const { means, remedy } = inWords(reason, say)
          return section(it.trouble(means, remedy, moment(last)))
        }),
      ...(unreachable.length > 0 ? [divider, section(it.unreachable), context(it.unreachableNote)] : []),
      ...unreachable.slice(0, mostUnreachable).map(({ user, reason }) => {
        const { means, remedy } = inWords(reason, say)
        return section(it.account(`<@${user}>`, means, remedy))
      }),
      ...(unreachable.length > mostUnreachable
        ? [context(it.more(unreachable.length - mostUnreachable))]
        : []),
      divider,
      section(it.weeks),
      ...(weeks.length === 0
        ? [context(it.noWeeks)]
        : [
            ...weeks
              .slice(-mostWeeks)
              .toReversed()
              .map((week) => line(week, say)),
            context(it.note),
          ]),
    ],
  }
}

const line = ({ weekOf, asked, replied, late, missed, failed }: HealthWeek, say: Strings): KnownBlock => {
  const it = say.adminDelivery
  const band = ({ from, to }: Band) => it.band(from, to)
  const amount = (n: Amount) => (n === 'few' || n === 'none' ? it.few : band(n))
  const figures = [
    ...(asked ? [it.asked(band(asked))] : [it.notShown]),
    ...(replied ? [it.replied(band(replied))] : []),
    ...(late && late !== 'none' ? [it.late(amount(late))] : []),
    ...(missed && missed !== 'none' ? [it.missed(amount(missed))] : []),
    ...(failed && failed !== 'none' ? [it.failed(amount(failed))] : []),
    ...([late, missed, failed].every((n) => n === 'none') ? [it.allInTime] : []),
  ]
  return section(`${it.weekOf(dateName(weekOf))}\n${figures.join(' · ')}`)
}

/** What Slack's reason means and what to do, whatever it is. */
export const inWords = (
  reason: string,
  { adminDelivery: it }: Strings,
): { means: string; remedy: string } => {
  const known = Object.hasOwn(it.sameAs, reason) ? (it.sameAs[reason] ?? reason) : reason
  const words = Object.hasOwn(it.reasons, known) ? it.reasons[known] : undefined
  return words ?? { means: it.unknown.means(ownText(reason)), remedy: it.unknown.remedy }
}
