// A coach looks ahead: what would a leader of a level be asked, and when?
import { describe, expect, test } from 'vitest'
import { previewCommand } from '../../src/cli/preview.ts'
import { atTerminal } from './balcony.ts'

const preview = (...args: string[]) => atTerminal(previewCommand, args)

describe('a preview', () => {
  test('goes through a cycle by its themes, on Tuesdays but for holidays', async () => {
    const { code, out } = await preview('--json')
    expect(code).toBe(0)
    const asked = JSON.parse(out)
    expect(asked.map(({ concept, kind }: { concept?: string; kind: string }) => concept ?? kind)).toEqual([
      'feeling',
      'identify',
      'perceiving',
      'balcony',
      'thinking',
      'relating',
      'regulate',
      // Nothing was written that could be looked back on: the challenge is looked at instead.
      'identify',
      'attention',
      'doing',
      'give-back',
      'being',
      'review',
    ])
    expect(asked[0].askedAt).toBe('2026-01-06T09:00:00.000Z')
  })

  test('words them for a level, with the follow-up', async () => {
    const { out } = await preview('--level', 'citizen', '--weeks', '2', '--from', '2026-09-07')
    expect(out).toMatch(/^Week 1 {2}2026-09-08 {2}Ways of feeling\n {2}\S.*\?\n {2}So what\? .*\n\nWeek 2 /)
  })

  test('says what it needs', async () => {
    const level = await preview('--level', 'boss')
    expect(level).toMatchObject({ code: 2, out: '' })
    expect(level.err).toContain('Allowed choices are senior, service, team, citizen')
    const weeks = await preview('--weeks', 'some')
    expect(weeks.err).toContain('It takes a whole number from 1 to 520.')
    const day = await preview('--from', 'Monday')
    expect(day.err).toContain('It takes a day such as 2026-09-07.')
  })
})
