// The process's log: JSON lines by pino, pretty in a terminal. It carries ids and facts. An error's message is
// left out where it could quote what someone wrote; its stack stays.
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Log } from './ports.ts'

/** `to` is standard output unless told. */
export const makeLog = (
  level: string,
  pretty: boolean,
  to?: DestinationStream,
): Log & Pick<Logger, 'flush'> => {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    // An error is described the same way by whichever of its usual names it is given.
    serializers: { err: describeError, error: describeError },
    ...(pretty && {
      transport: {
        target: 'pino-pretty',
        options: { translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' },
      },
    }),
  }
  return to ? pino(options, to) : pino(options)
}

/** An error without anything that could be a reply's text or a secret. */
export const describeError = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, data } = error as { code?: unknown; data?: { error?: unknown } }
  return {
    type: error.name,
    ...(!mayQuote(error) && { message: error.message.replaceAll(token, '[token]') }),
    ...(isCode(code) && { code }),
    ...(isCode(data?.error) && { slack: data.error }),
    stack: placesIn(error),
  }
}

/** Parsers quote what they could not read, and that may be someone's words. */
const mayQuote = (error: Error): boolean =>
  error instanceof SyntaxError || ['SyntaxError', 'ZodError', '$ZodError'].includes(error.name)

/** The names that systems and Slack give to what went wrong: one word, such as ENOSPC or invalid_auth. */
const isCode = (it: unknown): it is string => typeof it === 'string' && /^[\w.:-]{1,60}$/.test(it)

/** Slack's tokens, of any kind. */
const token = /\bx(?:ox[a-z]|app)-[\w-]+/g

// A stack begins with the message, which may have lines that look like places.
const placesIn = ({ stack = '', message }: Error): string => {
  const start = stack.indexOf(message)
  return (start < 0 ? stack : stack.slice(start + message.length))
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .join('\n')
}
