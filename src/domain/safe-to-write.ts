// Whether words are safe to keep, show again or share: what could tell who someone is, and what sounds like distress.
// It looks on this machine and hands out kinds, never what it found. The lists are a pack's: content/safe-to-write.ts.
import { distressIn } from './distress.ts'
import { identifiersIn } from './identifiers.ts'
import type { Nation } from './model.ts'

/**
 * What could tell who someone is, in the order in which it is told. `nhs-number` stands for the Scottish CHI number and
 * the Health and Care number of Northern Ireland too: all three are made alike. `own` is an organisation's own.
 */
export const identifierKinds = [
  'nhs-number',
  'date-of-birth',
  'phone',
  'email',
  'postcode',
  'national-insurance',
  'mention',
  'name',
  'own',
] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** How soon someone should turn to somebody: `now` where a life may be in danger, `soon` where it is getting too much. */
export const distressTiers = ['now', 'soon'] as const
export type DistressTier = (typeof distressTiers)[number]

/** Phrases in plain words, of any case and with any apostrophe. With a full stop: only where a thought ends there. */
export type DistressWords = {
  now: readonly string[]
  soon: readonly string[]
  /** Longer phrases that speak of the same things as work, and so excuse what stands within them. */
  except: readonly string[]
  /** Words that may stand within any phrase and change nothing: "I just can't cope". */
  littleWords: readonly string[]
}

/** Where to turn. `says` is one plain sentence, `contact` how to reach it. */
export type Help = { tier: DistressTier | 'both'; name: string; says: string; contact: string }

/** All that the check goes by, from the packs. */
export type Safety = {
  /** Titles that stand before a name. One with a full stop is short for something: "Dr." is found as "Dr" too. */
  titles: readonly string[]
  /** Words that follow a title and are no name: "Nurse Practitioner". */
  notNames: readonly string[]
  /** The organisation's own numbers, such as `H9999999`: 9 is any figure, A any letter, the rest is itself. */
  shapes: readonly string[]
  distress: DistressWords
  help: Readonly<Record<Nation, readonly Help[]>>
}

export type Screened = {
  /** Each kind once, in the order of `identifierKinds`. Never what was found, nor where. */
  identifiers: readonly IdentifierKind[]
  /** There is an NHS number or a date of birth: whatever its author says, this is neither shared nor exported. */
  always: boolean
  distress?: DistressTier
}

/** Kinds that nobody can confirm away. */
const alwaysStop: readonly IdentifierKind[] = ['nhs-number', 'date-of-birth']

/** Looks through what someone wrote. It finds patterns: whether anyone could be recognised, only its author can say. */
export const screen = (text: string, safety: Safety): Screened => {
  const found = identifiersIn(text, safety)
  const identifiers = identifierKinds.filter((kind) => found.has(kind))
  const distress = distressIn(text, safety.distress)
  return {
    identifiers,
    always: identifiers.some((kind) => alwaysStop.includes(kind)),
    ...(distress && { distress }),
  }
}

export const isClear = ({ identifiers, distress }: Screened): boolean =>
  identifiers.length === 0 && distress === undefined

/** Where to turn in a nation, in the pack's order: for one tier, or all there is. */
export const helpFor = (safety: Safety, nation: Nation, tier?: DistressTier): readonly Help[] =>
  safety.help[nation].filter((it) => tier === undefined || it.tier === tier || it.tier === 'both')
