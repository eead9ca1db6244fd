// If-then plans: asked about in the question after their date, carried once, and put down without a word of blame.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { answerPlan, followPlan, openWithPlan, outcomes, usualDays } from '../../src/domain/commitment.ts'
import { advance } from '../../src/domain/leader.ts'
import type { Commitment, Leader, LocalDate, ReflectionId } from '../../src/domain/model.ts'
import { claim, fail } from '../../src/domain/outbox.ts'
import { forgetTyped, recordTyped, recordWritten, type WrittenReply } from '../../src/domain/reflection.ts'
import { aContext, aDelivery, aLeader, aPart, aReflection, at, live, on, post, tsAt, zone } from './given.ts'

const context = aContext()
const tuesday = at('2026-01-06 10:00')
const words = 'When the meeting starts, I will ask first, by Friday'
const plan = 'plan' as ReflectionId
const withPlan = aLeader({ reflections: [aReflection(plan, 'It went well', { nowWhat: aPart(words) })] })

const made = (dueOn: LocalDate | undefined, leader: Leader = withPlan) =>
  followPlan(leader, plan, dueOn, at('2026-01-06 12:00'))
const planOf = (leader: Leader, id: ReflectionId = plan): Commitment | undefined =>
  leader.commitments.find(({ reflection }) => reflection === id)

/** Asks a question that week, as `advance` does, and lets it open with whatever plan is due. */
const ask = (leader: Leader, when: string): Leader => {
  const delivery = aDelivery(at(when), { weekOf: on(when.slice(0, 10)) })
  const over = leader.deliveries.map((it) =>
    it.state.is === 'open' ? { ...it, state: { is: 'closed' as const, at: delivery.askedAt } } : it,
  )
  return openWithPlan({ ...leader, deliveries: [...over, delivery] }, delivery, delivery.askedAt)
}
const followUps = (leader: Leader) => leader.deliveries.map(({ followUp }) => followUp)

describe('a plan', () => {
  it('is there with its words, to be asked about after its date, or in two weeks where it has none', () => {
    expect(planOf(made(on('2026-01-09')))).toMatchObject({
      madeAt: at('2026-01-06 12:00'),
      dueOn: '2026-01-09',
      carried: false,
      state: { is: 'live' },
    })
    expect(usualDays).toBe(14)
    expect(planOf(made(undefined))?.dueOn).toBe('2026-01-20')
    expect(JSON.stringify(made(undefined).commitments)).not.toContain(words)
  })

  it('counts its days where its maker is', () => {
    const inAuckland = { ...withPlan, settings: { ...withPlan.settings, zone: zone('Pacific/Auckland') } }
    expect(planOf(made(undefined, inAuckland))?.dueOn).toBe('2026-01-21')
  })

  it('gets another date, and is then asked about after that', () => {
    const asked = ask(made(on('2026-01-09')), '2026-01-13 10:00')
    const moved = made(on('2026-01-30'), asked)
    expect(planOf(moved)).toMatchObject({ dueOn: '2026-01-30', askedIn: undefined })
    expect(followUps(ask(moved, '2026-01-20 10:00'))).toEqual([plan, undefined])
    expect(followUps(ask(moved, '2026-02-03 10:00'))).toEqual([plan, plan])
  })

  it('is asked about again where the question that asked has gone with the years', () => {
    const asked = ask(made(on('2026-01-09')), '2026-01-13 10:00')
    const yearsOn = { ...asked, deliveries: [] }
    expect(followUps(ask(yearsOn, '2028-01-11 10:00'))).toEqual([plan])
  })

  it('stays as it is when its reply is saved again', () => {
    const asked = ask(made(on('2026-01-09')), '2026-01-13 10:00')
    expect(made(on('2026-01-09'), asked)).toBe(asked)
    expect(made(undefined, asked)).toBe(asked)
    const done = answerPlan(asked, plan, 'done', at('2026-01-13 11:00'))
    expect(made(on('2026-02-09'), done)).toBe(done)
  })

  it('goes when its words go', () => {
    const emptied = { ...made(undefined), reflections: [aReflection(plan, 'It went well')] }
    expect(made(undefined, emptied).commitments).toEqual([])
  })
})

