// A leader's own words of four to eight weeks ago, put before them again. Never what they asked to be left alone.
import { plus } from './calendar.ts'
import { wordsOf } from './consent.ts'
import type { Delivery, DeliveryId, Instant, Leader, Reflection, ReflectionId } from './model.ts'

const weeks = (n: number) => ({ days: 7 * n })
/** How much of their words is shown: so many words, and where those are endless so many characters. */
const mostWords = 40
const mostCharacters = 400

/** The reflection to look back on: how they saw their challenge, if it is among those of the time; else the latest. */
export const lookBackFor = (leader: Leader, now: Instant): Reflection | undefined => {
  const from = plus(now, weeks(-8))
  const until = plus(now, weeks(-4))
  const already = new Set(leader.deliveries.flatMap(({ lookBack }) => lookBack?.reflection ?? []))
  const eligible = leader.reflections.filter(
    (it) => from <= it.at && it.at <= until && mayBeShown(it) && !already.has(it.id),
  )
  return eligible.findLast(({ concept }) => concept === 'identify') ?? eligible.at(-1)
}

/** What a question looks back on, unless it was deleted, set aside or left alone since. */
export const lookedBackOn = (leader: Leader, { lookBack }: Delivery): Reflection | undefined =>
  leader.reflections.find((it) => it.id === lookBack?.reflection && mayBeShown(it))

const mayBeShown = ({ notAgain, reuse }: Reflection): boolean => !notAgain && reuse !== 'set-aside'

/** At most forty words, cut between words where there is a place between them, with a sign that there is more. */
export const excerptOf = (reflection: Reflection): string => {
  const words = wordsOf(reflection).trim()
  const ends = [...words.matchAll(/\S+/g)].map((it) => it.index + it[0].length).slice(0, mostWords)
  const end = ends.findLast((it) => it <= mostCharacters)
  if (end === words.length) return words
  return `${end === undefined ? words.slice(0, mostCharacters).replace(/[\uD800-\uDBFF]$/, '') : words.slice(0, end)} …`
}

/** How they see it now. */
export const lookedBack = (
  leader: Leader,
  id: DeliveryId,
  saw: 'differently' | 'same',
  now: Instant,
): Leader => ({
  ...leader,
  deliveries: leader.deliveries.map((it) =>
    it.id === id && it.lookBack
      ? {
          ...it,
          remindAt: undefined,
          lookBack: { ...it.lookBack, saw },
          state: it.state.is === 'open' ? { is: 'answered', at: now } : it.state,
        }
      : it,
  ),
})

/** "Don't show this again." */
export const leaveAlone = (leader: Leader, id: ReflectionId): Leader => markNotAgain(leader, id, true)

/** It may be shown after all. */
export const leaveAloneNoMore = (leader: Leader, id: ReflectionId): Leader => markNotAgain(leader, id, false)

const markNotAgain = (leader: Leader, id: ReflectionId, notAgain: boolean): Leader => ({
  ...leader,
  reflections: leader.reflections.map((it) => (it.id === id ? { ...it, notAgain } : it)),
})
