// What a team writes down after it talked: for two working days, by anyone, and asked about by the next digest.
import { describe, expect, it } from 'vitest'
import {
  monthsShowing,
  openUntil,
  planToAskAbout,
  tooLate,
  withHappened,
  withoutWords,
  withTalk,
} from '../../src/domain/talk.ts'
import { Edition, type Partnership } from '../../src/domain/workspace.ts'
import { aPartnership, at, emptyPartnership, month, tsAt, zone } from './given.ts'

const north = aPartnership()
const [january, february, march] = [month('2026-01'), month('2026-02'), month('2026-03')]
const plan = { when: 'the rota is late', will: 'ring the ward' }
const posted = at('2026-02-04 10:00')

const edition = (of: string, rest: object = {}, frozen: object = {}): Edition =>
  Edition.parse({
    month: of,
    dueAt: posted,
    missed: false,
    ts: tsAt(posted),
    frozen: {
      at: posted,
      figures: { about: [] },
      concepts: [],
      named: [],
      unnamed: [],
      counted: [],
      small: false,
      ...frozen,
    },
    ...rest,
  })
const partnership = (...editions: Edition[]): Partnership => emptyPartnership({ editions })

describe('a talk', () => {
  it('is open to changes for two working days of the nation, to the same time of day', () => {
    expect(openUntil(posted, north)).toBe(at('2026-02-06 10:00'))
    // Thursday before Easter: Friday and Monday are holidays.
    expect(openUntil(at('2026-04-02 14:30'), north)).toBe(at('2026-04-08 14:30'))
    // Clocks go forward on the 29th of March.
    expect(openUntil(at('2026-03-27 10:00'), north)).toBe(at('2026-03-31 09:00'))
    const away = aPartnership({ nation: 'none', zone: zone('Pacific/Auckland') })
    expect(openUntil(at('2026-02-05 22:00'), away)).toBe(at('2026-02-09 22:00'))
  })

  it('keeps the days of its first writing, whoever changes it, and then stays as it is', () => {
    const first = withTalk(partnership(edition('2026-01')), january, undefined, posted, north)
    expect(first.editions[0]?.talk).toEqual({
      at: posted,
      openUntil: at('2026-02-06 10:00'),
      plan: undefined,
    })
    const later = withTalk(first, january, plan, at('2026-02-06 09:59'), north)
    expect(later.editions[0]?.talk).toEqual({ at: posted, openUntil: at('2026-02-06 10:00'), plan })
    expect(withTalk(later, january, undefined, at('2026-02-06 10:00'), north)).toBe(later)
    expect(tooLate(later, january, 'talk', at('2026-02-06 10:00'))).toBe('settled')
  })

  it('is taken until a newer digest stands in the channel', () => {
    const two = partnership(edition('2026-01'), edition('2026-02'))
    expect(tooLate(two, january, 'talk', posted)).toBe('another-since')
    expect(tooLate(two, february, 'talk', posted)).toBeUndefined()
    // One that was missed, or is not posted yet, is none.
    const next = partnership(edition('2026-01'), edition('2026-02', { ts: undefined, missed: true }))
    expect(tooLate(next, january, 'talk', posted)).toBeUndefined()
  })

  it('keeps nothing of who wrote it', () => {
    const kept = withTalk(partnership(edition('2026-01')), january, plan, posted, north)
    expect(Object.keys(kept.editions[0]?.talk ?? {}).toSorted()).toEqual(['at', 'openUntil', 'plan'])
  })
})

