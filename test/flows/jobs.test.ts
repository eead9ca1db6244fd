// Work that spans documents is kept until it is done: nobody is invited twice, and nobody is passed over.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { ChannelId, Month, type ProgrammeId, type UserId } from '../../src/domain/model.ts'
import { type Field, settingsOf } from '../../src/domain/programme-change.ts'
import type { ProgrammeSettings } from '../../src/domain/workspace.ts'
import { endProgramme, saveEdit, startProgrammeAgain } from '../../src/flows/change-programme.ts'
import { doJobs } from '../../src/flows/do-jobs.ts'
import { asking, followAllMembers, followMembers } from '../../src/flows/follow-members.ts'
import { deleteEverything } from '../../src/flows/forget.ts'
import { answerFurther } from '../../src/flows/join-too.ts'
import { noteRewrite } from '../../src/flows/reach-edition.ts'
import { acceptInvitation, declineInvitation } from '../../src/flows/respond.ts'
import { wake } from '../../src/flows/wake.ts'
import { leaderOf, type World } from '../../src/flows/world.ts'
import {
  admin,
  aPlace,
  channel,
  dmOf,
  documentOf,
  livedUntil,
  makeOne,
  monday,
  type Place,
  user,
  users,
} from './given.ts'

const invited = ({ slack }: Place) => slack.arrived('invitation').map((it) => it.channel)
const jobsIn = (world: World) => world.workspace.current.jobs
const inAWhile = plus(monday, { minutes: 30 })
const inAWeek = plus(monday, { days: 8 })

