// A leader’s document, as zod schemas whose types share their names; workspace.ts has the others.
//
// Glossary (the field's own words; use these and no others):
//   leader        someone who reflects with Balcony, at any level: senior, service, team or citizen
//   level         who a prompt is worded for; a leader chooses their own
//   programme     who is asked, when, and by which rotation; made by an admin
//   schedule      when a programme asks: its days and local time; a leader's own day and time beat it
//   concept       one of the six "ways of" of systems leadership or the five moves of adaptive leadership
//   component     one of the seven parts of leading integrated care (Sims and others, 2021)
//   pack, bank    a folder of prompts; all prompts that are in use
//   prompt        one question of the bank
//   delivery      one prompt as it was put to one leader, in the words in which it was asked
//   reflection    what a leader wrote: what, so what, now what
//   sharing       what a leader lets their partnership see of one reflection: nothing (private), its theme, its words
//   partnership   people of several organisations who lead together and have a channel
//   preview       the exact wording that would be posted, shown to its author for a yes before it is
//   digest        a month looked back on: personal (only its reader sees it) or a partnership's
//   edition       one month's partnership digest
//   introduction  what a channel is told once, when it is linked: what Balcony does there
//   audience      who can read a channel
//   commitment    an if-then plan ("now what"), followed up after its date
//   challenge     what a leader is working on over weeks, placed as technical, adaptive or both
//   look-back     a leader's own words of four to eight weeks ago, put before them again
//   set aside     kept for its author alone, and used for nothing until they say so
//   resting       three questions in a row went unanswered: Balcony is silent until the leader says otherwise
//   intent        something to be sent, kept in its document's outbox until it is settled
import { z } from 'zod'

/** A moment, as an ISO string in UTC with milliseconds: instants compare as strings do. */
export const Instant = z.iso.datetime({ precision: 3 }).brand('Instant')
export type Instant = z.infer<typeof Instant>
/** A day on a wall calendar, YYYY-MM-DD, of no zone of its own. */
export const LocalDate = z.iso.date().brand('LocalDate')
export type LocalDate = z.infer<typeof LocalDate>
/** A month on a wall calendar, YYYY-MM. */
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .brand('Month')
export type Month = z.infer<typeof Month>
/** A time on a wall clock, HH:MM, 00:00 to 23:59. */
export const LocalTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .brand('LocalTime')
export type LocalTime = z.infer<typeof LocalTime>
/** An IANA time zone that this machine knows, such as Europe/London. */
export const Zone = z.string().refine(isZone, 'not a time zone that is known here').brand('Zone')
export type Zone = z.infer<typeof Zone>

export const LeaderId = z.string().brand('LeaderId')
export type LeaderId = z.infer<typeof LeaderId>
export const ProgrammeId = z.string().brand('ProgrammeId')
export type ProgrammeId = z.infer<typeof ProgrammeId>
export const PartnershipId = z.string().brand('PartnershipId')
export type PartnershipId = z.infer<typeof PartnershipId>
export const DeliveryId = z.string().brand('DeliveryId')
export type DeliveryId = z.infer<typeof DeliveryId>
export const ReflectionId = z.string().brand('ReflectionId')
export type ReflectionId = z.infer<typeof ReflectionId>
export const PromptId = z.string().brand('PromptId')
export type PromptId = z.infer<typeof PromptId>
export const TeamId = z.string().brand('TeamId')
export type TeamId = z.infer<typeof TeamId>
export const UserId = z.string().brand('UserId')
export type UserId = z.infer<typeof UserId>
export const ChannelId = z.string().brand('ChannelId')
export type ChannelId = z.infer<typeof ChannelId>
/** Slack's message timestamp, which is also a message's name within its channel. */
export const SlackTs = z
  .string()
  .regex(/^\d+\.\d{6}$/)
  .brand('SlackTs')
export type SlackTs = z.infer<typeof SlackTs>

export const FileId = z.string().brand('FileId')
export type FileId = z.infer<typeof FileId>

