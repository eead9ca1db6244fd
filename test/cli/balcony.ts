// Runs `balcony` as `npm run` does, with nothing of this machine's own settings: as a process, or in this one, which
// takes less than a tenth of the time.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Command, CommanderError } from 'commander'
import type { Terminal } from '../../src/cli/terminal.ts'
import { compiled } from '../compiled.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))

export type Ended = { code: number; out: string; err: string }

export const balcony = async (args: string[], environment: Record<string, string> = {}): Promise<Ended> => {
  const env = { PATH: process.env.PATH, INIT_CWD: project, NODE_COMPILE_CACHE: compiled, ...environment }
  return promisify(execFile)(process.execPath, ['src/cli.ts', ...args], { cwd: project, env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  )
}

/** One command by itself, as they would type what follows its name, at a terminal that shows no colours. */
export const atTerminal = async (
  command: (terminal: Terminal) => Command,
  args: readonly string[],
  given: Partial<Terminal> = {},
): Promise<Ended> => {
  const ended: Ended = { code: 0, out: '', err: '' }
  const complain = (text: string) => {
    ended.err += `${text}\n`
  }
  const terminal: Terminal = {
    say: (text) => {
      ended.out += `${text}\n`
    },
    remark: complain,
    complain,
    progress: () => {},
    paint: (_, text) => text,
    width: 100,
    environment: {},
    outside: {},
    folder: project,
    settingsFolder: project,
    user: process.getuid?.(),
    fail: (code = 1) => {
      ended.code = code
    },
    ...given,
  }
  try {
    await command(terminal)
      .exitOverride()
      .configureOutput({ writeErr: (text) => complain(text.trimEnd()) })
      .parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // As the command line ends where it did not understand.
    ended.code = error.exitCode === 0 ? 0 : 2
  }
  return ended
}
