// What every adapter of the store must do, whatever it keeps its documents in. A new adapter runs this suite.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Collection } from '../../src/ports.ts'
import { addOne, minute, type Note, note } from './note.ts'

export type Opened = Collection<Note> & { close(): Promise<void> }

/**
 * `open` gives an empty collection of notes. `reopen`, where documents outlive the process, closes the one it is given
 * and opens the same documents again.
 */
export function storeContract(
  name: string,
  open: () => Promise<Opened>,
  reopen?: (it: Opened) => Promise<Opened>,
) {
  describe(`${name}: one document`, () => {
    it('is read back as it was created, and is not there before', async () => {
      const notes = await open()
      expect(await notes.get('a')).toBeUndefined()
      expect(await notes.create(note('a', { count: 3 }))).toEqual(note('a', { count: 3 }))
      expect(await notes.get('a')).toEqual(note('a', { count: 3 }))
      expect(await notes.ids()).toEqual(['a'])
    })

    it('is not created twice', async () => {
      const notes = await open()
      const tries = await Promise.allSettled([notes.create(note('a')), notes.create(note('a', { count: 9 }))])
      expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      expect(tries[1]).toMatchObject({ reason: { name: 'IdTaken' } })
      expect(await notes.get('a')).toEqual(note('a'))
    })

    it('is changed, and every change is given what the one before it left', async () => {
      const notes = await open()
      await notes.create(note('a'))
      const seen = await Promise.all(
        Array.from({ length: 30 }, () => notes.update('a', addOne).then((it) => it.count)),
      )
      expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
      expect((await notes.get('a'))?.count).toBe(30)
    })

    it('stays as it was when its change throws, and the changes around that one are made', async () => {
      const notes = await open()
      await notes.create(note('a'))
      const [first, second, third] = await Promise.allSettled([
        notes.update('a', addOne),
        notes.update('a', () => {
          throw new Error('no, thank you')
        }),
        notes.update('a', addOne),
      ])
      expect(first).toMatchObject({ status: 'fulfilled', value: { count: 1 } })
      expect(second).toMatchObject({ status: 'rejected', reason: { message: 'no, thank you' } })
      expect(third).toMatchObject({ status: 'fulfilled', value: { count: 2 } })
    })

    it('is frozen to its depths, and shares nothing with what was handed in', async () => {
      const notes = await open()
      const mine = note('a', { words: [{ text: 'kept' }] })
      const created = await notes.create(mine)
      mine.words[0]!.text = 'mine to change still'
      const got = await notes.get('a')
      const updated = await notes.update('a', (it) => ({ ...it, words: [...it.words, { text: 'more' }] }))
      for (const it of [created, got!, updated]) {
        expect(() => Object.assign(it.words[0]!, { text: 'changed behind its back' })).toThrow(TypeError)
        expect(() => (it.words as unknown[]).push(1)).toThrow(TypeError)
      }
      expect((await notes.get('a'))?.words).toEqual([{ text: 'kept' }, { text: 'more' }])
    })

    it('is the same object when nothing changed', async () => {
      const notes = await open()
      await notes.create(note('a'))
      const before = await notes.get('a')
      expect(await notes.update('a', (it) => it)).toBe(before)
    })

    it('cannot become what could not be read again: another schema, another id', async () => {
      const notes = await open()
      await notes.create(note('a'))
      const wrong = [
        (it: Note) => ({ ...it, count: 'many' as unknown as number }),
        (it: Note) => ({ ...it, wakes: 'tomorrow' as Note['wakes'] }),
        (it: Note) => ({ ...it, surprise: 'canary' }),
        (it: Note) => ({ ...it, id: 'b' }),
        () => undefined as unknown as Note,
      ]
      for (const change of wrong) {
        const refusal = await notes.update('a', change).catch((error) => error)
        expect(refusal).toMatchObject({ name: 'RefusedDocument' })
        expect(refusal.message).not.toContain('canary')
      }
      expect(await notes.get('a')).toEqual(note('a'))
      expect(await notes.ids()).toEqual(['a'])
    })

    it('cannot be changed where it is not there', async () => {
      const notes = await open()
      await expect(notes.update('a', addOne)).rejects.toMatchObject({ name: 'NoSuchDocument' })
    })

    it('is gone for good once removed, and its id and keys are free', async () => {
      const notes = await open()
      await notes.create(note('a', { key: 'k', wakes: minute(1) }))
      await notes.remove('a')
      await notes.remove('a')
      expect(await notes.get('a')).toBeUndefined()
      expect(await notes.find('k')).toBeUndefined()
      expect(await notes.due(minute(9), 9)).toEqual([])
      await expect(notes.update('a', addOne)).rejects.toMatchObject({ name: 'NoSuchDocument' })
      expect(await notes.create(note('a', { key: 'k' }))).toEqual(note('a', { key: 'k' }))
    })

    it.each(['', '../a', 'a/b', 'a.b', '.', 'a b', 'é', '-a', 'a\0', 'con', 'x'.repeat(101)])(
      'has an id that is safe as a file name: not %j',
      async (id) => {
        const notes = await open()
        const refused = { name: 'UnsafeId' }
        await expect(notes.create(note(id))).rejects.toMatchObject(refused)
        await expect(notes.get(id)).rejects.toMatchObject(refused)
        await expect(notes.update(id, addOne)).rejects.toMatchObject(refused)
        await expect(notes.remove(id)).rejects.toMatchObject(refused)
      },
    )

    it('cannot be asked for once the collection is closed, and changes under way are made before that', async () => {
      const notes = await open()
      await notes.create(note('a'))
      const late = notes.update('a', addOne)
      await notes.close()
      expect((await late).count).toBe(1)
      await expect(notes.update('a', addOne)).rejects.toThrow('closed')
      await expect(notes.get('a')).rejects.toThrow('closed')
    })
  })

  describe(`${name}: many documents`, () => {
    it('are due in the order of their waking, and by id where they wake together', async () => {
      const notes = await open()
      expect(await notes.nextWake()).toBeUndefined()
      await Promise.all([
        notes.create(note('late', { wakes: minute(30) })),
        notes.create(note('never')),
        notes.create(note('c', { wakes: minute(10) })),
        notes.create(note('b', { wakes: minute(10) })),
        notes.create(note('first', { wakes: minute(5) })),
      ])
      expect(await notes.nextWake()).toBe(minute(5))
      expect(await notes.due(minute(10), 10)).toEqual(['first', 'b', 'c'])
      expect(await notes.due(minute(59), 2)).toEqual(['first', 'b'])
      expect(await notes.due(minute(4), 10)).toEqual([])
      await notes.update('first', (it) => ({ ...it, wakes: minute(20) }))
      expect(await notes.due(minute(59), 10)).toEqual(['b', 'c', 'first', 'late'])
    })

    it('have keys of their own: a second document with the same key is refused, wherever it comes from', async () => {
      const notes = await open()
      await notes.create(note('b', { key: 'k' }))
      await expect(notes.create(note('a', { key: 'k' }))).rejects.toMatchObject({
        name: 'KeyTaken',
        holder: 'b',
      })
      await notes.create(note('c'))
      await expect(notes.update('c', (it) => ({ ...it, key: 'k' }))).rejects.toMatchObject({
        name: 'KeyTaken',
      })
      expect(await notes.get('c')).toEqual(note('c'))
      expect(await notes.find('k')).toBe('b')
      await notes.update('b', (it) => ({ ...it, key: 'other' }))
      await notes.update('c', (it) => ({ ...it, key: 'k' }))
      expect(await notes.find('k')).toBe('c')
      expect(await notes.find('other')).toBe('b')
    })

    it('cannot take the same key at the same moment', async () => {
      const notes = await open()
      const tries = await Promise.allSettled(
        ['a', 'b', 'c'].map((id) => notes.create(note(id, { key: 'k' }))),
      )
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await notes.ids()).toEqual([await notes.find('k')])
    })

    it('are described anew on request; those that are not there are passed over', async () => {
      const notes = await open()
      await notes.create(note('a', { wakes: minute(3), key: 'k' }))
      await notes.reindex(['a', 'nobody'])
      expect(await notes.due(minute(3), 5)).toEqual(['a'])
      expect(await notes.find('k')).toBe('a')
      expect(await notes.ids()).toEqual(['a'])
    })
  })

  describe(`${name}: anything in any order`, () => {
    it('agrees with a plain map', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 12 }), async (rounds) => {
          let notes = await open()
          const plain = new Map<string, Note>()
          for (const round of rounds) {
            // The steps of a round are begun together; those of one document must come out in the order begun.
            const expected = round.map((it) => runPlainly(plain, it))
            const outcomes = await Promise.all(round.map((it) => run(notes, it)))
            expect(outcomes).toEqual(expected)
            if (reopen && round.some(({ reopens }) => reopens)) notes = await reopen(notes)
            await expectSame(notes, plain)
          }
          await notes.close()
        }),
        { numRuns: 60 },
      )
    })
  })
}

