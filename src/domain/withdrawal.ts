// What someone takes back, as a restore must know it: told from a document as it was and as it is, so that no way of
// taking back can be forgotten, and done once more to a document that came out of an older backup.
//
// A subject names what was taken back. It holds ids, and for a wording the words themselves: it never leaves this
// process but as a keyed hash (../store/erasure-ledger.ts).

import { choose, optOut, reworded, withoutCallsOf } from './consent.ts'
import { declineToo } from './enrolment.ts'
import { forgetEverything, forgetMessage, forgetReflection, isForgotten, takeOutWordings } from './erasure.ts'
import { placesLeftOut, withoutPlaces } from './left-out.ts'
import type { Instant, Leader, Part, PartnershipId, ProgrammeId, Reflection, SlackTs } from './model.ts'
import { keepMonthsChoices, LocalDate } from './model.ts'
import { partKey, tsOfInstant } from './reflection.ts'
import { isMoreOpen } from './yes.ts'

/** Of one subject the last that was said holds. `undoes`: it only matters where something was said of it before. */
export type Withdrawal = { subject: string; says: string; undoes?: true }

/** The last that the ledger has of a subject, and the how-manieth entry that is; undefined where it has nothing. */
export type Noted = (subject: string) => { at: Instant; n: number; says: string } | undefined

/** A message that its author took back, wherever it stands: nothing may take it in again. */
export const typedSubject = ({ id }: Pick<Leader, 'id'>, ts: SlackTs): string => `typed/${id}/${ts}`

/** All that there was of someone. */
export const everythingSubject = (leader: string): string => `everything/${leader}`

/** What someone last said to being asked at all, whichever document they had then. */
export const stageSubject = (team: string, user: string): string => `stage/${team}/${user}`

/** What was said last to being asked, where it was no. */
export type No = 'declined' | 'left' | 'gone'

/** Whether a person has said no since a backup that may know nothing of it. */
export const saidNo = (noted: Noted, team: string, user: string): No | undefined => {
  const says = noted(stageSubject(team, user))?.says
  return says === 'declined' || says === 'left' || says === 'gone' ? says : undefined
}

/** Everything that a change took back. Of a document that is new there is nothing to take back. */
export const withdrawals = (before: Leader | undefined, after: Leader | undefined): Withdrawal[] => {
  const { team, user } = (before ?? after)?.slack ?? {}
  if (!before) return after ? [undone(stageSubject(`${team}`, `${user}`), 'in')] : []
  if (isForgotten(before)) return []
  if (!after || isForgotten(after)) {
    return [said(everythingSubject(before.id), 'gone'), said(stageSubject(`${team}`, `${user}`), 'gone')]
  }
  const replies = new Map(after.reflections.map((it) => [it.id, it]))
  return [
    ...stages(before, after),
    ...settings(before, after),
    ...programmes(before, after),
    ...partnerships(before, after),
    ...typed(before, after),
    ...before.reflections.flatMap((it) => fromReply(before, it, replies.get(it.id))),
    ...before.challenges
      .filter(({ namedAt }) => !after.challenges.some((it) => it.namedAt === namedAt))
      .map(({ namedAt }) => said(challenge(before, namedAt), 'gone')),
    ...before.challenges.flatMap(({ namedAt, name }) => {
      const now = after.challenges.find((it) => it.namedAt === namedAt)?.name
      return now === undefined || now === name
        ? []
        : [said(called(before, namedAt, name), 'gone'), undone(called(before, namedAt, now), 'kept')]
    }),
    ...before.challenges.flatMap(({ namedAt, setAside: was }) => {
      const now = after.challenges.find((it) => it.namedAt === namedAt)
      if (!now || now.setAside === was) return []
      const subject = aside(before, namedAt)
      return [now.setAside ? said(subject, 'set-aside') : undone(subject, 'open')]
    }),
    ...whatHelped(before, after),
  ]
}

