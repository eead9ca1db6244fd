// What a team writes down under its digest: that it talked, what it plans, and what became of the plan before. Whoever is
// in the channel may, people of other organisations and guests among them: nothing here asks who is a leader.
import type { ChannelId, Month, PartnershipId, SlackTs } from '../domain/model.ts'
import { settle } from '../domain/outbox.ts'
import { editionKey } from '../domain/partnership.ts'
import { isClear, type Screened, screen } from '../domain/safe-to-write.ts'
import { type Happened, planOf, type TooLate, tooLate, withHappened, withTalk } from '../domain/talk.ts'
import type { Edition, Partnership, PartnershipSettings, TeamPlan } from '../domain/workspace.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import { doJobs } from './do-jobs.ts'
import type { World } from './world.ts'

/** Which digest is spoken of. */
export type Place = { partnership: PartnershipId; month: Month }
export type TalkRefused = TooLate | 'not-here' | 'out-of-reach' | 'too-old'

export type TalkForm = Place & { plan?: TeamPlan; openUntil?: Edition['dueAt']; hasTalked: boolean }
export type HappenedForm = Place & { plan: TeamPlan; happened?: Happened; openUntil?: Edition['dueAt'] }

/** Words that their writer must look at before all can read them. */
export type Unsafe = { stop: Pick<Screened, 'identifiers' | 'always'> }

/**
 * The talk about a digest as it stands, for someone in the channel. Where `pressed` says where the digest stands and
 * nobody knew, that is noted: from then on it can be rewritten.
 */
export const readTalk = async (
  world: World,
  user: string,
  place: Place,
  pressed?: { channel: ChannelId; ts: SlackTs },
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
  pressed?: { channel: ChannelId; ts: SlackTs },
): Promise<HappenedForm | TalkRefused> => {
  const found = await find(world, user, place, 'happened', pressed)
  if (typeof found === 'string') return found
  const { frozen, happened } = found.edition
  const plan = frozen?.asks && planOf(found.partnership, frozen.asks)
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
  await world.partnerships.update(place.partnership, (it) =>
    withHappened(it, place.month, { is, line }, world.clock.now(), found.settings),
  )
  return { after: () => rewrite(world, place) }
}

const find = async (
  world: World,
  user: string,
  { partnership: id, month }: Place,
  of: 'talk' | 'happened',
  pressed?: { channel: ChannelId; ts: SlackTs },
): Promise<{ settings: PartnershipSettings; partnership: Partnership; edition: Edition } | TalkRefused> => {
  const settings = world.workspace.current.partnerships.find((it) => it.id === id)
  const known = await world.partnerships.get(id)
  if (!settings || !known) return 'too-old'
  const audience = await world.directory.audience(settings.channel)
  if (!audience) return 'out-of-reach'
  if (!audience.members.some((member) => member === user)) return 'not-here'
  const partnership =
    pressed?.channel === settings.channel ? await noteWhere(world, known, month, pressed.ts) : known
  const edition = partnership.editions.find((it) => it.month === month)
  if (!edition?.frozen) return 'too-old'
  return tooLate(partnership, month, of, world.clock.now()) ?? { settings, partnership, edition }
}

// A digest whose arrival was in doubt has no `ts`, until someone presses a button under it: then it can be rewritten,
// and is, since words may have been withdrawn meanwhile.
const noteWhere = async (
  world: World,
  partnership: Partnership,
  month: Month,
  ts: SlackTs,
): Promise<Partnership> => {
  const isLost = ({ editions }: Partnership) =>
    editions.some((it) => it.month === month && it.frozen && !it.ts)
  if (!isLost(partnership)) return partnership
  const found = await world.partnerships.update(partnership.id, (it) =>
    isLost(it)
      ? {
          ...settle(it, editionKey(it.id, month), ts, world.clock.now()),
          editions: it.editions.map((one) => (one.month === month ? { ...one, ts } : one)),
        }
      : it,
  )
  await noteRewrite(world, { partnership: partnership.id, month })
  return found
}

const rewrite = async (world: World, place: Place): Promise<void> => {
  await noteRewrite(world, place)
  await doJobs(world)
}

const noteRewrite = async (world: World, { partnership, month }: Place): Promise<void> => {
  await changeWorkspace(world, (it) => ({
    ...it,
    jobs: withJob(it.jobs, { is: 'revise', partnership, month }),
  }))
}

const unsafe = ({ safety }: World, text: string, isChecked: boolean): Unsafe['stop'] | undefined => {
  const found = screen(text, safety)
  return found.always || (!isChecked && !isClear(found)) ? found : undefined
}

const isSamePlan = (a: TeamPlan | undefined, b: TeamPlan | undefined): boolean =>
  a?.when === b?.when && a?.will === b?.will
