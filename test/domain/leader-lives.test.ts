// A leader's time, as rules that hold for any zone, nation, schedule and habit: random lives are lived through, and
// looked at from many moments.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later, localDateOf, mondayOf, plus } from '../../src/domain/calendar.ts'
import { skip } from '../../src/domain/delivery.ts'
import { accept, invite, joinToo, leave, pause, resume } from '../../src/domain/enrolment.ts'
import { advance, askNow, wakeAt } from '../../src/domain/leader.ts'
import {
  type DeliveryId,
  type Instant,
  type Leader,
  LocalTime,
  type Nation,
  nations,
  ProgrammeId,
  type Zone,
} from '../../src/domain/model.ts'
import { recordTyped } from '../../src/domain/reflection.ts'
import { nextAsk, nextDigest, slotOfToday } from '../../src/domain/schedule.ts'
import type { Context, Programme } from '../../src/domain/workspace.ts'
import {
  type Act,
  aContext,
  aLeader,
  aPartnership,
  aProgramme,
  at,
  every,
  live,
  on,
  partnershipId,
  post,
  type Sent,
  tsAt,
  weekly,
  zone,
} from './given.ts'

const zones = [
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Pacific/Chatham',
]
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

type Setting = {
  leader: Leader
  context: Context
  from: Instant
  answers: (number | undefined)[]
  acts: Act[]
}

const aWeekday = fc.constantFrom(...days)
const aTime = (from: number, until: number) =>
  fc
    .record({ hour: fc.integer({ min: from, max: until }), minute: fc.constantFrom(0, 30, 1, 59) })
    .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)

const whatTheyDo = {
  pause: (leader: Leader, now: Instant) =>
    pause(leader, localDateOf(plus(now, { days: 12 }), leader.settings.zone), now),
  resume,
  leave,
  write: (leader: Leader, now: Instant) => recordTyped(leader, { text: 'A thought', ts: tsAt(now, 5) }, now),
  skip: (leader: Leader, now: Instant) => {
    const open = leader.deliveries.findLast(({ state }) => state.is === 'open')
    return open ? skip(leader, open.id, now) : leader
  },
}

/** Some of what someone may do by themselves, in the first year. */
const someActs = (from: Instant): fc.Arbitrary<Act[]> =>
  fc.array(
    fc
      .record({
        hour: fc.integer({ min: 0, max: 364 * 24 }),
        does: fc.constantFrom(...Object.values(whatTheyDo)),
      })
      .map(({ hour, does }) => {
        const moment = plus(from, { hours: hour })
        return { at: moment, act: (leader: Leader) => does(leader, moment) }
      }),
    { maxLength: 12 },
  )

/** Anyone, anywhere, in any year from 2025 on; with the habit of answering after so many hours, or not. */
const aSetting = ({ hours = [0, 23], programmes = 1 } = {}): fc.Arbitrary<Setting> => {
  const time = aTime(hours[0] ?? 0, hours[1] ?? 23)
  return fc
    .record({
      zone: fc.constantFrom(...zones).map(zone),
      nation: fc.constantFrom<Nation>(...nations),
      own: fc.option(fc.tuple(aWeekday, time), { nil: undefined }),
      asks: fc.array(fc.tuple(aWeekday, time), { minLength: programmes, maxLength: programmes }),
      workingDay: fc.integer({ min: 3, max: 10 }),
      optedIn: fc.boolean(),
      since: fc.integer({ min: 0, max: 5 * 365 * 24 }),
      answers: fc.array(fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }), { minLength: 1 }),
      everyWeeks: fc.constantFrom(1 as const, 1 as const, 2 as const),
      rotation: fc.constantFrom<Programme['rotation']>('cycle', 'cycle', 'balance', [
        { kind: 'weekly', concept: 'being' },
        { kind: 'look-back' },
        { kind: 'review' },
      ]),
    })
    .chain((it) => fc.tuple(fc.constant(it), someActs(plus(at('2025-01-01 00:07'), { hours: it.since }))))
    .map(([it, acts]) => {
      const from = plus(at('2025-01-01 00:07'), { hours: it.since })
      const made = it.asks.map(([day, time], i) =>
        aProgramme({
          id: ProgrammeId.parse(i === 0 ? 'tuesdays' : `programme-${i}`),
          schedule: weekly(`${day} ${time}`),
          startsOn: on(plus(from, { days: -70 * i }).slice(0, 10)),
          rotation: it.rotation,
        }),
      )
      const digest = { workingDay: it.workingDay, time: LocalTime.parse('10:00') }
      return {
        from,
        answers: it.answers,
        acts,
        context: aContext({ programmes: made, partnerships: [aPartnership({ digest })] }),
        leader: aLeader({
          since: from,
          programmes: made.map(({ id }) => id),
          optIns: it.optedIn ? { [partnershipId('north')]: from } : {},
          settings: {
            zone: it.zone,
            nation: it.nation,
            at: it.own && every(it.own.join(' ')),
            everyWeeks: it.everyWeeks,
          },
        }),
      }
    })
}

