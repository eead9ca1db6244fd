// What a leader does with a question other than answering it: leave it for this week, have another one, be reminded.

import { asAsked, choosePrompt, themeOf } from './curriculum.ts'
import type { Delivery, DeliveryId, Instant, Leader } from './model.ts'
import type { Context } from './workspace.ts'

/** *Not this week*: the question goes, and nothing is said of it again. */
export const skip = (leader: Leader, id: DeliveryId, now: Instant): Leader =>
  changeDelivery(leader, id, (it) =>
    it.state.is === 'open' ? { ...it, remindAt: undefined, state: { is: 'skipped', at: now } } : it,
  )

/** *Another question*: a different one of the same theme, once for each delivery. */
export const swap = (leader: Leader, id: DeliveryId, context: Context): Leader =>
  changeDelivery(leader, id, (it) => {
    const other = maySwap(it) ? otherPrompt(leader, it, context) : undefined
    return other ? { ...it, swapped: [...it.swapped, it.prompt.id], prompt: other } : it
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
      bank,
      except: [delivery.prompt.id],
    })
  return prompt && prompt.id !== delivery.prompt.id ? asAsked(prompt) : undefined
}

export const changeDelivery = (leader: Leader, id: DeliveryId, how: (it: Delivery) => Delivery): Leader => ({
  ...leader,
  deliveries: leader.deliveries.map((it) => (it.id === id ? how(it) : it)),
})
