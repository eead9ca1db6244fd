// What an intent of a leader's says when it is sent: read from the document as it stands at that moment.

import { personalDigest } from '../domain/digest.ts'
import { mayAskNow } from '../domain/enrolment.ts'
import { nextAsk, partnershipsOf, programmesOf } from '../domain/leader.ts'
import type { Letter, Question, Seen, Welcome } from '../domain/letter.ts'
import type { SlackTs } from '../domain/model.ts'
import {
  type Context,
  type Delivery,
  type Intent,
  type Leader,
  Month,
  type Reflection,
} from '../domain/model.ts'
import { maySwap, partTyped } from '../domain/reflection.ts'

/** The letter, or that it is no longer wanted. */
export const composeLetter = (leader: Leader, intent: Intent, context: Context): Letter | 'not-wanted' => {
  const isActive = leader.stage.is === 'active'
  const delivery = leader.deliveries.find(({ id }) => id === intent.about)
  switch (intent.kind) {
    case 'invitation':
      return leader.stage.is === 'invited' ? invitation(leader, context) : 'not-wanted'
    case 'prompt':
      return isActive && delivery?.state.is === 'open' ? question(leader, delivery, context) : 'not-wanted'
    case 'reminder':
      return isActive && delivery?.state.is === 'open'
        ? { kind: 'reminder', delivery: delivery.id, text: delivery.prompt.text, closesAt: delivery.closesAt }
        : 'not-wanted'
    case 'receipt': {
      const reflection = leader.reflections.find((it) => partTyped(it, intent.about as SlackTs))
      if (!reflection) return 'not-wanted'
      return {
        kind: 'receipt',
        reply: seen(reflection, context),
        asked: reflection.delivery !== undefined,
        added: reflection.parts[0] !== partTyped(reflection, intent.about as SlackTs),
      }
    }
    case 'digest':
      return isActive
        ? { kind: 'digest', ...personalDigest(leader, Month.parse(intent.about), context) }
        : 'not-wanted'
    case 'edition':
      throw new Error('a digest of a partnership is not for a leader to send')
    default:
      return intent.kind satisfies never
  }
}

/** The invitation, naming what they are invited to and who answers for it. */
export const invitation = (leader: Leader, context: Context): Letter => ({
  kind: 'invitation',
  programme: programmesOf(leader, context)
    .map(({ name }) => name)
    .join(', '),
  answersFor: [...new Set(programmesOf(leader, context).map((it) => it.answersFor))].join('; '),
  partnerships: partnershipsOf(leader, context).map(({ name }) => name),
})

/** What the invitation turns into once it is accepted. */
export const welcome = (leader: Leader, context: Context): Welcome => ({
  kind: 'welcome',
  next: nextAsk(leader, context)?.at,
  partnerships: partnershipsOf(leader, context).map(({ id, name }) => ({
    id,
    name,
    optedIn: leader.optIns[id] !== undefined,
  })),
  mayAskNow: mayAskNow(leader, context),
})

/** A question as it stands: open, answered, closed. */
export const question = (leader: Leader, delivery: Delivery, context: Context): Question => {
  const reflection = leader.reflections.find((it) => it.delivery === delivery.id)
  return {
    kind: 'prompt',
    delivery: delivery.id,
    theme: { concept: delivery.prompt.concept, kind: delivery.prompt.kind },
    text: delivery.prompt.text,
    state: delivery.state.is,
    closesAt: delivery.closesAt,
    maySwap: maySwap(delivery),
    reply: reflection && seen(reflection, context),
  }
}

/** Who can see a reply. */
export const seen = (reflection: Reflection, context: Context): Seen => ({
  reflection: reflection.id,
  late: reflection.late,
  sharedWith: context.partnerships.flatMap(({ id, name }) => {
    const share = reflection.shares[id]
    return share
      ? [{ name, choice: share.choice, named: share.named, approved: share.stage.is === 'approved' }]
      : []
  }),
})
