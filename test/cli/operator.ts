// An operator at a terminal in a folder of their own, whose data is a practice room's.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { onTestFinished } from 'vitest'
import type { Terminal } from '../../src/cli/terminal.ts'
import type { Room } from '../end-to-end/practice-room.ts'
import { atTerminal } from './balcony.ts'

export type Operator = {
  /** Where they are. */
  folder: string
  /** Where Balcony keeps its documents. */
  documents: string
  write(name: string, text: string): void
  /** What they were told beside what they asked for. */
  remarks: string[]
  /** Runs a command as they would type it, as the user with that number; `says` is all that they read. */
  run(
    command: (terminal: Terminal) => Command,
    given: readonly string[],
    environment?: Record<string, string>,
    user?: number,
  ): Promise<{ code: number; says: string }>
}

export const operatorOf = (room: Room): Operator => {
  const folder = mkdtempSync(join(tmpdir(), 'balcony-operator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const data = join(folder, 'data')
  mkdirSync(data)
  const remarks: string[] = []
  symlinkSync(room.folder, join(data, 'sandbox'))
  return {
    folder,
    documents: join(data, 'sandbox', 'documents'),
    remarks,
    write: (name, text) => writeFileSync(join(folder, name), text),
    run: async (command, given, environment = {}, user = process.getuid?.()) => {
      const said: string[] = []
      const { code } = await atTerminal(command, given, {
        say: (text) => said.push(text),
        remark: (text) => remarks.push(text),
        complain: (text) => said.push(text),
        environment: { BALCONY_DATA: data, ...environment },
        folder,
        settingsFolder: folder,
        user,
      })
      await room.practice.settled()
      return { code, says: said.join('\n') }
    },
  }
}
