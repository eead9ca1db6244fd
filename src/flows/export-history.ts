// Makes a file of someone's own history and puts it into their conversation with us.
import { type ExportFormat, historyOf, stopsExport } from '../domain/export.ts'
import type { ReflectionId } from '../domain/model.ts'
import { leaderOf, type World } from './world.ts'

/** Replies to be looked at first, so that they can be opened. */
export type Stopped = { reflection: ReflectionId; asked?: string }[]

/** Whether there is anything to take away. */
export const mayExport = async (world: World, user: string): Promise<boolean> =>
  ((await leaderOf(world, user))?.reflections.length ?? 0) > 0

/**
 * Makes the file, or says which replies stop it; undefined where nobody is known. The file's id is on record before
 * any of it is sent, so that deleting reaches it whatever happens. `send` throws where Slack does not take it.
 */
export const exportHistory = async (
  world: World,
  user: string,
  format: ExportFormat,
  leaveOut: boolean,
): Promise<{ stopped: Stopped } | { send: () => Promise<void> } | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const stopping = stopsExport(leader, world.safety)
  if (stopping.length > 0 && !leaveOut) {
    return { stopped: stopping.map(({ id, asked }) => ({ reflection: id, asked })) }
  }
  const madeAt = world.clock.now()
  const history = historyOf(leader, stopping, world.safety)
  return {
    send: () =>
      world.sender.upload(leader.slack.dm, { format, madeAt, history }, async (id) => {
        await world.leaders.update(leader.id, (it) => ({ ...it, files: [...it.files, { id, at: madeAt }] }))
      }),
  }
}
