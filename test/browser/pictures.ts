// Draws README's pictures anew (`npm run pictures`): what someone sees who begins to practise, and two digests from the
// files that hold them in test/digests. With a folder, every digest by day and by night: `npm run pictures -- FOLDER`.
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebClient } from '@slack/web-api'
import type { Browser, Page } from 'playwright-core'
import { Instant } from '../../src/domain/model.ts'
import { startPractice } from '../../src/practice.ts'
import { pageHandler } from '../../src/sandbox/build-page.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { channels, people } from '../../src/sandbox/seed.ts'
import { quietLog } from '../quiet-log.ts'
import { openBrowser, openPage } from './chromium.ts'

const here = fileURLToPath(new URL('../digests/', import.meta.url))
const shown = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
/** The digests that README shows, and what their pictures are called. */
const inReadme: Readonly<Record<string, string>> = {
  'personal-rich-discreet': 'own-month',
  'partnership-rich': 'partnership-month',
}
const reader = people[1]?.id ?? ''
const channel = channels[0]?.id ?? ''
/** Someone whom a digest names as `UTOMASZ`, as they are called here. */
const known = (id: string): string =>
  people.find(({ name }) => `U${name.split(' ')[0]?.toUpperCase()}` === id)?.id ?? id

type Posted = { digest: string; ts: string; place: string }

const post = async (slack: WebClient, digest: string): Promise<Posted> => {
  const written = await readFile(join(here, `${digest}.json`), 'utf8')
  const { text, blocks } = JSON.parse(written.replaceAll(/<@(\w+)>/g, (_, id) => `<@${known(id)}>`))
  const isOwn = digest.startsWith('personal-')
  const { ts = '' } = await slack.chat.postMessage({ channel: isOwn ? reader : channel, text, blocks })
  return { digest, ts, place: isOwn ? 'dm' : channel }
}

const draw = async (page: Page, url: string, { ts, place }: Posted, file: string): Promise<void> => {
  await page.goto(`${url}#/as/${reader}/${place}`)
  const message = page.locator(`article[data-ts="${ts}"]`)
  await message.scrollIntoViewIfNeeded()
  // Away from what lights up under the pointer.
  await page.mouse.move(0, 0)
  await message.screenshot({ path: file })
}

/** Digests, each drawn in these colours into the file that `fileFor` says. */
const drawDigests = async (
  browser: Browser,
  digests: readonly string[],
  colours: readonly ('light' | 'dark')[],
  fileFor: (digest: string, colour: string) => string,
): Promise<void> => {
  const sandbox = await startSandbox({ now: () => Date.UTC(2026, 1, 27, 10), page: await pageHandler() })
  try {
    const slack = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl })
    const posted: Posted[] = []
    for (const digest of digests) posted.push(await post(slack, digest))
    const { page } = await openPage(browser, sandbox.url)
    // Taller than the longest, so that nothing of the page lies over a message.
    await page.setViewportSize({ width: 1040, height: 4000 })
    for (const colorScheme of colours) {
      await page.emulateMedia({ colorScheme })
      for (const it of posted) await draw(page, sandbox.url, it, fileFor(it.digest, colorScheme))
    }
    await page.close()
  } finally {
    await sandbox.close()
  }
}

/** A newcomer, who is Tomasz, types an answer and then opens Home. */
const drawPractice = async (browser: Browser): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'balcony-pictures-'))
  const practice = await startPractice({
    folder,
    log: quietLog,
    page: await pageHandler(),
    beginsAt: Instant.parse('2026-10-26T09:00:00.000Z'),
  })
  try {
    const { page } = await openPage(browser, `${practice.sandbox.url}#/as/${reader}/dm`)
    await page.setViewportSize({ width: 1200, height: 720 })
    // What greets a newcomer would hide what they do.
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page
      .getByRole('textbox', { name: 'Message Balcony' })
      .fill('I waited, and two others spoke first. It went better than when I chair.')
    await page.keyboard.press('Enter')
    const answer = page.getByRole('article').filter({ hasText: 'I waited, and two others' })
    await answer.getByRole('button', { name: '1 reply' }).click()
    await page.getByText('So what?').waitFor()
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(shown, 'practice.png') })
    await page.setViewportSize({ width: 1200, height: 960 })
    await page.goto(`${practice.sandbox.url}#/as/${reader}/home`)
    await page
      .getByText('Before your first look back')
      .or(page.getByText('Since your last look back'))
      .waitFor()
    await page.screenshot({ path: join(shown, 'home.png') })
    await page.close()
  } finally {
    await practice.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const [folder] = process.argv.slice(2)
const browser = await openBrowser()
try {
  if (folder) {
    await mkdir(folder, { recursive: true })
    const names = (await readdir(here)).filter((name) => name.endsWith('.json'))
    await drawDigests(
      browser,
      names.map((name) => name.replace('.json', '')),
      ['light', 'dark'],
      (digest, colour) => join(folder, `${digest}-${colour}.png`),
    )
  } else {
    await drawDigests(browser, Object.keys(inReadme), ['light'], (digest) =>
      join(shown, `${inReadme[digest]}.png`),
    )
    await drawPractice(browser)
  }
} finally {
  await browser.close()
}
