// A leader deletes a reply, or everything. Whatever happens in between, in the end it is all gone: from every document,
// from what was posted, and from each of our own messages and files.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import {
  FileId,
  Instant,
  type Leader,
  Month,
  type PartnershipId,
  type ReflectionId,
} from '../../src/domain/model.ts'
import { clearAway } from '../../src/flows/clear-away.ts'
import { exportHistory } from '../../src/flows/export-history.ts'
import { deleteEverything, deleteReply, readForgetForm } from '../../src/flows/forget.ts'
import { forgetTypedReply, recordTypedReply, recordWrittenReply } from '../../src/flows/record-reply.ts'
import { showWords } from '../../src/flows/respond.ts'
import { answerPreview, takePart } from '../../src/flows/share.ts'
import { recordTalk } from '../../src/flows/talk.ts'
import { wake } from '../../src/flows/wake.ts'
import { leaderOf, type World } from '../../src/flows/world.ts'
import type { Posted } from '../../src/ports.ts'
import {
  aPlace,
  aPlaceLike,
  channel,
  dmOf,
  documentOf,
  everyoneTakesPart,
  livedUntil,
  type Place,
  tuesdayNine,
  user,
  users,
} from './given.ts'

const them = user(0)
const canary = (name: string) => `canary-${name}-sings`
const afterDigests = Instant.parse('2026-02-12T12:00:00.000Z')

/** Six weeks of someone whose messages show their words: a reply with all that hangs on it, shared and posted. */
const someWeeks = async (place: Place) => {
  const { world } = await everyoneTakesPart(place, users(2), { channel })
  const partnership = world.workspace.current.partnerships[0]!.id
  for (const one of users(2)) await takePart(world, one, partnership, true)
  await showWords(world, them, 'shown')
  await livedUntil(place, world, plus(tuesdayNine, { hours: 1 }))
  const { deliveries } = await documentOf(world, them)
  const said = {
    parts: {},
    about: [],
    soWhat: canary('so-what'),
    nowWhat: canary('now-what'),
    shares: { [partnership]: { is: 'words' as const, named: true } },
  }
  await recordWrittenReply(world, them, { delivery: deliveries[0]!.id }, { ...said, added: canary('what') })
  await recordTypedReply(world, them, { ts: place.slack.nextTs(), text: canary('typed') })
  await recordTypedReply(world, user(1), { ts: place.slack.nextTs(), text: 'Of another' })
  await livedUntil(place, world, Instant.parse('2026-02-02T12:00:00.000Z'))
  const [reflection] = (await documentOf(world, them)).reflections
  const id = reflection!.id
  const choice = { is: 'words', named: true } as const
  await answerPreview(world, them, partnership, {
    seen: { isPrivate: true, isShared: false },
    decisions: [{ reflection: id, choice, words: canary('shared'), checked: false }],
  })
  await livedUntil(place, world, afterDigests)
  await world.sender.upload(dmOf(them), { canary: canary('file') } as never, async (file) => {
    await world.leaders.update((await documentOf(world, them)).id, (it) => ({
      ...it,
      files: [...it.files, { id: file, at: place.clock.now() }],
    }))
  })
  return { world, id, partnership }
}

/** All that is kept, and all of ours that stands in Slack, as anyone might search it. */
const kept = async ({ documents }: Place): Promise<string> => {
  const all = await Promise.all(
    Object.values(documents).map(async (it) =>
      Promise.all((await it.ids()).map((id) => (it.get as (id: string) => Promise<unknown>)(id))),
    ),
  )
  return JSON.stringify(all)
}
const standing = ({ slack }: Place) => [
  ...slack.posts
    .filter(({ ts }) => !slack.removed.includes(ts))
    .map((post) => ({ ...post, ...slack.edits.findLast(({ ts }) => ts === post.ts) })),
  ...slack.files.filter(({ id }) => !slack.removed.includes(id)),
]
const seen = (place: Place) => JSON.stringify(standing(place))
const inDm = (place: Place) => standing(place).filter((it) => it.channel === dmOf(them))

it('the search finds words where they are', async () => {
  const place = await aPlace()
  await someWeeks(place)
  for (const name of ['what', 'so-what', 'now-what', 'typed'])
    expect(await kept(place)).toContain(canary(name))
  for (const name of ['shared', 'now-what', 'file']) expect(seen(place)).toContain(canary(name))
})

