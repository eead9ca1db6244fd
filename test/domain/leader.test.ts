// A leader's time, in plain words: when they are asked, reminded, left alone, and shown their month.
import { describe, expect, it } from 'vitest'
import { localTimeOf, plus, weekdayOf } from '../../src/domain/calendar.ts'
import { skip } from '../../src/domain/delivery.ts'
import { release as takenOut } from '../../src/domain/enrolment.ts'
import { advance, askNow, wakeAt } from '../../src/domain/leader.ts'
import { type Leader, type Nation, ProgrammeId } from '../../src/domain/model.ts'
import { claim, drop, fail, release } from '../../src/domain/outbox.ts'
import { forgetTyped, recordTyped } from '../../src/domain/reflection.ts'
import { nextAsk, nextDigest } from '../../src/domain/schedule.ts'
import { composeLetter } from '../../src/flows/compose-letter.ts'
import {
  aContext,
  aLeader,
  aPartnership,
  aProgramme,
  aPrompt,
  at,
  every,
  type Life,
  live,
  on,
  partnershipId,
  type Sent,
  safety,
  tsAt,
  weekly,
  zone,
} from './given.ts'

const context = aContext()
const fridays = aContext({ programmes: [aProgramme({ schedule: weekly('Friday 10:00') })] })

/** What went out between two moments, as `kind moment`. */
const whatArrives = (leader: Leader, life: Life): string[] => live(leader, life).sent.map(say)
const say = ({ kind, at: sentAt }: Sent) => `${kind} ${sentAt.slice(0, 16).replace('T', ' ')}`
const only = (kind: string, all: string[]) => all.filter((it) => it.startsWith(kind))

