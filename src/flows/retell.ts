// What people are told before they say yes has changed: invitations that nobody has answered yet say it as it is now.
import type { Letter } from '../domain/letter.ts'
import type { Leader, ProgrammeId, SlackTs } from '../domain/model.ts'
import type { Job } from '../domain/workspace.ts'
import { furtherInvitation, invitation } from './compose-letter.ts'
import { contextOf, leaderOf, type World } from './world.ts'

/** Harmless to repeat. Trouble with one keeps no other waiting; it throws at the end, and is then not done. */
export const retell = async (world: World, job: Extract<Job, { is: 'retell' }>): Promise<void> => {
  const people = world.workspace.current.programmes.find(({ id }) => id === job.programme)?.people ?? []
  let isAnyoneLeft = false
  for (const user of people) {
    const leader = await leaderOf(world, user)
    const open = leader && openInvitation(world, leader, job.programme)
    if (!open) continue
    const told = await world.sender.update({ channel: leader.slack.dm, ts: open.ts }, open.letter)
    if (told.is === 'later' || told.is === 'unknown') isAnyoneLeft = true
  }
  if (isAnyoneLeft) throw new Error('an invitation that is open could not be rewritten')
}

const openInvitation = (
  world: World,
  leader: Leader,
  programme: ProgrammeId,
): { ts: SlackTs; letter: Letter } | undefined => {
  const context = contextOf(world)
  if (leader.stage.is === 'invited') {
    const ts = leader.programmes.includes(programme) ? leader.invitation?.ts : undefined
    return ts && { ts, letter: invitation(leader, context) }
  }
  const ts = leader.further.find((it) => it.programme === programme && it.is === 'invited')?.ts
  const letter = ts && furtherInvitation(leader, programme, context)
  return letter && { ts, letter }
}
