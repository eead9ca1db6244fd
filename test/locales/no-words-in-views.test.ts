// Every word that a person reads stands in src/locales: so that it can be read as a whole, held to its rules, and one
// day be said in Welsh. Here the code is parsed, and whatever it says in words is either in the short list or a fault.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && /\.tsx?$/.test(it.name))
    .map((it) => relative(root, join(it.parentPath, it.name)).replaceAll('\\', '/'))
const files = [...['src/slack', 'src/flows', 'src/domain'].flatMap(filesUnder), 'src/app.ts', 'src/ports.ts']

/** What is called with words that no leader and no admin reads, and why. */
const notRead: [callee: RegExp, why: string][] = [
  [/(^|\.)log\.(info|warn|error)$/, 'the operator’s log'],
  [/^(new )?\w*Error$/, 'a fault in the code, which the log tells the operator'],
  [/^new CannotStart$/, 'the operator reads it at the start; it is worded where the fault is found'],
  [/^new RegExp$/, 'a pattern'],
  [/\.startsWith$/, 'what another program says'],
  [/(^|\.)beside\.run$/, 'the name of some work, in the log'],
  [/\.refine$/, 'what is wrong with a document, for the log'],
]
/** Files that hold words for another reason. */
const exempt: Record<string, string> = {
  'src/domain/identifiers.ts': 'patterns of what people write',
}

type Node = { type: string; start: number; end: number; [field: string]: unknown }
const isNode = (it: unknown): it is Node => typeof (it as Node | null)?.type === 'string'

/** What a literal says, with a figure for whatever is filled in. */
const textOf = (node: Node): string | undefined => {
  if (node.type === 'Literal' || node.type === 'JSXText') {
    return typeof node.value === 'string' ? node.value : undefined
  }
  if (node.type !== 'TemplateLiteral') return undefined
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('0')
}

/** Two words or more, of which what is filled in may be one; or on a screen of Slack's a single word such as `Close`. */
const isWords = (text: string, isOnScreen: boolean): boolean => {
  const words = text
    .split(/\s+/)
    .filter((it) => /^[\p{P}\p{S}]*(\p{L}[\p{L}’'/.-]*|0)[\p{P}\p{S}]*$/u.test(it))
  const isTold = words.length > 1 && words.some((it) => /\p{L}{2}/u.test(it))
  return isTold || (isOnScreen && /^\p{Lu}\p{Ll}+[.!?…]?$/u.test(text))
}

/** Every literal of a file that says something to a person, with its line. */
const wordsIn = (path: string, code: string): string[] => {
  const { program, errors } = parseSync(path, code)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const found: string[] = []
  const look = (it: unknown): void => {
    if (Array.isArray(it)) for (const each of it) look(each)
    if (!isNode(it)) return
    // Types say nothing; `as` and `satisfies` hold a value beside theirs.
    if (/^TS(?!As|Satisfies|NonNull)/.test(it.type)) return
    if ((it.type === 'CallExpression' || it.type === 'NewExpression') && isNode(it.callee)) {
      const name = code.slice(it.callee.start, it.callee.end).replaceAll(/\s+/g, '')
      const callee = it.type === 'NewExpression' ? `new ${name}` : name
      if (notRead.some(([pattern]) => pattern.test(callee))) {
        look(it.callee)
        return
      }
    }
    const text = textOf(it)
    if (text !== undefined && isWords(text, path.startsWith('src/slack/'))) {
      found.push(`${path}:${code.slice(0, it.start).split('\n').length} says “${text}”`)
    }
    for (const [field, value] of Object.entries(it)) if (field !== 'source') look(value)
  }
  look(program)
  return found
}

describe('what a person would read is found', () => {
  test.each([
    ["const it = { text: 'Your reply was saved.' }", 'src/slack/views/a.ts'],
    [`const it = \`You wrote \${n} replies.\``, 'src/flows/a.ts'],
    [`const it = \`\${n} weeks\``, 'src/domain/a.ts'],
    ['const it = say(ok ? `Well done` : "Try again")', 'src/app.ts'],
    ["const it = { 'Look and decide': 1 }", 'src/slack/views/a.ts'],
    ["const it = ['*Nothing yet.* Write one:'] as const", 'src/slack/modals/a.ts'],
    ["const it = { type: 'plain_text', text: 'Close' }", 'src/slack/modals/a.ts'],
    ["world.log.warn({ text: 1 }, 'not sent') ; tell('not sent')", 'src/flows/a.ts'],
    [`throw new Refused(\`\${name} may not do this.\`)`, 'src/flows/a.ts'],
    ["const it = text.startsWith(a) ? 'It begins well.' : b", 'src/domain/a.ts'],
  ])('%s', (code, path) => {
    expect(wordsIn(path, code)).toHaveLength(/Well done/.test(code) ? 2 : 1)
  })

  test.each([
    ["import it from 'two words.ts'", 'src/slack/views/a.ts'],
    ["// Nobody is told of this.\nconst it = 'users:read'", 'src/slack/views/a.ts'],
    ["type It = 'two words' | 'three words here'", 'src/domain/a.ts'],
    ["world.log.warn({ id }, 'Slack refused a message')", 'src/flows/a.ts'],
    [`throw new Error(\`there is no leader \${id}\`)`, 'src/flows/a.ts'],
    [`const it = { type: 'plain_text', kind: 'not-yet', at: \`\${date}T\${time}\` }`, 'src/slack/views/a.ts'],
    [`const it = \`*\${it.title}*: \${it.text}\``, 'src/slack/views/a.ts'],
    ["const it = 'Month'", 'src/domain/a.ts'],
  ])('and this is not taken for it: %s', (code, path) => {
    expect(wordsIn(path, code)).toEqual([])
  })
})

test('no view, flow or document says anything: all words are in src/locales', () => {
  expect(files.length).toBeGreaterThan(90)
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  expect(files.flatMap((path) => (exempt[path] ? [] : wordsIn(path, read(path))))).toEqual([])
})

test('every exemption is needed', () => {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  for (const path of Object.keys(exempt)) expect(wordsIn(path, read(path)), path).not.toEqual([])
})