describe('bringing people in', () => {
  it('invites each of them once, and is done', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(3))
    expect(invited(place)).toEqual([])
    expect(jobsIn(world)).toHaveLength(1)
    await doJobs(world)
    await doJobs(world)
    expect(invited(place)).toEqual(users(3).map(dmOf))
    expect(jobsIn(world)).toEqual([])
  })

  it('is taken up again wherever the process died, and invites nobody twice', async () => {
    const life = async (dieAt: number) => {
      const place = await aPlace()
      await makeOne(place, await place.begin(), users(3))
      const mortal = await place.begin({ dieAt })
      await Promise.race([doJobs(mortal), mortal.died])
      place.clock.pass({ minutes: 1 })
      const next = await place.begin()
      await livedUntil(place, next, inAWhile)
      expect(invited(place).toSorted()).toEqual(users(3).map(dmOf))
      expect(await place.documents.leaders.ids()).toHaveLength(3)
      expect(jobsIn(next)).toEqual([])
      return mortal.steps()
    }
    const steps = await life(Number.POSITIVE_INFINITY)
    expect(steps).toBeGreaterThan(30)
    for (let dieAt = 1; dieAt <= steps; dieAt++) await life(dieAt)
  })

  it('goes on past someone whom Slack cannot tell us of, who is invited once it can', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(3))
    place.slack.profiles.set(user(1), new Error('Slack is out of reach'))
    await doJobs(world)
    expect(invited(place)).toEqual(['D0', 'D2'])
    expect(jobsIn(world)).toHaveLength(1)
    expect(world.logged).toMatchObject([{ level: 'error', fields: { job: 'enrol' } }])

    place.slack.profiles.delete(user(1))
    place.clock.pass({ minutes: 1 })
    await wake(world)
    expect(invited(place)).toEqual(['D0', 'D2', 'D1'])
    expect(jobsIn(world)).toEqual([])
  })

  it('invites nobody anew who deleted everything while another one could not be invited', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(2))
    place.slack.profiles.set(user(1), new Error('Slack is out of reach'))
    await doJobs(world)
    await acceptInvitation(world, user(0))
    await (await deleteEverything(world, user(0)))?.after()
    place.slack.profiles.delete(user(1))
    await livedUntil(place, world, inAWhile)
    expect(invited(place)).toEqual(['D0', 'D1'])
    expect(jobsIn(world)).toEqual([])
  })

  it('keeps no words waiting that are to leave a digest', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(3), { channel })
    const seen: boolean[] = []
    const isWaiting = () => jobsIn(world).some((it) => it.is === 'revise')
    const [partnership] = await world.partnerships.ids()
    if (!partnership) throw new Error('No partnership.')
    const busy: World = {
      ...world,
      sender: {
        ...world.sender,
        post: async (...said) => {
          seen.push(isWaiting())
          const posted = await place.slack.sender.post(...said)
          if (seen.length === 1) await noteRewrite(world, { partnership, month: Month.parse('2026-01') })
          return posted
        },
      },
    }
    await doJobs(busy)
    expect(seen).toEqual([false, false, false])
    expect(invited(place)).toEqual(users(3).map(dmOf))
    expect(jobsIn(world)).toEqual([])
  })

  it('passes over bots, and people whose account is switched off', async () => {
    const place = await aPlace()
    const world = await place.begin()
    place.slack.profiles.set(user(0), { isPerson: false })
    place.slack.profiles.set(user(1), { isActive: false })
    await makeOne(place, world, users(3))
    await doJobs(world)
    expect(invited(place)).toEqual(['D2'])
    expect(jobsIn(world)).toEqual([])
    expect(await leaderOf(world, user(0))).toBeUndefined()
  })

  it('settles whom Slack refuses for good, and names them', async () => {
    const place = await aPlace()
    const world = await place.begin()
    place.slack.refusing.set(user(0), { refused: 'cannot_dm_bot' })
    await makeOne(place, world, users(2))
    await doJobs(world)
    expect(invited(place)).toEqual(['D1'])
    expect(jobsIn(world)).toEqual([])
    expect(world.workspace.current.delivery.unreachable).toMatchObject([
      { user: user(0), reason: 'cannot_dm_bot' },
    ])
    expect(world.logged).toEqual([])
  })

  it('tries more and more seldom where trouble stays, and goes on once it has passed', async () => {
    const place = await aPlace()
    const world = await place.begin()
    place.slack.refusing.set(user(0), new Error('Slack is out of reach'))
    await makeOne(place, world, users(2))
    for (let minute = 0; minute < 60; minute++) {
      await wake(world)
      place.clock.pass({ minutes: 1 })
    }
    // At 0, 1, 3, 7, 15 and 31 minutes.
    expect(place.slack.opened.filter((it) => it === user(0))).toHaveLength(6)
    expect(world.logged).toHaveLength(6)
    expect(invited(place)).toEqual(['D1'])
    place.slack.refusing.clear()
    place.clock.pass({ minutes: 5 })
    await wake(world)
    expect(invited(place)).toEqual(['D1', 'D0'])
    expect(jobsIn(world)).toEqual([])
  })

  it.each([
    ['the privacy contact', { privacyContact: '' }],
    ['the purpose', { purpose: '  ' }],
    ['what citizens are paid', { citizens: { paid: '', support: 'Ama' } }],
    ['whom citizens can call', { citizens: { paid: 'Fares', support: '' } }],
  ])('waits while a programme does not say %s, in silence, and goes on once it does', async (_, lacking) => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(2), lacking)
    await doJobs(world)
    await wake(world)
    expect(place.slack.opened).toEqual([])
    expect(world.logged).toEqual([])

    const [programme] = world.workspace.current.programmes
    if (!programme) throw new Error('No programme.')
    const facts = { privacyContact: 'Ama', purpose: 'To learn.', citizens: { paid: 'Fares', support: 'Ama' } }
    // Someone is taken off before they heard of it.
    await saveEdit(world, admin, {
      id: programme.id,
      seen: programme.revision,
      mine: { ...settingsOf(programme), ...facts, people: users(1) },
      touched: ['people', 'privacyContact', 'purpose', 'citizens'],
    })
    await wake(world)
    expect(invited(place)).toEqual(['D0'])
    expect(jobsIn(world)).toEqual([])
  })

  it('waits where its programme has ended, and goes on when it is started again', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(1))
    const id = world.workspace.current.programmes[0]?.id as ProgrammeId
    await endProgramme(world, admin, id)
    await doJobs(world)
    expect(invited(place)).toEqual([])
    await startProgrammeAgain(world, admin, id)
    await doJobs(world)
    expect(invited(place)).toEqual(['D0'])
  })

  it('opens each conversation once, and keeps it', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(2))
    await doJobs(world)
    await makeOne(place, world, users(2), { name: 'A second one' })
    await doJobs(world)
    expect(place.slack.opened).toEqual(users(2))
    expect((await documentOf(world, user(0))).slack.dm).toBe(dmOf(user(0)))
  })

  it('asks only who takes part for a second programme, and nobody twice', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(3))
    await doJobs(world)
    await acceptInvitation(world, user(0))
    await declineInvitation(world, user(1))
    await makeOne(place, world, users(4), { name: 'A second one' })
    await doJobs(world)
    // Not in the week of the first invitation.
    await livedUntil(place, world, inAWeek)
    // The first has said yes before; the second has said no; the third has not answered; the fourth is new.
    expect(invited(place)).toEqual(users(4).map(dmOf))
    expect(place.slack.arrived('further-invitation').map((it) => it.channel)).toEqual([dmOf(user(0))])
    expect((await documentOf(world, user(0))).programmes).toHaveLength(1)
  })

  it('rewrites open invitations when what they say has changed, and no others', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(1))
    await doJobs(world)
    await acceptInvitation(world, user(0))
    await makeOne(place, world, users(3), { name: 'A second one' })
    await doJobs(world)
    await livedUntil(place, world, inAWeek)
    await declineInvitation(world, user(2))
    const before = place.slack.edits.length
    const edit = async (change: Partial<ProgrammeSettings>) => {
      const programme = world.workspace.current.programmes[1]
      if (!programme) throw new Error('No second programme.')
      const { id, revision } = programme
      const mine = { ...settingsOf(programme), ...change }
      const touched = Object.keys(change) as Field[]
      expect(await saveEdit(world, admin, { id, seen: revision, mine, touched })).toBe('saved')
      await doJobs(world)
      return place.slack.edits.slice(before)
    }
    expect(await edit({ remindAfter: 24 })).toEqual([])
    const rewritten = await edit({ purpose: 'To learn from each other.' })
    expect(rewritten.map((it) => it.channel)).toEqual([dmOf(user(0)), dmOf(user(1))])
    for (const { letter } of rewritten) expect(JSON.stringify(letter)).toContain('To learn from each other.')
  })

  it('names no programme in an open invitation that someone was taken out of', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(1), { name: 'The first one' })
    await doJobs(world)
    await makeOne(place, world, users(1), { name: 'A second one' })
    await doJobs(world)
    const invitation = () => place.slack.edits.at(-1)?.letter
    expect(invitation()).toMatchObject({ kind: 'invitation', programme: 'The first one, A second one' })
    const [first] = world.workspace.current.programmes
    if (!first) throw new Error('No programme.')
    const mine = { ...settingsOf(first), people: [] }
    const { id, revision } = first
    expect(await saveEdit(world, admin, { id, seen: revision, mine, touched: ['people'] })).toBe('saved')
    await doJobs(world)
    expect(invitation()).toMatchObject({ kind: 'invitation', programme: 'A second one' })
    await acceptInvitation(world, user(0))
    expect((await documentOf(world, user(0))).programmes).toHaveLength(1)
  })

  it('says in an invitation that nobody has answered which programme it is for by now', async () => {
    const place = await aPlace()
    const world = await place.begin()
    const first = await makeOne(place, world, users(1), { name: 'The first one' })
    await doJobs(world)
    const mine = { ...settingsOf(first), people: [user(1)] }
    await saveEdit(world, admin, { id: first.id, seen: 0, mine, touched: ['people'] })
    await doJobs(world)
    await makeOne(place, world, users(1), { name: 'A second one', answersFor: 'someone else' })
    await doJobs(world)
    expect(invited(place)).toEqual(['D0', 'D1'])
    expect(place.slack.edits.at(-1)).toMatchObject({
      channel: 'D0',
      letter: { kind: 'invitation', programme: 'A second one', facts: [{ answersFor: 'someone else' }] },
    })
  })

  it('takes no yes to a further programme from whom an admin took out of it, until they are put back', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(1))
    await doJobs(world)
    await acceptInvitation(world, user(0))
    await makeOne(place, world, users(2), { name: 'A second one' })
    await doJobs(world)
    const second = () => {
      const found = world.workspace.current.programmes.find(({ name }) => name === 'A second one')
      if (!found) throw new Error('No second programme.')
      return found
    }
    const setPeople = async (people: UserId[]) => {
      const { id, revision } = second()
      const mine = { ...settingsOf(second()), people }
      expect(await saveEdit(world, admin, { id, seen: revision, mine, touched: ['people'] })).toBe('saved')
      await doJobs(world)
    }
    await setPeople([user(1)])
    expect(await answerFurther(world, user(0), second().id, true, undefined)).toBeUndefined()
    expect((await documentOf(world, user(0))).programmes).toHaveLength(1)
    await setPeople(users(2))
    expect(await answerFurther(world, user(0), second().id, true, undefined)).toBeDefined()
    expect((await documentOf(world, user(0))).programmes).toHaveLength(2)
  })

  it('says in the log, by id, whose time zone had to be assumed', async () => {
    const place = await aPlace()
    const world = await place.begin()
    place.slack.profiles.set(user(0), { isZoneAssumed: true })
    await makeOne(place, world, users(2))
    await doJobs(world)
    const { id } = await documentOf(world, user(0))
    expect(world.logged).toMatchObject([{ level: 'warn', fields: { id, zone: 'Europe/London' } }])
  })

  it('names each person once where an admin names them twice', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, [user(0), user(0)])
    await doJobs(world)
    expect(invited(place)).toEqual(['D0'])
  })

  it('is done by one process once where two ask for it at once', async () => {
    const place = await aPlace()
    const world = await place.begin()
    await makeOne(place, world, users(5))
    await Promise.all([doJobs(world), wake(world), doJobs(world)])
    expect(invited(place)).toEqual(users(5).map(dmOf))
    expect(place.slack.opened).toEqual(users(5))
    expect(world.logged).toEqual([])
  })
})

