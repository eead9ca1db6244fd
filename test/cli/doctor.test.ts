// An operator asks what is wrong. Each fault is planted, and must be found, with its place and its remedy, and end the
// command with its code; beside it nothing else is found.
import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { exitCode } from '../../src/cli/doctor.ts'
import { examine } from '../../src/cli/examine/examine.ts'
import type { Finding, Machine } from '../../src/cli/examine/finding.ts'
import { project } from '../../src/cli/examine/machine.ts'
import type { Handlers } from '../../src/control/commands.ts'
import { listenForCommands } from '../../src/control/server.ts'
import { ledgerIn } from '../../src/documents.ts'
import { Instant } from '../../src/domain/model.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts'
import { coreScopes, team } from '../../src/sandbox/seed.ts'
import { keyOf, ledgerFile, openLedger } from '../../src/store/erasure-ledger.ts'
import { holdLock } from '../../src/store/lock.ts'
import { ownVersion } from '../../src/version.ts'
import { documents, keep } from '../process/documents.ts'
import { quietLog } from '../quiet-log.ts'
import { balcony } from './balcony.ts'

type Planted = {
  folder: string
  data: string
  leaderFile: string
  sandbox: Sandbox
  /** As the operator's environment has it. */
  environment: Record<string, string | undefined>
  machine: Partial<Machine>
}

const question = (id: string) => `- id: ${id}
  text: Recall a lift, a stair or a bus stop where you heard some news last week. What did you make of it?
  concept: perceiving
  level: all
  so_what: Who told you the rest?
  source: Riverside coaches 2026
`

const now = () => Instant.parse(new Date().toISOString())

/** A Balcony that runs on the folder, as it would say of itself over its own socket. */
const runningOn = async ({ data }: Planted, process: { balcony: string; since: string }): Promise<void> => {
  const lock = await holdLock(data)
  const unasked = () => Promise.reject(new Error('nobody asks for this here'))
  const handlers: Handlers = {
    status: async () => ({
      at: now(),
      process: { pid: 4321, node: '24.21.0', ...process, since: Instant.parse(process.since) },
      folder: data,
      workspace: team.id,
      documents: { leaders: 'fewer than 10', partnerships: 0, programmes: 1 },
      due: { now: 'nothing', next: 'later' },
      ledger: { file: ledgerIn(data), damagedLines: 0 },
      disk: { freeBytes: 1, totalBytes: 2 },
      damaged: [],
    }),
    backup: unasked,
    configuration: unasked,
    apply: unasked,
    export: unasked,
    'export-to-file': unasked,
    forget: unasked,
  }
  const control = await listenForCommands({ data, version: process.balcony, handlers, log: quietLog })
  onTestFinished(async () => {
    await control.close()
    await lock.release()
  })
}

/** A whole installation with two leaders, in which nothing is wrong. */
const installation = async (slack: Partial<SandboxOptions> = {}): Promise<Planted> => {
  const folder = mkdtempSync(join(tmpdir(), 'balcony-doctor-'))
  const sandbox = await startSandbox({ now: Date.now, ...slack })
  onTestFinished(async () => {
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })
  mkdirSync(join(folder, 'shipped'))
  writeFileSync(join(folder, 'shipped', 'a.yml'), question('riverside-lift'))
  const data = join(folder, 'data')
  const files = keep(data, documents.workspace({ people: ['U1', 'U2'] }), [
    documents.leader('L0001', 'U1'),
    documents.leader('L0002', 'U2'),
  ])
  for (const it of ['', team.id, `${team.id}/workspaces`, `${team.id}/leaders`])
    chmodSync(join(data, it), 0o700)
  for (const it of [...Object.values(files), join(data, team.id, 'workspaces', `${team.id}.json`)])
    chmodSync(it, 0o600)
  const { key } = await keyOf(data)
  await (await openLedger({ folder: ledgerIn(data), key, now })).close()
  return {
    folder,
    data,
    leaderFile: files.L0001 ?? '',
    sandbox,
    environment: {
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_APP_TOKEN: sandbox.appToken,
      SLACK_API_URL: sandbox.apiUrl,
    },
    machine: {},
  }
}

