// A partnership's digests, as they are read.
import { expect, test } from 'vitest'
import { optOut } from '../../src/domain/consent.ts'
import { forgetReflection } from '../../src/domain/erasure.ts'
import type { EditionLetter } from '../../src/domain/letter.ts'
import { components, type Leader, type Placement, ReflectionId, type Share } from '../../src/domain/model.ts'
import { freeze, pull } from '../../src/domain/sharing.ts'
import type { Openness } from '../../src/domain/yes.ts'
import { en } from '../../src/locales/en.ts'
import { type Rendered, renderLetter } from '../../src/slack/views/letter.ts'
import { aLeader, aPartnership, aReflection, at, month, partnershipId } from '../domain/given.ts'
import { expectGolden } from './golden.ts'

const north = aPartnership({ name: '#north' })
const within: Openness = { isPrivate: true, isShared: false }
const toAll: Openness = { isPrivate: false, isShared: false }
const posted = at('2026-02-04 10:00')
const one = ReflectionId.parse('one')

/** A yes to this wording, given for a private channel. */
const yesTo = (words: string, rest: { named?: boolean; placed?: Placement } = {}): Share => ({
  choice: 'words',
  named: rest.named ?? false,
  stage: {
    is: 'approved',
    at: at('2026-01-30 12:00'),
    words,
    placed: rest.placed,
    about: [...components],
    audience: within,
  },
})
const member = (
  id: string,
  shares: Record<string, Share>,
  reflection: Partial<Parameters<typeof aReflection>[2]> = {},
  words = 'As it was first put.',
): Leader =>
  aLeader({
    id,
    optIns: Object.fromEntries(Object.keys(shares).map((it) => [partnershipId(it), at('2026-01-04 12:00')])),
    reflections: [aReflection('one', words, { about: ['power'], ...reflection, shares })],
  })
const members = (n: number, placed: (i: number) => Placement | undefined = () => undefined) =>
  Array.from({ length: n }, (_, i) =>
    member(`M${i}`, { north: yesTo(`What ${i} wrote.`, { placed: placed(i) }) }),
  )

/** The same reply, counted in South as well. */
const inSouth = (leader: Leader): Leader => ({
  ...leader,
  optIns: { ...leader.optIns, [partnershipId('south')]: at('2026-01-04 12:00') },
  reflections: leader.reflections.map((it) => ({
    ...it,
    shares: { ...it.shares, [partnershipId('south')]: { ...yesTo(''), choice: 'theme' as const } },
  })),
})

type Reading = {
  /** Where it is not North's. */
  of?: typeof north
  /** Who can read the channel when it is posted. */
  audience?: Openness
  /** The members as they are when it is shown anew. */
  now?: readonly Leader[]
  more?: Partial<EditionLetter>
}
const letter = (sharing: readonly Leader[], people: number, reading: Reading = {}): Rendered => {
  const { of = north, audience = within, now = sharing, more = {} } = reading
  const cycle = more.figures ? [] : undefined
  const frozen = { at: posted, ...freeze(of, sharing, [], audience, { people, cycle }) }
  return renderLetter(
    {
      kind: 'edition',
      partnership: of.id,
      name: of.name,
      month: month('2026-01'),
      concepts: ['feeling', 'balcony'],
      shared: pull(of, frozen, now, audience),
      question:
        'Recall a time this month when each of us kept to our own side of the line. Who paid for that, and with what?',
      fewest: of.thresholds.contributors,
      ...more,
      figures: frozen.figures,
    },
    en,
  )
}

/** Four with their name, each as long as a form takes: one message has room for three. */
const full: readonly Leader[] = ['TOMASZ', 'FARAH', 'YUSUF', 'DOREEN'].map((id) =>
  member(id, {
    north: yesTo(`${id} began it. ${'And so it went on. '.repeat(140)}It ended.`, { named: true }),
  }),
)

/** Two give their words with their name, four without, and one is counted alone. */
const rich: readonly Leader[] = [
  member('TOMASZ', {
    north: yesTo('We moved the meeting to where the nurses are.\n\nThey came, and they talked.', {
      named: true,
    }),
  }),
  member(
    'FARAH',
    { north: yesTo('The family knew the plan before the ward did. Why?', { named: true }) },
    { concept: 'perceiving', about: ['perspectives'] },
  ),
  member('M1', { north: yesTo('I was sure that it was the rota. It was us.') }),
  member(
    'M2',
    { north: yesTo('I said nothing, and then said it in the car park.') },
    { concept: 'relating' },
  ),
  member('M3', { north: yesTo('Who gains from the queue as it is?') }, { concept: 'identify' }),
  member('M4', { north: yesTo('I let go of the agenda & heard what <they> came to say.') }),
  member('M5', { north: { ...yesTo(''), choice: 'theme' } }),
]

