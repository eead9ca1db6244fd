// A partnership's month, as data: what it was asked about and which question its digest puts to the team. What may be
// shown of anyone's is decided in sharing.ts.
import { addDays, addMonths, firstDayOf, lastDayOf, mondayOf } from './calendar.ts'
import { themeOf } from './curriculum.ts'
import { type Concept, concepts, type LocalDate, type Month, type Theme } from './model.ts'
import type { Prompt } from './prompt.ts'
import { setDays } from './rhythm.ts'
import { lastDayOfAsking } from './schedule.ts'
import type { Context, Edition, PartnershipSettings, Programme } from './workspace.ts'

/**
 * The concepts that a partnership's programmes asked about in a month: known from the calendar alone, so none of a
 * programme in which each has a theme of their own.
 */
export const conceptsOf = (settings: PartnershipSettings, month: Month, context: Context): Concept[] => {
  const asked = themesOf(settings, month, context)
  return concepts.filter((concept) => asked.some((it) => it.kind === 'weekly' && it.concept === concept))
}

/**
 * The digests of a cycle before the one that ends it: those of two more months, as far as they appeared. Undefined where
 * no cycle ends: none of the partnership's programmes asked its review in that month, or one of these digests ended a
 * cycle itself. Two cycles that overlap could be taken from one another.
 */
export const cycleEndedBy = (
  settings: PartnershipSettings,
  before: readonly Edition[],
  month: Month,
  context: Context,
): Edition[] | undefined => {
  const cycle = before.filter((it) => it.frozen && addMonths(month, -2) <= it.month && it.month < month)
  const isReview = themesOf(settings, month, context).some(({ kind }) => kind === 'review')
  return isReview && !cycle.some(({ frozen }) => frozen?.figures.ofCycle) ? cycle : undefined
}

const themesOf = (settings: PartnershipSettings, month: Month, context: Context): Theme[] => {
  const found: Theme[] = []
  const together = context.programmes.filter(
    ({ id, rotation }) => settings.programmes.includes(id) && rotation !== 'balance',
  )
  for (const programme of together) {
    for (let monday = mondayOf(firstDayOf(month)); monday <= lastDayOf(month); monday = addDays(monday, 7)) {
      const theme = themeOf(programme, monday)
      const isInMonth = setDays(programme, monday).some(
        (day) => firstDayOf(month) <= day && day <= lastDayOf(month) && asksOn(programme, day),
      )
      if (theme && isInMonth) found.push(theme)
    }
  }
  return found
}

const asksOn = (programme: Programme, day: LocalDate): boolean =>
  programme.startsOn <= day && day <= (lastDayOfAsking(programme) ?? day)

/** The question for the team, from those least recently put to this partnership. */
export const teamQuestion = (before: readonly Edition[], context: Context): Prompt | undefined => {
  const asked = before.flatMap(({ frozen }) => frozen?.question?.id ?? [])
  const questions = context.bank.prompts.filter(({ kind }) => kind === 'team')
  const longestAgo = Math.min(...questions.map(({ id }) => asked.lastIndexOf(id)))
  return questions.find(({ id }) => asked.lastIndexOf(id) === longestAgo)
}
