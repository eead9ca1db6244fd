// The room of its own: the only place that can turn a reflection into something another person sees. Nothing
// leaves without its author's yes at a preview (consent.ts), nothing is counted below the thresholds (thresholds.ts), and
// a yes holds only for the wording and the kind of audience that it was given for (yes.ts).
import type { Concept, Instant, Leader, LeaderId, Reflection, Share } from './model.ts'
import {
  type Crowd,
  fewestUnnamed,
  figuresOfCycle,
  figuresOfMonth,
  type Gift,
  mayHide,
} from './thresholds.ts'
import type { Edition, Figures, Item, PartnershipSettings } from './workspace.ts'
import { approved, isHeld, isToCome, itemOf, keyOf, type Openness, spentIn } from './yes.ts'

/** What a partnership's digest may say, words included: rendered, posted, and never stored. */
export type Shared = {
  named: { leader: Leader['slack']['user']; words: string; concept?: Concept }[]
  /**
   * `author` tells one writer from another, and nothing else; someone who was also named here has none. What it answers is
   * not told: where programmes ask different things in a week, that would tell whose programme it was.
   */
  unnamed: { words: string; author?: number }[]
}

/** What a digest is frozen from, beside what its members said yes to. */
export type Around = {
  /**
   * How many people are named for the partnership, whether or not they said yes to being asked: so that nothing that is
   * shown, or not, tells who did.
   */
  people: number
  /** Where it ends a cycle, the digests of that cycle before it: then its figures are of all of them. */
  cycle?: readonly Edition[]
  /** Whose words stand in the digests of that cycle, members or not; `members` where it does not say. */
  authors?: readonly Leader[]
}

/**
 * What a month's digest will show and count, by reference: decided once, just before it is posted.
 *
 * A figure needs `thresholds.contributors` people behind it who are not named in this digest, and
 * `thresholds.others` more who are not named and stayed out of it. Unnamed words need two other unnamed authors
 * beside them, and `thresholds.others` more who wrote none; those of someone who is named wait for a later digest. A
 * partnership too small for any figure shows named words only.
 *
 * At the end of a cycle the figures are of all its digests together, of people who were named in none of them; nothing is
 * said of that month alone, so that nothing can be taken off. What was said in one of them stands: were it gone, it would
 * tell of whoever left or was named meanwhile. Its band leaves out those who are named, so it stays away where so many wrote
 * words without a name in one of these digests that it would tell that some are theirs, or that nobody else gave anything: see
 * `Crowd.room`.
 */
export const freeze = (
  settings: PartnershipSettings,
  members: readonly Leader[],
  before: readonly Edition[],
  audience: Openness,
  { people, cycle, authors = members }: Around = { people: members.length },
): { figures: Figures; named: Item[]; unnamed: Item[]; counted: Item[] } => {
  const { thresholds } = settings
  const spent = spentIn(before)
  const inCycle = spentIn(cycle ?? [])
  const held = members.flatMap((leader) =>
    approved(leader, settings.id)
      .map((it) => ({ ...it, item: itemOf(leader, it.reflection) }))
      .filter(({ share }) => !isHeld(settings, audience, share)),
  )
  const fresh = held.filter(({ item }) => !spent.has(keyOf(item)))
  // Words with a yes that is newer than the digest that had them come again as they are now, and are not counted again.
  const again = held.filter(({ item, share }) => {
    const at = spent.get(keyOf(item))
    return at !== undefined && isToCome(share, at)
  })
  const worded = [...fresh, ...again].filter(({ share }) => share.choice === 'words')
  const named = worded.filter(({ share }) => share.named)
  const namedPeople = authorsOf(named)
  // More words on one concept than others can have written, by their number or by a band, would tell that someone who is
  // named wrote some.
  const waiting = new Set(worded.filter(({ item, share }) => !share.named && namedPeople.has(item.leader)))
  const unnamed = worded.filter((it) => !it.share.named && !waiting.has(it))
  const crowd = { thresholds, people, known: namedPeople, gone: 0 }
  const shown = mayHide(authorsOf(unnamed), crowd) ? unnamed : []
  const wrote = (cycle ?? []).flatMap(({ frozen }) =>
    frozen ? writersOf(pull(settings, frozen, authors, audience)) : [],
  )
  return {
    figures: cycle
      ? figuresOfCycle(
          giftsOf([...fresh, ...held.filter(({ item }) => inCycle.has(keyOf(item)))]),
          withCycle(crowd, cycle, { before: Math.max(0, ...wrote), now: authorsOf(shown).size }),
          cycle.flatMap(({ frozen }) => frozen?.figures ?? []),
        )
      : figuresOfMonth(giftsOf(fresh), crowd),
    named: named.map(({ item }) => item),
    unnamed: shown.map(({ item }) => item),
    counted: [...fresh, ...again].filter((it) => !waiting.has(it)).map(({ item }) => item),
  }
}

