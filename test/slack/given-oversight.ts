// What admins look at beside programmes, from any data that their schemas let in.
import type { ModalView } from '@slack/types'
import fc from 'fast-check'
import { type AuditEntry, auditKinds, pageOfAudit } from '../../src/domain/audit.ts'
import type { PartnershipFields } from '../../src/domain/linking.ts'
import {
  ChannelId,
  components,
  Instant,
  LocalDate,
  LocalTime,
  levels,
  Month,
  nations,
  PartnershipId,
  ProgrammeId,
  PromptId,
  UserId,
  Zone,
} from '../../src/domain/model.ts'
import { acts } from '../../src/domain/permissions.ts'
import { Prompt } from '../../src/domain/prompt.ts'
import { allPrompts, coverageOf, packsIn, pageOfPrompts, shortages } from '../../src/domain/prompts-in-use.ts'
import { ChannelTrouble, PartnershipSettings } from '../../src/domain/workspace.ts'
import { en } from '../../src/locales/en.ts'
import { adminsModal } from '../../src/slack/modals/admins.ts'
import { auditModal } from '../../src/slack/modals/audit.ts'
import { deliveryModal } from '../../src/slack/modals/delivery.ts'
import { linkModal, partnershipModal } from '../../src/slack/modals/partnership.ts'
import { partnershipsModal } from '../../src/slack/modals/partnerships.ts'
import { packsModal, promptsModal } from '../../src/slack/modals/prompts.ts'
import { teamWordsModal } from '../../src/slack/modals/team-words.ts'

const at = Instant.parse('2026-01-06T09:00:00.000Z')
const user = fc.integer({ min: 1, max: 9 }).map((n) => UserId.parse(`U07NF${n}PRIYA`))
const name = fc.constantFrom('#north', 'North & <!channel> *leaders*', '<@U07NF4TOMSZ>', '', 'a'.repeat(80))

const entry: fc.Arbitrary<AuditEntry> = fc.record(
  {
    at: fc.constant(at),
    by: fc.oneof(user, fc.constant(UserId.parse('operator'))),
    act: fc.constantFrom(...acts, ...Object.keys(en.adminAudit.acts), 'toString', 'of <tomorrow>'),
    on: fc.constantFrom('P1', 'U07NF4TOMSZ', ''),
    name,
    changed: fc.subarray(['zone', 'digest', 'thresholds', 'unheard-of']),
    refused: fc.constant(true as const),
  },
  { requiredKeys: ['at', 'by', 'act', 'on'] },
)

const audit = fc
  .tuple(
    fc.oneof(fc.array(entry, { maxLength: 3 }), fc.array(entry, { minLength: 40, maxLength: 60 })),
    fc.constantFrom('all' as const, 'all' as const, ...auditKinds),
    fc.nat(3),
  )
  .map(([log, kind, page]) => auditModal(pageOfAudit(log, { kind, page }), { kind, page }, en))

const reason = fc.constantFrom(
  ...Object.keys(en.adminDelivery.reasons),
  'unheard_of',
  'toString',
  'not_authed',
)
const band = fc.option(fc.constantFrom({ from: 10, to: 19 }, { from: 10_000 }), { nil: undefined })
const amount = fc.constantFrom('none' as const, 'few' as const, { from: 5, to: 9 })
const delivery = fc
  .record({
    troubles: fc.array(fc.record({ reason, first: fc.constant(at), last: fc.constant(at) }), {
      maxLength: 20,
    }),
    due: fc.option(fc.constant(LocalDate.parse('2026-01-05')), { nil: undefined }),
    unreachable: fc.array(fc.record({ user, reason, since: fc.constant(at) }), { maxLength: 30 }),
    weeks: fc.array(
      fc.record({
        weekOf: fc.constant(LocalDate.parse('2026-01-05')),
        asked: band,
        replied: band,
        late: amount,
        missed: amount,
        failed: amount,
      }),
      { maxLength: 20 },
    ),
  })
  .map((it) => deliveryModal(it, en))

/** A page with others on both sides of it. */
const middle = fc.array(entry, { minLength: 40, maxLength: 45 }).map((log) => {
  const wish = { kind: 'all' as const, page: 1 }
  return auditModal(pageOfAudit(log, wish), wish, en)
})

const admins = fc
  .record({ appointed: fc.uniqueArray(user), named: fc.uniqueArray(user) })
  .map((it) => adminsModal(it, en))

const some = fc.constantFrom(
  ...['feeling', 'identify', 'being'].flatMap((concept, n) =>
    levels.map((level) =>
      Prompt.parse({
        id: `${concept}-${level}`,
        text: 'What & <!channel> did you *see*?',
        concept,
        level,
        kind: n === 1 ? 'diagnosis' : 'weekly',
        components: [...components],
        citizen: ['tokenism'],
        source: 'Miller (2023)',
        ...(n > 0 && { pack: 'ours & <@U1>' }),
      }),
    ),
  ),
)
const bank = fc
  .oneof(fc.array(some, { maxLength: 3 }), fc.array(some, { minLength: 30, maxLength: 40 }))
  .map((prompts) => ({ prompts }))
