// Blocks that only show something, as slack-blocks-to-jsx draws them. What can be pressed or filled in is drawn
// by blocks.tsx and inputs.tsx instead, because the library draws only its look.
import type { AnyBlock, PlainTextElement, TextObject } from '@slack/types'
import { type ComponentProps, useMemo } from 'react'
import { Message as SlackBlocks } from 'slack-blocks-to-jsx'
import { fillDateFormat } from './dates.ts'
import { useWorkspace } from './workspace.tsx'

type LibraryProps = ComponentProps<typeof SlackBlocks>

/** Drawn anew only when the block says something else: seats are read again far more often than words change. */
export const StaticBlock = ({ block }: { block: AnyBlock }) => {
  // The library makes `> ` of an escaped `>`, which adds a space and may begin a quotation. A word joiner is not seen.
  const said = JSON.stringify(block).replaceAll('&gt;', '\u2060>')
  return useMemo(() => {
    // The library makes a block's id an element's id, and block ids repeat from message to message.
    const { block_id, ...shown } = JSON.parse(said) as AnyBlock
    const blocks = [shown] as unknown as LibraryProps['blocks']
    return <SlackBlocks withoutWrapper blocks={blocks} name="" logo="" hooks={hooks} data={noNames} />
  }, [said])
}

/** A message that came as text alone: Slack's mrkdwn. */
export const Mrkdwn = ({ text }: { text: string }) => (
  <StaticBlock block={{ type: 'section', text: { type: 'mrkdwn', text } } as AnyBlock} />
)

/** A label: plain words at once, the library only where an emoji's name or mrkdwn wants drawing. */
export const Label = ({ text }: { text: PlainTextElement | TextObject }) => {
  const plain = text.type === 'plain_text' && !/:[a-z0-9_+-]+:/.test(text.text)
  return plain ? text.text : <StaticBlock block={{ type: 'section', text } as AnyBlock} />
}

const Mention = ({ id }: { id: string }) => {
  const { nameOf, me } = useWorkspace()
  return <span className={id === me.id ? 'mention mention-me' : 'mention'}>@{nameOf(id)}</span>
}

const ChannelMention = ({ id }: { id: string }) => {
  const { seat } = useWorkspace()
  const channel = seat.conversations.find((it) => it.id === id)
  return <span className="mention">{channel ? `#${channel.name}` : '#a-channel-you-are-not-in'}</span>
}

const SlackDate = ({
  timestamp,
  format,
  fallback,
}: {
  timestamp: string
  format: string
  fallback: string
}) => {
  const { world, me } = useWorkspace()
  const at = new Date(Number(timestamp) * 1000)
  if (Number.isNaN(at.getTime())) return fallback
  return (
    <time dateTime={at.toISOString()}>{fillDateFormat(format, at, new Date(world.clock.now), me.tz)}</time>
  )
}

const hooks: NonNullable<LibraryProps['hooks']> = {
  user: ({ id }) => <Mention id={id} />,
  channel: ({ id }) => <ChannelMention id={id} />,
  date: (date) => <SlackDate {...date} />,
  link: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
}
const noNames: NonNullable<LibraryProps['data']> = {}
