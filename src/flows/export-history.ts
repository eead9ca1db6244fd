// Makes a file of someone's own history and puts it into their conversation with us.
import { type ExportFormat, type History, historyOf, stopsExport } from '../domain/export.ts'
import type { ChannelId, Leader, ReflectionId } from '../domain/model.ts'
import { makingFile } from './clear-away.ts'
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
): Promise<{ stopped: Stopped } | { to: ChannelId; send: () => Promise<void> } | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const stopping = stopsExport(leader, world.safety)
  if (stopping.length > 0 && !leaveOut) {
    return { stopped: stopping.map(({ id, asked }) => ({ reflection: id, asked })) }
  }
  const madeAt = world.clock.now()
  const history = historyOf(leader, stopping, world.safety)
  const mark = makingFile(leader.id)
  return {
    to: leader.slack.dm,
    send: async () => {
      // While it is on its way nothing is taken away: what Slack does not have yet would come after all.
      if (world.underWay.has(mark)) throw new Error('another file of theirs is being made')
      world.underWay.add(mark)
      try {
        await world.sender.upload(leader.slack.dm, { format, madeAt, history }, async (id) => {
          await world.leaders.update(leader.id, (it) => {
            if (!holdsAll(it, history)) throw new Error('a reply was deleted while its file was being made')
            return { ...it, files: [...it.files, { id, at: madeAt }] }
          })
        })
      } finally {
        world.underWay.delete(mark)
      }
    },
  }
}

const holdsAll = ({ reflections }: Leader, history: History): boolean => {
  const there = new Set(reflections.map(({ id }) => id))
  return history.reflections.every(({ id }) => there.has(id))
}
