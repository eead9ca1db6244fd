// Folders that are gone after the test, and notes kept in them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Damage, type JsonCollection, type JsonOptions, jsonCollection } from '../../src/store/json.ts'
import { describeNote, minute, Note } from './note.ts'

export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'balcony-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export type Kept = JsonCollection<Note> & { damage: Damage[] }

/** The notes in `<folder>/notes`, with all damage that was told. */
export async function notesIn(folder: string, rest: Partial<JsonOptions<Note>> = {}): Promise<Kept> {
  const damage: Damage[] = []
  const notes = await jsonCollection<Note>({
    folder: join(folder, 'notes'),
    schema: Note,
    describe: describeNote,
    revision: () => '1',
    onDamaged: (problem) => damage.push(problem),
    now: () => minute(0),
    ...rest,
  })
  return { ...notes, damage }
}