test.each([
  ['threshold-just-met', letter(members(5), 8)],
  ['threshold-just-missed', letter(members(4), 8)],
  ['small', letter(members(5), 7)],
  ['nothing-shared', letter([], 9)],
  ['rich', letter(rich, 12)],
  ['full', letter(full, 12)],
  [
    'review-with-split',
    letter(
      members(10, (i) => (i < 5 ? 'technical' : 'adaptive')),
      13,
      { more: { figures: { about: [] } } },
    ),
  ],
  [
    'last-months-action',
    letter([], 9, {
      more: {
        lastTime: {
          plan: { when: 'the rota is late', will: 'ring the ward' },
          happened: { is: 'partly', line: 'Two weeks of four.' },
        },
        talk: { openUntil: at('2026-02-06 10:00') },
      },
    }),
  ],
])('%s', async (name, rendered) => {
  await expectGolden(`partnership-${name}`, rendered)
})

const said = (rendered: Rendered): string => JSON.stringify(rendered)

test('a channel that was made public between the yes and the digest: every word is held', async () => {
  const digest = letter(rich, 12, { audience: toAll })
  await expectGolden('partnership-opened-before-posting', digest)
  expect(said(digest)).not.toMatch(/nurses|family|rota|queue|TOMASZ|FARAH|power|Between 5 and 9/i)
})

test('one takes their name and words back, another stops taking part, after it was posted: no gap is marked', async () => {
  const now = rich.map((it) => (it.id === 'TOMASZ' || it.id === 'M3' ? optOut(it, north.id) : it))
  const digest = letter(rich, 12, { now })
  await expectGolden('partnership-after-withdrawal', digest)
  expect(said(digest)).not.toMatch(/nurses|queue|TOMASZ/)
  expect(said(digest)).toMatch(/family/)
  // What was counted is not counted anew.
  for (const it of [letter(rich, 12), digest]) expect(said(it)).toMatch(/Between 5 and 9 of us/)
})

test('one contributor deleted the reply and another everything: three unnamed are two, and all three go', async () => {
  const now = rich
    .filter(({ id }) => id !== 'M4')
    .map((it) => (it.id === 'M1' ? forgetReflection(it, one, at('2026-02-10 12:00')) : it))
  const digest = letter(rich, 12, { now })
  await expectGolden('partnership-after-erasing', digest)
  expect(said(digest)).not.toMatch(/rota|agenda|car park|queue/)
  expect(said(digest)).toMatch(/nurses/)
})

test('two partnerships of one leader: what is for one is not in the other', async () => {
  const south = aPartnership({ id: partnershipId('south'), name: '#south' })
  const leader = member('TOMASZ', {
    north: yesTo('We moved the meeting to where the nurses are.', { named: true }),
    south: { ...yesTo(''), choice: 'theme' },
  })
  const others = members(4).map(inSouth)
  const [toNorth, toSouth] = [north, south].map((of) => letter([leader, ...others], 9, { of }))
  if (!toNorth || !toSouth) throw new Error('there are two')
  await expectGolden('partnership-two-of-one-leader-north', toNorth)
  await expectGolden('partnership-two-of-one-leader-south', toSouth)
  expect(said(toNorth)).toMatch(/TOMASZ/)
  expect(said(toSouth)).not.toMatch(/TOMASZ|nurses|What . wrote/)
  // Named in the one, he is counted in the other alone.
  expect(said(toNorth)).not.toMatch(/Between 5 and 9/)
  expect(said(toSouth)).toMatch(/Between 5 and 9/)
})

test('a reply of 12,000 characters, for which its author chose a shorter wording', async () => {
  const long = 'We sat down together and it took us a while to say what we had each been holding back. '
    .repeat(140)
    .slice(0, 12_000)
  const short = 'It took us a while to say what we had each been holding back.'
  const digest = letter([member('TOMASZ', { north: yesTo(short, { named: true }) }, {}, long)], 9)
  await expectGolden('partnership-shorter-wording', digest)
  expect(said(digest)).not.toMatch(/sat down/)
})
