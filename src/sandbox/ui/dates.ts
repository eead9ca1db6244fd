// Moments as a person reads them: in their own zone, by the sandbox's clock and never by this machine's.

/** Slack's message timestamp (seconds.micros) as a moment. */
export const momentOf = (ts: string): Date => new Date(Number(ts) * 1000)

export const timeOfDay = (at: Date, tz: string): string =>
  format(at, tz, { hour: '2-digit', minute: '2-digit' })

/** "Tuesday 24 November 2026, 09:00" */
export const dayAndTime = (at: Date, tz: string): string =>
  `${format(at, tz, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '')}, ${timeOfDay(at, tz)}`

/** YYYY-MM-DD there. */
export const dayOf = (at: Date, tz: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: tz }).format(at)

/** A moment as the clocks there show it, in the form that a browser's input has: 2026-01-31T09:30. */
export const wallTime = (at: Date, tz: string): string => `${dayOf(at, tz)}T${timeOfDay(at, tz)}`

/** The moment at which the clocks there show this. */
export const momentWhen = (wall: string, tz: string): Date => {
  const wanted = Date.parse(`${wall}Z`)
  // Near a change of the clocks the first guess has the wrong offset.
  return [1, 2].reduce(
    (at) => new Date(at.getTime() + wanted - Date.parse(`${wallTime(at, tz)}Z`)),
    new Date(wanted),
  )
}

/** "Today", "Yesterday", "Tuesday 24 November", with the year where it is not this one. */
export const dayName = (at: Date, now: Date, tz: string): string => {
  const near = nearDay(at, now, tz)
  if (near) return near
  const thisYear = dayOf(at, tz).slice(0, 4) === dayOf(now, tz).slice(0, 4)
  const parts: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }
  return format(at, tz, thisYear ? parts : { ...parts, year: 'numeric' }).replace(',', '')
}

/**
 * Slack's date token, `{date_short_pretty} at {time}` and its kin.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export const fillDateFormat = (pattern: string, at: Date, now: Date, tz: string): string =>
  pattern.replace(/\{(\w+)\}/g, (token, name: string) => {
    if (name === 'ago') return ago(at, now)
    const pretty = name.endsWith('_pretty')
    const parts = dateFormats[pretty ? name.slice(0, -'_pretty'.length) : name]
    if (!parts) return token
    return (pretty && nearDay(at, now, tz)?.toLowerCase()) || format(at, tz, parts)
  })

const dateFormats: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  date_short: { day: 'numeric', month: 'short', year: 'numeric' },
  date_long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  day_divider: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
}

const nearDay = (at: Date, now: Date, tz: string): string | undefined => {
  const days = (Date.parse(dayOf(at, tz)) - Date.parse(dayOf(now, tz))) / 86_400_000
  return new Map([
    [0, 'Today'],
    [-1, 'Yesterday'],
    [1, 'Tomorrow'],
  ]).get(days)
}

const ago = (at: Date, now: Date): string => {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ]
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  return new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }).format(Math.round(seconds / length), unit)
}

const format = (at: Date, tz: string, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: tz, ...parts }).format(at)
