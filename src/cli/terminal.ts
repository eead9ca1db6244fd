// What a command may know of the terminal it runs in: where to write, how wide it is, whether it shows colours.
import { styleText } from 'node:util'

export type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'cyan', text: string) => string

export type Terminal = {
  /** What was asked for. */
  say: (text: string) => void
  /** What is being done just now, over the last such line; shown only to a person. An empty one clears it. */
  progress: (text: string) => void
  /** What a person should know beside what was asked for, so that `--json` stays whole. */
  remark: (text: string) => void
  /** What went wrong. */
  complain: (text: string) => void
  paint: Paint
  /** In columns. */
  width: number
  environment: Record<string, string | undefined>
  /** The environment as it was before `.env` was read. */
  outside: Record<string, string | undefined>
  /** The folder that the person is in: npm moves to the project's own before it runs anything. */
  folder: string
  /** Where `.env` is, and where relative folders in settings begin: the folder that Balcony itself starts in. */
  settingsFolder: string
  /** Who runs the command, by number; undefined where there are no such numbers. */
  user: number | undefined
  /** With 1 unless told. Nothing is cut short: what is still being written is written first. */
  fail: (code?: number) => void
}

/** Colours only for a terminal that shows them, and never where NO_COLOR is set (both are Node's own to judge). */
export function terminal(process: NodeJS.Process, outside: Terminal['outside']): Terminal {
  // Someone who reads only the first lines (`… | head`) closes the pipe, and has not found a fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    say: (text) => process.stdout.write(`${text}\n`),
    progress: (text) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
    },
    remark: (text) => process.stderr.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
    width: Math.min(process.stdout.columns || 100, 100),
    environment: process.env,
    outside,
    folder: process.env.INIT_CWD ?? process.cwd(),
    settingsFolder: process.cwd(),
    user: process.getuid?.(),
    fail: (code = 1) => {
      process.exitCode = code
    },
  }
}
