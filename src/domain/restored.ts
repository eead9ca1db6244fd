// What the workspace's own document must do anew after a restore: the digests that show what was taken back are
// rewritten, what was being forgotten is forgotten, and nobody who has said no since is invited.
import type { Leader, PartnershipId, ReflectionId } from './model.ts'
import { shows } from './partnership.ts'
import { type Noted, saidNo } from './withdrawal.ts'
import type { Item, Job, Partnership, Workspace } from './workspace.ts'

/** A reply that had a yes in the backup, and has none any more. */
export type TakenBack = Item & { partnership: PartnershipId }

/** What a document lost of what may have been posted. */
export const takenBack = (before: Leader, after: Leader): TakenBack[] =>
  before.reflections.flatMap(({ id, shares }) =>
    (Object.keys(shares) as PartnershipId[])
      .filter(
        (partnership) => shares[partnership]?.stage.is === 'approved' && !isStill(after, id, partnership),
      )
      .map((partnership) => ({ partnership, leader: before.id, reflection: id })),
  )

const isStill = ({ reflections, optIns }: Leader, id: ReflectionId, partnership: PartnershipId): boolean =>
  optIns[partnership] !== undefined &&
  reflections.find((it) => it.id === id)?.shares[partnership]?.stage.is === 'approved'

/** The workspace as it is restored. `known` are the people who have a document in the backup. */
export const restoredWorkspace = (
  workspace: Workspace,
  partnerships: readonly Partnership[],
  back: readonly TakenBack[],
  forgotten: readonly Leader['id'][],
  known: ReadonlySet<string>,
  noted: Noted,
): Workspace => {
  const wanted: Job[] = [
    ...forgotten.map((leader): Job => ({ is: 'forget', leader })),
    ...partnerships.flatMap(({ id, editions }) =>
      editions
        .filter((edition) => edition.ts && back.some((it) => it.partnership === id && shows(edition, it)))
        .map(({ month }): Job => ({ is: 'revise', partnership: id, month })),
    ),
  ]
  const isNew = (job: Job) => !workspace.jobs.some((it) => JSON.stringify(it) === JSON.stringify(job))
  const mayInvite = (user: string) => known.has(user) || !saidNo(noted, workspace.id, user)
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
