// The environment, as an operator writes it: what is taken, and what each mistake is answered with.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Config, readConfig } from '../src/config.ts'

const bot = 'xoxb-1-secret'
const app = 'xapp-1-secret'
const tokens = { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app }

const taken = (environment: Record<string, string | undefined>): Config => {
  const config = readConfig(environment)
  if ('faults' in config) throw new Error(config.faults.join('\n'))
  return config
}

const faultsOf = (environment: Record<string, string | undefined>): string[] => {
  const config = readConfig(environment)
  return 'faults' in config ? config.faults : []
}

describe('what is taken', () => {
  it('is the practice workspace where nothing is set', () => {
    expect(taken({})).toEqual({
      slack: undefined,
      data: 'data',
      admins: [],
      packs: [],
      logLevel: 'info',
      port: undefined,
    })
  })

  test.each<[string, Record<string, string>, Partial<Config>]>([
    ['Socket Mode', tokens, { slack: { botToken: bot, connection: { mode: 'socket', appToken: app } } }],
    [
      'HTTP with a port of its own',
      { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: 's', PORT: '8080' },
      { slack: { botToken: bot, connection: { mode: 'http', signingSecret: 's', port: 8080 } }, port: 8080 },
    ],
    [
      'HTTP on port 3000 unless told',
      { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: 's' },
      { slack: { botToken: bot, connection: { mode: 'http', signingSecret: 's', port: 3000 } } },
    ],
    [
      'Socket Mode where both could be',
      { ...tokens, SLACK_SIGNING_SECRET: 's' },
      { slack: { botToken: bot, connection: { mode: 'socket', appToken: app } } },
    ],
    [
      'a stand-in, its address ended with a slash',
      { ...tokens, SLACK_API_URL: 'http://127.0.0.1:9/api' },
      {
        slack: {
          botToken: bot,
          connection: { mode: 'socket', appToken: app },
          apiUrl: 'http://127.0.0.1:9/api/',
        },
      },
    ],
    ['a folder', { BALCONY_DATA: '/srv/balcony' }, { data: '/srv/balcony' }],
    ['lists with commas', { BALCONY_ADMINS: 'U01, W02,,' }, { admins: ['U01', 'W02'] }],
    ['several packs', { BALCONY_PACKS: 'ours, theirs' }, { packs: ['ours', 'theirs'] }],
    ['a log level', { LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    ['blanks as nothing', { SLACK_BOT_TOKEN: ' ', PORT: '', LOG_LEVEL: ' ' }, { slack: undefined }],
    ['blanks around a value', { LOG_LEVEL: ' warn ' }, { logLevel: 'warn' }],
  ])('%s', (_, environment, expected) => {
    expect(taken(environment)).toMatchObject(expected)
  })
})

describe('a mistake is answered with what to do', () => {
  test.each<[string, Record<string, string>, RegExp[]]>([
    ['no bot token', { SLACK_APP_TOKEN: app }, [/SLACK_BOT_TOKEN is missing.*xoxb-.*OAuth & Permissions/]],
    [
      'no app token',
      { SLACK_BOT_TOKEN: bot },
      [/SLACK_APP_TOKEN is missing.*App-Level Tokens.*connections:write.*or set SLACK_SIGNING_SECRET/],
    ],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, [/SLACK_BOT_TOKEN is missing/]],
    [
      'the tokens in each other’s place',
      { SLACK_BOT_TOKEN: app, SLACK_APP_TOKEN: bot },
      [/SLACK_BOT_TOKEN is not a bot token.*xoxb-/, /SLACK_APP_TOKEN is not an app token.*xapp-/],
    ],
    [
      'a user token',
      { ...tokens, SLACK_BOT_TOKEN: 'xoxp-1-secret' },
      [/SLACK_BOT_TOKEN is not a bot token: it should start with xoxb-/],
    ],
    ['a port that is a word', { PORT: 'http' }, [/PORT is not right: it needs a number from 1 to 65535/]],
    ['a port out of range', { PORT: '65536' }, [/PORT is not right/]],
    ['a port of 0', { PORT: '0' }, [/PORT is not right/]],
    ['half a port', { PORT: '80.5' }, [/PORT is not right/]],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, [/LOG_LEVEL is not right: it needs one of trace, debug/]],
    [
      'an address that is none',
      { ...tokens, SLACK_API_URL: 'slack.com' },
      [/SLACK_API_URL is not right.*https:/],
    ],
    ['another protocol', { ...tokens, SLACK_API_URL: 'file:///etc' }, [/SLACK_API_URL is not right/]],
    [
      'an admin by name',
      { BALCONY_ADMINS: 'U07NF1PRIYA, @priya' },
      [/BALCONY_ADMINS is not right: it needs user ids such as U07NF1PRIYA.*Copy member ID/],
    ],
    [
      'several at once',
      { SLACK_BOT_TOKEN: 'xoxp-1-secret', PORT: 'x', LOG_LEVEL: 'loud' },
      [/^LOG_LEVEL/, /^PORT/, /^SLACK_BOT_TOKEN/, /^SLACK_APP_TOKEN is missing/],
    ],
  ])('%s', (_, environment, expected) => {
    const faults = faultsOf(environment)
    expect(faults).toHaveLength(expected.length)
    for (const [i, words] of expected.entries()) expect(faults[i]).toMatch(words)
  })

  it('never repeats a secret', () => {
    const secret = fc.stringMatching(/^[a-z0-9-]{8,30}$/)
    fc.assert(
      fc.property(secret, secret, secret, (bot, app, signing) => {
        const said = faultsOf({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing })
        expect(said.length).toBeGreaterThan(0)
        for (const it of [bot, app, signing]) expect(said.join()).not.toContain(it)
      }),
    )
  })

  it('says something whatever is set, and never throws', () => {
    const names = ['PORT', 'LOG_LEVEL', 'SLACK_API_URL', 'BALCONY_ADMINS', 'BALCONY_PACKS', 'BALCONY_DATA']
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (environment) => {
        const config = readConfig(environment)
        if ('faults' in config) expect(config.faults.every((it) => it.endsWith('.'))).toBe(true)
        else expect(config.data).not.toBe('')
      }),
    )
  })
})
