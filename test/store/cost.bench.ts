// What one durable change costs beside the least it could: a new 30 KB file, fdatasync, rename, fsync of the folder.
// The two take turns in one run, since only their ratio tells anything. Run: `npm run bench`.
import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jsonCollection } from '../../src/store/json.ts'
import { addOne, describeNote, minute, Note, note } from './note.ts'

const documents = 1_000
const samples = 1_000
const words = Array.from({ length: 280 }, () => ({ text: 'x'.repeat(80) }))

const folder = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'balcony-bench-'))
try {
  await bench()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function bench(): Promise<void> {
  await mkdir(join(folder, 'notes'))
  for (let n = 0; n < documents; n++) {
    const document = note(`n${n}`, { words, wakes: minute(n), key: `k${n}` })
    await writeFile(join(folder, 'notes', `n${n}.json`), `${JSON.stringify(document, null, 2)}\n`)
  }
  const text = `${JSON.stringify(note('raw', { words }), null, 2)}\n`
  const notes = await jsonCollection<Note>({
    folder: join(folder, 'notes'),
    schema: Note,
    describe: describeNote,
    revision: () => '1',
    onDamaged: ({ why }) => {
      throw new Error(why)
    },
    now: () => minute(0),
  })
  await mkdir(join(folder, 'raw'))

  const took = { raw: [] as number[], read: [] as number[], cached: [] as number[] }
  for (let n = 0; n < samples; n++) {
    const id = `n${(n * 7) % documents}`
    took.raw.push(await timed(() => writeRaw(join(folder, 'raw', `${id}.json`), text)))
    took.read.push(await timed(() => notes.update(id, addOne)))
    took.cached.push(await timed(() => notes.update(id, addOne)))
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: samples }, (_, n) => notes.update(`n${n % documents}`, addOne)))
  const together = (samples / (performance.now() - started)) * 1_000
  await notes.close()

  const say = (line: string) => process.stdout.write(`${line}\n`)
  say(`${documents} documents of ${Math.round(text.length / 1024)} KB, ${samples} changes of each kind`)
  say('                                p50 ms   p99 ms   p50/raw')
  row('raw write, synced', took.raw)
  row('update, document read first', took.read)
  row('update, document in memory', took.cached)
  say(`all at once: ${Math.round(together)} changes a second`)

  function row(what: string, times: number[]): void {
    const ratio = percentile(times, 0.5) / percentile(took.raw, 0.5)
    const cells = [percentile(times, 0.5), percentile(times, 0.99), ratio].map((it) =>
      it.toFixed(2).padStart(9),
    )
    say(`${what.padEnd(29)}${cells.join('')}`)
  }
}

async function writeRaw(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.tmp`, 'w', 0o600)
  await handle.writeFile(text)
  await handle.datasync()
  await handle.close()
  await rename(`${file}.tmp`, file)
  const parent = await open(join(file, '..'), 'r')
  await parent.sync()
  await parent.close()
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function percentile(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN
}
