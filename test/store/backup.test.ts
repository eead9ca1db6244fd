// A backup is exact, or it is refused. Whatever is wrong with an archive is said in words, and nothing is written.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Header } from 'tar'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openKept } from '../../src/documents.ts'
import { decline } from '../../src/domain/enrolment.ts'
import { forgetEverything, forgetReflection } from '../../src/domain/erasure.ts'
import { Instant, type Leader, TeamId } from '../../src/domain/model.ts'
import { withdrawals } from '../../src/domain/withdrawal.ts'
import { readArchive } from '../../src/store/archive.ts'
import { takeBackup } from '../../src/store/backup.ts'
import { keyOf, openLedger } from '../../src/store/erasure-ledger.ts'
import { restoreBackup, restoredFrom } from '../../src/store/restore.ts'
import { aLeader, aReflection } from '../domain/given.ts'
import { documents, keep } from '../process/documents.ts'
import { quietLog } from '../quiet-log.ts'
import { aFolder } from './in-folder.ts'

const now = () => Instant.parse(new Date().toISOString())
const later = (days: number) => Instant.parse(new Date(Date.now() + days * 86_400_000).toISOString())
const someone = (id: string, words: string) =>
  aLeader({ id, reflections: [aReflection('a', words), aReflection('b', 'B')] })

