// What the practice workspace is made of, kept in plain records, and the few things that every other file of the
// sandbox does to it: name a moment, find a conversation, tell the page that something has changed.
// It knows nothing of HTTP, sockets or who is asking.
import { randomInt } from 'node:crypto'
import type { KnownBlock, View } from '@slack/types'
import type { Conversation, Message, OpenView, Person, Seat, StateValues } from './page-api.ts'
import { bot, type Channel, type Member } from './seed.ts'

export type Metadata = { event_type: string; event_payload: Record<string, unknown> }

/** A file as a message carries it; its bytes are in file-bytes.ts. */
export type PostedFile = { id: string; name: string; title: string; size: number }

/** A file of the app's. `upload` is the end of the address that its bytes are awaited at, until they are there. */
export type HeldFile = { name: string; size: number; upload?: string; isComplete?: true }

/** A message as Slack keeps it; `text` is escaped. */
export type Post = {
  ts: string
  user: string
  text: string
  blocks?: KnownBlock[]
  threadTs?: string
  files?: PostedFile[]
  metadata?: Metadata
  edited?: { user: string; ts: string }
  clientMsgId?: string
  /** The only person who sees it, of an ephemeral message. No history returns those. */
  only?: string
  /** It was deleted, but its thread lives on. */
  isTombstone?: true
}

/** A modal or Home tab as it stands. */
export type Opened = {
  id: string
  hash: string
  view: View
  state: StateValues
  rootId: string
  previousId: string | null
}

/** All that a restart has to find again. */
export type Held = {
  schema: 1
  team: { id: string; name: string; domain: string }
  tokens: { bot: string; app: string }
  /** Microseconds since 1970 of the last `ts` given out. */
  lastTs: number
  people: Member[]
  channels: Channel[]
  /** By channel, in the order of `ts`. */
  posts: Record<string, Post[]>
  /** By id; null where it was deleted, which Slack tells from one that never was. */
  files: Record<string, HeldFile | null>
  homes: Record<string, Opened>
  modals: Record<string, Opened[]>
}

export type Workspace = {
  held: Held
  /** Milliseconds since 1970, by the practice workspace's own clock. */
  now(): number
  /** A new `ts`, later than all before it. */
  nextTs(): string
  /** Something these people can see is not what it was. */
  changed(users: readonly string[] | 'all'): void
}

export function createWorkspace(held: Held, now: () => number, changed: Workspace['changed']): Workspace {
  const nextTs = () => {
    held.lastTs = Math.max(Math.floor(now() * 1000), held.lastTs + 1)
    return `${Math.floor(held.lastTs / 1e6)}.${String(held.lastTs % 1e6).padStart(6, '0')}`
  }
  return { held, now, nextTs, changed }
}

/** What one person has on their screen; undefined where there is no such person. */
export function seatOf(workspace: Workspace, user: string): Seat | undefined {
  const person = personOf(workspace, user)
  if (!person) return undefined
  const { held } = workspace
  const conversations = held.channels.filter((channel) => channel.members.includes(user))
  const home = held.homes[user]
  return {
    person: shownPerson(person),
    conversations: conversations.map(shownConversation),
    messages: Object.fromEntries(
      conversations.map((channel) => [
        channel.id,
        postsIn(workspace, channel.id)
          .filter((post) => post.only === undefined || post.only === user)
          .map(shownMessage),
      ]),
    ),
    ...(home ? { home: shownView(home) } : {}),
    modals: (held.modals[user] ?? []).map(shownView),
  }
}

export const shownPerson = ({ id, name, title, isAdmin, tz, isDeactivated }: Member): Person => ({
  id,
  name,
  title,
  isAdmin,
  tz,
  ...(isDeactivated ? { isDeactivated } : {}),
})

export function shownMessage(post: Post): Message {
  return {
    ts: post.ts,
    user: post.user,
    text: post.text,
    edited: post.edited !== undefined,
    ...(post.blocks ? { blocks: post.blocks } : {}),
    ...(post.files ? { files: post.files } : {}),
    ...(post.threadTs ? { threadTs: post.threadTs } : {}),
    ...(post.only ? { ephemeral: true as const } : {}),
  }
}

const shownView = (opened: Opened): OpenView => ({
  ...opened.view,
  id: opened.id,
  hash: opened.hash,
  state: { values: opened.state },
})

const shownConversation = ({ id, kind, name, isPrivate, members }: Channel): Conversation => ({
  id,
  kind,
  name,
  isPrivate,
  members,
})

export const personOf = ({ held }: Workspace, user: string): Member | undefined =>
  held.people.find((person) => person.id === user)

export const channelOf = ({ held }: Workspace, id: string): Channel | undefined =>
  held.channels.find((channel) => channel.id === id)

export const postsIn = ({ held }: Workspace, channel: string): Post[] => held.posts[channel] ?? []

/** A message by its `ts`; ephemeral ones too. */
export const postAt = (workspace: Workspace, channel: string, ts: string): Post | undefined =>
  postsIn(workspace, channel).find((post) => post.ts === ts)

/** Replies of a thread, oldest first, without the message that started it. */
export const repliesOf = (workspace: Workspace, channel: string, threadTs: string): Post[] =>
  postsIn(workspace, channel).filter((post) => post.threadTs === threadTs && post.only === undefined)

export function addPost(workspace: Workspace, channel: Channel, post: Post): Post {
  workspace.held.posts[channel.id] = [...postsIn(workspace, channel.id), post]
  workspace.changed(post.only ? [post.only] : channel.members)
  return post
}

export function replacePost(workspace: Workspace, channel: Channel, post: Post): Post {
  workspace.held.posts[channel.id] = postsIn(workspace, channel.id).map((it) =>
    it.ts === post.ts ? post : it,
  )
  workspace.changed(channel.members)
  return post
}

export function removePost(workspace: Workspace, channel: Channel, ts: string): void {
  workspace.held.posts[channel.id] = postsIn(workspace, channel.id).filter((it) => it.ts !== ts)
  workspace.changed(channel.members)
}

/** The conversation that a person has with the app alone. Its id follows from theirs. */
export const dmIdOf = (user: string): string => `D${user.slice(1)}`

export const dmFor = (person: Member): Channel => ({
  id: dmIdOf(person.id),
  kind: 'dm',
  name: bot.name,
  isPrivate: true,
  members: [person.id, bot.user],
})

/** The person on the other side of a DM with the app. */
export const partnerOf = (channel: Channel): string | undefined =>
  channel.members.find((member) => member !== bot.user)

export const modalsOf = ({ held }: Workspace, user: string): Opened[] => held.modals[user] ?? []

export function setModals(workspace: Workspace, user: string, modals: Opened[]): void {
  workspace.held.modals[user] = modals
  workspace.changed([user])
}

/** Slack's way of keeping typed characters from being read as markup. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** An id that looks like Slack's: the prefix, then capitals and digits. */
export const newId = (prefix: string, length = 10): string =>
  prefix + Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
