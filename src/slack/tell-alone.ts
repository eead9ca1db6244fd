// Things that nobody but their reader sees, and that no history keeps.
import type { KnownBlock } from '@slack/types'
import type { AfterTyping } from '../flows/record-reply.ts'
import type { Strings } from '../locales/en.ts'
import type { Desk } from './guard.ts'
import { helpBlocks, lostYesBlocks } from './modals/caution.ts'
import { section } from './views/blocks.ts'

export const afterTyping = (
  { help, notKept, lostYeses = [] }: AfterTyping,
  say: Strings,
): { text: string; blocks: KnownBlock[] } | undefined => {
  const hasMore = help.length > 0 || lostYeses.length > 0
  if (!hasMore && !notKept) return undefined
  return {
    text: [...(notKept ? [say.notKept.text] : []), ...(hasMore ? [say.caution.helpText] : [])].join(' '),
    blocks: [
      ...helpBlocks(help, say),
      ...(notKept ? [section(say.notKept[notKept])] : []),
      ...lostYesBlocks(lostYeses, say),
    ],
  }
}

/** Says something to someone alone, beside what they typed, if there is something to say. */
export const tellAlone = async (
  { client }: Desk,
  to: { user: string; channel: string; said: { thread?: string } },
  said: { text: string; blocks: KnownBlock[] } | undefined,
): Promise<void> => {
  if (!said) return
  const { channel, user } = to
  await client.chat.postEphemeral({
    channel,
    user,
    ...said,
    ...(to.said.thread && { thread_ts: to.said.thread }),
  })
}
