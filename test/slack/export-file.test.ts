// Files that people take away, as they read them: their own words as written, and nothing beside them that they did
// not write but headings, days and lines to fill in.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ExportFile, type ExportFormat, HistoryFile, taken } from '../../src/domain/export.ts'
import type { Leader, Reflection } from '../../src/domain/model.ts'
import { draftFormats } from '../../src/domain/portfolio.ts'
import { en } from '../../src/locales/en.ts'
import { renderFile } from '../../src/slack/views/export-file.ts'
import { aLeader, aPart, aReflection, at, on } from '../domain/given.ts'
import { words } from './given.ts'

const aPlan = (reflection: string, state: Leader['commitments'][number]['state']) => ({
  reflection: reflection as Reflection['id'],
  madeAt: at('2026-01-06 12:00'),
  dueOn: on('2026-01-20'),
  carried: false,
  state,
})
const rota = aReflection('r1', 'The rota fell apart.', {
  asked: 'What did you feel?',
  soWhat: aPart('I had not asked anyone.'),
  nowWhat: aPart('When it changes, I will ask first.'),
})
const tea = aReflection('r2', 'Tea helped.', { concept: undefined, at: at('2026-01-13 09:00') })
const tomasz = aLeader({
  reflections: [rota, tea],
  commitments: [
    aPlan('r1', { is: 'partly', at: at('2026-01-21 12:00'), helped: 'A colleague lent a hand.' }),
  ],
})
const fileOf = (
  leader: Leader,
  format: ExportFormat,
  { chosen, ...more }: Partial<ExportFile> & { chosen?: Reflection['id'][] } = {},
): ExportFile => ({
  format,
  madeAt: at('2026-02-01 12:00'),
  period: {},
  history: taken(leader, format, more.period ?? {}, chosen),
  listed: leader.reflections,
  ...more,
})
const rendered = (...given: Parameters<typeof fileOf>) => renderFile(fileOf(...given), en)
/** All that follows the notice and the like on top. */
const bodyOf = (content: string) => content.slice(content.indexOf('\n## ') + 1)
const fenced = (text: string) => `\`\`\`text\n${text}\n\`\`\``

