// Questions that an admin looks through and switches off: what is found, and what is left.
import { expect, test } from 'vitest'
import { PromptId } from '../../src/domain/model.ts'
import { type Bank, Prompt } from '../../src/domain/prompt.ts'
import {
  allPrompts,
  coverageOf,
  packsIn,
  pageOfPrompts,
  shortages,
  withoutOff,
} from '../../src/domain/prompts-in-use.ts'

const prompt = (id: string, rest: object = {}) =>
  Prompt.parse({ id, text: `What of ${id}?`, concept: 'feeling', level: 'all', source: 'Miller', ...rest })
const off = (...ids: string[]) => ids.map((id) => PromptId.parse(id))
const bank: Bank = {
  prompts: [
    ...Array.from({ length: 6 }, (_, n) => prompt(`deep-${n}`, { depth: 'deep' })),
    prompt('light'),
    prompt('own', { level: 'citizen', concept: 'being', pack: 'ours' }),
    prompt('talk', { kind: 'team', concept: undefined }),
  ],
}

test('what is switched off is not asked, and all else is', () => {
  expect(withoutOff(bank, off('light', 'gone')).prompts.map(({ id }) => id)).not.toContain('light')
  expect(withoutOff(bank, off('light')).prompts).toHaveLength(8)
  expect(withoutOff(bank, [])).toBe(bank)
})

test('questions are found by theme, kind, level and words, whatever order those stand in', () => {
  const found = (wish: object) =>
    pageOfPrompts(bank, off('own'), { ...allPrompts, ...wish }).prompts.map(({ prompt: it, isOff }) => [
      it.id,
      isOff,
    ])
  expect(found({ concept: 'being' })).toEqual([['own', true]])
  expect(found({ kind: 'team' })).toEqual([['talk', false]])
  expect(found({ level: 'citizen' })).toEqual([['own', true]])
  expect(found({ search: 'LIGHT what' })).toEqual([['light', false]])
  expect(found({ search: 'nothing' })).toEqual([])
})

test('pages hold them all, once each, and none is past the end', () => {
  const pages = [0, 1].map((page) => pageOfPrompts(bank, [], { ...allPrompts, page }))
  expect(pages.flatMap((it) => it.prompts.map(({ prompt: { id } }) => id))).toEqual(
    bank.prompts.map(({ id }) => id),
  )
  expect(pageOfPrompts(bank, [], { ...allPrompts, page: 9 }).page).toBe(1)
  expect(pageOfPrompts(bank, [], { ...allPrompts, page: -1 }).page).toBe(0)
})

test('a theme without a light question, or with fewer than six, is warned about where a switch made it so', () => {
  expect(shortages(bank, [])).toEqual([])
  const dark = shortages(bank, off('light'))
  expect(dark.map(({ level }) => level)).toEqual(['senior', 'service', 'team', 'citizen'])
  expect(dark[0]).toMatchObject({ concept: 'feeling', left: 6, light: 0 })
  expect(shortages(bank, off('deep-1'))).toEqual([])
  expect(shortages(bank, off('deep-1', 'deep-2'))[0]).toMatchObject({ left: 5, light: 1 })
  expect(shortages(bank, off('talk'))).toEqual([])
})

test('packs and themes are counted with what is off', () => {
  expect(packsIn(bank, off('own'))).toEqual([
    { pack: undefined, prompts: 8, off: 0 },
    { pack: 'ours', prompts: 1, off: 1 },
  ])
  expect(coverageOf(bank, off('own')).find(({ concept }) => concept === 'being')).toEqual({
    concept: 'being',
    all: 1,
    on: 0,
  })
})
