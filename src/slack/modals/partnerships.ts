// All partnerships that someone looks after, in a window: each with its channel, its day and who looks after it.
import type { KnownBlock, ModalView } from '@slack/types'
import type { PartnershipSettings } from '../../domain/workspace.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, modalIds } from '../action-ids.ts'
import { actions, button, context, divider, ownText, plain, section } from '../views/blocks.ts'
import { firstInView } from '../views/fitting.ts'
import type { Offered } from './partnership.ts'

/** Slack shows 100 blocks in a window, and some say what it is. */
const mostBlocks = 95
/** Programmes of one partnership. */
const mostOfOne = 4

export const partnershipsModal = (
  {
    partnerships,
    programmes,
    mayLink,
  }: {
    partnerships: readonly PartnershipSettings[]
    /** Those whose people they may change. */
    programmes: readonly Offered[]
    mayLink: boolean
  },
  say: Strings,
): ModalView => {
  const it = say.adminPartnerships
  const shown = firstInView(
    partnerships.map((one) => [divider, ...partnership(one, programmes, say)]),
    mostBlocks,
  )
  const rest = partnerships.length - shown.length
  return {
    type: 'modal',
    callback_id: modalIds.partnerships,
    title: plain(it.title),
    close: plain(say.trouble.close),
    blocks: [
      context(it.intro),
      ...(mayLink ? [actions(button(adminIds.linkPartnership, it.linkOpen, { style: 'primary' }))] : []),
      ...(partnerships.length === 0 ? [section(it.none)] : []),
      ...shown.flat(),
      ...(rest > 0 ? [context(it.more(rest))] : []),
    ],
  }
}

const partnership = (
  settings: PartnershipSettings,
  programmes: readonly Offered[],
  say: Strings,
): KnownBlock[] => {
  const it = say.adminPartnerships
  const { id, name, channel, digest, zone, thresholds, facilitators, override, trouble } = settings
  return [
    section(
      [
        `*${ownText(name)}*`,
        it.posts(it.workingDay(digest.workingDay), digest.time, zone.replaceAll('_', ' ')),
        it.needs(thresholds.contributors, thresholds.others),
        facilitators.length > 0 ? it.lookedAfter(facilitators.map((user) => `<@${user}>`)) : it.nobody,
      ].join('\n'),
      button(adminIds.changePartnership, it.change, { value: JSON.stringify({ partnership: id }) }),
    ),
    // Leaders come through a programme: that is where they are invited.
    ...programmes
      .filter((one) => settings.programmes.includes(one.id))
      .slice(0, mostOfOne)
      .map((one, _, all) =>
        actions(
          button(adminIds.editProgramme, all.length === 1 ? it.people : it.peopleOf(one.name), {
            value: one.id,
          }),
        ),
      ),
    ...(override ? [context(it.override(ownText(override.why)))] : []),
    ...(trouble ? [context(say.admin.trouble.is[trouble.is](ownText(name), channel))] : []),
  ]
}
