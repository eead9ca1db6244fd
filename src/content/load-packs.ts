// Reads packs (folders of YAML files) into the bank. It collects every fault it can find, each with its place and what to
// write instead, because the reader is a coach and not a programmer; with a single fault it loads nothing.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMap, isScalar, isSeq } from 'yaml'
import type { z } from 'zod'
import { type Bank, type Prompt, shippedPackId } from '../domain/prompt.ts'
import type { Safety } from '../domain/safe-to-write.ts'
import { type Ledger, ledgerFile, readLedger } from './ledger.ts'
import { PackEntry, PackSheet, promptOf } from './pack.ts'
import { adviseOnField, adviseOnUnknownField } from './pack-advice.ts'
import { type Manner, type Page, readPage } from './page.ts'
import { readSafety, type SafetyFile, safetyAligned, safetyFile, safetyOf } from './safe-to-write.ts'

/** Something that keeps a pack from loading. `line` counts from 1; `says` is one sentence or two for a coach. */
export type Fault = {
  /** As it was given to `loadPacks`. */
  folder: string
  /** Relative to the folder; left out where the fault is the folder's. */
  file?: string
  line?: number
  /** The prompt's id, or its place in the file where it has none. */
  entry?: string
  field?: string
  says: string
}

/** The pack that comes with Balcony, in English. */
export const shippedPack = fileURLToPath(new URL('../../prompts/en', import.meta.url))

/** A prompt and where it stands. `lines` counts from 1 and knows each field that was written. */
export type PlacedPrompt = {
  prompt: Prompt
  folder: string
  file: string
  line: number
  lines: Readonly<Record<string, number>>
}

/** One folder, read without a fault. Out of use: a later pack stands in its place. */
export type PackRead = {
  folder: string
  inUse: boolean
  prompts: PlacedPrompt[]
  /** What its `ids.yml` says, where it has one. */
  ledger?: Ledger
  /** What its `safe-to-write.yml` says, where it has one. It counts even where the prompts are out of use. */
  safety?: SafetyFile
}

/**
 * The bank that these folders make together, in their order: a later pack adds to the earlier ones, or stands in their
 * place where its `pack.yml` says `replaces: shipped`. And what they say together of what is safe to write, to which
 * every pack adds. Or else everything that is wrong with them.
 */
export async function loadPacks(
  folders: readonly string[],
): Promise<{ bank: Bank; safety: Safety } | { faults: Fault[] }> {
  const read = await readPacks(folders)
  if ('faults' in read) return read
  const inUse = read.packs.filter((pack) => pack.inUse)
  return {
    bank: {
      prompts: inUse.flatMap(({ folder, prompts }) =>
        prompts.map(({ prompt }) => ({ ...prompt, pack: packName(folder) })),
      ),
    },
    safety: safetyOf(read.packs.flatMap((pack) => pack.safety ?? [])),
  }
}

/** The same, with the packs apart and the place of each prompt, for whoever looks closer than asking needs. */
export async function readPacks(
  folders: readonly string[],
): Promise<{ packs: PackRead[] } | { faults: Fault[] }> {
  const packs = await Promise.all(folders.map(readPack))
  const firstInUse = Math.max(
    packs.findLastIndex((pack) => pack.replaces),
    0,
  )
  const inUse = packs.slice(firstInUse)
  const faults = [
    ...packs.flatMap((pack) => pack.faults),
    ...idsTakenTwice(inUse),
    ...idsRetired(
      inUse,
      packs.flatMap((pack) => pack.ledger ?? []),
    ),
  ]
  if (faults.length > 0) return { faults }
  return {
    packs: packs.map(({ prompts, ledger, safety }, index) => ({
      folder: folders[index] ?? '',
      inUse: index >= firstInUse,
      prompts,
      ...(ledger && { ledger }),
      ...(safety && { safety }),
    })),
  }
}

/** A pack goes by its folder's name; the one that comes with Balcony, by what it is. */
const packName = (folder: string): string => (folder === shippedPack ? shippedPackId : path.basename(folder))

