// Numbers that stand for a person. Any NHS number is found however it is spaced, and the slips that its check was made
// for are not taken for one, unless it is called one. An organisation's own are found by the shape that it gives.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Safety, screen } from '../../src/domain/safe-to-write.ts'

/** NHS numbers need no lists. */
const safety: Safety = {
  titles: [],
  notNames: [],
  shapes: [],
  distress: { now: [], soon: [], except: [], littleWords: [] },
  help: { england: [], wales: [], scotland: [], 'northern-ireland': [], none: [] },
}

const kindsIn = (text: string, lists = safety) => screen(text, lists).identifiers

describe('for any NHS number', () => {
  const separator = fc.constantFrom('', ' ', '-', '\u00a0', '\u202f', '\u2009', '\u2011', ' - ', '  ')
  /** Made so that the weighed sum of all ten can be divided by 11, which is the rule told the other way round. */
  const valid = fc
    .array(fc.nat(9), { minLength: 9, maxLength: 9 })
    .map((nine) => [...nine, (11 - (nine.reduce((sum, it, i) => sum + it * (10 - i), 0) % 11)) % 11])
    .filter((ten) => ten[9] !== 10 && new Set(ten).size > 1)
  const spaced = (ten: readonly number[], [one, two]: readonly string[]) =>
    `${ten.slice(0, 3).join('')}${one}${ten.slice(3, 6).join('')}${two}${ten.slice(6).join('')}`

  test('it is found in any spacing and any script', () => {
    const zeros = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0xff10, 0x1d7ce, 0x116d0, 0x116da)
    fc.assert(
      fc.property(valid, fc.tuple(separator, separator), zeros, (ten, gaps, zero) => {
        const text = spaced(ten, gaps).replaceAll(/\d/g, (it) => String.fromCodePoint(zero + Number(it)))
        expect(screen(text, safety)).toMatchObject({ always: true })
        expect(kindsIn(text)).toContain('nhs-number')
      }),
    )
  })

  test('with one figure changed, or two neighbours changed about, it is none any more', () => {
    fc.assert(
      fc.property(
        valid,
        fc.tuple(separator, separator),
        fc.nat(9),
        fc.integer({ min: 1, max: 9 }),
        (ten, gaps, at, by) => {
          const changed = ten.map((it, i) => (i === at ? (it + by) % 10 : it))
          expect(kindsIn(spaced(changed, gaps))).not.toContain('nhs-number')
          const next = (at + 1) % 10
          fc.pre(ten[at] !== ten[next] && next > 0)
          const swapped = ten.map((it, i) => (i === at ? ten[next]! : i === next ? ten[at]! : it))
          expect(kindsIn(spaced(swapped, gaps))).not.toContain('nhs-number')
        },
      ),
    )
  })

  test('with the label it is found whatever its figures are', () => {
    const label = fc.constantFrom('NHS number', 'NHS no.', 'NHS No:', 'nhs #', 'CHI number:', 'NHS number is')
    fc.assert(
      fc.property(
        label,
        fc.array(fc.nat(9), { minLength: 10, maxLength: 10 }),
        fc.tuple(separator, separator),
        (it, ten, gaps) => {
          expect(kindsIn(`${it} ${spaced(ten, gaps)}`)).toContain('nhs-number')
        },
      ),
    )
  })
})

describe('an organisation’s own numbers', () => {
  const own = { ...safety, shapes: ['H9999999', 'AA/99-9999', 'CASE 9999.9'] }

  test.each(['H1234567', 'h1234567', 'It is H1234567.', 'xy/26-0001', 'CASE 1234.5', 'Ｈ１２３４５６７'])(
    'are found in %j',
    (text) => {
      expect(kindsIn(text, own)).toEqual(['own'])
    },
  )

  test.each(['H123456', 'H12345678', 'AH1234567', 'H123456A', '12/26-0001', 'CASE 123405', 'CASEs'])(
    'are not found in %j',
    (text) => {
      expect(kindsIn(text, own)).toEqual([])
    },
  )

  test('may hold any sign, which then stands for itself', () => {
    expect(kindsIn('(12.*', { ...safety, shapes: ['(99.*'] })).toEqual(['own'])
    expect(kindsIn('x12345', { ...safety, shapes: ['(99.*'] })).toEqual([])
  })
})
