// What composing ten thousand leaders' digests from the JSON store costs, beside the least that it could: reading the
// same files and parsing them. They take turns in one run, since only their ratio tells anything.
// Run: `node test/store/digests.bench.ts [folder]`; BALCONY_LEADERS sets how many. Ends with 1 where the ratio is over 3.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plus } from '../../src/domain/calendar.ts'
import { personalDigest } from '../../src/domain/digest.ts'
import { concepts, Instant, Leader, Month } from '../../src/domain/model.ts'
import type { Context } from '../../src/domain/workspace.ts'
import { jsonCollection } from '../../src/store/json.ts'

const count = Number(process.env.BALCONY_LEADERS ?? 10_000)
const most = 3
const weeks = 104
const batch = 200
const begins = Instant.parse('2024-01-02T10:00:00.000Z')
const month = Month.parse('2025-12')
const context: Context = { programmes: [], partnerships: [], bank: { prompts: [] } } as never

const folder = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'balcony-bench-'))
try {
  const ratio = await bench()
  process.exitCode = ratio > most ? 1 : 0
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function bench(): Promise<number> {
  const ids = Array.from({ length: count }, (_, i) => `L${i}`)
  const template = twoYears()
  const text = `${JSON.stringify(template, null, 2)}\n`
  for (let i = 0; i < count; i += batch) {
    await Promise.all(
      ids
        .slice(i, i + batch)
        .map((id) => writeFile(fileOf(id), text.replaceAll(`"${template.id}"`, `"${id}"`))),
    )
  }
  const leaders = await jsonCollection<Leader>({
    folder,
    schema: Leader,
    describe: () => ({ wakeAt: undefined, keys: [] }),
    revision: () => '1',
    onDamaged: ({ why }) => {
      throw new Error(why)
    },
    now: () => begins,
  })
  let replies = 0
  const parsed = async (id: string): Promise<unknown> => JSON.parse(await readFile(fileOf(id), 'utf8'))
  const works: [string, (id: string) => Promise<unknown>][] = [
    ['read and parsed', parsed],
    ['read, parsed and checked', async (id) => Leader.parse(await parsed(id))],
    [
      'composed from the store',
      async (id) => {
        const leader = await leaders.get(id as Leader['id'])
        const digest = leader && personalDigest(leader, month, context)
        replies += digest?.replies ?? 0
        return digest
      },
    ],
  ]
  const took = works.map(() => 0)
  for (let i = 0, round = 0; i < count; i += batch, round += 1) {
    const some = ids.slice(i, i + batch)
    // Another one begins each time: whoever is first warms the disk for whoever comes after.
    for (let n = 0; n < works.length; n += 1) {
      const which = (round + n) % works.length
      const [, work] = works[which] ?? []
      const started = performance.now()
      for (const id of some) await work?.(id)
      took[which] = (took[which] ?? 0) + performance.now() - started
    }
  }
  await leaders.close()
  if (replies === 0) throw new Error('the digests were empty: this measured nothing')
  const say = (line: string) => process.stdout.write(`${line}\n`)
  say(`${count} leaders of ${(Buffer.byteLength(text) / 1024).toFixed(0)} KB, two years each`)
  say('                                   s  ms each  / read and parsed')
  works.forEach(([what], n) => {
    const ms = took[n] ?? 0
    const cells = [ms / 1000, ms / count, ms / (took[0] ?? 1)].map((it) => it.toFixed(2).padStart(9))
    say(`${what.padEnd(27)}${cells.join('')}`)
  })
  const ratio = (took[2] ?? 0) / (took[0] ?? 1)
  say(`${ratio.toFixed(2)} times; ${most} at most`)
  return ratio
}

function fileOf(id: string): string {
  return join(folder, `${id}.json`)
}

/** Two years of weekly questions, four in five answered in the length that people write. */
function twoYears(): Leader {
  const asked = Array.from({ length: weeks }, (_, i) => ({ i, at: plus(begins, { days: 7 * i }) }))
  const answered = asked.filter(({ i }) => i % 5 !== 4)
  const question =
    'Recall one moment last week when it was hard to be open. What did you hold back, and what was it for?'
  const words =
    'I noticed that I spoke first, again, and that the others then only answered me. Next time I want to ask before I say what I think, and let the silence be. '
  const part = (text: string, at: Instant) => ({ text, at, from: { is: 'modal' } })
  return Leader.parse({
    schema: 1,
    id: 'template',
    slack: { team: 'T1', user: 'U1', dm: 'D1' },
    stage: { is: 'active', since: begins },
    settings: { zone: 'Europe/London', nation: 'england' },
    programmes: ['p'],
    deliveries: asked.map(({ i, at }) => ({
      id: `d${i}`,
      programme: 'p',
      weekOf: at.slice(0, 10),
      prompt: {
        id: `q${i}`,
        concept: concepts[i % concepts.length],
        kind: 'weekly',
        depth: 'light',
        valence: 'neutral',
        text: question,
        soWhat: 'What does that tell you?',
      },
      swapped: [],
      askedAt: at,
      closesAt: plus(at, { days: 6 }),
      state:
        i % 5 === 4
          ? { is: 'closed', at: plus(at, { days: 6 }) }
          : { is: 'answered', at: plus(at, { hours: 3 }) },
      ts: '1704189600.000100',
    })),
    missedWeeks: [],
    reflections: answered.map(({ i, at }) => ({
      id: `r${i}`,
      delivery: `d${i}`,
      concept: concepts[i % concepts.length],
      asked: question,
      at: plus(at, { hours: 3 }),
      late: i % 7 === 0,
      parts: [part(words.repeat(1 + (i % 4)), plus(at, { hours: 3 }))],
      soWhat: i % 2 === 0 ? part(words, at) : undefined,
      nowWhat: i % 3 === 0 ? part('When we meet again, I will ask what each would lose.', at) : undefined,
      about: [],
      shares: {},
    })),
    commitments: answered
      .filter(({ i }) => i % 3 === 0)
      .map(({ i, at }) => ({
        reflection: `r${i}`,
        madeAt: at,
        dueOn: plus(at, { days: 14 }).slice(0, 10),
        carried: false,
        state: i < 90 ? { is: 'done', at: plus(at, { days: 21 }) } : { is: 'live' },
      })),
    optIns: {},
    digests: Array.from({ length: 24 }, (_, i) => {
      const of = `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`
      return { month: of, at: `${of}-28T10:00:00.000Z`, missed: false, ts: '1704189600.000200' }
    }),
    outbox: [],
    lastSeenTs: '0.000000',
    forgottenTs: [],
  })
}
