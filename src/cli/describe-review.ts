// How the bank stands, as tables that a person likes to read, or as JSON. It only shows: coverage.ts counts and judges.
import Table from 'cli-table3'
import {
  hardestGrade,
  isShort,
  lacksStrength,
  type Review,
  type Tally,
  type View,
} from '../content/coverage.ts'
import type { PackRead, PlacedPrompt } from '../content/load-packs.ts'
import { promptLevels } from '../domain/prompt.ts'
import type { Paint, Terminal } from './terminal.ts'

/** How many of the pairs and of the hard sentences are shown. */
const shownOfMany = 5
/** In columns, for the most common of its group. */
const widestBar = 24

/** The whole report but its faults. */
export function describeReview(
  packs: readonly PackRead[],
  review: Review,
  isHeld: boolean,
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
): string {
  const title = (text: string) => paint('bold', text)
  return [
    packsShown(packs, review.total, title),
    title('Weekly questions: what they are about, and whom they are worded for'),
    weeklyTable(review, paint),
    paint(
      'dim',
      'Strengths and light: of what one leader may be asked on it, where there are fewest. The number after / is the least.',
    ),
    '',
    title('What else they touch'),
    tagTable(review, paint),
    '',
    title(`The ${shownOfMany} pairs most alike`),
    pairTable(review, paint, width),
    paint(
      'dim',
      'Sørensen–Dice of their words, rare words weighing most: 0 is nothing in common, 1 the same words.',
    ),
    '',
    title(`The ${shownOfMany} hardest to read, for whom they are for`),
    readingTable(review, paint, width),
    paint(
      'dim',
      `Flesch-Kincaid grade: ${hardestGrade('citizen')} is the most for citizens, ${hardestGrade('all')} for others.`,
    ),
    '',
    ...(isHeld
      ? []
      : [
          'The minimums are the shipped prompts’ own. Your pack stands in their place, so you are only told.',
          '',
        ]),
  ].join('\n')
}

/** The same, flat: a prompt is its id and its place. */
export function reviewForMachines(packs: readonly PackRead[], review: Review) {
  return {
    packs: packs.map(({ folder, inUse, prompts }) => ({ folder, inUse, prompts: prompts.length })),
    total: review.total,
    weekly: review.weekly,
    tags: review.tags,
    onCitizens: review.onCitizens,
    views: review.views,
    mostAlike: review.pairs.slice(0, shownOfMany).map(({ likeness, one, other }) => ({
      likeness,
      one: placeOf(one),
      other: placeOf(other),
    })),
    hardest: review.readings
      .slice(0, shownOfMany)
      .map(({ grade, limit, field, of }) => ({ grade, limit, field, ...placeOf(of) })),
    faults: review.faults,
  }
}

function packsShown(packs: readonly PackRead[], total: Tally, title: (text: string) => string): string {
  const lines = packs.map(
    ({ folder, prompts, inUse }) =>
      `  ${folder}: ${prompts.length}${inUse ? '' : ', out of use: another pack stands in their place'}`,
  )
  return [title(`${total.count} prompts`), ...lines, ''].join('\n')
}

function weeklyTable({ weekly, views }: Review, paint: Paint): string {
  const table = new Table({
    ...plain,
    head: ['', ...promptLevels, 'strengths', 'light'],
    colAligns: ['left', ...promptLevels.map(() => 'right' as const), 'right', 'right'],
  })
  for (const { concept, cells } of weekly)
    table.push([concept, ...cells.map((it) => counted(it, paint)), ...fewest(views, concept, paint)])
  for (const on of ['look-back', 'review'] as const)
    table.push([on, ...promptLevels.map(() => ''), ...fewest(views, on, paint)])
  return linesOf(table)
}

function fewest(views: readonly View[], on: View['on'], paint: Paint): string[] {
  const own = views.filter((it) => it.on === on)
  const strengths = own.toSorted((a, b) => a.strengths / a.prompts - b.strengths / b.prompts)[0]
  const light = own.toSorted((a, b) => a.light - b.light)[0]
  if (!strengths || !light) return []
  return [
    `${strengths.strengths} of ${strengths.prompts} ${mark(!lacksStrength(strengths), paint)}`,
    `${light.light} ${mark(light.light > 0, paint)}`,
  ]
}

function tagTable({ tags, onCitizens }: Review, paint: Paint): string {
  const table = new Table({ ...plain, colAligns: ['left', 'left', 'right', 'left'] })
  const groups = [...tags, { field: 'on citizens, for', tallies: onCitizens }]
  for (const { field, tallies } of groups) {
    const most = Math.max(...tallies.map(({ count }) => count), 1)
    if (table.length > 0) table.push([''])
    for (const [index, it] of tallies.entries())
      table.push([
        index === 0 ? paint('bold', field) : '',
        it.name,
        counted(it, paint),
        paint('cyan', '▇'.repeat(Math.ceil((it.count / most) * widestBar))),
      ])
  }
  return linesOf(table)
}

function pairTable({ pairs }: Review, paint: Paint, width: number): string {
  const table = new Table(forText([6], width))
  for (const { likeness, one, other } of pairs.slice(0, shownOfMany))
    table.push([
      likeness.toFixed(2),
      [one, other].map((it) => `${paint('cyan', named(it))}\n${it.prompt.text}`).join('\n'),
    ])
  return linesOf(table)
}

function readingTable({ readings }: Review, paint: Paint, width: number): string {
  const table = new Table(forText([6], width))
  for (const { grade, field, of } of readings.slice(0, shownOfMany))
    table.push([
      grade.toFixed(1),
      `${paint('cyan', named(of))} ${field}, for ${of.prompt.level}\n${field === 'text' ? of.prompt.text : of.prompt.soWhat}`,
    ])
  return linesOf(table)
}

/** A number, the least it may be, and a sign that is read without colours. */
function counted(it: Tally, paint: Paint): string {
  return `${it.count}/${it.least} ${mark(!isShort(it), paint)}`
}

function mark(isEnough: boolean, paint: Paint): string {
  return isEnough ? paint('green', '✓') : paint('red', '✗')
}

/** Without the blanks that fill a column up to its edge. */
function linesOf(table: Table.Table): string {
  return table.toString().replaceAll(/ +$/gm, '')
}

function named({ prompt, file, line }: PlacedPrompt): string {
  return `${prompt.id} (${file}:${line})`
}

function placeOf({ prompt, folder, file, line }: PlacedPrompt) {
  return { id: prompt.id, folder, file, line }
}

const none = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((it) => [it, '']),
)
const plain = {
  chars: { ...none, middle: ' ' },
  style: { head: [], border: [], 'padding-left': 1, 'padding-right': 0 },
}

function forText(narrow: number[], width: number) {
  const rest = width - narrow.reduce((sum, it) => sum + it, 0) - narrow.length - 1
  return { ...plain, wordWrap: true, colWidths: [...narrow, rest] }
}
