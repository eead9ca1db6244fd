// A leader's own digests, as they are read: each against its file, by Slack's rules.
import { describe, expect, test } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { personalDigest } from '../../src/domain/digest.ts'
import { concepts, type Instant, type Leader, type Month, type Reflection } from '../../src/domain/model.ts'
import { nextDigest } from '../../src/domain/schedule.ts'
import { en } from '../../src/locales/en.ts'
import { type Rendered, renderLetter } from '../../src/slack/views/letter.ts'
import { aContext, aDelivery, aLeader, aPart, aReflection, at, month } from '../domain/given.ts'
import { expectGolden } from './golden.ts'

const context = aContext()
const months = ['2025-12', '2026-01', '2026-02', '2026-03'].map(month)
const ends = ['2025-12-31 10:00', '2026-01-30 10:00', '2026-02-27 10:00', '2026-03-31 10:00'].map(at)
const [, january, february] = months as [Month, Month, Month]
const until = (n: number): Leader['digests'] =>
  months.slice(0, n).map((one, i) => ({ month: one, at: ends[i]!, missed: false }))

const reply = (words: string, when: Instant, rest: Partial<Omit<Reflection, 'id'>> = {}) =>
  aReflection(`reply-${when}`, words, { at: when, asked: 'What did you feel?', ...rest })
const wanting = (leader: Leader): Leader => ({ ...leader, settings: { ...leader.settings, words: 'shown' } })

const rendered = (leader: Leader, of: Month): Rendered => {
  const digest = personalDigest(leader, of, context)
  if (!digest) throw new Error('no such month is kept')
  return renderLetter({ kind: 'digest', ...digest }, en)
}

/** A month of five replies, with a year of them behind it, plans that went this way and that, and a challenge. */
const rich = (): Leader => {
  const plan = aPart('When the ward round runs over, I will ask who else could decide.')
  const reflections = [
    reply('I carried it all home, and snapped at my own family.', at('2025-02-11 12:00')),
    reply('Whose list is it? Nobody would say.', at('2025-11-18 12:00'), { concept: 'identify' }),
    reply('The porters knew before any of us did.', at('2026-02-03 12:00'), {
      concept: 'perceiving',
      nowWhat: plan,
    }),
    reply('Proud of how Amina spoke up. I had been ready to speak for her.', at('2026-02-10 12:00'), {
      soWhat: aPart('I am quicker to rescue than to listen.'),
    }),
    reply('It is not the list. It is what each of us would lose if there were one.', at('2026-02-17 12:00'), {
      concept: 'identify',
      nowWhat: aPart('When we meet again, I will ask what each of us would lose.'),
    }),
    reply('I let the silence be. Someone filled it with the thing that mattered.', at('2026-02-24 12:00'), {
      concept: 'regulate',
      late: true,
    }),
    reply('A thought of my own, on the train.', at('2026-02-26 08:00'), {
      concept: undefined,
      asked: undefined,
    }),
  ]
  const live = { is: 'live' as const }
  return aLeader({
    digests: until(3),
    deliveries: [
      aDelivery(at('2026-01-06 10:00'), {
        prompt: { ...aDelivery(at('2026-01-06 10:00')).prompt, concept: 'thinking' },
        state: { is: 'closed', at: at('2026-01-12 10:00') },
      }),
    ],
    reflections,
    commitments: [
      {
        reflection: reflections[2]!.id,
        madeAt: at('2026-02-03 12:00'),
        dueOn: '2026-02-17',
        carried: false,
        state: { is: 'done', at: at('2026-02-24 10:00') },
      },
      {
        reflection: reflections[4]!.id,
        madeAt: at('2026-02-17 12:00'),
        dueOn: '2026-03-03',
        carried: false,
        state: live,
      },
    ] as Leader['commitments'],
    challenges: [
      {
        name: 'Who owns the waiting list',
        namedAt: at('2026-01-13 12:00'),
        placed: [
          { as: 'technical', at: at('2026-01-13 12:00') },
          { as: 'adaptive', at: at('2026-02-24 12:00') },
        ],
        state: live,
      },
    ],
  })
}

test('a rich month, discreet', async () => {
  const digest = rendered(rich(), february)
  await expectGolden('personal-rich-discreet', digest)
  // Not a word of theirs, in any form of it.
  expect(JSON.stringify(digest)).not.toMatch(/porters|Amina|silence|train|waiting list|ward round/)
})

test('a rich month, with words', async () => {
  await expectGolden('personal-rich-with-words', rendered(wanting(rich()), february))
})

test('a rich month as a table, where Slack does not take the picture', async () => {
  const { text, plainer } = rendered(rich(), february)
  await expectGolden('personal-rich-as-table', { text, blocks: plainer ?? [] })
})

test('a quiet month', async () => {
  await expectGolden('personal-quiet-month', rendered(aLeader({ digests: until(2) }), january))
})

