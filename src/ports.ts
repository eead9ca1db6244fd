// What the flows need from the world outside, as types only. Adapters: store/, slack/, the system's clock.

import type { ExportFile } from './domain/export.ts'
import type { Letter } from './domain/letter.ts'
import type { ChannelId, FileId, Instant, SlackTs, UserId, Zone } from './domain/model.ts'

/** Where the process says what it does, for its operator: ids and facts, never anyone's words. */
export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Tells the time. The sandbox's can be moved. */
export type Clock = { now(): Instant }

/** A document that the store can keep: a plain record with an id that is safe as a file name. */
export type Document = { id: string }

/**
 * One kind of document. `update` and `create` resolve once the document is durable, and what `get` returns is
 * never ahead of what is on disk. Documents are frozen: change a copy.
 */
export type Collection<D extends Document> = {
  /** The document, or undefined where there is none. A damaged document throws `DamagedDocument`. */
  get(id: D['id']): Promise<D | undefined>
  /** Adds a document; throws where its id is taken. */
  create(document: D): Promise<D>
  /**
   * Changes a document; changes of one document happen one after the other, of different documents at once.
   * A change that returns the very document it was given writes nothing. A change that throws changes nothing.
   * Throws where there is no such document.
   */
  update(id: D['id'], change: (current: D) => D): Promise<D>
  /** Removes a document for good; removing one that is not there is no error. */
  remove(id: D['id']): Promise<void>
  /** Every id, in no order that means anything. Damaged documents are not among them. */
  ids(): Promise<D['id'][]>
  /** The id of the document that has this key (see `Described`), if any. */
  find(key: string): Promise<D['id'] | undefined>
  /** Ids of the documents whose `wakeAt` is at or before `before`, earliest first, at most `limit`. */
  due(before: Instant, limit: number): Promise<D['id'][]>
  /** The earliest `wakeAt` of all. */
  nextWake(): Promise<Instant | undefined>
  /** Describes these documents anew: for when what `wakeAt` depends on has changed outside them. */
  reindex(ids: readonly D['id'][]): Promise<void>
}

/** What the store keeps in its index of a document: when it wakes, and the keys by which it is found. */
export type Described = { wakeAt: Instant | undefined; keys: readonly string[] }

/** What came of posting a message. `unknown`: it may or may not have arrived; look before posting again. */
export type Posted =
  | { is: 'sent'; ts: SlackTs }
  | { is: 'refused'; error: string }
  /** `reason` where somebody can mend it. */
  | { is: 'later'; afterSeconds: number; reason?: string }
  | { is: 'unknown' }

/** Says things in Slack. Never repeats a post by itself. */
export type Sender = {
  /** `key` travels in the message's metadata, so that `find` can tell whether it arrived. */
  post(to: { channel: ChannelId; thread?: SlackTs }, letter: Letter, key: string): Promise<Posted>
  /** Shows something else in place of a message of our own. Harmless to repeat. */
  update(at: { channel: ChannelId; ts: SlackTs }, letter: Letter): Promise<Posted>
  /** Takes a message of our own away; one that is not there any more is taken away already. */
  remove(at: { channel: ChannelId; ts: SlackTs }): Promise<Posted>
  /**
   * Puts a file into someone's conversation with us. `named` is told its id before any of it is sent, so that it can be
   * taken away again whatever happens then. Throws where it could not be put there.
   */
  upload(to: ChannelId, file: ExportFile, named: (id: FileId) => Promise<void>): Promise<void>
  /** Takes away a file of our own; one that is not there any more is taken away already. */
  removeFile(id: FileId): Promise<Posted>
  /** The `ts` of our own message that carries this key, in a conversation whose history we may read. */
  find(
    where: { channel: ChannelId; thread?: SlackTs },
    key: string,
    since: Instant,
  ): Promise<SlackTs | undefined>
}

/** Someone, as Slack knows them. */
export type Profile = {
  user: UserId
  zone: Zone
  /** Slack names no zone, or one that is not known here: `zone` is what we assume. */
  isZoneAssumed: boolean
  /** An owner is an admin too. */
  isAdmin: boolean
  isOwner: boolean
  /** No bot, and nobody of another organisation's, whom we may not write to. */
  isPerson: boolean
  isActive: boolean
}

/**
 * A channel as Slack shows it to us. `isShared`: with another organisation; `teams` are all other workspaces that it is
 * connected to, those of the same organisation too. `out-of-reach` where the bot is not in it, or it
 * is gone.
 */
export type ChannelSeen =
  | { is: 'open'; name: string; isPrivate: boolean; isShared: boolean; teams: string[] }
  | { is: 'archived' }
  | { is: 'out-of-reach' }

/** Who can read a channel. */
export type Audience = {
  name: string
  isPrivate: boolean
  isShared: boolean
  teams: string[]
  members: UserId[]
}

/**
 * Who can read a channel, for those who are to decide what it may read: people, without the bots that are known, guests
 * among them, and the names of other organisations that share it ('' where a name is not known). `isWhole` where Slack
 * said all of it in the time that an open form allows; else there may be more.
 */
export type Readers = {
  people: number
  guests: number
  organisations: string[]
  isWhole: boolean
  isPrivate: boolean
  isShared: boolean
  teams: string[]
}

/** A message that a person typed to the bot. */
export type Typed = { ts: SlackTs; thread?: SlackTs; text: string; edited?: SlackTs }

/** Asks Slack who and where. */
export type Directory = {
  /** `unhurried` where nobody waits for it at a screen: it takes its turn, and waits for as long as Slack asks. */
  profile(user: UserId, how?: { unhurried: boolean }): Promise<Profile>
  /** Undefined where the bot is not in the channel. */
  audience(channel: ChannelId): Promise<Audience | undefined>
  /** The same for people's eyes; it takes two seconds at most, longer only where it is `unhurried`. */
  readers(channel: ChannelId, how?: { unhurried: boolean }): Promise<Readers | undefined>
  /** How a channel stands, whether or not the bot is in it. */
  channel(channel: ChannelId): Promise<ChannelSeen>
  /** Throws where it may go well later; `refused` where Slack says that they cannot be written to, and why. */
  openDm(user: UserId): Promise<ChannelId | { refused: string }>
  /** What a person typed in their conversation with us since `after`, threads named in `threads` included, oldest first. */
  typedSince(dm: ChannelId, user: UserId, after: SlackTs, threads: readonly SlackTs[]): Promise<Typed[]>
  /**
   * The newest message that stands in a conversation with us, outside its threads, from `ts` or before it, whoever wrote
   * it; undefined where nothing that old is there any more.
   */
  newestUpTo(dm: ChannelId, ts: SlackTs): Promise<SlackTs | undefined>
}

/** What keeps a pack from being read. `line` counts from 1; `says` is a sentence or two for whoever wrote it. */
export type PackFault = { file: string; line?: number; says: string }

/** The packs of questions, as files that someone may change while Balcony runs. */
export type Packs = {
  /** Reads them all again, and what is asked follows. With a single fault all stays as it was. */
  readAgain(): Promise<PackFault[]>
}
