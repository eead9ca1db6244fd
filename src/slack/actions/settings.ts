// One's own settings, opened from wherever they are mentioned.
import { isQuietAt } from '../../domain/settings.ts'
import { changeSettings, readSettings, type SettingsForm, wouldDelete } from '../../flows/change-settings.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open, push } from '../guard.ts'
import { helpModal } from '../modals/caution.ts'
import { readSettingsForm, settingsModal } from '../modals/settings.ts'
import type { Action, Submission } from '../register.ts'

export const settingsActions: Record<string, Action> = {
  [ids.openSettings]: (desk, { user, trigger, view }) =>
    openSettings(desk, user, trigger, view ? push : open),
}

export const settingsSubmissions: Record<string, Submission> = {
  [modalIds.settings]: async ({ world, say }, { user, about, values }) => {
    const form: SettingsForm = JSON.parse(about)
    const read = readSettingsForm(values, form, say)
    if ('errors' in read) return read
    const { chosen, mayDelete, isChecked } = read
    if (
      chosen.quiet &&
      form.usual &&
      isQuietAt((chosen.at ?? form.usual).time, chosen.quiet, chosen.zone, world.clock.now())
    ) {
      return { errors: { 'quiet-from': say.settings.quietAtHour } }
    }
    const deletes =
      chosen.keepMonths < form.chosen.keepMonths ? await wouldDelete(world, user, chosen.keepMonths) : 0
    if (deletes > 0 && !mayDelete) return { instead: settingsModal(form, say, { chosen, deletes }) }
    const changed = await changeSettings(world, user, form.chosen, chosen, isChecked)
    if (!changed) return { errors: { level: say.trouble.old } }
    if (!changed.after) return { instead: settingsModal(form, say, { chosen, deletes, ...changed }) }
    const { help, after } = changed
    return { ...(help.length > 0 && { instead: helpModal(help, say) }), after }
  },
}

/** Opens someone's settings, or says why there are none; `show` is `push` where a window is open already. */
export const openSettings = async (
  desk: Desk,
  user: string,
  trigger: string,
  show = open,
): ReturnType<Action> => {
  const form = await readSettings(desk.world, user)
  if (!form) return { refuse: desk.say.settings.notYet }
  await show(desk, trigger, settingsModal(form, desk.say))
  return undefined
}
