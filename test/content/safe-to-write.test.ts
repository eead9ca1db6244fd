// An organisation adds its own words, numbers and places to turn to, makes every mistake one can make, and is told where
// and what to write instead.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { describeFaults, loadPacks, shippedPack } from '../../src/content/load-packs.ts'
import { gradeOf } from '../../src/content/readability.ts'
import { SafetyFile } from '../../src/content/safe-to-write.ts'
import { nations } from '../../src/domain/model.ts'
import { isClear, type Safety, screen } from '../../src/domain/safe-to-write.ts'
import { anyCharacter } from '../any-character.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'balcony-safe-'))
})
afterAll(() => rm(root, { recursive: true }))

let packs = 0
/** Writes a pack's files and gives its folder. */
async function pack(files: Record<string, string>): Promise<string> {
  const folder = path.join(root, `pack-${++packs}`)
  await mkdir(folder)
  for (const [file, words] of Object.entries(files)) await writeFile(path.join(folder, file), words)
  return folder
}

const own = (words: string) => pack({ 'safe-to-write.yml': words })

async function safetyOf(...folders: string[]): Promise<Safety> {
  const loaded = await loadPacks(folders)
  if ('faults' in loaded) throw new Error(describeFaults(loaded.faults))
  return loaded.safety
}

/** The lines of the fault report for one file, without the heading that names the folder. */
async function faultsIn(words: string): Promise<string[]> {
  const loaded = await loadPacks([shippedPack, await own(words)])
  return 'faults' in loaded
    ? describeFaults(loaded.faults)
        .split('\n')
        .filter((line) => line.startsWith('  '))
        .map((line) => line.slice(2))
    : []
}

const shipped = await safetyOf(shippedPack)

const help = `help:
  wales:
    - tier: now
      name: Our night line
      says: One of us answers all night.
      contact: Call extension 4321
    - tier: soon
      name: Our chaplain
      says: Anwen listens, whatever you believe.
      contact: Knock at the chapel
`

describe('what is shipped', () => {
  test('has words for all that is looked for, and no organisation’s own numbers', () => {
    const { titles, notNames, shapes, distress } = shipped
    for (const list of [titles, notNames, distress.now, distress.soon, distress.except, distress.littleWords])
      expect(list.length).toBeGreaterThan(10)
    expect(shapes).toEqual([])
  })

  test('says nothing twice, and nothing in one list that another takes back', () => {
    const { now, soon, except } = shipped.distress
    const all = [...now, ...soon, ...except].map((it) => it.toLowerCase())
    expect(all.filter((it, i) => all.indexOf(it) !== i)).toEqual([])
    for (const phrase of now) expect([phrase, screen(phrase, shipped).distress]).toEqual([phrase, 'now'])
    for (const phrase of soon) expect([phrase, isClear(screen(phrase, shipped))]).toEqual([phrase, false])
    for (const phrase of except)
      expect([phrase, screen(phrase, shipped).distress]).toEqual([phrase, undefined])
  })

  test.each(nations)('tells in %s where to turn, in words that anyone can read', (nation) => {
    for (const { name, says, contact } of shipped.help[nation]) {
      expect(name.trim() && contact.trim()).not.toBe('')
      expect([says, gradeOf(says) <= 8]).toEqual([says, true])
      expect(says).toMatch(/^\p{Lu}[^.!?]*\.$/u)
    }
    const [first] = shipped.help[nation]
    expect(first).toMatchObject({ tier: 'now', name: 'Emergency services' })
  })

  test('names no number where nobody knows the country', () => {
    expect(shipped.help.none.filter(({ contact }) => /\d/.test(contact))).toEqual([])
  })
})

