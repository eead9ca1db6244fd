// What someone would be asked, and when, without anyone being asked: the real functions of time and choice, lived
// through by somebody made up, who answers each question at once.
import { addDays, instantOf, mondayOf } from './calendar.ts'
import { newLeader } from './enrolment.ts'
import { advance, wakeAt } from './leader.ts'
import {
  ChannelId,
  type Delivery,
  type Instant,
  type Leader,
  LeaderId,
  type Level,
  type LocalDate,
  LocalTime,
  SlackTs,
  TeamId,
  UserId,
} from './model.ts'
import type { Bank } from './prompt.ts'
import { nextAskOf } from './schedule.ts'
import type { Programme } from './workspace.ts'

/** The questions of so many weeks from the week of a day, for someone of a level in the programme's zone and nation. */
export const questionsOf = (
  programme: Programme,
  { level, from, weeks, bank }: { level: Level | undefined; from: LocalDate; weeks: number; bank: Bank },
): Delivery[] => {
  const context = { programmes: [programme], partnerships: [], bank }
  const monday = mondayOf(from)
  const midnight = LocalTime.parse('00:00')
  const since = instantOf(addDays(monday, -1), midnight, programme.zone)
  const end = instantOf(addDays(monday, 7 * weeks), midnight, programme.zone)
  let leader = someoneIn(programme, since, level)
  for (let now = wakeAt(leader, context); now && now < end; now = wakeAt(leader, context)) {
    leader = answered(advance(leader, now, context), now)
  }
  return leader.deliveries
}

/** When a programme next asks, holidays and pauses of its own counted: at most so many moments after one. */
export const upcoming = (programme: Programme, now: Instant, count: number): Instant[] => {
  let leader = someoneIn(programme, now, undefined)
  const found: Instant[] = []
  while (found.length < count) {
    const next = nextAskOf(leader, programme)
    if (!next) break
    const { weekOf, setFor, at } = next
    found.push(at)
    leader = { ...leader, missedWeeks: [{ programme: programme.id, weekOf, setFor, at }] }
  }
  return found
}

const someoneIn = (programme: Programme, since: Instant, level: Level | undefined): Leader => {
  const { zone, nation, id } = programme
  const it = newLeader(LeaderId.parse('preview'), nobody, { zone, nation }, since)
  return { ...it, stage: { is: 'active', since }, settings: { ...it.settings, level }, programmes: [id] }
}

const nobody = { team: TeamId.parse('T'), user: UserId.parse('U'), dm: ChannelId.parse('D') }

const answered = (leader: Leader, now: Instant): Leader => ({
  ...leader,
  outbox: [],
  deliveries: leader.deliveries.map((it) =>
    it.state.is === 'open'
      ? { ...it, ts: SlackTs.parse('1.000000'), remindAt: undefined, state: { is: 'answered', at: now } }
      : it,
  ),
})