describe('the question of the week', () => {
  it('comes on the programme’s day and time on the leader’s own clock, through the change to summer time', () => {
    const life = {
      from: at('2026-03-16 00:00'),
      until: at('2026-04-10 00:00'),
      context,
      answersAfter: () => 1,
    }
    expect(only('prompt', whatArrives(aLeader({ since: at('2026-03-16 00:00') }), life))).toEqual([
      'prompt 2026-03-17 10:00',
      'prompt 2026-03-24 10:00',
      'prompt 2026-03-31 09:00',
      'prompt 2026-04-07 09:00',
    ])
  })

  it('comes at the leader’s own day and time where they chose one, where they are', () => {
    const leader = aLeader({ settings: { at: every('Thursday 08:30'), zone: zone('America/New_York') } })
    const life = { from: at('2026-01-04 12:00'), until: at('2026-01-18 00:00'), context }
    expect(only('prompt', whatArrives(leader, life))).toEqual([
      'prompt 2026-01-08 13:30',
      'prompt 2026-01-15 13:30',
    ])
  })

  it('set for a time that spring leaves out comes an hour on, and one that autumn has twice comes once', () => {
    const asked = (day: string) =>
      whatArrives(aLeader({ since: at(`${day} 12:00`), settings: { at: every('Sunday 01:30') } }), {
        from: at(`${day} 12:00`),
        until: plus(at(`${day} 12:00`), { days: 7 }),
        context,
      })
    expect(asked('2026-03-22')).toEqual(['prompt 2026-03-29 01:30'])
    expect(localTimeOf(at('2026-03-29 01:30'), zone('Europe/London'))).toBe('02:30')
    expect(asked('2026-10-18')).toEqual(['prompt 2026-10-25 00:30'])
  })

  const easterMonday = (nation: Nation) =>
    nextAsk(
      aLeader({ since: at('2026-04-05 12:00'), settings: { nation, at: every('Monday 10:00') } }),
      context,
    )?.at
  it('makes way for a public holiday of the leader’s own nation', () => {
    expect(easterMonday('england')).toBe(at('2026-04-07 09:00'))
    expect(easterMonday('northern-ireland')).toBe(at('2026-04-07 09:00'))
    expect(easterMonday('scotland')).toBe(at('2026-04-06 09:00'))
    expect(easterMonday('none')).toBe(at('2026-04-06 09:00'))
  })

  it('does not come before the programme starts, nor before its leader accepted', () => {
    const early = aLeader({ since: at('2025-12-01 09:00') })
    expect(nextAsk(early, context)?.at).toBe(at('2026-01-06 10:00'))
    const onTheMinute = aLeader({ since: at('2026-01-06 10:00') })
    expect(nextAsk(onTheMinute, context)?.at).toBe(at('2026-01-13 10:00'))
    const startsOnWednesday = aContext({ programmes: [aProgramme({ startsOn: on('2026-01-07') })] })
    expect(nextAsk(early, startsOnWednesday)?.at).toBe(at('2026-01-13 10:00'))
  })

  it('is the theme of the programme’s current week for whoever joins late', () => {
    const joined = aLeader({ since: at('2026-02-01 12:00') })
    const { leader } = live(joined, { from: at('2026-02-01 12:00'), until: at('2026-02-04 00:00'), context })
    expect(leader.deliveries.map(({ prompt }) => prompt.concept)).toEqual(['thinking'])
  })

  it('of last week, moved into this one by a holiday, comes to someone who joins between', () => {
    // Good Friday of 2026 is the 3rd of April; its question comes on the Tuesday after Easter.
    const since = at('2026-04-06 12:00')
    const life = { from: since, until: at('2026-04-11 00:00'), context: fridays }
    const { leader } = live(aLeader({ since }), life)
    expect(leader.deliveries.map(({ weekOf, askedAt }) => [weekOf, askedAt])).toEqual([
      ['2026-03-30', at('2026-04-07 09:00')],
      ['2026-04-06', at('2026-04-10 09:00')],
    ])
  })

  it('can be had at once by a newcomer, and does not come again that week', () => {
    const wednesday = at('2026-01-07 15:00')
    const [programme] = context.programmes
    const leader = askNow(
      aLeader({ since: wednesday }),
      programme!,
      { weekOf: on('2026-01-05') },
      wednesday,
      context,
      'due',
    )
    expect(whatArrives(leader, { from: wednesday, until: at('2026-01-14 00:00'), context })).toEqual([
      'prompt 2026-01-07 15:00',
      'reminder 2026-01-09 10:00',
      'prompt 2026-01-13 10:00',
    ])
  })

  it('is kept in the words in which it was asked', () => {
    const bank = { prompts: [aPrompt('one', { text: 'As it was asked?' })] }
    const { leader } = live(aLeader(), {
      from: at('2026-01-04 12:00'),
      until: at('2026-01-07 00:00'),
      context: aContext({ bank }),
    })
    expect(leader.deliveries[0]?.prompt).toMatchObject({ id: 'one', text: 'As it was asked?' })
  })

  it('is passed over where the bank has none for the theme, and the next week is asked', () => {
    const bank = { prompts: [aPrompt('identify', { concept: 'identify' })] }
    const life = { from: at('2026-01-04 12:00'), until: at('2026-01-14 00:00'), context: aContext({ bank }) }
    expect(whatArrives(aLeader(), life)).toEqual(['prompt 2026-01-13 10:00'])
  })

  it('is asked of nobody who has not accepted, has declined, or has left', () => {
    for (const stage of ['invited', 'declined', 'left'] as const) {
      const life = { from: at('2026-01-04 12:00'), until: at('2026-03-01 00:00'), context }
      expect(whatArrives(aLeader({ stage }), life)).toEqual([])
      expect(wakeAt(aLeader({ stage }), context)).toBeUndefined()
    }
  })
})

