// Anything that Balcony might have to say: letters, forms and Homes from any data that its schemas and forms let in.

import fc from 'fast-check'
import { longestName } from '../../src/domain/challenge.ts'
import { outcomes } from '../../src/domain/commitment.ts'
import { remindTimes } from '../../src/domain/delivery.ts'
import type { OwnMonth } from '../../src/domain/digest.ts'
import { exportFormats, type Stop } from '../../src/domain/export.ts'
import type { Letter, ProgrammeFacts } from '../../src/domain/letter.ts'
import {
  ChannelId,
  components,
  concepts,
  DeliveryId,
  Instant,
  keepMonthsChoices,
  LocalDate,
  LocalTime,
  levels,
  Month,
  nations,
  PartnershipId,
  ProgrammeId,
  placements,
  ReflectionId,
  SlackTs,
  UserId,
  Weekday,
  Zone,
} from '../../src/domain/model.ts'
import { choosing, draftFormats } from '../../src/domain/portfolio.ts'
import type { Schedule } from '../../src/domain/rhythm.ts'
import { identifierKinds } from '../../src/domain/safe-to-write.ts'
import type { WhenAsked } from '../../src/domain/schedule.ts'
import { longestTeamLine } from '../../src/domain/talk.ts'
import { ChannelTrouble, teamOutcomes } from '../../src/domain/workspace.ts'
import type { ChallengeForm, NameForm } from '../../src/flows/change-challenge.ts'
import type { SettingsForm } from '../../src/flows/change-settings.ts'
import type { Choice, ExportForm, ExportWish } from '../../src/flows/export-history.ts'
import type { LostYes } from '../../src/flows/lost-yeses.ts'
import type { Caution, LookedAt } from '../../src/flows/mind.ts'
import type { PlanForm, ReplyForm } from '../../src/flows/read-forms.ts'
import type { Home } from '../../src/flows/read-home.ts'
import { opens } from './given-oversight.ts'

/** What people put into a box when they mean to be difficult, or do not know that they are. */
const spice = fc.constantFrom(
  '&',
  '<',
  '>',
  '<!channel>',
  '<!here|here>',
  '<@U07NF4TOMSZ>',
  '<https://evil.example|click>',
  '&amp;',
  '*bold*',
  '> quoted',
  '\n',
  '\n\n',
  '👩🏽‍⚕️',
  '𝕏',
  '‮',
  'Zoë',
  '```',
)

/** Text of about so many characters, seasoned. */
export const text = (most: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(
        fc.oneof({ weight: 3, arbitrary: fc.lorem({ maxCount: 3 }) }, { weight: 1, arbitrary: spice }),
        {
          minLength: 1,
          maxLength: 6,
        },
      ),
      fc.oneof(fc.constant(1), fc.integer({ min: 1, max: most })),
      fc.constantFrom(' ', ' ', '. ', '\n', ''),
    )
    .map(([parts, repeats, between]) => {
      const all = parts.join(between)
      // No more of it than is left after the cut.
      const enough = Math.min(repeats, Math.ceil(most / (all.length + between.length)))
      return Array(enough).fill(all).join(between).slice(0, most)
    })
    .map((it) => (it.trim() === '' || !it.isWellFormed() ? 'x' : it))

export const name = text(80)
/** The longest that Slack lets anyone type into a message. */
export const words = text(12_000)
const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((it) => Instant.parse(it.toISOString()))
const slackTs = fc.constant(SlackTs.parse('1767603600.000100'))
const month = fc
  .tuple(fc.integer({ min: 2026, max: 2030 }), fc.integer({ min: 1, max: 12 }))
  .map(([y, m]) => Month.parse(`${y}-${String(m).padStart(2, '0')}`))
const localDate = instant.map((it) => LocalDate.parse(it.slice(0, 10)))
const concept = fc.constantFrom(...concepts)
const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: undefined })
const placed = fc.constantFrom(...placements)
const programmeSchedule: fc.Arbitrary<Schedule> = fc
  .record({ weekday: fc.integer({ min: 1, max: 7 }), time: fc.constant(LocalTime.parse('09:00')) })
  .chain((it) =>
    fc.constantFrom(
      { is: 'weekly' as const, ...it },
      { is: 'fortnightly' as const, ...it },
      { is: 'weekdays' as const, weekdays: [1, it.weekday], time: it.time },
    ),
  )
