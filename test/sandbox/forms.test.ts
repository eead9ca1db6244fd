// Modals, commands and everything else that a person waits for.
import type { KnownBlock, ModalView } from '@slack/types'
import { expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import {
  clientOf,
  connected,
  doreen,
  eventually,
  farah,
  partnership,
  practice,
  priya,
  refusal,
} from './practice.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const button = (action: string): KnownBlock => ({
  type: 'actions',
  block_id: 'do',
  elements: [{ type: 'button', action_id: action, text: plain('Go'), value: 'v' }],
})
const input = (id: string, more = {}): KnownBlock => ({
  type: 'input',
  block_id: id,
  label: plain(id),
  element: { type: 'plain_text_input', action_id: 'text', ...more },
})
const modal = (callback: string, blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: callback,
  title: plain(callback),
  submit: plain('Next'),
  blocks,
  ...more,
})
const typed = (id: string, value: string) => ({ [id]: { text: { value } } })

/** Someone presses a button that the bot has just posted to them. */
async function press(sandbox: Sandbox, user: string) {
  const { channel = '', ts = '' } = await clientOf(sandbox).chat.postMessage({
    channel: user,
    text: 'Press',
    blocks: [button('go')],
  })
  await sandbox.person(user).press({ at: { message: { channel, ts } }, blockId: 'do', actionId: 'go' })
  await sandbox.settle()
}
async function asked(sandbox: Sandbox) {
  const { ts = '' } = await clientOf(sandbox).chat.postMessage({ channel: farah, text: 'How was it?' })
  return { ts }
}
const top = (sandbox: Sandbox, user: string) => sandbox.person(user).seat().modals.at(-1)

test('a trigger is good once, and for three seconds', async () => {
  let ms = 0
  const triggers: string[] = []
  const sandbox = await practice({ monotonic: () => ms })
  await connected(sandbox, (app) =>
    app.action('go', async ({ ack, body }) => {
      await ack()
      if (body.type === 'block_actions') triggers.push(body.trigger_id)
    }),
  )
  await press(sandbox, farah)
  await press(sandbox, farah)
  const open = (trigger: string | undefined) =>
    clientOf(sandbox).views.open({ trigger_id: trigger ?? '', view: modal('a', [input('what')]) })
  await open(triggers[0])
  expect(await refusal(open(triggers[0]))).toMatchObject({ error: 'exchanged_trigger_id' })
  ms += 3001
  expect(await refusal(open(triggers[1]))).toMatchObject({ error: 'expired_trigger_id' })
  expect(await refusal(open('1.2.3'))).toMatchObject({ error: 'invalid_trigger_id' })
})

test('broken views are refused with where and why', async () => {
  const { views } = clientOf(await practice())
  const faults = async (view: object) => {
    const refused = await refusal(views.open({ trigger_id: '1.2.3', view: view as ModalView }))
    expect(refused.error).toBe('invalid_arguments')
    return (refused.response_metadata as { messages: string[] }).messages
  }
  expect(await faults({ type: 'modal', blocks: [] })).toEqual([
    '[ERROR] missing required field: title [json-pointer:/view]',
  ])
  expect(await faults(modal('a', [], { title: plain('x'.repeat(25)) }))).toEqual([
    '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
  ])
  const { submit: _submit, ...unsubmitted } = modal('a', [{ type: 'divider' }, input('what')])
  expect(await faults(unsubmitted)).toEqual([
    '[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]',
  ])
  expect(await faults(modal('a', [], { private_metadata: 'x'.repeat(3001) }))).toHaveLength(1)
  expect(await faults(modal('a', Array(101).fill({ type: 'divider' })))).toHaveLength(1)
  expect(await faults({ type: 'home', blocks: [] })).toEqual([
    '[ERROR] must be a `modal` view [json-pointer:/view/type]',
  ])
})

