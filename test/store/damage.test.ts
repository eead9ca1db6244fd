// Files that a person, a bad disk or another Balcony left behind: told of, never overwritten, and the rest runs.
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Low } from 'lowdb'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { originalsKeptDays } from '../../src/store/migrations.ts'
import { aFolder, notesIn } from './in-folder.ts'
import { addOne, describeNote, minute, type Note, note } from './note.ts'
import { recordingDisk } from './recording-disk.ts'

const whole = JSON.stringify(note('a', { words: [{ text: 'canary words' }] }))

describe('a damaged document', () => {
  const kinds: [string, string | Buffer][] = [
    ['null', 'null'],
    ['zero', '0'],
    ['a list', '[]'],
    ['nothing at all', ''],
    ['text that breaks off', whole.slice(0, -20)],
    ['text with something after it', `${whole}}`],
    ['NULs', Buffer.alloc(whole.length)],
    ['a NUL at its end', `${whole}\0`],
    ['a character that is broken', Buffer.from(whole.replace('canary', 'c\u00e9nary'), 'latin1')],
    ['a field too many', whole.replace('"count"', '"canary":1,"count"')],
    ['a field too few', whole.replace('"count":0,', '')],
    ['another’s document', whole.replace('"id":"a"', '"id":"b"')],
    ['a schema that is no number', whole.replace('"schema":1', '"schema":"canary"')],
  ]

  it.each(kinds)('that holds %s is named, left as it is, and cannot be created over', async (_, contents) => {
    const folder = await aFolder()
    const file = join(folder, 'notes', 'a.json')
    await mkdir(join(folder, 'notes'))
    await writeFile(file, contents)
    await writeFile(join(folder, 'notes', 'fine.json'), JSON.stringify(note('fine', { wakes: minute(1) })))

    const notes = await notesIn(folder)
    expect(notes.damage).toMatchObject([{ id: 'a', file }])
    expect(notes.damage[0]?.why).toContain(file)
    expect(notes.damage[0]?.why).toMatch(/left as it is\. Repair it or restore it from a backup/)
    expect(notes.damage[0]?.why).not.toContain('canary')

    const damaged = { name: 'DamagedDocument', id: 'a', file }
    await expect(notes.get('a')).rejects.toMatchObject(damaged)
    await expect(notes.create(note('a'))).rejects.toMatchObject(damaged)
    await expect(notes.update('a', addOne)).rejects.toMatchObject(damaged)
    await notes.reindex(['a', 'fine'])
    expect(await readFile(file)).toEqual(Buffer.from(contents))
    expect(notes.damage).toHaveLength(1)

    expect(await notes.ids()).toEqual(['fine'])
    expect(await notes.due(minute(9), 9)).toEqual(['fine'])
    expect((await notes.update('fine', addOne)).count).toBe(1)

    await notes.remove('a')
    expect(await notes.create(note('a'))).toEqual(note('a'))
  })

  it('that was damaged while Balcony runs no longer wakes, and wakes again once repaired and read', async () => {
    const folder = await aFolder()
    const file = join(folder, 'notes', 'a.json')
    const notes = await notesIn(folder, { cached: 0 })
    await notes.create(note('a', { wakes: minute(1), key: 'k' }))
    const good = await readFile(file)
    await writeFile(file, good.subarray(0, 10))
    await expect(notes.get('a')).rejects.toMatchObject({ name: 'DamagedDocument' })
    expect(await notes.due(minute(9), 9)).toEqual([])
    expect(await notes.ids()).toEqual([])
    await writeFile(file, good)
    expect(await notes.get('a')).toEqual(note('a', { wakes: minute(1), key: 'k' }))
    expect(await notes.due(minute(9), 9)).toEqual(['a'])
    expect(notes.damage).toHaveLength(1)
  })

  it('keeps its keys, so that nobody found by them is given a second, empty document', async () => {
    const folder = await aFolder()
    const before = await notesIn(folder)
    await before.create(note('a', { key: 'someone' }))
    await before.close()
    await writeFile(join(folder, 'notes', 'a.json'), '')
    for (const revision of ['1', 'of another version']) {
      const notes = await notesIn(folder, { revision: () => revision })
      expect(await notes.find('someone')).toBe('a')
      await expect(notes.create(note('b', { key: 'someone' }))).rejects.toMatchObject({ name: 'KeyTaken' })
      await notes.close()
    }
  })

  it('is told from one that is not there, also where NODE_ENV is test and lowdb’s presets read no file', async () => {
    const folder = await aFolder()
    const first = await notesIn(folder)
    await first.create(note('a', { count: 7 }))
    await first.close()
    const notes = await notesIn(folder)
    expect(process.env.NODE_ENV).toBe('test')
    expect((await notes.get('a'))?.count).toBe(7)
    expect(await notes.get('b')).toBeUndefined()
  })
})

