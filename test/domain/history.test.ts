// A leader's own history: every reply on one page, and found by any word of it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historyOf } from '../../src/domain/history.ts'
import { Reflection } from '../../src/domain/model.ts'
import { aLeader, at } from './given.ts'

const reflection = (i: number, text: string) =>
  Reflection.parse({
    id: `free.${i}`,
    at: at(`2026-01-${String((i % 28) + 1).padStart(2, '0')} 09:00`),
    late: false,
    parts: [{ text, at: at('2026-01-06 10:00'), from: { is: 'modal' } }],
    about: [],
    shares: {},
  })
const leaderWith = (texts: readonly string[]) => ({
  ...aLeader(),
  reflections: texts.map((text, i) => reflection(i, text)),
})
const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), { maxLength: 40 })
const all = { search: '', concept: 'all' as const }

describe('history', () => {
  it('has every reply on exactly one page, newest first', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const leader = leaderWith(given)
        const { pages } = historyOf(leader, { ...all, page: 0 })
        const shown = Array.from(
          { length: pages },
          (_, page) => historyOf(leader, { ...all, page }).entries,
        ).flat()
        expect(shown.map(({ reflection: id }) => id)).toEqual(
          leader.reflections.map(({ id }) => id).toReversed(),
        )
      }),
    )
  })

  it('finds a reply by any word of it, in any case', () => {
    fc.assert(
      fc.property(
        texts.filter((it) => it.length > 0),
        fc.nat(),
        (given, n) => {
          const text = given[n % given.length] ?? ''
          const { found } = historyOf(leaderWith([text]), {
            ...all,
            search: text.toUpperCase().toLowerCase(),
            page: 0,
          })
          fc.pre(text.toUpperCase().toLowerCase() === text.toLowerCase())
          expect(found).toBe(1)
        },
      ),
    )
  })

  it('never shows half a character', () => {
    fc.assert(
      fc.property(texts, (given) => {
        for (const { excerpt } of historyOf(leaderWith(given), { ...all, page: 0 }).entries) {
          expect(excerpt.isWellFormed()).toBe(true)
          expect(excerpt.length).toBeLessThanOrEqual(202)
        }
      }),
    )
  })
})
