// What Balcony shows keeps Slack's limits whatever it is made of, loses nobody's words in silence, and leaves no
// button without a listener.
import type { KnownBlock } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OwnMonth } from '../../src/domain/digest.ts'
import type { EditionLetter, Letter } from '../../src/domain/letter.ts'
import { components, LocalDate } from '../../src/domain/model.ts'
import { en } from '../../src/locales/en.ts'
import { faultsOfView } from '../../src/sandbox/block-rules.ts'
import { contentOf } from '../../src/sandbox/chat-methods.ts'
import { elementsOf } from '../../src/sandbox/inputs.ts'
import { ids, modalIds } from '../../src/slack/action-ids.ts'
import { troubleModal } from '../../src/slack/guard.ts'
import { allWordsModal } from '../../src/slack/modals/all-words.ts'
import { anotherTimeModal } from '../../src/slack/modals/another-time.ts'
import { cautionModal, helpModal } from '../../src/slack/modals/caution.ts'
import { challengeModal, nameModal } from '../../src/slack/modals/challenge.ts'
import { historyModal } from '../../src/slack/modals/history.ts'
import { chooseModal, doneModal, exportModal, forgetModal } from '../../src/slack/modals/own-data.ts'
import { planModal } from '../../src/slack/modals/plan.ts'
import { previewModal, readAnswer } from '../../src/slack/modals/preview.ts'
import { remindAtModal } from '../../src/slack/modals/remind-at.ts'
import { replyModal } from '../../src/slack/modals/reply.ts'
import { settingsModal } from '../../src/slack/modals/settings.ts'
import { sharingModal } from '../../src/slack/modals/sharing.ts'
import { takePartModal } from '../../src/slack/modals/take-part.ts'
import { happenedModal, talkModal } from '../../src/slack/modals/talk.ts'
import { wordsModal } from '../../src/slack/modals/words.ts'
import { actions, submissions } from '../../src/slack/register.ts'
import { charactersIn, ownText, sections } from '../../src/slack/views/blocks.ts'
import { homeView } from '../../src/slack/views/home.ts'
import { renderLetter } from '../../src/slack/views/letter.ts'
import * as given from './given.ts'
import { oversightModals } from './given-oversight.ts'
import { programmeModals } from './given-programmes.ts'

const today = LocalDate.parse('2026-01-05')
// Where one fails, the smallest case that does is looked for no longer than this.
const runs = { numRuns: 30, interruptAfterTimeLimit: 20_000 }
const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: undefined })
const maybePlan = maybe(given.teamPlan)
const months = fc
  .tuple(given.anyMonth, fc.option(given.ownMonth, { nil: undefined }), fc.nat(9))
  .map(([month, it, page]) => wordsModal(month, it, en, page))