describe('a file of another kind in the folder', () => {
  it('is left alone; temporary files are cleared; a name that is no id is told of', async () => {
    const folder = await aFolder()
    await mkdir(join(folder, 'notes'))
    for (const name of ['README', '.DS_Store', 'my note.json', 'a.json.tmp', 'a.json.damaged-2026']) {
      await writeFile(join(folder, 'notes', name), '')
    }
    const notes = await notesIn(folder)
    expect((await readdir(join(folder, 'notes'))).sort()).toEqual([
      '.DS_Store',
      'README',
      'a.json.damaged-2026',
      'my note.json',
    ])
    expect(notes.damage).toMatchObject([{ file: join(folder, 'notes', 'my note.json') }])
    expect(await notes.ids()).toEqual([])
  })

  it('goes with the document when it is a copy of it', async () => {
    const folder = await aFolder()
    const notes = await notesIn(folder)
    await notes.create(note('a'))
    await notes.create(note('ab'))
    for (const name of ['a.json.v1', 'a.json.damaged-2026', 'ab.json.v1']) {
      await writeFile(join(folder, 'notes', name), 'words')
    }
    await notes.remove('a')
    expect((await readdir(join(folder, 'notes'))).sort()).toEqual(['ab.json', 'ab.json.v1'])
  })
})

