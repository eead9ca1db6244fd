// What a team writes down under its digest: that it talked, what it plans, and what became of the plan before. Whoever is
// in the channel may.
import { isClear, type Screened, screen } from '../domain/safe-to-write.ts'
import { type Happened, planAsked, type TooLate, tooLate, withHappened, withTalk } from '../domain/talk.ts'
import type { Edition, TeamPlan } from '../domain/workspace.ts'
import { doJobs } from './do-jobs.ts'
import {
  noteRewrite,
  type Place,
  type Reached,
  reachEdition,
  type Under,
  type Unreached,
} from './reach-edition.ts'
import type { World } from './world.ts'

export type TalkRefused = TooLate | Unreached

export type TalkForm = Place & { plan?: TeamPlan; openUntil?: Edition['dueAt']; hasTalked: boolean }
export type HappenedForm = Place & { plan: TeamPlan; happened?: Happened; openUntil?: Edition['dueAt'] }

/** Words that their writer must look at before all can read them. */
export type Unsafe = { stop: Pick<Screened, 'identifiers' | 'always'> }

/** The talk about a digest as it stands, for someone in the channel. */
export const readTalk = async (
  world: World,
  user: string,
  place: Place,
  pressed?: Under,
): Promise<TalkForm | TalkRefused> => {
  const found = await find(world, user, place, 'talk', pressed)
  if (typeof found === 'string') return found
  const { talk } = found.edition
  return { ...place, plan: talk?.plan, openUntil: talk?.openUntil, hasTalked: talk !== undefined }
}

/** The plan that a digest asks about, and what was said of it. */
export const readHappened = async (
  world: World,
  user: string,
  place: Place,
  pressed?: Under,
): Promise<HappenedForm | TalkRefused> => {
  const found = await find(world, user, place, 'happened', pressed)
  if (typeof found === 'string') return found
  const { happened } = found.edition
  const plan = planAsked(found.partnership, found.edition)
  return plan ? { ...place, plan, happened, openUntil: happened?.openUntil } : 'too-old'
}

/** `shown` is the plan that the form was opened on: what somebody saved since is shown first, and nothing is lost. */
export const recordTalk = async (
  world: World,
  user: string,
  place: Place,
  said: { plan?: TeamPlan; shown?: TeamPlan; checked: boolean },
): Promise<{ after: () => Promise<void> } | TalkRefused | Unsafe | { meanwhile: TalkForm }> => {
  const { plan } = said
  const stop = unsafe(world, plan ? `${plan.when}\n${plan.will}` : '', said.checked)
  if (stop) return { stop }
  const found = await find(world, user, place, 'talk')
  if (typeof found === 'string') return found
  let meanwhile: TalkForm | undefined
  await world.partnerships.update(place.partnership, (it) => {
    const talk = it.editions.find(({ month }) => month === place.month)?.talk
    const isOther = talk && !isSamePlan(talk.plan, said.shown) && !isSamePlan(talk.plan, plan)
    meanwhile = isOther ? { ...place, ...talk, hasTalked: true } : undefined
    return isOther ? it : withTalk(it, place.month, plan, world.clock.now(), found.settings)
  })
  return meanwhile ? { meanwhile } : { after: () => rewrite(world, place) }
}

export const recordHappened = async (
  world: World,
  user: string,
  place: Place,
  { is, line, checked }: Happened & { checked: boolean },
): Promise<{ after: () => Promise<void> } | TalkRefused | Unsafe> => {
  const stop = unsafe(world, line ?? '', checked)
  if (stop) return { stop }
  const found = await find(world, user, place, 'happened')
  if (typeof found === 'string') return found
  if (!planAsked(found.partnership, found.edition)) return 'too-old'
  await world.partnerships.update(place.partnership, (it) =>
    withHappened(it, place.month, { is, line }, world.clock.now(), found.settings),
  )
  return { after: () => rewrite(world, place) }
}

const find = async (
  world: World,
  user: string,
  place: Place,
  of: 'talk' | 'happened',
  pressed?: Under,
): Promise<Reached | TalkRefused> => {
  const reached = await reachEdition(world, user, place, pressed)
  if (typeof reached === 'string') return reached
  return tooLate(reached.partnership, place.month, of, world.clock.now()) ?? reached
}

const rewrite = async (world: World, place: Place): Promise<void> => {
  await noteRewrite(world, place)
  await doJobs(world)
}

const unsafe = ({ safety }: World, text: string, isChecked: boolean): Unsafe['stop'] | undefined => {
  const found = screen(text, safety)
  return found.always || (!isChecked && !isClear(found)) ? found : undefined
}

const isSamePlan = (a: TeamPlan | undefined, b: TeamPlan | undefined): boolean =>
  a?.when === b?.when && a?.will === b?.will
