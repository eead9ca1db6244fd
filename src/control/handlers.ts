// What a running Balcony does for each command.
import { open, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Documents, Kept } from '../documents.ts'
import { earliest } from '../domain/calendar.ts'
import type { Instant } from '../domain/model.ts'
import { UserId } from '../domain/model.ts'
import { configurationOf } from '../domain/plan.ts'
import { apply } from '../flows/apply.ts'
import { doJobs } from '../flows/do-jobs.ts'
import { exportForFile, exportToThem, forgetForThem } from '../flows/serve-request.ts'
import type { World } from '../flows/world.ts'
import { backupFolder, lastBackup, takeBackup } from '../store/backup.ts'
import { realDisk, removeFile } from '../store/durable-file.ts'
import { codeOf } from '../store/errors.ts'
import { type Handlers, Refused, type Status, type Way } from './commands.ts'
import { peopleInWords, soonInWords } from './people-in-words.ts'

export type HandlersOptions = {
  world: World
  kept: Kept
  data: string
  version: string
  since: Instant
  /** Work that nobody waits for. */
  beside: (what: string, work: () => Promise<void>) => void
}

export const handlersOf = ({ world, kept, data, version, since, beside }: HandlersOptions): Handlers => {
  let isBackingUp = false
  const now = world.clock.now
  return {
    status: async () => ({
      ...(await statusOf(data, kept, world, now())),
      process: { pid: process.pid, since, balcony: version, node: process.versions.node },
    }),
    backup: async ({ to }, way) => {
      if (isBackingUp)
        throw new Refused('A backup is being made already. Wait for it, and look with “status”.')
      isBackingUp = true
      try {
        return await backUp({ data, to, version, kept, now }, way)
      } finally {
        isBackingUp = false
      }
    },
    configuration: async () => ({ configuration: asJson(configurationOf(world.workspace.current)) }),
    apply: async ({ configuration, take, isTrial }) => {
      const { applied } = world.workspace.current
      const first = (['programmes', 'partnerships'] as const).flatMap((kind) =>
        Object.keys(configuration[kind])
          .filter((name) => !applied?.[kind][name])
          .map((name) => ({ kind, name })),
      )
      const { plan, done, refused } = await apply(world, configuration, { take, isTrial })
      if (done.length > 0) beside('what follows from a configuration that was applied', () => doJobs(world))
      return {
        steps: plan.steps.map((it) => ({
          kind: it.kind,
          name: it.name,
          does: it.does,
          fields: 'fields' in it ? it.fields : [],
        })),
        done: done.length,
        conflicts: asJson(plan.conflicts),
        ...(refused && { refused }),
        first,
        now: asJson(plan.now),
        after: asJson(plan.after),
      }
    },
    export: async ({ user }) => {
      beside('an export for a request', () => exportToThem(world, UserId.parse(user)))
      return {}
    },
    'export-to-file': async ({ user, file, reason }) => {
      // The file first, so that nobody is told of one that cannot be written.
      const handle = await open(file, 'wx', 0o600).catch((cause) => {
        throw new Refused(whyNoFile(file, codeOf(cause)))
      })
      let isWhole = false
      try {
        const person = kept.ledger.nameFor(user)
        const made = await exportForFile(world, UserId.parse(user), { reason, person })
        if (made.is === 'told') {
          await handle.writeFile(made.text)
          await handle.sync()
          isWhole = true
          return { file }
        }
        throw new Refused(
          'They could not be told of it in Slack, so nothing was written. Look at the log; their account may be closed.',
        )
      } finally {
        await handle.close()
        if (!isWhole) await removeFile(realDisk, file)
      }
    },
    forget: async ({ user }) => {
      const { after } = await forgetForThem(world, UserId.parse(user), kept.ledger.nameFor(user))
      beside('what follows from deleting everything', after)
      return {}
    },
  }
}

// It is written by the Balcony that runs, and not by whoever asked.
const whyNoFile = (file: string, code: string | undefined): string => {
  switch (code) {
    case 'EEXIST':
      return `${file} is there already. Name another file.`
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no folder ${dirname(file)}. Make it, or name a file in another one.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The Balcony that runs may not write ${file}. Name a file in a folder that its user may write in.`
    default:
      return `${file} cannot be written (${code ?? 'unknown fault'}). Name another file.`
  }
}

/** Backs up a folder whose lock is held. */
export const backUp = async (
  {
    data,
    to = join(data, backupFolder),
    version,
    kept,
    now,
  }: { data: string; to?: string; version: string; kept: Kept; now: () => Instant },
  { progress, until }: Way,
) => {
  const { store, key, ledger } = kept
  const made = await takeBackup({
    data,
    to,
    version,
    key,
    ledger,
    whileStill: store.whileStill,
    now,
    progress: (step, done, of) => progress({ step, done, of }),
    until,
  })
  return { ...made, documents: peopleInWords(made.documents) }
}

/** How things stand: nothing in it tells who takes part, or how many but as a band. */
export const statusOf = async (
  data: string,
  { store, ledger }: Kept,
  { workspace, leaders, partnerships, restored }: Documents,
  now: Instant,
): Promise<Status> => {
  const { bsize, bavail, blocks } = await statfs(data)
  const due = (await leaders.due(now, 100_000)).length + (await partnerships.due(now, 1_000)).length
  return {
    at: now,
    folder: data,
    workspace: workspace.current.id,
    documents: {
      leaders: peopleInWords((await leaders.ids()).length),
      partnerships: (await partnerships.ids()).length,
      programmes: workspace.current.programmes.length,
    },
    due: {
      now: due === 0 ? 'nothing' : peopleInWords(due),
      next: soonInWords(earliest([await leaders.nextWake(), await partnerships.nextWake()]), now),
    },
    lastBackup: await lastBackup(data),
    ledger: { file: ledger.file, damagedLines: ledger.damagedLines },
    disk: { freeBytes: bsize * bavail, totalBytes: bsize * blocks },
    damaged: await store.damaged(),
    restored: restored && { began: restored.began, until: restored.until },
  }
}

/** As it goes over the line. */
const asJson = (it: unknown) => JSON.parse(JSON.stringify(it))