const off = fc.subarray(['feeling-team', 'identify-senior', 'being-citizen'].map((it) => PromptId.parse(it)))
const promptList = fc
  .tuple(bank, off, fc.constantFrom(allPrompts, { ...allPrompts, page: 1 }, { ...allPrompts, search: 'zz' }))
  .map(([it, not, wish]) => promptsModal(pageOfPrompts(it, not, wish), wish, shortages(it, not), en))
const packList = fc
  .tuple(
    bank,
    off,
    fc.option(
      fc.array(
        fc.constantFrom(
          { file: 'a/<b>.yml', line: 3, says: 'x'.repeat(2000) },
          { file: 'a', says: 'No & no' },
        ),
        {
          maxLength: 20,
        },
      ),
      { nil: undefined },
    ),
  )
  .map(([it, not, read]) => packsModal({ packs: packsIn(it, not), coverage: coverageOf(it, not) }, en, read))

const fields: fc.Arbitrary<PartnershipFields> = fc.record({
  programmes: fc.subarray(['P1', 'P2', 'gone'].map((it) => ProgrammeId.parse(it))),
  facilitators: fc.uniqueArray(user),
  thresholds: fc.record({
    contributors: fc.integer({ min: 5, max: 50 }),
    others: fc.integer({ min: 3, max: 50 }),
  }),
  digest: fc.record({
    workingDay: fc.integer({ min: 3, max: 10 }),
    time: fc.constant(LocalTime.parse('10:00')),
  }),
  zone: fc.constantFrom('Europe/London', 'America/Argentina/Buenos_Aires').map((it) => Zone.parse(it)),
  nation: fc.constantFrom(...nations),
})
const programmes = fc.constantFrom(
  [],
  [
    { id: ProgrammeId.parse('P1'), name: 'North & <!channel>' },
    { id: ProgrammeId.parse('P2'), name: 'b'.repeat(90) },
  ],
)
const channel = ChannelId.parse('C07NFPARTNR')
const id = PartnershipId.parse('C1')

const link = fc
  .tuple(fc.record({ fields, programmes }), fc.constantFrom(undefined, { channel }))
  .map(([form, asked]) => linkModal(form, en, asked))

const change = fc
  .tuple(
    fc.record({
      id: fc.constant(id),
      name,
      revision: fc.nat(5),
      fields,
      programmes,
      isAdmin: fc.boolean(),
      override: fc.constantFrom(undefined, 'Because <@U07NF4TOMSZ> & *all* of us read it'),
      isUnexplained: fc.boolean(),
    }),
    fc.option(fc.record({ by: user, changed: fc.constant(['digest', 'zone'] as const), offered: fields }), {
      nil: undefined,
    }),
  )
  .map(([form, meanwhile]) => partnershipModal(form, en, meanwhile))

const linked = fc
  .tuple(fields, name, fc.constantFrom(undefined, ...ChannelTrouble.options))
  .map(([it, called, is]) =>
    PartnershipSettings.parse({
      ...it,
      id,
      name: called,
      channel,
      ...(is && { trouble: { is, since: at, told: true } }),
      override: { by: 'U07NF4TOMSZ', at, why: 'Because <!here>' },
    }),
  )

const list = fc
  .record({
    partnerships: fc.array(linked, { maxLength: 40 }),
    unlinked: fc.array(linked, { maxLength: 40 }),
    programmes: fc.array(
      fc.record({ id: fc.constantFrom('P1', 'P2').map((it) => ProgrammeId.parse(it)), name }),
      { maxLength: 4 },
    ),
    mayLink: fc.boolean(),
  })
  .map((it) => partnershipsModal(it, en))

const month = fc.constantFrom('2026-01', '2030-12').map((it) => Month.parse(it))
const teamWords = fc
  .record({ partnership: fc.constant(id), name, months: fc.array(month, { maxLength: 120 }) })
  .map((it) => teamWordsModal(it, en))

export const oversightModals: fc.Arbitrary<ModalView> = fc.oneof(
  promptList,
  packList,
  delivery,
  audit,
  middle,
  admins,
  link,
  change,
  list,
  teamWords,
)

/** Which areas someone may open from Home. */
export const opens = fc.record({
  partnerships: fc.nat(100),
  prompts: fc.option(fc.record({ on: fc.nat(200), off: fc.nat(9) }), { nil: undefined }),
  delivery: fc.option(fc.record({ troubles: fc.nat(9), unreachable: fc.nat(9) }), { nil: undefined }),
  audit: fc.boolean(),
  admins: fc.boolean(),
})
