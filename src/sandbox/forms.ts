// Pressing, submitting and closing: everything that Slack calls interactivity.
import type { AnyBlock, View } from '@slack/types'
import { chosenOf, type Element, elementsOf, entered, faultsOfInputs, stateOf } from './inputs.ts'
import { NotDone } from './not-done.ts'
import type { Press, StateValues, UseShortcut } from './page-api.ts'
import { calledAs, interaction, messageShape, viewShape } from './payloads.ts'
import type { Around, PersonAtSeat } from './person.ts'
import { conversation } from './seat-checks.ts'
import { bot, type Member } from './seed.ts'
import type { Outcome } from './socket-mode.ts'
import { pushedOnto, replacedView, soundView } from './view-methods.ts'
import { modalsOf, type Opened, postAt, setModals, type Workspace } from './workspace.ts'

const trouble = 'We had some trouble connecting. Try again?'

export function formsOf(
  around: Around,
  person: () => Member,
): Pick<PersonAtSeat, 'press' | 'shortcut' | 'submit' | 'close'> {
  const { workspace, socketMode, triggers } = around
  const underWay = new Set<string>()

  return {
    async press(body) {
      const payload =
        'view' in body.at ? pressedInView(around, person(), body) : pressedInMessage(around, person(), body)
      const outcome = await socketMode.ask('interactive', payload)
      if (outcome.is === 'unanswered') throw new NotDone(unanswered(outcome), 504)
    },
    async shortcut(body) {
      const outcome = await socketMode.ask('interactive', shortcutOn(around, person(), body))
      if (outcome.is === 'unanswered') throw new NotDone(unanswered(outcome), 504)
    },
    async submit(body) {
      const me = person()
      const before = topmost(workspace, me, body.view)
      if (underWay.has(before.id)) throw new NotDone('That is being sent already.', 409)
      before.state = entered(before.view.blocks, before.state, body.state)
      workspace.changed([me.id])
      const errors = faultsOfInputs(before.view.blocks, before.state)
      if (Object.keys(errors).length > 0) return { ok: false, errors }
      underWay.add(before.id)
      try {
        const outcome = await socketMode.ask('interactive', {
          type: 'view_submission',
          ...interaction(workspace, me),
          trigger_id: triggers.issue(me.id),
          view: viewShape(workspace, before),
          response_urls: [],
        })
        if (outcome.is === 'unanswered') throw new NotDone(trouble, 504)
        return answered(around, me, before, outcome.payload)
      } finally {
        underWay.delete(before.id)
      }
    },
    async close(body) {
      const me = person()
      const view = topmost(workspace, me, body.view)
      const modals = modalsOf(workspace, me.id)
      const clears = view.view.type === 'modal' && view.view.clear_on_close === true
      setModals(workspace, me.id, clears ? [] : modals.slice(0, -1))
      tellClosed(around, me, clears ? modals : [view], clears)
    },
  }
}

const unanswered = (outcome: Outcome & { is: 'unanswered' }): string =>
  outcome.wasSent
    ? `${bot.name} did not respond in time. Try again?`
    : `${bot.name} is not responding just now. Try again?`

/** The modal on top, if it is this one. */
function topmost(workspace: Workspace, person: Member, id: string): Opened {
  const top = modalsOf(workspace, person.id).at(-1)
  if (top?.id !== id) throw new NotDone('That window is no longer open.', 409)
  return top
}

function pressedInView(around: Around, person: Member, body: Press): Record<string, unknown> {
  const { workspace } = around
  const id = 'view' in body.at ? body.at.view : ''
  const home = workspace.held.homes[person.id]
  const opened =
    modalsOf(workspace, person.id).find((it) => it.id === id) ?? (home?.id === id ? home : undefined)
  if (!opened) throw new NotDone('That window is no longer open.', 409)
  const element = pressed(opened.view.blocks, body)
  opened.state = withChosen(opened.view.blocks, opened.state, element, body)
  workspace.changed([person.id])
  return {
    type: 'block_actions',
    ...interaction(workspace, person),
    container: { type: 'view', view_id: opened.id },
    trigger_id: around.triggers.issue(person.id),
    view: viewShape(workspace, opened),
    actions: [actionOf(workspace, element, body)],
  }
}

