// The practice workspace, whole: a Slack on this machine, the real app connected to it over its socket, ten people
// who live their weeks, and a clock that can be moved. Nothing in the app knows that it is not the real thing.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Running, startApp } from './app.ts'
import { earliest, plus } from './domain/calendar.ts'
import { Instant } from './domain/model.ts'
import { nextEdition } from './domain/partnership.ts'
import { nextAsk, nextDigest } from './domain/schedule.ts'
import { contextOf } from './flows/world.ts'
import type { Log } from './ports.ts'
import { type MovableClock, movableClock } from './sandbox/clock.ts'
import { keepOffset, keptOffset } from './sandbox/clock-file.ts'
import { fillIn, pressIn } from './sandbox/hands.ts'
import type { MoveClock } from './sandbox/page-api.ts'
import { type Living, livelyPeople, type People } from './sandbox/people.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox/sandbox.ts'
import { channels, people as everyone, type Member } from './sandbox/seed.ts'
import { noPace } from './slack/pacing.ts'
import { holdLock } from './store/lock.ts'

export type Practice = {
  sandbox: Sandbox
  app: Running
  clock: MovableClock
  /** Moves the clock, living through everything on the way. */
  move(to: MoveClock['to']): Promise<void>
  /** Resolves once neither side has anything under way. */
  settled(): Promise<void>
  /** Stops the app, lets something happen in the workspace meanwhile, and starts the app again. */
  whileAway(happens: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

export type PracticeOptions = {
  folder: string
  /** Starts over: what was there is removed. */
  fresh?: boolean
  port?: number
  log: Log
  page?: SandboxOptions['page']
  /** Folders of packs beside the shipped one: none, unless told. */
  packs?: readonly string[]
  /** The moment at which a new workspace begins: three weeks and a day before last Tuesday at 09:00 unless told. */
  beginsAt?: Instant
  /** Whether the people do things by themselves, and a new workspace gets a history. */
  lively?: boolean
  /** Who is in a new workspace, and how many weeks of history they get: all ten, and three, unless told. */
  people?: readonly Member[]
  weeksOfHistory?: number
  /** What someone might answer to a question, where more is known than they would say by themselves. */
  answerTo?: Living['answerTo']
  wrote?: Living['wrote']
  /** Whether time goes on by itself between two moves: each minute, as for the real app. Yes, unless told. */
  ticks?: boolean
  /** How long the workspace waits for the app to acknowledge what it is told, where not as long as Slack. */
  patience?: SandboxOptions['patience']
  /** Told of each call of Balcony's to the workspace. */
  onCall?: SandboxOptions['onCall']
  /** Told of the clock before anyone lives by it. */
  started?: (it: { clock: MovableClock }) => void
  /** Told of each week of history before it is lived. */
  onProgress?: (week: number, of: number) => void
}

/** Starts the practice workspace, or goes on with the one in the folder. */
export const startPractice = async (options: PracticeOptions): Promise<Practice> => {
  const {
    folder,
    log,
    lively = true,
    ticks = true,
    people: members = everyone,
    weeksOfHistory = 3,
    onProgress = () => {},
  } = options
  const offset = options.fresh ? undefined : keptOffset(folder)
  // The clock is kept last: without one, what is there was stopped before it was ready.
  if (offset === undefined) await removeAll(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const isNew = offset === undefined
  const clock = movableClock(offset ?? 0)
  const begins = options.beginsAt ?? plus(lastTuesdayMorning(), { days: -7 * weeksOfHistory - 1 })
  if (isNew) clock.standAt(Date.parse(begins))
  options.started?.({ clock })

  const isSeed = (id: string) => everyone.some((it) => it.id === id)
  const isMember = (id: string) => members.some((it) => it.id === id)
  // The page may ask to move the clock as soon as the sandbox answers; the app comes a moment later.
  let move: (to: MoveClock['to']) => Promise<void> = async () => {}
  const sandbox = await startSandbox({
    now: clock.now,
    folder: join(folder, 'slack'),
    port: options.port,
    page: options.page,
    ...(options.patience && { patience: options.patience }),
    onCall: options.onCall,
    clock: { move: (to) => move(to) },
    commands: ['/balcony'],
    shortcuts: [{ callbackId: 'save-as-reflection', name: 'Save as reflection' }],
    people: members,
    channels: channels.map((it) => ({
      ...it,
      members: it.members.filter((id) => !isSeed(id) || isMember(id)),
    })),
  })
  try {
    const start = () =>
      startApp({
        slack: {
          botToken: sandbox.botToken,
          connection: { mode: 'socket', appToken: sandbox.appToken },
          apiUrl: sandbox.apiUrl,
        },
        data: join(folder, 'documents'),
        admins: [],
        packs: options.packs ?? [],
        clock: { now: () => Instant.parse(new Date(clock.now()).toISOString()) },
        log,
        pace: noPace,
        ticks,
      })
    let app = await start()
    const settled = () => settle(app, sandbox)
    const people: People = lively
      ? livelyPeople({
          people: members,
          answerTo: options.answerTo,
          wrote: options.wrote,
          seatOf: sandbox.person,
          now: clock.now,
          isPlayed: (user) => sandbox.playedFromPage().has(user),
          settled,
        })
      : { nextAct: () => undefined, act: async () => {} }
    const keepClock = () => keepOffset(folder, clock.offset())
    const stepTo = stepper({ app: () => app, clock, people, settled })
    move = inTurn(async (to) => {
      await stepTo(await instantFor(app, to))
      keepClock()
    })
    if (isNew && lively) {
      await makeProgramme(sandbox, clock, members, settled)
      for (let week = 1; week <= weeksOfHistory; week += 1) {
        onProgress(week, weeksOfHistory)
        await stepTo(plus(begins, { days: 7 * week + (week === weeksOfHistory ? 1 : 0), minutes: 2 }))
      }
    }
    clock.run()
    keepClock()
    return {
      sandbox,
      get app() {
        return app
      },
      clock,
      move: (to) => move(to),
      settled,
      whileAway: async (happens) => {
        await app.stop()
        await happens()
        app = await start()
        await settled()
      },
      stop: async () => {
        keepClock()
        await app.stop()
        await sandbox.close()
      },
    }
  } catch (error) {
    await sandbox.close()
    throw error
  }
}

/** Lives through the time up to a moment: each instant at which something is due or someone acts, in turn. */
const stepper =
  ({
    app,
    clock,
    people,
    settled,
  }: {
    app: () => Running
    clock: MovableClock
    people: People
    settled: () => Promise<void>
  }) =>
  async (target: Instant): Promise<void> => {
    const live = async () => {
      await app().wake()
      await people.act()
      await settled()
    }
    const end = Date.parse(target)
    clock.standAt(clock.now())
    try {
      await settled()
      while (clock.now() < end) {
        const due = await app().nextWake()
        const times = [due && Date.parse(due), people.nextAct()].filter((it) => it !== undefined)
        // Something that stays due (Slack asked to wait, say) is tried again a minute later.
        const next = Math.max(Math.min(...times, end), clock.now() + 1)
        clock.standAt(next <= clock.now() + 1 ? Math.min(clock.now() + 60_000, end) : next)
        await live()
      }
    } finally {
      clock.run()
    }
  }

/** Until neither side has anything under way. The app counts what it handles, so a moment of quiet is enough. */
const settle = async (app: Running, sandbox: Sandbox): Promise<void> => {
  await sandbox.settle(2)
  await app.idle()
  await sandbox.settle(2)
}

const instantFor = async ({ world }: Running, to: MoveClock['to']): Promise<Instant> => {
  const now = world.clock.now()
  if (typeof to === 'object') {
    const target = Instant.parse(new Date(to.instant).toISOString())
    return target > now ? target : now
  }
  if (to === 'next-week') return plus(now, { days: 7 })
  const context = contextOf(world)
  const leaders = await Promise.all((await world.leaders.ids()).map((id) => world.leaders.get(id)))
  const active = leaders.filter((it) => it?.stage.is === 'active').filter((it) => it !== undefined)
  const editions = await Promise.all(
    context.partnerships.map(async (it) => {
      const partnership = await world.partnerships.get(it.id)
      return partnership && nextEdition(partnership, it).at
    }),
  )
  const next =
    to === 'next-prompt'
      ? earliest(active.map((it) => nextAsk(it, context)?.at))
      : earliest([...active.map((it) => nextDigest(it, context)?.at), ...editions])
  return next && next > now ? next : plus(now, { days: 7 })
}

// The admin makes the programme in their Home, as an admin would.
const makeProgramme = async (
  sandbox: Sandbox,
  clock: MovableClock,
  members: readonly Member[],
  settled: () => Promise<void>,
): Promise<void> => {
  const admin = members.find(({ isAdmin }) => isAdmin)
  const channel = channels.find(({ isPrivate }) => isPrivate)
  if (!admin || !channel) throw new Error('The practice workspace needs an admin and a private channel.')
  const seat = sandbox.person(admin.id)
  await seat.openHome()
  await settled()
  const home = seat.seat().home
  if (!home || !(await pressIn(seat, home, 'New programme'))) throw new Error('Home offers no new programme.')
  await settled()
  const made = await fillIn(seat, {
    Name: 'Northfield leaders',
    People: members.map(({ id }) => id),
    Weekday: 'Tuesday',
    'Starts on': new Date(clock.now()).toISOString().slice(0, 10),
    'Partnership channel': channel.id,
    'Who answers': 'Northfield Integrated Care Partnership',
    'Privacy contact': 'privacy@northfield.example',
    'What is it for': 'To lead better together across Northfield.',
    'Not for appraisal': 'What people write',
  })
  if (!made.ok) throw new Error(`The programme was not made: ${Object.values(made.errors).join(' ')}`)
  await settled()
}

const lastTuesdayMorning = (): Instant => {
  const day = new Date()
  do day.setUTCDate(day.getUTCDate() - 1)
  while (day.getUTCDay() !== 2)
  return Instant.parse(`${day.toISOString().slice(0, 10)}T09:00:00.000Z`)
}

/** Undefined where there is none yet; throws `DamagedPractice` where it cannot be read. */

// Not from under another process: it throws `FolderInUse` where one has it.
const removeAll = async (folder: string): Promise<void> => {
  const documents = join(folder, 'documents')
  if (existsSync(documents)) await (await holdLock(documents)).release()
  rmSync(folder, { recursive: true, force: true })
}

/** One move at a time: a second one waits for the first. */
const inTurn = <T>(work: (it: T) => Promise<void>): ((it: T) => Promise<void>) => {
  let last: Promise<void> = Promise.resolve()
  return (it) => {
    const mine = last.then(() => work(it))
    last = mine.catch(() => {})
    return mine
  }
}