describe('the next digest', () => {
  const talk = { at: posted, openUntil: at('2026-02-06 10:00'), plan }
  const now = at('2026-03-04 10:00')

  it('asks about the newest plan, once it is no longer open to changes', () => {
    expect(planToAskAbout([], now)).toBeUndefined()
    expect(planToAskAbout([edition('2026-01', { talk: { ...talk, plan: undefined } })], now)).toBeUndefined()
    expect(planToAskAbout([edition('2026-01', { talk })], at('2026-02-06 09:59'))).toBeUndefined()
    expect(planToAskAbout([edition('2026-01', { talk })], now)).toBe(january)
    expect(planToAskAbout([edition('2026-01', { talk }), edition('2026-02', { talk })], now)).toBe(february)
  })

  it.each([
    [undefined, january],
    ['not-yet', january],
    ['done', undefined],
    ['partly', undefined],
    ['changed', undefined],
  ])(
    'after “%s” asks once more only where there is something left to ask, and never a third time',
    (is, asks) => {
      const happened = is && { is, openUntil: at('2026-03-06 10:00') }
      const asked = edition('2026-02', { happened }, { asks: january })
      expect(planToAskAbout([edition('2026-01', { talk }), asked], now)).toBe(asks)
      const again = edition('2026-03', { happened }, { asks: january })
      expect(planToAskAbout([edition('2026-01', { talk }), asked, again], now)).toBeUndefined()
    },
  )

  it('takes what became of it for two working days, and only where it asked', () => {
    const two = partnership(edition('2026-01', { talk }), edition('2026-02', {}, { asks: january }))
    const said = withHappened(two, february, { is: 'partly', line: 'Twice.' }, now, north)
    expect(said.editions[1]?.happened).toEqual({
      is: 'partly',
      line: 'Twice.',
      openUntil: at('2026-03-06 10:00'),
    })
    const changed = withHappened(said, february, { is: 'done' }, at('2026-03-05 10:00'), north)
    expect(changed.editions[1]?.happened).toEqual({ is: 'done', openUntil: at('2026-03-06 10:00') })
    expect(withHappened(changed, february, { is: 'partly' }, at('2026-03-06 10:00'), north)).toBe(changed)
    expect(withHappened(two, march, { is: 'done' }, now, north).editions).toEqual(two.editions)
    expect(
      withHappened(partnership(edition('2026-01')), january, { is: 'done' }, now, north).editions[0]
        ?.happened,
    ).toBeUndefined()
  })
})

describe('what a team wrote, once an admin took it out', () => {
  const talk = { at: posted, openUntil: at('2026-02-06 10:00'), plan }
  const happened = { is: 'partly', line: 'Mrs Canary was late.', openUntil: at('2026-03-06 10:00') }
  const now = at('2026-03-07 10:00')
  const said = partnership(
    edition('2026-01', { talk }),
    edition(
      '2026-02',
      { talk: { ...talk, plan: { when: 'we meet', will: 'listen' } }, happened },
      { asks: january },
    ),
  )

  it('stands nowhere any more, and nothing asks about it', () => {
    const without = withoutWords(said, january)
    expect(JSON.stringify(without)).not.toMatch(/rota|ward|Canary/)
    expect(monthsShowing(without, january)).toEqual([january, february])
    expect(without.editions[0]?.talk).toMatchObject({ at: posted, openUntil: talk.openUntil })
    expect(planToAskAbout(without.editions, now)).toBe(february)
    expect(
      planToAskAbout(withoutWords(partnership(edition('2026-01', { talk })), january).editions, now),
    ).toBe(undefined)
    // Nor does a form that was still open bring any of it back.
    expect(withHappened(without, february, { is: 'done', line: 'Mrs Canary again' }, posted, north)).toEqual(
      without,
    )
    expect(withoutWords(without, january)).toEqual(without)
  })

  it('leaves what was written under another digest, and what became of an earlier plan but for its words', () => {
    const without = withoutWords(said, february)
    expect(without.editions[0]).toEqual(said.editions[0])
    expect(without.editions[1]?.happened).toEqual({
      is: 'partly',
      line: undefined,
      openUntil: happened.openUntil,
    })
    expect(without.editions[1]?.talk?.plan).toBeUndefined()
    expect(monthsShowing(without, february)).toEqual([february])
  })
})
