// What a channel is told when it is linked, as it is read.
import { expect, test } from 'vitest'
import type { IntroductionLetter } from '../../src/domain/letter.ts'
import { en } from '../../src/locales/en.ts'
import { renderLetter } from '../../src/slack/views/letter.ts'
import { at } from '../domain/given.ts'
import { expectGolden } from './golden.ts'

const letter: IntroductionLetter = {
  kind: 'introduction',
  often: 'weekly',
  workingDay: 3,
  firstAt: at('2026-02-04 10:00'),
  isShared: false,
  privacyContacts: ['privacy@north.example'],
}

test('in a channel of one organisation', async () => {
  await expectGolden('introduction', renderLetter(letter, en))
})

test('in a small channel that is shared with another organisation, of two programmes that ask differently', async () => {
  const more = { isShared: true, fewest: 8, often: 'cron' as const }
  const privacyContacts = ['Ama & co, 01632 960123', '<privacy@south.example>']
  await expectGolden(
    'introduction-small-and-shared',
    renderLetter({ ...letter, ...more, privacyContacts }, en),
  )
})

test('with nobody named to ask, says nothing of it', () => {
  const said = JSON.stringify(renderLetter({ ...letter, privacyContacts: [] }, en))
  expect(said).not.toContain('privacy')
})
