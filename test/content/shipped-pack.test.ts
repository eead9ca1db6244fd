// The pack that comes with Balcony: enough of everything for a year and a half, and worded by its own rules.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { describeFaults, loadPacks, shippedPack } from '../../src/content/load-packs.ts'
import { PackFile } from '../../src/content/pack.ts'
import { concepts, levels } from '../../src/domain/model.ts'

const loaded = await loadPacks([shippedPack])
const prompts = 'bank' in loaded ? loaded.bank.prompts : []

test('loads without a fault', () => {
  expect('faults' in loaded ? describeFaults(loaded.faults) : '').toBe('')
  expect(prompts.length).toBeGreaterThan(0)
})

describe('has enough of', () => {
  test.each(concepts)('weekly prompts on %s, for everyone and for each level', (concept) => {
    const weekly = prompts.filter((it) => it.kind === 'weekly' && it.concept === concept)
    expect(weekly.filter((it) => it.level === 'all').length).toBeGreaterThanOrEqual(5)
    for (const level of levels) {
      expect(weekly.filter((it) => it.level === level).length).toBeGreaterThanOrEqual(2)
      const view = weekly.filter((it) => it.level === 'all' || it.level === level)
      const strengths = view.filter((it) => it.valence === 'strength')
      expect(strengths.length / view.length).toBeGreaterThanOrEqual(0.3)
      expect(view.map((it) => it.depth)).toContain('light')
    }
  })

  test.each([
    ['weekly', 149],
    ['diagnosis', 8],
    ['look-back', 6],
    ['review', 7],
    ['team', 12],
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
