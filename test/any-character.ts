import fc from 'fast-check'

/**
 * Any character that there is or may yet be: `unit` of a string of them. What fast-check calls `binary` is the same, but
 * draws up a table of all million of them first, which takes two seconds.
 */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10_ff_ff - 0x8_00 })
  .map((it) => String.fromCodePoint(it < 0xd8_00 ? it : it + 0x8_00))
