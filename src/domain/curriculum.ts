// The week's theme, and which prompt of the bank a leader gets: deterministic, so that the same history always
// gives the same choice and everyone in a programme meets the same theme in the same week.
import { mondayOf, weeksBetween } from './calendar.ts'
import type { Concept, Delivery, Level, LocalDate, Programme } from './model.ts'
import type { Bank, Prompt } from './prompt.ts'

/** What a week is about. Two weeks of the cycle have no concept of their own: they look back, or review. */
export type Theme = { kind: 'weekly'; concept: Concept } | { kind: 'look-back' } | { kind: 'review' }

const about = (concept: Concept): Theme => ({ kind: 'weekly', concept })

/** The 13-week cycle: feeling first, a live challenge named in week 2 and diagnosed anew in week 8, a review last. */
const cycle: readonly Theme[] = [
  about('feeling'),
  about('identify'),
  about('perceiving'),
  about('balcony'),
  about('thinking'),
  about('relating'),
  about('regulate'),
  { kind: 'look-back' },
  about('attention'),
  about('doing'),
  about('give-back'),
  about('being'),
  { kind: 'review' },
]

/** The theme of a programme's week, named by its Monday; undefined before the programme starts. */
export const themeOf = (programme: Programme, monday: LocalDate): Theme | undefined => {
  const week = weeksBetween(mondayOf(programme.startsOn), monday)
  return week < 0 ? undefined : cycle[week % cycle.length]
}

/**
 * The prompt to ask, by these rules in this order: never two deep in a row; never seen before seen, then least
 * recently seen; a strength where none of the last three was one; the leader's own level before `all`. A rule
 * that would leave nothing is passed over. Undefined where the bank has nothing for the theme.
 */
export const choosePrompt = (
  theme: Theme,
  level: Level | undefined,
  history: readonly Delivery[],
  bank: Bank,
  except: readonly string[] = [],
): Prompt | undefined => {
  const asked = history.map(({ prompt }) => prompt)
  const lastSeen = ({ id }: Prompt) =>
    history.findLastIndex(({ prompt, swapped }) => prompt.id === id || swapped.includes(id))
  const isOwnLevel = (it: Prompt) => it.level === level
  const strengthIsDue = asked.length >= 3 && asked.slice(-3).every(({ valence }) => valence !== 'strength')

  let left = bank.prompts.filter((it) => fits(it, theme) && (it.level === 'all' || isOwnLevel(it)))
  left = preferring(left, (it) => !except.includes(it.id))
  if (asked.at(-1)?.depth === 'deep') left = preferring(left, ({ depth }) => depth === 'light')
  const longestAgo = Math.min(...left.map(lastSeen))
  left = left.filter((it) => lastSeen(it) === longestAgo)
  if (strengthIsDue) left = preferring(left, ({ valence }) => valence === 'strength')
  return preferring(left, isOwnLevel)[0]
}

// Diagnosis prompts (technical or adaptive?) are one way of identifying the challenge.
const fits = (prompt: Prompt, theme: Theme): boolean =>
  theme.kind === 'weekly'
    ? prompt.concept === theme.concept && (prompt.kind === 'weekly' || prompt.kind === 'diagnosis')
    : prompt.kind === theme.kind

const preferring = (prompts: Prompt[], rule: (it: Prompt) => boolean): Prompt[] => {
  const kept = prompts.filter(rule)
  return kept.length > 0 ? kept : prompts
}
