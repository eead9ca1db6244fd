// A double click, and what only looks like one.
import { expect, test } from 'vitest'
import { createDoublePress } from '../../src/slack/double-press.ts'

test('the same press a moment later is the second of a double click; later, or of another thing, it is a wish', () => {
  let ms = 0
  const isDouble = createDoublePress(() => ms)
  expect(isDouble(['U1', 'not-this-week', 'D1'])).toBe(false)
  ms += 300
  expect(isDouble(['U1', 'not-this-week', 'D1'])).toBe(true)
  expect(isDouble(['U2', 'not-this-week', 'D1'])).toBe(false)
  expect(isDouble(['U1', 'not-this-week', 'D2'])).toBe(false)
  ms += 701
  expect(isDouble(['U1', 'not-this-week', 'D1'])).toBe(false)
})
