// The environment, read once and checked whole: every fault at once, in words that say what to do.
import leven from 'leven'
import { z } from 'zod'
import type { Connection } from './slack/connect.ts'

export type Config = {
  /** Undefined: no Slack tokens at all, so the sandbox. */
  slack: { botToken: string; connection: Connection; apiUrl?: string } | undefined
  data: string
  /** Where the ledger of erasures is, unless in the data folder. */
  ledger?: string
  admins: string[]
  packs: string[]
  logLevel: string
  /** For events over HTTP, or for the practice workspace's page. */
  port?: number
  /** Where health and metrics are served; undefined: nowhere. */
  health: { port: number; host: string } | undefined
}

/** Every setting that there is, by its name in the environment. */
export const settings = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_API_URL',
  'PORT',
  'BALCONY_DATA',
  'BALCONY_LEDGER',
  'BALCONY_ADMINS',
  'BALCONY_PACKS',
  'LOG_LEVEL',
  'HEALTH_PORT',
  'HEALTH_HOST',
] as const
type Setting = (typeof settings)[number]

/** Numbers alone: `1e3` and `0x50` are numbers to a machine, and slips to whoever wrote them. */
const port = z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(65_535))
const address = z.union([z.ipv4(), z.ipv6(), z.literal('localhost')])
const url = z.url({ protocol: /^https?$/ })
const userIds = z.array(z.string().regex(/^[UW][A-Z0-9]+$/))
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** The configuration, or every fault as a sentence. */
export const readConfig = (
  environment: Record<string, string | undefined>,
): Config | { faults: string[] } => {
  const get = (name: Setting) => environment[name]?.trim() || undefined
  const faults: string[] = misspelt(environment)
  const read = <T>(name: Setting, schema: z.ZodType<T>, otherwise: T, needs: string): T => {
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
  const data = folderOf('BALCONY_DATA', get('BALCONY_DATA') ?? 'data', faults)
  const ledger = get('BALCONY_LEDGER') && folderOf('BALCONY_LEDGER', get('BALCONY_LEDGER') ?? '', faults)
  const packs = listed(get('BALCONY_PACKS')).map((it) => folderOf('BALCONY_PACKS', it, faults))
  const slack = readSlack(get, environment.NODE_ENV === 'production', chosenPort ?? 3000, faults)
  const health = readHealth(get, read, faults)
  const events = slack ? (slack.connection.mode === 'http' ? slack.connection.port : undefined) : chosenPort
  if (health && health.port === events) {
    faults.push(
      `HEALTH_PORT and PORT are both ${health.port}. Give HEALTH_PORT another number: what Slack may reach, the whole network may reach.`,
    )
  }
  if (faults.length > 0) return { faults }
  return {
    slack: slack && { ...slack, ...(apiUrl && { apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }) },
    data,
    ...(ledger && { ledger }),
    admins,
    packs,
    logLevel,
    port: chosenPort,
    health,
  }
}

const readSlack = (
  get: (name: Setting) => string | undefined,
  isServer: boolean,
  httpPort: number,
  faults: string[],
): { botToken: string; connection: Connection } | undefined => {
  const botToken = get('SLACK_BOT_TOKEN')
  const appToken = get('SLACK_APP_TOKEN')
  const signingSecret = get('SLACK_SIGNING_SECRET')
  if (!botToken && !appToken && !signingSecret) {
    // Ten invented people where a partnership's coach should be would look like a service that runs.
    if (isServer)
      faults.push(
        'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are missing, and NODE_ENV is production, as on a server, where there is no practice workspace. Put the tokens into the settings; to try Balcony without Slack, leave NODE_ENV out.',
      )
    return undefined
  }
  if (!botToken) {
    faults.push(
      'SLACK_BOT_TOKEN is missing. Copy the “Bot User OAuth Token” (it starts with xoxb-) from OAuth & Permissions in your Slack app’s settings.',
    )
  } else if (!botToken.startsWith('xoxb-')) {
    faults.push(`SLACK_BOT_TOKEN is not a bot token: it should start with xoxb-.${whatItIs(botToken)}`)
  } else if (!isWhole(botToken)) faults.push(halfCopied('SLACK_BOT_TOKEN', 'OAuth & Permissions'))
  if (appToken) {
    if (!appToken.startsWith('xapp-'))
      faults.push(`SLACK_APP_TOKEN is not an app token: it should start with xapp-.${whatItIs(appToken)}`)
    else if (!isWhole(appToken))
      faults.push(halfCopied('SLACK_APP_TOKEN', 'Basic Information, App-Level Tokens'))
    return { botToken: botToken ?? '', connection: { mode: 'socket', appToken } }
  }
  if (signingSecret) {
    if (/^x(ox|app)/.test(signingSecret) || !/^\S+$/.test(signingSecret)) {
      faults.push(
        `SLACK_SIGNING_SECRET is not a signing secret: copy it from Basic Information, App Credentials. It has letters and digits alone.${whatItIs(signingSecret)}`,
      )
    }
    return { botToken: botToken ?? '', connection: { mode: 'http', signingSecret, port: httpPort } }
  }
  faults.push(
    'SLACK_APP_TOKEN is missing. Make one under Basic Information, App-Level Tokens, with the scope connections:write (it starts with xapp-); or set SLACK_SIGNING_SECRET and PORT to receive events over HTTP.',
  )
  return undefined
}

const readHealth = (
  get: (name: Setting) => string | undefined,
  read: <T>(name: Setting, schema: z.ZodType<T>, otherwise: T, needs: string) => T,
  faults: string[],
): Config['health'] => {
  const chosen = read('HEALTH_PORT', port.optional(), undefined, 'a number from 1 to 65535')
  const host = read(
    'HEALTH_HOST',
    address,
    '127.0.0.1',
    'an address of this machine, such as 127.0.0.1 or ::1',
  )
  if (get('HEALTH_HOST') && !get('HEALTH_PORT')) {
    faults.push('HEALTH_HOST says where, and HEALTH_PORT is missing: set it too, or leave both out.')
  }
  return chosen === undefined ? undefined : { port: chosen, host }
}

/** What someone may have copied in its place. */
const whatItIs = (token: string): string => {
  const [, name] = knownTokens.find(([start]) => token.toLowerCase().startsWith(start)) ?? []
  return name ? ` What is there looks like ${name}.` : ''
}
const knownTokens = [
  ['xoxb-', 'the bot token'],
  ['xapp-', 'the app token'],
  ['xoxp-', 'a user token, which Balcony has no use for'],
  ['xoxe', 'a token that expires: turn token rotation off for this app'],
  ['bearer ', 'a token with “Bearer” before it, which is to be left out'],
  ['a0', 'the app’s id'],
  ['"', 'something in quotes: leave them out'],
] as const

const isWhole = (token: string): boolean => /^x(oxb|app)-[\w-]+$/.test(token)
const halfCopied = (name: Setting, place: string): string =>
  `${name} is not whole: it has a blank, dots or other signs that no token has. Copy it anew from ${place}, with the button beside it.`

// Nothing here is a shell, which alone knows what ~ and a web address' folders are.
const folderOf = (name: Setting, folder: string, faults: string[]): string => {
  if (folder.startsWith('~'))
    faults.push(`${name} begins with ~, which is not understood here: write the whole path, from / on.`)
  else if (/^[a-z][a-z\d+.-]+:\/\//i.test(folder))
    faults.push(`${name} is a web address: it needs a folder on a disk of this machine.`)
  return folder
}

/** A name that nearly is one of Balcony's would go unheeded, and nobody would know. */
const misspelt = (environment: Record<string, string | undefined>): string[] =>
  Object.keys(environment)
    .filter((name) => /^(SLACK|BALCONY|HEALTH|LOG)_/i.test(name) && !isSetting(name))
    .flatMap((name) => {
      const meant = settings.find(
        (it) => !environment[it]?.trim() && leven(it, name.toUpperCase(), { maxDistance: 3 }) < 3,
      )
      return meant ? [`${name} is no setting of Balcony’s: did you mean ${meant}?`] : []
    })
const isSetting = (name: string): boolean => settings.some((it) => it === name)

/** What stands between commas. */
export const listed = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((it) => it.trim())
    .filter(Boolean)
