// A small world for the tests of flows: documents in memory, a Slack that keeps what was posted, a clock that is set,
// and processes that can die between any two steps. What a process had not done when it died stays undone.

import { earliest, instantOfTs, plus } from '../../src/domain/calendar.ts'
import type { ExportFile } from '../../src/domain/export.ts'
import * as leaderTime from '../../src/domain/leader.ts'
import type { Letter } from '../../src/domain/letter.ts'
import {
  ChannelId,
  concepts,
  FileId,
  Instant,
  Leader,
  SlackTs,
  TeamId,
  UserId,
  Zone,
} from '../../src/domain/model.ts'
import * as partnershipTime from '../../src/domain/partnership.ts'
import { type Bank, Prompt } from '../../src/domain/prompt.ts'
import { Partnership, ProgrammeSettings, Workspace } from '../../src/domain/workspace.ts'
import { makeProgramme, type ProgrammeWish } from '../../src/flows/configure-programme.ts'
import { doJobs } from '../../src/flows/do-jobs.ts'
import { acceptInvitation } from '../../src/flows/respond.ts'
import { wake } from '../../src/flows/wake.ts'
import { contextOf, leaderOf, userKey, type World } from '../../src/flows/world.ts'
import type { Audience, Directory, Posted, Profile, Sender, Typed } from '../../src/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { safety } from '../domain/given.ts'
import { type Logged, recordingLog } from '../quiet-log.ts'

/** Monday 5 January 2026, 08:00 in London: questions come on Tuesdays at 09:00. */
export const monday = Instant.parse('2026-01-05T08:00:00.000Z')
export const tuesdayNine = Instant.parse('2026-01-06T09:00:00.000Z')
/** The partnership's digest of January: the third working day of February, 10:00. */
export const editionOfJanuary = Instant.parse('2026-02-04T10:00:00.000Z')

const team = TeamId.parse('T1')
export const admin = UserId.parse('UADMIN')
export const channel = ChannelId.parse('CPARTNERS')
export const user = (n: number): UserId => UserId.parse(`U${n}`)
export const users = (count: number): UserId[] => Array.from({ length: count }, (_, n) => user(n))
export const dmOf = (of: UserId): ChannelId => ChannelId.parse(`D${of.slice(1)}`)

/** A message that arrived in Slack. */
export type Arrived = { channel: ChannelId; thread?: SlackTs; ts: SlackTs; letter: Letter; key: string }
/** What becomes of a post. `lost` and `unheard` both look unknown from here; only the second arrived. */
export type Fate = Posted | 'lost' | 'unheard' | 'throws'

export type Process = World & { logged: Logged[]; steps(): number; died: Promise<void> }

/** What outlives a process: the documents, Slack and the clock. */
export type Place = Awaited<ReturnType<typeof aPlace>>

export const aPlace = async (now: Instant = monday) => placeAfter(undefined, now)

/** Another place in which all that happened in this one has happened: what comes then changes only one of them. */
export const aPlaceLike = (place: Place): Promise<Place> => placeAfter(place, place.clock.now())

