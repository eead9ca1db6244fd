// Thirteen weeks of a programme as someone of a level would be asked them: the real questions, on the real dates.
import type { ModalView } from '@slack/types'
import { Level, levels } from '../../domain/model.ts'
import type { AskedThen, ProgrammePreview } from '../../flows/preview-programme.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, modalIds } from '../action-ids.ts'
import { actions, button, context, divider, option, ownText, plain, section } from '../views/blocks.ts'
import { dateWithDay } from '../views/dates.ts'

/** What is looked at: which programme, for whom, and which page, from 0. */
export type PreviewWish = { id: string; level?: Level; page: number }

/** Questions on one page: a cycle of a weekly programme. */
const perPage = 13

export const readPreviewWish = (metadata: string): PreviewWish => {
  const { id, level, page } = JSON.parse(metadata)
  return { id: String(id), level: Level.safeParse(level).data, page: Number(page) || 0 }
}

export const programmePreviewModal = (
  { name, asked }: ProgrammePreview,
  wish: PreviewWish,
  say: Strings,
): ModalView => {
  const it = say.programmePreview
  const all = [option('all', it.everyone), ...levels.map((level) => option(level, say.levels[level]))]
  const first = Math.max(0, Math.min(wish.page, Math.ceil(asked.length / perPage) - 1)) * perPage
  const shown = asked.slice(first, first + perPage)
  const last = first + shown.length
  return {
    type: 'modal',
    callback_id: modalIds.trouble,
    private_metadata: JSON.stringify({ ...wish, page: first / perPage }),
    title: plain(it.title),
    close: plain(it.close),
    blocks: [
      section(`*${ownText(name)}*`),
      actions({
        type: 'static_select',
        action_id: adminIds.previewLevel,
        placeholder: plain(it.level),
        options: all,
        initial_option: all.find(({ value }) => value === (wish.level ?? 'all')),
      }),
      context(it.intro),
      divider,
      ...(shown.length === 0 ? [section(it.nothing)] : []),
      ...shown.map((one) => section(line(one, say))),
      ...(asked.length > perPage
        ? [
            context(it.page(first + 1, last, asked.length)),
            actions(
              ...(first > 0 ? [button(adminIds.previewEarlier, it.newer)] : []),
              ...(last < asked.length ? [button(adminIds.previewLater, it.older)] : []),
            ),
          ]
        : []),
    ],
  }
}

const line = ({ week, on, concept, kind, text }: AskedThen, say: Strings): string => {
  const theme = concept ? say.concepts[concept] : say.themes[kind]
  return `${say.programmePreview.week(week + 1, dateWithDay(on), theme)}\n${ownText(text)}`
}