const editionWords = fc.tuple(given.edition, fc.nat(9)).map(([it, page]) => allWordsModal(it, en, page))
const modals = fc.oneof(
  given.replyForm.map((it) => replyModal(it, en)),
  given.preview.map((it) => previewModal(it, en)),
  fc
    .tuple(given.challengeForm, maybe(fc.tuple(given.nameForm, given.lookedAt)))
    .map(([it, again]) => challengeModal(it, en, again && { said: again[0], ...again[1] })),
  fc.tuple(given.nameForm, given.lookedAt).map(([it, looked]) => nameModal(it, en, looked)),
  fc
    .tuple(given.planForm, maybe(given.lookedAt))
    .map(([it, looked]) =>
      planModal(it, en, looked && { said: { outcome: 'partly', helped: it.helped ?? '' }, ...looked }),
    ),
  fc
    .tuple(given.lookedAt, given.lostYeses)
    .filter(([{ help }, lost]) => help.length + lost.length > 0)
    .map(([{ help }, lost]) => helpModal(help, en, lost)),
  given.whenAsked.map((it) => anotherTimeModal(it, { channel: 'D07NFTOMSZ', ts: '1767693600.000000' }, en)),
  given.reminderForm.map((it) => remindAtModal(it, en)),
  given.consent.map((it) => takePartModal(it, en)),
  given.caution.map((it) => cautionModal(it, en)),
  given.settingsForm.map((it) => settingsModal(it, en)),
  fc
    .tuple(given.settingsForm, fc.nat(3), given.lookedAt)
    .map(([it, deletes, looked]) => settingsModal(it, en, { chosen: it.chosen, deletes, ...looked })),
  given.historyPage.map(([page, wish]) => historyModal(page, wish, en)),
  given.exportForm.map((it) => exportModal(it, en)),
  fc
    .tuple(given.exportForm, given.exportWish, given.stops)
    .map(([form, wish, stops]) => exportModal(form, en, { wish, stops })),
  fc.tuple(given.draftChoice, given.stops, given.looked).map(([choice, stops, looked]) => {
    const chosen = choice.replies.slice(0, 3).map(({ reflection }) => reflection)
    return chooseModal(choice, en, { stopped: { stops, looked }, chosen })
  }),
  given.talkForm.map((it) => talkModal(it, en)),
  fc
    .tuple(given.talkForm, maybePlan)
    .map(([form, said]) =>
      talkModal(form, en, { said, stop: { identifiers: ['phone'], always: false }, isMeanwhile: true }),
    ),
  given.happenedForm.map((it) => happenedModal(it, en)),
  given.partnershipsShared.map((it) => sharingModal(it, en)),
  fc.boolean().map((hasDeclined) => forgetModal(en, hasDeclined)),
  fc.constant(doneModal(en.erasing.replyGone, en.erasing.title, en)),
  months,
  editionWords,
  programmeModals,
  fc.constant(troubleModal(en.trouble.old, en)),
  oversightModals,
)
const homes = given.home.map((it) => homeView(it, en))