/** A document of an older backup, without what its leader took back since. */
export const withdrawAgain = (leader: Leader, noted: Noted, now: Instant): Leader => {
  if (isForgotten(leader)) return leader
  if (noted(everythingSubject(leader.id))) return forgetEverything(leader, now)
  let it = withSettings(leader, noted)
  it = withStage(it, noted)
  for (const { programme, is } of it.further) {
    if (is === 'invited' && noted(further(it, programme))?.says === 'no') it = declineToo(it, programme, now)
  }
  for (const partnership of keysOf(it.optIns)) {
    if (noted(optIn(it, partnership))?.says === 'out') it = optOut(it, partnership)
  }
  for (const { id, at } of it.reflections) {
    const gone = noted(reply(it, id))
    if (gone && at <= gone.at) it = forgetReflection(it, id, now)
  }
  it = { ...it, reflections: it.reflections.map((one) => withRoomForRest(leader, one, noted)) }
  for (const ts of it.reflections.flatMap(typedIn)) {
    if (noted(typedSubject(it, ts))?.says === 'gone') it = forgetMessage(it, ts, now)
  }
  for (const { id } of it.reflections) it = withReply(it, id, noted, now)
  // Each says for itself that it went, whatever became of its reply. Of one that is called otherwise since, the backup
  // does not know how: it keeps its calls, and is not brought up until its leader names it anew.
  const isGone = ({ namedAt }: Leader['challenges'][number]) =>
    noted(challenge(leader, namedAt)) !== undefined
  it = withoutCallsOf({ ...it, challenges: leader.challenges }, leader.challenges.filter(isGone))
  return {
    ...it,
    challenges: leader.challenges
      .filter((one) => !isGone(one))
      .map((one) =>
        noted(aside(leader, one.namedAt))?.says === 'set-aside' ? { ...one, setAside: true as const } : one,
      )
      .map((one) =>
        noted(called(leader, one.namedAt, one.name))?.says === 'gone'
          ? { ...one, name: withoutPlaces(one.name, ''), setAside: true }
          : one,
      ),
    commitments: it.commitments.map((plan) =>
      plan.state.helped !== undefined &&
      noted(wording(it, plan.reflection, 'helped', plan.state.helped))?.says === 'gone'
        ? { ...plan, state: { ...plan.state, helped: undefined } }
        : plan,
    ),
  }
}

const stages = (before: Leader, after: Leader): Withdrawal[] => {
  const was = saysOfStage(before)
  const is = saysOfStage(after)
  if (was === is) return []
  const subject = stageSubject(before.slack.team, before.slack.user)
  return [is === 'in' ? undone(subject, is) : said(subject, is)]
}

// Being invited, asked and silent are all one to a restore: only a no and a pause must not be lost.
const saysOfStage = ({ stage }: Leader): string =>
  stage.is === 'paused' ? stage.until : stage.is === 'declined' || stage.is === 'left' ? stage.is : 'in'

const withStage = (leader: Leader, noted: Noted): Leader => {
  const last = noted(stageSubject(leader.slack.team, leader.slack.user))
  if (!last || last.says === 'in' || last.says === saysOfStage(leader)) return leader
  const since = last.at
  if (last.says === 'declined' || last.says === 'left') return { ...leader, stage: { is: last.says, since } }
  const until = LocalDate.safeParse(last.says)
  const isAsked =
    leader.stage.is === 'active' || leader.stage.is === 'resting' || leader.stage.is === 'paused'
  return until.success && isAsked ? { ...leader, stage: { is: 'paused', since, until: until.data } } : leader
}

const settings = (before: Leader, after: Leader): Withdrawal[] => {
  const { title, keepMonths, words } = before.settings
  return [
    ...(title !== undefined && title !== after.settings.title ? [said(titled(before, title), 'gone')] : []),
    ...(after.settings.title !== undefined && title !== after.settings.title
      ? [undone(titled(before, after.settings.title), 'kept')]
      : []),
    ...(keepMonths === after.settings.keepMonths
      ? []
      : [said(`keep/${before.id}`, `${after.settings.keepMonths}`)]),
    ...(words === after.settings.words ? [] : [said(`words/${before.id}`, after.settings.words)]),
  ]
}