describe('one reply', () => {
  it('is gone from every document, digest, message and file; what else they wrote stays', async () => {
    const place = await aPlace()
    const { world, id } = await someWeeks(place)
    await recordTypedReply(world, them, { ts: place.slack.nextTs(), text: 'Something else' })
    await (await deleteReply(world, them, id))?.after()
    expect(await kept(place)).not.toContain('canary')
    expect(seen(place)).not.toContain('canary')
    const { reflections, toClear } = await documentOf(world, them)
    expect(reflections.map(({ parts }) => parts[0]?.text)).toEqual(['Something else'])
    expect(toClear).toEqual([])
    expect(await deleteReply(world, them, id)).toBeUndefined()
    expect(world.logged).toEqual([])
  })

  it('of somebody else cannot be deleted', async () => {
    const place = await aPlace()
    const { world, id } = await someWeeks(place)
    const [theirs] = (await documentOf(world, user(1))).reflections
    expect(
      await deleteReply(world, them, theirs!.id === id ? ('none' as ReflectionId) : theirs!.id),
    ).toBeUndefined()
    expect((await documentOf(world, user(1))).reflections).toHaveLength(1)
  })

  it('goes wholly or stays wholly, wherever the process died', async () => {
    await diesAnywhere(
      async (world, { id }) => (await deleteReply(world, them, id))?.after(),
      wholly(
        async (place, world) =>
          (await documentOf(world, them)).reflections.length === 0 ||
          (await kept(place)).includes(canary('what')),
        async (world) => (await documentOf(world, them)).reflections.length === 0,
      ),
    )
  })

  it('deleted where it was typed takes with it its receipt, and every file that held it', async () => {
    const place = await aPlace()
    const { world } = await someWeeks(place)
    const { reflections, outbox } = await documentOf(world, them)
    const [typed] = reflections[0]!.parts.flatMap(({ from }) => (from.is === 'typed' ? from.ts : []))
    await forgetTypedReply(world, them, typed!)
    const receipt = outbox.find(({ kind, about }) => kind === 'receipt' && about === typed)?.state
    expect(place.slack.removed).toEqual(['F1', receipt?.is === 'settled' && receipt.ts])
    expect((await documentOf(world, them)).files).toEqual([])
  })
})

