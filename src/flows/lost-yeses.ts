// A yes that its author's own change took back. They are told at once, so that nobody finds out from the digest.

import { wasPosted } from '../domain/consent.ts'
import type { Instant, Leader } from '../domain/model.ts'
import { nextDigest } from '../domain/schedule.ts'
import { endedYeses } from '../domain/to-revise.ts'
import { contextOf, isMemberOf, type World } from './world.ts'

/** For its author alone. `name` is the partnership's; `asked` is when their next preview comes, where one does. */
export type LostYes = {
  name: string
  leaves: 'coming-digest' | 'posted-words' | 'nothing'
  asked?: Instant
}

/** The yeses that ended with a change, of replies that are still meant for a partnership: each waits for a new one. */
export const lostYeses = async (world: World, before: Leader, after: Leader): Promise<LostYes[]> => {
  const context = contextOf(world)
  const asked = nextDigest(after, context)?.at
  const found = endedYeses(before, after).map(async ({ partnership, reflection }) => {
    const share = (it: Leader) => it.reflections.find(({ id }) => id === reflection)?.shares[partnership]
    const settings = context.partnerships.find(({ id }) => id === partnership)
    if (!settings || share(after)?.stage.is !== 'offered') return []
    const posting = await world.partnerships.get(partnership)
    if (!posting || !isMemberOf(world, after, partnership)) return []
    const isPosted = wasPosted(before, partnership, reflection, posting.editions)
    const leaves: LostYes['leaves'] = !isPosted
      ? 'coming-digest'
      : share(before)?.choice === 'words'
        ? 'posted-words'
        : 'nothing'
    return [{ name: settings.name, leaves, asked }]
  })
  return (await Promise.all(found)).flat()
}