const found = ({ folder, environment, machine }: Planted): Promise<Finding[]> =>
  examine({
    environment,
    folder,
    project,
    shipped: join(folder, 'shipped'),
    now: Date.now,
    node: '24.21.0',
    user: 1000,
    londonNoon: () => '13:00',
    ...machine,
  })

const toMend = (findings: readonly Finding[]) =>
  findings.filter(({ is }) => is === 'fault' || is === 'advice')

/** Listens on a port for as long as the test runs, and answers each request with this. */
const listening = async (status = 200, says = ''): Promise<number> => {
  const server = createServer((_, response) => void response.writeHead(status).end(says))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

test('a whole installation has nothing to mend, and every part of it was looked at', async () => {
  const findings = await found(await installation())
  expect(toMend(findings)).toEqual([])
  expect(findings.filter(({ is }) => is === 'fine').map(({ code }) => code)).toEqual([
    'node',
    'packages',
    'time-zones',
    'settings',
    'packs',
    'bot-token',
    'app-token',
    'scopes',
    'clock',
    'data',
    'lock',
    'documents',
    'documents',
    'ledger',
  ])
  expect(exitCode(findings, true)).toBe(0)
  // An exact count of leaders would tell when someone left.
  expect(findings.map(({ what }) => what)).toContain(
    'T07NORTHFLD/leaders: fewer than 10 files, each can be read.',
  )
})

type Row = [
  name: string,
  plant: (it: Planted) => void | Promise<void>,
  code: `${'fault' | 'advice'} ${string}`,
  what: RegExp,
  where: RegExp,
  remedy: RegExp,
  slack?: Partial<SandboxOptions>,
]

const set =
  (more: Record<string, string | undefined>) =>
  (it: Planted): void => {
    it.environment = { ...it.environment, ...more }
  }
const on =
  (machine: Partial<Machine>) =>
  (it: Planted): void => {
    it.machine = machine
  }
const overHttp = (secret: string) =>
  set({ SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: secret, PORT: '39511' })
const goodSecret = '0123456789abcdef0123456789abcdef'

const rows: Row[] = [
  [
    'an old Node',
    on({ node: '22.11.0' }),
    'fault node',
    /Node 22.11.0, and Balcony needs 24/,
    /Node/,
    /npm start/,
  ],
  ['no time zones', on({ londonNoon: () => '12:00' }), 'fault time-zones', /wrong hour/, /Node/, /full ICU/],
  [
    'libraries of another version',
    (it) => {
      const project = join(it.folder, 'installed')
      mkdirSync(join(project, 'node_modules', 'zod'), { recursive: true })
      writeFileSync(join(project, 'package.json'), '{"dependencies":{"zod":"4.6.7","pino":"10.4.0"}}')
      writeFileSync(join(project, 'node_modules', 'zod', 'package.json'), '{"version":"4.0.0"}')
      it.machine = { project }
    },
    'fault packages',
    /2 libraries .*: pino, zod/,
    /node_modules/,
    /npm ci/,
  ],
  ['root', on({ user: 0 }), 'advice root', /run as root/, /user that starts it/, /user of its own/],
  [
    'a proxy that is passed by',
    set({ HTTPS_PROXY: 'http://127.0.0.1:1' }),
    'advice proxy',
    /passes it by/,
    /environment/,
    /NODE_USE_ENV_PROXY=1/,
  ],
  [
    'a line of .env that sets nothing',
    ({ folder }) => writeFileSync(join(folder, '.env'), 'LOG_LEVEL: debug\n', { mode: 0o600 }),
    'fault env-file',
    /line 1 sets nothing: write NAME=value/,
    /\.env$/,
    /Mend that line/,
  ],
  [
    '.env for all to read',
    ({ folder }) => {
      writeFileSync(join(folder, '.env'), 'LOG_LEVEL=debug\n')
      chmodSync(join(folder, '.env'), 0o644)
    },
    'advice env-file-open',
    /others on this machine can read it/,
    /\.env$/,
    /^chmod 600 .*\.env$/,
  ],
  [
    'a setting that is not right',
    set({ LOG_LEVEL: 'loud' }),
    'fault setting',
    /LOG_LEVEL is not right/,
    /LOG_LEVEL in the environment/,
    /Mend it/,
  ],
  [
    'a server without tokens',
    set({ SLACK_BOT_TOKEN: undefined, SLACK_APP_TOKEN: undefined, NODE_ENV: 'production' }),
    'fault setting',
    /NODE_ENV is production/,
    /\.env, or in the environment/,
    /Mend it/,
  ],
  [
    'the app’s token left out',
    set({ SLACK_APP_TOKEN: undefined }),
    'fault setting',
    /SLACK_APP_TOKEN is missing/,
    /\.env, or in the environment/,
    /Mend it/,
  ],
  [
    'a pack with a fault',
    (it) => {
      mkdirSync(join(it.folder, 'ours'))
      writeFileSync(join(it.folder, 'ours', 'own.yml'), question('lift').replace(/.*concept.*\n/, ''))
      set({ BALCONY_PACKS: 'ours' })(it)
    },
    'fault pack',
    /`concept` is missing/,
    /ours\/own\.yml, line 1$/,
    /balcony -- check/,
  ],
  [
    'a bot token that Slack does not know',
    set({ SLACK_BOT_TOKEN: 'xoxb-1-other' }),
    'fault bot-token',
    /refuses the bot’s token \(invalid_auth\)/,
    /SLACK_BOT_TOKEN/,
    /Copy the bot token anew/,
  ],
  [
    'an app that was removed',
    ({ sandbox }) => sandbox.failNext('auth.test', { error: 'account_inactive' }),
    'fault bot-token',
    /account_inactive/,
    /SLACK_BOT_TOKEN/,
    /removed from the workspace.*Install the app again/,
  ],
  [
    'an app token without its scope',
    ({ sandbox }) => sandbox.failNext('apps.connections.open', { error: 'missing_scope' }),
    'fault app-token',
    /refuses the app’s token \(missing_scope\)/,
    /SLACK_APP_TOKEN/,
    /scope connections:write/,
  ],
  [
    'Socket Mode turned off',
    ({ sandbox }) => sandbox.failNext('apps.connections.open', { error: 'not_allowed' }),
    'fault app-token',
    /not_allowed/,
    /SLACK_APP_TOKEN/,
    /Socket Mode is on/,
  ],
  [
    'a Slack that asks to wait',
    ({ sandbox }) => sandbox.failNext('auth.test', { error: 'ratelimited' }),
    'advice slack-busy',
    /asks to wait/,
    /SLACK_BOT_TOKEN/,
    /in a minute/,
  ],
  [
    'nobody where Slack should be',
    set({ SLACK_API_URL: 'http://127.0.0.1:9/api/' }),
    'fault slack-unreachable',
    /could not be reached \(.*\)/,
    /127\.0\.0\.1:9/,
    /slack.com.*443.*SLACK_API_URL/,
  ],
  [
    'something else where Slack should be',
    async (it) => set({ SLACK_API_URL: `http://127.0.0.1:${await listening(502, 'Bad gateway')}/api/` })(it),
    'fault slack-unreachable',
    /could not be reached \(HTTP-502\)/,
    /127\.0\.0\.1/,
    /proxy/,
  ],
  [
    'a scope that was never granted',
    () => {},
    'fault scopes-missing',
    /not granted im:history and files:write|not granted files:write and im:history/,
    /OAuth & Permissions/,
    /manifest\.yml.*Reinstall/,
    { scopes: coreScopes.filter((it) => it !== 'im:history' && it !== 'files:write') },
  ],
  [
    'a scope too many',
    () => {},
    'advice scopes-superfluous',
    /more than Balcony uses: channels:history/,
    /OAuth & Permissions/,
    /Take them away/,
    { scopes: [...coreScopes, 'channels:history'] },
  ],
  [
    'a clock that is behind',
    () => {},
    'advice clock',
    /clock is (89|90|91) seconds behind Slack/,
    /clock/,
    /set-ntp/,
    { skewSeconds: 90 },
  ],
  [
    'a clock that is far ahead',
    () => {},
    'fault clock',
    /clock is 60 minutes ahead of Slack’s/,
    /clock/,
    /set-ntp/,
    { skewSeconds: -3600 },
  ],
  [
    'a signing secret that is none',
    overHttp('of-the-signing-sort'),
    'advice signing-secret',
    /does not look like one of Slack’s/,
    /SLACK_SIGNING_SECRET/,
    /App Credentials/,
  ],
  [
    'a file in the data folder’s place',
    (it) => {
      writeFileSync(join(it.folder, 'file'), '')
      set({ BALCONY_DATA: 'file' })(it)
    },
    'fault data-no-folder',
    /A file stands where the data folder should be/,
    /file$/,
    /BALCONY_DATA/,
  ],
  ['a network share', on({ network: 'NFS' }), 'fault data-network', /\(NFS\)/, /data$/, /local disk/],
  ['a disk nearly full', on({ free: 500e6 }), 'advice disk', /Only 500 MB/, /data$/, /Free some space/],
  ['a full disk', on({ free: 5e6 }), 'fault disk', /Only 5 MB/, /data$/, /Free some space/],
  [
    'a document for all to read',
    ({ leaderFile }) => chmodSync(leaderFile, 0o644),
    'fault data-open',
    /files that should be their owner’s alone/,
    /L0001\.json$/,
    /^chmod -R go-rwx .*data$/,
  ],
  [
    'a lock that is none',
    ({ data }) =>
      writeFileSync(join(data, 'lock.sqlite'), 'not a lock, but long enough to look', { mode: 0o600 }),
    'fault data',
    /no lock/,
    /lock\.sqlite$/,
    /delete it/,
  ],
  [
    'a document cut short',
    ({ leaderFile }) => writeFileSync(leaderFile, '{"schema":1,"id":"L0001"'),
    'fault document',
    /A document that is not JSON: it may have been cut short/,
    /leaders\/L0001\.json$/,
    /restore it from a backup/,
  ],
  [
    'a document of a newer Balcony',
    ({ leaderFile }) => writeFileSync(leaderFile, '{"schema":99,"id":"L0001"}'),
    'fault document',
    /of schema 99/,
    /L0001\.json$/,
    /Start the newer Balcony again/,
  ],
  [
    'a document in another’s place',
    ({ leaderFile }) => writeFileSync(leaderFile, JSON.stringify(documents.leader('L0009', 'U9'))),
    'fault document',
    /holds a document of another id/,
    /L0001\.json$/,
    /backup/,
  ],
  [
    'a copy that someone made',
    ({ leaderFile }) => writeFileSync(leaderFile.replace('L0001', 'L0001 copy'), '{}', { mode: 0o600 }),
    'advice strange-file',
    /a name that no document has/,
    /L0001 copy\.json$/,
    /Move it elsewhere/,
  ],
  [
    'a ledger of erasures with a line that cannot be read',
    ({ data }) => appendFileSync(join(ledgerIn(data), ledgerFile), '{"n":1,"at":\n'),
    'advice ledger-damaged',
    /A line of the ledger of erasures cannot be read/,
    /erasures$/,
    /Take a backup now/,
  ],
  [
    'a ledger of erasures that is none',
    ({ data }) => writeFileSync(join(ledgerIn(data), ledgerFile), 'erased\n'),
    'fault ledger',
    /first line is not that of a ledger/,
    /erasures\.jsonl$/,
    /Put back a copy of the ledger/,
  ],
  [
    'a ledger of erasures that is not where it was',
    ({ data }) => rmSync(ledgerIn(data), { recursive: true }),
    'advice ledger-absent',
    /not where it was.*no backup from before could be restored/,
    /erasures$/,
    /BALCONY_LEDGER/,
  ],
  [
    'a file where the ledger should be',
    (it) => {
      writeFileSync(join(it.folder, 'erased'), '')
      set({ BALCONY_LEDGER: 'erased' })(it)
    },
    'fault ledger',
    /a file stands where a folder should be/,
    /erased\/erasures\.jsonl$/,
    /BALCONY_LEDGER/,
  ],
  [
    'an older Balcony that still runs after an upgrade',
    (it) => runningOn(it, { balcony: '0.0.1', since: now() }),
    'advice running-version',
    /is version 0\.0\.1, and version \d.* is installed/,
    /^process 4321$/,
    /Start it again/,
  ],
  [
    'a Balcony that still runs from before the last npm ci',
    (it) => runningOn(it, { balcony: ownVersion, since: '2020-01-01T00:00:00.000Z' }),
    'advice running-version',
    /began before the last `npm ci`/,
    /^process 4321$/,
    /Start it again/,
  ],
  [
    'the tokens of another workspace',
    () => {},
    'advice other-workspace',
    /The documents are of T07NORTHFLD, and the tokens of T0ELSEWHERE/,
    /data$/,
    /BALCONY_DATA/,
    { team: { id: 'T0ELSEWHERE', name: 'Elsewhere', domain: 'elsewhere' } },
  ],
  [
    'the port for health taken',
    async (it) => set({ HEALTH_PORT: `${await listening()}` })(it),
    'fault port',
    /Port \d+ is already in use/,
    /HEALTH_PORT/,
    /choose another port with HEALTH_PORT/,
  ],
  [
    'the port for events taken',
    async (it) => {
      overHttp(goodSecret)(it)
      set({ PORT: `${await listening()}` })(it)
    },
    'fault port',
    /Port \d+ is already in use/,
    /^PORT$/,
    /choose another port with PORT/,
  ],
  [
    'health for everyone on the network',
    set({ HEALTH_PORT: '39512', HEALTH_HOST: '0.0.0.0' }),
    'advice health-open',
    /can be reached from other machines/,
    /HEALTH_HOST/,
    /firewall/,
  ],
  [
    'a running Balcony that says nothing of its health',
    async (it) => {
      const lock = await holdLock(it.data)
      onTestFinished(() => lock.release())
      set({ HEALTH_PORT: '39513' })(it)
    },
    'fault health',
    /does not answer about its health \(ECONNREFUSED\)/,
    /39513\/readyz$/,
    /start it again/,
  ],
  [
    'a running Balcony that is not ready',
    async (it) => {
      const lock = await holdLock(it.data)
      onTestFinished(() => lock.release())
      set({ HEALTH_PORT: `${await listening(503, 'Slack: not connected\n')}` })(it)
    },
    'fault not-ready',
    /not ready: Slack: not connected/,
    /readyz$/,
    /What to do when/,
  ],
]

test.each(rows)(
  '%s is found, with its place and its remedy',
  async (_, plant, code, what, where, remedy, slack) => {
    const it = await installation(slack)
    await plant(it)
    const findings = await found(it)
    const [is, name] = code.split(' ')
    expect(toMend(findings)).toEqual([
      {
        is,
        code: name,
        what: expect.stringMatching(what),
        where: expect.stringMatching(where),
        remedy: expect.stringMatching(remedy),
      },
    ])
    expect(exitCode(findings, false)).toBe(is === 'fault' ? 1 : 0)
    expect(exitCode(findings, true)).toBe(is === 'fault' ? 1 : 2)
    for (const secret of [it.sandbox.botToken, it.sandbox.appToken, goodSecret])
      expect(JSON.stringify(findings)).not.toContain(secret)
  },
)

test('tokens of two apps are told apart', async () => {
  const it = await installation()
  set({ SLACK_APP_TOKEN: 'xapp-1-A0OTHER-1-secret' })(it)
  expect(await found(it)).toContainEqual({
    is: 'fault',
    code: 'two-apps',
    what: expect.stringMatching(/A07NFBALCNY and A0OTHER/),
    where: 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN',
    remedy: expect.stringMatching(/the same app/),
  })
})

test.runIf(process.getuid?.() === 0)('what root left behind is found', async () => {
  const it = await installation()
  chownSync(it.leaderFile, 12345, 12345)
  expect(toMend(await found(it))).toEqual([
    expect.objectContaining({
      code: 'data-foreign',
      where: it.leaderFile,
      remedy: expect.stringMatching(/^chown -R/),
    }),
  ])
})

// Root may write anywhere, so there is nothing to see.
test.skipIf(process.getuid?.() === 0)('a ledger of erasures that may not be written is found', async () => {
  const it = await installation()
  chmodSync(ledgerIn(it.data), 0o500)
  expect(toMend(await found(it))).toEqual([
    expect.objectContaining({ code: 'ledger-read-only', remedy: expect.stringContaining('BALCONY_LEDGER') }),
  ])
})

test('the lock and all that comes with it are their owner’s alone', async () => {
  const it = await installation()
  const lock = await holdLock(it.data)
  onTestFinished(() => lock.release())
  const findings = await found(it)
  expect(toMend(findings)).toEqual([])
  expect(findings).toContainEqual(
    expect.objectContaining({
      is: 'fine',
      code: 'lock',
      what: expect.stringContaining(`(process ${process.pid})`),
    }),
  )
})

test('what is no fault is noted: the first start, a write that was cut short, an index that is behind', async () => {
  const it = await installation()
  writeFileSync(`${it.leaderFile}.tmp`, '', { mode: 0o600 })
  const notes = (findings: Finding[]) => findings.filter(({ is }) => is === 'note').map(({ code }) => code)
  expect(notes(await found(it))).toEqual(['by-hand', 'cut-short', 'index', 'index'])
  set({ BALCONY_DATA: 'elsewhere/data' })(it)
  expect(notes(await found(it))).toEqual(['by-hand', 'data-absent'])
  // Also where another setting is wrong, it looks into the folder that .env names.
  const { BALCONY_DATA: _, ...rest } = it.environment
  it.environment = { ...rest, LOG_LEVEL: 'loud' }
  writeFileSync(join(it.folder, '.env'), 'BALCONY_DATA=as-in-env-file\n', { mode: 0o600 })
  expect(await found(it)).toContainEqual(
    expect.objectContaining({ code: 'data-absent', what: expect.stringContaining('as-in-env-file') }),
  )
})

test('without tokens it looks where the other commands do: into the practice workspace', async () => {
  const it = await installation()
  set({ SLACK_BOT_TOKEN: undefined, SLACK_APP_TOKEN: undefined })(it)
  const findings = await found(it)
  expect(toMend(findings)).toEqual([])
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'data-absent',
      what: expect.stringContaining('data/sandbox/documents'),
    }),
  )
})

test('from the command line it says what to do, and ends with its code; for machines it is JSON', async () => {
  const { environment, data, leaderFile } = await installation()
  writeFileSync(leaderFile, '')
  const given = { ...(environment as Record<string, string>), BALCONY_DATA: data }
  const [human, machine] = await Promise.all([
    balcony(['doctor'], given),
    balcony(['doctor', '--json'], given),
  ])
  expect(human).toMatchObject({ code: 1, err: '' })
  expect(human.out).toMatch(
    /✗ A document that is empty\.\n {2}at .*L0001\.json\n {2}→ Repair it or restore it from a backup/,
  )
  expect(machine.code).toBe(1)
  expect(JSON.parse(machine.out)).toMatchObject({
    balcony: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    findings: expect.arrayContaining([expect.objectContaining({ is: 'fault', code: 'document' })]),
  })
})
