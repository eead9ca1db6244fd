// Slack's rules for blocks and views: which block may stand where, how much it may hold, and what Slack says of one
// that breaks them. Checks only; it changes nothing.
import { isDeepStrictEqual } from 'node:util'
import type { AnyBlock } from '@slack/types'
import { z } from 'zod'
import { dataVisualization, mostCharts } from './chart-rules.ts'
import {
  accessory,
  actionElement,
  buttonElement,
  contextActionElement,
  image,
  inputElement,
  mrkdwnText,
  plainText,
  text,
} from './elements.ts'
import { elementsOf, withIds } from './inputs.ts'

export type Surface = 'message' | 'modal' | 'home'

/**
 * What Slack would say of these blocks: `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
 * None where they are sound. `at` is the pointer of the list itself.
 */
export function faultsOfBlocks(blocks: unknown, surface: Surface, at: string): string[] {
  if (!Array.isArray(blocks)) return [`must be an array [json-pointer:${at}]`]
  const most = surface === 'message' ? 50 : 100
  const faults = blocks.flatMap((block, index) => faultsOfBlock(block, surface, `${at}/${index}`))
  if (blocks.length > most) faults.push(`no more than ${most} items allowed [json-pointer:${at}]`)
  if (faults.length === 0) faults.push(...repeatedIds(blocks, at), ...strangeBeginnings(blocks, at))
  if (blocks.filter((block) => block?.type === 'data_visualization').length > mostCharts) {
    faults.push(`no more than ${mostCharts} data_visualization blocks allowed [json-pointer:${at}]`)
  }
  if (blocks.filter((block) => block?.type === 'table').length > 1) faults.push('only_one_table_allowed')
  return faults
}

/** What Slack would say of a modal or Home tab. */
export function faultsOfView(view: unknown): string[] {
  if (typeof view !== 'object' || view === null) return ['must be an object [json-pointer:/view]']
  const type = 'type' in view ? view.type : undefined
  const schema = type === 'home' ? homeView : modalView
  if (type !== 'home' && type !== 'modal') {
    return type === undefined
      ? ['missing required field: type [json-pointer:/view]']
      : [`unsupported type: ${String(type)} [json-pointer:/view/type]`]
  }
  const faults = faultsOf(schema, view, '/view')
  const blocks = 'blocks' in view && Array.isArray(view.blocks) ? view.blocks : []
  faults.push(...faultsOfBlocks(blocks, type, '/view/blocks'))
  const input = blocks.findIndex((block) => block?.type === 'input')
  if (type === 'modal' && input >= 0 && !('submit' in view && view.submit)) {
    faults.push(
      `must define \`submit\` to use an \`input\` block in modals [json-pointer:/view/blocks/${input}/input]`,
    )
  }
  return faults
}

/** The characters that all texts of a message's blocks come to, which Slack limits together. */
export function charactersIn(blocks: unknown): number {
  if (Array.isArray(blocks)) return blocks.reduce<number>((sum, it) => sum + charactersIn(it), 0)
  if (typeof blocks !== 'object' || blocks === null) return 0
  return Object.entries(blocks).reduce(
    (sum, [key, value]) =>
      sum + (key === 'text' && typeof value === 'string' ? value.length : charactersIn(value)),
    0,
  )
}

const base = { block_id: z.string().max(255).optional() }
const everywhere: readonly Surface[] = ['message', 'modal', 'home']

const card = z.strictObject({
  type: z.literal('card'),
  hero_image: image.optional(),
  icon: image.optional(),
  title: mrkdwnText(150).optional(),
  subtitle: mrkdwnText(150).optional(),
  body: mrkdwnText(200).optional(),
  actions: z.array(buttonElement).max(5).optional(),
  ...base,
})
const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z.array(
    z.looseObject({
      type: z.enum(['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted']),
      elements: z.array(z.looseObject({ type: z.string() })),
    }),
  ),
  ...base,
})
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richText,
])

