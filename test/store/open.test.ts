import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { aFolder } from './in-folder.ts'
import { addOne, describeNote, minute, Note, note } from './note.ts'

const rest = { onDamaged: () => {}, now: () => minute(0) }
const notes = { workspace: 'W1', schema: Note, describe: describeNote, revision: () => '1' }

describe('the store', () => {
  it('lays its files out by workspace and collection, and finds them again', async () => {
    const folder = await aFolder()
    const store = await openStore({ folder, ...rest })
    const leaders = await store.collection('leaders', notes)
    const elsewhere = await store.collection('leaders', { ...notes, workspace: 'W2' })
    await leaders.create(note('a'))
    await elsewhere.create(note('b'))
    await store.close()
    expect(await readdir(join(folder, 'W1'))).toEqual(['leaders', 'leaders.index.json'])
    expect(await readdir(join(folder, 'W1', 'leaders'))).toEqual(['a.json'])
    expect(await readdir(join(folder, 'W2', 'leaders'))).toEqual(['b.json'])

    const again = await openStore({ folder, ...rest })
    expect(await (await again.collection('leaders', notes)).ids()).toEqual(['a'])
    await again.close()
  })

  it('holds the folder until what is under way is done, and then lets it go', async () => {
    const folder = await aFolder()
    const store = await openStore({ folder, ...rest })
    const leaders = await store.collection('leaders', notes)
    await leaders.create(note('a'))
    await expect(openStore({ folder, ...rest })).rejects.toMatchObject({
      name: 'FolderInUse',
      pid: process.pid,
    })
    const late = leaders.update('a', addOne)
    await store.close()
    expect((await late).count).toBe(1)
    await (await openStore({ folder, ...rest })).close()
  })

  it('opens a collection once, and only under a name that is safe', async () => {
    const store = await openStore({ memory: true, ...rest })
    await store.collection('leaders', notes)
    await expect(store.collection('leaders', notes)).rejects.toThrow('open already')
    await expect(store.collection('leaders', { ...notes, workspace: '../W1' })).rejects.toMatchObject({
      name: 'UnsafeId',
    })
  })

  it('can keep all in memory, and leave nothing', async () => {
    const store = await openStore({ memory: true, ...rest })
    const leaders = await store.collection('leaders', notes)
    await leaders.create(note('a'))
    expect(await leaders.get('a')).toEqual(note('a'))
    await store.sweep()
    await store.close()
    await expect(leaders.get('a')).rejects.toMatchObject({ name: 'StoreClosed' })
  })
})
