// A partnership's digest: in its channel we may not look, so what is in doubt is for an admin to say.
import type { ModalView } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { choose } from '../../src/domain/consent.ts'
import { Instant, type Share, type UserId } from '../../src/domain/model.ts'
import type { Partnership } from '../../src/domain/workspace.ts'
import { settleDoubt } from '../../src/flows/settle-doubt.ts'
import { takePart } from '../../src/flows/share.ts'
import { wake } from '../../src/flows/wake.ts'
import type { World } from '../../src/flows/world.ts'
import { en } from '../../src/locales/en.ts'
import type { Audience } from '../../src/ports.ts'
import { ids } from '../../src/slack/action-ids.ts'
import type { Desk } from '../../src/slack/guard.ts'
import { actions } from '../../src/slack/register.ts'
import { DamagedDocument } from '../../src/store/errors.ts'
import { aReflection } from '../domain/given.ts'
import {
  aPlace,
  channel,
  documentOf,
  editionOfJanuary,
  everyoneTakesPart,
  livedUntil,
  monday,
  type Place,
  stateOf,
  user,
  users,
} from './given.ts'

const anAdmin = user(99)
const another = user(0)

/** Wednesday 4 February, 10:00, after a month away: the digest of January is about to be posted, and nothing else. */
const aboutToBePosted = async () => {
  const place = await aPlace()
  const { world } = await everyoneTakesPart(place, users(2), { channel })
  const [settings] = world.workspace.current.partnerships
  const id = settings!.id
  place.clock.at(editionOfJanuary)
  const partnership = async (): Promise<Partnership> => (await place.documents.partnerships.get(id))!
  return { place, world, id, partnership }
}

/** The digest whose outcome nobody heard, half a minute later. */
const inDoubt = async (fate: 'lost' | 'unheard') => {
  const given = await aboutToBePosted()
  given.place.slack.fates.push(fate)
  await wake(given.world)
  expect(stateOf(await given.partnership(), 'edition')).toMatchObject({ is: 'claimed' })
  given.place.clock.pass({ seconds: 30 })
  await wake(given.world)
  const intent = (await given.partnership()).outbox.find(({ kind }) => kind === 'edition')
  return { ...given, key: intent!.key }
}

const editions = ({ slack }: Place) => slack.arrived('edition').map((it) => it.channel)

describe('a digest', () => {
  it('is posted once, and known by what Slack named it', async () => {
    const { place, world, partnership } = await aboutToBePosted()
    await wake(world)
    await wake(world)
    expect(editions(place)).toEqual([channel])
    expect((await partnership()).editions).toMatchObject([
      { month: '2026-01', ts: place.slack.arrived('edition')[0]?.ts },
    ])
  })

  it('waits while Balcony is not in its channel, and is posted within the hour once it is', async () => {
    const { place, world } = await aboutToBePosted()
    const audience = place.slack.audiences.get(channel)!
    place.slack.audiences.delete(channel)
    await livedUntil(place, world, plus(editionOfJanuary, { hours: 20 }))
    expect(editions(place)).toEqual([])
    expect(place.slack.looked).toEqual([])
    place.slack.audiences.set(channel, audience)
    await livedUntil(place, world, plus(editionOfJanuary, { hours: 21, minutes: 1 }))
    expect(editions(place)).toEqual([channel])
  })

  it('is given up after 72 hours in which it could not be posted', async () => {
    const { place, world, partnership } = await aboutToBePosted()
    place.slack.audiences.delete(channel)
    await livedUntil(place, world, plus(editionOfJanuary, { hours: 80 }))
    expect(stateOf(await partnership(), 'edition')).toMatchObject({ is: 'expired' })
    expect(editions(place)).toEqual([])
  })

  it('is no doubt where Slack could not even be asked who is in the channel', async () => {
    const { place, world, partnership } = await aboutToBePosted()
    const audience = place.slack.audiences.get(channel)!
    place.slack.audiences.set(channel, new Error('Slack is out of reach'))
    await livedUntil(place, world, plus(editionOfJanuary, { minutes: 20 }))
    expect(stateOf(await partnership(), 'edition')).toEqual({ is: 'waiting' })
    place.slack.audiences.set(channel, audience)
    await livedUntil(place, world, plus(editionOfJanuary, { minutes: 30 }))
    expect(editions(place)).toEqual([channel])
  })

  it('that Slack refuses is over at once: what was to be in it goes into the next', async () => {
    const { place, world, partnership } = await aboutToBePosted()
    place.slack.fates.push({ is: 'refused', error: 'restricted_action' })
    await livedUntil(place, world, plus(editionOfJanuary, { minutes: 2 }))
    expect(stateOf(await partnership(), 'edition')).toMatchObject({ is: 'failed' })
    const [edition] = (await partnership()).editions
    expect(edition).toMatchObject({ month: '2026-01', missed: true })
    expect(edition).not.toHaveProperty('frozen')
  })

  it('is posted without a member whose document is damaged, and says so in the log', async () => {
    const { place, world } = await aboutToBePosted()
    const { id } = await documentOf(world, user(1))
    const get: World['leaders']['get'] = async (wanted) => {
      if (wanted === id) throw new DamagedDocument({ id, file: `leaders/${id}.json`, why: 'is not JSON' })
      return world.leaders.get(wanted)
    }
    await wake({ ...world, leaders: { ...world.leaders, get } })
    expect(editions(place)).toEqual([channel])
    expect(world.logged).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ id }) }),
    )
  })
})

