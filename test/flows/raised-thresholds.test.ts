// An admin raises how many must stand behind a figure, or beside it. What is posted keeps to that, and what was posted
// before stays as it was. Six of ten give their words and their theme each time.
import { expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import { fieldsOf } from '../../src/domain/linking.ts'
import { Instant, Month, type UserId } from '../../src/domain/model.ts'
import type { PartnershipSettings } from '../../src/domain/workspace.ts'
import { doJobs } from '../../src/flows/do-jobs.ts'
import { identify } from '../../src/flows/identify.ts'
import { changePartnership } from '../../src/flows/link-partnership.ts'
import { noteRewrite } from '../../src/flows/reach-edition.ts'
import { recordWrittenReply } from '../../src/flows/record-reply.ts'
import { answerPreview, takePart } from '../../src/flows/share.ts'
import type { World } from '../../src/flows/world.ts'
import { en } from '../../src/locales/en.ts'
import { renderLetter } from '../../src/slack/views/letter.ts'
import {
  admin,
  aPlace,
  aPlaceLike,
  channel,
  documentOf,
  editionOfJanuary,
  everyoneTakesPart,
  livedUntil,
  type Place,
  tuesdayNine,
  users,
} from './given.ts'

const previewed = Instant.parse('2026-02-02T12:00:00.000Z')
const givers = users(6)

/** The day before January's digest: six have said yes to words without their name, and to what they tapped. */
const sixGave = async (): Promise<Place> => {
  const place = await aPlace()
  const { world } = await everyoneTakesPart(place, users(10), { channel })
  const { id } = partnershipIn(world)
  for (const giver of givers) await takePart(world, giver, id, true)
  await livedUntil(place, world, plus(tuesdayNine, { hours: 1 }))
  const choice = { is: 'words', named: false } as const
  for (const giver of givers) {
    const delivery = (await documentOf(world, giver)).deliveries[0]!.id
    const said = { parts: {}, about: ['power' as const], shares: { [id]: choice } }
    await recordWrittenReply(world, giver, { delivery }, { ...said, added: wordsOf(giver) })
  }
  await livedUntil(place, world, previewed)
  for (const giver of givers) {
    const reflection = (await documentOf(world, giver)).reflections[0]!.id
    await answerPreview(world, giver, id, {
      seen: { isPrivate: true, isShared: false },
      decisions: [{ reflection, choice, words: wordsOf(giver), about: ['power'], checked: false }],
    })
  }
  return place
}
const wordsOf = (giver: UserId) => `The words of ${giver}.`
const partnershipIn = (world: World): PartnershipSettings => world.workspace.current.partnerships[0]!

const raise = async (world: World, thresholds: PartnershipSettings['thresholds']): Promise<void> => {
  const { id, revision, ...now } = partnershipIn(world)
  const shown = fieldsOf(now)
  const { actor } = await identify(world, admin)
  const wish = { id, revision, shown, wished: { ...shown, thresholds } }
  expect(await changePartnership(world, actor, wish)).toEqual({ is: 'saved' })
}
/** What stands in the channel, as its readers see it. */
const posted = ({ slack }: Place): string => {
  const [digest, ...more] = slack.arrived('edition')
  if (!digest || more.length > 0) throw new Error('there is not one digest')
  const { letter } = slack.edits.findLast(({ ts }) => ts === digest.ts) ?? digest
  return JSON.stringify(renderLetter(letter, en).blocks)
}
const figures = /of us added something|What it was about/

it('is kept to in what is posted, whichever of the two was raised, and by how much', async () => {
  const before = await sixGave()
  const postedWith = async (thresholds?: PartnershipSettings['thresholds']): Promise<string> => {
    const place = await aPlaceLike(before)
    const world = await place.begin()
    if (thresholds) await raise(world, thresholds)
    await livedUntil(place, world, plus(editionOfJanuary, { minutes: 1 }))
    return posted(place)
  }
  const usual = await postedWith()
  expect(usual).toContain('Between 5 and 9 of us added something.')
  expect(usual).toContain('for at least 5 of us each')
  for (const giver of givers) expect(usual).toContain(wordsOf(giver))

  const met = await postedWith({ contributors: 6, others: 4 })
  expect(met).toContain('Between 5 and 9 of us added something.')
  expect(met).toContain('for at least 6 of us each')

  // Words need no figure: they stand beside the words of enough others.
  const tooFew = await postedWith({ contributors: 7, others: 3 })
  expect(tooFew).not.toMatch(figures)
  for (const giver of givers) expect(tooFew).toContain(wordsOf(giver))

  for (const tooFewOut of [
    { contributors: 5, others: 5 },
    { contributors: 8, others: 3 },
  ]) {
    const digest = await postedWith(tooFewOut)
    expect(digest).not.toMatch(figures)
    expect(digest).not.toContain('The words of')
    expect(digest).toContain('A quiet month on the page.')
  }
})

it('changes nothing of what stands, also where that is written anew', async () => {
  const place = await sixGave()
  const world = await place.begin()
  await livedUntil(place, world, plus(editionOfJanuary, { minutes: 1 }))
  const stood = posted(place)
  await raise(world, { contributors: 9, others: 4 })
  await noteRewrite(world, { partnership: partnershipIn(world).id, month: Month.parse('2026-01') })
  await doJobs(world)
  expect(place.slack.edits.some(({ letter }) => letter.kind === 'edition')).toBe(true)
  expect(posted(place)).toBe(stood)
})
