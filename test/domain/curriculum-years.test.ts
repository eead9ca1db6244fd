// Three years of questions for many leaders (hundreds here, ten thousand in `npm run curriculum`): of every level and of none, who join in any week of the cycle,
// go away and come back, and swap a question now and then.
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPacks, shippedPack } from '../../src/content/load-packs.ts'
import { addDays } from '../../src/domain/calendar.ts'
import { asAsked, choosePrompt, themeOf, weekOfCycle } from '../../src/domain/curriculum.ts'
import { type Delivery, type Level, LocalDate, levels, type Theme } from '../../src/domain/model.ts'
import type { Bank } from '../../src/domain/prompt.ts'
import { Programme } from '../../src/domain/workspace.ts'

const leadersAtAll = Number(process.env.BALCONY_SIMULATED_LEADERS ?? 250)
const years = 3
const weeks = years * 52
/** 18 months, in weeks of the cycle. */
const noRepeatWithin = 78

const programme = Programme.parse({
  id: 'P1',
  name: 'Northfield leaders',
  madeAt: '2026-01-01T09:00:00.000Z',
  people: [],
  schedule: { is: 'weekly', weekday: 2, time: '09:00' },
  runsFrom: '2026-01-01T09:00:00.000Z',
  zone: 'Europe/London',
  startsOn: '2026-01-05',
  nation: 'england',
  answersFor: 'Northfield',
})
const start = LocalDate.parse('2026-01-05')
const mondays = Array.from({ length: weeks }, (_, i) => addDays(start, 7 * i))
const themes = mondays.map((monday) => themeOf(programme, monday) as Theme)
const places = mondays.map((monday) => weekOfCycle(programme, monday) as number)

type Asked = Pick<Delivery, 'prompt' | 'week' | 'weekOf' | 'swapped'> & { index: number }
type Life = { level: Level | undefined; asked: Asked[] }

let bank: Bank

beforeAll(async () => {
  const loaded = await loadPacks([shippedPack])
  if (!('bank' in loaded)) throw new Error('the shipped pack does not load')
  bank = loaded.bank
})

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

const live = (n: number): Life => {
  const random = chance(n)
  const level = [...levels, undefined][n % 5]
  const joins = Math.floor(random() * 26)
  // A third are never away; the others stay away for some weeks, now and then.
  const restless = n % 3
  const swaps = n % 7 === 0
  const asked: Asked[] = []
  let away = 0
  for (let index = joins; index < weeks; index += 1) {
    if (away > 0) {
      away -= 1
      continue
    }
    if (restless > 0 && random() < 0.03 * restless) away = 1 + Math.floor(random() * 8)
    const theme = themes[index] as Theme
    const weekOf = mondays[index] as LocalDate
    const choosing = {
      theme,
      weekOf,
      week: places[index] as number,
      level,
      history: asked as unknown as Delivery[],
      bank,
    }
    const first = choosePrompt(choosing)
    const swapped = swaps && random() < 0.1
    const prompt = first && (swapped ? choosePrompt({ ...choosing, except: [first.id] }) : first)
    const it = prompt && asAsked(prompt)
    if (!it) throw new Error(`nothing to ask in week ${index}`)
    asked.push({
      prompt: it,
      week: places[index] as number,
      weekOf,
      index,
      swapped: swapped && first ? [first.id] : [],
    })
  }
  return { level, asked }
}

describe(`${leadersAtAll} leaders over ${years} years`, () => {
  it('keeps every rule of the curriculum', () => {
    const seen = { repeats: 0, deep: 0, strength: 0, level: 0, theme: 0, citizens: 0, different: 0, asked: 0 }
    for (let n = 0; n < leadersAtAll; n += 1) {
      const { level, asked } = live(n)
      // *Another question* may use prompts up sooner: then only what is scheduled afresh is held to every rule.
      const swapped = asked.some((it) => it.swapped.length > 0)
      const lastIn = new Map<string, number>()
      let sinceStrength = 0
      for (const [i, { prompt, index }] of asked.entries()) {
        seen.asked += 1
        const theme = themes[index] as Theme
        if (theme.kind === 'weekly' ? prompt.concept !== theme.concept : prompt.kind !== theme.kind)
          seen.theme += 1
        const last = lastIn.get(prompt.id)
        if (!swapped && last !== undefined && index - last < noRepeatWithin) seen.repeats += 1
        lastIn.set(prompt.id, index)
        if (i > 0 && prompt.depth === 'deep' && asked[i - 1]?.prompt.depth === 'deep') seen.deep += 1
        sinceStrength = prompt.valence === 'strength' ? 0 : sinceStrength + 1
        if (!swapped && sinceStrength >= 4) seen.strength += 1
        const its = bank.prompts.find(({ id }) => id === prompt.id)?.level
        if (its !== 'all' && its !== level) seen.level += 1
      }
      for (const weeksOfCycle of Map.groupBy(asked, ({ index }) => Math.floor(index / 13)).values()) {
        const isWhole = weeksOfCycle.length === 13
        if (isWhole && !swapped && !weeksOfCycle.some(({ prompt }) => prompt.onCitizens)) seen.citizens += 1
      }
      if (n % 50 === 0 && JSON.stringify(live(n)) !== JSON.stringify({ level, asked })) seen.different += 1
    }
    const { asked, ...broken } = seen
    expect(asked).toBeGreaterThan(leadersAtAll * 100)
    expect(broken).toEqual({
      repeats: 0,
      deep: 0,
      strength: 0,
      level: 0,
      theme: 0,
      citizens: 0,
      different: 0,
    })
  }, 120_000)
})
