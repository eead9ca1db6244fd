// The curious colleague over months: they know the rules, who is named for the partnership and since when, their own part, and
// every digest as it was posted and as it was shown anew when something left it. For each other member who was never named:
// did they take part, in each month and at all? Another history must yield the very same posts with the other answer.
// `npm run curious` lives through more of them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, firstDayOf, plus } from '../../src/domain/calendar.ts'
import { Instant, type Leader, type Share } from '../../src/domain/model.ts'
import { freeze, optOut, pull } from '../../src/domain/sharing.ts'
import type { Edition, PartnershipSettings } from '../../src/domain/workspace.ts'
import { aLeader, aPartnership, aReflection, at, month, partnershipId } from './given.ts'

const numRuns = Number(process.env.BALCONY_CURIOUS_HISTORIES ?? 6)
const seed = process.env.BALCONY_CURIOUS_HISTORIES ? undefined : 20_260_106

const north = aPartnership()
const audience = { isPrivate: true, isShared: false }
/** The third month ends a cycle. */
const reviewIn = 2
const monthOf = (m: number) => addMonths(month('2026-01'), m)
const postedIn = (m: number): Instant => Instant.parse(`${firstDayOf(monthOf(m + 1))}T10:00:00.000Z`)

const gifts = ['nothing', 'theme', 'unnamed', 'named'] as const
const calls = ['technical', 'adaptive'] as const
/** What one member gave to one month's digest. */
type Part = {
  gave: (typeof gifts)[number]
  tapped: boolean
  called?: (typeof calls)[number]
  /** What was written: in a swap it goes along, so that a word on the page stays as it is. */
  words: string
  /** They took it back after that many more digests were posted. */
  back?: number
}
/** One member's months. When they were named for it is known to all; that they stopped, or deleted everything, is not. */
type Life = { since: number; parts: Part[]; stops?: number }
type History = { lives: Life[]; months: number }

const reflections = new Map<string, Leader['reflections'][number]>()
/** A reply with its yes; made once, because the same months are lived many times. */
const reply = (m: number, part: Part): Leader['reflections'][number] => {
  const key = JSON.stringify([m, part.gave, part.tapped, part.called, part.words])
  const share: Share = {
    choice: part.gave === 'theme' ? 'theme' : 'words',
    named: part.gave === 'named',
    stage: {
      is: 'approved',
      at: plus(postedIn(m), { days: -3 }),
      words: part.words,
      placed: part.called,
      audience,
    },
  }
  const made =
    reflections.get(key) ??
    aReflection(`month-${m}`, part.words, { about: part.tapped ? ['power'] : [], shares: { north: share } })
  reflections.set(key, made)
  return made
}
const people = new Map<number, Leader>()
const person = (n: number): Leader => {
  const made =
    people.get(n) ?? aLeader({ id: `M${n}`, optIns: { [partnershipId('north')]: at('2026-01-04 12:00') } })
  people.set(n, made)
  return made
}

const isThere = ({ since, stops }: Life, m: number): boolean => since <= m && (stops ?? m + 1) > m
const given = (life: Life, m: number): Part | undefined => {
  const part = life.parts[m]
  return isThere(life, m) && part && part.gave !== 'nothing' ? part : undefined
}

/** A member's document on the day on which a month's digest is posted. */
const documentIn = (life: Life, n: number, m: number): Leader => {
  const leader: Leader = {
    ...person(n),
    reflections: life.parts.slice(0, m + 1).flatMap((_, of) => {
      const part = given(life, of)
      return part && (part.back === undefined || of + part.back >= m) ? [reply(of, part)] : []
    }),
  }
  return life.stops !== undefined && life.stops <= m ? optOut(leader, north.id) : leader
}

/** All that was ever seen in the channel, and who was ever named there. */
const lived = ({ lives, months }: History, settings: PartnershipSettings) => {
  const seen: string[] = []
  const named = new Set<number>()
  const editions: Edition[] = []
  for (let m = 0; m < months; m++) {
    const members = lives.map((life, n) => documentIn(life, n, m))
    const show = ({ frozen }: Edition): string => {
      if (!frozen) return ''
      const shared = pull(settings, frozen, members, audience)
      for (const { leader } of shared.named) named.add(Number(leader.replace(/\D/g, '')))
      return JSON.stringify([shared.named, shared.unnamed.map(({ words }) => words)])
    }
    // What left since is seen to leave.
    seen.push(...editions.map(show))
    const invited = members.filter((_, n) => (lives[n]?.since ?? 0) <= m)
    const around = {
      people: invited.length,
      ...(m === reviewIn && { cycle: [...editions] }),
    }
    const frozen = {
      at: postedIn(m),
      ...freeze(settings, invited, editions, audience, around),
      concepts: [],
    }
    const edition = { month: monthOf(m), dueAt: postedIn(m), missed: false, frozen }
    editions.push(edition)
    seen.push(JSON.stringify([frozen.figures, frozen.small]), show(edition))
  }
  return { seen: seen.join('\n'), named, figures: editions.map(({ frozen }) => frozen?.figures) }
}

