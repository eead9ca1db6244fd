// A question now, for whoever has a minute: the one that is open, this week's before its hour, or none.
import { localDateOf, mondayOf } from '../domain/calendar.ts'
import { askNow } from '../domain/leader.ts'
import type { Delivery, Leader, LocalDate, ReflectionId } from '../domain/model.ts'
import { isOnceAWeek } from '../domain/rhythm.ts'
import { isOver, programmesOf, slotOfToday } from '../domain/schedule.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { contextOf, leaderOf, type World } from './world.ts'

export type Now =
  /** It is on its way; `after` sends it. */
  | { is: 'asked'; after: () => Promise<void> }
  | { is: 'open'; delivery: Delivery }
  | { is: 'answered'; reflection: ReflectionId }
  | { is: 'left-for-this-week'; delivery: Delivery }
  /** They pause, or Balcony rests, or they have left. */
  | { is: 'away' }
  /** They were taken out of all their programmes. */
  | { is: 'no-programme' }
  | { is: 'nothing' }

/** Undefined where nobody is known who takes part or did. This week's own question is used up by being asked early. */
export const askForNow = async (world: World, user: string): Promise<Now | undefined> => {
  const leader = await leaderOf(world, user)
  if (!leader || leader.stage.is === 'invited' || leader.stage.is === 'declined') return undefined
  const isInNone = programmesOf(leader, contextOf(world)).length === 0
  if (leader.stage.is !== 'active') return { is: isInNone ? 'no-programme' : 'away' }
  const there = standing(leader, world)
  if (there) return there
  if (isInNone) return { is: 'no-programme' }
  const { before, after } = await changeWords(world, leader.id, (it) => asked(it, world))
  if (after.deliveries.length === before.deliveries.length) return { is: 'nothing' }
  return { is: 'asked', after: () => afterChange(world, before, after) }
}

const standing = (leader: Leader, world: World): Now | undefined => {
  const open = leader.deliveries.findLast(({ state, ts }) => state.is === 'open' && ts)
  if (open) return { is: 'open', delivery: open }
  const delivery = ofThisWeek(leader, world)
  const reflection = leader.reflections.find((it) => delivery && it.delivery === delivery.id)
  if (reflection) return { is: 'answered', reflection: reflection.id }
  switch (delivery?.state.is) {
    case undefined:
      return undefined
    case 'skipped':
      return { is: 'left-for-this-week', delivery }
    case 'closed':
      return { is: 'open', delivery }
    default:
      return { is: 'nothing' }
  }
}

const asked = (leader: Leader, world: World): Leader => {
  const context = contextOf(world)
  const [programme] = programmesOf(leader, context)
  const today = todayOf(leader, world)
  // Someone else's press may have been quicker.
  if (leader.stage.is !== 'active' || !programme || programme.startsOn > today) return leader
  if (ofThisWeek(leader, world) || isOver(programme, today)) return leader
  const slot = slotOfToday(leader, programme, today)
  return askNow(leader, programme, slot, world.clock.now(), context, 'wished')
}

const ofThisWeek = (leader: Leader, world: World): Delivery | undefined => {
  const [programme] = programmesOf(leader, contextOf(world))
  const today = todayOf(leader, world)
  const ofNow = leader.deliveries.filter(
    (it) => it.programme === programme?.id && it.weekOf === mondayOf(today),
  )
  // Where each day has its own, it is today's.
  const isToday = ({ askedAt }: Delivery) => localDateOf(askedAt, leader.settings.zone) === today
  return programme && isOnceAWeek(programme.schedule) ? ofNow[0] : ofNow.find(isToday)
}

const todayOf = ({ settings }: Leader, { clock }: World): LocalDate => localDateOf(clock.now(), settings.zone)
