// Rules of the practice workspace that hold whatever is thrown at it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { charactersIn, faultsOfBlocks, faultsOfView } from '../../src/sandbox/block-rules.ts'
import { elementsOf, entered, faultsOfInputs, stateOf, withIds } from '../../src/sandbox/inputs.ts'
import type { StateValues } from '../../src/sandbox/page-api.ts'
import { createWorkspace, escaped, type Held, unescaped } from '../../src/sandbox/workspace.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

test('each moment is named once, in order, however the clock jumps', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 2 }), (clock) => {
      const held = { lastTs: 0 } as Held
      const workspace = createWorkspace(
        held,
        () => clock[0] ?? 0,
        () => undefined,
      )
      const micros = clock.map(() => {
        const ts = workspace.nextTs()
        expect(ts).toMatch(/^\d+\.\d{6}$/)
        clock.push(clock.shift() ?? 0)
        return Number(ts.replace('.', ''))
      })
      expect(micros).toEqual([...new Set(micros)].sort((one, other) => one - other))
    }),
  )
})

test('whatever an app sends as blocks or a view is judged, never a fault of the judge', () => {
  const type = fc.constantFrom('section', 'actions', 'input', 'table', 'rich_text', 'card', 'carousel', 'x')
  const block = fc.oneof(fc.jsonValue(), fc.record({ type, elements: fc.jsonValue(), text: fc.jsonValue() }))
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.array(block)), (blocks) => {
      for (const fault of faultsOfBlocks(blocks, 'message', '/blocks'))
        expect(fault).toMatch(/json-pointer|only_one/)
      expect(charactersIn(blocks)).toBeGreaterThanOrEqual(0)
      const title = plain('x')
      for (const view of [blocks, { type: 'modal', title, blocks }, { type: 'home', blocks }]) {
        expect(Array.isArray(faultsOfView(view))).toBe(true)
      }
    }),
  )
})

test('a form can be sent exactly when what it asks for is there', () => {
  const asked = fc.record({
    min_length: fc.integer({ min: 0, max: 5 }),
    max_length: fc.integer({ min: 5, max: 9 }),
  })
  fc.assert(
    fc.property(asked, fc.boolean(), fc.string({ maxLength: 12 }), (limits, optional, value) => {
      const element = { type: 'plain_text_input' as const, ...limits }
      const blocks = withIds([{ type: 'input' as const, label: plain('What?'), optional, element }])
      const { block, element: named } = elementsOf(blocks)[0]!
      const given: StateValues = { [block.block_id]: { [named.action_id]: { value } } }
      const faults = faultsOfInputs(blocks, entered(blocks, stateOf(blocks), given))
      const isBlank = value.trim() === ''
      const fits = value.length >= limits.min_length && value.length <= limits.max_length
      expect(Object.keys(faults)).toEqual((isBlank ? optional : fits) ? [] : [block.block_id])
    }),
  )
})

test('what is typed comes back as it was typed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('&', '<', '>', 'a', 'm', 'p', ';', 'l', 't', 'g') }),
      (text) => {
        expect(unescaped(escaped(text))).toBe(text)
        expect(escaped(text)).not.toMatch(/[<>]/)
      },
    ),
  )
})