describe('a programme that follows a channel', () => {
  const followed = ChannelId.parse('CFOLLOWED')
  const following = async (members: UserId[]) => {
    const place = await aPlace()
    const world = await place.begin()
    const audience = (of: UserId[]) =>
      place.slack.audiences.set(followed, {
        name: 'leaders',
        isPrivate: true,
        isShared: false,
        teams: [],
        members: of,
      })
    audience(members)
    const made = await makeOne(place, world, [], { follows: followed })
    await doJobs(world)
    const current = () => world.workspace.current.programmes[0] ?? made
    const edit = (change: Partial<ProgrammeSettings>) => {
      const { id, revision } = current()
      const mine = { ...settingsOf(current()), ...change }
      return saveEdit(world, admin, { id, seen: revision, mine, touched: Object.keys(change) as Field[] })
    }
    /** Someone joins, and while Slack is asked who they are something else is done. */
    const whileSomeoneJoins = async (other: () => Promise<unknown>) => {
      audience([...members, user(8)])
      const { directory } = world
      const slow: World = {
        ...world,
        directory: {
          ...directory,
          audience: directory.audience,
          profile: async (who, how) => {
            await other()
            return directory.profile(who, how)
          },
        },
      }
      await followMembers(slow, made.id, asking())
    }
    return { place, world, current, edit, whileSomeoneJoins, join: audience }
  }

  it('asks about many who join a few at a time, and loses nobody, whoever cannot be asked or looked up', async () => {
    const { place, world, current, join } = await following(users(2))
    const all = Array.from({ length: 90 }, (_, n) => user(n))
    const [bots, unknown] = [all.slice(2, 32), user(40)]
    for (const bot of bots) place.slack.profiles.set(bot, { isPerson: false })
    place.slack.profiles.set(unknown, new Error('internal_error'))
    const asked: UserId[] = []
    const counting: World = {
      ...world,
      directory: {
        ...world.directory,
        profile: (who, how) => {
          if (how?.unhurried) asked.push(who)
          return world.directory.profile(who, how)
        },
      },
    }
    join(all)
    await followAllMembers(counting)
    const perTick: number[] = []
    const tick = async () => {
      const before = asked.length
      await wake(counting)
      perTick.push(asked.length - before)
    }
    for (let n = 0; n < 5; n += 1) await tick()
    expect(perTick).toEqual([20, 20, 20, 20, 8])
    expect(new Set(asked).size).toBe(88)
    const coming = all.filter((it) => !bots.includes(it))
    expect(current().people).toEqual(coming.filter((it) => it !== unknown))
    expect(world.logged).toMatchObject([{ level: 'error', fields: { job: 'follow' } }])

    // Slack knows them again; and whoever was no person is asked about at the next look alone.
    place.slack.profiles.set(unknown, {})
    await tick()
    await tick()
    expect(perTick.slice(5)).toEqual([1, 0])
    expect(current().people).toEqual(coming)
    expect(invited(place).toSorted()).toEqual(coming.map(dmOf).toSorted())
    place.slack.profiles.set(bots[0]!, {})
    await followAllMembers(counting)
    for (let n = 0; n < 2; n += 1) await tick()
    expect(perTick.slice(7)).toEqual([20, 10])
    expect(current().people).toContain(bots[0])
    expect(jobsIn(world)).toEqual([])
  })

  it('asks those who left no more, while many others are still asked about', async () => {
    const { world, current, join } = await following(users(3))
    join([user(1), ...Array.from({ length: 50 }, (_, n) => user(n + 3))])
    await followAllMembers(world)
    expect(current().people).toEqual([user(1)])
  })

  it('keeps whom one look let in while another was at it', async () => {
    const { place, world, current, join } = await following(users(2))
    const members = users(8).filter((it) => it !== user(1))
    join(members)
    const audience: World['directory']['audience'] = async (of) => {
      const seen = await place.slack.directory.audience(of)
      await followMembers(world, current().id, asking())
      return seen
    }
    await followMembers({ ...world, directory: { ...world.directory, audience } }, current().id, { left: 0 })
    expect(current().people).toEqual(members)
  })

  it('keeps the people whom an admin chose by hand while its channel was looked at', async () => {
    const { place, world, current, edit, whileSomeoneJoins } = await following(users(2))
    await whileSomeoneJoins(() => edit({ follows: undefined, people: [user(1)] }))
    await doJobs(world)
    expect(current().people).toEqual([user(1)])
    expect(invited(place)).not.toContain(dmOf(user(8)))
  })

  it('invites nobody into one that was ended while its channel was looked at', async () => {
    const { place, world, current, whileSomeoneJoins } = await following(users(2))
    await whileSomeoneJoins(() => endProgramme(world, admin, current().id))
    await doJobs(world)
    expect(current().people).toEqual(users(2))
    expect(invited(place)).not.toContain(dmOf(user(8)))
  })
})
