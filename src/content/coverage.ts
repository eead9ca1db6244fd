// Whether a bank is worth asking from: enough of everything, nothing asked twice, nothing hard to read. It looks at packs
// that load; it reads no file, prints nothing, and judges no question's sense: that is for a coach who reads it aloud.
import { type Concept, components, concepts, type Level, levels } from '../domain/model.ts'
import {
  approaches,
  citizenFactors,
  mdtEnablers,
  type Prompt,
  type PromptKind,
  type PromptLevel,
  promptKinds,
  promptLevels,
  themes,
} from '../domain/prompt.ts'
import { stepFaults } from './ledger.ts'
import type { Fault, PackRead, PlacedPrompt } from './load-packs.ts'
import { gradeOf, hardWords } from './readability.ts'
import { sharedWords, similarity, type WeighedWords, weigh } from './similarity.ts'

/**
 * From this likeness on, two questions count as one. Measured: among the shipped bank's 17,391 pairs the nearest has
 * 0.36, and twelve of its questions put in other words have 0.40 to 0.81 with themselves, half of them over 0.6.
 */
export const tooAlike = 0.4
/** The highest Flesch-Kincaid grade of a question and of its follow-up. */
export const hardestGrade = (level: PromptLevel): number => (level === 'citizen' ? 6 : 8)
/** Of what a leader may be asked about one thing, the part that looks at what went well. */
export const leastStrengths = 1 / 4
/** A year and a half holds six rounds of 13 weeks, and each is to have a question on leading with citizens. */
export const leastOnCitizens = 6
/** The shipped bank as a whole. */
export const leastPrompts = 182

/** How many prompts there are of something, and how many there should be at the least. */
export type Tally = { name: string; count: number; least: number }
/** What one level may be asked on one theme: everyone's questions and its own. */
export type View = {
  on: Concept | 'look-back' | 'review'
  level: Level
  prompts: number
  strengths: number
  light: number
}
export type Pair = { likeness: number; one: PlacedPrompt; other: PlacedPrompt; shared: () => string[] }
export type Reading = { grade: number; limit: number; field: 'text' | 'so_what'; of: PlacedPrompt }

export type Review = {
  total: Tally
  /** Weekly questions of each concept, by whom they are worded for. */
  weekly: { concept: Concept; cells: Tally[] }[]
  /** Every other thing that is counted: kinds, levels, and each field of tags. */
  tags: { field: string; tallies: Tally[] }[]
  /** For each level, questions on leading with citizens among all that its leaders may be asked week by week. */
  onCitizens: Tally[]
  views: View[]
  /** All pairs, the most alike first. */
  pairs: Pair[]
  /** All questions and follow-ups, the nearest to their limit first. */
  readings: Reading[]
  faults: Fault[]
}

/**
 * Everything there is to say of the packs in use. Minimums are what the shipped bank promises: `told`, they are counted
 * and break nothing, for a bank that stands in its place. Packs out of use count only as words to compare with.
 */
export function reviewPacks(packs: readonly PackRead[], minimums: 'held' | 'told'): Review {
  const inUse = packs.filter((pack) => pack.inUse)
  const placed = inUse.flatMap((pack) => pack.prompts)
  const counted = wanted.map((it) => ({ ...it, found: placed.filter(({ prompt }) => it.has(prompt)) }))
  const tallies = (field: string) =>
    counted.filter((it) => it.field === field).map(({ name, least, found }) => tally(name, found, least))
  const views = viewsOf(placed.map(({ prompt }) => prompt))
  const onCitizens = levels.map((level) =>
    tally(
      level,
      placed.filter(({ prompt }) => isSeenBy(prompt, level) && isOnCitizens(prompt)),
      leastOnCitizens,
    ),
  )
  const pairs = pairsOf(packs)
  const readings = readingsOf(placed)
  const total = tally('prompts', placed, leastPrompts)
  return {
    total,
    weekly: concepts.map((concept) => ({ concept, cells: tallies(concept) })),
    tags: fieldsOfTags.map((field) => ({ field, tallies: tallies(field) })),
    onCitizens,
    views,
    pairs,
    readings,
    faults: [
      ...packs.flatMap(({ folder, prompts, ledger }) => (ledger ? stepFaults(folder, prompts, ledger) : [])),
      ...readings.filter(({ grade, limit }) => grade > limit).map(hardFault),
      ...pairs.filter(({ likeness }) => likeness >= tooAlike).map(pairFault),
      ...sameFollowUps(placed),
      ...(minimums === 'held'
        ? [
            ...counted.flatMap((it) => shortFault(it, placed)),
            ...views.flatMap((view) => viewFaults(view, placed)),
            ...[total, ...onCitizens].flatMap((it) => wholeFault(it, placed)),
          ]
        : []),
    ],
  }
}

