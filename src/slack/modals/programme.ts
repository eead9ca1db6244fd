// The form of a programme, for making, changing or copying one. It is drawn anew when a choice brings other fields,
// and whenever its next dates change.
import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { localDateOf } from '../../domain/calendar.ts'
import { mostOfProgramme } from '../../domain/limits.ts'
import { type Instant, type LocalDate, nations } from '../../domain/model.ts'
import { cronFaultInWords } from '../../locales/cron-fault.ts'
import type { Strings } from '../../locales/en.ts'
import { adminIds, adminModalIds } from '../action-ids.ts'
import { actions, button, context, header, input, option, ownText, plain, section } from '../views/blocks.ts'
import { dateWithDay } from '../views/dates.ts'
import { packName } from '../views/pack-name.ts'
import { type Draft, type FormAbout, scheduleIn, themeIds } from './programme-draft.ts'
import { zoneGroups, zoneOption } from './zone-menu.ts'

const kinds = ['weekly', 'fortnightly', 'weekdays', 'cron'] as const
const reminders = ['none', 24, 48, 72, 96] as const
const closings = [2, 3, 4, 5, 6, 9, 13]
const digestDays = ['last-working-day', 1, 2, 3, 4, 5] as const

/** What a form shows beside its fields. */
export type FormView = { draft: Draft; about: FormAbout; next: readonly Instant[]; packs: readonly string[] }

export const programmeModal = (
  { draft, about, next, packs }: FormView,
  today: LocalDate,
  say: Strings,
): ModalView => {
  const it = say.programmeForm
  return {
    type: 'modal',
    callback_id: about.is === 'edit' ? adminModalIds.programmeEdit : adminModalIds.programme,
    private_metadata: JSON.stringify(about),
    title: plain(it.titles[about.is]),
    submit: plain(it.submit[about.is]),
    close: plain(it.cancel),
    blocks: [
      ...who(draft, about, say),
      ...when(draft, next, today, say),
      ...what(draft, packs, say),
      ...care(draft, about, say),
      ...told(draft, about, say),
    ],
  }
}

const who = (draft: Draft, about: FormAbout, { programmeForm: it }: Strings): KnownBlock[] => [
  header(it.headings.who),
  text('name', it.name, draft.name, {
    most: mostOfProgramme.name,
    hint: it.nameHint,
    focus: about.is === 'create',
  }),
  select(
    'source',
    it.source,
    (['named', 'channel'] as const).map((one) => option(one, it.sources[one])),
    draft.source,
    { tells: true },
  ),
  draft.source === 'named'
    ? input(
        'people',
        it.people,
        {
          type: 'multi_users_select',
          action_id: 'people',
          ...(draft.people.length > 0 && { initial_users: draft.people }),
        },
        { hint: it.peopleHint },
      )
    : tells(
        input(
          'follows',
          it.follows,
          {
            ...channelMenu,
            action_id: adminIds.shapeProgramme,
            ...(draft.follows && { initial_conversation: draft.follows }),
          },
          { hint: it.followsHint },
        ),
      ),
  ...(draft.source === 'channel' && draft.follows && about.members?.channel === draft.follows
    ? [
        context(
          about.members.people === undefined
            ? it.errors['channel-out-of-reach']
            : it.followed(about.members.people),
        ),
      ]
    : []),
  ...(about.is === 'edit'
    ? []
    : [input('channel', it.channel, channelMenu, { hint: it.channelHint, optional: true })]),
]

