// However long and odd what someone pastes, the check takes no longer than its length deserves: everyone else waits for
// the same process.
import { expect, test } from 'vitest'
import { loadPacks, shippedPack } from '../../src/content/load-packs.ts'
import { screen } from '../../src/domain/safe-to-write.ts'

const loaded = await loadPacks([shippedPack])
if ('faults' in loaded) throw new Error('The shipped pack does not load.')
const safety = { ...loaded.safety, shapes: ['H9999999', 'AAAAAAAAAAAAAAA9', '999999999999999A'] }

/** Slack's longest message. */
const longest = 12_000

const hostile = [
  ...['a', 'A', '1', '0', ' ', '\n', '.', '-', '(', '@', '\u00a0', '٣', '㎏', '\u0301', '\u200b', '\ud800'],
  ...[
    '1 ',
    '0 ',
    '01',
    '+44 ',
    '+44(',
    '00',
    '0044',
    '111 ',
    '111-111-',
    '943 476 591',
    '12/',
    '12/03/',
    '1948-',
  ],
  ...[
    'aA',
    'a@',
    'a@a.',
    'a@a-',
    '@a',
    'a.',
    "a'",
    'A. ',
    'AB12',
    'AB 12 34 5',
    'SW1A ',
    'SW1A 1A',
    'H123',
    'A1',
  ],
  ...[
    'NHS ',
    'NHS number ',
    'NHS no 1 ',
    'H & C ',
    'DOB ',
    'DOB a',
    'DOB 1 ',
    'd.o.b.',
    'born on ',
    'born on 1 ',
    'b.1.',
  ],
  ...['Mr ', 'Mr. ', 'Mr A. ', 'Mr de ', 'Mr Mrs ', 'mr ', 'NI ', 'NI AB ', 'jan ', 'date of birth'],
  ...[
    'i ',
    'I am ',
    'I can’t ',
    'can not ',
    'I ',
    'suicide ',
    'suicide prevention ',
    'just ',
    '. I ',
    'i.',
    "i'm",
  ],
]

/** The quickest of several goes, in milliseconds: the others had to share the machine. */
const timeOf = (text: string, goes = 4): number => {
  const once = () => {
    const began = performance.now()
    screen(text, safety)
    return performance.now() - began
  }
  return Math.min(...Array.from({ length: goes }, once))
}

const filled = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

/**
 * Three times the length takes about three times the time; what grows with the square would take nine times, and more.
 * No longer than the longest message: beyond it, lists that V8 keeps elsewhere make a step of their own.
 */
const growsWithLength = (unit: string): boolean => {
  const third = timeOf(filled(unit, longest / 3))
  return timeOf(filled(unit, longest)) < 5 * third + 15
}

test.each(hostile)('a message full of %j is looked through in step with its length', (unit) => {
  timeOf(filled(unit, 1_000), 3)
  // Others share the machine: one good look tells; what grows too fast has none.
  expect(Array.from({ length: 8 }).some(() => growsWithLength(unit))).toBe(true)
})
