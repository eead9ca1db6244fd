// Kills a process that sends, again and again, and counts what arrived twice or not at all. Run by kills.test.ts for
// some rounds, and by hand for many: `node test/process/kill-sends.ts 200`.
//
// The process is flows, the JSON store and Slack's real client, against a stand-in for Slack on this machine that
// takes its time: it may write a message down after its sender has died, and be asked for it before it has answered.
// The sender's clock runs ten times as fast as the machine's, so that the half minute for which a claim is left alone
// takes 3 s; the stand-in is never slower than 1.2 s.

import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { flushCompileCache } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { WebClient } from '@slack/web-api'
import { accept, newLeader } from '../../src/domain/enrolment.ts'
import * as leaderTime from '../../src/domain/leader.ts'
import {
  ChannelId,
  Instant,
  Leader,
  LeaderId,
  SlackTs,
  TeamId,
  UserId,
  Zone,
} from '../../src/domain/model.ts'
import { Partnership, Workspace } from '../../src/domain/workspace.ts'
import { recordTypedReply } from '../../src/flows/record-reply.ts'
import { wake } from '../../src/flows/wake.ts'
import { contextOf, userKey, type World } from '../../src/flows/world.ts'
import { en } from '../../src/locales/en.ts'
import { noPace } from '../../src/slack/pacing.ts'
import { carefulClient, slackSender } from '../../src/slack/sender.ts'
import { openStore } from '../../src/store/open.ts'
import { compiled } from '../compiled.ts'
import { safety } from '../domain/given.ts'
import { quietLog } from '../quiet-log.ts'

/** `recorded` replies want one receipt each. `unanswered` is how many posts had no answer when their sender died. */
type Counted = { recorded: number; twice: number; lost: number; unanswered: number }

const team = TeamId.parse('T1')
const people = ['U1', 'U2', 'U3', 'U4']
const speed = 10
/** How long the stand-in takes to write a message down: one in ten takes up to the longer time (ms). */
const [usual, slowest] = [60, 1_200]

