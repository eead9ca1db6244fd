// A coach writes a pack, makes every mistake one can make, and is told each time where and what to write instead.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeFaults, loadPacks } from '../../src/content/load-packs.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'balcony-packs-'))
})
afterEach(() => rm(root, { recursive: true }))

/** Writes a pack's files and gives its folder. */
async function pack(name: string, files: Record<string, string>): Promise<string> {
  const folder = path.join(root, name)
  await mkdir(folder)
  for (const [file, words] of Object.entries(files)) await writeFile(path.join(folder, file), words)
  return folder
}

/** The lines of the fault report, without the heading that names the folder. */
async function faultsIn(...folders: string[]): Promise<string[]> {
  const result = await loadPacks(folders)
  return 'faults' in result
    ? describeFaults(result.faults)
        .split('\n')
        .filter((line) => line.startsWith('  '))
        .map((line) => line.slice(2))
    : []
}

async function idsIn(...folders: string[]): Promise<string[]> {
  const result = await loadPacks(folders)
  return 'bank' in result ? result.bank.prompts.map((prompt) => prompt.id) : [describeFaults(result.faults)]
}

const question = 'Recall one moment last week when you felt at ease in a hard meeting. What was it about?'

/** One good prompt in YAML; `change` replaces the lines of the fields it names, or takes them away with null. */
function entry(change: Record<string, string | null> = {}): string {
  const fields: Record<string, string | null> = {
    id: 'id: a-prompt',
    text: `text: ${question}`,
    concept: 'concept: feeling',
    level: 'level: all',
    so_what: 'so_what: What does that tell you?',
    source: 'source: Miller 2023, ways of feeling',
    ...change,
  }
  const lines = Object.values(fields).filter((line) => line !== null)
  return `- ${lines.join('\n  ')}\n`
}

test('a good prompt comes into the bank as it was written, with what was left out filled in', async () => {
  const folder = await pack('own', {
    'feeling.yml': entry({ tags: 'components: [intent]\n  mdt: [clear-purpose]' }),
  })
  expect(await loadPacks([folder])).toMatchObject({
    bank: {
      prompts: [
        {
          id: 'a-prompt',
          text: question,
          kind: 'weekly',
          concept: 'feeling',
          level: 'all',
          depth: 'light',
          valence: 'neutral',
          soWhat: 'What does that tell you?',
          components: ['intent'],
          approaches: [],
          mdt: ['clear-purpose'],
          citizen: [],
          themes: [],
          source: 'Miller 2023, ways of feeling',
        },
      ],
    },
  })
})

test('a question for a team needs no concept and no follow-up', async () => {
  const folder = await pack('own', {
    'team.yml': entry({ kind: 'kind: team', concept: null, so_what: null }),
  })
  expect(await idsIn(folder)).toEqual(['a-prompt'])
})

describe('several packs', () => {
  test('a later pack adds to the earlier ones', async () => {
    const one = await pack('one', { 'a.yml': entry({ id: 'id: one' }) })
    const two = await pack('two', { 'a.yml': entry({ id: 'id: two' }), 'pack.yml': '# nothing to say\n' })
    expect(await idsIn(one, two)).toEqual(['one', 'two'])
  })

  test('a pack that replaces the shipped one stands alone, and what comes after it adds to it', async () => {
    const one = await pack('one', { 'a.yml': entry({ id: 'id: same' }) })
    const two = await pack('two', { 'a.yml': entry({ id: 'id: same' }), 'pack.yml': 'replaces: shipped\n' })
    const three = await pack('three', { 'a.yml': entry({ id: 'id: three' }) })
    expect(await idsIn(one, two, three)).toEqual(['same', 'three'])
  })

  test('an id that two packs use is reported with both places', async () => {
    const one = await pack('one', { 'a.yml': entry() })
    const two = await pack('two', { 'b.yml': `# a comment\n${entry()}` })
    expect(await faultsIn(one, two)).toEqual([
      `b.yml:2 (a-prompt, id): This id is taken already, by the prompt at ${one}/a.yml:1. Give one of the two a name of its own.`,
    ])
  })
})

