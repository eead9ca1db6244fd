// Sentences that come and go at the foot of the page: refusals, above all.
import { createContext, type ReactNode, use, useCallback, useState } from 'react'

type Toast = { id: number; sentence: string }
type Shown = { toasts: Toast[]; show: (sentence: string) => void; dismiss: (id: number) => void }

const ToastContext = createContext<Shown>({ toasts: [], show: () => {}, dismiss: () => {} })

const showForMs = 8_000
let lastId = 0

export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [toasts, setToasts] = useState<Toast[]>([])
  const dismiss = useCallback((id: number) => setToasts((before) => before.filter((it) => it.id !== id)), [])
  const show = useCallback(
    (sentence: string) => {
      lastId += 1
      const toast = { id: lastId, sentence }
      setToasts((before) => [...before.filter((it) => it.sentence !== sentence), toast].slice(-3))
      setTimeout(() => dismiss(toast.id), showForMs)
    },
    [dismiss],
  )
  return <ToastContext value={{ toasts, show, dismiss }}>{children}</ToastContext>
}

export const useToast = () => use(ToastContext).show

/** Stands inside the open modal where there is one: all else is inert then. */
export const Toasts = () => {
  const { toasts, dismiss } = use(ToastContext)
  return (
    <div className="toasts" role="status">
      {toasts.map(({ id, sentence }) => (
        <div key={id} className="toast">
          <span>{sentence}</span>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
    </div>
  )
}
