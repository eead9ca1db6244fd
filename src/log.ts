// The process's log: JSON lines by pino, pretty in a terminal. It carries ids and facts. An error's message is
// left out where it could quote what someone wrote; its stack stays.
import { type Logger, pino } from 'pino'
import type { Log } from './ports.ts'

export const makeLog = (level: string, pretty: boolean): Log & Pick<Logger, 'flush'> =>
  pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    ...(pretty && {
      transport: {
        target: 'pino-pretty',
        options: { translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' },
      },
    }),
  })

/** Parsers quote what they could not read, and that may be someone's words. */
const quoting = new Set(['SyntaxError', 'ZodError', '$ZodError'])

/** An error without anything that could be a reply's text. */
export const describeError = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, data } = error as { code?: unknown; data?: { error?: unknown } }
  return {
    type: error.name,
    ...(!quoting.has(error.name) && { message: error.message }),
    ...(typeof code === 'string' && { code }),
    ...(typeof data?.error === 'string' && { slack: data.error }),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 12)
      .join('\n'),
  }
}
