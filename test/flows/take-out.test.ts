// What a team wrote under a digest, taken out by whoever looks after it: wherever the process dies, it is gone in the
// end from what is kept and from every digest that shows it, and the log says who had it done.
import { expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { type Intent, Month } from '../../src/domain/model.ts'
import { editionKey } from '../../src/domain/partnership.ts'
import { doJobs } from '../../src/flows/do-jobs.ts'
import { takeTeamWordsOut } from '../../src/flows/take-out.ts'
import { readHappened, recordHappened, recordTalk } from '../../src/flows/talk.ts'
import type { World } from '../../src/flows/world.ts'
import {
  admin,
  aPlace,
  aPlaceLike,
  channel,
  editionOfJanuary,
  everyoneTakesPart,
  livedUntil,
  type Place,
  user,
  users,
} from './given.ts'

const month = Month.parse('2026-01')
const next = Month.parse('2026-02')
const plan = { when: 'the rota is late', will: 'ask Mrs Canary' }
/** The third working day of March. */
const editionOfFebruary = plus(editionOfJanuary, { days: 28 })

/** A place where a plan stands under January's digest, and February's repeats it and says what became of it. */
const aPlan = async (): Promise<Place> => {
  const place = await aPlace()
  const { world } = await everyoneTakesPart(place, users(1), { channel })
  const partnership = world.workspace.current.partnerships[0]!.id
  const after = async (saved: Awaited<ReturnType<typeof recordTalk | typeof recordHappened>>) => {
    if (typeof saved === 'string' || !('after' in saved)) throw new Error('It was not saved.')
    await saved.after()
  }
  await livedUntil(place, world, plus(editionOfJanuary, { minutes: 1 }))
  await after(await recordTalk(world, user(0), { partnership, month }, { plan, checked: true }))
  await livedUntil(place, world, plus(editionOfFebruary, { minutes: 1 }))
  const happened = { is: 'partly' as const, line: 'Mrs Canary was away.', checked: true }
  await after(await recordHappened(world, user(0), { partnership, month: next }, happened))
  return place
}
const placeIn = (world: World, of: Month) => ({
  partnership: world.workspace.current.partnerships[0]!.id,
  month: of,
})
const shown = ({ slack }: Place) =>
  slack
    .arrived('edition')
    .map(({ ts, letter }) => slack.edits.findLast((it) => it.ts === ts)?.letter ?? letter)
const kept = async ({ documents }: Place) =>
  Promise.all((await documents.partnerships.ids()).map((id) => documents.partnerships.get(id)))

it('is gone wherever the process died, once it was asked for', async () => {
  const before = await aPlan()
  expect(JSON.stringify(shown(before)).split('Mrs Canary').length - 1).toBe(3)
  const life = async (dieAt: number) => {
    const place = await aPlaceLike(before)
    const mortal = await place.begin({ dieAt })
    const take = async () => {
      await takeTeamWordsOut(mortal, admin, placeIn(mortal, month))
      await doJobs(mortal)
    }
    await Promise.race([take(), mortal.died])
    const again = await place.begin()
    await livedUntil(place, again, plus(place.clock.now(), { minutes: 2 }))
    const { audit, jobs } = again.workspace.current
    const isNoted = audit.some(({ act, by }) => act === 'partnership-words' && by === admin)
    expect(JSON.stringify([shown(place), await kept(place)]).includes('Canary')).toBe(!isNoted)
    expect(jobs).toEqual([])
    expect(JSON.stringify([audit, again.logged, mortal.logged])).not.toMatch(/Canary|rota/)
    return { steps: mortal.steps(), isNoted }
  }
  const { steps, isNoted } = await life(Number.POSITIVE_INFINITY)
  expect(isNoted).toBe(true)
  expect(steps).toBeGreaterThan(10)
  const noted = []
  for (let dieAt = 1; dieAt <= steps; dieAt++) noted.push((await life(dieAt)).isNoted)
  // Only before its first write is it as if nobody had asked.
  expect(noted.filter((it) => !it).length).toBeLessThan(3)
})

it('is not put back by a form that was open meanwhile', async () => {
  const place = await aPlan()
  const world = await place.begin()
  await takeTeamWordsOut(world, admin, placeIn(world, month))
  await doJobs(world)
  const happened = { is: 'done' as const, line: 'Mrs Canary came.', checked: true }
  expect(await recordHappened(world, user(0), placeIn(world, next), happened)).toBe('too-old')
  expect(await readHappened(world, user(0), placeIn(world, next))).toBe('too-old')
  expect(JSON.stringify([shown(place), await kept(place)])).not.toContain('Canary')
})

it('leaves a digest that was being posted with them at that moment, once it is known where it stands', async () => {
  const place = await aPlan()
  const world = await place.begin()
  const { partnership } = placeIn(world, next)
  const key = editionKey(partnership, next)
  const { ts } = (await world.partnerships.get(partnership))!.editions.at(-1)!
  const stands = (known: typeof ts, state: Intent['state']) =>
    world.partnerships.update(partnership, (it) => ({
      ...it,
      editions: it.editions.map((one) => (one.month === next ? { ...one, ts: known } : one)),
      outbox: it.outbox.map((one) => (one.key === key ? { ...one, state } : one)),
    }))
  const at = place.clock.now()
  await stands(undefined, { is: 'claimed', at })
  world.underWay.add(key)
  await takeTeamWordsOut(world, admin, placeIn(world, month))
  await doJobs(world)
  expect(JSON.stringify(shown(place))).toContain('Canary')
  // Slack has it, and the process that posted it has died.
  await stands(ts, { is: 'settled', at, ts: ts! })
  const again = await place.begin()
  await livedUntil(place, again, plus(at, { minutes: 10 }))
  expect(JSON.stringify([shown(place), await kept(place)])).not.toContain('Canary')
  expect(again.workspace.current.jobs).toEqual([])
})
