// *Save as reflection*, from the menu of a message.

import { readReplyForm } from '../../flows/read-forms.ts'
import { saveMessage } from '../../flows/save-message.ts'
import { shortcutIds } from '../action-ids.ts'
import { open } from '../guard.ts'
import { cautionModal } from '../modals/caution.ts'
import { replyModal } from '../modals/reply.ts'
import type { Shortcut } from '../register.ts'

export const saveShortcuts: Record<string, Shortcut> = {
  [shortcutIds.saveAsReflection]: async (desk, { user, trigger, channel, message }) => {
    const { saving, trouble } = desk.say
    // A bot's message names no person, and is nobody's own.
    if (message.user !== user) return { refuse: saving.notYours }
    const saved = await saveMessage(desk.world, user, channel, message)
    if (saved === 'not-taking-part') return { refuse: saving.notTakingPart }
    if (saved === 'empty') return { refuse: saving.empty }
    const { reflection, caution } = saved
    if (caution) {
      await open(desk, trigger, cautionModal(caution, desk.say))
      return undefined
    }
    const form = await readReplyForm(desk.world, user, { reflection })
    if (!form) return { refuse: trouble.old }
    await open(desk, trigger, replyModal(form, desk.say))
    return undefined
  },
}
