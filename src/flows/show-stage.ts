// The invitation's own message says what became of it: a welcome, or a no that was heard.
import type { Letter } from '../domain/letter.ts'
import type { Leader } from '../domain/model.ts'
import type { Context } from '../domain/workspace.ts'
import { invitation, welcome } from './compose-letter.ts'
import { contextOf, type World } from './world.ts'

/**
 * Shows in place of the invitation how things stand now; harmless to repeat. Of a pause, a rest or a goodbye Home tells:
 * the welcome stays what it was.
 */
export const showStage = async (world: World, leader: Leader): Promise<void> => {
  const letter = letterOf(leader, contextOf(world))
  if (!leader.invitation || !letter) return
  await world.sender.update({ channel: leader.slack.dm, ts: leader.invitation.ts }, letter)
}

const letterOf = (leader: Leader, context: Context): Letter | undefined => {
  switch (leader.stage.is) {
    case 'invited':
      return invitation(leader, context)
    case 'active':
      return welcome(leader, context)
    case 'declined':
      return { kind: 'declined' }
    default:
      return undefined
  }
}