describe('every draft', () => {
  test.each([
    [
      'gmc',
      /a draft, not a form of the General Medical Council \(GMC\)[^#]*check that form and the GMC’s current guidance/,
    ],
    [
      'nmc',
      /a draft for the reflective accounts form of the Nursing[^#]*check its current form and guidance/,
    ],
    ['hcpc', /a draft for the CPD profile of the Health and Care[^#]*Check its current form and guidance/],
    ['swe', /a draft for your CPD record with Social Work England[^#]*check its current form and guidance/],
    ['citizen', /a draft of your own portfolio[^#]*No regulator asks for it/],
  ] as const)('says on top what it is, and what is safe to write: %s', (format, says) => {
    const { name, content } = rendered(tomasz, format)
    const top = content.slice(0, content.indexOf('\n## '))
    expect(top).toMatch(says)
    expect(top).toContain(en.exporting.notice)
    expect(top).toContain('Lines in [square brackets] are for you to fill in')
    expect(name).toBe(`balcony-${format}-2026-02-01.md`)
  })

  test('says which days it is about, where it is not about all of them', () => {
    const period = { from: on('2026-01-01'), to: on('2026-01-31') }
    expect(rendered(tomasz, 'gmc', { period }).content).toContain(
      '\nFrom 1 January 2026 to 31 January 2026.\n',
    )
    expect(rendered(tomasz, 'nmc', { period: { from: period.from } }).content).toContain(
      '\nFrom 1 January 2026.\n',
    )
    expect(rendered(tomasz, 'swe', { period: { to: period.to } }).content).toContain(
      '\nUp to 31 January 2026.\n',
    )
    expect(rendered(tomasz, 'gmc').content).not.toMatch(/^(From|Up to) /m)
  })

  test('has every word of the chosen replies as it was written, and none of the others', () => {
    const text = words.filter((it) => it.trim() !== '')
    const reply = fc.record({
      text: fc.array(text, { minLength: 1, maxLength: 3 }),
      soWhat: fc.option(text, { nil: undefined }),
      nowWhat: fc.option(text, { nil: undefined }),
      helped: fc.option(text, { nil: undefined }),
      isChosen: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(reply, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...draftFormats),
        (all, format) => {
          const signed = (i: number, said: string) => `«${i}» ${said} »${i}«`
          const reflections = all.map((it, i) =>
            aReflection(`r${i}`, '', {
              parts: it.text.map((said) => aPart(signed(i, said))),
              ...(it.soWhat && { soWhat: aPart(signed(i, it.soWhat)) }),
              ...(it.nowWhat && { nowWhat: aPart(signed(i, it.nowWhat)) }),
            }),
          )
          const commitments = all.flatMap((it, i) =>
            it.nowWhat
              ? [aPlan(`r${i}`, { is: 'live', ...(it.helped && { helped: signed(i, it.helped) }) })]
              : [],
          )
          const chosen = reflections.filter((_, i) => all[i]?.isChosen).map(({ id }) => id)
          const { content } = rendered(aLeader({ reflections, commitments }), format, { chosen })
          for (const [i, it] of all.entries()) {
            const said = [...it.text, it.soWhat, it.nowWhat, it.nowWhat && it.helped].filter((one) => one)
            if (it.isChosen)
              for (const one of said) expect(content).toContain(`text\n${signed(i, one ?? '')}\n\``)
            else expect(content).not.toContain(`«${i}»`)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('keeps scripts from right to left, emoji and fences as they are', () => {
    const said = 'שלום 👩🏽‍⚕️ ````\n# Not a heading\n- [ ] not a box'
    for (const format of [...draftFormats, 'markdown'] as const) {
      const { content } = rendered(aLeader({ reflections: [aReflection('r1', said)] }), format)
      expect(content).toContain(`\`\`\`\`\`text\n${said}\n\`\`\`\`\`\n`)
    }
  })

  test('leaves room where nothing was written, and no heading without anything below it', () => {
    for (const format of draftFormats) {
      const { content } = rendered(aLeader({ reflections: [aReflection('r1', 'Just this.')] }), format)
      expect(content.match(/^\[To fill in.*\]$/gm)?.length).toBeGreaterThanOrEqual(2)
      expect(content).not.toMatch(/^(#+) .*\n+(?!\1#)#/m)
    }
  })
})

test('a doctor’s draft', () => {
  expect(bodyOf(rendered(tomasz, 'gmc').content)).toBe(`## Reflection 1: 6 January 2026 · Ways of feeling

I was asked:

**What did you feel?**

### What?

${fenced('The rota fell apart.')}

### So what?

${fenced('I had not asked anyone.')}

### Now what?

My plan:

${fenced('When it changes, I will ask first.')}

How it went: partly done, 21 January 2026.

What helped, or got in the way:

${fenced('A colleague lent a hand.')}

## Reflection 2: 13 January 2026 · In your own time

### What?

${fenced('Tea helped.')}

### So what?

[To fill in: what did it mean, and what did you learn?]

### Now what?

[To fill in: what will you do, or do differently?]
`)
})

test('a nurse’s draft leaves the theme of the Code to the nurse', () => {
  expect(bodyOf(rendered(tomasz, 'nmc', { chosen: [tea.id] }).content)).toBe(
    `## Account 1: 13 January 2026 · In your own time

### What was the nature of the CPD activity, feedback, event or experience?

${fenced('Tea helped.')}

### What did you learn?

[To fill in: what did you learn from it?]

### How did you change or improve your practice?

[To fill in: what did you change or improve?]

### How is this relevant to the Code?

Your choice, one theme or more:

- [ ] Prioritise people
- [ ] Practise effectively
- [ ] Preserve safety
- [ ] Promote professionalism and trust

[To fill in: how is it relevant?]
`,
  )
})

test('a CPD profile lists every reply, and writes out the chosen ones', () => {
  const { content } = rendered(tomasz, 'hcpc', { chosen: [rota.id] })
  expect(bodyOf(content)).toBe(`## Dated list of activities

These are your reflections in Balcony. The HCPC asks for a mixture of learning activities: add your others.

- 6 January 2026: Written reflection. Ways of feeling. What did you feel?
- 13 January 2026: Written reflection. In my own time

## Activities written out

The HCPC suggests four to six activities, as one way to write your statement. Here is one, and that is a good place to begin.

### Activity 1: 6 January 2026 · Ways of feeling

I was asked:

**What did you feel?**

#### What I did

${fenced('The rota fell apart.')}

#### What I learned

${fenced('I had not asked anyone.')}

#### How it benefits my practice and service users

My plan:

${fenced('When it changes, I will ask first.')}

How it went: partly done, 21 January 2026.

What helped, or got in the way:

${fenced('A colleague lent a hand.')}

[To fill in: how did this make your work better, and how did service users benefit?]
`)
  const four = aLeader({ reflections: ['a', 'b', 'c', 'd'].map((id) => aReflection(id, 'Words.')) })
  expect(rendered(four, 'hcpc').content).not.toContain('a good place to begin')
})

test('a social worker’s draft has room for a peer', () => {
  const open = { ...tomasz, commitments: [aPlan('r1', { is: 'live' })] }
  expect(bodyOf(rendered(open, 'swe', { chosen: [rota.id] }).content)).toBe(
    `## Piece 1: 6 January 2026 · Ways of feeling

I was asked:

**What did you feel?**

### Description

${fenced('The rota fell apart.')}

### What I learned

${fenced('I had not asked anyone.')}

### Impact

My plan:

${fenced('When it changes, I will ask first.')}

[To fill in: what good did this do, for your practice and the people you work with?]

### Talked over with a peer

Needed in at least one piece.

[To fill in, or take out: what did you learn by talking it over with a peer?]
`,
  )
})

test('a citizen leader’s portfolio is plain', () => {
  const open = { ...tomasz, commitments: [aPlan('r1', { is: 'live' })] }
  expect(bodyOf(rendered(open, 'citizen', { chosen: [rota.id] }).content)).toBe(
    `## Part 1: 6 January 2026 · Ways of feeling

### What I was asked

**What did you feel?**

### What I said

${fenced('The rota fell apart.')}

### What I took from it

${fenced('I had not asked anyone.')}

### What I did next

My plan:

${fenced('When it changes, I will ask first.')}

[To fill in: what came of it?]
`,
  )
})

test('the file to read has plans and what became of them', () => {
  const { name, content } = rendered(tomasz, 'markdown')
  expect(name).toBe('balcony-2026-02-01.md')
  expect(content).toContain(`**Now what**

${fenced('When it changes, I will ask first.')}

How it went: partly done, 21 January 2026.

What helped, or got in the way:

${fenced('A colleague lent a hand.')}
`)
})

test('the data of some days says which, and reads back as it was', () => {
  const period = { from: on('2026-01-10') }
  const file = fileOf(tomasz, 'json', { period })
  const read = HistoryFile.parse(JSON.parse(renderFile(file, en).content))
  expect(read.period).toEqual(period)
  expect(read.history).toEqual(file.history)
  expect(read.history.reflections.map(({ id }) => id)).toEqual(['r2'])
  expect(JSON.parse(rendered(tomasz, 'json').content)).not.toHaveProperty('period')
})
