// What a coach may write in a pack file: a list of prompts in YAML, and how a prompt must be worded. Each rule
// carries its own sentence for the person who broke it. Reading files and placing faults is load-packs.ts.
import { z } from 'zod'
import { kindsWithConcept, kindsWithSoWhat, Prompt } from '../domain/prompt.ts'

const minWords = 15
const maxWords = 35
const maxSentences = 2

const fields = Prompt.shape

/** One prompt as it stands in a file. Field names are YAML's: `so_what`, not `soWhat`. */
export const PackEntry = z
  .strictObject({
    id: fields.id
      .regex(
        /^[a-z0-9]+(-[a-z0-9]+)*$/,
        'must be made of small letters, figures and hyphens, such as perceiving-unheard-voice',
      )
      .describe('A name for good: never reused and never changed, even when the words are.'),
    text: z
      .string()
      .superRefine(wordedWell)
      .describe(
        'A concrete event of the last week, then one open question. 15 to 35 words, two sentences at most.',
      ),
    kind: fields.kind.describe('What it is for. Left out, it is weekly.'),
    concept: fields.concept.describe('The one dimension or move it belongs to.'),
    level: fields.level.describe('Who it is worded for.'),
    depth: fields.depth.describe('How much it asks of its reader. Left out, it is light.'),
    valence: fields.valence.describe('Where it looks. Left out, it is neutral.'),
    so_what: filled(z.string()).optional().describe('The follow-up that takes "what" to "so what".'),
    example: filled(z.string()).optional().describe('A good short answer that someone might give.'),
    components: fields.components,
    approaches: fields.approaches,
    mdt: fields.mdt,
    citizen: fields.citizen,
    themes: fields.themes,
    source: filled(z.string()).describe(
      'Where the idea comes from: who wrote it, when, and what it is called there.',
    ),
  })
  .refine((entry) => entry.concept !== undefined || !kindsWithConcept.includes(entry.kind), {
    path: ['concept'],
    params: { missing: true },
    when: hasKnownKind,
  })
  .refine((entry) => entry.so_what !== undefined || !kindsWithSoWhat.includes(entry.kind), {
    path: ['so_what'],
    params: { missing: true },
    when: hasKnownKind,
  })
export type PackEntry = z.infer<typeof PackEntry>

/** A whole file of prompts. */
export const PackFile = z.array(PackEntry)
export type PackFile = z.infer<typeof PackFile>

/** A pack's optional `pack.yml`: whether it stands in place of what Balcony ships, or beside it. */
export const PackSheet = z.strictObject({ replaces: z.literal('shipped').optional() })
export type PackSheet = z.infer<typeof PackSheet>

/** The prompt that an entry describes. */
export function promptOf({ so_what, ...entry }: PackEntry): Prompt {
  return so_what === undefined ? entry : { ...entry, soWhat: so_what }
}

/** The words of a text as a reader counts them. */
export function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

// Made once: making it takes longer than reading a prompt with it.
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

export function sentencesIn(text: string): number {
  return [...sentences.segment(text.trim())].length
}

function wordedWell(text: string, context: z.RefinementCtx) {
  const words = wordsIn(text).length
  const count = sentencesIn(text)
  const say = (message: string) => context.addIssue({ code: 'custom', message })
  if (words < minWords)
    say(
      `has ${counted(words, 'word')}; write ${minWords} to ${maxWords}: something concrete of the last week, then one question`,
    )
  if (words > maxWords)
    say(`has ${words} words; cut it to ${maxWords} at most, so that it can be read at a glance`)
  if (count > maxSentences) say(`has ${count} sentences; write two at most: the event, then the question`)
  if (words > 0 && !/\?["”’']?$/.test(text.trim()))
    say('does not ask anything; end it with one open question and its question mark')
}

function filled(schema: z.ZodString) {
  return schema.regex(/\S/, 'is empty; write something, or take the line away')
}

/** What a kind asks for can be told even where other fields are wrong, as long as the kind itself is not. */
function hasKnownKind({ value }: { value: unknown }): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    fields.kind.safeParse(value.kind).success
  )
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}
