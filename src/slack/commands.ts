// Slash commands: answered at once, to the person alone.
import type { RespondArguments } from '@slack/bolt'
import type { Desk } from './guard.ts'
import { ownText, section } from './views/blocks.ts'

export type Command = (desk: Desk, text: string) => RespondArguments

/** As much of what was typed as is shown back. */
const longestEcho = 100

export const commands: Record<string, Command> = {
  '/balcony': ({ say }, text) => {
    const isKnown = text === '' || text.toLowerCase() === 'help'
    return {
      response_type: 'ephemeral',
      text: say.help.text,
      blocks: [
        ...(isKnown ? [] : [section(say.help.unknown(ownText(text.slice(0, longestEcho))))]),
        section(say.help.body),
      ],
    }
  },
}