describe('every fault is told at once', () => {
  test('in all files of all folders, by folder, file and line', async () => {
    const one = await pack('one', { 'b.yml': entry({ id: 'id: b', level: null }), 'a.yml': '' })
    const two = await pack('two', { 'a.yml': entry({ id: 'id: c', source: null, concept: null }) })
    const result = await loadPacks([one, two])
    expect('faults' in result && describeFaults(result.faults)).toBe(
      `In ${one}:
  a.yml:1: The file is empty. Write a prompt, beginning with \`- id:\`, or take the file away.
  b.yml:1 (b, level): \`level\` is missing. Write \`level: all\`, or the one level it is worded for: all, senior, service, team, citizen.

In ${two}:
  a.yml:1 (c, source): \`source\` is missing. Write \`source:\` and where the idea comes from, such as \`Miller 2023, ways of perceiving\`.
  a.yml:1 (c, concept): \`concept\` is missing. Write \`concept:\` and one of feeling, perceiving, thinking, relating, doing, being, balcony, identify, regulate, attention, give-back.`,
    )
  })

  test('a field of a prompt for which something else is wrong too', async () => {
    const folder = await pack('own', {
      'a.yml': entry({ id: null, text: 'text: Too short?', level: 'level: al' }),
    })
    const faults = await faultsIn(folder)
    expect(faults.map((line) => line.replace(/: .*/, ''))).toEqual([
      'a.yml:1 (prompt 1 of the file, id)',
      'a.yml:1 (prompt 1 of the file, text)',
      'a.yml:3 (prompt 1 of the file, level)',
    ])
  })
})

test('a prompt of which nothing is written is told by its place', async () => {
  const folder = await pack('own', { 'a.yml': `${entry()}-\n` })
  expect((await faultsIn(folder)).map((line) => line.replace(/\. .*/, ''))).toEqual([
    'a.yml:7 (prompt 2 of the file): This is not a prompt',
  ])
})

const longQuestion = `Recall ${'one very '.repeat(17)}long day. What was it about?`
const threeSentences =
  'Recall one moment last week when you felt at ease. It may be small. What was it about for you?'