/** What one could ask of a member's months. */
const answersOf = (life: Life, months: number): Map<string, boolean> => {
  const all = Array.from({ length: months }, (_, m) => m).filter((m) => life.since <= m)
  return new Map<string, boolean>([
    ['took part at all', all.some((m) => given(life, m))],
    ...all.flatMap((m): [string, boolean][] => [[`took part in month ${m}`, given(life, m) !== undefined]]),
  ])
}

/** The same to look at as someone who stopped: each part was taken back by itself, and nothing was given after. */
const takenBack = ({ since, parts, stops = parts.length + 1 }: Life): Life => ({
  since,
  parts: parts.map((part, m) =>
    m < stops
      ? { ...part, ...(stops < parts.length + 1 && { back: Math.min(part.back ?? stops, stops - 1 - m) }) }
      : { gave: 'nothing', tapped: false, words: part.words },
  ),
})

const idle: Part = { gave: 'nothing', tapped: false, words: '' }
const ofMonth = (life: Life, m: number, part: Part): Life => ({ ...life, parts: life.parts.with(m, part) })
/** Someone who may have given to this month, whenever they stopped. */
const openIn = (life: Life, m: number): Life => (isThere(life, m) ? life : takenBack(life))
const seenOf = (life: Life, m: number): Part => (given(life, m) && takenBack(life).parts[m]) ?? idle

/** Other histories that all of them may take for the true one: two swapped, whole or for a month; one who did otherwise. */
function* others({ lives, months }: History, hidden: readonly number[], of?: number): Generator<Life[]> {
  const withThese = (...changed: [number, Life][]) => {
    const by = new Map(changed)
    return lives.map((life, n) => by.get(n) ?? life)
  }
  for (const a of of === undefined ? hidden : [of]) {
    const x = lives[a]!
    for (const b of hidden.filter((it) => (of === undefined ? it > a : it !== a))) {
      const y = lives[b]!
      if (x.since === y.since) yield withThese([a, y], [b, x])
      for (let m = Math.max(x.since, y.since); m < months; m++) {
        const ofX = ofMonth(openIn(x, m), m, seenOf(y, m))
        yield withThese([a, ofX], [b, ofMonth(openIn(y, m), m, seenOf(x, m))])
        // Or one gave what both seemed to give, where only one of the two was seen.
        yield withThese([a, ofMonth(openIn(x, m), m, idle)], [b, ofMonth(openIn(y, m), m, seenOf(x, m))])
      }
    }
  }
  yield* alone({ lives, months }, of === undefined ? hidden : [of])
}

/** One who did otherwise, in one month or all. */
function* alone({ lives, months }: History, who: readonly number[]): Generator<Life[]> {
  for (const a of who) {
    const x = lives[a]!
    const but = (life: Life) => lives.with(a, life)
    for (let m = x.since; m < months; m++) {
      const was = seenOf(x, m)
      if (was.gave !== 'nothing') yield but(ofMonth(openIn(x, m), m, { ...was, tapped: !was.tapped }))
      const unseen = { ...idle, words: `Of ${a}, never seen, in ${m}` }
      for (const gave of ['nothing', 'theme', 'unnamed'] as const)
        for (const tapped of gave === 'nothing' ? [false] : [false, true])
          yield but(ofMonth(openIn(x, m), m, { ...unseen, gave, tapped }))
    }
    yield but({ ...x, parts: x.parts.map((it) => ({ ...it, gave: 'nothing', tapped: false })) })
  }
}

