// A practice workspace for a test, and hands and eyes for its people: they press what they read on the screen and
// see what a person would see. The app behind it is the real one, over its real socket.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KnownBlock } from '@slack/types'
import { expect, onTestFinished } from 'vitest'
import { Instant } from '../../src/domain/model.ts'
import { describeError } from '../../src/log.ts'
import type { Log } from '../../src/ports.ts'
import { type Practice, startPractice } from '../../src/practice.ts'
import { chooseOn, type Filled, fillIn, pressIn, pressOn } from '../../src/sandbox/hands.ts'
import type { Message, OpenView, Submitted } from '../../src/sandbox/page-api.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { people as everyone } from '../../src/sandbox/seed.ts'
import { overRealSockets } from '../real-sockets.ts'
import { patient } from '../sandbox/practice.ts'

export const channel = 'C07NFPARTNR'
/** First names of the nine leaders; Priya is the admin. */
export const leaders = everyone.filter(({ isAdmin }) => !isAdmin).map(({ name }) => first(name))

export type Room = {
  practice: Practice
  sandbox: Sandbox
  /** Where everything is kept: Balcony's documents in `documents`, Slack's side in `slack`. */
  folder: string
  /** Everything that was logged, one JSON line each, as it would be written. */
  log: string[]
  /** Someone, by first name. */
  person(name: string): Person
  /** Moves the clock to an instant, living through everything on the way. */
  moveTo(instant: string): Promise<void>
  now(): string
  /** Ends it before its test does; harmless to repeat. Throws where the log holds errors that nobody expected. */
  end(): Promise<void>
}

export type Person = {
  id: string
  dm: string
  /** What Balcony wrote to them, oldest first: what it says, its buttons, when it came. */
  letters(): Letter[]
  lastLetter(): Letter
  say(text: string, thread?: { ts: string }): Promise<Message>
  edit(message: Message, text: string): Promise<void>
  remove(message: Message): Promise<void>
  /** Presses a button on the newest letter that has it, or on this one. */
  press(label: string, on?: Letter): Promise<void>
  /** Chooses from a menu on the newest letter that has an option with these words. */
  choose(words: string): Promise<void>
  /** Opens the Home tab and reads it. */
  home(): Promise<string>
  pressAtHome(label: string): Promise<void>
  chooseAtHome(words: string): Promise<void>
  /** The window on top: its title and all that it says; undefined where none is open. */
  form(): { title: string; says: string } | undefined
  /** Presses a button in the window on top; where several are alike, the one in or below what begins so. */
  pressInForm(label: string, beside?: string): Promise<void>
  /** Chooses from a menu in the window on top. */
  chooseInForm(words: string): Promise<void>
  /** Fills in the window on top and submits it. */
  submit(filled?: Filled): Promise<Submitted>
  /** Closes the window on top. */
  close(): Promise<void>
}

/** A message of Balcony's, as read on a screen. */
export type Letter = {
  ts: string
  /** The minute in which it came, `2026-01-06T09:00`. */
  at: string
  text: string
  says: string
  buttons: string[]
  thread?: string
  message: Message
}

/** A practice workspace in which nobody does anything by themselves. It ends with its test. */
export const practiceRoom = async ({
  beginsAt = '2026-01-05T08:00:00.000Z',
  faultsExpected = false,
  packs,
}: {
  beginsAt?: string
  /** Folders of packs beside the shipped one. */
  packs?: readonly string[]
  /** Whether the log may hold errors at the end. */
  faultsExpected?: boolean
} = {}): Promise<Room> => {
  overRealSockets()
  const folder = mkdtempSync(join(tmpdir(), 'balcony-room-'))
  const { log, lines } = listeningLog()
  const practice = await startPractice({
    folder,
    lively: false,
    // A minute that happens to pass while a test runs must not act in its place.
    ticks: false,
    beginsAt: Instant.parse(beginsAt),
    patience: patient,
    packs,
    log,
  })
  let ending: Promise<void> | undefined
  const end = async () => {
    await practice.stop()
    rmSync(folder, { recursive: true, force: true })
    if (!faultsExpected) expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([])
  }
  const endOnce = () => {
    ending ??= end()
    return ending
  }
  onTestFinished(endOnce)
  return {
    practice,
    sandbox: practice.sandbox,
    folder,
    log: lines,
    person: (name) => personIn(practice, name),
    moveTo: (instant) => practice.move({ instant }),
    now: () => new Date(practice.clock.now()).toISOString(),
    end: endOnce,
  }
}

