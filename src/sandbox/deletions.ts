// Taking a message away, whoever asks for it: the person who wrote it or the app.
import { changed, deleted } from './payloads.ts'
import type { Channel } from './seed.ts'
import { type Post, removePost, replacePost, repliesOf, type Workspace } from './workspace.ts'

/**
 * Deletes a message and answers the event that Slack sends of it. A thread whose first message is gone stays, under
 * a stone.
 */
export function takeAway(workspace: Workspace, channel: Channel, before: Post): Record<string, unknown> {
  const ts = workspace.nextTs()
  if (repliesOf(workspace, channel.id, before.ts).length === 0) {
    removePost(workspace, channel, before.ts)
    return deleted(workspace, channel, before, ts)
  }
  const stone: Post = {
    ts: before.ts,
    user: 'USLACKBOT',
    text: 'This message was deleted.',
    isTombstone: true,
  }
  return changed(workspace, channel, { now: replacePost(workspace, channel, stone), before, ts })
}
