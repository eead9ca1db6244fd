// Keeps a message of someone's own as a reflection, wherever they wrote it.
import { takesPart } from '../domain/enrolment.ts'
import { type ChannelId, ReflectionId, type SlackTs } from '../domain/model.ts'
import { partTyped, recordSaved, recordTyped, remember } from '../domain/reflection.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { type Caution, cautionOf } from './mind.ts'
import { leaderOf, type World } from './world.ts'

/**
 * The reflection that a message of theirs is kept in: in their conversation with us the one that it belongs to, else
 * one of its own. Nothing is kept twice. `caution` is what to show its writer first, where it is set aside.
 */
export const saveMessage = async (
  world: World,
  user: string,
  channel: ChannelId,
  message: { ts: SlackTs; thread?: SlackTs; text: string },
): Promise<{ reflection: ReflectionId; caution?: Caution } | 'not-taking-part' | 'empty'> => {
  const leader = await leaderOf(world, user)
  if (!leader || !takesPart(leader)) return 'not-taking-part'
  if (message.text.trim() === '') return 'empty'
  const now = world.clock.now()
  const isOurs = channel === leader.slack.dm
  const own = ReflectionId.parse(`saved.${channel}.${message.ts}`)
  const { before, after } = await changeWords(world, leader.id, (it) =>
    isOurs ? recordTyped(remember(it, message.ts), message, now) : recordSaved(it, own, message.text, now),
  )
  await afterChange(world, before, after)
  const reflection = (isOurs && after.reflections.find((it) => partTyped(it, message.ts))?.id) || own
  const caution = cautionOf(world, after, reflection)
  return { reflection, ...(caution && !caution.confirmed && { caution }) }
}
