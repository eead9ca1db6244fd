// Who a partnership's people are, as far as its figures go; what someone is told before their yes; and how they take it
// back later.
import { describe, expect, it } from 'vitest'
import type { EditionLetter } from '../../src/domain/letter.ts'
import { Instant, type Intent, LocalDate, Month, ReflectionId } from '../../src/domain/model.ts'
import type { Edition, Item, PartnershipSettings } from '../../src/domain/workspace.ts'
import { endProgramme } from '../../src/flows/change-programme.ts'
import { changeWorkspace } from '../../src/flows/change-workspace.ts'
import { composeEdition } from '../../src/flows/compose-edition.ts'
import { doJobs } from '../../src/flows/do-jobs.ts'
import { followAccount } from '../../src/flows/follow-account.ts'
import { deleteEverything } from '../../src/flows/forget.ts'
import { unlinkPartnership } from '../../src/flows/link-partnership.ts'
import { readConsent, readPreview } from '../../src/flows/read-forms.ts'
import { readHome } from '../../src/flows/read-home.ts'
import { declineInvitation, leaveBalcony } from '../../src/flows/respond.ts'
import { takePart } from '../../src/flows/share.ts'
import { leaderOf, peopleNamed, type World } from '../../src/flows/world.ts'
import { aReflection } from '../domain/given.ts'
import { aPlace, channel, documentOf, everyoneTakesPart, makeOne, type Place, user, users } from './given.ts'

const partnership = ({ workspace }: World): PartnershipSettings => {
  const [first] = workspace.current.partnerships
  if (!first) throw new Error('no channel is linked')
  return first
}
const people = (world: World) => peopleNamed(world, partnership(world))

const tenNamed = async () => {
  const place = await aPlace()
  const world = await place.begin()
  const programme = await makeOne(place, world, users(10), { channel })
  await doJobs(world)
  return { place, world, programme }
}