const withSettings = (leader: Leader, noted: Noted): Leader => {
  const { title, keepMonths, words } = leader.settings
  const asked = keepMonthsChoices.find((it) => `${it}` === noted(`keep/${leader.id}`)?.says)
  return {
    ...leader,
    settings: {
      ...leader.settings,
      title: title !== undefined && noted(titled(leader, title))?.says === 'gone' ? undefined : title,
      keepMonths: asked && asked < keepMonths ? asked : keepMonths,
      words: noted(`words/${leader.id}`)?.says === 'discreet' ? 'discreet' : words,
    },
  }
}

const programmes = (before: Leader, after: Leader): Withdrawal[] => [
  ...after.further
    .filter(({ is, programme }) => is === 'declined' && !hasDeclined(before, programme))
    .map(({ programme }) => said(further(before, programme), 'no')),
  ...after.programmes
    .filter((it) => !before.programmes.includes(it))
    .map((it) => undone(further(before, it), 'yes')),
]

const hasDeclined = (leader: Leader, programme: ProgrammeId): boolean =>
  leader.further.some((it) => it.programme === programme && it.is === 'declined')

const partnerships = (before: Leader, after: Leader): Withdrawal[] => [
  ...keysOf(before.optIns)
    .filter((it) => !after.optIns[it])
    .map((it) => said(optIn(before, it), 'out')),
  ...keysOf(after.optIns)
    .filter((it) => !before.optIns[it])
    .map((it) => undone(optIn(before, it), 'in')),
]

// By what is there no more, and by what the document itself remembers: a message may be taken back that was no reply.
const typed = (before: Leader, after: Leader): Withdrawal[] => {
  const there = new Set(after.reflections.flatMap(typedIn))
  const known = new Set(before.forgottenTs)
  const gone = [
    ...before.reflections.flatMap(typedIn).filter((ts) => !there.has(ts)),
    ...after.forgottenTs.filter((ts) => !known.has(ts)),
  ]
  return [
    ...[...new Set(gone)].map((ts) => said(typedSubject(before, ts), 'gone')),
    ...before.forgottenTs.filter((ts) => there.has(ts)).map((ts) => undone(typedSubject(before, ts), 'kept')),
  ]
}

const whatHelped = (before: Leader, after: Leader): Withdrawal[] => {
  const [was, is] = [before, after].map(
    ({ commitments }) => new Map(commitments.map(({ reflection, state }) => [reflection, state.helped])),
  )
  return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].flatMap((reflection) => {
    const [old, now] = [was?.get(reflection), is?.get(reflection)]
    if (old === now) return []
    return [
      ...(old === undefined ? [] : [said(wording(before, reflection, 'helped', old), 'gone')]),
      ...(now === undefined ? [] : [undone(wording(before, reflection, 'helped', now), 'kept')]),
    ]
  })
}

const fromReply = (leader: Leader, before: Reflection, after: Reflection | undefined): Withdrawal[] => {
  if (!after) return [said(reply(leader, before.id), 'gone')]
  const there = new Map(placesOf(after))
  const mark = `${leader.id}/${before.id}`
  return [
    ...placesOf(before).flatMap(([place, part]) => {
      const now = there.get(place)
      const was = wording(leader, before.id, place, part.text)
      const changed = said(`changed/${mark}/${place}`, 'gone')
      if (!now) return [said(`part/${mark}/${place}`, 'gone'), said(was, 'gone'), changed]
      if (now.text === part.text) return []
      return [
        // Of one change the one stands right behind the other.
        ...(takesOut(part.text, now.text)
          ? [said(was, placesLeftOut(part.text, now.text)), changed]
          : [said(was, 'grew')]),
        said(`where/${mark}/${place}`, isFromSlack(now) ? 'slack' : 'form'),
        undone(wording(leader, before.id, place, now.text), 'kept'),
      ]
    }),
    ...keysOf(before.shares)
      .filter((it) => isNarrower(before.shares[it], after.shares[it]))
      .map((it) => said(`share/${mark}/${it}`, 'gone')),
    ...(after.notAgain && !before.notAgain ? [said(`not-again/${mark}`, 'gone')] : []),
    ...(after.reuse === 'set-aside' && before.reuse !== 'set-aside'
      ? [said(`reuse/${mark}`, 'set-aside')]
      : []),
    ...(after.reuse !== 'set-aside' && before.reuse === 'set-aside' ? [undone(`reuse/${mark}`, 'open')] : []),
    ...(before.about.some((it) => !after.about.includes(it)) ? [said(`about/${mark}`, 'gone')] : []),
  ]
}

