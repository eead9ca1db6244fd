// Around every listener: who acts, what to say when it goes wrong, and Home shown anew afterwards. A refusal has
// words of its own; a fault gets an apology with a number that its operator finds in the log.
import { randomBytes } from 'node:crypto'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { readHome } from '../flows/read-home.ts'
import type { World } from '../flows/world.ts'
import type { Strings } from '../locales/en.ts'
import { modalIds } from './action-ids.ts'
import { plain, section } from './views/blocks.ts'
import { homeView } from './views/home.ts'

/** What every listener is given. */
export type Desk = { world: World; client: WebClient; say: Strings }

/** Runs a listener; a fault is logged with ids alone, and told to the person in a modal where one can be opened. */
export const guarded = async (
  desk: Desk,
  what: { listener: string; user: string; trigger?: string },
  run: () => Promise<void>,
): Promise<void> => {
  try {
    await run()
  } catch (error) {
    const id = randomBytes(4).toString('hex')
    desk.world.log.error({ fault: id, listener: what.listener, err: error }, 'a listener failed')
    if (what.trigger)
      await open(desk, what.trigger, troubleModal(desk.say.trouble.fault(id), desk.say)).catch(() => {})
  }
}

/** Opens a modal. The trigger is good for three seconds: read what is needed, then open, then do the rest. */
export const open = async ({ client }: Desk, trigger: string, view: ModalView): Promise<void> => {
  await client.views.open({ trigger_id: trigger, view })
}

/** Puts a window on top of the one that is open. */
export const push = async ({ client }: Desk, trigger: string, view: ModalView): Promise<void> => {
  await client.views.push({ trigger_id: trigger, view })
}

/** Opens a window for what was pressed in Home, or puts it on top of the list in which it was pressed. */
export const openAbove = (
  desk: Desk,
  { trigger, view }: { trigger: string; view?: { callback: string } | undefined },
  modal: ModalView,
): Promise<void> => {
  const isInList = view && [modalIds.programmes, modalIds.partnerships].some((it) => it === view.callback)
  return isInList ? push(desk, trigger, modal) : open(desk, trigger, modal)
}

/** Shows something else in an open window; with a hash, unless it has changed since it was looked at. */
export const replace = async (
  { client }: Desk,
  { id, hash }: { id: string; hash?: string },
  view: ModalView,
): Promise<void> => {
  try {
    await client.views.update({ view_id: id, hash, view })
  } catch (error) {
    // Pressed twice, or closed meanwhile: what it should show is shown, or nobody looks any more.
    const reason = (error as { data?: { error?: string } }).data?.error
    if (reason !== 'hash_conflict' && reason !== 'not_found') throw error
  }
}

/** One sentence in a modal, for something that cannot be done any more. */
export const troubleModal = (text: string, say: Strings): ModalView => ({
  type: 'modal',
  callback_id: modalIds.trouble,
  title: plain(say.trouble.title),
  close: plain(say.trouble.close),
  blocks: [section(text)],
})

/** Shows someone's Home as it now is. A Home that cannot be shown spoils nothing else. */
export const showHome = async ({ world, client, say }: Desk, user: string): Promise<void> => {
  try {
    await client.views.publish({ user_id: user, view: homeView(await readHome(world, user), say) })
  } catch (error) {
    world.log.warn({ err: error }, 'Home could not be shown')
  }
}
