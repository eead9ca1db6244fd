// Runs `balcony` as `npm run` does, with nothing of this machine's own settings.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const project = fileURLToPath(new URL('../..', import.meta.url))
/** What V8 made of the sources, kept between runs: they start sooner. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/balcony-cli-tests', import.meta.url))

export type Ended = { code: number; out: string; err: string }

export const balcony = async (args: string[], environment: Record<string, string> = {}): Promise<Ended> => {
  const env = { PATH: process.env.PATH, INIT_CWD: project, NODE_COMPILE_CACHE: compiled, ...environment }
  return promisify(execFile)(process.execPath, ['src/cli.ts', ...args], { cwd: project, env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  )
}
