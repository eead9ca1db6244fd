// The shapes of moments and days, which views ask for by name. In braces is what Slack fills in; the rest is date-fns’s.
export const dates = {
  /** It may read “tomorrow at 10:00”, so no “on” stands before it. */
  moment: '{date_long_pretty} at {time}',
  day: '{date_long_pretty}',
  /** Where Slack fills in nothing: the moment in the world's own time. */
  unfilled: (date: string, time: string) => `${date} ${time} UTC`,
  monthName: 'MMMM yyyy',
  dateWithDay: 'EEEE d MMMM yyyy',
  dateName: 'd MMMM yyyy',
  dayOfMonth: 'd MMMM',
  /** How people type until when, in the shapes of date-fns and words that come with them. */
  typed: {
    before: /^(until|till|to|for)\s+/i,
    ordinal: /^(\d+)(st|nd|rd|th)\b/i,
    weeks: /^(\d{1,2})( ?w(ee)?ks?)?$/i,
    oneWeek: /^(a|one) week$/i,
    withYear: ['yyyy-MM-dd', 'd MMMM yyyy', 'd MMM yyyy', 'd/M/yyyy', 'd.M.yyyy'],
    withoutYear: ['d MMMM', 'd MMM', 'd/M', 'd.M.'],
  },
}
