// If-then plans, followed up: the first question after a plan's date opens with it. Asked at most twice, answered
// with any of five words, never scolded about.
import { addDays, localDateOf } from './calendar.ts'
import type { Commitment, Delivery, Instant, Leader, LocalDate, ReflectionId } from './model.ts'

/** How a plan went, in the words of its five buttons. */
export const outcomes = ['done', 'partly', 'not-yet', 'changed', 'dropped'] as const
export type Outcome = (typeof outcomes)[number]

/** A plan without a date of its own is asked about after this many days. */
export const usualDays = 14

/** Keeps the plan in step with the reflection's "now what": made, given another date, or gone with its words. */
export const followPlan = (
  leader: Leader,
  id: ReflectionId,
  dueOn: LocalDate | undefined,
  now: Instant,
): Leader => {
  const hasPlan = leader.reflections.find((it) => it.id === id)?.nowWhat !== undefined
  const there = leader.commitments.find(({ reflection }) => reflection === id)
  if (!hasPlan) return there ? without(leader, id) : leader
  if (there) {
    const isMoved = dueOn !== undefined && dueOn !== there.dueOn && there.state.is === 'live'
    return isMoved ? change(leader, id, (it) => ({ ...it, dueOn, askedIn: undefined })) : leader
  }
  const commitment: Commitment = {
    reflection: id,
    madeAt: now,
    dueOn: dueOn ?? addDays(localDateOf(now, leader.settings.zone), usualDays),
    carried: false,
    state: { is: 'live' },
  }
  return { ...leader, commitments: [...leader.commitments, commitment] }
}

/** Takes out plans whose reflection is gone. */
export const forgetPlans = (leader: Leader): Leader => {
  const there = new Set(leader.reflections.filter(({ nowWhat }) => nowWhat).map(({ id }) => id))
  return leader.commitments.every(({ reflection }) => there.has(reflection))
    ? leader
    : { ...leader, commitments: leader.commitments.filter(({ reflection }) => there.has(reflection)) }
}

/**
 * Lets a question that is about to be asked open with the oldest plan that is due. One that was asked about before
 * and not answered counts as "not yet"; a question that never arrived, or is not kept any more, has not asked.
 */
export const openWithPlan = (leader: Leader, delivery: Delivery, now: Instant): Leader => {
  const askedIn = ({ askedIn: id }: Commitment) => leader.deliveries.find((one) => one.id === id)?.state.is
  const live = leader.commitments.filter(({ state }) => state.is === 'live')
  const it = live.reduce((one, plan) => {
    const asked = askedIn(plan)
    if (!plan.askedIn || asked === 'open') return one
    return asked === 'missed' || asked === undefined
      ? change(one, plan.reflection, (its) => ({ ...its, askedIn: undefined }))
      : answerPlan(one, plan.reflection, 'not-yet', now)
  }, leader)
  const today = localDateOf(now, leader.settings.zone)
  const setAside = new Set(it.reflections.filter(({ reuse }) => reuse === 'set-aside').map(({ id }) => id))
  const due = it.commitments
    .filter(({ state, dueOn, askedIn }) => state.is === 'live' && dueOn < today && !askedIn)
    .filter(({ reflection }) => !setAside.has(reflection))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))[0]
  if (!due) return it
  return {
    ...change(it, due.reflection, (one) => ({ ...one, askedIn: delivery.id })),
    deliveries: it.deliveries.map((one) =>
      one.id === delivery.id ? { ...one, followUp: due.reflection } : one,
    ),
  }
}

/**
 * What became of a plan. "Not yet" carries it once; the second time it is put down. What helped, or got in the way,
 * stays as it was where nothing is said of it, and goes where it is said to be nothing.
 */
export const answerPlan = (
  leader: Leader,
  id: ReflectionId,
  outcome: Outcome,
  now: Instant,
  helped?: string,
): Leader =>
  change(leader, id, (it) => {
    const said = helped === undefined ? it.state.helped : helped.trim() ? helped : undefined
    if (outcome !== 'not-yet')
      return { ...it, askedIn: undefined, state: { is: outcome, at: now, helped: said } }
    const still = { ...it, state: { ...it.state, helped: said } }
    // Pressed twice, it is still one "not yet".
    if (it.state.is !== 'live' || !it.askedIn) return still
    return it.carried
      ? { ...it, askedIn: undefined, state: { is: 'put-down', at: now, helped: said } }
      : { ...still, askedIn: undefined, carried: true }
  })

const change = (leader: Leader, id: ReflectionId, how: (it: Commitment) => Commitment): Leader => ({
  ...leader,
  commitments: leader.commitments.map((it) => (it.reflection === id ? how(it) : it)),
})

const without = (leader: Leader, id: ReflectionId): Leader => ({
  ...leader,
  commitments: leader.commitments.filter(({ reflection }) => reflection !== id),
})
