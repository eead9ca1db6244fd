// The documents that are nobody's own: what admins set up, and what a partnership has posted. They keep who and
// which, and nothing of what anyone wrote. The glossary stands in model.ts.
import { z } from 'zod'
import { AuditEntry } from './audit.ts'
import { DeliveryHealth, healthyDelivery } from './delivery-health.ts'
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
  Zone,
} from './model.ts'
import type { Bank } from './prompt.ts'
import { Schedule } from './rhythm.ts'

/** A reflection of someone, by reference. */
export const Item = z.object({ leader: LeaderId, reflection: ReflectionId })
export type Item = z.infer<typeof Item>

/** Fewest and most people: never how many. */
const Band = z.object({ from: z.int(), to: z.int().optional() })

/** Figures as they were posted: never calculated again. */
export const Figures = z.object({
  /** People who added something; absent where too few did, or too few did not. */
  band: Band.optional(),
  /** Components that enough people tapped. */
  about: z.array(Component),
  /** How people called the challenges that they shared: only where enough did on either side. */
  split: z.object({ technical: Band, adaptive: Band, both: Band.optional() }).optional(),
  /** They are of a whole cycle, and not of the month. */
  ofCycle: z.literal(true).optional(),
})
export type Figures = z.infer<typeof Figures>

/** A team's if-then plan, from the talk about a digest. */
export const TeamPlan = z.object({ when: z.string(), will: z.string() })
export type TeamPlan = z.infer<typeof TeamPlan>

export const teamOutcomes = ['done', 'partly', 'not-yet', 'changed'] as const

