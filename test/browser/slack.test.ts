// What Slack's own client offers around an app, in a real browser: files, menus on messages, stacked windows, people.
import { readFile } from 'node:fs/promises'
import type { ModalView } from '@slack/types'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { pageHandler } from '../../src/sandbox/build-page.ts'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { clientOf, connected, doreen, farah, partnership, patient, practice } from '../sandbox/practice.ts'
import { browserPath, openBrowser, openPage } from './chromium.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string) => ({ text: plain(text), value: text })
const pressable = (text: string, action_id: string) => ({
  type: 'button' as const,
  text: plain(text),
  action_id,
})
const form: ModalView = {
  type: 'modal',
  title: plain('Challenge'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'actions',
      elements: [
        pressable('Look closer', 'closer'),
        {
          ...pressable('Delete', 'delete'),
          style: 'danger',
          confirm: {
            title: plain('Delete it?'),
            text: plain('It cannot be undone.'),
            confirm: plain('Yes, delete'),
            deny: plain('Keep it'),
            style: 'danger',
          },
        },
      ],
    },
    {
      type: 'input',
      label: plain('Who may see it?'),
      element: {
        type: 'radio_buttons',
        options: [
          { ...option('Only me'), description: plain('Nobody else is told of it.') },
          option('My partnership'),
        ],
      },
    },
    {
      type: 'input',
      label: plain('Which one'),
      element: {
        type: 'static_select',
        option_groups: [
          { label: plain('Ours'), options: [option('Waiting list'), option('Sunday cover')] },
          { label: plain('Theirs'), options: [option('Equipment')] },
        ],
      },
    },
    {
      type: 'input',
      label: plain('When'),
      // Ten o'clock in London, where the clocks are an hour ahead.
      element: { type: 'datetimepicker', initial_date_time: Date.UTC(2026, 6, 1, 9) / 1000 },
    },
  ],
}
const closer: ModalView = {
  type: 'modal',
  callback_id: 'closer',
  title: plain('Closer'),
  submit: plain('Save'),
  close: plain('Back'),
  blocks: [{ type: 'actions', elements: [pressable('More', 'more')] }],
}

