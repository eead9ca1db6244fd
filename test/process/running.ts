// Balcony as a process of its own, as an operator starts it: with an environment of nothing but what a test names,
// in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { compiled } from '../compiled.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export type Running = {
  pid: number
  stdout(): string
  stderr(): string
  /** The log's lines that are JSON, so far. */
  log(): Record<string, unknown>[]
  /** Resolves with all that standard output holds once it matches; rejects where the process ends first. */
  says(pattern: RegExp): Promise<string>
  /** Resolves with the exit code, or the signal that ended it, once all output has been read. */
  ended: Promise<number | NodeJS.Signals>
  signal(signal: NodeJS.Signals): void
}

/** A folder that is gone after the test. */
export const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'balcony-process-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts Balcony. It is killed at the end of the test where it still runs. */
export const balcony = (
  environment: Record<string, string>,
  { args = [], folder = aFolder() }: { args?: string[]; folder?: string } = {},
): Running => {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    // The machine's own zone is another one than Balcony's, which must make no difference.
    env: { TZ: 'America/New_York', NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return followed(child)
}

/** What a process says, and how it ends. */
export const followed = (child: ChildProcess): Running => {
  let stdout = ''
  let stderr = ''
  const heard = new Set<() => void>()
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('close', (code, signal) => {
      resolve(code ?? signal ?? 'SIGKILL')
      for (const hear of heard) hear()
    })
  })
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk
    for (const hear of heard) hear()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk
  })
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    log: () =>
      stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line)),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const hear = () => {
          if (pattern.test(stdout)) resolve(stdout)
          else if (child.exitCode !== null || child.signalCode !== null) {
            reject(new Error(`It ended before it said ${pattern}:\n${stdout}\n${stderr}`))
          } else return
          heard.delete(hear)
        }
        heard.add(hear)
        hear()
      }),
    ended,
    signal: (signal) => void child.kill(signal),
  }
}

/** How it ended, and all that it said. */
export const end = async (
  it: Running,
): Promise<{ code: number | string; stdout: string; stderr: string }> => {
  const code = await it.ended
  return { code, stdout: it.stdout(), stderr: it.stderr() }
}

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