describe('the question after a plan’s date', () => {
  it('opens with it; the one on the date itself does not', () => {
    const leader = made(on('2026-01-13'))
    expect(followUps(ask(leader, '2026-01-13 10:00'))).toEqual([undefined])
    const asked = ask(leader, '2026-01-14 10:00')
    expect(followUps(asked)).toEqual([plan])
    expect(planOf(asked)?.askedIn).toBe(asked.deliveries[0]?.id)
  })

  it('opens with one plan, the oldest that is due', () => {
    const two = {
      ...withPlan,
      reflections: ['later', 'sooner'].map((id) => aReflection(id, 'x', { nowWhat: aPart(`plan ${id}`) })),
    }
    const due = (id: string, date: string, leader: Leader) =>
      followPlan(leader, id as ReflectionId, on(date), tuesday)
    const leader = due('sooner', '2026-01-07', due('later', '2026-01-08', two))
    const first = ask(leader, '2026-01-13 10:00')
    expect(followUps(first)).toEqual(['sooner'])
    const answered = answerPlan(first, 'sooner' as ReflectionId, 'done', at('2026-01-13 11:00'))
    expect(followUps(ask(answered, '2026-01-20 10:00'))).toEqual(['sooner', 'later'])
  })

  it('comes through the real calendar: typed on the first Tuesday, asked about on the third', () => {
    const said: WrittenReply = { added: 'I did', nowWhat: words, parts: {}, about: [], shares: {} }
    const write = (leader: Leader) =>
      recordWritten(leader, { delivery: leader.deliveries[0]!.id }, said, at('2026-01-06 12:00'))
    const { leader } = live(aLeader(), {
      from: at('2026-01-04 12:00'),
      until: at('2026-01-28 00:00'),
      context,
      acts: [{ at: at('2026-01-06 12:00'), act: write }],
    })
    // Its usual date is the third Tuesday itself, so the one after asks.
    expect(followUps(leader)).toEqual([undefined, undefined, undefined, 'tuesdays.2026-01-05'])
  })
})

describe('how it went', () => {
  const asked = ask(made(on('2026-01-09')), '2026-01-13 10:00')
  const then = at('2026-01-13 11:00')

  it.each(['done', 'partly', 'changed', 'dropped'] as const)(
    '%s ends it, and it is not asked about again',
    (outcome) => {
      const answered = answerPlan(asked, plan, outcome, then, 'A cup of tea')
      expect(planOf(answered)).toMatchObject({
        askedIn: undefined,
        state: { is: outcome, at: then, helped: 'A cup of tea' },
      })
      expect(followUps(ask(answered, '2026-01-20 10:00'))).toEqual([plan, undefined])
    },
  )

  it('“not yet” carries it once more, and the second time puts it down', () => {
    const once = answerPlan(asked, plan, 'not-yet', then)
    expect(planOf(once)).toMatchObject({ carried: true, state: { is: 'live' } })
    const again = ask(once, '2026-01-20 10:00')
    expect(followUps(again)).toEqual([plan, plan])
    const twice = answerPlan(again, plan, 'not-yet', at('2026-01-20 11:00'))
    expect(planOf(twice)?.state).toEqual({ is: 'put-down', at: at('2026-01-20 11:00') })
    expect(followUps(ask(twice, '2026-01-27 10:00'))).toEqual([plan, plan, undefined])
  })

  it('“not yet” pressed twice is one “not yet”', () => {
    const once = answerPlan(asked, plan, 'not-yet', then)
    expect(answerPlan(once, plan, 'not-yet', then)).toEqual(once)
  })

  it('left unanswered counts as “not yet” when the next question is asked', () => {
    const second = ask(asked, '2026-01-20 10:00')
    expect(planOf(second)).toMatchObject({ carried: true, state: { is: 'live' } })
    const third = ask(second, '2026-01-27 10:00')
    expect(planOf(third)?.state.is).toBe('put-down')
    expect(followUps(third)).toEqual([plan, plan, undefined])
  })

  it('is not counted where the question that asked never arrived', () => {
    const due = advanceTo('2026-01-13 10:00')
    expect(planOf(due, first)?.askedIn).toBe('tuesdays.2026-01-12')
    const { key } = due.outbox.at(-1)!
    const refused = fail(
      claim(due, key, at('2026-01-13 10:00')),
      key,
      'account_inactive',
      at('2026-01-13 10:01'),
    )
    const { leader } = live(refused, {
      from: at('2026-01-13 10:02'),
      until: at('2026-01-21 00:00'),
      context,
    })
    expect(leader.deliveries.map(({ state }) => state.is)).toEqual(['answered', 'missed', 'open'])
    expect(leader.deliveries[2]?.followUp).toBe(first)
    expect(planOf(leader, first)).toMatchObject({ askedIn: 'tuesdays.2026-01-19', carried: false })
  })

  it('is not counted while the question that asked is still open, in another programme', () => {
    const open = asked.deliveries[0]!
    const thursday = aDelivery(at('2026-01-15 10:00'))
    const both = openWithPlan({ ...asked, deliveries: [open, thursday] }, thursday, thursday.askedAt)
    expect(followUps(both)).toEqual([plan, undefined])
    expect(planOf(both)).toMatchObject({ askedIn: open.id, carried: false })
  })

  it('can be said again, and what helped stays until it is changed or taken away', () => {
    const noted = answerPlan(asked, plan, 'not-yet', then, 'No time')
    expect(planOf(noted)).toMatchObject({ carried: true, state: { is: 'live', helped: 'No time' } })
    const done = answerPlan(noted, plan, 'done', at('2026-01-15 09:00'))
    expect(planOf(done)?.state).toEqual({ is: 'done', at: at('2026-01-15 09:00'), helped: 'No time' })
    const changed = answerPlan(done, plan, 'partly', at('2026-01-15 10:00'), 'Half the team')
    expect(planOf(changed)?.state).toMatchObject({ is: 'partly', helped: 'Half the team' })
    const emptied = answerPlan(changed, plan, 'partly', at('2026-01-15 10:00'), '')
    expect(planOf(emptied)?.state).toEqual({ is: 'partly', at: at('2026-01-15 10:00') })
    expect(JSON.stringify(emptied)).not.toMatch(/No time|Half the team/)
  })

  it('of a plan that has gone changes nothing', () => {
    const gone = aLeader()
    for (const outcome of outcomes) expect(answerPlan(gone, plan, outcome, then)).toEqual(gone)
  })

  const first = 'tuesdays.2026-01-05' as ReflectionId
  /** Someone who answered on the first Tuesday, with a plan for that Friday. */
  function advanceTo(moment: string): Leader {
    const said: WrittenReply = {
      added: 'I did',
      nowWhat: words,
      by: on('2026-01-09'),
      parts: {},
      about: [],
      shares: {},
    }
    const write = (leader: Leader) =>
      recordWritten(leader, { delivery: leader.deliveries[0]!.id }, said, at('2026-01-06 12:00'))
    const before = live(aLeader(), {
      from: at('2026-01-04 12:00'),
      until: plus(at(moment), { minutes: -1 }),
      context,
      acts: [{ at: at('2026-01-06 12:00'), act: write }],
    }).leader
    return advance(before, at(moment), context)
  }
})

