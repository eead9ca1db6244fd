// What a person can do at their seat, whether a page or a test moves their hands. Each verb does to the workspace
// what a Slack client would, and tells the app. Whatever they cannot do throws NotDone, with words for them.
import { randomUUID } from 'node:crypto'
import { addEphemeral, contentOf, editedTs } from './chat-methods.ts'
import { takeAway } from './deletions.ts'
import type { FileBytes } from './file-bytes.ts'
import { formsOf } from './forms.ts'
import { NotDone } from './not-done.ts'
import type {
  Close,
  Command,
  CommandAnswer,
  Delete,
  Edit,
  Message,
  Press,
  Say,
  Seat,
  Submit,
  Submitted,
  UseShortcut,
} from './page-api.ts'
import { calledAs, changed, posted, usernameOf, viewShape } from './payloads.ts'
import { Answered, type Responses } from './responses.ts'
import { openConversation, someone } from './seat-checks.ts'
import { bot, type Channel, type Member } from './seed.ts'
import type { SocketMode } from './socket-mode.ts'
import type { Triggers } from './triggers.ts'
import {
  addPost,
  dmIdOf,
  escaped,
  modalsOf,
  type Post,
  postAt,
  replacePost,
  seatOf,
  setModals,
  shownMessage,
  type Workspace,
} from './workspace.ts'

/** Someone's seat in the practice workspace. Every verb rejects with NotDone where Slack would not let them. */
export type PersonAtSeat = {
  /** The id of their conversation with the app. */
  dm: string
  seat(): Seat
  say(body: Say): Promise<Message>
  edit(body: Edit): Promise<void>
  delete(body: Delete): Promise<void>
  /** Resolves once the app has acknowledged it. */
  press(body: Press): Promise<void>
  /** Resolves once the app has acknowledged it. */
  shortcut(body: UseShortcut): Promise<void>
  /** Resolves once the app has acknowledged it; `ok: false` with errors by block id where the form stays open. */
  submit(body: Submit): Promise<Submitted>
  close(body: Close): Promise<void>
  /** Resolves with what the app answered in its acknowledgement, if anything, for this person's eyes. */
  command(body: Command): Promise<CommandAnswer>
  openHome(): Promise<void>
  openMessages(): Promise<void>
  /** Takes up the other of their two devices: windows that are open on this one stay open there. */
  switchDevice(): void
  /** What is in a file that came with a message they can see. */
  file(id: string): Promise<{ name: string; bytes: Buffer }>
}

/** What people's doings need of the sandbox. */
export type Around = {
  workspace: Workspace
  socketMode: SocketMode
  triggers: Triggers
  responses: Responses
  fileBytes: FileBytes
  /** Tells the app of an event. */
  tell(event: Record<string, unknown>): void
  /** Why a command cannot be given, or undefined. */
  faultOfCommand(command: string): string | undefined
  /** Why a shortcut cannot be used, or undefined. */
  faultOfShortcut(callbackId: string): string | undefined
}

/** Where the windows of someone's other device are kept: no one's id has a space. */
const elsewhere = (user: string): string => `${user} elsewhere`

/** The longest message that Slack's own clients send. */
const longestMessage = 12_000

