// Buttons under a partnership's digest, for everyone in its channel: guests and people of other organisations too. So
// whoever presses is looked for in the channel, and never among the leaders of this workspace.
import { Month, PartnershipId } from '../../domain/model.ts'
import type { TeamPlan } from '../../domain/workspace.ts'
import type { Place } from '../../flows/reach-edition.ts'
import { readHappened, readTalk, recordHappened, recordTalk, type TalkRefused } from '../../flows/talk.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import { open, troubleModal } from '../guard.ts'
import { happenedModal, readPlanned, readWhatHappened, talkModal } from '../modals/talk.ts'
import type { Action, Submission } from '../register.ts'

export const talkActions: Record<string, Action> = {
  [ids.weTalked]: async (desk, { user, trigger, value, message }) => {
    const form = await readTalk(desk.world, user, placeIn(value), message)
    if (typeof form === 'string') return refusal(form, desk.say)
    await open(desk, trigger, talkModal(form, desk.say))
    return undefined
  },
  [ids.whatHappened]: async (desk, { user, trigger, value, message }) => {
    const form = await readHappened(desk.world, user, placeIn(value), message)
    if (typeof form === 'string') return refusal(form, desk.say)
    await open(desk, trigger, happenedModal(form, desk.say))
    return undefined
  },
}

export const talkSubmissions: Record<string, Submission> = {
  [modalIds.talk]: async ({ world, say }, { user, about, values }) => {
    const said = readPlanned(values, say)
    if ('errors' in said) return said
    const place = placeIn(about)
    const shown: TeamPlan | undefined = JSON.parse(about).shown
    const saved = await recordTalk(world, user, place, { ...said, shown })
    if (typeof saved === 'string') return { instead: troubleModal(words(saved, say), say) }
    if ('after' in saved) return saved
    if ('meanwhile' in saved) {
      return { instead: talkModal(saved.meanwhile, say, { said: said.plan, isMeanwhile: true }) }
    }
    const form = { ...place, plan: shown, hasTalked: false }
    return { instead: talkModal(form, say, { said: said.plan, ...saved }) }
  },
  [modalIds.happened]: async ({ world, say }, { user, about, values }) => {
    const place = placeIn(about)
    const said = readWhatHappened(values)
    const saved = await recordHappened(world, user, place, said)
    if (typeof saved === 'string') return { instead: troubleModal(words(saved, say), say) }
    if ('after' in saved) return saved
    const form = await readHappened(world, user, place)
    return typeof form === 'string'
      ? { instead: troubleModal(words(form, say), say) }
      : { instead: happenedModal(form, say, { said, ...saved }) }
  },
}

const placeIn = (value: string): Place => {
  const { partnership, month } = JSON.parse(value)
  return { partnership: PartnershipId.parse(partnership), month: Month.parse(month) }
}

const words = (refused: TalkRefused, say: Strings): string =>
  refused === 'too-old' ? say.trouble.old : say.talk.refused[refused]

const refusal = (refused: TalkRefused, say: Strings) => ({ refuse: words(refused, say) })
