// Hands that find what to press by what it says: whatever Slack lets someone press, choose, pick, type or fill in.
import type { KnownBlock, PlainTextOption } from '@slack/types'
import { expect, test } from 'vitest'
import { chooseOn, fillIn, messageWith, pickOn, pressIn, pressOn, typeIn } from '../../src/sandbox/hands.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { clientOf, connected, doreen, farah, partnership, practice } from './practice.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const options = (...words: string[]): PlainTextOption[] =>
  words.map((text) => ({ text: plain(text), value: text.toLowerCase() }))
const groups = [
  { label: plain('Ours'), options: options('Waiting list', 'Sunday cover') },
  { label: plain('Theirs'), options: options('Equipment') },
]
const section = (text: string, accessory: object = {}) =>
  ({ type: 'section', text: { type: 'mrkdwn', text }, ...accessory }) as KnownBlock
const button = (text: string, id: string) => ({ type: 'button' as const, text: plain(text), action_id: id })
const row = (...elements: object[]) => ({ type: 'actions', elements }) as KnownBlock
const field = (label: string, element: object, more: object = {}) =>
  ({ type: 'input', label: plain(label), element, ...more }) as KnownBlock

type Heard = { action: Record<string, unknown>; values: Record<string, unknown> }

/** Opens a modal for Farah, in which everything she presses is heard, with what stood in the fields by then. */
async function formWith(
  blocks: KnownBlock[],
): Promise<{ sandbox: Sandbox; heard: Heard[]; sent: unknown[] }> {
  const sandbox = await practice()
  const heard: Heard[] = []
  const sent: unknown[] = []
  await connected(sandbox, (app) => {
    app.action(/.*/, async ({ ack, action, body, client }) => {
      await ack()
      if (body.type !== 'block_actions' || !('action_id' in action)) return
      if (body.view) {
        heard.push({ action: { ...action }, values: valuesIn(body.view.state.values) })
        return
      }
      const view = {
        type: 'modal' as const,
        callback_id: 'form',
        title: plain('Form'),
        submit: plain('Save'),
      }
      await client.views.open({ trigger_id: body.trigger_id, view: { ...view, blocks } })
    })
    app.view('form', async ({ ack, view }) => {
      sent.push(valuesIn(view.state.values))
      await ack()
    })
  })
  const text = 'Begin'
  await clientOf(sandbox).chat.postMessage({ channel: farah, text, blocks: [row(button(text, 'go'))] })
  const seat = sandbox.person(farah)
  const message = messageWith(seat, 'Begin')
  if (!message) throw new Error('Nothing was posted.')
  expect(await pressOn(seat, message, 'Begin')).toBe(true)
  await sandbox.settle()
  return { sandbox, heard, sent }
}

const form = (sandbox: Sandbox) => {
  const view = sandbox.person(farah).seat().modals.at(-1)
  if (!view) throw new Error('There is no form.')
  return view
}

/** By action id, without the type: what the app reads. */
const valuesIn = (values: Record<string, Record<string, object>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.values(values).flatMap((actions) =>
      Object.entries(actions).map(([id, { type: _type, ...value }]: [string, { type?: unknown }]) => [
        id,
        Object.values(value)[0],
      ]),
    ),
  )

test('every kind of field is filled in by its label', async () => {
  const { sandbox, sent } = await formWith([
    field('Challenge', { type: 'static_select', action_id: 'challenge', option_groups: groups }),
    field('Others', { type: 'multi_static_select', action_id: 'others', option_groups: groups }),
    field('How many weeks', { type: 'number_input', action_id: 'weeks', is_decimal_allowed: false }),
    field('When exactly', { type: 'datetimepicker', action_id: 'moment' }),
    field('Which day', { type: 'datepicker', action_id: 'day' }),
    field('With whom', { type: 'users_select', action_id: 'whom' }),
    field('Their address', { type: 'email_text_input', action_id: 'email' }),
    field('How', { type: 'radio_buttons', action_id: 'how', options: options('Alone', 'Together') }),
    field('Left alone', { type: 'plain_text_input', action_id: 'left', initial_value: 'as it was' }),
    // Its label begins as that of another one, which is meant.
    field('How long', { type: 'plain_text_input', action_id: 'long', initial_value: 'an hour' }),
  ])
  const filled = {
    Challenge: 'Equipment',
    Others: ['Waiting', 'Sunday'],
    'How many': '6',
    'When exactly': '2026-01-31T09:30:00Z',
    'Which day': '2026-02-01',
    'With whom': doreen,
    'Their address': 'doreen@northfield.example',
    How: 'Together',
  }
  const seat = sandbox.person(farah)
  expect(await fillIn(seat, { ...filled, 'How many': '6.5' })).toMatchObject({ ok: false })
  expect(await fillIn(seat, filled)).toEqual({ ok: true })
  expect(sent).toEqual([
    {
      challenge: options('Equipment')[0],
      others: options('Waiting list', 'Sunday cover'),
      weeks: '6',
      moment: Date.parse('2026-01-31T09:30:00Z') / 1000,
      day: '2026-02-01',
      whom: doreen,
      email: 'doreen@northfield.example',
      how: options('Together')[0],
      left: 'as it was',
      long: 'an hour',
    },
  ])
})

