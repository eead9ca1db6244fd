// A programme's schedule in words, and when one of its people is asked.
import type { Schedule } from '../../domain/rhythm.ts'
import type { WhenAsked } from '../../domain/schedule.ts'
import type { Strings } from '../../locales/en.ts'

export const rhythmOf = (schedule: Schedule, { rhythm, weekdays }: Strings): string => {
  const day = (weekday: number) => weekdays[weekday - 1] ?? ''
  switch (schedule.is) {
    case 'weekly':
    case 'fortnightly':
      return rhythm[schedule.is](day(schedule.weekday), schedule.time)
    case 'weekdays':
      return rhythm.weekdays(schedule.weekdays.map(day), schedule.time)
    case 'cron':
      return rhythm.cron(schedule.expression)
    default:
      return schedule satisfies never
  }
}

/** When someone is asked, as a sentence to them. */
export const whenTheyAreAsked = (asked: WhenAsked, say: Strings): string =>
  'rhythm' in asked
    ? say.home.rhythm(rhythmOf(asked.rhythm, say))
    : say.home.schedule(say.weekdays[asked.weekday - 1] ?? '', asked.time, asked.everyWeeks)
