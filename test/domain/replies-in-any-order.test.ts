// A conversation's events, in any order and more than once, as Slack may deliver them: in the end Balcony has what
// the person sees in Slack, whichever way it came.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { advance } from '../../src/domain/leader.ts'
import type { Instant, Leader, SlackTs } from '../../src/domain/model.ts'
import {
  forgetTyped,
  partKey,
  recordTyped,
  recordWritten,
  type TypedReply,
} from '../../src/domain/reflection.ts'
import { aContext, aDelivery, aLeader, at, post, tsAt } from './given.ts'

const context = aContext({ programmes: [] })
const firstWeek = at('2026-01-06 10:00')
const secondWeek = plus(firstWeek, { days: 7 })
const late = plus(firstWeek, { days: 30 })
const prompt = { ...aDelivery(firstWeek).prompt, soWhat: 'What does it tell you?' }
const asked = aLeader({ deliveries: [aDelivery(firstWeek, { prompt }), aDelivery(secondWeek, { prompt })] })

/** One message as its author made it: typed, edited some times, perhaps deleted. */
type Message = { minute: number; inThread: 0 | 1 | undefined; texts: string[]; isDeleted: boolean }
type Happening = { said: TypedReply } | { deleted: SlackTs }

const aMessage: fc.Arbitrary<Message> = fc.record({
  minute: fc.integer({ min: -60, max: 14 * 24 * 60 }),
  inThread: fc.constantFrom(0 as const, 1 as const, undefined),
  texts: fc.array(
    fc.string({ minLength: 1, unit: 'grapheme' }).filter((it) => it.trim() !== ''),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  isDeleted: fc.boolean(),
})
const aConversation = fc.uniqueArray(aMessage, {
  minLength: 1,
  maxLength: 6,
  selector: ({ minute }) => minute,
})

const typedAt = ({ minute }: Message): Instant => plus(firstWeek, { minutes: minute })
const nameOf = (message: Message): SlackTs => tsAt(typedAt(message))

/** What Slack tells of it, in the order in which it happened. Edits are counted in whole seconds. */
const happenings = (message: Message): Happening[] => {
  const ts = nameOf(message)
  const thread = message.inThread === undefined ? undefined : asked.deliveries[message.inThread]?.ts
  const said = message.texts.map((text, i): Happening => {
    const edited = i === 0 ? undefined : tsAt(plus(typedAt(message), { seconds: i }))
    return { said: { ts, thread, text, ...(edited && { edited }) } }
  })
  return message.isDeleted ? [...said, { deleted: ts }] : said
}

const takeIn = (leader: Leader, it: Happening, now = late): Leader =>
  'said' in it ? recordTyped(leader, it.said, now) : forgetTyped(leader, it.deleted, now)

/** All that matters of a document afterwards; receipts come and go, and sets have no order. */
const seen = (leader: Leader) => {
  const { reflections, commitments, deliveries, lastSeenTs, forgottenTs } = advance(leader, late, context)
  return {
    reflections,
    commitments,
    deliveries: deliveries.map(({ id, state }) => [id, state.is]),
    lastSeenTs,
    forgottenTs: forgottenTs.toSorted(),
  }
}

/** Any order, and any of them again. */
const inAnyOrder = <T>(all: T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(fc.constantFrom(...all), { maxLength: 6 }),
    )
    .chain(([once, again]) =>
      fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length }),
    )

