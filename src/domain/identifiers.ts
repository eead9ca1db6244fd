// What in a text could tell who someone is, by UK rules. It would rather warn once too often: a warning costs a look.
// Every pattern is bounded, so that the time grows with the length of the text and no faster, whatever was pasted.
import type { IdentifierKind, Safety } from './safe-to-write.ts'

/** The kinds that are in a text. Nothing is looked for across the end of a line. */
export const identifiersIn = (
  text: string,
  lists: Pick<Safety, 'titles' | 'notNames' | 'shapes'>,
): ReadonlySet<IdentifierKind> => {
  const plain = plainly(text)
  const finders: Record<IdentifierKind, () => boolean> = {
    'nhs-number': () => hasNhsNumber(plain),
    'date-of-birth': () => hasDateOfBirth(plain),
    phone: () => phone.test(plain),
    email: () => email.test(plain),
    postcode: () => hasPostcode(plain),
    'national-insurance': () => nationalInsurance.test(plain) || labelledInsurance.test(plain),
    mention: () => mention.test(plain),
    name: () => hasName(plain, lists),
    own: () => lists.shapes.some((shape) => patternOf(shape).test(plain)),
  }
  return new Set((Object.keys(finders) as IdentifierKind[]).filter((kind) => finders[kind]()))
}

/**
 * The text with one way of writing each thing: full-width and other scripts' figures as 0 to 9, every kind of space,
 * hyphen and apostrophe as the plain one, and what cannot be seen taken away. Line ends stay.
 */
