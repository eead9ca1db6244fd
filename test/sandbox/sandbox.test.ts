// The practice workspace as a real Bolt app meets it.
import type { ModalView } from '@slack/types'
import { expect, test } from 'vitest'
import { clientOf, connected, doreen, eventually, farah, practice } from './practice.ts'

const form: ModalView = {
  type: 'modal',
  callback_id: 'answer',
  title: { type: 'plain_text', text: 'This week' },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: [
    {
      type: 'input',
      block_id: 'what',
      label: { type: 'plain_text', text: 'What happened?' },
      element: { type: 'plain_text_input', action_id: 'text', multiline: true, min_length: 3 },
    },
    {
      type: 'input',
      block_id: 'share',
      optional: true,
      label: { type: 'plain_text', text: 'Share it?' },
      element: {
        type: 'radio_buttons',
        action_id: 'choice',
        options: [
          { text: { type: 'plain_text', text: 'Keep it private' }, value: 'no' },
          { text: { type: 'plain_text', text: 'Share it' }, value: 'yes' },
        ],
      },
    },
  ],
}
const question = [
  {
    type: 'actions' as const,
    block_id: 'ask',
    elements: [
      {
        type: 'button' as const,
        action_id: 'answer',
        value: 'd1',
        text: { type: 'plain_text' as const, text: 'Answer' },
      },
    ],
  },
]
const typed = (value: string) => ({ what: { text: { type: 'plain_text_input', value } } })

test('what someone types in the DM reaches the app, escaped as Slack does', async () => {
  const sandbox = await practice()
  const heard: unknown[] = []
  await connected(sandbox, (app) => app.message(async ({ message }) => void heard.push(message)))
  const doreensSeat = sandbox.person(doreen)

  await doreensSeat.say({ channel: doreensSeat.dm, text: 'Listening & <waiting>' })

  await eventually(() => expect(heard).toHaveLength(1))
  expect(heard[0]).toMatchObject({
    type: 'message',
    user: doreen,
    text: 'Listening &amp; &lt;waiting&gt;',
    channel: doreensSeat.dm,
    channel_type: 'im',
    ts: '1767603600.000000',
  })
})

test('a button opens a modal, the form is checked by Slack, then by the app, then saved', async () => {
  const sandbox = await practice()
  const saved: string[] = []
  await connected(sandbox, (app) => {
    app.action('answer', async ({ ack, client, body }) => {
      await ack()
      if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view: form })
    })
    app.view('answer', async ({ ack, view, body }) => {
      const text = view.state.values.what?.text?.value ?? ''
      if (text.includes('NHS number')) {
        return ack({ response_action: 'errors', errors: { what: 'Leave out what names a patient.' } })
      }
      saved.push(`${body.user.id}: ${text} (${view.state.values.share?.choice?.selected_option?.value})`)
      await ack()
    })
  })
  await clientOf(sandbox).chat.postMessage({ channel: farah, text: 'This week', blocks: question })
  const seat = sandbox.person(farah)
  const [message] = seat.seat().messages[seat.dm] ?? []

  await seat.press({
    at: { message: { channel: seat.dm, ts: message?.ts ?? '' } },
    blockId: 'ask',
    actionId: 'answer',
  })
  await sandbox.settle()
  const [modal] = seat.seat().modals
  expect(modal).toMatchObject({ type: 'modal', title: { text: 'This week' } })
  const view = modal?.id ?? ''

  expect(await seat.submit({ view, state: {} })).toEqual({
    ok: false,
    errors: { what: 'Please complete this required field.' },
  })
  expect(await seat.submit({ view, state: typed('No') })).toMatchObject({ errors: { what: /at least 3/ } })
  expect(await seat.submit({ view, state: typed('NHS number 943') })).toEqual({
    ok: false,
    errors: { what: 'Leave out what names a patient.' },
  })
  const chosen = { share: { choice: { selected_option: { value: 'yes' } } } }
  expect(await seat.submit({ view, state: { ...typed('I waited.'), ...chosen } })).toEqual({ ok: true })
  expect(saved).toEqual([`${farah}: I waited. (yes)`])
  expect(seat.seat().modals).toEqual([])
})
