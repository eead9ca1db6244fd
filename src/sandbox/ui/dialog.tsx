// A centred dialog. The browser's own <dialog> traps the focus, takes Esc and makes what is behind it inert.
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

type Props = {
  title: string
  onClose: () => void
  size?: 'small' | 'medium'
  children: ReactNode
}

export const Dialog = ({ title, onClose, size = 'medium', children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // Before the element goes, so that the browser gives the focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector<HTMLElement>(firstField)?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${size}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
    >
      <header className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      {children}
    </dialog>
  )
}

/** Where the focus goes in a dialog that has just come: what is to be filled in, else what is to be pressed. */
export const firstField =
  ':is(.dialog-body :is(input, textarea, select), .button-primary, .dialog-foot .button)'
