// What applying `balcony.yml` would do: thing by thing, what is made, changed or ended, and where the file and Slack
// cannot both have their way. Pure: carrying it out is flows/apply.ts.
import {
  type Configuration,
  memberFields,
  nameInFile,
  type PartnershipEntry,
  type ProgrammeEntry,
  partnershipEntry,
  programmeEntry,
} from './configuration.ts'
import type { PartnershipId, ProgrammeId } from './model.ts'
import {
  type Conflict,
  type Fields,
  isEqual,
  isSameSet,
  reconcile,
  type Take,
  type Value,
} from './reconcile.ts'
import type { PartnershipSettings, Programme, Workspace } from './workspace.ts'

export type Kind = 'programmes' | 'partnerships'

/** One thing of the file's, and what is to be done with it. `fields` are those that change, in the file's words. */
export type Step =
  | { kind: 'programmes'; name: string; does: 'make'; after: ProgrammeEntry }
  | {
      kind: 'programmes'
      name: string
      does: 'change' | 'start-again'
      before: Programme
      after: ProgrammeEntry
      fields: string[]
    }
  | { kind: 'programmes'; name: string; does: 'end'; before: Programme }
  | { kind: 'partnerships'; name: string; does: 'link'; after: PartnershipEntry }
  | {
      kind: 'partnerships'
      name: string
      does: 'change'
      before: PartnershipSettings
      after: PartnershipEntry
      fields: string[]
    }
  | { kind: 'partnerships'; name: string; does: 'unlink'; before: PartnershipSettings }

export type Plan = {
  steps: Step[]
  conflicts: (Conflict & { kind: Kind; name: string })[]
  /** All that stands, and all that would: as the file would say it. */
  now: Configuration
  after: Configuration
  /** Which programme and partnership each name of the file stands for, as far as there is one. */
  programmes: ReadonlyMap<string, ProgrammeId>
  partnerships: ReadonlyMap<string, PartnershipId>
}

/** What stands, as a file that asks for exactly that. */
export const configurationOf = (workspace: Workspace): Configuration => {
  const { now } = planOf(workspace, undefined)
  return now
}

/** Without a file nothing is done, and all that stands is what it was. */
export const planOf = (workspace: Workspace, file: Configuration | undefined, take?: Take): Plan => {
  const programmes = named(
    running(workspace),
    { asked: file?.programmes, last: workspace.applied?.programmes },
    (it, entry) => it.name.toLowerCase() === entry.name.toLowerCase(),
    ({ name }) => name,
  )
  const partnerships = named(
    workspace.partnerships,
    { asked: file?.partnerships, last: workspace.applied?.partnerships },
    (it, entry) => it.channel === entry.channel,
    ({ name }) => name,
  )
  const nameOf = (id: ProgrammeId) => [...programmes].find(([, it]) => it.id === id)?.[0]
  const now = {
    programmes: mapped(programmes, programmeEntry),
    partnerships: mapped(partnerships, (it) => partnershipEntry(it, nameOf)),
  }
  const ids = {
    programmes: new Map([...programmes].map(([name, { id }]) => [name, id])),
    partnerships: new Map([...partnerships].map(([name, { id }]) => [name, id])),
  }
  if (!file) return { steps: [], conflicts: [], now, after: now, ...ids }
  const conflicts: Plan['conflicts'] = []
  const decide = (kind: Kind, name: string): Fields | undefined => {
    const threeWays = {
      file: asFields(file[kind][name]),
      last: workspace.applied?.[kind][name]?.asked as Fields | undefined,
      now: asFields(now[kind][name]),
    }
    const decided = reconcile(threeWays, { sets: memberFields, ...(take && { take }) })
    conflicts.push(...decided.conflicts.map((it) => ({ ...it, kind, name })))
    return decided.after
  }
  const after: Configuration = { programmes: {}, partnerships: {} }
  const steps: Step[] = []
  for (const name of namesIn('programmes', workspace, file, now)) {
    const wished = decide('programmes', name) as ProgrammeEntry | undefined
    if (wished) after.programmes[name] = wished
    steps.push(...programmeStep(name, workspace, programmes.get(name), now.programmes[name], wished))
  }
  for (const name of namesIn('partnerships', workspace, file, now)) {
    const wished = decide('partnerships', name) as PartnershipEntry | undefined
    if (wished) after.partnerships[name] = wished
    steps.push(...partnershipStep(name, partnerships.get(name), now.partnerships[name], wished))
  }
  return { steps, conflicts, now, after, ...ids }
}

