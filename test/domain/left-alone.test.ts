// When Balcony falls silent, and how it comes back: after three questions without a word, in a pause, once someone
// has left; and every other week for those who want it less often.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { skip } from '../../src/domain/delivery.ts'
import { leave, pause, resume } from '../../src/domain/enrolment.ts'
import { advance, wakeAt } from '../../src/domain/leader.ts'
import { type Instant, type Leader, LocalTime } from '../../src/domain/model.ts'
import { forgetTyped, recordTyped, recordWritten } from '../../src/domain/reflection.ts'
import { nextAsk, nextDigest } from '../../src/domain/schedule.ts'
import {
  type Act,
  aContext,
  aDelivery,
  aLeader,
  aProgramme,
  at,
  every,
  type Life,
  live,
  on,
  type Sent,
  tsAt,
  weekly,
  zone,
} from './given.ts'

const context = aContext()
const mondays = aContext({ programmes: [aProgramme({ schedule: weekly('Monday 10:00') })] })
const fridays = aContext({ programmes: [aProgramme({ schedule: weekly('Friday 10:00') })] })

const sunday = at('2026-01-04 12:00')
const life = (until: string, rest: Partial<Life> = {}): Life => ({
  from: sunday,
  until: at(until),
  context,
  ...rest,
})
const say = ({ kind, at: sentAt }: Sent) => `${kind} ${sentAt.slice(0, 16).replace('T', ' ')}`
const arrives = (leader: Leader, how: Life) => live(leader, how).sent.map(say)
const only = (kind: string, all: string[]) => all.filter((it) => it.startsWith(kind))
const act = (moment: string, does: (leader: Leader, now: Instant) => Leader): Act => ({
  at: at(moment),
  act: (leader) => does(leader, at(moment)),
})
const newest = (leader: Leader) => leader.deliveries.at(-1)!

