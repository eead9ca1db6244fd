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
const sectionLimit = 3000
/** Nor more than this in one text input of a modal. */
export const inputLimit = 3000
/** Nor more blocks than this in one message. */
export const mostBlocks = 50
/** Nor more characters in all its blocks together than something between 9,600 and 13,000 (undocumented). */
export const mostCharacters = 9_000

export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true })

export const section = (text: string, accessory?: SectionBlock['accessory']): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  ...(accessory && { accessory }),
})

/** Lines one below the other, in as few sections as hold them; each line by itself must fit into one. */
export const lined = (lines: readonly string[]): SectionBlock[] => {
  const texts: string[] = []
  for (const line of lines) {
    const longer = `${texts.at(-1)}\n${line}`
    if (texts.length > 0 && longer.length <= sectionLimit) texts.splice(-1, 1, longer)
    else texts.push(line)
  }
  return texts.map((text) => section(text))
}

/**
 * Someone's words, whole, in as many sections as they need: divided between paragraphs or sentences, and within a
 * word only where there is no other way. `dress` makes mrkdwn of each part, of which it is told the place.
 */
export const sections = (words: string, dress: Dress = ownText): SectionBlock[] =>
  divided(words.trim(), dress, 0).map((part) => section(part))

type Dress = (part: string, place: number) => string

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

export const confirmation = (it: {
  title: string
  text: string
  confirm: string
  deny: string
}): Button['confirm'] => ({
  title: plain(it.title),
  text: plain(it.text),
  confirm: plain(it.confirm),
  deny: plain(it.deny),
})

/** Slack takes no more characters in one option of a menu, nor on a button. */
export const labelLimit = 75

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A text for where there is little room: cut between characters as people see them, and marked where it is. */
export const shortened = (text: string, most: number = labelLimit): string => {
  if (text.length <= most) return text
  const end = characters.segment(text).containing(most - 1)?.index ?? 0
  return `${text.slice(0, end).trimEnd()}…`
}

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
    .replaceAll(/&lt;([@#][A-Z0-9]{1,30})(\|[^&]*)?&gt;/g, '<$1>')

/** Words as a quotation. */
export const quoted = (text: string): string =>
  ownText(text)
    .split('\n')
    .map((line) => `>${line}`)
    .join('\n')

/** The characters that all texts of some blocks come to. */
export const charactersIn = (blocks: unknown): number => {
  if (Array.isArray(blocks)) return blocks.reduce<number>((sum, it) => sum + charactersIn(it), 0)
  if (typeof blocks !== 'object' || blocks === null) return 0
  return Object.entries(blocks).reduce(
    (sum, [key, it]) => sum + (key === 'text' && typeof it === 'string' ? it.length : charactersIn(it)),
    0,
  )
}

// The words are divided before they are dressed: what they are dressed in must not be cut through. No more is dressed at
// once than a section could hold, so that the work grows no faster than the words.
const divided = (words: string, dress: Dress, place: number): string[] => {
  if (words === '') return []
  const head = words.slice(0, sectionLimit)
  const dressed = dress(head, place)
  if (head === words && dressed.length <= sectionLimit) return [dressed]
  const share = Math.min(1, sectionLimit / dressed.length)
  const cut = cutIn(words, Math.floor(head.length * share))
  const first = divided(words.slice(0, cut).trimEnd(), dress, place)
  return [...first, ...divided(words.slice(cut).trimStart(), dress, place + first.length)]
}

const cutIn = (words: string, most: number): number => {
  const end = endIn(words, most)
  // Half a mention would be neither a mention nor what was typed. One that is longer than all that fits is none of Slack's.
  for (const { 0: mention, index } of words.matchAll(/<[@#][A-Z0-9]{1,30}(\|[^&<>]*)?>/g)) {
    if (index >= end) break
    if (mention.length > most) continue
    if (end < index + mention.length) return index > 0 ? index : mention.length
  }
  return end
}

const endIn = (words: string, most: number): number => {
  const head = words.slice(0, most)
  const ends = [head.lastIndexOf('\n'), head.lastIndexOf('. ') + 1, head.lastIndexOf(' ')]
  const end = ends.find((at) => at > most / 2)
  if (end !== undefined) return end
  const isWithinCharacter = /[\uD800-\uDBFF]$/.test(head)
  return Math.max(1, isWithinCharacter ? most - 1 : most)
}
