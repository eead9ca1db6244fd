// "We talked": what a partnership wrote down after it talked about a digest, and what the next digest asks of it. All
// of it belongs to the partnership and is open to everyone in its channel; nobody keeps who wrote it, or who spoke.
import { addWorkingDays, instantOf, localDateOf, localTimeOf } from './calendar.ts'
import type { Instant, Month } from './model.ts'
import type { Edition, Partnership, PartnershipSettings, TeamPlan, teamOutcomes } from './workspace.ts'

/** How long what was written down can be changed by whoever is in the channel: working days of its nation. */
const openDays = 2

/** A team's plan is a line or two. */
export const longestTeamLine = 300

/** What became of a team's plan, in one short line if they wish. */
export type Happened = { is: (typeof teamOutcomes)[number]; line?: string }

/** Why something of the team's cannot be written down any more. */
export type TooLate = 'another-since' | 'settled'

/** Until when what is written down now can be changed: the same time of day, two working days on. */
export const openUntil = (now: Instant, { nation, zone }: PartnershipSettings): Instant =>
  instantOf(addWorkingDays(localDateOf(now, zone), openDays, nation), localTimeOf(now, zone), zone)

/** Why a digest takes nothing more of its team, or undefined: a later one was posted, or its days are over. */
export const tooLate = (
  { editions }: Partnership,
  month: Month,
  of: 'talk' | 'happened',
  now: Instant,
): TooLate | undefined => {
  if (editions.some((it) => it.month > month && it.ts)) return 'another-since'
  const until = editions.find((it) => it.month === month)?.[of]?.openUntil
  return until && until <= now ? 'settled' : undefined
}

/** They talked, with or without a plan. The days for changes count from when it was first written down. */
export const withTalk = (
  partnership: Partnership,
  month: Month,
  plan: TeamPlan | undefined,
  now: Instant,
  settings: PartnershipSettings,
): Partnership =>
  tooLate(partnership, month, 'talk', now)
    ? partnership
    : change(partnership, month, ({ talk, ...it }) => ({
        ...it,
        talk: { at: now, openUntil: openUntil(now, settings), ...talk, plan },
      }))

/** What became of the plan that a digest asks about. */
export const withHappened = (
  partnership: Partnership,
  month: Month,
  said: Happened,
  now: Instant,
  settings: PartnershipSettings,
): Partnership =>
  tooLate(partnership, month, 'happened', now)
    ? partnership
    : change(partnership, month, (it) =>
        planAsked(partnership, it)
          ? { ...it, happened: { openUntil: it.happened?.openUntil ?? openUntil(now, settings), ...said } }
          : it,
      )

/**
 * The month whose plan the next digest asks about: the newest that is no longer open to changes. It is asked about once
 * more where it was "not yet" or nobody said, and then it is put down.
 */
export const planToAskAbout = (before: readonly Edition[], now: Instant): Month | undefined => {
  const newest = before.findLast(({ talk }) => talk?.plan && talk.openUntil <= now)
  const asked = before.filter(({ frozen }) => newest && frozen?.asks === newest.month)
  const isOver = asked.length > 1 || asked.some(({ happened }) => happened && happened.is !== 'not-yet')
  return isOver ? undefined : newest?.month
}

/** The plan that a digest asks about, where it asks about one that still stands. */
export const planAsked = ({ editions }: Partnership, { frozen }: Edition): TeamPlan | undefined =>
  editions.find(({ month }) => month === frozen?.asks)?.talk?.plan

/** The months whose digests show what was written under one: its own, and those that ask about its plan. */
export const monthsShowing = ({ editions }: Partnership, of: Month): Month[] =>
  editions.filter(({ month, frozen }) => month === of || frozen?.asks === of).map(({ month }) => month)

/**
 * Without the words that a team wrote under a month's digest, in that one and in those that ask about its plan. That it
 * talked stays, and how it said that an earlier plan went: done, partly, not yet.
 */
export const withoutWords = (partnership: Partnership, of: Month): Partnership => ({
  ...partnership,
  editions: partnership.editions.map((it) =>
    it.month === of
      ? {
          ...it,
          ...(it.talk && { talk: { ...it.talk, plan: undefined } }),
          ...(it.happened && { happened: { ...it.happened, line: undefined } }),
        }
      : it.frozen?.asks === of
        ? { ...it, happened: undefined }
        : it,
  ),
})

const change = (partnership: Partnership, month: Month, how: (it: Edition) => Edition): Partnership => ({
  ...partnership,
  editions: partnership.editions.map((it) => (it.month === month ? how(it) : it)),
})
