// The few shapes of Block Kit that Balcony uses, with Slack's limits kept in one place.
import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  InputBlock,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types'

/** Slack takes no more characters than this in the text of one section. */
export const sectionLimit = 3000
/** Nor more than this in one text input of a modal. */
export const inputLimit = 3000

export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true })

export const section = (text: string, accessory?: SectionBlock['accessory']): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  ...(accessory && { accessory }),
})

/** Longer words than one section holds, cut between paragraphs or sentences, never within a word if it can be helped. */
export const sections = (text: string): SectionBlock[] => split(text).map((part) => section(part))

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text) })
export const context = (...texts: string[]): ContextBlock => ({
  type: 'context',
  elements: texts.map((text) => ({ type: 'mrkdwn', text })),
})
export const divider: DividerBlock = { type: 'divider' }

export const button = (
  action: string,
  text: string,
  options: { value?: string; style?: 'primary' | 'danger'; confirm?: Button['confirm'] } = {},
): Button => ({ type: 'button', action_id: action, text: plain(text), ...options })

export const actions = (...elements: ActionsBlock['elements']): ActionsBlock => ({
  type: 'actions',
  elements,
})

export const option = (value: string, text: string): PlainTextOption => ({ text: plain(text), value })

export const input = (
  id: string,
  label: string,
  element: InputBlock['element'],
  options: { hint?: string; optional?: boolean } = {},
): InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element,
  optional: options.optional ?? false,
  ...(options.hint && { hint: plain(options.hint) }),
})

/**
 * A person's own words inside mrkdwn: what they typed stays as it looked to them, and cannot become a link, a
 * mention of everyone or a broken block. Mentions of people and channels stay mentions.
 */
export const ownText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/&lt;([@#][A-Z0-9]+)(\|[^&]*)?&gt;/g, '<$1>')

/** Words as a quotation. */
export const quoted = (text: string): string =>
  ownText(text)
    .split('\n')
    .map((line) => `>${line}`)
    .join('\n')

const split = (text: string): string[] => {
  if (text.length <= sectionLimit) return [text]
  const head = text.slice(0, sectionLimit)
  const ends = [head.lastIndexOf('\n'), head.lastIndexOf('. ') + 1, head.lastIndexOf(' ')]
  const cut = ends.find((at) => at > sectionLimit / 2) ?? sectionLimit
  return [text.slice(0, cut), ...split(text.slice(cut).trimStart())]
}