test('modals lie on one another, three deep, and each answer does what Slack does with it', async () => {
  const sandbox = await practice()
  const closed: unknown[] = []
  await connected(sandbox, (app) => {
    app.action('go', async ({ ack, body, client }) => {
      await ack()
      if (body.type !== 'block_actions') return
      await client.views.open({
        trigger_id: body.trigger_id,
        view: modal('one', [input('a')], { notify_on_close: true }),
      })
    })
    app.view('one', ({ ack }) => ack({ response_action: 'push', view: modal('two', [input('b')]) }))
    app.view('two', ({ ack }) =>
      ack({ response_action: 'update', view: modal('three', [input('b'), input('c')]) }),
    )
    app.view('three', ({ ack }) => ack({ response_action: 'clear' }))
    app.view({ type: 'view_closed', callback_id: 'one' }, async ({ ack, body }) => {
      await ack()
      closed.push(body.type === 'view_closed' && body.is_cleared)
    })
  })
  await press(sandbox, farah)
  const seat = sandbox.person(farah)
  const titles = () => seat.seat().modals.map((it) => it.callback_id)
  const first = top(sandbox, farah)?.id ?? ''
  await seat.submit({ view: first, state: typed('a', 'A') })
  expect(titles()).toEqual(['one', 'two'])
  await expect(seat.submit({ view: first, state: {} })).rejects.toThrow('no longer open')
  const second = top(sandbox, farah)?.id ?? ''
  await seat.submit({ view: second, state: typed('b', 'B') })
  expect(titles()).toEqual(['one', 'three'])
  // What was entered stays where the same input still stands.
  expect(top(sandbox, farah)).toMatchObject({
    id: second,
    state: { values: { b: { text: { value: 'B' } } } },
  })
  await seat.submit({ view: second, state: typed('c', 'C') })
  expect(titles()).toEqual([])
  await eventually(() => expect(closed).toEqual([true]))

  await press(sandbox, farah)
  await seat.close({ view: top(sandbox, farah)?.id ?? '' })
  await eventually(() => expect(closed).toEqual([true, false]))
})

test('a fourth window finds no room, whichever way the app asks for it', async () => {
  const sandbox = await practice()
  const refused: unknown[] = []
  await connected(sandbox, (app) => {
    app.action('go', async ({ ack, body, client }) => {
      await ack()
      if (body.type !== 'block_actions') return
      const view = modal('deeper', [input('a'), button('go')])
      const asked = { trigger_id: body.trigger_id, view }
      if (body.view) await client.views.push(asked).catch(({ data }) => refused.push(data.error))
      else await client.views.open(asked)
    })
    app.view('deeper', ({ ack }) => ack({ response_action: 'push', view: modal('deepest', []) }))
  })
  await press(sandbox, farah)
  const seat = sandbox.person(farah)
  const pressInside = async () => {
    await seat.press({ at: { view: top(sandbox, farah)?.id ?? '' }, blockId: 'do', actionId: 'go' })
    await sandbox.settle()
  }
  for (const _ of [2, 3, 4]) await pressInside()
  expect(refused).toEqual(['push_limit_reached'])
  const modals = seat.seat().modals
  expect(modals).toHaveLength(3)
  const submitted = seat.submit({ view: modals.at(-1)?.id ?? '', state: typed('a', 'A') })
  await expect(submitted).rejects.toThrow('More than three windows')
  // Closing goes back by one.
  await seat.close({ view: modals.at(-1)?.id ?? '' })
  expect(top(sandbox, farah)?.id).toBe(modals[1]?.id)
})

test('a modal changes under someone only where it is still what the app thinks', async () => {
  const sandbox = await practice()
  const triggers: string[] = []
  await connected(sandbox, (app) =>
    app.action('go', async ({ ack, body, client }) => {
      await ack()
      if (body.type !== 'block_actions') return
      if (body.view) return void triggers.push(body.trigger_id)
      const view = modal('one', [input('a', { initial_value: 'before' }), button('go')])
      await client.views.open({ trigger_id: body.trigger_id, view })
    }),
  )
  await press(sandbox, farah)
  const { views } = clientOf(sandbox)
  const { id = '', hash = '' } = top(sandbox, farah) ?? {}
  const pressAgain = () =>
    sandbox
      .person(farah)
      .press({ at: { view: id }, blockId: 'do', actionId: 'go', state: typed('a', 'after') })
  await pressAgain()
  const changedTo = (callback: string) => modal(callback, [input('a', { initial_value: 'other' })])
  await views.update({ view_id: id, hash, view: changedTo('two') })
  expect(top(sandbox, farah)).toMatchObject({
    callback_id: 'two',
    state: { values: { a: { text: { value: 'after' } } } },
  })
  const late = views.update({ view_id: id, hash, view: changedTo('three') })
  expect(await refusal(late)).toMatchObject({ error: 'hash_conflict' })
  const gone = views.update({ view_id: 'V0GONE', view: changedTo('three') })
  expect(await refusal(gone)).toMatchObject({ error: 'not_found' })
  await views.push({ trigger_id: triggers[0] ?? '', view: modal('pushed', [button('go')]) })
  expect(sandbox.person(farah).seat().modals).toHaveLength(2)
})

