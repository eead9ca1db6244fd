// What someone says at a preview, where not all of it can be taken as it was said.
import { expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { Instant } from '../../src/domain/model.ts'
import { recordWrittenReply } from '../../src/flows/record-reply.ts'
import { answerPreview, takePart } from '../../src/flows/share.ts'
import {
  aPlace,
  channel,
  documentOf,
  everyoneTakesPart,
  livedUntil,
  type Place,
  tuesdayNine,
  user,
  users,
} from './given.ts'

const them = user(0)
const previews = Instant.parse('2026-02-02T12:00:00.000Z')
const named = { is: 'words' as const, named: true }

const changeChannel = ({ slack }: Place, how: { isShared: boolean } | undefined): void => {
  const before = slack.audiences.get(channel)
  if (before instanceof Error || !before) throw new Error('there is no such channel')
  if (how) slack.audiences.set(channel, { ...before, ...how })
  else slack.audiences.delete(channel)
}

it.each<[string, string, (place: Place) => void, unknown]>([
  ['words that must be looked at', 'Call me on 07700 900123', () => {}, { stops: [{}] }],
  [
    'a channel that opened',
    'Of the first',
    (place) => changeChannel(place, { isShared: true }),
    { isMoreOpen: true },
  ],
  [
    'a channel out of reach',
    'Of the first',
    (place) => changeChannel(place, undefined),
    'channel-out-of-reach',
  ],
])('a no beside %s is taken; the yes that was there before stands', async (_, words, happens, outcome) => {
  const place = await aPlace()
  const { world } = await everyoneTakesPart(place, users(1), { channel })
  const { id } = world.workspace.current.partnerships[0]!
  await takePart(world, them, id, true)
  for (const [week, added] of ['Of the first', 'Of the second'].entries()) {
    await livedUntil(place, world, plus(tuesdayNine, { days: 7 * week, hours: 1 }))
    const delivery = (await documentOf(world, them)).deliveries[week]!.id
    await recordWrittenReply(
      world,
      them,
      { delivery },
      { parts: {}, added, about: [], shares: { [id]: named } },
    )
  }
  await livedUntil(place, world, previews)
  const [first, second] = (await documentOf(world, them)).reflections
  const answer = (toFirst: string, choice: typeof named | { is: 'private' }) =>
    answerPreview(world, them, id, {
      seen: { isPrivate: true, isShared: false },
      shownAt: place.clock.now(),
      decisions: [
        { reflection: first!.id, choice: named, words: toFirst, checked: false },
        { reflection: second!.id, choice, words: 'Of the second', checked: false },
      ],
    })
  expect(await answer('As agreed', named)).toBe('decided')
  happens(place)
  expect(await answer(words, { is: 'private' })).toMatchObject(outcome as object)
  const now = await documentOf(world, them)
  expect(now.reflections.map(({ shares }) => shares[id]?.stage.is)).toEqual(['approved', undefined])
  expect(JSON.stringify(now.reflections[0]?.shares)).toContain('As agreed')
})
