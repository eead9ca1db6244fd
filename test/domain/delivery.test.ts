// What can be done with a question beside answering it, and taken back: reminders, and leaving it for the week.
import { describe, expect, it } from 'vitest'
import {
  dontRemind,
  maySwap,
  offeredTimes,
  type RemindTime,
  reminderAt,
  remindMe,
  skip,
  swap,
  swapBack,
  takeUp,
} from '../../src/domain/delivery.ts'
import { leave, pause } from '../../src/domain/enrolment.ts'
import { type Instant, type Leader, LocalTime } from '../../src/domain/model.ts'
import { forgetTyped, recordTyped } from '../../src/domain/reflection.ts'
import { type Act, aContext, aLeader, aProgramme, at, every, live, on, tsAt } from './given.ts'

const context = aContext()
const from = at('2026-01-04 12:00')
const asked = live(aLeader(), { from, until: at('2026-01-06 10:00'), context }).leader
const question = asked.deliveries[0] ?? expect.fail('nothing was asked')

const act = (moment: string, does: (leader: Leader, now: Instant) => Leader): Act => ({
  at: at(moment),
  act: (leader) => does(leader, at(moment)),
})
const reminders = (acts: Act[], until = '2026-01-12 00:00') =>
  live(asked, { from: at('2026-01-06 10:00'), until: at(until), context, acts })
    .sent.filter(({ kind }) => kind === 'reminder')
    .map((it) => it.at.slice(0, 16).replace('T', ' '))
const wish = (moment: string, when: RemindTime) =>
  act(moment, (it, now) => {
    const chosen = reminderAt(it, question, when, now, context)
    return 'at' in chosen ? remindMe(it, question.id, chosen.at) : expect.fail(chosen.whyNot)
  })

describe('a reminder that was asked for', () => {
  it.each<[RemindTime, string, string]>([
    ['in-an-hour', '2026-01-06 23:30', '2026-01-07 00:30'],
    ['this-afternoon', '2026-01-06 14:00', '2026-01-06 15:00'],
    ['tomorrow', '2026-01-06 12:00', '2026-01-07 10:00'],
    ['in-two-days', '2026-01-06 12:00', '2026-01-08 10:00'],
  ])('%s comes then, and in place of the usual one', (when, chosenAt, comes) => {
    expect(reminders([wish(chosenAt, when)])).toEqual([comes])
  })

  it.each<[RemindTime, string, string]>([
    ['this-afternoon', '2026-01-06 14:01', 'too-soon'],
    ['this-afternoon', '2026-01-06 23:30', 'too-soon'],
    ['in-two-days', '2026-01-10 12:00', 'closes-before'],
    ['tomorrow', '2026-01-11 12:00', 'closes-before'],
    ['in-an-hour', '2026-01-12 09:00', 'closes-before'],
  ])('%s is not to be had at %s: %s', (when, moment, whyNot) => {
    expect(reminderAt(asked, question, when, at(moment), context)).toEqual({ whyNot })
  })

  it('is offered for what can be had when the question comes', () => {
    expect(offeredTimes(asked, question, context)).toEqual([
      'in-an-hour',
      'this-afternoon',
      'tomorrow',
      'in-two-days',
    ])
    const closesSoon = { ...question, askedAt: at('2026-01-06 14:30'), closesAt: at('2026-01-08 10:00') }
    expect(offeredTimes(asked, closesSoon, context)).toEqual(['in-an-hour', 'tomorrow'])
  })

  it('comes in a pause that began before it or after it, and not to someone who has left', () => {
    const pausing = (moment: string) => act(moment, (it, now) => pause(it, on('2026-02-03'), now))
    const wished = wish('2026-01-06 12:00', 'tomorrow')
    expect(reminders([pausing('2026-01-06 11:00'), wished])).toEqual(['2026-01-07 10:00'])
    expect(reminders([wished, pausing('2026-01-06 13:00')])).toEqual(['2026-01-07 10:00'])
    expect(reminders([pausing('2026-01-06 11:00')])).toEqual([])
    expect(reminders([wished, act('2026-01-06 13:00', leave)])).toEqual([])
    expect(reminders([act('2026-01-06 11:00', leave), wished])).toEqual([])
  })

  it('in a pause wakes nobody at the time of the usual one', () => {
    const paused = pause(asked, on('2026-02-03'), at('2026-01-06 11:00'))
    const { leader } = live(paused, { from: at('2026-01-06 11:00'), until: at('2026-01-09 00:00'), context })
    expect(leader).toEqual(paused)
  })
})

