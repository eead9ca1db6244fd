// The programmes in an admin's Home: how each stands, and what can be done with it. Nothing of anyone who takes part.
import type { KnownBlock } from '@slack/types'
import type { ProgrammeSeen } from '../../flows/read-programmes.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds } from '../action-ids.ts'
import { actions, button, confirmation, context, ownText, section } from './blocks.ts'
import { dateName, dateWithDay } from './dates.ts'
import { rhythmOf } from './rhythm.ts'

/** Slack shows 100 blocks in a Home, and there is more in it than programmes. */
const mostProgrammes = 12

export const programmesArea = (all: readonly ProgrammeSeen[], say: Strings): KnownBlock[] => {
  const it = say.programmes
  const more = all.length - mostProgrammes
  return [
    section(`*${it.area}*`),
    ...(all.length === 0 ? [section(it.none)] : []),
    ...inOrder(all)
      .slice(0, mostProgrammes)
      .flatMap((one) => programmeBlocks(one, say)),
    ...(more > 0 ? [context(it.more(more))] : []),
    actions(
      button(adminIds.newProgramme, it.make, { style: 'primary' }),
      ...(more > 0 ? [button(adminIds.openProgrammes, it.seeAll)] : []),
    ),
  ]
}

/** Those that go on, then those that are over; in each the newest first. */
export const inOrder = (all: readonly ProgrammeSeen[]): ProgrammeSeen[] =>
  all.toReversed().toSorted((a, b) => Number(a.ended !== undefined) - Number(b.ended !== undefined))

/** How one stands, and what can be done with it. */
export const programmeBlocks = (one: ProgrammeSeen, say: Strings): KnownBlock[] => [
  section(standing(one, say)),
  actions(...buttons(one, say)),
]

const standing = (one: ProgrammeSeen, say: Strings): string => {
  const it = say.programmes
  const rest = [
    ...(one.ended
      ? [it.ended(dateName(one.ended))]
      : [
          ...(one.starts ? [it.starts(dateName(one.starts))] : []),
          ...(one.endsOn ? [it.ends(dateName(one.endsOn))] : []),
          ...(one.pause ? [it.paused(dateName(one.pause.until), ownText(one.pause.reason))] : []),
        ]),
    ...(one.follows ? [one.isLost ? it.lost(one.follows) : it.follows(one.follows)] : []),
    ...(one.channel ? [it.inChannel(one.channel)] : []),
    ...(one.asksNothing && !one.ended ? [it.asksNothing] : []),
    ...(one.missing.length > 0 ? [it.unfinished(one.missing)] : []),
  ]
  const line = it.line({
    name: ownText(one.name),
    rhythm: rhythmOf(one.schedule, say),
    clock: one.clock === 'leader' ? say.rhythm.leader : say.rhythm.programme(one.zone),
    invited: one.invited,
  })
  return [line, ...rest].join(' ')
}

const buttons = ({ id, ended, missing, invited, next }: ProgrammeSeen, { programmes: it }: Strings) => [
  ...(ended
    ? [
        button(adminIds.startProgramme, it.startAgain, {
          value: id,
          confirm: confirmation({
            ...it.startConfirm,
            text: it.startConfirm.text(invited, next && dateWithDay(next)),
          }),
        }),
      ]
    : []),
  missing.length > 0
    ? button(adminIds.editProgramme, it.fillIn, { value: id, style: 'primary' })
    : button(adminIds.editProgramme, it.edit, { value: id }),
  button(adminIds.copyProgramme, it.copy, { value: id }),
  button(adminIds.previewProgramme, it.preview, { value: id }),
  ...(ended
    ? []
    : [
        button(adminIds.testProgramme, it.test, { value: id }),
        button(adminIds.endProgramme, it.end, {
          value: id,
          style: 'danger',
          confirm: confirmation({ ...it.endConfirm, text: it.endConfirm.text(invited) }),
        }),
      ]),
]
