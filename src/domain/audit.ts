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
  /** Why, where a reason had to be given: the operator’s own words. */
  reason: z.string().optional(),
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

/** What an admin may look for in the log. */
export const auditKinds = ['programmes', 'partnerships', 'prompts', 'admins', 'operator', 'refused'] as const
export type AuditKind = (typeof auditKinds)[number]

/** Where an entry belongs; undefined for an act of a newer Balcony, which stands under everything alone. */
export const kindOf = ({ act, by, refused }: AuditEntry): AuditKind | undefined => {
  if (refused) return 'refused'
  if (by === operator) return 'operator'
  return kinds.find(([begins]) => begins.test(act))?.[1]
}

const kinds: readonly [RegExp, AuditKind][] = [
  [/^(programme-|make-programme)/, 'programmes'],
  [/^(partnership-|digest-)/, 'partnerships'],
  [/^(prompt|pack)/, 'prompts'],
  [/^(appoint|withdraw)/, 'admins'],
]

/** What is looked for in the log, and which page of it. */
export const AuditWish = z.object({ kind: z.enum(['all', ...auditKinds]), page: z.int() })
export type AuditWish = z.infer<typeof AuditWish>

const entriesOnPage = 12

/** A page of the log, newest first. A page past the end is the last one. */
export const pageOfAudit = (
  audit: readonly AuditEntry[],
  { kind, page }: AuditWish,
): { entries: AuditEntry[]; page: number; pages: number } => {
  const found = audit.filter((it) => kind === 'all' || kindOf(it) === kind).toReversed()
  const pages = Math.max(1, Math.ceil(found.length / entriesOnPage))
  const shown = Math.min(Math.max(0, page), pages - 1)
  return { entries: found.slice(shown * entriesOnPage, (shown + 1) * entriesOnPage), page: shown, pages }
}
