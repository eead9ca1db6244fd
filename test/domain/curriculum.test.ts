// The week's theme and the choice of a question: the same for everyone in a programme, and by the rules.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.ts'
import { choosePrompt, themeOf } from '../../src/domain/curriculum.ts'
import { type Delivery, type Level, levels, ProgrammeId } from '../../src/domain/model.ts'
import { type Prompt, promptLevels } from '../../src/domain/prompt.ts'
import { swap } from '../../src/domain/reflection.ts'
import {
  aBank,
  aContext,
  aDelivery,
  aLeader,
  aProgramme,
  aPrompt,
  at,
  conceptIn,
  every,
  live,
  on,
  zone,
} from './given.ts'

const feeling = { kind: 'weekly', concept: 'feeling' } as const

/** What was asked before, oldest first. */
const asked = (...prompts: Prompt[]): Delivery[] =>
  prompts.map((prompt, i) => {
    if (prompt.kind === 'team') throw new Error('a team question is not asked of one leader')
    return aDelivery(at(`2026-01-0${1 + (i % 9)} 10:00`), { prompt: { ...prompt, kind: prompt.kind } })
  })

const choose = (prompts: Prompt[], history: Delivery[] = [], level?: Level, theme = feeling) =>
  choosePrompt(theme, level, history, { prompts })?.id

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
    const people = [
      aLeader(),
      aLeader({
        settings: { level: 'citizen', at: every('Saturday 21:00'), zone: zone('Pacific/Auckland') },
      }),
      aLeader({ settings: { level: 'senior', zone: zone('America/New_York'), nation: 'none' } }),
      aLeader({ since: at('2026-02-01 12:00'), settings: { level: 'team' } }),
    ]
    const themes = people.map((leader) => {
      const life = { from: leader.stage.since, until: at('2026-04-05 00:00'), context: aContext() }
      const { deliveries } = live(leader, life).leader
      return new Map(deliveries.map(({ weekOf, prompt }) => [weekOf, prompt.concept ?? prompt.kind]))
    })
    const [first] = themes
    expect(first?.size).toBeGreaterThan(10)
    for (const other of themes) for (const [week, theme] of other) expect(first?.get(week)).toBe(theme)
    expect(themes.map(({ size }) => size)).toEqual([13, 13, 13, 9])
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

  it('is a strength where none of the last three was', () => {
    expect(choose([light, strength], asked(aPrompt('x'), aPrompt('y')))).toBe('light')
    expect(choose([light, strength], asked(aPrompt('x'), aPrompt('y'), aPrompt('z')))).toBe('strength')
    const recent = aPrompt('z', { valence: 'strength' })
    expect(choose([light, strength], asked(aPrompt('x'), aPrompt('y'), recent))).toBe('light')
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
    expect(choosePrompt(theme, undefined, [], { prompts: [diagnosis] })?.id).toBe('diagnosis')
    expect(choose([diagnosis])).toBeUndefined()
  })

  it('never is a question for a team', () => {
    const prompts = [aPrompt('team', { kind: 'team', concept: 'feeling' })]
    for (const theme of [feeling, { kind: 'look-back' } as const, { kind: 'review' } as const]) {
      expect(choosePrompt(theme, undefined, [], { prompts })).toBeUndefined()
    }
  })
})

describe('in any bank, with any history', () => {
  const aLevel = fc.option(fc.constantFrom<Level>(...levels), { nil: undefined })
  const anyBank = fc
    .array(
      fc.record({
        level: fc.constantFrom(...promptLevels),
        depth: fc.constantFrom('light' as const, 'deep' as const),
        valence: fc.constantFrom('strength' as const, 'neutral' as const, 'difficulty' as const),
        concept: fc.integer({ min: 0, max: 1 }).map(conceptIn),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((all) => all.map((rest, i) => aPrompt(`prompt-${i}`, rest)))

  /** A year of weeks of one theme or another, each choice added to the history. */
  const aYear = (bank: Prompt[], level: Level | undefined, weeks: number[]) => {
    const history: Delivery[] = []
    const steps: { chosen: Prompt; before: Delivery[]; options: Prompt[] }[] = []
    for (const week of weeks) {
      const theme = { kind: 'weekly', concept: conceptIn(week) } as const
      const options = bank.filter(
        (it) => it.concept === theme.concept && (it.level === 'all' || it.level === level),
      )
      const chosen = choosePrompt(theme, level, history, { prompts: bank })
      expect(chosen === undefined).toBe(options.length === 0)
      if (!chosen) continue
      steps.push({ chosen, before: [...history], options })
      history.push(...asked(chosen))
    }
    return steps
  }

  it('no rule is broken while it could be kept', () => {
    fc.assert(
      fc.property(
        anyBank,
        aLevel,
        fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 30 }),
        (bank, level, weeks) => {
          for (const { chosen, before, options } of aYear(bank, level, weeks)) {
            const wasDeep = before.at(-1)?.prompt.depth === 'deep'
            const lights = options.filter(({ depth }) => depth === 'light')
            expect(wasDeep && chosen.depth === 'deep' && lights.length > 0, 'two deep in a row').toBe(false)

            const allowed = wasDeep && lights.length > 0 ? lights : options
            const seen = (it: Prompt) => before.findLastIndex(({ prompt }) => prompt.id === it.id)
            const oldest = Math.min(...allowed.map(seen))
            expect(seen(chosen), 'seen more lately than another').toBe(oldest)

            const fresh = allowed.filter((it) => seen(it) === oldest)
            const lastThree = before.slice(-3).map(({ prompt }) => prompt.valence)
            const isDue = before.length >= 3 && !lastThree.includes('strength')
            const strengths = fresh.filter(({ valence }) => valence === 'strength')
            expect(isDue && strengths.length > 0 && chosen.valence !== 'strength', 'no strength').toBe(false)

            const left = isDue && strengths.length > 0 ? strengths : fresh
            const own = left.filter((it) => it.level === level)
            expect(own.length > 0 && chosen.level === 'all', 'not worded for them').toBe(false)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('the same history gives the same choice', () => {
    fc.assert(
      fc.property(anyBank, aLevel, fc.array(fc.integer({ min: 0, max: 1 })), (bank, level, weeks) => {
        const ids = () => aYear(bank, level, weeks).map(({ chosen }) => chosen.id)
        expect(ids()).toEqual(ids())
      }),
      { numRuns: 50 },
    )
  })
})

describe('Another question', () => {
  const programme = aProgramme()
  const open = (prompt: Prompt, rest: Partial<Delivery> = {}) =>
    aDelivery(at('2026-01-06 10:00'), { prompt: { ...prompt, kind: 'weekly' }, ...rest })
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
      prompt: { ...aPrompt('deep-before', { depth: 'deep' }), kind: 'weekly' },
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
    expect(deliveries[0]?.prompt.id).toBe(strength!.id)
    expect(choosePrompt(feeling, undefined, deliveries, bank)?.id).toBe('feeling-other')
  })
})