function pressedInMessage(around: Around, person: Member, body: Press): Record<string, unknown> {
  const { workspace } = around
  const at = 'message' in body.at ? body.at.message : { channel: '', ts: '' }
  const channel = conversation(workspace, person, at.channel)
  const post = postAt(workspace, channel.id, at.ts)
  if (!post || (post.only && post.only !== person.id))
    throw new NotDone('That message is no longer there.', 404)
  const blocks = post.blocks ?? []
  const element = pressed(blocks, body)
  const isEphemeral = post.only !== undefined
  const thread = post.threadTs ? { threadTs: post.threadTs } : {}
  return {
    type: 'block_actions',
    ...interaction(workspace, person),
    container: {
      type: 'message',
      message_ts: post.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(post.threadTs ? { thread_ts: post.threadTs } : {}),
    },
    trigger_id: around.triggers.issue(person.id),
    channel: { id: channel.id, name: calledAs(channel) },
    // Of an ephemeral message Slack says only where it was.
    ...(isEphemeral ? {} : { message: messageShape(workspace, channel, post) }),
    state: { values: withChosen(blocks, stateOf(blocks), element, body) },
    response_url: around.responses.urlFor({ channel, user: person.id, ts: post.ts, ...thread }),
    actions: [actionOf(workspace, element, body)],
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
function shortcutOn(around: Around, person: Member, body: UseShortcut): Record<string, unknown> {
  const { workspace } = around
  const channel = conversation(workspace, person, body.channel)
  const fault = around.faultOfShortcut(body.callbackId)
  if (fault) throw new NotDone(fault)
  const post = postAt(workspace, channel.id, body.ts)
  if (!post || post.isTombstone) throw new NotDone('That message is no longer there.', 404)
  if (post.only) throw new NotDone('A message that only one person sees has no shortcuts.')
  return {
    type: 'message_action',
    ...interaction(workspace, person),
    action_ts: workspace.nextTs(),
    callback_id: body.callbackId,
    trigger_id: around.triggers.issue(person.id),
    // Without the message: an app cannot replace through it what it may not have written.
    response_url: around.responses.urlFor({
      channel,
      user: person.id,
      ...(post.threadTs ? { threadTs: post.threadTs } : {}),
    }),
    channel: { id: channel.id, name: calledAs(channel) },
    message_ts: post.ts,
    message: messageShape(workspace, channel, post),
  }
}

function pressed(blocks: readonly AnyBlock[], body: Press): Element {
  const found = elementsOf(blocks).find(
    (it) => it.block.block_id === body.blockId && it.element.action_id === body.actionId,
  )
  if (!found) throw new NotDone('That is no longer there to press.', 409)
  return found.element
}

const withChosen = (
  blocks: readonly AnyBlock[],
  state: StateValues,
  element: Element,
  body: Press,
): StateValues => {
  const given = entered(blocks, state, body.state ?? {})
  return body.chosen
    ? entered(blocks, given, { [body.blockId]: { [element.action_id]: body.chosen } })
    : given
}

function actionOf(workspace: Workspace, element: Element, body: Press): Record<string, unknown> {
  const isButton = element.type === 'button' || element.type === 'icon_button'
  return {
    type: element.type,
    action_id: element.action_id,
    block_id: body.blockId,
    ...(isButton ? { text: element.text } : {}),
    ...(isButton && element.value !== undefined ? { value: element.value } : {}),
    ...(element.placeholder ? { placeholder: element.placeholder } : {}),
    ...chosenOf(element, body.chosen ?? {}),
    action_ts: workspace.nextTs(),
  }
}

/** Does to the modals what the app answered to a submission. */
function answered(
  around: Around,
  person: Member,
  submitted: Opened,
  payload: unknown,
): Awaited<ReturnType<PersonAtSeat['submit']>> {
  const { workspace } = around
  const modals = modalsOf(workspace, person.id)
  const answer = (typeof payload === 'object' && payload !== null ? payload : {}) as {
    response_action?: string
    errors?: Record<string, string>
    view?: View
  }
  switch (answer.response_action) {
    case undefined:
      setModals(
        workspace,
        person.id,
        modals.filter((it) => it.id !== submitted.id),
      )
      return { ok: true }
    case 'clear':
      setModals(workspace, person.id, [])
      tellClosed(
        around,
        person,
        modals.filter((it) => it.id !== submitted.id),
        true,
      )
      return { ok: true }
    case 'errors':
      return { ok: false, errors: soundErrors(submitted, answer.errors ?? {}) }
    case 'update':
    case 'push': {
      const sound = soundView({ view: answer.view })
      const faults = sound.is === 'refused' ? sound.refused.response_metadata : undefined
      if (sound.is === 'refused') throw new NotDone(`${trouble} (${JSON.stringify(faults)})`, 502)
      if (answer.response_action === 'update') {
        replacedView(workspace, person.id, submitted, sound.view)
      } else if (!pushedOnto(workspace, person.id, sound.view)) {
        throw new NotDone(`${trouble} (More than three windows on one another.)`, 502)
      }
      return { ok: true }
    }
    default:
      throw new NotDone(`${trouble} (The app's response_action is ${answer.response_action}.)`, 502)
  }
}

/** Slack shows nothing at all where an app names a block that takes no input. */
function soundErrors(opened: Opened, errors: Record<string, string>): Record<string, string> {
  const inputs = opened.view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id)
  const strange = Object.keys(errors).filter((id) => !inputs.includes(id))
  if (strange.length > 0 || Object.keys(errors).length === 0) {
    throw new NotDone(
      `${trouble} (The app's errors name no input of this window: ${strange.join(', ')}.)`,
      502,
    )
  }
  return errors
}

function tellClosed(around: Around, person: Member, views: readonly Opened[], isCleared: boolean): void {
  for (const view of views) {
    if (view.view.type !== 'modal' || !view.view.notify_on_close) continue
    void around.socketMode.ask('interactive', {
      type: 'view_closed',
      ...interaction(around.workspace, person),
      view: viewShape(around.workspace, view),
      is_cleared: isCleared,
    })
  }
}
