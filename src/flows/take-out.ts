// What a team wrote under a digest, taken out of it: by an admin or by whoever looks after that partnership, at any time
// after the team's own days for changes too. Nobody who does it is shown the words here, and the log keeps none.
import { noted } from '../domain/audit.ts'
import type { Month, PartnershipId, UserId } from '../domain/model.ts'
import { standsAsFrozen } from '../domain/partnership.ts'
import { monthsShowing, withoutWords } from '../domain/talk.ts'
import type { Job, PartnershipSettings, Workspace } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import type { Place } from './reach-edition.ts'
import type { World } from './world.ts'

/** The months of the digests that a partnership has posted, newest first: all of them, whatever its team wrote there. */
export const readPosted = async (
  world: World,
  id: PartnershipId,
): Promise<{ name: string; months: Month[] } | undefined> => {
  const settings = settingsOf(world.workspace.current, id)
  const partnership = settings && (await world.partnerships.get(id))
  return (
    partnership && {
      name: settings.name,
      months: partnership.editions
        .filter(standsAsFrozen)
        .map(({ month }) => month)
        .toReversed(),
    }
  )
}

/**
 * Notes that the words are to go, together with who had it done, so that no crash can lose either; whoever asks for it
 * does the jobs afterwards. Gives the partnership's name; undefined where there is no such one.
 */
export const takeTeamWordsOut = async (
  world: World,
  by: UserId,
  { partnership, month }: Place,
): Promise<string | undefined> => {
  const at = world.clock.now()
  let name: string | undefined
  await changeWorkspace(world, (it) => {
    const settings = settingsOf(it, partnership)
    name = settings?.name
    return settings
      ? {
          ...it,
          jobs: withJob(it.jobs, { is: 'take-out', partnership, month }),
          audit: noted(it.audit, {
            at,
            by,
            act: 'partnership-words',
            on: partnership,
            name: settings.name,
          }),
        }
      : it
  })
  return name
}

/** Takes them out of the document, and notes each digest that showed them; harmless to repeat. */
export const takeOut = async (
  world: World,
  { partnership, month }: Extract<Job, { is: 'take-out' }>,
): Promise<void> => {
  if (!(await world.partnerships.get(partnership))) return
  const now = await world.partnerships.update(partnership, (it) => withoutWords(it, month))
  await changeWorkspace(world, (it) => ({
    ...it,
    jobs: monthsShowing(now, month).reduce(
      (jobs, shown) => withJob(jobs, { is: 'revise', partnership, month: shown, takesOut: true }),
      it.jobs,
    ),
  }))
}

/** What was posted in a channel that is unlinked since stands there all the same. */
const settingsOf = (
  { partnerships, unlinked }: Workspace,
  id: PartnershipId,
): PartnershipSettings | undefined => [...partnerships, ...unlinked].find((it) => it.id === id)
