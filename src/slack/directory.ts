// Asks Slack who someone is, who can read a channel, and what was typed to us.
import { setTimeout as sleep } from 'node:timers/promises'
import type { ConversationsRepliesResponse, UsersInfoResponse, WebClient } from '@slack/web-api'
import PQueue from 'p-queue'
import { ChannelId, isZone, SlackTs, UserId, Zone } from '../domain/model.ts'
import type { Audience, ChannelSeen, Directory, Profile, Typed } from '../ports.ts'
import { teamElsewhere } from './own-people.ts'
import { type Pace, slacksPace } from './pacing.ts'
import { askedToWait } from './rate-limited.ts'
import { countingReaders } from './readers.ts'
import { plainText } from './typed-replies.ts'

/** Where Slack knows no zone, or one that this machine does not know. */
const fallbackZone = Zone.parse('Europe/London')

/** Our own workspace, and our own bot's user id: it reads a channel, but it is nobody's audience. */
export type Us = { team: string; self: string }

/**
 * Reading conversations, and accounts unhurriedly, waits for as long as Slack asks, or until `until` is aborted; then it
 * throws.
 */
export const slackDirectory = (
  client: WebClient,
  { team, self }: Us,
  until?: AbortSignal,
  pace: Pace = slacksPace,
): Directory => {
  const accounts = new PQueue({ interval: 1_000, intervalCap: pace.accountsPerSecond, strict: true })
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> =>
    patiently(until, () => accounts.add(ask, { signal: until }))
  const channel = async (id: ChannelId): Promise<ChannelSeen> => {
    try {
      const { channel: it } = await client.conversations.info({ channel: id })
      if (it?.is_archived) return { is: 'archived' }
      if (!it?.is_member) return { is: 'out-of-reach' }
      return {
        is: 'open',
        name: it.name ?? '',
        isPrivate: Boolean(it.is_private),
        isShared: Boolean(it.is_ext_shared),
        teams: connectedTo(it),
      }
    } catch (error) {
      if (isOutOfReach(error)) return { is: 'out-of-reach' }
      throw error
    }
  }
  const audience = async (id: ChannelId): Promise<Audience | undefined> => {
    const seen = await channel(id)
    if (seen.is !== 'open') return undefined
    try {
      const members: UserId[] = []
      let cursor: string | undefined
      do {
        const page = await client.conversations.members({ channel: id, limit: 200, cursor })
        members.push(...(page.members ?? []).filter((id) => id !== self).map((id) => UserId.parse(id)))
        cursor = page.response_metadata?.next_cursor
      } while (cursor)
      const { name, isPrivate, isShared, teams } = seen
      return { name, isPrivate, isShared, teams, members }
    } catch (error) {
      if (isOutOfReach(error)) return undefined
      throw error
    }
  }
  const count = countingReaders(client, team, inTurn)
  return {
    profile: async (user, how): Promise<Profile> => {
      const ask = () => client.users.info({ user }).catch(goneOr)
      const { user: it } = await (how?.unhurried ? inTurn(ask) : ask())
      const zone = it?.tz && isZone(it.tz) ? Zone.parse(it.tz) : undefined
      return {
        user,
        zone: zone ?? fallbackZone,
        isZoneAssumed: zone === undefined,
        isAdmin: Boolean(it?.is_admin || it?.is_owner || it?.is_primary_owner),
        isOwner: Boolean(it?.is_owner || it?.is_primary_owner),
        isPerson: !it?.is_bot && !it?.is_stranger && !teamElsewhere(it ?? {}, team) && user !== 'USLACKBOT',
        isActive: !it?.deleted,
      }
    },

    channel,

    audience,

    readers: async (id, how) => {
      const seen = await audience(id)
      if (!seen) return undefined
      const { members, isPrivate, isShared, teams } = seen
      const { bots, guests, organisations, isWhole } = await count(members, how?.unhurried ?? false)
      return {
        people: members.length - bots,
        guests,
        organisations,
        isWhole,
        isPrivate,
        isShared,
        teams,
      }
    },

    openDm: async (user) => {
      try {
        const { channel } = await client.conversations.open({ users: user })
        return ChannelId.parse(channel?.id)
      } catch (error) {
        const refused = codeOf(error)
        if (refused && neverOpens.has(refused)) return { refused }
        throw error
      }
    },

    typedSince: async (dm, user, after, threads): Promise<Typed[]> => {
      const own: Typed[] = []
      const keep = (messages: readonly RawMessage[] = []) => {
        for (const it of messages) {
          if (it.user !== user || it.bot_id || !it.ts || (it.subtype && !typedSubtypes.has(it.subtype)))
            continue
          own.push({
            ts: SlackTs.parse(it.ts),
            text: plainText(it.text ?? ''),
            ...(it.thread_ts && it.thread_ts !== it.ts && { thread: SlackTs.parse(it.thread_ts) }),
            ...(it.edited?.ts && { edited: SlackTs.parse(it.edited.ts) }),
          })
        }
      }
      const keepAll = async (read: (cursor: string | undefined) => Promise<Page>): Promise<void> => {
        let cursor: string | undefined
        do {
          const page = await patiently(until, () => read(cursor))
          keep(page.messages as RawMessage[])
          cursor = page.response_metadata?.next_cursor
        } while (cursor)
      }
      await keepAll((cursor) =>
        client.conversations.history({ channel: dm, oldest: after, limit: 200, cursor }),
      )
      for (const thread of threads) {
        await keepAll((cursor) =>
          client.conversations
            .replies({ channel: dm, ts: thread, oldest: after, limit: 200, cursor })
            .catch(noneOr),
        )
      }
      return own.toSorted((a, b) => (a.ts < b.ts ? -1 : 1))
    },

    newestUpTo: async (dm, ts) => {
      let cursor: string | undefined
      do {
        const range = { channel: dm, latest: ts, inclusive: true, limit: 20, cursor }
        const page = await patiently(until, () => client.conversations.history(range))
        const messages = (page.messages ?? []) as RawMessage[]
        // What was deleted and had answers leaves a stone, as old as it was.
        const newest = messages.find(({ subtype }) => subtype !== 'tombstone')
        if (newest?.ts) return SlackTs.parse(newest.ts)
        cursor = page.response_metadata?.next_cursor
      } while (cursor)
      return undefined
    },
  }
}

