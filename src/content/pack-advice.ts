// What to tell a coach whose pack file does not load: one plain sentence or two that say what stands there and what to
// write instead. Pure; where a fault stands is load-packs.ts's to find.
import leven from 'leven'
import type { YAMLError } from 'yaml'
import type { z } from 'zod'
import { PackEntry } from './pack.ts'

type Issue = z.core.$ZodIssue

const fieldNames = Object.keys(PackEntry.shape)

const missing: Record<string, string> = {
  id: 'Every prompt has a name for good: write one, such as `id: perceiving-unheard-voice`.',
  text: 'Write the question itself as `text: >-`, with its words on the next line, two spaces further in.',
  concept: `Write \`concept:\` and one of ${listed(PackEntry.shape.concept.unwrap().options)}.`,
  level: `Write \`level: all\`, or the one level it is worded for: ${listed(PackEntry.shape.level.options)}.`,
  so_what:
    'Write a short follow-up question as `so_what: >-`, with its words on the next line, two spaces further in.',
  source: 'Write `source:` and where the idea comes from, such as `Miller 2023, ways of perceiving`.',
}

/** What is wrong with a field of an entry. `written` is what stands there now. */
export function adviseOnField(issue: Issue, field: string, written: unknown): string {
  if (written === undefined)
    return `\`${field}\` is missing. ${missing[field] ?? `Write \`${field}:\` and its value.`}`
  if (written === null) return `\`${field}\` is empty. Write its value, or take the line away if it has none.`
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    return `\`${shown(written)}\` is not known as ${field}.${didYouMean(written, allowed)} Choose from: ${listed(allowed)}.`
  }
  if (issue.code === 'invalid_type' && issue.expected === 'array')
    return `\`${field}\` is a list, even of one: write it in square brackets, such as \`${field}: [${shown(written)}]\`.`
  if (issue.code === 'invalid_type')
    return `\`${field}\` should be plain words. Put quotation marks round it, such as \`${field}: "${shown(written)}"\`.`
  return `\`${field}\` ${issue.message}.`
}

/** What is wrong with a field that no entry has. */
export function adviseOnUnknownField(field: string): string {
  return `\`${field}\` is not a field of a prompt.${didYouMean(field, fieldNames)} The fields are: ${listed(fieldNames)}.`
}

/** How to line up what stands in a file of prompts. */
const promptsAligned = 'Line up the fields of a prompt with its `id`: two spaces in, under the `i`.'

/** What is wrong with the YAML itself. `line` is the source line that the error points at. */
export function adviseOnYaml(
  error: Pick<YAMLError, 'code' | 'message'>,
  line: string,
  aligned = promptsAligned,
): string {
  const key = /^[\s-]*(\w+):/.exec(line)?.[1] ?? 'text'
  const safer = `Write the words below \`${key}: >-\`, two spaces further in: there, colons and quotation marks need no care.`
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'This line begins with a tab. Use spaces instead, two for each step.'
    case 'DUPLICATE_KEY':
      return 'This prompt has the same field twice. Keep one of them.'
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /:\s.*:\s/.test(line)
        ? `There is a second colon in this line, and YAML takes it for another field. ${safer}`
        : `The line below this one is not lined up with its neighbours. ${aligned}`
    case 'BAD_INDENT':
    case 'MULTILINE_IMPLICIT_KEY':
      return `This line is not lined up with its neighbours, or a bracket above it was not closed. ${aligned}`
    case 'MISSING_CHAR':
      return /quote/.test(error.message)
        ? `A quotation mark opens here and is never closed. ${safer}`
        : `This line is not lined up with its neighbours. ${aligned}`
    case 'BAD_SCALAR_START':
      return `Words in YAML cannot begin with this sign. ${safer}`
    case 'BAD_ALIAS':
      return `Words in YAML cannot begin with a star. ${safer}`
    case 'MULTIPLE_DOCS':
      return 'A line of three hyphens splits the file in two. Take that line away.'
    case 'UNEXPECTED_TOKEN':
      if (/:\s+\*/.test(line)) return adviseOnYaml({ ...error, code: 'BAD_ALIAS' }, line, aligned)
      return `Something here does not belong: often it is words after a closing quotation mark. ${safer}`
    default:
      return `This is not YAML as it should be (${error.message}). ${safer}`
  }
}

/** " Did you mean `…`?", or nothing where none of the words is near. */
export function didYouMean(written: unknown, allowed: readonly string[]): string {
  const word = shown(written).toLowerCase()
  const nearest = allowed
    // A word cut short is that word.
    .map((it) => ({ it, far: word && it.toLowerCase().startsWith(word) ? 1 : leven(word, it.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .at(0)
  return nearest && nearest.far <= Math.max(2, nearest.it.length / 2)
    ? ` Did you mean \`${nearest.it}\`?`
    : ''
}

/** A value as it may be put into a sentence. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function listed(words: readonly string[]): string {
  return words.join(', ')
}