describe('three questions without a word', () => {
  it('bring one offer, at the hour of the next question and in its place, and then nothing at all', () => {
    expect(arrives(aLeader(), life('2026-04-07 08:59'))).toEqual([
      'prompt 2026-01-06 10:00',
      'reminder 2026-01-08 10:00',
      'prompt 2026-01-13 10:00',
      'reminder 2026-01-15 10:00',
      'prompt 2026-01-20 10:00',
      'reminder 2026-01-22 10:00',
      'rest-offer 2026-01-27 10:00',
    ])
  })

  it('are three: not two, not with an answer among them, not with one of another sort', () => {
    const offers = (acts: Act[], until: string) =>
      only('rest-offer', arrives(aLeader(), life(until, { acts })))
    expect(offers([], '2026-01-27 09:59')).toEqual([])
    const answer = act('2026-01-26 09:00', (it, now) => recordTyped(it, { text: 'Here', ts: tsAt(now) }, now))
    expect(offers([answer], '2026-02-17 09:59')).toEqual([])
    expect(offers([answer], '2026-02-17 10:00')).toEqual(['rest-offer 2026-02-17 10:00'])
    const skipped = act('2026-01-21 09:00', (it, now) => skip(it, newest(it).id, now))
    expect(offers([skipped], '2026-02-17 09:59')).toEqual([])
    expect(offers([skipped], '2026-02-17 10:00')).toEqual(['rest-offer 2026-02-17 10:00'])
  })

  it('bring it, too, where the next question comes before the last has closed', () => {
    const schedule = { is: 'weekdays' as const, weekdays: [1, 3], time: LocalTime.parse('10:00') }
    const twice = aContext({ programmes: [aProgramme({ schedule })] })
    expect(arrives(aLeader(), life('2026-02-10 00:00', { context: twice }))).toEqual([
      'prompt 2026-01-05 10:00',
      'prompt 2026-01-07 10:00',
      'prompt 2026-01-12 10:00',
      'prompt 2026-01-14 10:00',
      'rest-offer 2026-01-19 10:00',
    ])
  })

  it('are three that reached them: one that Slack would not take is none', () => {
    const closed = (when: string) =>
      aDelivery(at(when), { state: { is: 'closed', at: plus(at(when), { days: 6 }) } })
    const missed = aDelivery(at('2026-01-20 10:00'), {
      weekOf: on('2026-01-19'),
      state: { is: 'missed', at: at('2026-01-20 22:00') },
    })
    const leader = aLeader({ deliveries: [closed('2026-01-06 10:00'), closed('2026-01-13 10:00'), missed] })
    const [first] = arrives(leader, life('2026-01-27 10:00', { from: at('2026-01-26 00:00') }))
    expect(first).toBe('prompt 2026-01-27 10:00')
  })

  it('do not count from before a return', () => {
    const acts = [act('2026-01-28 09:00', resume)]
    const after = arrives(aLeader(), life('2026-02-24 10:00', { acts })).slice(7)
    expect(only('prompt', after)).toEqual([
      'prompt 2026-02-03 10:00',
      'prompt 2026-02-10 10:00',
      'prompt 2026-02-17 10:00',
    ])
    expect(only('rest-offer', after)).toEqual(['rest-offer 2026-02-24 10:00'])
  })

  it('though the third was answered, and the answer deleted after it had closed', () => {
    const ts = tsAt(at('2026-01-21 09:00'))
    const acts = [
      act('2026-01-21 09:00', (it, now) => recordTyped(it, { text: 'Here', ts }, now)),
      act('2026-01-27 09:00', (it, now) => forgetTyped(it, ts, now)),
    ]
    expect(arrives(aLeader(), life('2026-01-28 00:00', { acts })).at(-1)).toBe('rest-offer 2026-01-27 10:00')
  })

  it('bring their offer on a working day, like a question', () => {
    expect(arrives(aLeader(), life('2026-02-01 00:00', { context: mondays })).at(-1)).toBe(
      'rest-offer 2026-01-26 10:00',
    )
    // Three Mondays before Easter Monday, 6 April 2026.
    const since = at('2026-03-15 12:00')
    const beforeEaster = live(aLeader({ since }), {
      from: since,
      until: at('2026-04-12 00:00'),
      context: mondays,
    })
    expect(beforeEaster.sent.map(say).at(-1)).toBe('rest-offer 2026-04-07 09:00')
  })

  it('bring it at the next hour for a question, where Balcony was away at this one', () => {
    const { leader } = live(aLeader(), life('2026-01-26 12:00'))
    const late = advance(leader, at('2026-01-27 22:00'), context)
    expect(late.stage.is).toBe('active')
    expect(late.missedWeeks).toMatchObject([{ weekOf: '2026-01-26' }])
    const inTime = advance(leader, at('2026-01-27 21:59'), context)
    expect(inTime.stage.is).toBe('resting')
    expect(arrives(late, life('2026-02-04 00:00', { from: at('2026-01-27 22:00') }))).toEqual([
      'digest 2026-01-30 10:00',
      'rest-offer 2026-02-03 10:00',
    ])
  })

  it('leave the look back on a month that is due with the offer to come with it', () => {
    const sent = arrives(aLeader(), life('2026-03-20 00:00', { context: fridays }))
    expect(sent.slice(-2)).toEqual(['digest 2026-01-30 10:00', 'rest-offer 2026-01-30 10:00'])
  })
})

