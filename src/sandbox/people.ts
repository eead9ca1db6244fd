// The people of the practice workspace living their weeks: they accept, answer, leave things alone, make plans,
// look back, share, and say yes at a preview, through the same screen and socket as anyone. Whoever is played from
// the page is left to the person who plays them.
import type { KnownBlock } from '@slack/types'
import { answers, type Habit, habits, outcomes, plans, soWhats, subjects, wordSharers } from './habits.ts'
import { chooseOn, type Filled, fillIn, pressOn } from './hands.ts'
import { NotDone } from './not-done.ts'
import type { Message, OpenView, Person } from './page-api.ts'
import type { PersonAtSeat } from './person.ts'

export type People = {
  /** When the next of them will do something (ms since 1970), or undefined. */
  nextAct(): number | undefined
  /** Everyone does what they would have done by now. */
  act(): Promise<void>
}

export type Living = {
  people: readonly Person[]
  seatOf(user: string): PersonAtSeat
  now(): number
  /** People whom someone at the page plays. */
  isPlayed(user: string): boolean
  /** Resolves once the app has done what it was asked to: a form opens a moment after the press. */
  settled(): Promise<void>
  /** What someone might answer to a question, where more is known than these people know. */
  answerTo?(question: string): string | undefined
  /** Told of what someone put into a form: by label, as it stood when they sent it. */
  wrote?(user: string, filled: Filled): void
}

/** Someone with something on their screen that they will get round to. */
type Doing = { at: number; key: string; who: Person; message: Message; label: string; habit: Habit }

const minute = 60_000
const hour = 60 * minute

export const livelyPeople = (living: Living): People => {
  const { people, seatOf, now, isPlayed } = living
  const done = new Set<string>()
  const told = new Map<string, number>()

  const waiting = (): Doing[] =>
    people
      .filter(({ id }) => !isPlayed(id))
      .flatMap((who) => {
        const seat = seatOf(who.id)
        const habit = habits[who.id]
        if (!habit || seat.seat().person.isDeactivated) return []
        return (seat.seat().messages[seat.dm] ?? []).flatMap((message) =>
          message.blocks ? thingsToDo(who, habit, message) : [],
        )
      })
      .filter(({ key }) => !done.has(key))

  // Each list is gone through before it begins again, from a place of the person's own.
  const nextOf: Next = (who, list, name, first) => {
    const key = `${who.id} ${name}`
    const index = told.get(key) ?? first ?? hash(key) % list.length
    told.set(key, index + 1)
    return list[index % list.length] ?? ''
  }

  return {
    nextAct: () => {
      const times = waiting().map(({ at }) => at)
      return times.length > 0 ? Math.min(...times) : undefined
    },
    act: async () => {
      for (const doing of waiting().filter(({ at }) => at <= now())) {
        done.add(doing.key)
        await doIt(living, doing, nextOf).catch(async (error: unknown) => {
          // The app did not answer, as on a busy machine: like anyone they try once more.
          if (!(error instanceof NotDone && error.status === 504)) throw error
          await living.settled()
          await doIt(living, doing, nextOf)
        })
      }
    },
  }
}

/** What a message asks of someone, and when they would get round to it. */
const thingsToDo = (who: Person, habit: Habit, message: Message): Doing[] => {
  const written = Number(message.ts) * 1000
  const chance = (n: number, salt: string) => chanceOf(who, message, n, salt)
  const labels = labelsOf(message)
  const doing = (label: string, after: number): Doing[] =>
    labels.includes(label)
      ? [{ at: awake(written + after), key: `${who.id}:${message.ts}:${label}`, who, message, label, habit }]
      : []
  const isNew = labels.includes('Not this week') || labels.includes('Not today')
  const answers = chance(10, 'leave') >= habit.leaves
  const round = (label: string) => doing(label, (1 + chance(40, 'write')) * hour)
  return [
    ...doing('Yes, ask me', (1 + chance(4 * 60, 'yes')) * minute),
    ...(habit.shares ? doing('Take part', (10 + chance(60, 'part')) * minute) : []),
    ...doing('Look and decide', (1 + chance(20, 'look')) * hour),
    ...doing('Done', (1 + chance(9, 'small')) * minute),
    ...doing('Choose', (1 + chance(30, 'plan')) * hour),
    ...(isNew && answers
      ? [...round('Write a reply'), ...lookingBack(chance(4, 'back')).flatMap(round)]
      : []),
    // Now and then a question is just let go by.
    ...(isNew && !answers && chance(2, 'silence') === 0
      ? [...doing('Not this week', (2 + chance(60, 'skip')) * hour), ...doing('Not today', hour)]
      : []),
    ...doing('Carry on weekly', (20 + chance(90, 'carry')) * hour),
    ...doing('Start again', (1 + chance(20, 'again')) * hour),
  ]
}

// Nobody answers in the middle of the night.
const awake = (ms: number): number => {
  const hourOfDay = new Date(ms).getUTCHours()
  return hourOfDay < 7 ? ms + (7 - hourOfDay) * hour : ms
}

const lookingBack = (chance: number): string[] =>
  chance === 0 ? ['The same'] : ['Read my words', 'I see it differently']

type Next = (who: Person, list: readonly string[], name: string, first?: number) => string

// Those who share words are at places that differ, and stay so whoever lets a question go by: so a digest does not say one
// thing twice.
const answerTo = (living: Living, { who, message }: Doing, nextOf: Next): string => {
  const head = headOf(message)
  const list = answers[head]
  const place = wordSharers.indexOf(who.id)
  if (!list) return nextOf(who, answers[''] ?? [], '', place < 0 ? undefined : place)
  if (place < 0) return nextOf(who, list, head)
  const seat = living.seatOf(who.id)
  const asked = (seat.seat().messages[seat.dm] ?? []).filter(
    (it) => it.blocks && it.ts < message.ts && headOf(it) === head,
  )
  return list[(place + asked.length) % list.length] ?? ''
}

