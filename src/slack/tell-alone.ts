// Things that nobody but their reader sees, and that no history keeps.
import type { KnownBlock } from '@slack/types'
import type { AfterTyping } from '../flows/record-reply.ts'
import type { Strings } from '../locales/en.ts'
import type { Desk } from './guard.ts'
import { helpBlocks } from './modals/caution.ts'
import { section } from './views/blocks.ts'

export const afterTyping = (
  { help, notKept }: AfterTyping,
  say: Strings,
): { text: string; blocks: KnownBlock[] } | undefined => {
  if (help.length === 0 && !notKept) return undefined
  return {
    text: [...(notKept ? [say.notKept.text] : []), ...(help.length > 0 ? [say.caution.helpText] : [])].join(
      ' ',
    ),
    blocks: [...helpBlocks(help, say), ...(notKept ? [section(say.notKept[notKept])] : [])],
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
