// What opening and searching five years of history costs beside the least it could: reading and checking the same
// document. They take turns in one run, since only their ratio tells anything. Run: `node test/store/history.bench.ts`.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plus } from '../../src/domain/calendar.ts'
import { type HistoryWish, history } from '../../src/domain/history.ts'
import { concepts, Instant, Leader } from '../../src/domain/model.ts'
import { en } from '../../src/locales/en.ts'
import { historyModal } from '../../src/slack/modals/history.ts'
import { jsonCollection } from '../../src/store/json.ts'

const replies = 265
const rounds = 30
/** As long as a message of Slack's may be, and far from plain letters. */
const longest = 'Ég sá það þá: the carer’s café – “naïve”, they said. '.repeat(230).slice(0, 12_000)
const begins = Instant.parse('2021-01-05T10:00:00.000Z')

const folder = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'balcony-bench-'))
try {
  await bench()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function bench(): Promise<void> {
  const open = () =>
    jsonCollection<Leader>({
      folder,
      schema: Leader,
      describe: () => ({ wakeAt: undefined, keys: [] }),
      revision: () => '1',
      onDamaged: ({ why }) => {
        throw new Error(why)
      },
      now: () => begins,
    })
  const leader = fiveYears()
  const first = await open()
  await first.create(leader)
  await first.close()

  const show = async (wish: Partial<HistoryWish>) => {
    const it = { search: '', concept: 'all', page: 0, ...wish } as const
    // Anew each time, so that nothing is in memory: whoever opens their history has not been here for a while.
    const leaders = await open()
    const kept = await leaders.get(leader.id)
    const shown = kept && JSON.stringify(historyModal(history(kept, it), it, en))
    await leaders.close()
    return shown
  }
  const file = join(folder, `${leader.id}.json`)
  const works: [string, () => Promise<unknown>][] = [
    ['read and checked, no more', async () => Leader.parse(JSON.parse((await readFile(file)).toString()))],
    ['opened through the store', () => show({})],
    ['its last page', () => show({ page: 99 })],
    ['searched, all found', () => show({ search: 'CAFE naive' })],
    ['searched, nothing found', () => show({ search: 'nowhere' })],
  ]
  const took = works.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1) {
    // Another one begins each time: whoever is first clears up after whoever was last.
    for (let n = 0; n < works.length; n += 1) {
      const which = (round + n) % works.length
      const [, work] = works[which] ?? []
      if (work) took[which]?.push(await timed(work))
    }
  }

  const say = (line: string) => process.stdout.write(`${line}\n`)
  const size = Buffer.byteLength(JSON.stringify(leader)) / 1024 / 1024
  say(`${replies} replies of ${longest.length} characters, ${size.toFixed(1)} MB, ${rounds} rounds`)
  say('                                p50 ms   p99 ms  p50/read')
  works.forEach(([what], n) => {
    row(what, took[n] ?? [])
  })

  function row(what: string, times: number[]): void {
    const ratio = percentile(times, 0.5) / percentile(took[0] ?? [], 0.5)
    const cells = [percentile(times, 0.5), percentile(times, 0.99), ratio].map((it) =>
      it.toFixed(2).padStart(9),
    )
    say(`${what.padEnd(29)}${cells.join('')}`)
  }
}

function fiveYears(): Leader {
  return Leader.parse({
    schema: 1,
    id: 'five-years',
    slack: { team: 'T1', user: 'U1', dm: 'D1' },
    stage: { is: 'active', since: begins },
    settings: { zone: 'Europe/London', nation: 'england' },
    programmes: [],
    deliveries: [],
    missedWeeks: [],
    reflections: Array.from({ length: replies }, (_, i) => ({
      id: `r${i}`,
      concept: concepts[i % concepts.length],
      asked: 'Recall one moment last week when it was hard to be open. What did you hold back?',
      at: plus(begins, { days: 7 * i }),
      late: false,
      parts: [{ text: longest, at: begins, from: { is: 'modal' } }],
      about: [],
      shares: {},
    })),
    optIns: {},
    digests: [],
    outbox: [],
    lastSeenTs: '0.000000',
    forgottenTs: [],
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function percentile(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN
}