test('what is in the fields travels with a press, and is still there when the form is sent', async () => {
  const { sandbox, heard, sent } = await formWith([
    field('Your answer', { type: 'plain_text_input', action_id: 'answer' }),
    field(
      'Find words',
      { type: 'plain_text_input', action_id: 'find' },
      { dispatch_action: true, optional: true },
    ),
    field('Share', { type: 'radio_buttons', action_id: 'share', options: options('No', 'Yes') }),
    row(button('Keep a draft', 'draft'), {
      type: 'datepicker',
      action_id: 'until',
      placeholder: plain('Until'),
    }),
  ])
  const seat = sandbox.person(farah)

  expect(await pressIn(seat, form(sandbox), 'Keep a draft', { filled: { 'Your answer': 'I waited.' } })).toBe(
    true,
  )
  expect(await typeIn(seat, form(sandbox), 'Find words', 'wait')).toBe(true)
  expect(await pickOn(seat, { view: form(sandbox) }, 'Until', '2026-02-28')).toBe(true)
  await sandbox.settle()
  expect(heard).toMatchObject([
    { action: { action_id: 'draft' }, values: { answer: 'I waited.', find: null, share: null } },
    { action: { type: 'plain_text_input', value: 'wait' }, values: { answer: 'I waited.', find: 'wait' } },
    { action: { selected_date: '2026-02-28' }, values: { answer: 'I waited.', until: '2026-02-28' } },
  ])
  // A field that tells the app nothing is no place to type into, nor to choose from, without sending the form.
  expect(await typeIn(seat, form(sandbox), 'Your answer', 'Again')).toBe(false)
  expect(await chooseOn(seat, { view: form(sandbox) }, 'Yes')).toBe(false)
  expect(await pickOn(seat, { view: form(sandbox) }, 'From', '2026-02-28')).toBe(false)

  expect(await fillIn(seat, { Share: 'Yes' })).toEqual({ ok: true })
  expect(sent).toMatchObject([{ answer: 'I waited.', find: 'wait', share: options('Yes')[0] }])
})

test('controls are found in rows and beside sections, and told apart by what they stand beside', async () => {
  const more = { type: 'overflow', options: options('Rename', 'Close') }
  const { sandbox, heard } = await formWith([
    section('*Waiting list*', { accessory: { ...more, action_id: 'first' } }),
    section('*Sunday cover*', { accessory: { ...more, action_id: 'second' } }),
    row(button('Open', 'open')),
    row({ type: 'static_select', action_id: 'menu', option_groups: groups }),
    section('A day', { accessory: { type: 'datepicker', action_id: 'day' } }),
    field(
      'How',
      { type: 'radio_buttons', action_id: 'how', options: options('Alone', 'Together') },
      { dispatch_action: true },
    ),
  ])
  const seat = sandbox.person(farah)
  const on = { view: form(sandbox) }

  expect(await chooseOn(seat, on, 'Rename')).toBe(true)
  expect(await chooseOn(seat, on, 'Rename', { beside: 'Sunday' })).toBe(true)
  expect(await pressIn(seat, on.view, 'Open', { beside: 'Sunday' })).toBe(true)
  expect(await pressIn(seat, on.view, 'Open', { beside: 'Waiting' })).toBe(false)
  expect(await chooseOn(seat, on, 'Equipment')).toBe(true)
  expect(await pickOn(seat, on, 'A day', '2026-02-01')).toBe(true)
  expect(await chooseOn(seat, on, 'Together')).toBe(true)
  expect(await chooseOn(seat, on, 'Nothing')).toBe(false)
  await sandbox.settle()
  expect(heard.map(({ action }) => action)).toMatchObject([
    { action_id: 'first', type: 'overflow', selected_option: options('Rename')[0] },
    { action_id: 'second', selected_option: options('Rename')[0] },
    { action_id: 'open' },
    { action_id: 'menu', selected_option: options('Equipment')[0] },
    { action_id: 'day', selected_date: '2026-02-01' },
    { action_id: 'how', type: 'radio_buttons', selected_option: options('Together')[0] },
  ])
})

test('a message in a channel is acted on where it stands', async () => {
  const sandbox = await practice()
  const heard: unknown[] = []
  await connected(sandbox, (app) =>
    app.action('yes', async ({ ack, body }) => {
      await ack()
      heard.push(body.type === 'block_actions' && body.channel)
    }),
  )
  await clientOf(sandbox).chat.postMessage({
    channel: partnership,
    text: 'Join?',
    blocks: [row(button('Yes', 'yes'))],
  })
  const seat = sandbox.person(farah)
  const [message] = seat.seat().messages[partnership] ?? []
  if (!message) throw new Error('Nothing was posted.')
  expect(await pressOn(seat, message, 'Yes')).toBe(true)
  await sandbox.settle()
  expect(heard).toMatchObject([{ id: partnership }])
})
