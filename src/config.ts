// The environment, read once and checked whole: every fault at once, in words that say what to do.
import { z } from 'zod'
import type { Connection } from './slack/connect.ts'

export type Config = {
  /** Undefined: no Slack tokens at all, so the sandbox. */
  slack: { botToken: string; connection: Connection; apiUrl?: string } | undefined
  data: string
  admins: string[]
  packs: string[]
  logLevel: string
  /** For events over HTTP, or for the practice workspace's page. */
  port?: number
}

const port = z.coerce.number().int().min(1).max(65_535)
const url = z.url({ protocol: /^https?$/ })
const userIds = z.array(z.string().regex(/^[UW][A-Z0-9]+$/))
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** The configuration, or every fault as a sentence. */
export const readConfig = (
  environment: Record<string, string | undefined>,
): Config | { faults: string[] } => {
  const get = (name: string) => environment[name]?.trim() || undefined
  const faults: string[] = []
  const read = <T>(name: string, schema: z.ZodType<T>, otherwise: T, needs: string): T => {
    const value = get(name)
    if (value === undefined) return otherwise
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    faults.push(`${name} is not right: it needs ${needs}.`)
    return otherwise
  }

  const apiUrl = read('SLACK_API_URL', url, '', 'a web address such as https://slack.com/api/')
  const logLevel = read('LOG_LEVEL', z.enum(logLevels), 'info', `one of ${logLevels.join(', ')}`)
  const chosenPort = read('PORT', port.optional(), undefined, 'a number from 1 to 65535')
  const admins = listed(get('BALCONY_ADMINS'))
  if (!userIds.safeParse(admins).success) {
    faults.push(
      'BALCONY_ADMINS is not right: it needs user ids such as U07NF1PRIYA, with commas between them. In Slack, open someone’s profile and choose “Copy member ID” from its menu.',
    )
  }
  const slack = readSlack(get, chosenPort ?? 3000, faults)
  if (faults.length > 0) return { faults }
  return {
    slack: slack && { ...slack, ...(apiUrl && { apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }) },
    data: get('BALCONY_DATA') ?? 'data',
    admins,
    packs: listed(get('BALCONY_PACKS')),
    logLevel,
    port: chosenPort,
  }
}

const readSlack = (
  get: (name: string) => string | undefined,
  httpPort: number,
  faults: string[],
): { botToken: string; connection: Connection } | undefined => {
  const botToken = get('SLACK_BOT_TOKEN')
  const appToken = get('SLACK_APP_TOKEN')
  const signingSecret = get('SLACK_SIGNING_SECRET')
  if (!botToken && !appToken && !signingSecret) return undefined
  if (!botToken) {
    faults.push(
      'SLACK_BOT_TOKEN is missing. Copy the “Bot User OAuth Token” (it starts with xoxb-) from OAuth & Permissions in your Slack app’s settings.',
    )
  } else if (!botToken.startsWith('xoxb-')) {
    faults.push('SLACK_BOT_TOKEN is not a bot token: it should start with xoxb-.')
  }
  if (appToken) {
    if (!appToken.startsWith('xapp-'))
      faults.push('SLACK_APP_TOKEN is not an app token: it should start with xapp-.')
    return { botToken: botToken ?? '', connection: { mode: 'socket', appToken } }
  }
  if (signingSecret) {
    return { botToken: botToken ?? '', connection: { mode: 'http', signingSecret, port: httpPort } }
  }
  faults.push(
    'SLACK_APP_TOKEN is missing. Make one under Basic Information, App-Level Tokens, with the scope connections:write (it starts with xapp-); or set SLACK_SIGNING_SECRET and PORT to receive events over HTTP.',
  )
  return undefined
}

const listed = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((it) => it.trim())
    .filter(Boolean)
