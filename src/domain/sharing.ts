// The room of its own: the only place that can turn a reflection into something another person sees. Nothing
// leaves without its author's yes at a preview, nothing is counted below the thresholds, and a yes holds only for
// the wording and the kind of audience that it was given for.

import type {
  Component,
  Concept,
  Instant,
  Leader,
  Month,
  PartnershipId,
  Reflection,
  ReflectionId,
  Share,
} from './model.ts'
import { components } from './model.ts'
import { isClear, type Safety, type Screened, screen } from './safe-to-write.ts'
import type { Edition, Figures, Item, PartnershipSettings } from './workspace.ts'

/** Who can read a channel, as far as it matters to a yes. */
export type Openness = { isPrivate: boolean; isShared: boolean }

/** A leader's wish for one reflection and one partnership. */
export type Choice = { is: 'private' } | { is: 'theme' } | { is: 'words'; named: boolean }

/** What a leader decides at a preview: the wording is theirs to change until they say yes. */
export type Decision = {
  reflection: ReflectionId
  choice: Choice
  words: string
  /** They looked at these words once more, and say that nobody could be recognised. */
  checked: boolean
}

/** What keeps a decision from being taken: there is something in the words that its author must look at first. */
export type Stop = { reflection: ReflectionId; identifiers: Screened['identifiers']; always: boolean }

/** One of the leader's own reflections as it stands before a partnership. */
export type Candidate = { reflection: Reflection; share: Share; words: string }

/** What a partnership's digest may say, words included: rendered, posted, and never stored. */
export type Shared = {
  named: { leader: Leader['slack']['user']; words: string; concept?: Concept }[]
  /** `author` tells one writer from another, and nothing else; someone who is also named here has none. */
  unnamed: { words: string; concept?: Concept; author?: number }[]
}

/** Unnamed words are shown only where at least so many people wrote some who are not named beside them. */
export const fewestUnnamed = 3

/** Takes part in a partnership's digest: nothing is shared by it alone. */
export const optIn = (leader: Leader, partnership: PartnershipId, now: Instant): Leader =>
  leader.optIns[partnership] ? leader : { ...leader, optIns: { ...leader.optIns, [partnership]: now } }

/** Takes part no longer: every share with the partnership goes, posted ones too. */
export const optOut = (leader: Leader, partnership: PartnershipId): Leader => {
  const { [partnership]: _, ...optIns } = leader.optIns
  return { ...changeShares(leader, partnership, () => undefined), optIns }
}

/** Sets what a leader wishes for one reflection; without an opt-in there is nothing but private. */
export const choose = (
  leader: Leader,
  id: ReflectionId,
  partnership: PartnershipId,
  choice: Choice,
): Leader =>
  changeShares(leader, partnership, (share, reflection) => {
    if (reflection.id !== id) return share
    if (choice.is === 'private' || !leader.optIns[partnership]) return undefined
    const named = choice.is === 'words' && choice.named
    // The same wish once more leaves a yes that was already given as it is.
    return share && share.choice === choice.is && share.named === named
      ? share
      : { choice: choice.is, named, stage: { is: 'offered' } }
  })

/** A change of wording takes back a yes that was given for the wording before. */
export const reworded = (reflection: Reflection): Reflection => ({
  ...reflection,
  shares: Object.fromEntries(
    Object.entries(reflection.shares).map(([id, share]) => [
      id,
      share.choice === 'words' && share.stage.is === 'approved'
        ? { ...share, stage: { is: 'offered' } }
        : share,
    ]),
  ),
})

/**
 * Puts what was offered forward for a month's preview. What was shown before and not answered is carried over
 * once, then it is private.
 */
export const putForward = (leader: Leader, month: Month): Leader =>
  Object.keys(leader.optIns).reduce(
    (it, partnership) =>
      changeShares(it, partnership as PartnershipId, (share, { reuse }) => {
        // What is set aside waits where it is until its author says that it may be used.
        if (!share || share.stage.is === 'approved' || reuse === 'set-aside') return share
        const carried = share.stage.is === 'previewed'
        if (share.stage.is === 'previewed' && share.stage.carried) return undefined
        return { ...share, stage: { is: 'previewed', month, carried } }
      }),
    leader,
  )

