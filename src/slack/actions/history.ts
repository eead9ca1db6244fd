// One's own history in a window: whoever presses sees their own, whatever the window says.
import type { HistoryWish } from '../../domain/history.ts'
import { readHistory } from '../../flows/read-history.ts'
import { ids, modalIds } from '../action-ids.ts'
import { type Desk, open, replace } from '../guard.ts'
import { historyModal, readWish } from '../modals/history.ts'
import type { Action, Pressed, Submission } from '../register.ts'

const everything: HistoryWish = { search: '', concept: 'all', page: 0 }

export const historyActions: Record<string, Action> = {
  [ids.openHistory]: (desk, { user, trigger }) => openHistory(desk, user, trigger),
  [ids.searchHistory]: (desk, pressed) => show(desk, pressed, (it) => ({ ...it, page: 0 })),
  [ids.filterHistory]: (desk, pressed) => show(desk, pressed, (it) => ({ ...it, page: 0 })),
  [ids.newerHistory]: (desk, pressed) => show(desk, pressed, (it) => ({ ...it, page: it.page - 1 })),
  [ids.olderHistory]: (desk, pressed) => show(desk, pressed, (it) => ({ ...it, page: it.page + 1 })),
}

export const historySubmissions: Record<string, Submission> = {
  [modalIds.history]: async ({ world, say }, { user, about, values }) => {
    const wish = { ...readWish(about, values), page: 0 }
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

const show = async (
  desk: Desk,
  { user, view }: Pressed,
  next: (it: HistoryWish) => HistoryWish,
): ReturnType<Action> => {
  if (!view) return 'too-old'
  const wish = next(readWish(view.about, view.values))
  const found = await readHistory(desk.world, user, wish)
  if (!found) return 'too-old'
  await replace(desk, view, historyModal(found, wish, desk.say))
  return undefined
}