describe('someone who rests', () => {
  const rested = live(aLeader(), life('2026-01-27 12:00')).leader
  const lastTuesday = newest(rested)

  it('is back when they answer, late, and has the next question', () => {
    const now = at('2026-01-28 09:00')
    const typed = recordTyped(rested, { text: 'Late', ts: tsAt(now), thread: lastTuesday.ts }, now)
    const written = recordWritten(
      rested,
      { delivery: lastTuesday.id },
      { added: 'Late', parts: {}, about: [], shares: {} },
      now,
    )
    const own = recordTyped(rested, { text: 'A thought of my own', ts: tsAt(now) }, now)
    for (const back of [typed, written, own]) {
      expect(back.stage).toEqual({ is: 'active', since: now })
      expect(nextAsk(back, context)?.at).toBe(at('2026-02-03 10:00'))
      expect(nextDigest(back, context)?.at).toBe(at('2026-01-30 10:00'))
    }
    expect(newest(typed).state.is).toBe('answered')
  })

  it('is back from the moment of what they typed, though it was read later', () => {
    const typed = { text: 'While you were away', ts: tsAt(at('2026-01-28 09:00')) }
    const back = recordTyped(rested, typed, at('2026-01-31 09:00'))
    expect(back.stage).toEqual({ is: 'active', since: at('2026-01-28 09:00') })
    const before = { text: 'From before', ts: tsAt(at('2026-01-20 09:00')) }
    expect(recordTyped(rested, before, at('2026-01-31 09:00')).stage).toEqual({
      is: 'active',
      since: at('2026-01-27 10:00'),
    })
  })

  it('is invited back once, in the first week of the next cycle, at their own hour; and then never again', () => {
    expect(wakeAt(rested, context)).toBe(at('2026-04-07 09:00'))
    const from = at('2026-01-27 12:00')
    expect(arrives(rested, life('2027-12-31 00:00', { from }))).toEqual(['invitation-back 2026-04-07 09:00'])
    const own = { ...rested, settings: { ...rested.settings, at: every('Friday 08:00') } }
    expect(arrives(own, life('2026-05-01 00:00', { from }))).toEqual(['invitation-back 2026-04-10 07:00'])
  })

  it('is asked again once they start again', () => {
    const acts = [act('2026-04-08 09:00', resume)]
    expect(arrives(rested, life('2026-04-15 00:00', { from: at('2026-01-27 12:00'), acts }))).toEqual([
      'invitation-back 2026-04-07 09:00',
      'prompt 2026-04-14 09:00',
    ])
  })

  it('is invited back a cycle later, where Balcony was away for days at the time', () => {
    const away = (until: string) => ({
      from: at('2026-01-27 12:00'),
      until: at('2026-12-31 00:00'),
      context,
      looksAt: (now: Instant, it: Leader) => {
        const wake = wakeAt(it, context)
        return wake && (now < at(until) ? at(until) : wake)
      },
    })
    expect(live(rested, away('2026-04-10 08:59')).sent.map(say)).toEqual(['invitation-back 2026-04-10 08:59'])
    expect(live(rested, away('2026-04-10 09:00')).sent.map(say)).toEqual(['invitation-back 2026-07-07 09:00'])
  })

  it('hears nothing where their programme has gone', () => {
    expect(wakeAt({ ...rested, outbox: [], deliveries: [] }, aContext({ programmes: [] }))).toBeUndefined()
  })
})

describe('a pause', () => {
  const pausing = (moment: string, until: string) => act(moment, (it, now) => pause(it, on(until), now))

  it('is silent, without reminder or look back, and ends by itself with the day', () => {
    const acts = [pausing('2026-01-07 09:00', '2026-02-03')]
    const { leader, sent } = live(aLeader(), life('2026-02-03 00:00', { acts }))
    expect(sent.map(say)).toEqual(['prompt 2026-01-06 10:00'])
    expect(leader.stage).toEqual({ is: 'active', since: at('2026-02-03 00:00') })
    expect(arrives(aLeader(), life('2026-02-10 12:00', { acts }))).toEqual([
      'prompt 2026-01-06 10:00',
      'prompt 2026-02-03 10:00',
      'reminder 2026-02-05 10:00',
      'prompt 2026-02-10 10:00',
    ])
  })

  it('ends with the day where its leader is', () => {
    const leader = aLeader({ settings: { zone: zone('Pacific/Auckland') } })
    const paused = pause(leader, on('2026-02-03'), at('2026-01-07 09:00'))
    expect(wakeAt(paused, context)).toBe(at('2026-02-02 11:00'))
    expect(advance(paused, at('2026-02-02 10:59'), context).stage.is).toBe('paused')
    expect(advance(paused, at('2026-02-02 11:00'), context).stage.is).toBe('active')
  })

  it('that ends while Balcony is away ended on its day', () => {
    const paused = pause(aLeader(), on('2026-02-01'), at('2026-01-07 09:00'))
    const back = advance(paused, at('2026-02-03 12:00'), context)
    expect(back.stage).toEqual({ is: 'active', since: at('2026-02-01 00:00') })
    expect(back.deliveries.map(({ weekOf }) => weekOf)).toEqual(['2026-02-02'])
  })

  it('leaves what was open to close, and that is not held against them', () => {
    const acts = [pausing('2026-01-21 09:00', '2026-02-03')]
    const { leader, sent } = live(aLeader(), life('2026-02-18 00:00', { acts }))
    expect(leader.deliveries.slice(0, 3).map(({ state }) => state.is)).toEqual(['closed', 'closed', 'closed'])
    expect(only('rest-offer', sent.map(say))).toEqual([])
    expect(only('prompt', sent.map(say)).slice(3)).toEqual([
      'prompt 2026-02-03 10:00',
      'prompt 2026-02-10 10:00',
      'prompt 2026-02-17 10:00',
    ])
  })

  it('lets them write, and goes on', () => {
    const paused = pause(
      live(aLeader(), life('2026-01-07 00:00')).leader,
      on('2026-02-03'),
      at('2026-01-07 09:00'),
    )
    const now = at('2026-01-08 09:00')
    const typed = recordTyped(paused, { text: 'All the same', ts: tsAt(now) }, now)
    expect(typed.reflections).toHaveLength(1)
    expect(typed.stage).toEqual(paused.stage)
  })

  it('can be cut short', () => {
    const acts = [pausing('2026-01-07 09:00', '2026-03-03'), act('2026-01-12 09:00', resume)]
    expect(only('prompt', arrives(aLeader(), life('2026-01-14 00:00', { acts })))).toEqual([
      'prompt 2026-01-06 10:00',
      'prompt 2026-01-13 10:00',
    ])
  })
})

