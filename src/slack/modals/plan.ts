// A plan that was due: how it went, and what helped or got in the way.
import type { ModalView } from '@slack/types'
import { type Outcome, outcomes } from '../../domain/commitment.ts'
import type { LookedAt } from '../../flows/mind.ts'
import type { PlanForm } from '../../flows/read-forms.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, input, inputLimit, option, plain, quoted, sections } from '../views/blocks.ts'
import { day } from '../views/dates.ts'
import { helpBlocks, toCheck } from './caution.ts'
import { checked, chosen, type Values, written } from './values.ts'

/** What was filled in, and why it was not saved: the form is shown again with both. */
type Again = { said: { outcome: Outcome; helped: string } } & LookedAt

export const planModal = (form: PlanForm, say: Strings, again?: Again): ModalView => {
  const { reflection, words, madeAt } = form
  const { helped, outcome } = again?.said ?? form
  const it = say.plan
  const options = outcomes.map((one) => option(one, it.outcomes[one]))
  const initial = options.find(({ value }) => value === outcome)
  return {
    type: 'modal',
    callback_id: modalIds.plan,
    private_metadata: JSON.stringify({ reflection }),
    title: plain(it.title),
    submit: plain(it.save),
    close: plain(it.close),
    blocks: [
      ...sections(words, quoted),
      context(it.made(day(madeAt))),
      input('how', it.how, {
        type: 'radio_buttons',
        action_id: 'choice',
        options,
        ...(initial && { initial_option: initial }),
      }),
      ...(again ? [...helpBlocks(again.help, say), ...toCheck(again.stop, say)] : []),
      input(
        'helped',
        it.what,
        {
          type: 'plain_text_input',
          action_id: 'text',
          multiline: true,
          max_length: inputLimit,
          ...(helped && { initial_value: helped }),
        },
        { optional: true },
      ),
    ],
  }
}

/** What became of it; `helped` is empty where that was left, or made, empty. */
export const readHowItWent = (values: Values): { outcome: Outcome; helped: string; checked: boolean } => ({
  outcome: outcomes.find((it) => it === chosen(values, 'how')) ?? 'not-yet',
  helped: written(values, 'helped') ?? '',
  checked: checked(values, 'checked').length > 0,
})
