// Every input element as a control that works: Slack's own value shapes go in and come out.
import type { Checkboxes, Option, PlainTextInput, RadioButtons } from '@slack/types'
import { useEffect, useRef } from 'react'
import { type Choice, useChoices } from './choices.ts'
import { momentWhen, wallTime } from './dates.ts'
import { type Chosen, type Control, fieldOf } from './input-state.ts'
import { Label } from './static-blocks.tsx'
import { useWorkspace } from './workspace.tsx'

type Props = {
  id: string
  control: Control
  chosen: Chosen
  onChange: (chosen: Chosen) => void
  /** Where a text input tells the app of its value, if it shall: on Enter, or while one types. */
  onDispatch?: (chosen: Chosen) => void
  /** For a control that no visible label names. */
  label?: string
  describedBy?: string | undefined
  invalid?: boolean
  optional?: boolean
  busy?: boolean
}

/** Controls that are several: named by a legend rather than a label. */
export const isGroup = ({ type }: Control): boolean => type === 'radio_buttons' || type === 'checkboxes'

export const ControlInput = (props: Props) => {
  const { control } = props
  switch (control.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput {...props} />
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <WhenInput {...props} />
    case 'radio_buttons':
    case 'checkboxes':
      return <TickInput {...props} control={control} />
    case 'file_input':
    case 'rich_text_input':
      return <p className="field-hint">The practice workspace has no {control.type.replaceAll('_', ' ')}.</p>
    default:
      return fieldOf(control).many ? <SelectMany {...props} /> : <SelectOne {...props} />
  }
}

const TextInput = ({ onDispatch, ...props }: Props) => {
  const control = props.control as PlainTextInput
  const when = control.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(pause.current), [])

  const value = String(props.chosen.value ?? '')
  const change = (next: string) => {
    const chosen = { value: next === '' ? null : next }
    props.onChange(chosen)
    if (!onDispatch || !when.includes('on_character_entered')) return
    clearTimeout(pause.current)
    pause.current = setTimeout(() => onDispatch(chosen), 400)
  }
  const shared = {
    ...attributes(props),
    className: 'input',
    value,
    placeholder: control.placeholder?.text,
    maxLength: control.max_length,
    autoFocus: control.focus_on_load,
    onChange: (event: { target: { value: string } }) => change(event.target.value),
  }
  if (control.multiline) return <textarea {...shared} rows={5} />
  return (
    <input
      {...shared}
      type={inputTypes[props.control.type] ?? 'text'}
      step="any"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !onDispatch || !when.includes('on_enter_pressed')) return
        event.preventDefault()
        onDispatch({ value: value === '' ? null : value })
      }}
    />
  )
}

const inputTypes: Partial<Record<Control['type'], string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
}

/** A date, a time, or both as the person's own clock shows them. */
const WhenInput = (props: Props) => {
  const { me } = useWorkspace()
  const field = fieldOf(props.control).chosen
  const isMoment = props.control.type === 'datetimepicker'
  const held = props.chosen[field] as string | number | null | undefined
  const value = isMoment && held ? wallTime(new Date(Number(held) * 1000), me.tz) : String(held ?? '')
  const placeholder = 'placeholder' in props.control ? props.control.placeholder?.text : undefined
  const input = (
    <input
      {...attributes(props)}
      className="input input-when"
      type={inputTypes[props.control.type]}
      value={value}
      onChange={({ target }) => {
        const next = isMoment ? momentWhen(target.value, me.tz).getTime() / 1000 : target.value
        props.onChange({ [field]: target.value === '' ? null : next })
      }}
    />
  )
  if (!placeholder) return input
  return (
    <span className="when">
      {value === '' && <span aria-hidden="true">{placeholder}</span>}
      {input}
    </span>
  )
}

