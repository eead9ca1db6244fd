// What its writer does with a reply that was set aside, or was no reply.
import { ReflectionId, SlackTs } from '../../domain/model.ts'
import { cautionOf, markReply } from '../../flows/mind.ts'
import { readReplyForm } from '../../flows/read-forms.ts'
import { notAReply, replyAfterAll } from '../../flows/take-back.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open, push, replace } from '../guard.ts'
import { cautionModal } from '../modals/caution.ts'
import { wishIn } from '../modals/history.ts'
import { replyModal } from '../modals/reply.ts'
import type { Action, Pressed } from '../register.ts'
import { renewHistory } from './history.ts'

export const mindActions: Record<string, Action> = {
  [ids.notAReply]: async ({ world }, { user, value, message }) =>
    (await notAReply(world, user, SlackTs.parse(value), message)) ? undefined : 'too-old',
  [ids.replyAfterAll]: async ({ world, say }, { user, value, message }) => {
    const outcome = await replyAfterAll(world, user, SlackTs.parse(value), message)
    if (outcome === 'kept') return undefined
    return { refuse: outcome === 'gone' ? say.notAReply.gone : say.saving.notTakingPart }
  },
  [ids.useAfterAll]: (desk, pressed) => mark(desk, pressed, 'usable'),
  [ids.setAsideAgain]: (desk, pressed) => mark(desk, pressed, 'set-aside'),
  [ids.changeReply]: async (desk, { user, trigger, value, view }) => {
    const form = await readReplyForm(desk.world, user, { reflection: ReflectionId.parse(value) })
    if (!form) return 'too-old'
    const modal = replyModal(form, desk.say, view && wishIn(view.about))
    // In the place of a caution: it stood in the place of such a form itself, and only three windows may be piled up.
    if (view?.callback === modalIds.caution) await replace(desk, view, modal)
    else await (view ? push : open)(desk, trigger, modal)
    return undefined
  },
}

// The window that it was pressed in shows how it now stands: the reply's own form, or what was said on saving it.
const mark = async (
  desk: Desk,
  { user, value, view }: Pressed,
  as: 'usable' | 'set-aside',
): ReturnType<Action> => {
  const { world, say } = desk
  const id = ReflectionId.parse(value)
  const leader = await markReply(world, user, id, as)
  if (!leader) return 'too-old'
  if (!view) return undefined
  const caution = cautionOf(world, leader, id)
  if (view.callback === modalIds.caution) {
    if (caution) await replace(desk, view, cautionModal(caution, say, wishIn(view.about)))
    await renewHistory(desk, user, view)
    return undefined
  }
  const form = await readReplyForm(world, user, { reflection: id })
  if (form) await replace(desk, view, replyModal(form, say, wishIn(view.about)))
  await renewHistory(desk, user, view)
  return undefined
}