describe('all the words of a digest', () => {
  const words = (n: number) => `Number ${n} of many. ${'And so it went on. '.repeat(15)}It ended.`

  /** Both take part: the one with sixty replies and their name, the other with one. The digest has been posted. */
  const withManyWords = async () => {
    const given = await aboutToBePosted()
    const { place, world, id } = given
    const share: Share = {
      choice: 'words',
      named: true,
      stage: {
        is: 'approved',
        at: Instant.parse('2026-01-31T12:00:00.000Z'),
        audience: { isPrivate: true, isShared: false },
      },
    }
    const shares = async (by: UserId, all: readonly string[]) =>
      world.leaders.update((await documentOf(world, by)).id, (it) => ({
        ...it,
        optIns: { [id]: it.stage.since },
        reflections: all.map((text, i) =>
          aReflection(`${by}-${i}`, text, {
            shares: { [id]: { ...share, stage: { ...share.stage, words: text } as Share['stage'] } },
          }),
        ),
      }))
    await shares(
      user(0),
      Array.from({ length: 60 }, (_, n) => words(n)),
    )
    await shares(user(1), ['From the other.'])
    await wake(world)
    const post = place.slack.arrived('edition')[0]
    /** What someone who presses is shown, and which buttons lead on from there. */
    const shown = async (by: UserId, action: string, value: string, view?: object) => {
      const asked: { view: ModalView }[] = []
      const note = async (it: { view: ModalView }) => void asked.push(it)
      const client = { views: { open: note, update: note } } as unknown as Desk['client']
      const pressed = { user: by, value, trigger: 't', view, message: { channel, ts: post!.ts } }
      const outcome = await actions[action]?.({ world, say: en, client }, pressed as never)
      const says = JSON.stringify(asked[0]?.view.blocks ?? outcome)
      return { says, on: says.match(/"all-words-on".*?"value":(".*?")\}/)?.[1] }
    }
    const which = JSON.stringify({ partnership: id, month: '2026-01' })
    return { ...given, shown, opened: (by: UserId) => shown(by, ids.readAllWords, which) }
  }

  it('are shown to whoever can read the channel, page by page, with what was taken back gone from each', async () => {
    const { world, id, shown, opened } = await withManyWords()
    const stranger = await opened(user(7))
    expect(stranger.says).toContain('This is for the people in the channel.')
    expect(stranger.says).not.toContain('many')

    const first = await opened(user(1))
    expect(first.says).toContain('All the words of this digest')
    expect(first.says).toContain(words(0))
    expect(first.says).toContain('Page 1 of 2')
    expect(first.says).not.toContain(words(59))
    await world.leaders.update((await documentOf(world, user(0))).id, (it) =>
      choose(it, it.reflections[59]!.id, id, { is: 'private' }),
    )
    const second = await shown(user(1), ids.allWordsOn, JSON.parse(first.on ?? '""'), { id: 'V1', hash: 'h' })
    expect(second.says).toContain('Page 2 of 2')
    expect(second.says).toContain(words(58))
    expect(second.says).toContain('From the other.')
    expect(second.says).not.toContain(words(59))

    await takePart(world, user(0), id, false)
    const left = await opened(user(0))
    expect(left.says).toContain('From the other.')
    expect(left.says).not.toMatch(/Number|Page/)
    await takePart(world, user(1), id, false)
    expect((await opened(user(0))).says).toContain('There are no words here now.')
    expect(JSON.stringify(world.logged)).not.toMatch(/of many|From the other/)
  })

  it('are shown to nobody while it cannot be seen who reads there, and only as far as a yes holds for them', async () => {
    const { place, opened } = await withManyWords()
    const audience = place.slack.audiences.get(channel) as Audience
    place.slack.audiences.delete(channel)
    expect((await opened(user(1))).says).toContain('Balcony cannot see who is in this channel just now')
    place.slack.audiences.set(channel, { ...audience, isPrivate: false, members: [another] })
    expect((await opened(user(1))).says).toContain('This is for the people in the channel.')
    expect((await opened(another)).says).toContain('There are no words here now.')
  })
})

