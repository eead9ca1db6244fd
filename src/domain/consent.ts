// What a leader lets their partnerships have: what they wish, what a preview puts before them, their yes, and how it is
// taken back. It is for its author alone; what then leaves is decided in sharing.ts.
import { asksForChallenge, liveChallenge } from './challenge.ts'
import type {
  Challenge,
  Component,
  Instant,
  Leader,
  Month,
  PartnershipId,
  Placement,
  Reflection,
  ReflectionId,
  Share,
} from './model.ts'
import { isClear, type Safety, type Screened, screen } from './safe-to-write.ts'
import type { Edition, PartnershipSettings } from './workspace.ts'
import {
  approved,
  isExplainedSince,
  isHeld,
  isToCome,
  isUnexplained,
  itemOf,
  keyOf,
  type Openness,
  postedIn,
  spentIn,
} from './yes.ts'

/** A leader's wish for one reflection and one partnership. */
export type Choice = { is: 'private' } | { is: 'theme' } | { is: 'words'; named: boolean }

/** What a leader decides at a preview: the wording is theirs to change until they say yes. */
export type Decision = {
  reflection: ReflectionId
  choice: Choice
  words: string
  /** How they call their challenge, and what they tapped that it was about, as the preview showed that it would be counted. */
  placed?: Placement
  about?: readonly Component[]
  /** They looked at these words once more, and say that nobody could be recognised. */
  checked: boolean
}

/**
 * Someone's answer to a preview. `seen` is who could read the channel as it told them; `shownAt`, when it was read: a yes
 * that was given after that was not on it, and is none of its business.
 */
export type Answer = { seen: Openness; shownAt?: Instant; decisions: readonly Decision[] }

/** What keeps a decision from being taken: there is something in the words that its author must look at first. */
export type Stop = { reflection: ReflectionId; identifiers: Screened['identifiers']; always: boolean }

/**
 * One of the leader's own reflections as it stands before a partnership. `placed` would be counted with it; `isLast`: it
 * is put before them for the second time, and after that is private; `anew`: a yes of theirs no longer holds.
 */
export type Candidate = {
  reflection: Reflection
  share: Share
  words: string
  placed?: Placement
  isLast: boolean
  anew: boolean
  /** They said yes to it, and no digest has had it yet. `isMore`: something would be counted that this yes was not for. */
  agreed?: { at: Instant; isMore: boolean }
}

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
    if (share && share.choice === choice.is && share.named === named) return share
    // What is at its preview stays there: a yes is given to it in the way that is shown.
    const stage: Share['stage'] = share?.stage.is === 'previewed' ? share.stage : { is: 'offered' }
    return { choice: choice.is, named, stage }
  })

/** A change of wording takes back a yes that was given for the wording before. */
export const reworded = (reflection: Reflection): Reflection => ({
  ...reflection,
  shares: Object.fromEntries(
    Object.entries(reflection.shares).map(([id, share]) => [
      id,
      share.choice === 'words' && share.stage.is === 'approved'
        ? { ...share, stage: { is: 'offered' } }
        : share.stage.is === 'previewed' && share.stage.anew
          ? { ...share, stage: { ...share.stage, anew: {} } }
          : share,
    ]),
  ),
})

/** Where a challenge is deleted, so is how it was called: no yes has it counted any more. */
export const withoutCallsOf = (leader: Leader, gone: readonly Challenge[]): Leader => {
  const others = leader.challenges.filter((it) => !gone.includes(it))
  const isGone = ({ at, placed }: { at: Instant; placed?: Placement }) =>
    gone.some(({ namedAt }) => namedAt <= at) && !others.some((it) => wasCalled(it, placed, at))
  const shares = (it: Reflection): Reflection['shares'] =>
    Object.fromEntries(
      Object.entries(it.shares).map(([id, share]) => [
        id,
        share.stage.is === 'approved' && share.stage.placed && isGone(share.stage)
          ? { ...share, stage: { ...share.stage, placed: undefined } }
          : share,
      ]),
    )
  return { ...leader, reflections: leader.reflections.map((it) => ({ ...it, shares: shares(it) })) }
}

// A yes may have had the call of an earlier challenge, where the one that was live by then had none.
const wasCalled = ({ namedAt, placed, state }: Challenge, as: Placement | undefined, at: Instant): boolean =>
  namedAt <= at && (state.is === 'live' || at <= state.at) && placed.some((it) => it.as === as && it.at <= at)

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
        const anew = share.stage.is === 'previewed' ? share.stage.anew : undefined
        return { ...share, stage: { is: 'previewed', month, carried, ...(anew && { anew }) } }
      }),
    leader,
  )

