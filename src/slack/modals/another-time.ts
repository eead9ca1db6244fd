// Another day or hour for one's own questions; the hour alone, where a programme sets the days.
import type { ModalView } from '@slack/types'
import { LocalTime, type OwnTime, Weekday } from '../../domain/model.ts'
import type { WhenAsked } from '../../domain/schedule.ts'
import type { Strings } from '../../locales/en.ts'
import { modalIds } from '../action-ids.ts'
import { input, option, plain, section } from '../views/blocks.ts'
import { rhythmOf } from '../views/rhythm.ts'
import { chosen, time, type Values } from './values.ts'

/** `message` is the one that it was opened from, if it was one. */
export const anotherTimeModal = (
  now: WhenAsked,
  message: { channel: string; ts: string } | undefined,
  say: Strings,
): ModalView => {
  const it = say.anotherTime
  const days = say.weekdays.map((name, i) => option(String(i + 1), name))
  return {
    type: 'modal',
    callback_id: modalIds.anotherTime,
    private_metadata: JSON.stringify({ message }),
    title: plain('rhythm' in now ? it.titleHour : it.title),
    submit: plain(it.save),
    close: plain(it.cancel),
    blocks: [
      'rhythm' in now
        ? section(it.daysAreSet(rhythmOf(now.rhythm, say)))
        : input('weekday', it.weekday, {
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

export const readAnotherTime = (values: Values): OwnTime => ({
  ...('weekday' in values && { weekday: Weekday.parse(Number(chosen(values, 'weekday'))) }),
  time: LocalTime.parse(time(values, 'time')),
})
