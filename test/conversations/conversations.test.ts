// Conversations as nobody would write them down: generated, and each lived through the real socket.
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { type Act, converse } from './conversation.ts'

// `npm run soak` lives through many more, and others each time.
const howMany = Number(process.env.BALCONY_CONVERSATIONS ?? 50)
/** Longer ones are lived where there is time. */
const most = process.env.BALCONY_CONVERSATIONS ? 14 : 10
const seed = process.env.BALCONY_CONVERSATIONS ? undefined : 20_260_106

vi.setConfig({ testTimeout: 60_000 + howMany * 5_000 })

const which = fc.nat(5)
const words = fc.nat(7)
const typed: fc.Arbitrary<Act> = fc.record({
  do: fc.constant('type' as const),
  words,
  in: fc.constantFrom('conversation', 'conversation', 'thread-of-question', 'own-thread'),
  which,
})
const edited: fc.Arbitrary<Act> = fc.record({ do: fc.constant('edit' as const), which, words })
const deleted: fc.Arbitrary<Act> = fc.record({ do: fc.constant('delete' as const), which })
const pressed: fc.Arbitrary<Act> = fc.record({
  do: fc.constant('press' as const),
  letter: which,
  button: which,
  twice: fc.boolean(),
})
const submitted: fc.Arbitrary<Act> = fc.record({
  do: fc.constant('submit' as const),
  fields: fc.array(
    fc.record({
      field: fc.nat(6),
      words: fc.oneof({ weight: 5, arbitrary: words }, fc.constant('nothing' as const)),
    }),
    { maxLength: 4 },
  ),
  share: fc.nat(3),
})
const inWindow: fc.Arbitrary<Act> = fc.record({ do: fc.constant('press-in-window' as const), button: which })
const simple: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: pressed },
  { weight: 5, arbitrary: submitted },
  { weight: 2, arbitrary: inWindow },
  fc.record({ do: fc.constant('choose' as const), letter: which, option: which }),
  fc.record({ do: fc.constant('press-at-home' as const), button: fc.nat(20) }),
  fc.record({ do: fc.constant('close' as const) }),
  fc.record({ do: fc.constant('switch-device' as const) }),
  fc.record({
    do: fc.constant('command' as const),
    word: fc.constantFrom(
      'history',
      'history',
      'help',
      'pause',
      'resume',
      'settings',
      'export',
      'now',
      'digest',
      'pose',
    ),
  }),
  fc.record({ do: fc.constant('save' as const), which }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 49, 150, 168, 336) }),
)
const spoken = fc.oneof({ weight: 4, arbitrary: typed }, { weight: 2, arbitrary: edited }, deleted)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: simple },
  { weight: 5, arbitrary: spoken },
  fc.record({
    do: fc.constant('at-once' as const),
    acts: fc.array(fc.oneof(pressed, spoken, inWindow, submitted), { minLength: 2, maxLength: 3 }),
  }),
  fc.record({
    do: fc.constant('disorder' as const),
    acts: fc.array(spoken, { minLength: 2, maxLength: 5 }),
    order: fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }),
    again: fc.array(which, { maxLength: 2 }),
  }),
)

const begins = fc.oneof(
  { weight: 3, arbitrary: fc.constant('at the first question' as const) },
  fc.constant('at a look back' as const),
)

/** What was found to go wrong once. */
const examples: [Act[], 'at the first question' | 'at a look back'][] = [
  // The receipt is older than what is known of receipts: the same one says so again.
  [
    [
      { do: 'press', letter: 1, button: 0, twice: false },
      { do: 'save', which: 0 },
      { do: 'press', letter: 1, button: 0, twice: true },
      { do: 'press', letter: 1, button: 0, twice: false },
    ],
    'at a look back',
  ],
  // A form is saved that was open while both small questions were answered in the thread.
  [
    [
      { do: 'save', which: 0 },
      { do: 'type', words: 6, in: 'own-thread', which: 0 },
      { do: 'type', words: 3, in: 'own-thread', which: 0 },
      {
        do: 'submit',
        fields: [
          { field: 1, words: 0 },
          { field: 0, words: 5 },
        ],
        share: 0,
      },
    ],
    'at a look back',
  ],
]

test(`${howMany} conversations: what is kept is what was said, and what is seen`, async () => {
  let lived = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: most }), begins, async (acts, from) => {
      await converse(acts, from)
      lived += 1
    }),
    {
      examples,
      numRuns: howMany,
      ...(seed && { seed }),
      endOnFailure: process.env.BALCONY_SHRINK === undefined,
    },
  )
  expect(lived).toBe(howMany)
})