describe('the schema that editors read', () => {
  const file = '../../prompts/safe-to-write.schema.json'
  const asEditorsRead = async () =>
    z.fromJSONSchema(JSON.parse(await readFile(new URL(file, import.meta.url), 'utf8')))

  test('is the one that the file is checked by (refresh it with vitest -u)', async () => {
    // Some editors do not know \p{L}, and would mark every word; the check knows it.
    const schema = z.toJSONSchema(SafetyFile, {
      io: 'input',
      override: ({ jsonSchema }) => {
        if (jsonSchema.pattern?.includes('\\p')) delete jsonSchema.pattern
        jsonSchema.allOf = jsonSchema.allOf?.filter(({ pattern }) => !pattern?.includes('\\p'))
        if (!jsonSchema.allOf) delete jsonSchema.allOf
      },
    })
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file)
  })

  test('is named by the shipped file, and accepts it', async () => {
    const words = await readFile(path.join(shippedPack, 'safe-to-write.yml'), 'utf8')
    const [, named = ''] = /^# yaml-language-server: \$schema=(.*)\n/.exec(words) ?? []
    expect(path.resolve(shippedPack, named)).toBe(path.resolve(import.meta.dirname, file))
    expect((await asEditorsRead()).safeParse(parse(words)).error).toBeUndefined()
  })

  test.each([
    ['a list that is misspelt', 'title: [Warden]\n', 'title'],
    ['a list of distress that is misspelt', 'distress:\n  son: [I am done in]\n', 'son'],
    ['a nation that is misspelt', help.replace('wales', 'whales'), 'whales'],
    ['a field that is misspelt', help.replace('contact: Knock', 'contct: Knock'), 'contct'],
    ['a tier that is misspelt', help.replace('soon', 'son'), 'tier'],
    ['a shape in small letters', 'shapes: [h9999999]\n', 'shapes'],
  ])('refuses %s', async (_, words, named) => {
    const { error } = (await asEditorsRead()).safeParse(parse(words))
    expect(JSON.stringify(error?.issues ?? [])).toContain(named)
  })
})

describe('a file of one’s own', () => {
  test('adds to every list, and each thing once', async () => {
    const folder = await own(`titles: [Warden, Mr.]
not_names: [Scheme]
shapes: [H9999999, AA/99-9999]
distress:
  little_words: [proper]
  now: [I want to be with my mother in heaven]
  soon: ["I'm done in."]
  except: [done in by lunch]
`)
    const both = await safetyOf(shippedPack, folder)
    expect(both.titles).toEqual([...shipped.titles, 'Warden'])
    expect(both.notNames).toEqual([...shipped.notNames, 'Scheme'])
    expect(both.shapes).toEqual(['H9999999', 'AA/99-9999'])
    expect(both.help).toEqual(shipped.help)
    const told = (text: string) => screen(text, both)
    expect(told('Warden Hughes asked.').identifiers).toEqual(['name'])
    expect(told('The Warden Scheme grew.').identifiers).toEqual([])
    expect(told('It was H1234567.').identifiers).toEqual(['own'])
    expect(told('I’m proper done in.').distress).toBe('soon')
    expect(told('I’m proper done in by lunch.').distress).toBeUndefined()
    expect(told('I just want to be with my mother in heaven').distress).toBe('now')
    expect(told('I want to die').distress).toBe('now')
  })

  test('puts its places to turn to in place of the shipped ones, in the nations that it names', async () => {
    const both = await safetyOf(shippedPack, await own(help))
    expect(both.help.wales.map(({ name }) => name)).toEqual(['Our night line', 'Our chaplain'])
    expect({ ...both.help, wales: shipped.help.wales }).toEqual(shipped.help)
  })

  test('of which there are two, the later one’s places count', async () => {
    const both = await safetyOf(shippedPack, await own(help), await own(help.replaceAll('Our', 'Their')))
    expect(both.help.wales.map(({ name }) => name)).toEqual(['Their night line', 'Their chaplain'])
  })

  test('as the guide shows one is understood', async () => {
    const guide = await readFile(path.join(shippedPack, '../README.md'), 'utf8')
    const shown = [...guide.matchAll(/^ *```yaml\n([\s\S]*?)^ *```$/gm)].flatMap(([, it = '']) => it)
    const example = shown.find((it) => it.includes('titles:'))?.replaceAll(/^ {3}/gm, '') ?? ''
    const both = await safetyOf(shippedPack, await own(example))
    expect(screen('Capt. Hughes: AA/123-45.', both).identifiers).toEqual(['name', 'own'])
    expect(screen('I’m done in.', both).distress).toBe('soon')
    expect(both.help.wales).toHaveLength(3)
  })

  test('may be empty, or all comments', async () => {
    expect(await safetyOf(shippedPack, await own(''), await own('# later\n'))).toEqual(shipped)
  })

  test('is no prompt, and a pack may hold nothing else', async () => {
    const folder = await own(help)
    const loaded = await loadPacks([folder])
    expect(loaded).toMatchObject({ bank: { prompts: [] } })
  })
})

