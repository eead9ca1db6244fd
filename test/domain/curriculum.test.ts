// The week's theme and the choice of a question: the same for everyone in a programme, and by the rules.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, plus, weeksBetween } from '../../src/domain/calendar.ts'
import { asAsked, choosePrompt, themeOf, weekOfCycle } from '../../src/domain/curriculum.ts'
import { skip, swap, swapBack } from '../../src/domain/delivery.ts'
import {
  type Concept,
  type Delivery,
  type Leader,
  type Level,
  type LocalDate,
  levels,
  ProgrammeId,
  type Theme,
} from '../../src/domain/model.ts'
import { type Bank, type Prompt, promptLevels } from '../../src/domain/prompt.ts'
import {
  aBank,
  aContext,
  aDelivery,
  aLeader,
  aProgramme,
  aPrompt,
  aReflection,
  at,
  conceptIn,
  every,
  live,
  on,
  zone,
} from './given.ts'

const feeling = { kind: 'weekly', concept: 'feeling' } as const
const about = (concept: Concept): Theme => ({ kind: 'weekly', concept })

const askedAs = (prompt: Prompt): Delivery['prompt'] => {
  const asked = asAsked(prompt)
  if (!asked) throw new Error('a team question is not asked of one leader')
  return asked
}

/** What was asked before, oldest first. */
const asked = (...prompts: Prompt[]): Delivery[] =>
  prompts.map((prompt, i) => {
    return aDelivery(at(`2026-01-0${1 + (i % 9)} 10:00`), { prompt: askedAs(prompt) })
  })

const chosenFrom = (theme: Theme, level: Level | undefined, history: Delivery[], bank: Bank) =>
  choosePrompt({ theme, weekOf: on('2026-03-02'), week: 8, level, history, bank })

const choose = (prompts: Prompt[], history: Delivery[] = [], level?: Level, theme: Theme = feeling) =>
  chosenFrom(theme, level, history, { prompts })?.id

describe('the theme of a week', () => {
  it('goes through the cycle of thirteen weeks, and begins again', () => {
    const programme = aProgramme({ startsOn: on('2026-01-07') })
    const cycle = Array.from({ length: 14 }, (_, week) => {
      const theme = themeOf(programme, addDays(on('2026-01-05'), 7 * week))
      return theme?.kind === 'weekly' ? theme.concept : theme?.kind
    })
    expect(cycle).toEqual([
      'feeling',
      'identify',
      'perceiving',
      'balcony',
      'thinking',
      'relating',
      'regulate',
      'look-back',
      'attention',
      'doing',
      'give-back',
      'being',
      'review',
      'feeling',
    ])
    expect(themeOf(programme, on('2025-12-29'))).toBeUndefined()
  })

  it('is the same for everyone in the programme, wherever they are, whatever they chose, whenever they joined', () => {
    const joinedLate = aLeader({ since: at('2026-02-01 12:00'), settings: { level: 'team' } })
    const people = [
      aLeader(),
      aLeader({
        settings: { level: 'citizen', at: every('Saturday 21:00'), zone: zone('Pacific/Auckland') },
      }),
      aLeader({ settings: { level: 'senior', zone: zone('America/New_York'), nation: 'none' } }),
      joinedLate,
    ]
    const themes = people.map((leader) => {
      const life = {
        from: leader.stage.since,
        until: at('2026-04-05 00:00'),
        context: aContext(),
        answersAfter: () => 1,
      }
      const { deliveries } = live(leader, life).leader
      return new Map(deliveries.map(({ weekOf, prompt }) => [weekOf, prompt.concept ?? prompt.kind]))
    })
    const [first, ...others] = themes
    const ofNewcomer = others.pop()
    for (const other of others) expect(other).toEqual(first)
    expect(first?.size).toBe(13)
    // Three weeks in, there are no words of their own to look back on: the challenge is named in that week instead.
    expect(ofNewcomer?.size).toBe(9)
    const different = [...(ofNewcomer ?? [])].filter(([week, theme]) => first?.get(week) !== theme)
    expect(different).toEqual([['2026-02-23', 'identify']])
    expect(first?.get(on('2026-02-23'))).toBe('look-back')
  })
})

