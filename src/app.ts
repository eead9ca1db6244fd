// The composition root: the one place that knows every adapter, and ties documents, flows and Slack together.
import { randomBytes } from 'node:crypto'
import { basename, join } from 'node:path'
import { ErrorCode, WebClient } from '@slack/web-api'
import cron from 'node-cron'
import PQueue from 'p-queue'
import { CannotStart } from './cannot-start.ts'
import { describeFaults, loadPacks, shippedPack } from './content/load-packs.ts'
import { handlersOf } from './control/handlers.ts'
import { type Control, listenForCommands } from './control/server.ts'
import { type Kept, openKept } from './documents.ts'
import { earliest, plus } from './domain/calendar.ts'
import { type Instant, TeamId } from './domain/model.ts'
import { catchUp, catchUpWithDue, type Tell } from './flows/catch-up.ts'
import { doJobs } from './flows/do-jobs.ts'
import { followAllMembers } from './flows/follow-members.ts'
import { readDeliveryFigures } from './flows/read-delivery.ts'
import { wake } from './flows/wake.ts'
import { meetReaders, watchChannels } from './flows/watch-channels.ts'
import type { World } from './flows/world.ts'
import { en } from './locales/en.ts'
import { startWatching, type Watching } from './metrics/watching.ts'
import type { Clock, Log, PackFault } from './ports.ts'
import { type Connection, connect } from './slack/connect.ts'
import { slackDirectory } from './slack/directory.ts'
import { type Pace, slacksPace } from './slack/pacing.ts'
import { quietLogger } from './slack/quiet-logger.ts'
import { register } from './slack/register.ts'
import { carefulClient, slackSender } from './slack/sender.ts'
import { afterTyping, tellAlone } from './slack/tell-alone.ts'
import { ownVersion } from './version.ts'

export type AppOptions = {
  slack: { botToken: string; connection: Connection; apiUrl?: string }
  /** Folder for the documents. */
  data: string
  /** Folder for the ledger of erasures; inside that of the documents unless told. */
  ledger?: string
  admins: readonly string[]
  /** Folders of an organisation's own packs, beside the shipped one. */
  packs: readonly string[]
  clock: Clock
  log: Log
  pace?: Pace
  /** Where health and metrics are served, if they are. */
  health?: { port: number; host: string }
  /** Whether the minute tick runs by itself; a movable clock is ticked by whoever moves it. */
  ticks: boolean
}

export type Running = {
  world: World
  /** Does all that is due by now. */
  wake(): Promise<void>
  /** When something is due next. */
  nextWake(): Promise<Instant | undefined>
  /** Resolves when nothing is at work: no listener, no tick, no reading of what came in meanwhile. */
  idle(): Promise<void>
  /** No more events; resolves once what was under way is done and everything is on disk. */
  stop(): Promise<void>
}

/** Starts Balcony against one workspace. Throws `CannotStart`, or the store's own errors, in words. */
export const startApp = async (options: AppOptions): Promise<Running> => {
  const watching = options.health
    ? await startWatching(options.health, { now: options.clock.now, version: ownVersion })
    : undefined
  try {
    return await start(options, watching)
  } catch (error) {
    await watching?.close()
    throw error
  }
}

