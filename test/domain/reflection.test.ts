// What someone writes, edits, deletes, skips: kept exactly as they wrote it, under the question that it answers.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { wordsOf } from '../../src/domain/consent.ts'
import { skip } from '../../src/domain/delivery.ts'
import { advance } from '../../src/domain/leader.ts'
import type { Delivery, Instant, Leader, Reflection } from '../../src/domain/model.ts'
import {
  forgetTyped,
  partKey,
  receiptStandsAs,
  recordTyped,
  recordWritten,
  remember,
  type WrittenReply,
} from '../../src/domain/reflection.ts'
import { aContext, aDelivery, aLeader, at, month, partnershipId, tsAt } from './given.ts'

const monday = at('2026-01-05 10:00')
const nextMonday = at('2026-01-12 10:00')
const first = aDelivery(monday)
const second = aDelivery(nextMonday)
const asked = aLeader({ deliveries: [first] })
const askedTwice = aLeader({
  deliveries: [{ ...first, state: { is: 'closed', at: first.closesAt } }, second],
})

const type = (leader: Leader, text: string, when: Instant, rest: { thread?: Delivery; n?: number } = {}) =>
  recordTyped(leader, { text, ts: tsAt(when, rest.n), thread: rest.thread?.ts }, when)
const write = (leader: Leader, said: Partial<WrittenReply>, when: Instant, delivery = first) =>
  recordWritten(leader, { delivery: delivery.id }, { parts: {}, about: [], shares: {}, ...said }, when)
const texts = ({ parts }: Reflection) => parts.map(({ text }) => text)
const receipts = ({ outbox }: Leader) => outbox.filter(({ kind }) => kind === 'receipt')

