// Everything that Balcony posts, as data. A letter is made when its intent is claimed and rendered by the Slack
// side; it is never stored.

import type { RemindTime } from './delivery.ts'
import type { PersonalDigest } from './digest.ts'
import type {
  ChannelId,
  Commitment,
  Concept,
  Delivery,
  DeliveryId,
  Instant,
  LocalDate,
  Month,
  PartnershipId,
  ProgrammeId,
  ReflectionId,
  SlackTs,
} from './model.ts'
import type { IdentifierKind } from './safe-to-write.ts'
import type { Shared } from './sharing.ts'
import type { Happened } from './talk.ts'
import type { ChannelTrouble, Figures, Programme, TeamPlan } from './workspace.ts'

export type Letter =
  | Invitation
  | FurtherInvitation
  | Welcome
  | { kind: 'declined' }
  | Question
  | { kind: 'reminder'; delivery: DeliveryId; text: string; closesAt: Instant }
  | Receipt
  /** Shown in place of a receipt: it was no reply. */
  | { kind: 'not-a-reply'; ts: SlackTs }
  | RestOffer
  | TestQuestion
  | PersonalLetter
  | EditionLetter
  | IntroductionLetter
  /** Whoever runs Balcony did something for them that they had asked for, or took a copy of what is theirs. */
  | { kind: 'on-request'; is: 'sent' | 'sent-in-part' }
  | { kind: 'on-request'; is: 'filed'; reason: string }
  /** To the admin who set a partnership up. */
  | { kind: 'channel-trouble'; name: string; channel: ChannelId; trouble: ChannelTrouble }
  /** To the same: a digest never appeared. */
  | { kind: 'digest-missed'; name: string; month: Month }

/** What someone is told of a programme before they say yes. */
export type ProgrammeFacts = Pick<
  Programme,
  | 'name'
  | 'answersFor'
  | 'privacyContact'
  | 'purpose'
  | 'citizens'
  | 'lawfulBasis'
  | 'processors'
  | 'assessedOn'
> & { often: Programme['schedule']['is'] }

export type Invitation = {
  kind: 'invitation'
  programme: string
  facts: ProgrammeFacts[]
  partnerships: string[]
}

/** To someone who takes part already: one more programme, or what they said to it. */
export type FurtherInvitation = {
  kind: 'further-invitation'
  id: ProgrammeId
  programme: string
  facts: ProgrammeFacts
  partnerships: string[]
  state: 'invited' | 'joined' | 'declined'
}

export type Welcome = {
  kind: 'welcome'
  next?: Instant
  /** Partnerships whose digest they may take part in. */
  partnerships: { id: PartnershipId; name: string; optedIn: boolean }[]
  mayAskNow: boolean
}

export type Question = {
  kind: 'prompt'
  delivery: DeliveryId
  theme: { concept?: Concept; kind: Delivery['prompt']['kind'] }
  text: string
  state: Delivery['state']['is']
  closesAt: Instant
  maySwap: boolean
  /** They had another question, and may have the first again. */
  maySwapBack: boolean
  /** It was left for this week, and can still be answered. */
  mayTakeUp: boolean
  /** When they asked to be reminded of it. */
  remindAt?: Instant
  /** When *Later* offers to remind of it. */
  remindTimes: readonly RemindTime[]
  /** They left while it was open. */
  hasLeft?: boolean
  /** The first day on which they are asked again, while they pause with this one open. */
  pausedUntil?: LocalDate
  reply?: Seen
  /** A plan that was due: how did it go? Its words only where their leader wants words in messages. */
  plan?: { reflection: ReflectionId; words?: string; outcome: Commitment['state']['is']; carried: boolean }
  /** Their own words of weeks ago, put before them again. */
  lookBack?: {
    /** Its words were deleted, set aside or left alone since. */
    isGone: boolean
    words?: string
    saw?: 'differently' | 'same'
  }
  /** The live challenge, for the moves that are best made with it in mind. */
  challenge?: { name?: string }
}

/** Who can see a reply, for its author. */
export type Seen = {
  reflection: ReflectionId
  late: boolean
  /** Partnerships that would see something, once their author says yes at the preview. Empty: private. */
  sharedWith: { name: string; choice: 'theme' | 'words'; named: boolean; approved: boolean }[]
}

export type Receipt = {
  kind: 'receipt'
  /** The message that it answers. */
  ts: SlackTs
  /** What its author should look at before it is used for anything; undefined where there is nothing. */
  mind?: { identifiers: readonly IdentifierKind[]; always: boolean }
  /** They looked, and it may be used. */
  confirmed: boolean
  /** It was changed in the form since: the message itself still says what it said. */
  changedHere: boolean
  reply: Seen
  /** The question it was taken to answer; none for a reflection of its own. */
  asked: boolean
  /** What it was taken as: an answer, more of it, or the answer to a small question. */
  as: 'answer' | 'added' | 'so-what' | 'now-what'
  /** The next small question, for someone who types; never more than two. */
  next?: { asks: 'so-what'; question: string } | { asks: 'now-what' }
}

/** The next question of a programme, for an admin who wants to see how it would come. */
export type TestQuestion = { kind: 'test-question'; programme: string; question: Question }

/** After three questions without a word, or at the next cycle: what would help, if anything? */
export type RestOffer = {
  kind: 'rest-offer'
  again: boolean
  /** `no-programme`: whatever they choose, nothing can be asked of them. */
  state: 'resting' | 'active' | 'paused' | 'left' | 'no-programme'
}

export type PersonalLetter = { kind: 'digest' } & PersonalDigest

export type EditionLetter = {
  kind: 'edition'
  partnership: PartnershipId
  name: string
  month: Month
  figures: Figures
  /** How many people are behind each of them at least. */
  fewest: number
  concepts: Concept[]
  shared: Shared
  question?: string
  /** What the team said that it would do when it talked before, and what became of it. */
  lastTime?: { plan: TeamPlan; happened?: Happened }
  /** They talked about this one. */
  talk?: { plan?: TeamPlan; openUntil: Instant }
}

/** To a channel that was linked. It says how everyone in it can take part, and nothing of who does. */
export type IntroductionLetter = {
  kind: 'introduction'
  /** How often its programmes ask. */
  often: Programme['schedule']['is']
  /** The digest of a month is posted on this working day of the next. */
  workingDay: number
  /** When the first is. */
  firstAt: Instant
  /** With another organisation. */
  isShared: boolean
  /** Where so few can read the channel that there may be no figures: how many people it takes for those. */
  fewest?: number
  privacyContacts: string[]
}
