// What is not safe to use is set aside: kept for its author alone, and used for nothing until they say so. The mark
// never says why, and what was found is not kept: it is looked for anew whenever it matters.
import type { Challenge, Leader, Part, Reflection, ReflectionId } from './model.ts'
import { isClear, type Safety, type Screened, screen } from './safe-to-write.ts'

/** Where a message of theirs stands in Slack that holds what they should look at, or held it before they changed it here. */
export type Stays = 'with-us' | 'elsewhere'

/** After a change of what someone wrote: whatever now reads otherwise is looked at, and set aside where it must be. */
export const screened = (before: Leader, after: Leader, safety: Safety): Leader =>
  withReplies(before, withNames(before, after, safety), safety)

// Whoever gave a name has looked at it already, so that what could tell who someone is stands in it by their wish.
const withNames = (before: Leader, after: Leader, safety: Safety): Leader => {
  if (after.challenges === before.challenges) return after
  const was = new Map(before.challenges.map(({ namedAt, name }) => [namedAt, name]))
  const isNew = ({ namedAt, name }: Challenge) => was.get(namedAt) !== name
  const challenges = after.challenges.map((it): Challenge => {
    return isNew(it) && screen(it.name, safety).distress ? { ...it, setAside: true } : it
  })
  return challenges.every((it, i) => it === after.challenges[i]) ? after : { ...after, challenges }
}

const withReplies = (before: Leader, after: Leader, safety: Safety): Leader => {
  if (after.reflections === before.reflections) return after
  const was = new Map(before.reflections.map((it) => [it.id, it]))
  const reflections = after.reflections.map((it) => {
    const earlier = was.get(it.id)
    return readsOtherwise(earlier, it) ? judged(it, safety) : it
  })
  return reflections.every((it, i) => it === after.reflections[i]) ? after : { ...after, reflections }
}

/** "Nobody could be recognised": its author has looked, and it may be used as it is, whatever it lacks. */
export const confirmReply = (leader: Leader, id: ReflectionId): Leader => {
  const it = mark(leader, id, 'set-aside', 'confirmed')
  return it.reflections.some((one) => one.id === id && lacksWords(one)) ? asWhole(it, id) : it
}

/** It came back out of a backup without what its author changed since. */
export const lacksWords = ({ parts, soWhat, nowWhat }: Reflection): boolean =>
  [...parts, soWhat, nowWhat].some((part) => part?.lacks)

const asWhole = (leader: Leader, id: ReflectionId): Leader => {
  const whole = (it: Part): Part => ({ ...it, lacks: undefined })
  return {
    ...leader,
    reflections: leader.reflections.map((it) =>
      it.id === id
        ? {
            ...it,
            parts: it.parts.map(whole),
            soWhat: it.soWhat && whole(it.soWhat),
            nowWhat: it.nowWhat && whole(it.nowWhat),
          }
        : it,
    ),
  }
}

/** Set aside again, after it was confirmed. */
export const setAsideAgain = (leader: Leader, id: ReflectionId): Leader =>
  mark(leader, id, 'confirmed', 'set-aside')

/** What its author should look at in what they wrote, answers to small questions included. */
export const toMind = (reflection: Reflection, safety: Safety): Screened =>
  screen(allWords(reflection), safety)

/** Whether it reads otherwise than it did, in any of its words. */
export const readsOtherwise = (before: Reflection | undefined, after: Reflection): boolean =>
  before === undefined || allWords(before) !== allWords(after)

/** Whether words that someone should look at stand in Slack, whatever they change here: only they can take them out. */
export const staysInSlack = ({ parts, soWhat, nowWhat }: Reflection, safety: Safety): Stays | undefined => {
  const stay = [...parts, soWhat, nowWhat]
    .filter((part) => part !== undefined)
    .filter(({ text, from }) => from.is !== 'modal' && (from.changedHere || !isClear(screen(text, safety))))
  if (stay.length === 0) return undefined
  return stay.some(({ from }) => from.is === 'typed') ? 'with-us' : 'elsewhere'
}

const judged = (it: Reflection, safety: Safety): Reflection => {
  if (isClear(toMind(it, safety))) return it.reuse === 'open' ? it : { ...it, reuse: 'open' }
  // Nothing more is asked about it either.
  return { ...it, reuse: 'set-aside', coaching: it.coaching && { ...it.coaching, asks: 'nothing' } }
}

const mark = (
  leader: Leader,
  id: ReflectionId,
  from: Reflection['reuse'],
  to: Reflection['reuse'],
): Leader => ({
  ...leader,
  reflections: leader.reflections.map((it) =>
    it.id === id && it.reuse === from ? { ...it, reuse: to } : it,
  ),
})

// Parts apart, so that nothing is found that stands in no single one of them.
const allWords = ({ parts, soWhat, nowWhat }: Reflection): string =>
  [...parts, soWhat, nowWhat].flatMap((part: Part | undefined) => part?.text ?? []).join('\n\n')