describe('what someone types', () => {
  it('answers the question that is open, and gets one receipt', () => {
    const when = plus(monday, { hours: 1 })
    const answered = type(asked, 'I felt heard', when)
    expect(answered.reflections).toMatchObject([
      {
        delivery: first.id,
        asked: 'What did you feel?',
        concept: 'feeling',
        late: false,
        at: when,
        parts: [{ text: 'I felt heard' }],
        shares: {},
      },
    ])
    expect(answered.deliveries[0]).toMatchObject({ state: { is: 'answered', at: when } })
    expect(receipts(answered)).toHaveLength(1)
    expect(answered.lastSeenTs).toBe(tsAt(when))
  })

  it('after an answer becomes a second part of it', () => {
    const answered = type(asked, 'I felt heard', plus(monday, { hours: 1 }))
    const more = type(answered, 'and tired', plus(monday, { hours: 2 }))
    expect(more.reflections.map(texts)).toEqual([['I felt heard', 'and tired']])
    expect(more.deliveries[0]?.state).toEqual({ is: 'answered', at: plus(monday, { hours: 1 }) })
    expect(wordsOf(more.reflections[0]!)).toBe('I felt heard\n\nand tired')
    expect(receipts(more)).toHaveLength(2)
  })

  it('in a question’s thread answers that question, though a newer one is open', () => {
    const when = plus(nextMonday, { hours: 1 })
    const answered = type(askedTwice, 'About last week', when, { thread: first })
    expect(answered.reflections).toMatchObject([{ delivery: first.id, late: true }])
    expect(answered.deliveries.map(({ state }) => state.is)).toEqual(['answered', 'open'])
  })

  it('outside a thread answers the newest question', () => {
    const answered = type(askedTwice, 'About this week', plus(nextMonday, { hours: 1 }))
    expect(answered.reflections).toMatchObject([{ delivery: second.id, late: false }])
  })

  it('outside a thread answers the one that is open, though a newer one was answered or has closed early', () => {
    const newer = aDelivery(plus(monday, { days: 2 }))
    const when = plus(monday, { days: 3 })
    for (const state of [
      { is: 'answered' as const, at: when },
      { is: 'closed' as const, at: when },
    ]) {
      const both = aLeader({ deliveries: [first, { ...newer, state }] })
      expect(type(both, 'A line', when).reflections).toMatchObject([{ delivery: first.id }])
      const none = aLeader({
        deliveries: [
          { ...first, state: { is: 'skipped', at: when } },
          { ...newer, state },
        ],
      })
      expect(type(none, 'A line', when).reflections).toMatchObject([{ delivery: newer.id }])
    }
  })

  it('six days after a question is taken as late in its thread, and as a reflection of its own outside', () => {
    const when = first.closesAt
    const closed = advance(asked, when, aContext({ programmes: [] }))
    expect(closed.deliveries[0]?.state.is).toBe('closed')
    expect(type(closed, 'Late', when, { thread: first }).reflections).toMatchObject([
      { delivery: first.id, late: true },
    ])
    const own = type(closed, 'A thought', when)
    expect(own.reflections).toMatchObject([{ id: `free.${tsAt(when)}`, late: false }])
    expect(own.reflections[0]?.delivery).toBeUndefined()
    expect(own.deliveries).toEqual(closed.deliveries)
  })

  it('in time, but taken in only after the question closed, is not late', () => {
    const closed = advance(asked, plus(first.closesAt, { hours: 5 }), aContext({ programmes: [] }))
    const typed = { text: 'On the last day', ts: tsAt(plus(first.closesAt, { minutes: -1 })) }
    const caughtUp = recordTyped(closed, typed, plus(first.closesAt, { hours: 5 }))
    expect(caughtUp.reflections).toMatchObject([{ delivery: first.id, late: false }])
    expect(caughtUp.deliveries[0]?.state.is).toBe('answered')
  })

  it('is a reflection of its own before any question, and after Not this week', () => {
    const before = type(asked, 'Hello', plus(monday, { minutes: -1 }))
    expect(before.reflections[0]?.delivery).toBeUndefined()
    const skipped = skip(asked, first.id, plus(monday, { hours: 1 }))
    expect(type(skipped, 'A thought', plus(monday, { hours: 2 })).reflections[0]?.delivery).toBeUndefined()
  })

  it('under the look back on a month is a reflection of its own, and leaves the open question open', () => {
    const digest = { month: month('2025-12'), at: monday, missed: false, ts: tsAt(monday, 5) }
    const leader = aLeader({ deliveries: [first], digests: [digest] })
    const said = { text: 'A pattern', ts: tsAt(plus(monday, { hours: 1 })), thread: digest.ts }
    const after = recordTyped(leader, said, plus(monday, { hours: 1 }))
    expect(after.reflections[0]?.delivery).toBeUndefined()
    expect(after.deliveries[0]?.state.is).toBe('open')
  })

  it('that is nothing but white space is no answer', () => {
    const after = type(asked, ' \n\t ', plus(monday, { hours: 1 }))
    expect(after.reflections).toEqual([])
    expect(after.deliveries[0]?.state.is).toBe('open')
    expect(receipts(after)).toEqual([])
  })

  it.each([
    ['white space at its ends and within', '  two  spaces\n\n\n and a tab\t '],
    ['writing from right to left', 'שלום، كيف حالك؟ ‏(RTL)‎'],
    ['emoji, joined ones too', '👩🏽‍⚕️🏴󠁧󠁢󠁷󠁬󠁳󠁿 and :slightly_smiling_face:'],
    ['letters in two forms', 'café café ﬁ \u0000'],
    ['half of a pair', 'cut \ud83d off'],
    ['markup', '*bold* <@U1> &amp; <script>alert(1)</script> `x` __proto__'],
    ['12,000 characters', 'æ'.repeat(12_000)],
  ])('is kept exactly as it was typed: %s', (_, text) => {
    const typed = type(asked, text, plus(monday, { hours: 1 }))
    expect(typed.reflections.map(texts)).toEqual([[text]])
    const written = write(asked, { added: text, soWhat: text, nowWhat: text }, plus(monday, { hours: 1 }))
    expect(written.reflections).toMatchObject([{ parts: [{ text }], soWhat: { text }, nowWhat: { text } }])
  })
})

describe('an edit in Slack', () => {
  const when = plus(monday, { hours: 1 })
  const answered = type(asked, 'I felt herd', when)
  const edit = (leader: Leader, text: string, seconds: number) =>
    recordTyped(
      leader,
      { text, ts: tsAt(when), edited: tsAt(plus(when, { seconds })) },
      plus(when, { seconds }),
    )

  it('changes the words where they stand, without another receipt', () => {
    const edited = edit(answered, 'I felt heard', 60)
    expect(edited.reflections.map(texts)).toEqual([['I felt heard']])
    expect(edited.reflections[0]?.at).toBe(when)
    expect(receipts(edited)).toHaveLength(1)
  })

  it('that was already taken in, or is older than what stands there, changes nothing', () => {
    const edited = edit(edit(answered, 'I felt hard', 30), 'I felt heard', 60)
    expect(edit(edited, 'I felt heard', 60)).toBe(edited)
    expect(edit(edited, 'I felt hard', 30)).toBe(edited)
    expect(type(edited, 'I felt herd', when)).toBe(edited)
  })

  it('that comes before what it edits stands, and what it edited does not come back', () => {
    const edited = edit(asked, 'I felt heard', 60)
    expect(edited.reflections.map(texts)).toEqual([['I felt heard']])
    expect(type(edited, 'I felt herd', when)).toBe(edited)
  })
})