const programmeStep = (
  name: string,
  { programmes, applied }: Workspace,
  before: Programme | undefined,
  now: ProgrammeEntry | undefined,
  after: ProgrammeEntry | undefined,
): Step[] => {
  if (before && !after) return [{ kind: 'programmes', name, does: 'end', before }]
  if (!after) return []
  const fields = differing(now, after)
  if (before) {
    return fields.length > 0 ? [{ kind: 'programmes', name, does: 'change', before, after, fields }] : []
  }
  const ended = programmes.find(({ id }) => id === applied?.programmes[name]?.id)
  return ended
    ? [{ kind: 'programmes', name, does: 'start-again', before: ended, after, fields }]
    : [{ kind: 'programmes', name, does: 'make', after }]
}

const partnershipStep = (
  name: string,
  before: PartnershipSettings | undefined,
  now: PartnershipEntry | undefined,
  after: PartnershipEntry | undefined,
): Step[] => {
  if (before && !after) return [{ kind: 'partnerships', name, does: 'unlink', before }]
  if (!after) return []
  if (!before) return [{ kind: 'partnerships', name, does: 'link', after }]
  const fields = differing(now, after)
  return fields.length > 0 ? [{ kind: 'partnerships', name, does: 'change', before, after, fields }] : []
}

const running = ({ programmes }: Workspace): Programme[] => programmes.filter(({ endedAt }) => !endedAt)

/** Each thing that stands, by its name in the file: the one it was applied under, the one that describes it, or a new one. */
const named = <T extends { id: string }, E>(
  things: readonly T[],
  { asked = {}, last = {} }: { asked?: Record<string, E>; last?: Record<string, { id: string }> },
  describes: (thing: T, entry: E) => boolean,
  shown: (thing: T) => string,
): Map<string, T> => {
  const found = new Map<string, T>()
  const isFree = (thing: T) => ![...found.values()].includes(thing)
  for (const [name, { id }] of Object.entries(last)) {
    const thing = things.find((it) => it.id === id)
    if (thing) found.set(name, thing)
  }
  for (const [name, entry] of Object.entries(asked)) {
    const thing = things.find((it) => isFree(it) && describes(it, entry))
    if (thing && !found.has(name) && !last[name]) found.set(name, thing)
  }
  for (const thing of things.filter(isFree)) {
    const isTaken = (name: string) => found.has(name) || name in asked || name in last
    found.set(nameInFile(shown(thing), isTaken), thing)
  }
  return found
}

const mapped = <T, E>(things: ReadonlyMap<string, T>, as: (thing: T) => E): Record<string, E> =>
  Object.fromEntries([...things].map(([name, it]) => [name, as(it)]))

const namesIn = (kind: Kind, { applied }: Workspace, file: Configuration, now: Configuration): string[] => [
  ...new Set([file[kind], now[kind], applied?.[kind] ?? {}].flatMap((it) => Object.keys(it))),
]

/** The fields that are not the same, in the file's words. People come in no order. */
export const differing = (before: object | undefined, after: object): string[] => {
  const [was, is] = [asFields(before) ?? {}, asFields(after) ?? {}]
  const isSame = (name: string) =>
    memberFields.some((it) => it === name) ? isSameSet(was[name], is[name]) : isEqual(was[name], is[name])
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((it) => !isSame(it))
}

/** As `reconcile` takes it. */
export const asFields = (entry: object | undefined): Fields | undefined =>
  entry && (JSON.parse(JSON.stringify(entry)) as Record<string, Value>)
