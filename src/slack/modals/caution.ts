// After a reply was saved: one thing to look at, or where to turn. For its writer alone.
import type { KnownBlock, ModalView } from '@slack/types'
import type { HistoryWish } from '../../domain/history.ts'
import type { Help } from '../../domain/safe-to-write.ts'
import type { LostYes } from '../../flows/lost-yeses.ts'
import type { Caution, LookedAt } from '../../flows/mind.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import { actions, button, context, input, option, ownText, plain, section } from '../views/blocks.ts'
import { moment } from '../views/dates.ts'

/** More places than this help nobody to choose. */
const mostPlaces = 12

/** `history` as in the reply’s own form. */
export const cautionModal = (it: Caution, say: Strings, history?: HistoryWish): ModalView => {
  const { caution } = say
  const value = { value: it.reflection }
  const stays = it.stays ? [context(caution.stays[it.stays])] : []
  const change = button(ids.changeReply, caution.change, value)
  return {
    type: 'modal',
    callback_id: modalIds.caution,
    private_metadata: JSON.stringify({ history }),
    title: plain(caution.title),
    close: plain(caution.close),
    blocks: [
      ...helpBlocks(it.help, say),
      ...(it.confirmed
        ? [
            section(caution.confirmed),
            ...stays,
            actions(button(ids.setAsideAgain, caution.setAside, value), change),
          ]
        : [
            section(
              it.identifiers.length > 0
                ? [
                    caution.found(it.identifiers.map((kind) => caution.kinds[kind])),
                    it.always ? caution.always : caution.recognised,
                  ].join(' ')
                : caution.setAsideOnly,
            ),
            ...stays,
            actions(...(it.always ? [] : [button(ids.useAfterAll, caution.use, value)]), change),
          ]),
    ],
  }
}

/** Saved, and nothing to say of it but where to turn, and which yes was for what stood there before. */
export const helpModal = (help: readonly Help[], say: Strings, lost: readonly LostYes[] = []): ModalView => ({
  type: 'modal',
  callback_id: modalIds.done,
  title: plain(say.caution.title),
  close: plain(say.caution.close),
  blocks: [...helpBlocks(help, say), ...lostYesBlocks(lost, say)],
})

/** Which yes a change took back, what follows, and when a new one can be given. */
export const lostYesBlocks = (lost: readonly LostYes[], { lostYes: it }: Strings): KnownBlock[] =>
  lost.map(({ name, leaves, asked }) =>
    section(
      [
        it.why(ownText(name)),
        ...(leaves === 'nothing' ? [] : [it.leaves[leaves]]),
        it.asked(asked && moment(asked)),
      ].join(' '),
    ),
  )

/** Words to look at before they are kept, and the tick that says that they were; none for what nobody may confirm. */
export const toCheck = (stop: LookedAt['stop'], { caution }: Strings): KnownBlock[] => {
  if (!stop) return []
  if (stop.always) return [section(caution.teamStopAlways)]
  const kinds = stop.identifiers.map((kind) => caution.kinds[kind])
  return [
    section(kinds.length > 0 ? caution.teamStop(kinds) : caution.teamStopNeutral),
    input(
      'checked',
      caution.tickLabel,
      { type: 'checkboxes', action_id: 'choice', options: [option('checked', caution.tick)] },
      { optional: true },
    ),
  ]
}

/** Where to turn, if there is reason to say so. */
export const helpBlocks = (help: readonly Help[], say: Strings): KnownBlock[] =>
  help.length === 0 ? [] : [section(say.caution.help), ...placeLines(help, say).map((line) => section(line))]

/** The places to turn to, a line each. */
export const placeLines = (help: readonly Help[], { caution }: Strings): string[] =>
  help
    .slice(0, mostPlaces)
    .map(({ name, says, contact }) =>
      caution.place({ name: ownText(name), says: ownText(says), contact: ownText(contact) }),
    )
