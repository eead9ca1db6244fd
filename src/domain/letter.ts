// Everything that Balcony posts, as data. A letter is made when its intent is claimed and rendered by the Slack
// side; it is never stored.
import type { PersonalDigest } from './digest.ts'
import type {
  Concept,
  Delivery,
  DeliveryId,
  Figures,
  Instant,
  Month,
  PartnershipId,
  ReflectionId,
} from './model.ts'
import type { Shared } from './sharing.ts'

export type Letter =
  | Invitation
  | Welcome
  | { kind: 'declined' }
  | Question
  | { kind: 'reminder'; delivery: DeliveryId; text: string; closesAt: Instant }
  | Receipt
  | ({ kind: 'digest' } & PersonalDigest)
  | EditionLetter

export type Invitation = { kind: 'invitation'; programme: string; answersFor: string; partnerships: string[] }

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
  reply?: Seen
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
  reply: Seen
  /** The question it was taken to answer; none for a reflection of its own. */
  asked: boolean
  /** Whether it was added to what was already there. */
  added: boolean
}

export type EditionLetter = {
  kind: 'edition'
  name: string
  month: Month
  figures: Figures
  concepts: Concept[]
  shared: Shared
  question?: string
  small: boolean
}
