// How much an admin can write, in Slack and in `balcony.yml` alike: what one of them takes, the other takes too. Numbers
// are the most there may be, of characters where they are of words.

export const mostOfProgramme = {
  name: 80,
  /** Who answers, whom to call, and the like. */
  line: 300,
  /** What it is for, and what is paid. */
  paragraph: 600,
  cron: 100,
  pauseReason: 150,
  /** More, and Slack would not open the form. */
  pauses: 12,
  /** Two years of weeks. */
  themes: 104,
  packName: 60,
} as const

export const mostOfPartnership = {
  facilitators: 20,
  /** Of people behind a figure, and of people who stay out of it. */
  threshold: 50,
  why: 300,
} as const
