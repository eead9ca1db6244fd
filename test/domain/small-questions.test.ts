// What someone who types is asked next: so what, then now what, in the thread of their answer, and never more than
// these two. Whatever they do instead of answering is taken as what it is.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import type { Receipt } from '../../src/domain/letter.ts'
import type { Instant, Leader, SlackTs } from '../../src/domain/model.ts'
import { claim } from '../../src/domain/outbox.ts'
import {
  enoughAsked,
  forgetTyped,
  partKey,
  recordTyped,
  recordWritten,
  type WrittenReply,
} from '../../src/domain/reflection.ts'
import { composeLetter } from '../../src/flows/compose-letter.ts'
import { aContext, aDelivery, aLeader, at, post, safety, tsAt } from './given.ts'

const context = aContext()
const tuesday = at('2026-01-06 10:00')
const withSoWhat = { ...aDelivery(tuesday).prompt, soWhat: 'What does it tell you?' }
const question = aDelivery(tuesday, { prompt: withSoWhat })
const asked = aLeader({ deliveries: [question] })

const minutesOn = (minutes: number): Instant => plus(tuesday, { minutes })
const nameOf = (minutes: number): SlackTs => tsAt(minutesOn(minutes))
const type = (leader: Leader, text: string, minutes: number, thread?: SlackTs) =>
  recordTyped(leader, { text, ts: nameOf(minutes), thread }, minutesOn(minutes))
/** Posts the receipts that wait, some seconds after a minute. */
const sent = (leader: Leader, minutes: number) =>
  post(leader, plus(minutesOn(minutes), { seconds: 2 }), context).leader
const say = (leader: Leader, text: string, minutes: number, thread?: SlackTs) =>
  sent(type(leader, text, minutes, thread), minutes)
const write = (leader: Leader, said: Partial<WrittenReply>, minutes: number) =>
  recordWritten(
    leader,
    { delivery: question.id },
    { parts: {}, about: [], shares: {}, ...said },
    minutesOn(minutes),
  )

/** The receipt for what was typed in a minute, as it would be sent now. */
const receiptOf = (leader: Leader, minutes: number): Receipt => {
  const intent = leader.outbox.find(({ about }) => about === nameOf(minutes))
  const letter = intent && composeLetter(leader, intent, context, safety, minutesOn(minutes))
  if (
    !letter ||
    letter === 'not-wanted' ||
    'awaits' in letter ||
    'notBefore' in letter ||
    letter.kind !== 'receipt'
  )
    throw new Error('there is no receipt')
  return letter
}
const seen = ({ reflections }: Leader) =>
  reflections.map(({ parts, soWhat, nowWhat }) => [
    parts.map(({ text }) => text),
    soWhat?.text,
    nowWhat?.text,
  ])

const answered = say(asked, 'I felt heard', 1)
const thread = nameOf(1)

describe('an answer that is typed', () => {
  it('is asked the question’s own so-what, in the thread of the answer', () => {
    expect(receiptOf(answered, 1)).toMatchObject({
      as: 'answer',
      next: { asks: 'so-what', question: 'What does it tell you?' },
    })
    expect(answered.reflections[0]?.coaching).toMatchObject({ asks: 'so-what', thread })
  })

  it('then for a plan, and then nothing more', () => {
    const second = say(answered, 'That I need it', 2, thread)
    expect(seen(second)).toEqual([[['I felt heard'], 'That I need it', undefined]])
    expect(receiptOf(second, 2)).toMatchObject({ as: 'so-what', next: { asks: 'now-what' } })
    expect(second.commitments).toEqual([])

    const third = say(second, 'When we meet, I will ask', 3, thread)
    expect(seen(third)).toEqual([[['I felt heard'], 'That I need it', 'When we meet, I will ask']])
    expect(receiptOf(third, 3)).toMatchObject({ as: 'now-what', next: undefined })
    expect(third.commitments).toMatchObject([{ reflection: question.id, dueOn: '2026-01-20' }])

    const fourth = say(third, 'One more thing', 4, thread)
    expect(seen(fourth)).toEqual([
      [['I felt heard', 'One more thing'], 'That I need it', 'When we meet, I will ask'],
    ])
    expect(receiptOf(fourth, 4)).toMatchObject({ as: 'added', next: undefined })
  })

  it('in the question’s own thread is asked there', () => {
    const inThread = say(asked, 'I felt heard', 1, question.ts)
    expect(inThread.reflections[0]?.coaching).toMatchObject({ thread: question.ts })
    expect(seen(say(inThread, 'That I need it', 2, question.ts))).toEqual([
      [['I felt heard'], 'That I need it', undefined],
    ])
  })

  it('late is asked like one in time', () => {
    const late = say(asked, 'I felt heard', 7 * 24 * 60, question.ts)
    expect(receiptOf(late, 7 * 24 * 60)).toMatchObject({ reply: { late: true }, next: { asks: 'so-what' } })
  })

  it('to a question without a so-what, or to none, is asked nothing', () => {
    const plain = say(aLeader({ deliveries: [aDelivery(tuesday)] }), 'I felt heard', 1)
    expect(receiptOf(plain, 1).next).toBeUndefined()
    const own = say(aLeader(), 'A thought', 1)
    expect(receiptOf(own, 1)).toMatchObject({ asked: false, next: undefined })
  })

  it('after one in the form is asked nothing: the form asks all three', () => {
    const both = say(write(asked, { added: 'In the form' }, 1), 'And typed', 2)
    expect(receiptOf(both, 2)).toMatchObject({ as: 'added', next: undefined })
  })
})

