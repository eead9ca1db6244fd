// The documents while no Balcony runs on them. Slack is not asked: what follows there from a change is noted in the
// documents, and done at the next start.
import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import { describeFaults, loadPacks, shippedPack } from '../content/load-packs.ts'
import { Refused } from '../control/commands.ts'
import type { Documents, Kept } from '../documents.ts'
import { TeamId, UserId } from '../domain/model.ts'
import { forgetForThem } from '../flows/serve-request.ts'
import type { World } from '../flows/world.ts'
import { workspacesIn } from '../store/snapshot.ts'
import { type DataFolder, NoDocuments } from './data-folder.ts'

type Content = Pick<World, 'bank' | 'safety'>

const contentOf = async ({ packs }: Config): Promise<Content> => {
  const loaded = await loadPacks([shippedPack, ...packs])
  if ('faults' in loaded) throw new Refused(describeFaults(loaded.faults))
  return loaded
}

/** The folder's one workspace. Throws `NoDocuments`, and `Refused` where there are several. */
export const openOffline = async (
  kept: Kept,
  { folder, config }: DataFolder,
): Promise<Documents & Content> => {
  const [team, ...more] = await workspacesIn(folder)
  if (more.length > 0) {
    throw new Refused(
      `There are several workspaces in ${folder}. Start Balcony, and ask again: it knows which is its own.`,
    )
  }
  if (team === undefined) throw new NoDocuments(folder)
  const content = await contentOf(config)
  return { ...(await kept.workspace(TeamId.parse(team), content.bank)), ...content }
}

/** Deletes everything of someone; what stands in Slack goes at the next start. */
export const forgetOffline = async (
  kept: Kept,
  at: DataFolder,
  user: string,
): Promise<Record<string, never>> => {
  const world: World = {
    ...(await openOffline(kept, at)),
    sender: {
      post: notNow,
      update: notNow,
      remove: notNow,
      upload: notNow,
      removeFile: notNow,
      find: notNow,
    },
    directory: {
      profile: notNow,
      audience: notNow,
      readers: notNow,
      channel: notNow,
      openDm: notNow,
      typedSince: notNow,
      newestUpTo: notNow,
    },
    clock: { now: at.now },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    newId: () => randomBytes(8).toString('hex'),
    packs: { readAgain: notNow },
    namedAdmins: [],
    underWay: new Set(),
    turns: new Map(),
  }
  await forgetForThem(world, UserId.parse(user), kept.ledger.nameFor(user))
  return {}
}

const notNow = (): Promise<never> =>
  Promise.reject(new Error('Slack is not asked while Balcony is not running'))