export const dimensions = ['feeling', 'perceiving', 'thinking', 'relating', 'doing', 'being'] as const
export const moves = ['balcony', 'identify', 'regulate', 'attention', 'give-back'] as const
export const concepts = [...dimensions, ...moves] as const
export const Concept = z.enum(concepts)
export type Concept = z.infer<typeof Concept>

/** What a week is about. Weeks without a concept of their own look back or review. */
export const Theme = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weekly'), concept: Concept }),
  z.object({ kind: z.literal('look-back') }),
  z.object({ kind: z.literal('review') }),
])
export type Theme = z.infer<typeof Theme>

export const levels = ['senior', 'service', 'team', 'citizen'] as const
export const Level = z.enum(levels)
export type Level = z.infer<typeof Level>

/** Sims and others (2021), "What does success look like for leaders of integrated health and social care systems?" */
export const components = [
  'intent',
  'conditions',
  'perspectives',
  'power',
  'wider-view',
  'learning',
  'complexity',
] as const
export const Component = z.enum(components)
export type Component = z.infer<typeof Component>

/** Monday is 1 and Sunday is 7, as in ISO 8601. */
export const Weekday = z.int().min(1).max(7)
export type Weekday = z.infer<typeof Weekday>

/** The nations whose public holidays Balcony knows how to leave alone. */
export const nations = ['england', 'wales', 'scotland', 'northern-ireland', 'none'] as const
export const Nation = z.enum(nations)
export type Nation = z.infer<typeof Nation>

/** A time of the week on a wall clock. */
export const WeeklyTime = z.object({ weekday: Weekday, time: LocalTime })
export type WeeklyTime = z.infer<typeof WeeklyTime>

/** A leader's own time: of the day alone, where a programme of theirs sets the days. */
export const OwnTime = WeeklyTime.partial({ weekday: true })
export type OwnTime = z.infer<typeof OwnTime>

/** Hours of the wall clock in which nothing is sent; may cross midnight. Equal ends mean no quiet hours. */
export const Quiet = z.object({ from: LocalTime, until: LocalTime })
export type Quiet = z.infer<typeof Quiet>

/** How many months replies are kept: revalidation and appraisal come round every two, three and five years. */
export const keepMonthsChoices = [3, 12, 24, 36, 60] as const

/**
 * Something to be sent. It holds references, never words: what it says is written afresh when it is claimed.
 * `waiting → claimed → settled`, or it ends as `failed`, `expired`, `dropped` (no longer wanted) or `uncertain`
 * (posted perhaps, in a place where we may not look).
 */
export const Intent = z.object({
  /** Unique for good; travels in the message's metadata. */
  key: z.string(),
  kind: z.enum([
    'invitation',
    'prompt',
    'reminder',
    'receipt',
    'rest-offer',
    'invitation-back',
    'digest',
    'edition',
    'introduction',
  ]),
  /** What it is about: the id of a delivery, a reflection or a partnership, or a month. */
  about: z.string(),
  notBefore: Instant,
  expiresAt: Instant,
  state: z.discriminatedUnion('is', [
    z.object({ is: z.literal('waiting') }),
    z.object({ is: z.literal('claimed'), at: Instant }),
    z.object({ is: z.literal('settled'), at: Instant, ts: SlackTs }),
    z.object({ is: z.literal('failed'), at: Instant, reason: z.string() }),
    z.object({ is: z.literal('expired'), at: Instant }),
    z.object({ is: z.literal('dropped'), at: Instant }),
    z.object({ is: z.literal('uncertain'), at: Instant }),
  ]),
  /** It was uncertain, and whoever was asked said that it had not appeared: so it is posted without asking once more. */
  isMissing: z.literal(true).optional(),
})
export type Intent = z.infer<typeof Intent>