describe('a deletion in Slack', () => {
  const when = plus(monday, { hours: 1 })
  const answered = type(asked, 'Too much', when)

  it('takes the reply away, its receipt too where that still waits, and opens the question again', () => {
    const after = forgetTyped(answered, tsAt(when), plus(when, { minutes: 1 }))
    expect(after.reflections).toEqual([])
    expect(after.deliveries[0]?.state.is).toBe('open')
    expect(receipts(after).map(({ state }) => state.is)).toEqual(['dropped'])
    expect(JSON.stringify(after)).not.toContain('Too much')
  })

  it('after the question has closed leaves it closed', () => {
    const after = forgetTyped(answered, tsAt(when), first.closesAt)
    expect(after.deliveries[0]?.state.is).toBe('closed')
  })

  it('of one part leaves the others', () => {
    const more = type(answered, 'Just this', plus(when, { hours: 1 }))
    const after = forgetTyped(more, tsAt(when), plus(when, { hours: 2 }))
    expect(after.reflections.map(texts)).toEqual([['Just this']])
    expect(after.deliveries[0]?.state.is).toBe('answered')
  })

  it('holds, whatever comes late: the message, an edit of it, the deletion again', () => {
    const deleted = forgetTyped(asked, tsAt(when), when)
    const late = type(deleted, 'Too much', when)
    expect(late.reflections).toEqual([])
    const edited = recordTyped(
      late,
      { text: 'Still', ts: tsAt(when), edited: tsAt(plus(when, { minutes: 1 })) },
      when,
    )
    expect(edited.reflections).toEqual([])
    expect(forgetTyped(edited, tsAt(when), when)).toBe(edited)
  })
})

describe('the form', () => {
  const when = plus(monday, { hours: 1 })

  it('takes an answer, a so-what, a now-what and what it was about', () => {
    const said = {
      added: 'I let it go',
      soWhat: 'It matters',
      nowWhat: 'When X, I will Y',
      about: ['power' as const],
    }
    const answered = write(asked, said, when)
    expect(answered.reflections).toMatchObject([
      {
        delivery: first.id,
        parts: [{ text: 'I let it go', from: { is: 'modal' } }],
        soWhat: { text: 'It matters', from: { is: 'modal' } },
        nowWhat: { text: 'When X, I will Y', from: { is: 'modal' } },
        about: ['power'],
      },
    ])
    expect(answered.deliveries[0]?.state.is).toBe('answered')
    expect(receipts(answered)).toEqual([])
  })

  it('with nothing in it is no answer', () => {
    expect(write(asked, { added: '  ' }, when)).toBe(asked)
    expect(write(asked, {}, when)).toBe(asked)
  })

  it('sent twice, because the first answer to it was slow, is taken in once', () => {
    const once = write(asked, { added: 'I let it go' }, when)
    const twice = write(once, { added: 'I let it go' }, plus(when, { seconds: 4 }))
    expect(twice).toEqual(once)
    const more = write(once, { added: 'and more' }, plus(when, { seconds: 9 }))
    expect(more.reflections.map(texts)).toEqual([['I let it go', 'and more']])
  })

  it('leaves alone what was typed while it was open', () => {
    const before = type(asked, 'One', when)
    const key = partKey(before.reflections[0]!.parts[0]!)
    const meanwhile = type(before, 'Two', plus(when, { minutes: 1 }))
    const after = write(meanwhile, { parts: { [key]: 'One, better' } }, plus(when, { minutes: 2 }))
    expect(after.reflections.map(texts)).toEqual([['One, better', 'Two']])
  })

  it('does not empty what stands there', () => {
    const before = type(asked, 'One', when)
    const key = partKey(before.reflections[0]!.parts[0]!)
    const after = write(before, { parts: { [key]: ' \n' } }, plus(when, { minutes: 1 }))
    expect(after.reflections.map(texts)).toEqual([['One']])
  })

  it('does not bring back what was deleted while it was open', () => {
    const both = type(type(asked, 'One', when), 'Two', plus(when, { minutes: 1 }))
    const key = partKey(both.reflections[0]!.parts[0]!)
    const deleted = forgetTyped(both, tsAt(when), plus(when, { minutes: 2 }))
    const after = write(deleted, { parts: { [key]: 'One, better' } }, plus(when, { minutes: 3 }))
    expect(after.reflections.map(texts)).toEqual([['Two']])
  })

  it('has the last word over earlier edits in Slack that come again, but not over later ones', () => {
    const edited = (leader: Leader, text: string, minutes: number) =>
      recordTyped(
        leader,
        { text, ts: tsAt(when), edited: tsAt(plus(when, { minutes })) },
        plus(when, { minutes: 9 }),
      )
    const inSlack = edited(type(asked, 'In Slack', when), 'Edited in Slack', 1)
    const key = partKey(inSlack.reflections[0]!.parts[0]!)
    const inForm = write(inSlack, { parts: { [key]: 'In the form' } }, plus(when, { minutes: 2 }))
    expect(edited(inForm, 'Edited in Slack', 1).reflections.map(texts)).toEqual([['In the form']])
    expect(edited(inForm, 'In Slack again', 3).reflections.map(texts)).toEqual([['In Slack again']])
  })

  it('changes a reflection of its own', () => {
    const free = type(aLeader(), 'A thought', when)
    const [reflection] = free.reflections
    const said = { parts: { [partKey(reflection!.parts[0]!)]: 'A better thought' }, about: [], shares: {} }
    const after = recordWritten(free, { reflection: reflection!.id }, said, plus(when, { hours: 1 }))
    expect(after.reflections.map(texts)).toEqual([['A better thought']])
    const gone = forgetTyped(free, tsAt(when), when)
    expect(recordWritten(gone, { reflection: reflection!.id }, said, when)).toBe(gone)
  })

  it('cannot share with a partnership that its writer does not take part in', () => {
    const shares = { [partnershipId('north')]: { is: 'words' as const, named: true } }
    expect(write(asked, { added: 'Mine', shares }, when).reflections[0]?.shares).toEqual({})
  })
})

