// A leader's own words of four to eight weeks ago: which, how many of them, and how they see them now.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { askNow } from '../../src/domain/leader.ts'
import {
  excerptOf,
  leaveAlone,
  leaveAloneNoMore,
  lookBackFor,
  lookedBack,
  lookedBackOn,
} from '../../src/domain/look-back.ts'
import type { Instant, Leader, Reflection, ReflectionId } from '../../src/domain/model.ts'
import { forgetTyped, recordTyped, recordWritten } from '../../src/domain/reflection.ts'
import { showingWordsAnew } from '../../src/domain/words-anew.ts'
import { aContext, aDelivery, aLeader, aPart, aReflection, at, live, tsAt } from './given.ts'

const now = at('2026-02-24 10:00')
const ago = (days: number): Instant => plus(now, { days: -days })
const written = (id: string, days: number, rest: Partial<Omit<Reflection, 'id'>> = {}) =>
  aReflection(id, `Words of ${id}.`, { at: ago(days), ...rest })
const having = (...reflections: Reflection[]) => aLeader({ reflections })
const found = (leader: Leader) => lookBackFor(leader, now)?.id

describe('words of theirs in a question of long ago', () => {
  const plan = aPart('When it rains, I will call.')
  const reflections = [written('a', 200), written('b', 190, { nowWhat: plan }), written('c', 1)]
  const older = [
    aDelivery(ago(170), { lookBack: { reflection: 'a' as ReflectionId } }),
    aDelivery(ago(163), { followUp: 'b' as ReflectionId }),
    aDelivery(ago(156)),
  ]
  const latest = Array.from({ length: 13 }, (_, i) => aDelivery(ago(140 - 7 * i)))
  const discreet = aLeader({ reflections, deliveries: [...older, ...latest] })
  const shown: Leader = { ...discreet, settings: { ...discreet.settings, words: 'shown' } }
  const anew = (before: Leader, after: Leader) =>
    showingWordsAnew(before, after, now).toClear.map(({ what }) =>
      older.findIndex(({ ts }) => what.is === 'message' && ts === what.ts),
    )
  const edited = (it: Leader, id: string): Leader => ({
    ...it,
    reflections: it.reflections.map((one) =>
      one.id === id ? { ...one, parts: [aPart('Otherwise')], nowWhat: undefined } : one,
    ),
  })

  it('leave its message when they are changed, set aside, or not wanted in messages any more', () => {
    expect(anew(shown, discreet)).toEqual([0, 1])
    expect(anew(shown, edited(shown, 'a'))).toEqual([0])
    expect(anew(shown, edited(shown, 'b'))).toEqual([1])
    const aside = (it: Reflection): Reflection => ({ ...it, reuse: 'set-aside' })
    expect(anew(shown, { ...shown, reflections: reflections.map(aside) })).toEqual([0])
  })

  it('are left as they stand when something else changes, or none ever stood there', () => {
    expect(anew(shown, edited(shown, 'c'))).toEqual([])
    expect(anew(discreet, edited(discreet, 'a'))).toEqual([])
    expect(anew(shown, { ...shown, settings: { ...shown.settings, keepMonths: 60 } })).toEqual([])
  })
})

describe('the words to look back on', () => {
  it('are four to eight weeks old, to the moment', () => {
    expect(found(having(written('a', 27)))).toBeUndefined()
    expect(found(having(written('a', 28)))).toBe('a')
    expect(found(having(written('a', 56)))).toBe('a')
    expect(found(having(written('a', 57)))).toBeUndefined()
    expect(found(having())).toBeUndefined()
  })

  it('are how they saw their challenge, where that is among them; else the latest', () => {
    const feeling = [written('older', 50), written('newer', 30)]
    expect(found(having(...feeling))).toBe('newer')
    const identified = written('challenge', 42, { concept: 'identify' })
    expect(found(having(feeling[0]!, identified, feeling[1]!))).toBe('challenge')
  })

  it('are never those that they want left alone', () => {
    const leader = having(written('a', 40), written('b', 30))
    expect(found(leaveAlone(leader, 'b' as ReflectionId))).toBe('a')
    const none = leaveAlone(leaveAlone(leader, 'b' as ReflectionId), 'a' as ReflectionId)
    expect(found(none)).toBeUndefined()
  })

  it('that were put before them are not shown once they were deleted, set aside or left alone', () => {
    const question = aDelivery(ago(1), { lookBack: { reflection: 'a' as ReflectionId } })
    const shown = (leader: Leader) => lookedBackOn(leader, question)?.id
    const leader = having(written('a', 40))
    expect(shown(leader)).toBe('a')
    expect(shown(having(written('b', 40)))).toBeUndefined()
    expect(shown(having(written('a', 40, { reuse: 'set-aside' })))).toBeUndefined()
    expect(shown(having(written('a', 40, { reuse: 'confirmed' })))).toBe('a')
    const left = leaveAlone(leader, 'a' as ReflectionId)
    expect(shown(left)).toBeUndefined()
    expect(shown(leaveAloneNoMore(left, 'a' as ReflectionId))).toBe('a')
  })

  it('are never the same twice', () => {
    const leader = having(written('a', 40), written('b', 30))
    const shown = aDelivery(ago(7), { lookBack: { reflection: 'b' as ReflectionId } })
    expect(found({ ...leader, deliveries: [shown] })).toBe('a')
  })
})

