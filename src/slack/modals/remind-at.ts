// When to be reminded of a question: any moment while it is open.
import type { ModalView } from '@slack/types'
import { type DeliveryId, Instant } from '../../domain/model.ts'
import type { ReminderForm } from '../../flows/read-forms.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { context, input, plain } from '../views/blocks.ts'
import { moment } from '../views/dates.ts'
import { dateTime, type Values } from './values.ts'

export type ReminderOf = { delivery: DeliveryId }

export const remindAtModal = ({ delivery, closesAt, at }: ReminderForm, say: Strings): ModalView => {
  const it = say.remindAt
  return {
    type: 'modal',
    callback_id: modalIds.remindAt,
    private_metadata: JSON.stringify({ delivery } satisfies ReminderOf),
    title: plain(it.title),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      input('at', it.when, {
        type: 'datetimepicker',
        action_id: 'moment',
        initial_date_time: Math.floor(Date.parse(at) / 1000),
      }),
      context(it.openUntil(moment(closesAt))),
    ],
  }
}

/** Undefined where the field was emptied. */
export const readRemindAt = (values: Values): Instant | undefined => {
  const seconds = dateTime(values, 'at')
  return seconds === undefined ? undefined : Instant.parse(new Date(seconds * 1000).toISOString())
}
