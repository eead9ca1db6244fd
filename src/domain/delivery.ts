// What a leader does with a question other than answering it: leave it for this week, have another one, be reminded.

import { addDays, instantOf, localDateOf, plus } from './calendar.ts'
import { asAsked, bankOf, choosePrompt, themeOf } from './curriculum.ts'
import { takesPart } from './enrolment.ts'
import {
  type Delivery,
  type DeliveryId,
  type Instant,
  type Leader,
  LocalTime,
  type PromptId,
} from './model.ts'
import { hourOf, programmesOf } from './schedule.ts'
import type { Context } from './workspace.ts'

/** *Not this week*: the question goes, and nothing is said of it again unless they take it up. */
export const skip = (leader: Leader, id: DeliveryId, now: Instant): Leader =>
  changeDelivery(leader, id, (it) =>
    it.state.is === 'open' ? { ...it, state: { is: 'skipped', at: now } } : it,
  )

/** Not left for this week after all. */
export const takeUp = (leader: Leader, id: DeliveryId, now: Instant): Leader =>
  changeDelivery(leader, id, (it) => (it.state.is === 'skipped' ? openAgain(it, now) : it))

/** Open as before while it still can be answered, with the reminder that is still to come. */
export const openAgain = (it: Delivery, now: Instant): Delivery => ({
  ...it,
  ...(now < it.closesAt && it.remindAt && it.remindAt > now
    ? {}
    : { remindAt: undefined, remindWished: false, remindElseAt: undefined }),
  state: now < it.closesAt ? { is: 'open' } : { is: 'closed', at: now },
})

/** When *Remind me* reminds: in an hour, this afternoon, or at their own hour of a later day. */
export const remindTimes = ['in-an-hour', 'this-afternoon', 'tomorrow', 'in-two-days'] as const
export type RemindTime = (typeof remindTimes)[number]
/** When an afternoon's reminder comes. */
const afternoon = LocalTime.parse('15:00')

/** Why a time to be reminded at is not to be had: the question has closed by then, or there is not an hour until then. */
export type NoReminder = 'closes-before' | 'too-soon'

/** The moment that a choice of *Remind me* stands for, chosen now; or why it is not to be had. */
export const reminderAt = (
  leader: Leader,
  { closesAt }: Delivery,
  when: RemindTime,
  now: Instant,
  context: Context,
): { at: Instant } | { whyNot: NoReminder } => {
  const [programme] = programmesOf(leader, context)
  const { zone } = leader.settings
  const today = localDateOf(now, zone)
  const time = programme ? hourOf(leader, programme) : afternoon
  const inAnHour = plus(now, { hours: 1 })
  const at =
    when === 'in-an-hour'
      ? inAnHour
      : when === 'this-afternoon'
        ? instantOf(today, afternoon, zone)
        : instantOf(addDays(today, when === 'tomorrow' ? 1 : 2), time, zone)
  if (at >= closesAt) return { whyNot: 'closes-before' }
  return at < inAnHour && when === 'this-afternoon' ? { whyNot: 'too-soon' } : { at }
}

/** What *Remind me* offers with an open question: what was to be had when it was asked. */
export const offeredTimes = (leader: Leader, delivery: Delivery, context: Context): RemindTime[] =>
  remindTimes.filter((when) => 'at' in reminderAt(leader, delivery, when, delivery.askedAt, context))

/** *Remind me*: once, at that moment, whatever else comes; not for someone who has left. */
export const remindMe = (leader: Leader, id: DeliveryId, at: Instant): Leader =>
  takesPart(leader)
    ? changeDelivery(leader, id, (it) =>
        it.state.is === 'open' && at < it.closesAt
          ? {
              ...it,
              remindAt: at,
              remindWished: true,
              remindElseAt: it.remindWished ? it.remindElseAt : it.remindAt,
            }
          : it,
      )
    : leader

/** Not at that time after all: the reminder comes when it would have, if that is still ahead. */
export const dontRemind = (leader: Leader, id: DeliveryId, now: Instant): Leader =>
  changeDelivery(leader, id, (it) =>
    it.remindWished
      ? {
          ...it,
          remindAt: it.remindElseAt && it.remindElseAt > now ? it.remindElseAt : undefined,
          remindWished: false,
          remindElseAt: undefined,
        }
      : it,
  )

/** The key of a reminder: one comes by itself, and one each time that it was asked for. */
export const reminderKey = ({ id }: Leader, delivery: DeliveryId, wishedFor?: Instant): string =>
  wishedFor ? `reminder:${id}:${delivery}:${wishedFor}` : `reminder:${id}:${delivery}`

/** *Another question*: a different one of the same theme, once a week; after the first again, it is that same one. */
export const swap = (leader: Leader, id: DeliveryId, context: Context): Leader =>
  changeDelivery(leader, id, (it) => {
    if (!maySwap(leader, it)) return it
    const other = it.another ? promptNamed(it.another, context) : otherPrompt(leader, it, context)
    return other ? { ...it, swapped: [...it.swapped, it.prompt.id], another: other.id, prompt: other } : it
  })

/** The first question again, after another one; what was put aside may have left the bank since. */
export const swapBack = (leader: Leader, id: DeliveryId, context: Context): Leader =>
  changeDelivery(leader, id, (it) => {
    const first = it.state.is === 'open' ? promptNamed(it.swapped.at(-1), context) : undefined
    return first ? { ...it, swapped: it.swapped.slice(0, -1), prompt: first } : it
  })

/** Whether *Another question* is still to be had: none has been in this week, or it is the one that they had before. */
export const maySwap = (leader: Leader, { id, state, swapped, another, weekOf }: Delivery): boolean => {
  if (state.is !== 'open' || swapped.length > 0) return false
  return (
    another !== undefined ||
    !leader.deliveries.some((it) => it.id !== id && it.weekOf === weekOf && it.another)
  )
}

const promptNamed = (id: PromptId | undefined, { bank }: Context): Delivery['prompt'] | undefined => {
  const prompt = bank.prompts.find((it) => it.id === id)
  return prompt && asAsked(prompt)
}

const otherPrompt = (
  leader: Leader,
  delivery: Delivery,
  { programmes, bank }: Context,
): Delivery['prompt'] | undefined => {
  const programme = programmes.find(({ id }) => id === delivery.programme)
  const theme =
    delivery.prompt.concept !== undefined
      ? ({ kind: 'weekly', concept: delivery.prompt.concept } as const)
      : programme && themeOf(programme, delivery.weekOf, leader)
  const prompt =
    theme &&
    choosePrompt({
      theme,
      weekOf: delivery.weekOf,
      week: delivery.week,
      level: leader.settings.level,
      // As if it were asked anew: what it replaces must not weigh as the question before.
      history: leader.deliveries.filter((it) => it !== delivery),
      bank: programme ? bankOf(programme, bank) : bank,
      except: [delivery.prompt.id],
    })
  return prompt && prompt.id !== delivery.prompt.id ? asAsked(prompt) : undefined
}

export const changeDelivery = (leader: Leader, id: DeliveryId, how: (it: Delivery) => Delivery): Leader => ({
  ...leader,
  deliveries: leader.deliveries.map((it) => (it.id === id ? how(it) : it)),
})
