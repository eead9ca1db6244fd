// What admins did, kept for two years: who, when, which act, to what. Never what anyone wrote, and never what a leader
// does for themselves. What somebody tried and may not do is noted too, once a day, so that nobody can flood it.
import { z } from 'zod'
import { plus } from './calendar.ts'
import { Instant, UserId } from './model.ts'

/** What the process's operator did at the command line stands under this name. */
export const operator = UserId.parse('operator')

export const AuditEntry = z.object({
  at: Instant,
  by: UserId,
  /** One of `auditActs`; a document of a newer Balcony may know more. */
  act: z.string(),
  /** The id of what it was done to. */
  on: z.string(),
  /** What it was called then: it may be gone when this is read. */
  name: z.string().optional(),
  /** Which of its fields changed, never from what to what. */
  changed: z.array(z.string()).optional(),
  /** It was tried by someone who may not, and did not happen. */
  refused: z.literal(true).optional(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** How long an entry is kept (days): two years. */
export const auditKeptDays = 731
/** More refusals than this are not kept, whoever they come from. */
const mostRefusals = 500

/** The log with one more entry, and without what is too old. */
export const noted = (audit: readonly AuditEntry[], entry: AuditEntry): AuditEntry[] => [
  ...pruned(audit, entry.at),
  entry,
]

/** The log with a refusal: one a day for each person and act, and the oldest gives way where there are many. */
export const notedRefusal = (
  audit: readonly AuditEntry[],
  { at, by, act }: Pick<AuditEntry, 'at' | 'by' | 'act'>,
): readonly AuditEntry[] => {
  const since = plus(at, { days: -1 })
  if (audit.some((it) => it.refused && it.by === by && it.act === act && it.at > since)) return audit
  const refusals = audit.filter(({ refused }) => refused)
  const [oldest] = refusals
  const kept = refusals.length < mostRefusals ? audit : audit.filter((it) => it !== oldest)
  return noted(kept, { at, by, act, on: '', refused: true })
}

/** The log without what is too old; the very same where nothing is. */
export const pruned = (audit: readonly AuditEntry[], now: Instant): readonly AuditEntry[] => {
  const oldest = plus(now, { days: -auditKeptDays })
  return audit.some(({ at }) => at < oldest) ? audit.filter(({ at }) => at >= oldest) : audit
}
