// What the store does when the disk, the power, or another process does its worst.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { holdLock } from '../../src/store/lock.ts'
import { aFolder, notesIn } from './in-folder.ts'
import { killRounds } from './kill-rounds.ts'
import { addOne, describeNote, minute, note } from './note.ts'
import { type DiskStep, recordingDisk } from './recording-disk.ts'

describe('a power cut', () => {
  it('finds every answered change on the disk: written, synced, named, and the name synced, before the answer', async () => {
    const { disk, steps } = recordingDisk()
    const notes = await notesIn(await aFolder(), { disk })
    steps.length = 0
    await notes.create(note('a'))
    const oneWrite = [
      'open a.json.tmp',
      'write a.json.tmp',
      'datasync a.json.tmp',
      'rename a.json.tmp',
      'open notes',
      'sync notes',
    ]
    expect(steps.splice(0)).toEqual(['read a.json', ...oneWrite])
    await notes.update('a', addOne)
    expect(steps.splice(0)).toEqual(oneWrite)
    await notes.update('a', (it) => it)
    expect(steps.splice(0)).toEqual([])
    await notes.remove('a')
    expect(steps.slice(0, 3)).toEqual(['unlink a.json', 'open notes', 'sync notes'])
  })

  it('finds the collection’s own folder on the disk too', async () => {
    const { disk, steps } = recordingDisk()
    const folder = await aFolder()
    await notesIn(join(folder, 'data', 'W1'), { disk })
    expect(steps.filter((step) => step.startsWith('sync'))).toEqual([
      'sync W1',
      'sync data',
      `sync ${folder.split('/').at(-1)}`,
    ])
  })
})

