// Writing a reply in the modal, and reading one's own words.

import type { ModalView } from '@slack/types'
import type { HistoryWish } from '../../domain/history.ts'
import { DeliveryId, Month, ReflectionId } from '../../domain/model.ts'
import { type ReplyForm, readOwnWords, readPlan, readReplyForm } from '../../flows/read-forms.ts'
import { recordWrittenReply, type Written } from '../../flows/record-reply.ts'
import { tellOfPlan } from '../../flows/tell-of-plan.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open, push, replace } from '../guard.ts'
import { cautionModal, helpModal, lostYesBlocks } from '../modals/caution.ts'
import { nameModal } from '../modals/challenge.ts'
import { wishIn } from '../modals/history.ts'
import { planModal, readHowItWent } from '../modals/plan.ts'
import { type AboutReply, readReply, replyModal } from '../modals/reply.ts'
import { pageIn, wordsModal } from '../modals/words.ts'
import type { Action, Pressed, Submission } from '../register.ts'
import { renewHistory } from './history.ts'

export const writeActions: Record<string, Action> = {
  [ids.writeReply]: (desk, pressed) =>
    openReply(desk, pressed, { delivery: DeliveryId.parse(pressed.value) }),
  [ids.openReply]: (desk, pressed) =>
    openReply(desk, pressed, { reflection: ReflectionId.parse(pressed.value) }),
  [ids.sawDifferently]: (desk, pressed) =>
    openReply(desk, pressed, { delivery: DeliveryId.parse(pressed.value) }),
  [ids.openPlan]: async (desk, { user, trigger, value, view }) => {
    const plan = await readPlan(desk.world, user, ReflectionId.parse(value))
    if (!plan) return 'too-old'
    await (view ? push : open)(desk, trigger, planModal(plan, desk.say))
    return undefined
  },
  [ids.openWords]: (desk, { user, trigger, value }) => openMonth(desk, user, trigger, Month.parse(value)),
  [ids.wordsBack]: turnPage,
  [ids.wordsOn]: turnPage,
}

/** Opens someone's own words of a month. */
export const openMonth = async (
  desk: Desk,
  user: string,
  trigger: string,
  month: Month,
): Promise<undefined> => {
  await open(desk, trigger, wordsModal(month, await readOwnWords(desk.world, user, month), desk.say))
}

async function turnPage(desk: Desk, { user, value, view }: Pressed): ReturnType<Action> {
  const { month: named, page } = pageIn(value)
  const month = Month.safeParse(named)
  if (!view || !month.success) return 'too-old'
  const words = await readOwnWords(desk.world, user, month.data)
  await replace(desk, view, wordsModal(month.data, words, desk.say, page))
  return undefined
}

export const writeSubmissions: Record<string, Submission> = {
  [modalIds.plan]: async ({ world, say }, { user, about, values }) => {
    const said = readHowItWent(values)
    const reflection = ReflectionId.parse(JSON.parse(about).reflection)
    const looked = await tellOfPlan(world, user, reflection, said)
    const plan = looked && (await readPlan(world, user, reflection))
    if (!plan) return { errors: { how: say.trouble.old } }
    if (looked.stop) return { instead: planModal(plan, say, { said, ...looked }) }
    return looked.help.length > 0 ? { instead: helpModal(looked.help, say) } : {}
  },
  [modalIds.reply]: async (desk, { user, about, values, shown, root }) => {
    const { world, say } = desk
    const { stood, ...target }: AboutReply = JSON.parse(about)
    // A field that every such form has.
    const gone = { errors: { 'so-what': say.reply.gone } }
    const form = await readReplyForm(world, user, target)
    if (!form) return gone
    const said = readReply({ values, shown, stood }, form, say)
    if ('errors' in said) return said
    const saved = await recordWrittenReply(world, user, form.target, said)
    if (!saved) return gone
    return {
      ...afterSaving(saved, say, wishIn(about)),
      after: async () => {
        await renewHistory(desk, user, { about, root })
        await saved.after()
      },
    }
  },
}

// A name that waits comes first: what there is to say of the reply is said after it. What became of a yes is said with
// any of it.
const afterSaving = (
  { caution, held, help, lostYeses }: Written,
  say: Strings,
  history: HistoryWish | undefined,
): { instead?: ModalView } => {
  const where = caution && caution.help.length > 0 ? caution.help : help
  const saying = (it: ModalView) => ({
    instead: { ...it, blocks: [...it.blocks, ...lostYesBlocks(lostYeses, say)] },
  })
  if (held) return saying(nameModal(held, say, { stop: held.stop, help: where }))
  if (caution) return saying(cautionModal({ ...caution, help: where }, say, history))
  return help.length > 0 || lostYeses.length > 0 ? { instead: helpModal(help, say, lostYeses) } : {}
}

const openReply = async (desk: Desk, { user, trigger }: Pressed, target: ReplyForm['target']) => {
  const form = await readReplyForm(desk.world, user, target)
  if (!form) return 'too-old' as const
  await open(desk, trigger, replyModal(form, desk.say))
  return undefined
}
