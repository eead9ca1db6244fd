// The blocks of a message or a view. Those that can be pressed or filled in are ours; the rest is drawn as it is.
import type { AnyBlock, Button, InputBlock, KnownBlock, Overflow, PlainTextOption } from '@slack/types'
import { useId } from 'react'
import type { DataVisualization } from '../chart-rules.ts'
import { ChartBlock } from './chart.tsx'
import { isControl } from './input-state.ts'
import { ControlInput, isGroup } from './inputs.tsx'
import { Label, StaticBlock } from './static-blocks.tsx'
import type { Pressable, Surface } from './surface.ts'

export const Blocks = ({ blocks, surface }: { blocks: readonly AnyBlock[]; surface: Surface }) => (
  <div className="blocks">
    {(blocks as KnownBlock[]).map((block, index) => (
      <OneBlock key={block.block_id ?? index} block={block} surface={surface} />
    ))}
  </div>
)

const OneBlock = ({ block, surface }: { block: KnownBlock; surface: Surface }) => {
  // Newer than the types of Slack's blocks.
  if ((block.type as string) === 'data_visualization') {
    return <ChartBlock block={block as unknown as DataVisualization} />
  }
  const blockId = block.block_id ?? ''
  switch (block.type) {
    case 'input':
      return <InputField block={block} blockId={blockId} surface={surface} />
    case 'actions':
      return <Row elements={block.elements} blockId={blockId} surface={surface} />
    case 'context_actions':
      return <Row elements={block.elements.flatMap(asButtons)} blockId={blockId} surface={surface} />
    case 'section': {
      const { accessory, ...section } = block
      if (!accessory || accessory.type === 'image') return <StaticBlock block={block} />
      return (
        <div className="section-with-accessory">
          <StaticBlock block={section} />
          <Element
            element={accessory}
            blockId={blockId}
            surface={surface}
            label={plainFirstLine(section.text?.text)}
          />
        </div>
      )
    }
    case 'card': {
      const { actions, ...card } = block
      return (
        <>
          <StaticBlock block={card} />
          {actions && <Row elements={actions} blockId={blockId} surface={surface} />}
        </>
      )
    }
    default:
      return <StaticBlock block={block} />
  }
}

type RowProps = { elements: readonly Pressable[]; blockId: string; surface: Surface }

const Row = ({ elements, blockId, surface }: RowProps) => (
  <div className="block-actions">
    {elements.map((element, index) => (
      <Element
        key={element.action_id ?? index}
        element={element}
        blockId={blockId}
        surface={surface}
        label={placeholderOf(element)}
      />
    ))}
  </div>
)

type ElementProps = { element: Pressable; blockId: string; surface: Surface; label: string }

/** An element outside an input block: the app is told at once of what is pressed or chosen. */
const Element = ({ element, blockId, surface, label }: ElementProps) => {
  const id = useId()
  const busy = surface.isBusy(blockId, element)
  if (element.type === 'button') {
    return (
      <PressButton
        button={element as Button}
        busy={busy}
        onPress={(it) => surface.press(blockId, element, it)}
      />
    )
  }
  if (element.type === 'overflow') {
    const { options } = element as Overflow
    return (
      <OverflowMenu
        options={options}
        onChoose={(it) => surface.press(blockId, element, { selected_option: it })}
      />
    )
  }
  if (!isControl(element)) return null
  return (
    <ControlInput
      id={id}
      control={element}
      chosen={surface.chosen(blockId, element)}
      label={label}
      busy={busy}
      onChange={(chosen) => surface.press(blockId, element, chosen)}
    />
  )
}

type PressButtonProps = { button: Button; busy: boolean; onPress: (chosen: Record<string, unknown>) => void }

const PressButton = ({ button, busy, onPress }: PressButtonProps) => {
  const look = button.style ? `button button-${button.style}` : 'button'
  const press = () => onPress(button.value === undefined ? {} : { value: button.value })
  const shared = { className: look, 'aria-label': button.accessibility_label, onClick: press }
  if (button.url) {
    return (
      <a {...shared} href={button.url} target="_blank" rel="noreferrer">
        <Label text={button.text} />
      </a>
    )
  }
  return (
    <button type="button" {...shared} aria-busy={busy} aria-disabled={busy}>
      <Label text={button.text} />
    </button>
  )
}

type OverflowMenuProps = { options: PlainTextOption[]; onChoose: (option: PlainTextOption) => void }

const OverflowMenu = ({ options, onChoose }: OverflowMenuProps) => {
  const id = useId()
  return (
    <div className="overflow">
      <button type="button" className="icon-button" aria-label="More" popoverTarget={id}>
        <span aria-hidden="true">⋯</span>
      </button>
      <ul className="menu" id={id} popover="auto">
        {options.map((option) => (
          <li key={option.value}>
            <button
              type="button"
              popoverTarget={id}
              popoverTargetAction="hide"
              onClick={() => onChoose(option)}
            >
              <Label text={option.text} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

type InputFieldProps = { block: InputBlock; blockId: string; surface: Surface }

const InputField = ({ block, blockId, surface }: InputFieldProps) => {
  const id = useId()
  const { element } = block
  const error = surface.errors[blockId]
  const grouped = isGroup(element)
  const Frame = grouped ? 'fieldset' : 'div'
  const Name = grouped ? 'legend' : 'label'
  const describedBy =
    [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <Frame className="field" data-block={blockId} {...(grouped ? { 'aria-describedby': describedBy } : {})}>
      <Name className="field-name" {...(grouped ? {} : { htmlFor: id })}>
        <Label text={block.label} />
        {block.optional && <span className="field-optional"> (optional)</span>}
      </Name>
      <ControlInput
        id={id}
        control={element}
        chosen={surface.chosen(blockId, element)}
        describedBy={describedBy}
        invalid={Boolean(error)}
        optional={block.optional ?? false}
        onChange={(chosen) => {
          const waits = element.type.endsWith('_input')
          if (block.dispatch_action && !waits) void surface.press(blockId, element, chosen)
          else surface.put(blockId, element, chosen)
        }}
        {...(block.dispatch_action
          ? { onDispatch: (chosen) => surface.press(blockId, element, chosen) }
          : {})}
      />
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
      {block.hint && (
        <p id={`${id}-hint`} className="field-hint">
          <Label text={block.hint} />
        </p>
      )}
    </Frame>
  )
}

/** Feedback's two thumbs and icon buttons are buttons here. */
const asButtons = (
  element: Extract<KnownBlock, { type: 'context_actions' }>['elements'][number],
): Button[] => {
  const action_id = element.action_id ?? ''
  if (element.type === 'icon_button') {
    return [{ type: 'button', action_id, text: element.text, value: element.value ?? '' }]
  }
  return [element.positive_button, element.negative_button].map(({ text, value }) => ({
    type: 'button',
    action_id,
    text,
    value: value ?? '',
  }))
}

/** A name for a control that only the section's text names. */
const plainFirstLine = (mrkdwn = ''): string =>
  mrkdwn
    .split('\n')[0]
    ?.replaceAll(/[*_~`]/g, '')
    .trim() ?? ''

const placeholderOf = (element: Pressable): string =>
  (element as { placeholder?: { text: string } }).placeholder?.text ?? 'Choose'
