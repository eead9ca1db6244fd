// Where one types: a new message, a reply, or an edit. Enter sends, Shift+Enter begins a line.
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'

type Props = {
  label: string
  initial?: string
  sendLabel?: string
  /** Answers whether it was taken; if not, the words come back. */
  onSend: (text: string) => Promise<boolean>
  onCancel?: () => void
  hint?: (text: string) => string | undefined
  focus?: boolean
}

export const Composer = ({
  label,
  initial = '',
  sendLabel = 'Send',
  onSend,
  onCancel,
  hint,
  focus,
}: Props) => {
  const [text, setText] = useState(initial)
  const [sending, setSending] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  useGrowing(area, text)
  useEffect(() => {
    if (!focus || !area.current) return
    area.current.focus()
    area.current.setSelectionRange(area.current.value.length, area.current.value.length)
  }, [focus])

  const send = async () => {
    const said = text.trim()
    if (!said || sending) return
    setSending(true)
    setText('')
    const taken = await onSend(said)
    setSending(false)
    if (!taken) setText((since) => since || text)
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && onCancel) {
      event.preventDefault()
      event.stopPropagation()
      onCancel()
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  const aside = hint?.(text)

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <textarea
        ref={area}
        aria-label={label}
        placeholder={label}
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-foot">
        <span className="composer-hint" aria-live="polite">
          {aside ?? `Enter ${onCancel ? 'saves, Esc cancels' : 'sends'}, Shift+Enter begins a new line`}
        </span>
        {onCancel && (
          <button type="button" className="button button-small" onClick={onCancel}>
            Cancel
          </button>
        )}
        <button
          type="submit"
          className="button button-small button-primary"
          disabled={!text.trim() || sending}
        >
          {sendLabel}
        </button>
      </div>
    </form>
  )
}

const useGrowing = (area: React.RefObject<HTMLTextAreaElement | null>, text: string) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    if (!area.current) return
    area.current.style.height = 'auto'
    area.current.style.height = `${area.current.scrollHeight}px`
  }, [text])
}
