// A leader's history as a file, in the words of its format.
import { localDateOf } from '../../domain/calendar.ts'
import { type ExportFile, HistoryFile } from '../../domain/export.ts'
import { accountsOf } from '../../domain/portfolio.ts'
import type { Strings } from '../../locales/en.ts'
import { pieced, quote } from './as-written.ts'
import { draft, headOf, howItWent, periodOf } from './portfolio.ts'

/** No name, no id and no word of anyone's stands in the file's own name. */
export const renderFile = (
  file: ExportFile,
  say: Strings,
): { name: string; title: string; content: string } => {
  const { format, history, madeAt } = file
  const on = localDateOf(madeAt, history.settings.zone)
  const { title } = say.exporting
  if (format === 'json') return { name: `balcony-${on}.json`, title, content: data(file) }
  if (format === 'markdown') return { name: `balcony-${on}.md`, title, content: markdown(file, say) }
  return {
    name: `balcony-${format}-${on}.md`,
    title: say.drafts[format].title,
    content: draft(format, file, say),
  }
}

const data = ({ madeAt, period, history }: ExportFile): string => {
  const isPart = period.from !== undefined || period.to !== undefined
  const file: HistoryFile = {
    format: 'balcony-history',
    version: 1,
    madeAt,
    ...(isPart && { period }),
    history,
  }
  return `${JSON.stringify(HistoryFile.parse(file), undefined, 2)}\n`
}

const markdown = ({ history, period }: ExportFile, say: Strings): string => {
  const it = say.exporting
  const { zone } = history.settings
  const pieces = accountsOf(history).flatMap((account) => [
    `## ${headOf(account, zone, say)}`,
    ...(account.asked ? [`**${account.asked}**`] : []),
    ...account.wrote.map(quote),
    ...(account.soWhat ? [`**${it.soWhat}**`, quote(account.soWhat)] : []),
    ...(account.plan
      ? [`**${it.nowWhat}**`, quote(account.plan.words), ...howItWent(account.plan, zone, say)]
      : []),
    ...(account.late ? [`*${it.late}*`] : []),
  ])
  return pieced([`# ${it.title}`, it.notice, ...periodOf(period, say), ...pieces])
}