const weeklyTime = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }).map((it) => Weekday.parse(it)),
  time: fc.constantFrom('00:00', '09:00', '23:59').map((it) => LocalTime.parse(it)),
})
export const whenAsked: fc.Arbitrary<WhenAsked> = fc.oneof(
  weeklyTime.map((it) => ({ ...it, everyWeeks: 1 as const })),
  weeklyTime.map(({ weekday, time }) => ({
    rhythm: { is: 'weekdays' as const, weekdays: [1, weekday], time },
    time,
  })),
)
const id = fc.stringMatching(/^[A-Z][0-9a-f]{16}$/)
const delivery = id.map((it) => DeliveryId.parse(`${it}.2026-01-05`))
const reflection = delivery.map((it) => ReflectionId.parse(it))
const partnership = id.map((it) => PartnershipId.parse(it))
const question = text(300)
const many = <T>(it: fc.Arbitrary<T>, maxLength = 100) => fc.array(it, { maxLength, size: 'max' })
const few = <T>(it: fc.Arbitrary<T>) => fc.array(it, { maxLength: 10 })
const about = fc.subarray([...components])

const seen = fc.record({
  reflection,
  late: fc.boolean(),
  sharedWith: few(
    fc.record({
      name,
      choice: fc.constantFrom('theme' as const, 'words' as const),
      named: fc.boolean(),
      approved: fc.boolean(),
    }),
  ),
})

const partnershipId = fc.constant(PartnershipId.parse('C0ffee'))
const teamLine = text(longestTeamLine)
export const teamPlan = fc.record({ when: teamLine, will: teamLine })

const ownWords = fc.record({
  on: localDate,
  asked: maybe(question),
  concept: maybe(concept),
  words,
  soWhat: maybe(text(3000)),
  nowWhat: maybe(text(3000)),
  isSetAside: fc.boolean(),
})

/** A month of someone's own, with more words than anyone has time for. */
export const ownMonth: fc.Arbitrary<OwnMonth> = fc.record({
  month,
  level: maybe(fc.constantFrom(...levels)),
  since: maybe(localDate),
  to: localDate,
  replies: fc.nat(100),
  late: fc.nat(5),
  coverage: fc.constant(concepts.map((it, i) => ({ concept: it, replies: i }))),
  other: fc.nat(3),
  plans: many(
    fc.record({
      reflection,
      is: fc.constantFrom('live' as const, ...outcomes.filter((it) => it !== 'not-yet'), 'put-down' as const),
      words: maybe(text(3000)),
    }),
    20,
  ),
  challenges: fc.array(
    fc.record({
      is: fc.constantFrom('live' as const, 'parked' as const, 'closed' as const),
      name: maybe(name),
      placed: maybe(placed),
      before: maybe(placed),
    }),
    { maxLength: 3 },
  ),
  thenAndNow: maybe(
    fc.record({
      concept,
      monthsAgo: fc.constantFrom(1 as const, 3 as const, 12 as const),
      earlier: fc.record({ on: localDate, words: maybe(words) }),
      now: fc.record({ on: localDate, words: maybe(words) }),
    }),
  ),
  quiet: maybe(concept),
  words: maybe(fc.oneof(fc.array(ownWords, { maxLength: 3 }), many(ownWords, 60))),
})

const band = fc.constantFrom({ from: 5, to: 9 }, { from: 50 })

export const edition = fc.record({
  kind: fc.constant('edition' as const),
  partnership: partnershipId,
  name,
  month,
  figures: fc.record({
    band: maybe(band),
    about,
    split: maybe(fc.record({ technical: band, adaptive: band, both: maybe(band) })),
    ofCycle: maybe(fc.constant(true as const)),
  }),
  concepts: fc.subarray([...concepts]),
  shared: fc.record({
    named: many(
      fc.record({ leader: fc.constant(UserId.parse('U07NF4TOMSZ')), words, concept: maybe(concept) }),
    ),
    unnamed: many(fc.record({ words, author: maybe(fc.integer({ min: 0, max: 12 })) })),
  }),
  question: maybe(question),
  fewest: fc.integer({ min: 5, max: 50 }),
  lastTime: maybe(
    fc.record({
      plan: teamPlan,
      happened: maybe(fc.record({ is: fc.constantFrom(...teamOutcomes), line: maybe(teamLine) })),
    }),
  ),
  talk: maybe(fc.record({ plan: maybe(teamPlan), openUntil: instant })),
})