describe('a digest that may or may not have appeared', () => {
  it.each(['lost', 'unheard'] as const)('is neither looked up nor repeated: %s', async (fate) => {
    const { place, world, partnership } = await inDoubt(fate)
    expect(stateOf(await partnership(), 'edition')).toMatchObject({ is: 'uncertain' })
    await livedUntil(place, world, plus(editionOfJanuary, { days: 20 }))
    expect(stateOf(await partnership(), 'edition')).toMatchObject({ is: 'uncertain' })
    expect(editions(place)).toHaveLength(fate === 'lost' ? 0 : 1)
  })

  it.each([
    ['lost', false, 1],
    ['unheard', true, 1],
  ] as const)('and was %s is settled by an admin', async (fate, appeared, copies) => {
    const { place, world, id, key } = await inDoubt(fate)
    await settleDoubt(world, anAdmin, id, key, appeared)
    await livedUntil(place, world, plus(place.clock.now(), { days: 3 }))
    expect(editions(place)).toHaveLength(copies)
    expect(world.workspace.current.audit.at(-1)).toMatchObject({ by: anAdmin, on: id })
  })

  it('is posted once where two admins say at once that it did not appear', async () => {
    const { place, world, id, key, partnership } = await inDoubt('lost')
    await Promise.all([
      settleDoubt(world, anAdmin, id, key, false),
      settleDoubt(world, another, id, key, false),
    ])
    await settleDoubt(world, another, id, key, false)
    await settleDoubt(world, anAdmin, id, key, true)
    expect(editions(place)).toHaveLength(1)
    expect(stateOf(await partnership(), 'edition')).toMatchObject({ is: 'settled' })
    // The log has what was done, and not what was said when there was nothing to say any more.
    const { audit } = world.workspace.current
    expect(audit.filter(({ act }) => act.startsWith('digest-'))).toMatchObject([{ act: 'digest-post-again' }])
  })

  it.each([
    ['introduction', monday],
    ['edition', editionOfJanuary],
  ] as const)(
    'is asked about once after a restore, and posted where it did not appear: %s',
    async (kind, at) => {
      const place = await aPlace()
      const { world } = await everyoneTakesPart(place, users(2), { channel })
      const id = world.workspace.current.partnerships[0]!.id
      place.clock.at(at)
      const until = plus(at, { days: 7 })
      const restored: World = { ...world, restored: { began: at, startedAt: at, until } }
      await wake(restored)
      const intent = async () =>
        (await place.documents.partnerships.get(id))!.outbox.find((it) => it.kind === kind)!
      expect((await intent()).state.is).toBe('uncertain')
      await settleDoubt(restored, anAdmin, id, (await intent()).key, false)
      expect((await intent()).state.is).toBe('settled')
      expect(place.slack.arrived(kind)).toHaveLength(1)
    },
  )

  it('keeps nobody’s document busy once their yes has ended: where it is found, their words go', async () => {
    const given = await aboutToBePosted()
    const { place, world, id } = given
    const { id: leader } = await documentOf(world, another)
    const share: Share = {
      choice: 'words',
      named: true,
      stage: {
        is: 'approved',
        at: Instant.parse('2026-01-31T12:00:00.000Z'),
        words: 'Once mine to give.',
        audience: { isPrivate: true, isShared: false },
      },
    }
    await world.leaders.update(leader, (it) => ({
      ...it,
      optIns: { [id]: it.stage.since },
      reflections: [aReflection('r1', 'Once mine to give.', { shares: { [id]: share } })],
    }))
    place.slack.fates.push('unheard')
    await wake(world)
    await takePart(world, another, id, false)
    expect((await documentOf(world, another)).toRevise).toHaveLength(1)
    place.clock.pass({ minutes: 1 })
    await wake(world)
    place.clock.pass({ minutes: 1 })
    await wake(world)
    expect(stateOf(await given.partnership(), 'edition')).toMatchObject({ is: 'uncertain' })
    expect((await documentOf(world, another)).toRevise).toEqual([])
  })

  it('is never there twice, wherever the process died, and never lost without a word', async () => {
    const { steps } = await dyingAt(Number.POSITIVE_INFINITY)
    const ends = new Set<string>()
    for (let dieAt = 1; dieAt <= steps; dieAt++) {
      const { copies, state } = await dyingAt(dieAt)
      ends.add(`${copies} ${state?.is}`)
    }
    expect([...ends].toSorted()).toEqual(['0 uncertain', '1 settled', '1 uncertain'])
  })
})

/** What became of the digest where the process died at a step, and another went on. */
const dyingAt = async (dieAt: number) => {
  const { place, partnership } = await aboutToBePosted()
  const mortal = await place.begin({ dieAt })
  await Promise.race([wake(mortal), mortal.died])
  place.clock.pass({ minutes: 1 })
  await livedUntil(place, await place.begin(), plus(editionOfJanuary, { hours: 1 }))
  return {
    steps: mortal.steps(),
    copies: editions(place).length,
    state: stateOf(await partnership(), 'edition'),
  }
}