describe('everything', () => {
  it('is gone, and nothing of ours stands in their conversation; the others keep what is theirs', async () => {
    const place = await aPlace()
    const { world } = await someWeeks(place)
    const { id } = await documentOf(world, them)
    expect(inDm(place).length).toBeGreaterThan(8)
    expect(await (await deleteEverything(world, them))?.after()).toBe('done')
    expect(await kept(place)).not.toMatch(new RegExp(`canary|${id}|${dmOf(them)}`))
    expect(seen(place)).not.toContain('canary')
    expect(inDm(place)).toEqual([])
    expect(await readForgetForm(world, them)).toBeUndefined()
    expect(await deleteEverything(world, them)).toBeUndefined()
    expect((await documentOf(world, user(1))).reflections).toHaveLength(1)
    // What an admin set up is the admin's.
    expect(world.workspace.current.programmes[0]?.people).toContain(them)
    expect(world.workspace.current.jobs).toEqual([])
    expect(world.logged).toEqual([])
  })

  it('is for those too who were only invited, declined, paused or left', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(4))
    const stages: Leader['stage'][] = (['invited', 'declined', 'left'] as const).map((is) => ({
      is,
      since: place.clock.now(),
    }))
    for (const [n, stage] of stages.entries()) {
      await world.leaders.update((await documentOf(world, user(n))).id, (it) => ({ ...it, stage }))
      expect(await (await deleteEverything(world, user(n)))?.after()).toBe('done')
      expect(await leaderOf(world, user(n))).toBeUndefined()
    }
    expect(await place.documents.leaders.ids()).toHaveLength(1)
  })

  it('is finished wherever the process died, or was never begun', async () => {
    await diesAnywhere(
      async (world) => (await deleteEverything(world, them))?.after(),
      wholly(
        async (_, world) => world.workspace.current.jobs.length === 0,
        async (world) => (await leaderOf(world, them)) === undefined,
      ),
    )
  })

  it('makes them a stranger at once, though Slack takes its time; and they may be invited anew meanwhile', async () => {
    const place = await aPlace()
    const { world } = await someWeeks(place)
    const remove: World['sender']['remove'] = async () => ({ is: 'later', afterSeconds: 600 })
    const slow = { ...world, sender: { ...world.sender, remove } }
    expect(await (await deleteEverything(slow, them))?.after()).toBe('more')
    expect(await readForgetForm(world, them)).toBeUndefined()
    expect(await kept(place)).not.toContain('canary')
    // The digest that others can read has not waited for it.
    expect(JSON.stringify(standing(place).filter((it) => it.channel === channel))).not.toContain('canary')
    expect(await recordTypedReply(world, them, { ts: place.slack.nextTs(), text: 'x' })).toMatchObject({
      notKept: 'stranger',
    })
    await livedUntil(place, world, plus(place.clock.now(), { minutes: 30 }))
    expect(inDm(place)).toEqual([])
    expect(await place.documents.leaders.ids()).toHaveLength(1)
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('of many years is cleared away bit by bit, and keeps nobody else waiting', async () => {
    const place = await aPlace()
    const { world } = await someWeeks(place)
    const { id } = await documentOf(world, them)
    await world.leaders.update(id, (it) => ({
      ...it,
      files: Array.from({ length: 50 }, (_, n) => ({ id: FileId.parse(`F9${n}`), at: place.clock.now() })),
    }))
    expect(await (await deleteEverything(world, them))?.after()).toBe('more')
    expect(place.slack.removed).toHaveLength(20)
    await wake(world)
    expect(place.slack.removed).toHaveLength(40)
    await livedUntil(place, world, plus(place.clock.now(), { minutes: 10 }))
    expect(await place.documents.leaders.ids()).toHaveLength(1)
    expect(world.logged).toEqual([])
  })

  it('reaches a message that was on its way at that moment', async () => {
    const place = await aPlace()
    const { world } = await someWeeks(place)
    let arrive = () => {}
    const slowly = new Promise<void>((resolve) => {
      arrive = resolve
    })
    let begun = false
    const post: World['sender']['post'] = async (to, ...rest) => {
      if (to.channel !== dmOf(them)) return place.slack.sender.post(to, ...rest)
      begun = true
      await slowly
      return place.slack.sender.post(to, ...rest)
    }
    const asking = recordTypedReply({ ...world, sender: { ...world.sender, post } }, them, {
      ts: place.slack.nextTs(),
      text: 'x',
    })
    await expect.poll(() => begun).toBe(true)
    const deleting = (await deleteEverything(world, them))?.after()
    expect(await deleting).toBe('more')
    arrive()
    await asking
    expect(inDm(place)).toHaveLength(1)
    await livedUntil(place, world, plus(place.clock.now(), { minutes: 10 }))
    expect(inDm(place)).toEqual([])
    expect(await leaderOf(world, them)).toBeUndefined()
    expect(world.logged).toEqual([])
  })

  it('waits for a digest with their words that is being posted, and takes them out of it', async () => {
    const place = await aPlace()
    const { world } = await someWeeks(place)
    const [partnership] = world.workspace.current.partnerships
    const id = partnership!.id as PartnershipId
    const posting = `edition:${id}:2026-01`
    const ts = (await world.partnerships.get(id))!.editions[0]!.ts
    const withTs = (its: typeof ts) =>
      world.partnerships.update(id, (it) => ({
        ...it,
        editions: it.editions.map((one) => ({ ...one, ts: its })),
      }))
    await withTs(undefined)
    world.underWay.add(posting)
    expect(await (await deleteEverything(world, them))?.after()).toBe('more')
    world.underWay.delete(posting)
    await withTs(ts)
    await wake(world)
    expect(seen(place)).not.toContain('canary')
    expect(await leaderOf(world, them)).toBeUndefined()
  })
})

