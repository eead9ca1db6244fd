// Taking one's own history away, and deleting one reply or all of it.
import { ReflectionId } from '../../domain/model.ts'
import { fewestWrittenOut } from '../../domain/portfolio.ts'
import { type Exported, exportHistory, readExportForm } from '../../flows/export-history.ts'
import { deleteEverything, deleteReply, readForgetForm } from '../../flows/forget.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open, replace } from '../guard.ts'
import { chooseModal, doneModal, exportModal, forgetModal, readExport } from '../modals/own-data.ts'
import type { Action, Submission, Submitted } from '../register.ts'
import { section } from '../views/blocks.ts'
import { renewHistory } from './history.ts'

export const ownDataActions: Record<string, Action> = {
  [ids.deleteReply]: async (desk, { user, value, view }) => {
    const { erasing } = desk.say
    const deleted = await deleteReply(desk.world, user, ReflectionId.parse(value))
    if (!deleted) return 'too-old'
    if (view) {
      await replace(desk, view, doneModal(erasing.replyGone, erasing.title, desk.say))
      await renewHistory(desk, user, view)
    }
    await deleted.after()
    return undefined
  },
  [ids.openExport]: (desk, { user, trigger }) => openExport(desk, user, trigger),
  [ids.openForget]: (desk, { user, trigger }) => openForget(desk, user, trigger),
}

export const ownDataSubmissions: Record<string, Submission> = {
  [modalIds.export]: async (desk, { user, values, about }) => {
    const { say, world } = desk
    const wish = readExport(values, about, say)
    if ('errors' in wish) return wish
    const field = wish.chosen ? 'which' : 'format'
    const form = await readExportForm(world, user)
    const outcome = form && (await exportHistory(world, user, wish))
    if (!outcome) return { errors: { [field]: say.trouble.old } }
    switch (outcome.is) {
      case 'empty':
        return { errors: { [wish.chosen ? 'which' : 'period']: say.exporting.empty } }
      case 'choosing': {
        const { choice, fault } = outcome
        if (fault !== 'count' || choice.how.is !== 'some')
          return { instead: chooseModal(choice, say, { isGone: fault === 'gone' }) }
        return { errors: { which: say.exporting.miscounted(choice.how.least, choice.how.most) } }
      }
      case 'stopped': {
        const { choice, stops } = outcome
        return {
          instead: choice
            ? chooseModal(choice, say, {
                stopped: { stops, looked: wish.looked(stops) },
                chosen: wish.chosen,
              })
            : exportModal(form, say, { wish, stops }),
        }
      }
      case 'made':
        return sent(desk, user, wish.format === 'hcpc', outcome)
    }
  },
  [modalIds.forget]: async ({ world, say }, { user }) => {
    const forgotten = await deleteEverything(world, user)
    const { erasing } = say
    if (!forgotten) return { instead: doneModal(erasing.nothing, erasing.title, say) }
    return {
      instead: doneModal(erasing.allGone, erasing.title, say),
      after: async () => {
        await forgotten.after()
      },
    }
  },
}

/** Opens the form of an export, or says that there is nothing yet. */
export const openExport = async (desk: Desk, user: string, trigger: string): ReturnType<Action> => {
  const form = await readExportForm(desk.world, user)
  if (!form) return { refuse: desk.say.exporting.nothing }
  await open(desk, trigger, exportModal(form, desk.say))
  return undefined
}

/** Opens the form that deletes everything, or says that there is nothing. */
export const openForget = async (desk: Desk, user: string, trigger: string): ReturnType<Action> => {
  const form = await readForgetForm(desk.world, user)
  if (!form) return { refuse: desk.say.erasing.nothing }
  await open(desk, trigger, forgetModal(desk.say, form.hasDeclined))
  return undefined
}

const sent = (
  desk: Desk,
  user: string,
  isProfile: boolean,
  { accounts, to, send }: Extract<Exported, { is: 'made' }>,
): Submitted => {
  const { exporting } = desk.say
  const few = isProfile && accounts < fewestWrittenOut ? [exporting.few(accounts)] : []
  return {
    instead: doneModal([exporting.made, ...few].join(' '), exporting.done, desk.say),
    after: async () => {
      try {
        const sent = await send()
        if (sent !== 'sent') await tellInDm(desk, user, to, exporting.notSent[sent])
      } catch (error) {
        desk.world.log.warn({ err: error }, 'a file could not be put into someone’s conversation')
        await tellInDm(desk, user, to, exporting.failed)
      }
    },
  }
}

const tellInDm = async ({ client }: Desk, user: string, dm: string, text: string): Promise<void> => {
  await client.chat.postEphemeral({ channel: dm, user, text, blocks: [section(text)] })
}
