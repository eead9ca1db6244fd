// The pack that comes with Balcony: complete enough for a first round, and worded by its own rules.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { describeFaults, loadPacks, shippedPack } from '../../src/content/load-packs.ts'
import { PackFile } from '../../src/content/pack.ts'
import { concepts } from '../../src/domain/model.ts'

const loaded = await loadPacks([shippedPack])
const prompts = 'bank' in loaded ? loaded.bank.prompts : []

test('loads without a fault', () => {
  expect('faults' in loaded ? describeFaults(loaded.faults) : '').toBe('')
  expect(prompts.length).toBeGreaterThan(0)
})

describe('has enough of', () => {
  test.each(concepts)('weekly prompts for everyone on %s, one of them a strength', (concept) => {
    const own = prompts.filter((it) => it.kind === 'weekly' && it.concept === concept && it.level === 'all')
    expect(own.length).toBeGreaterThanOrEqual(2)
    expect(own.map((it) => it.valence)).toContain('strength')
    expect(own.map((it) => it.depth)).toContain('light')
  })

  test.each([
    ['diagnosis', 4],
    ['look-back', 2],
    ['review', 2],
    ['team', 4],
  ] as const)('the kind %s', (kind, least) => {
    expect(prompts.filter((it) => it.kind === kind).length).toBeGreaterThanOrEqual(least)
  })
})

test('every prompt asks one question, and its follow-up ends with another', () => {
  const odd = prompts.filter((it) => it.text.match(/\?/g)?.length !== 1 || !(it.soWhat ?? '?').endsWith('?'))
  expect(odd.map((it) => it.id)).toEqual([])
})

test('no example or question has anything in it by which a person could be recognised', () => {
  const titled = /\b(Mr|Mrs|Ms|Miss|Dr|Prof)\b\.? [A-Z]/
  const suspicious = prompts.filter((it) => titled.test(`${it.text} ${it.soWhat} ${it.example}`))
  expect(suspicious.map((it) => it.id)).toEqual([])
})

test('the schema that editors read is the one that packs are checked by (refresh it with vitest -u)', async () => {
  const schema = z.toJSONSchema(PackFile, { io: 'input' })
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../prompts/pack.schema.json')
})