describe('a conversation’s events, in any order, any of them twice', () => {
  it('leave the same document as in the order in which they happened', () => {
    fc.assert(
      fc.property(
        aConversation.chain((conversation) => {
          const all = conversation.toSorted((a, b) => a.minute - b.minute).flatMap(happenings)
          return fc.tuple(fc.constant(conversation), fc.constant(all), inAnyOrder(all))
        }),
        ([conversation, inOrder, mixed]) => {
          const straight = inOrder.reduce((it, one) => takeIn(it, one), asked)
          expect(seen(mixed.reduce((it, one) => takeIn(it, one), asked))).toEqual(seen(straight))

          const inSlack = conversation
            .filter(({ isDeleted }) => !isDeleted)
            .map((message) => [nameOf(message), message.texts.at(-1)])
          const here = straight.reflections
            .flatMap(({ parts }) => parts)
            .map(({ text, from }) => [from.is === 'typed' && from.ts, text])
          expect(here.toSorted()).toEqual(inSlack.toSorted())
        },
      ),
      { numRuns: 150 },
    )
  })

  it('leave the same document where small questions are answered between them', () => {
    const small = fc.record({
      texts: fc.array(fc.constantFrom('one', 'two', 'three'), { minLength: 1, maxLength: 3 }),
      isDeleted: fc.boolean(),
    })
    /** Taken in at once, and its receipt sent a minute later. */
    const answered = (leader: Leader, it: Happening, minute: number) =>
      post(
        takeIn(leader, it, plus(firstWeek, { minutes: minute })),
        plus(firstWeek, { minutes: minute + 1 }),
        context,
      ).leader
    fc.assert(
      fc.property(
        fc.tuple(small, small, fc.boolean()).chain(([soWhat, nowWhat, inQuestions]) => {
          const inThread = inQuestions ? 0 : undefined
          const answer: Message = { minute: 5, inThread, texts: ['An answer'], isDeleted: false }
          const thread = inQuestions ? asked.deliveries[0]?.ts : nameOf(answer)
          const within = (it: Happening): Happening => ('said' in it ? { said: { ...it.said, thread } } : it)
          const [typed] = happenings(answer)
          const [so, ...changes] = happenings({ ...soWhat, inThread, minute: 10 }).map(within)
          const now = happenings({ ...nowWhat, inThread, minute: 20 }).map(within)
          // Each small question is there before anyone can answer it.
          const before = [typed!, so!]
          const leader = answered(answered(asked, typed!, 5), so!, 10)
          const all = [...changes, ...now]
          const again = fc.array(fc.constantFrom(...before), { maxLength: 3 })
          return fc.tuple(fc.constant({ leader, all }), inAnyOrder(all), again)
        }),
        ([{ leader, all }, mixed, again]) => {
          const straight = all.reduce((it, one) => takeIn(it, one), leader)
          expect(seen([...mixed, ...again].reduce((it, one) => takeIn(it, one), leader))).toEqual(
            seen(straight),
          )
          const [reflection, ...others] = straight.reflections
          expect(others).toEqual([])
          expect(reflection?.parts.map(({ text }) => text)).toEqual(['An answer'])
          expect(straight.commitments).toHaveLength(reflection?.nowWhat ? 1 : 0)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('each receipt is for a message that is there, and no message has two', () => {
    fc.assert(
      fc.property(
        aConversation.chain((conversation) => inAnyOrder(conversation.flatMap(happenings))),
        (mixed) => {
          const after = mixed.reduce((it, one) => takeIn(it, one), asked)
          const waiting = after.outbox.filter(({ state }) => state.is === 'waiting').map(({ about }) => about)
          const there = after.reflections
            .flatMap(({ parts }) => parts)
            .map(({ from }) => (from.is === 'typed' ? from.ts : ''))
          expect(waiting.toSorted()).toEqual(there.toSorted())
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('a message that is edited in Slack and in the form by turns', () => {
  it('ends as it was last written, whatever comes again', () => {
    const aTurn = fc.record({
      where: fc.constantFrom('slack', 'form'),
      text: fc.string({ minLength: 3 }).filter((it) => it.trim() !== ''),
    })
    fc.assert(
      fc.property(fc.array(aTurn, { minLength: 1, maxLength: 6 }), fc.array(fc.nat()), (turns, again) => {
        const typed: TypedReply = { ts: tsAt(firstWeek), text: 'As it was typed' }
        const events = [typed]
        let it = recordTyped(asked, typed, firstWeek)
        let last = typed.text
        for (const [i, { where, text }] of turns.entries()) {
          const now = plus(firstWeek, { minutes: i + 1 })
          const key = partKey(it.reflections[0]!.parts[0]!)
          if (where === 'slack') {
            const edit = { ...typed, text, edited: tsAt(now) }
            events.push(edit)
            it = recordTyped(it, edit, now)
          } else {
            const said = { parts: { [key]: text }, about: [], shares: {} }
            it = recordWritten(it, { reflection: it.reflections[0]!.id }, said, now)
          }
          last = text
          for (const n of again) it = recordTyped(it, events[n % events.length]!, now)
        }
        expect(it.reflections.map(({ parts }) => parts.map(({ text }) => text))).toEqual([[last]])
      }),
      { numRuns: 150 },
    )
  })
})
