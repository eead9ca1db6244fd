// A leader's own digests, as they are read.
import { test } from 'vitest'
import { personalDigest } from '../../src/domain/digest.ts'
import { en } from '../../src/locales/en.ts'
import { renderLetter } from '../../src/slack/views/letter.ts'
import { aContext, aLeader, at, month } from '../domain/given.ts'
import { expectGolden } from './golden.ts'

test('a quiet month', async () => {
  const january = month('2026-01')
  const leader = aLeader({ digests: [{ month: january, at: at('2026-01-30 10:00'), missed: false }] })
  const letter = { kind: 'digest' as const, ...personalDigest(leader, january, aContext())! }
  await expectGolden('personal-quiet-month', renderLetter(letter, en))
})
