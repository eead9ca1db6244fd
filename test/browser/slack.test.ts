// What Slack's own client offers around an app, in a real browser: files, menus on messages, stacked windows, people.
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { pageHandler } from '../../src/sandbox/build-page.ts'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { clientOf, connected, doreen, farah, partnership, practice } from '../sandbox/practice.ts'
import { browserPath, openBrowser, openPage } from './chromium.ts'

describe.skipIf(!browserPath)('the page as a Slack client', () => {
  let browser: Browser
  let html: SandboxOptions['page']
  beforeAll(async () => {
    html = await pageHandler()
    browser = await openBrowser()
  }, 60_000)
  afterAll(() => browser?.close())

  const opened = (options: Partial<SandboxOptions> = {}): Promise<Sandbox> =>
    practice({ page: html, ...options })

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
})
