// The process: reads the environment, starts Balcony (or the practice workspace where there are no Slack tokens),
// and stops it in good order.
import { constants } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CannotStart } from './cannot-start.ts'
import { type Config, readConfig } from './config.ts'
import { Instant } from './domain/model.ts'
import { takeEnvFile } from './env-file.ts'
import { makeLog } from './log.ts'

/** Where the practice workspace is found, unless PORT says otherwise. */
const practicePort = 4100
/** How long a stop may take before it is cut short (ms). */
const patience = 10_000

const start = async (): Promise<void> => {
  const { values } = readArguments()
  if (values.help) return say(usage)
  const misread = takeEnvFile('.env', process.env)
  const config = readConfig(process.env)
  const faults = [...misread, ...('faults' in config ? config.faults : [])]
  if ('faults' in config || faults.length > 0) throw new CannotStart(faults.map((it) => `• ${it}`).join('\n'))
  const log = makeLog(config.logLevel, process.stdout.isTTY)
  const stop = config.slack
    ? await startReal(config, config.slack, log)
    : await startSandboxed(
        config,
        values.fresh ?? false,
        makeLog(process.env.LOG_LEVEL ? config.logLevel : 'warn', true),
      )
  stopOn(stop, log)
}

// What has to be read for it is read only once the settings are known to be right: a slip is told at once.
const startReal = async (
  config: Config,
  slack: NonNullable<Config['slack']>,
  log: ReturnType<typeof makeLog>,
) => {
  const { startApp } = await import('./app.ts')
  const app = await startApp({
    ...config,
    slack,
    clock: { now: () => Instant.parse(new Date().toISOString()) },
    log,
    ticks: true,
  })
  const { id: workspace, programmes } = app.world.workspace.current
  log.info({ mode: slack.connection.mode, workspace }, 'Balcony is running')
  if (programmes.length === 0) log.info({}, nextStep)
  return app.stop
}

const nextStep =
  'there is no programme yet: in Slack, open Balcony’s Home as an admin of the workspace, or as someone whom BALCONY_ADMINS names, and press “New programme”'

const startSandboxed = async (config: Config, fresh: boolean, log: ReturnType<typeof makeLog>) => {
  say('No Slack tokens: this is a practice workspace on your own machine.')
  if (config.health) say('HEALTH_PORT is not used here: the practice workspace serves no health or metrics.')
  const [{ startPractice }, { pageHandler }] = await Promise.all([
    import('./practice.ts'),
    import('./sandbox/build-page.ts'),
  ])
  const practice = await startPractice({
    folder: join(config.data, 'sandbox'),
    fresh,
    port: config.port ?? practicePort,
    packs: config.packs,
    log,
    page: await pageHandler(),
    onProgress: (week) => {
      if (week === 1) say('Ten people are getting three weeks of history. This takes a few seconds.')
    },
  })
  say(
    [
      '',
      `  Open ${practice.sandbox.url}`,
      '  1. You are Tomasz: answer this week’s question, with the button or by typing.',
      '  2. Move the clock, at the top, to the next digest, and read yours; then once more for the partnership’s.',
      '  3. Be Priya, the admin, and look at her Home. Ctrl+C stops; “npm start -- --fresh” starts over.',
    ].join('\n'),
  )
  return practice.stop
}

// The first signal stops in good order: no more is heard, what is under way is finished and on disk. The second is from
// someone who will not wait: what is acknowledged is on disk all the same, and the next start looks what became of the rest.
const stopOn = (stop: () => Promise<void>, log: ReturnType<typeof makeLog>): void => {
  let isStopping = false
  const end = async (code: number) => {
    if (isStopping) return
    isStopping = true
    const tooLong = setTimeout(() => {
      log.error({ seconds: patience / 1000 }, 'what was under way did not end in time; stopping without it')
      process.exit(1)
    }, patience)
    try {
      await stop()
    } catch (error) {
      log.error({ err: error }, 'could not stop in good order')
      process.exit(1)
    }
    clearTimeout(tooLong)
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // As a shell counts a process that a signal ended.
      if (isStopping) process.exit(128 + constants.signals[signal])
      void end(0)
    })
  }
  process.on('unhandledRejection', async (error) => {
    log.error(
      { err: error },
      (await isRefusal(error)) ? tokenRefused : 'a fault that nobody handled; stopping',
    )
    void end(1)
  })
}

// A token that is revoked while the line is down surfaces out of the socket's client, which nobody waits for.
const isRefusal = async (error: unknown): Promise<boolean> => {
  // What cannot be loaded must not keep a fault from being told.
  const { ErrorCode } = await import('@slack/web-api').catch(() => ({ ErrorCode: undefined }))
  return (error as { code?: unknown } | undefined)?.code === ErrorCode?.PlatformError
}

const tokenRefused =
  'Slack no longer accepts SLACK_APP_TOKEN, so nothing more can be heard. Make a new one under Basic Information, App-Level Tokens, in your Slack app’s settings, and start Balcony again. Stopping'

const usage = `Balcony: a reflective coach in Slack.

  npm start               with Slack tokens in the environment or .env: runs Balcony;
                          without any: opens a practice workspace on this machine
  npm start -- --fresh    the practice workspace, started over

The environment is described in README.md.`

const readArguments = () => {
  try {
    return parseArgs({ options: { fresh: { type: 'boolean' }, help: { type: 'boolean' } } })
  } catch (error) {
    throw new CannotStart(`${(error as Error).message.split('.')[0]}.\n\n${usage}`)
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Names of errors whose message is written for the person who started this. */
const expected = [
  'CannotStart',
  'CannotBuildPage',
  'HealthPortTaken',
  'FolderInUse',
  'StoreFault',
  'DamagedDocument',
  'DamagedPractice',
  'PortInUse',
]

// Dates are made in UTC whatever the machine thinks (docs/decisions/0003).
process.env.TZ = 'UTC'
try {
  await start()
} catch (error) {
  const { name, message, stack } = error as Error
  const words = expected.includes(name) ? message : String(stack ?? error)
  process.stderr.write(`Balcony cannot start.\n${words}\n`)
  process.exit(1)
}
