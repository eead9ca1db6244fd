// A question may put its leader's own words before them: what they wrote weeks ago, a plan, the name of their challenge.
// The latest questions are shown anew whenever they stand differently; of all those before, what matters is that no words
// stay in Slack that were changed, set aside, or are not wanted in messages any more. Their messages are noted in the
// same write, so that no crash can leave them.
import { challengeToRecall, recallsChallenge } from './challenge.ts'
import { toShowAnew } from './erasure.ts'
import { excerptOf, lookedBackOn } from './look-back.ts'
import type { Delivery, Instant, Leader } from './model.ts'

/** So many questions are not history yet. */
export const latestQuestions = 13

/** After a change of a leader's document: the messages of older questions that now have other words in them are noted. */
export const showingWordsAnew = (before: Leader, after: Leader, now: Instant): Leader => {
  if (mattering.every((key) => before[key] === after[key])) return after
  const differs = (it: Delivery) => {
    const was = before.deliveries.find(({ id }) => id === it.id)
    return was !== undefined && wordsIn(before, was).join('\n') !== wordsIn(after, it).join('\n')
  }
  const older = after.deliveries.slice(0, -latestQuestions).filter(({ ts }) => ts !== undefined)
  return toShowAnew(
    after,
    older.filter(differs).map(({ ts }) => ts),
    now,
  )
}

/** What a question's words depend on, beside its own record. */
const mattering = ['reflections', 'commitments', 'challenges', 'settings'] as const

const wordsIn = (leader: Leader, delivery: Delivery): string[] => {
  if (leader.settings.words !== 'shown') return []
  const plan = leader.reflections.find(({ id }) => id === delivery.followUp)?.nowWhat?.text
  const lookedBack = lookedBackOn(leader, delivery)
  const challenge = recallsChallenge(delivery) ? challengeToRecall(leader)?.name : undefined
  return [plan, lookedBack && excerptOf(lookedBack), challenge].filter((it) => it !== undefined)
}