const place = { partnership: partnershipId, month }
export const talkForm = fc.record({
  ...place,
  plan: maybe(teamPlan),
  openUntil: maybe(instant),
  hasTalked: fc.boolean(),
})
export const happenedForm = fc.record({ ...place, plan: teamPlan, openUntil: maybe(instant) })

const often = fc.constantFrom('weekly' as const, 'fortnightly' as const, 'weekdays' as const, 'cron' as const)
const facts: fc.Arbitrary<ProgrammeFacts> = fc.record({
  often,
  name,
  answersFor: text(300),
  privacyContact: text(200),
  purpose: text(600),
  citizens: maybe(fc.record({ paid: text(600), support: text(300) })),
  lawfulBasis: maybe(text(300)),
  processors: maybe(text(300)),
  assessedOn: maybe(localDate),
})

const introduction = fc.record({
  kind: fc.constant('introduction' as const),
  often,
  workingDay: fc.integer({ min: 3, max: 10 }),
  firstAt: instant,
  isShared: fc.boolean(),
  fewest: maybe(fc.integer({ min: 8, max: 100 })),
  privacyContacts: many(text(300)),
})

const offered = fc.subarray([...remindTimes], { minLength: 1 })

export const letters: { [K in Letter['kind']]: fc.Arbitrary<Extract<Letter, { kind: K }>> } = {
  invitation: fc.record({
    kind: fc.constant('invitation' as const),
    programme: name,
    facts: few(facts),
    partnerships: few(name),
  }),
  'test-question': fc.record({
    kind: fc.constant('test-question' as const),
    programme: name,
    question: fc.record({
      kind: fc.constant('prompt' as const),
      delivery,
      theme: fc.record({ concept: maybe(concept), kind: fc.constant('weekly' as const) }),
      text: question,
      state: fc.constant('open' as const),
      closesAt: instant,
      maySwap: fc.boolean(),
      maySwapBack: fc.constant(false),
      mayTakeUp: fc.constant(false),
      remindTimes: offered,
    }),
  }),
  'further-invitation': fc.record({
    kind: fc.constant('further-invitation' as const),
    id: id.map((it) => ProgrammeId.parse(it)),
    programme: name,
    facts,
    partnerships: few(name),
    state: fc.constantFrom('invited' as const, 'joined' as const, 'declined' as const),
  }),
  'on-request': fc.oneof(
    fc.record({
      kind: fc.constant('on-request' as const),
      is: fc.constantFrom('sent' as const, 'sent-in-part' as const),
    }),
    fc.record({
      kind: fc.constant('on-request' as const),
      is: fc.constant('filed' as const),
      reason: text(300),
    }),
  ),
  'channel-trouble': fc.record({
    kind: fc.constant('channel-trouble' as const),
    name,
    channel: fc.constant(ChannelId.parse('C07NFPARTNR')),
    trouble: fc.constantFrom(...ChannelTrouble.options),
  }),
  'digest-missed': fc.record({ kind: fc.constant('digest-missed' as const), name, month }),
  welcome: fc.record({
    kind: fc.constant('welcome' as const),
    next: maybe(instant),
    partnerships: few(fc.record({ id: partnership, name, optedIn: fc.boolean() })),
    mayAskNow: fc.boolean(),
  }),
  declined: fc.constant({ kind: 'declined' as const }),
  prompt: fc.record({
    kind: fc.constant('prompt' as const),
    delivery,
    theme: fc.record({
      concept: maybe(concept),
      kind: fc.constantFrom('weekly' as const, 'diagnosis' as const, 'look-back' as const, 'review' as const),
    }),
    text: question,
    state: fc.constantFrom(
      'open' as const,
      'answered' as const,
      'skipped' as const,
      'closed' as const,
      'missed' as const,
    ),
    closesAt: instant,
    maySwap: fc.boolean(),
    maySwapBack: fc.boolean(),
    mayTakeUp: fc.boolean(),
    remindTimes: offered,
    hasLeft: fc.constantFrom(...Array(9).fill(undefined), true),
    remindAt: maybe(instant),
    pausedUntil: maybe(localDate),
    reply: maybe(seen),
    plan: maybe(
      fc.record({
        reflection,
        words: maybe(words),
        outcome: fc.constantFrom(
          'live' as const,
          'done' as const,
          'partly' as const,
          'changed' as const,
          'dropped' as const,
          'put-down' as const,
        ),
        carried: fc.boolean(),
      }),
    ),
    lookBack: maybe(
      fc.record({
        isGone: fc.boolean(),
        words: maybe(text(400)),
        saw: maybe(fc.constantFrom('differently' as const, 'same' as const)),
      }),
    ),
    challenge: maybe(fc.record({ name: maybe(name) })),
  }),
  reminder: fc.record({
    kind: fc.constant('reminder' as const),
    delivery,
    text: question,
    closesAt: instant,
  }),
  receipt: fc.record({
    kind: fc.constant('receipt' as const),
    ts: slackTs,
    mind: maybe(
      fc.record({ identifiers: fc.subarray([...identifierKinds], { minLength: 1 }), always: fc.boolean() }),
    ),
    confirmed: fc.boolean(),
    changedHere: fc.boolean(),
    reply: seen,
    asked: fc.boolean(),
    as: fc.constantFrom('answer' as const, 'added' as const, 'so-what' as const, 'now-what' as const),
    next: maybe(
      fc.oneof(
        fc.record({ asks: fc.constant('so-what' as const), question }),
        fc.constant({ asks: 'now-what' as const }),
      ),
    ),
  }),
  'not-a-reply': fc.record({ kind: fc.constant('not-a-reply' as const), ts: slackTs }),
  'rest-offer': fc.record({
    kind: fc.constant('rest-offer' as const),
    again: fc.boolean(),
    state: fc.constantFrom(
      'resting' as const,
      'resting' as const,
      'active' as const,
      'paused' as const,
      'left' as const,
      'no-programme' as const,
    ),
  }),
  digest: fc
    .record({
      kind: fc.constant('digest' as const),
      month: ownMonth,
      stillRight: maybe(whenAsked.map((it) => ({ ...it, zone: Zone.parse('Europe/London') }))),
      previews: few(
        fc.record({ partnership: id, name, items: fc.nat(100), agreed: fc.integer({ min: 1, max: 100 }) }),
      ),
    })
    .map(({ month: its, ...beside }) => ({ ...its, ...beside })),
  edition,
  introduction,
}