describe('what Slack does not let go of', () => {
  it.each<[string, Posted, number | undefined]>([
    ['is gone already', { is: 'refused', error: 'message_not_found' }, undefined],
    ['asks to wait', { is: 'later', afterSeconds: 42 }, 42],
    ['says nothing', { is: 'unknown' }, 300],
    ['refuses', { is: 'refused', error: 'cant_delete_message' }, 86_400],
  ])('is tried again when there is hope: it %s', async (_, answer, seconds) => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(1))
    const leader = await documentOf(world, them)
    const now = place.clock.now()
    const what = { is: 'message' as const, ts: place.slack.nextTs() }
    const noted = await world.leaders.update(leader.id, (it) => ({
      ...it,
      toClear: [{ what, notBefore: now }],
    }))
    await clearAway({ ...world, sender: { ...world.sender, remove: async () => answer } }, noted)
    const later = seconds === undefined ? [] : [{ what, notBefore: plus(now, { seconds }) }]
    expect((await documentOf(world, them)).toClear).toEqual(later)
    expect(world.logged.map(({ level }) => level)).toEqual(seconds === undefined ? [] : ['warn'])
  })

  it('and is gone by now, is not asked for again by whoever knew of it before', async () => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(1))
    const { id } = await documentOf(world, them)
    const what = { is: 'message' as const, ts: place.slack.nextTs() }
    const toClear = [{ what, notBefore: place.clock.now() }]
    const noted = await world.leaders.update(id, (it) => ({ ...it, toClear }))
    await clearAway(world, noted)
    await clearAway(world, noted)
    expect(place.slack.removed).toEqual([what.ts])
  })
})

describe('a digest that Slack lets nobody rewrite', () => {
  const closed = (world: World): World => ({
    ...world,
    sender: { ...world.sender, update: async () => ({ is: 'refused', error: 'edit_window_closed' }) },
  })
  const inChannel = (place: Place) => standing(place).filter((it) => it.channel === channel)

  it('goes, where words are to leave it', async () => {
    const place = await aPlace()
    const { world, partnership } = await someWeeks(place)
    expect(JSON.stringify(inChannel(place))).toContain(canary('shared'))
    await takePart(closed(world), them, partnership, false)
    expect(JSON.stringify(inChannel(place))).not.toContain(canary('shared'))
    expect(world.workspace.current.jobs).toEqual([])
  })

  it('stays, where it would only say what its team agreed', async () => {
    const place = await aPlace()
    const { world, partnership } = await someWeeks(place)
    const digest = { partnership, month: Month.parse('2026-01') }
    const talked = await recordTalk(closed(world), them, digest, { checked: false })
    if (typeof talked === 'string' || !('after' in talked)) throw new Error('It could not be written down.')
    await talked.after()
    expect(JSON.stringify(inChannel(place))).toContain(canary('shared'))
    expect(world.workspace.current.jobs).toEqual([])
  })
})

describe('a file that is being made while its words are deleted', () => {
  /** An export that stands still where `at` says, until it is let go on. */
  const exportHeldAt = async (at: 'before its name is known' | 'on its way') => {
    const place = await aPlace()
    const { world } = await everyoneTakesPart(place, users(1))
    await livedUntil(place, world, plus(tuesdayNine, { hours: 1 }))
    await recordTypedReply(world, them, { ts: place.slack.nextTs(), text: canary('typed') })
    const held = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    const upload: World['sender']['upload'] = async (to, file, named) => {
      const wait = async () => {
        reached.resolve()
        await held.promise
      }
      if (at === 'before its name is known') await wait()
      await world.sender.upload(to, file, async (id) => {
        await named(id)
        if (at === 'on its way') await wait()
      })
    }
    const slow = { ...world, sender: { ...world.sender, upload } }
    const looked = () => ({ checked: false, leaveOut: false })
    const made = await exportHistory(slow, them, { format: 'json', period: 'all', looked })
    if (made?.is !== 'made') throw new Error('there should be a file')
    const sent = made.send()
    sent.catch(() => {})
    await reached.promise
    return { place, world: slow, sent, letGo: held.resolve }
  }
  const deleteAll = async (world: World) => (await deleteEverything(world, them))?.after()
  const deleteOne = async (world: World) => {
    const id = (await documentOf(world, them)).reflections[0]!.id
    await (await deleteReply(world, them, id))?.after()
  }

  it.each([
    ['everything', deleteAll],
    ['one reply', deleteOne],
  ])('on its way, is taken away once it is there: %s', async (_, erase) => {
    const { place, world, sent, letGo } = await exportHeldAt('on its way')
    await erase(world)
    expect(place.slack.removed).not.toContain('F1')
    letGo()
    await sent
    await livedUntil(place, world, plus(place.clock.now(), { minutes: 10 }))
    expect(place.slack.removed).toContain('F1')
  })

  it.each([
    ['everything', deleteAll],
    ['one reply', deleteOne],
  ])('not begun, is not made: %s', async (_, erase) => {
    const { place, world, sent, letGo } = await exportHeldAt('before its name is known')
    await erase(world)
    letGo()
    expect(await sent).toBe('overtaken')
    expect(place.slack.files).toEqual([])
  })
})

