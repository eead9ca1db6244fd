// Slash commands: answered at once, to the person alone.
import type { RespondArguments } from '@slack/bolt'
import type { Desk } from './guard.ts'
import { section } from './views/blocks.ts'

export type Command = (desk: Desk, text: string) => RespondArguments

export const commands: Record<string, Command> = {
  '/balcony': ({ say }, text) => {
    const isKnown = text === '' || text.toLowerCase() === 'help'
    return {
      response_type: 'ephemeral',
      text: say.help.text,
      blocks: [...(isKnown ? [] : [section(say.help.unknown(text))]), section(say.help.body)],
    }
  },
}
