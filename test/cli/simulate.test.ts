// Someone reads what invented leaders would receive, lived through the real app.
import { describe, expect, test } from 'vitest'
import { simulateCommand } from '../../src/cli/simulate.ts'
import { overRealSockets } from '../real-sockets.ts'
import { atTerminal } from './balcony.ts'

const simulate = (...args: string[]) => {
  overRealSockets()
  return atTerminal(simulateCommand, args)
}

describe('a simulation', () => {
  test('tells every message in order, and what was written between', async () => {
    const { code, out, err } = await simulate('--leaders', '1', '--weeks', '3', '--transcript')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const days = [...out.matchAll(/^### (.*)$/gm)].map(([, day]) => day)
    expect(days.slice(0, 2)).toEqual(['Monday, 5 January 2026', 'Tuesday, 6 January 2026'])
    expect(out.indexOf('One good question a week')).toBeLessThan(out.indexOf('Ways of feeling'))
    expect(out.indexOf('Ways of feeling')).toBeLessThan(out.indexOf('Identify the challenge'))
    expect(out).toMatch(/\*\*Gareth Llewellyn \(in the form\)\*\*, \d\d:\d\d\n\n_Your answer_ \S/)
    expect(out).toContain('## The partnership’s channel')
    // Slack's own marks are read, not shown.
    expect(out).not.toMatch(/<!date|<@U|&amp;/)
  })

  test('counts them for machines', async () => {
    const { out } = await simulate('--leaders', '2', '--weeks', '2', '--json')
    const counts = JSON.parse(out)
    expect(counts.map(({ name }: { name: string }) => name)).toEqual(['Gareth Llewellyn', 'Farah Siddiqui'])
    for (const it of counts)
      expect(it).toMatchObject({ questions: 3, reminders: 0, lookBacks: 0, messages: 4 })
  })
})