const when = (draft: Draft, next: readonly Instant[], today: LocalDate, say: Strings): KnownBlock[] => {
  const it = say.programmeForm
  const days = say.weekdays.map((name, i) => option(String(i + 1), name))
  return [
    header(it.headings.when),
    select(
      'kind',
      it.kind,
      kinds.map((one) => option(one, it.kinds[one])),
      draft.kind,
      { tells: true },
    ),
    ...(draft.kind === 'weekly' || draft.kind === 'fortnightly'
      ? [select('weekday', it.weekday, days, draft.weekday, { tells: true })]
      : []),
    ...(draft.kind === 'weekdays'
      ? [
          tells(
            input(
              'weekdays',
              it.weekdays,
              {
                type: 'checkboxes',
                action_id: adminIds.shapeProgramme,
                options: days,
                ...(draft.weekdays.length > 0 && {
                  initial_options: days.filter(({ value }) => draft.weekdays.includes(value ?? '')),
                }),
              },
              { hint: it.weekdaysHint },
            ),
          ),
        ]
      : []),
    ...(draft.kind === 'cron'
      ? [
          tells(
            input(
              'cron',
              it.cron,
              {
                type: 'plain_text_input',
                action_id: adminIds.shapeProgramme,
                max_length: mostOfProgramme.cron,
                ...(draft.cron && { initial_value: draft.cron }),
                dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
              },
              { hint: it.cronHint },
            ),
          ),
        ]
      : [
          tells(
            input('time', it.time, {
              type: 'timepicker',
              action_id: adminIds.shapeProgramme,
              ...(draft.time && { initial_time: draft.time }),
            }),
          ),
        ]),
    ...outlook(draft, next, today, say),
    select(
      'clock',
      it.clock,
      [option('leader', it.clocks.leader), option('programme', it.clocks.one)],
      draft.clock,
      { tells: true },
    ),
    ...(draft.clock === 'programme'
      ? [
          tells(
            input('zone', it.zone, {
              type: 'static_select',
              action_id: adminIds.shapeProgramme,
              option_groups: zoneGroups(draft.zone),
              initial_option: zoneOption(draft.zone),
            }),
          ),
        ]
      : []),
    tells(day('starts-on', it.startsOn, draft.startsOn)),
    tells(day('ends-on', it.endsOn, draft.endsOn, { optional: true })),
  ]
}

// The next dates, or what is wrong with the expression, in words.
const outlook = (draft: Draft, next: readonly Instant[], today: LocalDate, say: Strings): KnownBlock[] => {
  const it = say.programmeForm
  const read = scheduleIn(draft, today)
  if ('fault' in read)
    return [{ ...section(ownText(cronFaultInWords(read.fault, say))), block_id: 'outlook' }]
  const dates = next.map((at) => dateWithDay(localDateOf(at, draft.zone)))
  const words = 'schedule' in read && draft.kind === 'cron' ? [say.rhythm.cron(draft.cron)] : []
  return [
    {
      ...section([...words, dates.length > 0 ? it.next(dates) : it.noNext].join('\n')),
      block_id: 'outlook',
    },
    context(it.movedDates),
  ]
}

const what = (draft: Draft, packs: readonly string[], say: Strings): KnownBlock[] => {
  const it = say.programmeForm
  // A pack whose folder was taken away stays to be seen, and kept or put down.
  const packOptions = [...new Set([...packs, ...draft.packs])].map((one) =>
    option(one, packs.includes(one) ? packName(one, say) : it.packOutOfUse(one)),
  )
  const chosenPacks = packOptions.filter(({ value }) => draft.packs.includes(value ?? ''))
  return [
    header(it.headings.what),
    select(
      'rotation',
      it.rotation,
      (['cycle', 'balance', 'own'] as const).map((one) => option(one, it.rotations[one])),
      draft.rotation,
      { tells: true },
    ),
    ...(draft.rotation === 'own'
      ? [
          text('own', it.own, draft.own, {
            most: 2000,
            hint: it.ownHint([...themeIds]),
            lines: true,
          }),
        ]
      : []),
    ...(packOptions.length > 1 || chosenPacks.length > 0
      ? [
          input(
            'packs',
            it.packs,
            {
              type: 'multi_static_select',
              action_id: 'packs',
              options: packOptions,
              ...(chosenPacks.length > 0 && { initial_options: chosenPacks }),
            },
            { hint: it.packsHint, optional: true },
          ),
        ]
      : []),
  ]
}

const care = (draft: Draft, { pauses }: FormAbout, say: Strings): KnownBlock[] => {
  const it = say.programmeForm
  const hours = withOwn(reminders, draft.remindAfter)
  const closes = withOwn(closings, draft.closesAfterDays)
  const digests = withOwn(digestDays, draft.digestOn)
  return [
    header(it.headings.care),
    select(
      'remind-after',
      it.remindAfter,
      hours.map((one) => option(one, it.remind(one === 'none' ? one : Number(one)))),
      draft.remindAfter,
      { hint: it.remindHint },
    ),
    select(
      'closes',
      it.closes,
      closes.map((one) => option(one, it.closesAfter(Number(one)))),
      draft.closesAfterDays,
      { hint: it.closesHint },
    ),
    select(
      'digest-on',
      it.digestOn,
      digests.map((one) => option(one, it.digest(one === 'last-working-day' ? one : Number(one)))),
      draft.digestOn,
    ),
    select(
      'nation',
      it.nation,
      nations.map((one) => option(one, say.nations[one])),
      draft.nation,
      { hint: it.nationHint, tells: true },
    ),
    ...Array.from({ length: pauses }, (_, i) => [
      tells(day(`pause-from-${i}`, it.pauseFrom, draft.pauses[i]?.from, { optional: true })),
      tells(
        day(`pause-until-${i}`, it.pauseUntil, draft.pauses[i]?.until, {
          optional: true,
          hint: it.pauseHint,
        }),
      ),
      text(`pause-reason-${i}`, it.pauseReason, draft.pauses[i]?.reason ?? '', {
        most: mostOfProgramme.pauseReason,
        optional: true,
      }),
    ]).flat(),
    ...(pauses < mostOfProgramme.pauses ? [actions(button(adminIds.addPause, it.addPause))] : []),
  ]
}

