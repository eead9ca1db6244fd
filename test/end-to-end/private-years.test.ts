// The five promises of privacy, over the lives of ten people who answer, share, look back and leave things alone: every
// word that they write is one of a kind, and every call to Slack, every log line, document and screen is searched for it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { Instant } from '../../src/domain/model.ts'
import { describeError } from '../../src/log.ts'
import { startPractice } from '../../src/practice.ts'
import type { Filled } from '../../src/sandbox/hands.ts'
import { people } from '../../src/sandbox/seed.ts'
import type { Call } from '../../src/sandbox/web-api.ts'
import { overRealSockets } from '../real-sockets.ts'
import { channel } from './practice-room.ts'

// `npm run private-years` lives two years; the suite, a cycle and the digests that follow it.
const weeks = Number(process.env.BALCONY_PRIVATE_WEEKS ?? 10)
vi.setConfig({ testTimeout: 60_000 + weeks * 20_000 })

const begins = Instant.parse('2026-01-05T09:00:00.000Z')
const canary = /canary(\d+)x/g
const canariesIn = (text: string): number[] => [...text.matchAll(canary)].map(([, n]) => Number(n))

test(`in ${weeks} weeks no word reaches anyone but its author, and those to whom its author said yes`, async () => {
  overRealSockets()
  const folder = mkdtempSync(join(tmpdir(), 'balcony-private-'))
  const logged: string[] = []
  const write = (level: string) => (fields: object, message: string) => {
    const { err, ...rest } = fields as { err?: unknown }
    logged.push(JSON.stringify({ level, ...rest, ...(err ? { err: describeError(err) } : {}), message }))
  }
  /** Who wrote each canary, and what they said their partnership may have of it when they wrote it. */
  const author = new Map<number, string>()
  const wish = new Map<number, string>()
  let planted = 0
  const practice = await startPractice({
    folder,
    ticks: false,
    beginsAt: begins,
    weeksOfHistory: 0,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    answerTo: () => {
      planted += 1
      return `canary${planted}x of what happened`
    },
    wrote: (user: string, filled: Filled) => {
      for (const n of canariesIn(JSON.stringify(filled))) {
        author.set(n, user)
        const [, share = ''] = Object.entries(filled).find(([label]) => label.startsWith('Share with')) ?? []
        wish.set(n, String(share))
      }
    },
  })
  onTestFinished(async () => {
    await practice.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const { sandbox } = practice
  const typedBy = () => {
    for (const { id } of people) {
      const seat = sandbox.person(id)
      for (const { user, text } of seat.seat().messages[seat.dm] ?? []) {
        if (user === id) for (const n of canariesIn(text)) author.set(n, id)
      }
    }
  }
  const searched = new WeakSet<Call>()
  const sightings: { n: number; where: 'own window' | 'own Home' | 'channel' | 'astray'; call: string }[] = []
  const search = () => {
    typedBy()
    for (const call of sandbox.calls()) {
      if (searched.has(call)) continue
      searched.add(call)
      const given = JSON.stringify(call.arguments)
      for (const n of canariesIn(given)) {
        const isOwn = call.shownTo !== undefined && call.shownTo === author.get(n)
        const where =
          isOwn && call.method === 'views.publish'
            ? 'own Home'
            : isOwn
              ? 'own window'
              : call.arguments.channel === channel && /^chat\.(postMessage|update)$/.test(call.method)
                ? 'channel'
                : 'astray'
        sightings.push({ n, where, call: call.method })
      }
    }
  }

  const admin = people.find(({ isAdmin }) => isAdmin)?.id ?? ''
  const setUpSeenBy = async () => {
    await sandbox.person(admin).openHome()
    await practice.settled()
    const blocks = JSON.stringify(sandbox.person(admin).seat().home?.blocks ?? [])
    return blocks.slice(blocks.indexOf('For admins'))
  }
  let seenAtFirst: string | undefined
  for (let week = 1; week <= weeks; week += 1) {
    await practice.move({ instant: plus(begins, { days: 7 * week }) })
    search()
    // Who accepts, answers, shares or leaves moves nothing of what an admin sees.
    const seen = (await setUpSeenBy()).replaceAll(/"block_id":"\w+"/g, '')
    seenAtFirst ??= seen
    expect(seen).toBe(seenAtFirst)
  }

  expect(planted).toBeGreaterThan(5 * weeks)
  expect(sightings.filter(({ where }) => where === 'astray')).toEqual([])
  // Discreet is the default, and nobody here chose otherwise.
  expect(sightings.filter(({ where }) => where === 'own Home')).toEqual([])
  expect(sightings.filter(({ where }) => where === 'own window').length).toBeGreaterThan(weeks)
  const posted = new Set(sightings.flatMap(({ n, where }) => (where === 'channel' ? [n] : [])))
  expect(posted.size).toBeGreaterThan(0)
  for (const n of posted) expect(wish.get(n)).toMatch(/^Share these words/)

  // On other people's screens: nothing but what was posted.
  for (const { id } of people) {
    const seen = canariesIn(JSON.stringify(sandbox.person(id).seat()))
    expect(seen.filter((n) => author.get(n) !== id && !posted.has(n))).toEqual([])
  }

  // The log, the names of files, and every document that is nobody's own.
  expect(canariesIn(logged.join('\n'))).toEqual([])
  for (const { id, name } of people) {
    expect(logged.filter((line) => line.includes(id) || line.includes(name))).toEqual([])
  }
  const files = readdirSync(join(folder, 'documents'), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name))
  expect(files.some((file) => people.some(({ id, name }) => file.includes(id) || file.includes(name)))).toBe(
    false,
  )
  const leadersOwn = files.filter((file) => /\/leaders\/[^/]+\.json$/.test(file))
  expect(leadersOwn).toHaveLength(people.length)
  for (const file of files.filter((it) => !leadersOwn.includes(it))) {
    expect(canariesIn(readFileSync(file, 'utf8')), file).toEqual([])
  }
  // Each leader's own document holds their own words alone.
  for (const file of leadersOwn) {
    const text = readFileSync(file, 'utf8')
    const { slack } = JSON.parse(text) as { slack: { user: string } }
    expect(canariesIn(text).filter((n) => author.get(n) !== slack.user)).toEqual([])
  }
})
