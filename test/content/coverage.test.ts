// What the check promises of a bank: the shipped one passes, and each way of spoiling it is noticed and told.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reviewPacks, tooAlike } from '../../src/content/coverage.ts'
import {
  describeFaults,
  loadPacks,
  type PackRead,
  type PlacedPrompt,
  readPacks,
  shippedPack,
} from '../../src/content/load-packs.ts'
import { gradeOf, hardWords } from '../../src/content/readability.ts'
import { sharedWords, similarity, weigh } from '../../src/content/similarity.ts'
import { concepts, levels } from '../../src/domain/model.ts'
import { type Prompt, promptLevels } from '../../src/domain/prompt.ts'

const read = await readPacks([shippedPack])
if ('faults' in read) throw new Error(describeFaults(read.faults))
const shipped = read.packs
const review = reviewPacks(shipped, 'held')

/** The shipped pack with each prompt changed, or taken away with undefined. Its ledger is left out: it is tried alone. */
function spoilt(change: (prompt: Prompt, at: PlacedPrompt) => Prompt | undefined): PackRead[] {
  return shipped.map(({ ledger: _, ...pack }) => ({
    ...pack,
    prompts: pack.prompts.flatMap((at) => {
      const prompt = change(at.prompt, at)
      return prompt ? [{ ...at, prompt }] : []
    }),
  }))
}

function faultsOf(packs: readonly PackRead[], minimums: 'held' | 'told' = 'held') {
  return reviewPacks(packs, minimums).faults
}

/** Leaves the first `count` prompts that match as they are, and does something to the others. */
function beyond(count: number, has: (it: Prompt) => boolean, otherwise: (it: Prompt) => Prompt | undefined) {
  let seen = 0
  return (it: Prompt) => (has(it) && ++seen > count ? otherwise(it) : it)
}

const gone = () => undefined

test('the shipped bank has nothing to mend, and its own words do not come near the limit of likeness', () => {
  expect(describeFaults(review.faults)).toBe('')
  expect(review.pairs[0]?.likeness).toBeLessThan(0.4)
  expect(review.readings[0]?.grade).toBeLessThan(6)
})

test('what everyone may be asked is as easy to read as what citizens are asked, since they are asked it too', () => {
  const forAll = review.readings.filter(({ of }) => of.prompt.level === 'all')
  expect(forAll.filter(({ grade }) => grade > 6).map(({ of }) => of.prompt.id)).toEqual([])
})

