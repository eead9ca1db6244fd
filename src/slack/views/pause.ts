// The picker of a day until which someone pauses: it acts at once, wherever it stands.
import type { Datepicker } from '@slack/types'
import type { LocalDate } from '../../domain/model.ts'
import type { Strings } from '../../locales/en.ts'
import { ids } from '../action-ids.ts'
import { plain } from './blocks.ts'

/** `until` is the day that is chosen already. */
export const pausePicker = (say: Strings, until?: LocalDate): Datepicker => ({
  type: 'datepicker',
  action_id: ids.pauseUntil,
  placeholder: plain(say.pause.until),
  ...(until && { initial_date: until }),
})
