// One more programme for someone who takes part already: a yes or a no, and their message says which.
import { declineToo, joinToo } from '../domain/enrolment.ts'
import type { Leader, ProgrammeId, SlackTs } from '../domain/model.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { furtherInvitation } from './compose-letter.ts'
import { contextOf, leaderOf, type World } from './world.ts'

/** Undefined where they are not named for it, or do not take part any more. */
export const answerFurther = async (
  world: World,
  user: string,
  programme: ProgrammeId,
  isYes: boolean,
  at: SlackTs | undefined,
): Promise<Leader | undefined> => {
  const leader = await leaderOf(world, user)
  const people = world.workspace.current.programmes.find(({ id }) => id === programme)?.people
  // Whoever was taken out of it may have its invitation still; it works again if they are put back.
  if (!leader || (isYes && !people?.includes(leader.slack.user))) return undefined
  const { before, after } = await changeWords(world, leader.id, (it) =>
    isYes ? joinToo(it, programme) : declineToo(it, programme, world.clock.now()),
  )
  await afterChange(world, before, after)
  const letter = furtherInvitation(after, programme, contextOf(world))
  if (letter && at) await world.sender.update({ channel: after.slack.dm, ts: at }, letter)
  return letter && after.programmes.includes(programme) === isYes ? after : undefined
}
