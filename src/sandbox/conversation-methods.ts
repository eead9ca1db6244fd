// conversations.*, team.info and users.info: who is where, and what was said there.
import { z } from 'zod'
import type { Answer, Args, Around, Method } from './method.ts'
import { checkedArgs, flag } from './method.ts'
import { messageShape, usernameOf } from './payloads.ts'
import { bot, type Channel, type Member } from './seed.ts'
import {
  channelOf,
  dmIdOf,
  type Post,
  partnerOf,
  personOf,
  postAt,
  postsIn,
  repliesOf,
  type Workspace,
} from './workspace.ts'

export const conversationMethods: Record<string, Method> = {
  'conversations.open': {
    token: 'bot',
    perMinute: 50,
    scope: () => 'im:write',
    run(given, { workspace }) {
      const checked = checkedArgs(z.object({ users: z.string().min(1), return_im: flag }), given)
      if (checked.is === 'bad') return checked.refused
      const users = checked.args.users.split(',')
      if (users.length > 1) return { ok: false, error: 'method_not_supported_for_channel_type' }
      const person = personOf(workspace, users[0] ?? '')
      if (!person) return { ok: false, error: 'user_not_found' }
      if (person.isDeactivated) return { ok: false, error: 'user_disabled' }
      // Of people elsewhere an app sees what they do in a shared channel, and no more.
      if (person.from) return { ok: false, error: 'user_not_visible' }
      const channel = channelOf(workspace, dmIdOf(person.id))
      if (!channel) return { ok: false, error: 'channel_not_found' }
      return {
        ok: true,
        no_op: true,
        already_open: true,
        channel: checked.args.return_im ? channelShape(workspace, channel) : { id: channel.id },
      }
    },
  },
  'conversations.history': {
    token: 'bot',
    perMinute: 50,
    scope: scopeFor('history'),
    run(given, { workspace }) {
      const checked = checkedArgs(z.object({ ...Range, limit: limit(100) }), given)
      if (checked.is === 'bad') return checked.refused
      const { args } = checked
      const channel = readable(workspace, args.channel)
      if (!channel) return { ok: false, error: notReadable(workspace, args.channel) }
      const found = postsIn(workspace, channel.id)
        .filter((post) => post.threadTs === undefined && post.only === undefined && isWithin(post, args))
        .reverse()
      return paged(found, args.cursor, args.limit, (posts) => ({
        messages: posts.map((post) => messageShape(workspace, channel, post, args.include_all_metadata)),
        pin_count: 0,
      }))
    },
  },
  'conversations.replies': {
    token: 'bot',
    perMinute: 50,
    scope: scopeFor('history'),
    run(given, { workspace }) {
      const checked = checkedArgs(z.object({ ...Range, ts: z.string().min(1), limit: limit(1000) }), given)
      if (checked.is === 'bad') return checked.refused
      const { args } = checked
      const channel = readable(workspace, args.channel)
      if (!channel) return { ok: false, error: notReadable(workspace, args.channel) }
      const starter = postAt(workspace, channel.id, args.ts)
      if (!starter || starter.only) return { ok: false, error: 'thread_not_found' }
      const found = repliesOf(workspace, channel.id, starter.ts).filter((post) => isWithin(post, args))
      return paged([starter, ...found], args.cursor, args.limit, (posts) => ({
        messages: posts.map((post) => messageShape(workspace, channel, post, args.include_all_metadata)),
      }))
    },
  },
  'conversations.info': {
    token: 'bot',
    perMinute: 50,
    scope: scopeFor('read'),
    run(given, { workspace }) {
      const checked = checkedArgs(z.object({ channel: z.string().min(1), include_num_members: flag }), given)
      if (checked.is === 'bad') return checked.refused
      const channel = known(workspace, checked.args.channel)
      if (!channel) return { ok: false, error: 'channel_not_found' }
      const members = checked.args.include_num_members ? { num_members: channel.members.length } : {}
      return { ok: true, channel: { ...channelShape(workspace, channel), ...members } }
    },
  },
  'conversations.members': {
    token: 'bot',
    perMinute: 100,
    scope: scopeFor('read'),
    run(given, { workspace }) {
      const checked = checkedArgs(
        z.object({ channel: z.string().min(1), cursor: z.string().optional(), limit: limit(100) }),
        given,
      )
      if (checked.is === 'bad') return checked.refused
      const channel = known(workspace, checked.args.channel)
      if (!channel) return { ok: false, error: 'channel_not_found' }
      return paged(channel.members, checked.args.cursor, checked.args.limit, (members) => ({ members }))
    },
  },
  'bots.info': {
    token: 'bot',
    perMinute: 50,
    scope: () => 'users:read',
    run: ({ bot: asked }) =>
      asked === bot.botId
        ? {
            ok: true,
            bot: { id: bot.botId, app_id: bot.app, user_id: bot.user, name: bot.name, deleted: false },
          }
        : { ok: false, error: 'bot_not_found' },
  },
  'team.info': {
    token: 'bot',
    perMinute: 50,
    scope: () => 'team:read',
    run(given, { workspace }) {
      const checked = checkedArgs(z.object({ team: z.string().optional() }), given)
      if (checked.is === 'bad') return checked.refused
      const { team } = workspace.held
      const elsewhere = workspace.held.people
        .map(({ from }) => from)
        .find((it) => it?.id === checked.args.team)
      if (elsewhere) return { ok: true, team: { ...elsewhere, domain: '' } }
      if (checked.args.team && checked.args.team !== team.id) return { ok: false, error: 'team_not_found' }
      return { ok: true, team }
    },
  },
  'users.info': {
    token: 'bot',
    perMinute: 100,
    scope: () => 'users:read',
    run(given, { workspace }) {
      const checked = checkedArgs(z.object({ user: z.string().min(1), include_locale: flag }), given)
      if (checked.is === 'bad') return checked.refused
      const user = userShape(workspace, checked.args.user)
      if (!user) return { ok: false, error: 'user_not_found' }
      return { ok: true, user: { ...user, ...(checked.args.include_locale ? { locale: 'en-GB' } : {}) } }
    },
  },
}

