// The composition root: the one place that knows every adapter, and ties documents, flows and Slack together.
import { randomBytes } from 'node:crypto'
import { WebClient } from '@slack/web-api'
import cron from 'node-cron'
import { describeFaults, loadPacks, shippedPack } from './content/load-packs.ts'
import { earliest } from './domain/calendar.ts'
import * as leaderTime from './domain/leader.ts'
import { type Instant, Leader, Partnership, TeamId, Workspace } from './domain/model.ts'
import * as partnershipTime from './domain/partnership.ts'
import { catchUp } from './flows/catch-up.ts'
import { doJobs } from './flows/do-jobs.ts'
import { wake } from './flows/wake.ts'
import { contextOf, userKey, type World } from './flows/world.ts'
import { en } from './locales/en.ts'
import type { Clock, Log } from './ports.ts'
import { type Connection, connect } from './slack/connect.ts'
import { slackDirectory } from './slack/directory.ts'
import { type Pace, slacksPace } from './slack/pacing.ts'
import { register } from './slack/register.ts'
import { carefulClient, slackSender } from './slack/sender.ts'
import { openStore, type Store } from './store/open.ts'

/** It cannot start, and this is why and what to do, for the person who started it. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

export type AppOptions = {
  slack: { botToken: string; connection: Connection; apiUrl?: string }
  /** Folder for the documents. */
  data: string
  admins: readonly string[]
  /** Folders of an organisation's own packs, beside the shipped one. */
  packs: readonly string[]
  clock: Clock
  log: Log
  pace?: Pace
  /** Whether the minute tick runs by itself; a movable clock is ticked by whoever moves it. */
  ticks: boolean
}

export type Running = {
  world: World
  /** Does all that is due by now. */
  wake(): Promise<void>
  /** When something is due next. */
  nextWake(): Promise<Instant | undefined>
  /** Resolves when no listener is at work. */
  idle(): Promise<void>
  /** No more events; resolves once what was under way is done and everything is on disk. */
  stop(): Promise<void>
}

/** Starts Balcony against one workspace. Throws `CannotStart`, or the store's own errors, in words. */
export const startApp = async (options: AppOptions): Promise<Running> => {
  const { slack, clock, log } = options
  const bank = await bankOf(options.packs)
  const client = new WebClient(slack.botToken, {
    ...carefulClient,
    ...(slack.apiUrl && { slackApiUrl: slack.apiUrl }),
    logger: quiet,
  })
  const { team, self } = await whoAreWe(client)
  const store = await openStore({
    folder: options.data,
    now: clock.now,
    onDamaged: ({ file, why }) => log.error({ file, why }, 'a document is damaged and was set aside'),
  })
  try {
    const world = await openWorld({ ...options, bank, client, team, self, store })
    const connected = connect({
      ...slack,
      log,
      onConnected: () => void background(log, 'catching up', () => catchUp(world)),
    })
    register(connected.app, { world, client, say: en })
    await doJobs(world)
    await wake(world)
    await connected.start()
    const tick = options.ticks ? everyMinute(log, world, store) : undefined
    return {
      world,
      wake: () => wake(world),
      nextWake: async () => earliest([await world.leaders.nextWake(), await world.partnerships.nextWake()]),
      idle: connected.idle,
      stop: async () => {
        await tick?.stop()
        await connected.stop()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

const openWorld = async ({
  bank,
  client,
  team,
  self,
  store,
  clock,
  log,
  pace,
  admins,
}: AppOptions & {
  bank: World['bank']
  client: WebClient
  team: TeamId
  self: string
  store: Store
}): Promise<World> => {
  const workspaces = await store.collection<Workspace>('workspaces', {
    workspace: team,
    schema: Workspace,
    describe: () => ({ wakeAt: undefined, keys: [] }),
    revision: () => '1',
  })
  const workspace = {
    current: (await workspaces.get(team)) ?? (await workspaces.create(newWorkspace(team))),
  }
  const revision = () => `1:${workspace.current.revision}`
  const leaders = await store.collection<Leader>('leaders', {
    workspace: team,
    schema: Leader,
    describe: (leader) => ({
      wakeAt: leaderTime.wakeAt(leader, contextOf({ workspace, bank })),
      keys: [userKey(leader.slack.team, leader.slack.user)],
    }),
    revision,
  })
  const partnerships = await store.collection<Partnership>('partnerships', {
    workspace: team,
    schema: Partnership,
    describe: (partnership) => {
      const settings = workspace.current.partnerships.find(({ id }) => id === partnership.id)
      return { wakeAt: settings && partnershipTime.wakeAt(partnership, settings), keys: [] }
    },
    revision,
  })
  return {
    leaders,
    partnerships,
    workspaces,
    workspace,
    bank,
    sender: slackSender(client, en, pace ?? slacksPace),
    directory: slackDirectory(client, self),
    clock,
    log,
    newId: () => randomBytes(8).toString('hex'),
    namedAdmins: admins,
    underWay: new Set(),
  }
}

const bankOf = async (packs: readonly string[]): Promise<World['bank']> => {
  const loaded = await loadPacks([shippedPack, ...packs])
  if ('faults' in loaded) throw new CannotStart(describeFaults(loaded.faults))
  return loaded.bank
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

const newWorkspace = (id: TeamId): Workspace => ({
  schema: 1,
  id,
  programmes: [],
  partnerships: [],
  jobs: [],
  audit: [],
  revision: 0,
})

// One task for everything; the time of each leader is resolved by calendar.ts, never by the task (see
// docs/decisions/0003).
const everyMinute = (log: Log, world: World, store: Store) => {
  let sweptOn = ''
  return cron.schedule(
    '* * * * *',
    () =>
      background(log, 'the tick', async () => {
        await wake(world)
        const today = world.clock.now().slice(0, 10)
        if (today !== sweptOn) await store.sweep()
        sweptOn = today
      }),
    { noOverlap: true, timezone: 'UTC' },
  )
}

const background = async (log: Log, what: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    log.error({ err: error }, `${what} failed`)
  }
}

// The client's own log says nothing that its errors do not.
const quiet = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => 'error' as never,
  setName: () => {},
}
