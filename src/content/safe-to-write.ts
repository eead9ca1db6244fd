// A pack's `safe-to-write.yml`: what counts as a sign of who someone is or of distress, and where to turn. Every list is
// optional. Like the rest of a pack it is written by people who do not program, so each fault says what to write instead.
import { z } from 'zod'
import { Nation, nations } from '../domain/model.ts'
import type { Help, Safety } from '../domain/safe-to-write.ts'
import type { Fault } from './load-packs.ts'
import { didYouMean, listed, shown } from './pack-advice.ts'
import { type Page, placeOf } from './page.ts'

/** In a pack's folder, beside its prompts. */
export const safetyFile = 'safe-to-write.yml'

/** How to line up what stands in it. */
export const safetyAligned = 'Line it up with the lines above and below that are of its kind, with spaces.'

const text = (most: number) =>
  z
    .string()
    .regex(/\S/, 'is empty; write something, or take the line away')
    .max(most, `is too long; ${most} characters are the most, so that it can be read at a glance`)
const phrase = text(100).regex(/\p{L}/u, 'has no word in it; write the words as someone might say them')
const oneWord = (like: string) =>
  z
    .string()
    .max(30, `is too long; write one word, such as \`${like}\``)
    .regex(/^[\p{L}\p{M}'’-]+\.?$/u, `is not one word; write one, such as \`${like}\``)

const shape = z
  .string()
  .max(30, 'is too long; 30 characters are the most')
  .regex(
    /^[A-Z0-9 ./_-]+$/,
    'is not a shape; write 9 for a figure and A for a letter, and what never changes as it is, in capitals: `H9999999`',
  )
  .refine(
    (it) => (it.match(/[9A]/g) ?? []).length >= 4 && it.includes('9'),
    'would fit too much; write out every figure as 9 and every letter as A, four of them at the least: `H9999999`',
  )

const helpEntry = z.strictObject({
  tier: z
    .enum(['now', 'soon', 'both'])
    .describe('Shown where a life may be in danger (now), where someone is worn out (soon), or in both.'),
  name: text(80).describe('Who it is.'),
  says: text(160).describe('What they do, in one plain sentence.'),
  contact: text(120).describe('How to reach them. Try every number before you write it down.'),
}) satisfies z.ZodType<Help>

const helpOfNation = z
  .array(helpEntry)
  .refine((list) => list.some(({ tier }) => tier !== 'soon'), {
    message: 'has nowhere to turn now; add an entry with `tier: now`, such as the emergency number',
  })
  .refine((list) => list.some(({ tier }) => tier !== 'now'), {
    message: 'has nowhere to turn soon; add an entry with `tier: soon`, such as occupational health',
  })

/** The file as it stands. Field names are YAML's: `not_names`, not `notNames`. */
export const SafetyFile = z.strictObject({
  titles: z
    .array(oneWord('Dr.'))
    .optional()
    .describe('Words before a name. A full stop says that it is short for something: "Dr." finds "Dr" too.'),
  not_names: z
    .array(oneWord('Practitioner'))
    .optional()
    .describe('Words that follow a title and are nobody’s name, such as "Practitioner" after "Nurse".'),
  shapes: z
    .array(shape)
    .optional()
    .describe('Your own numbers: 9 is any figure, A any letter, and the rest is itself: "H9999999".'),
  distress: z
    .strictObject({
      little_words: z
        .array(oneWord('really'))
        .optional()
        .describe('Words that may stand within any phrase and change nothing: "I just can’t cope".'),
      now: z.array(phrase).optional().describe('What someone says whose life may be in danger.'),
      soon: z.array(phrase).optional().describe('What someone says who is worn out or in despair.'),
      except: z.array(phrase).optional().describe('Talk of work that would be taken for one of these.'),
    })
    .optional()
    .describe('Phrases as someone might say them. With a full stop: only where a thought ends there.'),
  help: z
    .partialRecord(Nation, helpOfNation)
    .optional()
    .describe(
      'Where to turn, in place of the shipped list of each nation that you name: somewhere now and somewhere soon.',
    ),
})
export type SafetyFile = z.infer<typeof SafetyFile>

/**
 * All packs' lists together. They only ever add to each other, also where a pack's prompts stand in place of another's:
 * what is looked for must not shrink unnoticed. Only `help` is replaced, nation by nation, by the latest pack that has it.
 */
export const safetyOf = (files: readonly SafetyFile[]): Safety => {
  const all = (list: (file: SafetyFile) => readonly string[] | undefined) => [
    ...new Set(files.flatMap((file) => list(file) ?? [])),
  ]
  const helpIn = (nation: Nation): readonly Help[] =>
    files.findLast((file) => file.help?.[nation])?.help?.[nation] ?? []
  return {
    titles: all((it) => it.titles),
    notNames: all((it) => it.not_names),
    shapes: all((it) => it.shapes),
    distress: {
      littleWords: all((it) => it.distress?.little_words),
      now: all((it) => it.distress?.now),
      soon: all((it) => it.distress?.soon),
      except: all((it) => it.distress?.except),
    },
    help: {
      england: helpIn('england'),
      wales: helpIn('wales'),
      scotland: helpIn('scotland'),
      'northern-ireland': helpIn('northern-ireland'),
      none: helpIn('none'),
    },
  }
}

/** What stands in the file, or what is wrong with it. */
export const readSafety = ({ at, document, lineAt }: Page): { safety?: SafetyFile; faults: Fault[] } => {
  const written: unknown = document.toJS() ?? {}
  const checked = SafetyFile.safeParse(written)
  if (checked.success) return { safety: checked.data, faults: [] }
  const findings = checked.error.issues.flatMap((issue) => findingsOf(issue, written))
  return {
    faults: findings.map(({ path, says }) => {
      const entry = entryOf(path, written)
      const field = entry && path.length === 3 ? undefined : fieldOf(path)
      const line = lineAt(placeOf(document.contents, path) ?? document.contents?.range?.[0] ?? 0)
      return { ...at, line, ...(entry && { entry }), ...(field && { field }), says }
    }),
  }
}

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]
type Finding = { path: Path; says: string }

/** One finding for each field that an issue of zod's concerns. */
const findingsOf = (issue: Issue, whole: unknown): Finding[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...issue.path, key], says: adviseOnUnknown(issue.path, key) }))
    : [{ path: issue.path, says: advise(issue, valueAt(issue.path, whole)) }]

