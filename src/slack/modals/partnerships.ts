// All partnerships that someone looks after, in a window: each with its channel, its day and who looks after it.
import type { KnownBlock, ModalView } from '@slack/types'
import type { PartnershipSettings } from '../../domain/workspace.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, modalIds } from '../action-ids.ts'
import { actions, button, context, divider, ownText, plain, section, shortened } from '../views/blocks.ts'
import { firstInView } from '../views/fitting.ts'
import type { Offered } from './partnership.ts'

/** Slack shows 100 blocks in a window, and some say what it is. */
const mostBlocks = 95
/** Programmes of one partnership. */
const mostOfOne = 4

export const partnershipsModal = (
  {
    partnerships,
    unlinked,
    programmes,
    mayLink,
  }: {
    partnerships: readonly PartnershipSettings[]
    /** Channels that were theirs once, and still show what was posted. */
    unlinked: readonly PartnershipSettings[]
    /** Those whose people they may change. */
    programmes: readonly Offered[]
    mayLink: boolean
  },
  say: Strings,
): ModalView => {
  const it = say.adminPartnerships
  const all = [
    ...partnerships.map((one) => [divider, ...partnership(one, programmes, say)]),
    ...unlinked.map(({ id, name }) => [
      divider,
      section(it.unlinkedBefore(ownText(name)), teamWords(id, say)),
    ]),
  ]
  const shown = firstInView(all, mostBlocks)
  const rest = all.length - shown.length
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
  // Leaders come through a programme: that is where they are invited.
  const people = programmes
    .filter((one) => settings.programmes.includes(one.id))
    .slice(0, mostOfOne)
    .map((one, _, all) =>
      button(adminIds.editProgramme, all.length === 1 ? it.people : shortened(it.peopleOf(one.name)), {
        value: one.id,
      }),
    )
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
    ...people.slice(1).map((one) => actions(one)),
    actions(...people.slice(0, 1), teamWords(id, say)),
    ...(override ? [context(it.override(ownText(override.why)))] : []),
    ...(trouble ? [context(say.admin.trouble.is[trouble.is](ownText(name), channel))] : []),
  ]
}

const teamWords = (partnership: PartnershipSettings['id'], { adminPartnerships: it }: Strings) =>
  button(adminIds.openTeamWords, it.teamWords.open, { value: JSON.stringify({ partnership }) })
