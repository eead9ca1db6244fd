// The people of the practice workspace living their weeks: they accept, answer, leave things alone, share, and say
// yes at a preview, through the same screen and socket as anyone. Whoever is played from the page is left to the
// person who plays them.
import { answers, type Habit, habits, plans, soWhats, subjects } from './habits.ts'
import { fillIn, pressOn } from './hands.ts'
import type { Message, Person } from './page-api.ts'
import type { PersonAtSeat } from './person.ts'

export type People = {
  /** When the next of them will do something (ms since 1970), or undefined. */
  nextAct(): number | undefined
  /** Everyone does what they would have done by now. */
  act(): Promise<void>
}

type Doing = { at: number; key: string; who: Person; message: Message; label: string; habit: Habit }

const minute = 60_000
const hour = 60 * minute

export const livelyPeople = (options: {
  people: readonly Person[]
  seatOf(user: string): PersonAtSeat
  now(): number
  /** People whom someone at the page plays. */
  isPlayed(user: string): boolean
  /** Resolves once the app has done what it was asked to: a form opens a moment after the press. */
  settled(): Promise<void>
}): People => {
  const { people, seatOf, now, isPlayed, settled } = options
  const done = new Set<string>()

  const waiting = (): Doing[] =>
    people
      .filter(({ id }) => !isPlayed(id))
      .flatMap((who) => {
        const seat = seatOf(who.id)
        const habit = habits[who.id]
        if (!habit) return []
        return (seat.seat().messages[seat.dm] ?? []).flatMap((message) =>
          message.blocks ? thingsToDo(who, habit, message) : [],
        )
      })
      .filter(({ key }) => !done.has(key))

  return {
    nextAct: () => {
      const times = waiting().map(({ at }) => at)
      return times.length > 0 ? Math.min(...times) : undefined
    },
    act: async () => {
      for (const doing of waiting().filter(({ at }) => at <= now())) {
        done.add(doing.key)
        await doIt(seatOf(doing.who.id), doing, settled)
      }
    },
  }
}

/** What a message asks of someone, and when they would get round to it. */
const thingsToDo = (who: Person, habit: Habit, message: Message): Doing[] => {
  const written = Number(message.ts) * 1000
  const chance = (n: number, salt: string) => hash(`${who.id}${message.ts.slice(0, 10)}${salt}`) % n
  const labels = buttonsOf(message)
  const doing = (label: string, after: number): Doing[] =>
    labels.includes(label)
      ? [{ at: written + after, key: `${who.id}:${message.ts}:${label}`, who, message, label, habit }]
      : []
  return [
    ...doing('Yes, ask me', (1 + chance(4 * 60, 'yes')) * minute),
    ...(habit.shares ? doing('Take part', (10 + chance(60, 'part')) * minute) : []),
    ...doing('Look and decide', (1 + chance(20, 'look')) * hour),
    ...(labels.includes('Another question') && chance(10, 'leave') >= habit.leaves
      ? doing('Write a reply', (1 + chance(40, 'write')) * hour)
      : doing('Not this week', (2 + chance(60, 'skip')) * hour)),
  ]
}

const doIt = async (
  seat: PersonAtSeat,
  { who, habit, message, label }: Doing,
  settled: () => Promise<void>,
): Promise<void> => {
  const pick = <T>(list: readonly T[], salt: string): T =>
    list[hash(`${who.id}${message.ts.slice(0, 10)}${salt}`) % list.length] as T
  const text = pick(answers[headOf(message)] ?? answers[''] ?? [''], 'answer')
  if (label === 'Write a reply' && habit.types) {
    await seat.say({ channel: seat.dm, text })
    return
  }
  await pressOn(seat, message, label)
  await settled()
  const form = seat.seat().modals.at(-1)
  if (!form) return
  if (!('submit' in form) || !form.submit) {
    await seat.close({ view: form.id })
    return
  }
  const isReply = label === 'Write a reply'
  const share = habit.shares && { 'Share with': pick(habit.shares, 'share') }
  const about = habit.shares && {
    'What was this about?': [...new Set([habit.leaning ?? pick(subjects, 'a'), pick(subjects, 'b')])],
  }
  const more = {
    ...(pick([true, false], 'so') && { 'So what?': pick(soWhats, 'so') }),
    ...(pick([true, false, false], 'now') && { 'Now what?': pick(plans, 'now') }),
  }
  const answered = await fillIn(seat, isReply ? { 'Your answer': text, ...more, ...share, ...about } : {})
  if (!answered.ok) await seat.close({ view: form.id })
}

const buttonsOf = ({ blocks = [] }: Message): string[] =>
  blocks.flatMap((block) => {
    const controls =
      block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : []
    return controls.flatMap((it) => (it?.type === 'button' ? [it.text.text] : []))
  })

// The line above a question says what it belongs to: "This week · Ways of perceiving".
const headOf = ({ blocks = [] }: Message): string => {
  const context = blocks.find((block) => block.type === 'context')
  const [first] = context?.type === 'context' ? context.elements : []
  return first?.type === 'mrkdwn' ? (first.text.split(' · ')[1] ?? '') : ''
}

/** FNV-1a: the same person does the same thing with the same message in every run. */
const hash = (text: string): number => {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return h >>> 0
}
