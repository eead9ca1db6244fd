// The real disk, with every step written down, and failures where a test wants them.
import { basename } from 'node:path'
import { type Disk, type DiskFile, realDisk } from '../../src/store/durable-file.ts'

export type DiskStep = 'read' | 'open' | 'write' | 'datasync' | 'rename' | 'sync' | 'unlink'

/** `fail` says whether a step on a file is to fail, and with which code; asked before the step is taken. */
export function recordingDisk(fail: (step: DiskStep, name: string) => string | undefined = () => undefined) {
  const steps: string[] = []

  async function step<T>(does: DiskStep, path: string, work: () => Promise<T>): Promise<T> {
    const name = basename(path)
    const code = fail(does, name)
    steps.push(`${does} ${name}${code ? ` ${code}` : ''}`)
    if (code) throw Object.assign(new Error(`${code}: made to fail`), { code })
    return await work()
  }

  const disk: Disk = {
    read: (path) => step('read', path, () => realDisk.read(path)),
    open: async (path, flags, mode) => {
      const file = await step('open', path, () => realDisk.open(path, flags, mode))
      const watched: DiskFile = {
        writeFile: async (text) => {
          try {
            await step('write', path, () => file.writeFile(text))
          } catch (error) {
            // A full disk takes some of it.
            await file.writeFile(String(text).slice(0, 10))
            throw error
          }
        },
        datasync: () => step('datasync', path, () => file.datasync()),
        sync: () => step('sync', path, () => file.sync()),
        stat: () => file.stat(),
        close: () => file.close(),
      }
      return watched
    },
    rename: (from, to) => step('rename', from, () => realDisk.rename(from, to)),
    unlink: (path) => step('unlink', path, () => realDisk.unlink(path)),
  }
  return { disk, steps }
}
