// Asks Slack how our tokens stand, changing nothing: who they are, what they may do, and what time it is there.
import { ErrorCode, WebClient } from '@slack/web-api'
import type { Connection } from './connect.ts'
import { quietLogger } from './quiet-logger.ts'
import { carefulClient } from './sender.ts'

/** How Slack takes one token. */
export type TokenSeen =
  | { is: 'accepted' }
  /** In Slack's own word, such as `invalid_auth`. */
  | { is: 'refused'; error: string }
  /** Nobody answered, or not as Slack does: a system's code such as ENOTFOUND, or an HTTP status. */
  | { is: 'unreachable'; why: string }

export type SlackSeen = {
  bot: TokenSeen
  /** Undefined over HTTP, where there is no such token. */
  app: TokenSeen | undefined
  /** The workspace's name and id, where the bot's token was accepted. */
  workspace: { id: string; name: string } | undefined
  /** What the bot's token may do; undefined where Slack does not say. */
  scopes: string[] | undefined
  /** The app that each token is for, where it can be told. */
  apps: { bot: string | undefined; app: string | undefined }
  /** Slack's clock less ours, in seconds, give or take one; undefined where no answer was dated. */
  skewSeconds: number | undefined
}

/** `now` is this machine's clock, in milliseconds. */
export const examineSlack = async (
  {
    botToken,
    connection,
    apiUrl,
  }: {
    botToken: string
    connection: Connection
    apiUrl?: string
  },
  now: () => number,
): Promise<SlackSeen> => {
  let skewSeconds: number | undefined
  const dated: typeof fetch = async (address, init) => {
    const asked = now()
    const response = await fetch(address, init)
    const date = Date.parse(response.headers.get('date') ?? '')
    // Slack's date has no parts of a second: it is half a second earlier than it was, on average.
    if (!Number.isNaN(date)) skewSeconds = Math.round((date + 500 - (asked + now()) / 2) / 1000)
    return response
  }
  const options = {
    ...carefulClient,
    ...(apiUrl && { slackApiUrl: apiUrl }),
    fetch: dated,
    logger: quietLogger,
  }
  const client = new WebClient(botToken, options)
  let workspace: SlackSeen['workspace']
  let scopes: string[] | undefined
  let appOfBot: string | undefined
  const bot = await seen(async () => {
    const { team_id, team, bot_id, response_metadata } = await client.auth.test()
    workspace = { id: team_id ?? '', name: team ?? '' }
    scopes = response_metadata?.scopes?.filter(Boolean)
    // Only to compare; without its scope, the missing scope is what there is to say.
    if (bot_id) appOfBot = await client.bots.info({ bot: bot_id }).then((it) => it.bot?.app_id, nothing)
  })
  const app =
    connection.mode === 'http'
      ? undefined
      : await seen(() => new WebClient(connection.appToken, options).apps.connections.open())
  // An app token names its app: xapp-1-A…-….
  const appOfApp =
    connection.mode === 'socket' ? /^xapp-\d-(A[A-Z0-9]+)-/.exec(connection.appToken)?.[1] : undefined
  return { bot, app, workspace, scopes, apps: { bot: appOfBot, app: appOfApp }, skewSeconds }
}

const seen = async (ask: () => Promise<unknown>): Promise<TokenSeen> => {
  try {
    await ask()
    return { is: 'accepted' }
  } catch (error) {
    const { code, data, statusCode, original } = error as {
      code?: string
      data?: { error?: string }
      statusCode?: number
      original?: { name?: string; code?: string; cause?: { code?: string } }
    }
    if (code === ErrorCode.PlatformError && /^\w+$/.test(data?.error ?? ''))
      return { is: 'refused', error: data?.error ?? '' }
    const cause = original?.cause?.code ?? original?.code ?? original?.name
    return { is: 'unreachable', why: statusCode ? `HTTP-${statusCode}` : (cause ?? code ?? 'unknown') }
  }
}

const nothing = (): undefined => undefined