describe('the index on disk', () => {
  const indexOf = (folder: string) => join(folder, 'notes.index.json')

  /** Three notes, closed, whose files are old enough for their times to be believed. */
  async function threeNotes(): Promise<string> {
    const folder = await aFolder()
    const notes = await notesIn(folder)
    for (const [n, id] of ['a', 'b', 'c'].entries())
      await notes.create(note(id, { wakes: minute(n), key: `k${id}` }))
    await notes.close()
    for (const id of ['a', 'b', 'c']) await utimes(join(folder, 'notes', `${id}.json`), 1e9, 1e9)
    await (await notesIn(folder)).close()
    return folder
  }

  /** Opens the notes, and says which had to be described anew. */
  async function described(folder: string, revision = '1') {
    const anew: string[] = []
    const notes = await notesIn(folder, {
      revision: () => revision,
      describe: (it) => {
        anew.push(it.id)
        return describeNote(it)
      },
    })
    return { notes, anew: anew.sort() }
  }

  async function expectAllFound(notes: Awaited<ReturnType<typeof notesIn>>) {
    expect(await notes.due(minute(9), 9)).toEqual(['a', 'b', 'c'])
    expect(await notes.find('kb')).toBe('b')
  }

  it('spares reading the documents', async () => {
    const folder = await threeNotes()
    await writeFile(`${indexOf(folder)}.tmp`, 'what a killed process left')
    const { notes, anew } = await described(folder)
    expect(anew).toEqual([])
    await expectAllFound(notes)
    expect((await readdir(folder)).sort()).toEqual(['notes', 'notes.index.json'])
  })

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['cut short', '{"format":1,"revision":"1","docu'],
    ['of another format', '{"format":2,"revision":"1","documents":{}}'],
    ['null', 'null'],
    ['spoilt within', '{"format":1,"revision":"1","documents":{"a":["yesterday",[],1,1]}}'],
  ])('is made again where it is %s', async (_, contents) => {
    const folder = await threeNotes()
    await rm(indexOf(folder))
    if (contents !== undefined) await writeFile(indexOf(folder), contents)
    const { notes, anew } = await described(folder)
    expect(anew).toEqual(['a', 'b', 'c'])
    await expectAllFound(notes)
    await notes.close()
    expect((await described(folder)).anew).toEqual([])
  })

  it('is made again where the rules of describing have changed', async () => {
    const { notes, anew } = await described(await threeNotes(), '2')
    expect(anew).toEqual(['a', 'b', 'c'])
    await expectAllFound(notes)
  })

  it('is put right where it is older than the files: changed, added, and taken away', async () => {
    const folder = await threeNotes()
    const old = await readFile(indexOf(folder))
    const notes = await notesIn(folder)
    await notes.update('b', (it) => ({ ...it, wakes: minute(8) }))
    await notes.create(note('d', { wakes: minute(5) }))
    await notes.remove('a')
    await notes.close()
    await writeFile(indexOf(folder), old)
    const again = await described(folder)
    expect(again.anew).toEqual(['b', 'd'])
    expect(await again.notes.due(minute(9), 9)).toEqual(['c', 'd', 'b'])
    expect(await again.notes.find('ka')).toBeUndefined()
    expect(await readFile(indexOf(folder), 'utf8')).not.toContain('ka')
  })

  it('is put right where a file has the same size but another time, or the same time but another size', async () => {
    const folder = await threeNotes()
    await writeFile(join(folder, 'notes', 'a.json'), JSON.stringify(note('a', { wakes: minute(7) })))
    await utimes(join(folder, 'notes', 'a.json'), 1e9, 1e9)
    const b = join(folder, 'notes', 'b.json')
    await writeFile(b, (await readFile(b, 'utf8')).replace(minute(1), minute(9)))
    const { notes, anew } = await described(folder)
    expect(anew).toEqual(['a', 'b'])
    expect(await notes.due(minute(9), 9)).toEqual(['c', 'a', 'b'])
  })

  it('does not vouch for a file so young that a second write could bear the same time', async () => {
    const folder = await aFolder()
    const file = join(folder, 'notes', 'a.json')
    const first = await notesIn(folder)
    await first.create(note('a', { wakes: minute(1) }))
    await first.close()
    const justNow = new Date()
    await utimes(file, justNow, justNow)
    await (await notesIn(folder)).close()
    await writeFile(file, (await readFile(file, 'utf8')).replace(minute(1), minute(2)))
    await utimes(file, justNow, justNow)
    expect(await (await notesIn(folder)).nextWake()).toBe(minute(2))
  })

  it('forgets a removed document before the removal is answered', async () => {
    const folder = await threeNotes()
    const notes = await notesIn(folder)
    await notes.remove('b')
    expect(await readFile(indexOf(folder), 'utf8')).not.toMatch(/kb|"b"/)
  })

  it('keeps what was described anew on request, even if Balcony is killed the next moment', async () => {
    const folder = await threeNotes()
    let wakes = minute(1)
    const notes = await notesIn(folder, { describe: () => ({ wakeAt: wakes, keys: [] }) })
    wakes = minute(50)
    await notes.reindex(['a', 'b', 'c'])
    expect(await notes.nextWake()).toBe(minute(50))
    expect(await (await notesIn(folder)).nextWake()).toBe(minute(50))
  })

  it('gives a key that two files have to the first by id, and says so; both can still be changed', async () => {
    const folder = await threeNotes()
    await writeFile(join(folder, 'notes', 'B.json'), JSON.stringify(note('B', { key: 'kb' })))
    const notes = await notesIn(folder)
    expect(await notes.find('kb')).toBe('B')
    expect(notes.damage).toMatchObject([{ id: 'b', why: expect.stringContaining('B.json') }])
    expect(notes.damage[0]?.why).not.toContain('kb')
    expect((await notes.update('b', addOne)).count).toBe(1)
    await notes.remove('B')
    expect(await notes.find('kb')).toBe('b')
  })

  it('leaves out one document that cannot be described, and says so', async () => {
    const folder = await threeNotes()
    const notes = await notesIn(folder, {
      revision: () => '2',
      describe: (it) => {
        if (it.id === 'b') throw new Error('no such programme')
        return describeNote(it)
      },
    })
    expect(await notes.due(minute(9), 9)).toEqual(['a', 'c'])
    expect(notes.damage).toMatchObject([{ id: 'b', file: join(folder, 'notes', 'b.json') }])
    expect(await notes.find('kb')).toBe('b')
  })
})