test('a window on one device stays open while its owner uses the other, and can be sent later', async () => {
  const sandbox = await practice()
  const sent: unknown[] = []
  await connected(sandbox, (app) => {
    app.action('go', async ({ ack, body, client }) => {
      await ack()
      if (body.type !== 'block_actions') return
      await client.views.open({ trigger_id: body.trigger_id, view: modal('a', [input('what')]) })
    })
    app.view('a', async ({ ack, view }) => {
      sent.push(view.state.values.what?.text?.value)
      await ack()
    })
  })
  const seat = sandbox.person(farah)
  const send = (words: string) =>
    seat.submit({ view: top(sandbox, farah)?.id ?? '', state: typed('what', words) })
  await press(sandbox, farah)
  seat.switchDevice()
  expect(top(sandbox, farah)).toBeUndefined()
  await press(sandbox, farah)
  expect(await send('from the desk')).toEqual({ ok: true })
  seat.switchDevice()
  expect(await send('from the bus')).toEqual({ ok: true })
  expect(sent).toEqual(['from the desk', 'from the bus'])
})

test('a command is answered to who gave it, or to everyone', async () => {
  const sandbox = await practice({ commands: ['/balcony'] })
  await connected(sandbox, (app) =>
    app.command('/balcony', async ({ ack, command, respond }) => {
      if (command.text === 'help') return ack('Ask, answer, look back.')
      if (command.text === 'tell') return ack({ text: 'For all', response_type: 'in_channel' })
      await ack()
      await respond({ text: `Later, ${command.user_name}` })
    }),
  )
  const seat = sandbox.person(doreen)
  const give = (text: string, command = '/balcony') => seat.command({ channel: partnership, command, text })

  expect(await give('help')).toEqual({ text: 'Ask, answer, look back.' })
  expect(await give('tell')).toEqual({})
  expect(await give('later')).toEqual({})
  await sandbox.settle()
  expect(seat.seat().messages[partnership]).toMatchObject([
    { text: 'Ask, answer, look back.', ephemeral: true },
    { text: 'For all' },
    { text: 'Later, doreen.ackroyd', ephemeral: true },
  ])
  expect(sandbox.person(priya).seat().messages[partnership]).toMatchObject([{ text: 'For all' }])
  await expect(give('', '/balconi')).rejects.toThrow('/balconi is not a valid command.')
})

test('who waits for an app that does not answer is told so', async () => {
  const sandbox = await practice({ patience: { ackMs: 40 } })
  const seat = sandbox.person(doreen)
  const give = () => seat.command({ channel: seat.dm, command: '/balcony', text: '' })
  await expect(give()).rejects.toThrow('/balcony failed with the error "dispatch_failed"')
  await connected(sandbox, (app) => app.command('/balcony', async () => undefined))
  await expect(give()).rejects.toThrow('/balcony failed with the error "operation_timeout"')
  await expect(press(sandbox, doreen)).rejects.toThrow('Balcony did not respond in time.')
})