/** One prompt as it was put to one leader. Its id says which programme and which week. */
export const Delivery = z.object({
  id: DeliveryId,
  programme: ProgrammeId,
  /** Monday of the programme's week that it belongs to. */
  weekOf: LocalDate,
  /** The day that it was set for, where its programme asks by the day and not by the week. */
  setFor: LocalDate.optional(),
  /** As it was asked: a pack may change under people's feet, their history may not. */
  prompt: z.object({
    id: PromptId,
    concept: Concept.optional(),
    kind: z.enum(['weekly', 'diagnosis', 'look-back', 'review']),
    depth: z.enum(['light', 'deep']),
    valence: z.enum(['strength', 'neutral', 'difficulty']),
    text: z.string(),
    soWhat: z.string().optional(),
    /** Whether it asks about citizens' leadership: everyone meets one in each cycle. */
    onCitizens: z.boolean().default(false),
  }),
  /** Where in its programme's cycle its week was, from 0. */
  week: z.int().default(0),
  /** The plan that it opens with, by the reflection in which it was made. */
  followUp: ReflectionId.optional(),
  /** The leader's own words that it puts before them, and how they see them now. */
  lookBack: z
    .object({ reflection: ReflectionId, saw: z.enum(['differently', 'same']).optional() })
    .optional(),
  /** Prompts that *Another question* put aside in this week. */
  swapped: z.array(PromptId),
  /** What *Another question* brought, whether or not they went back from it to the first. */
  another: PromptId.optional(),
  askedAt: Instant,
  closesAt: Instant,
  /** When its leader is reminded of it, should it be open then. */
  remindAt: Instant.optional(),
  /** Its leader asked to be reminded at that moment: then it comes whatever else the week brings. */
  remindWished: z.boolean().default(false),
  /** When they would have been reminded, had they not asked for another time. */
  remindElseAt: Instant.optional(),
  state: z.discriminatedUnion('is', [
    z.object({ is: z.literal('open') }),
    z.object({ is: z.literal('answered'), at: Instant }),
    z.object({ is: z.literal('skipped'), at: Instant }),
    z.object({ is: z.literal('closed'), at: Instant }),
    /** It could not be asked within its window. */
    z.object({ is: z.literal('missed'), at: Instant }),
  ]),
  /** The message that asked it. */
  ts: SlackTs.optional(),
})
export type Delivery = z.infer<typeof Delivery>

/** One stretch of writing, in the order in which it came. */
export const Part = z.object({
  text: z.string(),
  at: Instant,
  from: z.discriminatedUnion('is', [
    z.object({ is: z.literal('modal') }),
    /** Typed in the conversation; `ts` tells one delivery of the same event from another message. */
    z.object({
      is: z.literal('typed'),
      ts: SlackTs,
      thread: SlackTs.optional(),
      edited: SlackTs.optional(),
      /** Changed in the form since: their message still says something else. */
      changedHere: z.literal(true).optional(),
    }),
    /** Taken from a message of theirs elsewhere, which goes its own way from then on. */
    z.object({ is: z.literal('saved'), changedHere: z.literal(true).optional() }),
  ]),
  /**
   * It came back out of a backup that is older than its author's last change: what they took out then is left out, and
   * what they wrote instead is not known.
   */
  lacks: z.literal(true).optional(),
})
export type Part = z.infer<typeof Part>

/** Heifetz, Grashow and Linsky (2009): a known solution and enough expertise, or values and beliefs that must change. */
export const placements = ['technical', 'adaptive', 'both'] as const
export const Placement = z.enum(placements)
export type Placement = z.infer<typeof Placement>

/** What a leader lets one partnership see of one reflection. No share at all means private. */
export const Share = z.object({
  choice: z.enum(['theme', 'words']),
  named: z.boolean(),
  stage: z.discriminatedUnion('is', [
    /** Waits for the next preview. */
    z.object({ is: z.literal('offered') }),
    /**
     * Shown to its author, who has not answered. Carried over once, then private. `words` is the wording that they said
     * yes to before the channel opened to more people: that yes no longer holds, so they are asked anew.
     */
    z.object({
      is: z.literal('previewed'),
      month: Month,
      carried: z.boolean(),
      anew: z.object({ words: z.string().optional() }).optional(),
    }),
    /** Their yes, to exactly this wording, given when the channel was open to this audience. */
    z.object({
      is: z.literal('approved'),
      at: Instant,
      words: z.string().optional(),
      /** How they called their challenge there, where the question asked for it: it is counted with the rest. */
      placed: z.enum(placements).optional(),
      /** What they had tapped that it was about, as the preview showed it. A yes that is older than this counts none. */
      about: z.array(Component).optional(),
      /** `teams` are the other workspaces that the channel was connected to. A yes that is older than this knew of none. */
      audience: z.object({
        isPrivate: z.boolean(),
        isShared: z.boolean(),
        teams: z.array(z.string()).optional(),
      }),
    }),
  ]),
})
export type Share = z.infer<typeof Share>