/** The same life from the invitation on, with one to a further programme some time in its first year. */
const fromInvitation = (setting: Setting): fc.Arbitrary<Setting> =>
  fc
    .record({
      acceptsAfter: fc.integer({ min: 0, max: 24 * 9 }),
      wantsOneNow: fc.boolean(),
      other: fc.tuple(aWeekday, aTime(0, 23)),
      namedAfter: fc.oneof(fc.integer({ min: 0, max: 24 * 9 }), fc.integer({ min: 0, max: 364 * 24 })),
    })
    .map(({ acceptsAfter, wantsOneNow, other, namedAfter }) => {
      const { from, leader, context, acts } = setting
      const id = ProgrammeId.parse('others')
      const [programme] = context.programmes
      const others = aProgramme({ id, schedule: weekly(other.join(' ')), startsOn: on(from.slice(0, 10)) })
      const withOther = { ...context, programmes: [...context.programmes, others] }
      const act = (hours: number, does: (it: Leader, now: Instant) => Leader): Act => {
        const now = plus(from, { hours })
        return { at: now, act: (it) => does(it, now) }
      }
      const saysYes = (it: Leader) => (it.further.some(({ ts }) => ts) ? joinToo(it, id) : it)
      const newcomer: Leader = { ...leader, stage: { is: 'invited', since: from }, programmes: [] }
      return {
        ...setting,
        context: withOther,
        leader: programme ? invite(newcomer, programme.id, from) : newcomer,
        acts: [
          ...acts,
          act(acceptsAfter, (it, now) => {
            const yes = accept(it, now)
            const today = localDateOf(now, it.settings.zone)
            return wantsOneNow && programme && programme.startsOn <= today && yes.deliveries.length === 0
              ? askNow(yes, programme, slotOfToday(yes, programme, today), now, withOther, 'wished')
              : yes
          }),
          act(namedAfter, (it, now) => invite(it, id, now)),
          ...[1, 24 * 3, 24 * 9].map((hours) => act(namedAfter + hours, saysYes)),
        ],
      }
    })

/** Answers the first question as the first habit says, the second as the second, and so round. */
const habit = ({ answers }: Setting) => {
  const asked = new Map<DeliveryId, number>()
  return (id: DeliveryId) => {
    if (!asked.has(id)) asked.set(id, asked.size)
    return answers[(asked.get(id) ?? 0) % answers.length]
  }
}

