// How someone comes to take part: invited once, and left alone until they say yes.

import { plus } from './calendar.ts'
import {
  type ChannelId,
  type Instant,
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
import { programmesOf } from './schedule.ts'
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
 * Adds a programme. Who has declined is not asked again, who takes part already is not invited again, and nobody
 * is invited twice.
 */
export const invite = (leader: Leader, programme: ProgrammeId, now: Instant): Leader => {
  if (leader.programmes.includes(programme)) return leader
  const it = { ...leader, programmes: [...leader.programmes, programme] }
  // The outbox forgets in time; the invitation that arrived does not.
  return it.stage.is === 'invited' && !it.invitation
    ? intend(it, {
        key: `invitation:${it.id}`,
        kind: 'invitation',
        about: programme,
        notBefore: now,
        expiresAt: plus(now, { days: invitationWindow }),
      })
    : it
}

/** The one tap that starts it all; saying yes twice is saying yes. */
export const accept = (leader: Leader, now: Instant): Leader =>
  leader.stage.is === 'invited' || leader.stage.is === 'declined'
    ? { ...leader, stage: { is: 'active', since: now }, takesPartSince: now }
    : leader

/** Someone who said yes and has not left, whether or not they are asked just now. */
export const takesPart = ({ stage, closedAt }: Leader): boolean =>
  !closedAt && (stage.is === 'active' || stage.is === 'paused' || stage.is === 'resting')

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
  return open.stage.is === 'active' ? { ...open, stage: { is: 'active', since: now } } : open
}

/** No questions until a day, on which they come back by themselves. */
export const pause = (leader: Leader, until: LocalDate, now: Instant): Leader =>
  takesPart(leader) ? { ...leader, stage: { is: 'paused', since: now, until } } : leader

/** Asked again from now on: after a rest, a pause, or having left. */
export const resume = (leader: Leader, now: Instant): Leader =>
  leader.stage.is === 'active' || leader.stage.is === 'invited' || leader.stage.is === 'declined'
    ? leader
    : {
        ...leader,
        stage: { is: 'active', since: now },
        takesPartSince: leader.stage.is === 'left' ? now : leader.takesPartSince,
      }

/** Nothing more is sent. What they wrote stays theirs until they delete it. */
export const leave = (leader: Leader, now: Instant): Leader =>
  takesPart(leader) ? { ...leader, stage: { is: 'left', since: now } } : leader

/** A no is final, and nothing more is sent. */
export const decline = (leader: Leader, now: Instant): Leader =>
  leader.stage.is === 'invited'
    ? { ...drop(leader, `invitation:${leader.id}`, now), stage: { is: 'declined', since: now } }
    : leader

/** Whether this week's question may still be had at once: for someone who has just started. */
export const mayAskNow = (leader: Leader, context: Context): boolean =>
  leader.stage.is === 'active' && leader.deliveries.length === 0 && programmesOf(leader, context).length > 0