describe('a plan that was typed', () => {
  const delivery = aDelivery(tuesday, {
    prompt: { ...aDelivery(tuesday).prompt, soWhat: 'What does it tell you?' },
  })
  const answer = { text: 'I felt heard', ts: tsAt(at('2026-01-06 11:00')) }
  const type = (leader: Leader, text: string, when: string) =>
    recordTyped(leader, { text, ts: tsAt(at(when)), thread: answer.ts }, at(when))
  const sent = (leader: Leader, when: string) => post(leader, at(when), context).leader
  const planned = () => {
    const one = sent(
      recordTyped(aLeader({ deliveries: [delivery] }), answer, at('2026-01-06 11:00')),
      '2026-01-06 11:00',
    )
    const two = sent(type(one, 'Being heard matters', '2026-01-06 11:05'), '2026-01-06 11:05')
    return type(two, words, '2026-01-06 11:10')
  }

  it('has the words of the message, and goes with them', () => {
    const leader = planned()
    expect(leader.commitments).toMatchObject([{ reflection: delivery.id, dueOn: '2026-01-20' }])
    const edited = recordTyped(
      leader,
      {
        text: 'When asked, I will wait',
        ts: tsAt(at('2026-01-06 11:10')),
        thread: answer.ts,
        edited: tsAt(at('2026-01-06 11:12')),
      },
      at('2026-01-06 11:12'),
    )
    expect(edited.reflections[0]?.nowWhat?.text).toBe('When asked, I will wait')
    expect(edited.commitments).toEqual(leader.commitments)
    const deleted = forgetTyped(edited, tsAt(at('2026-01-06 11:10')), at('2026-01-06 11:20'))
    expect(deleted.commitments).toEqual([])
    expect(deleted.reflections).toMatchObject([{ soWhat: { text: 'Being heard matters' } }])
    expect(deleted.reflections[0]?.nowWhat).toBeUndefined()
  })

  it('goes with the whole answer, too', () => {
    const deleted = forgetTyped(planned(), answer.ts, at('2026-01-06 11:20'))
    expect(deleted.commitments).toEqual([])
    expect(JSON.stringify(deleted)).not.toContain(words)
  })
})