// An account that Slack does not know, or shows us no more, is as good as closed: asking again would not help.
const goneOr = (error: unknown): { user: UsersInfoResponse['user'] } => {
  if (noAccount.has(codeOf(error) ?? '')) return { user: { deleted: true } }
  throw error
}

// A thread goes with the message that began it, where nothing was answered there.
const noneOr = (error: unknown): Page => {
  if (codeOf(error) === 'thread_not_found') return { messages: [] }
  throw error
}

/** Slack's words for an account that is not there, or not for us to see. */
const noAccount = new Set(['user_not_found', 'user_not_visible'])

/** The workspaces that a channel is connected to, but for the one that we are in. */
const connectedTo = (channel: {
  context_team_id?: string
  shared_team_ids?: string[]
  connected_team_ids?: string[]
  internal_team_ids?: string[]
}): string[] => {
  const { shared_team_ids = [], connected_team_ids = [], internal_team_ids = [] } = channel
  const all = new Set([...shared_team_ids, ...connected_team_ids, ...internal_team_ids])
  return [...all].filter((team) => team !== channel.context_team_id).toSorted()
}

const codeOf = (error: unknown): string | undefined => (error as { data?: { error?: string } }).data?.error

/** Slack's reasons why no conversation with someone can be opened, today or tomorrow. */
const neverOpens = new Set(['user_disabled', 'user_not_found', 'user_not_visible', 'cannot_dm_bot'])

const isOutOfReach = (error: unknown): boolean => {
  const reason = codeOf(error)
  return reason === 'channel_not_found' || reason === 'not_in_channel' || reason === 'is_archived'
}

// Only for what nobody waits for at a screen: reading is harmless to repeat.
const patiently = async <T>(until: AbortSignal | undefined, read: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await read()
    } catch (error) {
      const wait = askedToWait(error)
      if (wait === undefined) throw error
      await sleep(wait * 1000, undefined, { signal: until })
    }
  }
}

/** What is typed into a thread and the channel, with a file, or after `/me`. */
const typedSubtypes = new Set(['thread_broadcast', 'file_share', 'me_message'])

type Page = Pick<ConversationsRepliesResponse, 'messages' | 'response_metadata'>

type RawMessage = {
  ts?: string
  thread_ts?: string
  user?: string
  bot_id?: string
  subtype?: string
  text?: string
  edited?: { ts?: string }
}
