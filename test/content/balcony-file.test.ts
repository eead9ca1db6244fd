// `balcony.yml` as people get it wrong: each fault has its line, and says what to write instead.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBalconyFile, writeBalconyFile } from '../../src/content/balcony-file.ts'
import { configuration } from './given-file.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balcony-file-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const read = async (text: string) => {
  const path = join(folder, 'balcony.yml')
  await writeFile(path, text)
  return readBalconyFile(path)
}

/** A file with nothing wrong in it; each case changes a line of it. */
const good = `programmes:
  northfield:
    name: Northfield leaders
    people: [U07NF1PRIYA, U07NF2TOMAS]
    schedule:
      weekly: Tuesday
      time: 09:00
    zone: Europe/London
    starts_on: 2027-01-05
    nation: england
    pauses:
      - from: 2027-08-02
        until: 2027-08-30
        reason: Summer
    rotation: cycle
    answers_for: Northfield Partnership
    privacy_contact: privacy@northfield.example
    purpose: Learning together
partnerships:
  northfield:
    channel: C07NFPARTNR
    programmes: [northfield]
    zone: Europe/London
    nation: england
`

/** Each: what someone did; what they wrote in place of which line (counted from 1); where it is found; what is said. */
const cases: [did: string, line: number, instead: string, at: number, says: RegExp][] = [
  ['a tab', 3, '\tname: Northfield leaders', 3, /begins with a tab/],
  ['a letter that is no UTF-8', 3, '    name: North\uFFFDeld', 3, /Save the file again as UTF-8/],
  ['a quotation mark left open', 3, '    name: "Northfield leaders', 3, /never closed/],
  ['a colon in words', 3, '    name: Northfield: leaders', 3, /second colon/],
  ['the same field twice', 10, '    zone: Europe/London', 10, /here twice/],
  ['a star for emphasis', 3, '    name: *Northfield*', 3, /begin with a star/],
  ['a line out of place', 3, '     name: Northfield leaders', 4, /lined up/],
  ['a name in capitals', 2, '  Northfield:', 2, /small letters, figures and hyphens/],
  ['a misspelt part of the file', 19, 'partnership:', 19, /Did you mean `partnerships`/],
  ['a misspelt field', 9, '    start_on: 2027-01-05', 9, /Did you mean `starts_on`/],
  ['a field of no kind', 15, '    colour: blue', 15, /not known here.*There are: name, people/],
  ['no name', 3, '', 2, /`name` is missing. Write what people are shown/],
  ['an empty name', 3, '    name: ""', 3, /`name` is empty. Write what people are shown/],
  [
    'an empty field that may be left out',
    15,
    '    lawful_basis: " "',
    15,
    /take the line away if it has none/,
  ],
  ['a name that is too long', 3, `    name: ${'x'.repeat(81)}`, 3, /80 characters are the most/],
  ['a number for a name', 3, '    name: 42', 3, /Put quotation marks round it/],
  ['nobody', 4, '    people: []', 4, /needs someone/],
  ['one person without brackets', 4, '    people: U07NF1PRIYA', 4, /square brackets/],
  ['a name for a person', 4, '    people: [Priya]', 4, /Copy member ID/],
  ['a handle for a person', 4, '    people: ["@priya"]', 4, /Copy member ID/],
  ['people beside a channel', 15, '    follows: C07NFPARTNR', 4, /goes with no `follows`/],
  ['a channel’s name in place of its id', 15, '    follows: "#northfield"', 15, /needs a channel id/],
  ['no day', 6, '', 5, /needs one of weekly, fortnightly, weekdays and cron/],
  ['two kinds of schedule', 7, '      fortnightly: Tuesday', 5, /needs one of/],
  ['no time', 7, '', 5, /needs a time/],
  ['a time without its nought', 7, '      time: 9:00', 7, /needs a time such as 09:00/],
  ['a time that no clock has', 7, '      time: "24:30"', 7, /needs a time such as 09:00/],
  ['a day cut short', 6, '      weekly: Tue', 6, /not known as weekly. Did you mean `Tuesday`/],
  ['a day in small letters', 6, '      weekly: tuesday', 6, /Did you mean `Tuesday`/],
  ['weekdays without brackets', 6, '      weekdays: Tuesday', 6, /square brackets/],
  ['no weekdays', 6, '      weekdays: []', 6, /needs a day at the least/],
  ['a time beside cron', 6, '      cron: 0 9 * * 2', 7, /in the cron expression already/],
  ['a schedule in one word', 5, '    schedule: weekly #', 6, /lined up|does not belong|not YAML/],
  ['a zone of their own', 8, '    zone: London', 8, /needs a time zone such as Europe\/London/],
  ['an abbreviated zone', 8, '    zone: BST!', 8, /needs a time zone/],
  ['a date the other way round', 9, '    starts_on: 05/01/2027', 9, /needs a day such as 2027-01-05/],
  ['a day that no month has', 9, '    starts_on: 2027-02-30', 9, /needs a day such as/],
  ['an end before the start', 15, '    ends_on: 2026-12-31', 15, /comes before `starts_on`/],
  ['a nation that is none', 10, '    nation: britain', 10, /Choose from: england, wales/],
  ['a pause that ends first', 13, '        until: 2027-08-01', 13, /comes after `from`/],
  ['a pause with no reason', 14, '', 12, /`reason` is missing. Write why/],
  ['an unknown rotation', 15, '    rotation: random', 15, /Write cycle, balance, or a list/],
  [
    'a theme that is none',
    15,
    '    rotation: [feeling, "thinkin"]',
    15,
    /`thinkin` is not a theme. Did you mean `thinking`\? Choose from: feeling,.*, look-back, review/,
  ],
  ['no themes', 15, '    rotation: []', 15, /needs a theme at the least/],
  ['too many themes', 15, `    rotation: [${'doing, '.repeat(104)}being]`, 15, /104 themes are the most/],
  [
    'a pause in place of a list',
    11,
    '    pauses: { from: 2027-08-02 }\n    old:',
    11,
    /`- { from: 2027-08-02,/,
  ],
  ['a pause in a word', 11, '    pauses: [August]\n    old:', 11, /`- { from: 2027-08-02,/],
  ['a reason for a pause at length', 14, `        reason: ${'x'.repeat(151)}`, 14, /150 characters/],
  [
    'more pauses than a form can show',
    11,
    `    pauses: [${'{ from: 2027-08-02, until: 2027-08-30, reason: Away }, '.repeat(13)}]\n    old:`,
    11,
    /12 are the most/,
  ],
  [
    'citizens in a word',
    15,
    '    citizens: yes',
    15,
    /`citizens` has fields.*`citizens: { paid: .*support: /,
  ],
  ['a schedule in a word', 5, '    schedule: weekly\n    old:', 5, /`schedule: { weekly: Tuesday, time/],
  ['a closing after the next question', 15, '    closes_after_days: 7', 15, /when the next one comes/],
  ['a reminder in words', 15, '    remind_after: two days', 15, /needs hours from 1 to 312, or none/],
  ['a closing after a fortnight', 15, '    closes_after_days: 14', 15, /from 1 to 13/],
  ['half a day', 15, '    closes_after_days: 2.5', 15, /whole number/],
  ['a digest day out of range', 15, '    digest_on: 11', 15, /last-working-day/],
  ['nobody who answers', 16, '', 2, /`answers_for` is missing. Write which organisations/],
  ['an empty contact', 17, '    privacy_contact:', 17, /`privacy_contact` is empty/],
  ['no purpose', 18, '', 2, /`purpose` is missing/],
  ['half of what citizens are told', 15, '    citizens: { paid: "£20 an hour" }', 15, /`support` is missing/],
  ['no channel', 21, '', 20, /`channel` is missing/],
  [
    'a programme that is not in the file',
    22,
    '    programmes: [southfield]',
    22,
    /names a programme that is not in this file/,
  ],
  ['no programme', 22, '    programmes: []', 22, /needs a programme at the least/],
  ['too low a threshold', 24, '    nation: england\n    contributors: 4', 25, /a number from 5 to 50/],
  ['too few who stay out', 24, '    nation: england\n    others: 2', 25, /a number from 3 to 50/],
  ['too high a threshold', 24, '    nation: england\n    contributors: 51', 25, /a number from 5 to 50/],
  ['a digest day too early', 24, '    nation: england\n    digest_working_day: 2', 25, /from 3 to 10/],
  ['a list in place of names', 1, 'programmes: []\nold:', 1, /fields, each as `field: value`/],
]

describe('a file with', () => {
  it.each(cases)('%s says where, and what to write', async (_, line, instead, at, says) => {
    const lines = good.split('\n')
    const changed = [...lines.slice(0, line - 1), ...(instead ? [instead] : []), ...lines.slice(line)]
    const found = await read(changed.join('\n'))
    expect(found).toHaveProperty('faults')
    const faults = 'faults' in found ? found.faults : []
    expect(faults.map((it) => `${it.line}: ${it.says}`)).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^${at}: .*${says.source}`, 's'))]),
    )
    // What is said stands on its own: no half sentence, nothing of zod’s.
    for (const fault of faults) expect(fault.says).toMatch(/^(`|[A-Z]).*[.`)]$/s)
    expect(faults.map((it) => it.says).join()).not.toMatch(/Invalid|expected|undefined|\[object/)
  })

  it('two programmes of one name, or a channel in two partnerships, says which', async () => {
    const found = await read(
      good
        .replace('partnerships:', `  two:\n${good.split('\n').slice(2, 18).join('\n')}\npartnerships:`)
        .concat(good.split('\n').slice(19, 24).join('\n').replace('northfield:', 'again:')),
    )
    expect(
      'faults' in found && found.faults.map(({ entry, field, says }) => ({ entry, field, says })),
    ).toEqual([
      {
        entry: 'programme two',
        field: 'name',
        says: '`name` is another programme’s already; give one of the two its own.',
      },
      {
        entry: 'partnership again',
        field: 'channel',
        says: '`channel` is another partnership’s already; a channel has one.',
      },
    ])
  })

  it('many faults names them all', async () => {
    const found = await read(good.replace('Europe/London', 'London').replace('england', 'britain'))
    expect('faults' in found && found.faults.map(({ line }) => line)).toEqual([8, 10])
  })

  it('nothing in it asks for nothing', async () => {
    expect(await read('')).toMatchObject({ configuration: { programmes: {}, partnerships: {} } })
  })
})

it('a file that is not there says how to begin', async () => {
  const found = await readBalconyFile(join(folder, 'none.yml'))
  expect('faults' in found && found.faults[0]?.says).toContain('balcony -- configuration > balcony.yml')
})

it('what is written down is what is read again, whatever words are in it', async () => {
  await fc.assert(
    fc.asyncProperty(configuration, async (asked) => {
      expect(await read(writeBalconyFile(asked))).toMatchObject({ configuration: asked })
    }),
    { numRuns: 60 },
  )
})
