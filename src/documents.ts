// Opens what is kept: the documents of one workspace, and the ledger of what people took back. For the process that
// runs Balcony, and for a command that does something while it does not.
import { join } from 'node:path'
import { plus } from './domain/calendar.ts'
import { healthyDelivery } from './domain/delivery-health.ts'
import * as leaderTime from './domain/leader.ts'
import type { Instant, Leader, TeamId } from './domain/model.ts'
import * as partnershipTime from './domain/partnership.ts'
import { type Noted, withdrawals } from './domain/withdrawal.ts'
import type { Partnership, Workspace } from './domain/workspace.ts'
import { takeBackAgain } from './flows/take-back-again.ts'
import { contextOf, userKey, type World } from './flows/world.ts'
import type { Log } from './ports.ts'
import { sweepBackups } from './store/backup.ts'
import { type ErasureLedger, keyOf, ledgerFolder, openLedger } from './store/erasure-ledger.ts'
import { kinds } from './store/kinds.ts'
import { openStore, type Store } from './store/open.ts'
import { type Marker, markRestored, restoredFrom, unmarkRestored } from './store/restore.ts'

export type DocumentsOptions = {
  /** Folder for the documents. */
  data: string
  /** Folder for the ledger of erasures; inside the data folder unless told. */
  ledger?: string
  clock: World['clock']
  log: Log
}

export type Kept = {
  store: Store
  key: string
  ledger: ErasureLedger
  /**
   * Opens a workspace's documents, making its own where there is none. `isStart`: Balcony begins to run on them, and after
   * a restore catches up first on what was taken back meanwhile.
   */
  workspace(team: TeamId, bank: World['bank'], how?: { isStart: boolean }): Promise<Documents>
  /** Removes what may be kept no longer. For a daily job. */
  sweep(): Promise<void>
  close(): Promise<void>
}

export type Documents = Pick<
  World,
  'leaders' | 'partnerships' | 'workspaces' | 'workspace' | 'noted' | 'restored'
>

/** For so long after a restore, whatever is to be sent is looked for first (days). */
const restoredDays = 7

/** Where the ledger is, unless told. */
export const ledgerIn = (data: string): string => join(data, ledgerFolder)

/** Takes the folder's lock. Throws `FolderInUse`, `StoreFault`. */
export const openKept = async ({ data, ledger: folder, clock, log }: DocumentsOptions): Promise<Kept> => {
  const store = await openStore({
    folder: data,
    now: clock.now,
    onDamaged: ({ file, why }) => log.error({ file, why }, 'a document is damaged and was set aside'),
  })
  let ledger: ErasureLedger | undefined
  try {
    const { key, isNew } = await keyOf(data)
    const opened = await openLedger({ folder: folder ?? ledgerIn(data), key, now: clock.now })
    ledger = opened
    sayHowItStands(opened, isNew, log)
    await sweepBackups(data, clock.now())
    return {
      store,
      key,
      ledger: opened,
      workspace: (team, bank, { isStart } = { isStart: false }) =>
        openWorkspace({ store, ledger: opened, team, bank, data, isStart, now: clock.now }),
      sweep: async () => {
        await store.sweep()
        await sweepBackups(data, clock.now())
        await opened.prune()
      },
      close: async () => {
        await store.close()
        await opened.close()
      },
    }
  } catch (error) {
    await ledger?.close()
    await store.close()
    throw error
  }
}

const sayHowItStands = (
  { isNew, file, damagedLines }: ErasureLedger,
  isNewFolder: boolean,
  log: Log,
): void => {
  if (isNew && !isNewFolder) {
    log.error(
      { file },
      'the ledger of erasures is not where it was, so a new one was begun: a backup made before now can be restored only with the old one; see docs/backups.md',
    )
  }
  if (damagedLines > 0) {
    log.error(
      { file, lines: damagedLines },
      'the ledger of erasures has lines that cannot be read; take a backup now, so that older ones need not be restored',
    )
  }
}

const openWorkspace = async ({
  store,
  ledger,
  team,
  bank,
  data,
  isStart,
  now,
}: Pick<Kept, 'store' | 'ledger'> & {
  team: TeamId
  bank: World['bank']
  data: string
  isStart: boolean
  now: () => Instant
}): Promise<Documents> => {
  const workspaces = await store.collection<Workspace>('workspaces', {
    workspace: team,
    ...kinds.workspaces,
    describe: () => ({ wakeAt: undefined, keys: [] }),
    revision: () => '1',
  })
  const workspace = {
    current: (await workspaces.get(team)) ?? (await workspaces.create(newWorkspace(team))),
  }
  const revision = () => `1:${workspace.current.revision}`
  const leaders = await store.collection<Leader>('leaders', {
    workspace: team,
    ...kinds.leaders,
    describe: (leader) => ({
      wakeAt: leaderTime.wakeAt(leader, contextOf({ workspace, bank })),
      keys: [userKey(leader.slack.team, leader.slack.user)],
    }),
    revision,
    // Before the document is written: what was taken back is on record whatever happens then.
    beforeSave: (before, after) => ledger.note(withdrawals(before, after)),
  })
  const partnerships = await store.collection<Partnership>('partnerships', {
    workspace: team,
    ...kinds.partnerships,
    describe: (partnership) => {
      const settings = workspace.current.partnerships.find(({ id }) => id === partnership.id)
      return { wakeAt: settings && partnershipTime.wakeAt(partnership, settings), keys: [] }
    },
    revision,
  })
  const kept = { workspaces, workspace, leaders, partnerships }
  const marker = await restoredFrom(data)
  // Before anything marks that it has started: a start that is cut short does it once more.
  if (marker && !marker.startedAt && isStart) await takeBackAgain(kept, sinceRestore(ledger, marker), now())
  const restored = marker && (await restoredSince(data, marker, isStart, now()))
  return { ...kept, noted: ledger.since(), restored }
}

// In a ledger that was begun after the restore, all that there is was noted since.
const sinceRestore = (ledger: ErasureLedger, { ledger: place }: Marker): Noted =>
  ledger.since(place && ledger.reachesBackTo(place) === true ? place : undefined)

const restoredSince = async (
  data: string,
  marker: Marker,
  isStart: boolean,
  now: Instant,
): Promise<World['restored']> => {
  const startedAt = marker.startedAt ?? now
  if (plus(startedAt, { days: restoredDays }) <= now) {
    await unmarkRestored(data)
    return undefined
  }
  if (!marker.startedAt && isStart) await markRestored(data, { ...marker, startedAt })
  return { began: marker.began, startedAt, until: plus(startedAt, { days: restoredDays }) }
}

const newWorkspace = (id: TeamId): Workspace => ({
  schema: 2,
  id,
  programmes: [],
  partnerships: [],
  unlinked: [],
  jobs: [],
  audit: [],
  appointed: [],
  promptsOff: [],
  delivery: healthyDelivery,
  revision: 0,
})