export const Reflection = z.object({
  id: ReflectionId,
  delivery: DeliveryId.optional(),
  concept: Concept.optional(),
  /** The question as it was asked; free reflections have none. */
  asked: z.string().optional(),
  at: Instant,
  late: z.boolean(),
  parts: z.array(Part).min(1),
  soWhat: Part.optional(),
  nowWhat: Part.optional(),
  /** Which small question someone who types is asked, under which message of theirs, and the thread to answer it in. */
  coaching: z
    .object({ asks: z.enum(['so-what', 'now-what', 'nothing']), under: SlackTs, thread: SlackTs })
    .optional(),
  /** Its author wants it left alone: never in a look-back again. */
  notAgain: z.boolean().default(false),
  /**
   * What it may be used for beside being read by its author. `set-aside` says that it is used for nothing, and never
   * why; `confirmed`, that its author looked at these words and says that they may be used.
   */
  reuse: z.enum(['open', 'set-aside', 'confirmed']).default('open'),
  /** "What was this about?", as its author tapped. */
  about: z.array(Component),
  shares: z.record(PartnershipId, Share),
})
export type Reflection = z.infer<typeof Reflection>

/** An if-then plan. Its words are the reflection's "now what": they are nowhere twice. */
export const Commitment = z.object({
  reflection: ReflectionId,
  madeAt: Instant,
  dueOn: LocalDate,
  /** The delivery that asked about it, while that has not been answered. */
  askedIn: DeliveryId.optional(),
  /** It was "not yet" once: the second time it is put down. */
  carried: z.boolean(),
  state: z.discriminatedUnion('is', [
    z.object({ is: z.literal('live'), helped: z.string().optional() }),
    z.object({
      is: z.enum(['done', 'partly', 'changed', 'dropped', 'put-down']),
      at: Instant,
      helped: z.string().optional(),
    }),
  ]),
})
export type Commitment = z.infer<typeof Commitment>

/** What a leader works on over weeks. One at most is live. */
export const Challenge = z.object({
  name: z.string(),
  namedAt: Instant,
  /** The reply in whose form it was named: whoever deletes that deletes the name with it. */
  namedWith: ReflectionId.optional(),
  /** Every call they made of it, in order. */
  placed: z.array(z.object({ as: Placement, at: Instant })),
  state: z.discriminatedUnion('is', [
    z.object({ is: z.literal('live') }),
    z.object({ is: z.literal('parked'), at: Instant }),
    z.object({ is: z.literal('closed'), at: Instant }),
  ]),
  /** Its name is not brought up again until its leader says otherwise. It never says why. */
  setAside: z.literal(true).optional(),
})
export type Challenge = z.infer<typeof Challenge>

const Stage = z.discriminatedUnion('is', [
  z.object({ is: z.literal('invited'), since: Instant }),
  z.object({ is: z.literal('active'), since: Instant }),
  /** `until` is the first day on which they may be asked again. */
  z.object({ is: z.literal('paused'), since: Instant, until: LocalDate }),
  /** `invitedBack`: the one warm offer to start again was made. */
  z.object({ is: z.literal('resting'), since: Instant, invitedBack: z.boolean() }),
  z.object({ is: z.literal('declined'), since: Instant }),
  z.object({ is: z.literal('left'), since: Instant }),
])

