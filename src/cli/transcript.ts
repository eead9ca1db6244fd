// A life with Balcony as a person can read it: every message as it came, and what was written in between.
import type { KnownBlock, TableBlock } from '@slack/types'
import type { ChartBlock } from '../slack/views/chart.ts'

/** `at` in seconds since 1970, as precise as Slack's own, so that an answer comes before its receipt. */
export type Entry = { at: number; who: string; lines: string[] }

/** One person's entries under headings of their days, as Markdown. Times are London's. */
export const transcript = (title: string, entries: readonly Entry[]): string => {
  const days = Map.groupBy(
    entries.toSorted((a, b) => a.at - b.at),
    ({ at }) => dayName.format(at * 1000),
  )
  const parts = [...days].map(([day, its]) =>
    [
      `### ${day}`,
      ...its.map(({ at, who, lines }) => [`**${who}**, ${clock.format(at * 1000)}`, ...lines].join('\n\n')),
    ].join('\n\n'),
  )
  return [`## ${title}`, ...parts].join('\n\n')
}

/** A message's blocks as lines of Markdown, buttons in brackets. */
export const linesOf = (blocks: readonly KnownBlock[], nameOf: (user: string) => string): string[] =>
  blocks.flatMap((block): string[] => {
    switch (block.type) {
      case 'header':
        return [`> **${block.text.text}**`]
      case 'section': {
        const controls = block.accessory ? ` ${control(block.accessory)}` : ''
        return [quote(`${markdown(block.text?.text ?? '', nameOf)}${controls}`)]
      }
      case 'context':
        return [
          quote(`_${block.elements.map((it) => ('text' in it ? markdown(it.text, nameOf) : '')).join(' ')}_`),
        ]
      case 'actions':
        return [`> ${block.elements.map(control).join(' ')}`]
      case 'table':
        return [tabled(block)]
      default:
        return isChart(block) ? [drawn(block)] : []
    }
  })

const dayName = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'Europe/London' })
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' })

const control = (it: object): string => {
  const { type, text, placeholder, initial_option } = it as {
    type: string
    text?: { text: string }
    placeholder?: { text: string }
    initial_option?: { text: { text: string } }
  }
  return type === 'button' ? `[${text?.text}]` : `[${initial_option?.text.text ?? placeholder?.text ?? ''} ▾]`
}

const isChart = (block: { type: string }): block is ChartBlock => block.type === 'data_visualization'

const drawn = ({ title, chart }: ChartBlock): string => {
  const bars = chart.series.flatMap(({ data }) => data)
  return figures([title, ...aligned(bars.map(({ label, value }) => [label, '■'.repeat(value) || '·']))])
}

const tabled = ({ rows }: TableBlock): string =>
  figures(aligned(rows.map((row) => row.map((cell) => ('text' in cell ? cell.text : '')))))

/** Rows whose cells begin one below the other. */
const aligned = (rows: readonly string[][]): string[] => {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((it, i) => Math.max(it.length, most[i] ?? 0)),
    [],
  )
  return rows.map((row) =>
    row
      .map((it, i) => it.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Lines as they stand, in letters of one width. */
const figures = (lines: readonly string[]): string =>
  ['```', ...lines, '```'].map((line) => `> ${line}`).join('\n')

const quote = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n>\n')

const markdown = (text: string, nameOf: (user: string) => string): string =>
  text
    .replaceAll(/<!date\^(\d+)\^[^|>]*\|[^>]*>/g, (_, seconds: string) => {
      const at = new Date(Number(seconds) * 1000)
      return `${dayName.format(at)} at ${clock.format(at)}`
    })
    .replaceAll(/<@([A-Z0-9]+)>/g, (_, user: string) => nameOf(user))
    .replaceAll(/<#[A-Z0-9]+>/g, 'the channel')
    .replaceAll(/(^|[\s(“])\*([^*\n]+)\*/g, '$1**$2**')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