describe('a reminder', () => {
  const life = { from: at('2026-01-04 12:00'), until: at('2026-01-12 12:00'), context }

  it('comes once, two days on at the same time, and then there is silence', () => {
    expect(whatArrives(aLeader(), life)).toEqual(['prompt 2026-01-06 10:00', 'reminder 2026-01-08 10:00'])
  })

  it('does not come after an answer, not even one a minute before', () => {
    expect(whatArrives(aLeader(), { ...life, answersAfter: () => 48 - 1 / 60 })).toEqual([
      'prompt 2026-01-06 10:00',
      'receipt 2026-01-08 09:59',
    ])
  })

  it('that is on its way when the answer comes is not sent', () => {
    const { leader } = live(aLeader(), { ...life, until: at('2026-01-06 12:00') })
    const due = advance(leader, at('2026-01-08 10:00'), context)
    expect(due.outbox.map(({ kind }) => kind)).toEqual(['prompt', 'reminder'])
    const answered = recordTyped(
      due,
      { ts: tsAt(at('2026-01-08 10:00')), text: 'Here' },
      at('2026-01-08 10:00'),
    )
    const sent = whatArrives(answered, { ...life, from: at('2026-01-08 10:00') })
    expect(only('reminder', sent)).toEqual([])
  })

  it('does not come from a programme that they were taken out of since, though the question can be answered', () => {
    const out = (it: Leader, when: string) => takenOut(it, it.deliveries[0]!.programme, at(when))
    const acts = [{ at: at('2026-01-07 09:00'), act: (it: Leader) => out(it, '2026-01-07 09:00') }]
    expect(whatArrives(aLeader(), { ...life, acts })).toEqual(['prompt 2026-01-06 10:00'])
    // Nor where it waits to be sent.
    const due = advance(
      live(aLeader(), { ...life, until: at('2026-01-06 12:00') }).leader,
      at('2026-01-08 10:00'),
      context,
    )
    const left = out(due, '2026-01-08 10:00')
    const reminder = left.outbox.find(({ kind }) => kind === 'reminder')!
    expect(composeLetter(left, reminder, context, safety, at('2026-01-08 10:00'))).toBe('not-wanted')
    expect(left.deliveries[0]?.state.is).toBe('open')
  })

  it('does not come after Not this week', () => {
    const acts = [
      {
        at: at('2026-01-07 09:00'),
        act: (leader: Leader) => skip(leader, leader.deliveries[0]!.id, at('2026-01-07 09:00')),
      },
    ]
    expect(whatArrives(aLeader(), { ...life, acts })).toEqual(['prompt 2026-01-06 10:00'])
  })

  it('does not come a second time where an answer was deleted again', () => {
    const answer = { ts: tsAt(at('2026-01-08 12:00')), text: 'No, wait' }
    const acts = [
      { at: at('2026-01-08 12:00'), act: (it: Leader) => recordTyped(it, answer, at('2026-01-08 12:00')) },
      { at: at('2026-01-08 12:05'), act: (it: Leader) => forgetTyped(it, answer.ts, at('2026-01-08 12:05')) },
    ]
    expect(only('reminder', whatArrives(aLeader(), { ...life, acts }))).toEqual(['reminder 2026-01-08 10:00'])
  })

  it('waits for a working day', () => {
    const sent = whatArrives(aLeader(), { ...life, context: fridays, until: at('2026-01-15 00:00') })
    expect(sent).toEqual(['prompt 2026-01-09 10:00', 'reminder 2026-01-12 10:00'])
  })

  it('that is twelve hours late is not sent', () => {
    const { leader } = live(aLeader(), { ...life, until: at('2026-01-07 00:00') })
    const from = at('2026-01-08 22:00')
    expect(whatArrives(leader, { ...life, from, looksAt: (after) => plus(after, { hours: 1 }) })).toEqual([])
    const inTime = plus(from, { minutes: -1 })
    expect(
      whatArrives(leader, { ...life, from: inTime, looksAt: (after) => plus(after, { hours: 1 }) }),
    ).toEqual(['reminder 2026-01-08 21:59'])
  })
})

describe('a message that Slack will not take yet', () => {
  const asked = advance(aLeader(), at('2026-01-06 10:00'), context)
  const key = asked.outbox[0]!.key
  const claimed = claim(asked, key, at('2026-01-06 10:00'))

  it('is over at the end of its window, though we were told to wait for longer', () => {
    const toldToWait = release(claimed, key, at('2026-01-07 10:00'))
    expect(wakeAt(toldToWait, context)).toBe(at('2026-01-06 22:00'))
    const after = advance(toldToWait, at('2026-01-06 22:00'), context)
    expect(after.outbox[0]?.state.is).toBe('expired')
    expect(after.deliveries[0]?.state.is).toBe('missed')
  })

  it('is not reminded of while nobody knows whether it arrived', () => {
    const after = advance(claimed, at('2026-01-08 10:00'), context)
    expect(after.outbox.map(({ kind }) => kind)).toEqual(['prompt'])
  })
})