const weekOf = (instant: Instant, zone: Zone) => mondayOf(localDateOf(instant, zone))
const ofItsOwn = ({ kind }: Sent) => kind !== 'receipt'
const count = <T>(all: readonly T[]) => {
  const counts = new Map<T, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

/** Nothing more will come to them: they left, or let the one invitation back go by. */
const isOver = ({ stage }: Leader) => stage.is === 'left' || (stage.is === 'resting' && stage.invitedBack)

/** Housekeeping that nobody sees: ended intents are forgotten in time. */
const visible = (it: Leader) => ({
  ...it,
  outbox: it.outbox.filter(({ state }) => state.is === 'waiting' || state.is === 'claimed'),
})

describe('in any life', () => {
  it('nobody gets more than two messages of its own in a week, their invitations among them, or a reminder too many, or one after an answer', () => {
    fc.assert(
      fc.property(
        aSetting().chain((it) => fc.oneof(fc.constant(it), fromInvitation(it))),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 364 * 24 }), fc.integer({ min: 1, max: 24 * 9 })), {
          maxLength: 6,
        }),
        (setting, outages) => {
          const { from, leader, context } = setting
          const away = outages.map(([start, hours]) => ({
            from: plus(from, { hours: start }),
            until: plus(from, { hours: start + hours }),
          }))
          const backFrom = (moment: Instant): Instant => {
            const outage = away.find((it) => it.from <= moment && moment < it.until)
            return outage ? backFrom(outage.until) : moment
          }
          const { sent, leader: after } = live(leader, {
            from,
            until: plus(from, { days: 364 }),
            context,
            answersAfter: habit(setting),
            acts: setting.acts,
            looksAt: (now, it) => {
              const wake = wakeAt(it, context)
              return wake && backFrom(later(wake, plus(now, { seconds: 1 })))
            },
          })
          const own = sent.filter(ofItsOwn)
          const weeks = count(own.map((it) => weekOf(it.at, leader.settings.zone)))
          expect(Math.max(0, ...weeks.values()), JSON.stringify([...weeks])).toBeLessThanOrEqual(2)

          const reminders = sent.filter(({ kind }) => kind === 'reminder')
          expect(Math.max(0, ...count(reminders.map(({ about }) => about)).values())).toBeLessThanOrEqual(1)
          for (const { about, at: remindedAt } of reminders) {
            const answer = after.reflections.find(({ delivery }) => delivery === about)
            expect(!answer || answer.at > remindedAt, `${about} was answered`).toBe(true)
          }
          expect(new Set(sent.map(({ key }) => key)).size, 'a key came twice').toBe(sent.length)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('two programmes ask one question in a local day', () => {
    fc.assert(
      fc.property(aSetting({ programmes: 2 }), (setting) => {
        const { from, leader, context } = setting
        const { sent } = live(leader, {
          from,
          until: plus(from, { days: 70 }),
          context,
          answersAfter: () => 1,
        })
        const prompts = sent.filter(({ kind }) => kind === 'prompt')
        const perDay = count(prompts.map((it) => localDateOf(it.at, leader.settings.zone)))
        expect(prompts.length).toBeGreaterThanOrEqual(8 / leader.settings.everyWeeks)
        expect(Math.max(...perDay.values())).toBe(1)
      }),
      { numRuns: 8 },
    )
  })
})

describe('from any moment of any life', () => {
  /** Someone some weeks on, the programme being looked at now and then. */
  const aMoment = fc
    .tuple(aSetting(), fc.integer({ min: 0, max: 24 * 80 }), fc.integer({ min: 0, max: 59 }), fc.boolean())
    .map(([setting, hours, minutes, posted]) => {
      const now = plus(setting.from, { hours, minutes })
      const acts = setting.acts.filter((it) => it.at <= now)
      const { leader } = live(setting.leader, { ...setting, acts, until: now, answersAfter: habit(setting) })
      const looked = advance(leader, now, setting.context)
      return {
        ...setting,
        now,
        leader: posted ? post(looked, now, setting.context).leader : looked,
        before: leader,
      }
    })

  it('to look twice is to look once', () => {
    fc.assert(
      fc.property(aMoment, fc.integer({ min: 0, max: 24 * 60 }), ({ leader, now, context }, hours) => {
        expect(advance(leader, now, context)).toBe(leader)
        const then = plus(now, { hours })
        const once = advance(leader, then, context)
        expect(advance(once, then, context)).toBe(once)
      }),
      { numRuns: 25 },
    )
  })

  it('what comes next lies ahead, unless something waits to be sent', () => {
    fc.assert(
      fc.property(aMoment, ({ leader, now, context }) => {
        const wake = wakeAt(leader, context)
        const waits = leader.outbox.some(({ state }) => state.is === 'waiting')
        expect(wake ? waits || wake > now : isOver(leader)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it('nothing changes before it wakes, and something does when it does', () => {
    fc.assert(
      fc.property(
        aMoment,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
        (it, places) => {
          const { now, context } = it
          const { leader } = post(it.leader, now, context)
          const wake = wakeAt(leader, context)
          if (!wake) {
            const whenever = places.map((place) => plus(now, { days: Math.floor(place * 1000) }))
            for (const moment of whenever) {
              expect(visible(advance(leader, moment, context)), moment).toEqual(visible(leader))
            }
            return
          }
          const span = Date.parse(wake) - Date.parse(now)
          const between = places.map((place) => plus(now, { seconds: Math.floor((place * span) / 1000) }))
          for (const moment of [
            now,
            ...between.filter((one) => one < wake),
            plus(wake, { seconds: -1 / 1000 }),
          ]) {
            expect(visible(advance(leader, moment, context)), `${moment} is before ${wake}`).toEqual(
              visible(leader),
            )
          }
          expect(advance(leader, wake, context)).not.toBe(leader)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('a look after any time away asks at most this week’s question, at most twelve hours late', () => {
    fc.assert(
      fc.property(aMoment, fc.integer({ min: 0, max: 24 * 120 }), ({ leader, now, context }, hours) => {
        const back = plus(now, { hours })
        const expected = nextAsk(leader, context)!
        const known = new Set(leader.deliveries.map(({ id }) => id))
        const after = advance(leader, back, context)
        const asked = after.deliveries.filter(({ id }) => !known.has(id))
        const keys = new Set(leader.outbox.map(({ key }) => key))
        const waiting = after.outbox.filter(({ key, state }) => !keys.has(key) && state.is === 'waiting')

        expect(asked.length).toBeLessThanOrEqual(1)
        expect(waiting.length).toBeLessThanOrEqual(2)
        for (const delivery of asked) {
          expect(delivery.weekOf >= expected.weekOf).toBe(true)
          const intent = waiting.find(({ about }) => about === delivery.id)
          expect(intent && back < intent.expiresAt).toBe(true)
        }
        if (after.stage.is === 'active') {
          expect(nextAsk(after, context)!.at > back).toBe(true)
          expect(nextDigest(after, context)!.at > back).toBe(true)
        } else {
          expect(waiting.some(({ kind }) => kind === 'prompt' || kind === 'reminder')).toBe(false)
          expect(
            after.stage.is === 'paused' ? after.stage.until > localDateOf(back, after.settings.zone) : true,
          ).toBe(true)
        }
        for (const { closesAt, state } of after.deliveries) {
          expect(state.is !== 'open' || closesAt > back).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('a clock that goes back changes nothing until it has caught up, and nothing comes twice', () => {
    fc.assert(
      fc.property(aMoment, fc.integer({ min: 1, max: 24 * 40 }), (it, hours) => {
        const { now, context } = it
        const { leader } = post(it.leader, now, context)
        const back = plus(now, { hours: -hours })
        expect(visible(advance(leader, back, context))).toEqual(visible(leader))
        const again = live(leader, { from: back, until: plus(now, { days: 14 }), context })
        const straight = live(leader, { from: now, until: plus(now, { days: 14 }), context })
        expect(again.sent).toEqual(straight.sent)
      }),
      { numRuns: 12 },
    )
  })
})

describe('however often the process looks', () => {
  const what = (sent: readonly Sent[]) =>
    sent
      .filter(ofItsOwn)
      .map(({ key }) => key)
      .toSorted()

  it('the same is asked, reminded and looked back on: at the moments themselves or once an hour', () => {
    fc.assert(
      // Hours in which an hour's delay leaves the day, and so the week, as it is.
      fc.property(aSetting({ hours: [5, 20] }), (setting) => {
        // What they do in the hour before the later look would rightly make a difference.
        const life = { ...setting, acts: [], until: plus(setting.from, { days: 35 }) }
        const byWake = live(setting.leader, { ...life, answersAfter: habit(setting) })
        const hourly = live(setting.leader, {
          ...life,
          answersAfter: habit(setting),
          looksAt: (now) => plus(now, { hours: 1 }),
        })
        expect(what(hourly.sent)).toEqual(what(byWake.sent))
        expect(hourly.leader.deliveries.map(({ id, prompt }) => [id, prompt.id])).toEqual(
          byWake.leader.deliveries.map(({ id, prompt }) => [id, prompt.id]),
        )
      }),
      { numRuns: 3 },
    )
  })

  it.each([
    ['a question and a look back on one day', '2026-06-30 07:00'],
    ['a reminder', '2026-01-08 08:30'],
    ['the end of a question', '2026-01-12 08:30'],
    ['a question in the hour that spring leaves out', '2026-03-29 00:00'],
  ])('minute by minute it is the very same document as at the moments themselves: %s', (_, moment) => {
    const context = aContext()
    const from = at(moment)
    const since = plus(from, { days: -8 })
    const settings = moment.startsWith('2026-03-29') ? { at: every('Sunday 01:30') } : {}
    const start = live(aLeader({ since, settings }), { from: since, until: from, context }).leader
    const life = { from, until: plus(from, { hours: 3 }), context }
    const minutely = live(start, { ...life, looksAt: (now) => plus(now, { minutes: 1 }) })
    expect(minutely).toEqual(live(start, life))
    expect(minutely.leader).not.toEqual(start)
  })
})
