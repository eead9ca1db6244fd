// Slash commands: answered at once, to the person alone.
import type { KnownBlock } from '@slack/types'
import { closestMatch } from 'leven'
import { askForNow, type Now } from '../flows/ask-for-now.ts'
import { isInNoProgramme, readDigests, todayOf } from '../flows/read-home.ts'
import { endPause, pauseUntil } from '../flows/respond.ts'
import { ids } from './action-ids.ts'
import { openHistory } from './actions/history.ts'
import { openExport, openForget } from './actions/own-data.ts'
import { openSettings } from './actions/settings.ts'
import { openMonth } from './actions/write.ts'
import type { Desk } from './guard.ts'
import { pauseEndIn } from './pause-words.ts'
import type { Action } from './register.ts'
import { actions, button, ownText, section } from './views/blocks.ts'
import { dateName, moment } from './views/dates.ts'
import { pausePicker } from './views/pause.ts'

/** What a command says in answer, and what follows once it was heard. A window opens within three seconds. */
export type Answer = { says?: { text: string; blocks: KnownBlock[] }; after?: () => Promise<void> }
export type Command = (desk: Desk, typed: Typed) => Promise<Answer>
/** `rest` is what came after the word. */
type Typed = { user: string; text: string; trigger: string; rest?: string }

/** As much of what was typed as is shown back. */
const longestEcho = 100
/** Further away than this, it is no mistyping of a word that we know. */
const mostMistyped = 3

const words: Record<string, Command> = {
  help: async ({ say }) => says(say.help.body),
  now: async (desk, { user }) => answerNow(desk, await askForNow(desk.world, user)),
  digest: async (desk, typed) => {
    const { latest, next, takesPart } = (await readDigests(desk.world, typed.user)) ?? {}
    if (latest) await openMonth(desk, typed.user, typed.trigger, latest)
    const { say } = desk
    const none = takesPart ? await unlessAsked(desk, typed, say.now.noDigest) : say.settings.notYet
    return latest ? {} : says(next ? say.now.firstDigest(moment(next)) : none)
  },
  history: async (desk, typed) => answered(await openHistory(desk, typed.user, typed.trigger)),
  settings: async (desk, typed) => answered(await openSettings(desk, typed.user, typed.trigger)),
  export: async (desk, typed) => answered(await openExport(desk, typed.user, typed.trigger)),
  forget: async (desk, typed) => answered(await openForget(desk, typed.user, typed.trigger)),
  pause: async (desk, typed) => {
    const { world, say } = desk
    const { user, rest = '' } = typed
    const today = (await isInNoProgramme(world, user)) ? undefined : await todayOf(world, user)
    if (!today) return says(await unlessAsked(desk, typed, say.settings.notYet))
    const until = pauseEndIn(rest, today)
    const leader = until && (await pauseUntil(world, user, until))
    return says(
      until && leader ? say.home.paused(dateName(until)) : until ? say.pause.notThen : say.pause.notRead,
      pausePicker(say, leader && until),
      ...(leader ? [actions(button(ids.endPause, say.prompt.endPause))] : []),
    )
  },
  resume: async (desk, typed) => {
    const { world, say } = desk
    const leader = await endPause(world, typed.user)
    const now = leader?.stage.is === 'active' ? say.rest.chose.active : say.settings.notYet
    return says(await unlessAsked(desk, typed, now))
  },
}

// To whoever is in no programme nothing else is true.
const unlessAsked = async ({ world, say }: Desk, { user }: Typed, words: string): Promise<string> =>
  (await isInNoProgramme(world, user)) ? say.home.noProgramme : words

export const commands: Record<string, Command> = {
  '/balcony': async (desk, typed) => {
    const [first = '', ...more] = typed.text.split(/\s+/)
    const word = first.toLowerCase() || 'help'
    const known = Object.hasOwn(words, word) ? words[word] : undefined
    // Only a pause is said more of; anything else with more behind it is not taken for what it may not be.
    if (known && (more.length === 0 || word === 'pause')) {
      return known(desk, { ...typed, rest: more.join(' ') })
    }
    const { help } = desk.say
    const nearest = closestMatch(typed.text.toLowerCase(), Object.keys(words), { maxDistance: mostMistyped })
    const echo = ownText(typed.text.slice(0, longestEcho))
    const answer = nearest ? help.nearest(echo, nearest) : help.unknown(echo)
    return { says: { text: `${answer}\n${help.body}`, blocks: [section(answer), section(help.body)] } }
  },
}

const answerNow = ({ say }: Desk, now: Now | undefined): Answer => {
  const { now: it } = say
  switch (now?.is) {
    case undefined:
      return says(say.settings.notYet)
    case 'asked':
      return { ...says(it.asked), after: now.after }
    case 'open':
      return says(
        it.open(ownText(now.delivery.prompt.text)),
        button(ids.writeReply, say.prompt.reply, { value: now.delivery.id, style: 'primary' }),
      )
    case 'answered':
      return says(it.answered, button(ids.openReply, say.prompt.openReply, { value: now.reflection }))
    case 'left-for-this-week':
      return says(say.prompt.skipped, button(ids.takeUp, say.prompt.takeUp, { value: now.delivery.id }))
    case 'away':
      return says(it.away, button(ids.startAgain, say.rest.startAgain, { style: 'primary' }))
    case 'no-programme':
      return says(say.home.noProgramme)
    case 'nothing':
      return says(it.nothing)
    default:
      return now satisfies never
  }
}

/** The words are the message's text too, for whoever has it read out. */
const says = (words: string, beside?: Parameters<typeof section>[1], ...below: KnownBlock[]): Answer => ({
  says: { text: words, blocks: [section(words, beside), ...below] },
})

const answered = (refused: Awaited<ReturnType<Action>>): Answer =>
  typeof refused === 'object' ? says(refused.refuse) : {}