describe('a question that nobody answers', () => {
  it('closes after six days, and the next comes all the same', () => {
    const { leader } = live(aLeader(), {
      from: at('2026-01-04 12:00'),
      until: at('2026-01-14 00:00'),
      context,
    })
    expect(leader.deliveries.map(({ state }) => state)).toEqual([
      { is: 'closed', at: at('2026-01-12 10:00') },
      { is: 'open' },
    ])
  })

  it('that Slack would not take is counted as missed at the next look, and nothing is reminded of', () => {
    const asked = advance(aLeader(), at('2026-01-06 10:00'), context)
    const key = asked.outbox[0]!.key
    const failed = fail(
      claim(asked, key, at('2026-01-06 10:00')),
      key,
      'account_inactive',
      at('2026-01-06 10:01'),
    )
    expect(wakeAt(failed, context)).toBe(at('2026-01-06 10:01'))
    const after = advance(failed, at('2026-01-06 10:02'), context)
    expect(after.deliveries[0]?.state.is).toBe('missed')
    expect(wakeAt(after, context)).toBe(at('2026-01-13 10:00'))
  })
})

describe('after a time away', () => {
  it('this week’s question is asked up to twelve hours late, and not after', () => {
    const due = at('2026-01-06 10:00')
    const late = (minutes: number) => advance(aLeader(), plus(due, { minutes }), context)
    expect(late(12 * 60 - 1).deliveries).toHaveLength(1)
    expect(late(12 * 60).deliveries).toEqual([])
    expect(late(12 * 60).missedWeeks).toMatchObject([{ programme: 'tuesdays', weekOf: '2026-01-05' }])
  })

  it('of a month nothing piles up: one question, and one look back on the month', () => {
    const { leader } = live(aLeader(), {
      from: at('2026-01-04 12:00'),
      until: at('2026-01-14 00:00'),
      context,
    })
    // The process comes back on a Tuesday at 15:00, on the last working day of March.
    const back = advance(leader, at('2026-03-31 15:00'), context)
    const waiting = back.outbox.filter(({ state }) => state.is === 'waiting').map(({ kind }) => kind)
    expect(waiting.toSorted()).toEqual(['digest', 'prompt'])
    expect(back.deliveries.at(-1)).toMatchObject({ weekOf: '2026-03-30', prompt: { kind: 'review' } })
  })
})

describe('the look back on a month', () => {
  const next = (leader: Leader, rest = context) => nextDigest(leader, rest)?.at
  const optedIn = { optIns: { [partnershipId('north')]: at('2026-01-04 12:00') } }

  it('comes on the leader’s last working day of the month at their own hour', () => {
    expect(next(aLeader())).toBe(at('2026-01-30 10:00'))
    expect(next(aLeader({ settings: { at: every('Monday 07:15') } }))).toBe(at('2026-01-30 07:15'))
  })

  it('leaves three of the leader’s working days for a preview, whatever their nation', () => {
    const december = (nation: Nation) =>
      next(
        aLeader({ since: at('2026-12-01 12:00'), settings: { nation }, ...optedIn }),
        aContext({ partnerships: [aPartnership()] }),
      )
    expect(december('england')).toBe(at('2026-12-31 10:00'))
    // Scotland also keeps the 2nd of January, here on Monday the 4th.
    expect(december('scotland')).toBe(at('2026-12-30 10:00'))
  })

  it('comes with a month’s first, where someone joins on its last days', () => {
    expect(nextDigest(aLeader({ since: at('2026-01-30 10:00') }), context)).toMatchObject({
      month: '2026-02',
    })
  })

  it('that is three days late is left out, and the next is its own month’s', () => {
    const { leader } = live(aLeader(), {
      from: at('2026-01-04 12:00'),
      until: at('2026-01-20 00:00'),
      context,
    })
    const late = advance(leader, at('2026-02-02 10:00'), context)
    expect(late.digests).toMatchObject([{ month: '2026-01', missed: true }])
    const inTime = advance(leader, at('2026-02-02 09:59'), context)
    expect(inTime.digests).toMatchObject([{ month: '2026-01', missed: false }])
    expect(nextDigest(late, context)).toEqual({ month: '2026-02', at: at('2026-02-27 10:00') })
  })
})

