// A newcomer opens the practice workspace in a real browser: answers, moves the clock, reads both digests.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Instant } from '../../src/domain/model.ts'
import { type Practice, startPractice } from '../../src/practice.ts'
import { pageHandler } from '../../src/sandbox/build-page.ts'
import { quietLog } from '../quiet-log.ts'
import { overRealSockets } from '../real-sockets.ts'
import { patient } from '../sandbox/practice.ts'
import { browserPath, openBrowser, openPage } from './chromium.ts'

// A Monday, three weeks and a day before the question that is open when the page is first seen.
const beginsAt = Instant.parse('2026-10-26T09:00:00.000Z')

describe.skipIf(!browserPath)('the practice workspace in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'balcony-browser-'))
  let practice: Practice
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    practice = await startPractice({
      folder,
      log: quietLog,
      page: await pageHandler(),
      beginsAt,
      patience: patient,
    })
    browser = await openBrowser()
    ;({ page, complaints } = await openPage(browser, practice.sandbox.url))
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await practice?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  beforeEach(overRealSockets)

  const moveClock = async (to: string) => {
    const clock = page.getByRole('region', { name: /clock/ })
    const before = await clock.locator('time').textContent()
    await page.getByRole('button', { name: to }).click()
    await expect
      .poll(async () => [await clock.getAttribute('aria-busy'), await clock.locator('time').textContent()], {
        timeout: 45_000,
      })
      .toEqual([expect.not.stringMatching('true'), expect.not.stringMatching(before ?? '')])
  }

  it('greets a newcomer, who is Tomasz, with this week’s question', async () => {
    await page.getByRole('heading', { name: 'A place to practise' }).waitFor()
    await page.getByRole('button', { name: /You are:?\s*Tomasz/ }).waitFor()
    expect(await page.getByRole('button', { name: 'Write a reply' }).count()).toBe(1)
  })

  it('lets them answer in the form, and says who can see it', async () => {
    await page.getByRole('button', { name: 'Write a reply' }).click()
    const form = page.getByRole('dialog', { name: 'Your reply' })
    await form
      .getByLabel('Your answer')
      .fill('I waited, and two others spoke first.\nIt went better than when I chair.')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'hidden' })
    const latest = page.getByRole('article').last()
    await latest.getByText('Saved as your reply. Only you can see it.').waitFor()
  })

  it('takes what they type as well, and puts it with the answer', async () => {
    await page.getByRole('textbox', { name: 'Message Balcony' }).fill('One more thing: it was quieter, too.')
    await page.keyboard.press('Enter')
    await page.getByText('Added to your reply.').waitFor()
    await page.getByRole('button', { name: 'Open it' }).last().click()
    const form = page.getByRole('dialog', { name: 'Your reply' })
    await form.waitFor()
    expect(await form.getByLabel('What you wrote').inputValue()).toBe(
      'I waited, and two others spoke first.\nIt went better than when I chair.',
    )
    expect(await form.getByLabel('What you added (2)').inputValue()).toBe(
      'One more thing: it was quieter, too.',
    )
    await form.getByRole('button', { name: 'Cancel' }).click()
  })

  it('moves the clock to their look back, where their own words are', async () => {
    await moveClock('Next digest')
    expect(await page.getByRole('heading', { name: 'Your November 2026' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Open my words' }).last().click()
    const words = page.getByRole('dialog', { name: 'Your own words' })
    await words.getByText('One more thing: it was quieter, too.').waitFor()
    await words.getByRole('button', { name: 'Close' }).first().click()
  })

  it('moves it once more to the partnership’s digest, in which nothing of theirs is', async () => {
    await moveClock('Next digest')
    await page.getByRole('link', { name: /northfield-partnership/ }).click()
    const digest = page.getByRole('article').last()
    await digest.getByText('Whose view is missing?').waitFor()
    await digest.getByText('A question for us').waitFor()
    expect(await digest.textContent()).toContain('Between 5 and 9 of us added something.')
    expect(await digest.textContent()).not.toContain('quieter, too')
    // Nobody's words without a name stand there once more with one.
    const { messages } = practice.sandbox.person('U07NF1PRIYA').seat()
    const words = (messages.C07NFPARTNR?.at(-1)?.blocks ?? []).flatMap((it) =>
      it.type === 'section' && it.text?.text.startsWith('>') ? it.text.text : [],
    )
    expect(words.length).toBeGreaterThan(3)
    expect(new Set(words).size).toBe(words.length)
  })

  it('shows an admin nothing of who takes part', async () => {
    await page.goto(`${practice.sandbox.url}#/as/U07NF1PRIYA/home`)
    await page.getByRole('heading', { name: 'For admins' }).waitFor()
    const home = await page.getByRole('main').textContent()
    expect(home).toContain('10 people invited')
    expect(home).not.toContain('Tomasz')
    expect(home).not.toContain('quieter, too')
  })

  it('did it all without an error in the browser', () => {
    expect(complaints).toEqual([])
  })
})