describe('Not this week', () => {
  it('ends the question; an answer in its thread is still welcome', () => {
    const when = plus(monday, { hours: 1 })
    const skipped = skip(asked, first.id, when)
    expect(skipped.deliveries[0]).toMatchObject({ state: { is: 'skipped', at: when } })
    const answered = type(skipped, 'Well, then', plus(when, { hours: 1 }), { thread: first })
    expect(answered.deliveries[0]?.state.is).toBe('answered')
  })

  it('is for open questions only', () => {
    const answered = type(asked, 'Here', plus(monday, { hours: 1 }))
    expect(skip(answered, first.id, plus(monday, { hours: 2 })).deliveries).toEqual(answered.deliveries)
  })
})

describe('what was typed, and is taken out in the form', () => {
  it('is not brought back by whoever reads it in Slack again, be it as it was or edited', () => {
    const [when, after] = [plus(monday, { hours: 1 }), plus(monday, { hours: 2 })]
    const answered = type(asked, 'Here', when)
    const soWhat = { text: 'Because', at: after, from: { is: 'typed' as const, ts: tsAt(after) } }
    const coached = { ...answered, reflections: answered.reflections.map((it) => ({ ...it, soWhat })) }
    const stood = { soWhat: tsAt(after) }
    const emptied = write(coached, { soWhat: '', stood }, plus(monday, { hours: 3 }))
    expect(emptied.reflections[0]?.soWhat).toBeUndefined()
    const edited = tsAt(plus(monday, { hours: 4 }))
    for (const said of [{ text: 'Because' }, { text: 'Because of it', edited }]) {
      const read = recordTyped(emptied, { ts: tsAt(after), ...said }, plus(monday, { hours: 4 }))
      expect(read.reflections).toEqual(emptied.reflections)
    }
  })
})

describe('the receipt', () => {
  it('that stands there already is not sent once more', () => {
    const when = plus(monday, { hours: 1 })
    const typed = type(asked, 'Mine after all', when)
    const receipt = tsAt(plus(monday, { minutes: 30 }))
    const stands = receiptStandsAs(typed, tsAt(when), receipt, when)
    expect(typed.outbox.map(({ state }) => state.is)).toEqual(['waiting'])
    expect(stands.outbox.map(({ state }) => state)).toEqual([{ is: 'settled', at: when, ts: receipt }])
    expect(receiptStandsAs(stands, tsAt(when), tsAt(when, 9), when).outbox).toEqual(stands.outbox)
  })

  it('that was no longer wanted when it would have gone, goes where its message is a reply after all', () => {
    const when = plus(monday, { hours: 1 })
    const typed = type(asked, 'Mine', when)
    const unwanted = forgetTyped(typed, tsAt(when), when)
    expect(unwanted.outbox.map(({ state }) => state.is)).toEqual(['dropped'])
    const after = recordTyped(remember(unwanted, tsAt(when)), { ts: tsAt(when), text: 'Mine' }, when)
    expect(after.outbox).toMatchObject([{ kind: 'receipt', about: tsAt(when), state: { is: 'waiting' } }])
  })

  it('that came so long ago that nothing knew of it is known again once it is pressed', () => {
    const when = plus(monday, { hours: 1 })
    const receipt = tsAt(plus(monday, { minutes: 30 }))
    const known = receiptStandsAs({ ...type(asked, 'Mine', when), outbox: [] }, tsAt(when), receipt, when)
    expect(known.outbox).toMatchObject([
      { kind: 'receipt', about: tsAt(when), state: { is: 'settled', at: when, ts: receipt } },
    ])
  })
})