test('a message is replaced, or taken away, through its response address, five times at most', async () => {
  const sandbox = await practice()
  let url = ''
  await connected(sandbox, (app) =>
    app.action('go', async ({ ack, body, respond }) => {
      await ack()
      if (body.type === 'block_actions') url = body.response_url
      await respond({ text: 'Thank you', replace_original: true })
    }),
  )
  await press(sandbox, farah)
  const seat = sandbox.person(farah)
  expect(seat.seat().messages[seat.dm]).toMatchObject([{ text: 'Thank you' }])
  const answer = async (body: object) =>
    (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status
  expect(await answer({ blocks: [{ type: 'lever' }] })).toBe(400)
  expect(await answer({ text: 'Only you' })).toBe(200)
  expect(await answer({ delete_original: true })).toBe(200)
  expect(seat.seat().messages[seat.dm]).toMatchObject([{ text: 'Only you', ephemeral: true }])
  expect(await answer({ text: 'Fifth' })).toBe(200)
  expect(await answer({ text: 'Sixth' })).toBe(404)
})

test('each choice arrives whole, in the action and in the state', async () => {
  const sandbox = await practice()
  const heard: unknown[] = []
  await connected(sandbox, (app) =>
    app.action('day', async ({ ack, action, body }) => {
      await ack()
      heard.push(action, body.type === 'block_actions' && body.state?.values)
    }),
  )
  const options = ['Monday', 'Tuesday'].map((day) => ({
    text: plain(day),
    value: day.slice(0, 3).toLowerCase(),
  }))
  const blocks: KnownBlock[] = [
    {
      type: 'section',
      block_id: 'when',
      text: plain('When?'),
      accessory: { type: 'static_select', action_id: 'day', options, initial_option: options[0] },
    },
  ]
  const { channel = '', ts = '' } = await clientOf(sandbox).chat.postMessage({
    channel: farah,
    text: 'When?',
    blocks,
  })
  const chosen = { selected_option: { value: 'tue' } }
  const at = { message: { channel, ts } }
  await sandbox.person(farah).press({ at, blockId: 'when', actionId: 'day', chosen })
  await eventually(() => expect(heard).toHaveLength(2))
  expect(heard[0]).toMatchObject({ type: 'static_select', selected_option: options[1] })
  expect(heard[1]).toEqual({ when: { day: { type: 'static_select', selected_option: options[1] } } })
  const gone = sandbox.person(farah).press({ at, blockId: 'when', actionId: 'night' })
  await expect(gone).rejects.toThrow('no longer there')
  const stranger = sandbox.person(doreen).press({ at, blockId: 'when', actionId: 'day', chosen })
  await expect(stranger).rejects.toThrow('not in that conversation')
})

test('a shortcut on any message tells the app of it, and opens what the app wants to ask', async () => {
  const sandbox = await practice({ shortcuts: [{ callbackId: 'keep', name: 'Keep this' }] })
  const heard: Record<string, unknown>[] = []
  await connected(sandbox, (app) =>
    app.shortcut('keep', async ({ ack, shortcut, client, respond }) => {
      await ack()
      heard.push({ ...shortcut })
      if (shortcut.type !== 'message_action') return
      if (shortcut.message.thread_ts) return void (await respond('Kept'))
      await client.views.open({
        trigger_id: shortcut.trigger_id,
        view: modal('keep', [input('why', { initial_value: shortcut.message.text ?? '' })]),
      })
    }),
  )
  const seat = sandbox.person(farah)
  const said = await sandbox.person(doreen).say({ channel: partnership, text: 'We agreed to meet at 3 & 4' })
  const use = (channel: string, ts: string, callbackId = 'keep') => seat.shortcut({ callbackId, channel, ts })

  await use(partnership, said.ts)
  await sandbox.settle()
  expect(heard[0]).toMatchObject({
    type: 'message_action',
    callback_id: 'keep',
    team: { domain: 'northfield-practice' },
    user: { id: farah, username: 'farah.siddiqui' },
    channel: { id: partnership, name: 'privategroup' },
    message_ts: said.ts,
    message: { type: 'message', user: doreen, text: 'We agreed to meet at 3 &amp; 4', ts: said.ts },
    action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
  })
  expect(top(sandbox, farah)).toMatchObject({ callback_id: 'keep' })

  const reply = await seat.say({ channel: seat.dm, text: 'To you', threadTs: (await asked(sandbox)).ts })
  await use(seat.dm, reply.ts)
  await sandbox.settle()
  expect(heard[1]).toMatchObject({
    channel: { name: 'directmessage' },
    message: { thread_ts: reply.threadTs },
  })
  expect(seat.seat().messages[seat.dm]?.at(-1)).toMatchObject({
    text: 'Kept',
    ephemeral: true,
    threadTs: reply.threadTs,
  })

  const unseen = seat.seat().messages[seat.dm]?.at(-1)?.ts ?? ''
  await expect(use(seat.dm, unseen)).rejects.toThrow('only one person sees')
  await expect(use(partnership, '1.000000')).rejects.toThrow('no longer there')
  await expect(use(sandbox.person(doreen).dm, said.ts)).rejects.toThrow('not in that conversation')
  await expect(use(partnership, said.ts, 'lose')).rejects.toThrow('Balcony has no shortcut lose.')
})
