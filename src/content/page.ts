// One YAML file that a person wrote: parsed, with what is needed to say where in it something stands; or what keeps it
// from being read at all, in words for someone who does not program.
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import { adviseOnYaml } from './pack-advice.ts'

/** Where it is, for whoever is told of a fault. */
export type At = { folder: string; file: string }

export type Page = {
  at: At
  document: Document.Parsed
  /** Counts from 1. */
  lineAt(offset: number): number
}

/** What a kind of file says of itself where YAML refuses something: how its lines are aligned, and of a name that is there twice. */
export type Manner = { aligned?: string; twice?: string }

/**
 * The page, or what keeps it from being read. That is reported alone, and of what YAML itself refuses only the first:
 * whatever else seems wrong may follow from it.
 */
export const readPage = (
  source: string,
  at: At,
  manner: Manner = {},
): Page | { broken: { line: number; says: string }[] } => {
  const counter = new LineCounter()
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false })
  const lineAt = (offset: number) => counter.linePos(offset).line
  const broken = brokenLines(source, document, lineAt, manner)
  return broken.length > 0 ? { broken } : { at, document, lineAt }
}

/** Where in the file a path leads: at its own name or line, or at what it is missing from. Undefined for an empty file. */
export const placeOf = (node: unknown, [key, ...deeper]: readonly PropertyKey[]): number | undefined => {
  const pair = isMap(node) ? node.items.find((it) => isScalar(it.key) && it.key.value === key) : undefined
  const next = pair ? pair.value : isSeq(node) && typeof key === 'number' ? node.items[key] : undefined
  const here = isScalar(pair?.key) ? pair.key : next
  const start = isMap(here) || isSeq(here) || isScalar(here) ? here.range?.[0] : undefined
  return deeper.length > 0 ? (placeOf(next, deeper) ?? start) : start
}

const brokenLines = (
  source: string,
  document: Document.Parsed,
  lineAt: Page['lineAt'],
  { aligned, twice }: Manner,
) => {
  const lines = source.split('\n')
  const advise = (line: number, wrong: Wrong) => ({
    line,
    says: adviseOnYaml(wrong, lines[line - 1] ?? '', aligned),
  })
  const garbled = lines.findIndex((line) => line.includes('\uFFFD'))
  if (garbled >= 0)
    return [{ line: garbled + 1, says: 'A letter here cannot be read. Save the file again as UTF-8.' }]
  const first = document.errors[0] ?? aliasIn(document)
  if (!first) return []
  const tabbed = lines.flatMap((line, index) => (/^ *\t/.test(line) ? [index + 1] : []))
  if (tabbed.length > 0) return tabbed.map((line) => advise(line, { ...first, code: 'TAB_AS_INDENT' }))
  const line = lineAt(startOf(first, document, source))
  return [first.code === 'DUPLICATE_KEY' && twice ? { line, says: twice } : advise(line, first)]
}

type Wrong = Pick<YAMLError, 'code' | 'message' | 'pos'>

/** A reference to another part of the file. Nobody needs one here: it is a star for emphasis that went astray. */
const aliasIn = (document: Document.Parsed): Wrong | undefined => {
  let found: Wrong | undefined
  visit(document, {
    Alias: (_, { source, range }) => {
      found = { code: 'BAD_ALIAS', message: source, pos: [range?.[0] ?? 0, range?.[1] ?? 0] }
      return visit.BREAK
    },
  })
  return found
}

/**
 * A quotation mark that is never closed is noticed at the end of the file; the one that opens is what to mend. A field
 * that comes twice is noticed at the end of the line above.
 */
const startOf = (error: Wrong, document: Document.Parsed, source: string): number => {
  let start = error.pos[0]
  if (error.code === 'DUPLICATE_KEY') return start + source.slice(start).search(/\S|$/)
  if (error.code !== 'MISSING_CHAR' || !/quote/.test(error.message)) return start
  visit(document, {
    Scalar: (_, { type, range }) => {
      if ((type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE') && range) start = range[0]
    },
  })
  return start
}
