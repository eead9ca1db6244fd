// A leader's conversation with Balcony as anybody might have it: in any order, twice, at once, on two devices, with
// events that come late. After each thing that they do, what is kept is what they can see.
import type { InputBlock, KnownBlock } from '@slack/types'
import { expect } from 'vitest'
import { takesPart } from '../../src/domain/enrolment.ts'
import type { Leader, Part, Reflection, SlackTs } from '../../src/domain/model.ts'
import { partKey, partTyped } from '../../src/domain/reflection.ts'
import { question, receipt } from '../../src/flows/compose-letter.ts'
import { readHome } from '../../src/flows/read-home.ts'
import { contextOf } from '../../src/flows/world.ts'
import { en } from '../../src/locales/en.ts'
import { chooseOn, type Filled, fillIn, pressIn, pressOn } from '../../src/sandbox/hands.ts'
import { elementsOf, optionsOf } from '../../src/sandbox/inputs.ts'
import { NotDone } from '../../src/sandbox/not-done.ts'
import type { Message, OpenView } from '../../src/sandbox/page-api.ts'
import { homeView } from '../../src/slack/views/home.ts'
import { renderLetter } from '../../src/slack/views/letter.ts'
import { type Room, roomOf } from '../end-to-end/practice-room.ts'

/** Something that is said: which of the samples. A mark of its own is added, so that no two are alike. */
type Words = number
/** Which of several, counted from the newest; past the last, it begins anew. */
type Which = number

export type Act =
  | { do: 'type'; words: Words; in: 'conversation' | 'thread-of-question' | 'own-thread'; which: Which }
  | { do: 'edit'; which: Which; words: Words }
  | { do: 'delete'; which: Which }
  | { do: 'press'; letter: Which; button: Which; twice: boolean }
  | { do: 'choose'; letter: Which; option: Which }
  | { do: 'press-at-home'; button: Which }
  | { do: 'press-in-window'; button: Which }
  | { do: 'submit'; fields: { field: Which; words: Words | 'nothing' }[]; share: Which }
  | { do: 'close' }
  | { do: 'switch-device' }
  | { do: 'command'; word: string }
  | { do: 'save'; which: Which }
  | { do: 'wait'; hours: number }
  /** Several at once, before any of them has been answered. */
  | { do: 'at-once'; acts: Act[] }
  /** What is typed, edited and deleted meanwhile reaches the app in another order, and some of it twice. */
  | { do: 'disorder'; acts: Act[]; order: number[]; again: number[] }

const samples = [
  'The rota again',
  'Line one\n• line two, with 🌱 and 👩🏽‍⚕️',
  'a < b & c > d, see https://example.org/a?b=1&c=2',
  'كانت جلسة صعبة',
  'NHS number 943 476 5919 came up',
  'Some days I want to end my life',
  'Ask Priya on 07700 900123',
  `${'A long story. '.repeat(280)}`,
]

const isMine = (room: Room, { user }: Message) => user === room.person('Tomasz').id

/** Where a conversation begins: at the first question, or weeks later at one that looks back on what was said there. */
export type Begins = 'at the first question' | 'at a look back'

/** Lives through one conversation in a workspace of its own; throws at the first step after which something is amiss. */
export const converse = async (acts: readonly Act[], begins: Begins): Promise<void> => {
  const room = await roomOf(['Tomasz'], { takingPart: ['Tomasz'] })
  const told: string[] = []
  try {
    await room.moveTo('2026-01-06T10:00:00.000Z')
    await room.person('Tomasz').home()
    const it = conversationIn(room, (what) => told.push(what))
    if (begins === 'at a look back') {
      await it.live({ do: 'type', words: 1, in: 'conversation', which: 0 })
      await it.live({ do: 'command', word: 'pause until 23 February' })
      await room.moveTo('2026-02-24T10:00:00.000Z')
      await room.person('Tomasz').home()
      expect(room.person('Tomasz').lastLetter().buttons).toContain('Read my words')
    }
    for (const act of acts) {
      await it.live(act)
      await it.isTrue()
    }
    await it.historyIsTrue()
  } catch (error) {
    if (error instanceof Error) error.message = [error.message, '', 'What happened:', ...told].join('\n')
    throw error
  } finally {
    await room.end()
  }
}

