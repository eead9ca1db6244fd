// Every listener that Balcony has, in one list: what the manifest must allow, and nothing more.
import type { App, MessageShortcut } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import { ChannelId, isZone, SlackTs, Zone } from '../domain/model.ts'
import { followAccount } from '../flows/follow-account.ts'
import { afterNoWords, forgetTypedReply, recordTypedReply } from '../flows/record-reply.ts'
import { allWordsActions } from './actions/all-words.ts'
import { challengeActions, challengeSubmissions } from './actions/challenge.ts'
import { historyActions, historySubmissions } from './actions/history.ts'
import { mindActions } from './actions/mind.ts'
import { overseeActions, overseeSubmissions } from './actions/oversee.ts'
import { ownDataActions, ownDataSubmissions } from './actions/own-data.ts'
import { partnershipActions, partnershipSubmissions } from './actions/partnerships.ts'
import { programmePreviewActions } from './actions/programme-preview.ts'
import { programmeActions, programmeSubmissions } from './actions/programmes.ts'
import { promptActions, promptSubmissions } from './actions/prompts.ts'
import { respondActions, respondSubmissions } from './actions/respond.ts'
import { saveShortcuts } from './actions/save.ts'
import { settingsActions, settingsSubmissions } from './actions/settings.ts'
import { settleActions } from './actions/settle.ts'
import { shareActions, shareSubmissions } from './actions/share.ts'
import { talkActions, talkSubmissions } from './actions/talk.ts'
import { writeActions, writeSubmissions } from './actions/write.ts'
import { type AdminAction, type AdminSubmission, guardedActions, guardedSubmissions } from './admin-guard.ts'
import { type Answer, commands } from './commands.ts'
import { createDoublePress } from './double-press.ts'
import { type Desk, guarded, open, showHome, troubleModal } from './guard.ts'
import { shownIn, type Values } from './modals/values.ts'
import { afterTyping, tellAlone } from './tell-alone.ts'
import { happenedIn, plainText } from './typed-replies.ts'

/**
 * Something pressed or chosen. It returns a sentence where it can no longer be done; `unseen` where nothing that Home
 * shows is different now.
 */
export type Action = (
  desk: Desk,
  pressed: Pressed,
) => Promise<undefined | 'unseen' | 'too-old' | { refuse: string }>
export type Pressed = {
  user: string
  value: string
  trigger: string
  /** The view that it was pressed in, if it was one, with what its fields hold, and the lowest it lies upon. */
  view?: { id: string; hash: string; callback: string; about: string; values: Values; root: string }
  /** The message that it was pressed on, if it was one. */
  message?: { channel: ChannelId; ts: SlackTs; thread?: SlackTs }
}

/** A modal submitted. It resolves once all that matters is on disk; errors go beside their fields. */
export type Submission = (
  desk: Desk,
  /** `shown` is what its fields held when it was opened, which may be long ago. */
  submitted: Filled,
) => Promise<Submitted>
export type Filled = { user: string; about: string; values: Values; shown: Values; root: string }
export type Submitted =
  | { errors: Record<string, string> }
  /**
   * `instead` stands in its place: something that must be seen before or after it is done. `onTop` is to be seen with
   * the form still below; `closesAll` takes away what lies below as well.
   */
  | { instead?: ModalView; onTop?: ModalView; closesAll?: true; after?: () => Promise<void> }

/** What only those reach who may: `adminIds`, and no other. */
export const adminActions: Record<string, AdminAction> = {
  ...programmeActions,
  ...programmePreviewActions,
  ...settleActions,
  ...partnershipActions,
  ...promptActions,
  ...overseeActions,
}

/** The same of forms: `adminModalIds`, and no other. */
export const adminSubmissions: Record<string, AdminSubmission> = {
  ...programmeSubmissions,
  ...partnershipSubmissions,
  ...promptSubmissions,
  ...overseeSubmissions,
}

export const actions: Record<string, Action> = {
  ...respondActions,
  ...mindActions,
  ...historyActions,
  ...settingsActions,
  ...ownDataActions,
  ...writeActions,
  ...challengeActions,
  ...shareActions,
  ...talkActions,
  ...allWordsActions,
  ...guardedActions(adminActions),
}

export const submissions: Record<string, Submission> = {
  ...respondSubmissions,
  ...settingsSubmissions,
  ...historySubmissions,
  ...ownDataSubmissions,
  ...writeSubmissions,
  ...challengeSubmissions,
  ...shareSubmissions,
  ...talkSubmissions,
  ...guardedSubmissions(adminSubmissions),
}

/** Something done with a message from its own menu. It returns a sentence where it cannot be done. */
export type Shortcut = (
  desk: Desk,
  used: {
    user: string
    trigger: string
    channel: ChannelId
    /** `user` is who wrote it, if it was a person. */
    message: { ts: SlackTs; thread?: SlackTs; user?: string; text: string }
  },
) => Promise<undefined | { refuse: string }>

export const shortcuts: Record<string, Shortcut> = {
  ...saveShortcuts,
}

/** The events that the app subscribes to, as the manifest names them. */
export const events = ['app_home_opened', 'message.im', 'user_change'] as const

