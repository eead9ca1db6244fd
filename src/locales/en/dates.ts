// The shapes of moments and days, which views ask for by name. In braces is what Slack fills in; the rest is date-fns’s.
export const dates = {
  moment: '{date_long_pretty} at {time}',
  day: '{date_long_pretty}',
  /** Where Slack fills in nothing: the moment in the world's own time. */
  unfilled: (date: string, time: string) => `${date} ${time} UTC`,
  monthName: 'MMMM yyyy',
  dateName: 'd MMMM yyyy',
}
