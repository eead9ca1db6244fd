// Three ways of one thing: what a file asks for, what was last applied from it, and what stands now, which admins may have
// changed in Slack since. Pure, and it knows nothing of what the values mean.

/** A value of a field: anything that JSON can say. Lists named as sets are compared one member at a time. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value }

/** One thing's fields by name, or undefined where there is no such thing. */
export type Fields = Readonly<Record<string, Value | undefined>>

export type ThreeWays = { file: Fields | undefined; last: Fields | undefined; now: Fields | undefined }

/** Whose word counts where both sides changed the same field. */
export type Take = 'file' | 'slack'

/** A field that both sides changed, each in its own way. `undefined` stands for a field, or a thing, that was taken away. */
export type Conflict = {
  /** Undefined where the whole thing is meant: one side took it away, the other changed it. */
  field?: string
  last: Value | undefined
  file: Value | undefined
  now: Value | undefined
}

/** What should stand, and what nobody but a person can decide. `after` is undefined where the thing should go. */
export type Reconciled = { after: Fields | undefined; conflicts: Conflict[] }

/**
 * What should stand after the file is applied. Whoever changed a field since the last time has their way; where both did,
 * and differently, it is a conflict, which `take` decides. With a conflict that nobody decided, what stands now stays.
 * `sets` names the fields whose members come and go one by one: there both sides have their way.
 */
export const reconcile = (
  { file, last, now }: ThreeWays,
  { sets = [], take }: { sets?: readonly string[]; take?: Take } = {},
): Reconciled => {
  if (!file || !now) return reconcileWhole({ file, last, now }, take)
  const names = [...new Set([file, now, last ?? {}].flatMap((it) => Object.keys(it)))]
  const conflicts: Conflict[] = []
  const after = Object.fromEntries(
    names.map((field) => {
      const three = { file: file[field], last: last?.[field], now: now[field] }
      if (sets.includes(field)) return [field, mergeSets(three)]
      const decided = decide(three, take)
      if (!decided) conflicts.push({ field, ...three })
      return [field, decided ? decided.value : three.now]
    }),
  )
  return { after, conflicts }
}

/** The same by content, whatever the order of names. */
export const isEqual = (a: Value | undefined, b: Value | undefined): boolean => canonical(a) === canonical(b)

/** The same members, whatever their order. */
export const isSameSet = (a: Value | undefined, b: Value | undefined): boolean =>
  JSON.stringify(membersOf(a).map(canonical).toSorted()) ===
  JSON.stringify(membersOf(b).map(canonical).toSorted())

// A thing that one side does not have: new, or taken away.
const reconcileWhole = ({ file, last, now }: ThreeWays, take: Take | undefined): Reconciled => {
  const whole = { file: asValue(file), last: asValue(last), now: asValue(now) }
  const decided = decide(whole, take)
  if (!decided) return { after: now, conflicts: [whole] }
  return { after: isEqual(decided.value, whole.file) ? file : now, conflicts: [] }
}

const decide = (
  { file, last, now }: Record<keyof ThreeWays, Value | undefined>,
  take: Take | undefined,
): { value: Value | undefined } | undefined => {
  if (isEqual(file, now) || isEqual(now, last)) return { value: file }
  if (isEqual(file, last)) return { value: now }
  if (!take) return undefined
  return { value: take === 'file' ? file : now }
}

// In the file's order, then what Slack has beside it; where that comes to the same members, as they stand.
const mergeSets = ({ file, last, now }: Record<keyof ThreeWays, Value | undefined>): Value => {
  const [inFile, before, here] = [membersOf(file), membersOf(last), membersOf(now)]
  const has = (list: readonly Value[], one: Value) => list.some((it) => isEqual(it, one))
  const stays = (one: Value) => (has(before, one) ? has(inFile, one) && has(here, one) : true)
  const all = [...inFile, ...here.filter((one) => !has(inFile, one))]
  const merged = all.filter((one, index) => stays(one) && all.findIndex((it) => isEqual(it, one)) === index)
  return now !== undefined && isSameSet(merged, now) ? now : merged
}

const membersOf = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : [])

const asValue = (fields: Fields | undefined): Value | undefined =>
  fields &&
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

const canonical = (value: Value | undefined): string =>
  JSON.stringify(value, (_, it: unknown) =>
    it && typeof it === 'object' && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : it,
  ) ?? ''
