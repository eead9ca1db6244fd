// Folders are made for their owner alone, and where none can be made that is said, and soon.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeFolder, realDisk } from '../../src/store/durable-file.ts'

const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'balcony-folders-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a folder is made with those above it, for its owner’s eyes only, and may be there already', async () => {
  const folder = join(aFolder(), 'a', 'b')
  await Promise.all([makeFolder(realDisk, folder), makeFolder(realDisk, join(folder, 'c'))])
  await makeFolder(realDisk, folder)
  for (const it of [folder, join(folder, '..'), join(folder, 'c')])
    expect(statSync(it).mode & 0o777).toBe(0o700)
})

test('where a file stands in its way, the refusal says so', async () => {
  const file = join(aFolder(), 'file')
  writeFileSync(file, '')
  for (const folder of [file, join(file, 'below')])
    await expect(makeFolder(realDisk, folder)).rejects.toThrow('a file stands where a folder should be')
})

test.skipIf(process.platform !== 'linux')(
  'below /proc, which takes no folders, it is refused and does not hang',
  async () => {
    await expect(makeFolder(realDisk, '/proc/balcony/backups')).rejects.toThrow(
      'Could not make the folder /proc/balcony/backups: what is above it takes no new folder. Name another one.',
    )
  },
)