/** What waits for the leader's yes or no. */
export const previewOf = (leader: Leader, partnership: PartnershipId): Candidate[] =>
  leader.optIns[partnership]
    ? leader.reflections.flatMap((reflection) => {
        const share = reflection.shares[partnership]
        return share?.stage.is === 'previewed' && reflection.reuse !== 'set-aside'
          ? [{ reflection, share, words: wordsOf(reflection) }]
          : []
      })
    : []

/** What waits for a yes, by partnership, as numbers for their author alone. */
export const waitingForYes = (leader: Leader): { partnership: PartnershipId; items: number }[] =>
  (Object.keys(leader.optIns) as PartnershipId[])
    .map((partnership) => ({ partnership, items: previewOf(leader, partnership).length }))
    .filter(({ items }) => items > 0)

/** The decisions that stop: words are screened in the wording that would be posted, whatever was confirmed before. */
export const stopsAmong = (decisions: readonly Decision[], safety: Safety): Stop[] =>
  decisions.flatMap(({ reflection, choice, words, checked }) => {
    if (choice.is !== 'words') return []
    const found = screen(words, safety)
    const isStopped = found.always || (!checked && !isClear(found))
    return isStopped ? [{ reflection, identifiers: found.identifiers, always: found.always }] : []
  })

/**
 * The leader's answer to a preview. `audience` is who could read the channel when they gave it. A yes is for what is
 * at its preview; a no holds wherever it is.
 */
export const decide = (
  leader: Leader,
  partnership: PartnershipId,
  decisions: readonly Decision[],
  audience: Openness,
  now: Instant,
): Leader =>
  changeShares(leader, partnership, (share, reflection) => {
    const decision = decisions.find((it) => it.reflection === reflection.id)
    if (!share || !decision) return share
    const { choice } = decision
    if (choice.is === 'private' || !leader.optIns[partnership]) return undefined
    if (share.stage.is !== 'previewed' || reflection.reuse === 'set-aside') return share
    return {
      choice: choice.is,
      named: choice.is === 'words' && choice.named,
      stage: {
        is: 'approved',
        at: now,
        words: choice.is === 'words' ? decision.words : undefined,
        audience: { isPrivate: audience.isPrivate, isShared: audience.isShared },
      },
    }
  })

/**
 * What a month's digest will show and count, by reference: decided once, just before it is posted.
 *
 * A figure needs `thresholds.contributors` people behind it who are not named in this digest, and
 * `thresholds.others` more who are not named and stayed out of it. Unnamed words need two other unnamed authors
 * beside them, and `thresholds.others` more who wrote none. A partnership too small for any figure shows named words only.
 */
