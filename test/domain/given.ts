// What the domain's tests begin with, in sentences: a programme, a bank, someone who reflects; and a postman and a
// calendar that let months go by without a clock.
import { earliest, plus } from '../../src/domain/calendar.ts'
import { invitationArrived } from '../../src/domain/enrolment.ts'
import { advance, wakeAt } from '../../src/domain/leader.ts'
import {
  ChannelId,
  type Concept,
  concepts,
  Delivery,
  type DeliveryId,
  Instant,
  type Intent,
  Leader,
  LocalDate,
  LocalTime,
  Month,
  type Part,
  PartnershipId,
  ProgrammeId,
  Reflection,
  type Share,
  SlackTs,
  type WeeklyTime,
  Zone,
} from '../../src/domain/model.ts'
import { claim, drop, hold, release, sendable, settle } from '../../src/domain/outbox.ts'
import { type Bank, Prompt } from '../../src/domain/prompt.ts'
import { recordTyped } from '../../src/domain/reflection.ts'
import type { Schedule } from '../../src/domain/rhythm.ts'
import type { Safety } from '../../src/domain/safe-to-write.ts'
import { type Context, Partnership, PartnershipSettings, type Programme } from '../../src/domain/workspace.ts'
import { composeLetter } from '../../src/flows/compose-letter.ts'

/** `at('2026-01-06 10:00')`: a moment in UTC. */
export const at = (text: string): Instant =>
  Instant.parse(new Date(`${text.replace(' ', 'T')}Z`).toISOString())
/** A few words to be careful with. */
export const safety: Safety = {
  titles: ['Mrs', 'Mr', 'Dr'],
  notNames: [],
  shapes: [],
  distress: { now: ['want to die'], soon: ["can't cope"], except: [], littleWords: [] },
  help: {
    england: [
      { tier: 'both', name: 'Samaritans', says: 'Someone listens, day and night.', contact: '116 123' },
    ],
    wales: [],
    scotland: [],
    'northern-ireland': [],
    none: [],
  },
}

export const on = (text: string): LocalDate => LocalDate.parse(text)
export const month = (text: string): Month => Month.parse(text)
export const zone = (text: string): Zone => Zone.parse(text)
export const partnershipId = (text: string): PartnershipId => PartnershipId.parse(text)

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
/** `every('Tuesday 10:00')` */
export const every = (text: string): WeeklyTime => {
  const [day = '', time] = text.split(' ')
  return { weekday: weekdays.indexOf(day) + 1, time: LocalTime.parse(time) }
}

/** `weekly('Tuesday 10:00')`: a programme's schedule. */
export const weekly = (text: string): Schedule => ({ is: 'weekly', ...every(text) })

/** The name of a message that Slack would give at this moment; `n` tells messages of one millisecond apart. */
export const tsAt = (instant: Instant, n = 0): SlackTs => {
  const ms = Date.parse(instant)
  return SlackTs.parse(`${Math.floor(ms / 1000)}.${String((ms % 1000) * 1000 + n).padStart(6, '0')}`)
}

/** On Tuesdays at ten in London, from the first week of 2026, unless told. */
export const aProgramme = (rest: Partial<Programme> = {}): Programme => ({
  id: ProgrammeId.parse('tuesdays'),
  name: 'Leading together',
  madeAt: at('2025-12-01 09:00'),
  runsFrom: at('2020-12-01 09:00'),
  revision: 0,
  people: [],
  schedule: weekly('Tuesday 10:00'),
  clock: 'leader',
  pauses: [],
  packs: [],
  remindAfter: 48,
  closesAfterDays: 6,
  digestOn: 'last-working-day',
  privacyContact: '',
  purpose: '',
  zone: zone('Europe/London'),
  startsOn: on('2026-01-05'),
  nation: 'england',
  rotation: 'cycle',
  answersFor: 'The partnership office',
  ...rest,
})