export const register = (app: App, desk: Desk): void => {
  const isDoublePress = createDoublePress()
  for (const [id, act] of Object.entries(actions)) {
    app.action({ type: 'block_actions', action_id: id }, async ({ ack, body, action }) => {
      await ack()
      const user = body.user.id
      const pressed: Pressed = {
        user,
        value: pressedValue(action),
        trigger: body.trigger_id,
        message: messageOf(body),
        view: viewOf(body),
      }
      const isAgain = isDoublePress([user, id, pressed.value, pressed.message?.ts, body.view?.hash])
      await guarded(desk, { listener: id, user, trigger: body.trigger_id }, async () => {
        const outcome = await act(desk, pressed)
        if (outcome === 'unseen') return
        if (outcome && !isAgain) {
          const words = outcome === 'too-old' ? desk.say.trouble.old : outcome.refuse
          await open(desk, pressed.trigger, troubleModal(words, desk.say))
        }
        if (isOurs(desk, body)) await showHome(desk, user)
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
            shown: shownIn(view.blocks as KnownBlock[] | undefined),
            root: view.root_view_id ?? view.id,
          })
        } catch (error) {
          // The form stays open with what was written: nothing is lost, and it can be tried again. One without a field
          // has nowhere to say so.
          const field = view.blocks.find(({ type }) => type === 'input')?.block_id
          await (field
            ? ack({ response_action: 'errors', errors: { [field]: desk.say.trouble.retry } })
            : ack({ response_action: 'update', view: troubleModal(desk.say.trouble.fieldless, desk.say) }))
          throw error
        }
        if ('errors' in outcome) {
          await ack({ response_action: 'errors', errors: outcome.errors })
          return
        }
        const { instead, onTop, closesAll } = outcome
        if (instead) await ack({ response_action: 'update', view: instead })
        else if (onTop) await ack({ response_action: 'push', view: onTop })
        else if (closesAll) await ack({ response_action: 'clear' })
        else await ack()
        await outcome.after?.()
        if (isOurs(desk, body)) await showHome(desk, user)
      })
    })
  }

  app.event('message', async ({ event }) => {
    const happened = happenedIn(event)
    if (!happened) return
    await guarded(desk, { listener: 'message', user: happened.user }, async () => {
      if (happened.is === 'deleted') await forgetTypedReply(desk.world, happened.user, happened.ts)
      else {
        const outcome =
          happened.is === 'wordless'
            ? await afterNoWords(desk.world, happened.user)
            : await recordTypedReply(desk.world, happened.user, happened.said)
        await tellAlone(desk, { ...happened, channel: event.channel }, afterTyping(outcome, desk.say))
      }
      await showHome(desk, happened.user)
    })
  })

  app.event('user_change', async ({ event }) => {
    const { id, tz, deleted } = event.user
    await guarded(desk, { listener: 'user_change', user: id }, async () => {
      const zone = tz && isZone(tz) ? Zone.parse(tz) : undefined
      await followAccount(desk.world, id, { isActive: !deleted, zone })
    })
  })

  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return
    await showHome(desk, event.user)
  })

  for (const [name, run] of Object.entries(commands)) {
    app.command(name, async ({ ack, command }) => {
      const user = command.user_id
      const typed = { user, text: command.text.trim(), trigger: command.trigger_id }
      await guarded(desk, { listener: name, user, trigger: command.trigger_id }, async () => {
        let answer: Answer
        try {
          answer = await run(desk, typed)
        } catch (error) {
          await ack()
          throw error
        }
        await (answer.says ? ack({ response_type: 'ephemeral', ...answer.says }) : ack())
        await answer.after?.()
        await showHome(desk, user)
      })
    })
  }

  for (const [id, run] of Object.entries(shortcuts)) {
    app.shortcut({ type: 'message_action', callback_id: id }, async ({ ack, shortcut }) => {
      await ack()
      const { user, channel, message, trigger_id } = shortcut as MessageShortcut
      await guarded(desk, { listener: id, user: user.id, trigger: trigger_id }, async () => {
        const outcome = await run(desk, {
          user: user.id,
          trigger: trigger_id,
          channel: ChannelId.parse(channel.id),
          message: {
            ts: SlackTs.parse(message.ts),
            ...(message.thread_ts && { thread: SlackTs.parse(message.thread_ts) }),
            user: message.user,
            text: plainText(message.text ?? ''),
          },
        })
        if (outcome) await open(desk, trigger_id, troubleModal(outcome.refuse, desk.say))
        await showHome(desk, user.id)
      })
    })
  }
}

/** People of another organisation meet us in a shared channel alone: they have no Home of ours. */
const isOurs = ({ world }: Desk, { user }: { user: { team_id?: string } }): boolean =>
  user.team_id === undefined || user.team_id === world.workspace.current.id

const messageOf = ({ channel, message }: PressedMessage): Pressed['message'] =>
  channel && message
    ? {
        channel: ChannelId.parse(channel.id),
        ts: SlackTs.parse(message.ts),
        ...(message.thread_ts && { thread: SlackTs.parse(message.thread_ts) }),
      }
    : undefined

type PressedMessage = { channel?: { id: string }; message?: { ts: string; thread_ts?: string } }

const viewOf = ({ view }: { view?: PressedView }): Pressed['view'] =>
  view?.type === 'modal'
    ? {
        id: view.id,
        hash: view.hash,
        callback: view.callback_id,
        about: view.private_metadata,
        values: view.state.values as Values,
        root: view.root_view_id ?? view.id,
      }
    : undefined

type PressedView = {
  type: string
  id: string
  hash: string
  callback_id: string
  private_metadata: string
  root_view_id: string | null
  state: { values: object }
}

const pressedValue = (action: object): string => {
  const { value, selected_option, selected_date } = action as {
    value?: string
    selected_option?: { value: string } | null
    selected_date?: string
  }
  return value ?? selected_option?.value ?? selected_date ?? ''
}
