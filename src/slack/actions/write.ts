// Writing a reply in the modal, and reading one's own words.

import { DeliveryId, Month, ReflectionId } from '../../domain/model.ts'
import { type ReplyForm, readOwnWords, readPlan, readReplyForm } from '../../flows/read-forms.ts'
import { recordWrittenReply } from '../../flows/record-reply.ts'
import { sayHowItWent } from '../../flows/respond.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open, push, replace } from '../guard.ts'
import { cautionModal } from '../modals/caution.ts'
import { wishIn } from '../modals/history.ts'
import { planModal, readHowItWent } from '../modals/plan.ts'
import { readReply, replyModal } from '../modals/reply.ts'
import { pageIn, wordsModal } from '../modals/words.ts'
import type { Action, Pressed, Submission, Submitted } from '../register.ts'
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
    const { outcome, helped } = readHowItWent(values)
    const reflection = ReflectionId.parse(JSON.parse(about).reflection)
    const leader = await sayHowItWent(world, user, reflection, outcome, helped)
    const done: Submitted = leader ? {} : { errors: { how: say.trouble.old } }
    return done
  },
  [modalIds.reply]: async (desk, { user, about, values, shown, root }) => {
    const { world, say } = desk
    const target: ReplyForm['target'] = JSON.parse(about)
    // A field that every such form has.
    const gone = { errors: { 'so-what': say.reply.gone } }
    const form = await readReplyForm(world, user, target)
    if (!form) return gone
    const said = readReply(values, shown, form, say)
    if ('errors' in said) return said
    const saved = await recordWrittenReply(world, user, form.target, said)
    if (!saved) return gone
    return {
      ...(saved.caution && { instead: cautionModal(saved.caution, say, wishIn(about)) }),
      after: async () => {
        await renewHistory(desk, user, { about, root })
        await saved.after()
      },
    }
  },
}

const openReply = async (desk: Desk, { user, trigger }: Pressed, target: ReplyForm['target']) => {
  const form = await readReplyForm(desk.world, user, target)
  if (!form) return 'too-old' as const
  await open(desk, trigger, replyModal(form, desk.say))
  return undefined
}
