// A pack's ledger of ids, `ids.yml`: every id that a prompt of the pack has or ever had. Replies are kept under an id for
// years, so one that vanished must never come back with another question; without the ledger nobody could see it go.
import { isMap, isScalar } from 'yaml'
import type { Fault, PlacedPrompt } from './load-packs.ts'
import type { Page } from './page.ts'

/** In a pack's folder. A map from each id to nothing, or to why it was retired. */
export const ledgerFile = 'ids.yml'

/** `because` is there where the id was retired. `line` counts from 1. */
export type Ledger = { id: string; line: number; because?: string }[]

/** What stands in the file, or what is wrong with it. */
export function readLedger({ at, document, lineAt }: Page): { ledger?: Ledger; faults: Fault[] } {
  const map = document.contents
  if (map === null) return { ledger: [], faults: [] }
  if (!isMap(map)) {
    const says = `${ledgerFile} has one line for each id, with a colon after it: \`perceiving-unheard-voice:\`.`
    return { faults: [{ ...at, line: lineAt(map.range[0]), says }] }
  }
  const ledger: Ledger = []
  const faults: Fault[] = []
  for (const { key, value } of map.items) {
    const id = isScalar(key) ? String(key.value) : ''
    const line = lineAt(isScalar(key) ? (key.range?.[0] ?? 0) : (map.range?.[0] ?? 0))
    const written = isScalar(value) ? value.value : value
    if (id === '' || (written !== null && typeof written !== 'string'))
      faults.push({
        ...at,
        line,
        says: 'Write the id and a colon; after it nothing, or in plain words why the id was retired.',
      })
    else ledger.push({ id, line, ...(written?.trim() && { because: written.trim() }) })
  }
  return faults.length > 0 ? { faults } : { ledger, faults }
}

/** Where a pack and its ledger are out of step: an id that nobody wrote down, or one that went without a word. */
export function stepFaults(folder: string, prompts: readonly PlacedPrompt[], ledger: Ledger): Fault[] {
  const known = new Set(ledger.map(({ id }) => id))
  const used = new Set(prompts.map(({ prompt }) => String(prompt.id)))
  const unknown = prompts
    .filter(({ prompt }) => !known.has(prompt.id))
    .map(({ prompt: { id }, file, lines, line }) => ({
      folder,
      file,
      line: lines.id ?? line,
      entry: id,
      field: 'id',
      says: `This id is new. Add the line \`${id}:\` to ${ledgerFile}, so that it is never given away again.`,
    }))
  const gone = ledger
    .filter(({ id, because }) => !because && !used.has(id))
    .map(({ id, line }) => ({
      folder,
      file: ledgerFile,
      line,
      says: `No prompt is called ${id} any more. Bring it back, or write here after the colon why it was retired.`,
    }))
  return [...unknown, ...gone]
}
