// A real browser for the tests of the page, where this machine has one.
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

export const browserPath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
  .filter((it) => it !== undefined)
  .find((it) => existsSync(it))

if (!browserPath) {
  process.stdout.write(
    'The browser tests are skipped: no Chromium here (set CHROMIUM to its path, or install it).\n',
  )
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** A page, and whatever its console or its scripts complain of. */
export const openPage = async (
  browser: Browser,
  url: string,
): Promise<{ page: Page; complaints: string[] }> => {
  const complaints: string[] = []
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(20_000)
  page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  return { page, complaints }
}