export const freeze = (
  settings: PartnershipSettings,
  members: readonly Leader[],
  before: readonly Edition[],
  audience: Openness,
): { figures: Figures; named: Item[]; unnamed: Item[]; counted: Item[]; small: boolean } => {
  const { contributors: fewest, others } = settings.thresholds
  const small = members.length < fewest + others
  const spent = new Set(before.flatMap(({ frozen }) => frozen?.counted ?? []).map(keyOf))
  const given = members.flatMap((leader) =>
    approved(leader, settings.id)
      .map((it) => ({ ...it, item: { leader: leader.id, reflection: it.reflection.id } }))
      .filter(({ item, share }) => !spent.has(keyOf(item)) && !isWider(audience, share)),
  )
  const worded = given.filter(({ share }) => share.choice === 'words')
  const named = worded.filter(({ share }) => share.named)
  const namedPeople = new Set(named.map(({ item }) => item.leader))
  const unnamedMembers = members.length - namedPeople.size
  const unnamed = worded.filter(({ share }) => !share.named)
  const unnamedAuthors = new Set(unnamed.map(({ item }) => item.leader).filter((id) => !namedPeople.has(id)))

  const isShown = (by: readonly { item: Item }[]): boolean => {
    const hidden = new Set(by.map(({ item }) => item.leader).filter((id) => !namedPeople.has(id))).size
    // Among those who are not named: a figure must not turn on what someone who is named did.
    return hidden >= fewest && unnamedMembers - hidden >= others
  }
  // How many wrote can be counted: each concept comes once. So it must be open who did.
  const showsUnnamed =
    !small && unnamedAuthors.size >= fewestUnnamed && unnamedMembers - unnamedAuthors.size >= others
  const contributors = new Set(given.map(({ item }) => item.leader)).size
  const isAbout = (component: Component) => given.filter((it) => it.reflection.about.includes(component))
  return {
    figures: {
      band: isShown(given) ? bandOf(contributors) : undefined,
      about: components.filter((component) => isShown(isAbout(component))),
    },
    named: named.map(({ item }) => item),
    unnamed: showsUnnamed ? unnamed.map(({ item }) => item) : [],
    counted: given.map(({ item }) => item),
    small,
  }
}

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
    if (!leader || !it || stage?.is !== 'approved' || !stage.words || isWider(audience, it.share)) return []
    // A yes given since is for other words or another way to show them, and for a later digest.
    if (stage.at > frozen.at || it.share.named !== isNamed) return []
    return [{ leader: leader.slack.user, words: stage.words, concept: it.reflection.concept }]
  }
  const named = frozen.named.flatMap((item) => find(item, true))
  const known = new Set(named.map(({ leader }) => leader))
  // In the order of the words themselves, so that neither it nor a number tells anything of who wrote when.
  const unnamed = frozen.unnamed
    .flatMap((item) => find(item, false))
    .toSorted((a, b) => (a.words < b.words ? -1 : 1))
  const hidden = [...new Set(unnamed.map(({ leader }) => leader))].filter((leader) => !known.has(leader))
  return {
    named,
    unnamed:
      hidden.length < fewestUnnamed
        ? []
        : unnamed.map(({ leader, words, concept }) => ({
            words,
            concept,
            ...(!known.has(leader) && { author: hidden.indexOf(leader) }),
          })),
  }
}

/** A reflection's own words, in order, as its author wrote them. */
export const wordsOf = (reflection: Reflection): string =>
  reflection.parts.map(({ text }) => text).join('\n\n')

const approved = (leader: Leader, partnership: PartnershipId): { reflection: Reflection; share: Share }[] =>
  leader.optIns[partnership]
    ? leader.reflections.flatMap((reflection) => {
        const share = reflection.shares[partnership]
        return share?.stage.is === 'approved' && reflection.reuse !== 'set-aside'
          ? [{ reflection, share }]
          : []
      })
    : []

// A yes that was given for a private channel is no yes for a public one, or for one shared with others.
const isWider = (now: Openness, { stage }: Share): boolean =>
  stage.is === 'approved' &&
  ((stage.audience.isPrivate && !now.isPrivate) || (!stage.audience.isShared && now.isShared))

/** Bands rather than counts: 5 to 9, 10 to 19, 20 to 49, 50 or more. */
const bandOf = (people: number): Figures['band'] =>
  people < 10
    ? { from: 5, to: 9 }
    : people < 20
      ? { from: 10, to: 19 }
      : people < 50
        ? { from: 20, to: 49 }
        : { from: 50 }

const keyOf = ({ leader, reflection }: Item): string => `${leader}/${reflection}`

const changeShares = (
  leader: Leader,
  partnership: PartnershipId,
  how: (share: Share | undefined, reflection: Reflection) => Share | undefined,
): Leader => {
  let changed = false
  const reflections = leader.reflections.map((reflection) => {
    const before = reflection.shares[partnership]
    const after = how(before, reflection)
    if (after === before) return reflection
    changed = true
    const { [partnership]: _, ...others } = reflection.shares
    return { ...reflection, shares: after ? { ...others, [partnership]: after } : others }
  })
  return changed ? { ...leader, reflections } : leader
}
