// What a channel is told when it is linked: of its set-up and of what all in it can see, and nothing of anyone.
import { describe, expect, it } from 'vitest'
import { introductionOf } from '../../src/domain/introduction.ts'
import { newPartnership } from '../../src/domain/partnership.ts'
import type { Programme } from '../../src/domain/workspace.ts'
import { aPartnership, aProgramme, at } from './given.ts'

const north = aPartnership()
const linked = newPartnership(north.id, at('2026-01-10 09:00'))
const of = (programmes: Programme[], readers = 12, isShared = false) =>
  introductionOf(linked, north, { programmes }, { isShared, members: Array.from({ length: readers }) })

describe('an introduction', () => {
  it('says on which day the digest comes, and when the first', () => {
    expect(of([aProgramme()])).toMatchObject({ workingDay: 3, firstAt: at('2026-02-04 10:00') })
  })

  it('says how often people are asked, where all of its programmes ask alike', () => {
    const fortnightly = { is: 'fortnightly', weekday: 2, time: '09:00' } as Programme['schedule']
    const others = aProgramme({ id: 'others' as never, schedule: fortnightly })
    const both = aPartnership({ programmes: [...north.programmes, others.id] })
    const often = (programmes: Programme[]) =>
      introductionOf(linked, both, { programmes }, { isShared: false, members: [] }).often
    expect(often([])).toBe('weekly')
    expect(often([others])).toBe('fortnightly')
    expect(often([others, aProgramme()])).toBe('cron')
    // One that is over asks nobody.
    expect(often([others, aProgramme({ endedAt: at('2026-01-09 09:00') })])).toBe('fortnightly')
  })

  it('names each privacy contact of its programmes once, and none of other programmes', () => {
    const contact = (id: string, privacyContact: string) => aProgramme({ id: id as never, privacyContact })
    const both = aPartnership({ programmes: ['a', 'b', 'c'].map((id) => id as never) })
    const programmes = [
      contact('a', 'privacy@a.example'),
      contact('b', ' privacy@a.example '),
      contact('c', ''),
      contact('d', 'privacy@d.example'),
    ]
    const { privacyContacts } = introductionOf(linked, both, { programmes }, { isShared: false, members: [] })
    expect(privacyContacts).toEqual(['privacy@a.example'])
  })

  it('says what a small group gets, where fewer can read the channel than figures take', () => {
    expect(of([], 7).fewest).toBe(8)
    expect(of([], 8)).not.toHaveProperty('fewest')
  })

  it('is the same whoever takes part: people, pauses and names of programmes are not in it', () => {
    const said = JSON.stringify(of([aProgramme({ name: 'Canary', people: ['UCANARY' as never] })]))
    expect(said.toLowerCase()).not.toContain('canary')
  })
})
