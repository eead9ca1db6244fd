// What a leader writes is looked through before it is kept: what counts as a sign of who someone is, what does not, and
// that what was found never leaves the check. All numbers are invented, or set aside for examples.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadPacks, shippedPack } from '../../src/content/load-packs.ts'
import { nations } from '../../src/domain/model.ts'
import {
  distressTiers,
  helpFor,
  type IdentifierKind,
  identifierKinds,
  isClear,
  screen,
} from '../../src/domain/safe-to-write.ts'
import { anyCharacter } from '../any-character.ts'

const loaded = await loadPacks([shippedPack])
if ('faults' in loaded) throw new Error('The shipped pack does not load.')
const { bank, safety } = loaded

const kindsIn = (text: string) => screen(text, safety).identifiers

const found: Record<Exclude<IdentifierKind, 'own'>, string[]> = {
  'nhs-number': [
    '943 476 5919',
    '9434765919',
    '943-476-5919',
    '943\u00a0476\u00a05919',
    '943\u202f476\u20115919',
    '943 - 476 - 5919',
    '9\u200b43\u00ad4765919',
    '９４３　４７６　５９１９',
    '٩٤٣ ٤٧٦ ٥٩١٩',
    '९४३ ४७६ ५९१९',
    'She is 943 476 5919.',
    'ref:9434765919;',
    'row 12, 943 476 5919, 4 visits',
    // A CHI number (it begins with a date), in its own spacing, and a Health and Care number.
    '010150 1234',
    'CHI 0101501234',
    '320 000 0015',
    // Labelled, with a slip in it or as it is on a form that nobody filled in.
    'NHS number 943 476 5918',
    'NHS no. 943 476 591',
    'NHS No: 94347659190',
    'nhs num is 943 476 5918',
    'Her NHS number, I think, is 943 476 5918',
    'NHS number: 1111111111',
    'NHS: 111 111 1111',
    'NHS#9434765918',
    'NHS 943 476 5918',
    'CHI number 0101501235',
    'H&C number 320 000 0018',
    'H&amp;C no 3200000018',
    'health and care number 3200000018',
  ],
  'date-of-birth': [
    'DOB 12/03/1948',
    'DOB: 12.3.48',
    'dob 12-03-48',
    'D.O.B. 12 March 1948',
    'D.O.B 12th Mar 1948',
    'd. o. b. 1948-03-12',
    'DOB 12031948',
    'DOB ١٢/٠٣/١٩٤٨',
    'date of birth is 12/03/1948',
    'Date of birth (from the letter): March 12, 1948',
    'Date of birth 12/03/2021',
    'He was born 12 March 1948.',
    'born on the 12th of March, 1948',
    'born on Friday 12 March 1948',
    'born on 3/12/48',
    'a baby born on 4 May 2025',
    'Mary, b. 12/03/1948',
    'b. 12 March 1948',
    // Alone, but too long ago to be a day at work.
    'The man (12/03/1948) came back on Monday.',
    '12.03.1948',
    '12-3-1948',
    '1948-03-12',
    '03/04/48',
  ],
  phone: [
    '07700 900123',
    '07700900123',
    '07700 900 123',
    '07700-900-123',
    '077 0090 0123',
    '+44 7700 900123',
    '+447700900123',
    '+44 (0)7700 900123',
    '+44(0) 20 7946 0999',
    '0044 7700 900123',
    '447700900123',
    '020 7946 0999',
    '(020) 7946 0999',
    '01632 960983',
    '(01632) 960 983',
    '0113 496 0999',
    '+44 113 496 0999',
    '01946 72345',
    '0808 157 0192',
    'The NHS number to ring is 0300 123 4567',
    '０７７００ ９００１２３',
    '<tel:07700900123|07700 900123>',
    'Ring 01632 960983 10 times',
  ],
  email: [
    'jo@example.org',
    'jo.bloggs+team@nhs.example.uk',
    "o'neill@example.org",
    '<mailto:jo@example.org|jo@example.org>',
    'JO@EXAMPLE.ORG',
    'jo＠example.org',
  ],
  postcode: [
    'SW1A 1AA',
    'sw1a 1aa',
    'SW1A1AA',
    'M1 1AE',
    'B33 8TH',
    'cr2 6xh',
    'DN55 1PT',
    'EC1A\u00a01BB',
    'BT7 1NN',
    'EH1 1YZ',
    'JE2 3AB',
    'at CF10 3AT, by the river',
  ],
  'national-insurance': [
    'AB123456C',
    'AB 12 34 56 C',
    'ab-12-34-56-c',
    'JG103759A',
    'NI number AB123456',
    'National Insurance no: QQ 12 34 56 A',
    'NINO AB 12 34 56',
  ],
  mention: [
    '<@U123ABC>',
    '<@U123ABC|jo.bloggs>',
    '<@W123ABC> led it',
    '@priya',
    'Thanks @Priya!',
    '(@jo-bloggs)',
    'with @jo and @here',
  ],
  name: [
    'Mrs Patel',
    'Mr. Patel',
    'mrs Patel',
    'mrs patel',
    "mr o'neill",
    'Dr O’Neill',
    'Dr.Patel',
    'dr Patel',
    'Dr J. Smith',
    'Prof A B Jones-Williams',
    'Mr and Mrs Patel',
    'Ms de Souza',
    'Mr van der Berg',
    'Mrs Ó Briain',
    'Sister Mary',
    'Nurse Adeyemi’s idea',
    'Professor Ngozi spoke',
    'Cllr Evans',
    'Lady Hale',
    'Mrs\u00a0Patel',
  ],
}

