// Slash commands: answered at once, to the person alone.
import type { KnownBlock } from '@slack/types'
import { closestMatch } from 'leven'
import { endPause, pauseAtQuestion } from '../flows/respond.ts'
import { ids } from './action-ids.ts'
import { openHistory } from './actions/history.ts'
import { openExport, openForget } from './actions/own-data.ts'
import { openSettings } from './actions/settings.ts'
import type { Desk } from './guard.ts'
import { button, ownText, section } from './views/blocks.ts'
import { dateName } from './views/dates.ts'

/** What a command says in answer, and what follows once it was heard. A window opens within three seconds. */
export type Answer = { says?: { text: string; blocks: KnownBlock[] }; after?: () => Promise<void> }
export type Command = (desk: Desk, typed: Typed) => Promise<Answer>
type Typed = { user: string; text: string; trigger: string }

/** As much of what was typed as is shown back. */
const longestEcho = 100
/** What *pause* pauses for (weeks). */
const usualPause = 2
/** Further away than this, it is no mistyping of a word that we know. */
const mostMistyped = 3

const words: Record<string, Command> = {
  help: async ({ say }) => says(say.help.text, say.help.body),
  history: async (desk, typed) => answered(await openHistory(desk, typed.user, typed.trigger)),
  settings: async (desk, typed) => answered(await openSettings(desk, typed.user, typed.trigger)),
  export: async (desk, typed) => answered(await openExport(desk, typed.user, typed.trigger)),
  forget: async (desk, typed) => answered(await openForget(desk, typed.user, typed.trigger)),
  pause: async ({ world, say }, { user }) => {
    const leader = await pauseAtQuestion(world, user, usualPause)
    return leader?.stage.is === 'paused'
      ? {
          says: {
            text: say.help.text,
            blocks: [
              section(
                say.home.paused(dateName(leader.stage.until)),
                button(ids.endPause, say.prompt.endPause),
              ),
            ],
          },
        }
      : says(say.help.text, say.settings.notYet)
  },
  resume: async ({ world, say }, { user }) => {
    const leader = await endPause(world, user)
    return says(say.help.text, leader?.stage.is === 'active' ? say.rest.chose.active : say.settings.notYet)
  },
}

export const commands: Record<string, Command> = {
  '/balcony': async (desk, typed) => {
    const word = typed.text.toLowerCase()
    const known = words[word || 'help']
    if (known && Object.hasOwn(words, word || 'help')) return known(desk, typed)
    const { help } = desk.say
    const nearest = closestMatch(word, Object.keys(words), { maxDistance: mostMistyped })
    const echo = ownText(typed.text.slice(0, longestEcho))
    return {
      says: {
        text: help.text,
        blocks: [section(nearest ? help.nearest(echo, nearest) : help.unknown(echo)), section(help.body)],
      },
    }
  },
}

const says = (text: string, words: string): Answer => ({ says: { text, blocks: [section(words)] } })

const answered = (refused: 'too-old' | { refuse: string } | undefined): Answer =>
  typeof refused === 'object' ? says(refused.refuse, refused.refuse) : {}