/** Radio buttons and checkboxes. */
const TickInput = ({ control, ...props }: Props & { control: RadioButtons | Checkboxes }) => {
  const many = control.type === 'checkboxes'
  const ticked = (many ? props.chosen.selected_options : [props.chosen.selected_option]) as (Option | null)[]
  const isTicked = (option: Option) => ticked.some((it) => it?.value === option.value)
  const tick = (option: Option) => {
    if (!many) return props.onChange({ selected_option: option })
    props.onChange({
      selected_options: control.options.filter((it) => (it === option ? !isTicked(it) : isTicked(it))),
    })
  }
  return (
    <div className="ticks" {...(props.label ? { role: 'group', 'aria-label': props.label } : {})}>
      {control.options.map((option, index) => (
        <div key={option.value} className="tick">
          <input
            id={`${props.id}-${index}`}
            type={many ? 'checkbox' : 'radio'}
            name={props.id}
            checked={isTicked(option)}
            aria-describedby={option.description ? `${props.id}-${index}-more` : undefined}
            onChange={() => tick(option)}
          />
          <label htmlFor={`${props.id}-${index}`}>
            <Label text={option.text} />
          </label>
          {option.description && (
            <p id={`${props.id}-${index}-more`} className="tick-more">
              <Label text={option.description} />
            </p>
          )}
        </div>
      ))}
    </div>
  )
}

const SelectOne = (props: Props) => {
  const { choices, isChosen } = useChoices(props.control)
  const field = fieldOf(props.control).chosen
  const now = choices.find((it) => isChosen(it, props.chosen[field]))
  const clearable = props.optional || !now
  return (
    <select
      {...attributes(props)}
      className="input input-select"
      value={now?.id ?? ''}
      onChange={({ target }) => {
        props.onChange({ [field]: choices.find((it) => it.id === target.value)?.chosen ?? null })
      }}
    >
      {clearable && <option value="">{placeholder(props.control)}</option>}
      <Choices of={choices} />
    </select>
  )
}

/** What is chosen stands as chips that can be taken away; a select adds one more. */
const SelectMany = (props: Props) => {
  const { choices, isChosen } = useChoices(props.control)
  const field = fieldOf(props.control).chosen
  const now = (props.chosen[field] ?? []) as unknown[]
  const chips = choices.filter((choice) => now.some((it) => isChosen(choice, it)))
  const left = choices.filter((it) => !chips.includes(it))
  const limit = (props.control as { max_selected_items?: number }).max_selected_items
  const full = left.length === 0 || (limit !== undefined && chips.length >= limit)
  const choose = (next: Choice[]) => props.onChange({ [field]: next.map((it) => it.chosen) })
  return (
    <div className="chips">
      {chips.map((chip) => (
        <span key={chip.id} className="chip">
          {chip.short ?? chip.label}
          <button
            type="button"
            aria-label={`Remove ${chip.short ?? chip.label}`}
            onClick={() => choose(chips.filter((it) => it !== chip))}
          >
            <span aria-hidden="true">×</span>
          </button>
        </span>
      ))}
      <select
        {...attributes(props)}
        className="input input-select"
        value=""
        disabled={full}
        onChange={({ target }) =>
          choose(choices.filter((it) => chips.includes(it) || it.id === target.value))
        }
      >
        <option value="">
          {full ? 'All chosen' : chips.length > 0 ? 'Add another' : placeholder(props.control)}
        </option>
        <Choices of={left} />
      </select>
    </div>
  )
}

const Choices = ({ of }: { of: Choice[] }) => {
  const groups = [...Map.groupBy(of, (it) => it.group)]
  return groups.map(([group, choices]) => {
    const options = choices.map((it) => (
      <option key={it.id} value={it.id}>
        {it.label}
      </option>
    ))
    return group === undefined ? (
      options
    ) : (
      <optgroup key={group} label={group}>
        {options}
      </optgroup>
    )
  })
}

const attributes = ({ id, label, describedBy, invalid, busy }: Props) => ({
  id,
  'aria-label': label,
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
  'aria-busy': busy,
})

const placeholder = (control: Control): string =>
  ('placeholder' in control ? control.placeholder?.text : undefined) ?? 'Choose'
