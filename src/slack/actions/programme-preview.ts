// What a programme would ask: to be read week by week, or sent to the admin alone as a test whose buttons do nothing.
import { Level } from '../../domain/model.ts'
import { previewProgramme, sendTest } from '../../flows/preview-programme.ts'
import { adminIds } from '../action-ids.ts'
import type { AdminAction } from '../admin-guard.ts'
import { type Desk, open, openAbove, replace, troubleModal } from '../guard.ts'
import { type PreviewWish, programmePreviewModal, readPreviewWish } from '../modals/programme-preview.ts'
import type { Pressed } from '../register.ts'

export const programmePreviewActions: Record<string, AdminAction> = {
  [adminIds.previewProgramme]: {
    act: 'programme-preview',
    run: async (desk, pressed) => {
      const { value } = pressed
      const wish = { id: value, page: 0 }
      const found = previewProgramme(desk.world, value)
      if (!found) return { refuse: desk.say.programmes.gone }
      await openAbove(desk, pressed, programmePreviewModal(found, wish, desk.say))
      return 'unseen'
    },
  },
  [adminIds.previewLevel]: {
    act: 'programme-preview',
    run: (desk, pressed) =>
      show(desk, pressed, ({ id }) => ({ id, level: Level.safeParse(pressed.value).data, page: 0 })),
  },
  [adminIds.previewEarlier]: {
    act: 'programme-preview',
    run: (desk, pressed) => show(desk, pressed, (it) => ({ ...it, page: it.page - 1 })),
  },
  [adminIds.previewLater]: {
    act: 'programme-preview',
    run: (desk, pressed) => show(desk, pressed, (it) => ({ ...it, page: it.page + 1 })),
  },
  [adminIds.testProgramme]: {
    act: 'programme-test',
    run: async (desk, pressed, { user }) => {
      const { say } = desk
      const outcome = await sendTest(desk.world, user, pressed.value)
      if (outcome === 'gone') return { refuse: say.programmes.gone }
      const words = say.programmeTest[outcome]
      await openAbove(desk, pressed, { ...troubleModal(words, say), title: titleOf(desk) })
      return undefined
    },
  },
  [adminIds.triedReply]: tried('reply'),
  [adminIds.triedAnother]: tried('another'),
  [adminIds.triedSkip]: tried('skip'),
  [adminIds.triedLater]: tried('later'),
}

function tried(what: keyof Desk['say']['programmeTest']['says']): AdminAction {
  return {
    act: 'programme-test',
    run: async (desk, { trigger }) => {
      const words = desk.say.programmeTest.says[what]
      await open(desk, trigger, { ...troubleModal(words, desk.say), title: titleOf(desk) })
      return 'unseen'
    },
  }
}

const titleOf = ({ say }: Desk) => ({ type: 'plain_text' as const, text: say.programmeTest.title })

const show = async (
  desk: Desk,
  { view }: Pressed,
  change: (wish: PreviewWish) => PreviewWish,
): Promise<'unseen' | { refuse: string }> => {
  const wish = change(readPreviewWish(view?.about ?? '{}'))
  const found = previewProgramme(desk.world, wish.id, wish.level)
  if (!view || !found) return { refuse: desk.say.programmes.gone }
  await replace(desk, view, programmePreviewModal(found, wish, desk.say))
  return 'unseen'
}