/** Priya makes the programme of the whole workspace: Tuesdays at 09:00, with the partnership's channel unless it is ''. */
export const makeProgramme = async (room: Room, filled: Filled = {}): Promise<Submitted> => {
  const priya = room.person('Priya')
  await priya.home()
  await priya.pressAtHome('New programme')
  const wish: Filled = {
    Name: 'Northfield leaders',
    People: leaders.map((name) => idOf(name)),
    Weekday: 'Tuesday',
    'Starts on': room.now().slice(0, 10),
    'Partnership channel': channel,
    'Who answers': 'Northfield Partnership',
    'Privacy contact': 'privacy@northfield.example',
    'What is it for': 'To lead better together across Northfield.',
    'Not for appraisal': 'What people write',
    ...filled,
  }
  return priya.submit(Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== '')))
}

/** A room in which everyone named has accepted; and takes part in the digest, where told. */
export const roomOf = async (
  names: readonly string[],
  options: {
    takingPart?: readonly string[]
    programme?: Filled
  } & Parameters<typeof practiceRoom>[0] = {},
): Promise<Room> => {
  const room = await practiceRoom(options)
  const made = await makeProgramme(room, { People: names.map(idOf), ...options.programme })
  expect(made).toEqual({ ok: true })
  for (const name of names) await room.person(name).press('Yes, ask me')
  for (const name of options.takingPart ?? []) {
    await room.person(name).press('Take part')
    expect(await room.person(name).submit()).toEqual({ ok: true })
  }
  return room
}

/** What a leader may let their partnership have of a reply, as the form words it. */
export const choices = {
  theme: 'Add its theme',
  named: 'Share these words, with my name',
  unnamed: 'Share these words, without my name',
}

/** Answers the open question in the form, and says what the partnership may have of it. */
export const reply = async (
  person: Person,
  text: string,
  choice: string,
  more: Filled = {},
): Promise<void> => {
  await person.press('Write a reply')
  const sent = await person.submit({ 'Your answer': text, 'Share with': choice, ...more })
  expect(sent).toEqual({ ok: true })
}

/** Looks at the preview and says yes, changing what is named. */
export const approve = async (person: Person, changes: Filled = {}): Promise<void> => {
  await person.press('Look and decide')
  expect(await person.submit(changes)).toEqual({ ok: true })
}

/** Whether a letter asks a question. A reminder of one says the same on a locked screen. */
export const isQuestion = ({ text, says }: Letter): boolean =>
  text.startsWith('Balcony’s question') && !says.startsWith('Open until')

/** The partnership's digests that a channel's readers see there. */
export const postsIn = (room: Room, id: string = channel): Letter[] => ofKind('edition', room, id)

/** What Balcony told a channel when it was linked. */
export const introductionsIn = (room: Room, id: string = channel): Letter[] =>
  ofKind('introduction', room, id)

// A reader sees no difference; the key that travels with each message tells what it was posted as.
const ofKind = (kind: 'edition' | 'introduction', { sandbox }: Room, id: string): Letter[] => {
  const keyOf = ({ ts }: Message): string => {
    const call = sandbox
      .calls()
      .find(({ method, response }) => method === 'chat.postMessage' && response?.ts === ts)
    const metadata = call?.arguments.metadata ?? fail(`Nobody remembers how ${ts} was posted.`)
    return (typeof metadata === 'string' ? JSON.parse(metadata) : metadata).event_payload.key
  }
  return (sandbox.person(idOf('Priya')).seat().messages[id] ?? [])
    .filter((message) => keyOf(message).startsWith(`${kind}:`))
    .map(asLetter)
}

export const idOf = (name: string): string => {
  // Someone who came later is named by their id.
  if (/^U0[A-Z0-9]+$/.test(name)) return name
  const found = everyone.find((it) => first(it.name) === name)
  if (!found) throw new Error(`Nobody here is called ${name}.`)
  return found.id
}