const limit = (usual: number) => z.coerce.number().int().min(1).max(1000).default(usual)
const Range = {
  channel: z.string().min(1),
  cursor: z.string().optional(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
}

/** The scope that reading needs depends on the sort of conversation. */
function scopeFor(what: 'history' | 'read') {
  return (args: Args, { workspace }: Around): string => {
    const id = String(args.channel ?? '')
    if (id.startsWith('D')) return `im:${what}`
    return `${channelOf(workspace, id)?.isPrivate ? 'groups' : 'channels'}:${what}`
  }
}

/** A channel that the app may know of: its own DMs and channels, and every public channel. */
function known(workspace: Workspace, id: string): Channel | undefined {
  const channel = channelOf(workspace, id)
  return channel && (channel.members.includes(bot.user) || !channel.isPrivate) ? channel : undefined
}

const readable = (workspace: Workspace, id: string): Channel | undefined => {
  const channel = known(workspace, id)
  return channel?.members.includes(bot.user) ? channel : undefined
}

const notReadable = (workspace: Workspace, id: string): string =>
  known(workspace, id) ? 'not_in_channel' : 'channel_not_found'

function isWithin(post: Post, range: { oldest?: string; latest?: string; inclusive: boolean }): boolean {
  const { oldest = '0', latest = 'Infinity', inclusive } = range
  const [ts, from, to] = [microseconds(post.ts), microseconds(oldest), microseconds(latest)]
  return inclusive ? ts >= from && ts <= to : ts > from && ts < to
}

/** A `ts` as one exact number: as a fraction of seconds it would lose its last digits. */
function microseconds(ts: string): number {
  if (ts === 'Infinity') return Number.POSITIVE_INFINITY
  const [seconds = '0', fraction = ''] = ts.split('.')
  return Number(seconds) * 1e6 + Number(fraction.slice(0, 6).padEnd(6, '0'))
}

function paged<T>(
  all: readonly T[],
  cursor: string | undefined,
  size: number,
  shape: (page: T[]) => Record<string, unknown>,
): Answer {
  const start = cursor
    ? Number(
        Buffer.from(cursor, 'base64')
          .toString()
          .replace(/^next:/, ''),
      )
    : 0
  if (!Number.isInteger(start) || start < 0) return { ok: false, error: 'invalid_cursor' }
  const end = start + size
  const next = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : ''
  return {
    ok: true,
    ...shape(all.slice(start, end)),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  }
}

function channelShape({ held }: Workspace, channel: Channel): Record<string, unknown> {
  if (channel.kind === 'dm') {
    return {
      id: channel.id,
      created: 1_700_000_000,
      is_im: true,
      user: partnerOf(channel),
      is_archived: false,
    }
  }
  const others = teamsIn(held.people, channel)
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_member: channel.members.includes(bot.user),
    is_archived: channel.isArchived ?? false,
    is_general: channel.name === 'general',
    is_shared: channel.isShared ?? false,
    is_ext_shared: channel.isShared ?? false,
    is_org_shared: false,
    ...(channel.isShared && {
      shared_team_ids: [held.team.id, ...others],
      connected_team_ids: others,
      internal_team_ids: [],
    }),
    created: 1_700_000_000,
    creator: held.people[0]?.id,
    context_team_id: held.team.id,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}

/** The workspaces elsewhere of those who are in a channel. */
const teamsIn = (people: readonly Member[], { members }: Channel): string[] => [
  ...new Set(people.flatMap(({ id, from }) => (from && members.includes(id) ? from.id : []))),
]

/** Whoever is in a channel with the app is no stranger to it, wherever they are from. */
const isMet = ({ held }: Workspace, { id }: Member): boolean =>
  held.channels.some(
    ({ kind, members }) => kind !== 'dm' && [id, bot.user].every((it) => members.includes(it)),
  )

/** Someone as users.info and the `user_change` event show them. */
export function userShape(workspace: Workspace, id: string): Record<string, unknown> | undefined {
  const isBot = id === bot.user
  const person: Member | undefined = isBot
    ? { id, name: bot.name, title: '', isAdmin: false, tz: 'America/Los_Angeles' }
    : personOf(workspace, id)
  if (!person) return undefined
  const teamOf = person.from ?? workspace.held.team
  return {
    id,
    team_id: teamOf.id,
    ...(person.from && !isMet(workspace, person) ? { is_stranger: true } : {}),
    name: usernameOf(person),
    real_name: person.name,
    deleted: person.isDeactivated ?? false,
    ...(person.isDeactivated
      ? {}
      : {
          tz: person.tz,
          tz_label: zoneNamed(person.tz, workspace.now()),
          tz_offset: offsetSeconds(person.tz, workspace.now()),
          is_admin: person.isAdmin,
          is_owner: false,
          is_primary_owner: false,
          is_restricted: person.isGuest ?? false,
          is_ultra_restricted: false,
        }),
    profile: {
      title: person.title,
      real_name: person.name,
      real_name_normalized: person.name,
      display_name: person.name,
      display_name_normalized: person.name,
      team: teamOf.id,
      ...(isBot ? { api_app_id: bot.app, bot_id: bot.botId } : {}),
    },
    is_bot: isBot,
    is_app_user: false,
    updated: 1_700_000_000,
  }
}

/** What names a zone, made once for each: making one takes longer than all that it is asked. */
const namers = new Map<string, Intl.DateTimeFormat>()

const zoneNamed = (tz: string, at: number, how: 'long' | 'longOffset' = 'long'): string => {
  const key = `${how} ${tz}`
  const namer = namers.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: tz, timeZoneName: how })
  namers.set(key, namer)
  return namer.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? tz
}

function offsetSeconds(tz: string, at: number): number {
  const name = zoneNamed(tz, at, 'longOffset')
  const [, sign, hours, minutes] = name.match(/^GMT([+-])(\d\d):(\d\d)$/) ?? []
  if (!sign) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
