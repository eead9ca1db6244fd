// Makes a file of someone's own history and puts it into their conversation with us.
import { localDateOf } from '../domain/calendar.ts'
import {
  type ExportFile,
  type ExportFormat,
  lastYear,
  leavingOut,
  type Period,
  repliesWithin,
  type Stop,
  stopsIn,
  taken,
} from '../domain/export.ts'
import type { ChannelId, Concept, Leader, LocalDate, Reflection, ReflectionId } from '../domain/model.ts'
import { type Choosing, choosing, type DraftFormat, draftFormats, mayChoose } from '../domain/portfolio.ts'
import { makingFile } from './clear-away.ts'
import { leaderOf, type World } from './world.ts'

/** What the form begins with: the twelve months that end today, for whoever wants dates. */
export type ExportForm = { dates: Required<Period> }

export type ExportWish = {
  format: ExportFormat
  /** `usual` is the last twelve months for a draft, and everything for the others. */
  period: 'usual' | 'all' | Period
  /** For a draft, once it was asked: none are all of them. */
  chosen?: readonly ReflectionId[]
  /** What its author said of exactly these, where they were shown to them: nothing goes in or is left out unseen. */
  looked: (stops: readonly Stop[]) => Looked
}
/** `checked`: the words that no reply holds may leave. `leaveOut`: whatever still stops the file stays behind. */
export type Looked = { checked: boolean; leaveOut: boolean }

/** Replies to choose from, newest first, by what was asked: none of their words. */
export type Choice = {
  format: DraftFormat
  period: Period
  how: Choosing
  replies: { reflection: ReflectionId; on: LocalDate; concept?: Concept; asked?: string }[]
}

export type Exported =
  /** There is no reply within these days, and nothing else belongs into such a file. */
  | { is: 'empty' }
  /** Its replies are to be chosen; again, where those were too few or too many, or some of them are not there. */
  | { is: 'choosing'; choice: Choice; fault?: 'count' | 'gone' }
  /** Something is to be looked at first; `choice` for a draft, of which others may be chosen. */
  | { is: 'stopped'; stops: Stop[]; choice?: Choice }
  /** `accounts` is how many replies are in it. `send` throws where Slack does not take it. */
  | { is: 'made'; to: ChannelId; accounts: number; send: () => Promise<Sent> }

/** `overtaken`: something in it was deleted meanwhile; `busy`: another file of theirs is on its way. */
export type Sent = 'sent' | 'overtaken' | 'busy'

/** The form of an export; undefined where nothing is kept of them. */
export const readExportForm = async (world: World, user: string): Promise<ExportForm | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  return { dates: lastYear(world.clock.now(), leader.settings.zone) }
}

/**
 * Makes the file, or says what is to be done first; undefined where nobody is known. The file's id is on record before
 * any of it is sent, so that deleting reaches it whatever happens.
 */
export const exportHistory = async (
  world: World,
  user: string,
  { format, period: wished, chosen, looked }: ExportWish,
): Promise<Exported | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader) return undefined
  const madeAt = world.clock.now()
  const draft = draftFormats.find((it) => it === format)
  const period = resolved(wished, draft !== undefined, lastYear(madeAt, leader.settings.zone))
  const replies = repliesWithin(leader, period)
  // What else is kept is theirs as well, whether or not they ever wrote a reply.
  const isEverything = format === 'json' && !period.from && !period.to
  if (replies.length === 0 && !isEverything) return { is: 'empty' }
  const choice = draft && choiceFor(draft, period, replies, leader)
  const fault = choice && chosen && faultIn(choice, chosen)
  if (choice && (fault || (!chosen && choice.how.is !== 'all'))) return { is: 'choosing', choice, fault }
  const history = taken(leader, format, period, chosen?.length ? chosen : undefined)
  const shown = stopsIn(history, world.safety)
  const { checked, leaveOut } = looked(shown)
  const stops = stopsIn(history, world.safety, checked)
  if (stops.length > 0 && !leaveOut) return { is: 'stopped', stops: shown, choice }
  const left = new Set(stops.flatMap((it) => (it.is === 'reply' ? [it.reflection] : [])))
  const file: ExportFile = {
    format,
    madeAt,
    period,
    history: leavingOut(history, stops),
    listed: replies
      .filter(({ id }) => !left.has(id))
      .map(({ at, concept, asked }) => ({ at, concept, asked })),
  }
  return {
    is: 'made',
    to: leader.slack.dm,
    accounts: file.history.reflections.length,
    send: () => send(world, leader, file),
  }
}

const resolved = (wished: ExportWish['period'], isDraft: boolean, year: Period): Period => {
  if (wished === 'all') return {}
  if (wished !== 'usual') return wished
  return isDraft ? year : {}
}

const choiceFor = (
  format: DraftFormat,
  period: Period,
  replies: readonly Reflection[],
  { settings }: Leader,
): Choice => ({
  format,
  period,
  how: choosing(format, replies.length),
  replies: replies
    .map(({ id, at, concept, asked }) => ({
      reflection: id,
      on: localDateOf(at, settings.zone),
      concept,
      asked,
    }))
    .toReversed(),
})

// Where one of those that were chosen has gone meanwhile, it is chosen anew: nothing stands in for it.
const faultIn = ({ how, replies }: Choice, chosen: readonly ReflectionId[]): 'count' | 'gone' | undefined => {
  const there = new Set(replies.map(({ reflection }) => reflection))
  if (!chosen.every((id) => there.has(id))) return 'gone'
  return mayChoose(how, chosen.length) ? undefined : 'count'
}

const send = async (world: World, leader: Leader, file: ExportFile): Promise<Sent> => {
  const mark = makingFile(leader.id)
  // While it is on its way nothing is taken away: what Slack does not have yet would come after all.
  if (world.underWay.has(mark)) return 'busy'
  world.underWay.add(mark)
  try {
    await world.sender.upload(leader.slack.dm, file, async (id) => {
      await world.leaders.update(leader.id, (it) => {
        if (!holdsAll(it, file)) throw new Overtaken()
        return { ...it, files: [...it.files, { id, at: file.madeAt }] }
      })
    })
    return 'sent'
  } catch (error) {
    const isOvertaken = error instanceof Overtaken || !(await world.leaders.get(leader.id))
    if (isOvertaken) return 'overtaken'
    throw error
  } finally {
    world.underWay.delete(mark)
  }
}

/** A reply was deleted while its file was being made, so the file must not come. */
class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

const holdsAll = ({ reflections }: Leader, { history }: ExportFile): boolean => {
  const there = new Set(reflections.map(({ id }) => id))
  return history.reflections.every(({ id }) => there.has(id))
}