describe('what is typed', () => {
  it('outside the thread is more of the answer, and the small question waits', () => {
    const more = say(answered, 'and tired', 2)
    expect(seen(more)).toEqual([[['I felt heard', 'and tired'], undefined, undefined]])
    expect(receiptOf(more, 2)).toMatchObject({ as: 'added', next: undefined })
    expect(seen(say(more, 'That I need it', 3, thread))[0]?.[1]).toBe('That I need it')
  })

  it('in the thread before the small question is there is more of the answer', () => {
    const quick = type(type(asked, 'I felt heard', 1, question.ts), 'and tired', 2, question.ts)
    expect(seen(quick)).toEqual([[['I felt heard', 'and tired'], undefined, undefined]])
    const caughtUp = sent(quick, 60)
    expect(receiptOf(caughtUp, 1).next).toMatchObject({ asks: 'so-what' })
    expect(receiptOf(caughtUp, 2).next).toBeUndefined()
    // An event that comes late, of something typed before it was asked.
    expect(seen(type(caughtUp, 'and hungry', 3, question.ts))[0]?.[1]).toBeUndefined()
    expect(seen(type(caughtUp, 'That I need it', 61, question.ts))[0]?.[1]).toBe('That I need it')
  })

  it('as a second thing to one small question is more of the answer', () => {
    const quick = type(type(answered, 'That I need it', 2, thread), 'and they too', 3, thread)
    expect(seen(quick)).toEqual([[['I felt heard', 'and they too'], 'That I need it', undefined]])
  })

  it('answers a small question of which nobody knows whether it arrived, if it was typed after', () => {
    const typed = type(asked, 'I felt heard', 1)
    const claimed = claim(typed, typed.outbox[0]!.key, minutesOn(2))
    expect(seen(type(claimed, 'That I need it', 3, thread))[0]?.[1]).toBe('That I need it')
    expect(seen(type(claimed, 'and tired', 1.5, thread))[0]?.[1]).toBeUndefined()
  })

  it('answers a small question of long ago, when its receipt is forgotten', () => {
    const longAgo = { ...answered, outbox: [] }
    expect(seen(type(longAgo, 'That I need it', 60 * 24 * 60, thread))[0]?.[1]).toBe('That I need it')
  })

  it('about another week’s question leaves this one’s small question alone', () => {
    const next = aDelivery(at('2026-01-13 10:00'), { prompt: withSoWhat })
    const both = { ...answered, deliveries: [...answered.deliveries, next] }
    const minutes = 7 * 24 * 60 + 1
    const second = say(both, 'This week', minutes)
    expect(seen(second)).toEqual([
      [['I felt heard'], undefined, undefined],
      [['This week'], undefined, undefined],
    ])
    expect(seen(say(second, 'Of last week', minutes + 1, thread))).toEqual([
      [['I felt heard'], 'Of last week', undefined],
      [['This week'], undefined, undefined],
    ])
  })
})

