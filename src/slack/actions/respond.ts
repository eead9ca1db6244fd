// Taps that answer without writing.
import { DeliveryId, Level } from '../../domain/model.ts'
import {
  acceptInvitation,
  askNow,
  chooseLevel,
  declineInvitation,
  skipQuestion,
  swapQuestion,
} from '../../flows/respond.ts'
import { ids } from '../action-ids.ts'
import type { Action } from '../register.ts'

export const respondActions: Record<string, Action> = {
  [ids.accept]: async ({ world }, { user }) => known(await acceptInvitation(world, user)),
  [ids.decline]: async ({ world }, { user }) => known(await declineInvitation(world, user)),
  [ids.askNow]: async ({ world, say }, { user }) => {
    const asked = await askNow(world, user)
    return asked === 'nothing-to-ask' ? { refuse: say.welcome.nothingToAsk } : known(asked)
  },
  [ids.notThisWeek]: async ({ world }, { user, value }) =>
    known(await skipQuestion(world, user, DeliveryId.parse(value))),
  [ids.anotherQuestion]: async ({ world }, { user, value }) =>
    known(await swapQuestion(world, user, DeliveryId.parse(value))),
  [ids.chooseLevel]: async ({ world }, { user, value }) =>
    known(await chooseLevel(world, user, value === 'all' ? undefined : Level.parse(value))),
}

const known = (leader: object | undefined) => (leader ? undefined : 'too-old')