describe('a document of another schema', () => {
  const Newer = z.strictObject({ schema: z.literal(3), id: z.string(), total: z.int() })
  const migrations = {
    1: (old: unknown) => ({ ...(old as object), schema: 2, counted: true }),
    2: (old: unknown) => {
      const { id, count } = old as Note
      return { schema: 3, id, total: count }
    },
  }
  const newer = (
    folder: string,
    rest: { now?: () => ReturnType<typeof minute>; steps?: typeof migrations } = {},
  ) =>
    notesIn(folder, {
      schema: Newer as unknown as z.ZodType<Note>,
      describe: () => ({ wakeAt: undefined, keys: [] }),
      migrations: rest.steps ?? migrations,
      ...(rest.now ? { now: rest.now } : {}),
    })
  const add = (it: unknown) =>
    ({ ...(it as Note), total: (it as { total: number }).total + 1 }) as unknown as Note

  async function oneOld(): Promise<{ folder: string; text: string }> {
    const folder = await aFolder()
    const notes = await notesIn(folder)
    await notes.create(note('a', { count: 4 }))
    await notes.close()
    return { folder, text: await readFile(join(folder, 'notes', 'a.json'), 'utf8') }
  }

  it('is read in the newest form, step by step, and its file waits for the first change', async () => {
    const { folder, text } = await oneOld()
    const notes = await newer(folder)
    expect(await notes.get('a')).toEqual({ schema: 3, id: 'a', total: 4 })
    expect(await readFile(join(folder, 'notes', 'a.json'), 'utf8')).toBe(text)
    expect(await readdir(join(folder, 'notes'))).toEqual(['a.json'])
  })

  it('is kept beside its newer form, on the disk before that is written', async () => {
    const { folder, text } = await oneOld()
    const { disk, steps } = recordingDisk()
    const notes = await notesIn(folder, {
      schema: Newer as unknown as z.ZodType<Note>,
      describe: () => ({ wakeAt: undefined, keys: [] }),
      migrations,
      disk,
    })
    steps.length = 0
    await notes.update('a', add)
    await notes.update('a', add)
    expect(steps.filter((step) => /rename|sync notes/.test(step))).toEqual([
      'rename a.json.v1.tmp',
      'sync notes',
      'rename a.json.tmp',
      'sync notes',
      'rename a.json.tmp',
      'sync notes',
    ])
    expect(await readFile(join(folder, 'notes', 'a.json.v1'), 'utf8')).toBe(text)
    expect(JSON.parse(await readFile(join(folder, 'notes', 'a.json'), 'utf8'))).toEqual({
      schema: 3,
      id: 'a',
      total: 6,
    })
    await notes.remove('a')
    expect(await readdir(join(folder, 'notes'))).toEqual([])
  })

  it('is kept for as long as a backup, and no longer', async () => {
    const { folder } = await oneOld()
    const notes = await newer(folder)
    await notes.update('a', add)
    const original = join(folder, 'notes', 'a.json.v1')
    const kept = new Date(`${minute(0)}`)
    await utimes(original, kept, kept)
    const later = (days: number) => () => minute(days * 24 * 60 + 1)
    await newer(folder, { now: later(originalsKeptDays - 1) })
    expect((await stat(original)).isFile()).toBe(true)
    await newer(folder, { now: later(originalsKeptDays) })
    expect(await readdir(join(folder, 'notes'))).toEqual(['a.json'])
  })

  it('that is newer than this Balcony is refused in a sentence, and not touched', async () => {
    const folder = await aFolder()
    await mkdir(join(folder, 'notes'))
    const text = JSON.stringify({ schema: 4, id: 'a', unheardOf: true })
    await writeFile(join(folder, 'notes', 'a.json'), text)
    const notes = await newer(folder)
    await expect(notes.update('a', add)).rejects.toThrow(
      /is of schema 4, and this Balcony knows 3 at most.*Start the newer Balcony again/,
    )
    expect(notes.damage).toHaveLength(1)
    expect(await readFile(join(folder, 'notes', 'a.json'), 'utf8')).toBe(text)
  })

  it('that cannot be brought up to date is damaged, and not touched', async () => {
    const { folder, text } = await oneOld()
    const broken = [
      () => {
        throw new Error('canary')
      },
      (old: unknown) => old as never,
    ]
    for (const step of broken) {
      const notes = await newer(folder, { steps: { ...migrations, 1: step } })
      const error = await notes.get('a').catch((it) => it)
      expect(error.message).toContain('is of schema 1 and could not be brought up to date')
      expect(error.message).not.toContain('canary')
      expect(await readFile(join(folder, 'notes', 'a.json'), 'utf8')).toBe(text)
      await notes.close()
    }
  })
})

describe('a file that went away by hand', () => {
  it('is no document any more once it is asked for', async () => {
    const folder = await aFolder()
    const notes = await notesIn(folder, { cached: 0 })
    await notes.create(note('a', { wakes: minute(1) }))
    await rename(join(folder, 'notes', 'a.json'), join(folder, 'elsewhere'))
    expect(await notes.get('a')).toBeUndefined()
    expect(await notes.due(minute(9), 9)).toEqual([])
  })
})

describe('why each document gets a Low of its own for each of its forms', () => {
  it('Low.update shows what a failed write did not keep', async () => {
    const low = new Low<{ n: number }>(
      {
        read: async () => ({ n: 0 }),
        write: async () => {
          throw new Error('disk full')
        },
      },
      { n: 0 },
    )
    await expect(
      low.update((data) => {
        data.n = 1
      }),
    ).rejects.toThrow('disk full')
    expect(low.data.n).toBe(1)
  })
})