/** All faults, folder by folder and line by line, to print as they are. */
export function describeFaults(faults: readonly Fault[]): string {
  const byFolder = Map.groupBy(faults, (fault) => fault.folder)
  return [...byFolder]
    .map(([folder, own]) => [`In ${folder}:`, ...own.toSorted(byPlace).map(describeFault)].join('\n'))
    .join('\n\n')
}

type Place = { folder: string; file: string; line: number }
type Pack = {
  replaces: boolean
  prompts: PlacedPrompt[]
  ids: (Place & { id: string })[]
  ledger?: Ledger
  safety?: SafetyFile
  faults: Fault[]
}

async function readPack(folder: string): Promise<Pack> {
  const names = await namesIn(folder)
  if (!names)
    return emptyPack([{ folder, says: 'There is no such folder, or it may not be read. Check its name.' }])
  const misnamed = names
    .filter((name) => name.endsWith('.yaml'))
    .map((file) => ({ folder, file, says: 'Files of a pack end in .yml. Give this one that ending.' }))
  const read = await Promise.all(
    names.filter((name) => name.endsWith('.yml')).map((file) => readPackFile(folder, file)),
  )
  const none =
    read.length + misnamed.length > 0
      ? []
      : [{ folder, says: 'There is no file that ends in .yml in this folder.' }]
  const ledger = read.find((it) => it.ledger)?.ledger
  const safety = read.find((it) => it.safety)?.safety
  return {
    replaces: read.some((it) => it.replaces),
    ...(ledger && { ledger }),
    ...(safety && { safety }),
    prompts: read.flatMap((it) => it.prompts),
    ids: read.flatMap((it) => it.ids),
    faults: [...none, ...misnamed, ...read.flatMap((it) => it.faults)],
  }
}

async function namesIn(folder: string): Promise<string[] | undefined> {
  const names = await readdir(folder).catch(() => undefined)
  return names?.filter((name) => !name.startsWith('.')).sort()
}

/** What was read of each file: it is parsed again once it says something else. */
const parsed = new Map<string, { source: string; pack: Pack }>()

async function readPackFile(folder: string, file: string): Promise<Pack> {
  const at = { folder, file }
  const place = path.join(folder, file)
  const source = await readFile(place, 'utf8').catch(() => undefined)
  if (source === undefined) return emptyPack([{ ...at, says: 'This is not a file that may be read.' }])
  const known = parsed.get(place)
  if (known?.source === source) return known.pack
  const pack = parsePackFile(at, source)
  parsed.set(place, { source, pack })
  return pack
}

function parsePackFile(at: { folder: string; file: string }, source: string): Pack {
  const { file } = at
  const page = readPage(source, at, mannerOf(file))
  if ('broken' in page) return emptyPack(page.broken.map((fault) => ({ ...at, ...fault })))
  if (file === 'pack.yml') return readSheet(page)
  if (file === safetyFile) return { ...emptyPack([]), ...readSafety(page) }
  return file === ledgerFile ? { ...emptyPack([]), ...readLedger(page) } : readEntries(page)
}

/** What to say of YAML that is not as it should be, in each kind of file. */
function mannerOf(file: string): Manner {
  if (file === ledgerFile) return { twice: 'This id has a line already. Keep one.' }
  if (file === safetyFile)
    return { aligned: safetyAligned, twice: 'This is here twice. Put both under one name.' }
  return {}
}

function readSheet({ at, document, lineAt }: Page): Pack {
  const sheet = PackSheet.safeParse(document.toJS() ?? {})
  if (sheet.success) return { ...emptyPack([]), replaces: sheet.data.replaces !== undefined }
  const line = lineAt(document.contents?.range?.[0] ?? 0)
  return emptyPack([
    { ...at, line, says: 'pack.yml holds the one line `replaces: shipped`, or nothing. Take away the rest.' },
  ])
}