const missing: Record<string, string> = {
  tier: 'Write `tier: now`, `tier: soon` or `tier: both`.',
  name: 'Write who it is, such as `name: Samaritans`.',
  says: 'Write in one plain sentence what they do, as `says: …`.',
  contact: 'Write how to reach them, such as `contact: Call 116 123 (free)`.',
}

const advise = (issue: Issue, written: unknown): string => {
  const last = issue.path.at(-1)
  const subject = typeof last !== 'number' || written === '' ? fieldOf(issue.path) : shown(written)
  if (written === undefined) return `\`${subject}\` is missing. ${missing[subject] ?? ''}`
  if (issue.code === 'invalid_type') {
    if (written === null)
      return `There is nothing written here. Write what belongs to \`${fieldOf(issue.path)}\`, or take the line away.`
    if (issue.expected === 'array')
      return `\`${subject}\` is a list: put each thing on a line of its own below it, after a hyphen and a space.`
    if (issue.expected === 'string')
      return `\`${shown(written)}\` should be plain words. Put quotation marks round it: "${shown(written)}".`
    return `This is not written as it should be. ${shapeOf(issue.path)}`
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    return `\`${shown(written)}\` is not known as ${subject}.${didYouMean(written, allowed)} Choose from: ${listed(allowed)}.`
  }
  return `\`${subject}\` ${issue.message}.`
}

const adviseOnUnknown = (path: Path, key: string): string => {
  const known = keysAt(path)
  const where = path[0] === 'help' ? (path.length === 1 ? 'a nation' : 'a part of an entry') : 'a list'
  return `\`${key}\` is not ${where} here.${didYouMean(key, known)} There are: ${listed(known)}.`
}

const keysAt = (path: Path): readonly string[] => {
  if (path.length === 0) return Object.keys(SafetyFile.shape)
  if (path[0] === 'distress') return Object.keys(SafetyFile.shape.distress.unwrap().shape)
  return path.length === 1 ? nations : Object.keys(helpEntry.shape)
}

const shapeOf = (path: Path): string =>
  path[0] === 'help' && path.length > 1
    ? 'An entry begins with `- tier: …`, its other fields below the `tier`, each as `field: value`.'
    : `Write one or more of these, each with a colon after it and what belongs to it below: ${listed(keysAt(path))}.`

/** Names from the top, without places in a list: `distress.now`. Within an entry of `help` the field's name is enough. */
const fieldOf = (path: Path): string => {
  const names = path.filter((it) => typeof it === 'string')
  return names.length > 2 ? (names.at(-1) ?? '') : names.join('.')
}

/** Which entry of `help` it is in: by its name, or by its place where it has none. */
const entryOf = ([top, nation, index]: Path, whole: unknown): string | undefined => {
  if (top !== 'help' || typeof index !== 'number') return undefined
  const name = valueAt([top, nation ?? '', index, 'name'], whole)
  return `${String(nation)}: ${typeof name === 'string' && name.trim() ? name : `number ${index + 1}`}`
}

const valueAt = (path: Path, whole: unknown): unknown =>
  path.reduce((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], whole)
