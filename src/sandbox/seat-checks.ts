// Who may do something where: asked by every verb of a person's before it does anything.
import { NotDone } from './not-done.ts'
import type { Channel, Member } from './seed.ts'
import { channelOf, personOf, type Workspace } from './workspace.ts'

/** Someone who can act: they exist, and their account is on. */
export function someone(workspace: Workspace, user: string): Member {
  const person = personOf(workspace, user)
  if (!person) throw new NotDone(`Nobody here has the id ${user}.`, 404)
  if (person.isDeactivated) throw new NotDone(`${person.name}'s account has been deactivated.`, 403)
  return person
}

/** A conversation that this person is in; others are as good as not there. */
export function conversation(workspace: Workspace, person: Member, id: string): Channel {
  const channel = channelOf(workspace, id)
  if (!channel?.members.includes(person.id)) throw new NotDone('You are not in that conversation.', 404)
  return channel
}

/** The same, to write in: nothing in an archived channel can be changed. */
export function openConversation(workspace: Workspace, person: Member, id: string): Channel {
  const channel = conversation(workspace, person, id)
  if (channel.isArchived) throw new NotDone('This channel is archived: nothing can be written in it.', 403)
  return channel
}