describe('who has left', () => {
  const left = leave(live(aLeader(), life('2026-01-07 00:00')).leader, at('2026-01-07 09:00'))

  it('hears nothing, not of what is open nor of the next cycle', () => {
    expect(left.stage.is).toBe('left')
    expect(arrives(left, life('2027-01-01 00:00', { from: at('2026-01-07 09:00') }))).toEqual([])
    expect(pause(left, on('2026-02-03'), at('2026-01-08 09:00'))).toBe(left)
  })

  it('is asked again when they come back', () => {
    const back = resume(left, at('2026-03-01 12:00'))
    expect(nextAsk(back, context)?.at).toBe(at('2026-03-03 10:00'))
    expect(back.takesPartSince).toBe(at('2026-03-01 12:00'))
  })
})

describe('every other week', () => {
  const fortnightly = aLeader({ settings: { everyWeeks: 2 } })
  const prompts = (leader: Leader, until: string, rest: Partial<Life> = {}) =>
    only('prompt', arrives(leader, life(until, { answersAfter: () => 1, ...rest })))

  it('is the programme’s first week, its third and so on, whenever they joined', () => {
    const expected = ['prompt 2026-02-03 10:00', 'prompt 2026-02-17 10:00', 'prompt 2026-03-03 10:00']
    expect(prompts(fortnightly, '2026-03-04 00:00')).toEqual([
      'prompt 2026-01-06 10:00',
      'prompt 2026-01-20 10:00',
      ...expected,
    ])
    const since = at('2026-01-25 12:00')
    const joined = aLeader({ since, settings: { everyWeeks: 2 } })
    expect(prompts(joined, '2026-03-04 00:00', { from: since })).toEqual(expected)
  })

  it('meets every theme within two cycles', () => {
    const { deliveries } = live(fortnightly, life('2026-07-05 00:00', { answersAfter: () => 1 })).leader
    const themes = deliveries.map(({ prompt }) => prompt.concept ?? prompt.kind)
    expect(themes).toHaveLength(13)
    expect(new Set(themes).size).toBe(13)
  })

  it('begins and ends with the next question that would come', () => {
    const less = act('2026-01-07 09:00', (it) => ({
      ...it,
      settings: { ...it.settings, everyWeeks: 2 as const },
    }))
    const more = act('2026-01-21 09:00', (it) => ({
      ...it,
      settings: { ...it.settings, everyWeeks: 1 as const },
    }))
    expect(prompts(aLeader(), '2026-01-28 00:00', { acts: [less, more] })).toEqual([
      'prompt 2026-01-06 10:00',
      'prompt 2026-01-20 10:00',
      'prompt 2026-01-27 10:00',
    ])
  })

  it('is left alone after three, like anyone', () => {
    expect(only('rest-offer', arrives(fortnightly, life('2026-03-04 00:00')))).toEqual([
      'rest-offer 2026-02-17 10:00',
    ])
  })
})
