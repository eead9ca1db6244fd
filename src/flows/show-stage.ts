// The invitation's own message says what became of it: a welcome, or a no that was heard.
import type { Leader } from '../domain/model.ts'
import { invitation, welcome } from './compose-letter.ts'
import { contextOf, type World } from './world.ts'

/** Shows in place of the invitation how things stand now; harmless to repeat. */
export const showStage = async (world: World, leader: Leader): Promise<void> => {
  if (!leader.invitation) return
  const at = { channel: leader.slack.dm, ts: leader.invitation.ts }
  const context = contextOf(world)
  const letter =
    leader.stage.is === 'active'
      ? welcome(leader, context)
      : leader.stage.is === 'declined'
        ? ({ kind: 'declined' } as const)
        : invitation(leader, context)
  await world.sender.update(at, letter)
}