const rules: Record<string, { schema: z.ZodType; surfaces: readonly Surface[] }> = {
  actions: {
    surfaces: everywhere,
    schema: z.strictObject({
      type: z.literal('actions'),
      elements: z.array(actionElement).min(1).max(25),
      ...base,
    }),
  },
  alert: {
    surfaces: ['modal'],
    schema: z.strictObject({
      type: z.literal('alert'),
      text: text(200),
      level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
      ...base,
    }),
  },
  card: { surfaces: everywhere, schema: card },
  carousel: {
    surfaces: ['message', 'home'],
    schema: z.strictObject({ type: z.literal('carousel'), elements: z.array(card).min(1).max(10), ...base }),
  },
  context: {
    surfaces: everywhere,
    schema: z.strictObject({
      type: z.literal('context'),
      elements: z
        .array(z.discriminatedUnion('type', [image, plainText(3000), mrkdwnText(3000)]))
        .min(1)
        .max(10),
      ...base,
    }),
  },
  context_actions: {
    surfaces: ['message'],
    schema: z.strictObject({
      type: z.literal('context_actions'),
      elements: z.array(contextActionElement).min(1).max(5),
      ...base,
    }),
  },
  data_visualization: { surfaces: ['message'], schema: dataVisualization },
  divider: { surfaces: everywhere, schema: z.strictObject({ type: z.literal('divider'), ...base }) },
  header: {
    surfaces: everywhere,
    schema: z.strictObject({ type: z.literal('header'), text: plainText(150), ...base }),
  },
  image: {
    surfaces: everywhere,
    schema: z.strictObject({ ...image.shape, title: plainText(2000).optional(), ...base }),
  },
  input: {
    surfaces: everywhere,
    schema: z.strictObject({
      type: z.literal('input'),
      label: plainText(2000),
      element: inputElement,
      hint: plainText(2000).optional(),
      optional: z.boolean().optional(),
      dispatch_action: z.boolean().optional(),
      ...base,
    }),
  },
  markdown: {
    surfaces: ['message'],
    schema: z.strictObject({ type: z.literal('markdown'), text: z.string().min(1).max(12_000), ...base }),
  },
  rich_text: { surfaces: everywhere, schema: richText },
  section: {
    surfaces: everywhere,
    schema: z
      .strictObject({
        type: z.literal('section'),
        text: text(3000).optional(),
        fields: z.array(text(2000)).min(1).max(10).optional(),
        accessory: accessory.optional(),
        expand: z.boolean().optional(),
        ...base,
      })
      .refine((section) => section.text !== undefined || section.fields !== undefined, {
        message: 'missing required field: text or fields',
      }),
  },
  table: {
    surfaces: ['message'],
    schema: z.strictObject({
      type: z.literal('table'),
      rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
      column_settings: z
        .array(
          z.strictObject({
            align: z.enum(['left', 'center', 'right']).optional(),
            is_wrapped: z.boolean().optional(),
          }),
        )
        .max(20)
        .optional(),
      ...base,
    }),
  },
}

const viewBase = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}
const homeView = z.strictObject({ type: z.literal('home'), ...viewBase })
const modalView = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  ...viewBase,
})

function faultsOfBlock(block: unknown, surface: Surface, at: string): string[] {
  const type = typeof block === 'object' && block !== null && 'type' in block ? block.type : undefined
  if (type === undefined) return [`missing required field: type [json-pointer:${at}]`]
  const rule = Object.hasOwn(rules, String(type)) ? rules[String(type)] : undefined
  if (!rule?.surfaces.includes(surface))
    return [`unsupported type: ${String(type)} [json-pointer:${at}/type]`]
  return faultsOf(rule.schema, block, at)
}

function faultsOf(schema: z.ZodType, value: unknown, at: string): string[] {
  const parsed = schema.safeParse(value)
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => inSlacksWords(issue, value, at))
}