const conversationIn = (room: Room, tell: (what: string) => void) => {
  const tomasz = room.person('Tomasz')
  const seat = room.sandbox.person(tomasz.id)
  const { world } = room.practice.app
  /** All that was ever said, in the words it was said in: whether it is to be kept. */
  const said = new Map<string, 'kept' | 'gone'>()
  /** What of a typed message is to be kept, where that may be other words than it now says. */
  const keptOf = new Map<string, string>()
  /** Below which message something was typed. */
  const below = new Map<string, string>()
  /** What was typed while they took no part, and so was not kept. */
  const typedAway = new Set<string>()
  /** What was typed so long ago that nobody knew any more where its receipt stands when its reply was deleted. */
  const lostReceipts = new Set<string>()
  let marks = 0
  let before: Leader | undefined
  /** What was said while a reply was being deleted: it may have been there in time to go with it, or not. */
  let saidNow: string[] = []
  let isDeleting = false
  /** What one typed message was to read instead, by an edit of it and by the form at once: either may be the later one. */
  const wordings = new Map<string, string[]>()

  const wordsOf = (words: Words, most?: number): string => {
    marks += 1
    const text = `${samples[words % samples.length]} (${marks})`.slice(most ? -most : 0)
    saidNow.push(text)
    return text
  }
  const leader = async (): Promise<Leader> => {
    const [id] = await world.leaders.ids()
    const found = id && (await world.leaders.get(id))
    if (!found) throw new Error('nobody is there')
    return found
  }
  const messages = () => (seat.seat().messages[tomasz.dm] ?? []).filter(({ ephemeral }) => !ephemeral)
  const own = () => messages().filter((it) => isMine(room, it))
  const letters = () => messages().filter((it) => !isMine(room, it) && it.blocks)
  const top = () => seat.seat().modals.at(-1)

  const gone = (text: string | undefined) => {
    if (text !== undefined && said.has(text)) said.set(text, 'gone')
  }
  const instead = (old: string | undefined, text: string | undefined) => {
    gone(old)
    if (text?.trim()) said.set(text, 'kept')
  }
  const forgetMessage = (ts: string) => {
    gone(keptOf.get(ts))
    keptOf.delete(ts)
  }

  const live = async (act: Act): Promise<void> => {
    before = await leader()
    saidNow = []
    isDeleting = false
    wordings.clear()
    // Nobody does two things in the same second, unless they are done at once.
    room.practice.clock.standAt(room.practice.clock.now() + 2000)
    room.practice.clock.run()
    await happen(act)
    await room.practice.settled()
  }

  const happen = async (act: Act): Promise<void> => {
    if (!('acts' in act)) tell(JSON.stringify(act))
    else tell(`${act.do}:`)
    try {
      await perform(act)
    } catch (error) {
      // Slack itself does not let them: a window that is gone, a message that was deleted.
      if (!(error instanceof NotDone) || error.status === 502 || error.status === 504) throw error
    }
  }

  const perform = async (act: Act): Promise<void> => {
    switch (act.do) {
      case 'type': {
        const text = wordsOf(act.words)
        const threads = {
          conversation: [],
          'thread-of-question': letters().filter((it) => it.text.startsWith('Balcony’s question')),
          'own-thread': own(),
        }[act.in].filter(({ threadTs }) => !threadTs)
        const thread = nth(threads, act.which)
        const { ts } = await seat.say({ channel: tomasz.dm, text, ...(thread && { threadTs: thread.ts }) })
        if (thread) below.set(text, thread.ts)
        said.set(text, before && takesPart(before) ? 'kept' : 'gone')
        if (before && takesPart(before)) keptOf.set(ts, text)
        else typedAway.add(ts)
        return
      }
      case 'edit': {
        const message = nth(own(), act.which)
        if (!message) return
        const text = wordsOf(act.words)
        await seat.edit({ channel: tomasz.dm, ts: message.ts, text })
        if (message.threadTs) below.set(text, message.threadTs)
        const old = keptOf.get(message.ts)
        // What is said anew to whoever takes part by now is a reply, although its first words were none.
        const isNew = typedAway.has(message.ts) && before && takesPart(before)
        said.set(text, 'gone')
        if (old === undefined && !isNew) return
        typedAway.delete(message.ts)
        instead(old, text)
        reword(message.ts, text)
        return
      }
      case 'delete': {
        const message = nth(own(), act.which)
        if (!message) return
        await seat.delete({ channel: tomasz.dm, ts: message.ts })
        forgetMessage(message.ts)
        return
      }
      case 'press': {
        const letter = nth(letters(), act.letter)
        const labels = letter ? buttonsIn(letter.blocks ?? []) : []
        const button = nth(labels, act.button)
        if (!letter || !button) return
        tell(`  “${button.label}”`)
        foresee(button)
        const press = () => happensTo(() => pressOn(seat, letter, button.label))
        await Promise.all(act.twice ? [press(), press()] : [press()])
        return
      }
      case 'choose': {
        const letter = nth(
          letters().filter(({ blocks }) => menuOptions(blocks ?? []).length > 0),
          act.letter,
        )
        const words = letter && nth(menuOptions(letter.blocks ?? []), act.option)
        if (letter && words) await chooseOn(seat, { message: letter }, words)
        return
      }
      case 'press-at-home': {
        const { home } = seat.seat()
        const button = home && nth(buttonsIn(home.blocks as KnownBlock[]), act.button)
        tell(`  “${button?.label}”`)
        if (home && button) await pressIn(seat, home, button.label)
        return
      }
      case 'press-in-window': {
        const view = top()
        const button = view && nth(buttonsIn(view.blocks as KnownBlock[]), act.button)
        if (!view || !button) return
        tell(`  “${button.label}”`)
        if (button.label === en.erasing.reply) {
          isDeleting = true
          for (const text of textsIn(before?.reflections.find(({ id }) => id === button.value))) gone(text)
          for (const part of partsOf(before?.reflections.find(({ id }) => id === button.value))) {
            if (part.from.is !== 'typed') continue
            const { ts } = part.from
            keptOf.delete(ts)
            if (!before?.outbox.some((it) => it.kind === 'receipt' && it.about === ts)) lostReceipts.add(ts)
          }
        }
        await pressIn(seat, view, button.label)
        return
      }
      case 'submit':
        return submit(act)
      case 'close': {
        const view = top()
        if (view) await seat.close({ view: view.id })
        return
      }
      case 'switch-device':
        return seat.switchDevice()
      case 'command':
        await seat.command({ channel: tomasz.dm, command: '/balcony', text: act.word })
        return
      case 'save': {
        const message = nth(own(), act.which)
        if (!message) return
        await seat.shortcut({ callbackId: 'save-as-reflection', channel: tomasz.dm, ts: message.ts })
        if (before && takesPart(before)) keepAgain(message)
        return
      }
      case 'wait':
        await room.moveTo(new Date(Date.parse(room.now()) + act.hours * 3_600_000).toISOString())
        // Home is made anew each time that it is opened.
        return seat.openHome()
      case 'at-once':
        await Promise.all(act.acts.map(happen))
        return
      case 'disorder': {
        const release = room.sandbox.holdEvents()
        for (const one of act.acts) {
          await happen(one)
          room.practice.clock.standAt(room.practice.clock.now() + 2000)
        }
        room.practice.clock.run()
        release((held) => disordered(held, act))
        return
      }
      default:
        return act satisfies never
    }
  }

  // What somebody else's press has done meanwhile is no harm.
  const happensTo = async (doing: () => Promise<unknown>): Promise<void> => {
    try {
      await doing()
    } catch (error) {
      if (!(error instanceof NotDone) || error.status === 502 || error.status === 504) throw error
    }
  }

  const foresee = ({ label, value }: Button): void => {
    if (label === en.receipt.notAReply) forgetMessage(value)
    if (label === en.notAReply.undo) {
      const message = own().find(({ ts }) => ts === value)
      if (message && before && takesPart(before)) keepAgain(message)
    }
  }

  const keepAgain = (message: Message): void => {
    if (keptOf.has(message.ts)) return
    const text = unescaped(message.text)
    said.set(text, 'kept')
    keptOf.set(message.ts, text)
    typedAway.delete(message.ts)
  }

  const submit = async ({ fields, share }: Extract<Act, { do: 'submit' }>): Promise<void> => {
    const view = top()
    if (view?.type !== 'modal' || !view.submit) return
    const inputs = (view.blocks as KnownBlock[]).flatMap((block) =>
      block.type === 'input' && block.element.type === 'plain_text_input' ? [block] : [],
    )
    const isReply = view.callback_id === 'reply'
    const filled: Filled = isReply
      ? { 'Share with': Object.values(en.choices)[share % 4] ?? en.choices.private }
      : {}
    // What was put in before, and not taken, stands in the form still.
    const written = new Map<string, string>(isReply ? inputs.flatMap((block) => enteredIn(view, block)) : [])
    for (const { field, words } of isReply ? fields : []) {
      const block = nth(inputs, field)
      if (!block?.block_id || block.label.text.includes('challenge')) continue
      const text = words === 'nothing' ? '' : wordsOf(words, 3000)
      // A field that is named twice holds what came last.
      filled[block.label.text] = text
      // What says what it said when the form was opened changes nothing, whatever is kept by now.
      if (text === (initialOf(block) ?? '')) written.delete(block.block_id)
      else written.set(block.block_id, text)
    }
    const { reflection: id, delivery, stood } = isReply ? JSON.parse(view.private_metadata || '{}') : {}
    const reflection = before?.reflections.find((it) => (id ? it.id === id : it.delivery === delivery))
    const sent = await fillIn(seat, filled)
    for (const text of written.values()) if (text) said.set(text, 'gone')
    if (!sent.ok) return
    for (const [block, text] of written) {
      if (block === 'added') instead(undefined, text)
      // What came while the form was open is not what it puts in other words, and stays.
      const follow = { 'so-what': reflection?.soWhat, 'now-what': reflection?.nowWhat }[block]
      const seen = { 'so-what': stood?.soWhat, 'now-what': stood?.nowWhat }[block]
      if (block.endsWith('-what')) overwrite(follow && partKey(follow) === seen ? follow : undefined, text)
      if (block.startsWith('part:')) {
        overwrite(
          reflection?.parts.find(({ from, at }) => `part:${from.is === 'typed' ? from.ts : at}` === block),
          text,
        )
      }
    }
  }

  const overwrite = (part: Part | undefined, text: string): void => {
    // What no field holds is shown above one, and stays where that is left empty.
    if (part && part.text.length > 3000 && text === '') return
    instead(part?.text, text)
    if (part?.from.is !== 'typed') return
    if (text) reword(part.from.ts, text)
    else keptOf.delete(part.from.ts)
  }

  const reword = (ts: string, text: string): void => {
    keptOf.set(ts, text)
    wordings.set(ts, [...(wordings.get(ts) ?? []), text])
  }

  /** What is kept, against what was said and what stands on the screen. */
  const isTrue = async (): Promise<void> => {
    const now = await leader()
    const kept = now.reflections.flatMap(textsIn)
    expect(kept.toSorted(), 'nothing is kept twice').toEqual([...new Set(kept)].toSorted())
    if (isDeleting) {
      for (const text of saidNow.filter((it) => !kept.includes(it))) {
        gone(text)
        for (const [ts, its] of keptOf) if (its === text) keptOf.delete(ts)
      }
    }
    for (const [ts, texts] of wordings) {
      const [last] = texts.filter((it) => kept.includes(it))
      if (texts.length < 2 || !last) continue
      for (const text of texts) if (text !== last) gone(text)
      keptOf.set(ts, last)
    }
    // What hangs on an answer goes with the last of it.
    for (const reflection of before?.reflections ?? []) {
      if (!reflection.parts.every(({ text }) => said.get(text) === 'gone')) continue
      // What was typed below it in the same moment may have hung on it already.
      for (const text of saidNow) {
        const thread = below.get(text)
        const hung =
          (thread && reflection.coaching?.thread === thread) ||
          reflection.parts.some(({ from }) => from.is === 'typed' && from.ts === thread)
        if (!hung || kept.includes(text)) continue
        gone(text)
        for (const [ts, its] of keptOf) if (its === text) keptOf.delete(ts)
      }
      for (const part of [reflection.soWhat, reflection.nowWhat]) {
        if (!part) continue
        // It may have been edited in the same moment.
        const text = part.from.is === 'typed' ? (keptOf.get(part.from.ts) ?? part.text) : part.text
        if (kept.includes(text)) continue
        gone(text)
        if (part.from.is === 'typed') keptOf.delete(part.from.ts)
      }
    }
    const expected = [...said].flatMap(([text, is]) => (is === 'kept' ? [text] : []))
    expect(kept.toSorted(), 'what was said is kept as it was said').toEqual(expected.toSorted())
    receiptsAreTrue(now)
    questionsAreTrue(now)
    await homeIsTrue()
    nothingFailed()
  }

  const receiptsAreTrue = (now: Leader): void => {
    for (const { ts, text } of own()) {
      // A receipt of long ago stays as it was: where it stands is no longer known.
      if (!now.outbox.some(({ kind, about }) => kind === 'receipt' && about === ts)) continue
      if (lostReceipts.has(ts)) continue
      const receipts = letters().flatMap(({ blocks }) => buttonsIn(blocks ?? []))
      const says = receipts.flatMap(({ label, value }) =>
        value !== ts
          ? []
          : label === en.receipt.notAReply
            ? ['kept']
            : label === en.notAReply.undo
              ? ['not kept']
              : [],
      )
      const isKept = now.reflections.some((it) => partTyped(it, ts as SlackTs))
      expect(says.includes('kept'), `what is said of “${text.slice(0, 60)}”: ${says}`).toBe(isKept)
      expect(says.length).toBeLessThan(2)
    }
    for (const { about, kind, state } of now.outbox) {
      if (kind !== 'receipt' || state.is !== 'settled') continue
      const letter = letters().find(({ ts }) => ts === state.ts)
      const reflection = now.reflections.find((it) => partTyped(it, about as SlackTs))
      if (!letter || !reflection) continue
      const fresh = receipt(now, reflection, about as SlackTs, contextOf(world), world.safety)
      expect(bare(letter.blocks), 'the receipt').toEqual(bare(renderLetter(fresh, en).blocks))
    }
  }

  const questionsAreTrue = (now: Leader): void => {
    for (const delivery of now.deliveries) {
      const letter = letters().find(({ ts }) => ts === delivery.ts)
      if (!letter) continue
      const fresh = renderLetter(question(now, delivery, contextOf(world)), en)
      expect(bare(letter.blocks), 'the question').toEqual(bare(fresh.blocks))
    }
  }

  const homeIsTrue = async (): Promise<void> => {
    const { home } = seat.seat()
    if (!home) return
    expect(bare(home.blocks), 'Home').toEqual(bare(homeView(await readHome(world, tomasz.id), en).blocks))
  }

  const nothingFailed = (): void => {
    // A machine that stood still for seconds loses its connection, and makes it anew: that is no harm either.
    const said = room.log.filter((line) => !line.includes("A pong wasn't received from the server"))
    expect(said.filter((line) => /"level":"(error|warn)"/.test(line))).toEqual([])
    // A window that was closed or changed meanwhile, and a message that is gone, are part of life.
    const harmless = ['hash_conflict', 'not_found', 'message_not_found', 'push_limit_reached']
    const refused = room.sandbox.calls().flatMap(({ method, response }) => {
      const { ok, error } = (response ?? { ok: true }) as { ok: boolean; error?: string }
      return ok || harmless.includes(error ?? '') ? [] : [`${method}: ${JSON.stringify(response)}`]
    })
    expect(refused).toEqual([])
  }

  /** The history says how much there is, and each of it opens with all that is kept of it. */
  const historyIsTrue = async (): Promise<void> => {
    const now = await leader()
    await seat.command({ channel: tomasz.dm, command: '/balcony', text: 'history' })
    await room.practice.settled()
    const view = top()
    if (now.reflections.length === 0 || !takesPart(now)) return
    expect(textOf(view), 'the history').toMatch(
      now.reflections.length === 1 ? /\b1 reply\b/ : new RegExp(`\\b${now.reflections.length} replies\\b`),
    )
  }

  return { live, isTrue, historyIsTrue }
}