const fine = [
  // numbers
  '943 476 5918',
  '9434765918',
  '1111111111',
  '000 000 0000',
  '19434765919',
  '94347659190',
  '943 476 59190',
  '12.9434765919',
  '943\n476\n5919',
  'NHS 111 took 4 calls',
  'Call NHS 111, option 2',
  'NHS 2024 2025 2026 plan',
  'the NHS spent 1 200 000 000',
  'The NHS number to ring is on the wall',
  'The NHS number to ring is 111',
  'The number of beds went from 120 to 96',
  // dates
  'on 12 March 2026 we met',
  '12/03/2026',
  '12.03.26',
  '12/03/26',
  '2026-03-12',
  '12/03/2015',
  'since 5 July 1948',
  'before 1 April 2013',
  'The hub was born in April 2023',
  'an idea born of need',
  'born leaders',
  'paragraph 3.4.10',
  'scores of 3/4/10',
  '31/31/1948',
  '0/0/1948',
  '1/2 of it',
  'a. 5 March 2026, b. 12 March 2026',
  'the DOB field was empty',
  '01-02-2026 10:30',
  '01 02 2026 10 30 45',
  // phones and money
  '£1,200,000',
  '£07,700,900',
  '0.123456789',
  '012345',
  '999',
  '116 123',
  '85258',
  '00 11 22 33 44 55',
  'room 0123',
  '0123456789012',
  'feeling-unheard-voice',
  'balcony-a-year-back',
  // addresses
  'at 5@home',
  'Hospital@Home',
  'the @home team',
  '@here and @channel and @everyone',
  'lunch @ 12.30',
  'me@work',
  '<#C123ABC|partnership>',
  '<!here>',
  'AI 2024',
  'B12',
  'vitamin B12 3 times',
  'ward B12 3rd floor',
  'M4 2nd exit',
  'Q3 2AB',
  'QA1 1AA',
  'SW1A 1AC',
  'H1N1 2AAB',
  'S1 2024',
  'T2 3pm',
  'QQ123456C',
  'BG123456A',
  'DA123456A',
  'AO123456A',
  'AB123456E',
  'AB1234567C',
  'AB123456',
  'NI has five trusts',
  // titles
  'Dr',
  'Ask the Dr. Then wait',
  'the Professor said',
  'Mr and Mrs',
  'mr and mrs',
  'Mrs P',
  'Mrs P. Then she sat down',
  'the dr said so',
  'MS Teams',
  'MS patients',
  'Ms Teams',
  'our sister Trust',
  'my sister',
  'Sister Organisations',
  'Nurse Practitioner',
  'Nurse Consultants',
  'Lord Mayor',
  'Miss Monday’s huddle',
  'I miss Leeds',
  'Ask the Doctor. Anna will know',
  'Dr Google',
  'dr\nAnna',
  'the GP, the nurse and the carer',
]

