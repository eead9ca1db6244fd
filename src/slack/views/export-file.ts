// A leader's history as a file, in the words of its format.
import { type ExportFile, type History, HistoryFile } from '../../domain/export.ts'
import type { Strings } from '../../locales/en.ts'

/** No name, no id and no word of anyone's stands in the file's own name. */
export const renderFile = (
  { format, history, madeAt }: ExportFile,
  say: Strings,
): { name: string; title: string; content: string } => {
  const name = `balcony-${madeAt.slice(0, 10)}`
  const { title } = say.exporting
  if (format === 'markdown') return { name: `${name}.md`, title, content: markdown(history, say) }
  const file: HistoryFile = { format: 'balcony-history', version: 1, madeAt, history }
  return {
    name: `${name}.json`,
    title,
    content: `${JSON.stringify(HistoryFile.parse(file), undefined, 2)}\n`,
  }
}

const markdown = ({ reflections, settings }: History, say: Strings): string => {
  const it = say.exporting
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: settings.zone })
  const pieces = reflections.flatMap(({ at, concept, asked, parts, soWhat, nowWhat, late }) => [
    `## ${day.format(new Date(at))} · ${concept ? say.concepts[concept] : it.own}`,
    ...(asked ? [`**${asked}**`] : []),
    ...parts.map(({ text }) => quote(text)),
    ...(soWhat ? [`**${it.soWhat}**`, quote(soWhat.text)] : []),
    ...(nowWhat ? [`**${it.nowWhat}**`, quote(nowWhat.text)] : []),
    ...(late ? [`*${it.late}*`] : []),
  ])
  return `${[`# ${it.title}`, it.notice, ...pieces].join('\n\n')}\n`
}

// A fence that is longer than any in the words, so that they stand as they were written and end nothing.
const quote = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}
