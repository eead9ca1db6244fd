// One's own history as a window: what it says of each reply, and what counts of what its fields hold.
import type { KnownBlock } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HistoryPage, HistoryWish } from '../../src/domain/history.ts'
import { en } from '../../src/locales/en.ts'
import { faultsOfView } from '../../src/sandbox/block-rules.ts'
import { historyModal, readWish, wishIn } from '../../src/slack/modals/history.ts'
import type { Values } from '../../src/slack/modals/values.ts'
import { anyCharacter } from '../any-character.ts'
import { historyPage } from './given.ts'

const everything: HistoryWish = { search: '', concept: 'all', page: 0 }
const entry: HistoryPage['entries'][number] = {
  reflection: 'r' as never,
  at: '2026-01-06T12:00:00.000Z' as never,
  concept: 'being',
  asked: 'What were you *proud* of <here>?',
  excerpt: 'A & B',
  isShared: false,
  isSetAside: false,
  lacksWords: false,
}
const one = (rest: Partial<typeof entry> = {}): HistoryPage => ({
  entries: [{ ...entry, ...rest }],
  page: 0,
  pages: 1,
  found: 1,
})
const none: HistoryPage = { entries: [], page: 0, pages: 1, found: 0 }
const said = (found: HistoryPage, wish = everything) => JSON.stringify(historyModal(found, wish, en).blocks)
const fields = (search: string | null, concept: string): Values => ({
  search: { it: { value: search } },
  concept: { it: { selected_option: { value: concept } } },
})

describe('what the window says', () => {
  test('of a reply: its concept, its question, some of it, and whether it is shared or set aside', () => {
    expect(said(one())).toContain(en.concepts.being)
    expect(said(one())).toContain('What were you *proud* of &lt;here&gt;?')
    expect(said(one())).toContain('A &amp; B')
    expect(said(one())).not.toContain(en.history.shared)
    expect(said(one())).not.toContain(en.history.setAside)
    expect(said(one({ isShared: true }))).toContain(en.history.shared)
    expect(said(one({ isSetAside: true }))).toContain(en.history.setAside)
    expect(said(one({ concept: undefined, asked: undefined }))).toContain(en.ownWords.free)
  })

  test('where nothing is: whether there is nothing at all, or nothing that was looked for', () => {
    expect(said(none)).toContain(en.history.empty)
    expect(said(none, { ...everything, search: 'tea' })).toContain(en.history.nothing)
    expect(said(none, { ...everything, concept: 'being' })).toContain(en.history.nothing)
  })

  test('which page of how many, and only the ways that there are', () => {
    const at = (page: number, pages: number) => said({ ...one(), page, pages, found: 30 })
    expect(at(0, 1)).not.toMatch(/page|Newer|Older/)
    expect(at(0, 4)).toMatch(/30 replies, page 1 of 4.*Older/)
    expect(at(0, 4)).not.toContain('Newer')
    expect(at(2, 4)).toMatch(/page 3 of 4.*Newer.*Older/)
    expect(at(3, 4)).not.toContain('Older')
  })
})

describe('what is looked for', () => {
  const on = (wish: HistoryWish) => JSON.stringify({ history: wish })

  test('comes back as it was from the window, and fits in what Slack keeps with it', () => {
    fc.assert(
      fc.property(historyPage, fc.string({ unit: anyCharacter, maxLength: 200 }), ([found, wish], search) => {
        const view = historyModal(found, { ...wish, search }, en)
        expect((view.private_metadata ?? '').length).toBeLessThanOrEqual(3000)
        expect(wishIn(view.private_metadata ?? '')).toEqual({ ...wish, search, page: found.page })
        expect(faultsOfView(view)).toEqual([])
      }),
    )
  })

  test('turns the page while it is the same, and begins at the first once it is not', () => {
    const before = { search: 'tea', concept: 'being', page: 3 } as const
    expect(readWish(on(before), fields('tea ', 'being'), 1)).toEqual({ ...before, page: 4 })
    expect(readWish(on(before), fields('tea', 'being'), -1)).toEqual({ ...before, page: 2 })
    expect(readWish(on(before), fields('tea', 'being'))).toEqual(before)
    expect(readWish(on(before), fields('coffee', 'being'), 1)).toEqual({
      search: 'coffee',
      concept: 'being',
      page: 0,
    })
    expect(readWish(on(before), fields(null, 'none'), 1)).toEqual({ search: '', concept: 'none', page: 0 })
  })

  test('is all of it, where a window or its fields hold something else', () => {
    expect(wishIn('')).toBeUndefined()
    expect(wishIn('{"reflection":"r"}')).toBeUndefined()
    expect(readWish('{"history":{"search":{},"concept":"rank","page":"x"}}', {})).toEqual(everything)
  })
})

test('no list that Slack would refuse comes of an empty excerpt', () => {
  expect(faultsOfView(historyModal(one({ excerpt: '' }), everything, en))).toEqual([])
  expect((historyModal(one(), everything, en).blocks as KnownBlock[]).length).toBeLessThan(100)
})