function readEntries({ at, document, lineAt }: Page): Pack {
  const refuse = (line: number, says: string) => emptyPack([{ ...at, line, says }])
  const list = document.contents
  if (list === null || (isScalar(list) && list.value === null))
    return refuse(1, 'The file is empty. Write a prompt, beginning with `- id:`, or take the file away.')
  if (!isSeq(list)) {
    const says =
      'The file is not a list of prompts. Begin each prompt with a hyphen: `- id: …`, its other fields below the `id`.'
    return refuse(lineAt(list.range[0]), says)
  }
  const pack = emptyPack([])
  for (const [index, written] of (document.toJS() as unknown[]).entries()) {
    const node = list.items[index]
    const line = lineAt(rangeStart(node))
    const id: unknown = isMap(node) ? node.get('id') : undefined
    const known = typeof id === 'string' && id.trim() !== ''
    const entry = known ? id : `prompt ${index + 1} of the file`
    if (known) pack.ids.push({ ...at, line, id })
    const checked = PackEntry.safeParse(written)
    if (checked.success)
      pack.prompts.push({ prompt: promptOf(checked.data), ...at, line, lines: linesOf(node, lineAt) })
    else
      for (const issue of checked.error.issues)
        for (const { path: where, ...found } of wrongFields(issue, written))
          pack.faults.push({ ...at, line: lineAt(placeOf(node, where)), entry, ...found })
  }
  return pack
}

/** What one issue of zod's says of an entry: one finding for each field it concerns. */
function wrongFields(
  issue: z.core.$ZodIssue,
  entry: unknown,
): { field?: string; path: PropertyKey[]; says: string }[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((field) => ({ field, path: [field], says: adviseOnUnknownField(field) }))
  const [field] = issue.path
  if (typeof field !== 'string') {
    const says =
      'This is not a prompt. Begin with `- id: …` and put its other fields below the `id`, each as `field: value`.'
    return [{ path: [], says }]
  }
  const written = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null)?.[key],
    entry,
  )
  return [{ field, path: [...issue.path], says: adviseOnField(issue, field, written) }]
}

/** Where a field stands: at its name, or at the one wrong value of a list; at its entry where it is missing. */
function placeOf(entry: unknown, [field, index]: PropertyKey[]): number {
  const pair = isMap(entry) ? entry.items.find((it) => isScalar(it.key) && it.key.value === field) : undefined
  if (!pair) return rangeStart(entry)
  return typeof index === 'number' && isSeq(pair.value)
    ? rangeStart(pair.value.items[index])
    : rangeStart(pair.key)
}

function linesOf(entry: unknown, lineAt: Page['lineAt']): Record<string, number> {
  if (!isMap(entry)) return {}
  return Object.fromEntries(
    entry.items.map(({ key }) => [isScalar(key) ? String(key.value) : '', lineAt(rangeStart(key))]),
  )
}

function rangeStart(node: unknown): number {
  return (isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined) ?? 0
}

function idsTakenTwice(packs: readonly Pack[]): Fault[] {
  const first = new Map<string, Place>()
  return packs.flatMap((pack) =>
    pack.ids.flatMap(({ id, ...place }): Fault[] => {
      const other = first.get(id)
      if (!other) first.set(id, place)
      if (!other) return []
      const where = `${other.folder === place.folder ? other.file : path.join(other.folder, other.file)}:${other.line}`
      const says = `This id is taken already, by the prompt at ${where}. Give one of the two a name of its own.`
      return [{ ...place, entry: id, field: 'id', says }]
    }),
  )
}

/** An id that was retired stays out of use, in every pack: replies of long ago are kept under it. */
function idsRetired(packs: readonly Pack[], ledger: Readonly<Ledger>): Fault[] {
  const retired = new Map(ledger.map(({ id, because }) => [id, because]))
  return packs.flatMap((pack) =>
    pack.ids.flatMap(({ id, ...place }): Fault[] => {
      const because = retired.get(id)
      if (!because) return []
      const says = `This id was retired (${because}), and replies are kept under it. Give this prompt another name.`
      return [{ ...place, entry: id, field: 'id', says }]
    }),
  )
}

function describeFault({ file, line, entry, field, says }: Fault): string {
  const place = [file, line].filter((it) => it !== undefined).join(':')
  const what = [entry, field].filter((it) => it !== undefined).join(', ')
  return `  ${place}${what && ` (${what})`}${place && ': '}${says}`
}

function byPlace(a: Fault, b: Fault): number {
  return (a.file ?? '').localeCompare(b.file ?? '') || (a.line ?? 0) - (b.line ?? 0)
}

function emptyPack(faults: Fault[]): Pack {
  return { replaces: false, prompts: [], ids: [], faults }
}
