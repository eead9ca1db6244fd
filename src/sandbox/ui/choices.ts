// What a select offers: the app's own options, or the people and conversations of this workspace.
import type { ConversationsSelect, PlainTextOption, StaticSelect } from '@slack/types'
import type { Conversation } from '../page-api.ts'
import type { Control } from './input-state.ts'
import { useWorkspace } from './workspace.tsx'

export type Choice = {
  id: string
  label: string
  /** What it is called once chosen, where that is shorter. */
  short?: string
  group?: string
  /** What is sent: the app's whole option, or an id. */
  chosen: unknown
}

export const useChoices = (control: Control) => {
  const { world, seat } = useWorkspace()
  const choices = choicesOf(control, world.people, seat.conversations)
  return {
    choices,
    isChosen: (choice: Choice, value: unknown): boolean => {
      const id = typeof value === 'string' ? value : (value as PlainTextOption | null)?.value
      return id === choice.id
    },
  }
}

const choicesOf = (
  control: Control,
  people: { id: string; name: string; title: string }[],
  conversations: Conversation[],
): Choice[] => {
  switch (control.type) {
    case 'users_select':
    case 'multi_users_select':
      return people.map(({ id, name, title }) => ({
        id,
        label: `${name}, ${title}`,
        short: name,
        chosen: id,
      }))
    case 'channels_select':
    case 'multi_channels_select':
      return conversations.filter((it) => it.kind === 'channel' && !it.isPrivate).map(asChoice)
    case 'conversations_select':
    case 'multi_conversations_select':
      return conversations.filter(passes(control.filter?.include)).map(asChoice)
    case 'static_select':
    case 'multi_static_select':
      return ofApp(control)
    default:
      return []
  }
}

const asChoice = ({ id, kind, name }: Conversation): Choice => ({
  id,
  label: kind === 'dm' ? name : `#${name}`,
  chosen: id,
})

type Include = NonNullable<ConversationsSelect['filter']>['include']

const passes = (include: Include) => (it: Conversation) => {
  if (!include) return true
  if (it.kind === 'dm') return include.includes('im')
  return include.includes(it.isPrivate ? 'private' : 'public')
}

const ofApp = ({
  options = [],
  option_groups = [],
}: Pick<StaticSelect, 'options' | 'option_groups'>): Choice[] => [
  ...options.map((it) => ({ id: it.value ?? '', label: it.text.text, chosen: it })),
  ...option_groups.flatMap((group) =>
    group.options.map((it) => ({
      id: it.value ?? '',
      label: it.text.text,
      group: group.label.text,
      chosen: it,
    })),
  ),
]
