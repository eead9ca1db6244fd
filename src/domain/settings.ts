// What a leader may choose for themselves, as one form gives it back.
import { afterQuiet, instantOf, localDateOf } from './calendar.ts'
import type { Instant, Leader, LocalTime, Quiet } from './model.ts'

/** The settings that can be chosen. `at` is undefined while they keep to their programme's own day and hour; without a day where the programme sets the days. */
export type Chosen = Pick<
  Leader['settings'],
  'level' | 'title' | 'at' | 'everyWeeks' | 'zone' | 'zoneFrom' | 'nation' | 'quiet' | 'words' | 'keepMonths'
>

/**
 * Takes in what was chosen. What the form showed and nobody touched is left as it is now: it may have changed since
 * the form was opened.
 */
export const choose = (leader: Leader, shown: Chosen, chosen: Chosen): Leader => {
  const isTouched = (key: keyof Chosen) => JSON.stringify(shown[key]) !== JSON.stringify(chosen[key])
  const touched = (Object.keys({ ...shown, ...chosen }) as (keyof Chosen)[]).filter(isTouched)
  return touched.length === 0
    ? leader
    : {
        ...leader,
        settings: { ...leader.settings, ...Object.fromEntries(touched.map((key) => [key, chosen[key]])) },
      }
}

/** Whether an hour falls in the quiet hours: a question would never come at it. */
export const isQuietAt = (
  time: LocalTime,
  quiet: Quiet,
  zone: Leader['settings']['zone'],
  now: Instant,
): boolean => {
  const asked = instantOf(localDateOf(now, zone), time, zone)
  return afterQuiet(asked, quiet, zone) !== asked
}