const start = async (options: AppOptions, watching: Watching | undefined): Promise<Running> => {
  const { slack, clock, log } = options
  const content = await contentOf(options.packs)
  const client = new WebClient(slack.botToken, {
    ...carefulClient,
    ...(slack.apiUrl && { slackApiUrl: slack.apiUrl }),
    ...(watching && { fetch: watching.fetch }),
    logger: quietLogger,
  })
  const { team, self } = await whoAreWe(client)
  await checkAppToken(slack)
  const leaving = new AbortController()
  const until = leaving.signal
  const kept = await openKept(options)
  try {
    const world = await openWorld({ ...options, content, client, team, self, until, kept, watching })
    const beside = runningBeside(log)
    const desk = { world, client, say: en }
    const tell: Tell = (to, after) => tellAlone(desk, to, afterTyping(after, en))
    const watch = nowAndThen(clock, async () => {
      await watchChannels(world, until)
      await followAllMembers(world, until)
      // It may take minutes, for which no question waits.
      void beside.run('meeting readers', () => meetReaders(world, until))
    })
    const reading = new PQueue({ concurrency: 1 })
    // Before anything is sent: nobody is reminded of what they have answered while we were away.
    const begun = reading.add(() =>
      beside.run('starting', async () => {
        await doJobs(world)
        await catchUpWithDue(world, until, tell)
        await wake(world, until)
      }),
    )
    const connected = connect({
      ...slack,
      log,
      fetch: watching?.fetch,
      onDisconnected: () => watching?.connected(false),
      onHandled: ({ heard, who, seconds }) => watching?.heard(heard, who, seconds),
      onConnected: () => {
        watching?.connected(true)
        // Gaps that come while one is being read are read together, after it.
        if (reading.size === 0)
          void reading.add(() => beside.run('catching up', () => catchUp(world, until, tell)))
      },
    })
    register(connected.app, desk)
    const control = await openControl(options, world, kept, beside.run)
    try {
      await connected.start()
    } catch (error) {
      leaving.abort()
      await control?.close()
      await beside.idle()
      throw inWords(error, slack.connection)
    }
    const nextWake = async () =>
      earliest([await world.leaders.nextWake(), await world.partnerships.nextWake()])
    watching?.storeIsOpen({
      lagSeconds: async () => {
        const due = await nextWake()
        return due ? (Date.parse(clock.now()) - Date.parse(due)) / 1000 : 0
      },
      figures: () => {
        const { weeks, unreachable } = readDeliveryFigures(world)
        const { asked, replied } = weeks.at(-1) ?? {}
        return { unreachable, ...(asked && { asked }), ...(replied && { replied }) }
      },
    })
    const probes = { store: () => kept.store.probe(), slack: () => client.auth.test() }
    const tick = options.ticks
      ? everyMinute(world, kept, (work) =>
          beside.run('the tick', async () => {
            await begun
            const all = async () => {
              await watch()
              await work(until)
            }
            if (!watching) return all()
            await watching.tick(all)
            await watching.probe(probes)
          }),
        )
      : undefined
    return {
      world,
      wake: async () => {
        await watch()
        await wake(world)
      },
      nextWake,
      idle: async () => {
        await connected.idle()
        await reading.onIdle()
        await beside.idle()
      },
      stop: async () => {
        watching?.stopping()
        leaving.abort()
        await tick?.stop()
        await control?.close()
        await connected.stop()
        await reading.onIdle()
        await beside.idle()
        await kept.close()
        await watching?.close()
      },
    }
  } catch (error) {
    await kept.close()
    throw error
  }
}

// Where it cannot be opened, Balcony does its work all the same; whoever asks at the command line is told.
const openControl = async (
  { data, log, clock }: AppOptions,
  world: World,
  kept: Kept,
  beside: (what: string, work: () => Promise<void>) => void,
): Promise<Control | undefined> => {
  const handlers = handlersOf({ world, kept, data, version: ownVersion, since: clock.now(), beside })
  try {
    return await listenForCommands({ data, version: ownVersion, handlers, log })
  } catch (error) {
    log.error({ err: error }, 'commands cannot reach this process while it runs')
    return undefined
  }
}

const openWorld = async ({
  content,
  client,
  team,
  self,
  until,
  kept,
  watching,
  clock,
  log,
  pace,
  admins,
}: AppOptions & {
  content: Pick<World, 'bank' | 'safety' | 'packs'>
  client: WebClient
  team: TeamId
  self: string
  until: AbortSignal
  kept: Kept
  watching: Watching | undefined
}): Promise<World> => {
  const documents = await kept.workspace(team, content.bank, { isStart: true })
  return {
    ...documents,
    leaders: watching?.measured(documents.leaders) ?? documents.leaders,
    partnerships: watching?.measured(documents.partnerships) ?? documents.partnerships,
    ...content,
    sender: slackSender(client, en, pace ?? slacksPace),
    directory: slackDirectory(client, { team, self }, until, pace ?? slacksPace),
    clock,
    log,
    newId: () => randomBytes(8).toString('hex'),
    namedAdmins: admins,
    underWay: new Set(),
    turns: new Map(),
  }
}