describe('another question', () => {
  const twice = aContext({
    programmes: [
      aProgramme({ schedule: { is: 'weekdays', weekdays: [1, 3], time: LocalTime.parse('10:00') } }),
    ],
  })
  const until = (moment: string, leader = aLeader(), since = from) =>
    live(leader, { from: since, until: at(moment), context: twice }).leader
  const [monday, wednesday, nextMonday] = ['2026-01-05 10:00', '2026-01-07 10:00', '2026-01-12 10:00']
  const newest = (leader: Leader) => leader.deliveries.at(-1) ?? expect.fail('nothing was asked')

  it('is one a week, however many questions that has', () => {
    const onMonday = until(monday)
    const swapped = swap(onMonday, newest(onMonday).id, twice)
    expect(newest(swapped).prompt.id).not.toBe(newest(onMonday).prompt.id)
    const onWednesday = until(wednesday, swapped, at(monday))
    expect(maySwap(onWednesday, newest(onWednesday))).toBe(false)
    expect(swap(onWednesday, newest(onWednesday).id, twice)).toEqual(onWednesday)
    const week2 = until(nextMonday, onWednesday, at(wednesday))
    expect(maySwap(week2, newest(week2))).toBe(true)
  })

  it('after the first again is the same other one, and no further one that week', () => {
    const onMonday = until(monday)
    const { id } = newest(onMonday)
    const swapped = swap(onMonday, id, twice)
    const back = swapBack(swapped, id, twice)
    expect(newest(back).prompt).toEqual(newest(onMonday).prompt)
    expect(swap(back, id, twice)).toEqual(swapped)
    const onWednesday = until(wednesday, back, at(monday))
    expect(maySwap(onWednesday, newest(onWednesday))).toBe(false)
  })
})

describe('what was taken back', () => {
  const usual = ['2026-01-08 10:00']
  const dropped = (moment: string) => act(moment, (it, now) => dontRemind(it, question.id, now))

  it('leaves the usual reminder, while that is still ahead', () => {
    const wished = wish('2026-01-06 12:00', 'in-two-days')
    expect(reminders([wished, dropped('2026-01-06 13:00')])).toEqual(usual)
    expect(reminders([wished, wish('2026-01-06 12:30', 'tomorrow'), dropped('2026-01-06 13:00')])).toEqual(
      usual,
    )
    const later = wish('2026-01-07 12:00', 'in-two-days')
    expect(reminders([later, dropped('2026-01-08 12:00')])).toEqual([])
    expect(reminders([later, dropped('2026-01-08 09:00'), dropped('2026-01-08 09:01')])).toEqual(usual)
  })

  it('leaves it, too, where the question was left for the week, or something typed was no answer', () => {
    const skipped = act('2026-01-06 12:00', (it, now) => skip(it, question.id, now))
    const taken = (moment: string) => act(moment, (it, now) => takeUp(it, question.id, now))
    expect(reminders([skipped])).toEqual([])
    expect(reminders([skipped, taken('2026-01-06 13:00')])).toEqual(usual)
    expect(reminders([skipped, taken('2026-01-08 12:00')])).toEqual([])
    const thanks = tsAt(at('2026-01-06 12:00'))
    const typed = act('2026-01-06 12:00', (it, now) => recordTyped(it, { text: 'Thanks', ts: thanks }, now))
    expect(reminders([typed])).toEqual([])
    expect(reminders([typed, act('2026-01-06 12:01', (it, now) => forgetTyped(it, thanks, now))])).toEqual(
      usual,
    )
  })

  it('leaves the one that was asked for', () => {
    const own = live(aLeader({ settings: { at: every('Tuesday 12:00') } }), {
      from,
      until: at('2026-01-06 12:00'),
      context,
    }).leader
    const wished = remindMe(own, question.id, at('2026-01-07 12:00'))
    const back = takeUp(
      skip(wished, question.id, at('2026-01-06 13:00')),
      question.id,
      at('2026-01-06 14:00'),
    )
    expect(back.deliveries).toEqual(wished.deliveries)
  })
})