describe('a disk that fails', () => {
  const failures: [DiskStep, string, string][] = [
    ['open', 'a.json.tmp', 'EACCES'],
    ['open', 'a.json.tmp', 'EROFS'],
    ['write', 'a.json.tmp', 'ENOSPC'],
    ['datasync', 'a.json.tmp', 'EIO'],
    ['rename', 'a.json.tmp', 'EIO'],
    ['sync', 'notes', 'EIO'],
  ]

  it.each(failures)(
    'at %s of %s with %s: nothing changes, in memory, on disk, or after a restart',
    async (does, name, code) => {
      let broken = false
      let failed = 0
      // Once, so that a folder that could not be synced can be put back.
      const { disk } = recordingDisk((step, file) =>
        broken && step === does && file === name && failed++ === 0 ? code : undefined,
      )
      const folder = await aFolder()
      const notes = await notesIn(folder, { disk, cached: 0 })
      await notes.create(note('a', { key: 'old' }))
      const before = await readFile(join(folder, 'notes', 'a.json'), 'utf8')

      broken = true
      const refused = await notes.update('a', (it) => ({ ...addOne(it), key: 'new' })).catch((error) => error)
      expect(refused).toMatchObject({
        name: 'StoreFault',
        code,
        file: join(folder, 'notes', 'a.json'),
        unsettled: false,
      })
      expect(refused.message).toContain(join(folder, 'notes', 'a.json'))

      expect((await notes.get('a'))?.count).toBe(0)
      expect(await notes.find('new')).toBeUndefined()
      expect(await readFile(join(folder, 'notes', 'a.json'), 'utf8')).toBe(before)
      expect(await readdir(join(folder, 'notes'))).toEqual(['a.json'])
      await notes.close()
      const again = await notesIn(folder)
      expect((await again.get('a'))?.count).toBe(0)
      expect(await again.find('old')).toBe('a')
      expect((await again.update('a', addOne)).count).toBe(1)
    },
  )

  it.each(failures)(
    'at %s of %s with %s: what could not be created is not there',
    async (does, name, code) => {
      let failed = 0
      const { disk } = recordingDisk((step, file) =>
        step === does && file === name && failed++ === 0 ? code : undefined,
      )
      const folder = await aFolder()
      await mkdir(join(folder, 'notes'))
      const notes = await notesIn(folder, { disk })
      await expect(notes.create(note('a'))).rejects.toMatchObject({ name: 'StoreFault', code })
      expect(await notes.get('a')).toBeUndefined()
      expect(await notes.ids()).toEqual([])
      expect(await readdir(join(folder, 'notes'))).toEqual([])
      expect(await notes.create(note('a'))).toEqual(note('a'))
    },
  )

  it('for good once a new file has its name: the old document is still the one shown', async () => {
    let broken = false
    const { disk } = recordingDisk((step, file) => {
      if (step === 'sync' && file === 'notes') broken = true
      return broken ? 'EIO' : undefined
    })
    const folder = await aFolder()
    await mkdir(join(folder, 'notes'))
    await writeFile(join(folder, 'notes', 'a.json'), JSON.stringify(note('a')))
    const notes = await notesIn(folder, { disk, cached: 0 })
    await expect(notes.update('a', addOne)).rejects.toMatchObject({ name: 'StoreFault', unsettled: true })
    expect((await notes.get('a'))?.count).toBe(0)
  })

  it('gives its error to the one whose change failed, and to nobody before, behind or beside', async () => {
    let writes = 0
    const { disk } = recordingDisk((step, file) =>
      step === 'write' && file === 'a.json.tmp' && ++writes === 3 ? 'ENOSPC' : undefined,
    )
    const notes = await notesIn(await aFolder(), { disk })
    await notes.create(note('a'))
    await notes.create(note('b'))
    const outcomes = await Promise.allSettled([
      notes.update('a', addOne),
      notes.update('a', addOne),
      notes.update('a', addOne),
      notes.update('b', addOne),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect((await notes.get('a'))?.count).toBe(2)
  })

  it('tells people what to do', async () => {
    const said: Record<string, RegExp> = {
      ENOSPC: /disk is full.*Free some space/,
      EACCES: /permission denied.*own it/,
      EROFS: /read-only.*Mount it writable/,
      EMFILE: /too many files.*ulimit/,
      EIO: /disk reports a fault.*Check the disk/,
    }
    for (const [code, words] of Object.entries(said)) {
      const { disk } = recordingDisk((step, file) =>
        step === 'open' && file === 'a.json.tmp' ? code : undefined,
      )
      const notes = await notesIn(await aFolder(), { disk })
      await expect(notes.create(note('a'))).rejects.toThrow(words)
    }
  })

  it('is named where a folder cannot be opened at all', async () => {
    const folder = await aFolder()
    await writeFile(join(folder, 'notes'), 'a file')
    await expect(notesIn(folder)).rejects.toThrow(
      `${join(folder, 'notes')}: a file stands where a folder should be`,
    )
  })
})

describe('a change that waits for a slow disk', () => {
  it('is not seen before it is durable, keeps no other document waiting, and no reader either', async () => {
    const gate = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    const { disk } = recordingDisk()
    const slow = {
      ...disk,
      rename: async (from: string, to: string) => {
        await disk.rename(from, to)
        // Held after the rename: the file is new by then, but its name is not synced.
        if (!hold || !from.endsWith('slow.json.tmp')) return
        reached.resolve()
        await gate.promise
      },
    }
    let hold = false
    const notes = await notesIn(await aFolder(), { disk: slow, cached: 0 })
    await notes.create(note('slow', { key: 'k' }))
    await notes.create(note('other'))
    hold = true
    const changing = notes.update('slow', (it) => ({ ...addOne(it), key: 'new' }))
    await reached.promise
    expect((await notes.get('slow'))?.count).toBe(0)
    expect(await notes.find('new')).toBeUndefined()
    expect((await notes.update('other', addOne)).count).toBe(1)
    gate.resolve()
    expect((await changing).count).toBe(1)
    expect((await notes.get('slow'))?.count).toBe(1)
  })
})

describe('a reading that the slow disk answers late', () => {
  it('does not make a document vanish that was created meanwhile', async () => {
    const { disk } = recordingDisk()
    const gate = Promise.withResolvers<void>()
    let looking: Promise<unknown> | undefined
    let late = false
    const notes = await notesIn(await aFolder(), {
      disk: { ...disk, read: (path) => disk.read(path).finally(() => (late ? gate.promise : undefined)) },
      // Someone looks in the last moment before the file is written.
      describe: (it) => {
        late = true
        looking = notes.get('a')
        return describeNote(it)
      },
    })
    const created = notes.create(note('a', { wakes: minute(1) }))
    setTimeout(gate.resolve, 40)
    await created
    expect(await looking).toBeUndefined()
    expect(await notes.ids()).toEqual(['a'])
    expect(await notes.due(minute(1), 1)).toEqual(['a'])
  })

  it('brings nothing back that was removed', async () => {
    const { disk } = recordingDisk()
    const gate = Promise.withResolvers<void>()
    const folder = await aFolder()
    await mkdir(join(folder, 'notes'))
    await writeFile(join(folder, 'notes', 'a.json'), JSON.stringify(note('a')))
    let opened = false
    const notes = await notesIn(folder, {
      disk: {
        ...disk,
        read: async (path) => {
          const bytes = await disk.read(path)
          if (opened) await gate.promise
          return bytes
        },
      },
    })
    opened = true
    const looking = notes.get('a')
    const removing = notes.remove('a')
    setTimeout(gate.resolve, 40)
    await Promise.all([looking, removing])
    expect(await notes.get('a')).toBeUndefined()
  })

  it('brings nothing back that is looked for while it is being removed', async () => {
    const { disk } = recordingDisk()
    let looking: Promise<unknown> | undefined
    const notes = await notesIn(await aFolder(), {
      cached: 1,
      disk: {
        ...disk,
        read: async (path) => {
          const bytes = await disk.read(path)
          await new Promise((then) => setTimeout(then, 30))
          return bytes
        },
        unlink: async (path) => {
          if (path.endsWith('a.json')) {
            looking = notes.get('a')
            await new Promise((then) => setTimeout(then, 10))
          }
          await disk.unlink(path)
        },
      },
    })
    await notes.create(note('a'))
    await notes.create(note('b'))
    await notes.remove('a')
    await looking
    expect(await notes.get('a')).toBeUndefined()
  })
})

describe('a document that the disk will not give', () => {
  it('is an error for whoever asks, and stays due: the fault may pass', async () => {
    let code: string | undefined
    const { disk } = recordingDisk((step, file) => (step === 'read' && file === 'a.json' ? code : undefined))
    const notes = await notesIn(await aFolder(), { disk, cached: 0 })
    await notes.create(note('a', { wakes: minute(1) }))
    code = 'EMFILE'
    await expect(notes.get('a')).rejects.toMatchObject({ name: 'StoreFault', code })
    await expect(notes.update('a', addOne)).rejects.toThrow(/too many files are open.*ulimit/)
    await expect(notes.create(note('a'))).rejects.toMatchObject({ name: 'StoreFault' })
    expect(await notes.due(minute(1), 1)).toEqual(['a'])
    code = undefined
    expect((await notes.update('a', addOne)).count).toBe(1)
    expect(notes.damage).toEqual([])
  })
})

describe('kill -9', () => {
  it('loses nothing that was answered, leaves no half document, and the next start clears what it left', async () => {
    const rounds = Number(process.env.BALCONY_FAULT_ROUNDS ?? 10)
    const { answered, lost, damaged, stale } = await killRounds(rounds)
    expect(answered).toBeGreaterThan(rounds)
    expect({ lost, damaged, stale }).toEqual({ lost: 0, damaged: 0, stale: 0 })
  }, 600_000)
})

describe('a second process', () => {
  it('is refused with the pid of the first, and let in the moment that one is killed', async () => {
    const folder = await aFolder()
    const lock = new URL('../../src/store/lock.ts', import.meta.url).href
    // It drops what holdLock gave it, and collects its garbage: that must not let the folder go.
    const hold = `
      const { holdLock } = await import(process.argv[1])
      await holdLock(process.argv[2])
      for (let n = 0; n < 5; n++) {
        await new Promise((then) => setTimeout(then, 5))
        gc()
      }
      process.stdout.write('held')
      setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', hold, lock, folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void holder.kill('SIGKILL'))
    let warnings = ''
    holder.stderr.on('data', (chunk) => {
      warnings += chunk
    })
    await once(holder.stdout, 'data')

    const refused = await holdLock(folder).catch((error) => error)
    expect(refused).toMatchObject({ name: 'FolderInUse', pid: holder.pid, folder })
    expect(refused.message).toContain(`process ${holder.pid}`)
    expect(refused.message).toContain('BALCONY_DATA')

    // Frozen is not dead: nobody may take the lock from a process that will go on writing.
    holder.kill('SIGSTOP')
    await expect(holdLock(folder)).rejects.toMatchObject({ name: 'FolderInUse' })

    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const mine = await holdLock(folder)
    expect(await readFile(join(folder, 'lock.pid'), 'utf8')).toBe(`${process.pid}\n`)
    await mine.release()
    expect(warnings).toBe('')
  })

  it('is refused within one process too, until the folder is let go', async () => {
    const folder = await aFolder()
    const first = await holdLock(folder)
    await expect(holdLock(folder)).rejects.toMatchObject({ name: 'FolderInUse', pid: process.pid })
    await first.release()
    await first.release()
    const second = await holdLock(folder)
    await second.release()
    expect(await readdir(folder)).toEqual(['lock.sqlite'])
  })

  it('is told what to do where the lock’s own file is spoilt', async () => {
    const folder = await aFolder()
    await writeFile(join(folder, 'lock.sqlite'), 'x'.repeat(4096))
    await expect(holdLock(folder)).rejects.toThrow(/lock\.sqlite.*no lock.*delete it/)
  })
})

describe('other people on the machine', () => {
  it('can read neither documents, nor index, nor lock', async () => {
    const folder = await aFolder()
    const notes = await notesIn(join(folder, 'data'))
    await notes.create(note('a', { key: 'k' }))
    await notes.close()
    const lock = await holdLock(join(folder, 'data'))
    const modeOf = async (...path: string[]) => ((await stat(join(folder, ...path))).mode & 0o777).toString(8)
    expect(await modeOf('data')).toBe('700')
    expect(await modeOf('data', 'notes')).toBe('700')
    expect(await modeOf('data', 'notes', 'a.json')).toBe('600')
    expect(await modeOf('data', 'notes.index.json')).toBe('600')
    expect(await modeOf('data', 'lock.sqlite')).toBe('600')
    expect(await modeOf('data', 'lock.pid')).toBe('600')
    await lock.release()
  })
})
