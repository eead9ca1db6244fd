// A leader's own history, to take away: all of it as data, or to read.
import { z } from 'zod'
import { Instant, Leader } from './model.ts'
import { isClear, type Safety, screen } from './safe-to-write.ts'
import { toMind } from './set-aside.ts'

/** How someone may have their own history. */
export const exportFormats = ['json', 'markdown'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** All that a leader wrote and chose, without Slack's names for it. */
export const History = Leader.pick({
  settings: true,
  deliveries: true,
  reflections: true,
  commitments: true,
  challenges: true,
  digests: true,
  optIns: true,
})
export type History = z.infer<typeof History>

/** What stands in the JSON file; reading it gives the same history again. */
export const HistoryFile = z.object({
  format: z.literal('balcony-history'),
  version: z.literal(1),
  madeAt: Instant,
  history: History,
})
export type HistoryFile = z.infer<typeof HistoryFile>

/** A file as data: the Slack side gives it its words. */
export type ExportFile = { format: ExportFormat; madeAt: Instant; history: History }

/** Replies that their author must look at before they leave, whatever the file. */
export const stopsExport = (leader: Leader, safety: Safety): Leader['reflections'] =>
  leader.reflections.filter((it) => {
    const found = toMind(it, safety)
    return it.reuse === 'set-aside' || found.always || (it.reuse !== 'confirmed' && !isClear(found))
  })

/** Their history, without some replies and what hangs on them; and without other words that are not safe to take. */
export const historyOf = (leader: Leader, without: Leader['reflections'], safety: Safety): History => {
  const left = new Set(without.map(({ id }) => id))
  const isSafe = (text: string | undefined) => text === undefined || isClear(screen(text, safety))
  return {
    settings: leader.settings,
    deliveries: leader.deliveries,
    reflections: leader.reflections.filter(({ id }) => !left.has(id)),
    commitments: leader.commitments
      .filter(({ reflection }) => !left.has(reflection))
      .map((it) => (isSafe(it.state.helped) ? it : { ...it, state: { ...it.state, helped: undefined } })),
    challenges: leader.challenges.filter(({ name }) => isSafe(name)),
    digests: leader.digests,
    optIns: leader.optIns,
  }
}