describe('Done', () => {
  it('ends the small questions; what is typed in the thread then is more of the answer', () => {
    const done = enoughAsked(answered, answered.reflections[0]!.id)
    expect(receiptOf(done, 1).next).toBeUndefined()
    expect(seen(say(done, 'and tired', 2, thread))).toEqual([
      [['I felt heard', 'and tired'], undefined, undefined],
    ])
    expect(receiptOf(say(done, 'and tired', 2, thread), 2).next).toBeUndefined()
  })

  it('after the first leaves out the second', () => {
    const done = enoughAsked(say(answered, 'That I need it', 2, thread), answered.reflections[0]!.id)
    expect(receiptOf(done, 2).next).toBeUndefined()
    expect(seen(say(done, 'Bye', 3, thread))).toEqual([
      [['I felt heard', 'Bye'], 'That I need it', undefined],
    ])
  })

  it('pressed twice, or where nothing was asked, changes nothing', () => {
    const id = answered.reflections[0]!.id
    const done = enoughAsked(answered, id)
    expect(enoughAsked(done, id)).toBe(done)
    const own = say(aLeader(), 'A thought', 1)
    expect(enoughAsked(own, own.reflections[0]!.id)).toBe(own)
  })
})

describe('the form', () => {
  it('ends the small questions where it has an answer to one, which is then not written over', () => {
    const written = write(answered, { soWhat: 'Written in the form' }, 2)
    expect(receiptOf(written, 1).next).toBeUndefined()
    expect(seen(say(written, 'and tired', 3, thread))).toEqual([
      [['I felt heard', 'and tired'], 'Written in the form', undefined],
    ])
    const planned = write(answered, { nowWhat: 'When we meet, I will ask' }, 2)
    expect(seen(say(planned, 'and tired', 3, thread))).toEqual([
      [['I felt heard', 'and tired'], undefined, 'When we meet, I will ask'],
    ])
  })

  it('that changes only the answer leaves them be', () => {
    const parts = { [nameOf(1)]: 'I felt heard, at last' }
    const changed = write(answered, { parts }, 2)
    expect(receiptOf(changed, 1).next).toMatchObject({ asks: 'so-what' })
    expect(seen(say(changed, 'That I need it', 3, thread))).toEqual([
      [['I felt heard, at last'], 'That I need it', undefined],
    ])
  })

  it('that is older than what was typed in small answers takes none of it away', () => {
    const planned = say(say(answered, 'That I need it', 2, thread), 'When we meet, I will ask', 3, thread)
    const [soWhat, nowWhat] = ['Written in the form', 'When it rains, I will ring']
    expect(seen(write(planned, { soWhat }, 4))).toEqual([
      [['I felt heard', 'That I need it'], soWhat, 'When we meet, I will ask'],
    ])
    const written = write(planned, { soWhat, nowWhat }, 4)
    expect(seen(written)).toEqual([
      [['I felt heard', 'That I need it', 'When we meet, I will ask'], soWhat, nowWhat],
    ])
    expect(written.commitments).toHaveLength(1)
    expect(receiptOf(written, 2).as).toBe('added')
    // It is the same when the form is the first to be saved.
    const other = say(
      say(write(answered, { soWhat, nowWhat }, 2), 'That I need it', 3, thread),
      'Well',
      4,
      thread,
    )
    expect(seen(other)).toEqual([[['I felt heard', 'That I need it', 'Well'], soWhat, nowWhat]])
    // Sent again, as its answer was slow.
    expect(write(written, { soWhat, nowWhat }, 5).reflections).toEqual(written.reflections)
    // Of something else that stood there, and was deleted meanwhile, it was the wish to have it gone.
    const stood = { soWhat: nameOf(1), nowWhat: nameOf(1) }
    expect(write(planned, { soWhat: '', nowWhat: '', stood }, 4).reflections).toEqual(planned.reflections)
  })

  it('on another device takes none of it away either, and each part of the answer is known by its own name', () => {
    const phone = write(
      asked,
      { added: 'I felt heard', soWhat: 'That I need it', nowWhat: 'When, I will', stood: {} },
      1,
    )
    const both = write(
      phone,
      { added: 'And seen', soWhat: 'That we need it', nowWhat: 'When, we will', stood: {} },
      2,
    )
    expect(seen(both)).toEqual([
      [['I felt heard', 'That I need it', 'When, I will', 'And seen'], 'That we need it', 'When, we will'],
    ])
    const [first, ...others] = both.reflections[0]!.parts
    expect(new Set([first!, ...others].map(partKey)).size).toBe(4)
    const reworded = write(both, { parts: { [partKey(first!)]: 'I felt heard, at last' } }, 3)
    expect(reworded.reflections[0]?.parts.slice(1)).toEqual(others)
  })

  it('puts what stood in it in other words', () => {
    const answeredToo = say(answered, 'That I need it', 2, thread)
    const reworded = write(answeredToo, { soWhat: 'That we need it', stood: { soWhat: nameOf(2) } }, 4)
    expect(seen(reworded)).toEqual([[['I felt heard'], 'That we need it', undefined]])
  })

  it('takes what was typed in small answers out, with its plan', () => {
    const planned = say(say(answered, 'That I need it', 2, thread), 'When we meet, I will ask', 3, thread)
    const stood = { soWhat: nameOf(2), nowWhat: nameOf(3) }
    const emptied = write(planned, { soWhat: '', nowWhat: ' ', stood }, 4)
    expect(seen(emptied)).toEqual([[['I felt heard'], undefined, undefined]])
    expect(emptied.commitments).toEqual([])
    expect(write(planned, {}, 4).reflections).toEqual(planned.reflections)
    const same = write(planned, { soWhat: 'That I need it', nowWhat: 'When we meet, I will ask' }, 4)
    expect(same.reflections).toEqual(planned.reflections)
    expect(same.commitments).toEqual(planned.commitments)
  })
})