export function atSeat(around: Around, user: string): PersonAtSeat {
  const { workspace, tell } = around
  const person = () => someone(workspace, user)
  const seat = () => {
    const seen = seatOf(workspace, user)
    if (!seen) throw new NotDone(`Nobody here has the id ${user}.`, 404)
    return seen
  }
  const forms = formsOf(around, person)

  const ownPost = (body: Delete): { channel: Channel; post: Post } => {
    const channel = openConversation(workspace, person(), body.channel)
    const post = postAt(workspace, channel.id, body.ts)
    if (!post || post.isTombstone) throw new NotDone('That message is no longer there.', 404)
    if (post.user !== user) throw new NotDone('Only who wrote a message can change it.', 403)
    return { channel, post }
  }

  return {
    ...forms,
    dm: dmIdOf(user),
    seat,
    async say(body) {
      const channel = openConversation(workspace, person(), body.channel)
      const starter = body.threadTs ? postAt(workspace, channel.id, body.threadTs) : undefined
      if (body.threadTs && (!starter || starter.threadTs || starter.only)) {
        throw new NotDone('That thread is no longer there.', 404)
      }
      const post = addPost(workspace, channel, {
        ts: workspace.nextTs(),
        user,
        text: typedText(body.text),
        clientMsgId: randomUUID(),
        ...(body.threadTs ? { threadTs: body.threadTs } : {}),
      })
      if (channel.kind === 'dm') tell(posted(workspace, channel, post))
      return shownMessage(post)
    },
    async edit(body) {
      const { channel, post: before } = ownPost(body)
      const text = typedText(body.text)
      if (text === before.text) return
      const edited = { user, ts: editedTs(workspace.now(), before) }
      const post = replacePost(workspace, channel, { ...before, text, edited })
      if (channel.kind === 'dm')
        tell(changed(workspace, channel, { now: post, before, ts: workspace.nextTs() }))
    },
    async delete(body) {
      const { channel, post: before } = ownPost(body)
      const event = takeAway(workspace, channel, before)
      if (channel.kind === 'dm') tell(event)
    },
    async command(body) {
      const channel = openConversation(workspace, person(), body.channel)
      const fault = around.faultOfCommand(body.command)
      if (fault) throw new NotDone(fault)
      const outcome = await around.socketMode.ask(
        'slash_commands',
        commandShape(around, person(), channel, body),
      )
      if (outcome.is === 'unanswered') {
        const error = outcome.wasSent ? 'operation_timeout' : 'dispatch_failed'
        throw new NotDone(`${body.command} failed with the error "${error}"`, 504)
      }
      return answerToCommand(around, channel, user, outcome.payload)
    },
    async openHome() {
      const home = workspace.held.homes[person().id]
      tell({
        type: 'app_home_opened',
        user,
        channel: dmIdOf(user),
        tab: 'home',
        ...(home ? { view: viewShape(workspace, home) } : {}),
        event_ts: workspace.nextTs(),
      })
    },
    async openMessages() {
      const channel = dmIdOf(person().id)
      tell({ type: 'app_home_opened', user, channel, tab: 'messages', event_ts: workspace.nextTs() })
    },
    switchDevice() {
      const [here, there] = [modalsOf(workspace, user), modalsOf(workspace, elsewhere(user))]
      setModals(workspace, elsewhere(user), here)
      setModals(workspace, user, there)
    },
    async file(id) {
      person()
      const messages = Object.values(seat().messages).flat()
      const file = messages.flatMap(({ files }) => files ?? []).find((it) => it.id === id)
      const bytes = file && around.fileBytes.read(file.id)
      if (!bytes) throw new NotDone('That file is no longer there.', 404)
      return { name: file.name, bytes }
    },
  }
}

function typedText(text: string): string {
  if (text.trim() === '') throw new NotDone('A message needs some text.')
  if (text.length > longestMessage) {
    throw new NotDone(
      `Your message is too long: it has ${text.length} characters of ${longestMessage} at most.`,
    )
  }
  return escaped(text)
}

const commandShape = (around: Around, person: Member, channel: Channel, body: Command) => ({
  token: 'practice',
  team_id: around.workspace.held.team.id,
  team_domain: around.workspace.held.team.domain,
  channel_id: channel.id,
  channel_name: calledAs(channel),
  user_id: person.id,
  user_name: usernameOf(person),
  command: body.command,
  text: body.text.trim(),
  api_app_id: bot.app,
  is_enterprise_install: 'false',
  response_url: around.responses.urlFor({ channel, user: person.id }),
  trigger_id: around.triggers.issue(person.id),
})

/** An answer in the acknowledgement: for everyone where it says so, else for this person alone. */
function answerToCommand(around: Around, channel: Channel, user: string, payload: unknown): CommandAnswer {
  const { workspace } = around
  const parsed = Answered.safeParse(payload ?? {})
  if (!parsed.success) throw new NotDone('The command failed with the error "invalid_command_response"', 502)
  if (parsed.data.text === undefined && parsed.data.blocks === undefined) return {}
  const content = contentOf(parsed.data)
  if (content.is === 'refused') {
    throw new NotDone('The command failed with the error "invalid_command_response"', 502)
  }
  if (parsed.data.response_type === 'in_channel') {
    const post = addPost(workspace, channel, {
      ts: workspace.nextTs(),
      user: bot.user,
      text: content.text ?? '',
      ...(content.blocks ? { blocks: content.blocks } : {}),
    })
    if (channel.kind === 'dm') around.tell(posted(workspace, channel, post))
    return {}
  }
  const post = addEphemeral(workspace, channel, user, content)
  return { text: post.text, ...(post.blocks ? { blocks: post.blocks } : {}) }
}