/**
 * Whom a cycle's digests named as well, those who have deleted everything included; and for how many people a band must leave
 * room, so that none of those who may have given something else can be ruled out. `wrote` is how many wrote words without a
 * name that stand in the review, and at the most in a digest before it. Nothing here may turn on who is gone, or on what
 * anybody gave unseen.
 */
const withCycle = (
  crowd: Crowd,
  cycle: readonly Edition[],
  wrote: { before: number; now: number },
): Crowd => {
  const known = cycle.reduce((all, { frozen }) => all.union(leadersOf(frozen?.named ?? [])), crowd.known)
  const gone = goneOf(cycle)
  // A reader who gave something else, and someone who wrote none of it, as they came later or were named beside it.
  const before = wrote.before > 0 ? wrote.before + 2 : 0
  // Words in a digest that names all of them are of others, as everyone can see.
  const now = wrote.now > 0 && crowd.known.size < known.size + gone ? wrote.now + 1 : 0
  return { ...crowd, known, gone, room: Math.max(before, now) }
}

/** How many people these digests, one month's after the other's, named who have deleted everything since. */
const goneOf = (cycle: readonly Edition[]): number =>
  cycle.reduce((sum, { frozen }, i) => {
    const { namedAndGone = 0, namedBeforeAndGone = 0 } = frozen ?? {}
    return sum + namedAndGone - (i > 0 ? namedBeforeAndGone : 0)
  }, 0)

const writersOf = ({ unnamed }: Shared): number => new Set(unnamed.map(({ author }) => author)).size

const leadersOf = (items: readonly Item[]): Set<LeaderId> => new Set(items.map(({ leader }) => leader))

type Given = { item: Item; reflection: Reflection; share: Share }

// Of what someone tapped, what they said yes to and what they still stand by.
const giftsOf = (given: readonly Given[]): Gift[] =>
  given.flatMap(({ item, reflection, share: { stage } }) => {
    if (stage.is !== 'approved') return []
    const about = reflection.about.filter((it) => stage.about?.includes(it))
    return [{ leader: item.leader, about, placed: stage.placed, at: stage.at }]
  })

const authorsOf = (given: readonly Given[]): Set<LeaderId> => new Set(given.map(({ item }) => item.leader))

/**
 * The words of an edition, pulled afresh from their authors' documents: what was withdrawn, erased or said to a
 * narrower audience is simply not there any more. Unnamed words that would be left with fewer than two others beside
 * them go too.
 */
export const pull = (
  settings: PartnershipSettings,
  frozen: { at: Instant; named: readonly Item[]; unnamed: readonly Item[] },
  authors: readonly Leader[],
  audience: Openness,
): Shared => {
  const find = (item: Item, isNamed: boolean) => {
    const leader = authors.find(({ id }) => id === item.leader)
    const it =
      leader && approved(leader, settings.id).find(({ reflection }) => reflection.id === item.reflection)
    const { stage } = it?.share ?? {}
    if (!leader || !it || stage?.is !== 'approved' || !stage.words) return []
    if (isHeld(settings, audience, it.share)) return []
    // A yes given since is for other words or another way to show them, and for a later digest.
    if (stage.at > frozen.at || it.share.named !== isNamed) return []
    return [{ id: leader.id, user: leader.slack.user, words: stage.words, concept: it.reflection.concept }]
  }
  // Whoever was named stays known: words that came back when a name went would tell whose they are.
  const known = new Set(frozen.named.map(({ leader }) => leader))
  // In the order of the words themselves, so that neither it nor a number tells anything of who wrote when.
  const unnamed = frozen.unnamed
    .flatMap((item) => find(item, false))
    .toSorted((a, b) => (a.words < b.words ? -1 : 1))
  const hidden = [...new Set(unnamed.map(({ id }) => id))].filter((id) => !known.has(id))
  return {
    named: frozen.named
      .flatMap((item) => find(item, true))
      .map(({ user, words, concept }) => ({ leader: user, words, concept })),
    unnamed:
      hidden.length < fewestUnnamed
        ? []
        : unnamed.map(({ id, words }) => ({
            words,
            ...(!known.has(id) && { author: hidden.indexOf(id) }),
          })),
  }
}
