// A log that says nothing, and keeps what it was given for tests that want to look.
import type { Log } from '../src/ports.ts'

export type Logged = { level: keyof Log; fields: object; message: string }

/** A log and what it was told. */
export const recordingLog = (): Log & { logged: Logged[] } => {
  const logged: Logged[] = []
  const keep = (level: keyof Log) => (fields: object, message: string) =>
    void logged.push({ level, fields, message })
  return { logged, info: keep('info'), warn: keep('warn'), error: keep('error') }
}

export const quietLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
