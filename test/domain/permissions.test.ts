// Every role against every act, as one table that a person can read; and what holds of it however it changes.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PartnershipId, UserId } from '../../src/domain/model.ts'
import {
  type Act,
  type Actor,
  acts,
  actsOnOne,
  may,
  type Role,
  roles,
  seesAdminArea,
} from '../../src/domain/permissions.ts'

const own = PartnershipId.parse('north')
const other = PartnershipId.parse('south')

const as = (...held: readonly Role[]): Actor => ({
  user: UserId.parse('U1'),
  isOwner: held.includes('owner'),
  isWorkspaceAdmin: held.includes('workspace-admin'),
  isNamed: held.includes('named'),
  isAppointed: held.includes('appointed'),
  facilitates: held.includes('facilitator') ? [own] : [],
  isLeader: held.includes('leader'),
})

/** Owner, workspace admin, named, appointed, facilitator of it, leader, stranger: `y` may, `.` may not. */
const expected: Record<Act, string> = {
  'programmes-view': 'yyyy...',
  'programme-create': 'yyyy...',
  'programme-edit': 'yyyy...',
  'programme-copy': 'yyyy...',
  'programme-end': 'yyyy...',
  'programme-preview': 'yyyy...',
  'programme-test': 'yyyy...',
  'partnerships-view': 'yyyyy..',
  'partnership-view': 'yyyyy..',
  'partnership-link': 'yyyy...',
  'partnership-edit': 'yyyyy..',
  'partnership-rules': 'yyyy...',
  'partnership-facilitators': 'yyyy...',
  'partnership-unlink': 'yyyy...',
  'partnership-words': 'yyyyy..',
  'settle-doubt': 'yyyyy..',
  'prompts-view': 'yyyy...',
  'prompts-switch': 'yyyy...',
  'packs-reload': 'yyyy...',
  'delivery-view': 'yyyy...',
  'audit-view': 'yyyy...',
  appoint: 'yyy....',
}

describe('who may', () => {
  test.each(acts.flatMap((act) => roles.map((role, n) => ({ act, role, n }))))('$role: $act', (it) => {
    expect(may(as(it.role), it.act, own)).toBe(expected[it.act][it.n] === 'y')
  })

  test('a facilitator does nothing to another partnership than theirs, nor to none that is named', () => {
    for (const act of actsOnOne) {
      expect(may(as('facilitator', 'leader'), act, other)).toBe(false)
      expect(may(as('facilitator', 'leader'), act)).toBe(false)
    }
  })

  test('whoever holds more roles may do what any of them may, and no more', () => {
    const held = fc.subarray([...roles])
    fc.assert(
      fc.property(held, fc.constantFrom(...acts), fc.constantFrom(own, other), (these, act, on) => {
        expect(may(as(...these), act, on)).toBe(these.some((role) => may(as(role), act, on)))
      }),
    )
  })

  test('leaders and strangers see nothing of it at all', () => {
    expect(roles.filter((role) => seesAdminArea(as(role)))).toEqual([
      'owner',
      'workspace-admin',
      'named',
      'appointed',
      'facilitator',
    ])
  })
})
