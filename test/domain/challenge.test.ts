// The live challenge: one at most, under its leader's own name, with every call that they made of it.
import { describe, expect, it } from 'vitest'
import {
  asksForChallenge,
  type ChallengeSaid,
  challengeToRecall,
  liveChallenge,
  longestName,
  recallsChallenge,
  sayOfChallenge,
} from '../../src/domain/challenge.ts'
import { ownMonth } from '../../src/domain/digest.ts'
import { type Concept, concepts, type Leader } from '../../src/domain/model.ts'
import { recordWritten } from '../../src/domain/reflection.ts'
import { screened } from '../../src/domain/set-aside.ts'
import { aDelivery, aLeader, at, safety } from './given.ts'

const week = (n: number) => at(`2026-0${1 + Math.floor(n / 4)}-0${1 + (n % 4)} 10:00`)
/** What was said of a challenge, week by week. */
const said = (...all: ChallengeSaid[]): Leader =>
  all.reduce((leader, it, n) => sayOfChallenge(leader, it, week(n)), aLeader())

describe('a challenge', () => {
  it('is named, and placed as technical, adaptive or both', () => {
    const leader = said({ name: 'The ward at night', placed: 'adaptive' })
    expect(leader.challenges).toEqual([
      {
        name: 'The ward at night',
        namedAt: week(0),
        placed: [{ as: 'adaptive', at: week(0) }],
        state: { is: 'live' },
      },
    ])
    expect(liveChallenge(leader)?.name).toBe('The ward at night')
  })

  it('whose name sounds like distress is kept and not brought up; what its leader says of that holds', () => {
    const before = said({ name: 'Night rota' })
    const named = (name: string, isSame = true) =>
      screened(before, sayOfChallenge(before, { name, isSame }, week(2)), safety)
    const dark = named('I want to die')
    expect(liveChallenge(dark)?.setAside).toBe(true)
    expect(challengeToRecall(dark)).toBeUndefined()
    expect(liveChallenge(named('I want to die', false))?.setAside).toBe(true)
    expect(named('Who owns the rota').challenges.some(({ setAside }) => setAside)).toBe(false)
    const lifted = screened(dark, sayOfChallenge(dark, { setAside: false, placed: 'both' }, week(3)), safety)
    expect(challengeToRecall(lifted)?.name).toBe('I want to die')
    // The same mark for any name, so that it tells nothing of why it is there.
    const asWished = sayOfChallenge(before, { setAside: true }, week(2))
    expect(liveChallenge(asWished)).toEqual({ ...liveChallenge(before), setAside: true })
    const month = { ...asWished, digests: [{ month: '2026-01' as never, at: week(3), missed: false }] }
    const shown = ownMonth(month, '2026-01' as never, true)
    expect(shown?.challenges).toMatchObject([{ is: 'live', name: undefined }])
  })

  it('can be named now and placed later, but not placed without a name', () => {
    expect(said({ name: 'The ward at night' }, { placed: 'both' }).challenges).toMatchObject([
      { name: 'The ward at night', placed: [{ as: 'both', at: week(1) }] },
    ])
    expect(said({ placed: 'both' }).challenges).toEqual([])
    expect(said({}).challenges).toEqual([])
    expect(said({ name: '   ' }).challenges).toEqual([])
  })

  it('placed anew is recorded where it differs, and only there', () => {
    const leader = said(
      { name: 'Beds', placed: 'technical' },
      { name: 'Beds', placed: 'technical' },
      { placed: 'adaptive' },
      { placed: 'adaptive' },
      { placed: 'technical' },
    )
    expect(leader.challenges[0]?.placed).toEqual([
      { as: 'technical', at: week(0) },
      { as: 'adaptive', at: week(2) },
      { as: 'technical', at: week(4) },
    ])
  })

  it('by a better name is the same one still, with every call of it', () => {
    const leader = said(
      { name: 'Beds', placed: 'technical' },
      { name: 'Beds at night', isSame: true, placed: 'adaptive' },
    )
    expect(leader.challenges).toMatchObject([
      { name: 'Beds at night', namedAt: week(0), placed: [{ as: 'technical' }, { as: 'adaptive' }] },
    ])
  })

  it('under another name is another one, and the one before is parked', () => {
    const leader = said({ name: 'Beds', placed: 'technical' }, { name: 'Trust', placed: 'adaptive' })
    expect(leader.challenges).toMatchObject([
      { name: 'Beds', placed: [{ as: 'technical' }], state: { is: 'parked', at: week(1) } },
      { name: 'Trust', placed: [{ as: 'adaptive', at: week(1) }], state: { is: 'live' } },
    ])
  })

  it('keeps its name when the form comes back with the same, spaces or not, or with none', () => {
    const named = said({ name: 'Beds' })
    for (const name of ['Beds', ' Beds ', '', undefined]) {
      expect(sayOfChallenge(named, { name }, week(1)).challenges).toEqual(named.challenges)
    }
  })

  it('is parked or closed when they say so; then nothing is live until they name one', () => {
    for (const then of ['parked', 'closed'] as const) {
      const leader = said({ name: 'Beds' }, { placed: 'both', state: then })
      expect(leader.challenges).toMatchObject([
        { name: 'Beds', placed: [{ as: 'both' }], state: { is: then, at: week(1) } },
      ])
      expect(liveChallenge(leader)).toBeUndefined()
      expect(sayOfChallenge(leader, { placed: 'technical' }, week(2)).challenges).toEqual(leader.challenges)
      expect(liveChallenge(sayOfChallenge(leader, { name: 'Beds' }, week(3)))?.namedAt).toBe(week(3))
    }
    expect(liveChallenge(said({ name: 'Beds' }, { state: 'live' }))?.name).toBe('Beds')
  })

  it('is one at most, whatever is said in whatever order', () => {
    const names = ['Beds', 'Trust', undefined]
    const thens = ['live', 'parked', 'closed', undefined] as const
    let leader = aLeader()
    for (let n = 0; n < 60; n += 1) {
      leader = sayOfChallenge(
        leader,
        { name: names[(n * 7) % 3], state: thens[(n * 5) % 4] },
        at('2026-01-06 10:00'),
      )
      expect(leader.challenges.filter(({ state }) => state.is === 'live').length).toBeLessThanOrEqual(1)
    }
    expect(leader.challenges.length).toBeGreaterThan(3)
  })

  it('has a short name', () => {
    const name = liveChallenge(said({ name: 'x'.repeat(200) }))?.name
    expect(name).toHaveLength(longestName)
  })

  it('is said in the form of a reply', () => {
    const delivery = aDelivery(week(0))
    const reply = { added: 'Beds again', parts: {}, about: [], shares: {} }
    const leader = recordWritten(
      aLeader({ deliveries: [delivery] }),
      { delivery: delivery.id },
      { ...reply, challenge: { name: 'Beds', placed: 'both' } },
      week(0),
    )
    expect(liveChallenge(leader)).toMatchObject({ name: 'Beds', placed: [{ as: 'both' }] })
  })
})

describe('the questions', () => {
  const about = (concept: Concept | undefined) => {
    const delivery = aDelivery(week(0))
    return { ...delivery, prompt: { ...delivery.prompt, concept } }
  }

  it('at which it is named are those that identify a challenge; those met with it in mind, the moves after', () => {
    expect(concepts.filter((it) => asksForChallenge(about(it)))).toEqual(['identify'])
    expect(concepts.filter((it) => recallsChallenge(about(it)))).toEqual([
      'balcony',
      'regulate',
      'attention',
      'give-back',
    ])
    expect([asksForChallenge(about(undefined)), recallsChallenge(about(undefined))]).toEqual([false, false])
  })
})
