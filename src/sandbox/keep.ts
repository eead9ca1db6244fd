// Keeps the practice workspace in one JSON file, so that a restart finds the same people and messages.
// It is practice: a change is on disk a moment later, not before the call that made it is answered.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Held } from './workspace.ts'

export type Keep = {
  /** Something has changed: write it soon. */
  touch(): void
  /** Writes at once what is not on disk yet. */
  flush(): void
}

const file = (folder: string): string => join(folder, 'workspace.json')

/** What was kept in a folder; undefined where nothing was. Throws, in words, where it cannot be read. */
export function kept(folder: string): Held | undefined {
  const path = file(folder)
  let json: string
  try {
    json = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const parsed = Kept.safeParse(parseOrNothing(json))
  if (parsed.success) return withoutEphemerals(parsed.data as unknown as Held)
  throw new DamagedPractice(path)
}

/** Something of the practice workspace that is there and cannot be used. It is left exactly as it was found. */
export class DamagedPractice extends Error {
  override readonly name = 'DamagedPractice'
  constructor(path: string) {
    super(
      `The practice workspace cannot go on: ${path} cannot be read, and was left as it is. ` +
        'Put back a copy that is whole, or start over with “npm start -- --fresh”.',
    )
  }
}

export function createKeep(folder: string, held: Held): Keep {
  let timer: NodeJS.Timeout | undefined
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const flush = () => {
    if (!timer) return
    clearTimeout(timer)
    timer = undefined
    const path = file(folder)
    writeFileSync(`${path}.new`, JSON.stringify(held), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  return {
    flush,
    touch() {
      timer ??= setTimeout(flush, 1000)
    },
  }
}

/** What only one person saw does not outlast their session. */
const withoutEphemerals = (held: Held): Held => ({
  ...held,
  posts: Object.fromEntries(
    Object.entries(held.posts).map(([channel, posts]) => [channel, posts.filter((it) => !it.only)]),
  ),
})

const Kept = z.looseObject({
  schema: z.literal(1),
  team: z.object({ id: z.string(), name: z.string(), domain: z.string() }),
  tokens: z.object({ bot: z.string(), app: z.string() }),
  lastTs: z.number(),
  people: z.array(z.looseObject({ id: z.string(), name: z.string(), tz: z.string() })),
  channels: z.array(z.looseObject({ id: z.string(), kind: z.string(), members: z.array(z.string()) })),
  posts: z.record(z.string(), z.array(z.looseObject({ ts: z.string(), user: z.string(), text: z.string() }))),
  // A workspace of before there were files has none.
  files: z.record(z.string(), z.looseObject({ name: z.string(), size: z.number() }).nullable()).default({}),
  homes: z.record(z.string(), z.looseObject({ id: z.string() })),
  modals: z.record(z.string(), z.array(z.looseObject({ id: z.string() }))),
})

function parseOrNothing(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