export const isShort = ({ count, least }: Tally): boolean => count < least
export const lacksStrength = ({ prompts, strengths }: View): boolean => strengths < prompts * leastStrengths

/** Something that the shipped bank must have enough of. */
type Wanted = { field: string; name: string; least: number; has: (prompt: Prompt) => boolean }

const leastOfKind: Record<PromptKind, number> = {
  // 11 concepts of 13, and 6 on voices from below.
  weekly: 149,
  diagnosis: 8,
  'look-back': 6,
  review: 7,
  team: 12,
}

const fieldsOfTags = ['kind', 'level', 'components', 'approaches', 'mdt', 'citizen', 'themes']

const wanted: readonly Wanted[] = [
  ...concepts.flatMap((concept) =>
    promptLevels.map((level) => ({
      field: concept,
      name: level,
      least: level === 'all' ? 5 : 2,
      has: (it: Prompt) => it.kind === 'weekly' && it.concept === concept && it.level === level,
    })),
  ),
  ...promptKinds.map((kind) => ({
    field: 'kind',
    name: kind,
    least: leastOfKind[kind],
    has: (it: Prompt) => it.kind === kind,
  })),
  ...levels.map((level) => ({
    field: 'level',
    name: level,
    least: 22,
    has: (it: Prompt) => it.level === level,
  })),
  ...tagged('components', components, () => 6),
  ...tagged('approaches', approaches, () => 8),
  ...tagged('mdt', mdtEnablers, () => 3),
  ...tagged('citizen', citizenFactors, () => 2),
  ...tagged('themes', themes, (theme) => (theme === 'voices-from-below' ? 6 : 3)),
]

function tagged<Value extends string>(
  field: 'components' | 'approaches' | 'mdt' | 'citizen' | 'themes',
  values: readonly Value[],
  least: (value: Value) => number,
): Wanted[] {
  return values.map((name) => ({
    field,
    name,
    least: least(name),
    has: (it) => (it[field] as readonly string[]).includes(name),
  }))
}

function tally(name: string, found: readonly unknown[], least: number): Tally {
  return { name, count: found.length, least }
}

function isSeenBy({ kind, level }: Prompt, by: Level): boolean {
  return (kind === 'weekly' || kind === 'diagnosis') && (level === 'all' || level === by)
}

function isOnCitizens(prompt: Prompt): boolean {
  return prompt.citizen.length > 0
}

/** As the curriculum chooses: a diagnosis is one way of asking about its concept. */
function viewsOf(prompts: readonly Prompt[]): View[] {
  return ([...concepts, 'look-back', 'review'] as const).flatMap((on) =>
    levels.map((level) => {
      const seen = prompts.filter((it) =>
        on === 'look-back' || on === 'review'
          ? it.kind === on && (it.level === 'all' || it.level === level)
          : it.concept === on && isSeenBy(it, level),
      )
      return {
        on,
        level,
        prompts: seen.length,
        strengths: seen.filter(({ valence }) => valence === 'strength').length,
        light: seen.filter(({ depth }) => depth === 'light').length,
      }
    }),
  )
}

/** Words are weighed by all packs, so that a small pack which stands alone is measured as the shipped one is. */
function pairsOf(packs: readonly PackRead[]): Pair[] {
  const all = packs.flatMap((pack) => pack.prompts.map((it) => ({ it, inUse: pack.inUse })))
  const weighed = weigh(all.map(({ it }) => it.prompt.text))
  const own = all.flatMap(({ it, inUse }, index): { it: PlacedPrompt; words: WeighedWords }[] => {
    const words = weighed[index]
    return inUse && words ? [{ it, words }] : []
  })
  return own
    .flatMap((other, index) =>
      own.slice(0, index).map((one) => ({
        likeness: similarity(one.words, other.words),
        one: one.it,
        other: other.it,
        shared: () => sharedWords(one.words, other.words),
      })),
    )
    .sort((a, b) => b.likeness - a.likeness)
}