const personIn = ({ sandbox, settled }: Practice, name: string): Person => {
  const seat = sandbox.person(idOf(name))
  const letters = () =>
    (seat.seat().messages[seat.dm] ?? []).filter(({ user }) => user !== idOf(name)).map(asLetter)
  const top = () => seat.seat().modals.at(-1)
  return {
    id: idOf(name),
    dm: seat.dm,
    letters,
    lastLetter: () => letters().at(-1) ?? fail(`${name} has no message.`),
    say: async (text, thread) => {
      const said = await seat.say({ channel: seat.dm, text, ...(thread && { threadTs: thread.ts }) })
      await settled()
      return said
    },
    edit: async ({ ts }, text) => {
      await seat.edit({ channel: seat.dm, ts, text })
      await settled()
    },
    remove: async ({ ts }) => {
      await seat.delete({ channel: seat.dm, ts })
      await settled()
    },
    press: async (label, on) => {
      const letter = on ?? letters().findLast(({ buttons }) => buttons.includes(label))
      if (!letter || !(await pressOn(seat, letter.message, label))) fail(`${name} sees no “${label}”.`)
      await settled()
    },
    choose: async (words) => {
      const letter = letters().findLast(({ message }) =>
        JSON.stringify(message.blocks).includes(`"${words}"`),
      )
      if (!letter || !(await chooseOn(seat, { message: letter.message }, words))) {
        fail(`${name} can choose no “${words}”.`)
      }
      await settled()
    },
    home: async () => {
      await seat.openHome()
      await settled()
      return reading((seat.seat().home?.blocks ?? []) as KnownBlock[])
    },
    pressAtHome: async (label) => {
      const { home } = seat.seat()
      if (!home || !(await pressIn(seat, home, label))) fail(`${name}’s Home has no “${label}”.`)
      await settled()
    },
    form: () => {
      const view = top()
      return view && { title: titleOf(view), says: reading(view.blocks as KnownBlock[]) }
    },
    chooseAtHome: async (words) => {
      const { home } = seat.seat()
      if (!home || !(await chooseOn(seat, { view: home }, words))) fail(`${name}’s Home has no “${words}”.`)
      await settled()
    },
    pressInForm: async (label, beside) => {
      const view = top()
      if (!view || !(await pressIn(seat, view, label, { beside })))
        fail(`${name}’s window has no “${label}”.`)
      await settled()
    },
    chooseInForm: async (words) => {
      const view = top()
      if (!view || !(await chooseOn(seat, { view }, words))) fail(`${name}’s window has no “${words}”.`)
      await settled()
    },
    submit: async (filled = {}) => {
      const answer = await fillIn(seat, filled)
      await settled()
      return answer
    },
    close: async () => {
      await seat.close({ view: top()?.id ?? fail('No window is open.') })
      await settled()
    },
  }
}

const asLetter = (message: Message): Letter => ({
  ts: message.ts,
  at: new Date(Number(message.ts) * 1000).toISOString().slice(0, 16),
  text: message.text,
  says: message.blocks ? reading(message.blocks) : message.text,
  buttons: (message.blocks ?? []).flatMap(buttonsOf),
  ...(message.threadTs && { thread: message.threadTs }),
  message,
})

/** All that blocks say, line by line, without what only marks it up. */
const reading = (blocks: readonly KnownBlock[]): string =>
  textsIn(blocks)
    .join('\n')
    .replaceAll(/<!date\^(\d+)[^>]*>/g, (_, seconds: string) =>
      new Date(Number(seconds) * 1000).toISOString(),
    )
    .replaceAll(/[*_]/g, '')

const textsIn = (it: unknown): string[] => {
  if (Array.isArray(it)) return it.flatMap(textsIn)
  if (typeof it !== 'object' || it === null) return []
  return Object.entries(it).flatMap(([key, value]) =>
    (key === 'text' || key === 'initial_value') && typeof value === 'string' ? [value] : textsIn(value),
  )
}

const buttonsOf = (block: KnownBlock): string[] => {
  const controls =
    block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : []
  return controls.flatMap((it) => (it?.type === 'button' ? [it.text.text] : []))
}

const titleOf = (view: OpenView): string => (view.type === 'modal' ? view.title.text : '')

const listeningLog = (): { log: Log; lines: string[] } => {
  const lines: string[] = []
  const write = (level: string) => (fields: object, message: string) => {
    const { err, ...rest } = fields as { err?: unknown }
    lines.push(JSON.stringify({ level, ...rest, ...(err ? { err: describeError(err) } : {}), msg: message }))
  }
  return { log: { info: write('info'), warn: write('warn'), error: write('error') }, lines }
}

function first(name: string): string {
  return name.split(' ')[0] ?? name
}

function fail(why: string): never {
  throw new Error(why)
}