describe('a look back that never came', () => {
  const due = at('2026-01-30 10:00')
  const intended = advance(aLeader({ since: at('2026-01-04 12:00') }), due, context)
  const { key } = intended.outbox.find(({ kind }) => kind === 'digest')!

  it('gives its month to the next where Slack refused it, and is seen to at once', () => {
    const failed = fail(claim(intended, key, due), key, 'channel_not_found', due)
    expect(wakeAt(failed, context)).toBe(due)
    const seen = advance(failed, plus(due, { minutes: 1 }), context)
    expect(seen.digests).toMatchObject([{ month: '2026-01', missed: true }])
    expect(advance(seen, plus(due, { minutes: 2 }), context)).toBe(seen)
  })

  it('gives it to the next where it could not be sent for three days, or they had paused meanwhile', () => {
    const late = advance(intended, plus(due, { hours: 72 }), context)
    expect(late.digests).toMatchObject([{ month: '2026-01', missed: true }])
    const paused = drop(intended, key, due)
    expect(advance(paused, plus(due, { minutes: 1 }), context).digests).toMatchObject([{ missed: true }])
  })
})

describe('never more than two messages of its own in a week', () => {
  const week = (from: string) => ({ from: at(from), until: plus(at(from), { days: 7 }) })

  it('so a reminder gives way to a look back earlier in the week', () => {
    const arrives = whatArrives(aLeader({ since: at('2026-06-28 12:00') }), {
      ...week('2026-06-29 00:00'),
      context,
    })
    expect(arrives).toEqual(['digest 2026-06-30 09:00', 'prompt 2026-06-30 09:00'])
  })

  it('so a reminder on Monday gives way to a question and a look back on Friday', () => {
    const asked = live(aLeader(), {
      from: at('2026-01-04 12:00'),
      until: at('2026-01-26 00:00'),
      context: fridays,
      answersAfter: (id) => (id.endsWith('2026-01-19') ? undefined : 1),
    }).leader
    expect(whatArrives(asked, { ...week('2026-01-26 00:00'), context: fridays })).toEqual([
      'digest 2026-01-30 10:00',
      'prompt 2026-01-30 10:00',
    ])
  })

  it('so a question that a holiday moves into a full week is left out', () => {
    // Good Friday of 2027 is the 26th of March, and the month's last working day is in the week after.
    const since = at('2027-03-22 00:00')
    const arrives = whatArrives(aLeader({ since }), {
      from: since,
      until: at('2027-04-05 00:00'),
      context: fridays,
    })
    expect(arrives).toEqual(['digest 2027-03-31 09:00', 'prompt 2027-04-02 09:00'])
  })

  it('so a reminder gives way to a look back that comes late', () => {
    // The process is away from Friday, the last working day of March 2030, until Monday; the clocks change between.
    const thursdays = aContext({ programmes: [aProgramme({ schedule: weekly('Thursday 10:00') })] })
    const since = at('2030-03-25 00:00')
    const asked = live(aLeader({ since }), { from: since, until: at('2030-03-29 00:00'), context: thursdays })
    const life = { from: at('2030-04-01 09:30'), until: at('2030-04-08 00:00'), context: thursdays }
    expect(whatArrives(advance(asked.leader, life.from, thursdays), life)).toEqual([
      'digest 2030-04-01 09:30',
      'prompt 2030-04-04 09:00',
    ])
  })
})

describe('two programmes', () => {
  const both = aContext({
    programmes: [
      aProgramme(),
      aProgramme({ id: ProgrammeId.parse('others'), schedule: weekly('Tuesday 14:00') }),
    ],
  })
  const leader = aLeader({ programmes: ['tuesdays', 'others'] as ProgrammeId[] })

  it('that ask on one day ask one question, the first’s', () => {
    const life = { from: at('2026-01-04 12:00'), until: at('2026-01-14 00:00'), context: both }
    const asked = live(leader, life).leader.deliveries
    expect(asked.map(({ id }) => id)).toEqual(['tuesdays.2026-01-05', 'tuesdays.2026-01-12'])
  })

  it('that ask on two days ask a question each', () => {
    const apart = aContext({
      programmes: [
        aProgramme(),
        aProgramme({ id: ProgrammeId.parse('others'), schedule: weekly('Thursday 14:00') }),
      ],
    })
    const life = { from: at('2026-01-04 12:00'), until: at('2026-01-12 00:00'), context: apart }
    const asked = live(leader, life).leader.deliveries
    expect(asked.map(({ id }) => id)).toEqual(['tuesdays.2026-01-05', 'others.2026-01-05'])
    expect(asked.map(({ askedAt }) => weekdayOf(on(askedAt.slice(0, 10))))).toEqual([2, 4])
  })
})
