// Every listener that Balcony has, in one list: what the manifest must allow, and nothing more.
import type { App } from '@slack/bolt'
import { ChannelId, SlackTs } from '../domain/model.ts'
import { forgetTypedReply, recordTypedReply } from '../flows/record-reply.ts'
import { configureActions, configureSubmissions } from './actions/configure.ts'
import { respondActions, respondSubmissions } from './actions/respond.ts'
import { shareActions, shareSubmissions } from './actions/share.ts'
import { writeActions, writeSubmissions } from './actions/write.ts'
import { commands } from './commands.ts'
import { type Desk, guarded, open, showHome, troubleModal } from './guard.ts'
import type { Values } from './modals/values.ts'
import { happenedIn } from './typed-replies.ts'

/** Something pressed or chosen. It returns a sentence where it can no longer be done. */
export type Action = (desk: Desk, pressed: Pressed) => Promise<undefined | 'too-old' | { refuse: string }>
export type Pressed = {
  user: string
  value: string
  trigger: string
  /** The message that it was pressed on, if it was one. */
  message?: { channel: ChannelId; ts: SlackTs }
}

/** A modal submitted. It resolves once all that matters is on disk; errors go beside their fields. */
export type Submission = (
  desk: Desk,
  submitted: { user: string; about: string; values: Values },
) => Promise<Submitted>
export type Submitted = { errors: Record<string, string> } | { after?: () => Promise<void> }

export const actions: Record<string, Action> = {
  ...respondActions,
  ...writeActions,
  ...shareActions,
  ...configureActions,
}

export const submissions: Record<string, Submission> = {
  ...respondSubmissions,
  ...writeSubmissions,
  ...shareSubmissions,
  ...configureSubmissions,
}

/** The events that the app subscribes to, as the manifest names them. */
export const events = ['app_home_opened', 'message.im'] as const

export const register = (app: App, desk: Desk): void => {
  for (const [id, act] of Object.entries(actions)) {
    app.action({ type: 'block_actions', action_id: id }, async ({ ack, body, action }) => {
      await ack()
      const user = body.user.id
      const pressed = {
        user,
        value: pressedValue(action),
        trigger: body.trigger_id,
        message: messageOf(body),
      }
      await guarded(desk, { listener: id, user, trigger: body.trigger_id }, async () => {
        const outcome = await act(desk, pressed)
        if (outcome) {
          const words = outcome === 'too-old' ? desk.say.trouble.old : outcome.refuse
          await open(desk, pressed.trigger, troubleModal(words, desk.say))
        }
        await showHome(desk, user)
      })
    })
  }

  for (const [id, submit] of Object.entries(submissions)) {
    app.view({ type: 'view_submission', callback_id: id }, async ({ ack, body, view }) => {
      const user = body.user.id
      await guarded(desk, { listener: id, user }, async () => {
        let outcome: Submitted
        try {
          outcome = await submit(desk, {
            user,
            about: view.private_metadata,
            values: view.state.values as Values,
          })
        } catch (error) {
          // The form stays open with what was written: nothing is lost, and it can be tried again.
          await ack({
            response_action: 'errors',
            errors: atFirstField(view.state.values, desk.say.trouble.retry),
          })
          throw error
        }
        if ('errors' in outcome) {
          await ack({ response_action: 'errors', errors: outcome.errors })
          return
        }
        await ack()
        await outcome.after?.()
        await showHome(desk, user)
      })
    })
  }

  app.event('message', async ({ event }) => {
    const happened = happenedIn(event)
    if (!happened) return
    await guarded(desk, { listener: 'message', user: happened.user }, async () => {
      if (happened.is === 'typed') await recordTypedReply(desk.world, happened.user, happened.said)
      else await forgetTypedReply(desk.world, happened.user, happened.ts)
    })
  })

  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return
    await showHome(desk, event.user)
  })

  for (const [name, run] of Object.entries(commands)) {
    app.command(name, async ({ ack, command }) => {
      await ack(run(desk, command.text.trim()))
    })
  }
}

const messageOf = (body: { channel?: { id: string }; message?: { ts: string } }): Pressed['message'] =>
  body.channel && body.message
    ? { channel: ChannelId.parse(body.channel.id), ts: SlackTs.parse(body.message.ts) }
    : undefined

const pressedValue = (action: object): string => {
  const { value, selected_option } = action as { value?: string; selected_option?: { value: string } }
  return value ?? selected_option?.value ?? ''
}

const atFirstField = (values: object, words: string): Record<string, string> => {
  const [first] = Object.keys(values)
  return first ? { [first]: words } : {}
}
