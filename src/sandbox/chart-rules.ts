// Slack's rules for a chart in a message, as zod schemas:
// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
import { z } from 'zod'

/** So many charts in one message at most. */
export const mostCharts = 2

const label = z.string().min(1).max(20)
const title = z.string().min(1).max(50)

const series = z
  .array(
    z.strictObject({
      name: label,
      data: z
        .array(z.strictObject({ label, value: z.number() }))
        .min(1)
        .max(20),
    }),
  )
  .min(1)
  .max(6)

const plotted = <Type extends string>(type: Type) =>
  z
    .strictObject({
      type: z.literal(type),
      series,
      axis_config: z.strictObject({
        categories: z.array(label).min(1).max(20),
        x_label: title.optional(),
        y_label: title.optional(),
      }),
    })
    .refine(({ series: all }) => new Set(all.map(({ name }) => name)).size === all.length, {
      message: 'series names must be unique',
    })
    .refine(
      ({ series: all, axis_config: { categories } }) =>
        all.every(({ data }) =>
          isSame(
            data.map((it) => it.label),
            categories,
          ),
        ),
      { message: 'labels must match the categories' },
    )

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && new Set([...one, ...other]).size === new Set(one).size

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(6),
})

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  title,
  chart: z.discriminatedUnion('type', [pie, plotted('bar'), plotted('area'), plotted('line')]),
  block_id: z.string().max(255).optional(),
})

/** A chart as an app sends it. */
export type DataVisualization = z.infer<typeof dataVisualization>