describe('one too few is told, with the place to add it:', () => {
  /** Lets each of `names` hold only as many prompts as `keep` says, and does something to the others. */
  function thinned(
    nameOf: (it: Prompt) => string | undefined,
    keep: (name: string) => number,
    packs: readonly PackRead[] = spoilt((it) => it),
  ): PackRead[] {
    const seen = new Map<string, number>()
    const isKept = ({ prompt }: PlacedPrompt): boolean => {
      const name = nameOf(prompt)
      if (name === undefined) return true
      seen.set(name, (seen.get(name) ?? 0) + 1)
      return (seen.get(name) ?? 0) <= keep(name)
    }
    return packs.map((pack) => ({ ...pack, prompts: pack.prompts.filter(isKept) }))
  }

  const cellOf = ({ kind, concept, level }: Prompt) => (kind === 'weekly' ? `${concept} ${level}` : undefined)
  const leastOfCell = (cell: string) => (cell.endsWith(' all') ? 5 : 2)
  const cellFaults = (packs: readonly PackRead[]) =>
    faultsOf(packs).filter((it) => it.says.startsWith('Of weekly prompts on'))

  test('weekly prompts, of every concept for everyone and for each level', () => {
    const found = cellFaults(thinned(cellOf, (cell) => leastOfCell(cell) - 1))
    const cells = concepts.flatMap((concept) => promptLevels.map((level) => ({ concept, level })))
    expect(found).toEqual(
      cells.map(({ concept, level }) => ({
        folder: shippedPack,
        file: `${concept}.yml`,
        line: expect.any(Number),
        says: `Of weekly prompts on ${concept} with \`level: ${level}\` there are ${level === 'all' ? '4, and 5' : '1, and 2'} are the least. Add what is missing below this prompt.`,
      })),
    )
    expect(cellFaults(thinned(cellOf, leastOfCell))).toEqual([])
  })

  test('weekly prompts of which there is none at all, below others of their concept', () => {
    const found = cellFaults(
      spoilt((it) => (it.concept === 'being' && it.level === 'citizen' ? undefined : it)),
    )
    expect(found).toMatchObject([
      { file: 'being.yml', says: expect.stringContaining('there are 0, and 2 are') },
    ])
  })

  test.each(review.tags)('$field, each of its values', ({ field, tallies }) => {
    const leastOf = (name: string) => tallies.find((it) => it.name === name)?.least ?? 0
    const lists = ['components', 'approaches', 'mdt', 'citizen', 'themes'] as const
    const list = lists.find((it) => it === field)
    const seen = new Map<string, number>()
    const isKept = (name: string) => {
      seen.set(name, (seen.get(name) ?? 0) + 1)
      return (seen.get(name) ?? 0) < leastOf(name)
    }
    const packs = list
      ? spoilt((it) => ({ ...it, [list]: it[list].filter(isKept) }))
      : thinned(
          (it) => (field === 'kind' ? it.kind : it.level === 'all' ? undefined : it.level),
          (name) => leastOf(name) - 1,
        )
    const found = faultsOf(packs).filter((it) => it.says.startsWith(`Of prompts with \`${field}: `))
    expect(found).toEqual(
      tallies.map(({ name, least }) => ({
        folder: shippedPack,
        file: expect.stringMatching(/\.yml$/),
        line: expect.any(Number),
        says: expect.stringContaining(
          `${list ? `[${name}]` : name}\` there are ${least - 1}, and ${least} are the least`,
        ),
      })),
    )
  })

  test('the bank as a whole', () => {
    const found = faultsOf(spoilt(beyond(181, () => true, gone)))
    expect(found.map((it) => it.says)).toContain('The bank comes to 181 prompts, and 182 are the least.')
  })

  test.each(levels)('a question on leading with citizens, for %s', (level) => {
    const packs = spoilt(
      beyond(
        5,
        (it) => it.citizen.length > 0,
        (it) => ({ ...it, citizen: [] }),
      ),
    )
    const says = new RegExp(
      `^What a ${level} leader may be asked on leading with citizens comes to [0-5] prompts, and 6`,
    )
    expect(faultsOf(packs).filter((it) => says.test(it.says))).toHaveLength(1)
  })
})

describe('what one leader may be asked', () => {
  test.each(concepts)('looks at a strength one time in four on %s', (concept) => {
    const packs = spoilt((it) =>
      it.concept === concept && it.level !== 'all' ? { ...it, valence: 'neutral' as const } : it,
    )
    const few = packs.map((pack) => ({
      ...pack,
      prompts: pack.prompts.filter(
        ({ prompt }) =>
          !(prompt.concept === concept && prompt.level === 'all' && prompt.valence === 'strength'),
      ),
    }))
    const found = faultsOf(few).filter((it) => it.says.includes(`on ${concept} (`))
    expect(found).toHaveLength(4)
    expect(found[0]?.says).toMatch(
      /^Of what a senior leader may be asked on .+ \(\d+\), 0 have `valence: strength`, and one in four \(\d\) is/,
    )
  })

  test('is never deep for want of anything else', () => {
    const packs = spoilt((it) => (it.kind === 'review' ? { ...it, depth: 'deep' as const } : it))
    const found = faultsOf(packs).map((it) => it.says)
    expect(found.filter((it) => /on review \(9\), none is light/.test(it))).toHaveLength(4)
  })
})

describe('what is hard to read is told with the words that make it so', () => {
  const hard =
    'Recall organisational considerations affecting multidisciplinary collaboration last week. What characterised institutional accountability?'
  const fairlyHard =
    'Recall a conversation last week about a difficult decision for your community. What information was missing for everybody there?'

  test.each([
    ['text', 'senior', hard, 8],
    ['text', 'citizen', fairlyHard, 6],
    ['so_what', 'citizen', 'What responsibility remains?', 6],
  ] as const)('%s, for %s', (field, level, words, limit) => {
    const first = shipped[0]?.prompts.find(({ prompt }) => prompt.level === level)
    const packs = spoilt((it) =>
      it.id !== first?.prompt.id ? it : { ...it, [field === 'text' ? 'text' : 'soWhat']: words },
    )
    expect(faultsOf(packs)).toEqual([
      {
        folder: shippedPack,
        file: first?.file,
        line: first?.lines[field],
        entry: first?.prompt.id,
        field,
        says: expect.stringContaining(`\`${field}\` reads at grade`),
      },
    ])
    expect(faultsOf(packs)[0]?.says).toContain(`; ${limit} is the most`)
    expect(faultsOf(packs)[0]?.says).toContain(hardWords(words)[0])
  })

  test('a grade is the formula of Flesch and Kincaid', () => {
    expect(gradeOf('The cat sat on the mat.')).toBeCloseTo(0.39 * 6 + 11.8 - 15.59)
    expect(gradeOf('Run. Stop. The organisation communicates.')).toBeCloseTo(
      0.39 * (5 / 3) + 11.8 * (12 / 5) - 15.59,
    )
    expect(gradeOf('')).toBe(0)
  })
})

