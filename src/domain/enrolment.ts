// How someone comes to take part: invited once, and left alone until they say yes.

import { plus } from './calendar.ts'
import { programmesOf } from './leader.ts'
import {
  type ChannelId,
  type Context,
  type Instant,
  Leader,
  type LeaderId,
  type Nation,
  type ProgrammeId,
  SlackTs,
  type TeamId,
  type UserId,
  type Zone,
} from './model.ts'
import { drop, intend } from './outbox.ts'

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
    ? { ...leader, stage: { is: 'active', since: now } }
    : leader

/** A no is final, and nothing more is sent. */
export const decline = (leader: Leader, now: Instant): Leader =>
  leader.stage.is === 'invited'
    ? { ...drop(leader, `invitation:${leader.id}`, now), stage: { is: 'declined', since: now } }
    : leader

/** Whether this week's question may still be had at once: for someone who has just started. */
export const mayAskNow = (leader: Leader, context: Context): boolean =>
  leader.stage.is === 'active' && leader.deliveries.length === 0 && programmesOf(leader, context).length > 0