/** Everything Balcony knows of one person. Deleting the document forgets them. */
export const Leader = z.object({
  schema: z.literal(1),
  /** Random: the only name in files and logs. */
  id: LeaderId,
  slack: z.object({ team: TeamId, user: UserId, dm: ChannelId }),
  stage: Stage,
  /** Since when they take part without a break: what they typed before is no reply. */
  takesPartSince: Instant.optional(),
  /** Their account in this workspace is closed: nothing is sent until it is open again. */
  closedAt: Instant.optional(),
  settings: z.object({
    /** Undefined until they choose: prompts are then worded for all. */
    level: Level.optional(),
    /** What they call themselves, in their own words. */
    title: z.string().optional(),
    zone: Zone,
    /** Their own choice stays; Slack's follows them when they travel. */
    zoneFrom: z.enum(['slack', 'own']).default('slack'),
    /** Their own day and time, which beat the programme's. */
    at: OwnTime.optional(),
    /** Every week, or every other week. */
    everyWeeks: z.union([z.literal(1), z.literal(2)]).default(1),
    nation: Nation,
    quiet: Quiet.optional(),
    keepMonths: z.literal(keepMonthsChoices).default(12),
    /** Whether messages in Slack may carry the leader's own words, or only the forms that they open. */
    words: z.enum(['discreet', 'shown']).default('discreet'),
  }),
  programmes: z.array(ProgrammeId),
  /** Programmes that an admin named them for when they took part already: each asks for a yes of its own. */
  further: z
    .array(z.object({ programme: ProgrammeId, is: z.enum(['invited', 'declined']), ts: SlackTs.optional() }))
    .default([]),
  /** Programmes that they said yes to, and whose people they are not among just now. */
  away: z.array(ProgrammeId).default([]),
  deliveries: z.array(Delivery),
  /** The latest week of each programme that could not be asked; or its latest day, where it asks by the day. */
  missedWeeks: z.array(
    z.object({ programme: ProgrammeId, weekOf: LocalDate, setFor: LocalDate.optional(), at: Instant }),
  ),
  reflections: z.array(Reflection),
  commitments: z.array(Commitment).default([]),
  challenges: z.array(Challenge).default([]),
  optIns: z.record(PartnershipId, Instant),
  digests: z.array(
    z.object({
      month: Month,
      at: Instant,
      missed: z.boolean(),
      ts: SlackTs.optional(),
      /** When the one before was, where that is no longer on record. */
      from: Instant.optional(),
    }),
  ),
  invitation: z.object({ ts: SlackTs }).optional(),
  outbox: z.array(Intent),
  /** Files with their words that they had made for themselves. */
  files: z.array(z.object({ id: FileId, at: Instant })).default([]),
  /**
   * What of ours in Slack is to change there: messages and files that hold words which their author deleted, and messages,
   * receipts among them, that Slack would not write anew just then.
   */
  toClear: z
    .array(
      z.object({
        what: z.discriminatedUnion('is', [
          z.object({ is: z.literal('message'), ts: SlackTs }),
          z.object({ is: z.literal('receipt'), ts: SlackTs }),
          z.object({ is: z.literal('file'), id: FileId }),
        ]),
        notBefore: Instant,
      }),
    )
    .default([]),
  /** Yeses of theirs that ended: digests that show what they were for are to be rewritten. */
  toRevise: z
    .array(z.object({ partnership: PartnershipId, reflection: ReflectionId, since: Instant }))
    .default([]),
  /** The newest message of theirs that was taken in. */
  lastSeenTs: SlackTs,
  /** Messages that their author deleted: an event that comes late must not bring them back. */
  forgottenTs: z.array(SlackTs),
})
export type Leader = z.infer<typeof Leader>

/** True where this machine's own zone database knows the name. */
export function isZone(name: string): boolean {
  if (zonesMet.has(name)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
  } catch {
    return false
  }
  // Offsets such as +01:00 are accepted by Intl, but know nothing of summer time.
  const isNamed = /^[A-Za-z]/.test(name)
  if (isNamed) zonesMet.add(name)
  return isNamed
}

/** Asking takes a while, and every document is asked about each time that it is saved. */
const zonesMet = new Set<string>()
