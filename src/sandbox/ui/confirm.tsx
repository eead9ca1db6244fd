// "Are you sure?", as Slack asks it before a press that carries a confirmation, and before a message is deleted.
import type { ConfirmationDialog } from '@slack/types'
import { createContext, type ReactNode, use, useCallback, useState } from 'react'
import { Dialog } from './dialog.tsx'
import { Label } from './static-blocks.tsx'

type Ask = (question: ConfirmationDialog) => Promise<boolean>
type Pending = { question: ConfirmationDialog; answer: (yes: boolean) => void }

const ConfirmContext = createContext<Ask>(async () => false)

/** A function that shows the question and resolves with the person's yes or no. */
export const useConfirm = (): Ask => use(ConfirmContext)

export const ConfirmProvider = ({ children }: { children: ReactNode }) => {
  const [pending, setPending] = useState<Pending>()
  const ask = useCallback<Ask>(
    (question) => new Promise((resolve) => setPending({ question, answer: resolve })),
    [],
  )
  const settle = (yes: boolean) => {
    pending?.answer(yes)
    setPending(undefined)
  }
  return (
    <ConfirmContext value={ask}>
      {children}
      {pending && <Question question={pending.question} onAnswer={settle} />}
    </ConfirmContext>
  )
}

const Question = ({
  question,
  onAnswer,
}: {
  question: ConfirmationDialog
  onAnswer: (yes: boolean) => void
}) => (
  <Dialog title={question.title?.text ?? 'Are you sure?'} onClose={() => onAnswer(false)} size="small">
    <div className="dialog-body">
      <Label text={question.text} />
    </div>
    <footer className="dialog-foot">
      <button type="button" className="button" onClick={() => onAnswer(false)}>
        {question.deny?.text ?? 'Cancel'}
      </button>
      <button
        type="button"
        className={question.style === 'danger' ? 'button button-danger-solid' : 'button button-primary'}
        onClick={() => onAnswer(true)}
      >
        {question.confirm?.text ?? 'Yes'}
      </button>
    </footer>
  </Dialog>
)