test('a pack whose prompts stand in place of the shipped ones leaves what is looked for as it is, and may add to it', async () => {
  const files = {
    'pack.yml': 'replaces: shipped\n',
    'a.yml': `- id: a-prompt
  text: Recall one moment last week when you felt at ease in a hard meeting. What was it about?
  concept: feeling
  level: all
  so_what: What does that tell you?
  source: Riverside coaches 2026
`,
  }
  const loaded = await loadPacks([shippedPack, await pack(files)])
  expect(loaded).toMatchObject({ bank: { prompts: [{ id: 'a-prompt' }] }, safety: shipped })
  const added = await safetyOf(
    shippedPack,
    await pack({ ...files, 'safe-to-write.yml': 'titles: [Warden]\n' }),
  )
  expect(added).toEqual({ ...shipped, titles: [...shipped.titles, 'Warden'] })
})

test('where no pack has such a file nothing is looked for but what needs no list', async () => {
  const safety = await safetyOf(await pack({ 'pack.yml': '' }))
  expect(screen('Mrs Patel, 943 476 5919. I want to die.', safety)).toEqual({
    identifiers: ['nhs-number'],
    always: true,
  })
  expect(Object.values(safety.help).flat()).toEqual([])
})

/** What stands in the file, and all that is said about it. */
const malformed: [name: string, file: string, says: string[]][] = [
  [
    'a list that is not known, with the nearest',
    'title: [Warden]\n',
    [
      'safe-to-write.yml:1 (title): `title` is not a list here. Did you mean `titles`? There are: titles, not_names, shapes, distress, help.',
    ],
  ],
  [
    'a list of distress that is not known',
    'titles: [Warden]\ndistress:\n  later: [tired]\n',
    [
      'safe-to-write.yml:3 (distress.later): `later` is not a list here. There are: little_words, now, soon, except.',
    ],
  ],
  [
    'a nation that is not known',
    help.replace('wales', 'whales'),
    [
      'safe-to-write.yml:2 (help.whales): `whales` is not a nation here. Did you mean `wales`? There are: england, wales, scotland, northern-ireland, none.',
    ],
  ],
  [
    'a tier that is not known',
    help.replace('soon', 'later'),
    [
      'safe-to-write.yml:7 (wales: Our chaplain, tier): `later` is not known as tier. Choose from: now, soon, both.',
    ],
  ],
  [
    'an entry without a contact, and with a field of its own invention',
    help.replace('contact: Knock at the chapel', 'phone: "4322"'),
    [
      'safe-to-write.yml:7 (wales: Our chaplain, contact): `contact` is missing. Write how to reach them, such as `contact: Call 116 123 (free)`.',
      'safe-to-write.yml:10 (wales: Our chaplain, phone): `phone` is not a part of an entry here. There are: tier, name, says, contact.',
    ],
  ],
  [
    'an entry without a name',
    help.replace('      name: Our chaplain\n', ''),
    [
      'safe-to-write.yml:7 (wales: number 2, name): `name` is missing. Write who it is, such as `name: Samaritans`.',
    ],
  ],
  [
    'a number where words should be',
    help.replace('Call extension 4321', '4321'),
    [
      'safe-to-write.yml:6 (wales: Our night line, contact): `4321` should be plain words. Put quotation marks round it: "4321".',
    ],
  ],
  [
    'an entry that is only words',
    'help:\n  none:\n    - Call 112\n',
    [
      'safe-to-write.yml:3 (none: number 1): This is not written as it should be. An entry begins with `- tier: …`, its other fields below the `tier`, each as `field: value`.',
    ],
  ],
  [
    'a nation with nowhere to turn now',
    help.replace('tier: now', 'tier: soon'),
    [
      'safe-to-write.yml:2 (help.wales): `help.wales` has nowhere to turn now; add an entry with `tier: now`, such as the emergency number.',
    ],
  ],
  [
    'a nation with nowhere to turn soon',
    help.replace('tier: soon', 'tier: now'),
    [
      'safe-to-write.yml:2 (help.wales): `help.wales` has nowhere to turn soon; add an entry with `tier: soon`, such as occupational health.',
    ],
  ],
  [
    'words that are blank, or too long',
    help.replace('One of us answers all night.', `" "`).replace('Our chaplain', 'x'.repeat(81)),
    [
      'safe-to-write.yml:5 (wales: Our night line, says): `says` is empty; write something, or take the line away.',
      `safe-to-write.yml:8 (wales: ${'x'.repeat(81)}, name): \`name\` is too long; 80 characters are the most, so that it can be read at a glance.`,
    ],
  ],
  [
    'a list that is no list',
    'titles: Warden\n',
    [
      'safe-to-write.yml:1 (titles): `titles` is a list: put each thing on a line of its own below it, after a hyphen and a space.',
    ],
  ],
  [
    'a list that is there but empty',
    'titles:\nshapes: [H9999999]\n',
    [
      'safe-to-write.yml:1 (titles): There is nothing written here. Write what belongs to `titles`, or take the line away.',
    ],
  ],
  [
    'a title of two words',
    'titles:\n  - Warden\n  - Chief Warden\n',
    ['safe-to-write.yml:3 (titles): `Chief Warden` is not one word; write one, such as `Dr.`.'],
  ],
  [
    'a shape in small letters',
    'shapes:\n  - h9999999\n',
    [
      'safe-to-write.yml:2 (shapes): `h9999999` is not a shape; write 9 for a figure and A for a letter, and what never changes as it is, in capitals: `H9999999`.',
    ],
  ],
  [
    'a pattern as programmers write them',
    'shapes: ["(A+)+9"]\n',
    [
      'safe-to-write.yml:1 (shapes): `(A+)+9` is not a shape; write 9 for a figure and A for a letter, and what never changes as it is, in capitals: `H9999999`.',
      'safe-to-write.yml:1 (shapes): `(A+)+9` would fit too much; write out every figure as 9 and every letter as A, four of them at the least: `H9999999`.',
    ],
  ],
  [
    'a shape that would fit too much',
    'shapes: [A9]\n',
    [
      'safe-to-write.yml:1 (shapes): `A9` would fit too much; write out every figure as 9 and every letter as A, four of them at the least: `H9999999`.',
    ],
  ],
  [
    'a shape that YAML takes for a number',
    'shapes: [9999999]\n',
    [
      'safe-to-write.yml:1 (shapes): `9999999` should be plain words. Put quotation marks round it: "9999999".',
    ],
  ],
  [
    'a phrase without a word',
    'distress:\n  now:\n    - "..."\n',
    [
      'safe-to-write.yml:3 (distress.now): `...` has no word in it; write the words as someone might say them.',
    ],
  ],
  [
    'a list instead of the whole',
    '- Warden\n',
    [
      'safe-to-write.yml:1: This is not written as it should be. Write one or more of these, each with a colon after it and what belongs to it below: titles, not_names, shapes, distress, help.',
    ],
  ],
  [
    'the same list twice',
    'titles: [Warden]\ntitles: [Bursar]\n',
    ['safe-to-write.yml:2: This is here twice. Put both under one name.'],
  ],
  [
    'a line that is not indented far enough',
    help.replace('      says', '     says'),
    [
      'safe-to-write.yml:5: This line is not lined up with its neighbours. Line it up with the lines above and below that are of its kind, with spaces.',
    ],
  ],
  [
    'a tab',
    'distress:\n\tnow: [gone]\n',
    ['safe-to-write.yml:2: This line begins with a tab. Use spaces instead, two for each step.'],
  ],
]

