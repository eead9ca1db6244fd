// One's own data: taking it away, and deleting it.
import type { ModalView } from '@slack/types'
import { type ExportFormat, exportFormats } from '../../domain/export.ts'
import type { Stopped } from '../../flows/export-history.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import { button, context, input, option, ownText, plain, section } from '../views/blocks.ts'
import { checked, chosen, type Values } from './values.ts'

/** So many of the replies that stop an export are offered to be opened at once. */
const mostShown = 20

export const exportModal = (say: Strings, again?: { stopped: Stopped; format: ExportFormat }): ModalView => {
  const it = say.exporting
  const formats = exportFormats.map((one) => option(one, it.formats[one]))
  return {
    type: 'modal',
    callback_id: modalIds.export,
    title: plain(it.formTitle),
    submit: plain(it.submit),
    close: plain(it.cancel),
    blocks: [
      section(it.notice),
      input('format', it.format, {
        type: 'static_select',
        action_id: 'choice',
        options: formats,
        initial_option: formats.find(({ value }) => value === (again?.format ?? 'json')),
      }),
      ...(again
        ? [
            section(it.stopped(again.stopped.length)),
            ...again.stopped
              .slice(0, mostShown)
              .map(({ reflection, asked }) =>
                section(
                  ownText(it.look(asked)),
                  button(ids.changeReply, say.receipt.open, { value: reflection }),
                ),
              ),
            input(
              'leave-out',
              it.leaveOut,
              { type: 'checkboxes', action_id: 'choice', options: [option('yes', it.leaveOutTick)] },
              { optional: true },
            ),
          ]
        : []),
    ],
  }
}

export const readExport = (values: Values): { format: ExportFormat; leaveOut: boolean } => ({
  format: exportFormats.find((it) => it === chosen(values, 'format')) ?? 'json',
  leaveOut: checked(values, 'leave-out').length > 0,
})

export const forgetModal = (say: Strings): ModalView => {
  const it = say.erasing
  return {
    type: 'modal',
    callback_id: modalIds.forget,
    title: plain(it.allTitle),
    submit: plain(it.submit),
    close: plain(it.cancel),
    blocks: [
      section(it.goes),
      section(it.stays),
      input('sure', it.sure, {
        type: 'checkboxes',
        action_id: 'choice',
        options: [option('yes', it.tick)],
      }),
      context(it.untold),
    ],
  }
}

/** One sentence that says that it is done. */
export const doneModal = (text: string, title: string, say: Strings): ModalView => ({
  type: 'modal',
  callback_id: modalIds.done,
  title: plain(title),
  close: plain(say.erasing.close),
  blocks: [section(text)],
})
