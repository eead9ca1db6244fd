// Every document that Balcony keeps, as zod schemas whose types share their names.
//
// Glossary (the field's own words; use these and no others):
//   leader        someone who reflects with Balcony, at any level: senior, service, team or citizen
//   level         who a prompt is worded for; a leader chooses their own
//   programme     who is asked, when, and by which rotation; made by an admin
//   schedule      a programme's or a leader's own weekday and local time
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
//   audience      who can read a channel
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

export const dimensions = ['feeling', 'perceiving', 'thinking', 'relating', 'doing', 'being'] as const
export const moves = ['balcony', 'identify', 'regulate', 'attention', 'give-back'] as const
export const concepts = [...dimensions, ...moves] as const
export const Concept = z.enum(concepts)
export type Concept = z.infer<typeof Concept>

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

/** True where this machine's own zone database knows the name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    // Offsets such as +01:00 are accepted by Intl, but know nothing of summer time.
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}