const told = (draft: Draft, { missing: first }: FormAbout, { programmeForm: it }: Strings): KnownBlock[] => {
  const tick = option('yes', it.promiseTick)
  const citizens = option('yes', it.citizensTick)
  return [
    header(it.headings.told),
    context(it.headings.toldHint),
    text('answers-for', it.answersFor, draft.answersFor, {
      most: mostOfProgramme.line,
      hint: it.answersForHint,
      focus: first === 'answersFor',
    }),
    text('privacy-contact', it.privacyContact, draft.privacyContact, {
      most: mostOfProgramme.line,
      hint: it.privacyContactHint,
      focus: first === 'privacyContact',
    }),
    text('purpose', it.purpose, draft.purpose, {
      most: mostOfProgramme.paragraph,
      hint: it.purposeHint,
      lines: true,
      focus: first === 'purpose',
    }),
    input(
      'promise',
      it.promise,
      {
        type: 'checkboxes',
        action_id: 'choice',
        options: [tick],
        ...(draft.promised && { initial_options: [tick] }),
      },
      // Required by us, in words of our own.
      { optional: true },
    ),
    tells(
      input(
        'citizens',
        it.citizens,
        {
          type: 'checkboxes',
          action_id: adminIds.shapeProgramme,
          options: [citizens],
          ...(draft.citizens && { initial_options: [citizens] }),
        },
        { optional: true },
      ),
    ),
    ...(draft.citizens
      ? [
          text('paid', it.paid, draft.paid, {
            most: mostOfProgramme.paragraph,
            lines: true,
            focus: first === 'paid',
          }),
          text('support', it.support, draft.support, {
            most: mostOfProgramme.line,
            focus: first === 'support',
          }),
        ]
      : []),
    text('lawful-basis', it.lawfulBasis, draft.lawfulBasis, {
      most: mostOfProgramme.line,
      optional: true,
      hint: it.lawfulBasisHint,
    }),
    text('processors', it.processors, draft.processors, {
      most: mostOfProgramme.line,
      optional: true,
      hint: it.processorsHint,
    }),
    day('assessed-on', it.assessedOn, draft.assessedOn, { optional: true }),
  ]
}

const channelMenu = {
  type: 'conversations_select' as const,
  action_id: 'channel',
  filter: { include: ['private' as const, 'public' as const], exclude_bot_users: true },
}

/** A field that tells the form at once what was chosen. */
const tells = (block: InputBlock): InputBlock => ({ ...block, dispatch_action: true })

const select = (
  id: string,
  label: string,
  options: ReturnType<typeof option>[],
  value: string,
  more: { hint?: string; tells?: boolean } = {},
): InputBlock => {
  const block = input(
    id,
    label,
    {
      type: 'static_select',
      action_id: more.tells ? adminIds.shapeProgramme : 'choice',
      options,
      initial_option: options.find((one) => one.value === value),
    },
    { hint: more.hint },
  )
  return more.tells ? tells(block) : block
}

const text = (
  id: string,
  label: string,
  value: string,
  more: { most: number; hint?: string; optional?: boolean; lines?: boolean; focus?: boolean },
): InputBlock =>
  input(
    id,
    label,
    {
      type: 'plain_text_input',
      action_id: 'text',
      max_length: more.most,
      ...(more.lines && { multiline: true }),
      ...(more.focus && { focus_on_load: true }),
      ...(value && { initial_value: value }),
    },
    { hint: more.hint, optional: more.optional },
  )

const day = (
  id: string,
  label: string,
  value: string | undefined,
  more: { optional?: boolean; hint?: string } = {},
): InputBlock =>
  input(
    id,
    label,
    { type: 'datepicker', action_id: adminIds.shapeProgramme, ...(value && { initial_date: value }) },
    more,
  )

// What a file may have set beside what the menu offers stays to be seen, and kept.
const withOwn = (offered: readonly (string | number)[], value: string): string[] => [
  ...new Set([...offered.map(String), value]),
]