/** The digest of a month comes on the third working day of the next, at ten in London, unless told. */
export const aPartnership = (rest: Partial<PartnershipSettings> = {}): PartnershipSettings =>
  PartnershipSettings.parse({
    id: 'north',
    name: 'North',
    channel: ChannelId.parse('C1'),
    programmes: ['tuesdays'],
    zone: 'Europe/London',
    nation: 'england',
    digest: { workingDay: 3, time: '10:00' },
    thresholds: { contributors: 5, others: 3 },
    ...rest,
  })

export const emptyPartnership = (rest: Partial<Partnership> = {}): Partnership =>
  Partnership.parse({
    schema: 1,
    id: 'north',
    since: at('2026-01-01 09:00'),
    editions: [],
    outbox: [],
    ...rest,
  })

export const aPrompt = (id: string, rest: Partial<Prompt> = {}): Prompt =>
  Prompt.parse({
    id,
    text: `What of ${id}?`,
    concept: 'feeling',
    level: 'all',
    soWhat: `So what of ${id}?`,
    source: 'test',
    ...rest,
  })

/** Three questions for each concept (one of them deep, one of them on a strength), and two of each other kind. */
export const aBank = (): Bank => ({
  prompts: [
    ...concepts.flatMap((concept) => [
      aPrompt(`${concept}-plain`, { concept }),
      aPrompt(`${concept}-deep`, { concept, depth: 'deep', valence: 'difficulty' }),
      aPrompt(`${concept}-strength`, { concept, valence: 'strength' }),
    ]),
    ...(['look-back', 'review', 'team'] as const).flatMap((kind) =>
      [1, 2].map((n) => aPrompt(`${kind}-${n}`, { kind, concept: undefined })),
    ),
  ],
})

export const aContext = (rest: Partial<Context> = {}): Context => ({
  programmes: [aProgramme()],
  partnerships: [],
  bank: aBank(),
  ...rest,
})

type LeaderWish = Partial<Omit<Leader, 'settings' | 'stage' | 'id'>> & {
  id?: string
  since?: Instant
  stage?: Leader['stage']['is'] | Leader['stage']
  settings?: Partial<Leader['settings']>
}

/** Someone in London who accepted on the Sunday before the programme starts, and has written nothing yet. */
export const aLeader = ({
  id = 'Lada',
  since,
  stage = 'active',
  settings,
  ...rest
}: LeaderWish = {}): Leader =>
  Leader.parse({
    schema: 1,
    id,
    slack: { team: 'T1', user: `U${id}`, dm: `D${id}` },
    stage: typeof stage === 'string' ? { is: stage, since: since ?? at('2026-01-04 12:00') } : stage,
    settings: { zone: 'Europe/London', nation: 'england', ...settings },
    programmes: ['tuesdays'],
    deliveries: [],
    missedWeeks: [],
    reflections: [],
    optIns: {},
    digests: [],
    outbox: [],
    lastSeenTs: '0.000000',
    forgottenTs: [],
    ...rest,
  })

/** A question that was asked, and arrived. */
export const aDelivery = (askedAt: Instant, rest: Partial<Delivery> = {}): Delivery =>
  Delivery.parse({
    id: `tuesdays.${askedAt.slice(0, 10)}`,
    programme: 'tuesdays',
    weekOf: '2026-01-05',
    prompt: {
      id: 'feeling-plain',
      concept: 'feeling',
      kind: 'weekly',
      depth: 'light',
      valence: 'neutral',
      text: 'What did you feel?',
    },
    swapped: [],
    askedAt,
    closesAt: plus(askedAt, { days: 6 }),
    remindAt: plus(askedAt, { days: 2 }),
    state: { is: 'open' },
    ts: tsAt(askedAt),
    ...rest,
  })

/** A stretch of writing that came in the modal. */
export const aPart = (text: string, written = at('2026-01-06 12:00')): Part => ({
  text,
  at: written,
  from: { is: 'modal' },
})

