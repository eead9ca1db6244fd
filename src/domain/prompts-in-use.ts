// Which questions of the bank are asked: an admin looks through them, and switches off single ones. What was asked stays
// as it was asked; what is left must still do for every level.
import { z } from 'zod'
import { type Concept, concepts, type Level, levels, type PromptId } from './model.ts'
import { type Bank, type Prompt, PromptKind, PromptLevel } from './prompt.ts'

/** The bank without what was switched off. */
export const withoutOff = (bank: Bank, off: readonly PromptId[]): Bank => {
  if (off.length === 0) return bank
  const gone = new Set<string>(off)
  return { prompts: bank.prompts.filter(({ id }) => !gone.has(id)) }
}

/** What is looked for among the questions, and which page of it. */
export const PromptWish = z.object({
  search: z.string(),
  concept: z.enum(['all', ...concepts]),
  kind: z.enum(['all', ...PromptKind.options]),
  /** `any` is every wording; `all` is what is worded for everyone. */
  level: z.enum(['any', ...PromptLevel.options]),
  page: z.int(),
})
export type PromptWish = z.infer<typeof PromptWish>
export const allPrompts: PromptWish = { search: '', concept: 'all', kind: 'all', level: 'any', page: 0 }

const promptsOnPage = 6

export type PromptPage = {
  prompts: { prompt: Prompt; isOff: boolean }[]
  found: number
  page: number
  pages: number
}

/** A page of the questions that match, in the order of the bank. A page past the end is the last one. */
export const pageOfPrompts = (bank: Bank, off: readonly PromptId[], wish: PromptWish): PromptPage => {
  const words = wish.search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = bank.prompts.filter(
    ({ id, text, soWhat = '', concept, kind, level }) =>
      (wish.concept === 'all' || concept === wish.concept) &&
      (wish.kind === 'all' || kind === wish.kind) &&
      (wish.level === 'any' || level === wish.level) &&
      words.every((word) => `${id} ${text} ${soWhat}`.toLowerCase().includes(word)),
  )
  const pages = Math.max(1, Math.ceil(found.length / promptsOnPage))
  const page = Math.min(Math.max(0, wish.page), pages - 1)
  const shown = found.slice(page * promptsOnPage, (page + 1) * promptsOnPage)
  return {
    prompts: shown.map((prompt) => ({ prompt, isOff: off.includes(prompt.id) })),
    found: found.length,
    page,
    pages,
  }
}

/** A theme comes once in a cycle of 13 weeks: fewer than this, and one comes twice within 18 months. */
const fewestFresh = 6

/** What is left of a theme for someone of a level, where it is too little. */
export type Shortage = { concept: Concept; level: Level; left: number; light: number }

/** Themes that what is left no longer does for, and that the whole bank would do for. */
export const shortages = (bank: Bank, off: readonly PromptId[]): Shortage[] => {
  const left = withoutOff(bank, off)
  return concepts.flatMap((concept) =>
    levels.flatMap((level) => {
      const [all, now] = [forLevel(bank, concept, level), forLevel(left, concept, level)]
      const isShort = (of: Prompt[]) => of.length < fewestFresh || !of.some(isLight)
      return isShort(now) && now.length < all.length
        ? [{ concept, level, left: now.length, light: now.filter(isLight).length }]
        : []
    }),
  )
}

/** How many questions each theme has, and how many of them are asked. */
export const coverageOf = (bank: Bank, off: readonly PromptId[]) =>
  concepts.map((concept) => {
    const all = bank.prompts.filter((it) => it.concept === concept)
    return { concept, all: all.length, on: all.filter(({ id }) => !off.includes(id)).length }
  })

/** The packs in use, with how many questions each brings and how many of those are switched off. */
export const packsIn = (bank: Bank, off: readonly PromptId[]) =>
  [...Map.groupBy(bank.prompts, ({ pack }) => pack)].map(([pack, prompts]) => ({
    pack,
    prompts: prompts.length,
    off: prompts.filter(({ id }) => off.includes(id)).length,
  }))

const forLevel = ({ prompts }: Bank, concept: Concept, level: Level): Prompt[] =>
  prompts.filter(
    (it) =>
      it.concept === concept &&
      (it.kind === 'weekly' || it.kind === 'diagnosis') &&
      (it.level === 'all' || it.level === level),
  )

const isLight = ({ depth }: Prompt): boolean => depth === 'light'