const contentOf = async (packs: readonly string[]): Promise<Pick<World, 'bank' | 'safety' | 'packs'>> => {
  const folders = [shippedPack, ...packs]
  const loaded = await loadPacks(folders)
  if ('faults' in loaded) throw new CannotStart(describeFaults(loaded.faults))
  const { bank, safety } = { bank: { ...loaded.bank }, safety: { ...loaded.safety } }
  const readAgain = async (): Promise<PackFault[]> => {
    const again = await loadPacks(folders)
    if ('faults' in again) {
      return again.faults.map(({ folder, file, line, says }) => ({
        file: join(basename(folder), file ?? ''),
        ...(line !== undefined && { line }),
        says,
      }))
    }
    // Whoever holds them holds what is in use.
    Object.assign(bank, again.bank)
    Object.assign(safety, again.safety)
    return []
  }
  return { bank, safety, packs: { readAgain } }
}

const whoAreWe = async (client: WebClient): Promise<{ team: TeamId; self: string }> => {
  try {
    const { team_id, user_id } = await client.auth.test()
    return { team: TeamId.parse(team_id), self: user_id ?? '' }
  } catch (error) {
    const reason = (error as { data?: { error?: string } }).data?.error
    throw new CannotStart(
      reason
        ? `Slack refused SLACK_BOT_TOKEN (${reason}). Copy the bot token anew from OAuth & Permissions in your Slack app’s settings; if you changed its scopes, reinstall the app first.`
        : 'Slack could not be reached. Check this machine’s network and proxy, and SLACK_API_URL if you set it; then start again.',
    )
  }
}

// The socket's client asks again and again with a token that lacks its scope, and tells nobody. So we ask once, and
// before anything is opened or sent; where Slack has trouble of its own, the socket's client is left to wait.
const checkAppToken = async ({ connection, apiUrl }: AppOptions['slack']): Promise<void> => {
  if (connection.mode === 'http') return
  const options = { ...carefulClient, ...(apiUrl && { slackApiUrl: apiUrl }), logger: quietLogger }
  try {
    await new WebClient(connection.appToken, options).apps.connections.open()
  } catch (error) {
    const { code, data } = error as { code?: string; data?: { error?: string } }
    const isPassing = ['internal_error', 'fatal_error', 'service_unavailable'].includes(data?.error ?? '')
    if (code === ErrorCode.PlatformError && !isPassing) throw inWords(error, connection)
  }
}

// Why there is no line to Slack, where whoever started this can do something about it.
const inWords = (error: unknown, connection: Connection): unknown => {
  const { code, data } = error as { code?: string; data?: { error?: string } }
  if (connection.mode === 'http' && code === 'EADDRINUSE') {
    return new CannotStart(
      `Port ${connection.port} is already in use: stop the program that holds it, or choose another port with PORT.`,
    )
  }
  if (connection.mode === 'socket' && data?.error) {
    return new CannotStart(
      `Slack refused SLACK_APP_TOKEN (${data.error}). Make one under Basic Information, App-Level Tokens, with the scope connections:write, and see that Socket Mode is on.`,
    )
  }
  return error
}

// One task for everything; the time of each leader is resolved by calendar.ts, never by the task (see
// docs/decisions/0003).
const everyMinute = (
  world: World,
  kept: Kept,
  run: (work: (until: AbortSignal) => Promise<void>) => Promise<void>,
) => {
  let sweptOn = ''
  return cron.schedule(
    '* * * * *',
    () =>
      run(async (until) => {
        await wake(world, until)
        const today = world.clock.now().slice(0, 10)
        if (today !== sweptOn) await kept.sweep()
        sweptOn = today
      }),
    { noOverlap: true, timezone: 'UTC' },
  )
}

/** How often channels are looked at: before a digest or its previews, long enough for an admin to mend what is wrong. */
const watchEvery = { hours: 6 }

/** Does something now, and then no more often than that. */
const nowAndThen = (clock: Clock, work: () => Promise<void>) => {
  let next: Instant | undefined
  return async (): Promise<void> => {
    const now = clock.now()
    if (next && now < next) return
    next = plus(now, watchEvery)
    await work()
  }
}

/** Work that nobody waits for: its faults are logged, and a stop can wait until it is done. */
const runningBeside = (log: Log) => {
  const underWay = new Set<Promise<void>>()
  return {
    run: (what: string, work: () => Promise<void>): Promise<void> => {
      const done = work()
        .catch((error: unknown) => log.error({ err: error }, `${what} failed`))
        .finally(() => underWay.delete(done))
      underWay.add(done)
      return done
    },
    idle: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