/** Slack's markup that Balcony itself may use: a moment, and mentions of a person or a channel. */
const isOurs = (markup: string) => /^<(!date\^\d+\^[^|<>]*\|[^<>]*|[@#][A-Z0-9]+)>$/.test(markup)
const markupIn = (texts: readonly string[]) => texts.flatMap((it) => it.match(/<[^>]*>?/g) ?? [])

describe.each(Object.entries(given.letters))('a letter: %s', (_, letters: fc.Arbitrary<Letter>) => {
  test('keeps Slack’s limits, with room to spare', () => {
    fc.assert(
      fc.property(letters, (letter) => {
        const { text, blocks } = renderLetter(letter, en)
        expect(contentOf({ text, blocks })).toMatchObject({ is: 'good' })
        // Where Slack begins to refuse is not written down anywhere; nobody has seen it below this.
        expect(charactersIn(blocks)).toBeLessThanOrEqual(9_600)
      }),
      runs,
    )
  })

  test('says in its text what it is, and lets nobody’s words speak to everyone', () => {
    fc.assert(
      fc.property(letters, (letter) => {
        const { text, blocks } = renderLetter(letter, en)
        expect(text.trim().length).toBeGreaterThan(10)
        expect(text).toMatch(/Balcony|Open until|You are in|digest of|That is fine/)
        expect(markupIn([text, ...mrkdwnIn(blocks)]).filter((it) => !isOurs(it))).toEqual([])
      }),
      runs,
    )
  })
})

/** A letter in which everything that somebody wrote themselves says this, as far as there is anything. */
const saying = (it: unknown, words: string): unknown => {
  if (Array.isArray(it)) return it.map((one) => saying(one, words))
  if (typeof it !== 'object' || it === null) return it
  const own = ['words', 'soWhat', 'nowWhat', 'when', 'will', 'line']
  return Object.fromEntries(
    Object.entries(it).map(([key, value]) => {
      if (own.includes(key) && typeof value === 'string') return [key, words]
      if ((key === 'challenge' || key === 'challenges') && value) return [key, named(value, words)]
      return [key, saying(value, words)]
    }),
  )
}
const named = (it: unknown, words: string): unknown =>
  Array.isArray(it) ? it.map((one) => named(one, words)) : { ...(it as object), name: words }

describe('what a locked screen shows', () => {
  test.each(['prompt', 'digest', 'edition'] as const)(
    'of a letter is nothing that anyone wrote: %s',
    (kind) => {
      const canary = 'canary-in-the-words'
      let shown = 0
      fc.assert(
        fc.property(given.letters[kind] as fc.Arbitrary<Letter>, (letter) => {
          const { text, blocks } = renderLetter(saying(letter, canary) as Letter, en)
          expect(text).not.toContain(canary)
          if (JSON.stringify(blocks).includes(canary)) shown += 1
        }),
        runs,
      )
      expect(shown).toBeGreaterThan(0)
    },
  )

  test('of a question is the question, whatever became of it, what comes with it, and whether it is the reminder', () => {
    fc.assert(
      fc.property(given.letters.prompt, given.letters.reminder, (letter, reminder) => {
        const { text } = renderLetter({ ...reminder, text: letter.text }, en)
        expect(renderLetter(letter, en).text).toBe(text)
        expect(text).toBe(en.prompt.text(ownText(letter.text)))
      }),
      runs,
    )
  })
})

describe('a partnership’s digest', () => {
  const long = (word: string, sentences: number) =>
    `${word} began it. ${'And so it went on. '.repeat(sentences)}It ended.`
  const empty: EditionLetter = {
    kind: 'edition',
    partnership: 'p' as never,
    name: '#north',
    month: '2026-01' as never,
    figures: { about: [] },
    concepts: [],
    shared: { named: [], unnamed: [] },
    fewest: 5,
  }
  const shown = (shared: EditionLetter['shared']) =>
    mrkdwnIn(renderLetter({ ...empty, shared }, en).blocks).join('\n')
  const named = (words: string) => ({ leader: 'U07NF4TOMSZ' as never, words })

  test('shows everyone’s words whole where there is room', () => {
    const all = Array.from({ length: 15 }, (_, i) => named(long(`Person${i}`, 10)))
    const digest = shown({ named: all, unnamed: [] })
    for (const { words } of all) expect(digest).toContain(`>${words}`)
    expect(digest).not.toContain(en.edition.leftOut)
  })

  test('leaves the longest out where there is none, says so, and cuts nobody short', () => {
    const short = Array.from({ length: 10 }, (_, i) => named(long(`Short${i}`, 5)))
    const endless = Array.from({ length: 5 }, (_, i) => named(long(`Endless${i}`, 140)))
    const digest = shown({ named: [...endless, ...short], unnamed: [] })
    for (const { words } of short) expect(digest).toContain(words)
    expect(digest).toContain(en.edition.leftOut)
    const begun = (digest.match(/Endless\d/g) ?? []).length
    expect(begun).toBeLessThan(5)
    expect(digest.match(/It ended\./g)).toHaveLength(10 + begun)
  })

  test('opens on all of its words, on as many pages as they take, where it left some out and nowhere else', () => {
    fc.assert(
      fc.property(given.edition, ({ shared, ...rest }) => {
        const marked = <T extends { words: string }>(all: readonly T[], by: string): T[] =>
          all.map((it, i) => ({ ...it, words: `«${by}${i}« ${it.words}` }))
        const [named, unnamed] = [marked(shared.named, 'n'), marked(shared.unnamed, 'u')]
        const letter: EditionLetter = { ...rest, shared: { named, unnamed } }
        const said: string[] = []
        for (let page = 0; ; page += 1) {
          const { blocks } = allWordsModal(letter, en, page)
          said.push(mrkdwnIn(blocks).join(''))
          const [, on] = JSON.stringify(blocks).match(/"all-words-on".*?"value":"(.*?)"\}/) ?? []
          if (on === undefined) break
          const { partnership, month } = letter
          expect(JSON.parse(JSON.parse(`"${on}"`))).toEqual({ partnership, month, page: page + 1 })
        }
        const bare = (text: string) => text.replaceAll(/[\s>]/g, '')
        const all = bare(said.join(''))
        for (const { words } of [...named, ...unnamed]) expect(all).toContain(bare(ownText(words)))
        const message = renderLetter(letter, en).blocks
        const isWhole = mrkdwnIn(message).join().match(/«\w+«/g)?.length === named.length + unnamed.length
        expect(JSON.stringify(message).includes(`"${ids.readAllWords}"`)).toBe(
          !isWhole && named.length + unnamed.length > 0,
        )
      }),
      runs,
    )
  })

  test('shows no unnamed words rather than those of one or two', () => {
    const unnamed = [
      { words: 'Short, from the first.', author: 0 },
      { words: 'Short, from the first again.', author: 0 },
      { words: long('Second', 300), author: 1 },
      { words: long('Third', 300), author: 2 },
      { words: long('Fourth', 300), author: 3 },
    ]
    const digest = shown({ named: [named('Named and short.')], unnamed })
    expect(digest).toContain('Named and short.')
    expect(digest).not.toMatch(/Short, from|Second|Third|Fourth/)
    expect(digest).toContain(en.edition.leftOut)
  })

  test('never shows unnamed words of fewer than three, and never part of anyone’s', () => {
    fc.assert(
      fc.property(given.edition, (letter) => {
        const unnamed = letter.shared.unnamed.map((it, i) => ({ ...it, words: `«${i}« ${it.words} »${i}»` }))
        const authors = new Set(unnamed.map(({ author }) => author).filter((it) => it !== undefined))
        fc.pre(authors.size >= 3)
        const digest = mrkdwnIn(
          renderLetter({ ...letter, shared: { ...letter.shared, unnamed } }, en).blocks,
        ).join('\n')
        const begun = [...digest.matchAll(/«(\d+)«/g)].map(([, i]) => Number(i))
        const ended = [...digest.matchAll(/»(\d+)»/g)].map(([, i]) => Number(i))
        expect(ended).toEqual(begun)
        const shownAuthors = new Set(begun.flatMap((i) => unnamed[i]?.author ?? []))
        expect(begun.length === 0 || shownAuthors.size >= 3).toBe(true)
      }),
      runs,
    )
  })
})

describe('a window or Home', () => {
  test('keeps Slack’s limits', () => {
    fc.assert(
      fc.property(fc.oneof(modals, homes), (view) => {
        expect(faultsOfView(view)).toEqual([])
        expect(JSON.stringify(view).length).toBeLessThan(250_000)
        expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000)
        expect(markupIn(mrkdwnIn(view.blocks as KnownBlock[])).filter((it) => !isOurs(it))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('says so where it cannot show all that there is', () => {
    const parts = Array.from({ length: 100 }, (_, i) => ({ key: `${i}`, text: `Reply ${i}.` }))
    const form = replyModal(
      {
        target: { delivery: 'd' as never },
        mayAdd: true,
        parts,
        named: false,
        usualBy: today,
        about: [],
        partnerships: [],
      },
      en,
    )
    const said = JSON.stringify(form)
    expect(said).toContain('Reply 99.')
    expect(said).toContain(en.reply.earlier(60))
  })

  test('tells of all who read a channel, by name as far as there is room, and of all that waits for a yes', () => {
    const organisations = Array.from({ length: 250 }, (_, i) => `Trust of the ${i}. valley`)
    const consent = {
      id: 'north' as never,
      name: '#north',
      readers: {
        people: 900,
        guests: 0,
        organisations,
        isWhole: true,
        isPrivate: true,
        isShared: true,
        teams: [],
      },
      thresholds: { contributors: 5, others: 3 },
      isSmall: false,
    }
    const items = Array.from({ length: 40 }, (_, i) => ({
      reflection: `r${i}` as never,
      words: `Reply ${i}.`,
      choice: { is: 'words' as const, named: true },
      isLast: false,
      anew: false,
    }))
    const readAt = '2026-01-30T10:00:00.000Z' as never
    for (const view of [takePartModal(consent, en), previewModal({ consent, readAt, items }, en)]) {
      expect(faultsOfView(view)).toEqual([])
      const said = JSON.stringify(view)
      const named = said.match(/Trust of the/g)?.length ?? 0
      expect(named).toBeGreaterThan(20)
      expect(said).toContain(` and ${250 - named} more organisations. Each organisation keeps its own copy`)
    }
    const preview = JSON.stringify(previewModal({ consent, readAt, items }, en))
    const shown = preview.match(/Reply \d+\./g)?.length ?? 0
    expect(preview).toContain(`There is no room here for ${40 - shown} more replies.`)
  })

  test.each([
    [100, 100],
    [250, 100],
  ])('a preview in a channel of %i workspaces takes a yes for at least %i of them', (connected, least) => {
    const teams = Array.from({ length: connected }, (_, i) => `T0${String(i).padStart(9, '0')}`)
    const readers = {
      people: 900,
      guests: 0,
      organisations: [],
      isWhole: true,
      isPrivate: true,
      isShared: true,
    }
    const consent = {
      id: 'north' as never,
      name: '#north',
      readers: { ...readers, teams },
      thresholds: { contributors: 5, others: 3 },
      isSmall: false,
    }
    const items = Array.from({ length: 24 }, (_, i) => ({
      reflection: `${'f'.repeat(14)}${i + 10}` as never,
      words: `Reply ${i}.`,
      choice: { is: 'words' as const, named: true },
      isLast: false,
      anew: false,
      placed: 'technical' as const,
      about: [...components],
    }))
    const view = previewModal({ consent, readAt: '2026-01-30T10:00:00.000Z' as never, items }, en)
    expect(faultsOfView(view)).toEqual([])
    const answer = readAnswer({}, view.private_metadata ?? '', en)
    const known = 'seen' in answer ? (answer.seen.teams ?? []) : []
    expect(known).toEqual(teams.slice(0, known.length))
    expect(known.length).toBeGreaterThanOrEqual(least)
  })
})

describe('a leader’s own month', () => {
  const on = LocalDate.parse('2026-01-06')
  const reply = (words: string, rest: object = {}) => ({ on, words, isSetAside: false, ...rest })
  const month: OwnMonth = {
    month: '2026-01' as never,
    to: LocalDate.parse('2026-01-30'),
    replies: 1,
    late: 0,
    coverage: [],
    other: 0,
    plans: [],
    challenges: [],
  }
  const message = (words: OwnMonth['words']) => {
    const { blocks, plainer } = renderLetter({ kind: 'digest', ...month, words, previews: [] }, en)
    const charts = JSON.stringify(plainer)
    expect(charts).not.toContain('data_visualization')
    return mrkdwnIn(blocks).join('\n')
  }

  test('opens on as many pages as it takes, and every word is on one of them', () => {
    fc.assert(
      fc.property(given.ownMonth, (it) => {
        const pages: string[] = []
        for (let page = 0; ; page += 1) {
          const { blocks } = wordsModal(month.month, it, en, page)
          pages.push(mrkdwnIn(blocks).join(''))
          if (!JSON.stringify(blocks).includes(`"${ids.wordsOn}"`)) break
        }
        const bare = (text: string) => text.replaceAll(/\s/g, '')
        const said = bare(pages.join(''))
        if (it.replies === 0) {
          expect(pages).toHaveLength(1)
          return
        }
        for (const { words } of it.words ?? []) expect(said).toContain(bare(ownText(words)).slice(0, 200))
      }),
      runs,
    )
  })

  test('a page that does not exist is the nearest that does', () => {
    const one = { ...month, words: [reply('Only this.')] }
    expect(wordsModal(month.month, one, en, 7)).toEqual(wordsModal(month.month, one, en))
  })

  test('stands in its message in whole sentences, whatever its length', () => {
    const sentence = (n: number) => `Sentence ${n} is about as long as sentences are here, and ends.`
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 }), (lengths) => {
        const words = lengths.map((n) => reply(Array.from({ length: n }, (_, i) => sentence(i)).join(' ')))
        const said = message(words)
        const begun = said.match(/Sentence \d+ is/g) ?? []
        const whole = said.match(/Sentence \d+ is about as long as sentences are here, and ends\./g) ?? []
        expect(whole).toHaveLength(begun.length)
        expect(whole.length).toBeGreaterThan(0)
        const all = lengths.reduce((n, it) => n + it, 0)
        expect(said.includes(en.digest.rest)).toBe(whole.length < all)
      }),
      runs,
    )
  })

  test('leaves out of its message what was set aside, and says where it is', () => {
    const said = message([reply('Free to stand.'), reply('Set aside.', { isSetAside: true })])
    expect(said).toContain('Free to stand.')
    expect(said).not.toContain('Set aside.')
    expect(said).toContain(en.digest.rest)
    const opened = { ...month, words: [reply('Set aside.', { isSetAside: true })] }
    expect(mrkdwnIn(wordsModal(month.month, opened, en).blocks).join()).toContain('Set aside.')
  })
})

describe('words in sections', () => {
  test('are all there, in order, each part dressed and within the limit', () => {
    fc.assert(
      fc.property(given.words, (words) => {
        const shown = sections(words, (part) => `>${ownText(part)}<`).map((it) => it.text?.text ?? '')
        for (const it of shown) {
          expect(it.length).toBeLessThanOrEqual(3000)
          expect(it).toMatch(/^>[\s\S]*<$/)
          expect(it.isWellFormed()).toBe(true)
        }
        const bare = (it: string) => it.replaceAll(/\s/g, '')
        expect(bare(shown.map((it) => it.slice(1, -1)).join(''))).toBe(bare(ownText(words)))
      }),
      runs,
    )
  })

  test('that look like a mention longer than a section are shown all the same', () => {
    for (const long of [2_999, 3_200, 12_000]) {
      for (const it of sections(`<@U07NF4TOMSZ|${'a'.repeat(long)}>`, (part) => `>${ownText(part)}`))
        expect(it.text?.text.length).toBeLessThanOrEqual(3000)
    }
  })

  test('are never divided within a mention', () => {
    for (const words of [
      '<@U07NF4TOMSZ>'.repeat(400),
      `<${'@U07NF4TOMSZ'.repeat(400)}>`,
      `<@U07NF4TOMSZ|${'a'.repeat(3_200)}`,
      `${'a'.repeat(2_995)}<#C07NORTH|north>`,
    ]) {
      const shown = sections(words).map((it) => it.text?.text ?? '')
      expect(shown.join('')).toBe(ownText(words))
      for (const it of shown) expect(it.length).toBeLessThanOrEqual(3000)
    }
  })
})

describe('buttons and forms', () => {
  // Enough of everything to meet every button, and the same in every run.
  const seed = 20260105

  test('whatever can be pressed has a listener, and every listener can be pressed', () => {
    const pressed = new Set<string>()
    const collect = (blocks: readonly unknown[]) => {
      for (const { block, element } of elementsOf(blocks as KnownBlock[])) {
        if (block.type !== 'input' || 'dispatch_action' in block) pressed.add(element.action_id)
      }
    }
    for (const [kind, letters] of Object.entries<fc.Arbitrary<Letter>>(given.letters)) {
      const numRuns = kind === 'edition' ? 5 : kind === 'digest' ? 40 : 600
      for (const letter of fc.sample(letters, { seed, numRuns })) collect(renderLetter(letter, en).blocks)
    }
    for (const view of fc.sample(months, { seed, numRuns: 20 })) collect(view.blocks)
    for (const view of fc.sample(editionWords, { seed, numRuns: 60 })) collect(view.blocks)
    for (const view of fc.sample(homes, { seed, numRuns: 80 })) collect(view.blocks)
    for (const view of fc.sample(oversightModals, { seed, numRuns: 90 })) collect(view.blocks)
    for (const view of fc.sample(programmeModals, { seed, numRuns: 90 })) collect(view.blocks)
    for (const view of fc.sample(modals, { seed, numRuns: 240 })) collect(view.blocks)
    expect([...pressed].toSorted()).toEqual(Object.keys(actions).toSorted())
    expect(Object.keys(actions).toSorted()).toEqual(Object.values(ids).toSorted())
  })

  test('whatever can be submitted has a listener, and every listener can be reached', () => {
    const views = [
      ...fc.sample(modals, { seed, numRuns: 240 }),
      ...fc.sample(oversightModals, { seed, numRuns: 30 }),
      ...fc.sample(programmeModals, { seed, numRuns: 30 }),
    ]
    const submitted = new Set(views.filter(({ submit }) => submit).map((it) => it.callback_id))
    const shown = new Set(views.map((it) => it.callback_id))
    expect([...submitted].toSorted()).toEqual(Object.keys(submissions).toSorted())
    expect([...shown].toSorted()).toEqual(Object.values(modalIds).toSorted())
  })
})

function mrkdwnIn(it: unknown): string[] {
  if (Array.isArray(it)) return it.flatMap(mrkdwnIn)
  if (typeof it !== 'object' || it === null) return []
  if ('type' in it && it.type === 'mrkdwn' && 'text' in it) return [String(it.text)]
  return Object.values(it).flatMap(mrkdwnIn)
}
