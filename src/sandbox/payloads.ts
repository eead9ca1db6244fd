// The shapes in which Slack tells an app what happened: events, interactions, commands, and messages and views as
// the Web API returns them. Pure: what to send when is decided elsewhere.
import { bot, type Channel, type Member } from './seed.ts'
import type { Opened, Post, PostedFile, Workspace } from './workspace.ts'
import { newId, repliesOf, unescaped } from './workspace.ts'

type Shape = Record<string, unknown>

/** A message as history and the Web API show it. */
export function messageShape(
  workspace: Workspace,
  channel: Channel,
  post: Post,
  withMetadata = false,
): Shape {
  const { held } = workspace
  const isBots = post.user === bot.user
  const replies = post.threadTs ? [] : repliesOf(workspace, channel.id, post.ts)
  const starter = post.threadTs ? held.posts[channel.id]?.find((it) => it.ts === post.threadTs) : undefined
  return {
    type: 'message',
    user: post.user,
    text: post.text,
    ts: post.ts,
    team: held.team.id,
    ...(post.isTombstone ? { subtype: 'tombstone', hidden: true } : {}),
    ...(isBots ? botShape(workspace) : {}),
    ...(post.clientMsgId ? { client_msg_id: post.clientMsgId } : {}),
    ...(isBots ? (post.blocks ? { blocks: post.blocks } : {}) : { blocks: typedBlocks(post) }),
    ...(post.files ? { files: post.files.map((file) => fileShape(post, file)), upload: true } : {}),
    ...(post.edited ? { edited: post.edited } : {}),
    ...(post.threadTs
      ? { thread_ts: post.threadTs, ...(starter ? { parent_user_id: starter.user } : {}) }
      : {}),
    ...(replies.length > 0
      ? {
          thread_ts: post.ts,
          reply_count: replies.length,
          reply_users_count: new Set(replies.map((it) => it.user)).size,
          latest_reply: replies.at(-1)?.ts,
          reply_users: [...new Set(replies.map((it) => it.user))],
          is_locked: false,
          subscribed: false,
        }
      : {}),
    ...(withMetadata && post.metadata ? { metadata: post.metadata } : {}),
  }
}

const botShape = ({ held }: Workspace): Shape => ({
  bot_id: bot.botId,
  app_id: bot.app,
  bot_profile: {
    id: bot.botId,
    deleted: false,
    name: bot.name,
    updated: 1_700_000_000,
    app_id: bot.app,
    user_id: bot.user,
    icons: {},
    team_id: held.team.id,
  },
})

/** Without an address: reading a file takes a scope that the app does not ask for. */
const fileShape = (post: Post, { id, name, title, size }: PostedFile): Shape => ({
  id,
  name,
  title,
  size,
  created: Number.parseInt(post.ts, 10),
  timestamp: Number.parseInt(post.ts, 10),
  filetype: name.match(/\.([^.]+)$/)?.[1]?.toLowerCase() ?? 'binary',
  user: post.user,
  mode: 'hosted',
  is_external: false,
  is_public: false,
})

/** What someone typed also arrives as rich text, in which nothing is escaped. */
const typedBlocks = (post: Post): Shape[] => [
  {
    type: 'rich_text',
    block_id: post.ts.slice(-6),
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: unescaped(post.text) }] }],
  },
]

const channelType = (channel: Channel): string =>
  channel.kind === 'dm' ? 'im' : channel.isPrivate ? 'group' : 'channel'

export const posted = (workspace: Workspace, channel: Channel, post: Post): Shape => ({
  ...messageShape(workspace, channel, post),
  ...(post.files ? { subtype: 'file_share' } : {}),
  channel: channel.id,
  event_ts: post.ts,
  channel_type: channelType(channel),
})

/** `ts` is the moment of the change, not the message's. */
export const changed = (
  workspace: Workspace,
  channel: Channel,
  change: { now: Post; before: Post; ts: string },
): Shape => ({
  type: 'message',
  subtype: 'message_changed',
  message: {
    ...messageShape(workspace, channel, change.now),
    source_team: workspace.held.team.id,
    user_team: workspace.held.team.id,
  },
  previous_message: messageShape(workspace, channel, change.before),
  channel: channel.id,
  hidden: true,
  ts: change.ts,
  event_ts: change.ts,
  channel_type: channelType(channel),
})

export const deleted = (workspace: Workspace, channel: Channel, before: Post, ts: string): Shape => ({
  type: 'message',
  subtype: 'message_deleted',
  previous_message: messageShape(workspace, channel, before),
  channel: channel.id,
  hidden: true,
  deleted_ts: before.ts,
  ts,
  event_ts: ts,
  channel_type: channelType(channel),
})

/** The wrapper in which every event travels. */
export const eventEnvelope = ({ held, now }: Workspace, event: Shape): Shape => ({
  token: 'practice',
  team_id: held.team.id,
  context_team_id: held.team.id,
  context_enterprise_id: null,
  api_app_id: bot.app,
  event,
  type: 'event_callback',
  event_id: newId('Ev', 11),
  event_time: Math.floor(now() / 1000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: held.team.id,
      user_id: bot.user,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: false,
  event_context: newId('4-', 20),
})

/** What every interaction begins with. */
export const interaction = ({ held }: Workspace, person: Member): Shape => ({
  user: {
    id: person.id,
    username: usernameOf(person),
    name: usernameOf(person),
    team_id: person.from?.id ?? held.team.id,
  },
  team: { id: held.team.id, domain: held.team.domain },
  enterprise: null,
  is_enterprise_install: false,
  api_app_id: bot.app,
  token: 'practice',
})

/** What Slack calls a conversation towards an app that someone acts in. */
export const calledAs = ({ kind, isPrivate, name }: Channel): string =>
  kind === 'dm' ? 'directmessage' : isPrivate ? 'privategroup' : name

/** A view as Slack returns it, with all the fields that it fills in. */
export function viewShape({ held }: Workspace, opened: Opened): Shape {
  const { view } = opened
  const isModal = view.type === 'modal'
  return {
    id: opened.id,
    team_id: held.team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values: opened.state },
    hash: opened.hash,
    title: isModal ? view.title : { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: isModal ? (view.clear_on_close ?? false) : false,
    notify_on_close: isModal ? (view.notify_on_close ?? false) : false,
    close: isModal ? (view.close ?? null) : null,
    submit: isModal ? (view.submit ?? null) : null,
    previous_view_id: opened.previousId,
    root_view_id: opened.rootId,
    app_id: bot.app,
    external_id: view.external_id ?? '',
    app_installed_team_id: held.team.id,
    bot_id: bot.botId,
  }
}

export const usernameOf = (person: Member): string =>
  person.name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '.')
    .replaceAll(/^\.|\.$/g, '')
