// The environment, as an operator writes it: what is taken, and what each mistake is answered with.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type Config, readConfig, settings } from '../src/config.ts'
import { readEnvFile, takeEnvFile } from '../src/env-file.ts'

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
      health: undefined,
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
    ['health on loopback', { HEALTH_PORT: '9100' }, { health: { port: 9100, host: '127.0.0.1' } }],
    [
      'health where told',
      { HEALTH_PORT: '9100', HEALTH_HOST: '10.0.0.5' },
      { health: { port: 9100, host: '10.0.0.5' } },
    ],
    [
      'a setting of another program’s, however near to one of ours',
      { ...tokens, SLACK_TOKEN: 'x', SLACK_WEBHOOK_URL: 'x' },
      { slack: { botToken: bot, connection: { mode: 'socket', appToken: app } } },
    ],
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
    [
      'a server without tokens, which would become a practice workspace',
      { NODE_ENV: 'production' },
      [/SLACK_BOT_TOKEN and SLACK_APP_TOKEN are missing, and NODE_ENV is production.*Put the tokens into/],
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
    ['a port as a programmer writes it', { PORT: '0x50' }, [/PORT is not right/]],
    ['a port with words', { PORT: '3000 # ours' }, [/PORT is not right/]],
    [
      'a port for health out of range',
      { HEALTH_PORT: '99999' },
      [/HEALTH_PORT is not right: it needs a number/],
    ],
    [
      'health where Slack’s events come in',
      { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: 's', PORT: '9100', HEALTH_PORT: '9100' },
      [/HEALTH_PORT and PORT are both 9100. Give HEALTH_PORT another number/],
    ],
    [
      'health on the port that events come to unless told',
      { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: 's', HEALTH_PORT: '3000' },
      [/HEALTH_PORT and PORT are both 3000/],
    ],
    [
      'health’s address by name',
      { HEALTH_PORT: '9100', HEALTH_HOST: 'monitoring.example' },
      [/HEALTH_HOST is not right: it needs an address of this machine, such as 127/],
    ],
    [
      'health’s address alone',
      { HEALTH_HOST: '::1' },
      [/HEALTH_HOST says where, and HEALTH_PORT is missing/],
    ],
    [
      'a token with its quotes',
      { ...tokens, SLACK_BOT_TOKEN: `"${bot}"` },
      [/SLACK_BOT_TOKEN is not a bot token.*in quotes: leave them out/],
    ],
    [
      'a token as it stands in a header',
      { ...tokens, SLACK_BOT_TOKEN: `Bearer ${bot}` },
      [/SLACK_BOT_TOKEN.*“Bearer” before it/],
    ],
    ['a token that expires', { ...tokens, SLACK_BOT_TOKEN: 'xoxe.xoxb-1-abc' }, [/turn token rotation off/]],
    [
      'the token as README shows it',
      { ...tokens, SLACK_BOT_TOKEN: 'xoxb-…' },
      [/SLACK_BOT_TOKEN is not whole.*Copy it anew from OAuth & Permissions/],
    ],
    [
      'a token broken over two lines',
      { ...tokens, SLACK_APP_TOKEN: 'xapp-1- secret' },
      [/SLACK_APP_TOKEN is not whole/],
    ],
    [
      'the app’s id for its token',
      { ...tokens, SLACK_APP_TOKEN: 'A07NFBALCNY' },
      [/SLACK_APP_TOKEN.*the app’s id/],
    ],
    [
      'a token for the signing secret',
      { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: app },
      [/SLACK_SIGNING_SECRET is not a signing secret.*App Credentials.*looks like the app token/],
    ],
    ['a folder under ~', { BALCONY_DATA: '~/balcony' }, [/BALCONY_DATA begins with ~.*whole path/]],
    ['a pack under ~', { BALCONY_PACKS: 'ours,~/theirs' }, [/BALCONY_PACKS begins with ~/]],
    ['a bucket', { BALCONY_DATA: 's3://balcony' }, [/BALCONY_DATA is a web address: it needs a folder/]],
    [
      'a name nearly right',
      { BALCONY_ADMIN: 'U01' },
      [/BALCONY_ADMIN is no setting.*did you mean BALCONY_ADMINS\?/],
    ],
    [
      'a name in small letters',
      { SLACK_APP_TOKEN: app, slack_bot_token: bot },
      [/slack_bot_token is no setting.*SLACK_BOT_TOKEN/, /SLACK_BOT_TOKEN is missing/],
    ],
    ['a name with a slip', { HEALTH_PROT: '9100' }, [/HEALTH_PROT is no setting.*did you mean HEALTH_PORT/]],
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

describe('the file .env', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'balcony-env-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  const written = (content: string | Buffer) => {
    const file = join(folder, '.env')
    writeFileSync(file, content)
    return file
  }

  it('is no fault where it is not there', () => {
    expect(readEnvFile(join(folder, 'nowhere'))).toEqual({ settings: {}, faults: [] })
  })

  it('sets what the environment does not', () => {
    const environment: Record<string, string | undefined> = { LOG_LEVEL: 'warn' }
    const file = written('# ours\nLOG_LEVEL=debug\n\nexport BALCONY_DATA = "/srv/a b" # there\nPORT=8080\n')
    expect(takeEnvFile(file, environment)).toEqual([])
    expect(environment).toEqual({ LOG_LEVEL: 'warn', BALCONY_DATA: '/srv/a b', PORT: '8080' })
  })

  test.each<[string, string | Buffer, RegExp[]]>([
    ['a colon', 'LOG_LEVEL=info\nPORT: 8080\n', [/\.env, line 2 sets nothing: write NAME=value/]],
    ['a token alone', `${bot}\n`, [/line 1 sets nothing/]],
    ['a setting twice', 'PORT=1\nLOG_LEVEL=info\nPORT=2\n', [/line 3 sets PORT again, after line 1/]],
    ['a quote left open', 'PORT=1\nBALCONY_DATA="/srv\nLOG_LEVEL=info\n', [/line 2 opens a quote \("\)/]],
    ['curly quotes', 'SLACK_BOT_TOKEN=“xoxb-1”\n', [/line 1: SLACK_BOT_TOKEN has curly quotes/]],
    ['another encoding', Buffer.from('\uFEFFPORT=1', 'utf16le'), [/\.env is not in UTF-8.*PowerShell/]],
    ['several at once', 'PORT 1\nPORT 2\n', [/line 1/, /line 2/]],
  ])('says in which line it has %s, and never what stands there', (_, content, expected) => {
    const { faults } = readEnvFile(written(content))
    expect(faults).toHaveLength(expected.length)
    for (const [i, words] of expected.entries()) expect(faults[i]).toMatch(words)
    expect(faults.join()).not.toContain('xoxb-1')
  })

  it('says so where it is a folder', () => {
    const file = join(folder, 'as-folder')
    mkdirSync(file)
    expect(readEnvFile(file).faults).toEqual([expect.stringMatching(/as-folder is a folder. Remove it/)])
  })

  it('may begin with the mark that some editors write, and end its lines as Windows does', () => {
    expect(readEnvFile(written('\uFEFFPORT=8080\r\nLOG_LEVEL=info\r\n'))).toEqual({
      settings: { PORT: '8080', LOG_LEVEL: 'info' },
      faults: [],
    })
  })
})

test('README names every setting', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  for (const name of settings) expect(readme).toContain(`\`${name}\``)
})