export const plainly = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}|\uFE0E|\uFE0F|\u20E3/gu, '')
    .replaceAll(/[\u2018\u2019\u02BC`]/g, "'")
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/&amp;/g, '&')
    .replaceAll(/(?![0-9])\p{Nd}/gu, figureOf)

/** Unicode keeps the ten figures of a script side by side, from nought to nine. */
const figureOf = (figure: string): string => {
  const code = figure.codePointAt(0) ?? 0
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++
  return String(before % 10)
}

const space = '[^\\S\\n]'
const gap = `(?:${space}|-){0,3}`
/** Some words between a label and what it labels, within the sentence. */
const between = '[^\\d\\n.!?;]{0,24}?'

// Phone numbers: ten or eleven figures from the first 0 (Ofcom's National Telephone Numbering Plan), or with the country
// code. The first three from the 0 stand together, which tells them from dates in a row.

const apart = `(?:${space}|[-.()]){0,4}`
const fromAbroad = `(?:\\+|(?<!\\d)00)${space}?44${apart}(?:0${apart})?[1-35789](?:${apart}\\d){8,9}(?!\\d)`
const phone = new RegExp(
  `(?<!\\d)0[1-35789]\\d(?:${apart}\\d){7,8}(?!\\d)|${fromAbroad}|(?<!\\d)447\\d{9}(?!\\d)`,
)

// NHS numbers: ten figures, the last a check (NHS Data Dictionary, "NHS NUMBER"). CHI numbers, which begin with a date,
// and Health and Care numbers have the same check, and ranges of their own beside each other.

const tenFigures = `\\d{3}${gap}\\d{3}${gap}\\d{4}(?!\\d|\\.\\d)`
/** Seen from each place where a number could begin, since one may begin within what is none. */
const unlabelled = new RegExp(`(?<!\\d|\\d\\.)(?=(${tenFigures}))`, 'g')
const nhsLabel = `(?<![\\p{L}\\d])(?:NHS|CHI|HCN|H${space}?&${space}?C|health (?:and|&) (?:social )?care)`
const nhsLabelAlone = new RegExp(`${nhsLabel}[ .:#=(-]{0,4}${tenFigures}`, 'iu')
/** Where it is called a number, one figure may be missing or too many. */
const nhsLabelFull = new RegExp(
  `${nhsLabel}${gap}(?:#|(?:numbers?|num|nos?|nr|id)(?!\\p{L}))\\.?${between}(\\d(?:${gap}\\d){8,10})(?!\\d)`,
  'giu',
)

/**
 * A number that passes the check, or one that is labelled: then it may be a real one with a slip in it, and counts
 * the same. A phone number with its country code, or labelled as the NHS's number to ring, is a phone number.
 */
const hasNhsNumber = (plain: string): boolean => {
  const text = plain.replaceAll(new RegExp(fromAbroad, 'g'), ' ')
  return (
    nhsLabelAlone.test(text) ||
    [...text.matchAll(nhsLabelFull)].some(([, found = '']) => !/^0\d{10}$/.test(figuresIn(found))) ||
    [...text.matchAll(unlabelled)].some(([, found = '']) => passesCheck(figuresIn(found)))
  )
}

const figuresIn = (text: string): string => text.replaceAll(/\D/g, '')

/**
 * Modulus 11: nine figures weighed 10 down to 2, and 11 less the remainder of their sum is the tenth; 11 stands as 0,
 * and 10 is never given out. Ten figures all alike pass the sum and are nobody's.
 */
const passesCheck = (tenFigures: string): boolean => {
  const figures = [...tenFigures].map(Number)
  const sum = figures.slice(0, 9).reduce((total, figure, i) => total + figure * (10 - i), 0)
  const check = 11 - (sum % 11)
  return (check === 11 ? 0 : check) === figures[9] && new Set(figures).size > 1
}

// Dates of birth.

/**
 * A full date in figures that stands alone is taken for a date of birth up to this year. The domain has no clock, so it
 * is fixed: what is written of work is of the last few years, and of earlier ones in words ("since April 2013"). A
 * child's later date is found only where it is labelled.
 */
const lastYearAlone = 2014
/** In two figures a year says less: only 1936 to 1999, and only as it is written on forms, 03/04/48. */
const firstShortYear = 36

const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const month = '(?:0?[1-9]|1[0-2])'
const part = `${space}?[/. -]${space}?`
const nth = '(?:st|nd|rd|th)?'
const datesOf = (year: string): string =>
  [
    `(?:${day}${part}${month}|${month}${part}${day})${part}'?${year}`,
    `${year}${part}${month}${part}${day}`,
    `${day}${nth}[ -]{0,2}(?:of )?${months}[ .,-]{0,3}'?${year}`,
    `${months}[ .]{1,2}${day}${nth},?${space}{1,2}'?${year}`,
  ].join('|')
const dates = datesOf('(?:(?:18|19|20)\\d{2}|\\d{2})')
const birthLabels = [
  // DOB may be followed by a date without its strokes, as computers have it.
  `(?:d\\.?o\\.?b|d\\. o\\. b|date of birth|birth ?date)(?!\\p{L})\\.?${between}(?<!\\d)(?:${dates}|\\d{8}|\\d{6})`,
  `born(?: on)?[ :,(]{1,3}(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?(?:${dates})`,
  // "b." counts the items of a list as well: here only with a year of long ago.
  `b\\. ?(?:${datesOf('(?:19\\d{2}|200\\d|201[0-4])')})`,
]
const labelledBirth = new RegExp(`(?<!\\p{L})(?:${birthLabels.join('|')})(?!\\d)`, 'iu')
const dayFirst = /(?<!\d|\d[/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[/.-]\d)/g
const yearFirst = /(?<!\d|\d[/.-])(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d|[/.-]\d)/g

const hasDateOfBirth = (plain: string): boolean =>
  labelledBirth.test(plain) ||
  [...plain.matchAll(dayFirst)].some(
    ([, one = '', stroke, two = '', at = '']) =>
      isDay(one, two) && (at.length === 4 ? isLongAgo(at) : isOnForms(one, stroke, two, at)),
  ) ||
  [...plain.matchAll(yearFirst)].some(([, at = '', , one = '', two = '']) => isDay(one, two) && isLongAgo(at))

/** A day and a month, whichever comes first. */
const isDay = (one: string, two: string): boolean => {
  const [less = 0, more = 0] = [Number(one), Number(two)].toSorted((a, b) => a - b)
  return less >= 1 && less <= 12 && more <= 31
}
const isLongAgo = (year: string): boolean => Number(year) >= 1900 && Number(year) <= lastYearAlone
const isOnForms = (one: string, stroke: string | undefined, two: string, year: string): boolean =>
  stroke === '/' && one.length === 2 && two.length === 2 && Number(year) >= firstShortYear

// E-mail addresses and mentions.

/** One letter before the @ is enough to know, and to look for more would take longer. */
const email = /[\p{L}\p{N}._%+'-]@[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.\p{L}/u

/** Slack's own (`<@U0123>`, `<@U0123|name>`) and a plain @name. Everybody at once is nobody, and @home is a place. */
const mention = /(?<![\p{L}\p{N}])@(?!(?:here|channel|everyone|home)(?![\p{L}\p{N}]))\p{L}/iu

// Full postcodes: Royal Mail's 124 areas, a district, and a unit without the letters that are never used in it (BS 7666).

const areas =
  'AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|BX|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|E|FK|FY|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE'
const postcodes = new RegExp(
  `(?<![\\p{L}\\d])(?:${areas})\\d[\\dA-Z]?${space}{0,2}(\\d[ABD-HJLNP-UW-Z]{2})(?![\\p{L}\\d])`,
  'giu',
)

/** "B12 3rd floor" is none: in small letters a unit may be an ordinal number. */
const hasPostcode = (plain: string): boolean =>
  [...plain.matchAll(postcodes)].some(([, unit = '']) => !/\d(?:st|nd|rd|th)/.test(unit))

// National Insurance numbers: two letters of those in use, six figures, and A to D (HMRC, manual NIM39110). A labelled
// one may have a slip in it, or lack its last letter.

const sixFigures = '[ -]?\\d{2}[ -]?\\d{2}[ -]?\\d{2}'
const nationalInsurance = new RegExp(
  `(?<![\\p{L}\\d])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]${sixFigures}[ -]?[A-D](?![\\p{L}\\d])`,
  'iu',
)
const labelledInsurance = new RegExp(
  `(?<![\\p{L}\\d])(?:national insurance|NINO|NI)(?!\\p{L})${between}(?<![\\p{L}\\d])[A-Z]{2}${sixFigures}(?!\\d)`,
  'iu',
)

// A title and a name.

const word = new RegExp(`(?<![\\p{L}\\p{M}\\d'])(\\p{L}{2,20})(\\.?${space}{1,3}|\\.)(?=\\p{L})`, 'gu')
const particle = "(?:(?:de|da|del|della|di|du|la|le|van|von|der|den|ter|bin|bint|ibn|al|el) |d'|al-|el-)"
/** Perhaps initials, and a word with a capital. Initials alone name nobody: "Mrs P". */
const capitalName = new RegExp(
  `${particle}{0,2}(?:\\p{Lu}\\.? ?){0,3}(?<![\\p{L}\\p{M}])(\\p{Lu}[\\p{L}\\p{M}'-]*[\\p{L}\\p{M}])`,
  'uy',
)
const smallName = /(\p{Ll}[\p{L}\p{M}'-]*[\p{L}\p{M}])/uy
/** Never written but before a name, so that in haste no capital is needed: "mrs patel". */
const onlyBeforeNames: readonly string[] = ['mr', 'mrs']

const hasName = (plain: string, { titles, notNames }: Pick<Safety, 'titles' | 'notNames'>): boolean => {
  const whole = new Set(titles.filter((it) => !it.endsWith('.')))
  const short = new Set(
    titles.filter((it) => it.endsWith('.')).flatMap((it) => [it.slice(0, -1), it.slice(0, -1).toLowerCase()]),
  )
  const none = new Set(notNames.map((it) => it.toLowerCase()))
  return [...plain.matchAll(word)].some(({ 0: all, 1: title = '', 2: then = '', index }) => {
    if (!short.has(title) && !(whole.has(title) && !then.startsWith('.'))) return false
    const at = index + all.length
    const name =
      wordAt(capitalName, plain, at) ??
      (onlyBeforeNames.includes(title) ? wordAt(smallName, plain, at) : undefined)
    return name !== undefined && !none.has(name.toLowerCase().replace(/'s$/, ''))
  })
}

const wordAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[1]
}

/** The pattern of an organisation's own number: each place is one character, so that it can take no time. */
const patternOf = (shape: string): RegExp => {
  const places = [...shape].map((it) => (it === '9' ? '\\d' : it === 'A' ? '[A-Z]' : RegExp.escape(it)))
  return new RegExp(`(?<![\\p{L}\\d])${places.join('')}(?![\\p{L}\\d])`, 'iu')
}