describe('a small answer in Slack', () => {
  const soFar = say(answered, 'That I need it', 2, thread)
  const edit = (leader: Leader, text: string, minutes: number, edited: number) =>
    recordTyped(leader, { text, ts: nameOf(minutes), thread, edited: nameOf(edited) }, minutesOn(edited))

  it('that is edited is changed where it stands; an older edit changes nothing', () => {
    const edited = edit(soFar, 'That we need it', 2, 5)
    expect(seen(edited)).toEqual([[['I felt heard'], 'That we need it', undefined]])
    expect(edit(edited, 'That nobody needs it', 2, 4)).toBe(edited)
    expect(type(edited, 'That I need it', 2, thread)).toBe(edited)
    expect(edited.outbox).toEqual(soFar.outbox)
  })

  it('that is deleted before the next question was asked can be given anew', () => {
    const quick = type(answered, 'That I need it', 2, thread)
    const deleted = forgetTyped(quick, nameOf(2), minutesOn(2))
    expect(seen(deleted)).toEqual([[['I felt heard'], undefined, undefined]])
    expect(deleted.outbox.at(-1)?.state.is).toBe('dropped')
    expect(seen(say(deleted, 'That we need it', 3, thread))).toEqual([
      [['I felt heard'], 'That we need it', undefined],
    ])
  })

  it('that is deleted later leaves the answer, and the plan that follows it', () => {
    const planned = say(soFar, 'When we meet, I will ask', 3, thread)
    const deleted = forgetTyped(planned, nameOf(2), minutesOn(4))
    expect(seen(deleted)).toEqual([[['I felt heard'], undefined, 'When we meet, I will ask']])
    expect(deleted.commitments).toHaveLength(1)
    expect(JSON.stringify(deleted)).not.toContain('That I need it')
  })

  it('that was the plan and is deleted can be given anew', () => {
    const planned = say(soFar, 'When we meet, I will ask', 3, thread)
    const deleted = forgetTyped(planned, nameOf(3), minutesOn(4))
    expect(seen(deleted)).toEqual([[['I felt heard'], 'That I need it', undefined]])
    const again = type(deleted, 'When I know, I will say', 5, thread)
    expect(seen(again)[0]?.[2]).toBe('When I know, I will say')
    expect(again.commitments).toHaveLength(1)
  })

  it('goes with the last of its answer, and does not come back as an answer of its own', () => {
    const planned = say(soFar, 'When we meet, I will ask', 3, thread)
    const deleted = forgetTyped(planned, nameOf(1), minutesOn(4))
    expect(deleted.reflections).toEqual([])
    expect(deleted.commitments).toEqual([])
    expect(deleted.deliveries[0]?.state.is).toBe('open')
    const readAgain = type(type(deleted, 'That I need it', 2, thread), 'When we meet, I will ask', 3, thread)
    expect(readAgain.reflections).toEqual([])
  })

  it('never is what a partnership is shown', () => {
    const north = 'north' as never
    const shared = write(
      { ...soFar, optIns: { [north]: tuesday } },
      {
        soWhat: 'That I need it',
        shares: { [north]: { is: 'words', named: true } },
      },
      3,
    )
    const approved = structuredClone(shared)
    approved.reflections[0]!.shares[north] = {
      choice: 'words',
      named: true,
      stage: {
        is: 'approved',
        at: tuesday,
        words: 'I felt heard',
        audience: { isPrivate: true, isShared: false },
      },
    }
    const edited = edit(approved, 'That we need it', 2, 5)
    // A yes for the answer's words still holds: these were not part of it.
    expect(edited.reflections[0]?.shares).toEqual(approved.reflections[0]?.shares)
  })
})
