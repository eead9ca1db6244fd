// A partnership's month, as data: what it was asked about and which question its digest puts to the team. What may be
// shown of anyone's is decided in sharing.ts.
import { addDays, firstDayOf, lastDayOf, mondayOf } from './calendar.ts'
import { themeOf } from './curriculum.ts'
import { type Concept, concepts, type LocalDate, type Month } from './model.ts'
import type { Prompt } from './prompt.ts'
import { setDays } from './rhythm.ts'
import { lastDayOfAsking } from './schedule.ts'
import type { Context, Edition, PartnershipSettings, Programme } from './workspace.ts'

/** The concepts that a partnership's programmes asked about in a month: known from the calendar alone. */
export const conceptsOf = (settings: PartnershipSettings, month: Month, context: Context): Concept[] => {
  const found = new Set<Concept>()
  for (const programme of context.programmes.filter(({ id }) => settings.programmes.includes(id))) {
    for (let monday = mondayOf(firstDayOf(month)); monday <= lastDayOf(month); monday = addDays(monday, 7)) {
      const theme = themeOf(programme, monday)
      const isInMonth = setDays(programme, monday).some(
        (day) => firstDayOf(month) <= day && day <= lastDayOf(month) && asksOn(programme, day),
      )
      if (theme?.kind === 'weekly' && isInMonth) found.add(theme.concept)
    }
  }
  return concepts.filter((concept) => found.has(concept))
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
