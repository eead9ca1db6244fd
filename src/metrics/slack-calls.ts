// Calls to Slack, listened to as they pass: what went wrong on the way, by Slack's own word for it, and what time it is
// there. Neither the method nor anything that was said is kept: which method was called would tell what someone did.
import type { Meter } from './meter.ts'

/** What an operator can do something about, or Slack must. All else that Slack refuses follows from what people do. */
const operators = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'not_allowed_token_type',
  'team_access_not_granted',
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'invalid_blocks',
  'msg_blocks_too_long',
])

/** `fetch`, for Slack's clients. */
export const listenedTo =
  (meter: Meter): typeof fetch =>
  async (address, init) => {
    let response: Response
    try {
      response = await fetch(address, init)
    } catch (error) {
      meter.slackTrouble((error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable')
      throw error
    }
    const date = Date.parse(response.headers.get('date') ?? '')
    // Its date has no parts of a second: half a second is what it lacks on average.
    if (!Number.isNaN(date)) meter.clockSkew(Math.round((date + 500 - Date.now()) / 1000))
    if (response.status === 429) meter.slackTrouble('ratelimited')
    else if (response.status >= 400) meter.slackTrouble('http_error')
    else {
      const error = await errorIn(response.clone())
      if (error && operators.has(error)) meter.slackTrouble(error)
    }
    return response
  }

const errorIn = async (response: Response): Promise<string | undefined> => {
  const start = (await response.text()).slice(0, 1_000)
  return start.includes('"ok":false') ? /"error":"(\w+)"/.exec(start)?.[1] : undefined
}