describe('likeness', () => {
  const word = fc.constantFrom('recall', 'week', 'last', 'trust', 'who', 'money', 'silence', 'grew')
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '))

  test('is from 0 to 1, the same both ways, and 1 for the same words in any order', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 8 }), (texts) => {
        const weighed = weigh([...texts, texts[0]?.split(' ').toReversed().join(', ').toUpperCase() ?? ''])
        const [one, other] = weighed
        const turned = weighed.at(-1)
        if (!one || !other || !turned) return false
        const likeness = similarity(one, other)
        expect(likeness).toBeGreaterThanOrEqual(0)
        expect(likeness).toBeLessThanOrEqual(1)
        expect(similarity(other, one)).toBeCloseTo(likeness, 10)
        expect(similarity(one, turned)).toBe(1)
        expect(sharedWords(one, other).toSorted()).toEqual(sharedWords(other, one).toSorted())
      }),
    )
  })

  test('is nothing where no word is shared, and grows with each word that is', () => {
    const [none, one, two, whole] = weigh(['red fox', 'grey hen', 'grey goose hen', 'grey goose hen egg'])
    if (!none || !one || !two || !whole) throw new Error('four texts were weighed')
    expect(similarity(none, whole)).toBe(0)
    expect(similarity(one, whole)).toBeLessThan(similarity(two, whole))
  })

  test('does not mind the frame that questions share', () => {
    const frame = (about: string) => `Recall a time last week when ${about}. What did you do?`
    const texts = ['trust grew', 'money ran out', 'nobody came', 'a door stayed shut'].map(frame)
    const [one, other] = weigh(texts)
    if (!one || !other) throw new Error('four texts were weighed')
    expect(similarity(one, other)).toBe(0)
  })

  // A second coach's wording of a question that is in the bank already.
  test.each([
    [
      'perceiving-odd-question',
      'Think of a question last week that at first seemed simple or odd. What did it help you to see?',
    ],
    [
      'doing-stepped-in',
      'Recall a time last week when you stepped in and fixed something yourself. What would have happened if you had asked a question?',
    ],
    [
      'attention-old-promise',
      'Pick a promise that was made months ago and that nobody mentioned last week. Who still waits for it?',
    ],
    [
      'feeling-energy-sank-and-rose',
      'Recall when you had most energy last week, and when you had least. What was the difference?',
    ],
    [
      'being-heart-beating',
      'Recall something you said last week that made your heart beat faster. What made it worth saying?',
    ],
    [
      'balcony-strangers-diary',
      'Suppose a stranger found your diary of last week on a train. What would they think you care about?',
    ],
    [
      'identify-quick-fix',
      'Pick a problem that was fixed quickly last week. Which part of it will still be here in a month?',
    ],
  ])('finds %s in other words', (id, text) => {
    const original = shipped[0]?.prompts.find(({ prompt }) => prompt.id === id)
    if (!original) throw new Error(`${id} is in the bank`)
    const again = { ...original.prompt, id: 'own-again', soWhat: 'And what of it?' } as Prompt
    const own: PackRead = {
      folder: 'own',
      inUse: true,
      prompts: [
        {
          ...original,
          folder: 'own',
          file: 'a.yml',
          line: 1,
          lines: { text: 2 },
          prompt: { ...again, text },
        },
      ],
    }
    const faults = faultsOf([...shipped, own])
    expect(faults).toEqual([
      { folder: 'own', file: 'a.yml', line: 2, entry: 'own-again', field: 'text', says: expect.any(String) },
    ])
    expect(faults[0]?.says).toContain(`too much like ${id} (${original.file}:${original.lines.text})`)
    expect(faults[0]?.says).toContain(`where ${tooAlike} is too much`)
  })

  test('two prompts with the same follow-up are told, whatever their points and capitals', () => {
    const [one, other] = shipped[0]?.prompts ?? []
    const packs = spoilt((it) =>
      it.id === one?.prompt.id
        ? { ...it, soWhat: 'Who else saw it?' }
        : it.id === other?.prompt.id
          ? { ...it, soWhat: 'Who else saw it -- ?' }
          : it,
    )
    expect(faultsOf(packs).map(({ entry, field, line }) => ({ entry, field, line }))).toEqual([
      { entry: other?.prompt.id, field: 'so_what', line: other?.lines.so_what },
    ])
  })
})

