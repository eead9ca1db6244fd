// A bar chart, and the table that says the same. Slack has had the one since June 2026, and @slack/types 3.2 lacks it:
// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
import type { RawTextElement, TableBlock } from '@slack/types'

/** As much of the block as Balcony uses. Labels hold 20 characters, titles 50. */
export type ChartBlock = {
  type: 'data_visualization'
  title: string
  chart: {
    type: 'bar'
    series: { name: string; data: Bar[] }[]
    axis_config: { categories: string[]; x_label?: string; y_label?: string }
  }
  block_id?: string
}
export type Bar = { label: string; value: number }

export const barChart = (title: string, counted: string, bars: Bar[]): ChartBlock => ({
  type: 'data_visualization',
  title,
  chart: {
    type: 'bar',
    series: [{ name: counted, data: bars }],
    axis_config: { categories: bars.map(({ label }) => label), y_label: counted },
  },
})

/** The numbers of a chart in two columns, under the names of what is counted and of the count. */
export const barTable = (what: string, counted: string, bars: readonly Bar[]): TableBlock => ({
  type: 'table',
  column_settings: [{ align: 'left' }, { align: 'right' }],
  rows: [[what, counted], ...bars.map(({ label, value }) => [label, `${value}`])].map((row) => row.map(cell)),
})

const cell = (text: string): RawTextElement => ({ type: 'raw_text', text })