const doIt = async (living: Living, doing: Doing, nextOf: Next): Promise<void> => {
  const { who, habit, message, label } = doing
  const seat = living.seatOf(who.id)
  const head = headOf(message)
  const isQuestion =
    label === 'Write a reply' || label === 'Read my words' || label === 'I see it differently'
  const text = isQuestion ? (living.answerTo?.(questionOf(message)) ?? answerTo(living, doing, nextOf)) : ''
  if (label === 'Write a reply' && habit.types && head !== naming) {
    await seat.say({ channel: seat.dm, text })
    return
  }
  if (label === 'Choose') {
    await chooseOn(seat, { message }, nextOf(who, outcomes, 'outcome'))
    return
  }
  if (label === 'Done' && chanceOf(who, message, 3, 'small answer') > 0) {
    const isPlan = (message.blocks ?? []).some(
      (it) => it.type === 'section' && it.text?.text.startsWith('*Now what?*'),
    )
    const small = isPlan ? nextOf(who, plans, 'plan') : nextOf(who, soWhats, 'so what')
    await seat.say({ channel: seat.dm, text: small, threadTs: message.threadTs ?? message.ts })
    return
  }
  await pressOn(seat, message, label)
  await living.settled()
  if (label === 'Yes, ask me') await chooseLevel(living, doing)

  const form = seat.seat().modals.at(-1)
  if (!form) return
  const submits = 'submit' in form && form.submit
  const filled = isQuestion ? reply(doing, text, nextOf) : {}
  if (submits) living.wrote?.(who.id, onlyAsked(form, filled))
  const answered = submits ? await fillIn(seat, filled) : { ok: false }
  if (!answered.ok) await seat.close({ view: form.id })
}

// By the whole label of each field, but for a question that is one by itself: what follows it is another's, and what they
// say fits any. What they would have said to fields that this form does not have, they did not say.
const onlyAsked = (form: OpenView, filled: Filled): Filled =>
  Object.fromEntries(
    Object.entries(filled).flatMap(([begins, value]) =>
      (form.blocks as KnownBlock[])
        .flatMap((it) => (it.type === 'input' ? it.label.text : []))
        .filter((label) => label.startsWith(begins))
        .slice(0, 1)
        .map((label) => [begins.endsWith('?') ? begins : label, value]),
    ),
  )

// In the settings that the welcome offers.
const chooseLevel = async (living: Living, { who, habit, message }: Doing): Promise<void> => {
  const seat = living.seatOf(who.id)
  const welcome = (seat.seat().messages[seat.dm] ?? []).find(({ ts }) => ts === message.ts)
  if (!welcome || !(await pressOn(seat, welcome, 'Choose day, hour and more'))) return
  await living.settled()
  await fillIn(seat, { 'Word my questions for': habit.level })
  await living.settled()
}

const reply = ({ who, habit, message }: Doing, text: string, nextOf: Next): Filled => {
  const chance = (n: number, salt: string) => chanceOf(who, message, n, salt)
  const { name, placed } = habit.challenge
  return {
    'Your answer': text,
    'What do you see now?': text,
    ...(chance(2, 'so') === 0 && { 'So what?': nextOf(who, soWhats, 'so what') }),
    ...(chance(3, 'now') === 0 && { 'Now what?': nextOf(who, plans, 'plan') }),
    'Give your challenge a name': name,
    'Is it technical': nextOf(who, placed, 'placed'),
    'Looking at': placed.at(-1) ?? '',
    ...(habit.shares && {
      'Share with': nextOf(who, habit.shares, 'share'),
      'What was this about?': [
        ...new Set([habit.leaning ?? nextOf(who, subjects, 'a'), nextOf(who, subjects, 'b')]),
      ],
    }),
  }
}

/** The week in which a challenge is given its name. */
const naming = 'Identify the challenge'

const labelsOf = ({ blocks = [] }: Message): string[] =>
  blocks.flatMap((block) => {
    const controls =
      block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : []
    return controls.flatMap((it) => {
      if (it?.type === 'button') return [it.text.text]
      return it?.type === 'static_select' && it.placeholder ? [it.placeholder.text] : []
    })
  })

// The line above a question says what it belongs to: "This week · Ways of perceiving".
const headOf = ({ blocks = [] }: Message): string => {
  const lines = blocks.flatMap((block) => (block.type === 'context' ? block.elements : []))
  const head = lines.find((it) => it.type === 'mrkdwn' && it.text.startsWith('This week'))
  return head?.type === 'mrkdwn' ? (head.text.split(' · ')[1] ?? '') : ''
}

// The question itself stands out in bold, below that line.
const questionOf = ({ blocks = [] }: Message): string => {
  const at = blocks.findIndex(
    (it) =>
      it.type === 'context' &&
      it.elements.some((one) => one.type === 'mrkdwn' && one.text.startsWith('This week')),
  )
  const block = blocks[at + 1]
  return block?.type === 'section' ? (block.text?.text ?? '').replaceAll(/^\*|\*$/g, '') : ''
}

const chanceOf = (who: Person, message: Message, n: number, salt: string): number =>
  hash(`${who.id}${message.ts.slice(0, 10)}${salt}`) % n

/** FNV-1a: the same person does the same thing with the same message in every run. */
const hash = (text: string): number => {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193)
  // The last characters alone should not decide.
  h ^= h >>> 15
  return Math.imul(h, 0x2c1b3c6d) >>> 0
}