/** What stands in the file a.yml, and all that is said about it. */
const malformed: [name: string, file: string, says: string[]][] = [
  [
    'a tag that is not known, with the nearest',
    entry({ components: 'components: [intent, perspective]' }),
    [
      'a.yml:7 (a-prompt, components): `perspective` is not known as components. Did you mean `perspectives`? Choose from: intent, conditions, perspectives, power, wider-view, learning, complexity.',
    ],
  ],
  [
    'a tag that is like no other',
    entry({ concept: 'concept: quality' }),
    [
      'a.yml:3 (a-prompt, concept): `quality` is not known as concept. Choose from: feeling, perceiving, thinking, relating, doing, being, balcony, identify, regulate, attention, give-back.',
    ],
  ],
  [
    'a wrong tag in a list that goes down the page, at its own line',
    entry({ themes: 'themes:\n    - culture\n    - sucession' }),
    [
      'a.yml:9 (a-prompt, themes): `sucession` is not known as themes. Did you mean `succession`? Choose from: culture, followership, succession, identity-loss, self-interest, performance-pressure, voices-from-below.',
    ],
  ],
  [
    'a tag that is no list',
    entry({ components: 'components: intent' }),
    [
      'a.yml:7 (a-prompt, components): `components` is a list, even of one: write it in square brackets, such as `components: [intent]`.',
    ],
  ],
  [
    'a field that is there but empty',
    entry({ themes: 'themes:' }),
    ['a.yml:7 (a-prompt, themes): `themes` is empty. Write its value, or take the line away if it has none.'],
  ],
  [
    'words that are blank',
    entry({ source: 'source: " "' }),
    ['a.yml:6 (a-prompt, source): `source` is empty; write something, or take the line away.'],
  ],
  [
    'a field that no prompt has',
    entry({ theme: 'theme: [culture]' }),
    [
      'a.yml:7 (a-prompt, theme): `theme` is not a field of a prompt. Did you mean `themes`? The fields are: id, text, kind, concept, level, depth, valence, so_what, example, components, approaches, mdt, citizen, themes, source.',
    ],
  ],
  [
    'a missing text',
    entry({ text: null }),
    [
      'a.yml:1 (a-prompt, text): `text` is missing. Write the question itself as `text: >-`, with its words on the next line, two spaces further in.',
    ],
  ],
  [
    'a missing follow-up',
    entry({ so_what: null }),
    [
      'a.yml:1 (a-prompt, so_what): `so_what` is missing. Write a short follow-up question as `so_what: >-`, with its words on the next line, two spaces further in.',
    ],
  ],
  [
    'a missing id',
    entry({ id: null }),
    [
      'a.yml:1 (prompt 1 of the file, id): `id` is missing. Every prompt has a name for good: write one, such as `id: perceiving-unheard-voice`.',
    ],
  ],
  [
    'an id that is no name',
    entry({ id: 'id: My Prompt' }),
    [
      'a.yml:1 (My Prompt, id): `id` must be made of small letters, figures and hyphens, such as perceiving-unheard-voice.',
    ],
  ],
  [
    'a number where words should be',
    entry({ source: 'source: 2023' }),
    [
      'a.yml:6 (a-prompt, source): `source` should be plain words. Put quotation marks round it, such as `source: "2023"`.',
    ],
  ],
  [
    'the same id twice in one file',
    entry() + entry(),
    [
      'a.yml:7 (a-prompt, id): This id is taken already, by the prompt at a.yml:1. Give one of the two a name of its own.',
    ],
  ],
  [
    'a text that is too short',
    entry({ text: 'text: What did you feel last week?' }),
    [
      'a.yml:2 (a-prompt, text): `text` has 6 words; write 15 to 35: something concrete of the last week, then one question.',
    ],
  ],
  [
    'a text that is too long',
    entry({ text: `text: ${longQuestion}` }),
    [
      'a.yml:2 (a-prompt, text): `text` has 41 words; cut it to 35 at most, so that it can be read at a glance.',
    ],
  ],
  [
    'a text of three sentences',
    entry({ text: `text: ${threeSentences}` }),
    ['a.yml:2 (a-prompt, text): `text` has 3 sentences; write two at most: the event, then the question.'],
  ],
  [
    'a text that asks nothing',
    entry({ text: `text: ${question.replace('?', '.')}` }),
    [
      'a.yml:2 (a-prompt, text): `text` does not ask anything; end it with one open question and its question mark.',
    ],
  ],
  [
    'a tab',
    entry().replace('  level', '\tlevel'),
    ['a.yml:4: This line begins with a tab. Use spaces instead, two for each step.'],
  ],
  [
    'a line that is indented too far',
    entry().replace('  level', '   level'),
    [
      'a.yml:3: The line below this one is not lined up with its neighbours. Line up the fields of a prompt with its `id`: two spaces in, under the `i`.',
    ],
  ],
  [
    'a line that is not indented far enough',
    entry().replace('  level', ' level'),
    [
      'a.yml:4: This line is not lined up with its neighbours. Line up the fields of a prompt with its `id`: two spaces in, under the `i`.',
    ],
  ],
  [
    'a second colon in a line',
    entry({ source: 'source: Miller 2023: ways of feeling' }),
    [
      'a.yml:6: There is a second colon in this line, and YAML takes it for another field. Write the words below `source: >-`, two spaces further in: there, colons and quotation marks need no care.',
    ],
  ],
  [
    'a quotation mark that is never closed, where it opens',
    entry({ so_what: 'so_what: "What does that tell you?' }),
    [
      'a.yml:5: A quotation mark opens here and is never closed. Write the words below `so_what: >-`, two spaces further in: there, colons and quotation marks need no care.',
    ],
  ],
  [
    'an apostrophe inside single quotation marks',
    entry({ so_what: "so_what: 'What was the carer's view?'" }),
    [
      'a.yml:5: Something here does not belong: often it is words after a closing quotation mark. Write the words below `so_what: >-`, two spaces further in: there, colons and quotation marks need no care.',
    ],
  ],
  [
    'a star for emphasis',
    entry({ text: `text: *${question}` }),
    [
      'a.yml:2: Words in YAML cannot begin with a star. Write the words below `text: >-`, two spaces further in: there, colons and quotation marks need no care.',
    ],
  ],
  [
    'words that begin with an @',
    entry({ example: 'example: @Home team' }),
    [
      'a.yml:7: Words in YAML cannot begin with this sign. Write the words below `example: >-`, two spaces further in: there, colons and quotation marks need no care.',
    ],
  ],
  [
    'the same field twice',
    entry({ again: 'level: team' }),
    ['a.yml:7: This prompt has the same field twice. Keep one of them.'],
  ],
  [
    'a bracket that is never closed',
    entry({ themes: 'themes: [culture' }) + entry({ id: 'id: other' }),
    [
      'a.yml:8: This line is not lined up with its neighbours, or a bracket above it was not closed. Line up the fields of a prompt with its `id`: two spaces in, under the `i`.',
    ],
  ],
  [
    'a line of hyphens',
    `${entry()}---\n${entry({ id: 'id: other' })}`,
    ['a.yml:7: A line of three hyphens splits the file in two. Take that line away.'],
  ],
  [
    'an empty file',
    '',
    ['a.yml:1: The file is empty. Write a prompt, beginning with `- id:`, or take the file away.'],
  ],
  [
    'a file of comments',
    '# later\n',
    ['a.yml:1: The file is empty. Write a prompt, beginning with `- id:`, or take the file away.'],
  ],
  [
    'a file that is no list',
    `# the first\n${entry().replace('- ', '').replaceAll('\n  ', '\n')}`,
    [
      'a.yml:2: The file is not a list of prompts. Begin each prompt with a hyphen: `- id: …`, its other fields below the `id`.',
    ],
  ],
  [
    'a prompt that is only a sentence',
    `${entry()}- ${question}\n`,
    [
      'a.yml:7 (prompt 2 of the file): This is not a prompt. Begin with `- id: …` and put its other fields below the `id`, each as `field: value`.',
    ],
  ],
]

