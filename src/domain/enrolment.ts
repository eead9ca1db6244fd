// How someone comes to take part: invited once, and left alone until they say yes.

import { addDays, localDateOf, plus } from './calendar.ts'
import {
  type ChannelId,
  type Instant,
  type Intent,
  Leader,
  type LeaderId,
  type LocalDate,
  type Nation,
  type ProgrammeId,
  SlackTs,
  type TeamId,
  type UserId,
  type Zone,
} from './model.ts'
import { drop, intend } from './outbox.ts'
import { nextAsk } from './schedule.ts'
import type { Context } from './workspace.ts'

/** An invitation that Slack would not take for this long is given up, and delivery health says so (days). */
const invitationWindow = 14

/** Someone whom an admin has just named. */
export const newLeader = (
  id: LeaderId,
  slack: { team: TeamId; user: UserId; dm: ChannelId },
  settings: { zone: Zone; nation: Nation },
  now: Instant,
): Leader =>
  Leader.parse({
    schema: 1,
    id,
    slack,
    stage: { is: 'invited', since: now },
    settings,
    programmes: [],
    deliveries: [],
    missedWeeks: [],
    reflections: [],
    optIns: {},
    digests: [],
    outbox: [],
    lastSeenTs: SlackTs.parse('0.000000'),
    forgottenTs: [],
  })

/**
 * Names someone for a programme. Who has declined Balcony is not asked again, and nobody is asked twice for the same
 * programme. Who takes part already is asked for each further one: others may answer for it, and others read its digest.
 */
export const invite = (leader: Leader, programme: ProgrammeId, now: Instant): Leader => {
  if ([...leader.programmes, ...leader.further.map((it) => it.programme)].includes(programme)) return leader
  // They said yes before, and are among its people again.
  if (leader.away.includes(programme)) {
    return {
      ...leader,
      programmes: [...leader.programmes, programme],
      away: leader.away.filter((it) => it !== programme),
    }
  }
  if (leader.stage.is === 'invited' || leader.stage.is === 'declined') {
    const it = { ...leader, programmes: [...leader.programmes, programme] }
    // The outbox forgets in time; the invitation that arrived does not.
    return it.stage.is === 'invited' && !it.invitation ? inviting(it, firstKey(it), programme, now) : it
  }
  const it: Leader = { ...leader, further: [...leader.further, { programme, is: 'invited' }] }
  return takesPart(it) ? inviting(it, furtherKey(it, programme), programme, now) : it
}

/**
 * Not among a programme's people any more: nothing of it is asked, and an invitation that has not gone out does not.
 * A no to it stays a no, and a yes holds for when they come back.
 */
export const release = (leader: Leader, programme: ProgrammeId, now: Instant): Leader => {
  const waits = leader.further.find((it) => it.programme === programme && it.is === 'invited' && !it.ts)
  if (waits) {
    return {
      ...notInviting(leader, furtherKey(leader, programme), now),
      further: leader.further.filter((it) => it !== waits),
    }
  }
  if (!leader.programmes.includes(programme) || leader.stage.is === 'declined') return leader
  const programmes = leader.programmes.filter((it) => it !== programme)
  if (leader.stage.is !== 'invited') return { ...leader, programmes, away: [...leader.away, programme] }
  const it = { ...leader, programmes }
  return programmes.length === 0 && !leader.invitation ? notInviting(it, firstKey(it), now) : it
}

// One that is on its way is not doubled. One that ended before it arrived is no answer: then there is another.
const inviting = (leader: Leader, key: string, about: ProgrammeId, now: Instant): Leader => {
  const before = leader.outbox.filter(isInvitation(key))
  if (before.some(({ state }) => isAhead.has(state.is))) return leader
  return intend(leader, {
    key: before.length === 0 ? key : `${key}@${now}`,
    kind: 'invitation',
    about,
    notBefore: now,
    expiresAt: plus(now, { days: invitationWindow }),
  })
}

const isAhead: ReadonlySet<Intent['state']['is']> = new Set(['waiting', 'claimed', 'settled'])

const notInviting = (leader: Leader, key: string, now: Instant): Leader =>
  leader.outbox.filter(isInvitation(key)).reduce((it, one) => drop(it, one.key, now), leader)

const isInvitation =
  (first: string) =>
  ({ key }: Intent): boolean =>
    key === first || key.startsWith(`${first}@`)

const firstKey = ({ id }: Leader): string => `invitation:${id}`
const furtherKey = ({ id }: Leader, programme: ProgrammeId): string => `invitation:${id}:${programme}`

/** The message in which they were asked, so that it can say what became of it. */
export const invitationArrived = (leader: Leader, programme: ProgrammeId, ts: SlackTs): Leader =>
  leader.further.some((it) => it.programme === programme)
    ? { ...leader, further: leader.further.map((it) => (it.programme === programme ? { ...it, ts } : it)) }
    : { ...leader, invitation: { ts } }

/** A further programme that they may still say yes to; a no may be taken back. */
const maySayYes = (leader: Leader, programme: ProgrammeId): boolean =>
  takesPart(leader) && leader.further.some((it) => it.programme === programme)