const ids = ['a', 'b', 'c', 'd']
const step = fc.record({
  does: fc.constantFrom(
    'create',
    'look',
    'add',
    'wake',
    'throw',
    'same',
    'take key',
    'drop key',
    'remove',
    'reindex',
  ),
  id: fc.constantFrom(...ids),
  at: fc.option(fc.nat(9)),
  reopens: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function changeOf({ does, id, at }: Step): (it: Note) => Note {
  switch (does) {
    case 'wake':
      return ({ wakes: _, ...it }) => (at === null ? it : { ...it, wakes: minute(at) })
    case 'throw':
      return () => {
        throw new Error('thrown')
      }
    case 'same':
      return (it) => it
    case 'take key':
      return (it) => ({ ...it, key: `key of ${id}` })
    case 'drop key':
      return ({ key: _, ...it }) => it
    default:
      return addOne
  }
}

async function run(notes: Opened, it: Step): Promise<unknown> {
  try {
    if (it.does === 'create')
      return await notes.create(note(it.id, it.at === null ? {} : { wakes: minute(it.at) }))
    if (it.does === 'remove') return await notes.remove(it.id)
    if (it.does === 'look') {
      // It waits for no change, so it may see any form there was meanwhile; what matters is what it leaves behind.
      await notes.get(it.id)
      return
    }
    if (it.does === 'reindex') return await notes.reindex([it.id])
    return await notes.update(it.id, changeOf(it))
  } catch (error) {
    return error instanceof Error && error.name === 'Error' ? error.message : (error as Error).name
  }
}

function runPlainly(plain: Map<string, Note>, it: Step): unknown {
  const current = plain.get(it.id)
  if (it.does === 'reindex' || it.does === 'look') return
  if (it.does === 'remove') {
    plain.delete(it.id)
    return
  }
  if (it.does === 'create') {
    if (current) return 'IdTaken'
    plain.set(it.id, note(it.id, it.at === null ? {} : { wakes: minute(it.at) }))
    return plain.get(it.id)
  }
  if (!current) return 'NoSuchDocument'
  if (it.does === 'throw') return 'thrown'
  plain.set(it.id, changeOf(it)(current))
  return plain.get(it.id)
}

async function expectSame(notes: Opened, plain: Map<string, Note>): Promise<void> {
  expect((await notes.ids()).sort()).toEqual([...plain.keys()].sort())
  for (const id of ids) {
    expect(await notes.get(id)).toEqual(plain.get(id))
    expect(await notes.find(`key of ${id}`)).toBe(plain.get(id)?.key === undefined ? undefined : id)
  }
  const waking = [...plain.values()]
    .flatMap(({ id, wakes }) => (wakes === undefined ? [] : [{ id, wakes }]))
    .sort((a, b) => (`${a.wakes} ${a.id}` < `${b.wakes} ${b.id}` ? -1 : 1))
  expect(await notes.nextWake()).toBe(waking[0]?.wakes)
  for (const n of [0, 4, 9]) {
    const due = waking.filter(({ wakes }) => wakes <= minute(n)).map(({ id }) => id)
    expect(await notes.due(minute(n), 3)).toEqual(due.slice(0, 3))
  }
}