describe('an excerpt', () => {
  const wordsIn = (text: string) => text.match(/\S+/g) ?? []
  const saying = (text: string) => excerptOf(aReflection('a', text))

  it('is forty words as they were written, and a sign that there is more', () => {
    const forty = Array.from({ length: 40 }, (_, i) => `word${i}`).join('  ')
    expect(saying(forty)).toBe(forty)
    expect(saying(`${forty} more`)).toBe(`${forty} …`)
    expect(saying('Two lines\nof it.')).toBe('Two lines\nof it.')
  })

  it('goes through the parts in their order, and leaves so-what and now-what out', () => {
    const reflection = aReflection('a', 'One', {
      parts: [aPart('One'), aPart('Two')],
      soWhat: aPart('Three'),
      nowWhat: aPart('Four'),
    })
    expect(excerptOf(reflection)).toBe('One\n\nTwo')
  })

  it('is never longer, in words or in characters, and is a beginning of what was written', () => {
    const text = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 80 })
    fc.assert(
      fc.property(text, fc.constantFrom(' ', '', '\n'), (words, between) => {
        const whole = words.join(between)
        const shown = saying(whole)
        const bare = shown.endsWith(' …') && shown !== whole.trim() ? shown.slice(0, -2) : shown
        expect(wordsIn(bare).length).toBeLessThanOrEqual(40)
        expect(bare.length).toBeLessThanOrEqual(400)
        expect(bare.isWellFormed()).toBe(true)
        expect(whole.trim().startsWith(bare)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a week for looking back', () => {
  const context = aContext()
  const eighthWeek = at('2026-02-24 10:00')
  const lived = (answersAfter: (id: string) => number | undefined) =>
    live(aLeader(), {
      from: at('2026-01-04 12:00'),
      until: plus(eighthWeek, { minutes: 1 }),
      context,
      answersAfter,
    }).leader

  it('puts before them how they saw their challenge in week two', () => {
    const last = lived(() => 1).deliveries.at(-1)
    expect(last).toMatchObject({
      prompt: { kind: 'look-back' },
      lookBack: { reflection: 'tuesdays.2026-01-12' },
    })
  })

  it('asks to name a challenge instead, where there are no words of the time', () => {
    const newcomer = live(aLeader({ since: at('2026-02-20 12:00') }), {
      from: at('2026-02-20 12:00'),
      until: plus(eighthWeek, { minutes: 1 }),
      context,
    }).leader
    expect(newcomer.deliveries).toMatchObject([{ prompt: { concept: 'identify', kind: 'weekly' } }])
    expect(newcomer.deliveries[0]?.lookBack).toBeUndefined()
  })

  it('had at once by a newcomer asks the same', () => {
    const [programme] = context.programmes
    const { deliveries } = askNow(
      aLeader(),
      programme!,
      { weekOf: '2026-02-23' as never },
      eighthWeek,
      context,
      'due',
    )
    expect(deliveries[0]?.prompt.concept).toBe('identify')
  })
})

describe('how they see it now', () => {
  const reflection = written('then', 42, { concept: 'identify' })
  const delivery = aDelivery(now, { lookBack: { reflection: reflection.id } })
  const asked = aLeader({ reflections: [reflection], deliveries: [delivery] })
  const saw = (leader: Leader) => leader.deliveries[0]?.lookBack?.saw
  const later = plus(now, { hours: 1 })
  const write = (leader: Leader) =>
    recordWritten(
      leader,
      { delivery: delivery.id },
      { added: 'It is me, too', parts: {}, about: [], shares: {} },
      later,
    )

  it('the same: the question is answered, and not reminded of', () => {
    const same = lookedBack(asked, delivery.id, 'same', later)
    expect(same.deliveries[0]).toMatchObject({
      state: { is: 'answered', at: later },
      remindAt: undefined,
      lookBack: { saw: 'same' },
    })
  })

  it('differently: by writing what they see, in the form or in the conversation', () => {
    expect(saw(write(asked))).toBe('differently')
    const typed = recordTyped(asked, { text: 'It is me, too', ts: tsAt(later) }, later)
    expect(saw(typed)).toBe('differently')
    expect(saw(forgetTyped(typed, tsAt(later), later))).toBeUndefined()
    expect(typed.deliveries[0]?.state.is).toBe('answered')
  })

  it('the same, with more to say: it stays the same', () => {
    expect(saw(write(lookedBack(asked, delivery.id, 'same', later)))).toBe('same')
  })

  it('is nothing that other questions ask', () => {
    const plain = aLeader({ deliveries: [aDelivery(now)] })
    expect(lookedBack(plain, delivery.id, 'same', later)).toEqual(plain)
    expect(write(plain).deliveries[0]?.lookBack).toBeUndefined()
  })
})
