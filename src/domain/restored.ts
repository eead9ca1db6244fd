// What the workspace's own document must do anew after a restore: the digests that show what was taken back are
// rewritten, what was being forgotten is forgotten, and nobody who has said no since is invited.
import { noted, operator } from './audit.ts'
import type { Instant, Leader, PartnershipId } from './model.ts'
import { shows } from './partnership.ts'
import { endedYeses } from './to-revise.ts'
import { type Noted, saidNo } from './withdrawal.ts'
import type { Item, Job, Partnership, Workspace } from './workspace.ts'

/** A reply that had a yes in the backup, and has none any more. */
export type TakenBack = Item & { partnership: PartnershipId }

/** What a document lost of what may have been posted. */
export const takenBack = (before: Leader, after: Leader): TakenBack[] =>
  endedYeses(before, after).map((it) => ({ ...it, leader: before.id }))

/** What was taken back once more, and by what it is known. */
export type Again = {
  partnerships: readonly Partnership[]
  back: readonly TakenBack[]
  forgotten: readonly Leader['id'][]
  /** The people who have a document. */
  known: ReadonlySet<string>
  withdrawn: Noted
}

/** The workspace as it is restored; that it was is in the audit log. */
export const restoredWorkspace = (workspace: Workspace, again: Again, at: Instant): Workspace => ({
  ...workspaceAgain(workspace, again),
  audit: noted(workspace.audit, { at, by: operator, act: 'restore', on: workspace.id }),
})

/** The workspace with what must follow where documents lost something once more. */
export const workspaceAgain = (
  workspace: Workspace,
  { partnerships, back, forgotten, known, withdrawn }: Again,
): Workspace => {
  const wanted: Job[] = [
    ...forgotten.map((leader): Job => ({ is: 'forget', leader })),
    ...partnerships.flatMap(({ id, editions }) =>
      editions
        .filter((edition) => edition.ts && back.some((it) => it.partnership === id && shows(edition, it)))
        .map(({ month }): Job => ({ is: 'revise', partnership: id, month, takesOut: true })),
    ),
  ]
  const isNew = (job: Job) => !workspace.jobs.some((it) => JSON.stringify(it) === JSON.stringify(job))
  const mayInvite = (user: string) => known.has(user) || !saidNo(withdrawn, workspace.id, user)
  return {
    ...workspace,
    jobs: [
      ...workspace.jobs.map((job) =>
        job.is === 'enrol' ? { ...job, users: job.users.filter(mayInvite) } : job,
      ),
      ...wanted.filter(isNew),
    ],
  }
}
