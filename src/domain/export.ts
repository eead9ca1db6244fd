// A leader's own history, to take away: all of it as data, or drafts for the forms of their regulator.
import type { Instant, Leader } from './model.ts'

/** How someone may have their own history. The drafts are named for the forms that they help to fill in. */
export const exportFormats = ['json', 'markdown', 'gmc', 'nmc', 'hcpc', 'swe', 'citizen'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** All that a leader wrote and chose, without Slack's names for it. */
export type History = Pick<
  Leader,
  'settings' | 'deliveries' | 'reflections' | 'commitments' | 'challenges' | 'digests' | 'optIns'
>

/** A file as data: the Slack side gives it its words. */
export type ExportFile = { format: ExportFormat; madeAt: Instant; history: History }