const choice = fc.constantFrom(
  { is: 'private' as const },
  { is: 'theme' as const },
  { is: 'words' as const, named: true },
  { is: 'words' as const, named: false },
)
const distinct = <T, K>(it: fc.Arbitrary<T>, by: (one: T) => K, maxLength = 100) =>
  fc.uniqueArray(it, { selector: by, maxLength, size: 'max' })

export const replyForm: fc.Arbitrary<ReplyForm> = fc.record({
  target: fc.oneof(
    delivery.map((it) => ({ delivery: it })),
    reflection.map((it) => ({ reflection: it })),
  ),
  concept: maybe(concept),
  asked: maybe(question),
  soWhatAsked: maybe(question),
  mayAdd: fc.boolean(),
  parts: distinct(fc.record({ key: id, text: words }), ({ key }) => key),
  soWhat: maybe(fc.record({ key: id, text: text(3000) })),
  nowWhat: maybe(fc.record({ key: id, text: text(3000) })),
  by: maybe(localDate),
  usualBy: localDate,
  challenge: maybe(
    fc.record({
      use: fc.constantFrom('name' as const, 'again' as const, 'recall' as const),
      name: maybe(name),
      placed: maybe(placed),
    }),
  ),
  lookBack: maybe(fc.record({ words: text(400), at: instant })),
  named: fc.boolean(),
  about,
  setAside: maybe(fc.record({ always: fc.boolean(), lacksWords: fc.boolean() })),
  stays: maybe(fc.constantFrom('with-us' as const, 'elsewhere' as const)),
  partnerships: distinct(
    fc.record({
      id: partnership,
      name,
      choice,
      agreed: maybe(fc.constantFrom(...(['theme-to-come', 'words-to-come', 'posted-words'] as const))),
    }),
    (it) => it.id,
    10,
  ),
})

export const lostYeses: fc.Arbitrary<LostYes[]> = fc.array(
  fc.record({
    name,
    leaves: fc.constantFrom('coming-digest' as const, 'posted-words' as const, 'nothing' as const),
    asked: maybe(instant),
  }),
  { maxLength: 10 },
)

export const reminderForm = fc.record({ delivery, closesAt: instant, at: instant })

