// One's own data: taking it away, and deleting it.
import { createHash } from 'node:crypto'
import type { KnownBlock, ModalView } from '@slack/types'
import { DraftWish, exportFormats, type Stop } from '../../domain/export.ts'
import { LocalDate, ReflectionId } from '../../domain/model.ts'
import type { Choice, ExportForm, ExportWish, Looked } from '../../flows/export-history.ts'
import type { Strings } from '../../locales/en.ts'
import { ids, modalIds } from '../action-ids.ts'
import {
  button,
  context,
  divider,
  input,
  option,
  ownText,
  plain,
  quoted,
  section,
  sections,
  shortened,
} from '../views/blocks.ts'
import { dateName, day } from '../views/dates.ts'
import { firstInView } from '../views/fitting.ts'
import { themeOf } from '../views/portfolio.ts'
import { checked, chosen, date, type Values } from './values.ts'

/** So many of the blocks that a form may have are for what stops an export; whoever mends some sees the next. */
const mostStopping = 60
/** Slack takes no more options in one menu. */
const mostOptions = 100

const periods = ['usual', 'all', 'dates'] as const

/** How and how far back; with what stops it, where it was tried. */
export const exportModal = (
  { dates }: ExportForm,
  say: Strings,
  again?: { wish: ExportWish; stops: readonly Stop[] },
): ModalView => {
  const it = say.exporting
  const wish = again?.wish
  const formats = exportFormats.map((one) => option(one, it.formats[one]))
  const choices = periods.map((one) => option(one, it.periods[one]))
  const period = typeof wish?.period === 'object' ? 'dates' : (wish?.period ?? 'usual')
  const day = (initial: LocalDate) => ({
    type: 'datepicker' as const,
    action_id: 'date',
    initial_date: initial,
  })
  const shown = typeof wish?.period === 'object' ? { ...dates, ...wish.period } : dates
  return {
    ...exporting(it.formTitle, say),
    blocks: [
      // First, or a form that was submitted looks as if nothing had happened.
      ...(again ? [...stopping(again.stops, again.wish.looked(again.stops), say), divider] : []),
      section(it.notice),
      input('format', it.format, {
        type: 'static_select',
        action_id: 'choice',
        options: formats,
        initial_option: formats.find(({ value }) => value === (wish?.format ?? 'json')),
      }),
      input('period', it.period, {
        type: 'static_select',
        action_id: 'choice',
        options: choices,
        initial_option: choices.find(({ value }) => value === period),
      }),
      input('from', it.from, day(shown.from)),
      input('to', it.to, day(shown.to), { hint: it.datesHint }),
    ],
  }
}

/** Which replies stand in a draft; with what stops it, where it was tried. */
export const chooseModal = (
  { format, period, how, replies }: Choice,
  say: Strings,
  more: {
    stopped?: { stops: readonly Stop[]; looked: Looked }
    chosen?: readonly ReflectionId[]
    isGone?: boolean
  } = {},
): ModalView => {
  const it = say.exporting
  const options = replies.slice(0, mostOptions).map(({ reflection, on, concept, asked }) => {
    const words = [dateName(on), ...themeOf({ concept, asked }, say), ...(asked ? [asked] : [])]
    return option(reflection, shortened(words.join(' · ')))
  })
  const initial = options.filter(({ value }) => more.chosen?.some((id) => id === value))
  const about: { draft: DraftWish } = { draft: { format, period } }
  return {
    ...exporting(it.chooseTitle, say),
    private_metadata: JSON.stringify(about),
    blocks: [
      ...(more.stopped ? [...stopping(more.stopped.stops, more.stopped.looked, say), divider] : []),
      section(it.choose(replies.length)),
      ...(more.isGone ? [context(it.gone)] : []),
      ...(replies.length > mostOptions ? [context(it.newest(mostOptions))] : []),
      ...(how.is === 'all'
        ? []
        : [
            input(
              'which',
              it.which,
              {
                type: 'multi_static_select',
                action_id: 'choice',
                options,
                ...(initial.length > 0 && { initial_options: initial }),
                ...(how.is === 'some' && { max_selected_items: how.most }),
              },
              {
                optional: how.is !== 'some' || how.mayBeAll,
                hint: how.is === 'some' ? it.whichSome(how.least, how.most, how.mayBeAll) : it.whichAny,
              },
            ),
          ]),
    ],
  }
}