describe('a cycle that an admin wrote', () => {
  it('goes round by itself, and each of its weeks knows its place', () => {
    const rotation: Theme[] = [about('being'), { kind: 'review' }, about('doing')]
    const programme = aProgramme({ rotation })
    const mondays = [0, 1, 2, 3, 4].map((week) => addDays(on('2026-01-05'), 7 * week))
    expect(mondays.map((monday) => themeOf(programme, monday))).toEqual([
      ...rotation,
      ...rotation.slice(0, 2),
    ])
    expect(mondays.map((monday) => weekOfCycle(programme, monday))).toEqual([0, 1, 2, 0, 1])
    expect(weekOfCycle(programme, on('2025-12-29'))).toBeUndefined()
  })
})

describe('the rotation by balance', () => {
  const context = aContext({ programmes: [aProgramme({ rotation: 'balance' })] })
  const inTurn = [
    'feeling',
    'identify',
    'perceiving',
    'balcony',
    'thinking',
    'relating',
    'regulate',
    'attention',
    'doing',
    'give-back',
    'being',
  ]
  /** What is asked week by week of someone who answers, or skips, so that they are asked on. */
  const askedWith = (answers: (id: string) => boolean, weeks: number) => {
    const life = {
      from: at('2026-01-04 12:00'),
      until: plus(at('2026-01-05 00:00'), { days: 7 * weeks }),
      context,
    }
    const acts = Array.from({ length: weeks }, (_, week) => {
      const moment = plus(at('2026-01-06 10:30'), { days: 7 * week })
      return {
        at: moment,
        act: (it: Leader) => {
          const last = it.deliveries.at(-1)
          return last && !answers(last.id) ? skip(it, last.id, moment) : it
        },
      }
    })
    const { leader } = live(aLeader(), { ...life, acts, answersAfter: (id) => (answers(id) ? 1 : undefined) })
    return leader.deliveries.map(({ prompt }) => prompt.concept)
  }

  it('asks of each what they never answered, in the order of the cycle, then what they answered longest ago', () => {
    expect(askedWith(() => true, 13)).toEqual([...inTurn, 'feeling', 'identify'])
  })

  it('brings no concept twice in a row to someone who answers none, and leaves none out', () => {
    expect(askedWith(() => false, 12)).toEqual([...inTurn, 'feeling'])
  })

  it('comes back to what was not answered before what was', () => {
    const feelingAndPerceiving = (id: string) => !/2026-01-05|2026-01-19/.test(id)
    expect(askedWith(feelingAndPerceiving, 14)).toEqual([...inTurn, 'feeling', 'perceiving', 'identify'])
  })

  it('is each leader’s own', () => {
    const monday = on('2026-01-12')
    const [programme] = context.programmes
    const of = (leader: Leader) => themeOf(programme!, monday, leader)
    const answered = aLeader({
      deliveries: [aDelivery(at('2026-01-06 10:00'))],
      reflections: [
        aReflection('a', 'Heard', { delivery: aDelivery(at('2026-01-06 10:00')).id, concept: 'feeling' }),
      ],
    })
    expect(of(aLeader())).toEqual(about('feeling'))
    expect(of(answered)).toEqual(about('identify'))
    expect(themeOf(programme!, on('2025-12-29'), answered)).toBeUndefined()
  })
})

