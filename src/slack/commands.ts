// Slash commands: answered at once, to the person alone.
import type { KnownBlock } from '@slack/types'
import type { Desk } from './guard.ts'
import { ownText, section } from './views/blocks.ts'

/** What a command says in answer, and what follows once it was heard. A window opens within three seconds. */
export type Answer = { says?: { text: string; blocks: KnownBlock[] }; after?: () => Promise<void> }
export type Command = (desk: Desk, typed: { user: string; text: string; trigger: string }) => Promise<Answer>

/** As much of what was typed as is shown back. */
const longestEcho = 100

export const commands: Record<string, Command> = {
  '/balcony': async ({ say }, { text }) => {
    const isKnown = text === '' || text.toLowerCase() === 'help'
    return {
      says: {
        text: say.help.text,
        blocks: [
          ...(isKnown ? [] : [section(say.help.unknown(ownText(text.slice(0, longestEcho))))]),
          section(say.help.body),
        ],
      },
    }
  },
}
