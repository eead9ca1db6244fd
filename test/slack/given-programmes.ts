// Anything that the form of a programme may be asked to show: every choice, full, empty and wrong.
import fc from 'fast-check'
import { mostOfProgramme } from '../../src/domain/limits.ts'
import {
  concepts,
  Instant,
  LocalDate,
  LocalTime,
  levels,
  nations,
  ProgrammeId,
  UserId,
  Zone,
} from '../../src/domain/model.ts'
import { programmeFields } from '../../src/domain/programme-change.ts'
import { Programme } from '../../src/domain/workspace.ts'
import type { Outlook } from '../../src/flows/change-programme.ts'
import { en } from '../../src/locales/en.ts'
import { type FormView, programmeModal } from '../../src/slack/modals/programme.ts'
import { programmeChangeModal } from '../../src/slack/modals/programme-change.ts'
import type { Draft } from '../../src/slack/modals/programme-draft.ts'
import { programmePreviewModal } from '../../src/slack/modals/programme-preview.ts'
import { programmesModal } from '../../src/slack/modals/programmes.ts'

const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: undefined })
const name = fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }).map((it) => it.slice(0, 80))
const schedules = [
  { is: 'weekly', weekday: 2, time: '09:00' },
  { is: 'fortnightly', weekday: 7, time: '09:00' },
  { is: 'weekdays', weekdays: [1, 3, 5], time: '16:30' },
] as const
const date = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((it) => LocalDate.parse(it.toISOString().slice(0, 10)))
const text = (maxLength: number) =>
  fc.string({ maxLength, unit: 'grapheme' }).map((it) => it.slice(0, maxLength))
const days = fc.subarray(['1', '2', '3', '4', '5', '6', '7'])
const users = fc.subarray(['U07NF4TOMSZ', 'U07NF5FARAH', 'U07NF9DOREN'])
const packs = fc.subarray(['shipped', 'our-own', 'another'])
const channel = maybe(fc.constant('C07NFPARTNR'))

const draft: fc.Arbitrary<Draft> = fc.record({
  name: text(80),
  source: fc.constantFrom('named' as const, 'channel' as const),
  people: users,
  follows: channel,
  kind: fc.constantFrom('weekly' as const, 'fortnightly' as const, 'weekdays' as const, 'cron' as const),
  weekday: fc.constantFrom('1', '5', '7'),
  weekdays: days,
  time: maybe(fc.constant('09:30')),
  cron: fc.oneof(fc.constantFrom('0 9 * * 1,4', '0 9 L * *', '* * * * *', '0 99 * * <!channel>'), text(100)),
  clock: fc.constantFrom('leader' as const, 'programme' as const),
  zone: fc.constant(Zone.parse('Europe/London')),
  startsOn: maybe(date),
  endsOn: maybe(date),
  rotation: fc.constantFrom('cycle' as const, 'balance' as const, 'own' as const),
  own: text(300),
  packs,
  remindAfter: fc.constantFrom('none', '5', '48'),
  closesAfterDays: fc.constantFrom('1', '6', '13'),
  digestOn: fc.constantFrom('last-working-day', '2', '9'),
  nation: fc.constantFrom(...nations),
  pauses: fc.array(
    fc.record({ from: maybe(date), until: maybe(date), reason: text(mostOfProgramme.pauseReason) }),
    { maxLength: mostOfProgramme.pauses },
  ),
  answersFor: text(mostOfProgramme.line),
  privacyContact: text(mostOfProgramme.line),
  purpose: text(mostOfProgramme.paragraph),
  promised: fc.boolean(),
  citizens: fc.boolean(),
  paid: text(mostOfProgramme.paragraph),
  support: text(mostOfProgramme.line),
  lawfulBasis: text(300),
  processors: text(300),
  assessedOn: maybe(date),
})

const programmeForm: fc.Arbitrary<FormView> = fc
  .tuple(
    draft,
    fc.constantFrom('create' as const, 'edit' as const, 'copy' as const),
    fc.array(date, { maxLength: 5 }),
    packs,
  )
  .map(([it, is, next, all]) => ({
    draft: it,
    about: {
      is,
      zone: it.zone,
      pauses: it.pauses.length,
      ...(it.follows && { members: { channel: it.follows, people: next.length || undefined } }),
      ...(is === 'edit' && { id: 'P1', seen: 3, base: [] }),
    },
    next: next.map((day) => Instant.parse(`${day}T09:00:00.000Z`)),
    packs: all,
  }))

const programme = fc
  .tuple(name, fc.constantFrom(...schedules), fc.boolean(), fc.array(date, { maxLength: 2 }))
  .map(
    ([called, schedule, isOver, pausedOn]): Programme => ({
      ...Programme.parse({
        id: 'P1',
        name: called || 'Leaders',
        madeAt: '2026-01-01T09:00:00.000Z',
        runsFrom: '2026-01-01T09:00:00.000Z',
        people: ['U07NF4TOMSZ'],
        schedule,
        zone: 'Europe/London',
        startsOn: '2026-01-05',
        nation: 'england',
        answersFor: '',
      }),
      pauses: pausedOn.map((from) => ({ from, until: from, reason: '' })),
      ...(isOver && { endedAt: Instant.parse('2026-02-01T09:00:00.000Z') }),
    }),
  )

/** What an edit comes to, with any of its settings changed. */
const outlook: fc.Arbitrary<Outlook> = fc.record({
  before: programme,
  after: programme,
  changed: fc.subarray([...programmeFields]),
  coming: fc.nat(500),
  going: fc.nat(500),
  isFollowing: fc.boolean(),
  next: fc.array(
    date.map((day) => Instant.parse(`${day}T09:00:00.000Z`)),
    { maxLength: 3 },
  ),
  meanwhile: fc.array(
    fc.record({
      by: fc.constant(UserId.parse('U07NF1PRIYA')),
      changed: fc.subarray(['name', 'purpose', 'something-newer']),
    }),
    { maxLength: 3 },
  ),
})

const asked = fc.record({
  week: fc.nat(12),
  concept: fc.option(fc.constantFrom(...concepts), { nil: undefined }),
  kind: fc.constantFrom('weekly' as const, 'diagnosis' as const, 'look-back' as const, 'review' as const),
  text: text(300),
  on: date,
})
const preview = fc.record({ name, asked: fc.array(asked, { maxLength: 40, size: 'max' }) })
const previewWish = fc.record({
  id: fc.constant('P1'),
  level: maybe(fc.constantFrom(...levels)),
  page: fc.nat(6),
})

/** Every window that is about a programme. */
export const programmeModals = fc.oneof(
  fc.tuple(fc.constantFrom(1, 13, 80), fc.nat(3)).map(([n, page]) =>
    programmesModal(
      Array.from({ length: n }, (_, i) => ({
        id: ProgrammeId.parse(`P${i}`),
        name: `Programme ${i}`,
        schedule: { is: 'weekly', weekday: 2, time: LocalTime.parse('09:00') },
        clock: 'leader',
        zone: Zone.parse('Europe/London'),
        invited: i,
        missing: [],
        isLost: false,
        asksNothing: false,
        ...(i % 2 === 0 && { ended: LocalDate.parse('2026-01-05') }),
      })),
      page,
      en,
    ),
  ),
  programmeForm.map((it) => programmeModal(it, LocalDate.parse('2026-01-05'), en)),
  fc.tuple(outlook, fc.boolean()).map(([it, again]) => programmeChangeModal(it, 'key', again, en)),
  fc.tuple(preview, previewWish).map(([it, wish]) => programmePreviewModal(it, wish, en)),
)