describe.skipIf(!browserPath)('the page as a Slack client', () => {
  let browser: Browser
  let html: SandboxOptions['page']
  beforeAll(async () => {
    html = await pageHandler()
    browser = await openBrowser()
  }, 60_000)
  afterAll(() => browser?.close())

  const opened = (options: Partial<SandboxOptions> = {}): Promise<Sandbox> =>
    practice({ page: html, patience: patient, ...options })

  /** The page as someone sees it; it may complain of nothing while the test runs. */
  const pageOf = async (sandbox: Sandbox, user: string, place = 'dm') => {
    const { page, complaints } = await openPage(browser, `${sandbox.url}#/as/${user}/${place}`)
    onTestFinished(async () => {
      await page.close()
      expect(complaints).toEqual([])
    })
    await page.getByRole('log').waitFor()
    return page
  }

  it('shows a file with its name and size, saves it, and lets go of what the app takes back', async () => {
    const sandbox = await opened()
    const { files, chat } = clientOf(sandbox)
    const { dm } = sandbox.person(farah)
    const { ts = '' } = await chat.postMessage({ channel: farah, text: 'Never mind' })
    await files.uploadV2({
      channel_id: dm,
      initial_comment: 'Everything you wrote:',
      filename: 'my-words.json',
      title: 'My words',
      content: `{"replies":["${'so '.repeat(1000)}"]}`,
    })
    const page = await pageOf(sandbox, farah)

    const link = page.getByRole('link', { name: 'My words my-words.json, 3 kB' })
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toBe('my-words.json')
    expect(await readFile(await download.path(), 'utf8')).toContain('so so so')

    await chat.delete({ channel: dm, ts })
    await page.getByText('Never mind').waitFor({ state: 'detached' })
    await files.delete({ file: sandbox.person(farah).seat().messages[dm]?.at(-1)?.files?.[0]?.id ?? '' })
    await link.waitFor({ state: 'detached' })
    expect(await page.getByText('Everything you wrote:').count()).toBe(1)
  })

  it('offers the app’s shortcuts on every message, also on what someone else said in a channel', async () => {
    const sandbox = await opened({ shortcuts: [{ callbackId: 'keep', name: 'Keep this' }] })
    await connected(sandbox, (app) =>
      app.shortcut({ type: 'message_action', callback_id: 'keep' }, async ({ ack, shortcut, client }) => {
        await ack()
        const title = { type: 'plain_text' as const, text: 'Kept' }
        const text = { type: 'mrkdwn' as const, text: `You kept: ${shortcut.message.text}` }
        const view = { type: 'modal' as const, title, blocks: [{ type: 'section' as const, text }] }
        await client.views.open({ trigger_id: shortcut.trigger_id, view })
      }),
    )
    await sandbox.person(doreen).say({ channel: partnership, text: 'Ask us before, not after' })
    const page = await pageOf(sandbox, farah, partnership)

    const said = page.getByRole('article', { name: /Doreen/ })
    await said.hover()
    await said.getByRole('button', { name: 'More to do with this message' }).click()
    await page.getByRole('button', { name: 'Keep this Balcony' }).click()
    const kept = page.getByRole('dialog', { name: 'Kept' })
    await kept.getByText('You kept: Ask us before, not after').waitFor()
    expect(await said.getByRole('button', { name: 'Delete' }).count()).toBe(0)
  })

  it('stacks windows, asks before what is dangerous, and keeps what was filled in below', async () => {
    const sandbox = await opened()
    const heard: string[] = []
    await connected(sandbox, (app) => {
      app.action(/.*/, async ({ ack, body, action, client }) => {
        await ack()
        if (body.type !== 'block_actions' || !('action_id' in action)) return
        heard.push(action.action_id)
        const { trigger_id, view } = body
        if (action.action_id === 'open') await client.views.open({ trigger_id, view: form })
        if (action.action_id === 'closer') await client.views.push({ trigger_id, view: closer })
        if (action.action_id === 'more' && view) {
          const next = { ...closer, title: plain('Closer still') }
          await client.views.update({ view_id: view.id, hash: view.hash, view: next })
        }
      })
      app.view('closer', ({ ack }) =>
        ack({ response_action: 'update', view: { ...form, title: plain('Saved') } }),
      )
    })
    await clientOf(sandbox).chat.postMessage({
      channel: farah,
      text: 'Open',
      blocks: [{ type: 'actions', elements: [pressable('Open', 'open')] }],
    })
    const page = await pageOf(sandbox, farah)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    const challenge = page.getByRole('dialog', { name: 'Challenge' })
    const alone = challenge.getByRole('radio', { name: 'Only me' })
    await alone.check()
    expect(await alone.getAttribute('aria-describedby')).toBeTruthy()
    await challenge.getByText('Nobody else is told of it.').waitFor()
    const menu = challenge.getByLabel('Which one')
    expect(
      await menu.locator('optgroup').evaluateAll((all) => all.map((it) => it.getAttribute('label'))),
    ).toEqual(['Ours', 'Theirs'])
    await menu.selectOption('Equipment')
    const when = challenge.getByLabel('When')
    expect(await when.inputValue()).toBe('2026-07-01T10:00')
    await when.fill('2026-07-02T09:30')

    // It is asked first, and a no is a no.
    const sure = page.getByRole('dialog', { name: 'Delete it?' })
    await challenge.getByRole('button', { name: 'Delete', exact: true }).click()
    await sure.getByRole('button', { name: 'Keep it' }).click()
    await challenge.getByRole('button', { name: 'Delete', exact: true }).click()
    await sure.getByRole('button', { name: 'Yes, delete' }).click()
    await expect.poll(() => heard).toEqual(['open', 'delete'])

    await challenge.getByRole('button', { name: 'Look closer' }).click()
    const above = page.getByRole('dialog', { name: 'Closer', exact: true })
    await above.getByRole('button', { name: 'More' }).click()
    const held = JSON.stringify(sandbox.person(farah).seat().modals[0]?.state)
    expect(held).toContain(`"selected_date_time":${Date.UTC(2026, 6, 2, 8, 30) / 1000}`)
    await page.getByRole('dialog', { name: 'Closer still' }).getByRole('button', { name: 'Back' }).click()
    await challenge.waitFor()
    expect(await alone.isChecked()).toBe(true)
    expect(await menu.inputValue()).toBe('Equipment')

    await challenge.getByRole('button', { name: 'Look closer' }).click()
    await above.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog', { name: 'Saved' }).waitFor()
    expect(sandbox.person(farah).seat().modals).toHaveLength(2)
    // Escape that is held down closes the window on top, once.
    await page.getByRole('dialog', { name: 'Saved' }).evaluate((it) => {
      for (let times = 0; times < 3; times += 1) it.dispatchEvent(new Event('cancel', { cancelable: true }))
    })
    await challenge.waitFor()
    expect(sandbox.person(farah).seat().modals).toHaveLength(1)
  })

  it('shows what is for one person alone, until they load the page anew', async () => {
    let now = Date.UTC(2026, 0, 5, 9)
    const sandbox = await opened({ now: () => now })
    const { dm } = sandbox.person(farah)
    const { chat } = clientOf(sandbox)
    await chat.postMessage({ channel: dm, text: 'For good' })
    now += 1000
    const page = await pageOf(sandbox, farah)
    now += 1000
    await chat.postEphemeral({ channel: dm, user: farah, text: 'For now' })
    await page.getByText('Only visible to you').waitFor()
    const said = page.getByRole('article')
    expect(await said.last().textContent()).toContain('For now')
    now += 1000
    await page.reload()
    await page.getByText('For good').waitFor()
    expect(await said.count()).toBe(1)
  })

  it('lets someone move, leave and come back', async () => {
    const sandbox = await opened()
    await clientOf(sandbox).chat.postMessage({ channel: farah, text: 'How was it?' })
    const page = await pageOf(sandbox, farah)
    const change = async (to: string) => {
      await page.getByRole('button', { name: 'Change Farah Siddiqui' }).click()
      await page.getByRole('button', { name: to }).click()
    }
    const clock = page.getByRole('region', { name: /clock/ }).locator('time')
    expect(await clock.textContent()).toContain('09:00')
    await change('Change time zone…')
    await page.getByLabel('Where Farah Siddiqui lives').selectOption('Europe/Athens')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => clock.textContent()).toContain('11:00')

    await change('Deactivate account')
    await page.getByText('they can neither read nor write here').waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
    await page.getByRole('tab', { name: 'Home' }).click()
    await page.getByText('they can neither read nor write here').waitFor()
    await page.getByRole('button', { name: /You are/ }).click()
    expect(await page.getByRole('link', { name: /Farah/ }).textContent()).toContain('deactivated')
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Messages' }).click()
    await page.getByRole('main').getByRole('button', { name: 'Activate again' }).click()
    await page.getByRole('textbox', { name: 'Message Balcony' }).fill('Here I am.')
    await page.keyboard.press('Enter')
    await expect.poll(() => sandbox.person(farah).seat().messages[sandbox.person(farah).dm]?.length).toBe(2)
    expect(sandbox.person(farah).seat().person).toMatchObject({ tz: 'Europe/Athens' })
  })
})
