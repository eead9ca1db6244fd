// A partnership's month: known from the calendar and from what was posted before, and from nothing of anyone's.
import { describe, expect, it } from 'vitest'
import { conceptsOf, cycleEndedBy, teamQuestion } from '../../src/domain/edition.ts'
import { LocalTime, PromptId } from '../../src/domain/model.ts'
import type { Edition } from '../../src/domain/workspace.ts'
import { aContext, aPartnership, aProgramme, at, month, on, weekly } from './given.ts'

const context = aContext({ partnerships: [aPartnership()] })
const january = month('2026-01')
const february = month('2026-02')

describe('a partnership’s month', () => {
  it('names the concepts that its programmes asked about, from the calendar alone', () => {
    expect(conceptsOf(aPartnership(), january, context)).toEqual([
      'feeling',
      'perceiving',
      'balcony',
      'identify',
    ])
    // Tuesday the 31st of March is the review, which is about none.
    expect(conceptsOf(aPartnership(), month('2026-03'), context)).toEqual([
      'doing',
      'being',
      'attention',
      'give-back',
    ])
  })

  it('begins with the programme, and counts a week in the month of its own day', () => {
    const midMonth = aContext({ programmes: [aProgramme({ startsOn: on('2026-01-14') })] })
    expect(conceptsOf(aPartnership(), january, midMonth)).toEqual(['perceiving', 'identify'])
    const fridays = aContext({ programmes: [aProgramme({ schedule: weekly('Friday 10:00') })] })
    expect(conceptsOf(aPartnership(), february, fridays)).toEqual(['thinking', 'relating', 'regulate'])
    expect(conceptsOf(aPartnership(), month('2025-12'), context)).toEqual([])
  })

  it('has no theme of a programme in which each has their own', () => {
    const balance = aContext({ programmes: [aProgramme({ rotation: 'balance' })] })
    expect(conceptsOf(aPartnership(), january, balance)).toEqual([])
  })

  it('knows nothing of programmes that are not its own', () => {
    expect(conceptsOf(aPartnership({ programmes: [] }), january, context)).toEqual([])
  })

  it('ends a cycle once, with the digests of two months before it: two cycles never overlap', () => {
    const [march, april] = [month('2026-03'), month('2026-04')]
    const frozen = (ofCycle?: true) => ({
      at: at('2026-02-04 10:00'),
      figures: { about: [], ...(ofCycle && { ofCycle }) },
      concepts: [],
      named: [],
      unnamed: [],
      counted: [],
    })
    const had = (of: typeof march, ofCycle?: true): Edition => ({
      month: of,
      dueAt: at('2026-02-04 10:00'),
      missed: false,
      frozen: frozen(ofCycle),
    })
    const before = [had(january), had(february)]
    expect(cycleEndedBy(aPartnership(), before, february, context)).toBeUndefined()
    expect(cycleEndedBy(aPartnership(), before, march, context)).toEqual(before)
    // Its review week is half in March and half in April.
    const daily = aContext({
      programmes: [
        aProgramme({ schedule: { is: 'weekdays', weekdays: [2, 4], time: LocalTime.parse('09:00') } }),
      ],
      partnerships: [aPartnership()],
    })
    expect(cycleEndedBy(aPartnership(), before, march, daily)).toEqual(before)
    expect(cycleEndedBy(aPartnership(), [had(february), had(march)], april, daily)).toHaveLength(2)
    expect(cycleEndedBy(aPartnership(), [had(february), had(march, true)], april, daily)).toBeUndefined()
  })

  it('asks the team a question that it has not had, then the one it had longest ago', () => {
    const had = (...ids: string[]): Edition[] =>
      ids.map((id) => ({
        month: january,
        dueAt: at('2026-02-04 10:00'),
        missed: false,
        frozen: {
          at: at('2026-02-04 10:00'),
          figures: { about: [] },
          concepts: [],
          named: [],
          unnamed: [],
          counted: [],
          question: { id: PromptId.parse(id), text: id },
          small: false,
        },
      }))
    expect(teamQuestion([], context)?.id).toBe('team-1')
    expect(teamQuestion(had('team-1'), context)?.id).toBe('team-2')
    expect(teamQuestion(had('team-1', 'team-2'), context)?.id).toBe('team-1')
    expect(teamQuestion(had('team-2', 'team-1'), context)?.id).toBe('team-2')
    expect(teamQuestion([], aContext({ bank: { prompts: [] } }))).toBeUndefined()
  })
})
