// Another day or hour for one's own questions.
import type { ModalView } from '@slack/types'
import { LocalTime, Weekday, type WeeklyTime } from '../../domain/model.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { input, option, plain } from '../views/blocks.ts'
import { chosen, time, type Values } from './values.ts'

/** `message` is the one that it was opened from, if it was one. */
export const anotherTimeModal = (
  now: WeeklyTime,
  message: { channel: string; ts: string } | undefined,
  say: Strings,
): ModalView => {
  const it = say.anotherTime
  const days = say.weekdays.map((name, i) => option(String(i + 1), name))
  return {
    type: 'modal',
    callback_id: modalIds.anotherTime,
    private_metadata: JSON.stringify({ message }),
    title: plain(it.title),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      input('weekday', it.weekday, {
        type: 'static_select',
        action_id: 'choice',
        options: days,
        initial_option: days[now.weekday - 1],
      }),
      input(
        'time',
        it.time,
        { type: 'timepicker', action_id: 'time', initial_time: now.time },
        { hint: it.hint },
      ),
    ],
  }
}

export const readAnotherTime = (values: Values): WeeklyTime => ({
  weekday: Weekday.parse(Number(chosen(values, 'weekday'))),
  time: LocalTime.parse(time(values, 'time')),
})
