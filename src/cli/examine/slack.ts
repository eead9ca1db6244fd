// Slack: whether it takes the tokens, what they may do against what the manifest asks for, and whose clock is right.
import type { Config } from '../../config.ts'
import { scopesAskedFor } from '../../content/app-manifest.ts'
import { examineSlack, type SlackSeen, type TokenSeen } from '../../slack/examine.ts'
import { advice, type Finding, fault, fine, type Machine, note } from './finding.ts'

export const slackFindings = async (
  slack: NonNullable<Config['slack']>,
  machine: Machine,
): Promise<{ findings: Finding[]; workspace: string | undefined }> => {
  const seen = await examineSlack(slack, machine.now)
  return {
    findings: [
      ...tokenFindings('SLACK_BOT_TOKEN', seen.bot, seen, slack.apiUrl),
      ...(seen.app && seen.bot.is !== 'unreachable'
        ? tokenFindings('SLACK_APP_TOKEN', seen.app, seen, slack.apiUrl)
        : []),
      ...appFindings(seen),
      ...scopeFindings(seen.scopes),
      ...clockFindings(seen.skewSeconds, slack.connection.mode),
      ...secretFindings(slack.connection),
      ...(seen.bot.is === 'accepted'
        ? [
            note(
              'by-hand',
              'Slack tells no app whether its Messages tab can be written in, nor which events it is subscribed to.',
              'If nobody can type to Balcony, or typed answers do not arrive, paste manifest.yml anew under App Manifest in your Slack app’s settings.',
            ),
          ]
        : []),
    ],
    workspace: seen.workspace?.id,
  }
}

type TokenName = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'

const tokenFindings = (
  name: TokenName,
  token: TokenSeen,
  { workspace }: SlackSeen,
  apiUrl: string | undefined,
): Finding[] => {
  switch (token.is) {
    case 'accepted':
      return [
        fine(
          name === 'SLACK_BOT_TOKEN' ? 'bot-token' : 'app-token',
          name === 'SLACK_BOT_TOKEN'
            ? `Slack takes the bot’s token, for ${workspace?.name} (${workspace?.id}).`
            : 'Slack takes the app’s token, and Socket Mode is on.',
        ),
      ]
    case 'refused':
      return [refused(name, token.error)]
    case 'unreachable':
      return [
        fault(
          'slack-unreachable',
          `Slack could not be reached (${token.why}).`,
          apiUrl ?? 'https://slack.com/api/',
          'Let this machine open connections to slack.com and wss-primary.slack.com on port 443. Behind a proxy, set HTTPS_PROXY and NODE_USE_ENV_PROXY=1; if SLACK_API_URL is set, see that it is right.',
        ),
      ]
    default:
      return token satisfies never
  }
}

const refused = (name: TokenName, error: string): Finding => {
  if (error === 'ratelimited')
    return advice(
      'slack-busy',
      'Slack asks to wait, so a token could not be tried.',
      name,
      'Run this again in a minute.',
    )
  if (name === 'SLACK_BOT_TOKEN') {
    return fault(
      'bot-token',
      `Slack refuses the bot’s token (${error}).`,
      name,
      botRemedies[error] ??
        'Copy the bot token anew from OAuth & Permissions in your Slack app’s settings; if the app was removed from the workspace, install it again.',
    )
  }
  return fault(
    'app-token',
    `Slack refuses the app’s token (${error}).`,
    name,
    error === 'missing_scope' || error === 'not_allowed_token_type'
      ? 'Make a token with the scope connections:write under Basic Information, App-Level Tokens.'
      : 'Make a new one under Basic Information, App-Level Tokens, with the scope connections:write, and see that Socket Mode is on.',
  )
}

const botRemedies: Record<string, string> = {
  account_inactive:
    'The app was removed from the workspace, or the workspace closed. Install the app again, and copy its new token.',
  token_revoked: 'The token was revoked. Install the app again under Install App, and copy its new token.',
  token_expired:
    'Turn token rotation off under OAuth & Permissions, install the app again, and copy its new token.',
  not_allowed_token_type:
    'Copy the “Bot User OAuth Token”, which starts with xoxb-, from OAuth & Permissions.',
}

const appFindings = ({ apps: { bot, app } }: SlackSeen): Finding[] =>
  bot && app && bot !== app
    ? [
        fault(
          'two-apps',
          `The two tokens are of two different Slack apps (${bot} and ${app}), so nothing that people do would arrive.`,
          'SLACK_BOT_TOKEN and SLACK_APP_TOKEN',
          'Copy both from the settings of the same app.',
        ),
      ]
    : []

const scopeFindings = (granted: string[] | undefined): Finding[] => {
  if (!granted) return []
  const asked = scopesAskedFor()
  const missing = asked.filter((it) => !granted.includes(it))
  const superfluous = granted.filter((it) => !asked.includes(it))
  return [
    ...(missing.length > 0
      ? [
          fault(
            'scopes-missing',
            `The app was not granted ${listOf(missing)}.`,
            'OAuth & Permissions in your Slack app’s settings',
            'Paste manifest.yml anew under App Manifest, then press “Reinstall to Workspace” under Install App. The token stays the same.',
          ),
        ]
      : []),
    ...(superfluous.length > 0
      ? [
          advice(
            'scopes-superfluous',
            `The app was granted more than Balcony uses: ${listOf(superfluous)}.`,
            'OAuth & Permissions in your Slack app’s settings',
            'Take them away there and reinstall the app, unless you have another reason for them.',
          ),
        ]
      : []),
    ...(missing.length + superfluous.length === 0
      ? [
          fine(
            'scopes',
            `The app may do what manifest.yml asks for, and nothing else (${asked.length} scopes).`,
          ),
        ]
      : []),
  ]
}

/** From here on it is worth saying; Slack's signatures are refused at five minutes. */
const [noticeable, dangerous] = [60, 240]

const clockFindings = (skew: number | undefined, mode: 'socket' | 'http'): Finding[] => {
  if (skew === undefined) return []
  const off = Math.abs(skew)
  if (off <= noticeable)
    return [fine('clock', `This machine’s clock and Slack’s agree (within ${off + 1} s).`)]
  const what = `This machine’s clock is ${lengthOf(off)} ${skew > 0 ? 'behind' : 'ahead of'} Slack’s.`
  const remedy = 'Let the clock be set by the network: `timedatectl set-ntp true`, or your system’s own way.'
  return off >= dangerous
    ? [
        fault(
          'clock',
          `${what} Questions come at the wrong time${mode === 'http' ? ', and what people do is refused at five minutes' : ''}.`,
          'this machine’s clock',
          remedy,
        ),
      ]
    : [advice('clock', what, 'this machine’s clock', remedy)]
}

const lengthOf = (seconds: number): string =>
  seconds < 120
    ? `${seconds} seconds`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} minutes`
      : `${Math.round(seconds / 3600)} hours`

const secretFindings = (connection: NonNullable<Config['slack']>['connection']): Finding[] =>
  connection.mode === 'http' && !/^[0-9a-f]{32}$/.test(connection.signingSecret)
    ? [
        advice(
          'signing-secret',
          'The signing secret does not look like one of Slack’s, which has 32 digits and letters from a to f. If it is wrong, everything that people do is refused.',
          'SLACK_SIGNING_SECRET',
          'Compare it with Basic Information, App Credentials, Signing Secret.',
        ),
      ]
    : []

const listOf = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