/** What the colleague, who is the first of them, knows for certain of someone who was never named. */
const certainties = (history: History, settings: PartnershipSettings, tries: 1 | 2 = 2): string[] => {
  const truth = lived(history, settings)
  const hidden = history.lives.flatMap((_, n) => (n > 0 && !truth.named.has(n) ? [n] : []))
  // Someone who was named once may have written without a name in another month.
  const able = history.lives.flatMap((_, n) => (n > 0 ? [n] : []))
  const open = new Map(
    hidden.flatMap((n) =>
      [...answersOf(history.lives[n]!, history.months)].map(([question, is]): [string, boolean] => [
        `${n} ${question}`,
        is,
      ]),
    ),
  )
  for (const lives of others(history, able)) {
    if (open.size === 0) break
    const changed = hidden.filter((n) => lives[n] !== history.lives[n])
    const doubted = changed.flatMap((n) =>
      [...answersOf(lives[n]!, history.months)].flatMap(([question, is]) => {
        const was = open.get(`${n} ${question}`)
        return was !== undefined && was !== is ? [`${n} ${question}`] : []
      }),
    )
    if (doubted.length === 0 || lived({ ...history, lives }, settings).seen !== truth.seen) continue
    for (const question of doubted) open.delete(question)
  }
  const isTruth = (lives: Life[]) => lived({ ...history, lives }, settings).seen === truth.seen
  // Where it takes two changes: what the first would show is undone by a second.
  const found = (from: Life[], n: number, isSo: (life: Life) => boolean): Life[] | undefined => {
    const first = [...others({ ...history, lives: from }, able, n)].filter((lives) => isSo(lives[n]!))
    const once = first.find(isTruth)
    if (once || tries === 1) return once
    for (const lives of first)
      for (const both of alone({ ...history, lives }, able)) if (isSo(both[n]!) && isTruth(both)) return both
    return undefined
  }
  for (const [asked, is] of [...open]) {
    const [, n = '', question = ''] = /^(\d+) (.*)$/.exec(asked) ?? []
    const says = (it: Life, until: number) => answersOf(it, until).get(question) ?? false
    // Of all months: month by month, to whoever may have given it.
    const steps = question.endsWith('at all') ? history.months : 1
    let lives: Life[] | undefined = history.lives
    for (let step = 1; step <= steps && lives; step++) {
      const until = steps === 1 ? history.months : step
      if (says(lives[Number(n)]!, until) === is)
        lives = found(lives, Number(n), (it) => says(it, until) !== is)
    }
    if (lives) open.delete(asked)
  }
  return [...open].map(([question, is]) => `${question}: ${is}`)
}

// Near the thresholds there is most to find, so each month leans one way.
const aPart = (lean: Part['gave'], mood: boolean, places: number) =>
  fc.record({
    gave: fc.oneof(
      { weight: 3, arbitrary: fc.constant(lean) },
      { weight: 2, arbitrary: fc.constantFrom(...gifts.slice(0, 3)) },
      { weight: places, arbitrary: fc.constant('named' as const) },
    ),
    tapped: fc.oneof({ weight: 3, arbitrary: fc.constant(mood) }, { weight: 1, arbitrary: fc.boolean() }),
    called: fc.option(fc.constantFrom(...calls), { nil: undefined }),
    back: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(2) }),
  })
const aHistory: fc.Arbitrary<History> = fc
  .record({
    size: fc.integer({ min: 8, max: 10 }),
    months: fc.integer({ min: 3, max: 4 }),
    leans: fc.array(fc.constantFrom(...gifts.slice(0, 3)), { minLength: 4, maxLength: 4 }),
    mood: fc.boolean(),
    naming: fc.nat(1),
  })
  .chain(({ size, months, leans, mood, naming }) =>
    fc
      .array(
        fc.record({
          since: fc.oneof(
            { weight: 5, arbitrary: fc.constant(0) },
            { weight: 1, arbitrary: fc.nat(months - 1) },
          ),
          stops: fc.oneof(
            { weight: 6, arbitrary: fc.constant(undefined) },
            { weight: 1, arbitrary: fc.integer({ min: 1, max: months }) },
          ),
          parts: fc.tuple(...leans.slice(0, months).map((lean) => aPart(lean, mood, naming))),
        }),
        { minLength: size, maxLength: size },
      )
      .map((lives) => ({
        months,
        lives: lives.map((life, n) => ({
          ...life,
          parts: life.parts.map((part, m) => ({
            ...part,
            tapped: part.gave !== 'nothing' && part.tapped,
            words: `Words ${n} of month ${m}`,
          })),
        })),
      })),
  )

describe('over the months of a partnership', () => {
  it('no digest, nor all of them, tells one colleague what another did who was never named', () => {
    let withFigures = 0
    fc.assert(
      fc.property(aHistory, (history) => {
        if (lived(history, north).figures.some((it) => it?.band)) withFigures += 1
        expect(certainties(history, north)).toEqual([])
      }),
      { numRuns, ...(seed && { seed }), endOnFailure: process.env.BALCONY_SHRINK === undefined },
    )
    expect(withFigures).toBeGreaterThan(0)
  })

  it('would be told were the figures shown with nobody who stayed out', () => {
    const open: PartnershipSettings = { ...north, thresholds: { contributors: 5, others: 0 } }
    const all = { gave: 'unnamed', tapped: true } as const
    const lives = Array.from(
      { length: 8 },
      (_, n): Life => ({
        since: 0,
        parts: [{ ...all, words: `Words ${n}` }],
      }),
    )
    expect(certainties({ lives, months: 1 }, open, 1)).toContain('1 took part in month 0: true')
    expect(certainties({ lives, months: 1 }, north)).toEqual([])
  })
})