/** What either form wishes for, or the field that it cannot go on without. */
export const readExport = (
  values: Values,
  about: string,
  say: Strings,
): ExportWish | { errors: Record<string, string> } => {
  const more = {
    looked: (stops: readonly Stop[]) => ({
      checked: checked(values, `checked:${markOf(stops)}`).length > 0,
      leaveOut: checked(values, `leave-out:${markOf(stops)}`).length > 0,
    }),
  }
  if (about) {
    const wish = DraftWish.parse(JSON.parse(about).draft)
    return { ...wish, ...more, chosen: checked(values, 'which').map((id) => ReflectionId.parse(id)) }
  }
  const format = exportFormats.find((it) => it === chosen(values, 'format')) ?? 'json'
  const period = periods.find((it) => it === chosen(values, 'period')) ?? 'usual'
  if (period !== 'dates') return { format, period, ...more }
  const [from, to] = (['from', 'to'] as const).map((id) => LocalDate.safeParse(date(values, id)).data)
  if (from && to && to < from) return { errors: { to: say.exporting.backwards } }
  return { format, period: { from, to }, ...more }
}

const exporting = (title: string, { exporting: it }: Strings) => ({
  type: 'modal' as const,
  callback_id: modalIds.export,
  title: plain(title),
  submit: plain(it.submit),
  close: plain(it.cancel),
})

// Each can be opened and changed, as far as there is a form for it; then all that still stand may be left out.
const stopping = (stops: readonly Stop[], { checked, leaveOut }: Looked, say: Strings): KnownBlock[] => {
  const it = say.exporting
  const shown = firstInView(
    stops.map((stop) => blocksOf(stop, say)),
    mostStopping,
  )
  const hidden = stops.length - shown.length
  const mayBeChecked = stops.some(({ is, always }) => is !== 'reply' && !always)
  const mark = markOf(stops)
  const tick = (words: string, isTicked: boolean) => ({
    type: 'checkboxes' as const,
    action_id: 'choice',
    options: [option('yes', words)],
    ...(isTicked && { initial_options: [option('yes', words)] }),
  })
  return [
    section(
      it.stopped(
        stops.length,
        stops.every(({ is }) => is === 'reply'),
      ),
    ),
    ...shown.flat(),
    ...(hidden > 0 ? [context(it.more(hidden))] : []),
    ...(mayBeChecked
      ? [input(`checked:${mark}`, it.checked, tick(it.checkedTick, checked), { optional: true })]
      : []),
    input(`leave-out:${mark}`, it.leaveOut, tick(it.leaveOutTick, leaveOut), { optional: true }),
  ]
}

/** Stands for exactly these: a tick below others is none below these. It travels to Slack, and tells nothing of them. */
const markOf = (stops: readonly Stop[]): string =>
  createHash('sha256').update(JSON.stringify(stops)).digest('hex').slice(0, 16)

const blocksOf = (stop: Stop, say: Strings): KnownBlock[] => {
  const it = say.exporting
  const open = (action: string, value?: string) => button(action, say.receipt.open, value ? { value } : {})
  const always = stop.always ? [context(it.always)] : []
  switch (stop.is) {
    case 'reply':
      return [section(ownText(it.look(stop.asked)), open(ids.changeReply, stop.reflection)), ...always]
    case 'helped':
      return [
        section(it.lookHelped, open(ids.openPlan, stop.reflection)),
        ...sections(stop.words, quoted),
        ...always,
      ]
    case 'challenge':
      return [
        section(it.lookChallenge(day(stop.namedAt)), open(ids.openChallenge)),
        ...sections(stop.words, quoted),
        ...always,
      ]
    case 'title':
      return [section(it.lookTitle, open(ids.openSettings)), ...sections(stop.words, quoted), ...always]
  }
}

/** `hasDeclined`: their no is kept too, and would go. */
export const forgetModal = (say: Strings, hasDeclined: boolean): ModalView => {
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
      ...(hasDeclined ? [section(it.declined)] : []),
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
