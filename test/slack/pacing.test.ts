// How fast we post: never faster than Slack takes it, and nobody waits for somebody else's slow channel.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noPace, pacedBy, slacksPace } from '../../src/slack/pacing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Asks for posts at their moments, and tells when each was begun, in the order in which they were asked for. */
const begun = async (
  asked: readonly { channel: string; at: number; takes: number }[],
  pace = slacksPace,
): Promise<number[]> => {
  const paced = pacedBy(pace)
  const start = Date.now()
  const times: number[] = []
  asked.forEach(({ channel, at, takes }, i) => {
    setTimeout(() => {
      void paced(channel, async () => {
        times[i] = Date.now() - start
        await new Promise((resolve) => setTimeout(resolve, takes))
      })
    }, at)
  })
  await vi.advanceTimersByTimeAsync(600_000)
  return times
}

test('one channel gets one message a second, in the order in which they were asked for', async () => {
  const asked = ['a', 'a', 'a'].map((channel) => ({ channel, at: 0, takes: 100 }))
  const [first = -1, second = -1, third = -1] = await begun(asked)
  expect(first).toBeLessThan(50)
  expect(second - first).toBeGreaterThanOrEqual(1000)
  expect(third - second).toBeGreaterThanOrEqual(1000)
  expect(third).toBeLessThan(2500)
})

test('a message that comes a moment after another still waits its turn', async () => {
  const [first = -1, second = -1] = await begun([
    { channel: 'a', at: 0, takes: 0 },
    { channel: 'a', at: 300, takes: 0 },
  ])
  expect(second - first).toBeGreaterThanOrEqual(1000)
})

test('nor is a channel forgotten while its last message is fresh', async () => {
  const [, second = -1, third = -1] = await begun([
    { channel: 'a', at: 0, takes: 0 },
    { channel: 'a', at: 1001, takes: 0 },
    { channel: 'a', at: 1010, takes: 0 },
  ])
  expect(third - second).toBeGreaterThanOrEqual(1000)
})

test('a channel that answers slowly keeps no other waiting', async () => {
  const times = await begun([
    { channel: 'slow', at: 0, takes: 60_000 },
    { channel: 'slow', at: 0, takes: 0 },
    { channel: 'a', at: 10, takes: 0 },
    { channel: 'b', at: 10, takes: 0 },
  ])
  expect(times[1]).toBeGreaterThanOrEqual(60_000)
  expect(times[2]).toBeLessThan(1000)
  expect(times[3]).toBeLessThan(1000)
})

test('a call that fails is its caller’s to know, and the next one goes on', async () => {
  const paced = pacedBy(slacksPace)
  const failing = paced('a', () => Promise.reject(new Error('broken')))
  const next = paced('a', async () => 'went on')
  const settled = Promise.allSettled([failing, next])
  await vi.advanceTimersByTimeAsync(5000)
  expect(await settled).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: 'went on' }])
})

test('whatever is asked for: a second apart in a channel, few enough in the workspace, all in the end', async () => {
  const post = fc.record({
    channel: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    at: fc.nat(5000),
    takes: fc.nat(1500),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(post, { minLength: 1, maxLength: 40 }), async (asked) => {
      const times = await begun(asked)
      expect(times.filter((it) => it !== undefined)).toHaveLength(asked.length)
      for (const name of new Set(asked.map(({ channel }) => channel))) {
        const own = times.filter((_, i) => asked[i]?.channel === name).toSorted((a, b) => a - b)
        for (const [i, it] of own.entries()) {
          if (i > 0) expect(it - (own[i - 1] ?? 0)).toBeGreaterThanOrEqual(slacksPace.perChannelMs)
        }
      }
      for (const from of times) {
        const within = times.filter((it) => it >= from && it < from + 1000).length
        expect(within).toBeLessThanOrEqual(slacksPace.perSecond)
      }
    }),
    { numRuns: 40 },
  )
})

test('a stand-in without limits is not kept waiting', async () => {
  const asked = Array.from({ length: 20 }, () => ({ channel: 'a', at: 0, takes: 0 }))
  expect(Math.max(...(await begun(asked, noPace)))).toBeLessThan(100)
})