describe('the people of a partnership', () => {
  it('are those who are named, whatever they said and whether or not anything is kept of them', async () => {
    const { world } = await tenNamed()
    await declineInvitation(world, user(0))
    const gone = await deleteEverything(world, user(1))
    await gone?.after()
    expect(await leaderOf(world, user(1))).toBeUndefined()
    expect(await people(world)).toBe(10)
  })

  it('who were named in digests and deleted everything are remembered by how many they were, and how many of them twice', async () => {
    const { world } = await tenNamed()
    const { id } = partnership(world)
    const [gone, stays] = await Promise.all([user(0), user(1)].map((it) => leaderOf(world, it)))
    const named = [gone, stays].map((it) => ({ leader: it!.id, reflection: ReflectionId.parse('one') }))
    const edition = (month: string) => ({
      month: Month.parse(month),
      dueAt: world.clock.now(),
      missed: false,
      frozen: {
        at: world.clock.now(),
        figures: { about: [] },
        concepts: [],
        named,
        unnamed: [],
        counted: named,
      },
    })
    await world.partnerships.update(id, (it) => ({ ...it, editions: ['2025-11', '2025-12'].map(edition) }))
    await (await deleteEverything(world, user(0)))?.after()
    await doJobs(world)
    const editions = (await world.partnerships.get(id))?.editions ?? []
    expect(
      editions.map(({ frozen }) => [frozen?.named, frozen?.namedAndGone, frozen?.namedBeforeAndGone]),
    ).toEqual([
      [[named[1]], 1, undefined],
      [[named[1]], 1, 1],
    ])
  })

  it('who left Balcony count in a review among those whose words without a name stand, until they take them back', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(12), { channel })
    const { id } = partnership(world)
    const gives = async (n: number, name: string, named: boolean): Promise<Item> => {
      const { id: leader } = await documentOf(world, user(n))
      const words = `${name} words of ${n}`
      const at = place.clock.now()
      const stage = {
        is: 'approved' as const,
        at,
        words,
        about: [],
        audience: { isPrivate: true, isShared: false },
      }
      const reply = aReflection(name, words, { shares: { [id]: { choice: 'words', named, stage } } })
      await world.leaders.update(leader, (it) => ({ ...it, reflections: [...it.reflections, reply] }))
      return { leader, reflection: reply.id }
    }
    const edition = (month: string, named: Item[], unnamed: Item[]): Edition => ({
      month: Month.parse(month),
      dueAt: place.clock.now(),
      missed: false,
      ts: place.slack.nextTs(),
      frozen: {
        at: place.clock.now(),
        figures: { about: [] },
        concepts: [],
        named,
        unnamed,
        counted: [...named, ...unnamed],
      },
    })
    for (const one of users(7)) await takePart(world, one, id, true)
    const january = edition('2026-01', [await gives(0, 'january', true)], [])
    const february = edition(
      '2026-02',
      [],
      await Promise.all([0, 1, 2, 3, 4, 5, 6].map((n) => gives(n, 'february', false))),
    )
    const { frozen: _, ts: __, ...march } = edition('2026-03', [], [])
    await world.partnerships.update(id, (it) => ({ ...it, editions: [january, february, march] }))
    place.clock.at(Instant.parse('2026-04-07T09:00:00.000Z'))
    const review = async () => {
      const due = { key: 'review', kind: 'edition', about: '2026-03' } as Intent
      return ((await composeEdition(world, partnership(world), due)) as EditionLetter).figures
    }
    await leaveBalcony(world, user(6))
    expect(await review()).toEqual({ about: [], ofCycle: true })
    await takePart(world, user(6), id, false)
    expect(await review()).toEqual({ band: { from: 5 }, about: [], ofCycle: true })
  })

  it('are without closed accounts, of whom nothing is kept as well, and without those whom no invitation reaches', async () => {
    const { world, place } = await tenNamed()
    const gone = await deleteEverything(world, user(1))
    await gone?.after()
    for (const it of [user(0), user(1)]) await followAccount(world, it, { isActive: false })
    expect(await people(world)).toBe(8)
    place.slack.fates.push({ is: 'refused', error: 'user_not_found' })
    await makeOne(place, world, [user(11)], { channel, name: 'Further leaders' })
    await doJobs(world)
    expect(await people(world)).toBe(8)
  })

  it('are those of programmes that may have asked in the month: not begun, or long over, they hide nobody', async () => {
    const { world, place, programme } = await tenNamed()
    const more = [user(11), user(12)]
    await makeOne(place, world, more, {
      channel,
      name: 'Further leaders',
      startsOn: LocalDate.parse('2026-03-02'),
    })
    expect(await people(world)).toBe(10)
    place.clock.pass({ days: 60 })
    expect(await people(world)).toBe(12)
    await endProgramme(world, user(90), programme.id)
    place.clock.pass({ days: 30 })
    expect(await people(world)).toBe(12)
    place.clock.pass({ days: 60 })
    expect(await people(world)).toBe(2)
  })
})

describe('who is asked for a yes', () => {
  const override = { by: user(90), at: '2026-01-05T08:00:00.000Z', why: 'All may read along.' }
  const opened = async (place: Place, world: World, isPrivate: boolean) => {
    place.slack.audiences.set(channel, {
      name: 'partners',
      isPrivate,
      isShared: false,
      teams: [],
      members: users(2),
    })
    await changeWorkspace(world, (it) => ({
      ...it,
      partnerships: it.partnerships.map((one) => ({ ...one, override }) as PartnershipSettings),
    }))
    return (await readConsent(world, partnership(world).id))?.whyPublic
  }

  it('is told why an admin took a public channel, for as long as it is one', async () => {
    const { place, world } = await tenNamed()
    expect(await opened(place, world, false)).toBe('All may read along.')
    expect(await opened(place, world, true)).toBeUndefined()
  })
})

describe('taking part', () => {
  it('is stopped in Home also where the channel is unlinked', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(2), { channel })
    const { id } = partnership(world)
    await takePart(world, user(0), id, true)
    expect((await readPreview(world, user(0), id)) as object).toMatchObject({ items: [] })
    await unlinkPartnership(world, user(90), id)
    // A button of before that has nothing to open.
    expect(await readPreview(world, user(0), id)).toBeUndefined()
    const seen = async (n: number) => (await readHome(world, user(n))).leader?.partnerships
    expect(await seen(0)).toEqual([{ id, name: '#partners', optedIn: true, waiting: 0, agreed: 0 }])
    expect(await seen(1)).toEqual([])
    await takePart(world, user(0), id, false)
    expect(await seen(0)).toEqual([])
  })
})
