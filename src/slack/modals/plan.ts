// A plan that was due: how it went, and what helped or got in the way.
import type { ModalView } from '@slack/types'
import { type Outcome, outcomes } from '../../domain/commitment.ts'
import type { PlanForm } from '../../flows/read-forms.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, input, inputLimit, option, plain, quoted, sections } from '../views/blocks.ts'
import { day } from '../views/dates.ts'
import { chosen, type Values, written } from './values.ts'

export const planModal = (
  { reflection, words, madeAt, helped, outcome }: PlanForm,
  say: Strings,
): ModalView => {
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
export const readHowItWent = (values: Values): { outcome: Outcome; helped: string } => ({
  outcome: outcomes.find((it) => it === chosen(values, 'how')) ?? 'not-yet',
  helped: written(values, 'helped') ?? '',
})
