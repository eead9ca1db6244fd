// The curious colleague: knows the rules, their own part, the members, and all that the channel was shown. Every way
// in which the others may have taken part is tried, and none of what is shown may fit only with one answer to
// "did she?".
import { describe, expect, it } from 'vitest'
import type { Leader, Share } from '../../src/domain/model.ts'
import { freeze, pull } from '../../src/domain/sharing.ts'
import type { Item } from '../../src/domain/workspace.ts'
import { aLeader, aPartnership, aReflection, at, partnershipId } from './given.ts'

const north = aPartnership()
const audience = { isPrivate: true, isShared: false }
const posted = at('2026-02-04 10:00')

/** What one member may have done in the month. */
type Part = { gave: 'nothing' | 'theme' | 'unnamed' | 'named' | 'both'; tapped: boolean }
const parts: Part[] = [
  { gave: 'nothing', tapped: false },
  ...(['theme', 'unnamed', 'named'] as const).flatMap((gave) => [
    { gave, tapped: false },
    { gave, tapped: true },
  ]),
]
const hiddenParts = parts.filter(({ gave }) => gave !== 'named')
const namedParts: Part[] = [
  ...parts.filter(({ gave }) => gave === 'named'),
  // One reply with their name, and one without.
  { gave: 'both', tapped: false },
]

const made = new Map<string, Leader>()
/** A member with this part; made once, because tens of thousands of partnerships are made of them. */
const member = (name: string, part: Part): Leader => {
  const key = `${name} ${part.gave} ${part.tapped}`
  const leader = made.get(key) ?? takingPart(name, part)
  made.set(key, leader)
  return leader
}
const takingPart = (name: string, { gave, tapped }: Part): Leader => {
  const reply = (id: string, named: boolean) => {
    const share: Share = {
      choice: gave === 'theme' ? 'theme' : 'words',
      named,
      stage: {
        is: 'approved',
        at: at('2026-01-30 12:00'),
        words: `Words of ${name}`,
        about: ['power'],
        audience,
      },
    }
    return aReflection(id, `Words of ${name}`, { about: tapped ? ['power'] : [], shares: { north: share } })
  }
  return aLeader({
    id: name,
    optIns: { [partnershipId('north')]: at('2026-01-04 12:00') },
    reflections: [
      ...(gave === 'named' || gave === 'both' ? [reply('with-name', true)] : []),
      ...(gave === 'theme' || gave === 'unnamed' || gave === 'both' ? [reply('one', false)] : []),
    ],
  })
}

const shown = new Map<string, string>()
/**
 * All that the channel shows, and that the colleague knows of it: who is named, and which words are their own, they know as
 * well. The same to each of those who took part in these ways.
 */
const shownTo = (everyone: Part[]): string => {
  const key = everyone
    .map(({ gave, tapped }) => `${gave} ${tapped}`)
    .toSorted()
    .join()
  const is = shown.get(key) ?? shownBy(everyone.map((part, i) => member(`M${i}`, part)))
  shown.set(key, is)
  return is
}
const shownBy = (members: Leader[]): string => {
  const frozen = { at: posted, ...freeze(north, members, [], audience) }
  const { named, unnamed } = pull(north, frozen, members, audience)
  const { band, about } = frozen.figures
  return JSON.stringify([band, about, named.length, unnamed.length])
}

/** How many of each kind, in every way in which they add up to `n`. */
function* splits(n: number, kinds: number): Generator<number[]> {
  if (kinds === 1) {
    yield [n]
    return
  }
  for (let first = 0; first <= n; first++)
    for (const rest of splits(n - first, kinds - 1)) yield [first, ...rest]
}

/** What is certain of a group in whom nobody differs for the colleague: none of them, or all of them. */
type Seen = { of: number; least: number; most: number }
const widen = (seen: Seen | undefined, of: number, n: number): Seen => ({
  of,
  least: Math.min(n, seen?.least ?? n),
  most: Math.max(n, seen?.most ?? n),
})

describe.each([8, 9])('in a partnership of %i', (size) => {
  it('what is shown never tells one colleague whether another took part, wrote, or tapped a theme', () => {
    const questions = new Map<string, Seen>()
    let shownWays = 0
    for (const own of parts) {
      for (let names = 0; names < size; names++) {
        for (const [plain = 0, tapping = 0, writing = 0] of splits(names, namedParts.length)) {
          // More of them would only be less certain.
          if (writing > 1) continue
          const namedOnes = [plain, tapping, writing].flatMap((n, i) =>
            Array.from({ length: n }, () => namedParts[i]!),
          )
          for (const split of splits(size - 1 - names, hiddenParts.length)) {
            const kinds = split.flatMap((n, i) => Array.from({ length: n }, () => hiddenParts[i]!))
            const shown = shownTo([own, ...namedOnes, ...kinds])
            const knows = `${JSON.stringify(own)} sees ${shown}`
            const ask = (question: string, of: number, n: number) => {
              if (of === 0) return
              const key = `${knows}: ${question}`
              questions.set(key, widen(questions.get(key), of, n))
            }
            const count = (which: (part: Part) => boolean) => kinds.filter(which).length
            ask(
              'who took part?',
              kinds.length,
              count(({ gave }) => gave !== 'nothing'),
            )
            ask(
              'who wrote?',
              kinds.length,
              count(({ gave }) => gave === 'unnamed'),
            )
            ask(
              'who tapped it?',
              kinds.length,
              count(({ tapped }) => tapped),
            )
            ask('which of the named tapped it?', names, tapping)
            ask('which of the named has words without a name too?', names, writing)
            if (shown.includes('power')) shownWays += 1
          }
        }
      }
    }
    const certain = [...questions].filter(([, { of, least, most }]) => most === 0 || least === of)
    expect(certain.map(([question]) => question)).toEqual([])
    expect(shownWays).toBeGreaterThan(20)
  })
})

describe('what a digest keeps', () => {
  it('tells who by a random name and which by its week, and no word of theirs', () => {
    const members = Array.from({ length: 9 }, (_, i) =>
      member(`M${i}`, { gave: i < 5 ? 'unnamed' : 'nothing', tapped: true }),
    )
    const kept = freeze(north, members, [], audience)
    const item: Item = { leader: members[0]!.id, reflection: members[0]!.reflections[0]!.id }
    expect(kept.counted).toContainEqual(item)
    expect(JSON.stringify(kept)).not.toContain('Words of')
  })
})