type Button = { label: string; value: string }

const nth = <T>(of: readonly T[], which: Which): T | undefined => of.at(-1 - (which % Math.max(1, of.length)))

const buttonsIn = (blocks: readonly KnownBlock[]): Button[] =>
  elementsOf(blocks).flatMap(({ element }) =>
    element.type === 'button'
      ? [{ label: (element.text as { text: string }).text, value: String(element.value ?? '') }]
      : [],
  )

const menuOptions = (blocks: readonly KnownBlock[]): string[] =>
  elementsOf(blocks).flatMap(({ element }) =>
    element.type === 'static_select' || element.type === 'overflow'
      ? optionsOf(element).map(({ text }) => (text as { text: string }).text)
      : [],
  )

const partsOf = (it: Reflection | undefined): Part[] =>
  it ? [...it.parts, it.soWhat, it.nowWhat].filter((part) => part !== undefined) : []

const textsIn = (it: Reflection | undefined): string[] => partsOf(it).map(({ text }) => text)

const textOf = (view: OpenView | undefined): string => JSON.stringify(view?.blocks ?? [])

const initialOf = ({ element }: InputBlock): string | undefined =>
  element.type === 'plain_text_input' ? element.initial_value : undefined

/** What someone put into a field of a window and did not get sent. */
const enteredIn = ({ state }: OpenView, { block_id: id = '', element }: InputBlock): [string, string][] => {
  if (element.type !== 'plain_text_input') return []
  const [field] = Object.values(state?.values[id] ?? {}) as { value?: string | null }[]
  const value = field?.value ?? ''
  return field && value !== (element.initial_value ?? '') ? [[id, value]] : []
}

/** As Slack keeps the characters that it escapes, and as they were typed. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Blocks without the names that Slack gives to those that have none. */
const bare = (blocks: unknown): unknown =>
  JSON.parse(
    JSON.stringify(blocks, (key, value) =>
      key === 'block_id' && /^[A-Z0-9]{5}$/.test(value) ? undefined : value,
    ),
  )

const disordered = <T>(held: readonly T[], { order, again }: { order: number[]; again: number[] }): T[] => {
  const twice = [...held, ...again.flatMap((i) => nth(held, i) ?? [])]
  const keyed = twice.map((it, i) => ({ it, key: order[i % Math.max(1, order.length)] ?? i }))
  return keyed.toSorted((a, b) => a.key - b.key).map(({ it }) => it)
}
