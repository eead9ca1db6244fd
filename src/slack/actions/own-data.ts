// Taking one's own history away, and deleting one reply or all of it.
import { ReflectionId } from '../../domain/model.ts'
import { exportHistory, mayExport } from '../../flows/export-history.ts'
import { deleteEverything, deleteReply, hasAnything } from '../../flows/forget.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open, replace } from '../guard.ts'
import { doneModal, exportModal, forgetModal, readExport } from '../modals/own-data.ts'
import type { Action, Submission } from '../register.ts'
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
  [modalIds.export]: async (desk, { user, values }) => {
    const { say, world } = desk
    const { format, leaveOut } = readExport(values)
    const outcome = await exportHistory(world, user, format, leaveOut)
    if (!outcome) return { errors: { format: say.trouble.old } }
    if ('stopped' in outcome) return { instead: exportModal(say, { stopped: outcome.stopped, format }) }
    return {
      instead: doneModal(say.exporting.made, say.exporting.done, say),
      after: async () => {
        try {
          await outcome.send()
        } catch (error) {
          world.log.warn({ err: error }, 'a file could not be put into someone’s conversation')
          await tellInDm(desk, user, outcome.to, say.exporting.failed)
        }
      },
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
  if (!(await mayExport(desk.world, user))) return { refuse: desk.say.exporting.nothing }
  await open(desk, trigger, exportModal(desk.say))
  return undefined
}

/** Opens the form that deletes everything, or says that there is nothing. */
export const openForget = async (desk: Desk, user: string, trigger: string): ReturnType<Action> => {
  if (!(await hasAnything(desk.world, user))) return { refuse: desk.say.erasing.nothing }
  await open(desk, trigger, forgetModal(desk.say))
  return undefined
}

const tellInDm = async ({ client }: Desk, user: string, dm: string, text: string): Promise<void> => {
  await client.chat.postEphemeral({ channel: dm, user, text, blocks: [section(text)] })
}
