// Someone looks on while long work is done: they see which step it is in and how far, and afterwards nothing is left of it.
// Where nobody looks on, nothing is drawn.
import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { progressBar } from '../../src/cli/progress-bar.ts'

const drawnOn = (isTTY: boolean) => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const screen = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 80, rows: 24 })
  const bar = progressBar(screen as unknown as NodeJS.WriteStream)
  // Longer than a bar waits before it is drawn anew.
  const seen = (): string => {
    vi.advanceTimersByTime(1_000)
    return String(screen.read() ?? '')
  }
  return { bar, seen }
}

test('each step has its name and how far it is, and no count of documents', () => {
  const { bar, seen } = drawnOn(true)
  bar.show({ step: 'reading', done: 0, of: 40 })
  expect(seen()).toMatch(/Reading .* 0 %/)
  bar.show({ step: 'reading', done: 10, of: 40 })
  const quarter = seen()
  expect(quarter).toMatch(/Reading .* 25 %/)
  expect(quarter).not.toMatch(/40|10/)
  bar.show({ step: 'checking', done: 40, of: 40 })
  expect(seen()).toMatch(/Checking .* 100 %/)
  bar.end()
  seen()
  expect(seen()).toBe('')
})

test('where nobody looks on nothing is drawn', () => {
  const { bar, seen } = drawnOn(false)
  bar.show({ step: 'reading', done: 1, of: 2 })
  bar.end()
  expect(seen()).toBe('')
})
