// What a partnership's digest says: frozen once, just before it is first posted; words pulled afresh every time.
import { conceptsOf, cycleEndedBy, teamQuestion } from '../domain/edition.ts'
import type { EditionLetter } from '../domain/letter.ts'
import type { Intent, Leader } from '../domain/model.ts'
import { standsAsFrozen } from '../domain/partnership.ts'
import { freeze, pull } from '../domain/sharing.ts'
import { planAsked, planToAskAbout } from '../domain/talk.ts'
import type { Edition, Item, Partnership, PartnershipSettings } from '../domain/workspace.ts'
import type { Audience } from '../ports.ts'
import { contextOf, membersOf, peopleNamed, readable, type World } from './world.ts'

/** The digest that an intent stands for; it waits while the channel cannot be reached. */
export const composeEdition = async (
  world: World,
  settings: PartnershipSettings,
  intent: Intent,
): Promise<EditionLetter | 'not-wanted' | { notYet: string }> => {
  const partnership = await world.partnerships.get(settings.id)
  const edition = partnership?.editions.find(({ month }) => month === intent.about)
  if (!partnership || !edition) return 'not-wanted'
  const audience = await world.directory.audience(settings.channel)
  if (!audience) return { notYet: 'not_in_channel' }
  if (standsAsFrozen(edition)) return editionLetter(world, settings, partnership, edition, audience)
  const frozen = await freezeEdition(world, settings, partnership, edition, audience)
  return editionLetter(world, settings, partnership, { ...edition, frozen }, audience)
}

/** A frozen edition with the words that its authors still let it have. */
export const editionLetter = async (
  world: World,
  settings: PartnershipSettings,
  partnership: Partnership,
  edition: Edition,
  audience: Audience,
): Promise<EditionLetter | 'not-wanted'> => {
  const { month, frozen, talk, happened } = edition
  if (!frozen) return 'not-wanted'
  const authors = await authorsOf(world, [...frozen.named, ...frozen.unnamed])
  const lastPlan = planAsked(partnership, edition)
  return {
    kind: 'edition',
    partnership: settings.id,
    name: settings.name,
    month,
    figures: frozen.figures,
    fewest: frozen.fewest ?? 5,
    concepts: frozen.concepts,
    shared: pull(settings, frozen, authors, audience),
    question: frozen.question?.text,
    ...(lastPlan && { lastTime: { plan: lastPlan, happened } }),
    ...(talk && { talk }),
  }
}

/** Whoever wrote these, as far as their documents are there and can be read: members or not. */
const authorsOf = async (world: World, items: readonly Item[]): Promise<Leader[]> => {
  const ids = new Set(items.map(({ leader }) => leader))
  const authors = await Promise.all([...ids].map((id) => readable(world, id)))
  return authors.filter((it) => it !== undefined)
}

const freezeEdition = async (
  world: World,
  settings: PartnershipSettings,
  { editions }: Partnership,
  { month }: Edition,
  audience: Audience,
): Promise<NonNullable<Edition['frozen']>> => {
  const context = contextOf(world)
  const beforeIn = (all: readonly Edition[]) => all.filter((edition) => edition.month < month)
  const cycleIn = (all: readonly Edition[]) => cycleEndedBy(settings, beforeIn(all), month, context)
  const [members, people, authors] = await Promise.all([
    membersOf(world, settings),
    peopleNamed(world, settings),
    authorsOf(
      world,
      (cycleIn(editions) ?? []).flatMap(({ frozen }) => frozen?.unnamed ?? []),
    ),
  ])
  const updated = await world.partnerships.update(settings.id, (it) => {
    const before = beforeIn(it.editions)
    const question = teamQuestion(before, context)
    const cycle = cycleIn(it.editions)
    const frozen = {
      at: world.clock.now(),
      ...freeze(settings, members, before, audience, { people, cycle, authors }),
      fewest: settings.thresholds.contributors,
      concepts: conceptsOf(settings, month, context),
      question: question && { id: question.id, text: question.text },
      asks: planToAskAbout(before, world.clock.now()),
    }
    return {
      ...it,
      editions: it.editions.map((edition) =>
        edition.month === month && !standsAsFrozen(edition) ? { ...edition, frozen } : edition,
      ),
    }
  })
  const frozen = updated.editions.find((edition) => edition.month === month)?.frozen
  if (!frozen) throw new Error(`the digest of ${month} of ${settings.id} could not be frozen`)
  return frozen
}
