// What follows a change to someone's document once it is on disk: what waits is sent, what was deleted leaves Slack,
// and every message of ours that now stands differently is shown anew.
import { beside } from '../domain/digest.ts'
import type { Delivery, Leader, SlackTs } from '../domain/model.ts'
import { partTyped } from '../domain/reflection.ts'
import { latestQuestions } from '../domain/words-anew.ts'
import { clearAway, writeAnew } from './clear-away.ts'
import { digest, question, receiptFor } from './compose-letter.ts'
import { doJobs } from './do-jobs.ts'
import { followEnded } from './follow-ended.ts'
import { sendToLeader } from './send.ts'
import { contextOf, inTurn, type World } from './world.ts'

export const afterChange = async (world: World, before: Leader, after: Leader): Promise<void> => {
  // First of all, so that nothing that goes wrong with a message keeps words in a digest that others read.
  const isRevised = await followEnded(world, after)
  await sendToLeader(world, after.id)
  await clearAway(world, after)
  await showAnew(world, before)
  if (isRevised) await doJobs(world)
}

/** Shows a question as it stands, where it was asked; harmless to repeat. */
export const showQuestion = async (world: World, leader: Leader, delivery: Delivery): Promise<void> => {
  const { ts } = delivery
  if (ts) await writeAnew(world, leader, { is: 'message', ts }, question(leader, delivery, contextOf(world)))
}

// In turn, and always as the document stands by then: of two changes at once the later one is what is seen.
const showAnew = (world: World, before: Leader): Promise<void> =>
  inTurn(world, before.id, async () => {
    const now = await world.leaders.get(before.id)
    if (!now) return
    await showQuestions(world, before, now)
    await showReceipts(world, before, now)
    await showBeside(world, before, now)
  })

const showQuestions = async (world: World, before: Leader, now: Leader): Promise<void> => {
  const context = contextOf(world)
  for (const delivery of now.deliveries.slice(-latestQuestions)) {
    const was = before.deliveries.find(({ id }) => id === delivery.id)
    if (was && !isSame(question(before, was, context), question(now, delivery, context))) {
      await showQuestion(world, now, delivery)
    }
  }
}

// The receipt of something that is no longer kept says so, unless it leaves Slack together with it.
const showReceipts = async (world: World, before: Leader, now: Leader): Promise<void> => {
  const leaving = new Set(now.toClear.flatMap(({ what }) => (what.is === 'message' ? what.ts : [])))
  const stood = new Set(before.outbox.flatMap(({ state }) => (state.is === 'settled' ? state.ts : [])))
  for (const { kind, about, state } of now.outbox) {
    if (kind !== 'receipt' || state.is !== 'settled' || !stood.has(state.ts) || leaving.has(state.ts))
      continue
    const ts = about as SlackTs
    // Most have not changed, which is quicker to tell of a reply than of its receipt.
    if (isSame(replyOf(before, ts), replyOf(now, ts))) continue
    const letter = receiptFor(now, ts, contextOf(world), world.safety)
    if (isSame(receiptFor(before, ts, contextOf(world), world.safety), letter)) continue
    await writeAnew(world, now, { is: 'receipt', ts: state.ts }, letter ?? { kind: 'not-a-reply', ts })
  }
}

// What waits for a yes, and when they are asked, stands with the latest digest. Its month is seen to elsewhere.
const showBeside = async (world: World, before: Leader, now: Leader): Promise<void> => {
  const latest = now.digests.findLast(({ missed }) => !missed)
  const stood = before.digests.some(({ month, ts }) => month === latest?.month && ts !== undefined)
  const context = contextOf(world)
  if (!latest?.ts || !stood) return
  if (isSame(beside(before, latest.month, context), beside(now, latest.month, context))) return
  const letter = digest(now, latest.month, context)
  if (letter) await writeAnew(world, now, { is: 'message', ts: latest.ts }, letter)
}

const replyOf = ({ reflections }: Leader, ts: SlackTs) => reflections.find((it) => partTyped(it, ts))

// Documents are copied as they are kept, so that only what they say can be compared.
const isSame = (a: object | undefined, b: object | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