type Share = Reflection['shares'][PartnershipId]

// Less than before in any way: the yes taken back, or given anew to fewer readers, the name taken off, the theme in place of
// the words.
const isNarrower = (before: Share | undefined, after: Share | undefined): boolean =>
  before !== undefined &&
  (after === undefined ||
    (before.choice === 'words' && after.choice === 'theme') ||
    (before.named && !after.named) ||
    (before.stage.is === 'approved' && after.stage.is !== 'approved') ||
    (before.stage.is === 'approved' &&
      after.stage.is === 'approved' &&
      (before.stage.words !== after.stage.words || isMoreOpen(before.stage.audience, after.stage.audience))))

// Of a reply that goes on, all that this backup has of its answer may have been taken back. What hangs on it was not: it
// stays, under an answer of which only that is known.
const withRoomForRest = (leader: Leader, reflection: Reflection, noted: Noted): Reflection => {
  const { id, parts, soWhat, nowWhat } = reflection
  const isOut = ([place, { at, from }]: [string, Part]): boolean => {
    const gone = noted(`part/${leader.id}/${id}/${place}`)
    const isTaken = from.is === 'typed' && noted(typedSubject(leader, from.ts))?.says === 'gone'
    return isTaken || (gone !== undefined && at <= gone.at)
  }
  const places = placesOf(reflection)
  const rest = places.filter(([, part]) => part === soWhat || part === nowWhat)
  const answer = places.filter((it) => !rest.includes(it))
  const [first] = parts
  if (!first || noted(reply(leader, id)) || !answer.every(isOut) || rest.every(isOut)) return reflection
  const lacking: Part = {
    text: withoutPlaces(first.text, ''),
    at: first.at,
    from: { is: 'modal' },
    lacks: true,
  }
  return { ...reworded({ ...reflection, parts: [...parts, lacking] }), reuse: 'set-aside' }
}

const withReply = (leader: Leader, id: Reflection['id'], noted: Noted, now: Instant): Leader => {
  const mark = `${leader.id}/${id}`
  let it = leader
  const reflection = it.reflections.find((one) => one.id === id)
  const out = (reflection ? placesOf(reflection) : []).filter(([place, part]) => {
    const gone = noted(`part/${mark}/${place}`)
    return gone && part.at <= gone.at
  })
  if (out.length > 0)
    it = takeOutWordings(
      it,
      id,
      out.map(([, part]) => part),
      now,
    )
  it = withOlderWords(it, id, noted)
  for (const partnership of keysOf(reflection?.shares ?? {})) {
    if (noted(`share/${mark}/${partnership}`)) it = choose(it, id, partnership, { is: 'private' })
  }
  return {
    ...it,
    reflections: it.reflections.map((one) =>
      one.id !== id
        ? one
        : {
            ...one,
            notAgain: one.notAgain || noted(`not-again/${mark}`) !== undefined,
            reuse: noted(`reuse/${mark}`)?.says === 'set-aside' ? 'set-aside' : one.reuse,
            about: noted(`about/${mark}`) ? [] : one.about,
          },
    ),
  }
}