describe('the choice of a question', () => {
  const light = aPrompt('light')
  const deep = aPrompt('deep', { depth: 'deep' })
  const strength = aPrompt('strength', { valence: 'strength' })
  const forTeams = aPrompt('for-teams', { level: 'team' })

  it('is never a second deep one in a row, even where the light one was seen before', () => {
    expect(choose([deep, light], asked(light, aPrompt('before', { depth: 'deep' })))).toBe('light')
    expect(choose([deep], asked(deep))).toBe('deep')
  })

  it('is one that was never seen, then the one seen longest ago', () => {
    const [a, b, c] = [aPrompt('a'), aPrompt('b'), aPrompt('c')]
    expect(choose([a, b, c], asked(a, c))).toBe('b')
    expect(choose([a, b, c], asked(b, c, a))).toBe('b')
    expect(choose([a, b, c], asked(b, c, a, b))).toBe('c')
  })

  it('is a strength once two in a row were none, so that one in four is, though one week has none to ask', () => {
    expect(choose([light, strength], asked(aPrompt('x')))).toBe('light')
    expect(choose([light, strength], asked(aPrompt('x'), aPrompt('y')))).toBe('strength')
    const recent = aPrompt('z', { valence: 'strength' })
    expect(choose([light, strength], asked(aPrompt('x'), recent))).toBe('light')
    expect(choose([strength], asked(aPrompt('x'), recent))).toBe('strength')
  })

  it('is nothing of the last 18 months, where there is anything else; then again the one seen longest ago', () => {
    const seen = (id: string, weekOf: string) => ({ ...asked(aPrompt(id))[0]!, weekOf: on(weekOf) })
    // 78 weeks before the week that is asked for, Monday 2 March 2026.
    const longAgo = seen('light', '2024-09-02')
    const lately = seen('light', '2024-09-09')
    expect(choose([light, strength], [longAgo, seen('strength', '2025-03-03')])).toBe('light')
    expect(choose([light], [lately])).toBe('light')
    const both = [seen('strength', '2025-03-03'), seen('light', '2025-06-02')]
    expect(choose([light, strength], both)).toBe('strength')
  })

  it('is on citizens’ leadership once in each cycle, and no oftener where there is a choice', () => {
    const onCitizens = aPrompt('on-citizens', { citizen: ['tokenism'] })
    const chosen = (weekOf: string, week: number, history: Delivery[]) =>
      choosePrompt({
        theme: feeling,
        weekOf: on(weekOf),
        week,
        level: undefined,
        history,
        bank: {
          prompts: [aPrompt('plain'), onCitizens, aPrompt('on-citizens-too', { citizen: ['tokenism'] })],
        },
      })?.id
    const metOn = (monday: string) => [{ ...asked(onCitizens)[0]!, weekOf: on(monday) }]
    expect(chosen('2026-03-02', 8, [])).toBe('on-citizens')
    expect(chosen('2026-03-02', 8, metOn('2026-01-05'))).toBe('plain')
    // Before this cycle began, on 5 January.
    expect(chosen('2026-03-02', 8, metOn('2025-12-29'))).toBe('on-citizens-too')
  })

  it('is light where next week has nothing but deep ones, so that two in a row need not be', () => {
    const next = { kind: 'weekly', concept: 'thinking' } as const
    const only = (depth: 'light' | 'deep') => ({
      prompts: [deep, light, aPrompt('next', { concept: 'thinking', depth })],
    })
    const chosen = (depth: 'light' | 'deep') =>
      choosePrompt({
        theme: feeling,
        weekOf: on('2026-03-02'),
        week: 8,
        level: undefined,
        history: [],
        bank: only(depth),
        nextTheme: next,
      })?.id
    expect(chosen('light')).toBe('deep')
    expect(chosen('deep')).toBe('light')
  })

  it('is one worded for the leader’s own level before one for all, and never for another’s', () => {
    expect(choose([light, forTeams], [], 'team')).toBe('for-teams')
    expect(choose([forTeams, light], [], 'senior')).toBe('light')
    expect(choose([forTeams, light])).toBe('light')
    expect(choose([forTeams], [], 'senior')).toBeUndefined()
  })

  it('may ask for a diagnosis where the challenge is identified, and nowhere else', () => {
    const diagnosis = aPrompt('diagnosis', { kind: 'diagnosis', concept: 'identify' })
    const theme = { kind: 'weekly', concept: 'identify' } as const
    expect(chosenFrom(theme, undefined, [], { prompts: [diagnosis] })?.id).toBe('diagnosis')
    expect(choose([diagnosis])).toBeUndefined()
  })

  it('never is a question for a team', () => {
    const prompts = [aPrompt('team', { kind: 'team', concept: 'feeling' })]
    for (const theme of [feeling, { kind: 'look-back' } as const, { kind: 'review' } as const]) {
      expect(chosenFrom(theme, undefined, [], { prompts })).toBeUndefined()
    }
  })
})

