// The week's theme, and which prompt of the bank a leader gets: deterministic, so that the same history always
// gives the same choice and everyone in a programme meets the same theme in the same week.
import { addDays, mondayOf, weeksBetween } from './calendar.ts'
import {
  type Concept,
  concepts,
  type Delivery,
  type Leader,
  type Level,
  type LocalDate,
  type Theme,
} from './model.ts'
import type { Bank, Prompt } from './prompt.ts'
import type { Programme } from './workspace.ts'

const about = (concept: Concept): Theme => ({ kind: 'weekly', concept })

/** The 13-week cycle: feeling first, a live challenge named in week 2 and looked at anew in week 8, a review last. */
export const cycle: readonly Theme[] = [
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

/** Where a programme's week, named by its Monday, is in its cycle, from 0; undefined before the programme starts. */
export const weekOfCycle = (programme: Programme, monday: LocalDate): number | undefined => {
  const week = weeksBetween(mondayOf(programme.startsOn), monday)
  return week < 0 ? undefined : week % cycleOf(programme).length
}

/**
 * The theme of a programme's week; undefined before the programme starts. In the `balance` rotation each leader has
 * their own: the concept that they answered least lately. Otherwise it is everyone's.
 */
export const themeOf = (programme: Programme, monday: LocalDate, leader?: Leader): Theme | undefined => {
  const week = weekOfCycle(programme, monday)
  if (week === undefined) return undefined
  return programme.rotation === 'balance' ? about(leastLately(leader)) : cycleOf(programme)[week]
}

const cycleOf = ({ rotation }: Programme): readonly Theme[] => (Array.isArray(rotation) ? rotation : cycle)

// Answered longest ago, or never; of those, asked longest ago, so that silence does not bring one theme for ever.
const leastLately = (leader: Leader | undefined): Concept => {
  const ofCycle = cycle.flatMap((it) => (it.kind === 'weekly' ? [it.concept] : []))
  const answered = (concept: Concept) =>
    leader?.reflections.findLast((it) => it.concept === concept && it.delivery)?.at ?? ''
  const asked = (concept: Concept) =>
    leader?.deliveries.findLast(({ prompt }) => prompt.concept === concept)?.askedAt ?? ''
  const lately = (a: Concept, b: Concept) =>
    compare(answered(a), answered(b)) ||
    compare(asked(a), asked(b)) ||
    ofCycle.indexOf(a) - ofCycle.indexOf(b)
  return concepts.toSorted(lately)[0] ?? 'feeling'
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What the choice of a prompt looks at. */
export type Choosing = {
  theme: Theme
  /** Monday of the week that it is for, and where that week is in its cycle, from 0. */
  weekOf: LocalDate
  week: number
  level: Level | undefined
  /** What was asked before, oldest first. */
  history: readonly Delivery[]
  bank: Bank
  /** The theme of the week after, where it is known. */
  nextTheme?: Theme
  /** Prompts that are not wanted just now, unless nothing else is left. */
  except?: readonly string[]
}

/** What was asked within this many weeks is not asked again: 18 months, or six cycles. */
const freshAfterWeeks = 78

/**
 * The prompt to ask. The rules, each passed over where it would leave nothing: never two deep in a row; nothing of the
 * last 18 months; one strength in four; a question on citizens' leadership in each cycle; never seen before seen; the
 * leader's own level before `all`. Of what is left, those go first that are hardest to place later (deep, not a
 * strength), so that no later week is left without a choice; then the least recent. Undefined where the bank has nothing
 * for the theme.
 */
export const choosePrompt = ({
  theme,
  weekOf,
  week,
  level,
  history,
  bank,
  nextTheme,
  except = [],
}: Choosing): Prompt | undefined => {
  const asked = history.map(({ prompt }) => prompt)
  // A question that was put aside for another was seen as well, and so was the other where they went back from it.
  const lastAsked = new Map(
    history.flatMap((it, index) =>
      [...it.swapped, ...(it.another ? [it.another] : []), it.prompt.id].map(
        (id) => [id, { index, weekOf: it.weekOf }] as const,
      ),
    ),
  )
  const isFreshOn = (monday: LocalDate) => {
    const longAgo = addDays(monday, -7 * freshAfterWeeks)
    return ({ id }: Prompt) => (lastAsked.get(id)?.weekOf ?? longAgo) <= longAgo
  }
  const isOwnLevel = (it: Prompt) => it.level === level
  const cycleBegan = addDays(weekOf, -7 * week)
  const citizensWereMet = history.some((it) => it.weekOf >= cycleBegan && it.prompt.onCitizens)

  const suitable = (to: Theme) =>
    bank.prompts.filter((it) => fits(it, to) && (it.level === 'all' || isOwnLevel(it)))
  // What next week has left: where that is only deep ones, or no strength, this week's had better make up for it.
  const next = nextTheme ? suitable(nextTheme).filter(isFreshOn(addDays(weekOf, 7))) : []
  const nextIsDeep = next.length > 0 && !next.some(isLight)
  const nextIsNoStrength = next.length > 0 && !next.some(isStrength)
  const without = asked.length - 1 - asked.findLastIndex(({ valence }) => valence === 'strength')
  const strengthIsDue = without >= (nextIsNoStrength ? 1 : 2)

  // Citizen leaders' own questions are all about it; for the others there are just enough.
  const keptForLater = level === 'citizen' ? [] : [(it: Prompt) => !isOnCitizens(it)]
  const rules: ((it: Prompt) => boolean)[] = [
    ({ id }) => !except.includes(id),
    ...(asked.at(-1)?.depth === 'deep' || nextIsDeep ? [isLight] : []),
    isFreshOn(weekOf),
    ...(strengthIsDue ? [isStrength] : []),
    ...(citizensWereMet ? keptForLater : [isOnCitizens]),
    ({ id }) => !lastAsked.has(id),
    isOwnLevel,
    (it) => !isLight(it),
    ...(strengthIsDue ? [] : [(it: Prompt) => !isStrength(it)]),
  ]
  const left = rules.reduce(preferring, suitable(theme))
  const age = ({ id }: Prompt) => lastAsked.get(id)?.index ?? -1
  return left.toSorted((a, b) => age(a) - age(b))[0]
}

/** The questions that a programme draws on: those of its packs, or all. */
export const bankOf = ({ packs }: Programme, bank: Bank): Bank =>
  packs.length === 0
    ? bank
    : { prompts: bank.prompts.filter(({ pack }) => pack === undefined || packs.includes(pack)) }

/** A prompt as a delivery keeps it: in the words in which it is asked, whatever becomes of the pack. */
export const asAsked = (prompt: Prompt): Delivery['prompt'] | undefined => {
  const { id, concept, kind, depth, valence, text, soWhat } = prompt
  // A question for a team is not one to put to a leader.
  if (kind === 'team') return undefined
  return { id, concept, kind, depth, valence, text, soWhat, onCitizens: isOnCitizens(prompt) }
}

const isLight = ({ depth }: Prompt): boolean => depth === 'light'
const isStrength = ({ valence }: Prompt): boolean => valence === 'strength'
const isOnCitizens = ({ citizen }: Prompt): boolean => citizen.length > 0

// Diagnosis prompts (technical or adaptive?) are one way of identifying the challenge.
const fits = (prompt: Prompt, theme: Theme): boolean =>
  theme.kind === 'weekly'
    ? prompt.concept === theme.concept && (prompt.kind === 'weekly' || prompt.kind === 'diagnosis')
    : prompt.kind === theme.kind

const preferring = (prompts: Prompt[], rule: (it: Prompt) => boolean): Prompt[] => {
  const kept = prompts.filter(rule)
  return kept.length > 0 ? kept : prompts
}
