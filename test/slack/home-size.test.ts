// Slack shows 100 blocks in a Home. Whoever leads in many partnerships and is an admin too still has all of it.
import type { HomeView } from '@slack/types'
import { describe, expect, it } from 'vitest'
import type { AdminHome, Home, LeaderHome } from '../../src/flows/read-home.ts'
import { en } from '../../src/locales/en.ts'
import { faultsOfView } from '../../src/sandbox/block-rules.ts'
import { adminsModal } from '../../src/slack/modals/admins.ts'
import { programmesModal } from '../../src/slack/modals/programmes.ts'
import { sharingModal } from '../../src/slack/modals/sharing.ts'
import { homeView } from '../../src/slack/views/home.ts'
import { at, month, on, partnershipId } from '../domain/given.ts'

const many = <T>(n: number, each: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => each(i))
const now = at('2026-01-06 09:00')

/** Someone with all that a Home can have, in so many partnerships, in each of which something waits for their yes. */
const leader = (stage: LeaderHome['stage'], partnerships: number): LeaderHome => ({
  stage,
  pausedUntil: on('2026-02-02'),
  next: now,
  nextDigest: now,
  programmePauses: many(6, (i) => ({
    name: `Programme ${i}`,
    until: on('2026-02-02'),
    reason: 'Why. '.repeat(30),
  })),
  open: { delivery: 'd' as never, text: 'What happened?', closesAt: now },
  mayAskNow: true,
  hasProgramme: true,
  mayAccept: true,
  words: 'shown',
  asked: { weekday: 2, time: '09:00' as never, everyWeeks: 1 },
  challenge: { name: 'Winter beds', placed: 'adaptive' },
  earlierChallenges: 3,
  sinceLookBack: { at: now, replies: 3, concepts: ['feeling'] },
  plans: many(20, (i) => ({ reflection: `r${i}` as never, madeAt: now, dueOn: on('2026-02-02') })),
  replies: 40,
  lackingWords: 2,
  coverage: [{ concept: 'feeling', replies: 40 }],
  digests: [{ month: month('2025-12'), at: now }],
  partnerships: many(partnerships, (i) => ({
    id: partnershipId(`p${i}`),
    name: `#north-${i}`,
    optedIn: i % 2 === 0,
    waiting: 1,
    agreed: 1,
  })),
})

const admin: AdminHome = {
  programmes: many(30, (i) => ({
    id: `P${i}` as never,
    name: `Programme ${i}`,
    schedule: { is: 'weekly', weekday: 2, time: '09:00' as never },
    clock: 'leader',
    zone: 'Europe/London' as never,
    missing: ['purpose'],
    isLost: true,
    asksNothing: true,
    invited: 9,
  })),
  troubles: many(9, (i) => ({ name: `#north-${i}`, channel: 'C1' as never, is: 'archived' as const })),
  missed: many(9, (i) => ({ name: `#north-${i}`, month: month('2025-12') })),
  doubts: many(9, (i) => ({ partnership: partnershipId(`p${i}`), name: `#north-${i}`, key: `k${i}` })),
  opens: {
    partnerships: 30,
    prompts: { on: 200, off: 2 },
    delivery: { troubles: 1, unreachable: 1 },
    audit: true,
    admins: true,
  },
}
// Words and places of an organisation's own, until they take four sections.
const help: Home['help'] = many(10, (i) => ({
  tier: 'both' as const,
  name: `Helpline ${i}`,
  says: 'Someone will listen. '.repeat(40),
  contact: 'Call 116 123',
}))

const faults = (home: Home) => faultsOfView(homeView(home, en))
const valuesIn = ({ blocks }: Pick<HomeView, 'blocks'>): string[] =>
  [...JSON.stringify(blocks).matchAll(/"value":"(p\d+)"/g)].map(([, value]) => value ?? '')

describe('the fullest Home', () => {
  it('says how much more there is to tell an admin than it shows', () => {
    const view = JSON.stringify(homeView({ leader: undefined, admin, help: [] }, en))
    expect(view).toContain('There are 15 more.')
    const few = { ...admin, troubles: admin.troubles.slice(0, 4), missed: [], doubts: [] }
    expect(JSON.stringify(homeView({ leader: undefined, admin: few, help: [] }, en))).not.toContain(
      'as you deal with these',
    )
    const named = many(23, (i) => `U${i}`)
    expect(JSON.stringify(adminsModal({ appointed: [], named }, en))).toContain('<@U19> and 3 more.')
    expect(JSON.stringify(adminsModal({ appointed: [], named: named.slice(0, 20) }, en))).toContain('<@U19>.')
  })

  it.each(['active', 'paused', 'resting', 'left'] as const)('keeps Slack’s limits: %s', (stage) => {
    expect(faults({ leader: leader(stage, 200), admin, help })).toEqual([])
  })

  it('leaves no programme out of reach: those that are over come last, and all are in a window', () => {
    const programmes = (admin.programmes ?? []).map((it, i) => ({
      ...it,
      ...(i > 3 && { ended: on('2026-01-05') }),
    }))
    const view = homeView({ leader: undefined, admin: { ...admin, programmes }, help: [] }, en)
    const named = (of: object) =>
      [...JSON.stringify(of).matchAll(/Programme (\d+)\*/g)].map(([, n]) => Number(n))
    expect(named(view).slice(0, 5)).toEqual([3, 2, 1, 0, 29])
    expect(JSON.stringify(view)).toContain('18 more programmes stand in a window of their own')
    const window = programmesModal(programmes, 0, en)
    expect(faultsOfView(window)).toEqual([])
    expect(named(window).toSorted((a, b) => a - b)).toEqual(many(30, (i) => i))
  })

  it('leaves no partnership out of reach: what has no room stands in a window, with the same buttons', () => {
    const leads = leader('active', 40)
    const view = homeView({ leader: leads, admin, help }, en)
    expect(valuesIn(view).length).toBeLessThan(40)
    expect(JSON.stringify(view)).toContain('34 more partnerships of yours are in a window of their own.')
    expect(new Set(valuesIn(sharingModal(leads, en)))).toEqual(new Set(many(40, (i) => `p${i}`)))
  })

  it('shows those in which something waits before the others, and then those in which something has a yes', () => {
    const { partnerships, ...rest } = leader('active', 10)
    const last = partnerships.map((it, i) => ({
      ...it,
      waiting: i === 9 ? 2 : 0,
      agreed: i === 8 || i === 9 ? 1 : 0,
    }))
    const view = homeView({ leader: { ...rest, partnerships: last }, admin: undefined, help: [] }, en)
    expect([...new Set(valuesIn(view))].slice(0, 3)).toEqual(['p9', 'p8', 'p0'])
  })

  it('has no window where there is room for all', () => {
    const view = homeView({ leader: leader('active', 6), admin: undefined, help: [] }, en)
    expect(JSON.stringify(view)).not.toContain('more partnership')
  })

  it('says so where someone who has left stopped the last of them in that window', () => {
    const { partnerships } = leader('left', 7)
    const stopped = partnerships.map((it) => ({ ...it, optedIn: false }))
    const window = sharingModal({ stage: 'left', partnerships: stopped }, en)
    expect(faultsOfView(window)).toEqual([])
    expect(JSON.stringify(window)).toContain('You take part in no digest now.')
  })
})
