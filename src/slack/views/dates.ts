// Moments and days in words. In mrkdwn Slack itself shows a moment in each reader's own zone; the fallback is UTC.
import type { Instant, LocalDate, Month } from '../../domain/model.ts'
import { dates } from '../../locales/en/dates.ts'
import { enGB, format, parseISO } from '../date-fns.ts'

/** `Tuesday 24 November at 09:00`, in the reader's own zone. */
export const moment = (at: Instant): string => token(at, dates.moment)

/** `24 November`, in the reader's own zone. */
export const day = (at: Instant): string => token(at, dates.day)

export const monthName = (month: Month | string): string =>
  format(parseISO(`${month}-01`), dates.monthName, { locale: enGB })

export const dateName = (date: LocalDate): string => format(parseISO(date), dates.dateName, { locale: enGB })

/** `24 November` */
export const dayOfMonth = (date: LocalDate): string =>
  format(parseISO(date), dates.dayOfMonth, { locale: enGB })

/** The same with its weekday: `Tuesday 24 November 2026`. */
export const dateWithDay = (date: LocalDate): string =>
  format(parseISO(date), dates.dateWithDay, { locale: enGB })

// https://docs.slack.dev/messaging/formatting-message-text#date-formatting
const token = (at: Instant, shape: string): string => {
  const fallback = dates.unfilled(at.slice(0, 10), at.slice(11, 16))
  return `<!date^${Math.floor(Date.parse(at) / 1000)}^${shape}|${fallback}>`
}