/** A data folder with some documents, and what a backup of it is made with. */
const aPlace = async (
  leaders: Leader[] = [someone('L1', 'One'), someone('L2', 'Two'), someone('L3', 'Three')],
) => {
  const root = await aFolder()
  const data = join(root, 'data')
  keep(data, documents.workspace({ people: ['U1'] }), leaders)
  const { key } = await keyOf(data)
  const ledger = await openLedger({ folder: join(data, 'erasures'), key, now })
  onTestFinished(() => ledger.close())
  const backup = (more: Partial<Parameters<typeof takeBackup>[0]> = {}) =>
    takeBackup({
      data,
      to: join(root, 'backups'),
      version: '0.1.0',
      key,
      ledger,
      whileStill: (work) => work(),
      now,
      ...more,
    })
  const restore = (archive: string, more: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
    restoreBackup({
      archive,
      data: join(root, 'new'),
      ledger: join(data, 'erasures'),
      ownLedger: join(root, 'new', 'erasures'),
      withoutLedger: false,
      dryRun: false,
      now,
      ...more,
    })
  const leaderIn = async (folder: string, id: string): Promise<Leader> => {
    const text = await readFile(join(root, folder, 'T07NORTHFLD', 'leaders', `${id}.json`), 'utf8')
    return JSON.parse(text)
  }
  return { root, data, key, ledger, backup, restore, leaderIn }
}

describe('a backup', () => {
  it('is restored to the very documents, and leaves out the lock, the indexes and the ledger', async () => {
    const { root, data, backup, restore, leaderIn } = await aPlace()
    await writeFile(join(data, 'lock.pid'), '1\n')
    const made = await backup()
    expect(made).toMatchObject({ documents: 4, damaged: [], pruned: [] })
    expect((await stat(made.file)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(root, 'backups'))).toEqual([made.file.split('/').at(-1)])
    expect((await readdir(data)).filter((name) => name.startsWith('.'))).toEqual([])
    const restored = await restore(made.file)
    expect(restored).toMatchObject({ documents: 4, changed: 0, ledger: 'whole', began: made.began })
    for (const id of ['L1', 'L2', 'L3']) expect(await leaderIn('new', id)).toEqual(await leaderIn('data', id))
    expect((await readdir(join(root, 'new'))).sort()).toEqual([
      'T07NORTHFLD',
      'erasures',
      'erasures.key',
      'restored.json',
    ])
    expect((await restoredFrom(join(root, 'new')))?.began).toBe(made.began)
  })

  it('takes a damaged document along as it is, and says so', async () => {
    const { root, data, backup, restore } = await aPlace()
    await writeFile(join(data, 'T07NORTHFLD', 'leaders', 'L9.json'), '{"schema":1,')
    const made = await backup()
    expect(made.damaged).toEqual(['documents/T07NORTHFLD/leaders/L9.json'])
    expect((await restore(made.file)).damaged).toEqual(made.damaged)
    expect(await readFile(join(root, 'new', 'T07NORTHFLD', 'leaders', 'L9.json'), 'utf8')).toBe(
      '{"schema":1,',
    )
  })

  it('is gone after 35 days, and so is nothing else in its folder', async () => {
    const { root, backup } = await aPlace()
    const first = await backup()
    await writeFile(join(root, 'backups', 'balcony-notes.txt'), 'mine')
    expect((await backup({ now: () => later(34) })).pruned).toEqual([])
    expect((await backup({ now: () => later(36) })).pruned).toEqual([first.file.split('/').at(-1)])
    expect(await readdir(join(root, 'backups'))).toContain('balcony-notes.txt')
  })

  it('that is stopped leaves nothing', async () => {
    const { root, data, backup } = await aPlace()
    const stop = new AbortController()
    const cut = backup({ until: stop.signal, progress: (step) => step === 'writing' && stop.abort() })
    await expect(cut).rejects.toThrow()
    expect(await readdir(join(root, 'backups'))).toEqual([])
    expect((await readdir(data)).filter((name) => name.startsWith('.'))).toEqual([])
  })
})

describe('a restore', () => {
  it('takes back once more what was taken back since', async () => {
    const { backup, restore, ledger, leaderIn } = await aPlace([
      someone('L1', 'One'),
      aLeader({ id: 'L2', stage: 'invited' }),
    ])
    const made = await backup()
    const before = await leaderIn('data', 'L1')
    await ledger.note(withdrawals(before, forgetReflection(before, before.reflections[0]!.id, now())))
    const invited = await leaderIn('data', 'L2')
    await ledger.note(withdrawals(invited, decline(invited, now())))
    expect(await restore(made.file)).toMatchObject({ changed: 2 })
    expect((await leaderIn('new', 'L1')).reflections.map(({ id }) => id)).toEqual(['b'])
    expect((await leaderIn('new', 'L2')).stage.is).toBe('declined')
  })

  it('takes back at the first start what was taken back after it, by whoever still wrote in the ledger', async () => {
    const { root, backup, restore, ledger, leaderIn } = await aPlace([
      someone('L1', 'One'),
      someone('L2', 'Two'),
    ])
    const made = await backup()
    const folder = join(root, 'data', 'erasures')
    await restore(made.file, { ownLedger: folder })
    const one = await leaderIn('data', 'L1')
    await ledger.note(withdrawals(one, forgetReflection(one, one.reflections[0]!.id, now())))
    const two = await leaderIn('data', 'L2')
    await ledger.note(withdrawals(two, forgetEverything(two, now())))

    const opened = async (isStart: boolean) => {
      const kept = await openKept({ data: join(root, 'new'), ledger: folder, clock: { now }, log: quietLog })
      try {
        const { workspace, restored } = await kept.workspace(
          TeamId.parse('T07NORTHFLD'),
          { prompts: [] },
          { isStart },
        )
        return { ...workspace.current, restored }
      } finally {
        await kept.close()
      }
    }
    // A look is no start.
    await opened(false)
    expect((await leaderIn('new', 'L1')).reflections).toHaveLength(2)
    expect((await restoredFrom(join(root, 'new')))?.startedAt).toBeUndefined()
    const { jobs, audit, restored } = await opened(true)
    expect((await leaderIn('new', 'L1')).reflections.map(({ id }) => id)).toEqual(['b'])
    expect((await leaderIn('new', 'L2')).reflections).toEqual([])
    expect(jobs).toContainEqual({ is: 'forget', leader: 'L2' })
    expect(audit.map(({ act }) => act)).toEqual(['restore'])
    expect((await restoredFrom(join(root, 'new')))?.startedAt).toBe(restored?.startedAt)
  })

  it('from a copy of the ledger keeps the one that was there, which may know more', async () => {
    const { root, data, backup, restore } = await aPlace()
    const { file } = await backup()
    const own = join(root, 'new', 'erasures')
    await mkdir(own, { recursive: true })
    await writeFile(join(own, 'erasures.jsonl'), 'knows more')
    await restore(file)
    const copied = await readFile(join(data, 'erasures', 'erasures.jsonl'), 'utf8')
    expect(await readFile(join(own, 'erasures.jsonl'), 'utf8')).toBe(copied)
    const [before] = (await readdir(own)).filter((name) => name.includes('.before-'))
    expect(await readFile(join(own, before ?? ''), 'utf8')).toBe('knows more')
  })

  it('with a dry run writes nothing', async () => {
    const { root, backup, restore } = await aPlace()
    expect(await restore((await backup()).file, { dryRun: true })).toMatchObject({ documents: 4 })
    await expect(stat(join(root, 'new'))).rejects.toThrow('ENOENT')
  })

  it('is refused where documents are, or the ledger is missing, another one, or too young', async () => {
    const { root, data, backup, restore, ledger } = await aPlace()
    const { file } = await backup()
    await expect(restore(file, { data })).rejects.toThrow(
      /is not empty: there is T07NORTHFLD\. .*Move what is there/,
    )
    const nowhere = join(root, 'nowhere')
    await expect(restore(file, { ledger: nowhere })).rejects.toThrow(
      /no ledger of erasures in .*--without-ledger/,
    )
    const other = await openLedger({ folder: join(root, 'other'), key: 'a'.repeat(64), now })
    await expect(restore(file, { ledger: join(root, 'other') })).rejects.toThrow(
      'not the one that this backup goes with',
    )
    await other.close()
    await ledger.note([{ subject: 'x', says: 'gone' }])
    const pruning = await openLedger({
      folder: join(data, 'erasures'),
      key: (await keyOf(data)).key,
      now: () => later(50),
    })
    await pruning.prune()
    await pruning.close()
    await expect(restore(file)).rejects.toThrow('older than the ledger of erasures')
    expect(await restore(file, { withoutLedger: true })).toMatchObject({ ledger: 'pruned', documents: 4 })
  })
})

describe('an archive', () => {
  const entry = (path: string, bytes: Buffer | string, more: object = {}): Buffer[] => {
    const body = Buffer.from(bytes as string)
    const block = Buffer.alloc(512)
    new Header({ path, mode: 0o600, size: body.length, type: 'File', mtime: new Date(), ...more }).encode(
      block,
      0,
    )
    return [block, body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  }
  /** The archive with its entries changed: names and contents as they are given. */
  const remade = async (file: string, change: (all: Map<string, Buffer>) => Buffer[]): Promise<string> => {
    const tar = gunzipSync(await readFile(file))
    const all = new Map<string, Buffer>()
    for (let at = 0; at < tar.length && tar[at] !== 0; ) {
      const header = new Header(tar, at)
      const size = header.size ?? 0
      all.set(header.path ?? '', tar.subarray(at + 512, at + 512 + size))
      at += 512 + Math.ceil(size / 512) * 512
    }
    const to = file.replace('.tar.gz', '-other.tar.gz')
    await writeFile(to, gzipSync(Buffer.concat([...change(all), Buffer.alloc(1024)])))
    return to
  }
  const same = (all: Map<string, Buffer>): Buffer[] => [...all].flatMap(([path, bytes]) => entry(path, bytes))
  const manifestOf = (all: Map<string, Buffer>) => JSON.parse(all.get('manifest.json')!.toString())
  const withManifest = (all: Map<string, Buffer>, more: object): Buffer[] =>
    same(new Map([...all, ['manifest.json', Buffer.from(JSON.stringify({ ...manifestOf(all), ...more }))]]))
  const first = (all: Map<string, Buffer>) => [...all.keys()].find((path) => path.startsWith('documents/'))!

  it.each<[string, (all: Map<string, Buffer>) => Buffer[], RegExp]>([
    ['is as it was', same, /^$/],
    ['has no manifest', (all) => same(new Map([...all].slice(1))), /does not begin with a manifest/],
    [
      'has another manifest',
      (all) => withManifest(all, { format: 'photos' }),
      /a manifest that is none of Balcony’s/,
    ],
    [
      'is of a later format',
      (all) => withManifest(all, { version: 2 }),
      /in format 2, and this Balcony knows format 1\. Restore it with the Balcony that made it/,
    ],
    [
      'is of a later schema',
      (all) => withManifest(all, { schemas: { leaders: 99 } }),
      /leaders of schema 99/,
    ],
    [
      'has a manifest that makes no sense',
      (all) => withManifest(all, { began: 'once' }),
      /cannot be understood/,
    ],
    [
      'lacks a document',
      (all) => same(new Map([...all].filter(([path]) => path !== first(all)))),
      /is not whole: 1 of its 4 documents/,
    ],
    [
      'lacks the key',
      (all) => same(new Map([...all].filter(([path]) => path !== 'erasures.key'))),
      /lacks the key/,
    ],
    [
      'has one more',
      (all) => [...same(all), ...entry('documents/T1/leaders/L9.json', '{}')],
      /does not name/,
    ],
    ['has one twice', (all) => [...same(all), ...entry(first(all), all.get(first(all))!)], /has one twice/],
    [
      'has a document that was changed',
      (all) => same(new Map([...all, [first(all), Buffer.from('{}')]])),
      /is not what it was/,
    ],
    [
      'has a document that is none, by its own checksum',
      (all) => {
        const bytes = Buffer.from('{"schema":1}')
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        const files = manifestOf(all).files.map((it: { path: string }) =>
          it.path === first(all) ? { ...it, bytes: bytes.length, sha256 } : it,
        )
        return withManifest(new Map([...all, [first(all), bytes]]), { files })
      },
      /a document that this Balcony cannot read/,
    ],
    [
      'leads out of its folder',
      (all) => [...same(all), ...entry('documents/../../../etc/passwd', 'x')],
      /a name that no document has/,
    ],
    [
      'has an absolute name',
      (all) => [...same(all), ...entry('/etc/passwd', 'x')],
      /a name that no document has/,
    ],
    [
      'has a hidden name',
      (all) => [...same(all), ...entry('documents/T1/leaders/.json', 'x')],
      /a name that no document has/,
    ],
    [
      'has a link',
      (all) => [
        ...same(all),
        ...entry('documents/T1/leaders/L9.json', '', { type: 'SymbolicLink', linkpath: '/etc/passwd' }),
      ],
      /a link, a folder or a device/,
    ],
    [
      'has a hard link',
      (all) => [
        ...same(all),
        ...entry('documents/T1/leaders/L9.json', '', { type: 'Link', linkpath: 'manifest.json' }),
      ],
      /a link, a folder or a device/,
    ],
    [
      'has a folder',
      (all) => [...same(all), ...entry('documents/', '', { type: 'Directory' })],
      /a link, a folder or a device/,
    ],
    [
      'names a path that leads out',
      (all) => withManifest(all, { files: [{ path: '../x', bytes: 1, sha256: 'a'.repeat(64) }] }),
      /lists a file that is no document/,
    ],
    ['is empty', () => [], /there is no manifest|not a whole tar/],
  ])('that %s', async (_, change, why) => {
    const { root, backup, restore } = await aPlace()
    const file = await remade((await backup()).file, change)
    const outcome = await restore(file).then(
      () => '',
      (error: Error) => `${error.name}: ${error.message}`,
    )
    expect(outcome).toMatch(why)
    if (outcome === '') return
    expect(outcome).toMatch(/^BadArchive: balcony-.*-other\.tar\.gz /)
    await expect(stat(join(root, 'new'))).rejects.toThrow('ENOENT')
  })

  it('that was cut short anywhere, or has one bit wrong, is refused, or gives the very same documents', async () => {
    const { root, backup } = await aPlace()
    const { file } = await backup()
    const whole = await readFile(file)
    const digest = async (path: string) => {
      const hash = createHash('sha256')
      await readArchive(path, { document: ({ bytes }) => hash.update(bytes) })
      return hash.digest('hex')
    }
    const right = await digest(file)
    const bad = join(root, 'bad.tar.gz')
    const tried = async (bytes: Buffer) => {
      await writeFile(bad, bytes)
      return digest(bad).catch((error: Error) => error.name)
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = Buffer.from(whole)
        flipped[at] = (whole[at] ?? 0) ^ (1 << bit)
        expect(['BadArchive', right]).toContain(await tried(flipped))
        expect(await tried(whole.subarray(0, at))).toBe('BadArchive')
      }),
      { numRuns: 60 },
    )
    await rm(bad)
  })

  it('that is no file at all is said to be so', async () => {
    const { root, restore } = await aPlace()
    await expect(restore(join(root, 'none.tar.gz'))).rejects.toThrow(
      /none\.tar\.gz is not there\. Check its name\./,
    )
    await mkdir(join(root, 'folder.tar.gz'))
    await expect(restore(join(root, 'folder.tar.gz'))).rejects.toMatchObject({ name: 'BadArchive' })
    await writeFile(join(root, 'text.tar.gz'), 'Dear backup,')
    await expect(restore(join(root, 'text.tar.gz'))).rejects.toThrow(
      'is damaged: it was cut short, or is no gzip file',
    )
  })
})
