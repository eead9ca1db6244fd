// The ledger of erasures: on the disk before it is told of, readable after any end, and telling nobody's name.
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Instant } from '../../src/domain/model.ts'
import { keyOf, openLedger } from '../../src/store/erasure-ledger.ts'
import { aFolder } from './in-folder.ts'

const day = (n: number) => Instant.parse(new Date(Date.UTC(2026, 0, n)).toISOString())

const opened = async (folder: string, on = 1) => {
  const { key } = await keyOf(folder)
  const ledger = await openLedger({ folder: join(folder, 'erasures'), key, now: () => day(on) })
  onTestFinished(() => ledger.close())
  return ledger
}

it('knows after a restart what was noted last, and names nobody in its file', async () => {
  const folder = await aFolder()
  const ledger = await opened(folder)
  await ledger.note([
    { subject: 'stage/T1/UANNA', says: 'left' },
    { subject: 'reply/L1/canary', says: 'gone' },
  ])
  const place = ledger.place()
  await ledger.note([{ subject: 'stage/T1/UANNA', says: 'declined' }])
  await ledger.close()
  const text = await readFile(ledger.file, 'utf8')
  for (const word of ['UANNA', 'L1', 'canary', 'reply']) expect(text).not.toContain(word)
  expect((await stat(ledger.file)).mode & 0o777).toBe(0o600)
  const again = await opened(folder)
  expect(again.isNew).toBe(false)
  expect(again.since()('stage/T1/UANNA')).toMatchObject({ at: day(1), says: 'declined' })
  expect(again.since(place)('reply/L1/canary')).toBeUndefined()
  expect(again.since(place)('stage/T1/UANNA')?.says).toBe('declined')
  expect(again.reachesBackTo(place)).toBe(true)
  expect(again.nameFor('UANNA')).toMatch(/^person:[0-9a-f]{12}$/)
})

it('notes that something was undone only where there is something to undo', async () => {
  const ledger = await opened(await aFolder())
  await ledger.note([{ subject: 'a', says: 'in', undoes: true }])
  expect(ledger.place().n).toBe(0)
  await ledger.note([
    { subject: 'a', says: 'out' },
    { subject: 'b', says: 'gone' },
  ])
  await ledger.note([{ subject: 'a', says: 'in', undoes: true }])
  expect(ledger.since()('a')?.says).toBe('in')
  expect(ledger.place().n).toBe(3)
})

it('goes on after a line that was cut short, and tells of one that was damaged', async () => {
  const folder = await aFolder()
  const ledger = await opened(folder)
  await ledger.note([
    { subject: 'a', says: 'gone' },
    { subject: 'b', says: 'gone' },
  ])
  await ledger.close()
  const text = await readFile(ledger.file, 'utf8')
  await writeFile(ledger.file, `${text}{"n":3,"at":"20`)
  const cut = await opened(folder)
  expect(cut.damagedLines).toBe(0)
  await cut.note([{ subject: 'c', says: 'gone' }])
  await cut.close()
  await writeFile(ledger.file, (await readFile(ledger.file, 'utf8')).replace('"n":1', '"m":1'))
  const damaged = await opened(folder)
  expect(damaged.damagedLines).toBe(1)
  expect(['a', 'b', 'c'].map((it) => damaged.since()(it)?.says)).toEqual([undefined, 'gone', 'gone'])
})

it('lets go after 42 days, and knows that it did', async () => {
  const folder = await aFolder()
  const first = await opened(folder, 1)
  const place = first.place()
  await first.note([{ subject: 'a', says: 'gone' }])
  await first.close()
  const later = await opened(folder, 42)
  await later.note([{ subject: 'b', says: 'gone' }])
  await later.prune()
  expect(later.since()('a')).toBeDefined()
  await later.close()
  const much = await opened(folder, 44)
  await much.prune()
  expect(much.since()('a')).toBeUndefined()
  expect(much.since()('b')).toBeDefined()
  expect(much.reachesBackTo(place)).toBe('pruned')
  await much.close()
})

it('is begun anew beside the old one where the key is another', async () => {
  const folder = await aFolder()
  const ledger = await opened(folder)
  await ledger.note([{ subject: 'a', says: 'gone' }])
  await ledger.close()
  const other = await openLedger({ folder: join(folder, 'erasures'), key: 'b'.repeat(64), now: () => day(2) })
  expect(other.isNew).toBe(true)
  expect(other.reachesBackTo(ledger.place())).toBe('another-ledger')
  expect(await readFile(`${ledger.file}.of-${ledger.place().id}`, 'utf8')).toContain('"says":"gone"')
  await other.close()
})
