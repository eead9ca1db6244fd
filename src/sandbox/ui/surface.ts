// A surface is what blocks stand on: a message, a modal, the Home tab. It keeps what is filled in, sends what is
// pressed, and asks first where the app asked for a confirmation.
import type { AnyBlock, ConfirmationDialog } from '@slack/types'
import { useState } from 'react'
import type { Press, StateValues } from '../page-api.ts'
import { useConfirm } from './confirm.tsx'
import {
  type Chosen,
  type Control,
  chosenIn,
  isControl,
  stateOf,
  type Touched,
  touch,
} from './input-state.ts'
import { useWorkspace } from './workspace.tsx'

/** Anything that is pressed, chosen or filled in. */
export type Pressable = { type: string; action_id?: string; confirm?: ConfirmationDialog }

export type Surface = {
  touched: Touched
  chosen: (blockId: string, control: Control) => Chosen
  /** Keeps what was chosen; sends nothing. */
  put: (blockId: string, control: Control, chosen: Chosen) => void
  /** Keeps what was chosen and tells the app. */
  press: (blockId: string, element: Pressable, chosen?: Chosen) => Promise<void>
  /** Whether the app has been told of this element and has not yet answered. */
  isBusy: (blockId: string, element: Pressable) => boolean
  /** By block id, beside their inputs. */
  errors: Record<string, string>
}

type Options = {
  /** Where the app is told that a press happened. */
  at: Press['at']
  blocks: readonly AnyBlock[]
  /** What the inputs held when the server last heard of them. */
  held?: StateValues | undefined
  errors?: Record<string, string>
}

export const useSurface = ({ at, blocks, held, errors = {} }: Options): Surface => {
  const { act, attempt } = useWorkspace()
  const confirm = useConfirm()
  const [touched, setTouched] = useState<Touched>((held ?? {}) as Touched)
  const [busy, setBusy] = useState<string>()

  const put: Surface['put'] = (blockId, { action_id = '' }, chosen) =>
    setTouched((before) => touch(before, blockId, action_id, chosen))

  const press: Surface['press'] = async (blockId, element, chosen = {}) => {
    if (busy === nameOf(blockId, element)) return
    if (element.confirm && !(await confirm(element.confirm))) return
    const { action_id: actionId = '' } = element
    const state = stateOf(blocks, isControl(element) ? touch(touched, blockId, actionId, chosen) : touched)
    if (isControl(element)) put(blockId, element, chosen)
    setBusy(nameOf(blockId, element))
    await attempt(act.press({ at, blockId, actionId, chosen, state }))
    setBusy(undefined)
  }

  return {
    touched,
    chosen: (blockId, control) => chosenIn(control, blockId, touched),
    put,
    press,
    isBusy: (blockId, element) => busy === nameOf(blockId, element),
    errors,
  }
}

/** Several buttons of one block may share an action id; their values tell them apart. */
const nameOf = (blockId: string, element: Pressable): string =>
  [blockId, element.action_id, (element as { value?: string }).value].join(' ')