/** What waits for the leader's yes or no. */
export const previewOf = (leader: Leader, partnership: PartnershipId): Candidate[] =>
  leader.optIns[partnership]
    ? leader.reflections.flatMap((reflection) => {
        const share = reflection.shares[partnership]
        if (share?.stage.is !== 'previewed' || reflection.reuse === 'set-aside') return []
        const { carried, anew } = share.stage
        return [
          {
            reflection,
            share,
            words: anew?.words ?? wordsOf(reflection),
            placed: callOf(leader, reflection),
            isLast: carried,
            anew: anew !== undefined,
          },
        ]
      })
    : []

/**
 * What someone said yes to and no digest has had yet, as they agreed to it. `audience` is who can read the channel now:
 * a yes that does not hold for them is to be given anew.
 */
export const agreedOf = (
  leader: Leader,
  settings: PartnershipSettings,
  editions: readonly Edition[],
  audience: Openness,
): Candidate[] => {
  const posted = postedIn(editions)
  return approved(leader, settings.id).flatMap(({ reflection, share }) => {
    const { stage } = share
    if (stage.is !== 'approved' || !isToCome(share, posted.get(keyOf(itemOf(leader, reflection))))) return []
    const placed = callOf(leader, reflection) ?? stage.placed
    const isMore = placed !== stage.placed || !reflection.about.every((it) => stage.about?.includes(it))
    return [
      {
        reflection,
        share,
        words: stage.words ?? wordsOf(reflection),
        placed,
        isLast: false,
        ...(isToAskAnew(settings, audience, share)
          ? { anew: true }
          : { anew: false, agreed: { at: stage.at, isMore } }),
      },
    ]
  })
}

/** How many replies someone said yes to and no digest has had yet: a number for their author alone. */
export const agreedToCome = (
  leader: Leader,
  partnership: PartnershipId,
  editions: readonly Edition[],
): number => {
  const posted = postedIn(editions)
  return approved(leader, partnership).filter(({ reflection, share }) =>
    isToCome(share, posted.get(keyOf(itemOf(leader, reflection)))),
  ).length
}

/** How many replies someone has said yes to since a moment: a number for their author alone. */
export const agreedSince = (leader: Leader, partnership: PartnershipId, since: Instant): number =>
  approved(leader, partnership).filter(({ share: { stage } }) => stage.is === 'approved' && stage.at >= since)
    .length

/** How someone calls their challenge, of a reply to a question that asked for it. */
const callOf = (leader: Leader, { delivery: id }: Reflection): Placement | undefined => {
  const delivery = leader.deliveries.find((it) => it.id === id)
  const isAsked = delivery && (asksForChallenge(delivery) || delivery.lookBack !== undefined)
  return isAsked ? liveChallenge(leader)?.placed.at(-1)?.as : undefined
}

/** How many replies wait for a yes: a number for their author alone. */
export const waitingForYes = (leader: Leader, partnership: PartnershipId): number =>
  previewOf(leader, partnership).length

/**
 * The decisions that are news. Whoever is shown what they said yes to, and leaves it as it is, has not decided on it
 * again: their yes stands as they gave it.
 */
export const newAmong = (
  leader: Leader,
  settings: PartnershipSettings,
  { decisions, seen }: Answer,
): Decision[] =>
  decisions.filter((decision) => {
    const share = leader.reflections.find(({ id }) => id === decision.reflection)?.shares[settings.id]
    return !share || !isCovered(share, decision, settings, seen)
  })

/** Of what is decided on, what a digest had by then: all that is left to its author there is to take it back. */
export const postedAmong = (
  leader: Leader,
  partnership: PartnershipId,
  decisions: readonly Decision[],
  editions: readonly Edition[],
): ReflectionId[] => {
  const wanted = new Set(
    decisions.filter(({ choice }) => choice.is !== 'private').map(({ reflection }) => reflection),
  )
  return approved(leader, partnership)
    .map(({ reflection: { id } }) => id)
    .filter((id) => wanted.has(id) && wasPosted(leader, partnership, id, editions))
}

