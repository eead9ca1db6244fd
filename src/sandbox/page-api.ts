// What the practice workspace's page may see and do: the contract between the sandbox's server and its page.
// JSON over loopback HTTP under /sandbox/api; every change is announced on one stream of server-sent events,
// and the page then reads its seat again. Types only.
import type { KnownBlock, View } from '@slack/types'

/** Someone who lives in the practice workspace. */
export type Person = {
  id: string
  name: string
  /** Their job, in a few words, as their Slack profile shows it. */
  title: string
  isAdmin: boolean
  /** IANA zone. */
  tz: string
  /** Their account was switched off: they do nothing, and read nothing. */
  isDeactivated?: boolean
}

export type Conversation = {
  id: string
  /** `dm` is a person's own conversation with the app. */
  kind: 'dm' | 'channel'
  name: string
  isPrivate: boolean
  members: string[]
}

export type Message = {
  ts: string
  /** Who wrote it: a person's id, the bot's user id, or USLACKBOT for what Slack itself says. */
  user: string
  /** As Slack keeps it: mrkdwn with `&amp;`, `&lt;` and `&gt;` for the characters themselves. */
  text: string
  blocks?: KnownBlock[]
  files?: MessageFile[]
  /** Set on a reply in a thread: the `ts` of the message that started it. */
  threadTs?: string
  edited: boolean
  /** Set where only this person sees it ("Only visible to you"): gone when the page is loaded anew. */
  ephemeral?: true
}

/** A file that came with a message; `GET …/file/:id` downloads it. `size` is in bytes. */
export type MessageFile = { id: string; name: string; title: string; size: number }

/**
 * A view as it stands on someone's screen: Slack's view payload with the ids that Slack adds. `state` is what its
 * inputs held when they were last sent, so that a page that was closed can fill them again.
 */
export type OpenView = View & { id: string; hash: string; state?: { values: StateValues } }

/** A shortcut of the app's that stands in the menu of every message. */
export type MessageShortcut = { callbackId: string; name: string }

/** The whole practice workspace, seen from no one's seat. */
export type World = {
  team: { id: string; name: string }
  bot: { user: string; name: string }
  people: Person[]
  shortcuts: MessageShortcut[]
  clock: { now: string; moving: boolean }
  limits: boolean
  /** Whether the app is connected by Socket Mode now. */
  connected: boolean
}

/** What one person has on their screen. */
export type Seat = {
  person: Person
  conversations: Conversation[]
  /** By conversation id, oldest first. */
  messages: Record<string, Message[]>
  home?: OpenView
  /** Modals on screen, the topmost last. */
  modals: OpenView[]
}

/** `POST /sandbox/api/as/:user/say` */
export type Say = { channel: string; text: string; threadTs?: string }
/** `POST …/edit` */
export type Edit = { channel: string; ts: string; text: string }
/** `POST …/delete` */
export type Delete = { channel: string; ts: string }

/** State of a view's or message's inputs, as Slack sends it: block id → action id → value. */
export type StateValues = Record<string, Record<string, unknown>>

/** `POST …/press`: a button, a select, an overflow menu … anything that makes Slack send `block_actions`. */
export type Press = {
  at: { message: { channel: string; ts: string } } | { view: string }
  blockId: string
  actionId: string
  /** What Slack puts in the action beside its ids and type: `value`, `selected_option`, `selected_date` … */
  chosen?: Record<string, unknown>
  state?: StateValues
}

/** `POST …/shortcut`: a shortcut of the app's, on any message that the person sees and others see too. */
export type UseShortcut = { callbackId: string; channel: string; ts: string }

/** `POST …/submit` */
export type Submit = { view: string; state: StateValues }
/** Answer to a submission: closed, or errors by block id. */
export type Submitted = { ok: true } | { ok: false; errors: Record<string, string> }
/** `POST …/close` */
export type Close = { view: string }
/** `POST …/command`: the answer is the text or blocks that only this person sees, if any. */
export type Command = { channel: string; command: string; text: string }
export type CommandAnswer = { text?: string; blocks?: KnownBlock[] }
/** `POST …/open-home`, `POST …/open-messages`: the person opens that tab of the app. No body. */

/** `POST /sandbox/api/people/:user`: another time zone, or the account off or on again. Slack tells the app of it. */
export type ChangePerson = { tz?: string; isDeactivated?: boolean }
/** `POST /sandbox/api/clock`: answers once the clock has arrived. */
export type MoveClock = { to: 'next-prompt' | 'next-week' | 'next-digest' | { instant: string } }
/** `POST /sandbox/api/limits`: Slack's rate limits on or off. */
export type SetLimits = { on: boolean }

/** Any answer that is not 2xx. */
export type Refusal = { error: string }

// `say` answers with the Message it made; `press`, `shortcut`, `edit`, `delete`, `close` and `open-home` with {"ok": true}.
// What the app leaves unanswered for three seconds is refused with 504 and words that Slack might use.
// GET /sandbox/api/world → World
// GET /sandbox/api/as/:user → Seat
// GET /sandbox/api/as/:user/file/:id → the file's bytes, to be saved and never shown
// GET /sandbox/api/events → text/event-stream; event `changed` with data {"users": string[] | "all"}: read again
