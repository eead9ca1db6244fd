// Kills a process that writes, again and again, and counts what it had answered for and is not there. Run by
// faults.test.ts for some rounds, and by hand for many: `node test/store/kill-rounds.ts 600`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { flushCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type JsonCollection, jsonCollection } from '../../src/store/json.ts'
import { holdLock } from '../../src/store/lock.ts'
import { compiled } from '../compiled.ts'
import { addOne, describeNote, minute, Note, note } from './note.ts'

type Counted = { answered: number; lost: number; damaged: number; stale: number; leftBehind: number }

const ids = ['a', 'b', 'c', 'd']
/** Big enough that a kill often falls in the middle of a write. */
const words = Array.from({ length: 300 }, () => ({ text: 'x'.repeat(80) }))

/** `leftBehind` counts temporary files that the killed processes left; `stale` those still there after the next start. */
export async function killRounds(rounds: number): Promise<Counted> {
  const counted: Counted = { answered: 0, lost: 0, damaged: 0, stale: 0, leftBehind: 0 }
  const folder = await mkdtemp(join(tmpdir(), 'balcony-kill-'))
  try {
    for (let round = 0; round < rounds; round++) {
      const answered = await writeUntilKilled(folder, round)
      counted.answered += [...answered.values()].reduce((sum, { times }) => sum + times, 0)
      counted.leftBehind += await temporaryFiles(folder)
      const lock = await holdLock(folder)
      const notes = await openNotes(folder, () => counted.damaged++)
      counted.stale += await temporaryFiles(folder)
      for (const [id, { last }] of answered) {
        const kept = await notes.get(id).catch(() => undefined)
        if ((kept?.count ?? -1) < last) counted.lost++
      }
      await notes.close()
      await lock.release()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return counted
}

/** What the process had said was saved: of each document its last count, and how many times. */
async function writeUntilKilled(
  folder: string,
  round: number,
): Promise<Map<string, { last: number; times: number }>> {
  const writer = spawn(process.execPath, [fileURLToPath(import.meta.url), 'write', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })
  const answered = new Map<string, { last: number; times: number }>()
  let killing = false
  for await (const line of createInterface({ input: writer.stdout })) {
    const [id = '', count] = line.split(' ')
    answered.set(id, { last: Number(count), times: (answered.get(id)?.times ?? 0) + 1 })
    if (killing) continue
    killing = true
    // Spread over the course of a few writes, by steps that fall on no rhythm of theirs.
    setTimeout(() => writer.kill('SIGKILL'), 3 + ((round * 7.3) % 31))
  }
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit')
  return answered
}

async function write(folder: string): Promise<void> {
  // It would be kept at the end only, and this one is killed.
  flushCompileCache()
  await holdLock(folder)
  const notes = await openNotes(folder, ({ why }) => {
    throw new Error(why)
  })
  await Promise.all(
    ids.map(async (id) => {
      if (!(await notes.get(id))) await notes.create(note(id, { words }))
      for (;;) {
        const { count } = await notes.update(id, addOne)
        process.stdout.write(`${id} ${count}\n`)
      }
    }),
  )
}

async function openNotes(
  folder: string,
  onDamaged: (problem: { why: string }) => void,
): Promise<JsonCollection<Note>> {
  return await jsonCollection<Note>({
    folder: join(folder, 'notes'),
    schema: Note,
    describe: describeNote,
    revision: () => '1',
    now: () => minute(0),
    onDamaged,
  })
}

async function temporaryFiles(folder: string): Promise<number> {
  const names = await readdir(join(folder, 'notes')).catch(() => [])
  return names.filter((name) => !name.endsWith('.json')).length
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [what = '600', folder] = process.argv.slice(2)
  if (what === 'write' && folder !== undefined) await write(folder)
  else {
    const counted = await killRounds(Number(what))
    process.stdout.write(`${Number(what)} rounds: ${JSON.stringify(counted)}\n`)
    process.exitCode = counted.lost + counted.damaged + counted.stale === 0 ? 0 : 1
  }
}