/** Yes to a further programme; saying yes twice is saying yes. */
export const joinToo = (leader: Leader, programme: ProgrammeId): Leader =>
  maySayYes(leader, programme)
    ? {
        ...leader,
        programmes: [...leader.programmes, programme],
        further: leader.further.filter((it) => it.programme !== programme),
      }
    : leader

/** No to a further programme, which is final: all else stays as it is. */
export const declineToo = (leader: Leader, programme: ProgrammeId, now: Instant): Leader =>
  leader.further.some((it) => it.programme === programme)
    ? {
        ...notInviting(leader, furtherKey(leader, programme), now),
        further: leader.further.map((it) => (it.programme === programme ? { ...it, is: 'declined' } : it)),
      }
    : leader

/** Of the programmes that they were invited to, those that they are among the people of still. */
export const namedFor = ({ programmes, slack }: Leader, context: Context): ProgrammeId[] =>
  programmes.filter((id) => context.programmes.find((it) => it.id === id)?.people.includes(slack.user))

/** Whether an invitation, or a no to it, can be answered with a yes: whoever was taken out may have it in Slack still. */
export const mayAccept = (leader: Leader, context: Context): boolean =>
  (leader.stage.is === 'invited' || leader.stage.is === 'declined') && namedFor(leader, context).length > 0

/** The one tap that starts it all; saying yes twice is saying yes. */
export const accept = (leader: Leader, now: Instant): Leader =>
  leader.stage.is === 'invited' || leader.stage.is === 'declined'
    ? { ...leader, stage: { is: 'active', since: now }, takesPartSince: now }
    : leader

/** Someone who said yes and has not left, whether or not they are asked just now. */
export const takesPart = ({ stage, closedAt }: Leader): boolean =>
  !closedAt && (stage.is === 'active' || stage.is === 'paused' || stage.is === 'resting')

/** Someone who said yes once, whatever they have become: what they wrote is theirs, and so are their settings. */
export const hasTakenPart = ({ stage }: Leader): boolean => stage.is !== 'invited' && stage.is !== 'declined'

/**
 * What Slack says of their account now. Their zone follows Slack's until they choose their own; a closed account is
 * left alone, and nothing has piled up when it opens again.
 */
export const follow = (leader: Leader, account: { isActive: boolean; zone?: Zone }, now: Instant): Leader => {
  const { zone = leader.settings.zone } = account
  const moves = leader.settings.zoneFrom === 'slack' && zone !== leader.settings.zone
  const it = moves ? { ...leader, settings: { ...leader.settings, zone } } : leader
  if (!account.isActive) return it.closedAt ? it : { ...it, closedAt: now }
  if (!it.closedAt) return it
  const { closedAt: _, ...open } = it
  const [programme] = open.programmes
  // Their invitation could not reach them: it is sent now.
  if (open.stage.is === 'invited' && !open.invitation && programme) {
    return inviting(open, firstKey(open), programme, now)
  }
  const back: Leader = open.stage.is === 'active' ? { ...open, stage: { is: 'active', since: now } } : open
  return takesPart(back) ? invitingToAllThatWait(back, now) : back
}

/** No pause is longer than this (days): it has an end that can be thought of. */
const longestPause = 366

/** Whether someone may pause until that day: it is to come, and not more than a year away. */
export const mayPauseUntil = ({ settings }: Leader, until: LocalDate, now: Instant): boolean => {
  const today = localDateOf(now, settings.zone)
  return today < until && until <= addDays(today, longestPause)
}

/** No questions until a day, on which they come back by themselves. */
export const pause = (leader: Leader, until: LocalDate, now: Instant): Leader =>
  takesPart(leader) ? { ...leader, stage: { is: 'paused', since: now, until } } : leader

/** Asked again from now on: after a rest, a pause, or having left. Then what they were named for meanwhile is asked. */
export const resume = (leader: Leader, now: Instant): Leader => {
  if (leader.stage.is === 'active' || leader.stage.is === 'invited' || leader.stage.is === 'declined')
    return leader
  const back: Leader = {
    ...leader,
    stage: { is: 'active', since: now },
    takesPartSince: leader.stage.is === 'left' ? now : leader.takesPartSince,
  }
  return invitingToAllThatWait(back, now)
}

const invitingToAllThatWait = (leader: Leader, now: Instant): Leader =>
  leader.further
    .filter(({ is, ts }) => is === 'invited' && !ts)
    .reduce((it, { programme }) => inviting(it, furtherKey(it, programme), programme, now), leader)

/** Nothing more is sent. What they wrote stays theirs until they delete it. */
export const leave = (leader: Leader, now: Instant): Leader =>
  takesPart(leader) ? { ...leader, stage: { is: 'left', since: now } } : leader

/** A no is final, and nothing more is sent. */
export const decline = (leader: Leader, now: Instant): Leader =>
  leader.stage.is === 'invited'
    ? { ...notInviting(leader, firstKey(leader), now), stage: { is: 'declined', since: now } }
    : leader

/** Whether this week's question may still be had at once: for someone who has just started. */
export const mayAskNow = (leader: Leader, context: Context): boolean =>
  leader.stage.is === 'active' && leader.deliveries.length === 0 && nextAsk(leader, context) !== undefined