describe.each(Object.entries(found))('%s is found in', (kind, texts) => {
  test.each(texts)('%j', (text) => {
    expect(kindsIn(text)).toContain(kind)
  })
})

test.each(fine)('nothing is found in %j', (text) => {
  expect(screen(text, safety)).toEqual({ identifiers: [], always: false })
})

test('one thing is not taken for another where its author could not lift it', () => {
  const others = Object.entries(found).filter(([kind]) => !['nhs-number', 'date-of-birth'].includes(kind))
  for (const text of others.flatMap(([, texts]) => texts))
    expect([text, screen(text, safety).always]).toEqual([text, false])
})

test('an NHS number or a date of birth stops sharing whatever its author says, a slip in a labelled one too', () => {
  for (const text of [...found['nhs-number'], ...found['date-of-birth']])
    expect([text, screen(text, safety).always]).toEqual([text, true])
})

test('everything is told once and in one order, with nothing of what it was', () => {
  const text =
    'Mrs Patel, AB123456C, jo@example.org, 07700 900123, SW1A 1AA, @jo, DOB 12/03/1948, 943 476 5919. '
  expect(screen(text + text, safety)).toEqual({
    identifiers: identifierKinds.filter((kind) => kind !== 'own'),
    always: true,
  })
})

test('it is clear only where there is neither a sign of who someone is nor of distress', () => {
  expect(isClear(screen('We let her choose the time.', safety))).toBe(true)
  expect(isClear(screen('We let Mrs Patel choose the time.', safety))).toBe(false)
  expect(isClear(screen('I can’t cope.', safety))).toBe(false)
})

test('no question, follow-up or example that Balcony ships would be set aside if someone wrote it', () => {
  const texts = bank.prompts.flatMap(({ text, soWhat, example }) => [text, soWhat ?? '', example ?? ''])
  expect(texts.filter((text) => !isClear(screen(text, safety)))).toEqual([])
})

describe('whatever is written', () => {
  const words = fc.constantFrom(
    'we',
    'met',
    'the',
    'team',
    'and',
    'it',
    'rained',
    ',',
    '.',
    '!',
    '…',
    '\n',
    '\n\n',
    '—',
    '(',
    '“',
  )
  const padding = fc.array(words, { maxLength: 40 }).map((all) => all.join(' '))
  const samples = fc.constantFrom(...Object.values(found).flat(), ...fine)

  test('words before and after change nothing of what is found', () => {
    fc.assert(
      fc.property(padding, samples, padding, (before, text, after) => {
        expect(kindsIn(`${before}, ${text}, ${after}`)).toEqual(kindsIn(text))
      }),
      { numRuns: 500 },
    )
  })

  test('nothing but known kinds comes out', () => {
    const anything = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 400 }),
      fc.array(fc.oneof(samples, fc.string()), { maxLength: 12 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(anything, (text) => {
        const { identifiers, always, distress, ...rest } = screen(text, safety)
        expect(rest).toEqual({})
        expect(identifiers).toEqual(identifierKinds.filter((kind) => identifiers.includes(kind)))
        expect([true, false]).toContain(always)
        expect([undefined, ...distressTiers]).toContain(distress)
      }),
      { numRuns: 500 },
    )
  })
})

describe('where to turn', () => {
  test.each(nations)(
    'is there for %s, for now and for soon, and all of it where nobody asks which',
    (nation) => {
      const [now, soon, all] = [
        helpFor(safety, nation, 'now'),
        helpFor(safety, nation, 'soon'),
        helpFor(safety, nation),
      ]
      expect(now.length).toBeGreaterThan(1)
      expect(soon.length).toBeGreaterThan(1)
      expect(now.filter(({ tier }) => tier === 'soon')).toEqual([])
      expect(soon.filter(({ tier }) => tier === 'now')).toEqual([])
      expect(all).toEqual(safety.help[nation])
      expect(new Set([...now, ...soon])).toEqual(new Set(all))
    },
  )
})
