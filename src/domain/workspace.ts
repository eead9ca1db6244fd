// The documents that are nobody's own: what admins set up, and what a partnership has posted. They keep who and
// which, and nothing of what anyone wrote. The glossary stands in model.ts.
import { z } from 'zod'
import { AuditEntry } from './audit.ts'
import {
  ChannelId,
  Component,
  Concept,
  Instant,
  Intent,
  LeaderId,
  LocalDate,
  LocalTime,
  Month,
  Nation,
  PartnershipId,
  ProgrammeId,
  PromptId,
  ReflectionId,
  SlackTs,
  TeamId,
  Theme,
  UserId,
  WeeklyTime,
  Zone,
} from './model.ts'
import type { Bank } from './prompt.ts'

/** A reflection of someone, by reference. */
export const Item = z.object({ leader: LeaderId, reflection: ReflectionId })
export type Item = z.infer<typeof Item>

/** Figures as they were posted: never calculated again. */
export const Figures = z.object({
  /** Fewest and most people who added something; absent where too few did, or too few did not. */
  band: z.object({ from: z.int(), to: z.int().optional() }).optional(),
  /** Components that enough people tapped. */
  about: z.array(Component),
})
export type Figures = z.infer<typeof Figures>

/** One month's partnership digest. It keeps who and which, never words. */
export const Edition = z.object({
  month: Month,
  dueAt: Instant,
  /** Set once, when it is about to be posted. */
  frozen: z
    .object({
      at: Instant,
      figures: Figures,
      concepts: z.array(Concept),
      named: z.array(Item),
      unnamed: z.array(Item),
      /** All that was counted, so that nothing is counted twice. */
      counted: z.array(Item),
      question: z.object({ id: PromptId, text: z.string() }).optional(),
      small: z.boolean(),
    })
    .optional(),
  missed: z.boolean(),
  ts: SlackTs.optional(),
})
export type Edition = z.infer<typeof Edition>

/** What a partnership has posted. Its settings are the workspace's. */
export const Partnership = z.object({
  schema: z.literal(1),
  id: PartnershipId,
  since: Instant,
  editions: z.array(Edition),
  outbox: z.array(Intent),
})
export type Partnership = z.infer<typeof Partnership>

export const Programme = z.object({
  id: ProgrammeId,
  name: z.string(),
  madeAt: Instant,
  people: z.array(UserId),
  at: WeeklyTime,
  /** The zone of the programme's own weeks; each leader is asked at their own local time. */
  zone: Zone,
  startsOn: LocalDate,
  nation: Nation,
  /** Which theme a week has: the 13-week cycle, each leader's own balance, or a cycle that an admin wrote. */
  rotation: z.union([z.enum(['cycle', 'balance']), z.array(Theme).min(1)]).default('cycle'),
  /** Who answers for what people write here, and how to reach them: shown in the invitation. */
  answersFor: z.string(),
})
export type Programme = z.infer<typeof Programme>

/** What keeps a digest from its channel, or opens the channel to more people than it was set up for. */
export const ChannelTrouble = z.enum(['archived', 'out-of-reach', 'public', 'shared'])
export type ChannelTrouble = z.infer<typeof ChannelTrouble>

/** A partnership as an admin set it up. */
export const PartnershipSettings = z.object({
  id: PartnershipId,
  name: z.string(),
  channel: ChannelId,
  programmes: z.array(ProgrammeId),
  zone: Zone,
  nation: Nation,
  /** The digest of a month is posted on this working day of the next, at this time. */
  digest: z.object({ workingDay: z.int().min(3).max(10), time: LocalTime }),
  /** Fewest people behind a figure, and fewest who stay out of it. */
  thresholds: z.object({ contributors: z.int().min(5), others: z.int().min(3) }),
  /** Seen in Slack; gone once it is mended. `told`: whoever set it up has been written to. */
  trouble: z.object({ is: ChannelTrouble, since: Instant, told: z.boolean() }).optional(),
  /** Those who look after it: they may do a little of what an admin may, to this partnership alone. */
  facilitators: z.array(UserId).default([]),
  /** Who linked the channel. */
  linkedBy: UserId.optional(),
  /** An admin took a public channel all the same, and said why: the consent says so. */
  override: z.object({ by: UserId, at: Instant, why: z.string() }).optional(),
  /** Goes up with every change of an admin's, so that two at once are noticed. */
  revision: z.int().default(0),
})
export type PartnershipSettings = z.infer<typeof PartnershipSettings>

/** Work that spans documents, done bit by bit and taken up again after a crash. */
export const Job = z.discriminatedUnion('is', [
  z.object({ is: z.literal('enrol'), programme: ProgrammeId, users: z.array(UserId) }),
  /** A digest that was posted is to be rewritten: something in it was withdrawn. */
  z.object({ is: z.literal('revise'), partnership: PartnershipId, month: Month }),
  /** Someone deleted everything: their document goes once all else has. */
  z.object({ is: z.literal('forget'), leader: LeaderId }),
])
export type Job = z.infer<typeof Job>

/** What admins set up, and nothing of what anyone wrote. */
export const Workspace = z.object({
  schema: z.literal(1),
  id: TeamId,
  programmes: z.array(Programme),
  partnerships: z.array(PartnershipSettings),
  jobs: z.array(Job),
  /** Admins' own acts. */
  audit: z.array(AuditEntry),
  /** Those whom an admin made an admin here, beside Slack's own and those whom the operator names. */
  appointed: z.array(z.object({ user: UserId, by: UserId, at: Instant })).default([]),
  /** Goes up with every change that can move when anyone wakes. */
  revision: z.int(),
})
export type Workspace = z.infer<typeof Workspace>

/** What a document may read of the workspace when it decides what is due. */
export type Context = {
  programmes: readonly Programme[]
  partnerships: readonly PartnershipSettings[]
  bank: Bank
}