/** Whether a digest had a reply with the yes that its author has given to it. */
export const wasPosted = (
  leader: Leader,
  partnership: PartnershipId,
  id: ReflectionId,
  editions: readonly Edition[],
): boolean => {
  const reflection = leader.reflections.find((it) => it.id === id)
  const share = reflection?.shares[partnership]
  if (!reflection || share?.stage.is !== 'approved') return false
  return !isToCome(share, postedIn(editions).get(keyOf(itemOf(leader, reflection))))
}

const placedIn = ({ stage }: Share): Placement | undefined =>
  stage.is === 'approved' ? stage.placed : undefined

// A yes that does not hold for those who read now. While a public channel has no reason, there is nothing to ask about yet.
const isToAskAnew = (settings: PartnershipSettings, audience: Openness, share: Share): boolean =>
  isHeld(settings, audience, share) && !isUnexplained(settings, audience)

// A yes to nothing less than this: these words, shown like this, with all that would be counted, to no more readers.
const isCovered = (
  share: Share,
  decision: Decision,
  settings: PartnershipSettings,
  audience: Openness,
): boolean => {
  const { choice, named, stage } = share
  return (
    stage.is === 'approved' &&
    choice === decision.choice.is &&
    named === (decision.choice.is === 'words' && decision.choice.named) &&
    (choice === 'theme' || stage.words === decision.words) &&
    (decision.about ?? []).every((it) => stage.about?.includes(it)) &&
    (decision.placed === undefined || decision.placed === stage.placed) &&
    !isToAskAnew(settings, audience, share)
  )
}

/** The decisions that stop: words are screened in the wording that would be posted, whatever was confirmed before. */
export const stopsAmong = (decisions: readonly Decision[], safety: Safety): Stop[] =>
  decisions.flatMap(({ reflection, choice, words, checked }) => {
    if (choice.is !== 'words') return []
    const found = screen(words, safety)
    const isStopped = found.always || (!checked && !isClear(found))
    return isStopped ? [{ reflection, identifiers: found.identifiers, always: found.always }] : []
  })

/**
 * The leader's answer to a preview. A yes is for what is at its preview, and a new one for what was shown with a yes and
 * is not posted yet; a no holds wherever it is.
 */
export const decide = (
  leader: Leader,
  settings: PartnershipSettings,
  { decisions, seen: audience, shownAt }: Answer,
  editions: readonly Edition[],
  now: Instant,
): Leader => {
  const posted = new Set(postedAmong(leader, settings.id, decisions, editions))
  return changeShares(leader, settings.id, (share, reflection) => {
    const decision = decisions.find((it) => it.reflection === reflection.id)
    if (!share || !decision) return share
    const { choice } = decision
    const { stage } = share
    if (choice.is === 'private' || !leader.optIns[settings.id]) return undefined
    if (stage.is === 'offered' || reflection.reuse === 'set-aside') return share
    if (isExplainedSince(settings, audience, shownAt)) return share
    if (stage.is === 'approved') {
      const isOnForm = shownAt !== undefined && stage.at <= shownAt
      if (!isOnForm || posted.has(reflection.id) || isCovered(share, decision, settings, audience))
        return share
    }
    return {
      choice: choice.is,
      named: choice.is === 'words' && choice.named,
      stage: {
        is: 'approved',
        at: now,
        words: choice.is === 'words' ? decision.words : undefined,
        // What was not shown as it is now, or as it was agreed to, is not counted.
        placed: [callOf(leader, reflection), placedIn(share)].includes(decision.placed)
          ? decision.placed
          : undefined,
        about: reflection.about.filter((it) => decision.about?.includes(it)),
        audience: {
          isPrivate: audience.isPrivate,
          isShared: audience.isShared,
          teams: [...(audience.teams ?? [])],
        },
      },
    }
  })
}

/**
 * A yes that does not hold for the channel as it is now is asked for anew, unless it was used up while it held. The
 * wording is the one that they said yes to.
 */
export const askAnew = (
  leader: Leader,
  settings: PartnershipSettings,
  before: readonly Edition[],
  audience: Openness,
  month: Month,
): Leader => {
  const spent = spentIn(before)
  return changeShares(leader, settings.id, (share, reflection) =>
    share?.stage.is === 'approved' &&
    isToAskAnew(settings, audience, share) &&
    isToCome(share, spent.get(keyOf(itemOf(leader, reflection))))
      ? { ...share, stage: { is: 'previewed', month, carried: false, anew: { words: share.stage.words } } }
      : share,
  )
}

/** A reflection's own words, in order, as its author wrote them. */
export const wordsOf = (reflection: Reflection): string =>
  reflection.parts.map(({ text }) => text).join('\n\n')

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
