// How someone comes to take part: one invitation, and a yes.
import { describe, expect, it } from 'vitest'
import { plus } from '../../src/domain/calendar.ts'
import {
  accept,
  decline,
  declineToo,
  follow,
  invitationArrived,
  invite,
  joinToo,
  leave,
  mayAskNow,
  newLeader,
  release,
  resume,
} from '../../src/domain/enrolment.ts'
import { advance } from '../../src/domain/leader.ts'
import {
  type ChannelId,
  type LeaderId,
  ProgrammeId,
  type SlackTs,
  type TeamId,
  type UserId,
} from '../../src/domain/model.ts'
import { drop } from '../../src/domain/outbox.ts'
import { aContext, aDelivery, aLeader, aProgramme, at, post, zone } from './given.ts'

const now = at('2026-01-02 09:00')
const tuesdays = ProgrammeId.parse('tuesdays')
const others = ProgrammeId.parse('others')
const named = newLeader(
  'Lada' as LeaderId,
  { team: 'T1' as TeamId, user: 'U1' as UserId, dm: 'D1' as ChannelId },
  { zone: zone('Europe/London'), nation: 'wales' },
  now,
)
const invitations = ({ outbox }: typeof named) => outbox.filter(({ kind }) => kind === 'invitation').length

describe('someone whom an admin names', () => {
  const invited = invite(named, tuesdays, now)

  it('is invited once, and waits', () => {
    expect(invited).toMatchObject({ stage: { is: 'invited', since: now }, programmes: ['tuesdays'] })
    expect(post(invited, now, aContext()).sent).toMatchObject([{ kind: 'invitation', about: 'tuesdays' }])
    expect(invite(invited, tuesdays, now)).toBe(invited)
  })

  it('is not invited again by a second programme, not even months later', () => {
    const arrived = post(invited, now, aContext()).leader
    const atOnce = invite(arrived, others, now)
    expect(atOnce.programmes).toEqual(['tuesdays', 'others'])
    expect(post(atOnce, now, aContext()).sent).toEqual([])
    const inSpring = plus(now, { days: 100 })
    const later = invite(advance(arrived, inSpring, aContext()), others, inSpring)
    expect(post(later, inSpring, aContext()).sent).toEqual([])
  })

  it('takes part from their yes on; a second yes changes nothing', () => {
    const later = plus(now, { days: 1 })
    const active = accept(invited, later)
    expect(active.stage).toEqual({ is: 'active', since: later })
    expect(accept(active, plus(now, { days: 2 }))).toBe(active)
    expect(post(active, later, aContext()).sent).toEqual([])
  })

  it('is left alone after a no, even where the invitation still waits to be sent', () => {
    const declined = decline(invited, now)
    expect(declined.stage.is).toBe('declined')
    expect(post(declined, now, aContext()).sent).toEqual([])
    expect(decline(declined, plus(now, { days: 1 }))).toBe(declined)
    const added = invite(declined, others, plus(now, { days: 50 }))
    expect(invitations(added)).toBe(1)
    expect(post(added, plus(now, { days: 50 }), aContext()).sent).toEqual([])
  })

  it('may change a no into a yes, but a yes is not a no any more', () => {
    expect(accept(decline(invited, now), plus(now, { days: 1 })).stage.is).toBe('active')
    const active = accept(invited, now)
    expect(decline(active, now)).toBe(active)
  })
})