test.each(malformed)('%s', async (_, file, says) => {
  expect(await faultsIn(await pack('own', { 'a.yml': file }))).toEqual(says)
})

test('whatever slips into a file, it is loaded or refused at a line that it has', async () => {
  const good =
    entry({ tags: 'components: [intent, power]' }) +
    entry({ id: 'id: other', text: `text: >-\n    ${question}` })
  const folder = await pack('own', {})
  const slip = fc.oneof(
    fc.constantFrom(
      '\t',
      '\n',
      ' ',
      ':',
      ': ',
      '-',
      '- ',
      '"',
      "'",
      '*',
      '&',
      '[',
      ']',
      '{',
      '}',
      '|',
      '>',
      '#',
      '!',
      '%',
      '---\n',
    ),
    fc.string({ maxLength: 5 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length), fc.nat(12), slip, async (at, gone, put) => {
      const words = good.slice(0, at) + put + good.slice(at + gone)
      await writeFile(path.join(folder, 'a.yml'), words)
      const result = await loadPacks([folder])
      const faults = 'faults' in result ? result.faults : []
      for (const fault of faults) {
        expect(fault.line).toBeGreaterThanOrEqual(1)
        expect(fault.line).toBeLessThanOrEqual(words.split('\n').length)
      }
    }),
    { numRuns: 300 },
  )
})

describe('a folder that is not a pack', () => {
  test('is not there', async () => {
    expect(await faultsIn(path.join(root, 'nowhere'))).toEqual([
      'There is no such folder, or it may not be read. Check its name.',
    ])
  })

  test('holds nothing to read', async () => {
    expect(await faultsIn(await pack('own', { 'notes.txt': 'later' }))).toEqual([
      'There is no file that ends in .yml in this folder.',
    ])
  })

  test('has a file with the wrong ending', async () => {
    expect(await faultsIn(await pack('own', { 'a.yaml': entry() }))).toEqual([
      'a.yaml: Files of a pack end in .yml. Give this one that ending.',
    ])
  })

  test('has a folder where a file should be', async () => {
    const folder = await pack('own', { 'a.yml': entry() })
    await mkdir(path.join(folder, 'b.yml'))
    expect(await faultsIn(folder)).toEqual(['b.yml: This is not a file that may be read.'])
  })

  test('has a pack.yml that says something else', async () => {
    const folder = await pack('own', { 'a.yml': entry(), 'pack.yml': 'replaces: all\n' })
    expect(await faultsIn(folder)).toEqual([
      'pack.yml:1: pack.yml holds the one line `replaces: shipped`, or nothing. Take away the rest.',
    ])
  })

  test('has a file that was saved in another encoding', async () => {
    const folder = await pack('own', {})
    await writeFile(
      path.join(folder, 'a.yml'),
      Buffer.from(entry({ source: 'source: Bj\u00f6rn 2020' }), 'latin1'),
    )
    expect(await faultsIn(folder)).toEqual([
      'a.yml:6: A letter here cannot be read. Save the file again as UTF-8.',
    ])
  })
})
