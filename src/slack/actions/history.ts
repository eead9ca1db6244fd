// One's own history in a window: whoever presses sees their own, whatever the window says.
import { readHistory } from '../../flows/read-history.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open, replace } from '../guard.ts'
import { everything, historyModal, readWish, wishIn } from '../modals/history.ts'
import type { Action, Pressed, Submission } from '../register.ts'

export const historyActions: Record<string, Action> = {
  [ids.openHistory]: (desk, { user, trigger }) => openHistory(desk, user, trigger),
  [ids.searchHistory]: (desk, pressed) => show(desk, pressed, 0),
  [ids.filterHistory]: (desk, pressed) => show(desk, pressed, 0),
  [ids.newerHistory]: (desk, pressed) => show(desk, pressed, -1),
  [ids.olderHistory]: (desk, pressed) => show(desk, pressed, 1),
}

export const historySubmissions: Record<string, Submission> = {
  [modalIds.history]: async ({ world, say }, { user, about, values }) => {
    const wish = readWish(about, values)
    const found = await readHistory(world, user, wish)
    return found ? { instead: historyModal(found, wish, say) } : { errors: { search: say.history.unknown } }
  },
}

/** Opens someone's history, or says that there is none. */
export const openHistory = async (desk: Desk, user: string, trigger: string): ReturnType<Action> => {
  const found = await readHistory(desk.world, user, everything)
  if (!found) return { refuse: desk.say.history.unknown }
  await open(desk, trigger, historyModal(found, everything, desk.say))
  return undefined
}

/**
 * Shows the history as it now is, below a window that was opened from it; from elsewhere it does nothing. What was
 * done in that window is done by then: a history that cannot be shown spoils nothing.
 */
export const renewHistory = async (
  desk: Desk,
  user: string,
  { about, root }: { about: string; root: string },
): Promise<void> => {
  const wish = wishIn(about)
  if (!wish) return
  try {
    const found = await readHistory(desk.world, user, wish)
    if (found) await replace(desk, { id: root }, historyModal(found, wish, desk.say))
  } catch (error) {
    desk.world.log.warn({ err: error }, 'a history could not be shown anew')
  }
}

const show = async (desk: Desk, { user, view }: Pressed, turn: number): ReturnType<Action> => {
  if (!view) return 'too-old'
  const wish = readWish(view.about, view.values, turn)
  const found = await readHistory(desk.world, user, wish)
  if (!found) return 'too-old'
  await replace(desk, view, historyModal(found, wish, desk.say))
  return undefined
}
