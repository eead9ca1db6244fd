// The audit log: kept for two years, and flooded by nobody.
import { expect, test } from 'vitest'
import { type AuditEntry, auditKeptDays, noted, notedRefusal, pruned } from '../../src/domain/audit.ts'
import { plus } from '../../src/domain/calendar.ts'
import { Instant, UserId } from '../../src/domain/model.ts'

const now = Instant.parse('2026-03-02T09:00:00.000Z')
const by = UserId.parse('U1')
const entry = (at: Instant): AuditEntry => ({ at, by, act: 'make-programme', on: 'P1', name: 'North' })

test('an entry goes after two years, and not a day sooner', () => {
  const old = entry(plus(now, { days: -auditKeptDays, seconds: -1 }))
  const kept = entry(plus(now, { days: -auditKeptDays }))
  expect(noted([old, kept], entry(now))).toEqual([kept, entry(now)])
  const audit = [kept]
  expect(pruned(audit, now)).toBe(audit)
})

test('a refusal is noted once a day for each person and act', () => {
  let audit: readonly AuditEntry[] = []
  for (let n = 0; n < 1000; n += 1) {
    audit = notedRefusal(audit, { at: plus(now, { minutes: n }), by, act: 'appoint' })
  }
  expect(audit).toEqual([{ at: now, by, act: 'appoint', on: '', refused: true }])
  audit = notedRefusal(audit, { at: now, by, act: 'audit-view' })
  audit = notedRefusal(audit, { at: now, by: UserId.parse('U2'), act: 'appoint' })
  audit = notedRefusal(audit, { at: plus(now, { days: 1 }), by, act: 'appoint' })
  expect(audit).toHaveLength(4)
})

test('many refusals push out one another, and nothing that was done', () => {
  let audit: readonly AuditEntry[] = [entry(now)]
  for (let n = 0; n < 700; n += 1) {
    audit = notedRefusal(audit, { at: plus(now, { seconds: n }), by: UserId.parse(`U${n}`), act: 'appoint' })
  }
  expect(audit).toHaveLength(501)
  expect(audit[0]).toEqual(entry(now))
  expect(audit.at(-1)?.by).toBe('U699')
})
