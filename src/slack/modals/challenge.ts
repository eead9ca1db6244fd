// The live challenge: its name, how its leader places it today, and whether they go on with it.
import type { ModalView } from '@slack/types'
import { type ChallengeSaid, longestName } from '../../domain/challenge.ts'
import { Instant, Placement, placements } from '../../domain/model.ts'
import type { ChallengeForm } from '../../flows/change-challenge.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, input, option, plain } from '../views/blocks.ts'
import { day } from '../views/dates.ts'
import { chosen, type Values, written } from './values.ts'

export const challengeModal = ({ namedAt, name, placed }: ChallengeForm, say: Strings): ModalView => {
  const { challenge: it, reply } = say
  const places = placements.map((one) => option(one, say.placements[one]))
  const initial = places.find(({ value }) => value === placed)
  const thens = (['live', 'parked', 'closed'] as const).map((one) => option(one, reply.challengeThens[one]))
  return {
    type: 'modal',
    callback_id: modalIds.challenge,
    private_metadata: JSON.stringify({ namedAt }),
    title: plain(it.title),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      input(
        'name',
        it.name,
        { type: 'plain_text_input', action_id: 'text', max_length: longestName, initial_value: name },
        { hint: it.nameHint },
      ),
      context(it.since(day(namedAt))),
      input(
        'placed',
        reply.challengePlaced,
        {
          type: 'radio_buttons',
          action_id: 'choice',
          options: places,
          ...(initial && { initial_option: initial }),
        },
        { optional: true, hint: reply.challengeHint },
      ),
      input('then', reply.challengeThen, {
        type: 'radio_buttons',
        action_id: 'choice',
        options: thens,
        initial_option: thens[0],
      }),
    ],
  }
}

/** Which challenge it was, and what was changed of it: the form may have been open for days. */
export const readChallengeForm = (
  values: Values,
  shown: Values,
  about: string,
): { namedAt: Instant; said: ChallengeSaid } => {
  const changed = (read: (from: Values, id: string) => string | undefined, id: string) =>
    read(values, id) === read(shown, id) ? undefined : read(values, id)
  const name = changed(written, 'name')?.trim()
  // Where another one stands is said with its name.
  const placed = name ? chosen(values, 'placed') : changed(chosen, 'placed')
  const state = changed(chosen, 'then')
  return {
    namedAt: Instant.parse(JSON.parse(about).namedAt),
    said: {
      ...(name && { name }),
      ...(placed && { placed: Placement.parse(placed) }),
      ...((state === 'parked' || state === 'closed') && { state }),
    },
  }
}
