// What a programme would ask, for an admin to read or to be sent as a test. Nobody else hears of it, and nothing of it
// is kept.
import { noted } from '../domain/audit.ts'
import { localDateOf, plus } from '../domain/calendar.ts'
import { remindTimes } from '../domain/delivery.ts'
import {
  type ChannelId,
  type Delivery,
  DeliveryId,
  type Level,
  type LocalDate,
  type UserId,
} from '../domain/model.ts'
import { questionsOf } from '../domain/preview.ts'
import { changeWorkspace } from './change-workspace.ts'
import { programmeOf } from './read-programmes.ts'
import { contextOf, type World } from './world.ts'

/** One question as it would be asked, on a day of the programme's zone; `week` counts from 0. */
export type AskedThen = Pick<Delivery, 'week'> &
  Pick<Delivery['prompt'], 'concept' | 'kind' | 'text'> & { on: LocalDate }

export type ProgrammePreview = { name: string; asked: AskedThen[] }

/** A cycle's length (weeks). */
const weeks = 13

/** Thirteen weeks from this one, or from its first; undefined where it is gone. */
export const previewProgramme = (world: World, id: string, level?: Level): ProgrammePreview | undefined => {
  const programme = programmeOf(world, id)
  if (!programme) return undefined
  const today = localDateOf(world.clock.now(), programme.zone)
  const from = today > programme.startsOn ? today : programme.startsOn
  const asked = questionsOf(programme, { level, from, weeks, bank: contextOf(world).bank })
  return {
    name: programme.name,
    asked: asked.map(({ week, askedAt, prompt: { concept, kind, text } }) => ({
      week,
      concept,
      kind,
      text,
      on: localDateOf(askedAt, programme.zone),
    })),
  }
}

/** Sends an admin the next question as it would come, marked as a test. */
export const sendTest = async (
  world: World,
  by: UserId,
  id: string,
): Promise<'sent' | 'gone' | 'nothing' | 'failed'> => {
  const programme = programmeOf(world, id)
  if (!programme) return 'gone'
  const [first] = previewProgramme(world, id)?.asked ?? []
  if (!first) return 'nothing'
  const now = world.clock.now()
  const posted = await world.sender.post(
    // Slack opens the conversation with whoever is named in place of one.
    { channel: by as string as ChannelId },
    {
      kind: 'test-question',
      programme: programme.name,
      question: {
        kind: 'prompt',
        delivery: DeliveryId.parse('test'),
        theme: { concept: first.concept, kind: first.kind },
        text: first.text,
        state: 'open',
        closesAt: plus(now, { days: programme.closesAfterDays }),
        maySwap: true,
        maySwapBack: false,
        mayTakeUp: false,
        remindTimes,
      },
    },
    `test:${world.newId()}`,
  )
  if (posted.is !== 'sent') return 'failed'
  await changeWorkspace(world, (it) => ({
    ...it,
    audit: noted(it.audit, { at: now, by, act: 'programme-test', on: programme.id, name: programme.name }),
  }))
  return 'sent'
}
