// Slack asks to wait, and mostly says for how long.
import { ErrorCode } from '@slack/web-api'

/** Where Slack asks to wait and does not say for how long (seconds). */
const usualWait = 30

/** How many seconds Slack asked us to wait; undefined where this error says something else. */
export const askedToWait = (error: unknown): number | undefined => {
  const { code, retryAfter, message } = error as { code?: string; retryAfter?: number; message?: string }
  if (code === ErrorCode.RateLimitedError) return retryAfter ?? usualWait
  // Without a `retry-after` the client throws a plain error, which only its words tell from others.
  return message?.startsWith('Retry header did not contain a valid timeout') ? usualWait : undefined
}
