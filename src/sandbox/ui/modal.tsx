// The app's modals. All that are stacked stay mounted, so that what was typed below is still there when one goes back.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { OpenView } from '../page-api.ts'
import { Blocks } from './blocks.tsx'
import { Dialog, firstField } from './dialog.tsx'
import { faultsIn, stateOf } from './input-state.ts'
import { useSurface } from './surface.ts'
import { Toasts } from './toast.tsx'
import { useWorkspace } from './workspace.tsx'

export const Modals = () => {
  const { seat, act, attempt } = useWorkspace()
  // Escape that is held down, or pressed again before the page has heard that the window is gone, closes it once.
  const closing = useRef(new Set<string>())
  const top = seat.modals.at(-1)
  if (!top) return null
  const close = async () => {
    if (closing.current.has(top.id)) return
    closing.current.add(top.id)
    try {
      await attempt(act.close({ view: top.id }))
    } finally {
      closing.current.delete(top.id)
    }
  }
  return (
    <Dialog title={titleOf(top)} onClose={() => void close()}>
      {seat.modals.map((view) => (
        <ModalForm key={view.id} view={view} hidden={view !== top} onClose={() => void close()} />
      ))}
      <Toasts />
    </Dialog>
  )
}

const ModalForm = ({ view, hidden, onClose }: { view: OpenView; hidden: boolean; onClose: () => void }) => {
  const { act, attempt } = useWorkspace()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [sending, setSending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const surface = useSurface({ at: { view: view.id }, blocks: view.blocks, held: view.state?.values, errors })
  const { submit, close } = view as { submit?: { text: string }; close?: { text: string } }

  useEffect(() => {
    if (!hidden) form.current?.querySelector<HTMLElement>(firstField)?.focus()
  }, [hidden])
  // biome-ignore lint/correctness/useExhaustiveDependencies: new errors are in the document by now
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(firstInvalid)?.focus()
  }, [errors])

  const send = async (event: FormEvent) => {
    event.preventDefault()
    const faults = faultsIn(view.blocks, surface.touched)
    if (Object.keys(faults).length > 0) return setErrors(faults)
    setErrors({})
    setSending(true)
    const answer = await attempt(act.submit({ view: view.id, state: stateOf(view.blocks, surface.touched) }))
    setSending(false)
    if (answer && !answer.ok) setErrors(answer.errors)
  }
  const homeless = Object.entries(errors).filter(([id]) => !view.blocks.some((it) => it.block_id === id))

  return (
    <form ref={form} className="modal-form" hidden={hidden} noValidate onSubmit={send} aria-busy={sending}>
      <div className="dialog-body">
        <Blocks blocks={view.blocks} surface={surface} />
        {homeless.map(([id, error]) => (
          <p key={id} className="field-error" role="alert">
            {error}
          </p>
        ))}
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={onClose}>
          {close?.text ?? (submit ? 'Cancel' : 'Close')}
        </button>
        {submit && (
          <button type="submit" className="button button-primary" disabled={sending} aria-busy={sending}>
            {sending ? 'Sending…' : submit.text}
          </button>
        )}
      </footer>
    </form>
  )
}

const firstInvalid = '[aria-invalid=true], .field:has(.field-error) input'

const titleOf = (view: OpenView): string => ('title' in view ? view.title.text : '')