describe('a pack that stands in the place of the shipped one', () => {
  const own: PackRead[] = [
    ...shipped.map((pack) => ({ ...pack, inUse: false })),
    { folder: 'own', inUse: true, prompts: shipped[0]?.prompts.slice(0, 3) ?? [] },
  ]

  test('is counted, and held to no minimum', () => {
    const told = reviewPacks(own, 'told')
    expect(told.total).toEqual({ name: 'prompts', count: 3, least: 182 })
    expect(told.faults).toEqual([])
    expect(told.pairs).toHaveLength(3)
  })

  test('is still held to what each prompt must be', () => {
    const packs = own.map((pack) => ({
      ...pack,
      prompts: pack.prompts.map((it) => ({ ...it, prompt: { ...it.prompt, soWhat: 'And then?' } })),
    }))
    expect(faultsOf(packs, 'told')).toHaveLength(2)
  })
})

describe('the ledger of ids', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'balcony-ids-'))
  })
  afterAll(() => rm(root, { recursive: true }))

  async function pack(name: string, ids: readonly string[], ledger?: string): Promise<string> {
    const folder = path.join(root, name)
    await mkdir(folder)
    const entries = ids.map(
      (id) => `- id: ${id}
  text: Recall one moment last week when ${id} came to pass in a hard meeting. What was it about?
  concept: feeling
  level: all
  so_what: What does ${id} tell you?
  source: Miller 2023
`,
    )
    await writeFile(path.join(folder, 'a.yml'), entries.join(''))
    if (ledger !== undefined) await writeFile(path.join(folder, 'ids.yml'), ledger)
    return folder
  }

  async function stepOf(folder: string): Promise<string> {
    const packs = await readPacks([folder])
    return describeFaults('faults' in packs ? packs.faults : faultsOf(packs.packs, 'told'))
      .split('\n')
      .slice(1)
      .join('\n')
  }

  test('knows every id of the shipped pack', () => {
    expect(shipped[0]?.ledger?.filter(({ because }) => !because)).toHaveLength(review.total.count)
  })

  test('is content when it and the pack are in step, and asks nothing of a pack without one', async () => {
    expect(await stepOf(await pack('in-step', ['a', 'b'], 'a:\nb:\nold: it was never clear\n'))).toBe('')
    expect(await stepOf(await pack('without', ['a', 'b']))).toBe('')
  })

  test('misses an id that is new', async () => {
    expect(await stepOf(await pack('new', ['a', 'b'], 'a:\n'))).toBe(
      '  a.yml:7 (b, id): This id is new. Add the line `b:` to ids.yml, so that it is never given away again.',
    )
  })

  test('notices an id that went without a word', async () => {
    expect(await stepOf(await pack('gone', ['a'], '# ours\na:\nb:\n'))).toBe(
      '  ids.yml:3: No prompt is called b any more. Bring it back, or write here after the colon why it was retired.',
    )
  })

  test('keeps a retired id from every pack, even to start with', async () => {
    const one = await pack('one', ['a'], 'a:\nb: it was never clear\n')
    const two = await pack('two', ['b'])
    const loaded = await loadPacks([one, two])
    expect('faults' in loaded && describeFaults(loaded.faults)).toBe(
      `In ${two}:\n  a.yml:1 (b, id): This id was retired (it was never clear), and replies are kept under it. Give this prompt another name.`,
    )
  })

  test.each([
    [
      'a list',
      '- a\n',
      '  ids.yml:1: ids.yml has one line for each id, with a colon after it: `perceiving-unheard-voice:`.',
    ],
    [
      'a reason that is no words',
      'a:\nb: [x]\n',
      '  ids.yml:2: Write the id and a colon; after it nothing, or in plain words why the id was retired.',
    ],
    ['the same id twice', 'a:\na: old\n', '  ids.yml:2: This id has a line already. Keep one.'],
  ])('is told where it is no ledger: %s', async (name, ledger, says) => {
    expect(await stepOf(await pack(name.replaceAll(' ', '-'), ['a'], ledger))).toBe(says)
  })
})
