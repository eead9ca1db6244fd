import { expect, test } from 'vitest'
import { killRounds } from './kill-sends.ts'

test('a process that is killed while it sends leaves no message out, and sends none twice', async () => {
  const counted = await killRounds(4)
  expect(counted).toMatchObject({ twice: 0, lost: 0 })
  // It was killed while it was busy, and not before or after; twice in the middle of a post, which is held for it.
  expect(counted.recorded).toBeGreaterThan(8)
  expect(counted.unanswered).toBeGreaterThan(1)
}, 120_000)