export const killRounds = async (rounds: number): Promise<Counted> => {
  const folder = await mkdtemp(join(tmpdir(), 'balcony-kills-'))
  const slack = await aSlowSlack()
  const start = ['send', folder, slack.url, `${Date.now()}`]
  try {
    for (let round = 0; round < rounds; round++) await sendUntilKilled(start, round, slack)
    const last = sender(['settle', ...start.slice(1)])
    const [code] = await once(last, 'exit')
    if (code !== 0) throw new Error(`The last sender ended with ${code}.`)
    // What was still being written down when its sender died.
    await sleep(2 * slowest)
    const wanted = await receiptsIn(join(folder, team, 'leaders'))
    const arrived = Map.groupBy(slack.keys(), (key) => key)
    return {
      recorded: wanted.length,
      twice: [...arrived.values()].filter((all) => all.length > 1).length,
      lost: wanted.filter((key) => !arrived.has(key)).length,
      unanswered: slack.unanswered(),
    }
  } finally {
    await slack.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const sender = (given: readonly string[]) =>
  spawn(process.execPath, [fileURLToPath(import.meta.url), ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TZ: 'UTC', NODE_COMPILE_CACHE: compiled },
  })

const sendUntilKilled = async (
  start: readonly string[],
  round: number,
  slack: Awaited<ReturnType<typeof aSlowSlack>>,
): Promise<void> => {
  const child = sender(start)
  // After a few sends rather than a time, so that a slow machine is killed while it is busy, too: every other time in
  // the middle of one, and else by steps that fall on no rhythm of theirs.
  await slack.begun(2 + (round % 4))
  const letGo = round % 2 === 0 ? slack.hold() : undefined
  if (!letGo) await sleep((round * 23.7) % 100)
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  letGo?.()
}

/** Keys of every receipt that a recorded reply wants. All must have been sent by now. */
const receiptsIn = async (folder: string): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const leaders = await Promise.all(
    names.map(async (name) => Leader.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
  )
  return leaders.flatMap((leader) =>
    leader.reflections.flatMap(({ parts }) =>
      parts.flatMap(({ from }) => (from.is === 'typed' ? [`receipt:${leader.id}:${from.ts}`] : [])),
    ),
  )
}

/** Slack, as far as posting and looking up goes. */
const aSlowSlack = async () => {
  const messages: { ts: string; channel: string; key: string }[] = []
  const posts = new EventEmitter()
  let held = Promise.resolve()
  let unanswered = 0
  let count = 0
  const server: Server = createServer(async (request, response) => {
    const given = new URLSearchParams(await text(request))
    const channel = given.get('channel') ?? ''
    const answer = (body: object) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (request.url?.endsWith('chat.postMessage')) {
      posts.emit('begun')
      await sleep(Math.random() * (Math.random() < 0.1 ? slowest : usual))
      await held
      count += 1
      const ts = `${Math.floor(Date.now() / 1000)}.${`${count}`.padStart(6, '0')}`
      messages.push({ ts, channel, key: JSON.parse(given.get('metadata') ?? '{}').event_payload.key })
      // Long enough to see that nobody listens any more.
      await sleep(5 + Math.random() * 20)
      if (response.destroyed) unanswered += 1
      else answer({ ok: true, ts, channel })
      return
    }
    const found = messages.filter((it) => it.channel === channel)
    answer({
      ok: true,
      messages: found.map(({ ts, key }) => ({
        ts,
        metadata: { event_type: 'balcony_message', event_payload: { key } },
      })),
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    keys: () => messages.map(({ key }) => key),
    unanswered: () => unanswered,
    /** Resolves once so many more posts have come in. */
    begun: async (more: number) => {
      for (let n = 0; n < more; n++) await once(posts, 'begun')
    },
    /** Lets no post that is under way go further, until what this gives is called. */
    hold: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Opens what is there, sends what is due, and lets everyone say one thing after another. */
const send = async (folder: string, apiUrl: string, since: number, isLast: boolean): Promise<void> => {
  // It would be kept at the end only, and this one is killed.
  flushCompileCache()
  const world = await aWorld(folder, apiUrl, since)
  for (const user of people) {
    if (await world.leaders.find(userKey(team, user))) continue
    const id = LeaderId.parse(`L${user}`)
    const slack = { team, user: UserId.parse(user), dm: ChannelId.parse(`D${user}`) }
    const settings = { zone: Zone.parse('UTC'), nation: 'none' as const }
    await world.leaders.create(accept(newLeader(id, slack, settings, world.clock.now()), world.clock.now()))
  }
  process.stdout.write('sending\n')
  const waking = keepWaking(world, isLast)
  if (!isLast) await Promise.all(people.map((user) => talk(world, user)))
  await waking
}

const talk = async (world: World, user: string): Promise<never> => {
  for (let n = 0; ; n++) {
    const ts = SlackTs.parse(`${Math.floor(Date.parse(world.clock.now()) / 1000)}.${`${n}`.padStart(6, '0')}`)
    await recordTypedReply(world, user, { ts, text: 'Something.' })
  }
}

const keepWaking = async (world: World, isLast: boolean): Promise<void> => {
  for (;;) {
    await wake(world)
    if (isLast && !(await isAnythingOpen(world))) return
    await sleep(50)
  }
}

const isAnythingOpen = async (world: World): Promise<boolean> => {
  const leaders = await Promise.all((await world.leaders.ids()).map((id) => world.leaders.get(id)))
  return leaders.some((it) =>
    it?.outbox.some(({ state }) => state.is === 'waiting' || state.is === 'claimed'),
  )
}

const aWorld = async (folder: string, apiUrl: string, since: number): Promise<World> => {
  const clock = { now: () => Instant.parse(new Date(since + (Date.now() - since) * speed).toISOString()) }
  const store = await openStore({
    folder,
    now: clock.now,
    onDamaged: ({ why }) => {
      throw new Error(why)
    },
  })
  const workspace: World['workspace'] = {
    current: {
      schema: 2,
      id: team,
      programmes: [],
      partnerships: [],
      jobs: [],
      audit: [],
      appointed: [],
      promptsOff: [],
      delivery: { troubles: [], unreachable: [], weeks: [] },
      unlinked: [],
      revision: 0,
    },
  }
  const context = contextOf({ workspace, bank: { prompts: [] } })
  const rest = { workspace: team, revision: () => '1' }
  const asleep = () => ({ wakeAt: undefined, keys: [] })
  const nobody = () => Promise.reject(new Error('Nobody asks this here.'))
  const client = new WebClient('xoxb-1', { ...carefulClient, slackApiUrl: apiUrl })
  return {
    leaders: await store.collection('leaders', {
      ...rest,
      schema: Leader,
      describe: (it: Leader) => ({
        wakeAt: leaderTime.wakeAt(it, context),
        keys: [userKey(it.slack.team, it.slack.user)],
      }),
    }),
    partnerships: await store.collection('partnerships', { ...rest, schema: Partnership, describe: asleep }),
    workspaces: await store.collection('workspaces', { ...rest, schema: Workspace, describe: asleep }),
    workspace,
    bank: { prompts: [] },
    safety,
    sender: slackSender(client, en, noPace),
    directory: {
      profile: nobody,
      audience: nobody,
      readers: nobody,
      channel: nobody,
      openDm: nobody,
      typedSince: nobody,
      newestUpTo: nobody,
    },
    clock,
    log: quietLog,
    newId: () => 'none',
    noted: () => undefined,
    namedAdmins: [],
    underWay: new Set(),
    packs: { readAgain: async () => [] },
    turns: new Map(),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [what = '200', folder, apiUrl, since] = process.argv.slice(2)
  if (folder && apiUrl) {
    await send(folder, apiUrl, Number(since), what === 'settle')
    process.exit(0)
  }
  const counted = await killRounds(Number(what))
  process.stdout.write(`${Number(what)} kills: ${JSON.stringify(counted)}\n`)
  process.exitCode = counted.twice + counted.lost === 0 ? 0 : 1
}
