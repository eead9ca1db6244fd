// A leader's history as a file, in the words of its format.
import type { ExportFile } from '../../domain/export.ts'
import type { Strings } from '../../locales/en.ts'

export const renderFile = (
  { history, madeAt }: ExportFile,
  say: Strings,
): { name: string; title: string; content: string } => ({
  name: `balcony-${madeAt.slice(0, 10)}.json`,
  title: say.exporting.title,
  content: `${JSON.stringify({ format: 'balcony-history', version: 1, madeAt, ...history }, undefined, 2)}\n`,
})