describe('words that are taken back leave the digest that others read, wherever the process died', () => {
  const nothingElse = { parts: {}, about: [] }
  it.each<[string, Act]>([
    ['who stops taking part', (world, { partnership }) => takePart(world, them, partnership, false)],
    [
      'a reply made private',
      async (world, { id, partnership }) => {
        const shares = { [partnership]: { is: 'private' as const } }
        const said = { ...nothingElse, shares }
        await (await recordWrittenReply(world, them, { reflection: id }, said))?.after()
      },
    ],
    [
      'a reply edited where it was typed',
      async (world, _, { slack }) => {
        const { reflections } = await documentOf(world, them)
        const [ts] = reflections[0]!.parts.flatMap(({ from }) => (from.is === 'typed' ? from.ts : []))
        await recordTypedReply(world, them, { ts: ts!, text: 'Otherwise.', edited: slack.nextTs() })
      },
    ],
    [
      'a reply that is set aside, by what was written beside it',
      async (world, { id }) => {
        const said = { ...nothingElse, nowWhat: 'When it rains, I will ring 07700 900123.', shares: {} }
        await (await recordWrittenReply(world, them, { reflection: id }, said))?.after()
      },
    ],
    [
      'a reply that grew too old',
      async (world, _, { clock }) => {
        clock.pass({ days: 400 })
        await wake(world)
      },
    ],
  ])('%s', async (_, act) => {
    await diesAnywhere(act, async (place, world, dieAt) => {
      const { reflections } = await documentOf(world, them)
      const hasYes = reflections.some(
        ({ shares, reuse }) =>
          reuse !== 'set-aside' && Object.values(shares).some(({ stage }) => stage.is === 'approved'),
      )
      const read = JSON.stringify(standing(place).filter((it) => it.channel === channel))
      expect(read.includes(canary('shared')), `died at ${dieAt}`).toBe(hasYes)
      return !hasYes
    })
  })
})

/** What someone did, in a place where they had written and shared. */
type Act = (
  world: World,
  given: { id: ReflectionId; partnership: PartnershipId },
  place: Place,
) => Promise<unknown>

/**
 * Does something in a process that dies at its first step, its second, and so on; half an hour into the next process it
 * is as `isGone` expects it to be, and that says whether it was begun.
 */
const diesAnywhere = async (
  act: Act,
  isGone: (place: Place, world: World, dieAt: number) => Promise<boolean>,
): Promise<void> => {
  let goneAfter = 0
  const lived = await aPlace()
  const given = await someWeeks(lived)
  const life = async (dieAt: number): Promise<number> => {
    const place = await aPlaceLike(lived)
    const mortal = await place.begin({ dieAt })
    const done = act(mortal, given, place)
    await Promise.race([done, mortal.died])
    place.clock.pass({ minutes: 1 })
    const next = await place.begin()
    await livedUntil(place, next, plus(place.clock.now(), { minutes: 30 }))
    if (await isGone(place, next, dieAt)) goneAfter += 1
    return mortal.steps()
  }
  const steps = await life(Number.POSITIVE_INFINITY)
  expect(steps).toBeGreaterThan(20)
  for (let dieAt = 1; dieAt <= steps; dieAt++) await life(dieAt)
  expect(goneAfter).toBeGreaterThan(steps / 2)
}

/** All gone, or not begun and all there. */
const wholly =
  (isSettled: (place: Place, world: World) => Promise<boolean>, isGone: (world: World) => Promise<boolean>) =>
  async (place: Place, world: World, dieAt: number): Promise<boolean> => {
    expect(await isSettled(place, world), `died at ${dieAt}`).toBe(true)
    const gone = await isGone(world)
    if (gone) {
      expect(await kept(place), `died at ${dieAt}`).not.toContain('canary')
      expect(seen(place), `died at ${dieAt}`).not.toContain('canary')
    } else expect(seen(place)).toContain(canary('shared'))
    return gone
  }