function readingsOf(placed: readonly PlacedPrompt[]): Reading[] {
  return placed
    .flatMap((of): Reading[] => {
      const limit = hardestGrade(of.prompt.level)
      const { text, soWhat } = of.prompt
      return [
        { grade: gradeOf(text), limit, field: 'text', of },
        ...(soWhat ? [{ grade: gradeOf(soWhat), limit, field: 'so_what' as const, of }] : []),
      ]
    })
    .sort((a, b) => b.grade - b.limit - (a.grade - a.limit))
}

function faultAt({ folder, file, line, lines, prompt }: PlacedPrompt, field: string, says: string): Fault {
  return { folder, file, line: lines[field] ?? line, entry: prompt.id, field, says }
}

function hardFault({ grade, limit, field, of }: Reading): Fault {
  const text = (field === 'text' ? of.prompt.text : of.prompt.soWhat) ?? ''
  const hard = hardWords(text).slice(0, 4)
  const how = hard.length > 0 ? `use shorter words than ${hard.join(', ')}` : 'make two short sentences of it'
  const whom = of.prompt.level === 'citizen' ? 'a citizen’s prompt' : 'a prompt'
  return faultAt(
    of,
    field,
    `\`${field}\` reads at grade ${grade.toFixed(1)}; ${limit} is the most for ${whom}: ${how}.`,
  )
}

function pairFault({ likeness, one, other, shared }: Pair): Fault {
  const where = `${one.prompt.id} (${one.file}:${one.lines.text ?? one.line})`
  const words = shared().slice(0, 4).join(', ')
  return faultAt(
    other,
    'text',
    `\`text\` is too much like ${where}: ${likeness.toFixed(2)}, where ${tooAlike} is too much. Both have ${words}. Ask something else in one of them.`,
  )
}

function sameFollowUps(placed: readonly PlacedPrompt[]): Fault[] {
  const bare = ({ prompt }: PlacedPrompt) =>
    prompt.soWhat
      ?.toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ')
  return [...Map.groupBy(placed, bare)].flatMap(([words, [first, ...others]]) =>
    words === undefined || !first
      ? []
      : others.map((it) =>
          faultAt(
            it,
            'so_what',
            `\`so_what\` is the same as that of ${first.prompt.id} (${first.file}:${first.lines.so_what ?? first.line}). Give this prompt a follow-up of its own.`,
          ),
        ),
  )
}

/** At the last prompt that counts, or that is nearest to counting: what is missing can stand below it. */
function shortFault(
  { field, name, least, found }: Wanted & { found: PlacedPrompt[] },
  placed: readonly PlacedPrompt[],
): Fault[] {
  if (found.length >= least) return []
  const concept = concepts.find((it) => it === field)
  const of = concept
    ? `Of weekly prompts on ${concept} with \`level: ${name}\``
    : `Of prompts with \`${field}: ${field === 'kind' || field === 'level' ? name : `[${name}]`}\``
  const near = found.at(-1) ?? placed.findLast(({ prompt }) => prompt.concept === concept)
  return [belowFault(near, placed, `${of} there are ${found.length}, and ${least} are the least.`)]
}

function viewFaults(view: View, placed: readonly PlacedPrompt[]): Fault[] {
  const { on, level, prompts, strengths, light } = view
  const near = placed.findLast(({ prompt }) => (prompt.concept ?? prompt.kind) === on)
  const of = `Of what a ${level} leader may be asked on ${on} (${prompts})`
  const needed = Math.ceil(prompts * leastStrengths)
  return [
    ...(lacksStrength(view)
      ? [
          belowFault(
            near,
            placed,
            `${of}, ${strengths} have \`valence: strength\`, and one in four (${needed}) is the least.`,
          ),
        ]
      : []),
    ...(light === 0
      ? [
          belowFault(
            near,
            placed,
            `${of}, none is light. Without one, two deep prompts could follow one another.`,
          ),
        ]
      : []),
  ]
}

function wholeFault(of: Tally, placed: readonly PlacedPrompt[]): Fault[] {
  if (!isShort(of)) return []
  const what =
    of.name === 'prompts' ? 'The bank' : `What a ${of.name} leader may be asked on leading with citizens`
  return [
    belowFault(undefined, placed, `${what} comes to ${of.count} prompts, and ${of.least} are the least.`),
  ]
}

function belowFault(near: PlacedPrompt | undefined, placed: readonly PlacedPrompt[], says: string): Fault {
  if (near)
    return {
      folder: near.folder,
      file: near.file,
      line: near.line,
      says: `${says} Add what is missing below this prompt.`,
    }
  return { folder: placed[0]?.folder ?? '', says }
}