/** Something written in the modal, with what its author lets partnerships see of it. */
export const aReflection = (
  id: string,
  words: string,
  rest: Partial<Omit<Reflection, 'id'>> & { shares?: Record<string, Share> } = {},
): Reflection => {
  const written = rest.at ?? at('2026-01-06 12:00')
  return Reflection.parse({
    id,
    concept: 'feeling',
    at: written,
    late: false,
    parts: [{ text: words, at: written, from: { is: 'modal' } }],
    about: [],
    shares: {},
    ...rest,
  })
}

/** A message as it went out. */
export type Sent = { kind: Intent['kind']; about: string; key: string; at: Instant }

/** Sends what is ready at once, and looks at the last moment whether it is still wanted, as the flows do. */
export const post = (leader: Leader, now: Instant, context: Context): { leader: Leader; sent: Sent[] } => {
  const sent: Sent[] = []
  let it = leader
  for (const { key, kind, about } of sendable(leader, now)) {
    it = claim(it, key, now)
    const intent = it.outbox.find((one) => one.key === key)
    if (!intent) throw new Error(`${key} went missing`)
    const letter = composeLetter(it, intent, context, safety, now)
    if (letter === 'not-wanted') {
      it = drop(release(it, key, now), key, now)
      continue
    }
    if ('notBefore' in letter) {
      it = hold(it, key, now, letter.notBefore)
      continue
    }
    const ts = tsAt(now, sent.length + 1)
    it = noteArrival(settle(it, key, ts, now), kind, about, ts)
    sent.push({ kind, about, key, at: now })
  }
  return { leader: it, sent }
}

const noteArrival = (leader: Leader, kind: Intent['kind'], about: string, ts: SlackTs): Leader =>
  kind === 'invitation'
    ? invitationArrived(leader, ProgrammeId.parse(about), ts)
    : {
        ...leader,
        deliveries: leader.deliveries.map((it) =>
          kind === 'prompt' && it.id === about ? { ...it, ts } : it,
        ),
        digests: leader.digests.map((it) => (kind === 'digest' && it.month === about ? { ...it, ts } : it)),
      }

/** Something that someone does by themselves at a moment. */
export type Act = { at: Instant; act: (leader: Leader) => Leader }

export type Life = {
  from: Instant
  until: Instant
  context: Context
  /** When the process next looks, after it has looked at a moment; at `wakeAt` unless told. */
  looksAt?: (after: Instant, leader: Leader) => Instant | undefined
  /** How many hours after a question they answer it, if they do. */
  answersAfter?: (delivery: DeliveryId) => number | undefined
  acts?: readonly Act[]
}

/** Lives through the time between two moments, and tells what went out. */
export const live = (
  leader: Leader,
  { from, until, context, looksAt, answersAfter, acts = [] }: Life,
): { leader: Leader; sent: Sent[] } => {
  const sent: Sent[] = []
  let it = leader
  let todo = acts.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const nextLook = looksAt ?? ((_, leader) => wakeAt(leader, context))
  let look = looksAt ? from : wakeAt(it, context)
  for (let now = from; ; ) {
    const next = earliest([look, todo[0]?.at])
    if (!next || next > until) return { leader: it, sent }
    now = next > now ? next : now
    if (todo[0] && todo[0].at <= next) {
      it = todo[0].act(it)
      todo = todo.slice(1)
    }
    it = advance(it, now, context)
    const posted = post(it, now, context)
    it = posted.leader
    sent.push(...posted.sent)
    for (const { kind, about } of posted.sent) {
      const hours = kind === 'prompt' ? answersAfter?.(about as DeliveryId) : undefined
      if (hours === undefined) continue
      const then = plus(now, { hours })
      const said = {
        ts: tsAt(then, 9),
        thread: it.deliveries.find(({ id }) => id === about)?.ts,
        text: about,
      }
      todo = [...todo, { at: then, act: (leader: Leader) => recordTyped(leader, said, then) }].toSorted(
        (a, b) => (a.at < b.at ? -1 : 1),
      )
    }
    look = nextLook(now, it)
  }
}

/** The words of a canary: nobody writes them by chance. */
export const canary = (name: string): string => `canary-${name}-sings`

export const conceptIn = (n: number): Concept => concepts[n % concepts.length] ?? 'feeling'
