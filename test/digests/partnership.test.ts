// A partnership's digests, as they are read.
import { test } from 'vitest'
import type { EditionLetter } from '../../src/domain/letter.ts'
import { freeze, pull } from '../../src/domain/sharing.ts'
import { en } from '../../src/locales/en.ts'
import { renderLetter } from '../../src/slack/views/letter.ts'
import { aLeader, aPartnership, aReflection, at, month, partnershipId } from '../domain/given.ts'
import { expectGolden } from './golden.ts'

const north = aPartnership()
const within = { isPrivate: true, isShared: false }
const posted = at('2026-02-04 10:00')
const members = (n: number, placed: (i: number) => 'technical' | 'adaptive' | undefined = () => undefined) =>
  Array.from({ length: n }, (_, i) =>
    aLeader({
      id: `M${i}`,
      optIns: { [partnershipId('north')]: at('2026-01-04 12:00') },
      reflections: [
        aReflection('one', `What ${i} wrote.`, {
          about: ['power'],
          shares: {
            north: {
              choice: 'words',
              named: false,
              stage: {
                is: 'approved',
                at: at('2026-01-30 12:00'),
                words: `What ${i} wrote.`,
                placed: placed(i),
                audience: within,
              },
            },
          },
        }),
      ],
    }),
  )
const letter = (sharing: ReturnType<typeof members>, people: number, more: Partial<EditionLetter> = {}) => {
  const cycle = more.figures ? [] : undefined
  const frozen = { at: posted, ...freeze(north, sharing, [], within, { people, cycle }) }
  return renderLetter(
    {
      kind: 'edition',
      partnership: north.id,
      name: '#north',
      month: month('2026-01'),
      concepts: ['feeling', 'balcony'],
      shared: pull(north, frozen, sharing, within),
      question: 'Whose view was missing from our last decision?',
      small: frozen.small,
      ...more,
      figures: frozen.figures,
    },
    en,
  )
}

test.each([
  ['threshold-just-met', letter(members(5), 8)],
  ['threshold-just-missed', letter(members(4), 8)],
  ['small', letter(members(5), 7)],
  ['nothing-shared', letter([], 9)],
  [
    'review-with-split',
    letter(
      members(10, (i) => (i < 5 ? 'technical' : 'adaptive')),
      13,
      { figures: { about: [] } },
    ),
  ],
  [
    'last-months-action',
    letter([], 9, {
      lastTime: {
        plan: { when: 'the rota is late', will: 'ring the ward' },
        happened: { is: 'partly', line: 'Two weeks of four.' },
      },
      talk: { openUntil: at('2026-02-06 10:00') },
    }),
  ],
])('%s', async (name, rendered) => {
  await expectGolden(`partnership-${name}`, rendered)
})