describe('in any bank, with any history', () => {
  const aLevel = fc.option(fc.constantFrom<Level>(...levels), { nil: undefined })
  type Week = { concept: Concept; away: number }
  const someWeeks = fc.array(
    fc.record({
      concept: fc.integer({ min: 0, max: 1 }).map(conceptIn),
      away: fc.constantFrom(0, 0, 0, 0, 3, 20),
    }),
    { maxLength: 30 },
  )
  const anyBank = fc
    .array(
      fc.record({
        level: fc.constantFrom(...promptLevels),
        depth: fc.constantFrom('light' as const, 'deep' as const),
        valence: fc.constantFrom('strength' as const, 'neutral' as const, 'difficulty' as const),
        concept: fc.integer({ min: 0, max: 1 }).map(conceptIn),
        citizen: fc.constantFrom<Prompt['citizen']>([], [], ['tokenism']),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((all) => all.map((rest, i) => aPrompt(`prompt-${i}`, rest)))

  /** Some years of weeks of one theme or another, with time away between, each choice added to the history. */
  const someYears = (bank: Prompt[], level: Level | undefined, weeks: Week[]) => {
    const history: Delivery[] = []
    const steps: {
      chosen: Prompt
      before: Delivery[]
      options: Prompt[]
      weekOf: LocalDate
      week: number
    }[] = []
    let number = 0
    for (const { concept, away } of weeks) {
      number += 1 + away
      const weekOf = addDays(on('2026-01-05'), 7 * number)
      const week = number % 13
      const options = bank.filter(
        (it) => it.concept === concept && (it.level === 'all' || it.level === level),
      )
      const theme = { kind: 'weekly', concept } as const
      const chosen = choosePrompt({ theme, weekOf, week, level, history, bank: { prompts: bank } })
      expect(chosen === undefined).toBe(options.length === 0)
      if (!chosen) continue
      steps.push({ chosen, before: [...history], options, weekOf, week })
      history.push(...asked(chosen).map((it) => ({ ...it, weekOf, week })))
    }
    return steps
  }

  it('no rule is broken while it could be kept, and of two rules the earlier one holds', () => {
    fc.assert(
      fc.property(anyBank, aLevel, someWeeks, (bank, level, weeks) => {
        for (const { chosen, before, options, weekOf, week } of someYears(bank, level, weeks)) {
          let left = options
          const holds = (rule: string, keeps: (it: Prompt) => boolean) => {
            const kept = left.filter(keeps)
            if (kept.length === 0) return
            left = kept
            expect(left, rule).toContain(chosen)
          }
          const lastAsked = (it: Prompt) => before.findLast(({ prompt }) => prompt.id === it.id)
          const isStrength = ({ valence }: { valence: string }) => valence === 'strength'

          if (before.at(-1)?.prompt.depth === 'deep') {
            holds('never two deep in a row', ({ depth }) => depth === 'light')
          }
          holds('nothing of the last 18 months', (it) => {
            const last = lastAsked(it)
            return !last || weeksBetween(last.weekOf, weekOf) >= 78
          })
          const lastTwo = before.slice(-2)
          const strengthIsDue = lastTwo.length === 2 && !lastTwo.some(({ prompt }) => isStrength(prompt))
          if (strengthIsDue) holds('a strength after two that were none', isStrength)
          const ofCycle = before.filter((it) => weeksBetween(it.weekOf, weekOf) <= week)
          if (!ofCycle.some(({ prompt }) => prompt.onCitizens)) {
            holds('one question on citizens’ leadership in a cycle', ({ citizen }) => citizen.length > 0)
          } else if (level !== 'citizen') {
            holds('and then no more of them', ({ citizen }) => citizen.length === 0)
          }
          holds('never seen before seen', (it) => !lastAsked(it))
          holds('the own level before all', (it) => it.level === level)
          const age = (it: Prompt) => before.findLastIndex(({ prompt }) => prompt.id === it.id)
          holds('deep ones while they may be', ({ depth }) => depth === 'deep')
          if (!strengthIsDue) holds('strengths are kept for when they are due', (it) => !isStrength(it))
          holds('then the least recent', (it) => age(it) === Math.min(...left.map(age)))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('the same history gives the same choice', () => {
    fc.assert(
      fc.property(anyBank, aLevel, someWeeks, (bank, level, weeks) => {
        const ids = () => someYears(bank, level, weeks).map(({ chosen }) => chosen.id)
        expect(ids()).toEqual(ids())
      }),
      { numRuns: 50 },
    )
  })
})

describe('Another question', () => {
  const programme = aProgramme()
  const open = (prompt: Prompt, rest: Partial<Delivery> = {}) =>
    aDelivery(at('2026-01-06 10:00'), { prompt: askedAs(prompt), ...rest })
  const [plain, deep, strength] = aBank().prompts.filter(({ concept }) => concept === 'feeling')

  it('is a different one of the same theme, and is had once', () => {
    const leader = aLeader({ deliveries: [open(plain!)] })
    const [delivery] = leader.deliveries
    const swapped = swap(leader, delivery!.id, aContext())
    expect(swapped.deliveries[0]).toMatchObject({
      prompt: { concept: 'feeling' },
      swapped: [plain!.id],
      state: { is: 'open' },
    })
    expect(swapped.deliveries[0]?.prompt.id).not.toBe(plain!.id)
    expect(swap(swapped, delivery!.id, aContext())).toEqual(swapped)
  })

  it('was seen as well where they went back to the first, and comes no second time soon', () => {
    const [first, another, third] = ['first', 'another', 'third'].map((id) => aPrompt(id))
    const bank = { prompts: [first!, another!, third!] }
    const leader = aLeader({ deliveries: [open(first!)] })
    const id = leader.deliveries[0]!.id
    const swapped = swap(leader, id, aContext({ bank }))
    const shown = swapped.deliveries[0]?.prompt.id
    const back = swapBack(swapped, id, aContext({ bank }))
    expect(back.deliveries[0]?.prompt.id).toBe('first')
    const next = chosenFrom(feeling, undefined, back.deliveries, bank)
    expect(['another', 'third'].filter((it) => it !== shown)).toEqual([next?.id])
  })

  it('is not to be had where there is only one, nor for a question that is over', () => {
    const only = aContext({ bank: { prompts: [plain!] } })
    const leader = aLeader({ deliveries: [open(plain!)] })
    expect(swap(leader, leader.deliveries[0]!.id, only)).toEqual(leader)
    const over = aLeader({
      deliveries: [open(plain!, { state: { is: 'closed', at: at('2026-01-12 10:00') } })],
    })
    expect(swap(over, over.deliveries[0]!.id, aContext())).toEqual(over)
  })

  it('is not a deep one after a deep one, though the one put aside was light', () => {
    const before = aDelivery(at('2026-01-01 10:00'), {
      id: 'others.2025-12-29' as Delivery['id'],
      programme: ProgrammeId.parse('others'),
      prompt: askedAs(aPrompt('deep-before', { depth: 'deep' })),
    })
    const leader = aLeader({ deliveries: [before, open(plain!)] })
    const { deliveries } = swap(leader, leader.deliveries[1]!.id, aContext({ programmes: [programme] }))
    expect(deliveries[1]?.prompt.id).toBe(strength!.id)
  })

  it('may be a deep one where the one put aside was deep, and the one before was not', () => {
    const bank = { prompts: [deep!, aPrompt('feeling-deep-too', { depth: 'deep' })] }
    const leader = aLeader({ deliveries: [open(deep!)] })
    const { deliveries } = swap(leader, leader.deliveries[0]!.id, aContext({ bank }))
    expect(deliveries[0]?.prompt.id).toBe('feeling-deep-too')
  })

  it('counts as seen, so that the one put aside does not come back before the others', () => {
    const others = aPrompt('feeling-other')
    const bank = { prompts: [plain!, strength!, others] }
    const leader = aLeader({ deliveries: [open(plain!)] })
    const { deliveries } = swap(leader, leader.deliveries[0]!.id, aContext({ bank }))
    expect(deliveries[0]?.prompt.id).toBe('feeling-other')
    expect(chosenFrom(feeling, undefined, deliveries, bank)?.id).toBe(strength!.id)
  })
})
