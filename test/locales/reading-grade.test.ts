// What Balcony says can be read on a tired Tuesday: each text by itself, and everything that stands together.
import { expect, test } from 'vitest'
import { sentencesIn, wordsIn } from '../../src/content/pack.ts'
import { gradeOf } from '../../src/content/readability.ts'
import { en } from '../../src/locales/en.ts'

/** Grade 8 for whoever leads, or is led; a little more for the few who set Balcony up. */
const highest = (path: string): number => (path.startsWith('admin') ? 10 : 8)

/** Without Slack's own signs, and with what Slack puts in their place. */
const asRead = (text: string): string =>
  text
    .replaceAll(/<!date\^[^>]*>/g, '6 May')
    .replaceAll(/<[#@!][^>]*>/g, 'Kim')
    .replaceAll(/<[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/[*_`•>]/g, ' ')
    // Read out, a figure is a word or more.
    .replaceAll(/\d+/g, 'ten')

type Text = { path: string; text: string }

const name = 'Northfield'
const alone: unknown[] = [name, 1, 3, false]
/** For what takes a list, or names what it takes. */
const together: unknown[] = [
  ['someone’s name', 'a date of birth'],
  {
    name,
    says: 'Someone will listen.',
    contact: 'Call 116 123',
    invited: 3,
    startsOn: '6 May',
    weekday: 'Tuesday',
    time: '09:00',
    everyWeeks: 1,
    zone: 'Europe/London',
  },
]
/** Where a name in the place of a number, or of a question, would say nothing of how hard it is to read. */
const sampled: Record<string, unknown[][]> = {
  'rhythm.cron': [['0 9 * * 1,4']],
  'rhythm.weekdays': [[['Monday', 'Thursday'], '09:00']],
  'programmes.unfinished': [[['answersFor', 'privacyContact', 'purpose']]],
  'programmes.line': [
    [
      {
        name,
        rhythm: 'Every Tuesday at 09:00',
        clock: 'each in their own time zone',
        invited: 3,
      },
    ],
  ],
  'programmeForm.ownHint': [[['feeling', 'being']]],
  'programmeForm.next': [[['Monday 6 May']]],
  'programmeForm.faults.part': [['25', 'hour', 'a number from 0 to 23']],
  'programmeChange.meanwhile': [['U1', ['name']]],
  'takePart.figures': [[5, 3]],
  'home.open': [['What happened?', '6 May']],
  'drafts.profile.reflection': [['Ways of feeling', 'What happened?']],
}

/** All that a function may say, as far as samples go: each argument a name, one, several, or none. */
const saidBy = (path: string, say: (...given: unknown[]) => unknown): string[] => {
  const lists = (values: unknown[]): unknown[][] =>
    Array.from({ length: say.length }).reduce<unknown[][]>(
      (all) => all.flatMap((given) => values.map((it) => [...given, it])),
      [[]],
    )
  const tried = (given: unknown[]): string[] => {
    try {
      const said = say(...given)
      return typeof said === 'string' && !/undefined|false|NaN|\[object/.test(said) ? [said] : []
    } catch {
      return []
    }
  }
  const said = (sampled[path] ?? lists(alone)).flatMap(tried)
  const all = [...new Set(said.length > 0 ? said : lists(together).flatMap(tried))]
  if (all.length === 0) throw new Error(`${path} says nothing to these samples; give it some of its own`)
  return all
}

/** Every text under a part of the locale, by its path. */
const textsIn = (it: unknown, path: string): Text[] => {
  if (typeof it === 'string') return [{ path, text: it }]
  if (typeof it === 'function') return saidBy(path, it as () => unknown).map((text) => ({ path, text }))
  return Object.entries(it as object).flatMap(([key, value]) => textsIn(value, path ? `${path}.${key}` : key))
}

/** Every object of the locale, by its path. */
const groupsIn = (it: unknown, path: string): { path: string; group: object }[] =>
  typeof it === 'object' && it !== null
    ? [
        ...(path ? [{ path, group: it }] : []),
        ...Object.entries(it).flatMap(([key, value]) => groupsIn(value, path ? `${path}.${key}` : key)),
      ]
    : []

const isLong = (text: string): boolean => wordsIn(text).length >= 20 || sentencesIn(text) >= 2
const isSentence = (text: string): boolean => /[.?!:]\s*$/.test(text)

const tooHard = ({ path, text }: Text): string[] => {
  const grade = gradeOf(asRead(text))
  return grade > highest(path) ? [`${path}: grade ${grade.toFixed(1)}: ${text}`] : []
}

const texts = textsIn(en, '')

test('what is hard to read is told from what is not', () => {
  const hard =
    'Irrespective of organisational accountability, participation necessitates continuous deliberation.'
  const middling =
    'Two people of one team may decide together whether someone is invited, and then tell the others of it.'
  const [plain, marked] = [
    'Say *yes* on day one.',
    'Say *yes* on <!date^1767690000^{date_long_pretty}|2026-01-06 09:00 UTC>.',
  ]
  expect(tooHard({ path: 'home.a', text: hard })).toHaveLength(1)
  expect(tooHard({ path: 'admin.a', text: hard })).toHaveLength(1)
  expect(tooHard({ path: 'home.a', text: middling })).toHaveLength(1)
  expect(tooHard({ path: 'admin.a', text: middling })).toEqual([])
  for (const text of [plain, marked]) expect(tooHard({ path: 'home.a', text })).toEqual([])
  expect(asRead(marked)).not.toContain('date')
})

test('no text is harder to read than its readers should have to bear', () => {
  expect(texts.length).toBeGreaterThan(400)
  const faults = texts.filter(({ text }) => isLong(asRead(text))).flatMap(tooHard)
  expect(faults).toEqual([])
})

test('nor is all that stands together', () => {
  const groups = groupsIn(en, '').map(({ path, group }) => {
    const sentences = textsIn(group, path).filter(({ text }) => isSentence(asRead(text)))
    return { path, text: sentences.map(({ text }) => text).join('\n') }
  })
  expect(groups.flatMap(tooHard)).toEqual([])
})