// A reply that was changed since stays where it is: what was taken out of it is left out, what was written instead is
// not known, and it is used for nothing until its author has seen that. What was changed in Slack is read again there.
const withOlderWords = (leader: Leader, id: Reflection['id'], noted: Noted): Leader => {
  const reflection = leader.reflections.find((it) => it.id === id)
  if (!reflection) return leader
  const olds = new Map(
    placesOf(reflection).map(([place, part]) => [part, olderPart(leader, id, place, part, noted)]),
  )
  const changed = [...olds].flatMap(([part, old]) => (isSame(part, old) ? [] : old))
  if (changed.length === 0) return leader
  const old = (it: Part | undefined) => it && (olds.get(it) ?? it)
  const after: Reflection = {
    ...reflection,
    parts: reflection.parts.map((it) => olds.get(it) ?? it),
    soWhat: old(reflection.soWhat),
    nowWhat: old(reflection.nowWhat),
  }
  const toRead = changed.flatMap((it) => (it.from.is === 'typed' && isFromSlack(it) ? it.from.ts : []))
  return {
    ...leader,
    lastSeenTs: [leader.lastSeenTs, ...toRead].reduce((a, b) => (b < a ? b : a)),
    reflections: leader.reflections.map((it) => {
      if (it.id !== id) return it
      return changed.some(({ lacks }) => lacks) ? { ...reworded(after), reuse: 'set-aside' } : after
    }),
  }
}

const olderPart = (leader: Leader, id: Reflection['id'], place: string, part: Part, noted: Noted): Part => {
  const read = noted(wording(leader, id, place, part.text))
  if (!read) return part
  const changed = noted(`changed/${leader.id}/${id}/${place}`)
  const where = noted(`where/${leader.id}/${id}/${place}`)
  const from = where?.says === 'form' ? changedHere(part.from, where.at) : part.from
  // What was added to is still its author's wish, unless something was taken out of it after that.
  const stands = (read.says === 'grew' || read.says === 'kept') && (!changed || changed.n < read.n)
  if (stands) return read.says === 'kept' ? { ...part, from } : { ...part, from, lacks: true }
  // Changed twice and more, it is not known any more what is left of how it read first.
  const isLast = changed?.n === read.n + 1
  return { ...part, from, text: withoutPlaces(part.text, isLast ? read.says : ''), lacks: true }
}

// Else the message in Slack, which reads as it did before, would be taken for news.
const changedHere = (from: Part['from'], at: Instant): Part['from'] => {
  switch (from.is) {
    case 'typed':
      return { ...from, edited: tsOfInstant(at), changedHere: true }
    case 'saved':
      return { ...from, changedHere: true }
    default:
      return from
  }
}

const isFromSlack = ({ from }: Part): boolean => from.is === 'typed' && !from.changedHere

const isSame = (a: Part, b: Part): boolean => JSON.stringify(a) === JSON.stringify(b)

const placesOf = ({ parts, soWhat, nowWhat }: Reflection): [place: string, part: Part][] => [
  ...parts.map((it): [string, Part] => [partKey(it), it]),
  ...(soWhat ? [['so-what', soWhat] as [string, Part]] : []),
  ...(nowWhat ? [['now-what', nowWhat] as [string, Part]] : []),
]

const typedIn = (reflection: Reflection): SlackTs[] =>
  placesOf(reflection).flatMap(([, { from }]) => (from.is === 'typed' ? from.ts : []))

// What was only added to has lost nothing.
const takesOut = (before: string, after: string): boolean => !after.includes(before.trim())

const said = (subject: string, says: string): Withdrawal => ({ subject, says })
const undone = (subject: string, says: string): Withdrawal => ({ subject, says, undoes: true })

const reply = ({ id }: Leader, reflection: string): string => `reply/${id}/${reflection}`
const wording = ({ id }: Leader, reflection: string, place: string, text: string): string =>
  `wording/${id}/${reflection}/${place}/${text.trim()}`
const titled = ({ id }: Leader, title: string): string => `title/${id}/${title}`
const challenge = ({ id }: Leader, namedAt: Instant): string => `challenge/${id}/${namedAt}`
const aside = ({ id }: Leader, namedAt: Instant): string => `aside/${id}/${namedAt}`
const called = ({ id }: Leader, namedAt: Instant, name: string): string => `called/${id}/${namedAt}/${name}`
const further = ({ id }: Leader, programme: ProgrammeId): string => `further/${id}/${programme}`
const optIn = ({ id }: Leader, partnership: PartnershipId): string => `opt-in/${id}/${partnership}`

const keysOf = (record: Readonly<Record<PartnershipId, unknown>>): PartnershipId[] =>
  Object.keys(record) as PartnershipId[]
