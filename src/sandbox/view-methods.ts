// views.open, views.push, views.update and views.publish: modals and the Home tab.
import { randomBytes } from 'node:crypto'
import type { View } from '@slack/types'
import { z } from 'zod'
import { faultsOfView } from './block-rules.ts'
import { stateOf, withIds } from './inputs.ts'
import type { Answer, Args, Method, Refused } from './method.ts'
import { checkedArgs, invalidArguments, jsonIn } from './method.ts'
import { viewShape } from './payloads.ts'
import { modalsOf, newId, type Opened, personOf, setModals, type Workspace } from './workspace.ts'

/** Modals that may lie on one another. */
const deepest = 3
const largestView = 250_000

export const viewMethods: Record<string, Method> = {
  'views.open': {
    token: 'bot',
    perMinute: 100,
    run(given, { workspace, triggers }) {
      const asked = triggered(given)
      if (asked.is === 'refused') return asked.refused
      const trigger = triggers.exchange(asked.triggerId)
      if (trigger.is === 'refused') return { ok: false, error: trigger.error }
      const opened = newlyOpened(workspace, asked.view)
      setModals(workspace, trigger.user, [opened])
      return { ok: true, view: viewShape(workspace, opened) }
    },
  },
  'views.push': {
    token: 'bot',
    perMinute: 100,
    run(given, { workspace, triggers }) {
      const asked = triggered(given)
      if (asked.is === 'refused') return asked.refused
      const trigger = triggers.exchange(asked.triggerId)
      if (trigger.is === 'refused') return { ok: false, error: trigger.error }
      const pushed = pushedOnto(workspace, trigger.user, asked.view)
      if (!pushed) return { ok: false, error: 'push_limit_reached' }
      return { ok: true, view: viewShape(workspace, pushed) }
    },
  },
  'views.update': {
    token: 'bot',
    perMinute: 100,
    run(given, { workspace }) {
      const checked = checkedArgs(
        z.object({
          view_id: z.string().optional(),
          external_id: z.string().optional(),
          hash: z.string().optional(),
        }),
        given,
      )
      if (checked.is === 'bad') return checked.refused
      const { view_id: id, external_id: external, hash } = checked.args
      if (id && external) return invalidArguments(['[ERROR] Cannot provide both `view_id` and `external_id`'])
      const sound = soundView(given)
      if (sound.is === 'refused') return sound.refused
      const isIt = (it: Opened) =>
        id ? it.id === id : external !== undefined && it.view.external_id === external
      const user = Object.keys(workspace.held.modals).find((it) => modalsOf(workspace, it).some(isIt))
      const before = user ? modalsOf(workspace, user).find(isIt) : undefined
      if (!user || !before) return { ok: false, error: 'not_found' }
      if (hash !== undefined && hash !== before.hash) return { ok: false, error: 'hash_conflict' }
      return { ok: true, view: viewShape(workspace, replacedView(workspace, user, before, sound.view)) }
    },
  },
  'views.publish': {
    token: 'bot',
    perMinute: 100,
    run(given, { workspace }) {
      const checked = checkedArgs(
        z.object({ user_id: z.string().min(1), hash: z.string().optional() }),
        given,
      )
      if (checked.is === 'bad') return checked.refused
      const { user_id: user, hash } = checked.args
      const sound = soundView(given)
      if (sound.is === 'refused') return sound.refused
      if (sound.view.type !== 'home')
        return invalidArguments(['[ERROR] must be a `home` view [json-pointer:/view/type]'])
      const person = personOf(workspace, user)
      if (!person || person.isDeactivated) return { ok: false, error: 'user_not_found' }
      const before = workspace.held.homes[user]
      if (hash !== undefined && before && hash !== before.hash) return { ok: false, error: 'hash_conflict' }
      const fresh = newlyOpened(workspace, sound.view, before?.state)
      const opened = before ? { ...fresh, id: before.id, rootId: before.rootId } : fresh
      workspace.held.homes[user] = opened
      workspace.changed([user])
      return { ok: true, view: viewShape(workspace, opened) }
    },
  },
}

/** Puts a modal on top of the others; undefined where there is none to put it on, or no room. */
export function pushedOnto(workspace: Workspace, user: string, view: View): Opened | undefined {
  const modals = modalsOf(workspace, user)
  const below = modals.at(-1)
  if (!below || modals.length >= deepest) return undefined
  const opened = { ...newlyOpened(workspace, view), rootId: below.rootId, previousId: below.id }
  setModals(workspace, user, [...modals, opened])
  return opened
}

/** Shows another view in a modal's place; inputs that are still there keep what was entered. */
export function replacedView(workspace: Workspace, user: string, before: Opened, view: View): Opened {
  const fresh = newlyOpened(workspace, view, before.state)
  const opened = { ...fresh, id: before.id, rootId: before.rootId, previousId: before.previousId }
  const modals = modalsOf(workspace, user)
  setModals(
    workspace,
    user,
    modals.map((it) => (it.id === before.id ? opened : it)),
  )
  return opened
}

/** A view that keeps Slack's rules, or Slack's refusal of it. */
export function soundView(args: Args): { is: 'sound'; view: View } | { is: 'refused'; refused: Refused } {
  const view = jsonIn(args.view)
  const faults =
    view.is === 'bad'
      ? ['must be valid JSON [json-pointer:/view]']
      : view.value === undefined
        ? ['missing required field: view']
        : faultsOfView(view.value)
  if (view.is === 'bad' || faults.length > 0) {
    return { is: 'refused', refused: invalidArguments(faults.map((it) => `[ERROR] ${it}`)) }
  }
  if (JSON.stringify(view.value).length > largestView) {
    return { is: 'refused', refused: { ok: false, error: 'view_too_large' } }
  }
  return { is: 'sound', view: view.value as View }
}

function triggered(
  args: Args,
): { is: 'asked'; triggerId: string; view: View } | { is: 'refused'; refused: Answer & Refused } {
  const checked = checkedArgs(z.object({ trigger_id: z.string().min(1) }), args)
  if (checked.is === 'bad') return { is: 'refused', refused: checked.refused }
  const sound = soundView(args)
  if (sound.is === 'refused') return sound
  if (sound.view.type !== 'modal') {
    const refused = invalidArguments(['[ERROR] must be a `modal` view [json-pointer:/view/type]'])
    return { is: 'refused', refused }
  }
  return { is: 'asked', triggerId: checked.args.trigger_id, view: sound.view }
}

function newlyOpened({ now }: Workspace, view: View, state?: Opened['state']): Opened {
  const id = newId('V')
  const blocks = withIds(view.blocks)
  return {
    id,
    hash: `${Math.floor(now() / 1000)}.${randomBytes(4).toString('hex')}`,
    view: { ...view, blocks },
    state: stateOf(blocks, state),
    rootId: id,
    previousId: null,
  }
}
