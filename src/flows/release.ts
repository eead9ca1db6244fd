// Who is not among a programme's people any more is asked no more by it. Nothing that they wrote is touched.
import { release as released } from '../domain/enrolment.ts'
import type { Job } from '../domain/workspace.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { showStage } from './show-stage.ts'
import { leaderOf, type World } from './world.ts'

/** Harmless to repeat; someone who has come back meanwhile stays. */
export const release = async (world: World, job: Extract<Job, { is: 'release' }>): Promise<void> => {
  const programme = world.workspace.current.programmes.find(({ id }) => id === job.programme)
  for (const user of job.users) {
    const leader = programme?.people.includes(user) ? undefined : await leaderOf(world, user)
    if (!leader) continue
    const { before, after } = await changeWords(world, leader.id, (it) =>
      released(it, job.programme, world.clock.now()),
    )
    await afterChange(world, before, after)
    // An invitation to several, which nobody has answered yet, is to the others alone from now on.
    if (after !== before && after.stage.is === 'invited' && after.programmes.length > 0)
      await showStage(world, after)
  }
}
