// What a leader does with a question other than answering it: leave it for this week, have another one, be reminded.

import { addDays, instantOf, later, localDateOf, plus } from './calendar.ts'
import { asAsked, bankOf, choosePrompt, themeOf } from './curriculum.ts'
import { type Delivery, type DeliveryId, type Instant, type Leader, LocalTime } from './model.ts'
import { hourOf, programmesOf } from './schedule.ts'
import type { Context } from './workspace.ts'

/** *Not this week*: the question goes, and nothing is said of it again. */
export const skip = (leader: Leader, id: DeliveryId, now: Instant): Leader =>
  changeDelivery(leader, id, (it) =>
    it.state.is === 'open' ? { ...it, remindAt: undefined, state: { is: 'skipped', at: now } } : it,
  )

/** Not left for this week after all. */
export const takeUp = (leader: Leader, id: DeliveryId, now: Instant): Leader =>
  changeDelivery(leader, id, (it) =>
    it.state.is === 'skipped'
      ? { ...it, state: now < it.closesAt ? { is: 'open' } : { is: 'closed', at: now } }
      : it,
  )

/** When *Remind me* reminds: in an hour, or at their own hour of a later day. */
export const remindTimes = ['in-an-hour', 'this-afternoon', 'tomorrow', 'in-two-days'] as const
export type RemindTime = (typeof remindTimes)[number]
/** When an afternoon's reminder comes. */
const afternoon = LocalTime.parse('15:00')

/** *Remind me*: once, at the time that they chose, if the question can still be answered then. */
export const remindMe = (
  leader: Leader,
  id: DeliveryId,
  when: RemindTime,
  now: Instant,
  context: Context,
): Leader => {
  const [programme] = programmesOf(leader, context)
  const { zone } = leader.settings
  const today = localDateOf(now, zone)
  const time = programme ? hourOf(leader, programme) : afternoon
  const inAnHour = plus(now, { hours: 1 })
  const remindAt =
    when === 'in-an-hour'
      ? inAnHour
      : when === 'this-afternoon'
        ? later(instantOf(today, afternoon, zone), inAnHour)
        : instantOf(addDays(today, when === 'tomorrow' ? 1 : 2), time, zone)
  return changeDelivery(leader, id, (it) =>
    it.state.is === 'open' && remindAt < it.closesAt ? { ...it, remindAt, remindWished: true } : it,
  )
}

/** No reminder for this one after all. */
export const dontRemind = (leader: Leader, id: DeliveryId): Leader =>
  changeDelivery(leader, id, (it) => ({ ...it, remindAt: undefined, remindWished: false }))

/** *Another question*: a different one of the same theme, once for each delivery. */
export const swap = (leader: Leader, id: DeliveryId, context: Context): Leader =>
  changeDelivery(leader, id, (it) => {
    const other = maySwap(it) ? otherPrompt(leader, it, context) : undefined
    return other ? { ...it, swapped: [...it.swapped, it.prompt.id], prompt: other } : it
  })

/** The first question again, after another one; what was put aside may have left the bank since. */
export const swapBack = (leader: Leader, id: DeliveryId, { bank }: Context): Leader =>
  changeDelivery(leader, id, (it) => {
    const first = bank.prompts.find((one) => one.id === it.swapped.at(-1))
    const asked = it.state.is === 'open' && first && asAsked(first)
    return asked ? { ...it, swapped: it.swapped.slice(0, -1), prompt: asked } : it
  })

/** Whether *Another question* is still to be had. */
export const maySwap = ({ state, swapped }: Delivery): boolean => state.is === 'open' && swapped.length === 0

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
