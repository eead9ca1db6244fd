// What admins look at beside programmes, from any data that their schemas let in.
import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import { type AuditEntry, auditKinds, pageOfAudit } from '../../src/domain/audit.ts'
import { Instant, UserId } from '../../src/domain/model.ts'
import { acts } from '../../src/domain/permissions.ts'
import { en } from '../../src/locales/en.ts'
import { adminsModal } from '../../src/slack/modals/admins.ts'
import { auditModal } from '../../src/slack/modals/audit.ts'

const at = Instant.parse('2026-01-06T09:00:00.000Z')
const user = fc.integer({ min: 1, max: 9 }).map((n) => UserId.parse(`U07NF${n}PRIYA`))
const name = fc.constantFrom('#north', 'North & <!channel> *leaders*', '<@U07NF4TOMSZ>', '', 'a'.repeat(80))

const entry: fc.Arbitrary<AuditEntry> = fc.record(
  {
    at: fc.constant(at),
    by: fc.oneof(user, fc.constant(UserId.parse('operator'))),
    act: fc.constantFrom(...acts, ...Object.keys(en.adminAudit.acts), 'toString', 'of <tomorrow>'),
    on: fc.constantFrom('P1', 'U07NF4TOMSZ', ''),
    name,
    changed: fc.subarray(['zone', 'digest', 'thresholds', 'unheard-of']),
    refused: fc.constant(true as const),
  },
  { requiredKeys: ['at', 'by', 'act', 'on'] },
)

const audit = fc
  .tuple(
    fc.oneof(fc.array(entry, { maxLength: 3 }), fc.array(entry, { minLength: 40, maxLength: 60 })),
    fc.constantFrom('all' as const, 'all' as const, ...auditKinds),
    fc.nat(3),
  )
  .map(([log, kind, page]) => auditModal(pageOfAudit(log, { kind, page }), { kind, page }, en))

const admins = fc
  .record({ appointed: fc.uniqueArray(user), named: fc.uniqueArray(user) })
  .map((it) => adminsModal(it, en))

export const oversightModals: fc.Arbitrary<ModalView> = fc.oneof(audit, admins)

/** Which areas someone may open from Home. */
export const opens = fc.record({ audit: fc.boolean(), admins: fc.boolean() })