test('the first month, of a citizen, who has no supervisor', async () => {
  const leader = aLeader({
    settings: { level: 'citizen' },
    digests: until(1),
    reflections: [reply('The first thing I ever wrote here.', at('2025-12-16 12:00'))],
  })
  const digest = rendered(leader, months[0]!)
  await expectGolden('personal-first-month', digest)
  expect(JSON.stringify(digest)).toContain('take to the people you lead with')
})

test('a month with only late answers', async () => {
  const late = ['2026-01-14 12:00', '2026-01-22 12:00'].map((when, i) =>
    reply(`Late, number ${i}.`, at(when), { late: true, concept: concepts[i] }),
  )
  await expectGolden(
    'personal-only-late',
    rendered(aLeader({ digests: until(2), reflections: late }), january),
  )
})

test('a Welsh leader’s, on the day that their public holiday makes the last working one', async () => {
  // 31 May 2027 is a Monday, and the Spring bank holiday.
  const leader = aLeader({
    since: at('2027-05-03 12:00'),
    settings: { nation: 'wales', zone: 'Europe/London' as never },
    reflections: [reply('We talked in Welsh, and it changed who spoke.', at('2027-05-18 12:00'))],
  })
  const due = nextDigest(leader, context)
  expect(due).toEqual({ month: '2027-05', at: at('2027-05-28 09:00') })
  const sent = { ...leader, digests: [{ month: due!.month, at: due!.at, missed: false }] }
  await expectGolden('personal-welsh-holiday', rendered(sent, due!.month))
})

test('a reply of 12,000 characters, with words', async () => {
  const sentences = 'We sat down together and it took us a while to say what we had each been holding back. '
  const words = sentences.repeat(140).slice(0, 12_000)
  const digest = rendered(
    wanting(aLeader({ digests: until(2), reflections: [reply(words, at('2026-01-14 12:00'))] })),
    january,
  )
  await expectGolden('personal-12000-characters', digest)
  expect(JSON.stringify(digest)).not.toMatch(/holding bac"|holding\\n|been"/)
})

test('sixty replies in a month, with words', async () => {
  const all = Array.from({ length: 60 }, (_, i) =>
    reply(
      `Reply ${i + 1} was short. It came in the middle of a long day, and I wrote it down at once. It matters still.`,
      plus(at('2026-01-01 09:00'), { hours: 11 * i }),
      { concept: concepts[i % concepts.length] },
    ),
  )
  await expectGolden(
    'personal-sixty-replies',
    rendered(wanting(aLeader({ digests: until(2), reflections: all })), january),
  )
})

test('words from right to left, and emoji', async () => {
  const words = [
    'תודה לצוות. למדתי להקשיב לפני שאני עונה.',
    'شكرا للفريق. هل أصغيت حقا؟',
    'We did it! 👩🏽‍⚕️👨‍👩‍👧‍👦 🎉 A <b>bold</b> & brave day.',
  ].map((text, i) => reply(text, plus(at('2026-01-06 12:00'), { days: 7 * i }), { concept: concepts[i] }))
  await expectGolden(
    'personal-right-to-left',
    rendered(wanting(aLeader({ digests: until(2), reflections: words })), january),
  )
})

describe('its day', () => {
  const due = (leader: Leader) => nextDigest(leader, context)
  const since = at('2026-01-04 12:00')

  // The last weekday of each of these months is a public holiday somewhere.
  test.each([
    ['england', '2026-08', '2026-08-28'],
    ['scotland', '2026-08', '2026-08-31'],
    ['england', '2026-11', '2026-11-30'],
    ['scotland', '2026-11', '2026-11-27'],
    ['wales', '2027-05', '2027-05-28'],
    ['northern-ireland', '2027-05', '2027-05-28'],
    ['none', '2027-05', '2027-05-31'],
  ] as const)('in %s, %s, is %s', (nation, of, day) => {
    const it = due(aLeader({ since: at(`${of}-02 12:00`), settings: { nation } }))
    expect(it?.month).toBe(of)
    expect(it?.at.slice(0, 10)).toBe(day)
  })

  test('waits for the end of quiet hours, and follows a zone that moved', () => {
    const quiet = aLeader({ since, settings: { quiet: { from: '09:00', until: '11:00' } as never } })
    expect(due(quiet)?.at).toBe(at('2026-01-30 11:00'))
    const moved = aLeader({ since, settings: { zone: 'Pacific/Auckland' as never } })
    expect(due(moved)?.at).toBe('2026-01-29T21:00:00.000Z')
  })

  test('of whoever joins in the middle of a month is at its end; on its last day after the hour, of the next', () => {
    expect(due(aLeader({ since: at('2026-01-19 12:00') }))?.month).toBe('2026-01')
    expect(due(aLeader({ since: at('2026-01-30 12:00') }))?.month).toBe('2026-02')
  })
})