describe('someone who takes part already, and is named for one more programme', () => {
  const active = aLeader()
  const named = invite(active, others, now)
  const both = aContext({ programmes: [aProgramme(), aProgramme({ id: others })] })

  it('is asked once, and is not in it until they say yes', () => {
    expect(named.programmes).toEqual(['tuesdays'])
    expect(post(named, now, both).sent).toMatchObject([{ kind: 'invitation', about: 'others' }])
    expect(invite(named, others, now)).toBe(named)
    const asked = invitationArrived(named, others, '1767603600.000100' as SlackTs)
    expect(asked.further).toEqual([{ programme: 'others', is: 'invited', ts: '1767603600.000100' }])
    expect(asked.invitation).toBe(active.invitation)
    const joined = joinToo(asked, others)
    expect(joined).toMatchObject({ programmes: ['tuesdays', 'others'], further: [] })
    expect(joinToo(joined, others)).toBe(joined)
    expect(invite(joined, others, now)).toBe(joined)
  })

  it('is not asked again after a no, which changes nothing else; and may change it into a yes', () => {
    const declined = declineToo(named, others, now)
    expect(declined).toMatchObject({ stage: active.stage, programmes: ['tuesdays'] })
    expect(post(declined, now, aContext()).sent).toEqual([])
    expect(invite(declined, others, plus(now, { days: 50 }))).toBe(declined)
    expect(joinToo(declined, others).programmes).toEqual(['tuesdays', 'others'])
  })

  it('is left in peace where they have left, and asked when they come back', () => {
    const away = invite(leave(active, now), others, now)
    expect(away.programmes).toEqual(['tuesdays'])
    expect(post(away, now, aContext()).sent).toEqual([])
    expect(joinToo(away, others)).toBe(away)
    const back = resume(away, plus(now, { days: 50 }))
    expect(post(back, plus(now, { days: 50 }), both).sent).toMatchObject([
      { kind: 'invitation', about: 'others' },
    ])
  })

  it('is asked when they come back soon, though they had left before it came', () => {
    const left = post(leave(named, now), now, both)
    expect(left.sent).toEqual([])
    const soon = plus(now, { days: 3 })
    expect(post(resume(left.leader, soon), soon, both).sent).toMatchObject([
      { kind: 'invitation', about: 'others' },
    ])
  })
})

describe('someone whose account was closed before their invitation came', () => {
  it('is asked for one more programme when it is open again', () => {
    const closed = follow(invite(aLeader(), others, now), { isActive: false }, now)
    const { sent, leader } = post(closed, now, aContext())
    expect(sent).toEqual([])
    const later = plus(now, { days: 3 })
    const both = aContext({ programmes: [aProgramme(), aProgramme({ id: others })] })
    expect(post(follow(leader, { isActive: true }, later), later, both).sent).toMatchObject([
      { kind: 'invitation', about: 'others' },
    ])
  })

  it('is invited when it is open again', () => {
    const invited = invite(named, tuesdays, now)
    const closed = follow(invited, { isActive: false }, now)
    const dropped = drop(closed, `invitation:${closed.id}`, now)
    const later = plus(now, { days: 50 })
    const open = follow(dropped, { isActive: true }, later)
    expect(post(open, later, aContext()).sent).toMatchObject([{ kind: 'invitation', about: 'tuesdays' }])
  })

  it('is invited once, where it is open again before the invitation was due to be given up', () => {
    const closed = follow(invite(named, tuesdays, now), { isActive: false }, now)
    const later = plus(now, { minutes: 1 })
    expect(post(follow(closed, { isActive: true }, later), later, aContext()).sent).toHaveLength(1)
  })
})

describe('someone who was taken out before their invitation came', () => {
  const soon = plus(now, { days: 3 })
  const both = aContext({ programmes: [aProgramme(), aProgramme({ id: others })] })

  it('is invited once they are named again', () => {
    const out = release(invite(named, tuesdays, now), tuesdays, now)
    expect(post(out, now, aContext()).sent).toEqual([])
    const again = invite(out, tuesdays, soon)
    expect(post(again, soon, aContext()).sent).toMatchObject([{ kind: 'invitation', about: 'tuesdays' }])
    expect(post(release(again, tuesdays, soon), soon, aContext()).sent).toEqual([])
  })

  it('is asked once they are named again for one more programme', () => {
    const out = release(invite(aLeader(), others, now), others, now)
    expect(post(out, now, both).sent).toEqual([])
    const again = invite(out, others, soon)
    expect(post(again, soon, both).sent).toMatchObject([{ kind: 'invitation', about: 'others' }])
    expect(post(declineToo(again, others, soon), soon, both).sent).toEqual([])
  })
})

describe('a question at once', () => {
  it('is for someone who has just started, and has a programme', () => {
    expect(mayAskNow(aLeader(), aContext())).toBe(true)
    expect(mayAskNow(aLeader({ stage: 'invited' }), aContext())).toBe(false)
    expect(mayAskNow(aLeader({ programmes: [] }), aContext())).toBe(false)
    const asked = aLeader({ deliveries: [aDelivery(at('2026-01-06 10:00'))] })
    expect(mayAskNow(asked, aContext())).toBe(false)
  })
})