function inSlacksWords(issue: z.core.$ZodIssue, whole: unknown, at: string): string[] {
  const pointer = (path: readonly PropertyKey[]) => `[json-pointer:${[at, ...path.map(String)].join('/')}]`
  const here = pointer(issue.path)
  const value = issue.path.reduce<unknown>(
    (it, key) =>
      typeof it === 'object' && it !== null ? (it as Record<PropertyKey, unknown>)[key] : undefined,
    whole,
  )
  const parent = pointer(issue.path.slice(0, -1))
  if (value === undefined && issue.path.length > 0 && issue.code !== 'custom') {
    return [`missing required field: ${String(issue.path.at(-1))} ${parent}`]
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `invalid additional property: ${key} ${here}`)
    case 'too_big':
      if (issue.origin === 'string')
        return [`must be less than ${Number(issue.maximum) + 1} characters ${here}`]
      if (issue.origin === 'array') return [`no more than ${issue.maximum} items allowed ${here}`]
      return [`must be ${issue.maximum} or less ${here}`]
    case 'too_small':
      if (issue.origin === 'string')
        return [`must be more than ${Number(issue.minimum) - 1} characters ${here}`]
      if (issue.origin === 'array') return [`no fewer than ${issue.minimum} items allowed ${here}`]
      return [`must be ${issue.minimum} or more ${here}`]
    case 'invalid_union':
      return [`unsupported type: ${String(value)} ${here}`]
    case 'invalid_type':
      return [`must be a ${issue.expected} ${here}`]
    case 'invalid_value':
      return issue.path.at(-1) === 'type'
        ? [`unsupported type: ${String(value)} ${here}`]
        : [`must be one of: ${issue.values.map(String).join(', ')} ${here}`]
    default:
      return [`${issue.message} ${here}`]
  }
}

function repeatedIds(blocks: readonly unknown[], at: string): string[] {
  const seen = new Set<string>()
  return blocks.flatMap((block, index) => {
    const { block_id: id } = block as { block_id?: string }
    const repeated = id && seen.has(id)
    if (id) seen.add(id)
    return [
      ...(repeated ? [`\`block_id\` ${id} already exists [json-pointer:${at}/${index}/block_id]`] : []),
      ...repeatedActions(block, `${at}/${index}`),
    ]
  })
}

function repeatedActions(block: unknown, at: string): string[] {
  const { elements } = block as { elements?: { action_id?: string }[] }
  if (!Array.isArray(elements)) return []
  const seen = new Set<string>()
  return elements.flatMap(({ action_id: id }, index) => {
    const repeated = id && seen.has(id)
    if (id) seen.add(id)
    return repeated
      ? [`\`action_id\` ${id} already exists [json-pointer:${at}/elements/${index}/action_id]`]
      : []
  })
}

/** Slack refuses a choice that begins with something that cannot be chosen, or that has nothing to choose from. */
function strangeBeginnings(blocks: readonly AnyBlock[], at: string): string[] {
  const placed = blocks.flatMap((block, index) =>
    elementsOf(withIds([block])).map(({ element }) => ({
      element,
      pointer: `[json-pointer:${at}/${index}]`,
    })),
  )
  return placed.flatMap(({ element, pointer }) => {
    if (!/static_select$|^radio_buttons$|^checkboxes$/.test(element.type)) return []
    if (!element.options && !element.option_groups) return [`missing required field: options ${pointer}`]
    const options = [
      ...(element.options ?? []),
      ...(element.option_groups ?? []).flatMap((group) => group.options),
    ]
    const initial = [element.initial_option, ...((element.initial_options as unknown[] | undefined) ?? [])]
    const isStrange = initial.some(
      (it) => it !== undefined && !options.some((other) => isDeepStrictEqual(it, other)),
    )
    return isStrange ? [`initial options must be among the options ${pointer}`] : []
  })
}