export const settingsForm: fc.Arbitrary<SettingsForm> = fc.record({
  usual: maybe(whenAsked),
  chosen: fc.record({
    level: maybe(fc.constantFrom(...levels)),
    title: maybe(text(80)),
    at: maybe(
      fc.oneof(
        weeklyTime,
        weeklyTime.map(({ time }) => ({ time })),
      ),
    ),
    everyWeeks: fc.constantFrom(1 as const, 2 as const),
    zone: fc.constantFrom('Europe/London', 'Pacific/Kiritimati', 'UTC').map((it) => Zone.parse(it)),
    zoneFrom: fc.constantFrom('slack' as const, 'own' as const),
    nation: fc.constantFrom(...nations),
    quiet: maybe(fc.constant({ from: LocalTime.parse('21:00'), until: LocalTime.parse('07:30') })),
    words: fc.constantFrom('discreet' as const, 'shown' as const),
    keepMonths: fc.constantFrom(...keepMonthsChoices),
  }),
})

export const historyPage = fc.tuple(
  fc.record({
    page: fc.constant(1),
    pages: fc.constant(3),
    found: fc.integer({ min: 0, max: 24 }),
    entries: fc.array(
      fc.record({
        reflection,
        at: instant,
        concept: maybe(concept),
        asked: maybe(question),
        excerpt: text(200),
        isShared: fc.boolean(),
        isSetAside: fc.boolean(),
        lacksWords: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  }),
  fc.record({
    search: text(200),
    concept: fc.oneof(concept, fc.constant('all' as const), fc.constant('none' as const)),
    page: fc.constant(1),
  }),
)

export const caution: fc.Arbitrary<Caution> = fc.record({
  reflection,
  identifiers: fc.subarray([...identifierKinds]),
  always: fc.boolean(),
  help: few(fc.record({ tier: fc.constant('both' as const), name, says: text(200), contact: text(100) })),
  confirmed: fc.boolean(),
  stays: maybe(fc.constantFrom('with-us' as const, 'elsewhere' as const)),
})

/** A plan as long as a message may be: it can be typed. */
export const planForm: fc.Arbitrary<PlanForm> = fc.record({
  reflection,
  words,
  madeAt: instant,
  outcome: maybe(fc.constantFrom(...outcomes)),
  helped: maybe(text(3000)),
})

const called = text(longestName)
export const challengeForm: fc.Arbitrary<ChallengeForm> = fc.record({
  live: maybe(fc.record({ namedAt: instant, name: called, placed: maybe(placed), setAside: fc.boolean() })),
  earlier: distinct(
    fc.record({ namedAt: instant, name: called, is: fc.constantFrom('parked' as const, 'closed' as const) }),
    (it) => it.namedAt,
    60,
  ),
})
export const nameForm: fc.Arbitrary<NameForm> = fc.record({ reflection, name: called, placed: maybe(placed) })
export const lookedAt: fc.Arbitrary<LookedAt> = fc.record({
  stop: maybe(
    fc.record({ identifiers: fc.subarray([...identifierKinds], { minLength: 1 }), always: fc.boolean() }),
  ),
  help: few(fc.record({ tier: fc.constant('both' as const), name, says: text(200), contact: text(100) })),
})

export const consent = fc.record({
  id: partnership,
  name,
  readers: fc.record({
    people: fc.nat(1000),
    guests: fc.nat(20),
    organisations: many(name, 250),
    isWhole: fc.boolean(),
    isPrivate: fc.boolean(),
    isShared: fc.boolean(),
    teams: fc.array(fc.stringMatching(/^T[A-Z0-9]{10}$/), { maxLength: 250 }),
  }),
  thresholds: fc.record({ contributors: fc.constant(5), others: fc.constant(3) }),
  isSmall: fc.boolean(),
  whyPublic: maybe(text(300)),
})

export const preview = fc.record({
  consent,
  readAt: instant,
  postedAt: maybe(instant),
  items: distinct(
    fc.record({
      reflection,
      concept: maybe(concept),
      words,
      choice,
      placed: maybe(fc.constantFrom(...placements)),
      about: maybe(fc.subarray([...components])),
      isLast: fc.boolean(),
      anew: fc.boolean(),
      agreed: maybe(fc.record({ at: instant, isMore: fc.boolean() })),
    }),
    (it) => it.reflection,
  ),
})

export const anyMonth = month

const dates = fc.record({ from: localDate, to: localDate })
export const exportForm: fc.Arbitrary<ExportForm> = fc.record({ dates })
export const looked = fc.record({ checked: fc.boolean(), leaveOut: fc.boolean() })
export const exportWish: fc.Arbitrary<ExportWish> = fc.record({
  format: fc.constantFrom(...exportFormats),
  period: fc.oneof(fc.constantFrom('usual' as const, 'all' as const), dates),
  looked: looked.map((it) => () => it),
})
const always = fc.boolean()
export const stops: fc.Arbitrary<Stop[]> = many(
  fc.oneof(
    fc.record({ is: fc.constant('reply' as const), reflection, asked: maybe(question), always }),
    fc.record({ is: fc.constant('helped' as const), reflection, words: text(3000), always }),
    fc.record({ is: fc.constant('challenge' as const), namedAt: instant, words: name, always }),
    fc.record({ is: fc.constant('title' as const), words: name, always }),
  ),
)
export const draftChoice: fc.Arbitrary<Choice> = fc
  .record({
    format: fc.constantFrom(...draftFormats),
    period: fc.oneof(dates, fc.constant({})),
    replies: distinct(
      fc.record({ reflection, on: localDate, concept: maybe(concept), asked: maybe(question) }),
      (it) => it.reflection,
      130,
    ).filter((it) => it.length > 0),
  })
  .map((it) => ({ ...it, how: choosing(it.format, it.replies.length) }))

const sharedPartnership = fc.record({
  id: partnership,
  name,
  optedIn: fc.boolean(),
  waiting: fc.nat(100),
  agreed: fc.nat(100),
})

export const partnershipsShared = fc.record({
  stage: fc.constantFrom('active' as const, 'left' as const),
  partnerships: distinct(sharedPartnership, (it) => it.id, 80),
})

export const home: fc.Arbitrary<Home> = fc.record({
  leader: maybe(
    fc.record({
      stage: fc.constantFrom(
        'invited' as const,
        'active' as const,
        'paused' as const,
        'resting' as const,
        'declined' as const,
        'left' as const,
      ),
      pausedUntil: maybe(localDate),
      next: maybe(instant),
      nextDigest: maybe(instant),
      programmePauses: many(fc.record({ name, until: localDate, reason: text(150) }), 10),
      open: maybe(fc.record({ delivery, text: question, closesAt: instant })),
      mayAskNow: fc.boolean(),
      hasProgramme: fc.boolean(),
      mayAccept: fc.boolean(),
      level: maybe(fc.constantFrom(...levels)),
      words: fc.constantFrom('discreet' as const, 'shown' as const),
      asked: maybe(whenAsked),
      challenge: maybe(fc.record({ name: maybe(name), placed: maybe(placed) })),
      earlierChallenges: fc.nat(100),
      replies: fc.nat(1000),
      lackingWords: fc.nat(50),
      coverage: fc.constant(concepts.map((it, i) => ({ concept: it, replies: i }))),
      digests: distinct(fc.record({ month, at: instant }), (it) => it.month),
      sinceLookBack: fc.record({
        at: maybe(instant),
        replies: fc.nat(100),
        concepts: fc.subarray([...concepts]),
      }),
      plans: distinct(
        fc.record({ reflection, words: maybe(words), madeAt: instant, dueOn: localDate }),
        (it) => it.reflection,
      ),
      partnerships: distinct(sharedPartnership, (it) => it.id, 20),
    }),
  ),
  help: few(fc.record({ tier: fc.constant('both' as const), name, says: text(200), contact: text(100) })),
  admin: maybe(
    fc.record({
      programmes: many(
        fc.record({
          id: id.map((it) => ProgrammeId.parse(it)),
          name,
          schedule: programmeSchedule,
          clock: fc.constantFrom('leader' as const, 'programme' as const),
          zone: fc.constant(Zone.parse('Europe/London')),
          endsOn: maybe(localDate),
          follows: maybe(fc.constant(ChannelId.parse('C07NFPARTNR'))),
          starts: maybe(localDate),
          ended: maybe(localDate),
          pause: maybe(fc.record({ from: localDate, until: localDate, reason: text(100) })),
          next: maybe(localDate),
          isLost: fc.boolean(),
          asksNothing: fc.boolean(),
          missing: fc
            .subarray(['answersFor', 'privacyContact', 'purpose', 'paid', 'support'] as const)
            .map((it) => [...it]),
          invited: fc.nat(1000),
          channel: maybe(fc.constant(ChannelId.parse('C07NFPARTNR'))),
        }),
      ),
      troubles: many(
        fc.record({
          name,
          channel: fc.constant(ChannelId.parse('C07NFPARTNR')),
          is: fc.constantFrom(...ChannelTrouble.options),
        }),
      ),
      missed: many(fc.record({ name, month })),
      doubts: many(fc.record({ partnership, name, month, key: id })),
      opens,
    }),
  ),
})