test.each(malformed)('%s is told with its line and what to write instead', async (_, file, says) => {
  expect(await faultsIn(file)).toEqual(says)
})

test('every fault is told at once, beside those of the prompts', async () => {
  const folder = await pack({
    'a.yml': '- text: Short?\n',
    'safe-to-write.yml': 'titles: [7]\nshapes: [A9]\ndistress: {now: soon}\n',
  })
  const loaded = await loadPacks([shippedPack, folder])
  const faults = 'faults' in loaded ? loaded.faults : []
  expect(faults.map(({ file, field }) => `${file} ${field}`)).toEqual([
    ...['id', 'text', 'level', 'source', 'concept', 'so_what'].map((field) => `a.yml ${field}`),
    'safe-to-write.yml titles',
    'safe-to-write.yml shapes',
    'safe-to-write.yml distress.now',
  ])
})

test('whatever is mistyped, every fault has a line of the file', async () => {
  const good = `titles: [Warden]\nshapes:\n  - H9999999\ndistress:\n  soon:\n    - "I'm done in"\n${help}`
  const folder = await own(good)
  const slip = fc.oneof(
    fc.constantFrom(': ', '- ', '  ', '"', '\n', '[', '{', '~', '9'),
    fc.string({ unit: anyCharacter, maxLength: 3 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length), fc.nat(12), slip, async (at, gone, put) => {
      const words = good.slice(0, at) + put + good.slice(at + gone)
      await writeFile(path.join(folder, 'safe-to-write.yml'), words)
      const loaded = await loadPacks([folder])
      for (const fault of 'faults' in loaded ? loaded.faults : []) {
        expect(fault.line).toBeGreaterThanOrEqual(1)
        expect(fault.line).toBeLessThanOrEqual(words.split('\n').length)
      }
    }),
    { numRuns: 300 },
  )
})