const placeAfter = async (before: Past | undefined, now: Instant) => {
  const clock = {
    current: now,
    now: () => clock.current,
    at: (instant: Instant) => {
      clock.current = instant
    },
    pass: (duration: Parameters<typeof plus>[1]) => clock.at(plus(clock.current, duration)),
  }
  const slack = aSlack(() => clock.current, before?.slack)
  const workspace: { current: Workspace } = {
    current: before?.workspace.current ?? {
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
  const documents = await collectionsOf(workspace, before?.documents)
  let ids = before?.ids() ?? 0

  /**
   * Starts a process on what the last one left; with `dieAt` it stands still for good at its so-many-th step. Each
   * call to a port is two steps: one before it has happened, one after.
   */
  const begin = async ({ dieAt = Number.POSITIVE_INFINITY }: { dieAt?: number } = {}): Promise<Process> => {
    workspace.current = (await documents.workspaces.get(team)) ?? workspace.current
    await documents.leaders.reindex(await documents.leaders.ids())
    await documents.partnerships.reindex(await documents.partnerships.ids())
    const log = recordingLog()
    let steps = 0
    let die = () => {}
    const died = new Promise<void>((resolve) => {
      die = resolve
    })
    const step = (): Promise<void> => {
      steps += 1
      if (steps < dieAt) return Promise.resolve()
      die()
      return new Promise(() => {})
    }
    const mortal = <T extends object>(port: T): T =>
      new Proxy(port, {
        get: (it, name) => {
          const member = Reflect.get(it, name)
          if (typeof member !== 'function') return member
          return async (...given: unknown[]) => {
            await step()
            const result = await member.apply(it, given)
            await step()
            return result
          }
        },
      })
    return {
      leaders: mortal(documents.leaders),
      partnerships: mortal(documents.partnerships),
      workspaces: mortal(documents.workspaces),
      workspace,
      bank,
      packs: { readAgain: async () => [] },
      safety,
      sender: mortal(slack.sender),
      directory: mortal(slack.directory),
      clock,
      log,
      newId: () => {
        ids += 1
        return `${ids}`.padStart(4, '0')
      },
      noted: () => undefined,
      namedAdmins: [],
      underWay: new Set(),
      turns: new Map(),
      logged: log.logged,
      steps: () => steps,
      died,
    }
  }
  return { clock, slack, begin, workspace, documents, ids: () => ids }
}

/** What a place leaves to one that is like it. */
type Past = {
  slack: SlackBefore
  workspace: { current: Workspace }
  documents: Documents
  ids(): number
}

type Documents = {
  leaders: World['leaders']
  partnerships: World['partnerships']
  workspaces: World['workspaces']
}

const collectionsOf = async (workspace: { current: Workspace }, before?: Documents): Promise<Documents> => {
  const store = await openStore({ memory: true, onDamaged: () => {}, now: () => monday })
  const revision = () => '1'
  const workspaces = await store.collection<Workspace>('workspaces', {
    workspace: team,
    schema: Workspace,
    describe: () => ({ wakeAt: undefined, keys: [] }),
    revision,
  })
  await workspaces.create((await before?.workspaces.get(team)) ?? workspace.current)
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
  for (const id of (await before?.leaders.ids()) ?? []) {
    const leader = await before?.leaders.get(id)
    if (leader) await leaders.create(leader)
  }
  for (const id of (await before?.partnerships.ids()) ?? []) {
    const partnership = await before?.partnerships.get(id)
    if (partnership) await partnerships.create(partnership)
  }
  return { leaders, partnerships, workspaces }
}

type SlackBefore = {
  posts: Arrived[]
  edits: { channel: ChannelId; ts: SlackTs; letter: Letter }[]
  files: { id: FileId; channel: ChannelId; file: ExportFile }[]
  removed: string[]
  profiles: Map<string, Partial<Profile> | Error>
  audiences: Map<string, Audience | Error>
  typed: Map<string, Typed[]>
  sent(): number
}

const aSlack = (now: () => Instant, before?: SlackBefore) => {
  const posts = [...(before?.posts ?? [])]
  const edits = [...(before?.edits ?? [])]
  const looked: string[] = []
  const files = [...(before?.files ?? [])]
  /** Messages and files that were taken away, by `ts` or id. */
  const removed = [...(before?.removed ?? [])]
  const opened: UserId[] = []
  const refusing = new Map<UserId, { refused: string } | Error>()
  const read: ChannelId[] = []
  const fates: Fate[] = []
  const profiles = new Map(before?.profiles)
  const audiences = new Map(before?.audiences)
  const typed = new Map(before?.typed)
  let count = before?.sent() ?? 0
  const nextTs = () => {
    count += 1
    return SlackTs.parse(`${Math.floor(Date.parse(now()) / 1000)}.${`${count}`.padStart(6, '0')}`)
  }

  const sender: Sender = {
    post: async (to, letter, key) => {
      const fate = fates.shift() ?? 'arrives'
      if (fate === 'throws') throw new Error('the letter could not be rendered')
      if (typeof fate === 'object') return fate
      if (fate === 'lost') return { is: 'unknown' }
      const ts = nextTs()
      posts.push({ ...to, ts, letter, key })
      return fate === 'unheard' ? { is: 'unknown' } : { is: 'sent', ts }
    },
    update: async (at, letter) => {
      edits.push({ ...at, letter })
      return { is: 'sent', ts: at.ts }
    },
    remove: async (at) => {
      removed.push(at.ts)
      return { is: 'sent', ts: at.ts }
    },
    upload: async (to, file, named) => {
      const id = FileId.parse(`F${files.length + 1}`)
      await named(id)
      files.push({ id, channel: to, file })
    },
    removeFile: async (id) => {
      removed.push(id)
      return { is: 'sent', ts: SlackTs.parse('0.000000') }
    },
    find: async (where, key) => {
      if (where.channel === channel) throw new Error('we may not read the history of a channel')
      looked.push(key)
      return posts.find((it) => it.channel === where.channel && it.key === key)?.ts
    },
  }
  const directory: Directory = {
    profile: async (user) => {
      const known = profiles.get(user)
      if (known instanceof Error) throw known
      return {
        user,
        zone: Zone.parse('Europe/London'),
        isZoneAssumed: false,
        isAdmin: user === admin,
        isOwner: false,
        isPerson: true,
        isActive: true,
        ...known,
      }
    },
    audience: async (of) => {
      const known = audiences.get(of)
      if (known instanceof Error) throw known
      return known
    },
    readers: async (of) => {
      const known = audiences.get(of)
      if (known instanceof Error) throw known
      return known && { ...known, people: known.members.length, guests: 0, organisations: [], isWhole: true }
    },
    channel: async (of) => {
      const known = audiences.get(of)
      if (known instanceof Error) throw known
      return known ? { is: 'open', ...known } : { is: 'out-of-reach' }
    },
    openDm: async (user) => {
      opened.push(user)
      const refusal = refusing.get(user)
      if (refusal instanceof Error) throw refusal
      return refusal ?? dmOf(user)
    },
    typedSince: async (dm, _, after, threads) => {
      read.push(dm)
      return (typed.get(dm) ?? [])
        .filter(({ ts, thread }) => ts > after && (!thread || threads.includes(thread)))
        .toSorted((a, b) => (a.ts < b.ts ? -1 : 1))
    },
    newestUpTo: async (dm, ts) =>
      [...(typed.get(dm) ?? []), ...posts.filter(({ channel: to }) => to === dm)]
        .filter((it) => !it.thread && it.ts <= ts && !removed.includes(it.ts))
        .map((it) => it.ts)
        .toSorted()
        .at(-1),
  }
  return {
    sender,
    directory,
    posts,
    edits,
    files,
    removed,
    /** Keys that were looked up, conversations that were read, people whose conversation was opened. */
    looked,
    read,
    opened,
    /** What Slack says of opening a conversation with someone, where it does not. */
    refusing,
    /** What becomes of the next posts; later ones arrive. */
    fates,
    profiles,
    audiences,
    typed,
    sent: () => count,
    nextTs,
    /** Someone types to Balcony; nobody tells Balcony of it. */
    type: (of: UserId, text: string, more: Partial<Typed> = {}): SlackTs => {
      const ts = nextTs()
      typed.set(dmOf(of), [...(typed.get(dmOf(of)) ?? []), { ts, text, ...more }])
      return ts
    },
    edit: (of: UserId, ts: SlackTs, text: string) => {
      const messages = typed.get(dmOf(of)) ?? []
      typed.set(
        dmOf(of),
        messages.map((it) => (it.ts === ts ? { ...it, text, edited: nextTs() } : it)),
      )
    },
    erase: (of: UserId, ts: SlackTs) => {
      typed.set(
        dmOf(of),
        (typed.get(dmOf(of)) ?? []).filter((it) => it.ts !== ts),
      )
    },
    /** Slack lets go whatever is older, as a workspace or a person asked it to. */
    letGo: (of: UserId, before: Instant) => {
      const isOld = ({ ts }: { ts: SlackTs }) => instantOfTs(ts) < before
      typed.set(
        dmOf(of),
        (typed.get(dmOf(of)) ?? []).filter((it) => !isOld(it)),
      )
      const stay = posts.filter((it) => it.channel !== dmOf(of) || !isOld(it))
      posts.splice(0, posts.length, ...stay)
    },
    /** Of one kind, what arrived. */
    arrived: (kind: Letter['kind']) => posts.filter(({ letter }) => letter.kind === kind),
  }
}

/** An admin makes a programme; its people are invited when its job is done. */
export const makeOne = async (
  { slack }: Place,
  world: World,
  people: readonly UserId[],
  wish: Partial<ProgrammeWish> = {},
) => {
  slack.audiences.set(channel, {
    name: 'partners',
    isPrivate: true,
    isShared: false,
    teams: [],
    members: [...people],
  })
  const made = await makeProgramme(world, admin, {
    ...ProgrammeSettings.parse({
      name: 'Leaders',
      people: [...people],
      schedule: { is: 'weekly', weekday: 2, time: '09:00' },
      startsOn: '2026-01-05',
      zone: 'Europe/London',
      nation: 'england',
      answersFor: 'the partnership',
      privacyContact: 'privacy@example.org',
      purpose: 'To learn together.',
    }),
    ...wish,
  })
  if (!('made' in made)) throw new Error(`refused: ${made.refused}`)
  return made.made
}

/** A programme whose people have all said yes. */
export const everyoneTakesPart = async (
  place: Place,
  people: readonly UserId[],
  wish: Partial<ProgrammeWish> = {},
) => {
  const world = await place.begin()
  const programme = await makeOne(place, world, people, wish)
  await doJobs(world)
  for (const it of people) await acceptInvitation(world, it)
  return { world, programme }
}

/** Minute by minute while something is due, as the tick would. */
export const livedUntil = async (place: Place, world: World, until: Instant): Promise<void> => {
  for (;;) {
    await wake(world)
    const next = earliest([await world.leaders.nextWake(), await world.partnerships.nextWake()])
    const minute = plus(place.clock.now(), { minutes: 1 })
    const at = next === undefined || next > minute ? (next ?? until) : minute
    if (at >= until) break
    place.clock.at(at)
  }
  place.clock.at(until)
  await wake(world)
}

/** Someone's document. */
export const documentOf = async (world: World, of: UserId): Promise<Leader> => {
  const leader = await leaderOf(world, of)
  if (!leader) throw new Error(`nobody knows ${of}`)
  return leader
}

/** The state of the one intent of a kind, in words. */
export const stateOf = ({ outbox }: Leader | Partnership, kind: Leader['outbox'][number]['kind']) => {
  const [intent, ...more] = outbox.filter((it) => it.kind === kind)
  if (more.length > 0) throw new Error(`there are ${more.length + 1} of them`)
  return intent?.state
}

const bank: Bank = {
  prompts: [
    ...concepts.flatMap((concept) => [
      prompt({ id: `${concept}-1`, concept }),
      prompt({ id: `${concept}-2`, concept }),
    ]),
    prompt({ id: 'back-1', kind: 'look-back' }),
    prompt({ id: 'review-1', kind: 'review' }),
    prompt({ id: 'team-1', kind: 'team' }),
  ],
}

function prompt(more: object): Prompt {
  return Prompt.parse({
    text: 'What happened?',
    level: 'all',
    soWhat: 'What of it?',
    source: 'here',
    ...more,
  })
}