/** One month's partnership digest. It keeps who and which, never words: but for what the team says of itself. */
export const Edition = z.object({
  month: Month,
  dueAt: Instant,
  /** Set once, when it is about to be posted. */
  frozen: z
    .object({
      at: Instant,
      figures: Figures,
      /** How many people were behind each figure at least: 5 where it does not say. */
      fewest: z.int().optional(),
      concepts: z.array(Concept),
      named: z.array(Item),
      unnamed: z.array(Item),
      /** All that was counted, so that nothing is counted twice. */
      counted: z.array(Item),
      question: z.object({ id: PromptId, text: z.string() }).optional(),
      /** How many whom it named have deleted everything since: they hide nobody in figures of its cycle. */
      namedAndGone: z.int().optional(),
      /** How many of these the digest of the month before named, too: in a cycle of both they count once. */
      namedBeforeAndGone: z.int().optional(),
      /** The month whose team plan it asks about. */
      asks: Month.optional(),
    })
    .optional(),
  /**
   * The talk that it led to. It belongs to the partnership: nobody keeps who wrote it down, or who spoke. Members of the
   * channel may change it until `openUntil`.
   */
  talk: z.object({ at: Instant, openUntil: Instant, plan: TeamPlan.optional() }).optional(),
  /** What became of the plan that it asks about. */
  happened: z
    .object({ is: z.enum(teamOutcomes), line: z.string().optional(), openUntil: Instant })
    .optional(),
  missed: z.boolean(),
  /** It never appeared, and whoever set the partnership up was told. */
  saidMissed: z.literal(true).optional(),
  /** It may have appeared, and nobody could tell: its figures stand as they were frozen, as if it had. */
  doubted: z.literal(true).optional(),
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

/** Days on which a whole programme is not asked. `until` is the first day back; people are told the reason. */
export const ProgrammePause = z.object({ from: LocalDate, until: LocalDate, reason: z.string() })
export type ProgrammePause = z.infer<typeof ProgrammePause>

/** What citizen leaders are told before they say yes. */
export const ForCitizens = z.object({
  /** What is paid, and how costs are met. */
  paid: z.string(),
  /** Whom to call for support. */
  support: z.string(),
})
export type ForCitizens = z.infer<typeof ForCitizens>

export const Programme = z.object({
  id: ProgrammeId,
  name: z.string(),
  madeAt: Instant,
  /** Goes up with each change by an admin, so that two at once are told of each other. */
  revision: z.int().default(0),
  /** Who is invited: those who were named, or the members of the channel that it follows, as they were last seen. */
  people: z.array(UserId),
  /** A channel whose members are its people, kept in step as they come and go. */
  follows: ChannelId.optional(),
  /** That channel could not be looked at the last time: its people stay as they were last seen. */
  followsLost: z.literal(true).optional(),
  schedule: Schedule,
  /** Whose clock its time is on: each leader's own, or that of the programme's zone. */
  clock: z.enum(['leader', 'programme']).default('leader'),
  /** The zone of the programme's own weeks. */
  zone: Zone,
  startsOn: LocalDate,
  /** The last day on which it asks. */
  endsOn: LocalDate.optional(),
  /** When an admin ended it: nothing is asked after that, and nothing of it is deleted. */
  endedAt: Instant.optional(),
  /** Nothing is asked whose time came before: it was made, its schedule changed, or it was started again then. */
  runsFrom: Instant,
  /** The nation whose public holidays its people are given until they choose their own. */
  nation: Nation,
  pauses: z.array(ProgrammePause).default([]),
  /** Which theme a week has: the 13-week cycle, each leader's own balance, or a cycle that an admin wrote. */
  rotation: z.union([z.enum(['cycle', 'balance']), z.array(Theme).min(1)]).default('cycle'),
  /** The packs whose questions it asks, by name; all that are in use where it names none. */
  packs: z.array(z.string()).default([]),
  /** Hours after a question until the one reminder; whole days keep the leader's own hour. */
  remindAfter: z.union([z.int().min(1).max(312), z.literal('none')]).default(48),
  /** Days after which a question closes; an answer that comes later is taken, and marked late. */
  closesAfterDays: z.int().min(1).max(13).default(6),
  /** When its people look back on a month: on its last working day, or on this working day of the next month. */
  digestOn: z.union([z.literal('last-working-day'), z.int().min(1).max(10)]).default('last-working-day'),
  /** Who answers for what people write here (the controllers): shown in the invitation, as is all that follows. */
  answersFor: z.string(),
  /** How to reach whoever looks after privacy. Empty in a programme older than this field, as is `purpose`. */
  privacyContact: z.string().default(''),
  /** What it is for. That it is not used for appraisal is said of every programme. */
  purpose: z.string().default(''),
  citizens: ForCitizens.optional(),
  lawfulBasis: z.string().optional(),
  processors: z.string().optional(),
  /** When the data protection impact assessment was signed off. */
  assessedOn: LocalDate.optional(),
})
export type Programme = z.infer<typeof Programme>

/** What an admin chooses of a programme; the rest is kept by Balcony itself. */
export const ProgrammeSettings = Programme.omit({
  id: true,
  followsLost: true,
  madeAt: true,
  revision: true,
  endedAt: true,
  runsFrom: true,
})
export type ProgrammeSettings = z.infer<typeof ProgrammeSettings>

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
  /** Its people are to be brought in step with the channel that it follows. */
  z.object({ is: z.literal('follow'), programme: ProgrammeId }),
  /** They are not among a programme's people any more. */
  z.object({ is: z.literal('release'), programme: ProgrammeId, users: z.array(UserId) }),
  /** What people are told of it has changed with this revision: open invitations are to be rewritten. */
  z.object({ is: z.literal('retell'), programme: ProgrammeId, revision: z.int() }),
  /**
   * A digest that was posted is to be rewritten: something in it was withdrawn, or its team wrote something down.
   * `takesOut`: words are to leave it, and if it cannot be rewritten, it goes. `asked` goes up when it is wanted once more
   * while it is being done. `notBefore`: its channel could not be reached.
   */
  z.object({
    is: z.literal('revise'),
    partnership: PartnershipId,
    month: Month,
    takesOut: z.literal(true).optional(),
    asked: z.int().optional(),
    notBefore: Instant.optional(),
  }),
  /** What a team wrote under a digest is to leave the partnership's document, and every digest that shows it. */
  z.object({ is: z.literal('take-out'), partnership: PartnershipId, month: Month }),
  /** Someone deleted everything: their document goes once all else has. */
  z.object({ is: z.literal('forget'), leader: LeaderId }),
])
export type Job = z.infer<typeof Job>

const applied = <Id extends z.ZodType>(id: Id) =>
  z.record(z.string(), z.object({ id, asked: z.record(z.string(), z.json()) }))

/** What was last applied of `balcony.yml`: by its name in the file, which thing it is here and what the file asked of it. */
export const Applied = z.object({ programmes: applied(ProgrammeId), partnerships: applied(PartnershipId) })
export type Applied = z.infer<typeof Applied>

/** What admins set up, and nothing of what anyone wrote. */
export const Workspace = z.object({
  schema: z.literal(2),
  id: TeamId,
  programmes: z.array(Programme),
  partnerships: z.array(PartnershipSettings),
  /** As they were when they were unlinked: what was posted there can still lose words. */
  unlinked: z.array(PartnershipSettings).default([]),
  jobs: z.array(Job),
  applied: Applied.optional(),
  /** Admins' own acts. */
  audit: z.array(AuditEntry),
  /** Those whom an admin made an admin here, beside Slack's own and those whom the operator names. */
  appointed: z.array(z.object({ user: UserId, by: UserId, at: Instant })).default([]),
  /** Questions that an admin switched off, for everyone here. */
  promptsOff: z.array(PromptId).default([]),
  /** How sending goes, in bands. */
  delivery: DeliveryHealth.default(healthyDelivery),
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
